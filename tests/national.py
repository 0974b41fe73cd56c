"""Arithmetic of the national SDG sites that the engine does not offer, on top of its growth rates.

Scores from -5 to 5 and stand-ins for zero belong to the
publishers' method. The product substitutes nothing and shows no scores (docs/method.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.judging import pace
from tracker.judging.direction import WITHOUT_TARGET, growth_class, shrunk

STAND_IN = 0.001
STATUS = {
    "met": "target_achieved",
    "on_track": "substantial_progress",
    "slightly_off_track": "moderate_progress",
    "well_off_track": "limited_progress",
    "moving_away": "deterioration",
}


class Outcome(NamedTuple):
    """Ratio or growth rate, score and status as a national site publishes them."""

    value: float | None
    score: float | None
    status: str


def growth(first: pace.XY, last: pace.XY) -> float | None:
    """Return the engine's growth rate; values all below zero count by their size, zero is a loss of all."""
    if last[1] == 0:
        return -1.0
    if first[1] * last[1] < 0:
        return None
    return pace.cagr((first[0], abs(first[1])), (last[0], abs(last[1])))


def outcome(
    base: pace.XY,
    latest: pace.XY,
    target: float | None,
    deadline: float,
    direction: int,
    *,
    limit: float | None = None,
    thresholds: dict[str, float] | None = None,
) -> Outcome:
    """Return what the site publishes for one series."""
    first = (base[0], base[1] or STAND_IN)
    sense = -direction if first[1] < 0 else direction
    observed = growth(first, latest) if latest[0] - base[0] >= 1 else None
    if target is not None:
        return _with_target(first, latest, (deadline, target or STAND_IN), direction, observed)
    if observed is None:
        return Outcome(None, None, "not_available")
    return _without_target(sense * observed, shrunk(first[1], limit), thresholds or {})


def _with_target(
    base: pace.XY, latest: pace.XY, goal: pace.XY, direction: int, observed: float | None
) -> Outcome:
    """Return the outcome by the ratio of growth rates; a target that is achieved overrides it."""
    required = growth(base, goal)
    sense = -direction if base[1] < 0 else direction
    ratio = sense * observed / abs(required) if observed is not None and required else None
    if direction * (latest[1] - goal[1]) >= 0:
        return Outcome(ratio, 5.0, "target_achieved")
    if ratio is None:
        return Outcome(None, None, "not_available")
    return Outcome(ratio, score_of_ratio(ratio), STATUS[pace.classify(ratio)])


def score_of_ratio(ratio: float) -> float:
    """Return the score of a ratio: -0.6 is -5, 0.6 is 0, 1.3 is +5, straight between."""
    return min(7.1429 * ratio - 4.2857, 5.0) if ratio >= 0.6 else max(4.1667 * ratio - 2.5, -5.0)


def _without_target(rate: float, shrink: float, given: dict[str, float]) -> Outcome:
    """Return the outcome by cut-offs of 1.5 %, 0.5 % and 0 % a year, shrunk near a limit."""
    names = zip(("high", "med", "low"), WITHOUT_TARGET, strict=True)
    cutoffs = pace.Cutoffs(*(given.get(name, usual) for name, usual in names))
    high, middle, low = (shrink * least for least in cutoffs)
    status = STATUS[growth_class(rate, shrink, cutoffs)]
    if rate < low:
        return Outcome(rate, max(125 * rate - 2.5, -5.0), status)
    if shrink == 0:
        return Outcome(rate, 5.0, status)
    share = rate / shrink
    if rate >= high:
        return Outcome(rate, min(500 * share - 5, 5.0), status)
    return Outcome(rate, 250 * share - 1.25 if rate >= middle else 500 * share - 2.5, status)


def mean_score(components: Sequence[object]) -> tuple[float | None, str]:
    """Return score and status of several series: the mean of the scores that exist."""
    scores, achieved = [], []
    for component in components:
        if isinstance(component, list):
            score, status = mean_score(component)
        else:
            assert isinstance(component, dict)
            score, status = component["score"], component["status"]
        if score is not None:
            scores.append(score)
            achieved.append(status == "target_achieved")
    if not scores:
        return None, "not_available"
    mean = sum(scores) / len(scores)
    if all(achieved):
        return mean, "target_achieved"
    return mean, STATUS[pace.classify(mean, pace.Cutoffs(2.5, 0.0, -2.5))]

"""Verdict: the state of one goal on one day, with its flags.

States are tried in the order of docs/method.md; the first whose condition holds is the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from tracker.judging import methods, pace
from tracker.judging.assessment import MethodResult, Point
from tracker.judging.quantities import Case, Numbers, distance, missing, numbers_of, projected
from tracker.judging.states import State
from tracker.scalars import year_point

INTERVALS = {
    "day": 1 / 365,
    "month": 1 / 12,
    "quarter": 0.25,
    "half-year": 0.5,
    "year": 1.0,
    "two-years": 2.0,
}
OLDEST = 3.0  # years after which a figure is stale whatever its interval
_BY_PACE = frozenset({"on_track", "slightly_off_track", "well_off_track", "moving_away"})


class Verdict(NamedTuple):
    """The state of one goal, why it is not a verdict if it is none, its flags and its figures."""

    state: State
    reason: str | None
    flags: tuple[str, ...]
    numbers: Numbers
    methods: Mapping[str, MethodResult]
    deadline_figure: Point | None


def judge(case: Case, rebased: bool = False) -> Verdict:
    """Return the verdict on one goal; `rebased` tells that a break took the named baseline."""
    numbers = numbers_of(case)
    state, reason = _state(case, case.lack_then, case.reading)
    results = methods.methods_of(case, numbers)
    raised = {
        **_flags_of_verdict(case, state, numbers, results),
        **_flags_of_data(case),
        "rebased": rebased,
    }
    flags = tuple(name for name, holds in raised.items() if holds)
    return Verdict(state, reason, flags, numbers, results, case.after[0] if case.after else None)


def _state(case: Case, lack_then: float, reading: float | None) -> tuple[State, str | None]:
    """Return state and reason for given values of baseline and reading; the rest is the case's."""
    goal = case.goal
    if case.short == "baseline_not_before_deadline" and case.base and not case.base.derived:
        return "not_assessable", case.short
    kept = reading is not None and goal.satisfied_by(reading)
    if goal.by is None and not goal.every_period and not kept:
        return "not_assessable", "no_deadline"
    final = _final(case, reading, kept)
    if final == "met":
        return "met", None
    if case.scarce is not None:
        return "insufficient_data", case.scarce
    if final is not None:
        return final, "no_deadline_figure" if final == "awaiting_final" else None
    return _open_state(case, lack_then, reading)


def _final(case: Case, reading: float | None, kept: bool) -> State | None:
    """Return the state that needs no pace: met, or after the deadline missed or not yet decided."""
    if not case.over or not case.after:
        return "met" if kept else "awaiting_final" if case.over else None
    if not case.measure.growth_rate:
        kept = kept or any(case.goal.satisfied_by(point.value) for point in case.after[:-1])
    return "met" if kept else "missed"


def _open_state(case: Case, lack_then: float, reading: float | None) -> tuple[State, str | None]:
    """Return the state before the deadline of a goal that is not met."""
    if case.kind is not None or (case.unset == "base_near_goal" and case.short is None):
        if case.trend is None:
            return "insufficient_data", case.short or "one_point"
        return pace.hold_state(case.trend), None
    if case.short is not None or reading is None:
        return "insufficient_data", case.short
    if lack_then <= 0:
        return "moving_away", None
    observed = (lack_then - distance(case.goal, reading)) / (case.now - case.start)
    return pace.classify(observed * (case.end - case.start) / lack_then), None


def _flags_of_verdict(
    case: Case, state: State, numbers: Numbers, results: Mapping[str, MethodResult]
) -> dict[str, bool]:
    """Return the flags that qualify a state, by name, in the order in which they are shown."""
    decided = case.over and bool(case.after)
    kept_now = case.reading is not None and case.goal.satisfied_by(case.reading)
    kept_then = decided and case.goal.satisfied_by(case.after[0].value)
    gone = case.lack_then <= 0 and case.short is None and not kept_now
    plain = decided and not case.measure.growth_rate
    return {
        "met_late": plain and state == "met" and not kept_then,
        "lost_since": plain and state == "met" and not kept_now,
        "was_met": state == "moving_away" and gone,
        "judged_on_later_figure": decided and case.after[0].period.year > case.end,
        "no_change": state == "well_off_track" and numbers.values["pace_observed"] == 0,
        "adverse_trend": state not in ("moving_away", "not_assessable") and _adverse(case),
        "borderline": _borderline(case, state),
        "methods_disagree": state in _BY_PACE and methods.disagree(results),
    }


def _flags_of_data(case: Case) -> dict[str, bool]:
    """Return the flags that concern the figures, by name, in the order in which they are shown."""
    latest, measure = case.latest, case.measure
    status = latest.observation.status if latest and latest.observation else None
    used = {point.period.last for point in (latest, case.base, *case.after[:1]) if point}
    return {
        "at_limit": bool(latest and measure.bounds and latest.value in measure.bounds),
        "relative_measure": measure.rank_of is not None,
        "provisional": status in ("provisional", "estimated"),
        "stale": latest is not None and _stale(case),
        "conflict": not used.isdisjoint(case.known.disputed),
    }


def _stale(case: Case) -> bool:
    """Tell whether the newest figure is older than two usual intervals, or than three years."""
    limit = min(2 * INTERVALS.get(case.measure.frequency or "", OLDEST), OLDEST)
    return year_point(case.on) - case.now > limit + pace.TOLERANCE


def _adverse(case: Case) -> bool:
    """Tell whether the recent pace leads away from the goal; inside an interval, out of it in time."""
    if case.trend is None:
        return False
    end = projected(case)
    if case.goal.between is not None and case.lack_now <= 0 and case.end > case.now and end is not None:
        return not case.goal.satisfied_by(end)
    return case.trend < 0


def _borderline(case: Case, state: State) -> bool:
    """Tell whether moving baseline or latest figure by half a published digit changes the state."""
    if case.measure.rank_of is not None or case.kind == "growth_rate" or case.latest is None:
        return False
    if state not in _BY_PACE and state not in ("met", "missed"):
        return False
    return any(_state(case, lack, value)[0] != state for lack, value in _moved(case))


def _moved(case: Case) -> Iterator[tuple[float, float]]:
    """Yield what is missing at the baseline, and the latest value, for the roundings of the two that matter.

    Toward a single bound the state only ever improves when the figure moves to the goal and the
    baseline away from it, so the two extremes tell; an interval has a good middle, and all are tried.
    """
    if case.latest is None:
        return
    goal, base, latest = case.goal, case.base, case.latest.value
    shifts = (-0.5, 0.5) if goal.between is None else (-0.5, 0.0, 0.5)
    values = [latest + shift * latest.step for shift in shifts]
    if base is None or base.period.last == case.latest.period.last:
        yield from product([case.lack_then], values)
        return
    lacks = [missing(goal, base.value + shift * base.value.step) for shift in shifts]
    yield from zip(reversed(lacks), values, strict=True) if goal.between is None else product(lacks, values)

"""Direction: which way a figure without a goal goes, and how fast, against the way that is wanted.

Cut-offs of compound growth a year as Statistics Canada uses them without a target (docs/method.md,
section 6); near a natural limit they shrink, since nobody can grow past it.
"""

from __future__ import annotations

from typing import NamedTuple

from tracker.judging import pace
from tracker.judging.assessment import Point
from tracker.judging.states import State
from tracker.model import Measure

WITHOUT_TARGET = pace.Cutoffs(0.015, 0.005, 0.0)
_EXPONENT = 4.44
_STATES: dict[State, State] = {
    "on_track": "improving",
    "slightly_off_track": "improving",
    "well_off_track": "little_change",
    "moving_away": "worsening",
}


class Course(NamedTuple):
    """Which way a figure goes; without a state nobody can tell.

    Attributes:
        growth: compound growth a year the wanted way, as a fraction; None for a rank.
    """

    state: State | None = None
    growth: float | None = None


def shrunk(base: float, limit: float | None) -> float:
    """Return how far the cut-offs shrink near a natural limit."""
    if limit is None or abs(base) >= 2 * abs(limit):
        return 1.0
    share = abs(base) / abs(limit)
    return float(1 - min(share, 2 - share) ** _EXPONENT)


def growth_class(rate: float, shrink: float = 1.0, cutoffs: pace.Cutoffs = WITHOUT_TARGET) -> State:
    """Return the class of a growth the wanted way, in the words for a goal."""
    return pace.classify(rate, pace.Cutoffs(*(shrink * least for least in cutoffs)))


def _without_growth(base: float, latest: float, years: float, way: int) -> Course:
    """Return which way a figure goes that has no compound growth: from zero, or of either sign.

    Its change a year is compared with the size that it began with; from zero every change counts.
    """
    change = way * (latest - base) / years
    if change and base:
        change /= abs(base)
    return Course(
        _STATES[growth_class(change)] if base or not change else "improving" if change > 0 else "worsening"
    )


def course(base: Point | None, latest: Point | None, measure: Measure) -> Course:
    """Return which way a figure without a goal has gone from its baseline to its latest figure."""
    if measure.wanted is None:
        return Course()
    if base is None or latest is None or latest.period.year - base.period.year < 1 - pace.TOLERANCE:
        return Course()
    way = 1 if measure.wanted == "rise" else -1
    if measure.rank_of is not None:
        gained = way * (latest.value - base.value)
        return Course("improving" if gained > 0 else "worsening" if gained < 0 else "little_change")
    if measure.growth_rate:
        return Course()
    growth = pace.cagr((base.period.year, base.value), (latest.period.year, latest.value))
    if growth is None:
        return _without_growth(base.value, latest.value, latest.period.year - base.period.year, way)
    limit = None if measure.bounds is None else measure.bounds[1 if way > 0 else 0]
    return Course(_STATES[growth_class(way * growth, shrunk(base.value, limit))], way * growth)

"""Growth: which goals are for the mean of growth rates, and what that mean is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.judging import pace
from tracker.judging.assessment import Point
from tracker.judging.series import Known
from tracker.judging.spans import counted_once, years_of
from tracker.model import Goal, Measure


def averages(goal: Goal, measure: Measure) -> bool:
    """Tell whether a goal is for the mean of growth rates: not one for every period or for one alone."""
    return measure.growth_rate and goal.for_ is None and not goal.every_period


def rates(goal: Goal, known: Known, base: Point | None) -> list[Point]:
    """Return the growth rates whose mean is compared with the goal, in percent.

    They are those after the baseline and up to the deadline. A baseline picked by the rule is
    itself the first of them, because it is the first rate since the goal was adopted. No year counts twice.
    """
    if base is None:
        return []
    first, last = base.period.last, goal.by.last if goal.by else date.max
    within = [one for one in known.usable if first <= one.period.last <= last]
    return counted_once([one for one in within if base.derived or one.period.last > first])


def mean_rate(counting: Sequence[Point], values: Sequence[float] | None = None) -> float | None:
    """Return the mean of growth rates, be it at other values; one over several years weighs as many."""
    given = [one.value for one in counting] if values is None else values
    return pace.geometric_mean(given, [years_of(one.period) for one in counting])

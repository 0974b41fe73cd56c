"""Part years: a total since the start of a year beside a goal for the whole of the year.

Before the year is over such a total tells only that a floor is passed or a ceiling is broken.
"""

from __future__ import annotations

from tracker.judging.assessment import Point
from tracker.judging.rounding import qualifier_of
from tracker.judging.series import Known
from tracker.judging.spans import YEAR, months_of
from tracker.model import Goal

PART_YEAR = "part_year"
"""Why there is no verdict on a total of part of a year beside a goal for the whole of it."""


def settling(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return the figures that decide a deadline: its own, later ones, and what broke a ceiling before."""
    if goal.by is None or known.latest is None:
        return ()
    if _of_part_year(known.latest, goal, known):
        return tuple(point for point in known.counted if _settles(goal, known, point))
    if known.latest.period.last < goal.by.last:
        return ()
    return tuple(point for point in known.like if point.period.last >= goal.by.last)


def _settles(goal: Goal, known: Known, point: Point) -> bool:
    if goal.by is None or not _of_part_year(point, goal, known):
        return goal.by is not None and point.period.last >= goal.by.last
    return point.period.year > goal.by.year - 1 and _passed(goal, point)


def undecided(goal: Goal, known: Known, point: Point) -> bool:
    """Tell whether a total of part of a year says nothing yet of a goal for the whole of it."""
    part = goal.for_ is None and _of_part_year(point, goal, known)
    return part and not (goal.high is None and _passed(goal, point))


def _passed(goal: Goal, point: Point) -> bool:
    """Tell whether a total has passed a floor or broken a ceiling, so that what is added changes nothing."""
    kept = goal.kept_by(point.value, qualifier_of(point))
    return kept if goal.high is None else not kept and point.value >= goal.high


def _of_part_year(point: Point, goal: Goal, known: Known) -> bool:
    """Tell whether a total since the start of a year leaves out a part of the year that a goal is for."""
    base = goal.relative.of if goal.relative is not None else None
    if base is None and goal.high is None and goal.by is not None and point.period.year <= goal.by.year - 1:
        return False
    if known.measure.counts != "running_total" or known.measure.seasonal or goal.by is None:
        return False
    start, counted = point.period.first.month, known.counted
    if start != goal.by.last.month % YEAR + 1 or (base is not None and months_of(base) != YEAR):
        return False
    since_start = all(one.period.first.month == start and months_of(one.period) <= YEAR for one in counted)
    return since_start and 0 < months_of(point.period) < YEAR

"""Part years: a total since the start of a year beside a goal for the whole of the year.

Before the year is over such a total tells only that a floor is passed or a ceiling is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tracker.judging.assessment import Point
from tracker.judging.rounding import qualifier_of
from tracker.judging.series import Known
from tracker.judging.spans import YEAR, months_of
from tracker.judging.totals import may_fall, running
from tracker.model import Goal
from tracker.scalars import Period

PART_YEAR = "part_year"
"""Why there is no verdict on a total of part of a year beside a goal for the whole of it."""


def settling(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return the figures that decide a deadline: its own, later ones, and what broke a ceiling before."""
    if goal.by is None or known.latest is None:
        return ()
    due = goal.by.last
    part = _of_part_year(known.latest, goal, known)
    later = () if part else tuple(point for point in known.like if point.period.last >= due)
    if later and later[0].period.last == due:
        return later
    some = known.counted if _by_years(goal, known) else ()
    told = [point for point in some if not (goal.every_period and point.period.first > due)]
    told = [point for point in told if _settles(goal, known, point)]
    own = [point for point in told if point.period.last < due]  # what stands for the year of the deadline
    return (*own[-1:], *later) if later else tuple(told)


def _settles(goal: Goal, known: Known, point: Point) -> bool:
    if goal.by is None or not _of_part_year(point, goal, known):
        return goal.by is not None and point.period.last >= goal.by.last
    return point.period.year > goal.by.year - 1 and _passed(goal, known, point)


def deciding_part(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return what came within the one period of a goal and decides it: broke its ceiling, passed its floor.

    The sum of a flow over all parts of the period is the figure of the period, whatever it is.
    """
    base = goal.relative.of if goal.relative is not None else goal.for_
    if goal.for_ is None or base is None:
        return ()
    summed = known.measure.counts == "flow" and months_of(base) == months_of(goal.for_)
    if not (summed or _by_years(goal, known)):
        return ()
    if summed:
        others = [one for one in known.counted if one.period.first != goal.for_.first]
        known = known._replace(counted=(*others, *running(known, goal.for_).counted))
    span = (goal.for_.first, goal.for_.last)
    within = [one for one in known.counted if span[0] <= one.period.first and one.period.last <= span[1]]
    told = [one for one in within if (one.period.first, one.period.last) == span or _passed(goal, known, one)]
    return tuple(told[-1:])


def undecided(goal: Goal, known: Known, point: Point) -> bool:
    """Tell whether what came in part of a year says nothing yet of a goal for the whole of it."""
    measure, held = known.measure, goal.every_period and goal.relative is None
    flow = held and measure.counts == "flow" and measure.frequency == "year" and not measure.seasonal
    short = flow and 0 < months_of(point.period) < YEAR
    part = goal.for_ is None and (short or _of_part_year(point, goal, known))
    return part and not ((goal.high is None or goal.every_period) and _passed(goal, known, point))


def last_due(goal: Goal, known: Known, compared: Point) -> Point:
    """Return the last figure of what a goal is for: of running totals the newest, compared or not."""
    totals = known.counted if known.measure.counts == "running_total" and not known.measure.seasonal else ()
    due = [one for one in totals if goal.by is None or one.period.first <= goal.by.last]
    return max((compared, *due[-1:]), key=lambda one: one.period.last)


def yearly(goal: Goal, known: Known) -> Known:
    """Return the figures that tell of a value held in every period: whole years, a ceiling broken since."""
    if not goal.every_period or not _by_years(goal, known):
        return known
    whole = tuple(point for point in known.counted if months_of(point.period) == YEAR)
    if not whole:
        return known
    if known.measure.counts == "flow":
        known = known._replace(counted=(*known.counted, *_exceeding(goal, known, whole)))
    since = (point for point in known.counted if point.period.last > whole[-1].period.last)
    broken = [point for point in since if goal.high is not None and _passed(goal, known, point)]
    return known.comparing((*whole, *broken[-1:]))


def _exceeding(goal: Goal, known: Known, whole: Sequence[Point]) -> list[Point]:
    """Return the sums of what came since the last whole year, until the deadline, that break a ceiling."""
    ends = [one.period.last for one in whole if goal.by is None or one.period.first <= goal.by.last]
    if goal.high is None or not ends:
        return []
    start = ends[-1] + timedelta(days=1)
    sums = running(known, Period(start + timedelta(days=365), start, "")).counted[1:]
    return [one for one in sums if _passed(goal, known._replace(counted=(*known.counted, one)), one)]


def _passed(goal: Goal, known: Known, point: Point) -> bool:
    """Tell whether a total has passed a floor or broken a ceiling, so that what is added changes nothing.

    A later total of the same year corrects it.
    """
    newest = [one for one in known.counted if one.period.first == point.period.first][-1]
    if newest is not point and not _passed(goal, known, newest):
        return False
    kept = goal.kept_by(point.value, qualifier_of(point))
    passed = kept if goal.high is None else not kept and point.value >= goal.high
    return passed and not may_fall(goal, known)


def _of_part_year(point: Point, goal: Goal, known: Known) -> bool:
    """Tell whether a total since the start of a year leaves out a part of the year that a goal is for."""
    leads = goal.relative is None and goal.high is None and not goal.every_period
    if leads and goal.by is not None and point.period.year <= goal.by.year - 1:
        return False
    return _by_years(goal, known) and 0 < months_of(point.period) < YEAR


def _by_years(goal: Goal, known: Known) -> bool:
    """Tell whether a goal is for whole years, and its figures are totals within them.

    A goal by a year as a whole is for that year wherever the totals begin, as one since April; one by a
    month for what has come by then, and the newest total tells whether that is since the start of a year.
    Of a yearly flow to be held in every period the years are told by its whole years.
    """
    base, due = goal.relative.of if goal.relative is not None else None, goal.by
    totals = known.counted if known.measure.counts == "running_total" else _years_held(goal, known)
    if known.measure.seasonal or not totals:
        return False
    if (due is None and not goal.every_period) or (base is not None and months_of(base) != YEAR):
        return False
    newest = totals[-1].period.first.month
    whole = due is None or months_of(due) == YEAR or due.last.month % YEAR + 1 == newest
    return whole and all(months_of(one.period) <= YEAR for one in known.counted)


def _years_held(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return the whole years of a yearly flow to be held every period, where each figure lies in one."""
    measure = known.measure
    if not goal.every_period or measure.counts != "flow" or measure.frequency != "year":
        return ()
    years = () if measure.growth_rate else tuple(one for one in known.like if months_of(one.period) == YEAR)
    start = years[-1].period.first.month if years else 0
    room = ((one.period, YEAR - (one.period.first.month - start) % YEAR) for one in known.counted)
    return years if all(0 < months_of(period) <= left for period, left in room) else ()

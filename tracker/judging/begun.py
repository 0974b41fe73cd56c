"""Begun: a total that has started anew in the period that a goal is for, and what has come of it so far.

What came in an earlier period does not stand in the new one: no gap is left over from it, and no pace of
the days that are left would close one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.judging.assessment import Point
from tracker.judging.spans import YEAR, months_of
from tracker.judging.totals import pieces_of, summed
from tracker.model import Goal, Measure
from tracker.scalars import Period

ANEW = "own_total"
"""Why no pace is counted from the day: the total of the promised period has begun."""
_TOTALS = ("flow", "running_total")


def own_period(goal: Goal, measure: Measure, latest: Point) -> Period | None:
    """Return the period whose total a goal is for, where the latest figure lies before it.

    It is as long as that of the latest figure; a running total begins in the same month as before.
    """
    length, by = months_of(latest.period), goal.by
    if by is None or goal.total is not None or measure.counts not in _TOTALS or not length:
        return None
    if measure.counts == "running_total":
        length = (by.last.month - latest.period.first.month) % YEAR + 1
    year, month = divmod(by.last.year * YEAR + by.last.month - length, YEAR)
    start = date(year, month + 1, 1)
    return Period(by.last, start, by.text) if latest.period.last < start else None


def so_far(goal: Goal, measure: Measure, latest: Point, counted: Sequence[Point]) -> Point | None:
    """Return what has come so far of the total that a goal is for; None where nothing is published of it."""
    own = own_period(goal, measure, latest)
    if own is None:
        return None
    if measure.counts == "flow":
        pieces = pieces_of(counted, own)
        return summed(pieces) if pieces else None
    begun = [one for one in counted if one.period.first == own.first and one.period.last <= own.last]
    return max(begun, key=lambda one: one.period.last, default=None)

"""Paths: where a publisher wants a figure to be on the way to a goal."""

from __future__ import annotations

from itertools import pairwise

from tracker.judging import pace
from tracker.model import Goal

Spot = tuple[float, float]


def spots_of(goal: Goal, start: Spot) -> list[Spot]:
    """Return the points of the publisher's path from a baseline to the goal; none where it sets none.

    Where the path ends before the deadline, it goes on straight to the bound of the goal.
    """
    if goal.path is None:
        return []
    end = goal.by.year if goal.by else None
    points = sorted((point.period.year, float(point.value)) for point in goal.path.points)
    found = [start, *(spot for spot in points if spot[0] > start[0])]
    bound = goal.low if goal.low is not None else goal.high
    if end is not None and bound is not None and goal.between is None and found[-1][0] < end:
        found.append((end, float(bound)))
    return found


def value_at(goal: Goal, start: Spot, year: float) -> float | None:
    """Return the value of the publisher's path at a time, straight between its points; None without one."""
    found = spots_of(goal, start)
    if not found:
        return None
    for one, other in pairwise(found):
        if one[0] <= year <= other[0]:
            return pace.value_at(one, pace.slope(one, other), year)
    return found[-1][1] if year > found[-1][0] else found[0][1]

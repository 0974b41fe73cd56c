"""Relative goals: the value of "half of 2015" or "15 points below 2019", once the figure of then is known."""

from __future__ import annotations

from copy import copy
from datetime import date
from functools import lru_cache
from typing import TypeVar

from tracker.judging.assessment import Point
from tracker.judging.figures import Sources
from tracker.judging.limits import is_rank
from tracker.judging.rounding import qualifier_of
from tracker.judging.series import Known, base_of
from tracker.model import Goal, Relative, Series
from tracker.scalars import Figure


class _Held:
    """A goal as a key: two goals are one only if they are the very same record."""

    def __init__(self, goal: Goal) -> None:
        self.goal = goal

    def __hash__(self) -> int:
        return id(self.goal)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.goal is self.goal


_S = TypeVar("_S", bound=Series)


def with_values(series: _S, known: Known, on: date, sources: Sources) -> _S:
    """Return a series whose relative goals have the value that follows from the figures known on a day.

    A goal whose figure is not known has no value and is left out, and so is an aim without any bound: it
    is judged by the direction that is wanted.
    """
    if all(goal.relative is None and goal.aim is None for goal in series.goals):
        return series
    found = (_valued(goal, series, known, on, sources) for goal in series.goals)
    new = copy(series)
    new.__dict__["goals"] = tuple(goal for goal in found if goal is not None)
    return new


def unmeasured(series: Series, known: Known, on: date, sources: Sources) -> Goal | None:
    """Return the promise known on a day that has no number, the next one due first; None without one.

    It is made in words only, or counted from a figure that nobody knows yet.
    """
    left = [
        goal
        for goal in series.goals
        if (goal.aim is not None or goal.relative is not None)
        and not goal.draft
        and goal.source in sources
        and sources[goal.source].published.last <= on
        and _valued(goal, series, known, on, sources) is None
    ]
    ahead = [goal for goal in left if goal.by is None or goal.by.last >= on]
    return min(ahead or left, key=lambda goal: goal.by.last if goal.by else date.max, default=None)


def _valued(goal: Goal, series: Series, known: Known, on: date, sources: Sources) -> Goal | None:
    if goal.aim is not None:
        return None
    if goal.relative is None:
        return goal
    base = base_of(goal, series, known, on, sources)
    if base is None:
        return None
    value = goal.relative.value(base.value)
    if is_rank(known.measure) and value < 1:
        value = Figure(1)  # no rank is better than the first
    return _with_value(_Held(goal), value, value.decimals, _hedge(goal.relative, base))


@lru_cache(maxsize=4096)
def _with_value(held: _Held, value: float, decimals: int, hedge: str | None) -> Goal:
    """Return a goal with the value of its bound; the same one every time, so that it is known again."""
    valued = with_bound(held.goal, Figure(value, decimals))
    if hedge is not None:
        valued.__dict__["hedge"] = hedge
    return valued


def _hedge(relative: Relative, base: Point) -> str | None:
    """Return how a bound is hedged: half of under 30 is under 15; nothing of it is nothing."""
    grows = relative.value(Figure(1)) > relative.value(Figure(0))
    return qualifier_of(base) if grows else None


def with_bound(goal: Goal, value: Figure) -> Goal:
    """Return a goal with another value of its bound."""
    moved = copy(goal)
    moved.__dict__[goal.bound] = value
    return moved

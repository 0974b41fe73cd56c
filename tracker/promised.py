"""Promised: how the time of a promise is said: by when it is due, and from when it is counted."""

from __future__ import annotations

from tracker.language import Words
from tracker.model import Goal
from tracker.scalars import Period


def due(words: Words, bound: str, goal: Goal, by: Period) -> str:
    """Return a bound with its deadline: by a day, over a stretch, in a moving window, for one period."""
    if by.window:
        return words.count("goal.window", by.window, goal=bound, end=words.end(by))
    span = "/" in by.text and not by.printed
    alone = "goal.total" if goal.total is not None else "goal.for" if goal.for_ is not None else ""
    return words(alone or ("goal.over" if span else "goal.by"), goal=bound, by=words.spoken(by))


def beside_base(words: Words, way: str, base: Period, **values: str) -> str:
    """Return a change beside the period that it is counted from, which may be a moving window."""
    if not base.window:
        return words(f"goal.relative.{way}", of=words.spoken(base), **values)
    return words.count(f"goal.relative.{way}.window", base.window, end=words.end(base), **values)

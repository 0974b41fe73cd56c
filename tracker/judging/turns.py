"""Turns: the days on which what is known of a target, or a standing, can become another.

A source becomes known, a step is recorded, a deadline passes, or so little time is left that two figures
are no longer too early for a verdict. Between two turns only what is counted from the day itself changes.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from tracker.documents import behind
from tracker.judging.figures import Sources
from tracker.judging.freshness import UNKNOWN, interval_of
from tracker.model import Milestones, Target, series_of
from tracker.scalars import year_point

_DAY = timedelta(days=1)


def turns_of(target: Target, sources: Sources) -> tuple[date, ...]:
    """Return every turn of a target in order; the first and the last day of all are among them."""
    return tuple(sorted({date.min, date.max, *_turns(target, sources)}))


def stretch_of(turns: Sequence[date], on: date) -> tuple[date, date]:
    """Return the turn on a day or before it, and the next one after it."""
    after = min(bisect(turns, on), len(turns) - 1)
    return turns[after - 1], turns[after]


def _turns(target: Target, sources: Sources) -> Iterator[date]:
    """Yield the turns of a target, some of them more than once."""
    for name in cited(target):
        if name is not None and name in sources:
            yield sources[name].published.last
    interval = UNKNOWN if isinstance(target, Milestones) else interval_of(target.measure) or UNKNOWN
    for _, series in series_of(target):
        for observation in series.observations:
            if observation.published is not None:
                yield observation.published.last
        for goal in series.goals:
            if goal.by is not None:
                yield _after(goal.by.last)
                yield _late(goal.by.year, interval)
    for step in target.steps if isinstance(target, Milestones) else ():
        yield from (record.on.first for record in step.records)
        if step.due is not None:
            yield _after(step.due.last)


def cited(target: Target) -> set[str | None]:
    """Return the sources on which a verdict rests; None where one is not named."""
    return {*behind(target), *(said.source for said in target.statements)}


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day


@lru_cache(maxsize=4096)
def _late(end: float, interval: float) -> date:
    """Return the first day on which no more than one interval is left to a deadline."""
    days = range(date.min.toordinal(), date.max.toordinal())
    place = bisect_left(days, True, key=lambda day: end - year_point(date.fromordinal(day)) <= interval)
    return date.fromordinal(days[0] + place)

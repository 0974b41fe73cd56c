"""Ranges: intervals, baselines and paths that their own figures deny or that lead nowhere, and scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.model import Goal, Indicator, Series, Target
from tracker.problems import Finding, Path
from tracker.scalars import Figure, Period
from tracker.series import PathPoint


def intervals(series: Series) -> Iterator[Finding]:
    """Yield figures outside the interval that is given for them, and confidences that are no percentage."""
    for index, seen in enumerate(series.observations):
        if seen.interval is None and seen.confidence is None:
            continue
        path: Path = ("observations", index)
        if seen.interval and seen.counts and seen.note is None:
            low, high = seen.interval
            if not low <= seen.value <= high:
                values = {"value": _plain(seen.value), "low": _plain(low), "high": _plain(high)}
                yield Finding("W082", (*path, "interval"), values)
        if seen.confidence is not None and not 1 < seen.confidence < 100:
            yield Finding("W083", (*path, "confidence"), {"given": _plain(seen.confidence)})
        elif seen.confidence is not None and seen.interval is None:
            yield Finding("W087", (*path, "confidence"))


def baselines(series: Series) -> Iterator[Finding]:
    """Yield a baseline with a value of its own beside another one of the same source for the same period."""
    base = series.baseline
    if base is None or base.value is None or base.source is None or base.note is not None:
        return
    for index, seen in enumerate(series.observations):
        same = seen.period == base.period and seen.source == base.source
        if same and seen.counts and seen.note is None and seen.value != base.value:
            values = {"value": _plain(base.value), "other": _plain(seen.value), "period": seen.period.text}
            yield Finding("W089", ("baseline", "value"), values, other=("observations", index, "value"))
            return


def paths(series: Series, rated: bool) -> Iterator[Finding]:
    """Yield points that do not follow each other up to the deadline, and paths to goals without a way."""
    for index, goal in enumerate(series.goals):
        if goal.path is None:
            continue
        if alone := "scale" if rated else _alone(goal):
            yield Finding("W086", ("goals", index, "path"), {"given": alone})
        else:
            place: Path = ("goals", index, "path", "points")
            yield from _unordered(goal.path.points, place, goal.by)


def unreachable(series: Series, words: int) -> Iterator[Finding]:
    """Yield goals that no word of a scale keeps: better than the best, worse than the worst."""
    for index, goal in enumerate(series.goals):
        beyond = (goal.more_than or 0) >= words or (goal.less_than or words) <= 1
        if goal.relative is None and beyond:
            yield Finding("W088", ("goals", index, goal.bound))


def _alone(goal: Goal) -> str:
    """Return the field by which a goal has no way that leads to it; empty where a straight line does."""
    given = {"for": goal.for_, "total": goal.total, "aim": goal.aim, "every_period": goal.every_period}
    return next((name for name, value in given.items() if value), "")


def expected(target: Target) -> Iterator[Finding]:
    """Yield points of what a body expects that do not follow each other."""
    for index, one in enumerate(target.projections if isinstance(target, Indicator) else ()):
        yield from _unordered(one.points, ("projections", index, "points"))


def _unordered(points: Sequence[PathPoint], place: Path, by: Period | None = None) -> Iterator[Finding]:
    before = date.min
    for index, point in enumerate(points):
        late = {"by": by.text} if by and point.period.last > by.last else {}
        if late or point.period.last <= before:
            yield Finding("W084", (*place, index, "period"), {"period": point.period.text} | late)
            return
        before = point.period.last


def _plain(value: Figure) -> str:
    return f"{value:.15g}"

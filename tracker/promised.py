"""Promised: how a promise is said: by when it is due, from when it is counted, what it depends on."""

from __future__ import annotations

from collections.abc import Callable

from tracker.language import Words
from tracker.model import Goal, Relative
from tracker.scalars import Figure, Period


def remarks(words: Words, goal: Goal) -> list[str]:
    """Return what a goal depends on, why it was changed, and what is remarked on it."""
    depends = words.text(goal.conditional)
    told = [words("goal.conditional", condition=depends)] if depends else []
    return told + [words.text(text) for text in (goal.reason, goal.note) if text]


def conditioned(words: Words, sentence: str, goal: Goal | None) -> str:
    """Return a sentence on a goal with what the goal depends on behind it."""
    depends = words.text(goal.conditional) if goal else ""
    return f"{sentence} {words('goal.condition', condition=depends)}" if depends else sentence


def hedge(goal: Goal) -> str | None:
    """Return how a promised value is hedged: at least half of at least 30 is simply at least 15."""
    return goal.hedge if goal.hedge != goal.bound else None


def way(words: Words, goal: Goal, shown: Callable[[Figure], str]) -> str:
    """Return the path that a publisher sets to a goal, point by point; else nothing."""
    if goal.path is None:
        return ""
    points = [
        words("figure.at", figure=shown(point.value), period=words.period(point.period))
        for point in goal.path.points
    ]
    return words("goal.path", points=words.listed(points))


def due(words: Words, bound: str, goal: Goal, by: Period) -> str:
    """Return a bound with its deadline: by a day, over a stretch, in a moving window, for one period."""
    if goal.every_period:
        return words("goal.every_period.until", goal=bound, by=words.deadline(by))
    if by.window:
        return words.count("goal.window", by.window, goal=bound, end=words.end(by))
    span = "/" in by.text and not by.printed
    alone = "goal.total" if goal.total is not None else "goal.for" if goal.for_ is not None else ""
    return words(alone or ("goal.over" if span else "goal.by"), goal=bound, by=words.spoken(by))


def timed(words: Words, goal: Goal) -> str:
    """Return the time of a promise without its bound: by a day, for a period, in all over several years."""
    by = goal.by
    if by is None:
        return words("front.every_period" if goal.every_period else "chart.label.no_deadline")
    if goal.every_period:
        return words("goal.held", by=words.deadline(by))
    if by.window:
        return words.count("chart.label.window", by.window, end=words.end(by))
    over = "/" in by.text and not by.printed
    name = "total" if goal.total else "for" if goal.for_ is not None else "over" if over else "deadline"
    return words(f"chart.label.{name}", deadline=words.spoken(by))


def from_base(
    words: Words, relative: Relative, moved: Callable[[Figure], str], *, ranked: bool = False
) -> str:
    """Return a change from a base in words: "50% below 2015", "2 times 2020", "the level of 2015".

    Args:
        words: of the language.
        relative: the change.
        moved: writes an amount of change; shares move in points, ranks in places.
        ranked: whether it moves places in a ranking, of which the lower is the better.
    """
    base, change = relative.of, relative.change
    if (relative.times == 1.0) if change is None else not change.value:
        return beside_base(words, "same", base)
    if change is None:
        times = 1 if relative.times is None else relative.times
        return beside_base(words, "times", base, times=words.number(times))
    size = Figure(abs(change.value), change.value.decimals)
    if change.kind == "percent":
        shown = words("figure.percent", number=words.number(size))
    elif change.kind == "points":
        shown = words.count("figure.points", 1 if abs(size) == 1 else 2, number=words.number(size))
    else:
        shown = moved(size)
    ways = ("better", "worse") if ranked else ("below", "above")
    return beside_base(words, ways[change.value >= 0], base, change=shown)


def beside_base(words: Words, way: str, base: Period, **values: str) -> str:
    """Return a change beside the period that it is counted from, which may be a moving window."""
    if not base.window:
        return words(f"goal.relative.{way}", of=words.spoken(base), **values)
    return words.count(f"goal.relative.{way}.window", base.window, end=words.end(base), **values)

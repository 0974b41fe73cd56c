"""Bases: goals that are counted from an earlier figure, beside that figure and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tracker.judging.assessment import Point
from tracker.judging.spans import YEAR, comparable, like_for_like, months_of
from tracker.model import Goal, Indicator, Measure, Relative, Series
from tracker.problems import Finding, Path
from tracker.scalars import Figure, Period
from tracker.terms import Unit

_OF_A_HUNDRED = re.compile(r"%|per ?cent|pp\b", re.IGNORECASE)
"""Begins the name or the symbol of a unit in which a difference is one in percentage points."""


def doubtful(series: Series, measure: Measure, units: Mapping[str, Unit]) -> Iterator[Finding]:
    """Yield goals whose base has no figure, none to take a share of, or one of another definition."""
    yield from _points(series, measure.unit, units)
    for index, goal in enumerate(series.goals):
        if goal.relative is None:
            continue
        path: Path = ("goals", index, goal.bound, "of")
        holders = _holders(series, path)
        yield from _baseless(goal, goal.relative, holders, path, measure)
        if goal.note is None:
            found = [_misleading(goal, goal.relative, one, path) for one in holders.values()]
            yield from {finding.code: finding for each in found for finding in each}.values()


def _points(series: Series, name: str, units: Mapping[str, Unit]) -> Iterator[Finding]:
    """Yield differences in percentage points of what is no percentage."""
    symbol = units[name].symbol if name in units else None
    if name not in units or any(_OF_A_HUNDRED.match(one) for one in (name, *(symbol or {}).values())):
        return
    for index, goal in enumerate(series.goals):
        change = goal.relative.change if goal.relative else None
        if change is not None and change.kind == "points":
            said = {"amount": _plain(change.value), "unit": name}
            yield Finding("W097", ("goals", index, goal.bound, "change"), said)


def worked_out(series: Series) -> Iterator[tuple[Figure, Path, Goal]]:
    """Yield the values of goals that follow from a figure, of several series the least and the largest."""
    for index, goal in enumerate(series.goals):
        if goal.relative is not None:
            bases = [base_of(one, goal.relative) for one in _holders(series).values()]
            values = sorted(goal.relative.value(base) for base in bases if base is not None)
            yield from ((value, ("goals", index, goal.bound), goal) for value in {*values[:1], *values[-1:]})


def base_of(series: Series, relative: Relative) -> Figure | None:
    """Return the figure that a goal is counted from, where no two are stated for its period."""
    found = _figures(series, relative)
    return found.pop() if len(found) == 1 else None


def _figures(series: Series, relative: Relative) -> set[Figure]:
    """Return what is stated for the period that a goal is counted from: a baseline of its own beats all."""
    own = _own(series, relative)
    if own is not None:
        return {own}
    counted = (one for one in series.observations if one.counts and not one.draft)
    return {one.value for one in counted if one.period.is_as(relative.of)}


def _own(series: Series, relative: Relative) -> Figure | None:
    """Return the value of the baseline for the period that a goal is counted from."""
    own = series.baseline
    return own.value if own is not None and own.period.is_as(relative.of) else None


def _holders(series: Series, path: Path = ()) -> dict[Path, Series]:
    """Return the series that goals are counted from, each with the place where it takes them."""
    members = enumerate(series.series if isinstance(series, Indicator) else ())
    found: dict[Path, Series] = {("series", at, "goals"): one for at, one in members if one.same}
    return found if found and not series.observations else {path: series, **found}


def _baseless(
    goal: Goal, relative: Relative, holders: dict[Path, Series], path: Path, measure: Measure
) -> Iterator[Finding]:
    """Yield where no figure of the period is of use: at the goal if of none, else at each that lacks it."""
    lacks = {place: _lack(one, goal, relative, measure) for place, one in holders.items()}
    lacking = {place: one for place, one in lacks.items() if one is not None}
    for place in [path] if len(lacking) == len(holders) else lacking:
        said = lacking.get(place) or next(iter(lacking.values()))
        yield Finding("W053", place, {"period": relative.of.text} | said)


def _lack(series: Series, goal: Goal, relative: Relative, measure: Measure) -> dict[str, str] | None:
    """Return what a message says where no figure of the period is of use; None where one is."""
    if measure.counts == "flow" and _is_sum(series, relative):
        return {"form": f"baseline: {{period: {relative.of.text}, value: …, source: …}}"}
    unlike = _unlike(series, goal, relative, measure)
    if unlike is not None:
        return {"like": unlike.text}
    return None if _figures(series, relative) else {}


def _is_sum(series: Series, relative: Relative) -> bool:
    """Tell whether the base is what came in several years together, and no later figure is of as many."""
    months, counted = months_of(relative.of), [one for one in series.observations if not one.draft]
    alike = [one for one in counted if one.counts and months_of(one.period) == months]
    alone = len(alike) == 1 and alike[0].period.is_as(relative.of)
    return months > YEAR and _own(series, relative) is None and alone


def _unlike(series: Series, goal: Goal, relative: Relative, measure: Measure) -> Period | None:
    """Return the period of what the base is compared with, where a figure of the base would be of no use."""
    figures = {one.period: one.value for one in series.observations if one.counts and not one.draft}
    points = {(at.last, at.first): Point(at, value, None, None) for at, value in figures.items()}
    like, _ = comparable([point for _, point in sorted(points.items())], measure)
    at, own = relative.of, _own(series, relative)
    new = Point(at, own or Figure(0), None, None)
    stated = points.get((at.last, at.first), new) if own is None else new
    if like_for_like(stated, like, measure, goal) is not None:
        return None
    return goal.for_ or like[-1].period


def _misleading(goal: Goal, relative: Relative, series: Series, path: Path) -> Iterator[Finding]:
    """Yield a share of what is not above zero, and a base from before a change of definition."""
    base = base_of(series, relative)
    if base is None:
        return
    values, value = {"period": relative.of.text, "base": _plain(base)}, relative.value(base)
    if base <= 0 and _is_turned(goal, relative, base):
        amount = _plain(base - value) if base != value else ""
        said = {"form": _share(relative), "value": _plain(value), "amount": amount}
        yield Finding("W090", path, values | said)
    later = [one for one in series.observations if one.counts and one.break_]
    starts = min((one.period for one in later if one.period.last > relative.of.last), default=None)
    if starts is not None:
        yield Finding("W091", path, values | {"since": starts.text})


def _is_turned(goal: Goal, relative: Relative, base: Figure) -> bool:
    """Tell whether a share of a figure that is not above zero goes another way than it says.

    50 % below -10 would be -5, and at least twice -10 is kept by -10 itself; half of it is what it says.
    """
    if relative.change is not None:
        return relative.change.kind == "percent"
    return base <= relative.value(base) if goal.low is None else base >= relative.value(base)


def _share(relative: Relative) -> str:
    """Return a share as its file has it."""
    if relative.change is None:
        return f"times: {relative.times:.15g}"
    return f"change: {relative.change.value:+.15g} %"


def _plain(value: float) -> str:
    return f"{value:.12g}"

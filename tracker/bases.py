"""Bases: goals that are counted from an earlier figure, beside that figure and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.judging.spans import YEAR, months_of
from tracker.model import Goal, Indicator, Measure, Relative, Series
from tracker.problems import Finding, Path
from tracker.scalars import Figure


def doubtful(series: Series, measure: Measure) -> Iterator[Finding]:
    """Yield goals whose base has no figure, none to take a share of, or one of another definition."""
    for index, goal in enumerate(series.goals):
        if goal.relative is None:
            continue
        path: Path = ("goals", index, goal.bound, "of")
        holders = _holders(series, path)
        yield from _baseless(goal.relative, holders, path, measure)
        if goal.note is None:
            found = [_misleading(goal, goal.relative, one, path) for one in holders.values()]
            yield from {finding.code: finding for each in found for finding in each}.values()


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
    own = series.baseline
    if own is not None and own.value is not None and own.period.is_as(relative.of):
        return {own.value}
    counted = (one for one in series.observations if one.counts and not one.draft)
    return {one.value for one in counted if one.period.is_as(relative.of)}


def _holders(series: Series, path: Path = ()) -> dict[Path, Series]:
    """Return the series that goals are counted from, each with the place where it takes them."""
    members = enumerate(series.series if isinstance(series, Indicator) else ())
    found: dict[Path, Series] = {("series", at, "goals"): one for at, one in members if one.same}
    return found if found and not series.observations else {path: series, **found}


def _baseless(
    relative: Relative, holders: dict[Path, Series], path: Path, measure: Measure
) -> Iterator[Finding]:
    """Yield where the figure of the period is missing: at the goal if all lack it, else at each that does."""
    values = {"period": relative.of.text}
    without = [place for place, one in holders.items() if not _figures(one, relative)]
    summed = [place for place, one in holders.items() if measure.counts == "flow" and _is_sum(one, relative)]
    for place in [path] if len(without) == len(holders) else without:
        yield Finding("W053", place, values)
    for place in [path] if len(summed) == len(holders) else summed:
        form = f"baseline: {{period: {relative.of.text}, value: …, source: …}}"
        yield Finding("W053", place, values | {"form": form})


def _is_sum(series: Series, relative: Relative) -> bool:
    """Tell whether the base is what came in several years together, and no later figure is of as many."""
    months, counted = months_of(relative.of), [one for one in series.observations if not one.draft]
    alike = [one for one in counted if one.counts and months_of(one.period) == months]
    own = series.baseline
    stated = own is not None and own.value is not None and own.period.is_as(relative.of)
    return months > YEAR and not stated and len(alike) == 1 and alike[0].period.is_as(relative.of)


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

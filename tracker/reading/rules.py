"""Rules of one file: what its fields must not say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from tracker.model import (
    Allocation,
    Goal,
    Indicator,
    Measure,
    Measured,
    MemberSeries,
    Milestones,
    Observation,
    Projection,
    RequiredPath,
    Series,
    Source,
    Table,
    Target,
    Tiers,
)
from tracker.periods import year_pair
from tracker.problems import Finding, Path
from tracker.scalars import Period, financial_year
from tracker.terms import Vocabulary

_ROUNDING = 1e-9


def broken_rules(record: Target | Source | Vocabulary | Table) -> Iterator[Finding]:
    """Yield every rule that a record breaks by itself."""
    if isinstance(record, Table):
        yield from twice(record.observations)
    elif isinstance(record, Vocabulary):
        yield from _bases(record)
        yield from _cut_offs(record)
    elif isinstance(record, Milestones):
        yield from _stepwise(record)
    elif not isinstance(record, Source):
        if record.measure.calendar is None:
            yield from _without_calendar(record)
        if record.measure.scale:
            yield from _rated(record)
        for path, series in placed_series(record):
            yield from _series(path, series)
            yield from (finding.below(path) for finding in _totals(series, record.measure))
        if isinstance(record, Indicator):
            yield from _members(record)
        else:
            name = "tiers" if isinstance(record, Tiers) else "parts"
            yield from _repeated("S030", name, [part.id for part in record.parts])
        if isinstance(record, Allocation) and record.adds_up:
            yield from _whole(record)


def _stepwise(target: Milestones) -> Iterator[Finding]:
    """Yield steps of one id, and statements for a period of a calendar: no measure names one."""
    yield from _repeated("S030", "steps", [step.id for step in target.steps])
    for path, period in _spoken_of(target):
        yield Finding("S007", path, {"given": period.text, "months": financial_year(period.text)})


def placed_series(target: Target) -> tuple[tuple[Path, Series], ...]:
    """Return every series of a target with the path of its fields."""
    if isinstance(target, Indicator):
        return (((), target), *((("series", index), one) for index, one in enumerate(target.series)))
    if isinstance(target, Milestones):
        return ()
    name = "tiers" if isinstance(target, Tiers) else "parts"
    return tuple(((name, index), part) for index, part in enumerate(target.parts))


def _without_calendar(target: Measured) -> Iterator[Finding]:
    """Yield every period that only a calendar can place, of a measure that names none."""
    for path, series in placed_series(target):
        for place, period in _written_periods(series):
            if period.printed:
                yield Finding("S050", (*path, *place), _meanings(period.text))
    for place, period in _spoken_of(target):
        yield Finding("S050", place, _meanings(period.text))


def _spoken_of(target: Target) -> Iterator[tuple[Path, Period]]:
    """Yield the periods of statements that only a calendar can place, with their paths."""
    for index, said in enumerate(target.statements):
        if said.for_ is not None and said.for_.printed:
            yield ("statements", index, "for"), said.for_


def _rated(target: Measured) -> Iterator[Finding]:
    """Yield words that a scale has twice, and goals of a rating that are reckoned from figures."""
    words = [word["en"].casefold() for word in target.measure.scale or ()]
    for index, word in enumerate(words):
        if word in words[:index]:
            yield Finding("S088", ("measure", "scale", index), {"given": word})
    for path, series in placed_series(target):
        for index, goal in enumerate(() if _shared(series) else series.goals):
            if goal.relative is not None or goal.total is not None:
                yield Finding("S089", (*path, "goals", index, "total" if goal.total else goal.bound))


def _written_periods(series: Series) -> Iterator[tuple[Path, Period]]:
    """Yield the periods of a series that a calendar may place, with their paths."""
    for i, goal in enumerate(() if _shared(series) else series.goals):
        if goal.by is not None:
            yield ("goals", i, *_due(goal)), goal.by
        if goal.relative is not None:
            yield ("goals", i, goal.bound, "of"), goal.relative.of
        yield from _points(("goals", i, "path"), goal.path)
    for i, seen in enumerate(series.observations):
        if seen.period.printed:  # of the many figures only those that matter
            yield ("observations", i, "period"), seen.period
    if series.baseline:
        yield ("baseline",), series.baseline.period
    if isinstance(series, Indicator):
        for i, expected in enumerate(series.projections):
            yield from _points(("projections", i), expected)
        for i, split in enumerate(series.breakdowns):
            yield ("breakdowns", i, "period"), split.period


def _points(path: Path, way: RequiredPath | Projection | None) -> Iterator[tuple[Path, Period]]:
    """Yield the periods of the points on a way."""
    for index, point in enumerate(way.points if way else ()):
        yield (*path, "points", index, "period"), point.period


def _due(goal: Goal) -> Path:
    """Return where in a goal the period stands by which it is due."""
    return ("total", "over") if goal.total else ("for",) if goal.for_ else ("by",)


def _totals(series: Series, measure: Measure) -> Iterator[Finding]:
    """Yield goals for a sum of figures that nobody can add up: levels, means and shares."""
    for index, goal in enumerate(() if _shared(series) else series.goals):
        if goal.total is not None and measure.counts != "flow" and measure.scale is None:
            yield Finding("S081", ("goals", index, "total"), {"counts": measure.counts})


def _meanings(text: str) -> dict[str, str]:
    """Return what a period of a calendar may mean, written without one, as the message names it."""
    pair = year_pair(text)
    years = f"{pair[0]}/{pair[0] + 1}" if pair and not pair[1] else ""
    return {"given": text, "years": years}


def _members(target: Indicator) -> Iterator[Finding]:
    """Yield series of the same members as an earlier one, and goals taken from a target without any."""
    seen: dict[str, int] = {}
    for index, one in enumerate(target.series):
        first = seen.setdefault(one.id, index)
        if first != index:
            yield Finding("S060", ("series", index, "of"), {"given": one.id}, other=("series", first, "of"))
        if one.same and not target.goals:
            yield Finding("S061", ("series", index, "goals"))


def _repeated(code: str, name: str, ids: Iterable[str | None]) -> Iterator[Finding]:
    """Yield every id of a list that an earlier entry has already."""
    seen: dict[str, int] = {}
    for index, given in enumerate(ids):
        if given in seen:
            yield Finding(code, (name, index, "id"), {"given": given}, other=(name, seen[given], "id"))
        elif given:
            seen[given] = index


def _series(path: Path, series: Series) -> Iterator[Finding]:
    named = () if _shared(series) else _goal_names(series)
    counted = () if series.elsewhere else (*baseline(series), *twice(series.observations))
    for finding in (*named, *counted):
        yield finding.below(path)


def _shared(series: Series) -> bool:
    """Tell whether the goals are those of the target, which are looked at there."""
    return isinstance(series, MemberSeries) and series.same


def _goal_names(series: Series) -> Iterator[Finding]:
    """Yield repeated goal ids, and goals that replace nothing, themselves or each other."""
    yield from _repeated("S031", "goals", [goal.id for goal in series.goals])
    if not any(goal.replaces for goal in series.goals):
        return
    ids = {goal.id for goal in series.goals}
    earlier = {goal.id: goal.replaces for goal in series.goals if goal.id and goal.replaces}
    for index, goal in enumerate(series.goals):
        if goal.replaces and (goal.replaces not in ids or goal.replaces == goal.id):
            yield Finding("S032", ("goals", index, "replaces"), {"given": goal.replaces})
        elif goal.id and len(circle := _replaced_by_turns(goal.id, earlier)) > 1 and goal.id == min(circle):
            values = {"given": " → ".join((*circle, goal.id))}
            yield Finding("S090", ("goals", index, "replaces"), values)


def _replaced_by_turns(name: str, earlier: Mapping[str, str]) -> tuple[str, ...]:
    """Return the goals that lead from a goal back to itself, each replacing the next; none elsewhere."""
    passed = [name]
    while (name := earlier.get(name, "")) and name not in passed:
        passed.append(name)
    return tuple(passed) if name == passed[0] else ()


def baseline(series: Series) -> Iterator[Finding]:
    """Yield a baseline that states no value and has no observation to take it from."""
    base = series.baseline
    if base is None or base.value is not None:
        return
    last = base.period.last
    same = (seen for seen in series.observations if seen.period.last == last)
    if not any(seen.counts for seen in same):
        yield Finding("S033", ("baseline",), {"given": base.period.text})


def twice(observations: Sequence[Observation]) -> Iterator[Finding]:
    """Yield an observation whose source has already given one for the same period."""
    # A period is its whole span, so that a year is not its last quarter.
    spans = [((on := one.period).first, on.last, one.source) for one in observations]
    if len(set(spans)) == len(spans):
        return
    seen: dict[tuple[date, date, str], int] = {}
    for index, observation in enumerate(observations):
        first = seen.setdefault(spans[index], index)
        if first != index:
            values, other = {"given": observation.period.text}, ("observations", first, "period")
            yield Finding("S035", ("observations", index, "period"), values, other=other)


def whole_of(allocation: Allocation) -> float | None:
    """Return what the parts of an allocation add up to at most, in the unit of its measure."""
    if allocation.measure.bounds:
        return allocation.measure.bounds[1]
    return 100.0 if allocation.measure.unit == "percent" else None


def _whole(allocation: Allocation) -> Iterator[Finding]:
    """Yield the goal with which the parts promised for one deadline exceed the whole."""
    whole = whole_of(allocation)
    sums: defaultdict[object, float] = defaultdict(float)
    for place, part in enumerate(allocation.parts):
        for index, goal in _promised(part):
            sums[goal.by.last if goal.by else None] += goal.low or 0
            total = sums[goal.by.last if goal.by else None]
            if whole is not None and total > whole * (1 + _ROUNDING):
                values = {"total": f"{total:g}", "whole": f"{whole:g}"}
                yield Finding("S034", ("parts", place, "goals", index, goal.bound), values)


def _promised(part: Series) -> Iterator[tuple[int, Goal]]:
    """Yield the goals that stand: neither drafts nor replaced."""
    replaced = {goal.replaces for goal in part.goals}
    for index, goal in enumerate(part.goals):
        if not goal.draft and (goal.id is None or goal.id not in replaced):
            yield index, goal


def _cut_offs(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield cut-offs of the house rule that do not run from the better to the worse class."""
    rule = vocabulary.assessment
    if rule is None or rule.cut_offs is None:
        return
    given = [rule.cut_offs.on_track, rule.cut_offs.slightly_off_track]
    rising = rule.method == "acceleration_factor"
    if rule.cut_offs.well_off_track is not None and not rising:
        given.append(rule.cut_offs.well_off_track)
    fits = all((a < b) if rising else (a > b) for a, b in pairwise(given))
    if not fits or (rising and rule.cut_offs.well_off_track is not None):
        plain = (
            "on_track < slightly_off_track" if rising else "on_track > slightly_off_track > well_off_track"
        )
        yield Finding("S049", ("assessment", "cut_offs"), {"method": rule.method, "plain": plain})


def _bases(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield a unit that is said to be a multiple of a unit that is not there."""
    for word, unit in vocabulary.units.items():
        if unit.base and (unit.base not in vocabulary.units or unit.base == word):
            yield Finding("X005", ("units", word, "base"), {"given": unit.base})

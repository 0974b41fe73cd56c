"""Plausible figures: what cannot be right, or is likely a slip, in the figures of one series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tracker import bases, digits, ranges, ratings, slips
from tracker.model import AreaValue, Baseline, Goal, Indicator, Measure, Observation, Series, Source
from tracker.problems import Finding, Path
from tracker.scalars import Figure, Period
from tracker.terms import Unit

JUMP = 10.0
CUMULATIVE_JUMP = 100.0  # a running total grows fast at its start
FRACTION = 20.0
_SELDOM = frozenset({"irregular", "two-years", "three-years", "four-years", "five-years"})
TOLERANCE = timedelta(days=1)  # clocks and time zones differ


_Seen = tuple[Figure, Path, Observation | Baseline]
"""A figure that counts, with the path of its value, and what the file says of it."""
_Numbers = list[tuple[Figure, Path, Observation | Baseline | Goal]]


def doubtful_figures(
    series: Series, measure: Measure, sources: Mapping[str, Source], units: Mapping[str, Unit], on: date
) -> Iterator[Finding]:
    """Yield every finding on the goals and figures of one series on a day, by sources and units."""
    found = _doubtful(series, measure, sources, units, on)
    yield from (ratings.in_words(one, measure.scale) for one in found) if measure.scale else found


def _doubtful(
    series: Series, measure: Measure, sources: Mapping[str, Source], units: Mapping[str, Unit], on: date
) -> Iterator[Finding]:
    seen = _counted(series)
    numbers, worked = _numbers(series, seen), list(bases.worked_out(series))
    yield from _thousands(measure, numbers)
    yield from _jumps(measure, seen)
    yield from _fractions(series, measure, seen)
    yield from _bounds(series, measure, [*numbers, *worked])
    yield from _falls(measure, seen)
    yield from _rivals(series, sources)
    yield from _early(series, sources, on)
    yield from _deadlines(series, sources)
    yield from _leaders(series)
    yield from _upside_down(measure, [*numbers, *worked])
    yield from _year_pairs(series, measure)
    yield from bases.doubtful(series, measure, units)
    for index, goal in enumerate(series.goals):
        if goal.aim is not None and measure.wanted is None:
            yield Finding("W055", ("goals", index, "aim"))
    yield from _parts(series, measure)
    yield from ranges.intervals(series)
    yield from ranges.paths(series, measure.scale is not None)
    yield from ranges.baselines(series)
    if measure.scale:
        yield from ranges.unreachable(series, len(measure.scale))
    yield from slips.misprinted(series, measure.unit, units)
    yield from slips.far_goals(series, measure, [value for value, _, _ in seen])


def _counted(series: Series) -> list[_Seen]:
    """Return the figures that are neither set aside nor forecast, oldest first."""
    seen: list[_Seen] = [
        (observation.value, ("observations", index, "value"), observation)
        for index, observation in enumerate(series.observations)
        if observation.counts
    ]
    base = series.baseline
    if base and base.value is not None:
        seen.append((base.value, ("baseline", "value"), base))
    return sorted(seen, key=lambda figure: figure[2].period.last)


def number(value: float) -> str:
    """Return a figure as its file has it: digits, a point, no separators."""
    decimals = value.decimals if isinstance(value, Figure) else 0
    return f"{value:.{decimals}f}"


def _limits(goal: Goal) -> Iterator[tuple[Figure, Path]]:
    """Yield the numbers of a goal with their paths inside it."""
    if goal.relative is not None or goal.total is not None:
        return  # what follows from a figure, or sums several, is no value beside the others
    if goal.between:
        yield from ((end, ("between", index)) for index, end in enumerate(goal.between))
    elif (limit := goal.low if goal.low is not None else goal.high) is not None:
        yield limit, (goal.bound,)


def _numbers(series: Series, seen: Sequence[_Seen]) -> _Numbers:
    """Return every number of a series, counted figures and goals, with its path and what holds it."""
    goals = enumerate(series.goals)
    return [
        *seen,
        *((limit, ("goals", at, *path), goal) for at, goal in goals for limit, path in _limits(goal)),
    ]


def _thousands(measure: Measure, numbers: _Numbers) -> Iterator[Finding]:
    """Yield numbers such as 650.000 and 1.250, unless the series or the bounds tell what is meant.

    A number beside others of its size is what it seems, but nobody needs the zeros of 650.000.
    """
    if all(value.decimals != 3 for value, _, _ in numbers) or _are_decimals(numbers):
        return
    high = measure.bounds[1] if measure.bounds else None
    plain = [abs(value) for value, _, _ in numbers if not _like_thousands(value) and value]
    for value, path, given in numbers:
        alike = any(abs(value) / 10 < other < abs(value) * 10 for other in plain) and not value.is_integer()
        impossible = high is not None and value <= high < value * 1000
        if _like_thousands(value) and not (alike or given.note is not None or impossible):
            as_thousands = f"{value * 1000:.0f}"
            yield Finding(
                "W010", path, {"given": number(value), "plain": f"{value:g}", "thousands": as_thousands}
            )


def _are_decimals(numbers: _Numbers) -> bool:
    """Tell whether all numbers have three decimals that tell small figures apart: 1.912, 1.958, 2.100."""
    figures = [value for value, path, _ in numbers if path[0] != "goals"]
    sizes = [abs(value) for value, _, _ in numbers]
    return (
        len(figures) > 1
        and all(value.decimals == 3 and 1 <= abs(value) < 10 for value, _, _ in numbers)
        and max(sizes) < 2 * min(sizes)
        and any(round(value, 2) != value for value in figures)
    )


def _like_thousands(value: Figure) -> bool:
    return value.decimals == 3 and 1 <= abs(value) < 1000


def _jumps(measure: Measure, seen: Sequence[_Seen]) -> Iterator[Finding]:
    """Yield figures ten times their neighbour or more, hundred times for a running total.

    The way back from a single outlier is not a second jump. A break, a note, or a source that prints just
    these figures explains one.
    """
    limit = CUMULATIVE_JUMP if measure.cumulative else JUMP
    outlier: Figure | None = None
    for older, newer in pairwise(() if measure.growth_rate else seen):
        (before, _, _), (value, path, given) = older, newer
        jumped = _factor(before, value) >= limit
        returned = outlier is not None and _factor(outlier, value) < limit
        if jumped and not returned and not (_is_rebased(given) or given.note or _both_printed(older, newer)):
            values = _compared(older, newer) | {"factor": f"{_factor(before, value):.0f}"}
            yield Finding("W011", path, values, other=older[1])
        outlier = before if jumped and not returned else None


def _compared(older: _Seen, newer: _Seen) -> dict[str, str]:
    """Return two figures and their periods as values of a message."""
    (before, _, base), (value, _, given) = older, newer
    said = {"value": number(value), "period": given.period.text}
    return said | {"other": number(before), "before": base.period.text}


def _is_rebased(given: Observation | Baseline) -> bool:
    """Tell whether a new definition starts here, so that it need not follow from the one before."""
    return isinstance(given, Observation) and given.break_ is not None


def _both_printed(older: _Seen, newer: _Seen) -> bool:
    """Tell whether two figures are printed just so, both as per cent or both in one source."""
    told = [(value, given.as_printed) for value, _, given in (older, newer)]
    alike = older[2].source is not None and older[2].source == newer[2].source
    return all(slips.in_per_cent(*one) or (alike and slips.exactly(*one)) for one in told)


def _factor(one: float, other: float) -> float:
    """Return how many times the larger of two numbers exceeds the smaller; 1 where that says nothing."""
    if one * other <= 0:
        return 1.0
    one, other = abs(one), abs(other)
    return one / other if one > other else other / one


def _fractions(series: Series, measure: Measure, seen: Sequence[_Seen]) -> Iterator[Finding]:
    """Yield the first figure of a percentage that seems to be written as 0.4 while its goals are like 40.

    A note, or a source that prints 0.4 %, settles that per cent are meant.
    """
    if measure.unit != "percent":
        return
    largest = max((abs(value) for value, _, _ in seen), default=0.0)
    if not 0 < largest <= 1:
        return
    limits = [limit for goal in series.goals for limit, _ in _limits(goal)]
    settled = any(given.note or slips.in_per_cent(value, given.as_printed) for value, _, given in seen)
    if limits and _factor(largest, max(limits)) >= FRACTION and not settled:
        value, path, given = seen[0]
        values = {"value": number(value), "period": given.period.text, "goal": number(max(limits))}
        yield Finding("W012", path, values)


def _bounds(series: Series, measure: Measure, numbers: _Numbers) -> Iterator[Finding]:
    """Yield numbers outside the natural limits: those of the measure, of a rank 1 and the number ranked."""
    if measure.bounds is None and measure.rank_of is None:
        if _is_rank(measure):
            ranks = (*numbers, *_areas(series))
            yield from (Finding("W034", path, {"value": number(one)}) for one, path, _ in ranks if one < 1)
        return
    low, high = measure.bounds or (1.0, float(measure.rank_of or 0))
    for value, path, _ in (*numbers, *_areas(series)):
        if not low <= value <= high:
            code = "W026" if path[0] == "goals" else "W013"
            yield Finding(code, path, {"value": number(value), "low": f"{low:g}", "high": f"{high:g}"})


def _is_rank(measure: Measure) -> bool:
    """Tell whether figures are places in a ranking, as everywhere: a percentile rank is none."""
    return measure.rank_of is not None or measure.unit == digits.RANK


def _areas(series: Series) -> Iterator[tuple[Figure, Path, AreaValue]]:
    """Yield the figures of regions with their paths."""
    for index, breakdown in enumerate(series.breakdowns if isinstance(series, Indicator) else ()):
        for place, area in enumerate(breakdown.values):
            yield area.value, ("breakdowns", index, "values", place, "value"), area


def _falls(measure: Measure, seen: Sequence[_Seen]) -> Iterator[Finding]:
    """Yield a running total that is smaller than the one before it."""
    for older, newer in pairwise(seen if measure.cumulative else ()):
        (before, _, base), (value, path, given) = older, newer
        if value < before and given.period.last > base.period.last and not _is_rebased(given):
            yield Finding("W014", path, _compared(older, newer), other=older[1])


def _rivals(series: Series, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield the open conflicts: one period, several publishers, several values, none set aside."""
    cited = {observation.source for observation in series.observations} & sources.keys()
    if len({sources[name].publisher for name in cited}) < 2:
        return
    periods: dict[tuple[date, date], dict[str, tuple[date, int]]] = {}
    for index, observation in enumerate(series.observations):
        source = sources.get(observation.source)
        if source and observation.counts:
            newest = periods.setdefault((observation.period.first, observation.period.last), {})
            newest[source.publisher] = max(newest.get(source.publisher, (date.min, 0)), (source.known, index))
    for newest in periods.values():
        first, *others = sorted(index for _, index in newest.values())
        older = series.observations[first]
        for index in others:
            newer = series.observations[index]
            if newer.value != older.value:
                values = {
                    "value": number(newer.value),
                    "period": newer.period.text,
                    "other": number(older.value),
                    "source": older.source,
                    "rival": newer.source,
                }
                path, rival = ("observations", index, "value"), ("observations", first, "value")
                yield Finding("W015", path, values, other=rival)


def _early(series: Series, sources: Mapping[str, Source], on: date) -> Iterator[Finding]:
    """Yield figures of periods that had not ended: on the day, or when the source was published.

    What is counted early in a period, as pupils are in October, is explained by a note.
    """
    over = on + TOLERANCE
    for index, observation in enumerate(series.observations):
        if observation.status == "forecast":
            continue
        source, last = sources.get(observation.source), observation.period.last
        if source and observation.published is None and last <= source.published.last and last <= over:
            continue  # as nearly every figure
        early = last > over and (observation.note is None or observation.period.first > over)
        if observation.published and observation.published.first > over:
            values = {"given": observation.published.text}
            yield Finding("W020", ("observations", index, "published"), values)
        path, values = ("observations", index, "period"), {"period": observation.period.text}
        if early:
            yield Finding("W016", path, values)
        elif source and (published := _premature(observation, observation.published or source.published)):
            yield Finding("W017", path, values | {"source": source.id, "published": published.text})


def _premature(observation: Observation, published: Period) -> Period | None:
    """Return when a final figure was published if its period ended after it, without a word on it."""
    if observation.period.last <= published.last + TOLERANCE:
        return None
    told = observation.note is not None or observation.status in ("provisional", "estimated")
    return None if told else published


def _deadlines(series: Series, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield goals that were set after their deadline, and goals before the baseline or their own base."""
    latest = max((goal.by.last for goal in series.goals if goal.by), default=date.max)
    for index, goal in enumerate(series.goals):
        source = sources.get(goal.source)
        if goal.by is None:
            continue
        due = goal.due if goal.due in ("for", "total") else "by"
        path, values = ("goals", index, due), {"by": goal.by.text}
        if source and source.published.first > goal.by.last:
            yield Finding("W018", path, values | {"source": source.id, "published": source.published.text})
        if series.baseline and latest <= series.baseline.period.last:
            values |= {"baseline": series.baseline.period.text}
            yield Finding("W019", path, values, other=("baseline",))
        elif goal.relative and goal.by.last <= goal.relative.of.last:
            values |= {"baseline": goal.relative.of.text}
            yield Finding("W019", path, values, other=("goals", index, goal.bound, "of"))


def _leaders(series: Series) -> Iterator[Finding]:
    """Yield the second goal of a list that is marked to lead."""
    marked = [index for index, goal in enumerate(series.goals) if goal.lead]
    if len(marked) > 1:
        yield Finding("W080", ("goals", marked[1], "lead"), {"count": str(len(marked))})


def _upside_down(measure: Measure, numbers: _Numbers) -> Iterator[Finding]:
    """Yield goals that a bad rank would keep: of places in a ranking the smallest is the best."""
    for limit, path, goal in numbers if _is_rank(measure) else ():
        if not isinstance(goal, Goal) or goal.between or goal.low is None or goal.note is not None:
            continue
        bound = "at_most" if goal.at_least is not None else "less_than"
        said = f"{{…, of: {goal.relative.of.text}}}" if goal.relative else number(limit)
        yield Finding("W081", path, {"value": number(limit), "instead": f"{bound}: {said}"})


def _year_pairs(series: Series, measure: Measure) -> Iterator[Finding]:
    """Yield each month of a yearly series whose months count on from its years: 2009-10, 2010-11.

    Such a series is one of financial or pooled years whose printed form happens to be a month. A single
    figure of 2011-12 may well be that of a December, unless 2010/2011 stands beside it.
    """
    if measure.calendar is not None or measure.frequency not in _SELDOM | {"year"}:
        return
    monthly = [
        (index, seen.period)
        for index, seen in enumerate(series.observations)
        if len(seen.period.text) == 7 and seen.period.text[4] == "-" and seen.note is None
    ]
    if not monthly:
        return
    pooled = {_pooled(seen.period) for seen in series.observations}
    steps = {period.last.month - period.last.year % 100 for _, period in monthly}
    step = steps.pop() if len(steps) == 1 else 0
    for index, period in monthly if step in (1, 2, 3, 4) and (len(monthly) > 1 or step in pooled) else ():
        year = period.last.year
        years = f"{year}/{year + step}"
        values = {"given": period.text, "month": str(period.last.month), "year": str(year)}
        yield Finding("W050", ("observations", index, "period"), values | {"years": years, "pooled": years})


def _pooled(period: Period) -> int:
    """Return by how many years the last of a period such as 2009/2010 is later than its first; else 0."""
    return period.last.year - period.first.year if len(period.text) == 9 and period.text[4] == "/" else 0


def _parts(series: Series, measure: Measure) -> Iterator[Finding]:
    """Yield figures that cannot be a part of what they are said to be a share of."""
    for index, seen in enumerate(series.observations):
        if seen.of is None or not seen.counts:
            continue
        high = 100.0 if measure.unit == "percent" else seen.of.value if seen.of.unit == measure.unit else None
        if seen.of.value <= 0 or (high is not None and seen.value > high):
            values = {"value": number(seen.value), "whole": number(seen.of.value)}
            yield Finding("W054", ("observations", index, "of"), values)

"""Waiting: goals that wait for a figure which no figure of theirs can be."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.judging.assessment import Point
from tracker.judging.spans import LENGTHS, YEAR, comparable, months_of
from tracker.judging.totals import pieces_of
from tracker.model import Goal, Indicator, Measure, Series
from tracker.problems import Finding, Path
from tracker.scalars import Period
from tracker.terms import Calendar

_SUMMED = frozenset({"flow", "running_total"})


def for_ever(series: Series, measure: Measure, calendar: Calendar | None) -> Iterator[Finding]:
    """Yield goals for one period, or for a sum, of whole years that begin in another month than the figures.

    Args:
        series: whose goals are looked at.
        measure: what its figures are of.
        calendar: that of the measure, where it names one.
    """
    if calendar is None or calendar.starts is None:
        return
    stretches = {(months_of(one), one.first.month) for one in _periods(series)}
    if measure.frequency in LENGTHS:
        stretches.add((LENGTHS[measure.frequency], int(calendar.starts)))
    for index, goal in enumerate(series.goals):
        due = goal.by if goal.total is not None else goal.for_
        if (
            not stretches
            or due is None
            or not _is_by_year(due)
            or any(_fits(*one, due, measure) for one in stretches)
        ):
            continue
        place: Path = ("goals", index, *(("total", "over") if goal.total else ("for",)))
        yield Finding("W094", place, {"given": due.text} | _instead(due))


def for_the_year(series: Series, measure: Measure) -> Iterator[Finding]:
    """Yield goals by a year of whose flow all parts have figures, while whole years are compared."""
    if measure.counts != "flow" or measure.seasonal:
        return
    members = series.series if isinstance(series, Indicator) else ()
    followed = [_counted(one) for one in (series, *(one for one in members if one.same))]
    for index, goal in enumerate(series.goals):
        due = _year_of(goal)
        if due is not None and any(_in_parts(points, due, measure) for points in followed):
            yield Finding("W096", ("goals", index, "by"), {"given": due.text})


def _counted(series: Series) -> list[Point]:
    """Return the figures of a series, one a period, oldest first."""
    figures = {one.period: one.value for one in series.observations if one.counts and not one.draft}
    points = [Point(period, value, None, None) for period, value in figures.items()]
    return sorted(points, key=lambda point: (point.period.last, point.period.first))


def _year_of(goal: Goal) -> Period | None:
    """Return the year by which a goal is promised as a point on its way."""
    whole = goal.by is not None and months_of(goal.by) == YEAR
    return goal.by if whole and goal.due == "by" else None


def _in_parts(points: list[Point], due: Period, measure: Measure) -> bool:
    """Tell whether years before a deadline are compared, and figures of all parts of its own year are out."""
    like, _ = comparable(points, measure)
    years = bool(like) and months_of(like[-1].period) == YEAR and like[-1].period.last < due.last
    parts = pieces_of(points, due)
    return years and bool(parts) and parts[-1].period.last == due.last


def _periods(series: Series) -> set[Period]:
    """Return the periods of all figures that the goals of a series may be judged on."""
    members = series.series if isinstance(series, Indicator) else ()
    return {seen.period for one in (series, *members) for seen in one.observations}


def _is_by_year(due: Period) -> bool:
    """Tell whether a goal is for calendar years, written without the calendar."""
    return not due.printed and due.first.month == 1 and months_of(due) % YEAR == 0 and months_of(due) > 0


def _fits(months: int, begins: int, due: Period, measure: Measure) -> bool:
    """Tell whether figures over a stretch, or a sum of them, may be of the period of a goal."""
    if months == 0:
        return measure.frequency in (None, "irregular", "day")
    aligned = (due.first.month - begins) % min(months, YEAR) == 0
    return aligned and (months == months_of(due) or (measure.counts in _SUMMED and months < months_of(due)))


def _instead(due: Period) -> dict[str, str]:
    """Return the years of the calendar that end, and that begin, in the years of a goal."""
    spans = [(due.first.year - 1 + late, due.last.year - 1 + late) for late in (0, 1)]
    ends = [(_pair(first, "/"), _pair(first, "-"), _pair(last, "-")) for first, last in spans]
    written = [one if first == last else f"{first}/{last}" for one, first, last in ends]
    return {"one": written[0], "other": written[1]}


def _pair(year: int, between: str) -> str:
    return f"{year}{between}{(year + 1) % 100:02d}"

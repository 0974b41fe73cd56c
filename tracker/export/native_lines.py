"""Native lines: lines and marks of a trajectory as series of a native chart, and the words beside them."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from tracker.charts import labels
from tracker.charts.captions import goal_words, mean_line, projection_words
from tracker.charts.phrases import ValueFormat
from tracker.charts.trajectory_data import Spot, TrajectoryData, long_ones
from tracker.export.native_look import BESIDE, MONTHS, Series
from tracker.export.native_notes import Note
from tracker.progress import GoalResult, Point
from tracker.style import Theme

_OPEN = ("provisional", "estimated", "forecast")
_FEW = 16
"""Figures up to which each has its value beside it."""
_GOALS = {
    "chart.line.goals": "diamond",
    "export.chart.further": "diamond",
    "export.chart.beyond": "triangle",
}
"""The series of goals, and their marks."""
_AT_END = ("right", "above", "below", "left")
_BESIDE = ("above", "below", "right", "above-right", "below-right")
_ALONG = ("below", "above", "right", "below-right", "above-left", "below-left", "above-right")


def day_at(year: float) -> date:
    """Return the day at a place on the time axis, where 2030.0 is 31 December 2030."""
    months = round(year * MONTHS, 6)
    whole, part = math.floor(months), months - math.floor(months)
    if part == 0:
        whole, part = whole - 1, 1.0
    at, month = divmod(whole, MONTHS)
    days = calendar.monthrange(at + 1, month + 1)[1]
    return date(at + 1, month + 1, max(1, round(part * days)))


def kept(value: float) -> float:
    """Return a value with the 15 digits that a spreadsheet keeps, so that chart and workbook agree."""
    return float(f"{value:.15g}")


def lines(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return everything drawn of a trajectory; what is looked for first lies on top."""
    words = fmt.words
    return [
        *_band(curves, fmt, theme),
        *_levels(curves, fmt, theme),
        Series(words("chart.line.required"), _by_year(curves.required), theme.required, "dash"),
        Series(words("chart.line.projected"), _line(curves.projected), theme.projected, "dot"),
        *(
            Series(words("chart.label.mean", value=fmt.estimate(mean)), _line(ends), theme.observed, "dot")
            for ends, mean in _means(curves)
        ),
        *_rivals(curves, fmt, theme),
        *_observed(curves, fmt, theme),
        *_goals(curves, fmt, theme),
    ]


def _line(spots: Iterable[Spot]) -> dict[date, float]:
    return {day_at(x): kept(y) for x, y in spots}


def _by_year(spots: Sequence[Spot]) -> dict[date, float]:
    """Return a path with its value at the end of each year on the way, for those who look it up."""
    found = _line(spots)
    for (x0, y0), (x1, y1) in pairwise(spots):
        for year in range(math.floor(x0) + 1, math.ceil(x1)):
            found[day_at(float(year))] = kept(y0 + (y1 - y0) * (year - x0) / (x1 - x0))
    return dict(sorted(found.items()))


def _band(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the lower and the upper edge of the band."""
    name, words = fmt.words("chart.line.band"), fmt.words
    edges = {
        "low": {day_at(year): kept(low) for year, low, _ in curves.band},
        "high": {day_at(year): kept(high) for year, _, high in curves.band},
    }
    return [
        Series(words(f"export.chart.{end}", name=name), values, theme.projected, "fine")
        for end, values in edges.items()
    ]


def _levels(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the levels to hold as flat lines, to their deadline or to the end of what is shown."""
    base, years = curves.assessment.baseline, curves.years
    start = base.period.year if base else min(years, default=0.0)
    found = []
    for one in curves.levels:
        end = curves.place(one.goal)
        ends = (start, max(years, default=start) if end is None else end)
        for level in (one.goal.low, one.goal.high):
            if level is not None and ends[0] < ends[1]:
                spots = _line((at, float(level)) for at in ends)
                found.append(Series(fmt.bound(one.goal), spots, theme.target, "fine"))
    return found


def _means(curves: TrajectoryData) -> list[tuple[tuple[Spot, Spot], float]]:
    return [(((x0, y0), (x1, y1)), y0) for (x0, x1), (y0, y1) in mean_line(curves)]


def _rivals(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the figures that are not counted, those of one kind together."""
    found: dict[str, dict[date, float]] = {}
    for rival in curves.assessment.others:
        found.setdefault(str(rival.role), {})[rival.point.period.last] = float(rival.point.value)
    return [
        Series(fmt.words(f"role.{role}"), dict(sorted(values.items())), theme.rival, "none", "x")
        for role, values in found.items()
    ]


def _observed(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the counted figures; a new definition or a gap starts a line of its own."""
    words, latest, found = fmt.words, curves.assessment.latest, list[Series]()
    name = words("chart.line.observed")
    for at, piece in enumerate(curves.observed):
        first = words.period(piece[0].period)
        own = name if at == 0 else words("export.chart.piece", name=name, period=first)
        values = {point.period.last: float(point.value) for point in piece}
        if latest in piece:  # of two figures for one day, such as a quarter and its last month, it is the one
            values[latest.period.last] = float(latest.value)
        hollow = frozenset(point.period.last for point in piece if _is_open(point))
        found.append(Series(own, values, theme.observed, "", "circle", hollow))
    for stroke in long_ones(curves.assessment):
        own = words("export.chart.piece", name=name, period=f"{day_at(stroke[1][0]).year}")
        found.append(Series(own, _line(stroke), theme.observed, "", ""))
    return found


def _is_open(point: Point) -> bool:
    return bool(point.observation and point.observation.status in _OPEN)


def _goals(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the goals as marks; goals of the same day that differ go into a second series.

    Goals beyond the picture stand at its end and not at their value: their marks have a name of their own.
    """
    words = fmt.words
    found = [Series(words(name), {}, theme.target, "none", marker) for name, marker in _GOALS.items()]
    for result, day, value in dated(curves):
        mark = "triangle" if curves.beyond(result.goal) else "diamond"
        alike = [one for one in found if one.marker == mark]
        if value in (one.values.get(day) for one in alike):
            continue
        free = next((one for one in alike if day not in one.values), None)
        if free is not None:
            free.values[day] = value
    return found


def dated(curves: TrajectoryData) -> list[tuple[GoalResult, date, float]]:
    """Return the adopted goals with a deadline, the judged one first, with their day and value."""
    found = []
    for result in sorted(curves.adopted, key=lambda one: one.role != "headline"):
        goal, place = result.goal, curves.place(result.goal)
        bound = goal.low if goal.low is not None else goal.high
        if place is not None and bound is not None:
            found.append((result, day_at(place), kept(curves.height(goal, float(bound)))))
    return found


def notes_of(curves: TrajectoryData, fmt: ValueFormat, found: Sequence[Series]) -> dict[Note, int]:
    """Return the words beside lines and marks with the number of the series each hangs on, by weight."""
    wanted = [
        *_latest(curves, fmt),
        *((day, value, _wrapped(goal_words(one, fmt)), True, _AT_END) for one, day, value in dated(curves)),
        *_named(curves, fmt, found),
        *_others(curves, fmt),
    ]
    notes = dict[Note, int]()
    for day, value, text, needed, sides in wanted:
        at = next((n for n in reversed(range(len(found))) if found[n].values.get(day) == value), None)
        if at is not None and (day, value) not in {(one.day, one.value) for one in notes}:
            bold = needed and found[at].marker in ("circle", *_GOALS.values())
            size, marked = 12 if needed else 11, bool(found[at].marker)
            notes[Note(day, value, text, size, bold, sides, needed, marked)] = at
    return notes


def _wrapped(rows: Sequence[str]) -> str:
    """Return words in lines that have room beside the plot."""
    return "\n".join(line for row in rows for line in labels.wrap(row, 11, BESIDE - 16))


Wanted = tuple[date, float, str, bool, tuple[str, ...]]


def _latest(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    latest = curves.assessment.latest
    if latest is None:
        return []
    text = f"{fmt.figure(latest)}\n{fmt.words.period(latest.period)}"
    return [(latest.period.last, float(latest.value), text, True, ("above", "below", "right", "left"))]


def _named(curves: TrajectoryData, fmt: ValueFormat, found: Sequence[Series]) -> list[Wanted]:
    """Return the names of projection, path, mean, levels and of what is not counted."""
    wanted = list[Wanted]()
    if curves.projected:
        text = _wrapped(projection_words(curves, fmt)[:1])
        year, value = curves.projected[-1]
        wanted.append((day_at(year), kept(value), text, True, _AT_END))
    for one in found:
        days = list(one.values)
        if one.name == fmt.words("chart.line.required") and days:
            middle = days[len(days) // 2]
            text = fmt.words("chart.label.required")
            wanted.append((middle, one.values[middle], text, False, _ALONG))
        elif one.dash in ("fine", "dot") and not curves.projected:
            wanted.append((days[-1], one.values[days[-1]], one.name, False, _AT_END))
    return wanted


def _others(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    """Return the values of the other figures as long as they are few, else of the baseline alone."""
    base, series = curves.assessment.baseline, list(curves.assessment.series)
    shown = series if len(series) <= _FEW else [base] if base else []
    return [(one.period.last, float(one.value), fmt.figure(one, "bare"), False, _BESIDE) for one in shown]

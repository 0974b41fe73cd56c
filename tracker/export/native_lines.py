"""Native lines: lines and marks of a trajectory as series of a native chart, and the words beside them."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from tracker import meaning
from tracker.charts import labels
from tracker.charts.captions import goal_words, mean_line, new_from, projection_words, stands
from tracker.charts.phrases import ValueFormat
from tracker.charts.trajectory_data import Spot, TrajectoryData, long_ones
from tracker.export.native_look import BESIDE, MONTHS, Series
from tracker.export.native_notes import Note
from tracker.progress import GoalResult, Point
from tracker.style import Theme

_OPEN = ("provisional", "estimated", "forecast")
_FEW = 16
"""Figures up to which each has its value beside it."""
_BOLD = 12 * 1.06
"""The size in which the bold words of goals run, in points."""
AT_END = ("right", "above", "below", "left")
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
    words, since = fmt.words, meaning.since(curves.assessment, fmt.words)
    return [
        *_band(curves, fmt, theme),
        *_levels(curves, fmt, theme),
        Series(words("chart.line.required"), _by_year(curves.required), theme.required, "dash"),
        Series(words("chart.line.projected", since=since), _line(curves.projected), theme.projected, "dot"),
        *(
            Series(words("chart.label.mean", value=fmt.estimate(mean)), _line(ends), theme.observed, "dot")
            for ends, mean in _means(curves)
        ),
        *_expected(curves, fmt, theme),
        *_rivals(curves, fmt, theme),
        *_unheld(curves, fmt, theme),
        *goals(curves, fmt, theme),
        *observed(curves, fmt, fmt.words("chart.line.observed"), theme.observed),
        *_made(curves, fmt, theme),
    ]


def _made(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the latest figure where it is none of the observed ones but made of them, such as their mean."""
    latest = curves.assessment.latest
    if latest is None or latest in curves.assessment.series:
        return []
    spot = {latest.period.last: float(latest.value)}
    return [Series(fmt.words("column.latest"), spot, theme.observed, "none")]


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
    """Return the figures that are not counted, those of one kind together; a forecast is hollow."""
    found: dict[str, dict[date, float]] = {}
    for rival in curves.assessment.others:
        found.setdefault(str(rival.role), {})[rival.point.period.last] = float(rival.point.value)
    return [
        Series(fmt.words(f"role.{role}"), dict(sorted(values.items())), theme.rival, "none", *look)
        for role, values in found.items()
        for look in [("diamond", frozenset(values)) if role == "forecast" else ("x", frozenset[date]())]
    ]


def _expected(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return what bodies expect as hollow marks on a thin line, one for each body."""
    named = [(fmt.words("chart.label.expected", body=one.by), _line(one.spots)) for one in curves.expected]
    return [Series(name, values, theme.rival, "fine", "circle", frozenset(values)) for name, values in named]


def _unheld(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the goals that are drafts or were replaced as hollow marks, each by its words."""
    return [
        Series(
            " ".join(goal_words(one, fmt)),
            {day: value},
            theme.rival,
            "none",
            "triangle" if curves.beyond(one.goal) else "diamond",
            frozenset([day]),
        )
        for one, day, edges in unheld(curves)
        for value in edges
    ]


def observed(curves: TrajectoryData, fmt: ValueFormat, name: str, colour: str) -> list[Series]:
    """Return the counted figures; a new definition or a gap starts a line of its own."""
    words, latest, found = fmt.words, curves.assessment.latest, list[Series]()
    told = {day_at(year): (kept(low), kept(high)) for (year, low), (_, high) in curves.bars}
    for at, piece in enumerate(curves.observed):
        first = words.period(piece[0].period)
        own = name if at == 0 else words("export.chart.piece", name=name, period=first)
        values = {point.period.last: float(point.value) for point in piece}
        if latest in piece:  # of two figures for one day, such as a quarter and its last month, it is the one
            values[latest.period.last] = float(latest.value)
        hollow = frozenset(point.period.last for point in piece if _is_open(point))
        bars = {day: told[day] for day in values if day in told}
        found.append(Series(own, values, colour, "", "circle", hollow, bars))
    for stroke in long_ones(curves.assessment):
        own = words("export.chart.piece", name=name, period=f"{day_at(stroke[1][0]).year}")
        values = _line(stroke)
        bars = {day: told[day] for day in values if day in told}
        found.append(Series(own, values, colour, "", "", bars=bars))
    return found


def signs(curves: TrajectoryData, fmt: ValueFormat, ends: tuple[float, float], theme: Theme) -> list[Series]:
    """Return the signs at the axis for what a source suppresses, and the upright lines of new definitions."""
    words, (low, high) = fmt.words, ends
    foot = high if fmt.is_rank else low
    withheld = {one.period.last: foot for one in curves.assessment.withheld}
    new = {day_at(year): low + high - foot for year in new_from(curves)}
    breaks = Series(words("chart.label.break"), new, theme.muted, "none", bars=dict.fromkeys(new, ends))
    return [Series(words("quality.of.suppressed"), withheld, theme.muted, "none", sign="⊘"), breaks]


def breaks_of(curves: TrajectoryData, fmt: ValueFormat, signed: Sequence[Series]) -> dict[Note, int]:
    """Return the words beside the lines of new definitions, with the number of the series that has them."""
    at = len([one for one in signed[:-1] if one.values])
    text = fmt.words("chart.label.break")
    told = fmt.words("chart.key", sign="|", meaning=text)
    sides = ("above", "right", "left")
    return {
        Note(day, top, text, 10, sides=sides, marked=False, told=told): at
        for day, top in signed[-1].values.items()
    }


def _is_open(point: Point) -> bool:
    return bool(point.observation and point.observation.status in _OPEN)


def goals(curves: TrajectoryData, fmt: ValueFormat, theme: Theme) -> list[Series]:
    """Return the goals as marks; goals of the same day that differ go into a second series.

    Of a range the lower edge has a series of its own, and a stroke leads to it from the upper one. Goals
    beyond the picture stand at its end and not at their value: their marks have a name of their own.
    """
    words, name, found = fmt.words, fmt.words("chart.line.goals"), dict[str, list[Series]]()
    for result, day, edges in dated(curves):
        beyond = curves.beyond(result.goal)
        first = words("export.chart.beyond") if beyond else name
        mark = "triangle" if beyond else "diamond"
        for own, value in zip((first, words("export.chart.low", name=name)), edges, strict=False):
            alike = found.setdefault(own, [])
            if value in (one.values.get(day) for one in alike):
                continue
            if all(day in one.values for one in alike):
                shown = words("export.chart.further") if alike and own == name else own
                alike.append(Series(shown, {}, theme.target, "none", mark))
            free = next(one for one in alike if day not in one.values)
            free.values[day] = value
            if own == first and len(edges) > 1:
                free.bars[day] = (edges[1], value)
    return [one for some in found.values() for one in some]


def dated(curves: TrajectoryData) -> list[tuple[GoalResult, date, tuple[float, ...]]]:
    """Return the adopted goals with a deadline, the judged one first, with their day and value.

    Of a range both edges are given, the upper one first.
    """
    return _dated(curves, sorted(curves.adopted, key=lambda one: one.role != "headline"))


def unheld(curves: TrajectoryData) -> list[tuple[GoalResult, date, tuple[float, ...]]]:
    """Return the goals that are drafts or were replaced, as `dated` does those that stand."""
    return _dated(curves, [one for one in curves.assessment.goals if not stands(one)])


def _dated(
    curves: TrajectoryData, results: Iterable[GoalResult]
) -> list[tuple[GoalResult, date, tuple[float, ...]]]:
    found = []
    for result in results:
        goal, place = result.goal, curves.place(result.goal)
        bounds = [float(bound) for bound in (goal.high, goal.low) if bound is not None]
        if place is not None and bounds:
            edges = dict.fromkeys(kept(curves.height(goal, bound)) for bound in bounds)
            found.append((result, day_at(place), tuple(edges)))
    return found


def notes_of(
    curves: TrajectoryData, fmt: ValueFormat, found: Sequence[Series], near: float
) -> dict[Note, int]:
    """Return the words beside lines and marks with the number of the series each hangs on, by weight."""
    wanted = [
        *(("circle", *one) for one in _latest(curves, fmt)),
        *(("diamond", *one) for one in aims(curves, fmt, near)),
        *(("", *one) for one in _named(curves, fmt, found)),
        *(("◇", *one) for one in _drafts(curves, fmt)),
        *(("◌", *one) for one in _bodies(curves, fmt)),
        *(("circle", *one) for one in _others(curves, fmt)),
    ]
    notes = dict[Note, int]()
    for mark, day, value, text, needed, sides in wanted:
        taken = [at for one, at in notes.items() if (one.day, one.value) == (day, value)]
        homes = [n for n, one in enumerate(found) if one.values.get(day) == value and n not in taken]
        if homes and (needed or not taken):
            at = max(homes, key=lambda n: (found[n].marker == mark, n))
            bold = needed and mark in ("circle", "diamond")
            size, marked = 12 if needed else 11, bool(found[at].marker)
            told = _told(mark, text.replace("\n", " "), fmt) if needed else ""
            notes[Note(day, value, text, size, bold, sides, needed, marked, told)] = at
    return notes


def _told(mark: str, text: str, fmt: ValueFormat) -> str:
    """Return what is said above the chart where a note finds no room: goals, projection, what is expected."""
    if mark == "circle":
        return ""
    return fmt.words("chart.key", sign=mark, meaning=text) if mark in ("◇", "◌") else text


def wrapped(rows: Sequence[str]) -> str:
    """Return words in lines that have room beside the plot."""
    return "\n".join(line for row in rows for line in labels.wrap(row, _BOLD, BESIDE - 16))


Wanted = tuple[date, float, str, bool, tuple[str, ...]]


def _latest(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    latest = curves.assessment.latest
    if latest is None:
        return []
    text = f"{fmt.figure(latest)}\n{fmt.words.period(latest.period)}"
    return [(latest.period.last, float(latest.value), text, True, ("above", "below", "right", "left"))]


def aims(curves: TrajectoryData, fmt: ValueFormat, near: float = 0.0) -> list[Wanted]:
    """Return the words of goals, of a range at its upper edge; those of a day within `near` together."""
    told: dict[tuple[date, float], dict[tuple[str, ...], None]] = {}
    for one, day, (value, *_) in dated(curves):
        home = next((spot for spot in told if spot[0] == day and abs(spot[1] - value) <= near), (day, value))
        told.setdefault(home, {})[tuple(goal_words(one, fmt))] = None
    return [(*home, wrapped(_together(list(goals))), True, AT_END) for home, goals in told.items()]


def _together(goals: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the words of goals that share a mark; a time stands once where the next has the same."""
    following = [*(time for _, *time in goals[1:]), []]
    return [
        row
        for (first, *time), after in zip(goals, following, strict=True)
        for row in ([f"{first};"] if time == after else [first, *time])
    ]


def _named(curves: TrajectoryData, fmt: ValueFormat, found: Sequence[Series]) -> list[Wanted]:
    """Return the names of projection, path, mean, levels and of what is not counted."""
    wanted, said = list[Wanted](), {(day, edge) for _, day, edges in dated(curves) for edge in edges}
    if curves.projected:
        text = wrapped(projection_words(curves, fmt)[:1])
        year, value = curves.projected[-1]
        wanted.append((day_at(year), kept(value), text, True, AT_END))
    for one in found:
        days = list(one.values)
        if one.name == fmt.words("chart.line.required") and days:
            middle = days[len(days) // 2]
            text = fmt.words("chart.label.required")
            wanted.append((middle, one.values[middle], text, False, _ALONG))
        elif one.dash in ("fine", "dot") and not one.marker and not curves.projected:
            spot = (days[-1], one.values[days[-1]])
            if spot not in said and one.name not in [text for _, _, text, _, _ in wanted]:
                wanted.append((*spot, one.name, False, AT_END))
    return wanted


def _drafts(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    """Return the words of drafts and of replaced goals, of a range at its upper edge."""
    found = [(day, value, goal_words(one, fmt)) for one, day, (value, *_) in unheld(curves)]
    return [(day, value, wrapped(rows), True, AT_END) for day, value, rows in found]


def _bodies(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    """Return who expects what, beside the last of the points."""
    found = [(_line(one.spots), fmt.words("chart.label.expected", body=one.by)) for one in curves.expected]
    return [(*list(spots.items())[-1], wrapped([name]), True, AT_END) for spots, name in found]


def _others(curves: TrajectoryData, fmt: ValueFormat) -> list[Wanted]:
    """Return the values of the other figures as long as they are few, else of the baseline alone."""
    base, series = curves.assessment.baseline, list(curves.assessment.series)
    shown = series if len(series) <= _FEW else [base] if base else []
    return [(one.period.last, float(one.value), fmt.figure(one, "bare"), False, _BESIDE) for one in shown]

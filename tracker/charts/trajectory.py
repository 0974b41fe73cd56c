"""Trajectory: the chart of what was observed, what is required, and where the recent pace would lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tracker import meaning, style
from tracker.charts import axes, labels
from tracker.charts.canvas import (
    Chart,
    Layout,
    Plane,
    Setting,
    Texts,
    Trace,
    chart,
    fitted,
    margins,
    publisher,
    source_line,
)
from tracker.charts.captions import (
    alternative,
    captions,
    day_box,
    day_mark,
    goal_words,
    ink,
    level_lines,
    marks,
    mean_line,
    new_from,
    projection_words,
    stands,
)
from tracker.charts.foreign import expected_lines, gap_marks, with_expected
from tracker.charts.labels import Box, Inked, Label, Spot
from tracker.charts.phrases import ValueFormat, headline, subtitle, value_format
from tracker.charts.promise import is_promise, promise
from tracker.charts.trajectory_data import TrajectoryData, long_ones, points_of, trajectory_data
from tracker.progress import Assessment, Point, Rival
from tracker.scalars import year_point

_LEAST = 290
_MANY, _LOUD = 30, 12  # figures from which on their marks are small; the latest is the loudest of all
_OPEN = ("provisional", "estimated", "forecast")


def trajectory(assessment: Assessment, setting: Setting, target_id: str = "") -> Chart:
    """Return the chart of one quantity over time, or a card where fewer than two figures are published.

    Args:
        assessment: of an indicator, a tier or a part.
        setting: language, look and portfolio.
        target_id: for a tier or a part, the target whose measure says definition, limits and rank.
    """
    fmt = value_format(assessment, setting, target_id)
    curves = with_expected(trajectory_data(assessment, fmt.measure), fmt, setting)
    source = source_line(setting, assessment.on, _cited(curves, assessment.latest))
    head, small = headline(fmt), subtitle(fmt)
    drawing = _Drawing(curves, fmt, setting, _scales(curves, fmt, setting))
    texts = Texts(head, small, source, f"{alternative(curves, fmt, head, small)} {source}", drawing.marks)
    if is_promise(curves.assessment):
        return promise(fmt, setting, replace(texts, key=()))
    plane, layout, texts = fitted(drawing, texts, setting.words)
    data = [
        *_band_trace(curves, setting),
        *expected_lines(curves, setting),
        *_lines(curves, setting),
        *_markers(curves, fmt, setting),
    ]
    notes = layout["annotations"] + day_mark(curves, setting, plane) + gap_marks(curves, setting, plane)
    layout |= {"annotations": notes, "shapes": _shapes(curves, setting, plane)}
    return chart(replace(setting, look=plane.look), plane, texts, data, layout)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The labels of a trajectory and what they must keep clear of."""

    curves: TrajectoryData
    fmt: ValueFormat
    setting: Setting
    scales: _Scales

    @property
    def marks(self) -> tuple[str, ...]:
        """What the signs mean that carry no label."""
        return marks(self.curves, self.setting)

    def plane(self, texts: Texts) -> tuple[Plane, Layout]:
        """Return the plot and its axes."""
        return _plane(self.curves, self.fmt, self.setting, texts, self.scales)

    def labels(self, plane: Plane) -> list[Label]:
        """Return what is written beside marks and lines."""
        return captions(self.curves, self.fmt, self.setting, plane)

    def ink(self, plane: Plane) -> list[Inked]:
        """Return the pixels of marks and lines."""
        return ink(self.curves, plane)

    def taken(self, plane: Plane) -> list[Box]:
        """Return where the day of assessment is written."""
        return day_box(self.curves, self.setting, plane)

    def room(self, plane: Plane) -> Box:
        """Return the plot with the gutter to its right and a line above it."""
        return Box(0, -22, plane.wide + plane.margin["r"] - 4, plane.high - 2)


def _cited(curves: TrajectoryData, latest: Point | None) -> Iterable[str | None]:
    goals = [one.goal.source for one in curves.assessment.goals if one.role != "replaced"]
    told = [latest] if latest and is_promise(curves.assessment) else []  # a card says it, drawn or not
    return [*(one.source for one in (*points_of(curves.assessment), *told)), *goals]


class _Scales(NamedTuple):
    """What the two axes reach and name, whatever stands around the plot.

    Attributes:
        years: the first and the last in the picture. whole: whether figures are for whole years.
        values: the lowest and the highest. ticks, names: what is named of them.
        sides: the pixels left and right of the plot.
        deadlines: the years that matter most.
    """

    years: tuple[float, float]
    whole: bool
    values: tuple[float, float]
    ticks: Sequence[float]
    names: Sequence[str]
    sides: tuple[float, float]
    deadlines: Sequence[float]


def _scales(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> _Scales:
    look, words, years = setting.look, setting.words, curves.years
    day = year_point(curves.assessment.on)
    first, last = min([*years, day]), max(years, default=day)
    room = (last - first or 2.0) * 0.05
    whole = len(years) > 1 and all(year.is_integer() for year in years)
    # A first figure at the end of a year lets the name of its year stand in full before it.
    span = (first - max(room, 0.6 if whole and last - first > 2 else 0.0), last + room * 0.6)
    bounds = curves.measure.bounds if curves.measure else None
    up = axes.value_range(curves.values, bounds, from_zero=fmt.is_count)
    count = 4 if look.narrow else 5
    rising = axes.rank_ticks(up[1], count) if fmt.is_rank else axes.steps(*up, count, whole=fmt.is_count)
    if words_in_order := curves.measure.scale if curves.measure else None:
        rising, up = list(range(1, len(words_in_order) + 1)), (0.6, len(words_in_order) + 0.2)
    decimals = axes.decimals(rising)
    name = fmt.full if fmt.in_percent or words_in_order else words.number
    names = [name(tick, decimals) for tick in rising]
    left = max(labels.width(name, look.text - 1) for name in names) + 14 + 8
    seen = [one for one in curves.adopted if not curves.beyond(one.goal)]
    adopted = [one for one in seen if one.role == "headline"] + seen[-1:]
    deadlines = [year for one in adopted if (year := curves.place(one.goal)) is not None]
    return _Scales(span, whole, up, rising, names, (left, _gutter(curves, fmt, setting)), deadlines)


def _plane(
    curves: TrajectoryData, fmt: ValueFormat, setting: Setting, texts: Texts, scales: _Scales
) -> tuple[Plane, Layout]:
    """Return the plot's place in the frame and its two axes."""
    look, (low, high) = setting.look, scales.values
    edge = margins(look, texts, scales.sides, below=30, above=26)
    slack = (high - low) * 0.05
    shown = (high + slack, min(1.0, low) - slack) if fmt.is_rank else (low, high + slack)
    tall = look.height if look.fill else max(look.height, edge["t"] + edge["b"] + _LEAST)
    plane = Plane(scales.years, shown, edge, replace(look, height=tall))
    plane = replace(plane, x=_with_room(curves, fmt, plane))
    most = max(2, int(plane.wide / 52))
    room = 0 if scales.whole else plane.wide / (look.text - 1)
    ticks = axes.time_ticks(plane.x, scales.deadlines, setting.words, most, room)
    return plane, {
        "xaxis": axes.time_axis(look, plane.x, ticks),
        "yaxis": style.axis(look, shown, scales.ticks, scales.names) | {"showgrid": True},
    }


def _with_room(curves: TrajectoryData, fmt: ValueFormat, plane: Plane) -> tuple[float, float]:
    """Return the years of the picture, begun earlier where the latest figure's words need it.

    In a short series the latest figure lies near the left edge, and its words would find no place
    beside the steep lines to its right. They never get more than two thirds of the plot.
    """
    latest, (first, last) = curves.assessment.latest, plane.x
    if latest is None:
        return plane.x
    lines = fmt.figure(latest, "short"), fmt.words.period(latest.period)
    wanted = min(max(labels.width(line, plane.look.text) for line in lines) * 1.06 + 24, plane.wide * 2 / 3)
    lacking = wanted - plane.pixel(latest.period.year, plane.y[0])[0]
    return first - max(0.0, lacking) / (plane.wide - wanted) * (last - first), last


def _gutter(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> float:
    """Return the room right of the plot for the labels of what lies at the deadline."""
    if setting.look.narrow:
        return 22
    size = setting.look.text - 1
    lines = [line for one in curves.assessment.goals if stands(one) for line in goal_words(one, fmt)]
    lines += projection_words(curves, fmt, setting) if curves.projected else []
    return min(170, max((labels.width(line, size) * 1.06 for line in lines), default=30) + 12)


def _band_trace(curves: TrajectoryData, setting: Setting) -> list[Trace]:
    if not curves.band:
        return []
    around = [(year, high) for year, _, high in curves.band]
    around += [(year, low) for year, low, _ in reversed(curves.band)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": setting.words("chart.line.band"),
            "x": [year for year, _ in around],
            "y": [value for _, value in around],
            "fill": "toself",
            "fillcolor": style.faded(setting.theme.projected, 0.14),
            "line": {"width": 0, "color": setting.theme.projected},
            "hoverinfo": "skip",
        }
    ]


def _lines(curves: TrajectoryData, setting: Setting) -> list[Trace]:
    """Return required path (dashed), projection (dotted) and observed line (solid, broken at gaps)."""
    theme, words = setting.theme, setting.words
    since = meaning.since(curves.assessment, words)
    broken: list[tuple[float | None, float | None]] = []
    for piece in curves.observed:
        broken += [*((one.period.year, float(one.value)) for one in piece), (None, None)]
    return [
        _line(words("chart.line.required"), curves.required, theme.required, "dash", 1.8),
        _line(words("chart.line.projected", since=since), curves.projected, theme.projected, "dot", 2.2),
        _line(words("chart.line.observed"), broken[:-1], theme.observed, "solid", 2.8),
    ]


def _line(
    name: str, spots: Iterable[tuple[float | None, float | None]], colour: str, dash: str, wide: float
) -> Trace:
    listed = list(spots)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [x for x, _ in listed],
        "y": [y for _, y in listed],
        "line": {"color": colour, "dash": dash, "width": wide},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _markers(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> list[Trace]:
    """Return the figures, the figures not counted, the baseline and the goals."""
    counted = list(curves.assessment.series)
    return [
        _rivals(curves.assessment.others, fmt, setting),
        _baseline(curves, fmt, setting),
        _goals(curves, fmt, setting),
        _figures(counted, fmt, setting),
    ]


def _dots(name: str, spots: list[Spot], marker: dict[str, Any], hover: list[str]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "marker": marker,
        "cliponaxis": False,
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _figures(counted: list[Point], fmt: ValueFormat, setting: Setting) -> Trace:
    theme, latest = setting.theme, fmt.assessment.latest
    loud = latest if latest in counted else counted[-1] if counted else None
    final = [not (one.observation and one.observation.status in _OPEN) for one in counted]
    marker = {
        "symbol": ["circle" if one else "circle-open" for one in final],
        "size": [_LOUD if one == loud else 8 if len(counted) < _MANY else 5 for one in counted],
        "color": theme.observed,
        "opacity": 1,
        "line": {"color": theme.observed, "width": 2},
    }
    spots = [(one.period.year, float(one.value)) for one in counted]
    hover = [_papers(one, fmt, setting) for one in counted]
    return _dots(setting.words("chart.line.observed"), spots, marker, hover)


def _papers(point: Point, fmt: ValueFormat, setting: Setting) -> str:
    """Return what a figure says when pointed at: value, period, status, publisher and day."""
    if setting.look.still:
        return ""
    words = setting.words
    values = {"value": fmt.figure(point), "period": words.period(point.period)}
    lines = [words("chart.hover.figure", **values)]
    if point.observation and point.observation.status in _OPEN:
        lines.append(words(f"chart.status.{point.observation.status}"))
    if point.source:
        lines.append(publisher(setting, point.source))
    if point.published:
        lines.append(words("chart.hover.published", day=words.day(point.published)))
    return labels.marked_up(lines)


def _rivals(others: tuple[Rival, ...], fmt: ValueFormat, setting: Setting) -> Trace:
    theme, words = setting.theme, setting.words
    colour = style.faded(theme.rival, 0.8)
    marker = {
        "symbol": ["diamond-open" if one.role == "forecast" else "x-thin" for one in others],
        "size": 8,
        "color": colour,
        "line": {"color": colour, "width": 1.6},
    }
    spots = [(one.point.period.year, float(one.point.value)) for one in others]
    roles = [labels.safe(words(f"role.{one.role}")) for one in others]
    hover = [f"{_papers(one.point, fmt, setting)}<br>{role}" for one, role in zip(others, roles, strict=True)]
    return _dots(words("chart.line.others"), spots, marker, hover)


def _baseline(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> Trace:
    base, theme, words = curves.assessment.baseline, setting.theme, setting.words
    edge = {"color": theme.required, "width": 2}
    marker = {"symbol": "square-open", "size": 14, "color": theme.required, "line": edge}
    if base is None:
        return _dots(words("chart.line.baseline"), [], marker, [])
    key = "chart.hover.baseline_derived" if base.derived else "chart.hover.baseline"
    hover = labels.safe(words(key, value=fmt.figure(base), period=words.period(base.period)))
    return _dots(words("chart.line.baseline"), [(base.period.year, float(base.value))], marker, [hover])


def _goals(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> Trace:
    """Return the goals that name a deadline; an interval has a marker at each bound."""
    theme, spots, hover, symbols, colours = setting.theme, list[Spot](), list[str](), list[str](), list[str]()
    for one in curves.assessment.goals:
        held = stands(one)
        for bound in (one.goal.low, one.goal.high):
            year = curves.place(one.goal)
            if bound is not None and year is not None:
                spots.append((year, curves.height(one.goal, float(bound))))
                ahead = "triangle-right" if held else "triangle-right-open"
                symbols.append(ahead if curves.beyond(one.goal) else "diamond" if held else "diamond-open")
                colours.append(theme.target if held else theme.rival)
                text = setting.words(
                    f"chart.hover.goal.{one.role}", goal=fmt.wording.goal(one.goal, curves.assessment)
                )
                hover.append(labels.safe(text))
    marker = {"symbol": symbols, "size": 11, "color": colours, "line": {"color": colours, "width": 2}}
    return _dots(setting.words("chart.line.goals"), spots, marker, hover)


def _shapes(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[dict[str, Any]]:
    """Return the day of assessment, breaks, interval bars, levels to hold and the mean, all as thin lines."""
    theme, day = setting.theme, year_point(curves.assessment.on)
    found = [_upright(day, theme.today, "dot")] if plane.x[0] < day < plane.x[1] else []
    found += [_upright(year, theme.axis, "dash") for year in new_from(curves)]
    for goal in (one.goal for one in curves.assessment.goals):
        if goal.between and goal.by and not curves.beyond(goal):
            found.append(_stroke((goal.by.year, goal.by.year), goal.between, theme.target, "solid"))
    found += [_stroke(*ends, theme.required, "dash") for ends in level_lines(curves, plane)]
    for (x0, y0), (x1, y1) in curves.bars:
        found.append(_stroke((x0, x1), (y0, y1), theme.observed, "solid"))
    for (x0, y0), (x1, y1) in long_ones(curves.assessment):
        found.append(_stroke((x0, x1), (y0, y1), theme.observed, "solid"))
    return found + [_stroke(*ends, theme.observed, "longdash") for ends in mean_line(curves)]


def _stroke(x: tuple[float, float], y: tuple[float, float], colour: str, dash: str) -> dict[str, Any]:
    ends = {"x0": x[0], "x1": x[1], "y0": float(y[0]), "y1": float(y[1])}
    line = {"color": colour, "width": 2, "dash": dash}
    return {"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line} | ends


def _upright(year: float, colour: str, dash: str) -> dict[str, Any]:
    thin = {"color": colour, "width": 1.2, "dash": dash}
    return _stroke((year, year), (0, 1), colour, dash) | {"yref": "paper", "line": thin}

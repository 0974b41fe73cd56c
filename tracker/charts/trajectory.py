"""Trajectory: the chart of what was observed, what is required, and where the recent pace would lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tracker import style
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
    is_new,
    level_lines,
    marks,
    mean_line,
    projection_words,
    stands,
)
from tracker.charts.foreign import expected_lines, gap_marks, with_expected
from tracker.charts.labels import Box, Label, Spot
from tracker.charts.phrases import Speech, headline, speech_of, subtitle
from tracker.charts.promise import is_promise, promise
from tracker.charts.story import Story, long_ones, points_of, story
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
    speech = speech_of(assessment, setting, target_id)
    tale = with_expected(story(assessment, speech.measure), speech, setting)
    source = source_line(setting, assessment.on, _cited(tale))
    head, small = headline(speech), subtitle(speech)
    drawing = _Drawing(tale, speech, setting)
    texts = Texts(head, small, source, f"{alternative(tale, speech, head, small)} {source}", drawing.marks)
    if is_promise(tale.assessment):
        return promise(speech, setting, replace(texts, key=()))
    plane, layout, texts = fitted(drawing, texts, setting.words)
    data = [
        *_band_trace(tale, setting),
        *expected_lines(tale, setting),
        *_lines(tale, setting),
        *_markers(tale, speech, setting),
    ]
    notes = layout["annotations"] + day_mark(tale, setting, plane) + gap_marks(tale, setting, plane)
    layout |= {"annotations": notes, "shapes": _shapes(tale, setting, plane)}
    return chart(replace(setting, look=plane.look), plane, texts, data, layout)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The labels of a trajectory and what they must keep clear of."""

    tale: Story
    speech: Speech
    setting: Setting

    @property
    def marks(self) -> tuple[str, ...]:
        """What the signs mean that carry no label."""
        return marks(self.tale, self.setting)

    def plane(self, texts: Texts) -> tuple[Plane, Layout]:
        """Return the plot and its axes."""
        return _plane(self.tale, self.speech, self.setting, texts)

    def labels(self, plane: Plane) -> list[Label]:
        """Return what is written beside marks and lines."""
        return captions(self.tale, self.speech, self.setting, plane)

    def ink(self, plane: Plane) -> list[Spot | Box]:
        """Return the pixels of marks and lines."""
        return ink(self.tale, plane)

    def taken(self, plane: Plane) -> list[Box]:
        """Return where the day of assessment is written."""
        return day_box(self.tale, self.setting, plane)

    def room(self, plane: Plane) -> Box:
        """Return the plot with the gutter to its right and a line above it."""
        return Box(0, -22, plane.wide + plane.margin["r"] - 4, plane.high - 2)


def _cited(tale: Story) -> Iterable[str | None]:
    goals = [one.goal.source for one in tale.assessment.goals if one.role != "replaced"]
    return [*(one.source for one in points_of(tale.assessment)), *goals]


def _plane(tale: Story, speech: Speech, setting: Setting, texts: Texts) -> tuple[Plane, Layout]:
    """Return the plot's place in the frame and its two axes."""
    look, words = setting.look, setting.words
    day = year_point(tale.assessment.on)
    first, last = min([*tale.years, day]), max(tale.years, default=day)
    room = (last - first or 2.0) * 0.05
    whole = len(tale.years) > 1 and all(year.is_integer() for year in tale.years)
    # A first figure at the end of a year lets the name of its year stand in full before it.
    span = (first - max(room, 0.6 if whole and last - first > 2 else 0.0), last + room * 0.6)
    bounds = tale.measure.bounds if tale.measure else None
    up = axes.value_range(tale.values, bounds, from_zero=speech.is_count)
    count = 4 if look.narrow else 5
    rising = (
        axes.rank_ticks(up[1], count) if speech.is_rank else axes.steps(*up, count, whole=speech.is_count)
    )
    if words_in_order := tale.measure.scale if tale.measure else None:
        rising, up = list(range(1, len(words_in_order) + 1)), (0.6, len(words_in_order) + 0.2)
    decimals = axes.decimals(rising)
    name = speech.full if speech.in_percent or words_in_order else speech.words.number
    names = [name(tick, decimals) for tick in rising]
    left = max(labels.width(name, look.text - 1) for name in names) + 14 + 8
    edge = margins(look, texts, (left, _gutter(tale, speech, setting)), below=30, above=26)
    slack = (up[1] - up[0]) * 0.05
    shown = (up[1] + slack, min(1.0, up[0]) - slack) if speech.is_rank else (up[0], up[1] + slack)
    high = look.height if look.fill else max(look.height, edge["t"] + edge["b"] + _LEAST)
    plane = Plane(span, shown, edge, replace(look, height=high))
    plane = replace(plane, x=_with_room(tale, speech, plane))
    span = plane.x
    adopted = [one for one in tale.adopted if one.role == "headline"] + list(tale.adopted[-1:])
    deadlines = [year for one in adopted if (year := tale.place(one.goal)) is not None]
    ticks = axes.time_ticks(span, deadlines, words, max(2, int(plane.wide / 52)), whole_years=whole)
    return plane, {
        "xaxis": axes.time_axis(look, span, ticks),
        "yaxis": style.axis(look, shown, rising, names) | {"showgrid": True},
    }


def _with_room(tale: Story, speech: Speech, plane: Plane) -> tuple[float, float]:
    """Return the years of the picture, begun earlier where the latest figure's words need it.

    In a short series the latest figure lies near the left edge, and its words would find no place
    beside the steep lines to its right.
    """
    latest, (first, last) = tale.assessment.latest, plane.x
    if latest is None:
        return plane.x
    lines = speech.figure(latest, "short"), speech.words.period(latest.period)
    wanted = max(labels.width(line, plane.look.text) for line in lines) * 1.06 + 24
    lacking = wanted - plane.pixel(latest.period.year, plane.y[0])[0]
    return first - max(0.0, lacking) / (plane.wide - wanted) * (last - first), last


def _gutter(tale: Story, speech: Speech, setting: Setting) -> float:
    """Return the room right of the plot for the labels of what lies at the deadline."""
    if setting.look.narrow:
        return 22
    size = setting.look.text - 1
    lines = [line for one in tale.assessment.goals if stands(one) for line in goal_words(one, speech)]
    lines += projection_words(tale, speech, setting) if tale.projected else []
    return min(170, max((labels.width(line, size) * 1.06 for line in lines), default=30) + 12)


def _band_trace(tale: Story, setting: Setting) -> list[Trace]:
    if not tale.band:
        return []
    around = [(year, high) for year, _, high in tale.band]
    around += [(year, low) for year, low, _ in reversed(tale.band)]
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


def _lines(tale: Story, setting: Setting) -> list[Trace]:
    """Return required path (dashed), projection (dotted) and observed line (solid, broken at gaps)."""
    theme, words = setting.theme, setting.words
    broken: list[tuple[float | None, float | None]] = []
    for piece in tale.observed:
        broken += [*((one.period.year, float(one.value)) for one in piece), (None, None)]
    return [
        _line(words("chart.line.required"), tale.required, theme.required, "dash", 1.8),
        _line(words("chart.line.projected"), tale.projected, theme.projected, "dot", 2.2),
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


def _markers(tale: Story, speech: Speech, setting: Setting) -> list[Trace]:
    """Return the figures, the figures not counted, the baseline and the goals."""
    counted = list(tale.assessment.series)
    return [
        _rivals(tale.assessment.others, speech, setting),
        _baseline(tale, speech, setting),
        _goals(tale, speech, setting),
        _figures(counted, speech, setting),
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


def _figures(counted: list[Point], speech: Speech, setting: Setting) -> Trace:
    theme = setting.theme
    final = [not (one.observation and one.observation.status in _OPEN) for one in counted]
    marker = {
        "symbol": ["circle" if one else "circle-open" for one in final],
        "size": [*[8 if len(counted) < _MANY else 5] * (len(counted) - 1), _LOUD][-len(counted) :],
        "color": theme.observed,
        "opacity": 1,
        "line": {"color": theme.observed, "width": 2},
    }
    spots = [(one.period.year, float(one.value)) for one in counted]
    hover = [_papers(one, speech, setting) for one in counted]
    return _dots(setting.words("chart.line.observed"), spots, marker, hover)


def _papers(point: Point, speech: Speech, setting: Setting) -> str:
    """Return what a figure says when pointed at: value, period, status, publisher and day."""
    if setting.look.still:
        return ""
    words = setting.words
    values = {"value": speech.figure(point), "period": words.period(point.period)}
    lines = [words("chart.hover.figure", **values)]
    if point.observation and point.observation.status in _OPEN:
        lines.append(words(f"chart.status.{point.observation.status}"))
    if point.source:
        lines.append(publisher(setting, point.source))
    if point.published:
        lines.append(words("chart.hover.published", day=words.day(point.published)))
    return labels.marked_up(lines)


def _rivals(others: tuple[Rival, ...], speech: Speech, setting: Setting) -> Trace:
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
    hover = [
        f"{_papers(one.point, speech, setting)}<br>{role}" for one, role in zip(others, roles, strict=True)
    ]
    return _dots(words("chart.line.others"), spots, marker, hover)


def _baseline(tale: Story, speech: Speech, setting: Setting) -> Trace:
    base, theme, words = tale.assessment.baseline, setting.theme, setting.words
    edge = {"color": theme.required, "width": 2}
    marker = {"symbol": "square-open", "size": 14, "color": theme.required, "line": edge}
    if base is None:
        return _dots(words("chart.line.baseline"), [], marker, [])
    key = "chart.hover.baseline_derived" if base.derived else "chart.hover.baseline"
    hover = labels.safe(words(key, value=speech.figure(base), period=words.period(base.period)))
    return _dots(words("chart.line.baseline"), [(base.period.year, float(base.value))], marker, [hover])


def _goals(tale: Story, speech: Speech, setting: Setting) -> Trace:
    """Return the goals that name a deadline; an interval has a marker at each bound."""
    theme, spots, hover, symbols, colours = setting.theme, list[Spot](), list[str](), list[str](), list[str]()
    for one in tale.assessment.goals:
        held = stands(one)
        for bound in (one.goal.low, one.goal.high):
            year = tale.place(one.goal)
            if bound is not None and year is not None:
                spots.append((year, tale.height(one.goal, float(bound))))
                ahead = "triangle-right" if held else "triangle-right-open"
                symbols.append(ahead if tale.beyond(one.goal) else "diamond" if held else "diamond-open")
                colours.append(theme.target if held else theme.rival)
                text = setting.words(
                    f"chart.hover.goal.{one.role}", goal=speech.wording.goal(one.goal, tale.assessment)
                )
                hover.append(labels.safe(text))
    marker = {"symbol": symbols, "size": 11, "color": colours, "line": {"color": colours, "width": 2}}
    return _dots(setting.words("chart.line.goals"), spots, marker, hover)


def _shapes(tale: Story, setting: Setting, plane: Plane) -> list[dict[str, Any]]:
    """Return the day of assessment, breaks, interval bars, levels to hold and the mean, all as thin lines."""
    theme, day = setting.theme, year_point(tale.assessment.on)
    found = [_upright(day, theme.today, "dot")] if plane.x[0] < day < plane.x[1] else []
    starts = [piece[0].period.year for piece in tale.observed[1:] if is_new(piece[0])]
    found += [_upright(year, theme.axis, "dash") for year in starts]
    for goal in (one.goal for one in tale.assessment.goals):
        if goal.between and goal.by and not tale.beyond(goal):
            found.append(_stroke((goal.by.year, goal.by.year), goal.between, theme.target, "solid"))
    found += [_stroke(*ends, theme.required, "dash") for ends in level_lines(tale, plane)]
    for (x0, y0), (x1, y1) in tale.bars:
        found.append(_stroke((x0, x1), (y0, y1), theme.observed, "solid"))
    for (x0, y0), (x1, y1) in long_ones(tale.assessment):
        found.append(_stroke((x0, x1), (y0, y1), theme.observed, "solid"))
    return found + [_stroke(*ends, theme.observed, "longdash") for ends in mean_line(tale)]


def _stroke(x: tuple[float, float], y: tuple[float, float], colour: str, dash: str) -> dict[str, Any]:
    ends = {"x0": x[0], "x1": x[1], "y0": float(y[0]), "y1": float(y[1])}
    line = {"color": colour, "width": 2, "dash": dash}
    return {"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line} | ends


def _upright(year: float, colour: str, dash: str) -> dict[str, Any]:
    thin = {"color": colour, "width": 1.2, "dash": dash}
    return _stroke((year, year), (0, 1), colour, dash) | {"yref": "paper", "line": thin}

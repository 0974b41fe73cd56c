"""Multiples: many small trajectories in one picture, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

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
    margins,
    note,
    row_height,
    source_line,
)
from tracker.charts.phrases import ValueFormat, full_name, value_format
from tracker.charts.trajectory_data import TrajectoryData, trajectory_data
from tracker.progress import Assessment
from tracker.style import Look

_PANEL, _GAP = 136, 26
_SIDE, _PAD = 14, 10


def multiples(assessments: Sequence[Assessment], setting: Setting) -> Chart:
    """Return one small picture for each assessment: observed line, required path and goal.

    Indicators only, or parts whose limits do not matter; every panel has its own years and values.
    """
    contents = [_content(one, setting) for one in assessments]
    head = setting.words.count("chart.headline.multiples", len(contents))
    return _drawn(contents, setting, _texts(contents, setting, head))


def members(target: Assessment, shown: Sequence[Assessment], setting: Setting) -> Chart:
    """Return one small picture for each series of an indicator, all on one axis of values and one of years.

    A goal that all of them have is named once, others each above its own picture.

    Args:
        target: the indicator.
        shown: those of its series that are wanted.
        setting: with what to draw.
    """
    words, contents = setting.words, _on_one_axis(shown, setting)
    goals = [_goal(one, setting) for one in shown]
    shared = goals[:1] if len(set(goals)) == 1 and shown[0].goal else []
    if not shared:
        contents = [one._replace(goal=goal) for one, goal in zip(contents, goals, strict=True)]
    said = [words("chart.subtitle.members")] if len(shown) > 1 else []
    if any(content.curves.required for content in contents):
        said.append(words("chart.subtitle.members.dashed"))
    head = words.count("chart.headline.members", len(shown), title=words.text(target.title))
    texts = _texts(contents, setting, ". ".join([head, *shared]))
    return _drawn(contents, setting, replace(texts, headline=head, subtitle=" ".join([*said, *shared])))


def _goal(assessment: Assessment, setting: Setting) -> str:
    """Return the goal with which a line is compared, or that there is none."""
    told = setting.wording.goal(assessment.goal, assessment)
    named = assessment.goal or assessment.unmeasured
    return setting.words("chart.hover.goal.headline", goal=told) if named else told


def _on_one_axis(shown: Sequence[Assessment], setting: Setting) -> list[_Content]:
    """Return what small pictures show that share their axes, each called by its own name alone."""
    contents = [_content(one, setting) for one in shown]
    values = [value for one in contents for value in one.values]
    years = [year for one in contents for year in one.years]
    return [
        content._replace(name=setting.words.text(one.title), values=values, years=years)
        for one, content in zip(shown, contents, strict=True)
    ]


def _drawn(contents: Sequence[_Content], setting: Setting, texts: Texts) -> Chart:
    look = setting.look
    across = 1 if look.narrow else min(3, max(1, len(contents)))
    down = -(-len(contents) // across) or 1
    edge = margins(look, texts, (_SIDE, _SIDE), below=8, above=8)
    data: list[Trace] = []
    layout: Layout = {"annotations": []}
    room = (look.width - 2 * _SIDE) / across - _PAD
    heads = [_head(content, look, room) for content in contents]
    top = max((head.high for head in heads), default=0.0)
    high = round(down * row_height(look, edge, _PANEL + _GAP + top, down))
    sized = replace(setting, look=replace(look, height=edge["t"] + edge["b"] + high))
    plane = Plane((0.0, 1.0), (0.0, 1.0), edge, sized.look)
    for n, (content, head) in enumerate(zip(contents, heads, strict=True)):
        row, column = divmod(n, across)
        frame = (column / across, 1 - (row + 1) / down, 1 / across, 1 / down)
        panel = _Panel(n + 1, frame, plane, content, head._replace(high=top))
        data += panel.traces()
        layout |= panel.axes()
        layout["annotations"] += panel.notes()
    return chart(sized, plane, texts, data, layout)


def _content(assessment: Assessment, setting: Setting) -> _Content:
    fmt = value_format(assessment, setting)
    curves = trajectory_data(assessment, fmt.measure)
    return _Content(fmt.full_name, fmt, curves, curves.values, curves.years)


def _texts(contents: Sequence[_Content], setting: Setting, head: str) -> Texts:
    words, assessments = setting.words, [one.curves.assessment for one in contents]
    cited = [one.latest.source for one in assessments if one.latest]
    source = source_line(setting, assessments[0].on, cited) if assessments else ""
    said = [words("chart.alt.multiples", headline=head)]
    for one, content in zip(assessments, contents, strict=True):
        line = "; ".join(filter(None, (setting.wording.latest(one), content.goal)))
        said.append(words("chart.alt.row", title=full_name(one, setting), line=line))
    return Texts(head, words("chart.subtitle.multiples"), source, " ".join([*said, source]))


class _Content(NamedTuple):
    """What a small picture shows; `values` and `years` are what its axes must reach.

    Attributes:
        goal: the goal, where it is named above the picture.
    """

    name: str
    fmt: ValueFormat
    curves: TrajectoryData
    values: Sequence[float]
    years: Sequence[float]
    goal: str = ""


class _Head(NamedTuple):
    """What is written above a small picture, in whole words: name, state and goal as lines.

    Attributes:
        under: pixels from the top of the name to the state.
        below: pixels from there to the goal.
        high: pixels for all of it.
    """

    title: list[str]
    state: list[str]
    goal: list[str]
    under: float
    below: float
    high: float


def _head(content: _Content, look: Look, room: float) -> _Head:
    """Return name, state and goal of a small picture, wrapped to its width."""
    one = content.curves.assessment
    title = labels.wrap(content.name, look.text - 1, room / 1.06)
    state = labels.wrap(content.fmt.wording.panel(one, style.glyph(one.standing)), look.small, room)
    goal = labels.wrap(content.goal, look.small, room) if content.goal else []
    under = len(title) * (look.text - 1) * labels.LINE + 1
    row = look.small * labels.LINE
    return _Head(title, state, goal, under, len(state) * row, under + len([*state, *goal]) * row)


class _Panel:
    """One small picture at its place in the grid."""

    def __init__(
        self,
        number: int,
        frame: tuple[float, float, float, float],
        plane: Plane,
        content: _Content,
        head: _Head,
    ) -> None:
        self.content, self.head = content, head
        self.suffix = "" if number == 1 else str(number)
        self.fmt, self.curves, self.look = content.fmt, content.curves, plane.look
        left, bottom, wide, high = frame
        pad, top, below = _PAD / plane.wide, (head.high + 12) / plane.high, 24 / plane.high
        self.left = left
        self.x = (left + self._names_width() / plane.wide, left + wide - pad)
        self.y = (bottom + below, bottom + high - top)
        self.top = bottom + high

    def _names_width(self) -> float:
        """Return the pixels for the values left of the panel."""
        return max(labels.width(name, self.look.small) for name in self._values()[2]) + 10

    def _values(self) -> tuple[tuple[float, float], list[float], list[str]]:
        """Return range, ticks and their names of the axis of values."""
        curves, fmt = self.curves, self.fmt
        bounds = curves.measure.bounds if curves.measure else None
        low, high = axes.value_range(self.content.values, bounds, from_zero=fmt.is_count)
        slack = (high - low) * 0.06
        span = (high + slack, low - slack) if fmt.is_rank else (low, high + slack)
        ticks = axes.rank_ticks(high, 2) if fmt.is_rank else axes.steps(low, high, 2, whole=fmt.is_count)
        return span, ticks, [fmt.bare(tick, axes.decimals(ticks)) for tick in ticks]

    def traces(self) -> list[Trace]:
        """Return the observed line, the required path and the goals."""
        theme, words = self.look.theme, self.fmt.words
        to = {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"}
        path = self.curves.required
        lines: list[Trace] = [
            _line(words("chart.line.required"), path, {"color": theme.required, "dash": "dash"})
        ]
        for piece in self.curves.observed:
            spots = [(one.period.year, float(one.value)) for one in piece]
            trace = _line(words("chart.line.observed"), spots, {"color": theme.observed, "width": 2.4})
            marker = {"size": 5, "color": theme.observed}
            lines.append(trace | {"mode": "lines+markers", "marker": marker})
        ends = [
            (one.goal.by.year, float(one.goal.low if one.goal.low is not None else one.goal.high or 0.0))
            for one in self.curves.adopted
            if one.goal.by
        ]
        goals = _line(words("chart.line.goals"), ends, {"width": 0})
        lines.append(
            goals | {"mode": "markers", "marker": {"symbol": "diamond", "size": 9, "color": theme.target}}
        )
        return [line | to | {"cliponaxis": False} for line in lines]

    def axes(self) -> Layout:
        """Return the two axes; only first year, last year and round values are named."""
        look, years = self.look, self.content.years or [self.curves.assessment.on.year - 1.0]
        first, last = min(years), max(years)
        room = (last - first or 1.0) * 0.06
        span = (first - room, last + room)
        ticks_x = axes.time_ticks(span, [last], self.fmt.words, 3)
        values, ticks, shown = self._values()
        small = {"tickfont": {"family": style.FONT, "size": look.small, "color": look.theme.muted}}
        anchors = (
            {"domain": list(self.x), "anchor": f"y{self.suffix}"},
            {"domain": list(self.y), "anchor": f"x{self.suffix}"},
        )
        return {
            f"xaxis{self.suffix}": axes.time_axis(look, span, ticks_x) | small | anchors[0],
            f"yaxis{self.suffix}": style.axis(look, values, ticks, shown)
            | {"showgrid": True}
            | small
            | anchors[1],
        }

    def notes(self) -> list[Layout]:
        """Return title, state and goal above the small picture."""
        look, one = self.look, self.curves.assessment
        place = {
            "xref": "paper",
            "yref": "paper",
            "x": self.left,
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
        }
        title = f"<b>{labels.marked_up(self.head.title)}</b>"
        head, theme = self.head, look.theme
        small = note(labels.marked_up(head.state), look.small, style.state_ink(one.state, theme))
        told = [
            place | {"y": self.top} | note(title, look.text - 1, theme.ink),
            place | {"y": self.top, "yshift": -round(head.under)} | small,
        ]
        if head.goal:
            goal = note(labels.marked_up(head.goal), look.small, theme.muted)
            told.append(place | {"y": self.top, "yshift": -round(head.under + head.below)} | goal)
        return told


def _line(name: str, spots: Sequence[tuple[float, float]], line: Layout) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "line": line,
        "hoverinfo": "skip",
    }

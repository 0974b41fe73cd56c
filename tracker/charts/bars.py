"""Bars: rows of bars with their own line of words above, the promise as an outline, the figure solid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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
)
from tracker.charts.phrases import ValueFormat
from tracker.style import Look

SIDE = 18
_THICK = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a title, a line of words, and the bars below them, in values.

    Attributes:
        start: where the bars begin.
        promised: length of the outlined bar; None for none.
        reached: length of the solid bar; None for none.
        loose: length of the dashed bar, which is no promise: a remainder or an upper limit.
        tag: what is written at the end of the longer bar.
    """

    title: str
    line: str
    start: float
    promised: float | None
    reached: float | None
    tag: str = ""
    loose: float | None = None

    @property
    def end(self) -> float:
        """Where the longer bar ends."""
        return self.start + max(self.promised or 0.0, self.reached or 0.0, self.loose or 0.0)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the rows lie, in values of the vertical axis, one row being 1 high.

    Attributes:
        half: half the thickness of a bar.
        middles: the middle of each bar.
    """

    half: float
    middles: tuple[float, ...]

    @property
    def tops(self) -> tuple[float, ...]:
        """The upper edge of each bar."""
        return tuple(middle - self.half for middle in self.middles)


class Above(NamedTuple):
    """The words above a bar: the title, and the rest below it or `beside` it on the same line."""

    title: list[str]
    rest: list[str]
    beside: bool

    @property
    def high(self) -> int:
        """How many lines they take."""
        return len(self.title) + len(self.rest) - self.beside


def bars(rows: Sequence[Row], end: float, fmt: ValueFormat, texts: Texts, setting: Setting) -> Chart:
    """Return rows of bars on a common scale from zero to `end`."""
    lines = _lines(rows, setting)
    plane, axis, grid = _plane(rows, lines, end, (texts, setting.look), fmt)
    solid = [_outlines(rows, grid, setting), _solids(rows, grid, setting)]
    notes = []
    for row, above, middle, top in zip(rows, lines, grid.middles, grid.tops, strict=True):
        notes += _words(row, above, (middle, top), plane)
    layout = {
        "xaxis": axis,
        "yaxis": style.axis(plane.look, plane.y),
        "barmode": "overlay",
        "annotations": notes,
        "shapes": [*_dashed(rows, grid, setting), *_joints(rows, grid, setting)],
    }
    return chart(replace(setting, look=plane.look), plane, texts, solid, layout)


def _plane(
    rows: Sequence[Row],
    lines: Sequence[Above],
    end: float,
    frame: tuple[Texts, Look],
    fmt: ValueFormat,
) -> tuple[Plane, Layout, Grid]:
    """Return the plot's place in the frame, its axis of values and the places of the rows."""
    (texts, look), size = frame, frame[1].text - 1
    ticks = axes.steps(0, end, 3 if look.narrow else 5, whole=fmt.is_count)
    names = [fmt.bare(tick, axes.decimals(ticks)) for tick in ticks]
    edge = margins(look, texts, (SIDE, max(SIDE, labels.width(names[-1], size) / 2 + 4)), below=28, above=10)
    natural = _THICK + max((one.high for one in lines), default=1) * size * labels.LINE + 20
    tall = row_height(look, edge, natural, len(rows))
    height = round(edge["t"] + edge["b"] + tall * max(1, len(rows)))
    plane = Plane((0.0, end * 1.001 or 1.0), (len(rows) - 0.5, -0.5), edge, replace(look, height=height))
    axis = style.axis(look, plane.x, ticks, names) | {"showgrid": True, "ticklabeloverflow": "allow"}
    half = (_THICK + 0.5 * (tall - natural)) / tall / 2
    return plane, axis, Grid(half, tuple(n + 0.5 - half - 6 / tall for n in range(len(rows))))


def _dashed(rows: Sequence[Row], grid: Grid, setting: Setting) -> list[Layout]:
    """Return the dashed bars."""
    line = {"color": setting.theme.rival, "width": 1.6, "dash": "5px,3px"}
    shape = {"type": "rect", "xref": "x", "yref": "y", "layer": "below", "line": line}
    shape |= {"fillcolor": style.faded(setting.theme.rival, 0.08)}
    return [
        shape | {"x0": row.start, "x1": row.start + row.loose, "y0": y - grid.half, "y1": y + grid.half}
        for row, y in zip(rows, grid.middles, strict=True)
        if row.loose is not None
    ]


def _joints(rows: Sequence[Row], grid: Grid, setting: Setting) -> list[Layout]:
    """Return thin lines from the end of a bar to the bar below that starts there."""
    line = {"color": setting.theme.axis, "width": 1, "dash": "dot"}
    shape = {"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line}
    return [
        shape | {"x0": lower.start, "x1": lower.start, "y0": above + grid.half, "y1": under - grid.half}
        for (upper, lower), (above, under) in zip(pairwise(rows), pairwise(grid.middles), strict=True)
        if upper.promised and lower.start == upper.start + upper.promised
    ]


def _lines(rows: Sequence[Row], setting: Setting) -> list[Above]:
    """Return the words above each bar, title first, wrapped to the width of the picture."""
    look = setting.look
    size, room = look.text - 1, look.width - 2 * SIDE
    found = []
    for row in rows:
        if labels.width(f"{row.title}   {row.line}", size) * 1.06 <= room:
            found.append(Above([row.title], [row.line], beside=True))
        else:
            title, rest = labels.wrap(row.title, size, room / 1.06), labels.wrap(row.line, size, room)
            found.append(Above(title, rest, beside=False))
    return found


def _outlines(rows: Sequence[Row], grid: Grid, setting: Setting) -> Trace:
    """Return the promised lengths."""
    theme = setting.theme
    marker = {"color": style.faded(theme.required, 0.13), "line": {"color": theme.required, "width": 1.6}}
    made = _bar(rows, [row.promised for row in rows], grid)
    return made | {"name": setting.words("chart.line.goals"), "marker": marker, "width": 2 * grid.half}


def _solids(rows: Sequence[Row], grid: Grid, setting: Setting) -> Trace:
    """Return the lengths reached, slimmer than the promised ones around them."""
    colour = setting.theme.observed
    made = _bar(rows, [row.reached for row in rows], grid)
    marker = {"color": colour, "line": {"color": colour, "width": 0}}
    return made | {"name": setting.words("chart.line.observed"), "marker": marker, "width": grid.half}


def _bar(rows: Sequence[Row], lengths: Sequence[float | None], grid: Grid) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(grid.middles),
        "x": list(lengths),
        "base": [row.start for row in rows],
        "customdata": [labels.marked_up([row.title, row.line]) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _words(row: Row, lines: Above, place: tuple[float, float], plane: Plane) -> list[Layout]:
    """Return the line above a bar and the number at its end; `place` is the bar's middle and top."""
    look, theme, (middle, top) = plane.look, plane.look.theme, place
    bold = "<br>".join(f"<b>{labels.safe(line)}</b>" for line in lines.title)
    text = bold + ("   " if lines.beside else "<br>") + labels.marked_up(lines.rest)
    above = {"xref": "paper", "x": 0, "xanchor": "left", "align": "left", "yref": "y", "yanchor": "bottom"}
    above |= {"bgcolor": theme.paper}
    found = [above | {"y": top, "yshift": 3} | note(text, look.text - 1, theme.ink)]
    if row.tag:
        across, _ = plane.pixel(row.end, 0)
        outside = across + labels.width(row.tag, look.text) * 1.1 + 8 < plane.wide
        side = {"xref": "x", "yref": "y", "yanchor": "middle", "x": row.end, "y": middle}
        side |= {"xanchor": "left", "xshift": 6} if outside else {"xanchor": "right", "xshift": -6}
        side |= {"bgcolor": style.faded(theme.paper, 0.85)} if row.reached and not outside else {}
        found.append(side | note(f"<b>{labels.safe(row.tag)}</b>", look.text, theme.target))
    return found

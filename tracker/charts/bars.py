"""Bars: rows of bars with their own line of words above, the promise as an outline, the figure solid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker import style
from tracker.charts import axes, labels
from tracker.charts.canvas import Chart, Layout, Plane, Setting, Texts, Trace, chart, margins, note
from tracker.charts.phrases import Speech

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


def bars(rows: Sequence[Row], end: float, speech: Speech, texts: Texts, setting: Setting) -> Chart:
    """Return rows of bars on a common scale from zero to `end`."""
    look = setting.look
    size, lines = look.text - 1, _lines(rows, setting)
    tall = _THICK + (max((len(one) for one in lines), default=1)) * size * labels.LINE + 20
    ticks = axes.steps(0, end, 3 if look.narrow else 5)
    names = [speech.bare(tick, axes.decimals(ticks)) for tick in ticks]
    right = max(SIDE, labels.width(names[-1], size) / 2 + 4)
    edge = margins(look, texts, (SIDE, right), below=28, above=10)
    height = round(edge["t"] + edge["b"] + tall * max(1, len(rows)))
    sized = replace(setting, look=replace(look, height=height))
    plane = Plane((0.0, end * 1.001 or 1.0), (len(rows) - 0.5, -0.5), edge, sized.look)
    half = _THICK / tall / 2
    base = 0.5 - half - 6 / tall
    data = [_outlines(rows, base, setting), _solids(rows, base, setting)]
    data = [one | {"width": [2 * half * (1.0 if n == 0 else 0.5)] * len(rows)} for n, one in enumerate(data)]
    places = [(n + base, n + base - half) for n in range(len(rows))]
    notes = [one for args in zip(rows, lines, places, strict=True) for one in _words(*args, plane)]
    shapes = [one for args in zip(rows, places, strict=True) for one in _dashed(*args, half, setting)]
    axis = style.axis(look, plane.x, ticks, names) | {"showgrid": True, "ticklabeloverflow": "allow"}
    layout = {"xaxis": axis, "yaxis": style.axis(look, plane.y), "barmode": "overlay"}
    return chart(
        sized,
        plane,
        texts,
        data,
        layout | {"annotations": notes, "shapes": shapes + _joints(rows, places, half, setting)},
    )


def _dashed(row: Row, place: tuple[float, float], half: float, setting: Setting) -> list[Layout]:
    """Return the dashed bar of a row, if it has one."""
    if row.loose is None:
        return []
    line = {"color": setting.theme.rival, "width": 1.6, "dash": "5px,3px"}
    fill = style.faded(setting.theme.rival, 0.08)
    ends = {"x0": row.start, "x1": row.start + row.loose, "y0": place[0] - half, "y1": place[0] + half}
    return [
        {"type": "rect", "xref": "x", "yref": "y", "layer": "below", "line": line, "fillcolor": fill} | ends
    ]


def _joints(
    rows: Sequence[Row], places: Sequence[tuple[float, float]], half: float, setting: Setting
) -> list[Layout]:
    """Return thin lines from the end of a bar to the bar below that starts there."""
    line = {"color": setting.theme.axis, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line}
        | {"x0": lower.start, "x1": lower.start, "y0": above[0] + half, "y1": under[0] - half}
        for (upper, lower), (above, under) in zip(pairwise(rows), pairwise(places), strict=True)
        if upper.promised and lower.start == upper.start + upper.promised
    ]


def _lines(rows: Sequence[Row], setting: Setting) -> list[list[str]]:
    """Return the words above each bar, title first, wrapped to the width of the picture."""
    look = setting.look
    size, room = look.text - 1, look.width - 2 * SIDE
    found = []
    for row in rows:
        both = f"{row.title}   {row.line}"
        if labels.width(both, size) * 1.06 <= room:
            found.append([both])
        else:
            found.append(
                [labels.shorten(row.title, size, room / 1.06), *labels.wrap(row.line, size, room, most=2)]
            )
    return found


def _outlines(rows: Sequence[Row], base: float, setting: Setting) -> Trace:
    theme = setting.theme
    marker = {"color": style.faded(theme.required, 0.13), "line": {"color": theme.required, "width": 1.6}}
    return _bar(setting.words("chart.line.goals"), rows, [row.promised for row in rows], marker, base)


def _solids(rows: Sequence[Row], base: float, setting: Setting) -> Trace:
    theme = setting.theme
    marker = {"color": theme.observed, "line": {"color": theme.observed, "width": 0}}
    return _bar(setting.words("chart.line.observed"), rows, [row.reached for row in rows], marker, base)


def _bar(
    name: str, rows: Sequence[Row], lengths: Sequence[float | None], marker: Layout, base: float
) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [n + base for n in range(len(rows))],
        "x": list(lengths),
        "base": [row.start for row in rows],
        "marker": marker,
        "customdata": [labels.marked_up([row.title, row.line]) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _words(row: Row, lines: Sequence[str], place: tuple[float, float], plane: Plane) -> list[Layout]:
    """Return the line above a bar and the number at its end; `place` is the bar's middle and top."""
    look, theme, (middle, top) = plane.look, plane.look.theme, place
    title = row.title if lines[0].startswith(row.title) else lines[0]
    rest = [lines[0][len(title) :].strip(), *lines[1:]]
    text = f"<b>{labels.safe(title)}</b>" + ("   " if rest[0] else "")
    text += "<br>".join(labels.safe(line) for line in rest)
    above = {"xref": "paper", "x": 0, "xanchor": "left", "align": "left", "yref": "y", "yanchor": "bottom"}
    above |= {"bgcolor": theme.paper}
    found = [above | {"y": top, "yshift": 3} | note(text, look.text - 1, theme.ink)]
    if row.tag:
        across, _ = plane.pixel(row.end, 0)
        outside = across + labels.width(row.tag, look.text) * 1.1 + 8 < plane.wide
        side = {"xref": "x", "yref": "y", "yanchor": "middle", "x": row.end, "y": middle}
        side |= {"xanchor": "left", "xshift": 6} if outside else {"xanchor": "right", "xshift": -6}
        found.append(side | note(f"<b>{labels.safe(row.tag)}</b>", look.text, theme.target))
    return found

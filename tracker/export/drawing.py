"""Drawing: a chart as SVG without a browser, from the same figure that the page draws with Plotly.

Only what the charts of this product use is known: lines, markers, filled areas, bars across,
straight shapes, rectangles and notes. Anything else raises, so that no picture is silently poorer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from math import hypot
from typing import Any

from tracker.charts import Chart, labels
from tracker.export.content import literal
from tracker.export.marks import Marker, Text, block, element, escape, number, path, stacked, symbols

_ACROSS = {"left": "start", "center": "middle", "right": "end"}
Piece = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The layout of a figure with its size in pixels."""

    layout: Piece
    width: float
    height: float

    def axis(self, name: str) -> Piece:
        """Return the axis that a trace calls x, y2 and so on."""
        found: Piece = self.layout[f"{name[0]}axis{name[1:]}"]
        return found

    def box(self, name: str) -> tuple[float, float]:
        """Return the pixels at the low and high end of an axis."""
        margin = self.layout["margin"]
        low, high = self.axis(name).get("domain", (0, 1)) if name else (0, 1)
        if name[:1] == "x":
            wide = self.width - margin["l"] - margin["r"]
            return margin["l"] + low * wide, margin["l"] + high * wide
        tall = self.height - margin["t"] - margin["b"]
        return margin["t"] + (1 - low) * tall, margin["t"] + (1 - high) * tall

    def along(self, name: str) -> Callable[[float], float]:
        """Return what tells where a value lies along an axis."""
        start, end = self.box(name)
        first, last = self.axis(name)["range"]
        return lambda value: float(start + (value - first) / (last - first) * (end - start))

    def pixel(self, name: str, value: float) -> float:
        """Return where a value lies along an axis."""
        return self.along(name)(value)

    def paper(self, side: str, share: float) -> float:
        """Return where a share of the whole plot lies."""
        margin = self.layout["margin"]
        if side == "x":
            return float(margin["l"] + share * (self.width - margin["l"] - margin["r"]))
        return float(margin["t"] + (1 - share) * (self.height - margin["t"] - margin["b"]))

    def place(self, side: str, ref: str, value: float) -> float:
        """Return the pixel of a value that is given on an axis, on its domain, or on the paper."""
        if ref == "paper":
            return self.paper(side, value)
        if ref.endswith(" domain"):
            start, end = self.box(ref.removesuffix(" domain"))
            return start + value * (end - start)
        return self.pixel(ref, value)


def svg(chart: Chart, width: float, *, standalone: bool = True) -> str:
    """Return a chart as SVG.

    Args:
        chart: the chart; its layout names the height.
        width: pixels for which it was laid out.
        standalone: a file of its own, with title and description; otherwise a part of a page.
    """
    layout = chart.figure["layout"]
    frame = _Frame(layout, width, layout["height"])
    alt = literal(chart.alt)
    head = f"<title>{escape(literal(chart.headline))}</title><desc>{escape(alt)}</desc>" if standalone else ""
    drawn = "".join(
        (
            head,
            element("rect", width=width, height=frame.height, fill=layout["paper_bgcolor"]),
            *_axes(frame),
            *(_shape(one, frame) for one in layout.get("shapes", ())),
            *(_trace(one, frame) for one in chart.figure["data"]),
            *(_note(one, frame) for one in layout.get("annotations", ())),
        )
    )
    size = {"width": width, "height": frame.height} if standalone else {}
    return element(
        "svg",
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(frame.height)}",
        role="img",
        aria_label=alt,
        font_family=layout["font"]["family"],
        **size,
    )


def _axes(frame: _Frame) -> Iterable[str]:
    for key, axis in frame.layout.items():
        if key.startswith(("xaxis", "yaxis")) and axis.get("visible", True):
            other = axis.get("anchor") or ("y" if key[0] == "x" else "x") + key[5:]
            yield _axis(key[0] + key[5:], axis, other, frame)


def _axis(name: str, axis: Piece, other: str, frame: _Frame) -> str:
    """Return grid, line, ticks and their words of one axis."""
    (foot, far), (start, end), across = frame.box(other), frame.box(name), name[0] == "x"
    place, size = frame.along(name), axis["tickfont"]["size"]
    ruled: dict[str, str] = {}  # the lines of one colour
    words = []
    for value in axis.get("minor", {}).get("tickvals", ()):
        at, minor = place(value), axis["minor"]
        if minor["showgrid"]:
            _rule(ruled, minor["gridcolor"], at, (foot, far), upright=True)
        _rule(ruled, minor["tickcolor"], at, (foot, foot + minor["ticklen"]), upright=True)
    tick = 5 if axis.get("ticks") == "outside" else 0
    below = tick or axis.get("ticklabelstandoff", 0)
    for value, text in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True):
        at = place(value)
        if not min(start, end) - 1 <= at <= max(start, end) + 1:
            continue
        if axis.get("showgrid"):
            _rule(ruled, axis["gridcolor"], at, (foot, far), upright=across)
        if tick:
            edge = (foot, foot + tick) if across else (foot - tick, foot)
            _rule(ruled, axis["tickcolor"], at, edge, upright=across)
        spot = (at, foot + below + 3 + size) if across else (foot - tick - 4, at + size * 0.35)
        words.append(stacked([escape(part) for part in _plain(text)], spot, size * 1.3))
    if axis.get("showline"):
        _rule(ruled, axis["linecolor"], foot, (start, end), upright=not across)
    lines = "".join(element("path", d=drawn, stroke=colour) for colour, drawn in ruled.items())
    if not words:
        return lines
    paint = {"font_size": size, "fill": axis["tickfont"]["color"]}
    return lines + element("g", "".join(words), text_anchor="middle" if across else "end", **paint)


def _rule(ruled: dict[str, str], colour: str, at: float, ends: tuple[float, float], *, upright: bool) -> None:
    """Add a straight line at one place to the lines of its colour."""
    first, last = map(number, ends)
    line = f"M{number(at)},{first}V{last}" if upright else f"M{first},{number(at)}H{last}"
    ruled[colour] = ruled.get(colour, "") + line


def _plain(text: str) -> list[str]:
    return [literal(unescape(part)) or " " for part in text.split("<br>")]


def _line(ends: tuple[float, float, float, float], colour: str, width: float, dash: str | None = None) -> str:
    x1, y1, x2, y2 = ends
    return element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=colour,
        stroke_width=width if width != 1 else None,
        stroke_dasharray=_dashes(dash, width),
    )


def _dashes(dash: str | None, width: float) -> str | None:
    """Return the dash pattern of a line as Plotly draws it."""
    if dash in (None, "solid"):
        return None
    unit = max(3.0, width)
    known = {"dash": (3 * unit, 3 * unit), "dot": (unit, unit), "longdash": (5 * unit, 5 * unit)}
    if dash in known:
        return ",".join(number(part) for part in known[dash])
    return str(dash).replace("px", "")


def _shape(shape: Piece, frame: _Frame) -> str:
    xs = [frame.place("x", shape.get("xref", "x"), shape[key]) for key in ("x0", "x1")]
    ys = [frame.place("y", shape.get("yref", "y"), shape[key]) for key in ("y0", "y1")]
    line = shape.get("line", {})
    if shape["type"] == "line":
        return _line((xs[0], ys[0], xs[1], ys[1]), line["color"], line.get("width", 2), line.get("dash"))
    if shape["type"] != "rect":
        raise ValueError(f"a shape of type {shape['type']} cannot be drawn")
    return element(
        "rect",
        x=min(xs),
        y=min(ys),
        width=abs(xs[1] - xs[0]),
        height=abs(ys[1] - ys[0]),
        fill=shape.get("fillcolor", "none"),
        stroke=line.get("color") if line.get("width", 2) else None,
        stroke_width=line.get("width", 2) or None,
        stroke_dasharray=_dashes(line.get("dash"), line.get("width", 2)),
    )


def _trace(trace: Piece, frame: _Frame) -> str:
    if trace["type"] == "bar" and trace.get("orientation") == "h":
        return _bars(trace, frame)
    if trace["type"] != "scatter":
        raise ValueError(f"a trace of type {trace['type']} cannot be drawn")
    across, down = frame.along(trace.get("xaxis", "x")), frame.along(trace.get("yaxis", "y"))
    spots = [
        None if x is None or y is None else (across(x), down(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    mode = trace.get("mode", "lines")
    found = _strokes(trace, spots) if "lines" in mode else ""
    return found + (_markers(trace, spots) if "markers" in mode else "")


def _strokes(trace: Piece, spots: Sequence[tuple[float, float] | None]) -> str:
    """Return the lines of a trace, broken where a value is missing, and the area inside them."""
    line, drawn = trace.get("line", {}), ""
    for present, run in groupby(spots, key=lambda spot: spot is not None):
        points = [spot for spot in run if spot is not None]
        if not present or len(points) < 2:
            continue
        if trace.get("fill") == "toself":
            drawn += element("path", d=path(points, closed=True), fill=trace["fillcolor"])
        if line.get("width", 2):
            drawn += element(
                "path",
                d=path(points),
                fill="none",
                stroke=line["color"],
                stroke_width=line.get("width", 2),
                stroke_dasharray=_dashes(line.get("dash"), line.get("width", 2)),
                stroke_linejoin="round",
            )
    return drawn


def _markers(trace: Piece, spots: Sequence[tuple[float, float] | None]) -> str:
    marker, edge = trace["marker"], trace["marker"].get("line", {})
    found = []
    for at, spot in enumerate(spots):
        if spot is not None:
            one = Marker(
                _nth(marker.get("symbol", "circle"), at),
                _nth(marker.get("size", 6), at),
                _nth(marker["color"], at),
                _nth(edge.get("color", marker["color"]), at),
                _nth(edge.get("width", 0), at),
            )
            found.append((one, *spot))
    return symbols(found)


def _nth(value: Any, at: int) -> Any:
    """Return the value for one marker: lists hold one for each, anything else is for all."""
    return value[at] if isinstance(value, (list, tuple)) else value


def _bars(trace: Piece, frame: _Frame) -> str:
    marker, drawn = trace["marker"], ""
    edge = marker.get("line", {})
    for at, (length, middle) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if length is None:
            continue
        start, half = _nth(trace.get("base", 0), at), _nth(trace.get("width", 0.8), at) / 2
        xs = [frame.pixel("x", value) for value in (start, start + length)]
        ys = [frame.pixel("y", value) for value in (middle - half, middle + half)]
        drawn += element(
            "rect",
            x=min(xs),
            y=min(ys),
            width=abs(xs[1] - xs[0]),
            height=abs(ys[1] - ys[0]),
            fill=_nth(marker["color"], at),
            stroke=_nth(edge.get("color"), at) if edge.get("width") else None,
            stroke_width=edge.get("width") or None,
        )
    return drawn


def _note(note: Piece, frame: _Frame) -> str:
    """Return a note of the figure: a text pinned to a value or to the paper, moved by pixels."""
    x = frame.place("x", note.get("xref", "x"), note["x"]) + note.get("xshift", 0)
    y = frame.place("y", note.get("yref", "y"), note["y"]) - note.get("yshift", 0)
    tie = _tie(note, x, y) if note.get("showarrow") else ""
    x, y = (x + note["ax"], y + note["ay"]) if note.get("showarrow") else (x, y)
    text = Text(
        note["text"],
        note["font"]["size"],
        _ACROSS[note.get("xanchor", "center")],
        note.get("yanchor", "middle"),
        note["font"]["color"],
        note.get("bgcolor", ""),
    )
    return tie + block(text, x, y)


def _tie(note: Piece, x: float, y: float) -> str:
    """Return the thin line from the edge of a note to the point that it belongs to, as a browser draws it."""
    lines, size = note["text"].replace("<b>", "").replace("</b>", "").split("<br>"), note["font"]["size"]
    wide = max(labels.width(unescape(line), size) for line in lines)
    wide *= 1.06 if "<b>" in note["text"] else 1.0
    high, at = len(lines) * size * labels.LINE, x + note["ax"]
    left = {"left": at, "center": at - wide / 2, "right": at - wide}[note.get("xanchor", "center")]
    top = y + note["ay"] - high / 2
    across, down = min(max(x, left), left + wide) - x, min(max(y, top), top + high) - y
    near = min(1.0, note.get("standoff", 0) / max(1.0, hypot(across, down)))
    ends = (x + across, y + down, x + across * near, y + down * near)
    return _line(ends, note["arrowcolor"], note.get("arrowwidth", 1))

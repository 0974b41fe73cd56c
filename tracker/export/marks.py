"""Marks: the symbols and the lines of text of a picture, as SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from tracker.charts import labels
from tracker.export.content import literal

_TOKENS = re.compile(r"(<br>|</?b>)")
_UNSAFE = re.compile(r"[&<>\"\n\r\t]")
_SAFE = {ord(sign): f"&#{ord(sign)};" for sign in "\n\r\t"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}
"""Quotes are written so in texts as well: what looks like an attribute of a shape is always one."""
_ASCENT, _DESCENT = 0.93, 0.24
# Outlines of symbols around the origin, for a marker of radius 1; their areas look alike.
_OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1.155), (1.155, 0.577), (-1.155, 0.577)),
    "triangle-down": ((0, 1.155), (-1.155, -0.577), (1.155, -0.577)),
    "triangle-left": ((-1.155, 0), (0.577, -1.155), (0.577, 1.155)),
    "triangle-right": ((1.155, 0), (-0.577, 1.155), (-0.577, -1.155)),
    "arrow-up": ((0, -1.3), (1.05, 0.95), (-1.05, 0.95)),
    "arrow-down": ((0, 1.3), (-1.05, -0.95), (1.05, -0.95)),
    "arrow-right": ((1.3, 0), (-0.95, 1.05), (-0.95, -1.05)),
    "pentagon": ((0, -1.15), (1.09, -0.36), (0.68, 0.93), (-0.68, 0.93), (-1.09, -0.36)),
    "hexagon": ((1, -0.577), (1, 0.577), (0, 1.155), (-1, 0.577), (-1, -0.577), (0, -1.155)),
    "hourglass": ((-1, -1), (1, -1), (-1, 1), (1, 1)),
    "star": (
        (0, -1.4),
        (0.314, -0.433),
        (1.331, -0.433),
        (0.509, 0.165),
        (0.823, 1.133),
        (0, 0.535),
        (-0.823, 1.133),
        (-0.509, 0.165),
        (-1.331, -0.433),
        (-0.314, -0.433),
    ),
    "x": (
        (0, -0.57),
        (0.57, -1.13),
        (1.13, -0.57),
        (0.57, 0),
        (1.13, 0.57),
        (0.57, 1.13),
        (0, 0.57),
        (-0.57, 1.13),
        (-1.13, 0.57),
        (-0.57, 0),
        (-1.13, -0.57),
        (-0.57, -1.13),
    ),
}
_STROKES: dict[str, str] = {"line-ew": "M{l},{y}H{r}", "x-thin": "M{l},{t}L{r},{b}M{l},{b}L{r},{t}"}


def number(value: float) -> str:
    """Return a length with one decimal at most: no screen shows the twentieth of a pixel."""
    if isinstance(value, int):
        return str(value)
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def escape(text: str) -> str:
    """Return a text as SVG that shows it literally, between tags as within an attribute."""
    return text.translate(_SAFE) if _UNSAFE.search(text) else text


def element(name: str, inside: str = "", /, **attributes: float | str | None) -> str:
    """Return an SVG element; underscores in names become hyphens, None is left out."""
    written = ""
    for key, value in attributes.items():
        if isinstance(value, str):
            written += f' {_hyphened(key)}="{escape(value)}"'
        elif value is not None:
            written += f' {_hyphened(key)}="{number(value)}"'
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


@cache
def _hyphened(key: str) -> str:
    return key.replace("_", "-")


def path(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the commands for a line through points."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points) + ("Z" if closed else "")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as Plotly names it: symbol, diameter, colour, and colour and width of its edge."""

    symbol: str
    size: float
    colour: str
    edge: str
    width: float

    @property
    def base(self) -> str:
        """The symbol without its endings for one with a dot in it and for open ones."""
        return self.symbol.removesuffix("-dot").removesuffix("-open")

    @property
    def paint(self) -> dict[str, float | str]:
        """Fill and stroke; of an open marker only the outline is drawn, in the colour of the marker."""
        filled = self.base == self.symbol and self.base not in (*_STROKES, "circle-cross")
        if filled and not self.width:
            return {"fill": self.colour}
        thick = {} if self.width in (0, 1) else {"stroke_width": self.width}
        if filled:
            return {"fill": self.colour, "stroke": self.edge, **thick}
        stroke = self.edge if self.base == "x-thin" else self.colour
        return {"fill": "none", "stroke": stroke, **thick}


def symbol(marker: Marker, x: float, y: float) -> str:
    """Return a marker at a point.

    Raises:
        KeyError: the symbol is not known here.
    """
    if marker.symbol.endswith("-dot"):
        inner = element("circle", cx=x, cy=y, r=max(1.0, marker.size / 7), fill=marker.colour)
        return symbol(replace(marker, symbol=marker.symbol.removesuffix("-dot")), x, y) + inner
    return _outline(marker, x, y, **marker.paint)


def symbols(found: Sequence[tuple[Marker, float, float]]) -> str:
    """Return markers at their points; those of one paint that follow each other say it once."""
    drawn = ""
    for paint, run in groupby(found, key=lambda one: one[0].paint):
        some = list(run)
        if len(some) == 1 or any(marker.symbol.endswith("-dot") for marker, _, _ in some):
            drawn += "".join(symbol(*one) for one in some)
        else:
            drawn += element("g", "".join(_outline(*one) for one in some), **paint)
    return drawn


def _outline(marker: Marker, x: float, y: float, **paint: float | str) -> str:
    base, radius = marker.base, marker.size / 2
    if base in ("circle", "circle-cross"):
        ring = element("circle", cx=x, cy=y, r=radius, **paint)
        across = f"M{number(x - radius)},{number(y)}h{number(marker.size)}"
        cross = f"{across}M{number(x)},{number(y - radius)}v{number(marker.size)}"
        return ring + (element("path", d=cross, **paint) if base == "circle-cross" else "")
    if base in _STROKES:
        wide = radius * (1.4 if base == "line-ew" else 1)
        ends = {"l": x - wide, "r": x + wide, "t": y - wide, "b": y + wide, "y": y}
        drawn = _STROKES[base].format(**{key: number(one) for key, one in ends.items()})
        return element("path", d=drawn, **paint)
    outline = [(x + dx * radius, y + dy * radius) for dx, dy in _OUTLINES[base]]
    return element("path", d=path(outline, closed=True), **paint)


def lines(text: str) -> list[list[tuple[str, bool]]]:
    """Return the lines of a chart's text as pieces, each with whether it is bold."""
    found: list[list[tuple[str, bool]]] = [[]]
    bold = False
    for token in _TOKENS.split(text):
        if token == "<br>":
            found.append([])
        elif token in ("<b>", "</b>"):
            bold = token == "<b>"
        elif token:
            found[-1].append((html.unescape(token), bold))
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a chart, with line breaks and bold, and how it lies at its point.

    Attributes:
        across, down: which part of it lies at the point: start, middle or end; top, middle or bottom.
        paper: the colour behind it; empty for none.
    """

    text: str
    size: float
    across: str
    down: str
    colour: str
    paper: str = ""


def block(text: Text, x: float, y: float) -> str:
    """Return a text at a point."""
    rows, size = lines(text.text), text.size
    tall = (_ASCENT + _DESCENT + (len(rows) - 1) * labels.LINE) * size
    top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[text.down]
    bold = all(is_bold for row in rows for _, is_bold in row) and any(rows)
    told = ["".join(_piece(piece, is_bold and not bold) for piece, is_bold in row) for row in rows]
    back = ""
    if text.paper:
        wide = max(sum(labels.width(piece, size) for piece, _ in row) for row in rows) * 0.94
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.across]
        back = element("rect", x=left, y=top, width=wide, height=tall, fill=text.paper)
    return back + stacked(
        told,
        (x, top + _ASCENT * size),
        labels.LINE * size,
        font_size=size,
        fill=text.colour,
        font_weight="bold" if bold else None,
        text_anchor=text.across if text.across != "start" else None,
    )


def stacked(told: Sequence[str], at: tuple[float, float], step: float, **paint: float | str | None) -> str:
    """Return lines of escaped text below each other, the first at a point; a single one needs no parts."""
    x, y = at
    if len(told) == 1:
        return element("text", told[0] or " ", **paint, x=x, y=y)
    inside = (element("tspan", line or " ", x=x, y=y + row * step) for row, line in enumerate(told))
    return element("text", "".join(inside), **paint)


def _piece(text: str, bold: bool) -> str:
    shown = escape(_spaced(text))
    return element("tspan", shown, font_weight="bold") if bold else shown


def _spaced(text: str) -> str:
    """Return a text whose outer and repeated spaces are kept."""
    kept = literal(text)
    lead, tail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return "\u00a0" * lead + kept + "\u00a0" * (tail if kept else 0)

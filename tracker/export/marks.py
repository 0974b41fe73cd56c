"""Marks: the symbols and the lines of text of a picture, as SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tracker.charts import labels
from tracker.export.content import literal

_TOKENS = re.compile(r"(<br>|</?b>)")
_ASCENT, _DESCENT = 0.93, 0.24
# Outlines of symbols around the origin, for a marker of radius 1; their areas look alike.
_OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1.155), (1.155, 0.577), (-1.155, 0.577)),
    "triangle-down": ((0, 1.155), (-1.155, -0.577), (1.155, -0.577)),
    "triangle-left": ((-1.155, 0), (0.577, -1.155), (0.577, 1.155)),
    "triangle-right": ((1.155, 0), (-0.577, 1.155), (-0.577, -1.155)),
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
    """Return a length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, inside: str = "", **attributes: float | str | None) -> str:
    """Return an SVG element; underscores in names become hyphens, None is left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value) if isinstance(value, (int, float)) else value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def path(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the commands for a line through points."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points) + ("Z" if closed else "")


def symbol(name: str, x: float, y: float, size: float, colour: str, edge: tuple[str, float]) -> str:
    """Return a marker; of an open one only the outline is drawn, in the colour of the marker.

    Raises:
        KeyError: the symbol is not known here.
    """
    base, radius = name.removesuffix("-open"), size / 2
    paint: dict[str, float | str | None] = {"fill": colour, "stroke": edge[0], "stroke_width": edge[1]}
    if base != name or base in _STROKES or base == "circle-cross":
        paint = {"fill": "none", "stroke": colour if base != "x-thin" else edge[0], "stroke_width": edge[1] or 1}
    if base in ("circle", "circle-cross"):
        ring = element("circle", cx=x, cy=y, r=radius, **paint)
        cross = f"M{number(x - radius)},{number(y)}h{number(size)}M{number(x)},{number(y - radius)}v{number(size)}"
        return ring + (element("path", d=cross, **paint) if base == "circle-cross" else "")
    if base in _STROKES:
        wide = radius * (1.4 if base == "line-ew" else 1)
        ends = {"l": x - wide, "r": x + wide, "t": y - wide, "b": y + wide, "y": y}
        return element("path", d=_STROKES[base].format(**{key: number(one) for key, one in ends.items()}), **paint)
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


def block(text: str, x: float, y: float, size: float, look: dict[str, str]) -> str:
    """Return a block of text at a point.

    Args:
        text: with the marks of a chart: line breaks and bold.
        x, y: the point in pixels.
        size: of the text in pixels.
        look: `across` (start, middle, end), `down` (top, middle, bottom), `colour`, `paper` behind the text.
    """
    rows = lines(text)
    tall = (_ASCENT + _DESCENT + (len(rows) - 1) * labels.LINE) * size
    top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[look["down"]]
    inside = ""
    for at, row in enumerate(rows):
        pieces = "".join(_piece(piece, is_bold) for piece, is_bold in row)
        inside += element("tspan", pieces or " ", x=x, y=top + (_ASCENT + at * labels.LINE) * size)
    back = _backing(rows, x, top, size, tall, look) if look.get("paper") else ""
    return back + element("text", inside, font_size=size, fill=look["colour"], text_anchor=look["across"])


def _piece(text: str, bold: bool) -> str:
    shown = escape(_spaced(text))
    return element("tspan", shown, font_weight="bold") if bold else shown


def _spaced(text: str) -> str:
    """Return a text whose outer and repeated spaces are kept."""
    kept = literal(text)
    lead, tail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return "\u00a0" * lead + kept + "\u00a0" * (tail if kept else 0)


def _backing(
    rows: Sequence[Sequence[tuple[str, bool]]], x: float, top: float, size: float, tall: float, look: dict[str, str]
) -> str:
    wide = max(sum(labels.width(piece, size) for piece, _ in row) for row in rows) * 0.94
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[look["across"]]
    return element("rect", x=left, y=top, width=wide, height=tall, fill=look["paper"])

"""Pictures: a chart drawn once, as a file of its own and as a part of a page that turns dark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker import hypertext, style
from tracker.charts import Chart
from tracker.export import drawing
from tracker.markup import Html, joined, tag
from tracker.style import Look
from tracker.telling.blocks import Picture

WIDTH, HEIGHT = 720, 430
NARROW = 360
"""The chart for a frame as narrow as a phone."""
_OWN = ("target", "rival", "today")
_HEAD = re.compile(
    r"^<svg xmlns=\"[^\"]*\"([^>]*?) font-family=\"[^\"]*\" width=\"[\d.]+\" height=\"[\d.]+\">.*?</desc>",
    re.DOTALL,
)
"""What a page says already, or has no use for."""
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6}|rgba\((\d+), (\d+), (\d+), ([\d.]+)\))"')


def drawn(picture: Picture, width: int = WIDTH) -> tuple[Chart, str]:
    """Return a chart and its file: an SVG in light colours with title and description."""
    chart = picture.draw(Look(style.LIGHT, width, HEIGHT, still=True))
    return chart, drawing.svg(chart, width)


def height(svg: str) -> float:
    """Return the height of the file of a chart in pixels."""
    return float(svg.partition(' height="')[2].partition('"')[0])


@lru_cache(maxsize=8)
def inline(svg: str) -> str:
    """Return the file of a chart as a part of a page, its colours named by the variables of the theme.

    The page of a target and the one to embed show the same chart.
    """
    svg = _HEAD.sub(r"<svg\1>", svg, count=1)
    painted = {found[0]: found for found in _COLOUR.finditer(svg)}
    for colour, found in painted.items():
        svg = svg.replace(colour, _named(found))
    return svg


def both(wide: str, narrow: str) -> Html:
    """Return the files of a chart for wide screens and for phones as parts of a page; its style shows one."""
    parts = (("wide", wide), ("narrow", narrow))
    return joined(tag("div", Html(inline(svg)), class_=kind) for kind, svg in parts)


def _named(found: re.Match[str]) -> str:
    attribute, whole, *parts, opacity = found.groups()
    colour = whole if opacity is None else "#" + "".join(f"{int(part):02x}" for part in parts)
    name = _VARIABLES.get(colour)
    if name is None:
        return found[0]
    faded = "" if opacity is None else f' {attribute}-opacity="{opacity}"'
    return f'{attribute}="var(--{name})"{faded}'


def variables(theme: style.Theme) -> dict[str, str]:
    """Return the colours that only charts use as CSS variables by their names."""
    return {name: getattr(theme, name) for name in _OWN}


def _by_colour(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, colour in pairs:
        found.setdefault(colour, name)
    return found


_VARIABLES = _by_colour([*hypertext.variables(style.LIGHT).items(), *variables(style.LIGHT).items()])

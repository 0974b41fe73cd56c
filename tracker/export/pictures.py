"""Pictures: one chart as PNG, SVG or PDF in the shape and look of a briefing.

Headline, source line, day of assessment and address are part of the picture, so that it can be
traced back wherever it is pasted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Literal

from tracker.charts import Chart
from tracker.export import charted, drawing
from tracker.export.briefing import SHAPES, Briefing, Step, quiet
from tracker.export.browser import Browser, UnavailableError
from tracker.export.charted import Draw
from tracker.export.content import literal

Form = Literal["png", "svg", "pdf"]
SCALE = 2
"""Pixels of a PNG for each pixel of its shape."""
_PACKED = 6
"""How hard a PNG is packed: 9 takes nine times as long for a file that is a fifteenth smaller."""


def picture(draw: Draw, form: Form, briefing: Briefing, browser: Browser | None, address: str = "") -> bytes:
    """Return a chart as a file.

    Args:
        draw: draws the chart for a look.
        form: SVG needs no browser.
        briefing: its shape, look and day.
        browser: draws PNG and prints PDF.
        address: the link to the exact view; written below the source line.

    Raises:
        UnavailableError: the form needs a browser and there is none.
    """
    chart, width = charted.fitted(draw, briefing.look, address)
    height = chart.figure["layout"]["height"]
    if form == "svg":
        return drawing.svg(chart, width).encode()
    if browser is None:
        raise UnavailableError("export.no_browser")
    if form == "png":
        return browser.picture(chart.figure, width, height, SCALE * SHAPES[briefing.shape][0] / width)
    from tracker.export import bound

    printed = browser.printed(_page(chart, width, briefing))
    return bound.bound([bound.Part(printed)], bound.imprint(briefing, literal(chart.headline)))


def draft(chart: Chart, width: int, briefing: Briefing, browser: Browser) -> bytes:
    """Return a chart as a large PNG, drawn from the SVG of pages and prints: Plotly takes thrice as long.

    Raises:
        UnavailableError: the browser cannot be started, or it failed.
    """
    height = round(chart.figure["layout"]["height"])
    return browser.drawn(_page(chart, width, briefing), width, height, SCALE, is_draft=True)


def packed(data: bytes) -> bytes:
    """Return a PNG with a palette of 256 colours, more than a chart needs."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as drawn:
        few = drawn.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(out, "PNG", compress_level=_PACKED)
    return out.getvalue()


def _page(chart: Chart, width: float, briefing: Briefing) -> str:
    """Return a page that holds nothing but a chart."""
    sheet = (
        f"@page{{size:{width}px {chart.figure['layout']['height']}px;margin:0}}"
        "body{margin:0;font-variant-ligatures:none}svg{display:block}"
    )
    return (
        f'<!DOCTYPE html><html lang="{briefing.words.language}"><head><meta charset="utf-8">'
        f"<title>{escape(literal(chart.headline))}</title><style>{sheet}</style></head>"
        f"<body>{drawing.svg(chart, width, standalone=False)}</body></html>"
    )


def pictures(
    briefing: Briefing, form: Form, browser: Browser | None = None, step: Step = quiet
) -> Iterator[tuple[str, bytes]]:
    """Yield every picture of a briefing with a name for its file, all targets on one scale first.

    Raises:
        UnavailableError: the form needs a browser and there is none.
    """
    wanted: list[tuple[str, str, Draw]] = []
    for assessment in briefing.assessments:
        drawn = charted.pictures(assessment, briefing)
        for name, draw in drawn:
            own = assessment.id if len(drawn) == 1 else f"{assessment.id}_{name}"
            link = briefing.target_address(assessment.id) if briefing.reachable else ""
            wanted.append((own, link, draw))
    whole = charted.overview(briefing)
    if whole and len(briefing.assessments) > 1:
        wanted.insert(0, ("_overview", briefing.followed, whole))
    for at, (name, address, draw) in enumerate(wanted, 1):
        step(at, len(wanted), name)
        yield name, picture(draw, form, briefing, browser, address)

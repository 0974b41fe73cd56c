"""Charted: which charts a target has, laid out for a format, with day and address inside the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from tracker import charts, printed, style
from tracker.charts import Chart, labels
from tracker.charts.canvas import Setting, note
from tracker.export.briefing import Briefing
from tracker.progress import Assessment
from tracker.style import Look
from tracker.telling.target import PAINTED, PICTURES, spread

Draw = Callable[[Look], Chart]
_TRIES = 6


def pictures(assessment: Assessment, briefing: Briefing) -> list[tuple[str, Draw]]:
    """Return the charts of a target, each with a name and a function that draws it for a look."""
    measured = assessment.kind == "indicator"
    if spread(assessment) or not (assessment.series or assessment.goals if measured else assessment.parts):
        own = list[tuple[str, Draw]]()
    else:
        own = [
            (name, partial(_painted, paint, assessment, briefing)) for name, paint in PAINTED[assessment.kind]
        ]
    series = [one for one in assessment.members if one.series or one.goals]
    groups = [series[at : at + PICTURES] for at in range(0, len(series), PICTURES)]
    names = [f"series-{at}" if at > 1 else "series" for at in range(1, len(groups) + 1)]
    together = [partial(_together, assessment, some, briefing) for some in groups]
    return [*own, *zip(names, together, strict=True)]


def _painted(
    paint: Callable[[Assessment, Setting], Chart], assessment: Assessment, briefing: Briefing, look: Look
) -> Chart:
    return paint(assessment, briefing.setting(look))


def _together(assessment: Assessment, series: Sequence[Assessment], briefing: Briefing, look: Look) -> Chart:
    return charts.members(assessment, series, briefing.setting(look))


def overview(briefing: Briefing) -> Draw | None:
    """Return the picture of all chosen targets on one scale, or None when fewer than two can be compared."""
    leaves = [leaf for one in briefing.assessments for leaf in (one.parts or (one,))]
    shown = [one for one in leaves if None not in (printed.gap_closed(one), printed.time_used(one))]
    if len(shown) < 2:
        return None
    return lambda look: charts.compare(shown, briefing.setting(look))


def fitted(draw: Draw, look: Look, address: str = "") -> tuple[Chart, int]:
    """Return a chart in the exact proportions of a look, with its address below, and its width in pixels.

    Rows of bars and steps need a height of their own. Where that is more than the look offers, the
    chart is laid out on a larger sheet of the same proportions, to be scaled down as a whole.
    """
    sheet = look
    for _ in range(_TRIES):
        strip = _strip(sheet, address)
        chart = draw(replace(sheet, height=sheet.height - strip))
        needed = chart.figure["layout"]["height"] + strip
        if needed <= sheet.height:
            break
        grown = max(needed / sheet.height, 1.05) ** 0.6
        sheet = replace(sheet, width=round(sheet.width * grown), height=round(sheet.height * grown))
    return addressed(chart, sheet, address, max(sheet.height, needed)), sheet.width


def _strip(look: Look, address: str) -> int:
    """Return the pixels that the line below a picture takes."""
    lines = labels.wrap(address, look.small, look.width - 28) if address else []
    return round(len(lines) * look.small * labels.LINE)


def addressed(chart: Chart, look: Look, address: str, height: int) -> Chart:
    """Return a chart with a line of text below its source line, at a given height."""
    layout = chart.figure["layout"]
    margin = layout["margin"]
    strip = _strip(look, address)
    notes = list(layout["annotations"])
    if address:
        text = labels.marked_up(labels.wrap(address, look.small, look.width - 28))
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "bottom"}
        shift = {"xshift": 14 - margin["l"], "yshift": 8 - margin["b"] - strip, "align": "left"}
        notes.append(place | shift | note(text, look.small, look.theme.muted))
    changed = {"height": height, "margin": margin | {"b": margin["b"] + strip}, "annotations": notes}
    return replace(chart, figure={"data": chart.figure["data"], "layout": layout | changed})


def on_page(draw: Draw, theme: style.ThemeName, width: int = 720, height: int = 430) -> tuple[Chart, int]:
    """Return a chart for the column of a page, as tall as it needs to be."""
    return draw(Look(style.THEMES[theme], width, height)), width

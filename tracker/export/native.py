"""Native: charts that PowerPoint itself draws and that anybody can edit, with their data inside."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from tracker import style
from tracker.charts import axes, captions
from tracker.charts.foreign import with_expected
from tracker.charts.phrases import ValueFormat, value_format
from tracker.charts.promise import is_promise
from tracker.charts.trajectory_data import trajectory_data
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.native_lines import breaks_of, day_at, kept, lines, notes_of, signs
from tracker.export.native_look import (
    Series,
    barred,
    dress,
    embed,
    framed,
    label,
    laid_out,
    number_axes,
    rgb,
    scaled,
    span_gaps,
    time_axis,
    time_ends,
    worded,
)
from tracker.export.native_notes import Ink, Note, placed
from tracker.export.slide_layout import Box
from tracker.export.slide_tables import POINTS
from tracker.judging.states import STANDINGS, state_of
from tracker.progress import Assessment
from tracker.style import Theme

if TYPE_CHECKING:
    from pptx.slide import Slide

__all__ = ["Drawn", "bars", "day_at", "standings", "trajectory"]

_WIDE = 7.0
"""Inches from which on a chart has room for eleven years beside each other, below that for six."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a chart is drawn: the colours of the deck, and the picture in words."""

    theme: Theme
    alt: str


def trajectory(
    slide: Slide, box: Box, assessment: Assessment, briefing: Briefing, drawn: Drawn
) -> Sequence[str] | None:
    """Draw what was observed, what is required and where the recent pace would lead, over time.

    Returns:
        The words of goals and signs that find no room; None, with nothing drawn, where the picture is a card.
    """
    setting = briefing.setting()
    fmt = value_format(assessment, setting)
    curves = with_expected(trajectory_data(assessment, fmt.measure), fmt, setting)
    if is_promise(curves.assessment):
        return None
    scale = scale_of(curves.values, fmt)
    signed = signs(curves, fmt, scale[:2], drawn.theme)
    found = [one for one in [*signed, *lines(curves, fmt, drawn.theme)] if one.values]
    notes = notes_of(curves, fmt, found, near(box, scale))
    plotted = Plotted(found, {**notes, **breaks_of(curves, fmt, signed)}, fmt, scale)
    return over_time(slide, box, plotted, briefing, drawn)


@dataclass(frozen=True, slots=True)
class Plotted:
    """What a chart over time shows: lines, the words beside them with the number of the line, and the axis.

    Attributes:
        keyed: whether there is a key where not every line that needs words has room for them.
    """

    lines: Sequence[Series]
    notes: dict[Note, int]
    fmt: ValueFormat
    scale: tuple[float, float, float]
    keyed: bool = False


def over_time(
    slide: Slide, box: Box, plotted: Plotted, briefing: Briefing, drawn: Drawn
) -> Sequence[str] | None:
    """Draw lines over time with the words beside them; None, with nothing drawn, where all is one day.

    Returns:
        The words that have to be told elsewhere, as they find no room.
    """
    fmt = plotted.fmt
    days = sorted({day for one in plotted.lines for day in one.values})
    if len(days) < 2:
        return None
    start = time_ends(days)[0]
    named = [Note(start, float(at), word) for at, word in enumerate(worded(fmt), 1)]
    ratings = [Series(one.text, {start: one.value}, drawn.theme.ink, "none") for one in named]
    found, days = [*plotted.lines, *ratings], sorted({*days, *(one.day for one in named)})
    data = CategoryChartData()
    data.categories = days
    for one in found:
        data.add_series(one.name, [one.values.get(day) for day in days])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", drawn.alt)
    chart = frame.chart
    columns = [(one.name, one.values) for one in found]
    embed(chart, briefing, [briefing.words("export.chart.date")], days, columns)
    number_axes(chart)
    span_gaps(chart)
    framed(chart, drawn.theme)
    ends = time_axis(chart, days, briefing.words, 11 if box.width > _WIDE else 6)
    scaled(chart, fmt, plotted.scale)
    if named:
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    plot = laid_out(chart, box, ends, plotted.scale[:2], fmt)
    ink = [
        Ink(list(one.values.items()), one.dash != "none", bool(one.marker or one.sign))
        for one in plotted.lines
    ]
    ink += [Ink([(day, end) for end in ends]) for one in found for day, ends in one.bars.items()]
    ticks = _ticks(plotted.scale, fmt)
    sides = dict(placed(list(plotted.notes), ink, plot, ticks))
    if plotted.keyed and any(one not in sides for one in plotted.notes):
        _keyed(chart)
        sides = dict(placed(list(plotted.notes), ink, replace(plot, beside=0.0), ticks))
        sides = {one: side for one, side in sides.items() if one.bold or side == "right"}
    for given, one in zip(chart.plots[0].series, found, strict=True):
        dress(given, one, days, drawn.theme)
    homes = {**plotted.notes, **{one: at for at, one in enumerate(named, len(plotted.lines))}}
    for note, side in [*sides.items(), *((one, "left-off") for one in named)]:
        at = homes[note]
        drawn_at = chart.plots[0].series[at]
        label(drawn_at, days.index(note.day), (note, side), found[at].colour, plot.chart)
    return [one.told for one in plotted.notes if one.told and one not in sides]


def _keyed(chart: Any) -> None:
    """Give a chart a key, beside its plot."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
    chart.legend.font.size = Pt(10)


def _ticks(scale: tuple[float, float, float], fmt: ValueFormat) -> list[tuple[float, str]]:
    """Return what is written at the axis of values, about as wide as the program will write it."""
    low, high, step = scale
    values = [low + at * step for at in range(round((high - low) / step) + 1)]
    if words := worded(fmt):
        return list(enumerate(words, 1))
    return [(value, f"{value:,.6g}{'%' if fmt.in_percent else ''}") for value in values]


def near(box: Box, scale: tuple[float, float, float]) -> float:
    """Return the difference between two values up to which their marks lie upon each other."""
    return captions.UPON / (box.height * POINTS) * (scale[1] - scale[0])


def scale_of(values: Sequence[float], fmt: ValueFormat) -> tuple[float, float, float]:
    """Return lowest and highest value of the axis and its step; a ranking begins at its first place."""
    if words := worded(fmt):
        return 0.0, float(len(words)), 1.0
    bounds = fmt.measure.bounds if fmt.measure else None
    low, high = axes.value_range(values, bounds, from_zero=fmt.is_count)
    ticks = axes.steps(low, high, 5, whole=fmt.is_count or fmt.is_rank)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else (high - low) or 1.0
    if fmt.is_rank:
        return 1.0, 1.0 + math.ceil(max(high - 1, step) / step) * step, step
    top = math.ceil(high / step - 1e-9) * step
    return kept(math.floor(low / step + 1e-9) * step), kept(top), kept(step)


def bars(slide: Slide, box: Box, parts: Sequence[Assessment], briefing: Briefing, drawn: Drawn) -> None:
    """Draw the goals of tiers or parts as bars beside their latest figures, each with its words."""
    words, theme, setting = briefing.words, drawn.theme, briefing.setting()
    names = [literal(words.text(part.title)) for part in parts]
    speeches = [value_format(part, setting, part.key[0]) for part in parts]
    goals = [_bound(part) for part in parts]
    latest = [float(part.latest.value) if part.latest else None for part in parts]
    promised = [one.bound(part.goal) if part.goal else "" for one, part in zip(speeches, parts, strict=True)]
    reached = [
        one.figure(part.latest, "short") if part.latest else ""
        for one, part in zip(speeches, parts, strict=True)
    ]
    series = [
        one
        for one in (
            (words("export.chart.promised"), goals, theme.required, promised),
            (words("export.chart.reached"), latest, theme.observed, reached),
        )
        if any(value is not None for value in one[1])
    ]
    data = CategoryChartData()
    data.categories = names
    for name, values, _, _ in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", drawn.alt)
    chart = frame.chart
    columns = [(name, dict(zip(names, values, strict=True))) for name, values, _, _ in series]
    embed(chart, briefing, [""], names, columns)
    number_axes(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = max(60, 260 // len(parts)), 0
    for given, (name, values, colour, texts) in zip(plot.series, series, strict=True):
        given.format.fill.solid()
        given.format.fill.fore_color.rgb = rgb(colour)
        given.invert_if_negative = False
        first = next(at for at, value in enumerate(values) if value is not None)
        for at, (value, text) in enumerate(zip(values, texts, strict=True)):
            if value is not None:
                shown = words("export.chart.named", name=name, value=text) if at == first else text
                barred(given, at, shown, theme.ink)
    framed(chart, theme)
    chart.category_axis.reverse_order = True
    highest = max((value for value in (*goals, *latest) if value is not None), default=0.0)
    lowest = min((value for value in (*goals, *latest) if value is not None), default=0.0)
    chart.value_axis.maximum_scale = kept(highest * 1.5) if highest > 0 else 0
    chart.value_axis.minimum_scale = kept(lowest * 1.2) if lowest < 0 else 0
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False


def standings(
    slide: Slide, box: Box, rows: Mapping[str, Mapping[str, int]], briefing: Briefing, drawn: Drawn
) -> None:
    """Draw how many verdicts there are of each standing, a bar for each theme."""
    words, theme, names = briefing.words, drawn.theme, [literal(name) for name in rows]
    states = [state for state in STANDINGS if any(state in counts for counts in rows.values())]
    data = CategoryChartData()
    data.categories = names
    columns = list[tuple[str, dict[Any, float | None]]]()
    for state in states:
        values: list[float | None] = [counts.get(state) for counts in rows.values()]
        name = words("chart.key", sign=style.glyph(state), meaning=words(f"state.{state}"))
        data.add_series(name, values)
        columns.append((name, dict(zip(names, values, strict=True))))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", drawn.alt)
    chart = frame.chart
    embed(chart, briefing, [""], names, columns)
    number_axes(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60 if len(rows) > 1 else 180, 100
    for given, state in zip(plot.series, states, strict=True):
        colour = style.state_colour(state_of(state))
        given.format.fill.solid()
        given.format.fill.fore_color.rgb = rgb(colour)
        given.format.line.color.rgb, given.format.line.width = rgb(theme.paper), Pt(1.5)
        for at, counts in enumerate(rows.values()):
            if state in counts:
                sign, count = style.glyph(state), words.number(counts[state])
                barred(given, at, words("chart.key", sign=sign, meaning=count), "#ffffff", inside=True)
    framed(chart, theme)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = Pt(12)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(12)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = max(sum(counts.values()) for counts in rows.values())


def _bound(part: Assessment) -> float | None:
    if part.goal is None:
        return None
    bound = part.goal.low if part.goal.low is not None else part.goal.high
    return None if bound is None else float(bound)

"""Native: charts that PowerPoint itself draws and that anybody can edit, with their data inside."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from tracker.charts.phrases import Speech, speech_of
from tracker.charts.story import Story, story
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.native_look import (
    MONTHS,
    Series,
    digits,
    dress,
    embed,
    framed,
    number_axes,
    rgb,
    span_gaps,
    time_axis,
)
from tracker.export.plates import FONT, Box
from tracker.progress import Assessment
from tracker.style import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

_APART, _ABOVE, _BELOW = 0.16, 0.09, 0.08
"""How close notes may come: in shares of the time shown and of the largest value."""


def day_at(year: float) -> date:
    """Return the day at a place on the time axis, where 2030.0 is 31 December 2030."""
    months = round(year * MONTHS, 6)
    whole, part = math.floor(months), months - math.floor(months)
    if part == 0:
        whole, part = whole - 1, 1.0
    at, month = divmod(whole, MONTHS)
    days = calendar.monthrange(at + 1, month + 1)[1]
    return date(at + 1, month + 1, max(1, round(part * days)))


def trajectory(slide: Slide, box: Box, assessment: Assessment, briefing: Briefing, alt: str) -> bool:
    """Draw what was observed, what is required and where the recent pace would lead, over time.

    Returns:
        False, with nothing drawn, when everything lies on one day.
    """
    speech = speech_of(assessment, briefing.setting())
    found = [one for one in _lines(story(assessment, speech.measure), speech) if one.values]
    days = sorted({day for one in found for day in one.values})
    if len(days) < 2:
        return False
    high = max(value for one in found for value in one.values.values())
    _thin(found, days, high)
    data = CategoryChartData()
    data.categories = days
    for one in found:
        data.add_series(one.name, [one.values.get(day) for day in days])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    embed(
        chart,
        briefing,
        [briefing.words("export.chart.date")],
        days,
        [(one.name, one.values) for one in found],
    )
    span_gaps(chart)
    for drawn, one in zip(chart.plots[0].series, found, strict=True):
        dress(drawn, one, days, below=not speech.is_rank)
    framed(chart, speech, high)
    time_axis(chart, days)
    return True


def _thin(found: Sequence[Series], days: Sequence[date], high: float) -> None:
    """Take away notes that would lie on others: the latest figure and later goals are kept first."""
    span = max(1, (days[-1] - days[0]).days)
    wanted = sorted(
        ((one, day) for one in found for day in one.notes),
        key=lambda note: (note[0].marker != "circle", -note[1].toordinal()),
    )
    kept: list[tuple[date, float]] = []
    for one, day in wanted:
        level = one.values[day] - (_BELOW * high if one.marker == "circle" else 0.0)
        crowded = any(
            abs((day - other).days) < _APART * span and abs(level - height) < _ABOVE * (high or 1)
            for other, height in kept
        )
        if crowded:
            del one.notes[day]
        else:
            kept.append((day, level))


def _lines(tale: Story, speech: Speech) -> list[Series]:
    """Return the lines of a trajectory; a new definition or a gap starts a line of its own."""
    words, theme, assessment = speech.words, LIGHT, tale.assessment
    found = [
        Series(
            words("chart.line.required"),
            {day_at(x): _kept(y) for x, y in tale.required},
            theme.required,
            "dash",
        ),
        Series(
            words("chart.line.projected"),
            {day_at(x): _kept(y) for x, y in tale.projected},
            theme.projected,
            "dot",
        ),
    ]
    name, latest = words("chart.line.observed"), assessment.latest
    for at, piece in enumerate(tale.observed):
        values = {point.period.last: float(point.value) for point in piece}
        own = (
            name if at == 0 else words("export.chart.piece", name=name, period=words.period(piece[0].period))
        )
        notes = (
            {latest.period.last: speech.wording.point(latest, assessment)}
            if latest and latest in piece
            else {}
        )
        found.append(Series(own, values, theme.observed, "", "circle", notes))
    return found + _goals(tale, speech)


def _kept(value: float) -> float:
    """Return a value with the 15 digits that a spreadsheet keeps, so that chart and workbook agree."""
    return float(f"{value:.15g}")


def _goals(tale: Story, speech: Speech) -> list[Series]:
    """Return the goals as marks; goals of the same day that differ go into a second series."""
    words, first = speech.words, LIGHT.target
    named = (words("chart.line.goals"), words("export.chart.further"))
    found = [Series(name, {}, first, "none", "diamond") for name in named]
    promised = sorted(tale.adopted, key=lambda one: one.role != "headline")
    for result in promised:
        goal = result.goal
        bound = goal.low if goal.low is not None else goal.high
        if goal.by is None or bound is None:
            continue
        day, value = goal.by.last, float(bound)
        if value in (one.values.get(day) for one in found):
            continue
        free = next((one for one in found if day not in one.values), None)
        if free is not None:
            free.values[day] = value
            free.notes[day] = speech.bound(goal)
    return found


def bars(slide: Slide, box: Box, parts: Sequence[Assessment], briefing: Briefing, alt: str) -> None:
    """Draw the goals of tiers or parts as bars beside their latest figures."""
    words, theme = briefing.words, LIGHT
    speech = speech_of(parts[0], briefing.setting())
    names = [literal(words.text(part.title)) for part in parts]
    goals = [_bound(part) for part in parts]
    latest = [float(part.latest.value) if part.latest else None for part in parts]
    series = [
        (name, values, colour)
        for name, values, colour in (
            (words("export.chart.promised"), goals, theme.required),
            (words("export.chart.reached"), latest, theme.observed),
        )
        if any(value is not None for value in values)
    ]
    data = CategoryChartData()
    data.categories = names
    for name, values, _ in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    embed(
        chart,
        briefing,
        [""],
        names,
        [(name, dict(zip(names, values, strict=True))) for name, values, _ in series],
    )
    number_axes(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = max(60, 260 // len(parts)), 0
    plot.has_data_labels = True
    plot.data_labels.number_format = digits(_published(parts), speech)
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.font.size, plot.data_labels.font.name = Pt(11), FONT
    for drawn, (_, _, colour) in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = rgb(colour)
        drawn.invert_if_negative = False
    framed(chart, speech, max((value for value in (*goals, *latest) if value is not None), default=0.0))
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False


def _published(parts: Sequence[Assessment]) -> int:
    """Return the decimals with which goals and latest figures of parts are published."""
    goals = [bound for part in parts if part.goal for bound in (part.goal.low, part.goal.high) if bound]
    return max(
        (one.decimals for one in (*goals, *(part.latest.value for part in parts if part.latest))), default=0
    )


def _bound(part: Assessment) -> float | None:
    if part.goal is None:
        return None
    bound = part.goal.low if part.goal.low is not None else part.goal.high
    return None if bound is None else float(bound)

"""Native: charts that PowerPoint itself draws and that anybody can edit, with their data inside.

The workbook behind a chart is written here, not by the charting library: a text in it stays a text.
"""

from __future__ import annotations

import calendar
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from tracker.charts.phrases import Speech, speech_of
from tracker.charts.story import Story, story
from tracker.export.archive import moment, settled
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.plates import FONT, Box
from tracker.progress import Assessment
from tracker.style import LIGHT, Theme

if TYPE_CHECKING:
    from pptx.slide import Slide

_MARKERS = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND}
_DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT}
_MONTHS = 12
_APART, _ABOVE, _BELOW = 0.16, 0.09, 0.08
"""How close notes may come: in shares of the time shown and of the largest value."""
_RANKED = '[=0]"";#,##0'
"""Places in a ranking start at 1; the axis starts at 0, which is not written."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: values by day, how it looks, and what is written beside single points."""

    name: str
    values: dict[date, float]
    colour: str
    dash: str = ""
    marker: str = ""
    notes: dict[date, str] = field(default_factory=dict)


def day_at(year: float) -> date:
    """Return the day at a place on the time axis, where 2030.0 is 31 December 2030."""
    months = round(year * _MONTHS, 6)
    whole, part = math.floor(months), months - math.floor(months)
    if part == 0:
        whole, part = whole - 1, 1.0
    at, month = divmod(whole, _MONTHS)
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
    data = CategoryChartData(number_format=_pattern(speech))
    data.categories = days
    for one in found:
        data.add_series(one.name, [one.values.get(day) for day in days])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    _blob(
        chart,
        briefing,
        [briefing.words("export.chart.date")],
        days,
        [(one.name, one.values) for one in found],
    )
    _span_gaps(chart)
    for drawn, one in zip(chart.plots[0].series, found, strict=True):
        _dress(drawn, one, days, below=not speech.is_rank)
    _common(chart, speech, high)
    _dates(chart, days)
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
    data = CategoryChartData(number_format=_pattern(speech))
    data.categories = names
    for name, values, _ in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    _blob(
        chart,
        briefing,
        [""],
        names,
        [(name, dict(zip(names, values, strict=True))) for name, values, _ in series],
    )
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = max(60, 260 // len(parts)), 0
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _pattern(speech), False
    plot.data_labels.font.size, plot.data_labels.font.name = Pt(11), FONT
    for drawn, (_, _, colour) in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(colour)
        drawn.invert_if_negative = False
    _common(chart, speech, max((value for value in (*goals, *latest) if value is not None), default=0.0))
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False


def _bound(part: Assessment) -> float | None:
    if part.goal is None:
        return None
    bound = part.goal.low if part.goal.low is not None else part.goal.high
    return None if bound is None else float(bound)


def _blob(
    chart: Any,
    briefing: Briefing,
    corner: Sequence[str],
    keys: Sequence[Any],
    columns: Sequence[tuple[str, dict[Any, float | None] | dict[Any, float]]],
) -> None:
    """Put the workbook behind a chart: keys in column A, one column for each series."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made.set_properties({"author": briefing.words("app.title"), "created": moment(briefing.on)})
    sheet, day = made.add_worksheet("Sheet1"), made.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_string(0, 0, corner[0])
    sheet.set_column(0, len(columns), 22)
    for row, key in enumerate(keys, 1):
        if isinstance(key, date):
            sheet.write_datetime(row, 0, moment(key), day)
        else:
            sheet.write_string(row, 0, key)
    for column, (name, values) in enumerate(columns, 1):
        sheet.write_string(0, column, name)
        for row, key in enumerate(keys, 1):
            value = values.get(key)
            if value is not None:
                sheet.write_number(row, column, value)
    made.close()
    chart.part.chart_workbook.update_from_xlsx_blob(settled(out.getvalue()))


def _pattern(speech: Speech) -> str:
    """Return the number format of the values: a percent sign behind shares, decimals as published."""
    points = [point.value.decimals for point in speech.assessment.series]
    decimals = min(2, max(points, default=0))
    digits = "#,##0" + ("." + "#" * decimals if decimals else "")
    return digits + '"%"' if speech.in_percent else digits


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def _dress(drawn: Any, one: Series, days: Sequence[date], *, below: bool) -> None:
    """Give a line its colour, dash and markers, and write beside the points that carry a note."""
    drawn.smooth = False
    line = drawn.format.line
    if one.dash == "none":
        line.fill.background()
    else:
        line.color.rgb, line.width = _rgb(one.colour), Pt(2.25)
        if one.dash:
            line.dash_style = _DASHES[one.dash]
    drawn.marker.style = _MARKERS.get(one.marker, XL_MARKER_STYLE.NONE)
    if one.marker:
        drawn.marker.size = 11 if one.marker == "diamond" else 7
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = _rgb(one.colour)
        drawn.marker.format.line.color.rgb = _rgb(one.colour)
    for day, text in one.notes.items():
        label = drawn.points[days.index(day)].data_label
        under = below and one.marker == "circle"
        label.position = XL_LABEL_POSITION.BELOW if under else XL_LABEL_POSITION.ABOVE
        run = label.text_frame.paragraphs[0].add_run()
        run.text = literal(text)
        run.font.size, run.font.bold, run.font.name = Pt(11), True, FONT
        run.font.color.rgb = _rgb(one.colour)


def _common(chart: Any, speech: Speech, high: float, theme: Theme = LIGHT) -> None:
    """Give a chart its type, legend and quiet axes; `high` is the largest value shown."""
    chart.font.name, chart.font.size, chart.font.color.rgb = FONT, Pt(11), _rgb(theme.ink)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values = chart.value_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _rgb(theme.grid)
    values.format.line.fill.background()
    pattern = _RANKED if speech.is_rank else _pattern(speech)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = pattern, False
    chart.category_axis.format.line.color.rgb = _rgb(theme.axis)
    chart.category_axis.has_major_gridlines = False
    bounds = speech.measure.bounds if speech.measure else None
    if speech.is_rank:
        values.reverse_order, values.minimum_scale = True, 0
        values.crosses = XL_AXIS_CROSSES.MAXIMUM
    elif min(_all(speech.assessment), default=0.0) >= 0:
        values.minimum_scale = 0
    if bounds and high <= bounds[1] < high * 1.4:
        values.maximum_scale = float(bounds[1])


def _all(assessment: Assessment) -> list[float]:
    return [float(point.value) for point in assessment.series]


def _span_gaps(chart: Any) -> None:
    """Connect points across the days of other lines; a line is cut only where a new one starts."""
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")


def _dates(chart: Any, days: Sequence[date]) -> None:
    """Label whole years on the time axis, about ten at most."""
    axis = chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy", False
    years = days[-1].year - days[0].year + 1
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 500) if years / one <= 11)
    element = axis._element
    for name in ("c:majorUnit", "c:majorTimeUnit", "c:baseTimeUnit"):
        for old in element.findall(qn(name)):
            element.remove(old)
    for name, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", str(step)), ("c:majorTimeUnit", "years")):
        element.append(element.makeelement(qn(name), {"val": value}))
    scaling = element.find(qn("c:scaling"))
    first, last = date(days[0].year - 1, 12, 31), date(days[-1].year, 12, 31)
    for name, day in (
        ("c:max", last),
        ("c:min", first if days[0] != date(days[0].year, 12, 31) else days[0]),
    ):
        scaling.append(scaling.makeelement(qn(name), {"val": str((day - date(1899, 12, 30)).days)}))

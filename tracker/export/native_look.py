"""Native look: how PowerPoint's own charts are dressed, their axes, and the workbook behind them.

The workbook is written here, not by the charting library: a text in it stays a text.
"""

from __future__ import annotations

import calendar
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from tracker.charts.phrases import Speech
from tracker.export.archive import moment, settled
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.plates import FONT
from tracker.progress import Assessment
from tracker.style import LIGHT, Theme

MONTHS = 12
_MARKERS = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND}
_DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT}
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


def embed(
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


def _pattern(speech: Speech, high: float) -> str:
    """Return the number format of an axis that ends at a value: as many decimals as its steps need."""
    decimals = 0 if high >= 10 or high == 0 else min(9, 1 - math.floor(math.log10(abs(high))))
    return digits(decimals, speech)


def digits(decimals: int, speech: Speech) -> str:
    """Return the number format with a number of decimals; shares carry their sign."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return digits + '"%"' if speech.in_percent else digits


def rgb(colour: str) -> RGBColor:
    """Return a colour #rrggbb as the library wants it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def dress(drawn: Any, one: Series, days: Sequence[date], *, below: bool) -> None:
    """Give a line its colour, dash and markers, and write beside the points that carry a note."""
    drawn.smooth = False
    line = drawn.format.line
    if one.dash == "none":
        line.fill.background()
    else:
        line.color.rgb, line.width = rgb(one.colour), Pt(2.25)
        if one.dash:
            line.dash_style = _DASHES[one.dash]
    drawn.marker.style = _MARKERS.get(one.marker, XL_MARKER_STYLE.NONE)
    if one.marker:
        drawn.marker.size = 11 if one.marker == "diamond" else 7
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = rgb(one.colour)
        drawn.marker.format.line.color.rgb = rgb(one.colour)
    for day, text in one.notes.items():
        label = drawn.points[days.index(day)].data_label
        under = below and one.marker == "circle"
        label.position = XL_LABEL_POSITION.BELOW if under else XL_LABEL_POSITION.ABOVE
        run = label.text_frame.paragraphs[0].add_run()
        run.text = literal(text)
        run.font.size, run.font.bold, run.font.name = Pt(11), True, FONT
        run.font.color.rgb = rgb(one.colour)


def framed(chart: Any, speech: Speech, high: float, theme: Theme = LIGHT) -> None:
    """Give a chart its type, legend and quiet axes; `high` is the largest value shown."""
    chart.font.name, chart.font.size, chart.font.color.rgb = FONT, Pt(11), rgb(theme.ink)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values = chart.value_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(theme.grid)
    values.format.line.fill.background()
    pattern = _RANKED if speech.is_rank else _pattern(speech, high)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = pattern, False
    chart.category_axis.format.line.color.rgb = rgb(theme.axis)
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


def number_axes(chart: Any) -> None:
    """Give the axes numbers that the standard allows; the library makes up negative ones for bars."""
    for at, axis in enumerate(chart._chartSpace.xpath(".//c:catAx | .//c:dateAx | .//c:valAx"), 1):
        old = axis.find(qn("c:axId")).get("val")
        for place in chart._chartSpace.xpath(f".//c:axId[@val='{old}'] | .//c:crossAx[@val='{old}']"):
            place.set("val", str(at))


def span_gaps(chart: Any) -> None:
    """Connect points across the days of other lines; a line is cut only where a new one starts."""
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")


def time_axis(chart: Any, days: Sequence[date]) -> None:
    """Label year ends on the time axis, first days of months where the time is short, eleven at most."""
    axis, element = chart.category_axis, chart.category_axis._element
    months = (days[-1].year - days[0].year) * MONTHS + days[-1].month - days[0].month + 1
    short = months <= 2 * MONTHS
    count = months if short else days[-1].year - days[0].year + 1
    step = next(one for one in (1, 2, 3, 5, 10, 20, 50, 100, 500) if count / one <= 11)
    pattern = "d mmm yyyy" if short else "yyyy"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = pattern, False
    units = {"baseTimeUnit": "days", "majorUnit": str(step), "majorTimeUnit": "months" if short else "years"}
    for name in units:
        for old in element.findall(qn(f"c:{name}")):
            element.remove(old)
    for name, value in units.items():
        element.append(element.makeelement(qn(f"c:{name}"), {"val": value}))
    first, last = (_month_ends if short else _year_ends)(days[0], days[-1])
    scaling = element.find(qn("c:scaling"))
    for name, day in (("c:max", last), ("c:min", first)):
        scaling.append(scaling.makeelement(qn(name), {"val": str((day - date(1899, 12, 30)).days)}))


def _year_ends(first: date, last: date) -> tuple[date, date]:
    """Return the last days of the years around a time; a year's figure sits at its tick."""
    start = first if (first.month, first.day) == (12, 31) else date(first.year - 1, 12, 31)
    return start, date(last.year, 12, 31)


def _month_ends(first: date, last: date) -> tuple[date, date]:
    """Return the first day of the first month and the last day of the last one."""
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])

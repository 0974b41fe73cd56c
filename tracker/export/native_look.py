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
from pptx.enum.chart import XL_AXIS_CROSSES, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from tracker.charts import labels
from tracker.charts.phrases import ValueFormat
from tracker.export.archive import deterministic, moment
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.native_notes import Note, Plot, shift
from tracker.export.number_formats import dated, tongue
from tracker.export.slide_layout import Box
from tracker.language import Words
from tracker.style import Theme

MONTHS = 12
BESIDE = 150.0
"""Points right of a plot for what lies at the deadline."""
_MANY = 30
_SHORT = 2 * MONTHS
"""Months up to which the time axis names days and not years."""
_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
    "x": XL_MARKER_STYLE.X,
}
_DASHES = {
    "dash": MSO_LINE_DASH_STYLE.DASH,
    "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
    "fine": MSO_LINE_DASH_STYLE.SQUARE_DOT,
}
_SIDES = {
    "above": XL_LABEL_POSITION.ABOVE,
    "below": XL_LABEL_POSITION.BELOW,
    "right": XL_LABEL_POSITION.RIGHT,
    "left": XL_LABEL_POSITION.LEFT,
    "upon": XL_LABEL_POSITION.CENTER,
}
_FONT = "+mn-lt"
"""The font that the deck has for its text."""
_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: values by day, and how it looks.

    Attributes:
        hollow: the days at which a figure is not final.
        sign: what is written in the place of a mark.
        bars: the lower and the upper end of the stroke through a mark, by day.
    """

    name: str
    values: dict[date, float]
    colour: str
    dash: str = ""
    marker: str = ""
    hollow: frozenset[date] = frozenset()
    bars: dict[date, tuple[float, float]] = field(default_factory=dict)
    sign: str = ""


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
    chart.part.chart_workbook.update_from_xlsx_blob(deterministic(out.getvalue()))


def digits(decimals: int, fmt: ValueFormat) -> str:
    """Return the number format with a number of decimals; shares carry their sign as the language sets it.

    A program that knows the code of the language sets points and commas by it, others by their reader.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = fmt.full(1, 0).removeprefix(fmt.number(1, 0)) if fmt.in_percent else ""
    return f"{tongue(fmt.words)}{digits}" + (f'"{sign}"' if sign else "")


def rgb(colour: str) -> RGBColor:
    """Return a colour #rrggbb as the library wants it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def dress(drawn: Any, one: Series, days: Sequence[date], theme: Theme) -> None:
    """Give a line its colour, dash and markers; the marks of figures that are not final are hollow."""
    drawn.smooth = False
    line = drawn.format.line
    if one.dash == "none":
        line.fill.background()
    else:
        line.color.rgb, line.width = rgb(one.colour), Pt(1 if one.dash == "fine" else 2.25)
        if one.dash:
            line.dash_style = _DASHES[one.dash]
    drawn.marker.style = _MARKERS.get(one.marker, XL_MARKER_STYLE.NONE)
    if one.marker:
        drawn.marker.size = {"diamond": 11, "triangle": 11, "x": 8}.get(
            one.marker, 7 if len(one.values) < _MANY else 5
        )
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = rgb(one.colour)
        drawn.marker.format.line.color.rgb = rgb(one.colour)
    for day in sorted(one.hollow):
        mark = drawn.points[days.index(day)].marker
        mark.style, mark.size = _MARKERS[one.marker], 7
        mark.format.line.color.rgb = rgb(one.colour)
        if one.dash == "none":  # LibreOffice draws no edge: a mark in the colour of the paper would be unseen
            mark.format.fill.background()
            continue
        mark.format.fill.solid()
        mark.format.fill.fore_color.rgb = rgb(theme.paper)
    for day, value in one.values.items() if one.sign else ():
        label(drawn, days.index(day), (Note(day, value, one.sign, 14), "upon"), one.colour, (1, 1))
    if one.bars:
        drawn._element.find(qn("c:cat")).addprevious(_strokes(one, days))


def _strokes(one: Series, days: Sequence[date]) -> Any:
    """Return the strokes through the marks of a line as error bars, each with lengths of its own."""
    ends = [(days.index(day), one.values[day], *bar) for day, bar in sorted(one.bars.items())]
    plus = _lengths("plus", [(at, high - value) for at, value, _, high in ends], len(days))
    minus = _lengths("minus", [(at, value - low) for at, value, low, _ in ends], len(days))
    return parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="1"/>{plus}{minus}<c:spPr><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{rgb(one.colour)}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )


def _lengths(side: str, found: Sequence[tuple[int, float]], count: int) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{max(0.0, long):.15g}</c:v></c:pt>' for at, long in found)
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>'
    return f"<c:{side}><c:numLit>{head}{points}</c:numLit></c:{side}>"


def label(drawn: Any, at: int, place: tuple[Note, str], colour: str, size: tuple[float, float]) -> None:
    """Write a note beside a point of a line, in a chart of a size."""
    note, (side, _, corner) = place[0], place[1].partition("-")
    given = drawn.points[at].data_label
    _write(given.text_frame, note.text, note.size, colour, bold=note.bold)
    given.position = _SIDES[side]
    if corner:
        made = given._dLbl
        layout = made.makeelement(qn("c:layout"), {})
        manual = layout.makeelement(qn("c:manualLayout"), {})
        for key, moved, whole in zip("xy", shift(note, corner), size, strict=True):
            manual.append(manual.makeelement(qn(f"c:{key}"), {"val": f"{moved / whole:.4f}"}))
        layout.append(manual)
        made.insert(1, layout)


def barred(drawn: Any, at: int, text: str, colour: str, *, inside: bool = False) -> None:
    """Write what a bar says at its end, or in its middle."""
    given = drawn.points[at].data_label
    _write(given.text_frame, text, 12, colour, bold=inside)
    given.position = XL_LABEL_POSITION.CENTER if inside else XL_LABEL_POSITION.OUTSIDE_END


def _write(frame: Any, text: str, size: float, colour: str, *, bold: bool) -> None:
    frame._txBody.find(qn("a:bodyPr")).set("wrap", "none")
    for at, row in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = literal(row)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
        run.font.color.rgb = rgb(colour)


def framed(chart: Any, theme: Theme) -> None:
    """Give a chart its type and quiet axes; lines and bars carry their words, so that there is no legend."""
    chart.font.name, chart.font.size, chart.font.color.rgb = _FONT, Pt(11), rgb(theme.ink)
    chart.has_title = chart.has_legend = False
    values = chart.value_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(theme.grid)
    values.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = rgb(theme.axis)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def scaled(chart: Any, fmt: ValueFormat, scale: tuple[float, float, float]) -> None:
    """Set the ends and the step of the axis of values; of a ranking the first place is on top."""
    values, (low, high, step) = chart.value_axis, scale
    values.minimum_scale, values.maximum_scale, values.major_unit = low, high, step
    shown = 0 if step >= 1 and float(step).is_integer() else min(9, 1 - math.floor(math.log10(step)))
    while shown and round(step, shown - 1) == step:
        shown -= 1
    pattern = "#,##0" if fmt.is_rank else digits(shown, fmt)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = pattern, False
    if fmt.is_rank:
        values.reverse_order = True
        values.crosses = XL_AXIS_CROSSES.MAXIMUM
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS


def worded(fmt: ValueFormat) -> list[str]:
    """Return the words of a rating for the axis of values, the worst first; a number format holds but two."""
    scale = (fmt.measure.scale if fmt.measure else None) or ()
    texts = [fmt.full(float(place)) for place in range(1, len(scale) + 1)]
    return ["\n".join(labels.wrap(text, 11, BESIDE)) for text in texts]


def laid_out(
    chart: Any, box: Box, days: tuple[date, date], values: tuple[float, float], fmt: ValueFormat
) -> Plot:
    """Leave room beside the plot for words at the axis and at the deadline; return where the plot lies."""
    rows = [row for word in worded(fmt) for row in word.split("\n")]
    left = max([58.0, *(labels.width(row, 11) + 16 for row in rows)])
    right, top, bottom = min(BESIDE, box.width * _INCH * 0.26), 26.0, 26.0
    wide, high = box.width * _INCH, box.height * _INCH
    plot = Plot(days, values, wide - left - right, high - top - bottom, right - 6, fmt.is_rank, (wide, high))
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = layout.makeelement(qn("c:manualLayout"), {})
    shares = {"x": left / wide, "y": top / high, "w": plot.wide / wide, "h": plot.high / high}
    texts = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    for name, text in (texts | {key: f"{share:.4f}" for key, share in shares.items()}).items():
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": text}))
    layout.append(manual)
    area.insert(0, layout)
    return plot


def number_axes(chart: Any) -> None:
    """Give the axes numbers that the standard allows; the library makes up negative ones for bars."""
    for at, axis in enumerate(chart._chartSpace.xpath(".//c:catAx | .//c:dateAx | .//c:valAx"), 1):
        old = axis.find(qn("c:axId")).get("val")
        for place in chart._chartSpace.xpath(f".//c:axId[@val='{old}'] | .//c:crossAx[@val='{old}']"):
            place.set("val", str(at))


def span_gaps(chart: Any) -> None:
    """Connect points across the days of other lines; a line is cut only where a new one starts."""
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")


def time_axis(chart: Any, days: Sequence[date], words: Words, most: int) -> tuple[date, date]:
    """Label year ends on the time axis, first days of months where the time is short.

    There are no more than `most`.

    Returns:
        The first and the last day of the axis.
    """
    axis, element = chart.category_axis, chart.category_axis._element
    months = _months(days)
    short = months <= _SHORT
    count = months if short else days[-1].year - days[0].year + 1
    step = next(one for one in (1, 2, 3, 5, 10, 20, 50, 100, 500) if count / one <= most)
    pattern = dated(words.day_code, words) if short else "yyyy"
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = pattern, False
    units = {"baseTimeUnit": "days", "majorUnit": str(step), "majorTimeUnit": "months" if short else "years"}
    for name in units:
        for old in element.findall(qn(f"c:{name}")):
            element.remove(old)
    for name, value in units.items():
        element.append(element.makeelement(qn(f"c:{name}"), {"val": value}))
    first, last = time_ends(days)
    scaling = element.find(qn("c:scaling"))
    for name, day in (("c:max", last), ("c:min", first)):
        scaling.append(scaling.makeelement(qn(name), {"val": str((day - date(1899, 12, 30)).days)}))
    return first, last


def _months(days: Sequence[date]) -> int:
    return (days[-1].year - days[0].year) * MONTHS + days[-1].month - days[0].month + 1


def time_ends(days: Sequence[date]) -> tuple[date, date]:
    """Return the first and the last day of the time axis for some days in order."""
    return (_month_ends if _months(days) <= _SHORT else _year_ends)(days[0], days[-1])


def _year_ends(first: date, last: date) -> tuple[date, date]:
    """Return the last days of the years around a time; a year's figure sits at its tick."""
    start = first if (first.month, first.day) == (12, 31) else date(first.year - 1, 12, 31)
    return start, date(last.year, 12, 31)


def _month_ends(first: date, last: date) -> tuple[date, date]:
    """Return the first day of the first month and the last day of the last one."""
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])

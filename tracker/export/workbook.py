"""Workbook: a briefing as XLSX: a summary, one sheet for each target, the sources; numbers stay numbers.

Every text is written as a text: nothing an author wrote becomes a formula or a number, and a link is
an address that the data format has checked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any

from tracker import style
from tracker.export import number_formats, plotted
from tracker.export.archive import deterministic, moment
from tracker.export.briefing import Briefing
from tracker.export.content import Content, Section, literal
from tracker.export.delimited import FIGURES
from tracker.export.extents import content_of
from tracker.language import MINUS
from tracker.telling.blocks import Cell, Table, cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_ALT = 1000
LONGEST_PATTERN = 255
LONGEST_LINK = 2079
WEB = ("https://", "http://")
WIDEST = 44.0
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_BASE = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_LINK = {"font_color": style.LIGHT.observed, "underline": 1}


def workbook(briefing: Briefing) -> bytes:
    """Return the briefing as an XLSX file."""
    from xlsxwriter import Workbook

    content, out = content_of(briefing), io.BytesIO()
    made = Workbook(out, _OPTIONS)
    made.set_properties(
        {
            "title": content.title,
            "subject": content.known,
            "author": briefing.words("app.title"),
            "company": "",
            "created": moment(briefing.on),
        }
    )
    _Writer(made, briefing).everything(content)
    made.close()
    return deterministic(out.getvalue())


def names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return names that a spreadsheet accepts for its sheets, all different whatever the case."""
    used, found = {name.casefold() for name in (*taken, "History")}, list[str]()
    for name in wanted:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name)
        plain = _cut(" ".join(plain.split()).strip("' "), LONGEST_NAME).strip("' ") or "-"
        tried, number = plain, 1
        while tried.casefold() in used:
            number += 1
            tried = f"{_cut(plain, LONGEST_NAME - len(str(number)) - 1).strip()} {number}"
        used.add(tried.casefold())
        found.append(tried)
    return found


def _cut(text: str, most: int) -> str:
    """Return the start of a text that takes so many units of UTF-16, of which an emoji takes two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


class _Writer:
    """Writes sheets; formats are made once for each look a cell may have."""

    def __init__(self, made: Workbook, briefing: Briefing) -> None:
        self._made, self._briefing = made, briefing
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._found: list[list[object]] = []
        self._runs: plotted.Runs = {}
        self._flat = ""

    def everything(self, content: Content) -> None:
        words = self._briefing.words
        fixed = names([words("export.summary"), words("export.sources"), words("export.method")], [])
        own = names([section.title for section in content.sections], fixed)
        flat = names([words("export.data"), words("export.dictionary")], [*fixed, *own])
        found = plotted.lines(self._briefing)
        self._found, self._runs, self._flat = found, plotted.runs(found), flat[0]
        self._summary(fixed[0], content)
        for name, section in zip(own, content.sections, strict=True):
            self._target(name, section)
        self._sheet(fixed[1], content.title, (), [content.sources])
        self._sheet(fixed[2], words("export.method"), (*content.method, *content.closing), [content.states])
        if content.sections:
            plotted.sheet(self._made, flat[0], found, _BASE)
            self._sheet(flat[1], words("export.dictionary"), (), [self._dictionary()])

    def _dictionary(self) -> Table:
        """Return what each column of the data means."""
        words = self._briefing.words
        rows = tuple((cell(name), cell(words(f"dictionary.{name}"))) for name in FIGURES)
        heads = (words("column.quantity"), words("column.meaning"))
        return Table(heads, rows, widths=(25, 75), name="dictionary")

    def _format(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format(_BASE | wanted)
        return self._formats[key]

    def _summary(self, name: str, content: Content) -> None:
        lines = (content.portfolio, content.known, *content.remark, content.headline)
        self._sheet(
            name, content.title, lines, [content.overview, *([content.changes] if content.changes else [])]
        )

    def _target(self, name: str, section: Section) -> None:
        lines = (section.context, section.verdict, *section.lines, section.about, *section.method)
        words = self._briefing.words
        heads = (words("papers.head"), words("papers.value"))
        rows = tuple((cell(label), told) for label, told in section.facts)
        facts = [Table(heads, rows, widths=(50, 50), name="facts")] if rows else []
        series = self._runs.get(section.id, [])
        drawn = any(kind == "counted" and last > first for _, kind, first, last in series)
        kept = plotted.ROWS if drawn else 0
        row = self._sheet(name, section.title, lines, [*facts, *section.tables], kept)
        sheet = self._made.get_worksheet_by_name(name)
        self._lines(sheet, row, (section.cited, section.citation), section.address)
        if drawn:
            alt = literal(f"{section.title}. {section.verdict}")[:LONGEST_ALT]
            measure = getattr(self._briefing.portfolio.targets[section.id], "measure", None)
            scale = [words.text(word) for word in (measure.scale if measure else None) or ()]
            shape = plotted.chart(self._made, series, (self._flat, self._found), scale)
            place = 2 + sum(bool(line) for line in lines)
            sheet.insert_chart(place, 0, shape, {"description": alt, "object_position": 2})

    def _sheet(
        self, name: str, title: str, lines: Sequence[str], tables: Sequence[Table], kept: int = 0
    ) -> int:
        """Add a sheet and return the first free row.

        Some rows between lines and tables are kept free for a chart, which no end of a page cuts there.
        """
        sheet = self._made.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        widths = _widths(tables)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._text(sheet, 0, 0, title, bold=True, font_size=14)
        row = self._lines(sheet, 1, lines, self._briefing.followed) + 1 + kept
        for table in tables:
            row = self._table(sheet, row, table, widths) + 1
        return row

    def _lines(self, sheet: Worksheet, row: int, lines: Iterable[str], address: str = "") -> int:
        """Write lines below each other, each a link where an address stands in it; return the next row."""
        for line in (line for line in lines if line):
            self._text(sheet, row, 0, line, address if address in line else "")
            row += 1
        return row

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, link: str = "", **look: Any) -> None:
        text = text[:LONGEST_TEXT]
        if link.startswith(WEB) and len(link) <= LONGEST_LINK:
            sheet.write_url(row, column, link, self._format(**look, **_LINK), text)
        else:
            sheet.write_string(row, column, text, self._format(**look))

    def _table(self, sheet: Worksheet, row: int, table: Table, widths: Sequence[float]) -> int:
        if table.title:
            self._text(sheet, row, 0, table.title, bold=True, font_size=11)
            row += 1
        look: dict[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#eef1f5"}
        for column, head in enumerate(table.heads):
            self._text(sheet, row, column, head, **_side(table, column), **look)
        sheet.set_row(row, _height(table.heads, widths))
        for cells in table.rows:
            row += 1
            texts = [cell.text if cell.value is None else "" for cell in cells]
            sheet.set_row(row, _height(texts, widths))
            for column, one in enumerate(cells):
                self._cell(sheet, (row, column), one, _side(table, column))
        return row + 1

    def _cell(self, sheet: Worksheet, place: tuple[int, int], cell: Cell, side: dict[str, Any]) -> None:
        if isinstance(cell.value, date):
            words = self._briefing.words
            code = {4: "y", 7: words.month_code}.get(len(cell.number), words.day_code)
            pattern = number_formats.dated(code, words)
            sheet.write_datetime(*place, moment(cell.value), self._format(num_format=pattern, align="left"))
        elif isinstance(cell.value, (int, float)) and (pattern := _pattern(cell)):
            sheet.write_number(*place, cell.value, self._format(num_format=pattern, **side))
        elif cell.state:
            ink = style.state_ink(cell.state, style.LIGHT)
            self._text(sheet, *place, cell.text, bold=True, font_color=ink, text_wrap=True)
        elif cell.text:
            self._text(sheet, *place, cell.text, cell.link, text_wrap=True, **side)


def _side(table: Table, column: int) -> dict[str, Any]:
    """Return how a column is set: numbers to the right, a little away from what follows."""
    return {"align": "right", "indent": 1} if column in table.numeric else {"align": "left"}


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height of a row whose texts wrap; not every program finds it out by itself."""
    most = max(ceil(len(text) * 0.95 / width) for text, width in zip(texts, widths, strict=False))
    return min(409.0, 13.5 * max(1, most))


def _pattern(cell: Cell) -> str:
    """Return the number format that shows a value with the words around it, such as "over 91%".

    The second part is for negative values, whose sign would otherwise stand before the words. It is
    empty where the words are longer than a format may be: then they are written instead of the number.
    """
    digits = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
    if cell.share:
        before, after = (_quoted(part) for part in _around(cell.number, cell.text))
        return _fitting(before + digits.replace("#,##0", "0") + "%" + after)
    # a rating is a word: the digit of its place is at most a part of the year beside it
    if not cell.number or not re.search(rf"(?<!\d){re.escape(cell.number)}(?!\d)", cell.text):
        return _fitting(_quoted(cell.text))
    before, after = (_quoted(part) for part in _around(cell.number, cell.text))
    whole = before + digits + after
    signed = _fitting(f"{whole};{before}-{digits}{after}")
    return signed or ("" if cell.number.startswith(MINUS) else _fitting(whole))


def _around(number: str, text: str) -> tuple[str, str]:
    """Return what stands before and behind a number, which is not the end of a word such as CO2."""
    found = re.search(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,]\d)", text)
    at = found.start() if found else text.index(number)
    return text[:at], text[at + len(number) :]


def _quoted(words: str) -> str:
    """Return words as they stand in a number format, which runs none of their letters."""
    return "" if not words else '"' + words.replace('"', '"\\""') + '"'


def _fitting(pattern: str) -> str:
    return pattern if len(pattern) <= LONGEST_PATTERN else ""


def _widths(tables: Sequence[Table]) -> list[float]:
    """Return the width of each column in characters: texts wrap, numbers with their words do not."""
    found: list[float] = []
    for table in tables:
        for column in range(len(table.heads)):
            cells = [row[column] for row in table.rows]
            texts = [table.heads[column], *(cell.text for cell in cells if cell.value is None)]
            whole = [cell.text for cell in cells if cell.value is not None]
            wanted = min(WIDEST, max(len(text) for text in texts) * 1.1)
            wanted = max([10.0, wanted, *(len(text) * 1.2 + 1 for text in whole)])
            if column < len(found):
                found[column] = max(found[column], wanted)
            else:
                found.append(wanted)
    return [min(200.0, width) for width in found] or [WIDEST]

"""Workbook: the cells of an XLSX file, as its author sees them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tracker.importing import footnotes, kinds
from tracker.importing.content import Notice, StopError
from tracker.importing.grid import Grid, letters

LARGEST_INSIDE = 120 << 20
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def is_workbook(data: bytes) -> bool:
    """Tell whether a file is a workbook, of the kind that can be read or an older or locked one."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06") or data[:8] == _OLD


def sheets(data: bytes, file: str, wanted: str = "") -> list[Grid]:
    """Return the sheets of a workbook that hold anything.

    Args:
        data: the content.
        file: its name.
        wanted: the name or the number of one sheet; empty for all.

    Raises:
        StopError: it is locked, too old, too large, damaged, or a formula has no value.
    """
    if data[:8] == _OLD:
        raise StopError("import.password" if _PASSWORD in data else "import.old_workbook", file=file)
    kinds.refuse_packed(data, file)
    values = _opened(data, file, values=True)
    names = values.sheetnames
    chosen = [name for number, name in enumerate(names, 1) if wanted in ("", name, str(number))]
    if not chosen:
        raise StopError("import.no_sheet", file=file, sheet=wanted, choices=", ".join(names))
    formulas = _opened(data, file, values=False) if _holds(data, rb"<f[ >/]") else None
    found = []
    for name in chosen:
        sheet = values[name]
        if hasattr(sheet, "merged_cells"):
            if formulas is not None:
                _expect_values(sheet, formulas[name], file)
            found.append(_grid(sheet, file, hidden=sheet.sheet_state != "visible"))
    return [grid for grid in found if any(any(row) for row in grid.rows)]


def _opened(data: bytes, file: str, *, values: bool) -> Any:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                raise StopError("import.too_large", file=file, limit=f"{LARGEST_INSIDE >> 20} MB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and print areas, which nobody asks for here
            raised = values and _holds(data, rb'"superscript"')
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=raised)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as error:
        raise StopError("import.damaged", file=file, cause=type(error).__name__) from None


def _holds(data: bytes, pattern: bytes) -> bool:
    """Tell whether something stands in the cells of any sheet, or in the texts that they share."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = ("xl/worksheets/sheet", "xl/sharedStrings")
        names = [name for name in packed.namelist() if name.startswith(parts)]
        return any(re.search(pattern, packed.read(name)) for name in names)


def _expect_values(values: Any, formulas: Any, file: str) -> None:
    """Stop where a formula was saved without its value."""
    for row in _filled_part(formulas):
        for cell in row:
            if cell.data_type == "f" and values.cell(cell.row, cell.column).value is None:
                raise StopError("import.formula", place=f"{file}, {formulas.title}, {cell.coordinate}")


def _grid(sheet: Any, file: str, *, hidden: bool) -> Grid:
    rows: list[list[str]] = []
    native, made_up = set(), set()
    for number, row in enumerate(_filled_part(sheet)):
        texts = []
        for column, cell in enumerate(row):
            text, is_number, odd = _shown(cell)
            texts.append(text)
            native |= {(number, column)} if is_number else set()
            made_up |= {(number, column)} if odd else set()
        rows.append(texts)
    merged = _spread(sheet, rows)
    told = [Notice("import.hidden_sheet", {"sheet": sheet.title})] if hidden else []
    gone = [str(key) for key, size in sheet.row_dimensions.items() if size.hidden]
    if gone:
        told.append(Notice("import.hidden_rows", {"sheet": sheet.title, "rows": _listed(gone)}))
    away = [str(key) for key, size in sheet.column_dimensions.items() if size.hidden]
    if away:
        told.append(Notice("import.hidden_columns", {"sheet": sheet.title, "columns": _listed(away)}))
    return Grid(file, sheet.title, rows, frozenset(native), frozenset(made_up), merged, tuple(told))


def _filled_part(sheet: Any) -> Iterable[Sequence[Any]]:
    """Yield the rows as far as anything stands in them; a sheet may be coloured down to its last row."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    if not filled:
        return ()
    last_row, last_column = max(row for row, _ in filled), max(column for _, column in filled)
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_row=last_row, max_col=last_column)
    return rows


def _listed(names: list[str]) -> str:
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")


def _spread(sheet: Any, rows: list[list[str]]) -> dict[tuple[int, int], str]:
    """Write the text of merged cells into each of them; return these places with the first one's name."""
    merged = {}
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        for row in range(top, min(area.max_row, len(rows))):
            for column in range(left, min(area.max_col, len(rows[row]))):
                rows[row][column] = rows[top][left]
                merged[row, column] = f"{letters(left)}{top + 1}"
    return merged


def _shown(cell: Any) -> tuple[str, bool, bool]:
    """Return the text of a cell, whether it is a number, and whether it is a date made of something else."""
    value, form = cell.value, str(cell.number_format or "")
    if value is None or isinstance(value, bool):
        return ("" if value is None else str(value), False, False)
    if isinstance(value, (datetime, date)):
        return _date(value, form)
    if isinstance(value, (int, float)):
        text = format(value, ".15g") if isinstance(value, float) else str(value)
        if "%" in form:
            return f"{(Decimal(text) * 100).normalize():f}%", True, False
        return text, True, False
    return _text(value).strip(), False, False


def _text(value: Any) -> str:
    """Return the text of a cell; in one of several fonts, raised marks of notes stay raised."""
    if isinstance(value, str):
        return value
    parts = (
        (str(part), getattr(getattr(part, "font", None), "vertAlign", "") == "superscript") for part in value
    )
    return footnotes.raised(parts)


def _date(value: date, form: str) -> tuple[str, bool, bool]:
    """Return a date as far as its cell shows it."""
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form).casefold()
    if "y" not in bare:
        return value.strftime("%Y-%m-%d"), False, True
    if "d" in bare:
        return value.strftime("%Y-%m-%d"), False, False
    return value.strftime("%Y-%m" if "m" in bare else "%Y"), False, False

"""Workbooks of Eurostat's data browser: a sheet for each choice, flags in the columns beside the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass

from tracker.importing import cube, periods
from tracker.importing.collisions import only
from tracker.importing.content import Content, Document
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.grid import Grid
from tracker.importing.mapping import Mapping

PUBLISHER = "Eurostat"
_LABELS = re.compile(r"\s*\((Labels|Codes)\)$", re.IGNORECASE)
_DATASET = re.compile(r"(?P<title>.*?)\s*\[(?P<code>[^\]]+)\]")
_LEGEND = re.compile(r"special values?|observation flags?|available flags?|footnotes?", re.IGNORECASE)
_UPDATED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet: the row of heads, its columns of figures, what stands before, what was chosen.

    The heads are years, or the members of the dimension `across`; then the years stand before the rows.
    """

    grid: Grid
    head: int
    columns: Sequence[int]
    names: Sequence[str]
    chosen: Fields[str, str]
    across: str = ""


def is_one(sheets: Sequence[Grid]) -> bool:
    """Tell whether a workbook comes from the data browser."""
    return any(_begins(grid) and _head(grid) >= 0 for grid in sheets)


def _begins(grid: Grid) -> bool:
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else ""
    return first.startswith("Data extracted on") and "[ESTAT]" in first


def _head(grid: Grid) -> int:
    rows = [row[0].strip() if row else "" for row in grid.rows[:40]]
    time = next((n for n, cell in enumerate(rows) if _LABELS.sub("", cell) == "TIME"), -1)
    return time - 1 if time > 0 and _LABELS.search(rows[time - 1]) else time


def content(sheets: Sequence[Grid], mapping: Mapping) -> Content:
    """Return what a workbook says: one cube over all its sheets."""
    read = [_sheet(grid) for grid in sheets if _begins(grid) and _head(grid) >= 0]
    first = read[0]
    above = {row[0].strip().rstrip(": "): _second(row) for row in first.grid.rows[: first.head] if row}
    dataset = _DATASET.fullmatch(above.get("Dataset", "")) or re.fullmatch(r"(?P<title>.*)(?P<code>)", "")
    title = (dataset["title"] if dataset else "") or first.grid.file
    updated = _UPDATED.search(above.get("Last updated", ""))
    names = [name for one in read for name in (*one.chosen, *one.names, one.across) if name]
    names = list(dict.fromkeys(names))
    cells = [cell for one in read for cell in _cells(one, names)]
    members = [{cell.codes[n]: cell.codes[n] for cell in cells} for n in range(len(names))]
    document = Document(
        title,
        mapping.publisher or PUBLISHER,
        mapping.published or (f"{updated[3]}-{updated[2]}-{updated[1]}" if updated else ""),
        mapping.url,
    )
    axes = [Axis(name, name, own) for name, own in zip(names, members, strict=True)]
    code = (dataset["code"] if dataset else "").partition("__custom")[0]
    return cube.content(Cube(first.grid.file, code or title, title, axes, cells, document), mapping)


def _second(row: Sequence[str]) -> str:
    return next((cell.strip() for cell in row[1:] if cell.strip()), "")


def _sheet(grid: Grid) -> _Sheet:
    head = _head(grid)
    first, below = grid.rows[head][0].strip(), grid.rows[head + 1]
    across = "" if _LABELS.sub("", first) == "TIME" else _name(first)
    columns = [
        column
        for column, cell in enumerate(grid.rows[head])
        if column
        and cell.strip()
        and not grid.is_spread(head, column)
        and (across or periods.looks_like_one(cell))
    ]
    before = [] if across else [_name(cell) for cell in below[: columns[0] if columns else 0]]
    chosen = {
        row[0].strip(): _second(row)
        for row in grid.rows[3:head]
        if row and row[0].strip() and _second(row) and not row[0].strip().endswith(":")
    }
    return _Sheet(grid, head, columns, before, chosen, across)


def _name(cell: str) -> str:
    return _LABELS.sub("", cell.strip()).capitalize()


def _cells(sheet: _Sheet, names: Sequence[str]) -> Iterator[Cell]:
    grid = sheet.grid
    for number in range(sheet.head + 2, len(grid.rows)):
        row = grid.rows[number]
        if not any(cell.strip() for cell in row) or _LEGEND.match(only(row)):
            return  # below the table stands what the flags mean
        own = {**sheet.chosen, **{name: row[n].strip() for n, name in enumerate(sheet.names)}}
        for column in sheet.columns:
            head = grid.rows[sheet.head][column].strip()
            text = row[column].strip() if column < len(row) else ""
            beside = column + 1 not in sheet.columns and column + 1 < len(row)
            flag = row[column + 1].strip() if beside else None
            period = row[0].strip() if sheet.across else head
            codes = [head if name == sheet.across else own.get(name, "") for name in names]
            flag = "" if flag and len(flag) > 3 else flag
            yield Cell(codes, period, text, flag, grid.place(number, column))

"""SDMX-CSV: the text form of the standard for statistical data, versions 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.importing import cube, periods
from tracker.importing.content import Content, Document, Notice, StopError, Subject
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.grid import Grid
from tracker.importing.mapping import Mapping

_FIRST = re.compile(r"(DATAFLOW|STRUCTURE(\[.\])?)(:.*)?", re.I)
_NOT_DIMENSIONS = (
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "LAST UPDATE",
    "LAST_UPDATE",
    "SERIES_KEY",
)
_FLAGS = ("OBS_FLAG", "OBS_STATUS")


def is_one(head: Sequence[str]) -> bool:
    """Tell whether the names of columns are those of SDMX-CSV."""
    names = [_id(cell) for cell in head]
    begins = bool(head) and _FIRST.fullmatch(head[0]) is not None
    return ("OBS_VALUE" in names and (begins or "TIME_PERIOD" in names)) or (
        begins and "STRUCTURE_ID" in names
    )


def content(grid: Grid, _: bytes, mapping: Mapping) -> Content:
    """Return what an SDMX-CSV text says: one cube for each structure in it."""
    rows = [row for row in grid.rows if any(cell.strip() for cell in row)]
    head = [_id(cell) for cell in rows[0]]
    rows = [[*row, *[""] * (len(head) - len(row))] for row in rows]  # a line that broke off has empty cells
    if "OBS_VALUE" not in head:
        raise StopError("import.sdmx.no_values", file=grid.file)
    structure = next((n for n, name in enumerate(head) if name in ("STRUCTURE_ID", "DATAFLOW")), -1)
    subjects, told = list[Subject](), list[Notice]()
    for name in dict.fromkeys(row[structure] if structure >= 0 else "" for row in rows[1:]):
        own = [
            (number, row)
            for number, row in enumerate(rows, 1)
            if number > 1 and (structure < 0 or row[structure] == name)
        ]
        made = cube.content(_cube(grid, rows[0], own, name, mapping), mapping)
        subjects += made.subjects
        told += made.told
    return Content(tuple(subjects), tuple(told))


def _id(cell: str) -> str:
    """Return the id of a column, which may stand before its name or the marks of several values."""
    return re.sub(r"\[.*\]$", "", cell.strip().partition(":")[0].strip()).upper()


def _part(cell: str) -> tuple[str, str]:
    """Return code and name of a cell such as `A: Annual`."""
    code, colon, name = cell.strip().partition(": ")
    return (code.strip(), name.strip() if colon else code.strip())


def _cube(
    grid: Grid,
    head: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    structure: str,
    mapping: Mapping,
) -> Cube:
    names = [_id(cell) for cell in head]
    value = names.index("OBS_VALUE")
    time = _time(names, rows, value, grid.file)
    dims = [n for n in range(value) if n != time and names[n] not in _NOT_DIMENSIONS]
    later = [n for n in range(value + 1, len(names)) if names[n] in ("UNIT", "UNIT_MEASURE")]
    axes = []
    for n in [*dims, *later]:
        members = dict(_part(row[n]) for _, row in rows if n < len(row))
        label = _part(head[n])[1]
        axes.append(Axis(names[n] if head[n].isupper() else _part(head[n])[0], label, members))
    flag = next((names.index(name) for name in _FLAGS if name in names), -1)
    updated = next(
        (n for n, name in enumerate(names) if name.replace("_", " ") in ("LAST UPDATE", "UPDATED")), -1
    )
    code, name = _part(structure or grid.file.rpartition(".")[0])
    plain = re.sub(r"\(.*?\)", "", code).rpartition(":")[2]
    agency = code.partition(":")[0] if ":" in code else ""
    published = max((_day(row[updated]) for _, row in rows if 0 <= updated < len(row)), default="")
    title = name if name != code else plain
    document = Document(title, mapping.publisher or agency, mapping.published or published, mapping.url)
    cells = _cells(grid, rows, [*dims, *later], time, value, flag, names)
    return Cube(grid.file, plain, title, axes, cells, document)


def _day(text: str) -> str:
    """Return the day of a time stamp; Eurostat writes 16/06/24 23:00:00."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", text)
    short = re.match(r"(\d\d)/(\d\d)/(\d\d)\b", text)
    return found[0] if found else f"20{short[3]}-{short[2]}-{short[1]}" if short else ""


def _time(names: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], value: int, file: str) -> int:
    if "TIME_PERIOD" in names:
        return names.index("TIME_PERIOD")
    for n in range(value):
        if (
            names[n] not in _NOT_DIMENSIONS
            and rows
            and all(periods.looks_like_one(_part(row[n])[0]) for _, row in rows)
        ):
            return n
    raise StopError("import.no_period", file=file, columns=", ".join(names))


def _cells(
    grid: Grid,
    rows: Sequence[tuple[int, Sequence[str]]],
    axes: Sequence[int],
    time: int,
    value: int,
    flag: int,
    names: Sequence[str],
) -> Iterator[Cell]:
    action = names.index("ACTION") if "ACTION" in names else -1
    for number, row in rows:
        if len(row) <= value or (action >= 0 and row[action].strip().upper() == "D"):
            continue
        codes = [_part(row[n])[0] if n < len(row) else "" for n in axes]
        said = _part(row[flag])[0] if 0 <= flag < len(row) else ""
        said = "" if said.upper() in ("A", "N", "V") else said
        place = f"{grid.file}, row {number}, {'.'.join(codes)}"
        yield Cell(codes, _part(row[time])[0], row[value].strip(), said, place)

"""SDMX-CSV: the text form of the standard for statistical data, versions 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from dataclasses import replace

from tracker.importing import cube, periods
from tracker.importing.columns import scaled
from tracker.importing.content import Content, Document, Notice, StopError, Subject
from tracker.importing.cube import TIMES, UNIT, Axis, Cell, Cube
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
# Agencies by the beginning of their codes.
_AGENCIES = {"ESTAT": "Eurostat", "OECD": "OECD", "IMF": "International Monetary Fund", "WB": "World Bank"}
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
    filled = [n for n, row in enumerate(grid.rows) if any(cell.strip() for cell in row)]
    first = grid.rows[filled[0]]
    head = [_id(cell) for cell in first]
    # The last cell of a line that broke off may be half a figure.
    rows = [(n + 1, row) for n in filled[1:] if len(row := grid.rows[n]) >= len(head)]
    if "OBS_VALUE" not in head:
        raise StopError("import.sdmx.no_values", file=grid.file)
    structure = next((n for n, name in enumerate(head) if name in ("STRUCTURE_ID", "DATAFLOW")), -1)
    subjects, told = list[Subject](), list[Notice]()
    for name in dict.fromkeys(row[structure] if structure >= 0 else "" for _, row in rows):
        own = [(number, row) for number, row in rows if structure < 0 or row[structure] == name]
        made = cube.content(_cube(grid, first, own, name, mapping), mapping)
        subjects += made.subjects
        told += (one for one in made.told if one not in told)  # several structures look alike
    return Content(tuple(subjects), (*grid.told, *told, *grid.broken_off(filled, len(head))))


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
    beside = {n: n + 1 for n in (*dims, *later, time) if _is_label(head, rows, n, value)}
    dims = [n for n in dims if n not in beside.values()]
    power = names.index("UNIT_MULT") if "UNIT_MULT" in names else -1
    dims = [n for n in dims if n != power]
    units = any(UNIT.fullmatch(names[n]) for n in (*dims, *later))
    if power >= 0 and not units and any(_power(row, power) not in ("", "0") for _, row in rows):
        later, power = [*later, power], -1  # the only unit that is told
    axes = []
    for n in [*dims, *later]:
        members = dict(_part(row[n]) for _, row in rows if n < len(row))
        members |= {row[n].strip(): row[beside[n]].strip() for _, row in rows} if n in beside else {}
        label = head[beside[n]].strip() if n in beside else _part(head[n])[1]
        if names[n] == "UNIT_MULT":
            members = {code: scaled("", code, power=True) for code in members}
        axes.append(Axis(names[n] if head[n].isupper() else _part(head[n])[0], label, members))
    scaled_axis = next((n for n, axis in enumerate(axes) if axis.is_unit), -1) if power >= 0 else -1
    if scaled_axis >= 0:
        axes[scaled_axis] = _powers(axes[scaled_axis], rows, [*dims, *later][scaled_axis], power)
    flag = next((names.index(name) for name in _FLAGS if name in names), -1)
    updated = next(
        (n for n, name in enumerate(names) if name.replace("_", " ") in ("LAST UPDATE", "UPDATED")), -1
    )
    code, name = _part(structure or grid.file.rpartition(".")[0])
    called = names.index("STRUCTURE_NAME") if "STRUCTURE_NAME" in names else -1
    name = next((text for _, row in rows if called >= 0 and (text := row[called].strip())), name)
    plain = re.sub(r"\(.*?\)", "", code).rpartition(":")[2]
    agency = code.partition(":")[0] if ":" in code else ""
    agency = _AGENCIES.get(agency.partition(".")[0], agency)
    published = max((_day(row[updated]) for _, row in rows if 0 <= updated < len(row)), default="")
    title = name if name != code else plain
    document = Document(title, mapping.publisher or agency, mapping.published or published, mapping.url)
    known = axes[scaled_axis].members if scaled_axis >= 0 else {}
    cells = _cells(grid, rows, [*dims, *later], time, value, flag, names, (scaled_axis, power, known))
    return Cube(grid.file, plain, _called(axes) or title if title == plain else title, axes, cells, document)


def _called(axes: Sequence[Axis]) -> str:
    """Return the name of the one quantity that is measured, which says more than the code of a structure."""
    quantities = (axis for axis in axes if axis.tells_what and not axis.is_unit and len(axis.members) == 1)
    return next((name for axis in quantities for code, name in axis.members.items() if name != code), "")


def _is_label(
    head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], column: int, value: int
) -> bool:
    """Tell whether the next column only spells out the codes of a column, as in downloads with labels."""
    after = column + 1
    if after >= len(head) or after == value or not _is_code(head[column]) or _is_code(head[after]):
        return False
    if head[after].strip().upper().replace(" ", "_") in _NOT_DIMENSIONS:
        return False
    pairs = {(row[column].strip(), row[after].strip()) for _, row in rows}
    return len(pairs) == len({code for code, _ in pairs})


def _is_code(name: str) -> bool:
    """Tell whether a head is the id of a column; Eurostat writes those of its dimensions small."""
    return name.isupper() or re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None


def _powers(axis: Axis, rows: Sequence[tuple[int, Sequence[str]]], column: int, power: int) -> Axis:
    """Return an axis of units called by their powers of ten, several powers of one as units of their own."""
    pairs = {(_part(row[column])[0], _power(row, power)) for _, row in rows if column < len(row)}
    members = {}
    for code, name in axis.members.items():
        found = sorted(one for other, one in pairs if other == code)
        for one in found:
            member = code if len(found) == 1 else f"{code}{TIMES}{one}"
            members[member] = scaled(name, one, power=True)
    return replace(axis, members=members)


def _power(row: Sequence[str], column: int) -> str:
    """Return the power of ten in which the figure of a row is counted."""
    return _part(row[column])[0] if column < len(row) else ""


def _day(text: str) -> str:
    """Return the day of a time stamp; Eurostat writes 16/06/24 23:00:00."""
    found = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    short = re.match(r"([0-9]{2})/([0-9]{2})/([0-9]{2})\b", text)
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
    powers: tuple[int, int, Fields[str, str]],
) -> Iterator[Cell]:
    unit, power, known = powers
    closed = names.index("CONF_STATUS") if "CONF_STATUS" in names else -1
    action = names.index("ACTION") if "ACTION" in names else -1
    for number, row in rows:
        if len(row) <= value or (action >= 0 and row[action].strip().upper() == "D"):
            continue
        codes = [_part(row[n])[0] if n < len(row) else "" for n in axes]
        said = _part(row[flag])[0] if 0 <= flag < len(row) else ""
        said = "" if said.upper() in ("A", "N", "V") else said
        if closed >= 0 and not row[value].strip() and _part(row[closed])[0].upper() in ("C", "S", "D"):
            said = "c"  # confidential
        if unit >= 0 and codes[unit] not in known:
            codes[unit] += f"{TIMES}{_power(row, power)}"
        place = f"{grid.file}, row {number}, {'.'.join(codes)}"
        yield Cell(codes, _part(row[time])[0], row[value].strip(), said if flag >= 0 else said or None, place)

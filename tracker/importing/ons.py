"""ONS: time series of the Office for National Statistics, with what is said of them above the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.importing import cube, periods
from tracker.importing.content import Content, Document
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.grid import Grid
from tracker.importing.mapping import Mapping
from tracker.importing.periods import Habits

PUBLISHER = "Office for National Statistics"
_DAY_FIRST = Habits("day")


def is_one(grid: Grid) -> bool:
    """Tell whether a text begins with the lines of these series: `Title`, and `CDID` for their codes."""
    first = [row[0].strip() for row in grid.rows[:12] if row]
    return first[:1] == ["Title"] and "CDID" in first


def content(grid: Grid, mapping: Mapping) -> Content:
    """Return what a text says: a target for each series, and for years, quarters and months of each."""
    said = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in grid.rows[:12] if row}
    codes, titles = said["CDID"], said["Title"]
    series = {code: titles[n] if n < len(titles) else code for n, code in enumerate(codes) if code}
    units = {code: _unit(said, n) for n, code in enumerate(codes) if code}
    found = [(number, row) for number, row in enumerate(grid.rows) if row and _often(row[0])]
    often = {_often(row[0]) for _, row in found}
    axes = [
        Axis("CDID", "series", series, True),
        Axis("frequency", "frequency", {one: one for one in often}, True),
    ]
    only = next(iter(series)) if len(series) == 1 else ""
    stem = re.sub(r"\.csv$", "", grid.file, flags=re.IGNORECASE)
    released = periods.read(next(iter(said.get("Release date", [])), ""), _DAY_FIRST)
    published = released.period if isinstance(released, periods.Read) else ""
    document = Document(
        series[only] if only else stem,
        mapping.publisher or PUBLISHER,
        mapping.published or published,
        mapping.url,
    )
    cells = _cells(grid, found, codes)
    return cube.content(
        Cube(grid.file, only or stem, series[only] if only else "", axes, cells, document, units), mapping
    )


def _unit(said: dict[str, list[str]], place: int) -> str:
    lines = (said.get(name, []) for name in ("PreUnit", "Unit"))
    return " ".join(line[place] for line in lines if place < len(line) and line[place])


def _often(text: str) -> str:
    """Return how long the period of a line is; empty for a line that holds none."""
    span = periods.read(text.strip(), _DAY_FIRST)
    return periods.frequency([span.period]) if isinstance(span, periods.Read) else ""


def _cells(grid: Grid, found: Sequence[tuple[int, Sequence[str]]], codes: Sequence[str]) -> Iterator[Cell]:
    for number, row in found:
        for place, code in enumerate(codes, 1):
            text = row[place].strip() if place < len(row) else ""
            if code and text:
                yield Cell((code, _often(row[0])), row[0].strip(), text, None, grid.place(number, place))

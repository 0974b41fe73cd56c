"""OWID: a download of Our World in Data, a CSV with its metadata beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from dataclasses import replace
from typing import Any

from tracker.importing import cube
from tracker.importing.content import Content, Document, StopError
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.grid import Grid
from tracker.importing.mapping import Mapping

PUBLISHER = "Our World in Data"


def is_one(head: Sequence[str]) -> bool:
    """Tell whether the names of columns are those of a download of Our World in Data."""
    plain = [name.casefold() for name in head]
    return plain[:2] == ["entity", "code"] and len(plain) > 3 and plain[2] in ("year", "day")


def content(grid: Grid, metadata: bytes, mapping: Mapping) -> Content:
    """Return what a download says: a target for each column of figures."""
    rows = [row for row in grid.rows if any(cell.strip() for cell in row)]
    head = [cell.strip() for cell in rows[0]]
    about = _metadata(metadata)
    columns, chart = _fields(about, "columns"), _fields(about, "chart")
    figures = [
        n for n in range(3, len(head)) if not re.fullmatch(r"(?i)continent|region|.*annotations?", head[n])
    ]
    known = {head[n]: columns.get(head[n]) or {} for n in figures}
    stem = re.sub(r"\.csv$", "", grid.file, flags=re.I)
    title = str(
        chart.get("title") or next((one["titleShort"] for one in known.values() if one.get("titleShort")), "")
    )
    axes = [
        Axis(
            "column",
            "indicator",
            {name: str(one.get("titleShort") or name) for name, one in known.items()},
            True,
        ),
        Axis("Entity", head[0], {row[0].strip(): row[0].strip() for row in rows[1:]}),
    ]
    updated = max((str(one.get("lastUpdated") or "") for one in known.values()), default="")[:10]
    citation = str(
        chart.get("citation")
        or next((one["citationShort"] for one in known.values() if one.get("citationShort")), "")
    )
    document = Document(
        f"{title or stem} ({citation})" if citation else title or stem.replace("_", " ").replace("-", " "),
        mapping.publisher or PUBLISHER,
        mapping.published or updated,
        mapping.url or str(chart.get("originalChartUrl") or ""),
    )
    units = {
        name: str(one.get("unit") or one.get("shortUnit"))
        for name, one in known.items()
        if one.get("unit") or one.get("shortUnit")
    }
    said = {name: str(one["descriptionShort"]) for name, one in known.items() if one.get("descriptionShort")}
    lines = [n for n, row in enumerate(grid.rows) if any(cell.strip() for cell in row)]
    cells = _cells(grid, head, figures)
    made = cube.content(
        Cube(
            grid.file,
            stem,
            title or (head[figures[0]] if figures else stem),
            axes,
            cells,
            document,
            units,
            said,
        ),
        mapping,
    )
    return replace(made, told=(*grid.told, *made.told, *grid.broken_off(lines, len(head))))


def _fields(about: Fields[str, Any], name: str) -> dict[str, Any]:
    found = about.get(name)
    return found if isinstance(found, dict) else {}


def _metadata(data: bytes) -> Fields[str, Any]:
    if not data:
        return {}
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        raise StopError("import.no_json", file=".metadata.json") from None
    return read if isinstance(read, dict) else {}


def _cells(grid: Grid, head: Sequence[str], figures: Sequence[int]) -> Iterator[Cell]:
    for number, row in enumerate(grid.rows):
        if number == 0 or len(row) < len(head):
            continue
        for n in figures:
            if row[n].strip():
                yield Cell(
                    (head[n], row[0].strip()),
                    row[2].strip(),
                    row[n].strip(),
                    None,
                    f"{grid.file}, row {number + 1}",
                )

"""UN SDG: the answers of the United Nations' database of global indicators, a list of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from typing import Any

from tracker.importing import cube, flags
from tracker.importing.content import Content, Document, StopError
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.mapping import Mapping

PUBLISHER = "United Nations Statistics Division"
_UNIT, _NATURE = "Units", "Nature"


def is_one(read: Any) -> bool:
    """Tell whether a JSON document is an answer of the database."""
    rows = read.get("data") if isinstance(read, dict) else None
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and {"series", "timePeriodStart", "value"} <= first.keys()


def content(read: Any, file: str, mapping: Mapping) -> Content:
    """Return what an answer says: a target for each series.

    Raises:
        StopError: it holds no figures.
    """
    rows = [row for row in read["data"] if isinstance(row, dict)]
    if not rows:
        raise StopError("import.nothing", file=file)
    names = list(dict.fromkeys(name for row in rows for name in row.get("dimensions") or {}))
    series = {str(row["series"]): str(row.get("seriesDescription") or row["series"]) for row in rows}
    areas = {str(row.get("geoAreaCode")): str(row.get("geoAreaName")) for row in rows}
    units = {_unit(row): "" for row in rows}
    axes = [
        Axis("series", "series", series, True),
        Axis("unit", "unit", {code: _member(read, "attributes", _UNIT, code) for code in units}),
        Axis("geoAreaCode", "area", areas),
        *(Axis(name, name, _members(read, rows, name)) for name in names),
    ]
    only = next(iter(series)) if len(series) == 1 else ""
    document = Document(
        series[only] if only else "Global SDG Indicators Database",
        mapping.publisher or PUBLISHER,
        mapping.published,
        mapping.url,
    )
    made = cube.content(
        Cube(file, only or "un sdg", document.title if only else "", axes, _cells(rows, names), document),
        mapping,
    )
    pages = str(read.get("totalPages") or "1")
    told = made.told if pages in ("0", "1") else (*made.told, cube.notice_of_pages(pages, file))
    return Content(made.subjects, told)


def _unit(row: Fields[str, Any]) -> str:
    return str((row.get("attributes") or {}).get(_UNIT) or "")


def _member(read: Fields[str, Any], group: str, name: str, code: str) -> str:
    """Return what a code of an attribute or dimension means, as the answer explains it."""
    for one in read.get(group) or ():
        if isinstance(one, dict) and one.get("id") == name:
            for entry in one.get("codes") or ():
                if isinstance(entry, dict) and entry.get("code") == code:
                    return str(entry.get("description") or code)
    return code


def _members(read: Fields[str, Any], rows: Sequence[Fields[str, Any]], name: str) -> dict[str, str]:
    codes = {str((row.get("dimensions") or {}).get(name) or "") for row in rows}
    return {code: _member(read, "dimensions", name, code) for code in codes}


def _cells(rows: Sequence[Fields[str, Any]], names: Sequence[str]) -> Iterator[Cell]:
    for row in rows:
        own = row.get("dimensions") or {}
        codes = [str(row["series"]), _unit(row), str(row.get("geoAreaCode"))]
        codes += [str(own.get(name) or "") for name in names]
        flag = flags.NATURES.get(str((row.get("attributes") or {}).get(_NATURE) or ""), "")
        value = row.get("value")
        text = "" if value is None else str(value)
        yield Cell(codes, str(row.get("timePeriodStart")), text, flag, ".".join(filter(None, codes)))

"""World Bank: the answers of its interface, a list of what was asked and of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Fields
from typing import Any

from tracker.importing import cube
from tracker.importing.content import Content, Document, StopError
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.mapping import Mapping

PUBLISHER = "World Bank"


def is_one(read: Any) -> bool:
    """Tell whether a JSON document is an answer of the World Bank, or its error."""
    first = read[0] if isinstance(read, list) and read else None
    return isinstance(first, dict) and ("message" in first or "page" in first)


def content(read: Any, file: str, mapping: Mapping) -> Content:
    """Return what an answer says.

    Raises:
        StopError: it is an error, or holds no figures.
    """
    about = read[0]
    if "message" in about:
        said = about["message"] if isinstance(about["message"], list) else [about["message"]]
        texts = [str(one.get("value") or one) if isinstance(one, dict) else str(one) for one in said]
        raise StopError("import.error_answer", message="; ".join(texts))
    rows = [
        row
        for row in (read[1] if len(read) > 1 and isinstance(read[1], list) else ())
        if isinstance(row, dict)
    ]
    if not rows:
        raise StopError("import.nothing", file=file)
    indicators, countries = _members(rows, "indicator"), _members(rows, "country")
    title = next(iter(indicators.values()))
    document = Document(
        title if len(indicators) == 1 else "World Development Indicators",
        mapping.publisher or PUBLISHER,
        mapping.published or str(about.get("lastupdated") or "")[:10],
        mapping.url,
    )
    axes = [Axis("indicator", "indicator", indicators, True), Axis("country", "country", countries)]
    units = {
        str(row["indicator"]["id"]): str(row["unit"]) for row in rows if row.get("unit") and _is_named(row)
    }
    name = next(iter(indicators)) if len(indicators) == 1 else ""
    made = cube.content(Cube(file, name, title if name else "", axes, _cells(rows), document, units), mapping)
    pages = str(about.get("pages") or "1")
    told = made.told if pages in ("0", "1") else (*made.told, cube.notice_of_pages(pages, file))
    return Content(made.subjects, told)


def document_of(above: Iterable[Sequence[str]]) -> Document | None:
    """Return the document that the lines above a table of its files name; None for those of others."""
    said = {row[0].strip(): row[1].strip() for row in above if len(row) > 1}
    title, day = said.get("Data Source", ""), said.get("Last Updated Date", "")[:10]
    if not title or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        return None
    return Document(title, PUBLISHER, day)


def _is_named(row: Fields[str, Any]) -> bool:
    return isinstance(row.get("indicator"), dict) and isinstance(row.get("country"), dict)


def _members(rows: Sequence[Fields[str, Any]], name: str) -> dict[str, str]:
    return {
        str(row[name].get("id")): str(row[name].get("value"))
        for row in rows
        if isinstance(row.get(name), dict)
    }


def _cells(rows: Sequence[Fields[str, Any]]) -> Iterator[Cell]:
    for row in rows:
        if _is_named(row):
            codes = (str(row["indicator"].get("id")), str(row["country"].get("id")))
            value = row.get("value")
            text = "" if value is None else str(value)
            flag = str(row.get("obs_status") or "")
            yield Cell(codes, str(row.get("date")), text, flag, ".".join(codes))

"""JSON-stat: the answers of Eurostat and of other offices, versions 1 and 2."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Fields
from typing import Any

from tracker.importing import cube
from tracker.importing.content import Content, Document, Notice, StopError, Subject
from tracker.importing.cube import Axis, Cell, Cube
from tracker.importing.mapping import Mapping

_TIME = re.compile(
    r"time|time_period|tid|year|år|ano|año|zeit|period|date|month|quarter|trimestre|jahr", re.I
)
_MOST = 5_000_000
# The codes of agencies that the answers name instead of their names.
_AGENCIES = {"ESTAT": "Eurostat"}


def is_one(read: Any) -> bool:
    """Tell whether a JSON document is JSON-stat."""
    return isinstance(read, dict) and bool(_datasets(read))


def _datasets(read: Fields[str, Any]) -> list[tuple[str, Fields[str, Any]]]:
    """Return the data sets of a document with their names; version 1 and a collection hold several."""
    if "dimension" in read and "value" in read:
        return [("", read)]
    if read.get("class") == "collection" and isinstance(read.get("link"), dict):
        held = [one for one in read["link"].get("item") or () if isinstance(one, dict)]
        return [found for one in held if one.get("class") == "dataset" for found in _datasets(one)]
    return [
        (name, one)
        for name, one in read.items()
        if isinstance(one, dict) and isinstance(one.get("dimension"), dict) and "value" in one
    ]


def content(read: Any, file: str, mapping: Mapping) -> Content:
    """Return what a JSON-stat document says."""
    subjects, told = list[Subject](), list[Notice]()
    for name, one in _datasets(read):
        made = cube.content(_cube(one, name, file, mapping), mapping)
        subjects += made.subjects
        told += made.told
    return Content(tuple(subjects), tuple(told))


def _cube(one: Fields[str, Any], name: str, file: str, mapping: Mapping) -> Cube:
    dimension = one["dimension"]
    ids = [str(key) for key in one.get("id") or dimension.get("id") or ()]
    roles = one.get("role") or dimension.get("role") or {}
    if not ids or not all(isinstance(dimension.get(key), dict) for key in ids):
        raise StopError("import.broken_cube", file=file)
    codes = {key: _codes(dimension[key], file) for key in ids}
    time = next((key for key in ids if key in (roles.get("time") or ())), "")
    time = time or next((key for key in ids if _TIME.fullmatch(key)), "")
    if not time:
        raise StopError("import.no_period", file=file, columns=", ".join(ids))
    metric = roles.get("metric") or ()
    axes = [
        Axis(key, str(dimension[key].get("label") or key), codes[key], key in metric)
        for key in ids
        if key != time
    ]
    extension: Fields[str, Any] = one["extension"] if isinstance(one.get("extension"), dict) else {}
    dataset = str(extension.get("id") or name or "").strip()
    title = " ".join(str(one.get("label") or dataset or file).split())
    source = str(one.get("source") or "")
    document = Document(
        title,
        mapping.publisher or _AGENCIES.get(source, source),
        mapping.published or str(one.get("updated") or "")[:10],
        mapping.url or _link(one),
    )
    units = {code: unit for key in metric for code, unit in _units(dimension.get(key, {})).items()}
    cells = _cells(one, ids, time, codes, dataset or file, file)
    plain = dataset if dataset not in ("", "dataset") else title
    return Cube(file, plain, title, axes, cells, document, units)


def _link(one: Fields[str, Any]) -> str:
    found = str(one.get("href") or "")
    return found if re.fullmatch(r"https?://[^\s<>\"]+", found) else ""


def _codes(dimension: Fields[str, Any], file: str) -> dict[str, str]:
    """Return the names of the members of a dimension by code, in their order."""
    category = dimension.get("category")
    if not isinstance(category, dict):
        raise StopError("import.broken_cube", file=file)
    index, label = category.get("index"), category.get("label") or {}
    if isinstance(index, dict):
        order = sorted(index, key=lambda code: int(index[code]))
    else:
        order = [str(code) for code in index] if isinstance(index, list) else list(label)
    return {code: " ".join(str(label.get(code, code)).split()) for code in order}


def _units(dimension: Fields[str, Any]) -> dict[str, str]:
    units = (dimension.get("category") or {}).get("unit") or {}
    said = {
        code: one.get("label") or one.get("base") or one.get("symbol")
        for code, one in units.items()
        if isinstance(one, dict)
    }
    return {code: str(text) for code, text in said.items() if text}


def _cells(
    one: Fields[str, Any],
    ids: Sequence[str],
    time: str,
    codes: Fields[str, Fields[str, str]],
    dataset: str,
    file: str,
) -> Iterator[Cell]:
    """Yield the figures in the order of the document; those that are not there are passed over."""
    value, status = one["value"], one.get("status")
    sizes = [len(codes[key]) for key in ids]
    count, told = math.prod(sizes), one.get("size") or one["dimension"].get("size") or sizes
    if count > _MOST or not _is_size(told, sizes) or not _fits(value, count):
        raise StopError("import.broken_cube", file=file)
    place = ids.index(time)
    for number, members in enumerate(itertools.product(*(codes[key] for key in ids))):
        text = _at(value, number)
        flag = status if isinstance(status, str) else _at(status, number)
        if text is None and not flag:
            continue
        printed = codes[time][members[place]]
        period = cube.quarters(time, printed if re.search(r"\d{4}", printed) else members[place])
        others = [code for n, code in enumerate(members) if n != place]
        yield Cell(
            others,
            period,
            "" if text is None else str(text),
            None if status is None else str(flag or ""),
            f"{dataset}, {'.'.join(others)}",
        )


def _is_size(told: Any, sizes: Sequence[int]) -> bool:
    return isinstance(told, list) and [str(one) for one in told] == [str(one) for one in sizes]


def _fits(value: Any, count: int) -> bool:
    """Tell whether a list has as many figures as there are places, or an index names these places alone."""
    if isinstance(value, dict):
        return all(place.isdecimal() and int(place) < count for place in value)
    return not isinstance(value, list) or len(value) == count


def _at(given: Any, number: int) -> Any:
    if isinstance(given, dict):
        return given.get(str(number))
    if isinstance(given, list):
        return given[number] if number < len(given) else given[0] if len(given) == 1 else None
    return None

"""Sources: which kind of source a person has brought, and what it says."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Fields
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tracker.given import bytes_of
from tracker.importing import (
    editions,
    eurostat_book,
    fitting,
    headings,
    json_stat,
    named_once,
    numbers,
    ons,
    open_sdg,
    owid,
    sdmx_csv,
    table,
    un_sdg,
    workbook,
    world_bank,
)
from tracker.importing import grid as grids
from tracker.importing import shape as shapes
from tracker.importing.collisions import expect_heads
from tracker.importing.columns import plays
from tracker.importing.content import Content, Document, Notice, StopError, Subject, unread
from tracker.importing.heads import spread
from tracker.importing.mapping import Mapping
from tracker.problems import named

JSON = ("json-stat", "world-bank", "un-sdg")
# What a reader of one kind runs into when parts of an answer are of another kind than they should be.
_BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)
# The first cell of Eurostat's tab-separated tables: the names of the keys, and what stands beside them.
_EUROSTAT = re.compile(r"[A-Za-z_0-9]+(,[A-Za-z_0-9]+)*\\(time|TIME_PERIOD)", re.IGNORECASE)
Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A source as it was brought: its name, its bytes or its folder, and the address it came from."""

    name: str
    data: bytes = b""
    folder: Path | None = None
    address: str = ""
    metadata: bytes = b""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a source says, and how it was read, which the next import may take over."""

    content: Content
    mapping: Mapping


def brought(path: Path) -> Brought:
    """Return a source that lies on the disk.

    Raises:
        StopError: it is not there, too large, or cannot be read.
    """
    if os.path.isdir(path):  # noqa: PTH112 - never raises
        return Brought(named(Path(os.path.realpath(path)).name), folder=path)
    try:
        data = bytes_of(path, grids.LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        raise StopError("import.no_source", file=path.name) from None
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise StopError("import.too_large", file=path.name, limit=f"{grids.LARGEST >> 20} MB") from None
        raise unread(path.name, error) from None
    with suppress(OSError):
        return Brought(
            named(path.name), data, metadata=bytes_of(path.with_name(path.stem + ".metadata.json"))
        )
    return Brought(named(path.name), data)


def recognised(
    source: Brought,
    mapping: Mapping,
    known: Fields[str, Mapping] | None = None,
    say: Say | None = None,
    starts: Fields[str, int] | None = None,
) -> Recognised:
    """Return what a source says.

    Args:
        source: the source.
        mapping: what the person says about it; its `kind` decides where it is given.
        known: mappings of earlier imports by their names, of which one of its table and columns is taken.
        say: told about progress: a word, how many files are done, and of how many.
        starts: the months in which the years of targets that are there begin, by id.

    Raises:
        StopError: it cannot be read, or it can be meant in two ways.
    """
    try:
        found = _read(
            source, mapping, editions.of_one(known or {}, source.address or source.name), say, starts
        )
    except OSError as error:  # a folder holds many files
        raise unread(_within(source, error), error) from None
    if not found.content.subjects and not found.content.told:
        raise StopError("import.nothing", file=source.name)
    if not found.content.subjects and source.folder is None:
        told = (*found.content.told, Notice("import.left_out", {"file": source.name}))
        return replace(found, content=Content((), told))
    found = replace(found, content=fitting.fitted(found.content))
    titles = [one.title["en"] for one in found.content.subjects]
    if mapping.target and len(titles) > 1:
        said = {"file": source.name, "count": str(len(titles)), "id": mapping.target}
        raise StopError("import.several_quantities", **said, names=", ".join(titles[:3]))
    if not source.address:
        return found
    origin: dict[str, str | Fields[str, str]] = {"as": found.mapping.kind, "address": source.address}
    origin |= {"pick": mapping.pick} if mapping.pick else {}
    origin |= {"year_starts": str(mapping.year_starts)} if mapping.year_starts else {}
    subjects = tuple(
        replace(one, origin=origin | ({"unit_name": one.said_unit} if one.said_unit else {}))
        for one in found.content.subjects
    )
    return replace(found, content=replace(found.content, subjects=subjects))


def _within(source: Brought, error: OSError) -> str:
    """Return the name of what could not be read of a folder, with that of the folder."""
    inner = os.path.relpath(error.filename or source.name, source.folder) if source.folder else ""
    return named(os.path.normpath(f"{source.name}/{inner}"))


def _read(
    source: Brought,
    mapping: Mapping,
    known: Fields[str, Mapping],
    say: Say | None,
    starts: Fields[str, int] | None,
) -> Recognised:
    if source.folder is not None:
        os.scandir(source.folder).close()
        if mapping.kind not in ("", "open-sdg") or not open_sdg.is_one(source.folder):
            _expect_no_package(source.folder)
            raise StopError("import.no_known_folder", folder=source.name)
        said = open_sdg.content(source.folder, mapping, say, starts)
        return Recognised(said, replace(mapping, kind="open-sdg"))
    if not source.data:
        raise StopError("import.empty", file=source.name)
    if workbook.is_workbook(source.data):
        return _of_workbook(source, mapping, known)
    if mapping.kind in JSON or (
        not mapping.kind and source.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    ):
        return _of_json(source, mapping)
    return _of_text(source, mapping, known)


def _of_workbook(source: Brought, mapping: Mapping, known: Fields[str, Mapping]) -> Recognised:
    if mapping.kind not in ("", "xlsx"):
        raise StopError("import.other_kind", file=source.name, kind=mapping.kind)
    sheets = workbook.sheets(source.data, source.name, mapping.sheet)
    if eurostat_book.is_one(sheets):
        return Recognised(eurostat_book.content(sheets, mapping), replace(mapping, kind="xlsx"))
    return _table(sheets, "xlsx", source, mapping, known)


def _of_text(source: Brought, mapping: Mapping, known: Fields[str, Mapping]) -> Recognised:
    grid, mark = grids.delimited(source.data, source.name, mapping.encoding, mapping.separator)
    head = [cell.strip() for cell in next((row for row in grid.rows if any(row)), [])]
    for kind, module in (("sdmx-csv", sdmx_csv), ("owid", owid)):
        if mapping.kind == kind or (not mapping.kind and module.is_one(head)):
            return Recognised(module.content(grid, source.metadata, mapping), replace(mapping, kind=kind))
    if ons.is_one(grid):
        return Recognised(ons.content(grid, mapping), replace(mapping, kind="csv"))
    if head and _EUROSTAT.fullmatch(head[0]):
        grid = _parted(grid)
        publisher = mapping.publisher or eurostat_book.PUBLISHER
        mapping = replace(mapping, decimal=mapping.decimal or "point", separator="tab", publisher=publisher)
    return _table([grid], "csv", source, replace(mapping, separator=mapping.separator or _word(mark)), known)


def _expect_no_package(folder: Path) -> None:
    """Stop at a data package with the name of its first table, which is brought by itself.

    Raises:
        StopError: it is one.
    """
    if (folder / "datapackage.json").is_file():
        tables = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))
        raise StopError("import.data_package", folder=folder.name, table=next(iter(tables), "*.csv"))


def _parted(grid: grids.Grid) -> grids.Grid:
    """Return a table of Eurostat with the keys of its first column in columns of their own."""
    rows = [
        [*(row[0].partition("\\")[0].split(",")), *(cell.strip() for cell in row[1:])] if row else []
        for row in grid.rows
    ]
    return replace(grid, rows=rows)


def _word(mark: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(mark, mark)


def _of_json(source: Brought, mapping: Mapping) -> Recognised:
    text = grids.text_of(source.data, source.name)
    try:
        read: Any = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise StopError("import.no_json", file=source.name) from None
    for kind, module in (("json-stat", json_stat), ("world-bank", world_bank), ("un-sdg", un_sdg)):
        if mapping.kind == kind or (not mapping.kind and module.is_one(read)):
            try:
                made = module.content(read, source.name, mapping)
            except _BROKEN:
                raise StopError("import.broken_answer", file=source.name) from None
            return Recognised(made, replace(mapping, kind=kind))
    for reason, is_one in _OTHER_JSON:
        if is_one(read):
            raise StopError(reason, file=source.name, folder=source.name, table="*.csv")
    raise StopError("import.other_json", file=source.name)


def _has(*names: str) -> Callable[[Any], bool]:
    """Return whether an answer has fields of these names."""
    return lambda read: isinstance(read, dict) and all(name in read for name in names)


_OTHER_JSON: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("import.sdmx_json", _has("dataSets")),
    ("import.sdmx_json", lambda read: _has("data")(read) and _has("dataSets")(read["data"])),
    ("import.data_package", _has("resources")),
    ("import.refused_answer", _has("error")),
    ("import.refused_answer", _has("errors")),
)


# A sheet of which one of these is true may stand beside others that hold tables.
_NO_TABLE = ("import.no_period", "import.no_figures")


def _table(
    sheets: Iterable[grids.Grid], kind: str, source: Brought, mapping: Mapping, known: Fields[str, Mapping]
) -> Recognised:
    """Return what the sheets of a file say, each read by the mapping that fits it."""
    subjects, told, used = list[Subject](), list[Notice](), replace(mapping, kind=kind)
    without = list[StopError]()
    for grid in map(spread, sheets):
        own = mapping
        try:
            shape = shapes.recognised(grid, own)
        except StopError as stopped:
            if stopped.notice.reason not in _NO_TABLE:
                raise
            without.append(stopped)
            told.append(stopped.notice)
            continue
        if shape is None:
            told.append(Notice("import.no_table", {"file": grid.file, "sheet": grid.sheet or grid.file}))
            continue
        columns = tuple(name for name in shape.names if name and not (shape.wide and _is_figure(shape, name)))
        remembered = next(
            (one for one in known.values() if one.columns == columns and one.kind == kind), None
        )
        if remembered is not None:
            own = mapping.over(
                replace(
                    remembered, published="", sheet="", target="" if mapping.target else remembered.target
                )
            )
            shape = shapes.recognised(grid, own) or shape
        _expect_own_names(grid, shape)
        if kind == "csv" and own.separator == "comma":
            expect_heads(grid.rows[: shape.last + 1], shape.head, shape.values, grid.file)
        whole = named_once.filled(grid, shape)
        told.append(_told(whole, shape, own))
        made = table.content(whole, shape, own, _document(source, own, grid.rows[: shape.head]))
        place = "" if mapping.target else grid.place(0, 0)
        above = headings.above(grid.rows[: shape.head], shape.title)
        subjects += (_placed(one, place, shape, own, above) for one in made.subjects)
        told += made.told
        used = replace(own, kind=kind, columns=columns, published="")
    if not subjects and used.pick and not without:
        picked = ", ".join(f"{name}: {member}" for name, member in used.pick.items())
        raise StopError("import.none_picked", file=source.name, picked=picked)
    if not subjects:
        raise without[0] if without else StopError("import.nothing", file=source.name)
    return Recognised(Content(tuple(subjects), tuple(told)), used)


def _placed(
    subject: Subject, place: str, shape: shapes.Shape, mapping: Mapping, above: Sequence[str]
) -> Subject:
    """Return a subject with the place of its table, and what stands above that, in its definition too.

    Names in a column that is called Indicator or the like say what is counted, and are no mere heads.
    """
    title = subject.title["en"]
    said = (mapping.title, shape.title, subject.document.title)
    is_named = shape.subject >= 0 and plays("names", shape.names[shape.subject])
    is_head = not (mapping.target or is_named or title in said)
    own = (title, title.removesuffix(f" ({subject.unit})"))
    heading = headings.heading(line for line in above if line not in own)
    definition = "; ".join(filter(None, (headings.sentence(heading), subject.definition)))
    return replace(subject, table=place, is_head=is_head, heading=heading, definition=definition)


def _expect_own_names(grid: grids.Grid, shape: shapes.Shape) -> None:
    """Stop where two columns that are read are called the same, since one would hide the other.

    Raises:
        StopError: they are.
    """
    above = grid.rows[shape.above] if shape.above >= 0 else ()
    seen: dict[tuple[str, str], int] = {}
    for column in sorted({*shape.values, *shape.labels}) if shape.wide else range(len(shape.names)):
        name, group = shape.names[column], above[column] if column < len(above) else ""
        group = "".join(shape.parts.get(column, (group,)))
        other = seen.setdefault((group, name), column) if name else column
        if other != column and _differ(grid.rows[shape.first : shape.last + 1], other, column):
            raise StopError("import.same_heads", place=grid.sheet or grid.file, name=name)


def _differ(rows: Iterable[Sequence[str]], one: int, other: int) -> bool:
    """Tell whether two columns hold two figures in one row; flags and remarks may share a head."""
    return any(
        max(one, other) < len(row)
        and row[one] != row[other]
        and numbers.taken_apart(row[one]) is not None
        and numbers.taken_apart(row[other]) is not None
        for row in rows
    )


def _is_figure(shape: shapes.Shape, name: str) -> bool:
    return shape.names.index(name) in shape.values


def _told(grid: grids.Grid, shape: shapes.Shape, mapping: Mapping) -> Notice:
    """Return the sentence that says what was recognised."""
    named = [shape.names[c] or grids.letters(c) for c in shape.values]
    values = ", ".join(named[:3]) + (" …" if len(named) > 3 else "")
    within = shape.names[shape.months] if shape.months >= 0 else ""
    period = (
        (f" × {within}" if within else "")
        if shape.wide
        else " × ".join(filter(None, (shape.names[shape.period], within)))
    )
    columns = [c for c in shape.labels if c == shape.subject or c in table.dimensions(grid, shape, mapping)]
    labels = ", ".join(shape.names[c] or grids.letters(c) for c in columns) or "–"
    reason = "import.seen.wide" if shape.wide else "import.seen.long"
    place = grid.sheet or grid.file
    rows = f"{shape.first + 1}–{shape.last + 1}"
    return Notice(
        reason, {"place": place, "rows": rows, "period": period, "values": values, "labels": labels}
    )


def _document(source: Brought, mapping: Mapping, above: Iterable[Sequence[str]]) -> Document:
    """Return where a table was published; of the World Bank that stands above it."""
    stem = re.sub(r"\.(csv|tsv|txt|xls|xlsx|xlsm)$", "", source.name, flags=re.IGNORECASE)
    url = mapping.url or source.address
    own = world_bank.document_of(above)
    if own:
        publisher, published = mapping.publisher or own.publisher, mapping.published or own.published
        return replace(own, publisher=publisher, published=published, url=url)
    return Document(stem.replace("_", " "), mapping.publisher, mapping.published, url)

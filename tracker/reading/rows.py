"""Rows: the figures of a CSV file as fields with their places, so that messages name line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from tracker.problems import Problem
from tracker.reading.tree import Marks, Tree

MOST_ROWS = 30_000
# A cell in quotes, in which a quote is written twice, or one without; then a comma or the end.
_CELL = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^,"][^,]*|))(,|$)')


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text, counted from 0."""

    line: int
    column: int


class _Cell(NamedTuple):
    text: str
    place: Place


class _RefusedError(Exception):
    """The text is no table with commas and a line of heads."""

    def __init__(self, code: str, place: Place, **values: str) -> None:
        super().__init__(code)
        self.code, self.place, self.values = code, place, values


def tree_of(text: str, file: str) -> Tree | Problem:
    """Return the rows of a table as a list of observations, or what keeps it from being one."""
    try:
        return _tree(_lines(text))
    except _RefusedError as refused:
        line, column = refused.place.line + 1, refused.place.column + 1
        return Problem(refused.code, file, line, column, values=refused.values)


def _lines(text: str) -> Iterator[tuple[int, list[_Cell]]]:
    """Yield every line that is not empty with its cells."""
    for number, line in enumerate(text.split("\n")):
        if line.strip(" ,\r\t"):
            yield number, _cells(line.rstrip("\r"), number)


def _cells(line: str, number: int) -> list[_Cell]:
    found, at, more = [], 0, True
    while more:
        match = _CELL.match(line, at)
        if match is None:
            raise _RefusedError("S069", Place(number, at))
        quoted = match[1] is not None
        text = match[1].replace('""', '"') if quoted else match[2].strip()
        start = match.start(1) - 1 if quoted else match.start(2)
        found.append(_Cell(text, Place(number, start)))
        at, more = match.end(), match[3] == ","
    return found


def _tree(lines: Iterator[tuple[int, list[_Cell]]]) -> Tree:
    top = Place(0, 0)
    number, heads = next(lines, (0, []))
    if not heads:
        raise _RefusedError("S067", top)
    if len(heads) == 1 and re.search(r"[;\t]", heads[0].text):
        raise _RefusedError("S067", heads[0].place)
    _check_heads(heads)
    rows: list[dict[str, Any]] = []
    spoken = {head.text.partition(".")[0] for head in heads if "." in head.text}
    marks: Marks = {id(rows): {}}
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise _RefusedError("Y017", Place(number, 0), limit=str(MOST_ROWS))
        if len(cells) != len(heads):
            raise _RefusedError("S068", Place(number, 0), given=str(len(cells)), heads=str(len(heads)))
        marks[id(rows)][len(rows)] = (cells[0].place, cells[0].place)
        rows.append(_row(list(zip(heads, cells, strict=True)), spoken, marks))
    root = {"observations": rows, "heads": [head.text for head in heads]}
    marks[id(root)] = {"observations": (top, top), "heads": (top, top)}
    marks[id(root["heads"])] = {at: (head.place, head.place) for at, head in enumerate(heads)}
    return Tree(root, marks)


def _check_heads(heads: list[_Cell]) -> None:
    seen: set[str] = set()
    for head in heads:
        if head.text in seen or not head.text:
            raise _RefusedError("S070", head.place, given=head.text)
        seen.add(head.text)


def _row(pairs: list[tuple[_Cell, _Cell]], spoken: set[str], marks: Marks) -> dict[str, Any]:
    """Return the cells of a row that are not empty as fields; `note.vi` is the field `note` in a language."""
    row: dict[str, Any] = {}
    places = marks.setdefault(id(row), {})
    for head, cell in pairs:
        if not cell.text:
            continue
        name, _, language = head.text.partition(".")
        holder, key = row, name
        if name in spoken:
            places.setdefault(name, (cell.place, cell.place))
            holder, key = row.setdefault(name, {}), language or "en"
        holder[key] = cell.text
        marks.setdefault(id(holder), {})[key] = (cell.place, cell.place)
    ends = row.get("interval")
    if isinstance(ends, dict) and ends.keys() == {"low", "high"}:  # interval.low and interval.high
        row["interval"] = [ends["low"], ends["high"]]
        own = marks.pop(id(ends))
        marks[id(row["interval"])] = {0: own["low"], 1: own["high"]}
    return row

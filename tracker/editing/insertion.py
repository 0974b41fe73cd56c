"""Insertion: one more entry in a file, without touching a byte of what stands there.

Nothing is written anew from a parsed tree. The place is found in the tree of the file, the lines
are put there, the result is read again, and it counts only if it says exactly one thing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tracker.editing.layout import Fields, Layout, Value, at, layout_of, sign_at
from tracker.editing.quoting import quoted
from tracker.model import Observation, Source, field_names
from tracker.problems import Path, Problem, dotted
from tracker.reader import parse
from tracker.reading.characters import decoded
from tracker.reading.tree import Mark, Node, Tree
from tracker.terms import Record

MOST_TRIES = 40
# What stands before the observations of a series, in the order of a file.
_BEFORE = ("baseline", "goals", "measure", "note", "about", "owner", "kind", "title", "id")
# An observation begins with its figure; every other field comes as its record defines it.
_FIRST = ("id", "period", "value")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be proposed: a message id with its values, and the problems behind it."""

    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file, read: its bytes by line, its lines without line ends, its tree."""

    data: bytes
    file: str
    rows: list[bytes]
    lines: list[str]
    tree: Tree

    @property
    def line_end(self) -> bytes:
        """The line end of the file: that of its first line."""
        return _ending(self.rows[0]) or b"\n"

    def offset(self, line: int, column: int = 0) -> int:
        """Return the place of a sign among the bytes; line and column from 0."""
        mark = len(b"\xef\xbb\xbf") if line == 0 and self.data.startswith(b"\xef\xbb\xbf") else 0
        within = len(self.lines[line][:column].encode()) if column else 0
        return sum(map(len, self.rows[:line])) + within + (mark if column else 0)


@dataclass(frozen=True, slots=True)
class _Splice:
    """Bytes to put in the place of those from `start` to `end`."""

    start: int
    end: int
    new: bytes

    def into(self, data: bytes) -> bytes:
        return data[: self.start] + self.new + data[self.end :]


def with_observation(data: bytes, file: str, holder: Path, fields: Fields) -> bytes | Refusal:
    """Return a target file with one more observation; see `with_observations`."""
    return with_observations(data, file, holder, [fields])


def with_observations(data: bytes, file: str, holder: Path, added: Sequence[Fields]) -> bytes | Refusal:
    """Return a target file with more observations at the end of a list.

    Every other byte stays; only an empty `[]` gives way to lines.

    Args:
        data: the content of the file.
        file: its path relative to the data folder.
        holder: path of the series, for example ("tiers", 0); empty for the top fields.
        added: the observations as texts, `note` and the like as text per language.
    """
    sheet = sheet_of(data, file)
    if isinstance(sheet, Problem):
        return Refusal("edit.unreadable", {"file": file}, (sheet,))
    series = at(sheet.tree.root, holder)
    entries = [_in_order(fields, Observation) for fields in added]
    listed = series.get("observations")
    if listed is not None and not isinstance(listed, list):
        return Refusal("edit.by_hand", {"file": file})
    for number, entry in enumerate(entries, len(listed or ())):
        if unfit := _unfit(entry, file, sheet.tree, (*holder, "observations", number)):
            return Refusal("edit.unfit", {"file": file}, unfit)
    wanted = deepcopy(sheet.tree.root)
    at(wanted, holder)["observations"] = [*(listed or ()), *entries]
    layout = layout_of(sheet.tree, sheet.lines, holder)
    for splice in islice(_splices(sheet, holder, entries, layout), MOST_TRIES):
        new = splice.into(data)
        tree = parse(new, file)
        if isinstance(tree, Tree) and tree.root == wanted and undone(splice, new, data) == data:
            return new
    return Refusal("edit.by_hand", {"file": file})


def with_source(fields: Fields, heading: str = "") -> bytes:
    """Return the text of a new source file.

    Args:
        fields: the record as texts, `title` and `summary` as text per language.
        heading: a first line, such as the comment by which editors find the schema; empty for none.
    """
    lines = Layout(dash=0, gap=0).bare_lines(_in_order(fields, Source))
    return "\n".join([*([heading] if heading else []), *lines, ""]).encode(errors="surrogatepass")


def _in_order(fields: Fields, record: type[Record]) -> dict[str, Value]:
    """Return the fields that say something, in the order in which a record defines them."""
    names = dict.fromkeys((*_FIRST, *field_names(record), *fields))
    given = {name: fields[name] for name in names if name in fields}
    cut: dict[str, Value] = {
        name: {key: text for key, text in value.items() if text} if isinstance(value, Mapping) else value
        for name, value in given.items()
    }
    return {name: value for name, value in cut.items() if value}


def _unfit(entry: Fields, file: str, tree: Tree, path: Path) -> tuple[Problem, ...]:
    """Return the problems of texts that no file may hold, such as one with a control character."""
    found: list[Problem] = []
    line, column, _ = tree.place(path)
    for name, value in entry.items():
        for inner, text in _texts(value):
            read = parse(f"x: {quoted(text, chr(34))}\n".encode(errors="surrogatepass"), file)
            if isinstance(read, Problem):
                place = dotted((*path, name, *inner))
                found.append(Problem(read.code, file, line, column, place, read.values))
    return tuple(found)


def _texts(value: Value) -> list[tuple[Path, str]]:
    """Return every text of a field with its way below it."""
    if isinstance(value, str):
        return [((), value)]
    entries = value.items() if isinstance(value, Mapping) else enumerate(value)
    return [((step,), text) for step, text in entries]


def sheet_of(data: bytes, file: str) -> _Sheet | Problem:
    """Return a file, read, or what keeps it from being read."""
    tree, text = parse(data, file), decoded(data, file)
    if isinstance(tree, Problem) or isinstance(text, Problem):
        return tree if isinstance(tree, Problem) else Problem("E002", file)
    rows = _LINE.findall(data)
    return _Sheet(data, file, rows, text.split("\n")[: len(rows)], tree)


def _ending(row: bytes) -> bytes:
    return row[len(row.rstrip(b"\r\n")) :]


def undone(splice: _Splice, new: bytes, old: bytes) -> bytes:
    """Return the old bytes as they are found in the new ones, to compare."""
    return new[: splice.start] + old[splice.start : splice.end] + new[splice.start + len(splice.new) :]


def _splices(sheet: _Sheet, holder: Path, entries: Sequence[Fields], layout: Layout) -> Iterator[_Splice]:
    """Yield the places where observations may stand, the best first."""
    lines = [line for entry in entries for line in layout.lines(entry)]
    bracketed = ", ".join(map(layout.bracketed, entries))
    series = at(sheet.tree.root, holder)
    marks = sheet.tree.marks[id(series)]
    if "observations" not in series:
        before = next((name for name in _BEFORE if name in series), None)
        if before is not None:
            heading = " " * marks[before][0].column + "observations:"
            yield from below(sheet, marks[before], series[before], [heading, *lines])
        return
    listed, (name, mark) = series["observations"], marks["observations"]
    if listed is None or sign_at(sheet.lines, mark) != "[":
        yield from below(sheet, (name, mark), listed, lines)
    elif not listed:
        yield from _opened(sheet, mark, lines)
        yield from _filled(sheet, mark, bracketed)
    else:
        yield from _after_brace(sheet, listed, bracketed)


def below(sheet: _Sheet, marks: tuple[Mark, Mark], value: Node, added: list[str]) -> Iterator[_Splice]:
    """Yield places below a value: after its last line of content, then further down, then further up."""
    first, bound = _region(sheet, marks, value)
    content = [line for line in range(first, bound) if _has_content(sheet.lines[line])]
    best = content[-1] + 1 if content else first + 1
    for after in [*range(best, bound + 1), *range(best - 1, first, -1)]:
        row = sheet.rows[after - 1]
        end = _ending(row) or sheet.line_end
        text = end.join(line.encode() for line in added)
        place = sum(map(len, sheet.rows[:after]))
        yield _Splice(place, place, text + end if _ending(row) else end + text)


def _has_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#") and line.rstrip() not in ("...", "---")


def _region(sheet: _Sheet, marks: tuple[Mark, Mark], value: Node) -> tuple[int, int]:
    """Return the line where the last part of a value begins, and the line of what follows the value."""
    inside = [(mark.line, mark.column) for mark in (*marks, *_marks(sheet.tree, value))]
    last = max(inside)
    everywhere = ((mark.line, mark.column) for mark in _marks(sheet.tree, sheet.tree.root))
    after = min((place for place in everywhere if place > last), default=(len(sheet.rows), 0))
    return last[0], after[0]


def _marks(tree: Tree, value: Node) -> Iterator[Mark]:
    """Yield the mark of every name and value below a value."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict | list):
            waiting += node.values() if isinstance(node, dict) else node
            for marks in tree.marks[id(node)].values():
                yield from marks


def _opened(sheet: _Sheet, mark: Mark, added: list[str]) -> Iterator[_Splice]:
    """Yield the place of an empty pair of brackets at the end of a line, which lines replace."""
    line = sheet.lines[mark.line]
    rest = re.fullmatch(r"\[ *\]( *| +#.*)", line[mark.column :])
    if rest:
        end = _ending(sheet.rows[mark.line]) or sheet.line_end
        kept = rest[1].rstrip() if not rest[1].strip() else rest[1]
        start = len(line[: mark.column].rstrip())
        text = end.join(part.encode() for part in (kept, *added))
        yield _Splice(sheet.offset(mark.line, start), sheet.offset(mark.line, len(line)), text)


def _filled(sheet: _Sheet, mark: Mark, added: str) -> Iterator[_Splice]:
    """Yield the place inside an empty pair of brackets."""
    place = sheet.offset(mark.line, mark.column + 1)
    yield _Splice(place, place, added.encode())


def _after_brace(sheet: _Sheet, listed: list[Any], added: str) -> Iterator[_Splice]:
    """Yield the places after a closing brace behind the last entry of a list in brackets, the last first."""
    marks = [mark for mark, _ in sheet.tree.marks[id(listed)].values()]
    first, bound = _region(sheet, (marks[-1], marks[-1]), listed[-1])
    alone = not sheet.lines[marks[-1].line][: marks[-1].column].strip()
    between = sheet.line_end + b" " * marks[-1].column if alone else b" "
    for line in range(min(bound, len(sheet.rows) - 1), first - 1, -1):
        for brace in reversed([found.end() for found in re.finditer("}", sheet.lines[line])]):
            place = sheet.offset(line, brace)
            yield _Splice(place, place, b"," + between + added.encode())

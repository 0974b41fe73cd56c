"""Layout: how a file writes its lists, and new lines written the same way.

Dash column, the gap after the dash, the order of the fields, quotation marks and brackets are taken
from what stands in the file already, so that a new entry looks as if its author had typed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.editing.quoting import quoted
from tracker.problems import Path
from tracker.reading.tree import Mark, Tree

Value = str | Mapping[str, str] | Sequence[str]
Fields = Mapping[str, Value]
Entry = tuple[Mark, Mark, Any]
LONGEST_LINE = 120
# Fields that hold a sentence or a figure as printed, which no program may take for a number.
_TEXTS = frozenset({"at", "as_printed", "article", "license"})
_QUOTES = {"as_printed": '"'}
_MARKS = ("'", '"')


@dataclass(frozen=True, slots=True)
class Layout:
    """How the entries of one list are written.

    Attributes:
        dash: column of the dash, from 0.
        gap: columns from the dash to the field names.
        step: columns by which fields below a field are indented.
        alone: whether the dash stands on a line of its own.
        brackets: whether an entry is written `{period: …}`.
        order: field names in the order in which entries have them.
        names: the quotation mark around field names; empty for none.
        quotes: quotation mark by field; `note.en` is a field of a field.
        open_maps: fields of which the texts per language stand on lines of their own.
    """

    dash: int = 2
    gap: int = 2
    step: int = 2
    alone: bool = False
    brackets: bool = False
    order: tuple[str, ...] = ()
    names: str = ""
    quotes: Mapping[str, str] = field(default_factory=dict)
    open_maps: frozenset[str] = frozenset()

    def lines(self, fields: Fields) -> list[str]:
        """Return an entry as lines without line ends."""
        margin, indent = " " * self.dash + "-", " " * (self.dash + self.gap)
        if self.brackets:
            return [margin + " " * (self.gap - 1) + self.bracketed(fields)]
        made = self.bare_lines(fields)
        if self.alone:
            return [margin, *(indent + line for line in made)]
        return [margin + " " * (self.gap - 1) + made[0], *(indent + line for line in made[1:])]

    def bare_lines(self, fields: Fields) -> list[str]:
        """Return an entry as lines without dash and indentation."""
        return [line for name, value in self._ordered(fields) for line in self._field(name, value)]

    def bracketed(self, fields: Fields) -> str:
        """Return an entry between braces, on one line."""
        inner = (self._inline(name, value, in_flow=True) for name, value in self._ordered(fields))
        return f"{{{', '.join(inner)}}}"

    def _ordered(self, fields: Fields) -> list[tuple[str, Value]]:
        """Return the fields in the order of the file; one that is new to it follows its predecessor."""
        if not self.order:
            return list(fields.items())
        order = list(self.order)
        before: str | None = None
        for name in fields:
            if name not in order:
                order.insert(order.index(before) + 1 if before in order else len(order), name)
            before = name
        return [(name, fields[name]) for name in order if name in fields]

    def _field(self, name: str, value: Value) -> Iterator[str]:
        """Yield the lines of one field of an entry that is not between braces."""
        line = self._inline(name, value)
        too_long = isinstance(value, Mapping) and self.dash + self.gap + len(line) > LONGEST_LINE
        if not isinstance(value, Mapping) or not (too_long or name in self.open_maps):
            yield line
            return
        yield f"{self._name(name)}:"
        for key, text in value.items():
            yield f"{' ' * self.step}{self._name(key)}: {self._text(f'{name}.{key}', text)}"

    def _inline(self, name: str, value: Value, *, in_flow: bool = False) -> str:
        if isinstance(value, str):
            return f"{self._name(name)}: {self._text(name, value, in_flow=in_flow)}"
        if not isinstance(value, Mapping):
            return f"{self._name(name)}: [{', '.join(self._text(name, one, in_flow=True) for one in value)}]"
        texts = ((key, self._text(f"{name}.{key}", text, in_flow=True)) for key, text in value.items())
        return f"{self._name(name)}: {{{', '.join(f'{self._name(key)}: {text}' for key, text in texts)}}}"

    def _name(self, name: str) -> str:
        return f"{self.names}{name}{self.names}"

    def _text(self, name: str, text: str, *, in_flow: bool = False) -> str:
        style = self.quotes.get(name, "" if name == "value" else self.names or _QUOTES.get(name, ""))
        return quoted(
            text, style, in_flow=in_flow, typed=("." not in name and name not in _TEXTS) or name == "of.value"
        )


def layout_of(tree: Tree, lines: Sequence[str], holder: Path) -> Layout:
    """Return how the observations of a series are written, or would be.

    Args:
        tree: the file.
        lines: its lines without line ends.
        holder: path of the series; empty for the top fields.
    """
    series = at(tree.root, holder)
    own, goals = _entries(series, "observations"), _entries(series, "goals")
    listed = [entry for entry in _fields_of(tree) if _is_dashed(entry, lines)]
    like = next((entry for kind in (own, goals) for entry in listed if entry[2] is kind), None)
    like = like or next(iter(listed), None)
    margin = min((name.column for name, _ in tree.marks[id(series)].values()), default=0)
    quotes, opened = _habits(tree, lines, [*goals, *own])
    made = Layout(
        dash=margin + (like[1].column - like[0].column if like else 2),
        step=next((step for entry in _fields_of(tree) if (step := _indented(tree, entry)) > 0), 2),
        order=tuple(own[-1]) if own else (),
        quotes=quotes,
        open_maps=opened,
    )
    pattern = own or (like[2] if like else [])
    return _like_last(made, tree, lines, pattern, like[1].column if like and pattern is like[2] else None)


def _like_last(
    made: Layout, tree: Tree, lines: Sequence[str], pattern: list[Any], dash: int | None
) -> Layout:
    """Return a layout with the gap, the braces and the names of the last entry of a list."""
    if not pattern or not isinstance(pattern[-1], dict):
        return made
    mark = tree.marks[id(pattern)][len(pattern) - 1][0]
    name = next((first for first, _ in tree.marks[id(pattern[-1])].values()), mark)
    before = lines[mark.line][: mark.column]
    alone = not before.strip()
    gap = mark.column - before.rfind("-") if before.rstrip().endswith("-") else made.gap
    if alone and dash is not None:
        gap = mark.column - dash
    sign = sign_at(lines, name)
    return replace(
        made,
        gap=gap,
        alone=alone and sign_at(lines, mark) != "{",
        brackets=sign_at(lines, mark) == "{",
        names=sign if sign in _MARKS else "",
    )


def _entries(series: Mapping[str, Any], name: str) -> list[Any]:
    """Return the entries of a list of records; an empty list when there is none."""
    found = series.get(name)
    return found if isinstance(found, list) and all(isinstance(entry, dict) for entry in found) else []


def _fields_of(tree: Tree) -> Iterator[Entry]:
    """Yield every field of a file: the mark of its name, the mark of its value, the value."""
    waiting: list[Any] = [tree.root]
    while waiting:
        node = waiting.pop(0)
        for key, (name, value) in tree.marks[id(node)].items():
            if isinstance(node, dict):
                yield name, value, node[key]
            if isinstance(node[key], dict | list):
                waiting.append(node[key])


def _is_dashed(entry: Entry, lines: Sequence[str]) -> bool:
    """Tell whether a field is a list of records with dashes."""
    _, mark, value = entry
    records = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return records and sign_at(lines, mark) == "-"


def _indented(tree: Tree, entry: Entry) -> int:
    """Return the columns by which the fields below a field are indented; 0 when they stand on its line."""
    name, _, value = entry
    first = next(iter(tree.marks[id(value)].values()), None) if isinstance(value, dict) else None
    return first[0].column - name.column if first and first[0].line > name.line else 0


def _habits(
    tree: Tree, lines: Sequence[str], entries: Sequence[dict[str, Any]]
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the quotation mark of every field, as last used, and the fields opened into lines."""
    quotes: dict[str, str] = {}
    opened: set[str] = set()
    for entry in entries:
        for key, (_, mark) in tree.marks[id(entry)].items():
            name = str(key)
            value, sign = entry[name], sign_at(lines, mark)
            if isinstance(value, dict):
                inner = tree.marks[id(value)].items()
                quotes |= {f"{name}.{word}": _mark_of(sign_at(lines, text)) for word, (_, text) in inner}
                opened = opened - {name} if sign == "{" else opened | {name}
            elif isinstance(value, str):
                quotes[name] = _mark_of(sign)
    return quotes, frozenset(opened)


def _mark_of(sign: str) -> str:
    """Return the quotation mark with which a text that begins with a sign would be written on one line."""
    return sign if sign in _MARKS else '"' if sign in ("|", ">") else ""


def at(root: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the fields at a path."""
    found: Any = root
    for step in path:
        found = found[step]
    fields: dict[str, Any] = found
    return fields


def sign_at(lines: Sequence[str], mark: Mark) -> str:
    """Return the sign at a mark; empty beyond the end of the text."""
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""

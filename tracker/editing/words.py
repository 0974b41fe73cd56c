"""Words: new units, themes, bodies and calendars in the vocabulary, without touching a byte of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

from tracker.editing.insertion import MOST_TRIES, Refusal, below, sheet_of, undone
from tracker.editing.layout import Layout
from tracker.problems import Problem
from tracker.reader import parse
from tracker.reading.tree import Tree

_PLAIN = Layout(dash=0, gap=4)


def with_words(
    data: bytes, file: str, path: Sequence[str], words: Mapping[str, Mapping[str, Any]]
) -> bytes | Refusal:
    """Return a vocabulary with more words at the end of a group, which is made where it is missing.

    Args:
        data: the content of the file.
        file: its path relative to the data folder.
        path: the group: units, themes, bodies, calendars or dimensions, or the members of one dimension.
        words: the fields of each word: texts, texts per language, and of a dimension its members.
    """
    margin = "  " * len(path)
    lines = [margin + line for name, fields in words.items() for line in word_lines(name, fields)]

    def more(root: dict[str, Any]) -> None:
        holder = root
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = {**(holder.get(path[-1]) or {}), **deepcopy(dict(words))}

    return with_lines(data, file, path, lines, more)


def with_series(
    data: bytes, file: str, lines: Sequence[str], entries: Sequence[Mapping[str, Any]]
) -> bytes | Refusal:
    """Return a target file with more series at the end of their list, which is made where it is missing.

    Args:
        data: the content of the file.
        file: its path relative to the data folder.
        lines: the new entries as lines.
        entries: the same as fields.
    """

    def more(root: dict[str, Any]) -> None:
        root["series"] = [*root.get("series", ()), *deepcopy(list(entries))]

    return with_lines(data, file, ("series",), lines, more)


def with_lines(
    data: bytes, file: str, path: Sequence[str], lines: Sequence[str], more: Callable[[dict[str, Any]], None]
) -> bytes | Refusal:
    """Return a file with lines at the end of a field, or with the field at the end of the file.

    Args:
        data: the content of the file.
        file: its path relative to the data folder.
        path: the names that lead to the field.
        lines: what to add, as it is to be indented.
        more: does to the fields of the file what the lines are meant to do.
    """
    sheet = sheet_of(data, file)
    if isinstance(sheet, Problem):
        return Refusal("edit.unreadable", {"file": file}, (sheet,))
    wanted: dict[str, Any] = deepcopy(sheet.tree.root)
    more(wanted)
    holder = sheet.tree.root
    for step in path[:-1]:
        holder = holder[step]
    if not holder.get(path[-1]):
        if len(path) > 1 or path[-1] in holder:
            return Refusal("edit.by_hand", {"file": file})
        end = sheet.line_end
        tail = data if data.endswith(end) or not data else data + end
        new = tail + end.join(line.encode() for line in [f"{path[-1]}:", *lines]) + end
        tree = parse(new, file)
        return (
            new if isinstance(tree, Tree) and tree.root == wanted else Refusal("edit.by_hand", {"file": file})
        )
    marks = sheet.tree.marks[id(holder)][path[-1]]
    for splice in islice(below(sheet, marks, holder[path[-1]], list(lines)), MOST_TRIES):
        new = splice.into(data)
        tree = parse(new, file)
        if isinstance(tree, Tree) and tree.root == wanted and undone(splice, new, data) == data:
            return new
    return Refusal("edit.by_hand", {"file": file})


def word_lines(name: str, fields: Mapping[str, Any]) -> list[str]:
    """Return one word as lines that are not indented."""
    members = fields.get("members")
    plain = {key: value for key, value in fields.items() if key != "members"}
    lines = [f"{name}:", *(f"  {line}" for line in _PLAIN.bare_lines(plain))]
    if members:
        own = [line for member, more in members.items() for line in word_lines(member, more)]
        lines += ["  members:", *(f"    {line}" for line in own)]
    return lines

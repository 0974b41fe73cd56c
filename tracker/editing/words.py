"""Words: new units, themes, bodies and calendars in the vocabulary, without touching a byte of the others."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import islice
from typing import Any

from tracker.editing.insertion import MOST_TRIES, Refusal, below, sheet_of, undone
from tracker.editing.layout import Layout, Value
from tracker.problems import Problem
from tracker.reader import parse
from tracker.reading.tree import Tree

_PLAIN = Layout(dash=0, gap=4)


def with_words(
    data: bytes, file: str, group: str, words: Mapping[str, Mapping[str, Value]]
) -> bytes | Refusal:
    """Return a vocabulary with more words at the end of a group, which is made where it is missing.

    Args:
        data: the content of the file.
        file: its path relative to the data folder.
        group: units, themes, bodies or calendars.
        words: the fields of each word, as texts and texts per language.
    """
    sheet = sheet_of(data, file)
    if isinstance(sheet, Problem):
        return Refusal("edit.unreadable", {"file": file}, (sheet,))
    root = sheet.tree.root
    wanted: dict[str, Any] = deepcopy(root)
    wanted[group] = {**(root.get(group) or {}), **{name: dict(fields) for name, fields in words.items()}}
    lines = [line for name, fields in words.items() for line in word_lines(name, fields)]
    if not root.get(group):
        tail = data if data.endswith(b"\n") or not data else data + sheet.line_end
        heading = [] if group in root else [f"{group}:"]
        new = tail + sheet.line_end.join(line.encode() for line in [*heading, *lines]) + sheet.line_end
        tree = parse(new, file)
        fits = group not in root and isinstance(tree, Tree) and tree.root == wanted
        return new if fits else Refusal("edit.by_hand", {"file": file})
    for splice in islice(below(sheet, sheet.tree.marks[id(root)][group], root[group], lines), MOST_TRIES):
        new = splice.into(data)
        tree = parse(new, file)
        if isinstance(tree, Tree) and tree.root == wanted and undone(splice, new, data) == data:
            return new
    return Refusal("edit.by_hand", {"file": file})


def word_lines(name: str, fields: Mapping[str, Value]) -> list[str]:
    """Return one word as the lines of a vocabulary."""
    return [f"  {name}:", *(f"    {line}" for line in _PLAIN.bare_lines(fields))]

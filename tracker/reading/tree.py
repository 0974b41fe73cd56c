"""Tree: the content of a file as plain values, each of which knows its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from tracker.problems import Finding, Path, Problem, dotted

Marks = dict[int, dict[str | int, tuple["Mark", "Mark"]]]
Node = dict[str, Any] | list[Any] | str | None


class Mark(Protocol):
    """A place in a text, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The content of a file as dicts, lists and texts; what has no value at all is None.

    Attributes:
        root: the top fields.
        marks: by id of a dict or list, the marks of name and value by name or index.
    """

    root: dict[str, Any]
    marks: Marks

    def place(self, path: Path, *, at_name: bool = False) -> tuple[int, int, Path]:
        """Return line, column and path of a field, or of the nearest one around it that is there.

        The place of a field with further fields below it is that of its name.
        """
        node: Node = self.root
        found: Path = ()
        marks = next(iter(self.marks.get(id(node), {}).values()), None)
        mark = marks[0] if marks else None
        for step in path:
            below = self.marks.get(id(node), {}) if isinstance(node, dict | list) else {}
            if step not in below:
                break
            node = node[step]  # type: ignore[index]  # a step that is marked leads on
            mark = below[step][0 if at_name or isinstance(node, dict | list) else 1]
            found = (*found, step)
        return (mark.line + 1, mark.column + 1, found) if mark else (1, 1, found)

    def problem(self, finding: Finding, file: str) -> Problem:
        """Return a finding as a problem at its place."""
        line, column, path = self.place(finding.path, at_name=finding.at_name)
        values = finding.values
        if finding.other:
            values = values | {"line": str(self.place(finding.other)[0])}
        return Problem(finding.code, file, line, column, dotted(path), values, finding.declared)

"""Problems: what can be wrong with a portfolio, where, and how grave it is.

A problem carries a stable code and the values of its sentence; the sentence itself, and the hint
what to write instead, are messages of the language catalogues (`problem.CODE`, `problem.CODE.hint`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place of one file.

    Attributes:
        code: stable code; the letter is the family (docs/data-format.md, section on messages).
        file: path relative to the data folder's parent as the reader was given it, or as typed.
        line: line number from 1; column: column number from 1.
        path: the field, for example `observations[2].value`; empty for the whole file.
        values: what the sentence names, by placeholder.
    """

    code: str
    file: str
    line: int = 1
    column: int = 1
    path: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """`warning` for the family W, `error` for every other."""
        return "warning" if self.code.startswith("W") else "error"

    @property
    def order(self) -> tuple[str, int, bool, int, str]:
        """The key by which problems are listed: file and line, errors before warnings."""
        return (self.file, self.line, self.severity == "warning", self.column, self.code)

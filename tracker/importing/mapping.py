"""Mapping: what a person, or an earlier import, says about how a table is to be read."""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tracker import reader
from tracker.editing.quoting import quoted
from tracker.importing.content import StopError
from tracker.problems import Problem

# The kinds of sources that a person may name.
KINDS = ("csv", "xlsx", "open-sdg", "json-stat", "sdmx-csv", "owid", "world-bank", "un-sdg")
_LISTS = ("values", "dimensions", "skip", "columns")
_CHOICES = {
    "decimal": ("point", "comma"),
    "brackets": ("minus", "low"),
    "dates": ("day-first", "month-first", "year-month", "year-pair"),
    "series": ("all", "whole"),
    "as": KINDS,
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read; an empty field leaves it to be recognised.

    Attributes:
        kind: the kind of file (`as` in the file).
        columns: the names of the columns that the mapping was made for, by which it is found again.
        brackets: whether `(1.2)` is below zero or of low reliability.
        dates: what comes first in 3/4/2025, or whether 2009-10 is a month or a pair of years.
        year_starts: the month in which years such as 2015/16 begin.
        series: `all` takes every breakdown, `whole` none; without it few are taken and many are not.
        pick: the members to be taken, by column.
    """

    kind: str = ""
    columns: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    decimal: str = ""
    brackets: str = ""
    dates: str = ""
    year_starts: int = 0
    sheet: str = ""
    rows: str = ""
    period: str = ""
    values: tuple[str, ...] = ()
    unit: str = ""
    unit_column: str = ""
    flag: str = ""
    names: str = ""
    dimensions: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    series: str = ""
    pick: Fields[str, str] = field(default_factory=dict)
    target: str = ""
    title: str = ""
    theme: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""

    @property
    def mark(self) -> str:
        """The decimal mark; empty where it is left to be recognised."""
        return {"point": ".", "comma": ","}.get(self.decimal, "")

    @property
    def day_order(self) -> str:
        """What comes first in 3/4/2025: `day` or `month`; empty where it is left to be recognised."""
        return self.dates.removesuffix("-first") if self.dates.endswith("-first") else ""

    def pairs(self, possible: bool) -> tuple[bool, bool]:
        """Return whether 2009-10 is a year across two, and whether that is open.

        Args:
            possible: whether all of its column may be such years.
        """
        return self.dates == "year-pair", possible and self.dates not in ("year-month", "year-pair")

    def written(self) -> bytes:
        """Return the file from which `of` reads the same again."""
        lines = ["# How a table is read; `tracker import` takes it for every table with the same columns."]
        for one in fields(self):
            given, name = getattr(self, one.name), "as" if one.name == "kind" else one.name
            if isinstance(given, tuple) and given:
                lines += [f"{name}:", *(f"  - {quoted(text)}" for text in given)]
            elif isinstance(given, dict) and given:
                lines += [f"{name}:", *(f"  {quoted(key)}: {quoted(text)}" for key, text in given.items())]
            elif given and not isinstance(given, (tuple, dict)):
                lines.append(f"{name}: {quoted(str(given), typed=isinstance(given, int))}")
        return ("\n".join(lines) + "\n").encode()

    def over(self, other: Mapping) -> Mapping:
        """Return this mapping with what it leaves open taken from another one."""
        given = {one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)}
        return replace(other, **given)


def of(data: bytes, file: str) -> Mapping:
    """Return the mapping that a file states.

    Raises:
        StopError: it cannot be read, or states what no mapping states.
    """
    tree = reader.parse(data, file)
    if isinstance(tree, Problem):
        raise StopError("import.map_unread", file=file, line=str(tree.line))
    return checked(tree.root, file)


def checked(root: Fields[str, Any], file: str) -> Mapping:
    """Return the mapping that fields state.

    Raises:
        StopError: a field is not one of a mapping, or has a value that it cannot have.
    """
    known = {("as" if one.name == "kind" else one.name): one.name for one in fields(Mapping)}
    given: dict[str, Any] = {}
    for name, value in root.items():
        if name not in known or not _fits(name, value):
            raise StopError("import.map_field", file=file, field=str(name), choices=", ".join(known))
        given[known[name]] = (
            tuple(value) if name in _LISTS else int(value) if name == "year_starts" else value
        )
    return Mapping(**given)


def _fits(name: str, value: object) -> bool:
    """Tell whether a field has a value that it can have."""
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name == "pick":
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if name == "year_starts":
        return isinstance(value, str) and re.fullmatch(r"0?[1-9]|1[0-2]", value) is not None
    return isinstance(value, str) and value in _CHOICES.get(name, (value,))

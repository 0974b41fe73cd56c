"""Foreign: YAML that other programs wrote, as texts, lists and fields, within the limits of our own.

Other people's files use more of YAML than ours may: a field given twice, several documents, a text before
or behind. Nothing is constructed, and no alias is followed.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_DEEPEST = 20
_MOST = 200_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT = re.compile(r"\A\ufeff?\s*---\s*\n(.*?)\n---\s*(\n|\Z)", re.DOTALL)
_NOT_YAML = (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError, IndexError)


def front_matter(text: str) -> dict[str, Any] | None:
    """Return the fields between the lines `---` at the top of a text, or of a text that is all fields."""
    plain = text.replace("\r\n", "\n")
    found = _FRONT.match(plain)
    return fields(found[1] if found else plain.lstrip("\ufeff"))


def fields(text: str) -> dict[str, Any] | None:
    """Return the fields of the first document of a text; None where it is no YAML or leaves the limits."""
    try:
        read = _Reader(text)
        made = read.document()
    except _NOT_YAML:
        return None
    return made if isinstance(made, dict) else None


class _Reader:
    """Takes the bare events of YAML one by one."""

    def __init__(self, text: str) -> None:
        self.next: Any = _Loader(text).get_event
        self.count = 0

    def document(self) -> Any:
        self.next()
        self.next()
        return self.value(self.next(), 0)

    def value(self, event: Any, depth: int) -> Any:
        """Return the value that an event gives or begins.

        Raises:
            ValueError: it leaves the limits.
        """
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST or isinstance(event, AliasEvent):
            raise ValueError
        if isinstance(event, ScalarEvent):
            return event.value
        if isinstance(event, SequenceStartEvent):
            return self.list_of(depth)
        return self.fields_of(depth) if isinstance(event, MappingStartEvent) else ""

    def list_of(self, depth: int) -> list[Any]:
        made = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            made.append(self.value(event, depth + 1))
        return made

    def fields_of(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            name = self.value(event, depth + 1)
            made[str(name)] = self.value(self.next(), depth + 1)
        return made

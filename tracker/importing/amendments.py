"""Amendments: what differs between two versions of a target file, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tracker import reader
from tracker.problems import Problem

Subject = Literal["goal", "figure", "field"]
_SUBJECTS: Mapping[str, Subject] = {"goals": "goal", "observations": "figure", "records": "figure"}
_APART = ("source", "at", "as_printed", "note", "id", "period")
"""Fields of an entry that do not say what is promised or how much it is."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One entry or field that was added, changed or taken out.

    Attributes:
        where: the tier, part or series it belongs to, and its own name.
        old: what stood there; empty for what is new.
        new: what stands there now; empty for what was taken out.
    """

    subject: Subject
    where: str
    old: str
    new: str


def between(before: bytes, after: bytes) -> Iterator[Amendment]:
    """Yield what differs between two versions of a file; nothing where one of them cannot be read.

    Args:
        before: empty for a file that is new, of which every goal and figure is told.
        after: the later version.
    """
    old, new = _entries(before), _entries(after)
    if old is None or new is None:
        return
    for key in dict.fromkeys((*old, *new)):
        subject, where = key
        if old.get(key, "") != new.get(key, "") and (before or subject != "field"):
            yield Amendment(subject, where, old.get(key, ""), new.get(key, ""))


def _entries(data: bytes) -> dict[tuple[Subject, str], str] | None:
    """Return the entries and fields of a file by their names; None where it cannot be read."""
    if not data:
        return {}
    tree = reader.parse(data, "")
    if isinstance(tree, Problem):
        return None
    found: dict[tuple[Subject, str], str] = {}
    for subject, where, text in _walked(tree.root, ""):
        name, number = where, 1
        while (subject, name) in found:
            number += 1
            name = f"{where} ({number})"
        found[subject, name] = text
    return found


def _walked(fields: Mapping[str, Any], where: str) -> Iterator[tuple[Subject, str, str]]:
    """Yield subject, name and text of what fields hold."""
    for name, value in fields.items():
        place = f"{where} {name}".strip()
        if name in _SUBJECTS and isinstance(value, list):
            for entry in value:
                if isinstance(entry, Mapping):
                    yield _SUBJECTS[name], f"{where} {_name(entry)}".strip(), _text(entry)
        elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            for entry in value:
                yield from _walked(entry, f"{where} {_name(entry)}".strip())
        elif isinstance(value, Mapping):
            yield from _walked(value, place)
        else:
            yield "field", place, _plain(value)


def _name(entry: Mapping[str, Any]) -> str:
    """Return what an entry is called: its period, its id, or the members it is of."""
    if "of" in entry and isinstance(entry["of"], Mapping):
        return ", ".join(str(one) for one in entry["of"].values())
    for field in ("period", "on", "id", "by", "for", "target"):
        if isinstance(entry.get(field), str):
            return str(entry[field])
    return ""


def _text(entry: Mapping[str, Any]) -> str:
    """Return what an entry says, in the words of its fields; a figure alone is the figure."""
    told = {name: value for name, value in entry.items() if name not in _APART}
    if set(told) == {"value"}:
        return _plain(told["value"])
    return ", ".join(f"{name}: {_plain(value)}" for name, value in told.items())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain(one)}" for name, one in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)

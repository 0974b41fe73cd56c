"""Names: the fields that a record has, and what is told of one that it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import AliasChoices

from tracker.model import UNWRITABLE
from tracker.problems import Finding, Path
from tracker.reading.characters import plain
from tracker.series import ONE_SIDED, Goal, Observation, Relative, Total
from tracker.terms import Record

LONGEST_COMPARED = 100


_LIMITS = {
    "min": "at_least",
    "minimum": "at_least",
    "max": "at_most",
    "maximum": "at_most",
    "above": "more_than",
    "below": "less_than",
    "under": "less_than",
}
_MEANT: dict[type[Record], dict[str, str]] = {
    Goal: {**_LIMITS, "until": "by", "deadline": "by"},
    Total: _LIMITS,
    Relative: dict.fromkeys(("from", "since", "base", "baseline", "period", "year"), "of"),
}
"""The field that is meant by a word of other formats, by the record that it stands in."""
_VALUES = frozenset(("exactly", "exact", "equal", "equals", "value", "target"))
"""Words for the value of a goal that do not say which way is good."""
_COUNTED = {"change": "change: {}, of: …", "times": "times: {}, of: …"} | dict.fromkeys(
    ("of", "from", "since"), "change: …, of: {}"
)
"""What is written beside a bound instead of in its place, and how it is written there."""


def unknown(name: str, path: Path, model: type[Record], given: str) -> Finding:
    """Return the finding of a field that does not exist, or not here."""
    here = _record_at(model, path[:-1])
    if here is Goal and name in _COUNTED:
        form = f"{{{_COUNTED[name].format(given)}}}"
        return Finding("S036", path, {"name": name, "form": form}, at_name=True)
    if here is Goal and name in _VALUES:
        return Finding("S004", path, {"name": name, "least": "at_least", "most": "at_most"}, at_name=True)
    if here and (meant := _MEANT.get(here, {}).get(name)):
        return Finding("S004", path, {"name": name, "near": meant}, at_name=True)
    return _elsewhere(name, path, model, here)


def _elsewhere(name: str, path: Path, model: type[Record], here: type[Record] | None) -> Finding:
    """Return the finding of a field by the field that is spelt like it, or by where it belongs."""
    homes: dict[str, str] = {}
    for field, home in _homes(model, ""):  # `unit` belongs to a measure before it belongs to a share
        if home != "of" or field not in homes:
            homes[field] = home
    for at, step in enumerate(path[:-1]):  # the record around it that has the field is nearer than any other
        around = _record_at(model, path[: at + 1])
        if isinstance(step, str) and around and name in written_fields(around):
            homes[name] = step
    local = set(written_fields(here)) if here else set()
    close = near(name, local)
    if path[0] == "series" and len(path) == 3 and not close:  # {sex: female} for {of: {sex: female}}
        return Finding("S036", path, {"name": name, "home": "of"}, at_name=True)
    if plain(close) != plain(name) and name in homes:
        return Finding("S036", path, {"name": name, "home": homes[name]}, at_name=True)
    whose = {"whose": name} if here is Observation and not close and name not in ("file", "from") else {}
    return Finding("S004", path, {"name": name, "near": close} | whose, at_name=True)


def written_fields(model: type[Record]) -> dict[str, Any]:
    """Return the annotation of every field that an author may write, by its written name."""
    named = {
        str(info.validation_alias or info.alias or name): info.annotation
        for name, info in model.model_fields.items()
        if not isinstance(info.validation_alias, AliasChoices)
    }
    return {name: kind for name, kind in named.items() if not name.startswith(("(", UNWRITABLE))}


def record_in(annotation: object) -> type[Record] | None:
    """Return the record inside an annotation such as `tuple[Goal, ...]` or `Baseline | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_in(part))), None)


def _record_at(model: type[Record], path: Path) -> type[Record] | None:
    """Return the record whose fields stand at a path."""
    found: type[Record] | None = model
    for step in path:
        if found and isinstance(step, str) and step in written_fields(found):
            counted = (
                found is Goal and step in ONE_SIDED
            )  # the value of a bound may be a change from a figure
            found = Relative if counted else record_in(written_fields(found)[step])
    return found


def _homes(model: type[Record], home: str) -> Iterator[tuple[str, str]]:
    """Yield every field below a record with the field that it stands in."""
    for name, annotation in written_fields(model).items():
        if home:
            yield name, home
        if inner := record_in(annotation):
            yield from _homes(inner, name)


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word that comes closest to one that is not known; empty when none is close.

    Compared without case, and with the letters of other alphabets that look the same exchanged.
    """
    folded = {plain(candidate): candidate for candidate in known}
    wanted = plain(word[:LONGEST_COMPARED])
    close = [wanted] if wanted in folded else get_close_matches(wanted, folded, 1, 0.6)
    return folded[close[0]] if close else ""

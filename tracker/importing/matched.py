"""Matched: which target each subject of a source belongs to, by its id and its unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.importing.content import Notice, Subject
from tracker.importing.counted import apart
from tracker.importing.editions import undated
from tracker.importing.folder import NO_UNIT, Folder
from tracker.importing.identifiers import ident
from tracker.importing.same_table import parted
from tracker.model import Indicator

_Named = dict[str, list[str]]
"""The ids of the targets of each title."""


def matched(subjects: Sequence[Subject], folder: Folder, told: list[Notice]) -> Iterable[Subject]:
    """Yield subjects with the ids of their targets, no two with the same.

    Years and dates in the title of a table tell its editions apart, and no targets; that is told.

    A target that is there goes to the subject that has its unit, in whatever order a source has them; one
    that would get the id of another says which unit it has.
    """
    subjects = [*apart(parted(subjects, folder, told), folder, told)]
    seen, own = dict[str, int](), {one.id for one in subjects}
    named: _Named = {}
    for target in folder.portfolio.targets.values():
        named.setdefault(target.title.get("en", ""), []).append(target.id)
    for place, subject in enumerate(subjects):
        there = _there(subject, folder, named, own) if subject.names_unit else ()
        former = () if there else _former(subject, folder, own)
        told += (Notice("import.edition", {"id": one, "title": subject.title["en"]}) for one in former)
        there = there or former
        if name := next((name for name in there if name not in seen), ""):
            seen[name] = place
    found = {place: name for name, place in seen.items()}
    for place, subject in enumerate(subjects):
        name = found.get(place) or _free(subject, seen)
        seen[name] = place
        yield subject if name == subject.id else replace(subject, id=name)


def _there(subject: Subject, folder: Folder, named: _Named, own: set[str]) -> Sequence[str]:
    """Return the targets that have the unit of a subject, by its id, its id and unit, or its id and title."""
    more = (name for name in named.get(subject.title.get("en", ""), ()) if name.startswith(f"{subject.id}-"))
    names = dict.fromkeys((subject.id, ident(f"{subject.id} {subject.unit}"), *more))
    found = [
        one
        for name in names
        if (name == subject.id or name not in own)
        and isinstance(one := folder.portfolio.targets.get(name), Indicator)
        and folder.is_called(one.measure.unit, subject.unit)
        and not folder.is_called(one.measure.unit, NO_UNIT)
    ]
    word = folder.known("units", subject.unit)
    return [one.id for one in sorted(found, key=lambda one: one.measure.unit != word)]


def _former(subject: Subject, folder: Folder, own: set[str]) -> Sequence[str]:
    """Return the one target of a former edition: with the same title but for years, unit and dimensions."""
    if not subject.edition or subject.id in folder.portfolio.targets:
        return ()
    by = {folder.known("dimensions", name) for strand in subject.strands for name in strand.of}
    found = [
        one.id
        for one in folder.portfolio.targets.values()
        if isinstance(one, Indicator)
        and one.id not in own
        and undated(one.title.get("en", "")) == subject.edition
        and (not subject.unit or folder.is_called(one.measure.unit, subject.unit))
        and {name for series in one.series for name in series.of} in (by, set())
    ]
    return found if len(found) == 1 else ()


def _free(subject: Subject, seen: dict[str, int]) -> str:
    """Return the id of a subject, with its unit or a number where another one has it."""
    names = (subject.id, ident(f"{subject.id} {subject.unit}"))
    name, number = next((one for one in names if one not in seen), names[1]), 2
    while name in seen:
        name, number = f"{subject.id}-{number}", number + 1
    return name

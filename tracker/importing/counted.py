"""Counted: what a target has the figures of, as its definition and their places say, beside a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.importing.columns import is_total
from tracker.importing.content import Notice, Subject
from tracker.importing.editions import undated
from tracker.importing.folder import Folder
from tracker.importing.identifiers import free, ident
from tracker.model import Indicator, Observation

Of = tuple[tuple[str, str], ...]
"""The members of a series by their words; none for the whole."""
_NO_KEY = re.compile(r"row [0-9]+|[A-Z]+[0-9]+")


def held(existing: Indicator | None) -> dict[Of, Sequence[Observation]]:
    """Return the figures of a target by the members of each of its series; the whole has none."""
    if existing is None:
        return {}
    found = {tuple(sorted(one.of.items())): one.observations for one in existing.series}
    return {(): existing.observations, **found}


def others(subject: Subject, existing: Indicator) -> Sequence[tuple[str, str]]:
    """Return the members of all figures of a source that are others than those of a target.

    A member is known by the code in the place of its figures, whatever its name is now; a series may be of
    another one by which the target was broken down later.
    """
    own = _keys(one.at for strand in subject.strands for one in strand.figures)
    shared = () if own & _keys(one.at or "" for one in existing.observations) else subject.shared
    counted = () if own & _keys(_places(existing)) else subject.counted
    pairs = (*shared, *((name, member) for name, member, _ in counted))
    return [(name, member) for name, member in pairs if _is_other(name, member, existing)]


def other_table(subject: Subject, existing: Indicator) -> bool:
    """Tell whether a source names another data set in the places of its figures than those of a target."""
    found = _tables(one.at for strand in subject.strands for one in strand.figures)
    there = _tables(_places(existing))
    return bool(found and there) and not found & there


def apart(subjects: Iterable[Subject], folder: Folder, told: list[Notice]) -> Iterator[Subject]:
    """Yield subjects, those that count something else than the target of their id with an id of their own."""
    targets = folder.portfolio.targets
    for subject in subjects:
        own = ident(" ".join([subject.id, *(code for _, _, code in subject.counted)]))
        there = [one for name in (subject.id, own) if isinstance(one := targets.get(name), Indicator)]
        same = next((one.id for one in there if not _counts_other(subject, one)), "")
        if not subject.counted or not there or same == subject.id:
            yield subject
        elif same:
            yield replace(subject, id=same)
        else:
            name = ", ".join(member for _, member, _ in subject.counted)
            new = free(own, targets)
            told.append(Notice("import.other_table", {"id": there[0].id, "new": new, "title": name}))
            title = subject.title["en"] if name in subject.title["en"] else f"{subject.title['en']}: {name}"
            yield replace(subject, id=new, title={**subject.title, "en": title})


def _counts_other(subject: Subject, existing: Indicator) -> bool:
    """Tell whether a source measures something else than a target."""
    return bool(others(replace(subject, shared=()), existing))


def _places(existing: Indicator) -> Iterator[str]:
    return (one.at or "" for figures in held(existing).values() for one in figures)


def _keys(places: Iterable[str]) -> set[str]:
    """Return the codes at the end of places; a row or a cell of a table is none."""
    ends = {place.rpartition(", ")[2] for place in places}
    return {end for end in ends if end and not _NO_KEY.fullmatch(end)}


def _tables(places: Iterable[str]) -> set[str]:
    """Return the data sets that stand before the codes of places; a row or a cell names none."""
    parts = (place.rpartition(", ") for place in places)
    return {
        before for before, _, end in parts if before and ", " not in before and not _NO_KEY.fullmatch(end)
    }


def _is_other(name: str, member: str, existing: Indicator) -> bool:
    """Tell whether a target has the figures of another member, as its definition says.

    A year or a date, as of a release, tells editions apart and no members.
    """
    said = (existing.measure.definition or {}).get("en", "")
    held_by = next(
        (text.removeprefix(f"{name}: ") for text in said.split("; ") if text.startswith(f"{name}: ")), ""
    )
    same = not held_by or says(said.casefold(), name.casefold(), member.casefold())
    return not same and not (is_total(held_by) and is_total(member)) and undated(f"x {member}") != "x"


def says(definition: str, name: str, member: str) -> bool:
    """Tell whether a definition, as an import writes it, names a member, which may have a semicolon in it."""
    return f"; {name}: {member}; " in f"; {definition}; "

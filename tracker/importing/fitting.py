"""Fitting: what a source says beyond what the data format can hold is left out and told, target by target.

A damaged text in the metadata of one indicator stops nobody: its figures come without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic_core import PydanticCustomError

from tracker.importing.content import Content, Document, Notice, Promise, Strand, Subject
from tracker.reading.characters import without_forbidden
from tracker.reading.events import LONGEST_NAME, LONGEST_TEXT
from tracker.scalars import Period, figure


def fitted(content: Content) -> Content:
    """Return what a source says, as far as the data format can hold it."""
    told = list(content.told)
    return Content(tuple(_subject(one, told) for one in content.subjects), tuple(told))


def _subject(subject: Subject, told: list[Notice]) -> Subject:
    def text(given: str) -> str:
        return _text(given, subject.id, told)

    titles = {language: kept for language, given in subject.title.items() if (kept := text(given))}
    titles.setdefault("en", subject.id)
    document = _document(subject.document, titles["en"], subject.id, told)
    return replace(
        subject,
        title=titles,
        unit=text(subject.unit),
        definition=text(_definition(subject)),
        proxy=text(subject.proxy),
        document=document,
        promised=subject.promised and _document(subject.promised, titles["en"], subject.id, told),
        strands=_strands(subject, told),
        goals=[goal for goal in subject.goals if _holds(goal, subject.id, told)],
    )


def _definition(subject: Subject) -> str:
    """Return the definition; the members of an only series belong to it, since that one becomes the whole."""
    of = subject.strands[0].of if len(subject.strands) == 1 else {}
    said = [text for name, member in of.items() if (text := f"{name}: {member}") not in subject.definition]
    return "; ".join(filter(None, (subject.definition, *said)))


def _text(given: str, name: str, told: list[Notice]) -> str:
    """Return a text without what may not stand in a file; empty where it is longer than a text may be."""
    kept = without_forbidden(given)
    if len(kept) > LONGEST_TEXT:
        told.append(Notice("import.left.long", {"id": name, "text": kept, "most": str(LONGEST_TEXT)}))
        return ""
    if kept != given:
        told.append(Notice("import.left.characters", {"id": name, "text": kept}))
    return kept


def _document(document: Document, title: str, name: str, told: list[Notice]) -> Document:
    return replace(
        document,
        title=_text(document.title, name, told) or title,
        publisher=_text(document.publisher, name, told),
        published=_day(document.published, name, told),
        license=_text(document.license, name, told),
    )


def _day(given: str, name: str, told: list[Notice]) -> str:
    """Return the day of a document; empty where it is none, as of a year that nobody lives to see."""
    try:
        return given and Period.parse(given).text
    except PydanticCustomError:
        told.append(Notice("import.left.day", {"id": name, "day": given}))
        return ""


def _strands(subject: Subject, told: list[Notice]) -> Sequence[Strand]:
    """Return the series; each name of a member is looked at once, since there are many of them."""
    kept: dict[str, str] = {}
    for strand in subject.strands:
        for given in (*strand.of, *strand.of.values()):
            if given not in kept:
                text = _text(given, subject.id, told)
                kept[given] = text if len(text) <= LONGEST_NAME else ""
    if all(given == text for given, text in kept.items()):
        return subject.strands
    renamed = ((strand, _of(strand.of, kept)) for strand in subject.strands)
    return [replace(strand, of=of) for strand, of in renamed if of is not None]


def _of(of: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str] | None:
    """Return the members of a series by their kept names; None where one has none."""
    found = {kept[name]: kept[member] for name, member in of.items()}
    return found if all(found) and all(found.values()) and len(found) == len(of) else None


def _holds(goal: Promise, name: str, told: list[Notice]) -> bool:
    """Tell whether the data format has a place for a goal; one without is told."""
    try:
        figure(goal.value)
        Period.parse(goal.by)
    except (PydanticCustomError, ValueError):
        told.append(Notice("import.left.goal", {"id": name, "value": goal.value, "by": goal.by}))
        return False
    return True

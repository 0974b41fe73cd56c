"""Drafts: the text of a new target, and of one more figure, from what a source says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker import language
from tracker.editing.layout import Fields, Value
from tracker.importing.content import Figure, Promise, Subject
from tracker.importing.folder import NO_UNIT, Folder
from tracker.importing.identifiers import free, ident
from tracker.importing.written import series_lines, target

_YEAR_PAIR = re.compile(r"\d{4}/\d{2}|\d{4}-\d{2}/\d{4}-\d{2}")
_IMPORTED = "Imported"


def observation(figure: Figure, source: str) -> dict[str, Value]:
    """Return the fields of an observation."""
    words = language.words("en")
    notes = [words("import.note.tail", text=figure.note)] if figure.note else []
    return {
        "period": figure.period,
        "value": figure.value,
        "source": source,
        "at": figure.at,
        "as_printed": figure.as_printed,
        "status": figure.status,
        "quality": "suppressed" if figure.hidden else "low" if figure.low else "",
        "break": {"en": words("import.note.break", flag=figure.break_)} if figure.break_ else "",
        "note": {"en": " ".join(notes)} if notes else "",
    }


def goal(promise: Promise, source: str) -> dict[str, Value]:
    """Return the fields of a goal."""
    return {
        "id": f"by-{promise.by.casefold().replace('/', '-')}",
        promise.bound: promise.value,
        "by": promise.by,
        "source": source,
        "at": promise.at,
        "as_printed": promise.as_printed,
        "note": {"en": promise.note} if promise.note else "",
    }


def _own_ids(goals: Sequence[dict[str, Value]]) -> list[dict[str, Value]]:
    """Return goals with an id of its own for each, where two of them have one deadline."""
    found: list[dict[str, Value]] = []
    for one in goals:
        found.append({**one, "id": free(str(one["id"]), {other["id"] for other in found})})
    return found


def new_target(
    folder: Folder,
    subject: Subject,
    theme: str,
    source: str,
    series_of: Sequence[tuple[Mapping[str, str], Sequence[Figure]]],
    year_starts: int,
) -> str:
    """Put a new target file into the new contents, and return its path.

    Raises:
        StopError: a file lies there already.
    """
    file = place(folder, subject, theme)
    lists = [(of, [observation(figure, source) for figure in figures]) for of, figures in series_of]
    entries = [entry for of, own in lists for entry in own if not of]
    every = [entry for _, own in lists for entry in own]
    series = [line for of, own in lists if of for line in series_lines(folder.of(of, add=True) or {}, own)]
    measure = measured(folder, subject, every)
    if year_starts > 1 and any(_YEAR_PAIR.fullmatch(str(entry["period"])) for entry in every):
        title = language.words("en")("import.calendar", month=f"{year_starts:02}")
        measure["calendar"] = folder.word("calendars", title, {"starts": f"{year_starts:02}"})
    if subject.proxy:
        measure["proxy"] = {"en": subject.proxy}
    fields: dict[str, Value] = {"id": subject.id, "title": dict(subject.title), "kind": "indicator"}
    promised = folder.source(subject.promised, ()) if subject.promised else source
    goals = _own_ids([goal(one, promised) for one in subject.goals])
    heading = folder.schema_line("target", "../../")
    folder.new[file] = target(
        fields, measure, goals, subject.baseline, entries, heading, subject.origin, series
    )
    return file


def measured(folder: Folder, subject: Subject, entries: Sequence[Fields]) -> dict[str, Value]:
    """Return the fields of a measure; its unit is a word of the vocabulary, if need be a new one."""
    return {
        "definition": {"en": subject.definition} if subject.definition else "",
        "unit": folder.word("units", subject.unit or NO_UNIT, _decimals(entries)),
        "frequency": subject.frequency or "irregular",
    }


def place(folder: Folder, subject: Subject, theme: str) -> str:
    """Return the path of the file of a new target, at which nothing lies yet.

    Raises:
        StopError: something does.
    """
    return folder.vacant(f"targets/{_theme(folder, subject, theme)}/{subject.id}.yaml")


def _decimals(entries: Sequence[Fields]) -> dict[str, Value]:
    """Return how many decimals a new unit shows: as many as the figures are printed with, at most two."""
    most = max((len(str(entry["value"]).partition(".")[2]) for entry in entries), default=0)
    return {"decimals": str(min(most, 2))} if most else {}


def _theme(folder: Folder, subject: Subject, wanted: str) -> str:
    """Return the theme of a new target: its own, the one asked for, or the only one there is."""
    known = {**folder.portfolio.vocabulary.themes, **folder.words.get("themes", {})}
    word, title = subject.theme
    if asked := wanted or word:
        name = asked if asked in known else ident(asked)
        if name not in known:
            folder.words.setdefault("themes", {})[name] = {"title": {"en": wanted or title or word}}
        return name
    if len(folder.portfolio.vocabulary.themes) == 1:
        return next(iter(folder.portfolio.vocabulary.themes))
    return folder.word("themes", _IMPORTED)

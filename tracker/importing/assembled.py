"""Assembled: the file of a new target of tiers, parts or steps, as a person has stated it in a form."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.editing.layout import Fields, Value
from tracker.importing.changes import Item, TargetChange
from tracker.importing.content import Promise, StopError, Subject
from tracker.importing.drafts import goal, measured, observation, place
from tracker.importing.folder import Folder
from tracker.importing.identifiers import free, ident
from tracker.importing.written import compound

_Entry = tuple[Fields, dict[str, str | Sequence[Fields]]]
_LISTS = {"tiers": "tiers", "milestones": "steps"}
"""The fields that hold what a target is made of, where they are not `parts`."""


def new_assembled(folder: Folder, subject: Subject, theme: str) -> TargetChange:
    """Put the file of a new target into the new contents, and return what becomes of it.

    Raises:
        StopError: there is a target of this id already.
    """
    existing = folder.portfolio.targets.get(subject.id)
    if existing is not None:
        raise StopError("add.target.taken", file=existing.file)
    source = folder.source(subject.document, ())
    promised = folder.source(subject.promised, ()) if subject.promised else source
    if subject.kind == "milestones":
        entries, measure, every = _steps(subject, source, promised), dict[str, Value](), list[Fields]()
    else:
        entries = _pieces(subject, source, promised)
        figures = [one for piece in subject.pieces for one in piece.figures]
        every = [observation(one, source) for one in figures]
        measure = measured(folder, subject, every)
    fields: dict[str, Value] = {"id": subject.id, "title": dict(subject.title), "kind": subject.kind}
    fields["about"] = {"en": subject.definition} if subject.definition and not measure else ""
    file = place(folder, subject, theme)
    heading = folder.schema_line("target", "../../")
    further: dict[str, Value] = {"nesting": subject.nesting}
    folder.new[file] = compound(fields, measure, further, _LISTS.get(subject.kind, "parts"), entries, heading)
    return TargetChange(subject.id, file, subject.title, True, _items(subject), _goals(subject))


def _pieces(subject: Subject, source: str, promised: str) -> list[_Entry]:
    """Return tiers or parts, each with its goals and figures; progress counts from the first figure."""
    names = _names([piece.title for piece in subject.pieces])
    found = list[_Entry]()
    for name, piece in zip(names, subject.pieces, strict=True):
        first = min((one.period for one in piece.figures), default="") if piece.goals else ""
        own: dict[str, Value] = {"id": name, "title": {"en": piece.title}}
        figures = sorted(piece.figures, key=lambda one: one.period)
        lists: dict[str, str | Sequence[Fields]] = {
            "goals": [goal(one, promised) for one in piece.goals],
            "baseline": first,
            "observations": [observation(one, source) for one in figures],
        }
        found.append((own, lists))
    return found


def _steps(subject: Subject, source: str, promised: str) -> list[_Entry]:
    """Return steps, each with what is known of it."""
    names = _names([stage.title for stage in subject.stages])
    return [
        (
            {"id": name, "title": {"en": stage.title}, "due": stage.due, "source": promised},
            {"records": [{"state": state, "on": on, "source": source} for state, on in stage.records]},
        )
        for name, stage in zip(names, subject.stages, strict=True)
    ]


def _names(titles: Sequence[str]) -> list[str]:
    """Return an id for each title, none twice."""
    found: list[str] = []
    for title in titles:
        found.append(free(ident(title), found))
    return found


def _items(subject: Subject) -> list[Item]:
    figures = [
        Item("new", piece.title, one.period, "", one.as_printed, "")
        for piece in subject.pieces
        for one in piece.figures
    ]
    records = [
        Item("new", stage.title, on, "", state, "") for stage in subject.stages for state, on in stage.records
    ]
    return figures + records


def _goals(subject: Subject) -> list[str]:
    stated = [f"{piece.title}: {_goal(one)}" for piece in subject.pieces for one in piece.goals]
    return stated + [f"{stage.title}: {stage.due}" for stage in subject.stages if stage.due]


def _goal(promise: Promise) -> str:
    return f"{promise.bound} {promise.value} {promise.by}"

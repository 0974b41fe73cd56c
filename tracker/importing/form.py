"""Form: a new target as a person states it in a few fields, as content that is proposed like any other.

The command line and the app both fill in a `Form`; what is written is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from tracker.importing import compound, phrases, stated
from tracker.importing.content import Content, Document, StopError, Strand, Subject
from tracker.importing.identifiers import ident
from tracker.importing.periods import frequency


@dataclass(frozen=True, slots=True)
class Form:
    """A new target, as texts.

    Attributes:
        goal: the promise in words: at least 90 by 2030; empty for none.
        figures: periods and figures, as they are printed.
        document: where the figures were published.
        promised: where the goal was published; None for the same document.
        parts: the tiers, parts or steps, one a line, with goal or deadline.
        facts: figures of tiers and parts, or what is known of steps; each begins with a name of `parts`.
        nesting: of tiers, whether a member of a higher one counts in the lower ones; empty for unspecified.
    """

    title: str
    unit: str
    document: Document
    goal: str = ""
    figures: Sequence[tuple[str, str]] = ()
    promised: Document | None = None
    id: str = ""
    theme: str = ""
    definition: str = ""
    languages: dict[str, str] = field(default_factory=dict)
    kind: str = "indicator"
    parts: Sequence[str] = ()
    facts: Sequence[str] = ()
    nesting: str = ""


def content(form: Form) -> Content:
    """Return what a form says.

    Raises:
        StopError: a field does not say what it should.
    """
    if not form.title.strip():
        raise StopError("form.title")
    given = {one.name: getattr(form, one.name) for one in fields(form)}
    if name := stated.foreign_field(form.kind, given):
        raise StopError("form.other_kind", given=name, kind=form.kind)
    subject = Subject(
        ident(form.id or form.title),
        {"en": form.title.strip(), **form.languages},
        form.unit.strip(),
        form.document,
        (Strand({}, ()),),
        definition=form.definition.strip(),
        frequency="year",
        promised=form.promised,
        theme=(ident(form.theme), form.theme) if form.theme else ("", ""),
        kind=form.kind,
    )
    return Content((_filled(subject, form),))


def _filled(subject: Subject, form: Form) -> Subject:
    """Return a target with what its kind asks for."""
    if form.kind == "milestones":
        return replace(subject, stages=compound.stages(form.parts, form.facts))
    if form.kind != "indicator":
        pieces = compound.pieces(form.parts, form.facts)
        often = frequency(one.period for piece in pieces for one in piece.figures)
        nesting = (form.nesting or stated.NESTINGS[0]) if form.kind == "tiers" else ""
        return replace(subject, pieces=pieces, frequency=often or "year", nesting=nesting)
    figures = [phrases.figure(period, printed) for period, printed in form.figures]
    goals = (phrases.promise(form.goal),) if form.goal.strip() else ()
    return replace(
        subject,
        strands=(Strand({}, figures),),
        frequency=frequency(one.period for one in figures) or "year",
        goals=goals,
        # Progress is counted from the first figure that the person states.
        baseline=min((one.period for one in figures), default="") if goals else "",
    )

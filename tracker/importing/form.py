"""Form: a new target as a person states it in a few fields, as content that is proposed like any other.

The command line and the app both fill in a `Form`; what is written is the same, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.importing import numbers, periods
from tracker.importing.content import Content, Document, Figure, Promise, StopError, Strand, Subject
from tracker.importing.identifiers import ident
from tracker.importing.periods import Habits, Read
from tracker.importing.table import frequency

_LEAST = r"at[ _]least|≥|>=|mindestens|minst|ít nhất"
_MOST = r"at[ _]most|≤|<=|höchstens|høyst|högst|không quá"
_BY = r"by|bis|innen|senast|đến"
_GOAL = re.compile(
    rf"\s*(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s*(?P<value>.+?)\s+(?:{_BY})\s+(?P<by>\S.*?)\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Form:
    """A new target, as texts.

    Attributes:
        goal: the promise in words: at least 90 by 2030; empty for none.
        figures: periods and figures, as they are printed.
        document: where the figures were published.
        promised: where the goal was published; None for the same document.
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


def content(form: Form) -> Content:
    """Return what a form says.

    Raises:
        StopError: a field does not say what it should.
    """
    if not form.title.strip():
        raise StopError("form.title")
    figures = [_figure(period, printed) for period, printed in form.figures]
    return Content(
        (
            Subject(
                ident(form.id or form.title),
                {"en": form.title.strip(), **form.languages},
                form.unit.strip(),
                form.document,
                (Strand({}, figures),),
                definition=form.definition.strip(),
                frequency=frequency(one.period for one in figures) or "year",
                goals=(promise(form.goal),) if form.goal.strip() else (),
                promised=form.promised,
                # Progress is counted from the first figure that the person states.
                baseline=min((one.period for one in figures), default="") if form.goal.strip() else "",
                theme=(ident(form.theme), form.theme) if form.theme else ("", ""),
            ),
        )
    )


def listed(text: str) -> list[tuple[str, str]]:
    """Return the figures of a text, one a line: a period, then what is printed; pasted cells as well.

    Raises:
        StopError: a line holds a period alone.
    """
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = re.split(r"\s*[\t=;]\s*", line, maxsplit=1)
        parts = parts if len(parts) > 1 else re.split(r"\s+", line, maxsplit=1)
        if len(parts) < 2:
            raise StopError("form.line", given=line)
        found.append((parts[0], parts[1]))
    return found


def promise(text: str) -> Promise:
    """Return the goal that a text states, such as: at least 90 by 2030.

    Raises:
        StopError: it states none.
    """
    found = _GOAL.fullmatch(text)
    by = periods.read(found["by"], Habits()) if found else None
    printed = numbers.taken_apart(found["value"]) if found else None
    if found is None or not isinstance(by, Read) or printed is None:
        raise StopError("form.goal", given=text)
    value = numbers.plain(printed.number, _mark(printed.number))
    return Promise(
        "at_least" if found["least"] else "at_most", value, by.period, "", as_printed=found["value"]
    )


def _figure(period: str, printed: str) -> Figure:
    span, number = periods.read(period, Habits()), numbers.taken_apart(printed)
    if not isinstance(span, Read):
        raise StopError("form.period", given=period)
    if number is None:
        raise StopError("form.figure", given=printed)
    return Figure(span.period, numbers.plain(number.number, _mark(number.number)), printed.strip(), "")


def _mark(number: str) -> str:
    """Return the decimal mark of one figure.

    Raises:
        StopError: it can be read with both, and means two numbers.
    """
    found = numbers.marks_of([number])
    if len(found) > 1:
        raise StopError("form.mark", given=number)
    return found.pop()

"""Phrases: what a person types about a promise, a figure or a step, in any language of the interface."""

from __future__ import annotations

import re

from tracker.importing import numbers, periods
from tracker.importing.content import Figure, Promise, StopError
from tracker.importing.periods import Habits, Read
from tracker.language import LANGUAGES, words

_LEAST = r"at[ _]least|≥|>=|mindestens|minst|ít nhất"
_MOST = r"at[ _]most|≤|<=|höchstens|høyst|högst|không quá"
_BY = r"by|bis|innen|senast|đến"
_GOAL = re.compile(
    rf"\s*(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s*(?P<value>.+?)\s+(?:{_BY})\s+(?P<by>\S.*?)\s*", re.I
)
_DUE = re.compile(rf"(?:{_BY})\s+(?P<by>\S.*)", re.I)
_STATES = ("not_started", "in_progress", "done", "dropped")


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


def figure(period: str, printed: str) -> Figure:
    """Return the figure of a period as it is printed.

    Raises:
        StopError: one of the two is not understood.
    """
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


def due(text: str) -> str:
    """Return the deadline that a text states, such as: by 2026-06.

    Raises:
        StopError: it states none.
    """
    found = _DUE.fullmatch(text.strip())
    by = periods.read(found["by"], Habits()) if found else None
    if not isinstance(by, Read):
        raise StopError("form.due", given=text)
    return by.period


def known(text: str) -> tuple[str, str]:
    """Return the state of a step and the day from which on, such as: done 2026-05-12.

    Raises:
        StopError: it states none.
    """
    said, _, on = text.strip().rpartition(" ")
    plain = said.strip().casefold().replace("_", " ")
    state = next((name for name in _STATES if plain in _called(name)), "")
    day = periods.read(on, Habits())
    if not state or not isinstance(day, Read):
        raise StopError("form.known", given=text)
    return state, day.period


def _called(state: str) -> set[str]:
    """Return what a state of a step is called, in every language of the interface."""
    return {state.replace("_", " "), *(words(code)(f"state.{state}").casefold() for code in LANGUAGES)}

"""Content: a briefing in words and tables, before any format; so every format says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from tracker.judging.states import State
from tracker.telling.blocks import Cell, Table
from tracker.tongue import Tongue

T = TypeVar("T")
# What XML 1.0 cannot hold, and the separators on which programs break lines.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# What a line may be broken at; a number and its unit stay together.
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One target.

    Attributes:
        context: theme and owner in one line.
        verdict: the verdict in one sentence. lines: what else must be said beside it.
        facts: the few numbers to remember, each with its name.
        tables: parts or steps, figures, goals, arithmetic, methods, open questions, record.
        method: how the verdict came about, in sentences. citation: how to cite the target.
        cited: numbers and short names of the sources, in one line.
    """

    id: str
    title: str
    context: str
    state: State
    label: str
    verdict: str
    lines: tuple[str, ...]
    about: str
    facts: tuple[tuple[str, Cell], ...]
    tables: tuple[Table, ...]
    method: tuple[str, ...]
    cited: str
    citation: str
    address: str


@dataclass(frozen=True, slots=True)
class Content:
    """A whole briefing.

    Attributes:
        portfolio: the name of the collection of targets; may be empty.
        known: the sentence that names the day of assessment.
        headline: how the targets with a deadline stand; when none has one, what is counted instead.
        closing: who made the file from what, and the link or command that rebuilds it.
        nothing: stands in the place of an overview without rows.
    """

    title: str
    portfolio: str
    known: str
    remark: tuple[str, ...]
    headline: str
    overview: Table
    changes: Table | None
    sections: tuple[Section, ...]
    sources: Table
    states: Table
    method: tuple[str, ...]
    closing: tuple[str, ...]
    nothing: str


@lru_cache(maxsize=10_000)
def literal(text: str) -> str:
    """Return a text as one line that every format can hold; it is otherwise left as it is."""
    return _SPACE.sub(" ", _UNWRITABLE.sub("", text)).strip()


def cleaned(given: T) -> T:
    """Return content in which every text is literal, however deep it lies."""
    made: Any = given
    if isinstance(given, str):
        made = literal(given)
        made = Tongue(made, given.lang) if isinstance(given, Tongue) else made
    elif isinstance(given, tuple):
        made = tuple(cleaned(part) for part in given)
    elif is_dataclass(given) and not isinstance(given, type):
        made = replace(given, **{one.name: cleaned(getattr(given, one.name)) for one in fields(given)})
    return made  # type: ignore[no-any-return]  # of the kind that was given

"""Content: what a file of figures says, in one form for every kind of file.

A reader of one kind makes these records; `propose` compares them with a data folder. Nothing is computed
here: a figure is the text of the file and the plain spelling of the same number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tracker.problems import Problem

Texts = Mapping[str, str]
Status = Literal["", "final", "provisional", "estimated", "forecast"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a file has it.

    Attributes:
        period: in the spelling of the data format.
        value: the plain spelling of the number; empty where the source has suppressed it.
        as_printed: the text of the cell.
        at: the place in the file.
        status: how final it is.
        break_: what changed with it.
        low: whether the file calls it unreliable.
        hidden: whether the source has suppressed it: a gap with a reason.
        note: a remark of the file.
    """

    period: str
    value: str
    as_printed: str
    at: str
    status: Status = ""
    break_: str = ""
    low: bool = False
    note: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """A goal as a file states it."""

    bound: Literal["at_least", "at_most"]
    value: str
    by: str
    at: str
    note: str = ""
    as_printed: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Where the figures were published.

    Attributes:
        published: a day or a period; empty when the file does not say.
        publisher: the name of the body, as the file has it; empty when it does not say.
    """

    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    license: str = ""
    kind: str = "statistics"


@dataclass(frozen=True, slots=True)
class Strand:
    """One series: members by dimension, none for the whole, and its figures."""

    of: Mapping[str, str]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Piece:
    """One tier of several, or one part of a whole, with its own goals and figures."""

    title: str
    goals: Sequence[Promise]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step that is done or not.

    Attributes:
        due: the period with whose end it is due; empty where nobody says.
        records: what is known of it: a state, and the day or period from which on.
    """

    title: str
    due: str
    records: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What becomes one target.

    Attributes:
        kind: the kind of the target; files of figures make indicators.
        id: the id it is to have.
        title: its name, by language.
        unit: the unit in words; empty when the file does not say.
        names_unit: whether the source itself names the unit, and nobody states another one.
        marked: whether the source has a place for marks such as provisional: a figure without any has none.
        edition: the title of a table without the years or the date at its end, by which the next edition is
            known again; empty where it has none.
        table: the place of the first cell of its table; empty where somebody states its target.
        is_head: whether its name is a mere head of a column or a row, which tables of anything may share.
        heading: the lines above its table without that of its title, as one.
        said_unit: what the source calls its unit, where somebody states another one.
        document: where the figures were published.
        strands: its series; the one without members is the whole.
        shared: the members that all its figures have, as pairs of dimension and member; no series names them.
        counted: dimension, member and code of what all its figures measure, where its id does not say it.
        goals_at: how the place of each goal begins in sources of its kind; empty for those that state none.
        promised: where the goals were published; the document of the figures where it is not given.
        theme: the folder it belongs to, as a word and a title; empty words for the one of the caller.
        nesting: of tiers, whether a member of a higher one counts in the lower ones.
        pieces: the tiers or parts, of a target that has them.
        stages: the steps, of milestones.
    """

    id: str
    title: Texts
    unit: str
    document: Document
    strands: Sequence[Strand]
    definition: str = ""
    frequency: str = ""
    goals: Sequence[Promise] = ()
    goals_at: str = ""
    promised: Document | None = None
    baseline: str = ""
    bounds: tuple[str, str] | None = None
    proxy: str = ""
    theme: tuple[str, str] = ("", "")
    origin: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    kind: str = "indicator"
    nesting: str = ""
    pieces: Sequence[Piece] = ()
    stages: Sequence[Stage] = ()
    shared: Sequence[tuple[str, str]] = ()
    counted: Sequence[tuple[str, str, str]] = ()
    names_unit: bool = False
    said_unit: str = ""
    marked: bool = False
    edition: str = ""
    table: str = ""
    is_head: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader tells the person: a message with its values, or with a fault and its place."""

    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    fault: Problem | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a source says, and what was left out of it and why."""

    subjects: Sequence[Subject]
    told: Sequence[Notice] = ()


class StopError(Exception):
    """A source cannot be imported as it is: one plain sentence, and the line that answers a question."""

    def __init__(self, reason: str, fault: Problem | None = None, /, **values: str) -> None:
        super().__init__(reason)
        self.notice = Notice(reason, values, fault)


def unread(file: str, error: OSError) -> StopError:
    """Return what stops an import at a file that the system does not let us read."""
    return StopError("import.unread", file=file, cause=error.strerror or type(error).__name__)

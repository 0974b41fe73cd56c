"""Records: what a portfolio of policy targets consists of, as frozen, checked values.

The field names are those of docs/data-format.md. A record is built from text scalars, so that the
field decides the type of a value and no YAML rule does; a fault raises a pydantic error whose type
is a code of `tracker.problems`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, model_validator

from tracker.periods import Stretch
from tracker.scalars import (
    Day,
    FileName,
    Flag,
    Ident,
    Language,
    Line,
    Link,
    Prose,
    Span,
    Texts,
    fault,
)
from tracker.series import (
    UNWRITABLE,
    Baseline,
    Citation,
    Denominator,
    Elsewhere,
    Goal,
    Observation,
    PathPoint,
    Projection,
    Relative,
    RequiredPath,
    Series,
    Table,
    Total,
)
from tracker.terms import AreaValue, Breakdown, LeftOut, Measure, Origin, Record, Vocabulary

__all__ = [
    "GROUPS",
    "KINDS",
    "UNWRITABLE",
    "Allocation",
    "Ambiguity",
    "AreaValue",
    "Baseline",
    "Breakdown",
    "Citation",
    "Denominator",
    "Elsewhere",
    "Goal",
    "Group",
    "Indicator",
    "LeftOut",
    "Measure",
    "Measured",
    "MemberSeries",
    "Milestones",
    "NextStep",
    "Observation",
    "Part",
    "PathPoint",
    "Portfolio",
    "Projection",
    "Record",
    "Related",
    "Relative",
    "RequiredPath",
    "Series",
    "Source",
    "Statement",
    "Step",
    "StepRecord",
    "Subject",
    "Table",
    "Target",
    "Tiers",
    "Total",
    "field_names",
    "member_id",
    "named_parts",
    "series_of",
]


class Ambiguity(Record):
    """An open question about the wording, and the reading used here."""

    question: Prose
    reading: Prose
    settled: Literal["yes", "probable", "no"]
    source: Ident | None = None


class Part(Series):
    """One tier of several, or one part of an allocated whole."""

    id: Ident
    title: Texts
    note: Prose | None = None


class MemberSeries(Series):
    """One series of several, of a member of one dimension or of more: women, women from 15 to 24.

    `goals: same` takes the goals of the target. Nothing is added up over the series.
    """

    of: Annotated[dict[Ident, Ident], Field(min_length=1)]
    note: Prose | None = None
    title: Mapping[str, str] = Field(default_factory=dict, validation_alias=f"{UNWRITABLE}title")
    same: bool = Field(default=False, validation_alias=f"{UNWRITABLE}same")

    @model_validator(mode="before")
    @classmethod
    def _same_goals(cls, given: Any) -> Any:  # noqa: ANN401 (pydantic hands over whatever was written)
        if isinstance(given, dict) and given.get("goals") == "same":
            return {**given, "goals": [], f"{UNWRITABLE}same": True}
        return given

    @property
    def id(self) -> str:
        """The members of the series as one word that no other combination of members has."""
        return member_id(self.of)


def member_id(of: Mapping[str, str]) -> str:
    """Return the members of a series as one word: `age=15-24,sex=female`."""
    return ",".join(f"{name}={member}" for name, member in sorted(of.items()))


class StepRecord(Citation):
    """What was known of a step from a day on."""

    state: Literal["not_started", "in_progress", "done", "dropped"]
    on: Span
    note: Prose | None = None


class Step(Record):
    """One step of a milestones target; `source` is where it was announced."""

    id: Ident
    title: Texts
    due: Span | None = None
    source: Ident | None = None
    at: Line | None = None
    as_printed: Line | None = None
    note: Prose | None = None
    records: tuple[StepRecord, ...] = ()


class Statement(Citation):
    """What a body says of a target for a period: the one in charge on a scale, or any in words."""

    for_: Stretch | None = Field(default=None, alias="for")
    says: Prose
    scale: Ident | None = None
    note: Prose | None = None

    def speaker(self, owner: str | None, sources: Mapping[str, Source]) -> str:
        """Return who says so: on a scale, by which it rates itself, the owner; else whose document it is."""
        return owner if self.scale and owner else sources[self.source].publisher


class Related(Record):
    """Another target that is the nearest evidence; it is shown and never counted."""

    target: Ident
    why: Prose | None = None


class NextStep(Record):
    """What comes next, by its source or, with `ours`, as a note of this office."""

    what: Prose
    who: Ident | None = None
    by: Span | None = None
    source: Ident | None = None
    at: Line | None = None
    ours: Flag = False

    @model_validator(mode="after")
    def _whose(self) -> NextStep:
        if (self.source is None) == (not self.ours):
            raise fault("S079", given="")
        return self


class Subject(Record):
    """What every target file states. `theme` and `file` come from where the file lies."""

    id: Ident
    title: Texts
    owner: Ident | None = None
    about: Prose | None = None
    ambiguities: tuple[Ambiguity, ...] = ()
    checked: Day | None = None
    origin: Origin | None = None
    statements: tuple[Statement, ...] = ()
    related: tuple[Related, ...] = ()
    next: tuple[NextStep, ...] = ()
    theme: str = Field(default="", validation_alias="(folder)")
    file: str = Field(default="", validation_alias="(file)")


class Indicator(Subject, Series):
    """A measured quantity with goals and observations, optionally split by region."""

    kind: Literal["indicator"]
    measure: Measure
    series: tuple[MemberSeries, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    projections: tuple[Projection, ...] = ()

    @model_validator(mode="after")
    def _shared_goals(self) -> Indicator:
        for one in self.series:
            if one.same:
                object.__setattr__(one, "goals", self.goals)
        return self


class Tiers(Subject):
    """Classes of one population, lowest first, each with its own goals and observations."""

    kind: Literal["tiers"]
    measure: Measure
    nesting: Literal["exclusive", "cumulative", "unspecified"]
    nesting_note: Prose | None = None
    tiers: Annotated[tuple[Part, ...], Field(min_length=1)]
    adds_up: Flag = True

    @property
    def parts(self) -> tuple[Part, ...]:
        """The tiers, lowest first."""
        return self.tiers


class Allocation(Subject):
    """Parts of a whole, such as shares of a budget."""

    kind: Literal["allocation"]
    measure: Measure
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    adds_up: Flag = True


class Milestones(Subject):
    """Steps that are done or not: laws, events, instruments, commitments."""

    kind: Literal["milestones"]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


Group = Tiers | Allocation
"""A measure whose `parts` are judged one by one, each with a line of the board."""

Measured = Indicator | Group
Target = Measured | Milestones
KINDS: dict[str, type[Target]] = {
    "indicator": Indicator,
    "tiers": Tiers,
    "allocation": Allocation,
    "milestones": Milestones,
}
GROUPS = frozenset(name for name, kind in KINDS.items() if issubclass(kind, Group))
"""The names of the kinds that are told by their parts."""


class Source(Record):
    """A document as it was read."""

    id: Ident
    kind: Literal["policy", "statistics", "report", "press"]
    title: Prose
    publisher: Ident
    outlet: Ident | None = None
    published: Span
    accessed: Day | None = None
    url: Link | None = None
    language: Language | None = None
    original_language: Language | None = None
    translated: Literal["machine", "human"] | None = None
    summary: Prose | None = None
    reliability: Literal["primary", "secondary", "weak"] | None = None
    sha256: Annotated[str | None, Field(default=None, pattern=r"^[0-9a-f]{64}$")] = None
    article: FileName | None = None
    license: Line | None = None
    left_out: tuple[LeftOut, ...] = ()
    day_unknown: bool = Field(default=False, validation_alias=f"{UNWRITABLE}day_unknown")
    file: str = Field(default="", validation_alias="(file)")

    @model_validator(mode="before")
    @classmethod
    def _as_read(cls, given: Any) -> Any:  # noqa: ANN401 (pydantic hands over whatever was written)
        if isinstance(given, dict) and given.get("published") == "unknown" and given.get("accessed"):
            return {**given, "published": given["accessed"], f"{UNWRITABLE}day_unknown": True}
        return given

    @property
    def dated(self) -> str:
        """When it was published, as its file says: `unknown` where nobody knows."""
        return "unknown" if self.day_unknown else self.published.text

    @property
    def known(self) -> date:
        """The first day on which the document counts as known: the last day of `published`."""
        return self.published.last


@dataclass(frozen=True)
class Portfolio:
    """A folder of data, read: every valid target and source, and the vocabulary.

    Attributes:
        targets: by id, in the order of theme and file.
        sources: by id.
        vocabulary: units, themes and bodies.
        files: the content hash (SHA-256, hexadecimal) of every file read, by path relative to the folder.
        written: of one that is shown with titles told apart, the same as its files have it.
    """

    targets: dict[str, Target]
    sources: dict[str, Source]
    vocabulary: Vocabulary
    files: dict[str, str]
    written: Portfolio | None = field(default=None, compare=False, repr=False)


def series_of(target: Target) -> tuple[tuple[str, Series], ...]:
    """Return every series of a target with its part id; the id is empty for the whole of an indicator."""
    if isinstance(target, Indicator):
        return (("", target), *((one.id, one) for one in target.series))
    if isinstance(target, Milestones):
        return ()
    return tuple((part.id, part) for part in target.parts)


def named_parts(target: Target) -> tuple[str, tuple[Part | Step, ...]]:
    """Return the field of the tiers, parts or steps of a target, and these; an indicator has none."""
    fields = type(target).model_fields
    name = next((name for name in ("tiers", "parts", "steps") if name in fields), "")
    return name, getattr(target, name) if name else ()


def field_names(record: type[Record]) -> tuple[str, ...]:
    """Return the field names that an author may write in a record, in the order of its definition."""
    names: list[str] = []
    for name, info in record.model_fields.items():
        written: Any = info.validation_alias or info.alias or name
        if not isinstance(written, AliasChoices) and not str(written).startswith(("(", UNWRITABLE)):
            names.append(str(written))
    return tuple(names)

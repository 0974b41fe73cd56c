"""Records: what a portfolio of policy targets consists of, as frozen, checked values.

The field names are those of docs/data-format.md. A record is built from text scalars, so that the
field decides the type of a value and no YAML rule does; a fault raises a pydantic error whose type
is a code of `tracker.problems`.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = 1e15
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][^\s<>\"\\^`{|}]*)?", re.ASCII)
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(-(Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?))?",
    re.ASCII,
)


def fault(code: str, **values: object) -> PydanticCustomError:
    """Return the error that the reader turns into a problem with this code."""
    return PydanticCustomError(code, code, values)  # type: ignore[arg-type]


class Figure(float):
    """A number together with the count of decimals with which it was published."""

    __slots__ = ("decimals",)
    decimals: int

    def __new__(cls, value: float, decimals: int = 0) -> Figure:
        """Return `value` as a figure published with `decimals` digits after the point."""
        made = super().__new__(cls, value)
        made.decimals = decimals
        return made

    @property
    def step(self) -> float:
        """The unit of the last published digit, for example 0.01 for 39.85."""
        return float(10.0**-self.decimals)


def figure(given: object) -> Figure:
    """Return the number that a scalar states; the grammar is deliberately narrow.

    Raises:
        PydanticCustomError: S002 with a plain spelling as hint, or S005 when out of range.
    """
    if isinstance(given, Figure):
        return given
    if isinstance(given, bool) or not isinstance(given, (str, int, float)):
        raise fault("S002", given=_shown(given), plain="")
    text = str(given)
    if not _NUMBER.fullmatch(text):
        raise fault("S002", given=_shown(given), plain=plain_number(text))
    value = float(text)
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise fault("S005", given=_shown(given))
    exponent = Decimal(text).as_tuple().exponent
    return Figure(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def plain_number(text: str) -> str:
    """Return the plain spelling of a number written with separators or a unit, or an empty text."""
    kept = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    match = re.match(r"[~<>≈ ]*(?P<number>[+-]?[0-9][0-9_,.' \u202f]*)(?P<rest>.*)", kept, re.DOTALL)
    if not match:
        return ""
    digits = re.sub(r"[_' \u202f]", "", match["number"]).lstrip("+")
    digits = re.sub(r",(?=[0-9]{3}(?:\D|$))", "", digits).replace(",", ".").rstrip(".")
    digits = re.sub(r"^(-?)0+(?=[0-9])", r"\1", digits)
    thousand = {"k": 3, "m": 6}.get(match["rest"].strip().lower())
    if not _NUMBER.fullmatch(digits) or (match["rest"].strip()[:1] in ("-", "–", ":")):
        return ""
    return f"{Decimal(digits).scaleb(thousand):f}" if thousand else digits


def day(given: object) -> date:
    """Return the calendar day written as YYYY-MM-DD.

    Raises:
        PydanticCustomError: S006.
    """
    if isinstance(given, date):
        return given
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given, re.ASCII):
        try:
            found = date.fromisoformat(given)
        except ValueError:
            raise fault("S006", given=_shown(given)) from None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise fault("S006", given=_shown(given))


def year_point(moment: date) -> float:
    """Return a day's place on the time axis: 31 December 2030 is 2030.0, 30 June 2026 is 2025.5.

    A month counts one twelfth, whatever its length, so that month, quarter and half-year ends are
    exact (docs/method.md, section on time).
    """
    days = calendar.monthrange(moment.year, moment.month)[1]
    return moment.year - 1 + (moment.month - 1 + moment.day / days) / 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time that a figure or a deadline refers to; it sits at its last day."""

    last: date
    first: date
    text: str

    @property
    def year(self) -> float:
        """The last day's place on the time axis, in years."""
        return year_point(self.last)

    @classmethod
    def parse(cls, given: object) -> Period:
        """Return the period written 2024, 2024-Q2, 2024-H1, 2024-06, 2024-06-30 or 2025-01/2025-07.

        Raises:
            PydanticCustomError: S007.
        """
        if isinstance(given, Period):
            return given
        text = str(given) if isinstance(given, (str, int, date)) else ""
        ends = [_span(part) for part in text.split("/")]
        if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
            raise fault("S007", given=_shown(given))
        (first, _), (_, last) = ends[0] or (date.max, date.max), ends[-1] or (date.max, date.max)
        if first > last:
            raise fault("S007", given=_shown(given))
        return cls(last, first, text)


def _span(text: str) -> tuple[date, date] | None:
    """Return first and last day of one calendar unit, or None when the text is not one."""
    match = _PERIOD.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    year, months = int(match["year"]), (1, 12)
    if match["quarter"]:
        months = (int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3)
    elif match["half"]:
        months = (int(match["half"]) * 6 - 5, int(match["half"]) * 6)
    elif match["month"]:
        months = (int(match["month"]), int(match["month"]))
    if not 1 <= months[0] <= 12:
        return None
    last_day = calendar.monthrange(year, months[1])[1]
    if match["day"]:
        number = int(match["day"])
        return (date(year, months[0], number),) * 2 if 1 <= number <= last_day else None
    return date(year, months[0], 1), date(year, months[1], last_day)


def _shown(given: object) -> str:
    """Return how a faulty value is named in a message."""
    if isinstance(given, dict):
        return "{…}"
    if isinstance(given, list):
        return "[…]"
    return "" if given is None else str(given)


def _text(given: object) -> str:
    if isinstance(given, str) and given.strip():
        return given
    raise fault("S008" if not isinstance(given, (dict, list)) else "S009", given=_shown(given))


def _ident(given: object) -> str:
    if isinstance(given, str) and _ID.fullmatch(given):
        return given
    raise fault("S010", given=_shown(given))


def _link(given: object) -> str:
    if isinstance(given, str) and len(given) <= 2000 and _URL.fullmatch(given):
        return given
    raise fault("S011", given=_shown(given))


def _flag(given: object) -> bool:
    if isinstance(given, bool) or given in ("true", "false"):
        return given in (True, "true")
    raise fault("S012", given=_shown(given))


def _whole(given: object) -> int:
    found = figure(given)
    if found.is_integer():
        return int(found)
    raise fault("S013", given=_shown(given))


def _language(given: object) -> str:
    if isinstance(given, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", given, re.ASCII):
        return given
    raise fault("S014", given=_shown(given))


def _need_english(texts: dict[str, str]) -> dict[str, str]:
    if "en" not in texts:
        raise fault("S015")
    return texts


def _per_language(given: object) -> object:
    if isinstance(given, str):
        raise fault("S016", given=_shown(given))
    return given


def _plain_is_english(given: object) -> object:
    return {"en": given} if isinstance(given, str) else given


def _pair(given: tuple[Figure, Figure]) -> tuple[Figure, Figure]:
    if given[0] >= given[1]:
        raise fault("S017", low=f"{given[0]:g}", high=f"{given[1]:g}")
    return given


_DAY = r"^\d{4}-\d\d-\d\d$"
_SPAN = r"\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?"

Number = Annotated[Figure, PlainValidator(figure), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer"})]
Day = Annotated[date, PlainValidator(day), WithJsonSchema({"type": "string", "pattern": _DAY})]
Span = Annotated[
    Period,
    PlainValidator(Period.parse),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_SPAN}(/{_SPAN})?$"}),
]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Line = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
Ident = Annotated[
    str,
    PlainValidator(_ident),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"}),
]
Link = Annotated[str, PlainValidator(_link), WithJsonSchema({"type": "string", "format": "uri"})]
Language = Annotated[str, PlainValidator(_language), WithJsonSchema({"type": "string"})]
Texts = Annotated[
    dict[Language, Line], BeforeValidator(_per_language), AfterValidator(_need_english)
]
Prose = Annotated[
    dict[Language, Line], BeforeValidator(_plain_is_english), AfterValidator(_need_english)
]
Range = Annotated[tuple[Number, Number], AfterValidator(_pair)]

Frequency = Literal[
    "day", "month", "quarter", "half-year", "year", "two-years", "irregular"
]


class Record(BaseModel):
    """A frozen record in which an unknown field is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Record):
    """Where a statement stands: the source record, the place in it, the figure as printed."""

    source: Ident
    at: Line | None = None
    as_printed: Line | None = None


class Goal(Citation):
    """A promise: a bound and the period by whose end it is to hold.

    Exactly one of `at_least`, `at_most` and `between` is given; the bound carries the direction.
    `every_period` marks a value to be held in every period rather than reached once.
    """

    id: Ident | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    between: Range | None = None
    by: Span | None = None
    draft: Flag = False
    replaces: Ident | None = None
    reason: Prose | None = None
    every_period: Flag = False
    note: Prose | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Goal:
        given = [name for name in BOUNDS if getattr(self, name) is not None]
        if len(given) != 1:
            raise fault("S018", given=", ".join(given))
        return self

    @property
    def bound(self) -> Literal["at_least", "at_most", "between"]:
        """The name of the bound that is given."""
        if self.at_least is not None:
            return "at_least"
        return "at_most" if self.at_most is not None else "between"

    @property
    def low(self) -> Figure | None:
        """The smallest value that satisfies the goal, if it has one."""
        return self.between[0] if self.between else self.at_least

    @property
    def high(self) -> Figure | None:
        """The largest value that satisfies the goal, if it has one."""
        return self.between[1] if self.between else self.at_most

    def satisfied_by(self, value: float) -> bool:
        """Tell whether a value keeps the promise."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


BOUNDS: tuple[Literal["at_least", "at_most", "between"], ...] = ("at_least", "at_most", "between")


class Observation(Citation):
    """A published figure for a period. `set_aside` says why a rival figure is not used."""

    period: Span
    value: Number
    qualifier: Literal["at_least", "over", "about", "under"] | None = None
    status: Literal["final", "provisional", "estimated", "forecast"] | None = None
    set_aside: Prose | None = None
    break_: Prose | None = Field(default=None, alias="break")
    note: Prose | None = None


class Baseline(Record):
    """The figure progress is counted from. Without `value` it names a period that has an observation."""

    period: Span
    value: Number | None = None
    source: Ident | None = None
    at: Line | None = None
    as_printed: Line | None = None
    note: Prose | None = None


def _bare_period(given: object) -> object:
    return given if isinstance(given, (dict, Baseline)) else {"period": given}


class Measure(Record):
    """What is counted, in which unit and how often; see docs/data-format.md for each field."""

    unit: Ident
    definition: Prose | None = None
    frequency: Frequency | None = None
    rank_of: Whole | None = None
    proxy: Prose | None = None
    bounds: Range | None = None
    cumulative: Flag = False
    growth_rate: Flag = False


class Ambiguity(Record):
    """An open question about the wording, and the reading used here."""

    question: Prose
    reading: Prose
    settled: Literal["yes", "probable", "no"]
    source: Ident | None = None


class Series(Record):
    """Goals, the baseline and the observations of one quantity."""

    goals: tuple[Goal, ...] = ()
    baseline: Annotated[Baseline | None, BeforeValidator(_bare_period)] = None
    observations: tuple[Observation, ...] = ()


class Part(Series):
    """One tier of several, or one part of an allocated whole."""

    id: Ident
    title: Texts
    note: Prose | None = None


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


class Subject(Record):
    """What every target file states. `theme` and `file` come from where the file lies."""

    id: Ident
    title: Texts
    owner: Ident | None = None
    about: Prose | None = None
    ambiguities: tuple[Ambiguity, ...] = ()
    checked: Day | None = None
    theme: str = Field(default="", validation_alias="(folder)")
    file: str = Field(default="", validation_alias="(file)")


class Indicator(Subject, Series):
    """A measured quantity with goals and observations."""

    kind: Literal["indicator"]
    measure: Measure


class Tiers(Subject):
    """Classes of one population, lowest first, each with its own goals and observations."""

    kind: Literal["tiers"]
    measure: Measure
    nesting: Literal["exclusive", "cumulative", "unspecified"]
    nesting_note: Prose | None = None
    tiers: Annotated[tuple[Part, ...], Field(min_length=1)]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The tiers, lowest first."""
        return self.tiers


class Allocation(Subject):
    """Parts of a whole, such as shares of a budget."""

    kind: Literal["allocation"]
    measure: Measure
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Milestones(Subject):
    """Steps that are done or not: laws, events, instruments, commitments."""

    kind: Literal["milestones"]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


Target = Indicator | Tiers | Allocation | Milestones
KINDS: dict[str, type[Indicator] | type[Tiers] | type[Allocation] | type[Milestones]] = {
    "indicator": Indicator,
    "tiers": Tiers,
    "allocation": Allocation,
    "milestones": Milestones,
}


class LeftOut(Record):
    """A number in an article that is no data item, and why."""

    figure: Line
    at: Line
    reason: Line


class Source(Record):
    """A document as it was read."""

    id: Ident
    kind: Literal["policy", "statistics", "report", "press"]
    title: Prose
    publisher: Ident
    published: Span
    accessed: Day | None = None
    url: Link | None = None
    language: Language | None = None
    original_language: Language | None = None
    translated: Literal["machine", "human"] | None = None
    summary: Prose | None = None
    reliability: Literal["primary", "secondary", "weak"] | None = None
    sha256: Annotated[
        str | None, Field(default=None, pattern=r"^[0-9a-f]{64}$")
    ] = None
    article: Line | None = None
    license: Line | None = None
    left_out: tuple[LeftOut, ...] = ()
    file: str = Field(default="", validation_alias="(file)")

    @property
    def known(self) -> date:
        """The first day on which the document counts as known: the last day of `published`."""
        return self.published.last


class Unit(Record):
    """A unit: its title, its symbol, the decimals shown, optionally its factor to a base unit."""

    title: Texts
    symbol: Prose | None = None
    decimals: Whole = 0
    base: Ident | None = None
    factor: Number | None = None


class Theme(Record):
    """A theme: a folder below `targets/`."""

    title: Texts
    order: Whole = 0


class Body(Record):
    """A body: a ministry, an agency, a publisher."""

    title: Texts
    short: Prose | None = None
    url: Link | None = None


class Vocabulary(Record):
    """The words that target and source files may use."""

    units: dict[Ident, Unit] = {}
    themes: dict[Ident, Theme] = {}
    bodies: dict[Ident, Body] = {}


@dataclass(frozen=True)
class Portfolio:
    """A folder of data, read: every valid target and source, and the vocabulary.

    Attributes:
        targets: by id, in the order of theme and file.
        sources: by id.
        vocabulary: units, themes and bodies.
        files: the content hash (SHA-256, hexadecimal) of every file read, by path relative to the folder.
    """

    targets: dict[str, Target]
    sources: dict[str, Source]
    vocabulary: Vocabulary
    files: dict[str, str]


def series_of(target: Target) -> tuple[tuple[str, Series], ...]:
    """Return every series of a target with its part id; the id is empty for an indicator."""
    if isinstance(target, Indicator):
        return (("", target),)
    if isinstance(target, Milestones):
        return ()
    return tuple((part.id, part) for part in target.parts)


def field_names(record: type[Record]) -> tuple[str, ...]:
    """Return the field names that an author may write in a record, in the order of its definition."""
    names: list[str] = []
    for name, info in record.model_fields.items():
        written: Any = info.validation_alias or info.alias or name
        if not str(written).startswith("("):
            names.append(str(written))
    return tuple(names)

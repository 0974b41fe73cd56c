"""Terms: the words of a portfolio and of its measures, on which the records of targets build."""

from __future__ import annotations

import re
from datetime import datetime
from math import inf
from typing import Annotated, Literal, get_args
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)

from tracker.periods import Months, PartName, Stretch, Window
from tracker.scalars import (
    MOST_DECIMALS,
    Figure,
    Flag,
    Ident,
    Line,
    Link,
    Number,
    Prose,
    Range,
    Texts,
    Value,
    Whole,
    Zone,
    fault,
    shown,
)

Every = Literal[
    "day", "month", "quarter", "half-year", "year", "two-years", "three-years", "four-years", "five-years"
]
Frequency = Literal[Every, "irregular"]
Counts = Literal["level", "flow", "share_of_flow", "running_total", "mean"]
Method = Literal["linear_pace", "eurostat_cagr", "recent_projection", "acceleration_factor"]
METHODS: tuple[Method, ...] = get_args(Method)
Bound = Literal["at_least", "at_most", "between", "more_than", "less_than"]
BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "between", "more_than", "less_than")


NO_WORDS = re.compile(
    r"true|false|yes|no|on|off|none|null|nil|nothing|n/?a|nein|keine?|nei|ingen|nej|inga|không|khong|có"
    r"|\d?|[\W_]{0,3}",
    re.IGNORECASE,
)
"""What says yes, no or nothing, in the languages of the product, be it with a dash or a digit."""


def _in_words(given: dict[str, str]) -> dict[str, str]:
    """Return a text that says something; its field counts as soon as it is there, `false` as much as `true`.

    Raises:
        PydanticCustomError: S094.
    """
    for text in given.values():
        if NO_WORDS.fullmatch(text.strip()):
            raise fault("S094", given=text)
    return given


Reason = Annotated[Prose, AfterValidator(_in_words)]


class Record(BaseModel):
    """A frozen record in which an unknown field is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def within(low: float, high: float = inf) -> AfterValidator:
    """Return the check that a number lies in a range, which the message names."""
    ends = f"{low:g} – {high:g}" if high < inf else f"≥ {low:g}"

    def judged(given: float) -> float:
        if not low <= given <= high:
            raise fault("S093", given=f"{given:.15g}", range=ends)
        return given

    return AfterValidator(judged)


def _above_nothing(given: Figure) -> Figure:
    """Return a number by which another can be multiplied to anything.

    Raises:
        PydanticCustomError: S093.
    """
    if given > 0:
        return given
    raise fault("S093", given=f"{given:.15g}", range="> 0")


def _two_digits(given: object) -> object:
    return given.zfill(2) if isinstance(given, str) else given


Month = Annotated[
    Literal["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
    BeforeValidator(_two_digits),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^(0?[1-9]|1[0-2])$"}),
]


_COLOUR = r"^#[0-9A-Fa-f]{6}$"
_PICTURE = r"^[a-z0-9][a-z0-9-]{0,79}\.png$"


def _colour(given: object) -> str:
    if isinstance(given, str) and re.fullmatch(_COLOUR, given):
        return given.lower()
    raise fault("S084", given=shown(given))


def _picture(given: object) -> str:
    if isinstance(given, str) and re.fullmatch(_PICTURE, given):
        return given
    raise fault("S085", given=shown(given))


Colour = Annotated[str, PlainValidator(_colour), WithJsonSchema({"type": "string", "pattern": _COLOUR})]
PictureName = Annotated[
    str, PlainValidator(_picture), WithJsonSchema({"type": "string", "pattern": _PICTURE})
]


class Expected(Record):
    """When the publisher's next figure is to be expected: how often, and of a year in which month."""

    every: Every
    month: Month | None = None


class Measure(Record):
    """What is counted, in which unit and how often; see docs/data-format.md for each field."""

    unit: Ident
    definition: Prose | None = None
    frequency: Frequency | None = None
    rank_of: Annotated[Whole, within(1)] | None = None
    proxy: Reason | None = None
    bounds: Range | None = None
    cumulative: Flag = False
    growth_rate: Flag = False
    counts: Counts = "level"
    seasonal: Flag = False
    wanted: Literal["rise", "fall"] | None = None
    expected: Expected | None = None
    calendar: Ident | None = None
    window: Window | None = None
    scale: Annotated[tuple[Prose, ...], Field(min_length=2)] | None = None


class AreaValue(Record):
    """The figure of one member of a breakdown, for example of one province."""

    area: Texts
    value: Value
    as_printed: Line | None = None


class Breakdown(Record):
    """One period of a quantity, split along one dimension in the sense of SDMX.

    The members need not cover the whole, and breakdowns by different methods are never compared;
    `note` says what was selected and how it was measured.
    """

    dimension: Literal["region"]
    period: Stretch
    source: Ident
    note: Prose | None = None
    values: Annotated[tuple[AreaValue, ...], Field(min_length=1)]


class LeftOut(Record):
    """A number in an article that is no data item, and why."""

    figure: Line
    at: Line
    reason: Line


class Unit(Record):
    """A unit: its title, its symbol, the decimals shown, optionally its factor to a base unit."""

    title: Texts
    symbol: Prose | None = None
    singular: Prose | None = None
    decimals: Annotated[Whole, within(0, MOST_DECIMALS)] = 0
    exact: Flag = False
    base: Ident | None = None
    factor: Annotated[Number, AfterValidator(_above_nothing)] | None = None


class Theme(Record):
    """A theme: a folder below `targets/`."""

    title: Texts
    order: Whole = 0


class Body(Record):
    """A body: a ministry, an agency, a publisher."""

    title: Texts
    short: Prose | None = None
    url: Link | None = None


class Calendar(Record):
    """A year that does not begin in January, or a year cut into named parts such as school terms."""

    title: Texts
    starts: Month | None = None
    parts: dict[PartName, Months] = {}


class Member(Record):
    """One member of a dimension: women, the age from 15 to 24, the north."""

    title: Texts


class Dimension(Record):
    """What a quantity may be split by: sex, age, region, version."""

    title: Texts
    members: dict[Ident, Member]


def _https(given: object) -> object:
    if not isinstance(given, str) or not given.startswith("https://"):
        host = given.removeprefix("http://") if isinstance(given, str) else ""
        raise fault("S011", given=shown(given), secure=f"https://{host}" if host not in ("", given) else "")
    return given


class Origin(Record):
    """Where the figures of a target come from, so that they can be read again; see docs/importing.md."""

    kind: Literal["csv", "xlsx", "json-stat", "sdmx-csv", "owid", "world-bank", "un-sdg"] = Field(alias="as")
    address: Annotated[Link, BeforeValidator(_https)]
    pick: dict[str, Line] = Field(default_factory=dict)
    year_starts: Annotated[Whole, within(1, 12)] | None = None
    unit_name: Line = ""


class Scale(Record):
    """The words of a rating, the worst first."""

    title: Texts | None = None
    words: Annotated[tuple[Texts, ...], Field(min_length=2)]


class CutOffs(Record):
    """The ratio, or the factor, from which on a class holds."""

    on_track: Number
    slightly_off_track: Number
    well_off_track: Number | None = None


class HouseRule(Record):
    """How a portfolio is judged: the method of the verdict, its cut-offs, and what is too early."""

    method: Method = "linear_pace"
    cut_offs: CutOffs | None = None
    enough: Annotated[Number, within(0, 1)] | None = None


def quoted(address: str) -> str:
    """Return an address as maps of sites and feeds want it: other letters than those of ASCII are quoted."""
    return "".join(one if one.isascii() else quote(one, errors="replace") for one in address)


class Vocabulary(Record):
    """The words that target and source files may use, and what the portfolio is called."""

    title: Texts | None = None
    about: Prose | None = None
    time_zone: Zone | None = None
    site: Annotated[Link, AfterValidator(quoted)] | None = None
    logo: PictureName | None = None
    accent: Colour | None = None
    units: dict[Ident, Unit] = {}
    themes: dict[Ident, Theme] = {}
    bodies: dict[Ident, Body] = {}
    calendars: dict[Ident, Calendar] = {}
    dimensions: dict[Ident, Dimension] = {}
    scales: dict[Ident, Scale] = {}
    assessment: HouseRule | None = None
    headline: tuple[Ident, ...] = ()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clocks show it where the portfolio is at home; else those of the machine."""
        return moment.astimezone(ZoneInfo(self.time_zone) if self.time_zone else None)

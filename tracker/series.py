"""Series: the goals, the baseline and the published figures of one quantity, as frozen records."""

from __future__ import annotations

import re
from decimal import Decimal
from math import inf, nan, nextafter
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tracker.exact import written
from tracker.numberless import plain_number
from tracker.periods import Stretch
from tracker.scalars import (
    Figure,
    Flag,
    Ident,
    Line,
    Number,
    Prose,
    Span,
    TableName,
    Value,
    Values,
    fault,
    figure,
    in_braces,
    shown,
)
from tracker.terms import BOUNDS, Bound, Reason, Record

Hedge = Literal["at_least", "over", "about", "under"]
_CHANGE = re.compile(r"([+-]?[0-9][0-9.]*)(?: ?(%|points?))?", re.ASCII)
UNWRITABLE = "\0"
"""Begins the name of a field that the program sets: no file may hold the character."""
_UNTRACKED: frozenset[str] = frozenset()
UNKNOWN = Figure(nan)
"""Stands for the bound of a goal until the figure is known from which it follows."""
ONE_SIDED = tuple(name for name in BOUNDS if name != "between")


class Citation(Record):
    """Where a statement stands: the source record, the place in it, the figure as printed."""

    source: Ident
    at: Line | None = None
    as_printed: Line | None = None


class Change(NamedTuple):
    """A change from a base: a share of it, a number of points, or an amount in the unit of the measure."""

    value: Figure
    kind: Literal["percent", "points", "amount"]

    def of(self, base: Figure) -> Figure:
        """Return the value that the change leads to from a base."""
        by, start = written(self.value), written(base)
        return _counted(start * (100 + by) / 100 if self.kind == "percent" else start + by, base)


def _counted(value: Decimal, base: Figure) -> Figure:
    """Return a value with as many digits as its base; one more where a small one needs it.

    43 % below 30 is 17.1, and half of 14.5 is 7.25: said as 17 or 7.3 it would be another promise.
    """
    longer = abs(value) < 100 and value != round(value, base.decimals)
    return Figure(float(value), base.decimals + longer)


def _change(given: object) -> Change:
    match = _CHANGE.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        plain = str(given).replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
        typed = {"plain": plain} if plain != given and _CHANGE.fullmatch(plain) else {}
        raise fault("S074", given=shown(given), **typed)
    kinds: dict[str, Literal["percent", "points", "amount"]] = {"%": "percent", "": "amount"}
    return Change(figure(match[1].removeprefix("+")), kinds.get(match[2] or "", "points"))


Moved = Annotated[
    Change,
    PlainValidator(_change),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^[+-]?\d[\d.]*( ?(%|points?))?$"}),
]


def _how_many(given: object) -> object:
    """Return how many times a figure is meant, unless it is written in words, as a share or as a fraction."""
    try:
        return figure(given)
    except PydanticCustomError as error:
        plain = (error.context or {}).get("plain") and "%" not in shown(given)
        if error.type == "S044" or (error.type == "S002" and not plain):
            raise fault("S074", given=shown(given), least="0") from None
        raise


def _above_nothing(given: Figure) -> Figure:
    if given <= 0:
        raise fault("S074", given=f"{given:.15g}", least="0")
    return given


class Relative(Record):
    """A bound that follows the figure of another period: half of it, 15 points less, twice as much."""

    change: Moved | None = None
    times: Annotated[Number, BeforeValidator(_how_many), AfterValidator(_above_nothing)] | None = None
    of: Stretch

    @model_validator(mode="after")
    def _one_way(self) -> Relative:
        if (self.change is None) == (self.times is None):
            raise fault("S073", given="")
        return self

    def value(self, base: Figure) -> Figure:
        """Return the bound that follows from the figure of the period."""
        if self.change is not None:
            return self.change.of(base)
        return _counted(written(base) * (1 if self.times is None else written(self.times)), base)


class PathPoint(Record):
    """A value that somebody wants, or expects, by the end of a period."""

    period: Stretch
    value: Value


class RequiredPath(Citation):
    """The way to a goal as its publisher sets it; straight from point to point."""

    points: Annotated[tuple[PathPoint, ...], Field(min_length=1)]


class Projection(Citation):
    """What a body expects; it is named and shown, and never counted."""

    by: Ident
    points: Annotated[tuple[PathPoint, ...], Field(min_length=1)]


class Total(Record):
    """A bound on the sum of the figures of several periods: an emissions budget, homes over five years."""

    at_least: Number | None = None
    at_most: Number | None = None
    more_than: Number | None = None
    less_than: Number | None = None
    over: Stretch

    @model_validator(mode="after")
    def _one_bound(self) -> Total:
        given = [name for name in ONE_SIDED if getattr(self, name) is not None]
        if len(given) != 1:
            raise fault("S018", given=", ".join(given))
        return self

    @property
    def bound(self) -> Bound:
        """The name of the bound that is given."""
        return next(name for name in ONE_SIDED if getattr(self, name) is not None)


class Goal(Citation):
    """A promise: a bound and the period by whose end it is to hold.

    Exactly one bound is given, and it carries the direction; `more_than` and `less_than` are not kept by
    the limit itself. `every_period` marks a value to be held in every period rather than reached once.
    A promise for one period alone, `for`, is due when that period ends: `by` is then the same period.
    Of a `total` the bound is that of the sum, and `by` the periods that are summed.
    """

    hedge: ClassVar[Hedge | None] = None
    """How the figure is hedged that a bound follows from; set beside the value of the bound."""
    id: Ident | None = None
    at_least: Value | None = None
    at_most: Value | None = None
    between: Values | None = None
    more_than: Value | None = None
    less_than: Value | None = None
    relative: Annotated[
        Relative | None,
        Field(
            validation_alias=AliasChoices(*(f"{UNWRITABLE}{name}" for name in BOUNDS if name != "between"))
        ),
    ] = None
    by: Stretch | None = None
    for_: Stretch | None = Field(default=None, alias="for")
    total: Total | None = None
    aim: Reason | None = None
    path: RequiredPath | None = None
    lead: Flag = False
    conditional: Reason | None = None
    draft: Flag = False
    replaces: Ident | None = None
    reason: Reason | None = None
    every_period: Flag = False
    note: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_a_base(cls, given: Any) -> Any:  # noqa: ANN401 (pydantic hands over whatever was written)
        if isinstance(given, dict):
            for name in ONE_SIDED:
                if isinstance(bound := given.get(name), dict) and not plain_number(in_braces(bound) or ""):
                    return {**given, name: UNKNOWN, f"{UNWRITABLE}{name}": bound}
        return given

    @model_validator(mode="after")
    def _one_bound(self) -> Goal:
        held = self.__dict__
        given = [name for name in (*BOUNDS, "total") if held[name] is not None]
        if len(given) != (0 if self.aim else 1):
            raise fault("S018", given=", ".join(("aim", *given) if self.aim else given), **self._both(given))
        return self

    def _both(self, given: list[str]) -> dict[str, str]:
        """Return how two ends are written that are given one by one."""
        low, high = self.at_least, self.at_most
        if given != ["at_least", "at_most"] or not isinstance(low, Figure) or not isinstance(high, Figure):
            return {}
        return {"range": f"between: [{low:.{low.decimals}f}, {high:.{high.decimals}f}]"}

    @model_validator(mode="after")
    def _one_time(self) -> Goal:
        if self.total is not None and (self.by is not None or self.for_ is not None):
            raise fault("S080")
        if self.for_ is not None and self.by is not None:
            raise fault("S048")
        if self.every_period and (self.for_ is not None or self.total is not None):
            raise fault("S091")
        if self.for_ is not None:
            object.__setattr__(self, "by", self.for_)
        if self.total is not None:
            object.__setattr__(self, "by", self.total.over)
            object.__setattr__(self, self.total.bound, getattr(self.total, self.total.bound))
        return self

    @property
    def is_closed(self) -> bool:
        """Whether figures for later periods say nothing of it: for one period alone, or held until a day."""
        return self.for_ is not None or self.every_period

    @property
    def is_budget(self) -> bool:
        """Whether it limits a sum: nothing at all keeps it, and only when all periods are over is it kept."""
        return self.total is not None and self.satisfied_by(0)

    @property
    def bound(self) -> Bound:
        """The name of the bound that is given."""
        held = self.__dict__
        return next(name for name in BOUNDS if held[name] is not None)

    @property
    def due(self) -> Literal["by", "for", "total", "every_period"] | None:
        """How its time is meant: by a day, for one period, in all over several, or in every period."""
        if self.every_period or self.total is not None:
            return "every_period" if self.every_period else "total"
        return None if self.by is None else "by" if self.for_ is None else "for"

    @property
    def low(self) -> Figure | None:
        """The smallest value that satisfies the goal, if it has one; a strict one is just not enough."""
        if self.between:
            return self.between[0]
        return self.at_least if self.at_least is not None else self.more_than

    @property
    def high(self) -> Figure | None:
        """The largest value that satisfies the goal, if it has one; a strict one is just too much."""
        if self.between:
            return self.between[1]
        return self.at_most if self.at_most is not None else self.less_than

    @property
    def strict(self) -> bool:
        """Whether its bound does not keep it: more than 60, or at least 60 where that is twice over 30."""
        if self.hedge in ("over", "under"):
            return (self.hedge == "over") == (self.high is None)
        return self.more_than is not None or self.less_than is not None

    def satisfied_by(self, value: float) -> bool:
        """Tell whether a value keeps the promise."""
        low, high = self.low, self.high
        if self.strict:
            return (low is None or value > low) and (high is None or value < high)
        return (low is None or value >= low) and (high is None or value <= high)

    def kept_by(self, value: float, qualifier: str | None) -> bool:
        """Tell whether a hedged figure keeps the promise: "over 91" is more than 91, "under 70" less."""
        toward = {"over": inf, "under": -inf}.get(qualifier or "")
        return self.satisfied_by(value if toward is None else nextafter(value, toward))


class Denominator(Record):
    """What a figure is a share of, and in which unit that is counted."""

    value: Number
    unit: Ident


class Observation(Citation):
    """A published figure for a period. `set_aside` says why a rival figure is not used.

    What a source has suppressed has no value: it is a gap with a reason.
    """

    period: Stretch
    value: Value = Field(default_factory=lambda: UNKNOWN)
    qualifier: Hedge | None = None
    status: Literal["final", "provisional", "estimated", "forecast"] | None = None
    set_aside: Reason | None = None
    break_: Reason | None = Field(default=None, alias="break")
    note: Prose | None = None
    interval: Values | None = None
    confidence: Number | None = None
    quality: Literal["low", "suppressed"] | None = None
    of: Denominator | None = None
    footnote: Prose | None = None
    published: Span | None = None
    draft: Flag = False

    def model_post_init(self, context: object, /) -> None:
        """Let go of the names of the given fields, which take more room than the figure itself."""
        held = self.__dict__
        suppressed = held["quality"] == "suppressed"
        if suppressed == (held["value"] is not UNKNOWN):
            raise fault("S082" if suppressed else "S001", name="value")
        object.__setattr__(self, "__pydantic_fields_set__", _UNTRACKED)

    @property
    def counts(self) -> bool:
        """Whether it is a figure to compare: neither set aside nor expected nor suppressed."""
        held = self.__dict__  # many: each name asked of a record itself costs several times as much
        return held["set_aside"] is None and held["status"] != "forecast" and held["quality"] != "suppressed"


class Baseline(Record):
    """The figure progress is counted from. Without `value` it names a period that has an observation."""

    period: Stretch
    value: Value | None = None
    source: Ident | None = None
    at: Line | None = None
    as_printed: Line | None = None
    note: Prose | None = None


def _bare_period(given: object) -> object:
    return given if isinstance(given, (dict, Baseline)) else {"period": given}


class Elsewhere(Record):
    """Where the figures of a series stand if not in its own file: in a CSV file beside it, or at a target."""

    file: TableName | None = None
    from_: Ident | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _one_place(self) -> Elsewhere:
        if (self.file is None) == (self.from_ is None):
            raise fault("S065")
        return self


class Series(Record):
    """Goals, the baseline and the observations of one quantity."""

    goals: tuple[Goal, ...] = ()
    baseline: Annotated[Baseline | None, BeforeValidator(_bare_period)] = None
    observations: tuple[Observation, ...] = ()
    elsewhere: Elsewhere | None = Field(default=None, validation_alias=f"{UNWRITABLE}observations")

    @model_validator(mode="before")
    @classmethod
    def _figures_elsewhere(cls, given: Any) -> Any:  # noqa: ANN401 (pydantic hands over whatever was written)
        if isinstance(given, dict) and isinstance(given.get("observations"), dict):
            return {**given, "observations": [], f"{UNWRITABLE}observations": given["observations"]}
        return given


class Table(Record):
    """The figures of a CSV file."""

    observations: tuple[Observation, ...] = ()
    file: str = Field(default="", validation_alias="(file)")

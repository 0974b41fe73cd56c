"""Assessment: what a verdict on a target consists of, as frozen records.

Nothing is computed here. `tracker.progress` fills these records; pages, exports and the command
line read them. What there are thousands of are named tuples, which are made five times as fast, or
put off what is costly until somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from tracker.judging.demand import OnDemand, nothing
from tracker.judging.states import State, standing_of
from tracker.model import Goal, Measure, Observation, Statement, StepRecord
from tracker.scalars import Figure, Period
from tracker.terms import Method

if TYPE_CHECKING:
    from tracker.judging.promise import Promise

Lead = Literal["author", "unkept", "owner", "deadline", "demanding", "newest", "id", "only", "past"]
"""Why a goal leads: the rule that decided between it and the others (docs/method.md, section 1)."""


class Outlook(NamedTuple):
    """Where the recent pace leads from the latest figure on.

    Attributes:
        reaches: whether the goal is kept at its deadline; None when that cannot be told.
        value: the value at the deadline at that pace, within the bounds of the measure.
        by: the month in which the goal would be reached; None when never, or before the day.
        before_deadline: whether `by` lies at the deadline or before it.
        reason: why nothing can be told, or `there_by_now`: the date would lie before the day, or
            `sum_reached`: the sum has reached the goal, and may still fall behind it.
    """

    reaches: bool | None = None
    value: float | None = None
    by: Period | None = None
    before_deadline: bool | None = None
    reason: str | None = None


class Unchanged(NamedTuple):
    """The pace needed from the day on if nothing has changed since the latest figure.

    Attributes:
        value: the gap over the time that is left, per `per`; in the unit of the measure.
        per: year, month or day, whichever still fits once into what is left.
        days_left: from the day to the last day of the deadline.
    """

    value: float
    per: Literal["year", "month", "day"]
    days_left: int


class Point(NamedTuple):
    """One figure on the time axis, with its papers.

    Attributes:
        derived: a baseline that the method's rule picked because the file names none.
        observation: the record behind the point; None for a baseline stated with its own value.
        parts: the published figures of which it is the sum or the mean; none where it is published itself.
    """

    period: Period
    value: Figure
    source: str | None
    published: date | None
    derived: bool = False
    observation: Observation | None = None
    parts: tuple[Point, ...] = ()

    @property
    def published_as(self) -> tuple[Point, ...]:
        """The published figures behind it, which is itself where no other is."""
        return self.parts or (self,)

    @property
    def suppressed(self) -> bool:
        """Whether its source prints no value for it."""
        return self.observation is not None and self.observation.quality == "suppressed"


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure that is known but not counted: `superseded`, `set_aside`, `rival` or `forecast`."""

    point: Point
    role: Literal["superseded", "set_aside", "rival", "forecast"]


class MethodResult(NamedTuple):
    """What one method says. `reason` says why it does not apply; ratio and state are then None."""

    id: str
    applicable: bool
    reason: str | None = None
    ratio: float | None = None
    state: State | None = None
    projection: float | None = None


@dataclass(frozen=True)
class GoalResult(OnDemand):
    """One goal of a series and how it stands on the day: `headline`, `open`, `past`, `draft`, `replaced`.

    Attributes:
        reason: why `state` is not a verdict, as a code.
    """

    goal: Goal
    role: Literal["headline", "open", "past", "draft", "replaced"]
    state: State
    flags: tuple[str, ...] = field(default_factory=tuple)
    gap_closed: float | None = field(default_factory=nothing)
    ratio: float | None = field(default_factory=nothing)
    deadline_figure: Point | None = field(default_factory=nothing)
    reason: str | None = field(default_factory=nothing)

    @property
    def standing(self) -> str:
        """The word for the state; without any figure it is `no_figures`."""
        return standing_of(self.state, self.reason)


class Also(NamedTuple):
    """A goal that has to be named beside the one that leads, and why."""

    result: GoalResult
    why: Literal["furthest", "just_passed", "same_deadline"]


@dataclass(frozen=True)
class Assessment(OnDemand):
    """The verdict on a target, a tier, a part or a step on one day, with everything behind it.

    Numbers are in the unit of the measure, paces in units per year counted toward the goal, shares
    as fractions (0.42 is 42 %). None means: cannot be computed; `reasons` says why, by field name.

    Attributes:
        reason: why `state` is not a verdict, as a code, for example `no_observation`.
        unmeasured: a promise without a number: in words only, or counted from a figure nobody knows yet.
        promises: the goals with what holds of each until the next turn; `goals` are those of the day.
        origin: the figure that a relative goal is counted from.
        gap: what is still missing to the goal, counted toward it; negative when exceeded.
        recent_window: number of points behind `pace_recent`; None when it is the pace since the baseline.
        recent_from: the first of those points.
        mean: of a growth rate, the geometric mean of the rates that count; it is compared with the goal.
        averaged: the growth rates behind `mean`, oldest first; none of a goal for one period.
        series: the counted figures known on the day, one a period, oldest first.
        others: figures known on the day and not counted.
        withheld: what its source has suppressed, a period without a value.
        summed: of a goal for a sum over years, the sum up to each of its figures; `latest` is the last.
        parts: tiers, parts or steps, assessed with the same fields.
        within: of a tier, part or step, the id of the target that it belongs to; else empty.
        members: the series of an indicator by sex, age or whatever it is split by; nothing adds them up.
        statements: what bodies said of the target by the day, the oldest first, by day and period.
        due, record: for a step, its due period and the newest record known on the day.
        lead: why `goal` leads; None without one.
        also: the goals that have to be named beside it, the nearest deadline first.
        outlook: where the recent pace leads; None of a whole and of a step.
        if_nothing_changed: the pace needed from the day on; None with its reason in `reasons`.
        days_left: from the day to the deadline; None without one, or when it has passed.
        age_days: from the end of the latest figure's period to the day.
        next_due: the day by which the next figure is to be expected.
        stale: whether the latest figure is two usual intervals old or more.
        enough: True, or the day from which a verdict can be given; None when that is not a matter of time.
        chance: how likely the goal is kept at its deadline, from 0 to 1; None with its reason.
        band: the values between which four of five outcomes at the deadline lie.
        met_since: of a goal that is met, the first of the figures that keep it without a gap until now.
        last_broken: of a value to be held in every period that is kept now, the last figure that was not.
        measure: what the figures measure; None of milestones and steps.
        note: what its author remarks on a tier, part, series or step.
        growth: without a goal, the compound growth a year the wanted way, as a fraction.
        method: the method of the verdict.
    """

    id: str
    kind: Literal["indicator", "tiers", "allocation", "milestones", "part", "series", "step"]
    title: Mapping[str, str]
    theme: str
    unit: str | None
    on: date
    state: State
    reason: str | None = None
    flags: tuple[str, ...] = field(default_factory=tuple)
    goal: Goal | None = None
    unmeasured: Goal | None = None
    baseline: Point | None = None
    origin: Point | None = None
    latest: Point | None = None
    deadline_figure: Point | None = None
    gap: float | None = field(default_factory=nothing)
    gap_closed: float | None = field(default_factory=nothing)
    time_used: float | None = field(default_factory=nothing)
    pace_observed: float | None = field(default_factory=nothing)
    pace_required: float | None = field(default_factory=nothing)
    ratio: float | None = field(default_factory=nothing)
    pace_required_now: float | None = field(default_factory=nothing)
    pace_recent: float | None = field(default_factory=nothing)
    recent_window: int | None = None
    recent_from: Point | None = None
    acceleration_factor: float | None = field(default_factory=nothing)
    projection: float | None = field(default_factory=nothing)
    path_value: float | None = field(default_factory=nothing)
    deviation: float | None = field(default_factory=nothing)
    mean: float | None = None
    averaged: tuple[Point, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, MethodResult] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    goals: tuple[GoalResult, ...] = field(default_factory=tuple)
    series: tuple[Point, ...] = ()
    others: tuple[Rival, ...] = ()
    withheld: tuple[Point, ...] = ()
    summed: tuple[Point, ...] = ()
    parts: tuple[Assessment, ...] = ()
    members: tuple[Assessment, ...] = ()
    statements: tuple[Statement, ...] = ()
    due: Period | None = None
    record: StepRecord | None = None
    within: str = ""
    lead: Lead | None = None
    also: tuple[Also, ...] = field(default_factory=tuple)
    outlook: Outlook | None = field(default_factory=nothing)
    if_nothing_changed: Unchanged | None = field(default_factory=nothing)
    days_left: int | None = field(default_factory=nothing)
    age_days: int | None = field(default_factory=nothing)
    next_due: date | None = field(default_factory=nothing)
    stale: bool = field(default_factory=bool)
    enough: Literal[True] | date | None = field(default_factory=nothing)
    chance: float | None = field(default_factory=nothing)
    band: tuple[float, float] | None = field(default_factory=nothing)
    met_since: Point | None = field(default_factory=nothing)
    last_broken: Point | None = field(default_factory=nothing)
    measure: Measure | None = None
    note: Mapping[str, str] | None = None
    growth: float | None = None
    method: Method = "linear_pace"

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other in the portfolio: the id of its target, and its own within that."""
        return (self.within, self.id) if self.within else (self.id,)

    @property
    def by_series(self) -> bool:
        """Whether it stands as its series do: without figures of its own, or where only they are promised.

        A total whose own way is wanted up or down is told by that.
        """
        if self.latest is None or not self.members:
            return bool(self.members)
        own = bool(self.goals) or self.unmeasured is not None or bool(self.measure and self.measure.wanted)
        return not own and any(one.goal for one in self.members)

    @property
    def stated(self) -> Point | None:
        """The baseline that a source states beside its figures; no sum's nothing and no mean of seasons."""
        base, summed = self.baseline, self.goal is not None and self.goal.total is not None
        plain = base is not None and base.observation is None and not base.period.mean
        return base if plain and not summed else None

    @property
    def gapped(self) -> bool:
        """Whether a sum stops before a missing figure for which later ones wait."""
        if self.goal is None or self.goal.total is None or not self.summed:
            return False
        sum_ends, over = self.summed[-1].period.last, self.goal.total.over
        return any(sum_ends < one.period.first and one.period.last <= over.last for one in self.series)

    @property
    def standing(self) -> str:
        """The word for the state: without any figure `no_figures`, without any record `no_record`.

        Milestones are past due without a record when that is true of every step that is overdue.
        """
        if self.state != "overdue":
            return standing_of(self.state, self.reason)
        late = [step for step in self.parts if step.state == "overdue"] or [self]
        return "no_record" if all("no_record" in step.flags for step in late) else "overdue"


@dataclass(frozen=True, slots=True)
class Summary:
    """A group at a glance: how many stand where, and whether that may be shown.

    Attributes:
        counts: number of assessments by state; only states that occur.
        assessed: how many carry a verdict (states outside `states.UNJUDGED`).
        shown: whether at least 75 % carry a verdict; below that a summary misleads (docs/method.md).
        on_track: of the leading goals with a verdict, the share that is on track or met; None without any.
    """

    counts: Mapping[State, int]
    total: int
    assessed: int
    shown: bool
    on_track: float | None = None

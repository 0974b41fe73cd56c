"""Assessment: what a verdict on a target consists of, as frozen records.

Nothing is computed here. `tracker.progress` fills these records; pages, exports and the command
line read them. What there are thousands of are named tuples, which are made five times as fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from tracker.model import Goal, Observation, StepRecord
from tracker.scalars import Figure, Period

State = Literal[
    "not_assessable",
    "insufficient_data",
    "met",
    "missed",
    "awaiting_final",
    "moving_away",
    "on_track",
    "slightly_off_track",
    "well_off_track",
    "done",
    "done_late",
    "in_progress",
    "not_started",
    "overdue",
    "dropped",
    "unclear",
]


class Point(NamedTuple):
    """One figure on the time axis, with its papers.

    Attributes:
        derived: a baseline that the method's rule picked because the file names none.
        observation: the record behind the point; None for a baseline stated with its own value.
    """

    period: Period
    value: Figure
    source: str | None
    published: date | None
    derived: bool = False
    observation: Observation | None = None


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


@dataclass(frozen=True, slots=True)
class GoalResult:
    """One goal of a series and how it stands on the day: `headline`, `open`, `past`, `draft`, `replaced`."""

    goal: Goal
    role: Literal["headline", "open", "past", "draft", "replaced"]
    state: State
    flags: tuple[str, ...] = ()
    gap_closed: float | None = None
    ratio: float | None = None
    deadline_figure: Point | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on a target, a tier, a part or a step on one day, with everything behind it.

    Numbers are in the unit of the measure, paces in units per year counted toward the goal, shares
    as fractions (0.42 is 42 %). None means: cannot be computed; `reasons` says why, by field name.

    Attributes:
        reason: why `state` is not a verdict, as a code, for example `no_observation`.
        gap: what is still missing to the goal, counted toward it; negative when exceeded.
        recent_window: number of points behind `pace_recent`; None when it is the pace since the baseline.
        mean: of a growth rate, the geometric mean of the rates that count; it is compared with the goal.
        series: the counted figures known on the day, one a period, oldest first.
        others: figures known on the day and not counted.
        parts: tiers, parts or steps, assessed with the same fields.
        within: of a tier, part or step, the id of the target that it belongs to; else empty.
        due, record: for a step, its due period and the newest record known on the day.
    """

    id: str
    kind: Literal["indicator", "tiers", "allocation", "milestones", "part", "step"]
    title: Mapping[str, str]
    theme: str
    unit: str | None
    on: date
    state: State
    reason: str | None = None
    flags: tuple[str, ...] = ()
    goal: Goal | None = None
    baseline: Point | None = None
    latest: Point | None = None
    deadline_figure: Point | None = None
    gap: float | None = None
    gap_closed: float | None = None
    time_used: float | None = None
    pace_observed: float | None = None
    pace_required: float | None = None
    ratio: float | None = None
    pace_required_now: float | None = None
    pace_recent: float | None = None
    recent_window: int | None = None
    acceleration_factor: float | None = None
    projection: float | None = None
    path_value: float | None = None
    deviation: float | None = None
    mean: float | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, MethodResult] = field(default_factory=dict)
    goals: tuple[GoalResult, ...] = ()
    series: tuple[Point, ...] = ()
    others: tuple[Rival, ...] = ()
    parts: tuple[Assessment, ...] = ()
    due: Period | None = None
    record: StepRecord | None = None
    within: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other in the portfolio: the id of its target, and its own within that."""
        return (self.within, self.id) if self.within else (self.id,)


@dataclass(frozen=True, slots=True)
class Summary:
    """A group at a glance: how many stand where, and whether that may be shown.

    Attributes:
        counts: number of assessments by state; only states that occur.
        assessed: how many carry a verdict (states outside `UNJUDGED`).
        shown: whether at least 75 % carry a verdict; below that a summary misleads (docs/method.md).
    """

    counts: Mapping[State, int]
    total: int
    assessed: int
    shown: bool


UNJUDGED: frozenset[State] = frozenset({"not_assessable", "insufficient_data", "unclear"})

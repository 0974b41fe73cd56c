"""Promise: one goal of a series and how it stands until the next turn, worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.judging.assessment import Point
from tracker.judging.goals import GoalRole, implies
from tracker.judging.quantities import Case
from tracker.judging.states import State
from tracker.judging.verdict import state_of
from tracker.model import Goal

Based = tuple[Case, bool]
"""What a verdict on a goal rests on, and whether a break took the baseline that the file names."""


@dataclass(frozen=True)
class Promise:
    """One goal and how it stands, each worked out when it is asked for: most goals lead nowhere."""

    goal: Goal
    role: GoalRole
    _based: Callable[[], Based] = field(compare=False, repr=False)

    @cached_property
    def based(self) -> Based:
        """What the verdict rests on."""
        return self._based()

    @cached_property
    def outcome(self) -> tuple[State, str | None]:
        """The state of this goal alone, and why it is not a verdict if it is none."""
        return state_of(self.based[0])

    @cached_property
    def at_once(self) -> Promise:
        """The same with a verdict although little time has passed."""
        case, rebased = self.based
        return Promise(
            self.goal, self.role, lambda: (case._replace(rule=case.rule._replace(enough=0.0)), rebased)
        )

    def stands(self, among: Sequence[Promise]) -> Promise:
        """Return the goal, so that none is too early to judge of which more is on track to be reached before.

        A goal far away is given its verdict where a goal that asks as much or more, and sooner, is on track.

        Args:
            among: all goals of the series.
        """
        if self.outcome[0] != "too_early":
            return self
        led = (one for one in among if one.role in ("headline", "open"))
        implied = any(one.outcome[0] == "on_track" and implies(one.goal, self.goal) for one in led)
        return self.at_once if implied else self

    @property
    def decided(self) -> Point | None:
        """The figure that decided at the deadline."""
        after = self.based[0].after
        return after[0] if after else None

"""Wording: an assessment in plain sentences, the same on the page, in exports and in the terminal.

Every sentence names the figures it rests on. Texts are plain; whoever shows them escapes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.board import deadline, standing
from tracker.language import Words
from tracker.model import Goal, Observation
from tracker.progress import Assessment, GoalResult, Point
from tracker.scalars import Figure
from tracker.terms import Unit

PACED = ("on_track", "slightly_off_track", "well_off_track", "moving_away")
RANK = "relative_measure"
SETTLED = ("met", "missed", "awaiting_final")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language together with the units of one portfolio."""

    words: Words
    units: Mapping[str, Unit]

    def state(self, assessment: Assessment) -> str:
        """Return the state as a short label, for example "On track"."""
        return self.words(f"state.{standing(assessment)}")

    def value(self, value: float, assessment: Assessment, decimals: int | None = None) -> str:
        """Return a figure in the unit of the assessed series; a rank is called a rank."""
        if ranked(assessment):
            return self.words("figure.rank", number=self.words.number(value, decimals))
        return self.words.figure(value, self.units.get(assessment.unit or ""), decimals)

    def point(self, point: Point, assessment: Assessment) -> str:
        """Return a published figure with its qualifier, for example "over 91%"."""
        shown = self.value(point.value, assessment)
        qualifier = point.observation.qualifier if point.observation else None
        return self.words(f"qualifier.{qualifier}", figure=shown) if qualifier else shown

    def observation(self, observation: Observation, assessment: Assessment) -> str:
        """Return an observation's figure with its qualifier."""
        shown = self.value(observation.value, assessment)
        kind = observation.qualifier
        return self.words(f"qualifier.{kind}", figure=shown) if kind else shown

    def bound(self, goal: Goal, assessment: Assessment) -> str:
        """Return the promised value, for example "at least 99%" or "rank 50 or better"."""
        if goal.between:
            low, high = (self.value(end, assessment) for end in goal.between)
            return self.words("goal.between", low=low, high=high)
        limit = goal.low if goal.low is not None else goal.high
        rank = ranked(assessment) and goal.bound == "at_most"
        return self.words(
            "goal.rank" if rank else f"goal.{goal.bound}", value=self.value(limit or Figure(0), assessment)
        )

    def goal(self, goal: Goal | None, assessment: Assessment) -> str:
        """Return the promise with its deadline, for example "at least 99% by 2030"."""
        if goal is None:
            return self.words("goal.none")
        bound = self.bound(goal, assessment)
        if goal.every_period:
            return self.words("goal.every_period", goal=bound)
        if goal.by is None:
            return self.words("goal.no_deadline", goal=bound)
        span = "/" in goal.by.text
        return self.words("goal.over" if span else "goal.by", goal=bound, by=self.words.period(goal.by))

    def latest(self, assessment: Assessment) -> str:
        """Return the latest figure with its period, or a word for its absence."""
        if assessment.latest is None:
            return self.words("figure.none")
        return self.words(
            "figure.at",
            figure=self.point(assessment.latest, assessment),
            period=self.words.period(assessment.latest.period),
        )

    def verdict(self, assessment: Assessment) -> str:
        """Return the verdict in one sentence with the two figures behind it; of steps, how many are done."""
        if assessment.kind == "milestones":
            return self._of_steps(assessment)
        latest, baseline = assessment.latest, assessment.baseline
        if "lost_since" in assessment.flags:
            latest = assessment.deadline_figure
        values: dict[str, str] = {"state": self.state(assessment), "reason": self.reason(assessment)}
        if assessment.goal is not None:
            values["goal"] = self.goal(assessment.goal, assessment)
        if latest is not None:
            values |= {
                "latest": self.point(latest, assessment),
                "latest_period": self.words.period(latest.period),
            }
        if baseline is not None:
            values |= {
                "baseline": self.point(baseline, assessment),
                "baseline_period": self.words.period(baseline.period),
            }
        if assessment.gap_closed is not None and assessment.time_used is not None:
            values["closed"] = self.words.percent(assessment.gap_closed)
            values["used"] = self.words.percent(assessment.time_used)
        return self.words(self._sentence(assessment, values), **values)

    def steps_done(self, assessment: Assessment) -> str:
        """Return how many steps of milestones are done."""
        done = sum(step.state in ("done", "done_late") for step in assessment.parts)
        return self.words.count("card.steps", len(assessment.parts), done=self.words.number(done))

    def _of_steps(self, assessment: Assessment) -> str:
        due = deadline(assessment)
        values = {"state": self.state(assessment), "steps": self.steps_done(assessment)}
        if due is None or due < assessment.on:
            return self.words("verdict.steps", **values)
        return self.words("verdict.steps.due", due=self.words("card.due", day=self.words.day(due)), **values)

    def reason(self, assessment: Assessment) -> str:
        """Return why the state is no verdict; empty when it is one."""
        return self.words(f"reason.{assessment.reason}") if assessment.reason else ""

    def further(self, assessment: Assessment) -> list[str]:
        """Return how the goals with a later deadline stand, the next one first."""
        judged = assessment.goal.by if assessment.goal else None
        later = [
            result
            for result in assessment.goals
            if result.role == "open"
            and result.goal.by
            and (judged is None or result.goal.by.last > judged.last)
        ]
        later.sort(key=lambda result: result.goal.by.last if result.goal.by else assessment.on)
        return [self._further(result, assessment) for result in later]

    def _further(self, result: GoalResult, assessment: Assessment) -> str:
        values = {"goal": self.goal(result.goal, assessment), "state": self.words(f"state.{result.state}")}
        if result.gap_closed is None:
            return self.words("further.plain", **values)
        return self.words("further.closed", closed=self.words.percent(result.gap_closed), **values)

    def projection(
        self, value: float, assessment: Assessment, bounds: tuple[Figure, Figure] | None = None
    ) -> str:
        """Return a projected value; what lies outside the natural bounds is named as beyond them."""
        if bounds and not bounds[0] <= value <= bounds[1]:
            limit = bounds[0] if value < bounds[0] else bounds[1]
            return self.words("projection.beyond", limit=self.value(limit, assessment))
        return self.value(value, assessment, self.decimals(assessment))

    def _sentence(self, assessment: Assessment, values: Mapping[str, str]) -> str:
        """Return the id of the fullest sentence for which every figure is there."""
        state = assessment.state
        if assessment.kind == "step":
            return "verdict.step"
        if state == "insufficient_data" and "goal" in values:
            return "verdict.one_figure" if "latest" in values else "verdict.no_figures"
        if "latest" not in values and state in (*PACED, *SETTLED):
            return "verdict.whole"
        if "was_met" in assessment.flags or "lost_since" in assessment.flags:
            return "verdict.was_met" if "was_met" in assessment.flags else "verdict.lost_since"
        if state in PACED:
            return f"verdict.{state}" if {"closed", "baseline"} <= values.keys() else "verdict.held"
        return f"verdict.{state}" if state in SETTLED else "verdict.reason"

    def pace(self, assessment: Assessment) -> str:
        """Return what pace is needed from now on and what was managed; empty when unknown."""
        needed, managed = assessment.pace_required_now, assessment.pace_recent
        if needed is None or assessment.state == "met":
            return ""
        values = {"needed": self.pace_figure(needed, assessment)}
        if managed is None:
            return self.words("pace.needed", **values)
        values["managed"] = self.pace_figure(managed, assessment)
        if managed <= 0:
            return self.words("pace.wrong_way", **values)
        values["times"] = self.words.number(needed / managed, 1)
        if needed <= managed:
            return self.words("pace.enough", **values)
        return self.words("pace.faster", **values)

    def decimals(self, assessment: Assessment) -> int:
        """Return the decimals for a computed value: one more than published, two at most, none for counts."""
        published = max((point.value.decimals for point in assessment.series), default=0)
        size = abs(assessment.latest.value) if assessment.latest else 0.0
        return 0 if published == 0 and size >= 100 else min(2, published + 1)

    def pace_figure(self, pace: float, assessment: Assessment) -> str:
        """Return a pace a year; shares move in percentage points, ranks in places."""
        unit = self.units.get(assessment.unit or "")
        size = abs(pace)
        decimals = 0 if size >= 100 else 1 if size >= 1 else 2
        if unit and self.words.text(unit.symbol) == "%":
            return self.words("pace.points", number=self.words.number(pace, decimals))
        if ranked(assessment):
            return self.words("pace.places", number=self.words.number(pace, decimals))
        return self.value(pace, assessment, decimals)


def ranked(assessment: Assessment) -> bool:
    """Tell whether figures are places in a ranking: `rank_of` is given, or the unit is the word `rank`."""
    return RANK in assessment.flags or assessment.unit == "rank"

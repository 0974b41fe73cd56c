"""Single: the verdict on one series of figures, an indicator, a tier or a part.

What a verdict rests on is found first and holds until the next turn, and so does the state; on a day
within that the day is put in. Beside the state nothing is worked out before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Literal, NamedTuple

from tracker.judging import totals
from tracker.judging.assessment import Assessment, GoalResult, Lead, Point
from tracker.judging.direction import Course, course
from tracker.judging.figures import Figures, Sources
from tracker.judging.freshness import UNKNOWN, Freshness, freshness, interval_of
from tracker.judging.goals import GoalRole, known_goals, named_beside
from tracker.judging.growth import averages, rates
from tracker.judging.numbers import NUMBERS, RECORDS
from tracker.judging.outlook import (
    days_left,
    enough_from,
    last_broken,
    likelihood_of,
    met_since,
    outlook_of,
    unchanged,
)
from tracker.judging.part_years import last_due, yearly
from tracker.judging.promise import Based, Promise
from tracker.judging.quantities import Case, case_of
from tracker.judging.relative import unmeasured, with_values
from tracker.judging.rule import Asked, Rule
from tracker.judging.series import Known, base_of, baseline_of, first_of, known_figures, stated_base
from tracker.judging.states import UNJUDGED, State
from tracker.judging.verdict import Verdict, flags_of_figures, judge
from tracker.model import Goal, Indicator, Measure, MemberSeries, Part, Source

UNDATED = "undated"
"""The flag of what cites a source that is not there or cannot be read."""
_ONLY_OF_A_GOAL = (
    *NUMBERS,
    "outlook",
    "if_nothing_changed",
    "days_left",
    "enough",
    "chance",
    "band",
    "met_since",
    "last_broken",
)


class Scene(NamedTuple):
    """What every verdict of one target shares."""

    on: date
    sources: Sources
    rule: Rule
    owner: str | None
    theme: str


class _Judged:
    """One goal of a series on one day before the next turn."""

    def __init__(self, promise: Promise, among: Sequence[Promise], on: date) -> None:
        """Put the day in.

        Args:
            promise: the goal.
            among: all goals of the series.
            on: the day of assessment.
        """
        self.promise, self._among, self._on = promise, among, on

    @cached_property
    def stands(self) -> Promise:
        """The goal as it is judged."""
        return self.promise.stands(self._among)

    @cached_property
    def case(self) -> Case:
        """What the verdict rests on."""
        case = self.stands.based[0]
        return case if case.on == self._on else case._replace(on=self._on)

    @cached_property
    def verdict(self) -> Verdict:
        """The flags, figures and methods."""
        return judge(self.case, self.stands.outcome[0], self.stands.based[1])

    def result(self) -> GoalResult:
        """Return the goal as pages show it."""
        return GoalResult.with_rest(self._standing, {"goal": self.promise.goal, "role": self.promise.role})

    def _standing(self) -> dict[str, object]:
        (state, reason), decided = self.stands.outcome, self.stands.decided
        return {"state": state, "reason": reason, "deadline_figure": decided, "_rest": self._rest}

    def _rest(self) -> dict[str, object]:
        values = self.verdict.numbers.values
        return {"flags": self.verdict.flags, "gap_closed": values["gap_closed"], "ratio": values["ratio"]}


class SeriesFacts(NamedTuple):
    """What is known of one series of figures from one turn to the next.

    Attributes:
        undated: the flag of what cites a source that is not there.
        base, course: without a goal, where the figures start and which way they go.
        settled: the fields of the verdict that are the same on every day until the next turn.
    """

    series: Indicator | Part | MemberSeries
    measure: Measure
    theme: str
    rule: Rule
    known: Known
    goals: tuple[Promise, ...]
    lead: Lead | None
    undated: tuple[str, ...]
    base: Point | None = None
    course: Course = Course()
    why_not: str = "no_goal"
    unmeasured: Goal | None = None
    settled: Mapping[str, object] = {}

    @property
    def headline(self) -> Promise | None:
        """The goal that leads."""
        return next((one for one in self.goals if one.role == "headline"), None)


def facts_of_series(
    series: Indicator | Part | MemberSeries, figures: Figures, measure: Measure, scene: Scene
) -> SeriesFacts:
    """Return what is known on a day of one series: an indicator, a tier or a part."""
    on, sources = scene.on, scene.sources
    known = known_figures(figures, measure, on)
    valued = with_values(series, known, on, sources)
    promised = known_goals(valued, figures, on, sources, scene.owner)
    judged = tuple(
        Promise(*promise, partial(_based, valued, measure, known, promise, scene))
        for promise in promised.roles
    )
    undated = (UNDATED,) if known.undated else undated_of(_cited(valued), sources)
    shared = (valued, measure, scene.theme, scene.rule, known, judged, promised.lead, undated)
    wordy = None if valued is series else unmeasured(series, known, on, sources)
    found = SeriesFacts(*shared, unmeasured=wordy)
    if found.headline is None:
        base = first_of(series, known, on, sources) if measure.wanted else None
        why_not = _why_not(series, known, judged, scene)
        found = SeriesFacts(*shared, base, course(base, known.latest, measure), why_not, wordy)
    return found._replace(settled=_settled(found))


def assess_series(facts: SeriesFacts, on: date) -> Assessment:
    """Return the verdict on one series of figures."""
    return Assessment.with_rest(partial(_goals_on, facts, on), {**facts.settled, "on": on})


def _settled(facts: SeriesFacts) -> dict[str, object]:
    """Return the fields of a verdict that no day before the next turn changes."""
    known, measure, headline = facts.known, facts.measure, facts.headline
    shared = {
        "id": facts.series.id,
        "kind": _kind(facts.series),
        "title": facts.series.title,
        "note": getattr(facts.series, "note", None),
        "theme": facts.theme,
        "unit": measure.unit,
        "measure": measure,
        "latest": known.latest,
        "unmeasured": facts.unmeasured,
        "promises": facts.goals,
        "series": known.counted,
        "others": known.others,
        "withheld": known.withheld,
    }
    if headline is None:
        return shared | _of_no_goal(facts)
    stands = headline.stands(facts.goals)
    case, (state, reason) = stands.based[0], stands.outcome
    followed = case.goal.relative is not None or measure.counts == "running_total"
    if followed and (case.goal.for_ is None or known.counted[-1:] == (case.latest,)):
        shared |= {"latest": case.latest or known.latest}
    if case.goal.for_ is not None and case.over and state == "awaiting_figure" and known.latest is not None:
        shared |= {"latest": last_due(case.goal, known, known.latest)}
    if case.goal.every_period and _newer(case.latest, known.latest):
        shared |= {"latest": case.latest}  # what has come of a year has broken its ceiling
    if case.goal.total is not None:
        shared |= {"latest": case.latest or known.latest, "summed": case.known.counted}
    return shared | {
        "state": state,
        "reason": reason,
        "goal": case.goal,
        "baseline": case.base,
        "origin": case.origin,
        "deadline_figure": stands.decided,
        "recent_window": case.window,
        "recent_from": case.recent_from,
        "mean": case.reading if averages(case.goal, measure) else None,
        "averaged": tuple(rates(case.goal, case.known, case.base)) if case.kind == "growth_rate" else (),
        "lead": facts.lead,
        "method": facts.rule.method,
    }


def _newer(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and one.period.last > other.period.last


def _goals_on(facts: SeriesFacts, on: date) -> dict[str, object]:
    """Return every goal as it stands on a day; what stands beside the verdict is put off once more."""
    judged = [_Judged(one, facts.goals, on) for one in facts.goals]
    headline = next((one for one in judged if one.promise.role == "headline"), None)
    goals = tuple([one.result() for one in judged])
    rest = partial(_beside_verdict, facts, headline, goals) if headline else partial(_without_goal, facts, on)
    return {"goals": goals, "_rest": rest}


def _beside_verdict(facts: SeriesFacts, headline: _Judged, goals: Sequence[GoalResult]) -> dict[str, object]:
    """Return what stands beside the verdict on the goal that leads."""
    case, verdict, state = headline.case, headline.verdict, headline.stands.outcome[0]
    met, early = state == "met", state == "too_early"
    compared = (case.latest if case.goal.total is not None else None) or facts.known.latest
    told = (case.dated_by, compared)
    fresh, gap_from = (freshness(one, facts.measure, case.on) if one else None for one in told)
    needed, why_not = unchanged(case, gap_from, met)
    outlook = outlook_of(case, "met" if met else "too_early" if early else None)
    sure = likelihood_of(case, outlook)
    absent = {"if_nothing_changed": why_not, "chance": sure.reason}
    return {
        **verdict.numbers.values,
        **_age(fresh),
        "flags": (*verdict.flags, *facts.undated),
        "reasons": verdict.numbers.reasons | {name: why for name, why in absent.items() if why is not None},
        "methods": verdict.methods,
        "also": named_beside(goals, case.on, interval_of(facts.measure) or UNKNOWN),
        "outlook": outlook,
        "chance": sure.chance,
        "band": sure.band,
        "if_nothing_changed": needed,
        "days_left": days_left(case),
        "enough": enough_from(case, facts.rule.enough) if early else True if _decided(state) else None,
        "met_since": met_since(case) if met else None,
        "last_broken": last_broken(case) if met else None,
    }


def _age(fresh: Freshness | None) -> dict[str, object]:
    """Return how old the latest figure is and when the next is due, where there is one."""
    return {
        "age_days": fresh.age_days if fresh else None,
        "next_due": fresh.next_due if fresh else None,
        "stale": fresh is not None and fresh.stale,
    }


def _kind(series: Indicator | Part | MemberSeries) -> Literal["indicator", "part", "series"]:
    if isinstance(series, Indicator):
        return "indicator"
    return "part" if isinstance(series, Part) else "series"


def _decided(state: State) -> bool:
    """Tell whether a state is a verdict."""
    return state not in UNJUDGED


def _based(
    series: Indicator | Part | MemberSeries,
    measure: Measure,
    known: Known,
    promise: tuple[Goal, GoalRole],
    scene: Scene,
) -> Based:
    """Return what the verdict on one goal rests on."""
    goal, role = promise
    if goal.total is not None:
        summed, start = totals.running(known, goal.total.over), totals.start_of(goal.total.over)
        summed = summed._replace(falling=totals.may_fall(goal, known))
        return case_of(goal, measure, summed, start, Asked(scene.on, scene.rule)), False
    if goal.relative is not None:
        known = known.season(goal.relative.of)
    known = yearly(goal, known)
    base, rebased = baseline_of(series, goal, known, scene.on, scene.sources)
    if base is not None and _beside(goal, role, base, measure, scene.sources[goal.source]):
        base = None
    origin = base_of(goal, series, known, scene.on, scene.sources)
    case = case_of(goal, measure, known, base, Asked(scene.on, scene.rule))
    return case._replace(origin=origin), rebased


def _beside(goal: Goal, role: GoalRole, base: Point, measure: Measure, source: Source) -> bool:
    """Tell whether a baseline says nothing about a goal.

    The baseline that the file names belongs to the headline and may lie after the deadline of an
    older goal; one picked by the rule may be the deadline figure itself; a growth rate from before
    the goal is no part of its mean.
    """
    if goal.by is not None and base.period.last >= goal.by.last:
        return base.derived or role != "headline"
    return averages(goal, measure) and base.derived and base.period.last.year < source.published.last.year


def _why_not(
    series: Indicator | Part | MemberSeries, known: Known, judged: Sequence[Promise], scene: Scene
) -> str:
    """Return why no goal is in force on the day."""
    if any(one.role == "draft" for one in judged):
        return "only_draft"
    sources = scene.sources
    promised = [goal for goal in series.goals if goal.relative and goal.source in sources]
    promised = [goal for goal in promised if sources[goal.source].published.last <= scene.on]
    if judged or not promised:
        return "no_goal"
    unlike = any(stated_base(goal, series, known, scene.on, sources) for goal in promised)
    return "unlike_base" if unlike else "no_base_figure"


def _of_no_goal(facts: SeriesFacts) -> dict[str, object]:
    """Return the state of figures for which no goal is in force, and what it rests on."""
    found = facts.course
    return {
        "state": found.state or "not_assessable",
        "reason": None if found.state else facts.why_not,
        "baseline": facts.base if found.state else None,
        "growth": found.growth,
    }


def _without_goal(facts: SeriesFacts, on: date) -> dict[str, object]:
    """Return what stands beside the state of figures for which no goal is in force."""
    known, base = facts.known, facts.base if facts.course.state else None
    fresh = freshness(known.newest(known.latest), facts.measure, on) if known.latest else None
    raised = flags_of_figures(known, known.latest, base.published_as if base else (), on)
    raised["one_season"] &= base is not None
    flags = tuple(name for name, holds in raised.items() if holds and known.latest is not None)
    beside = dict.fromkeys(_ONLY_OF_A_GOAL) | _age(fresh) | {"flags": (*flags, *facts.undated)}
    return beside | {"also": (), "methods": {}, "reasons": _reasons_without_goal(known, facts.why_not, base)}


def _cited(series: Indicator | Part | MemberSeries) -> Iterator[str]:
    """Yield the sources that goals and baseline of a series name."""
    yield from (goal.source for goal in series.goals)
    if series.baseline is not None and series.baseline.source is not None:
        yield series.baseline.source


def undated_of(cited: Iterable[str], sources: Sources) -> tuple[str, ...]:
    """Return the flag of what names a source without a record, which has no date."""
    return () if all(name in sources for name in cited) else (UNDATED,)


def _reasons_without_goal(known: Known, reason: str, base: Point | None) -> dict[str, str]:
    """Return why nothing is there: no goal; the latest figure is, or none is published."""
    reasons = dict.fromkeys((*NUMBERS, *RECORDS), reason) | {"latest": "no_observation"}
    if known.latest is not None:
        del reasons["latest"]
    if base is not None:
        del reasons["baseline"]
    return reasons

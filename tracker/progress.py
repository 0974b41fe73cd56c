"""Progress: from a target and a day of assessment to a verdict, by published methods.

Pure arithmetic. The day is always an argument, and only what was published by that day counts.
The formulas and their sources are in docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from tracker.judging import pace, steps
from tracker.judging.assessment import (
    Assessment,
    GoalResult,
    MethodResult,
    Point,
    Rival,
    Summary,
)
from tracker.judging.direction import course
from tracker.judging.freshness import UNKNOWN, freshness, interval_of
from tracker.judging.goals import GoalRole, known_goals, named_beside
from tracker.judging.outlook import days_left, enough_from, likelihood_of, met_since, outlook_of, unchanged
from tracker.judging.quantities import NUMBERS, RECORDS, Case, case_of
from tracker.judging.relative import with_values
from tracker.judging.rule import DEFAULT, Asked, Rule
from tracker.judging.series import Known, Sources, baseline_of, first_of, known_figures
from tracker.judging.states import UNJUDGED, WORST_FIRST, State
from tracker.judging.verdict import Verdict, judge
from tracker.model import (
    Allocation,
    Goal,
    Indicator,
    Measure,
    MemberSeries,
    Milestones,
    Part,
    Source,
    Target,
    Tiers,
)

__all__ = [
    "NUMBERS",
    "Assessment",
    "GoalResult",
    "MethodResult",
    "Point",
    "Rival",
    "State",
    "Summary",
    "assess",
    "summary",
]

UNDATED = "undated"
"""The flag of what cites a source that is not there or cannot be read."""


class _Scene(NamedTuple):
    """What every verdict of one target shares."""

    on: date
    sources: Sources
    rule: Rule
    owner: str | None
    theme: str


def assess(target: Target, on: date, sources: Sources, rule: Rule = DEFAULT) -> Assessment:
    """Return the verdict on a target as it was known on a day.

    Args:
        target: the target with all its goals and figures.
        on: the day of assessment; later publications are not seen.
        sources: source records by id; what names another source is left out, and flagged.
        rule: the method of the verdict and its cut-offs, see `tracker.judging.rule.rule_of`.
    """
    scene = _Scene(on, sources, rule, target.owner, target.theme)
    found = _assessed(target, scene)
    said = [one for one in target.statements if one.source in sources and sources[one.source].known <= on]
    said.sort(key=lambda one: sources[one.source].known)
    return replace(found, statements=tuple(said)) if said else found


def _assessed(target: Target, scene: _Scene) -> Assessment:
    """Return the verdict by the figures alone."""
    if isinstance(target, Indicator):
        return _assess_indicator(target, scene)
    if isinstance(target, Milestones):
        return _assess_milestones(target, scene.on, scene.sources)
    return _assess_group(target, scene)


def summary(assessments: Iterable[Assessment]) -> Summary:
    """Return how many assessments stand in each state; ratios are never averaged."""
    counts: dict[State, int] = {}
    for assessment in assessments:
        counts[assessment.state] = counts.get(assessment.state, 0) + 1
    total = sum(counts.values())
    assessed = total - sum(counts.get(state, 0) for state in UNJUDGED)
    goals = sum(counts.get(state, 0) for state in WORST_FIRST)
    good = counts.get("on_track", 0) + counts.get("met", 0)
    share = good / goals if goals else None
    return Summary(counts, total, assessed, pace.enough_assessed(assessed, total), share)


class _Judged(NamedTuple):
    goal: Goal
    role: GoalRole
    case: Case
    verdict: Verdict

    @property
    def result(self) -> GoalResult:
        values = self.verdict.numbers.values
        return GoalResult(
            self.goal,
            self.role,
            self.verdict.state,
            self.verdict.flags,
            values["gap_closed"],
            values["ratio"],
            self.verdict.deadline_figure,
            self.verdict.reason,
        )


def _assess_indicator(target: Indicator, scene: _Scene) -> Assessment:
    """Return the verdict on an indicator; without figures of its own it stands as its series do."""
    own = _assess_series(target, target.measure, scene)
    if not target.series:
        return own
    judged = (_assess_series(one, target.measure, scene) for one in target.series)
    members = tuple(replace(one, within=target.id) for one in judged)
    if target.observations:
        return replace(own, members=members)
    state, reason = _whole_of_parts(members)
    return replace(own, members=members, state=state, reason=reason)


def _assess_series(series: Indicator | Part | MemberSeries, measure: Measure, scene: _Scene) -> Assessment:
    """Return the verdict on one series of figures: an indicator, a tier or a part."""
    on, sources = scene.on, scene.sources
    known = known_figures(series.observations, measure, on, sources)
    whole, series = series, with_values(series, known)
    promised = known_goals(series, on, sources, scene.owner)
    judged = [_judge(series, measure, known, promise, scene) for promise in promised.roles]
    undated = (UNDATED,) if known.undated else _undated(_cited(series), sources)
    headline = next((one for one in judged if one.role == "headline"), None)
    if headline is None:
        return _without_goal(whole, measure, scene, (known, judged), undated)
    case, verdict, values = headline.case, headline.verdict, headline.verdict.numbers.values
    reasons = verdict.numbers.reasons
    met, early = verdict.state == "met", verdict.state == "too_early"
    fresh = freshness(known.latest, measure, on) if known.latest else None
    needed, why_not = unchanged(case, fresh, met)
    if why_not is not None:
        reasons["if_nothing_changed"] = why_not
    outlook = outlook_of(case, "met" if met else "too_early" if early else None)
    sure = likelihood_of(case, outlook)
    if sure.reason is not None:
        reasons["chance"] = sure.reason
    results = tuple(one.result for one in judged)
    return Assessment(
        id=series.id,
        kind=_kind(series),
        title=series.title,
        theme=scene.theme,
        unit=measure.unit,
        measure=measure,
        on=on,
        state=verdict.state,
        reason=verdict.reason,
        flags=(*verdict.flags, *undated),
        goal=case.goal,
        baseline=case.base,
        latest=known.latest,
        deadline_figure=verdict.deadline_figure,
        recent_window=case.window,
        mean=case.reading if measure.growth_rate else None,
        reasons=reasons,
        methods=verdict.methods,
        goals=results,
        series=known.counted,
        others=known.others,
        gap=values["gap"],
        gap_closed=values["gap_closed"],
        time_used=values["time_used"],
        pace_observed=values["pace_observed"],
        pace_required=values["pace_required"],
        ratio=values["ratio"],
        pace_required_now=values["pace_required_now"],
        pace_recent=values["pace_recent"],
        acceleration_factor=values["acceleration_factor"],
        projection=values["projection"],
        path_value=values["path_value"],
        deviation=values["deviation"],
        lead=promised.lead,
        also=named_beside(results, on, interval_of(measure) or UNKNOWN),
        outlook=outlook,
        chance=sure.chance,
        band=sure.band,
        if_nothing_changed=needed,
        days_left=days_left(case),
        age_days=fresh.age_days if fresh else None,
        next_due=fresh.next_due if fresh else None,
        stale=fresh is not None and fresh.stale,
        enough=enough_from(case, scene.rule.enough) if early else True if _decided(verdict.state) else None,
        met_since=met_since(case) if met else None,
        method=scene.rule.method,
    )


def _kind(series: Indicator | Part | MemberSeries) -> Literal["indicator", "part", "series"]:
    if isinstance(series, Indicator):
        return "indicator"
    return "part" if isinstance(series, Part) else "series"


def _decided(state: State) -> bool:
    """Tell whether a state is a verdict."""
    return state not in UNJUDGED


def _judge(
    series: Indicator | Part | MemberSeries,
    measure: Measure,
    known: Known,
    promise: tuple[Goal, GoalRole],
    scene: _Scene,
) -> _Judged:
    """Return one goal with its verdict."""
    goal, role = promise
    base, rebased = baseline_of(series, goal, known, scene.on, scene.sources)
    if base is not None and _beside(goal, role, base, measure, scene.sources[goal.source]):
        base = None
    case = case_of(goal, measure, known, base, Asked(scene.on, scene.rule))
    return _Judged(goal, role, case, judge(case, rebased))


def _beside(goal: Goal, role: GoalRole, base: Point, measure: Measure, source: Source) -> bool:
    """Tell whether a baseline says nothing about a goal.

    The baseline that the file names belongs to the headline and may lie after the deadline of an
    older goal; one picked by the rule may be the deadline figure itself; a growth rate from before
    the goal is no part of its mean.
    """
    if goal.by is not None and base.period.last >= goal.by.last:
        return base.derived or role != "headline"
    return measure.growth_rate and base.derived and base.period.last.year < source.published.last.year


def _without_goal(
    series: Indicator | Part | MemberSeries,
    measure: Measure,
    scene: _Scene,
    facts: tuple[Known, Sequence[_Judged]],
    flags: tuple[str, ...],
) -> Assessment:
    """Return the assessment of figures for which no goal is in force on the day."""
    known, judged = facts
    base = first_of(series, known, scene.on, scene.sources) if measure.wanted else None
    found = course(base, known.latest, measure)
    reason = "only_draft" if any(one.role == "draft" for one in judged) else "no_goal"
    sources = scene.sources
    promised = [goal for goal in series.goals if goal.relative and goal.source in sources]
    if not judged and any(sources[goal.source].published.last <= scene.on for goal in promised):
        reason = "no_base_figure"
    fresh = freshness(known.latest, measure, scene.on) if known.latest else None
    return Assessment(
        id=series.id,
        kind=_kind(series),
        title=series.title,
        theme=scene.theme,
        unit=measure.unit,
        measure=measure,
        on=scene.on,
        state=found.state or "not_assessable",
        reason=None if found.state else reason,
        flags=flags,
        baseline=base if found.state else None,
        latest=known.latest,
        growth=found.growth,
        reasons=_reasons_without_goal(known, reason, base if found.state else None),
        goals=tuple(one.result for one in judged),
        series=known.counted,
        others=known.others,
        age_days=fresh.age_days if fresh else None,
        next_due=fresh.next_due if fresh else None,
        stale=fresh is not None and fresh.stale,
    )


def _cited(series: Indicator | Part | MemberSeries) -> Iterator[str]:
    """Yield the sources that goals and baseline of a series name."""
    yield from (goal.source for goal in series.goals)
    if series.baseline is not None and series.baseline.source is not None:
        yield series.baseline.source


def _undated(cited: Iterable[str], sources: Sources) -> tuple[str, ...]:
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


def _assess_group(target: Tiers | Allocation, scene: _Scene) -> Assessment:
    """Return the verdict on tiers or parts of a whole."""
    parts = tuple(_assess_series(part, target.measure, scene) for part in target.parts)
    verdict = _whole_of_parts(parts)
    apart = len({part.standing for part in parts}) > 1 or verdict[0] not in UNJUDGED
    if isinstance(target, Tiers) and target.nesting == "unspecified" and apart:
        verdict = "not_assessable", "nesting_unspecified"
    flags = tuple(dict.fromkeys(flag for part in parts for flag in part.flags if flag == UNDATED))
    return _parent(target, verdict, parts, scene.on, flags)


def _whole_of_parts(parts: Sequence[Assessment]) -> tuple[State, str | None]:
    """Return the state of the worst part, if at least 75 % of the parts carry a verdict."""
    found = {part.state for part in parts}
    if len(found) == 1 and found <= UNJUDGED:
        reasons = {part.reason for part in parts}
        several = "no_part_assessable" if found == {"not_assessable"} else "too_few_assessed"
        return found.pop(), reasons.pop() if len(reasons) == 1 else several
    worst = next((state for state in WORST_FIRST if state in found), None)
    if worst is None or not summary(parts).shown:
        return "insufficient_data", "too_few_assessed"
    return worst, None


def _parent(
    target: Tiers | Allocation | Milestones,
    verdict: tuple[State, str | None],
    parts: tuple[Assessment, ...],
    on: date,
    flags: tuple[str, ...],
) -> Assessment:
    """Return the assessment of a whole, which has a state but no figures of its own."""
    return Assessment(
        id=target.id,
        kind=target.kind,
        title=target.title,
        theme=target.theme,
        unit=None if isinstance(target, Milestones) else target.measure.unit,
        measure=None if isinstance(target, Milestones) else target.measure,
        on=on,
        state=verdict[0],
        reason=verdict[1],
        flags=flags,
        reasons=dict.fromkeys((*NUMBERS, *RECORDS), "group"),
        parts=tuple(replace(part, within=target.id) for part in parts),
    )


def _assess_milestones(target: Milestones, on: date, sources: Sources) -> Assessment:
    """Return the verdict on the steps that are announced on the day."""
    found = (steps.assess_step(step, target.theme, on, sources) for step in target.steps)
    parts = tuple(step for step in found if step is not None)
    states = {part.state for part in parts}
    cited = [step.source for step in target.steps if step.source]
    cited += [record.source for step in target.steps for record in step.records]
    return _parent(target, (steps.whole(states), None), parts, on, _undated(cited, sources))

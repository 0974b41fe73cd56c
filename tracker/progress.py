"""Progress: from a target and a day of assessment to a verdict, by published methods.

Pure arithmetic. The day is always an argument, and only what was published by that day counts.
The formulas and their sources are in docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tracker.judging import pace, steps
from tracker.judging.assessment import Assessment, GoalResult, MethodResult, Point, Rival, Summary
from tracker.judging.figures import Figures, Sources, figures_of
from tracker.judging.numbers import NUMBERS, RECORDS
from tracker.judging.relative import with_bound
from tracker.judging.rule import DEFAULT, Rule
from tracker.judging.single import UNDATED, Scene, SeriesFacts, assess_series, facts_of_series, undated_of
from tracker.judging.states import LATE, LOST, SEVERITY, UNJUDGED, WORST_FIRST, State
from tracker.model import (
    Goal,
    Group,
    Indicator,
    MemberSeries,
    Milestones,
    Part,
    Statement,
    Target,
    Tiers,
)
from tracker.series import UNKNOWN

__all__ = [
    "NUMBERS",
    "Assessment",
    "GoalResult",
    "MethodResult",
    "Point",
    "Rival",
    "State",
    "Summary",
    "as_promised",
    "assess",
    "facts_of",
    "goals_of",
    "judged_on",
    "summary",
    "told",
]


class Facts(NamedTuple):
    """What is known of a target from one turn to the next (`tracker.judging.turns`).

    Attributes:
        figures: of each series, the same on every day.
        series: of an indicator its own figures, then those it is split by; else its tiers or parts.
        steps: of milestones, those that are announced.
        said: what the body in charge said of it, the oldest first.
    """

    target: Target
    sources: Sources
    figures: tuple[Figures, ...]
    series: tuple[SeriesFacts, ...]
    said: tuple[Statement, ...]
    steps: tuple[Assessment, ...] = ()


def assess(target: Target, on: date, sources: Sources, rule: Rule = DEFAULT) -> Assessment:
    """Return the verdict on a target as it was known on a day.

    Args:
        target: the target with all its goals and figures.
        on: the day of assessment; later publications are not seen.
        sources: source records by id; what names another source is left out, and flagged.
        rule: the method of the verdict and its cut-offs, see `tracker.judging.rule.rule_of`.
    """
    return told(facts_of(target, on, sources, rule), on)


def facts_of(
    target: Target,
    on: date,
    sources: Sources,
    rule: Rule = DEFAULT,
    figures: tuple[Figures, ...] | None = None,
) -> Facts:
    """Return what a verdict on a target rests on, which holds until its next turn.

    Figures that are there from another day are not put in order again; else these are as for `assess`.
    """
    if figures is None:
        figures = tuple(figures_of(one.observations, sources) for one in _series(target))
    scene = Scene(on, sources, rule, target.owner, target.theme)
    known = [one for one in target.statements if one.source in sources and sources[one.source].known <= on]
    known.sort(key=lambda one: (sources[one.source].known, one.for_.last if one.for_ else date.min))
    if isinstance(target, Milestones):
        return Facts(target, sources, (), (), tuple(known), _announced(target, on, sources))
    found = (
        facts_of_series(one, seen, target.measure, scene)
        for one, seen in zip(_series(target), figures, strict=True)
    )
    return Facts(target, sources, figures, tuple(found), tuple(known))


def _series(target: Target) -> Sequence[Indicator | Part | MemberSeries]:
    """Return the series of a target that are judged, its own first."""
    if isinstance(target, Indicator):
        return (target, *target.series)
    return () if isinstance(target, Milestones) else target.parts


def told(facts: Facts, on: date) -> Assessment:
    """Return the verdict of a day that lies between the same two turns as the facts."""
    found = _by_figures(facts, on)
    return found.having(statements=facts.said) if facts.said else found


def _by_figures(facts: Facts, on: date) -> Assessment:
    """Return the verdict by the figures alone."""
    target, series = facts.target, facts.series
    if isinstance(target, Indicator):
        return _assess_indicator(target, series, on)
    if isinstance(target, Milestones):
        return _assess_milestones(target, facts, on)
    return _assess_group(target, series, on)


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


def _assess_indicator(target: Indicator, series: Sequence[SeriesFacts], on: date) -> Assessment:
    """Return the verdict on an indicator; without figures or a goal of its own it stands as its series do."""
    own = assess_series(series[0], on)
    if not target.series:
        return own
    members = tuple(assess_series(one, on).having(within=target.id) for one in series[1:])
    held = own.having(members=members)
    if target.observations and not (own.latest and held.by_series):
        return held
    state, reason = _whole_of_parts(members)
    whole = held.having(state=state, reason=reason, flags=(*held.flags, *_ended(state, members)))
    return _by_members(whole) if any(one.latest for one in members) else whole


def _by_members(whole: Assessment) -> Assessment:
    """Return the verdict on series without a total: no row says that no figure is there, since theirs are."""
    goals = tuple(_among(whole, one) for one in whole.goals)
    reasons = {name: "group" for name in (*NUMBERS, *RECORDS) if not (name == "latest" and whole.latest)}
    return whole.having(goals=goals, methods={}, reasons=reasons, also=())


def _among(whole: Assessment, result: GoalResult) -> GoalResult:
    """Return how a goal stands by the series that are judged on it; the others say nothing of it."""
    promise = as_promised(result.goal)
    judged = tuple(
        member.having(state=one.state, reason=one.reason, goal=one.goal, flags=one.flags)
        for member in whole.members
        for one in member.goals
        if as_promised(one.goal) == promise
    )
    if not judged:
        return result
    state, reason = _whole_of_parts(judged)
    return GoalResult(result.goal, result.role, state, _ended(state, judged), reason=reason)


def as_promised(goal: Goal) -> Goal:
    """Return a goal without the value that each series counts from its own figures."""
    return with_bound(goal, UNKNOWN) if goal.relative else goal


def judged_on(whole: Assessment) -> tuple[Assessment, ...]:
    """Return what bears the goals by which a target is judged: itself, else its series or its parts.

    Without figures of its own it stands as its series do, by their goals, also where its own is another one.
    """
    borne = [*(whole.members if whole.by_series else ()), *whole.parts]
    found = tuple(one for one in borne if one.goal is not None)
    own = as_promised(whole.goal) if whole.goal else None
    return (whole,) if all(one.goal and as_promised(one.goal) == own for one in found) else found


def goals_of(whole: Assessment) -> list[Goal]:
    """Return the leading goals in force of a target: its own, and those by which it is judged instead."""
    others = (one for one in judged_on(whole) if one is not whole)
    return [one.goal for one in (whole, *others) if one.goal is not None]


def figured(whole: Assessment) -> bool:
    """Tell whether a step of a target is known, or a figure of it, of one of its parts or of its series."""
    return any(one.series or one.kind == "step" for one in (whole, *whole.parts, *whole.members))


def _assess_group(target: Group, series: Sequence[SeriesFacts], on: date) -> Assessment:
    """Return the verdict on tiers or parts of a whole."""
    parts = tuple(assess_series(one, on) for one in series)
    verdict = _whole_of_parts(parts)
    apart = len({part.standing for part in parts}) > 1 or verdict[0] not in UNJUDGED
    if isinstance(target, Tiers) and target.nesting == "unspecified" and apart:
        verdict = "not_assessable", "nesting_unspecified"
    flags = (UNDATED,) if any(one.undated for one in series) else ()
    return _parent(target, verdict, parts, on, (*flags, *_ended(verdict[0], parts)))


def _whole_of_parts(parts: Sequence[Assessment]) -> tuple[State, str | None]:
    """Return the state of the worst part, if at least 75 % of the parts carry a verdict."""
    found = {part.state for part in parts}
    if len(found) == 1 and found <= UNJUDGED:
        reasons = {part.reason for part in parts}
        several = "no_part_assessable" if found == {"not_assessable"} else "too_few_assessed"
        return found.pop(), reasons.pop() if len(reasons) == 1 else several
    promised = {part.reason for part in parts if part.goal is not None}
    if promised == {"no_observation"} and found <= UNJUDGED and not any(part.series for part in parts):
        return "insufficient_data", "no_observation"  # also where other parts promise nothing
    judged = WORST_FIRST if any(part.goal for part in parts) else SEVERITY  # without a goal, where they go
    worst = next((state for state in judged if state in found - UNJUDGED), None)
    if worst is None or not summary(parts).shown:
        return "insufficient_data", "too_few_assessed"
    return worst, None


def _ended(state: State, parts: Sequence[Assessment]) -> tuple[str, ...]:
    """Return the flags of a whole that has met its goals, one of them late or no longer kept."""
    raised = {flag for part in parts for flag in part.flags} if state == "met" else set()
    return tuple(flag for flag in (LATE, LOST) if flag in raised)


def _parent(
    target: Group | Milestones,
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
        parts=tuple(part.having(within=target.id) for part in parts),
    )


def _announced(target: Milestones, on: date, sources: Sources) -> tuple[Assessment, ...]:
    """Return the steps that are announced on a day, each as it stands."""
    found = (steps.assess_step(step, target.theme, on, sources) for step in target.steps)
    return tuple(step for step in found if step is not None)


def _assess_milestones(target: Milestones, facts: Facts, on: date) -> Assessment:
    """Return the verdict on the steps that are announced on the day."""
    states = {part.state for part in facts.steps}
    cited = [step.source for step in target.steps if step.source]
    cited += [record.source for step in target.steps for record in step.records]
    parts = tuple(part.having(on=on) for part in facts.steps)
    return _parent(target, (steps.whole(states), None), parts, on, undated_of(cited, facts.sources))

"""The history of a promise: announced, made stronger or softer, put off, replaced, its deadline passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.changed import part
from tracker.flags import label
from tracker.model import Goal, Indicator
from tracker.progress import Assessment, GoalResult
from tracker.scene import Scene
from tracker.telling.blocks import Block, Heading, Span, Timeline, line

Event = tuple[date, str, tuple[Span, ...]]
"""The day by which events are ordered, when it was in words, and what happened."""


def history(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what became of the promise from its first announcement on, as far as it is known on the day."""
    leaves = (assessment, *assessment.parts, *_of_their_own(assessment, scene))
    told = [event for leaf in leaves for event in _events(leaf, assessment, scene)]
    found = list(dict.fromkeys(told))  # what two documents promise alike ends once
    if found:
        found.sort(key=lambda event: event[0])
        yield Heading(scene.words("promise.title"))
        yield Timeline([(when, told) for _, when, told in found])


def _of_their_own(assessment: Assessment, scene: Scene) -> list[Assessment]:
    """Return the series that do not share the goals of their target."""
    target = scene.portfolio.targets[assessment.id]
    series = target.series if isinstance(target, Indicator) else ()
    shared = {one.id for one in series if one.same}
    return [one for one in assessment.members if one.id not in shared]


def _events(leaf: Assessment, target: Assessment, scene: Scene) -> Iterator[Event]:
    """Yield what happened to the goals of a target, of one of its parts or of a series."""
    for result in leaf.goals:
        yield from _announced(result, leaf, target, scene)
        yield from _over(result, leaf, target, scene)
    promise = leaf.unmeasured
    if promise is not None and promise.source in scene.portfolio.sources:
        told = scene.words("promise.announced", goal=scene.wording.goal(promise, leaf), old="")
        cited = (Span(" ("), *scene.source(promise.source, promise.at), Span(")"))
        known = scene.portfolio.sources[promise.source].known
        yield known, scene.published(promise.source), (Span(_part(leaf, target, scene) + told), *cited)


def _announced(result: GoalResult, leaf: Assessment, target: Assessment, scene: Scene) -> Iterator[Event]:
    goal, words = result.goal, scene.words
    record = scene.portfolio.sources.get(goal.source or "")
    if record is None:
        return
    old = _replaced(goal, leaf.goals)
    change = "draft" if goal.draft else turn(old, goal) if old else "announced"
    values = {"goal": scene.wording.goal(goal, leaf), "old": scene.wording.goal(old, leaf) if old else ""}
    told = f"{_part(leaf, target, scene)}{words(f'promise.{change}', **values)}"
    if goal.conditional:
        told = words.strung((told, words("goal.conditional", condition=words.text(goal.conditional))))
    cited = (Span(" ("), *scene.source(goal.source, goal.at), Span(")"))
    yield record.known, scene.published(goal.source), (Span(told), *cited)


def _over(result: GoalResult, leaf: Assessment, target: Assessment, scene: Scene) -> Iterator[Event]:
    """Yield the end of a goal in force whose deadline has passed, with how it ended."""
    goal = result.goal
    if result.role in ("draft", "replaced") or goal.by is None or goal.by.last >= leaf.on:
        return
    state = label(result.standing, result.flags, scene.words)
    told = scene.words("promise.over", goal=scene.wording.goal(goal, leaf), state=state)
    when = scene.words.short_day(goal.by.last)
    yield goal.by.last, when, line(f"{_part(leaf, target, scene)}{told}")


def _part(leaf: Assessment, target: Assessment, scene: Scene) -> str:
    """Return the name of a part before what happened to its goal."""
    return "" if leaf is target else part(leaf, scene.words)


def _replaced(goal: Goal, every: Sequence[GoalResult]) -> Goal | None:
    """Return the goal whose place another takes, where both are known."""
    return next((one.goal for one in every if goal.replaces and one.goal.id == goal.replaces), None)


def turn(old: Goal, new: Goal) -> str:
    """Return what a goal does to the one that it replaces: make it stronger, softer, later or earlier.

    One that changes in both value and deadline, or in kind, only takes the other's place.
    """
    before, after = ((one.bound, one.low if one.low is not None else one.high) for one in (old, new))
    if before[0] != after[0] or None in (before[1], after[1]) or old.relative or new.relative:
        return "replaced"
    days = [one.by.last if one.by else None for one in (old, new)]
    more = float(after[1] or 0) - float(before[1] or 0)
    if days[0] == days[1] and more:
        rising = after[0] in ("at_least", "more_than")
        return "stronger" if (more > 0) == rising else "softer"
    if not more and days[0] and days[1] and days[0] != days[1]:
        return "later" if days[1] > days[0] else "earlier"
    return "replaced"

"""Counting: promises, figures without a goal and steps, counted apart; every count is the list behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from tracker.board import Entry
from tracker.judging.states import LOST, row_of
from tracker.progress import Assessment, figured, goals_of

Group = Literal[
    "promises", "judged", "kept", "lost", "behind", "unpublished", "open", "undated", "unmeasured", "figures"
]
GROUPS: tuple[Group, ...] = get_args(Group)
KEPT = ("on_track", "met")


def groups(assessments: Iterable[Assessment]) -> Mapping[Group, Sequence[Entry]]:
    """Return the targets behind every count of a portfolio; one target is counted once, whatever its parts.

    `promises` are the targets with a goal in force that has a deadline. Of these `judged` have a verdict,
    which is good (`kept`; of these `lost` were met and are no longer) or not (`behind`); of the rest
    `unpublished` have no figure at all, and for `open` it is too early, or a figure is awaited. `undated`
    promise without a deadline, `unmeasured` in words or from a figure that nobody knows, `figures` promise
    nothing. Of which nothing is known, that is in none.
    """
    found: dict[Group, list[Entry]] = {name: [] for name in GROUPS}
    for one in assessments:
        if one.kind != "milestones":
            entry = Entry(one, one)
            for name in _groups_of(entry):
                found[name].append(entry)
    return found


def programmes(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Return the targets that consist of steps; their steps are counted apart from the promises."""
    return [one for one in assessments if one.kind == "milestones"]


def _groups_of(entry: Entry) -> tuple[Group, ...]:
    target = entry.target
    goals = goals_of(target)
    if not goals:
        if any(leaf.unmeasured for leaf in (target, *target.parts)):
            return ("unmeasured",)
        return ("figures",) if figured(target) else ()
    if all(goal.by is None for goal in goals):
        return ("undated",)
    if row_of(entry.standing).judged:
        return ("promises", "judged", *(_good(target) if entry.standing in KEPT else ("behind",)))
    return ("promises", "unpublished" if entry.standing == "no_figures" else "open")


def _good(target: Assessment) -> tuple[Group, ...]:
    return ("kept", "lost") if target.state == "met" and LOST in target.flags else ("kept",)

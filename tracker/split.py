"""Split: what a target is judged by that stands as its series do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.judging.states import SEVERITY
from tracker.progress import Assessment, as_promised, judged_on

if TYPE_CHECKING:
    from tracker.wording import Wording

MOST = 3
"""Series that a verdict names one by one."""


def promise(given: Assessment, wording: Wording) -> str:
    """Return the goal by which a target is judged, else in how many series goals stand, due when."""
    judged = judged_on(given)
    if not given.members or judged[0] is given:
        return wording.goal(given.goal, given)
    alike = {wording.goal(as_promised(one.goal), one) for one in judged if one.goal}
    if len(alike) == 1 and len(judged) == len(given.members):
        return alike.pop()
    told = wording.words.count("goal.series", len(judged))
    until = _due(judged, wording)
    return wording.words("goal.series.due", goals=told, by=until) if until else told


def _due(judged: Sequence[Assessment], wording: Wording) -> str:
    """Return from the first deadline to the last; empty where no goal has one."""
    words = wording.words
    dues = sorted((one.goal.by for one in judged if one.goal and one.goal.by), key=lambda by: by.last)
    if not dues:
        return ""
    low, high = (words.spoken(by) for by in (dues[0], dues[-1]))
    return low if low == high else words("figure.spread", low=low, high=high)


def worst(given: Assessment) -> list[Assessment]:
    """Return the series of a target, the worst first."""
    return sorted(given.members, key=lambda one: SEVERITY.index(one.state))

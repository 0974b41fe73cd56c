"""Goals: which are known on a day, which one leads, and which have to be named beside it.

The order of the lines in a file never decides (docs/method.md, section 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from tracker.judging.assessment import Also, GoalResult, Lead
from tracker.judging.figures import Figures, Sources
from tracker.model import Goal, Series

GoalRole = Literal["headline", "open", "past", "draft", "replaced"]
Rule = Callable[[list[Goal]], list[Goal]]


class Promised(NamedTuple):
    """The goals of a series that are known on a day, each with its role, and why the first of them leads."""

    roles: tuple[tuple[Goal, GoalRole], ...]
    lead: Lead | None


def known_goals(
    series: Series, figures: Figures, on: date, sources: Sources, owner: str | None = None
) -> Promised:
    """Return the goals known on a day with their roles; at most one is the headline.

    Args:
        series: it has the goals.
        figures: its figures, which tell which of them was already kept when it was set.
        on: the day of assessment.
        sources: source records by id; a goal of another source is not known.
        owner: the body in charge of the target.
    """
    goals = series.goals
    known = [goal for goal in goals if goal.source in sources and sources[goal.source].published.last <= on]
    replaced = {goal.replaces for goal in known if goal.replaces and not goal.draft}
    valid = [goal for goal in known if not goal.draft and (goal.id is None or goal.id not in replaced)]
    headline, lead = _leading(valid, figures, on, sources, owner)
    return Promised(tuple((goal, _role(goal, goal is headline, replaced, on)) for goal in known), lead)


def _role(goal: Goal, headline: bool, replaced: set[str], on: date) -> GoalRole:
    if headline:
        return "headline"
    if goal.draft:
        return "draft"
    if goal.id is not None and goal.id in replaced:
        return "replaced"
    return "past" if goal.by is not None and goal.by.last < on else "open"


def _leading(
    valid: Sequence[Goal], figures: Figures, on: date, sources: Sources, owner: str | None
) -> tuple[Goal | None, Lead | None]:
    """Return the goal that leads and the rule that decided."""
    left = [goal for goal in valid if goal.by is None or goal.by.last >= on]
    if not left:
        newest = max((goal.by.last for goal in valid if goal.by), default=None)
        last = [goal for goal in valid if goal.by and goal.by.last == newest]
        found = next((one for one, _ in _narrowed(last, _settling(sources))), None)
        return found, "past" if found else None
    if len(left) == 1:
        return left[0], "only"
    rules: dict[Lead, Rule] = {
        "author": lambda some: [goal for goal in some if goal.lead],
        "unkept": lambda some: [goal for goal in some if not _kept_when_set(goal, figures, sources)],
        "owner": lambda some: _of_owner(some, sources, owner),
        "deadline": _next_due,
        **_settling(sources),
    }
    return next(_narrowed(left, rules), (None, None))


def _narrowed(goals: list[Goal], rules: dict[Lead, Rule]) -> Iterator[tuple[Goal, Lead]]:
    """Yield the one goal that rule after rule leaves, with the rule that left it alone."""
    left = goals
    why: Lead = "only"
    for name, rule in rules.items():
        if len(left) > 1 and (kept := rule(left)) and len(kept) < len(left):
            left, why = kept, name
    if left:
        yield min(left, key=_identity), why


def _settling(sources: Sources) -> dict[Lead, Rule]:
    """Return the rules between goals of one deadline."""
    return {
        "demanding": _most_demanding,
        "newest": lambda some: _smallest(some, lambda goal: -sources[goal.source].published.last.toordinal()),
        "id": lambda some: _smallest(some, lambda goal: goal.id or "\uffff"),
    }


def _smallest(goals: list[Goal], key: Callable[[Goal], object]) -> list[Goal]:
    """Return the goals whose key no other undercuts."""
    least = min(goals, key=key)  # type: ignore[arg-type]  # what a key returns can be compared
    return [goal for goal in goals if key(goal) == key(least)]


def _identity(goal: Goal) -> tuple[str, ...]:
    """Return what tells goals apart that every rule leaves: what they say, never where they stand."""
    return (str(goal.low), str(goal.high), goal.bound, goal.source, goal.by.text if goal.by else "")


def _kept_when_set(goal: Goal, figures: Figures, sources: Sources) -> bool:
    """Tell whether the figure known on the day of a goal's publication already kept it; a sum never is."""
    if goal.total is not None:
        return False
    point = figures.latest_on(sources[goal.source].published.last)
    return point is not None and goal.kept_by(point.value, point.qualifier)


def _of_owner(goals: list[Goal], sources: Sources, owner: str | None) -> list[Goal]:
    """Return the goals without those to which the owner's own document gives another date."""

    def promise(goal: Goal) -> tuple[object, ...]:
        return (goal.bound, goal.low, goal.high)

    own = {promise(goal) for goal in goals if owner and sources[goal.source].publisher == owner}
    return [goal for goal in goals if promise(goal) not in own or sources[goal.source].publisher == owner]


def _next_due(goals: list[Goal]) -> list[Goal]:
    """Return the goals with the next deadline; without one they stand behind those that have one."""
    return _smallest(goals, lambda goal: goal.by.last if goal.by else date.max)


def _most_demanding(goals: list[Goal]) -> list[Goal]:
    """Return the goals that fewest values satisfy; a conditional one only where all are."""
    firm = [goal for goal in goals if goal.conditional is None] or goals
    return [goal for goal in firm if not any(_within(other, goal) for other in firm)]


def implies(goal: Goal, other: Goal) -> bool:
    """Tell whether whoever keeps a goal by its deadline keeps another by a later one, if it lasts."""
    if goal.by is None or other.by is None or goal.by.last >= other.by.last:
        return False
    return _ends(goal) == _ends(other) or _within(goal, other)


def _within(inner: Goal, outer: Goal) -> bool:
    """Tell whether whatever keeps one goal keeps the other, and not the other way round."""
    ends = [_ends(goal) for goal in (inner, outer)]
    return ends[0] != ends[1] and ends[0][0] >= ends[1][0] and ends[0][1] <= ends[1][1]


def _ends(goal: Goal) -> tuple[tuple[float, bool], tuple[float, bool]]:
    """Return the two ends of what keeps a goal, comparable: a strict end lies inside a plain one."""
    low = float("-inf") if goal.low is None else float(goal.low)
    high = float("inf") if goal.high is None else float(goal.high)
    return (low, goal.strict), (high, not goal.strict)


def named_beside(results: Sequence[GoalResult], on: date, interval: float) -> tuple[Also, ...]:
    """Return the goals that have to be named beside the leading one, the nearest deadline first.

    Args:
        results: all goals of the series.
        on: the day of assessment.
        interval: years between two figures; a deadline that passed within it is named.
    """
    leading = next((one.goal for one in results if one.role == "headline"), None)
    others = [one for one in results if one.role in ("open", "past") and one.goal.by is not None]
    if leading is None or not others:
        return ()
    return tuple(sorted(_beside(leading, others, on, interval), key=_order))


def _order(one: Also) -> tuple[date, tuple[str, ...]]:
    return (one.result.goal.by.last if one.result.goal.by else date.max, _identity(one.result.goal))


def _beside(leading: Goal, others: Iterable[GoalResult], on: date, interval: float) -> Iterator[Also]:
    ahead: list[GoalResult] = []
    for one in others:
        due = one.goal.by.last if one.goal.by else date.max
        if leading.by is not None and due == leading.by.last:
            yield Also(one, "same_deadline")
        elif one.role == "past" and (on - due).days <= interval * 366:
            yield Also(one, "just_passed")
        elif one.role == "open" and (leading.by is None or due > leading.by.last):
            ahead.append(one)
    if ahead:
        last = max(one.goal.by.last for one in ahead if one.goal.by)
        furthest = [one for one in ahead if one.goal.by and one.goal.by.last == last]
        firm = _most_demanding([one.goal for one in furthest])
        chosen = min((goal for goal in firm), key=_identity)
        yield Also(next(one for one in furthest if one.goal is chosen), "furthest")

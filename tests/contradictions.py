"""Contradictions: what may not be said of a target on one day, told of the claims behind its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from tracker import claims
from tracker.claims import Claim
from tracker.digits import Scale
from tracker.judging.assessment import Assessment
from tracker.model import Goal
from tracker.printed import Number


def claims_of(given: Assessment, scale: Scale) -> tuple[Claim, ...]:
    """Return everything that is said of an assessment, in the order in which it is said."""
    told = (claims.standing(given, scale), claims.broken(given, scale), claims.outlook(given, scale))
    found = (*told, claims.chance(given, scale), claims.need(given, scale), claims.age(given, scale))
    further = (claims.beside(given, one) for one in claims.others(given, scale))
    return (*(claim for claim in found if claim is not None), *further)


def contradictions(found: Iterable[Claim]) -> Iterator[str]:
    """Yield what is wrong between the claims of one day, each as a short English sentence."""
    known = list(found)
    for claim in known:
        yield from _alone(claim)
    for one, other in combinations(known, 2):
        if one.subject == other.subject and one.on == other.on:
            yield from _together(one, other)


def _alone(claim: Claim) -> Iterator[str]:
    """Yield what one claim may not say."""
    goal, where = claim.goal, f"{'/'.join(claim.subject)} on {claim.on}: {claim.says}"
    if claim.needs and goal is not None and goal.by is not None and claim.on > goal.by.last:
        yield f"{where} needs something after the deadline"
    if claim.dated is not None and claim.dated.last < claim.on:
        yield f"{where} dates a projection before the day"
    for number in claim.numbers:
        if number.name == "needed" and not _enough(number):
            yield f"{where} prints {number.value} as {number.shown}, which would not be enough"
        if goal is not None and number.kind == "value" and _lies(number, goal):
            yield f"{where} prints {number.name} {number.value} as {number.shown}, which keeps the goal"


def _lies(number: Number, goal: Goal) -> bool:
    """Tell whether a number is printed as a goal that it does not keep."""
    ends = [float(end) for end in (goal.low, goal.high) if end is not None]
    return (
        not goal.satisfied_by(number.value)
        and number.value not in ends
        and (goal.satisfied_by(number.shown) or float(number.shown) in ends)
        and number.name != "path"
    )


def _enough(number: Number) -> bool:
    """Tell whether a pace that is needed is printed as one that reaches the goal."""
    more = number.qualifier in ("over", "at_least")
    return more or float(number.shown) >= number.value * (1 - 1e-9)


def _print(number: Number) -> tuple[float, float, int]:
    return number.value, float(number.shown), number.shown.decimals


def _together(one: Claim, other: Claim) -> Iterator[str]:
    """Yield what two claims about one subject on one day may not both say."""
    where = f"{'/'.join(one.subject)} on {one.on}: {one.says} and {other.says}"
    same_goal = one.goal == other.goal
    if same_goal and not claims.agree(one, other) and one.sentence != other.sentence:
        yield f"{where} point in opposite directions, in two sentences"
    for number in one.numbers if same_goal else ():
        twin = other.number(number.name)
        if twin is not None and twin.period == number.period and _print(twin) != _print(number):
            yield f"{where} give two values for {number.name}"
    met = {"met"} & {one.state, other.state}
    if same_goal and met and (one.needs or other.needs or "outlook" in (one.element, other.element)):
        yield f"{where} say what is needed for, or becomes of, a goal that is met"

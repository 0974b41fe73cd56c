"""Claims: what is said of a target on a day, before any language: of which goal, which numbers, which way.

Every sentence, headline and alternative text is made of claims, and nothing else joins a number with a
verdict. A claim carries its numbers as they are printed, so that `contradictions` can tell whether what
a reader sees holds together. There are three elements: the standing (how far, against the way it should
have made by its last figure), the outlook (where the recent pace leads) and the freshness (how old what
we know is, and how much time is left).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from tracker import digits, printed
from tracker.digits import Scale
from tracker.judging.assessment import Also, Assessment, GoalResult, Point
from tracker.model import Goal
from tracker.printed import PACED, SETTLED
from tracker.scalars import Figure, Period

Element = Literal["standing", "outlook", "freshness"]
Kind = Literal["value", "change", "count"]
Direction = Literal[-1, 0, 1]

GOOD = frozenset({"met", "on_track", "improving"})
BAD = frozenset({"slightly_off_track", "well_off_track", "moving_away", "missed", "worsening"})


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a claim.

    Attributes:
        name: what it is; the placeholder of the sentence that holds it.
        value: unrounded. shown: as it is printed.
        kind: a value of the measure, a change of it, or a count of days or figures.
        period: what time it speaks of.
        qualifier: what the source says of the figure, such as "over"; "" when it says nothing.
    """

    name: str
    value: float
    shown: Figure
    kind: Kind = "value"
    period: Period | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about a target on a day.

    Attributes:
        subject: the id of the target, and of the part within it.
        says: what is stated; with the element it names the sentence.
        direction: toward or within the goal, away from or short of it, or neither.
        sentence: claims that are said in one sentence share its name.
        needs: whether something is said to be needed for the goal.
        dated: the day at which a projection is said to arrive.
    """

    subject: tuple[str, ...]
    element: Element
    says: str
    on: date
    state: str = ""
    goal: Goal | None = None
    numbers: tuple[Number, ...] = ()
    direction: Direction = 0
    sentence: str = ""
    needs: bool = False
    dated: Period | None = None
    reason: str = ""

    def number(self, name: str) -> Number | None:
        """Return one of its numbers."""
        return next((one for one in self.numbers if one.name == name), None)


def claims_of(given: Assessment, scale: Scale) -> tuple[Claim, ...]:
    """Return everything that is said of an assessment, in the order in which it is said."""
    found = (standing(given, scale), outlook(given, scale), need(given, scale), age(given, scale))
    return (*(claim for claim in found if claim is not None), *(beside(given, one) for one in given.also))


def standing(given: Assessment, scale: Scale) -> Claim:
    """Return how far a target has come, against the way it should have made by its last figure."""
    way: Direction = 1 if given.state in GOOD else -1 if given.state in BAD else 0
    says, numbers = _standing(given, scale)
    return Claim(
        subject_of(given),
        "standing",
        says,
        given.on,
        given.standing,
        given.goal,
        tuple(numbers),
        way,
        "verdict",
        reason=given.reason or "",
    )


def subject_of(given: Assessment) -> tuple[str, ...]:
    """Return the ids of a target and of the part within it."""
    return given.key


def _standing(given: Assessment, scale: Scale) -> tuple[str, list[Number]]:
    """Return what is said of a standing, and its numbers."""
    if given.kind not in ("indicator", "part", "series"):
        return _whole(given), []
    points = {"latest": given.latest, "baseline": given.baseline}
    numbers = [_point(name, point, given, scale) for name, point in points.items() if point]
    if given.state == "met":
        return _met(given, scale)
    if given.state in ("missed", "awaiting_final", "awaiting_figure"):
        return _after(given, scale, numbers)
    if given.state in PACED:
        return _paced(given, scale, numbers)
    if given.state in ("improving", "little_change", "worsening"):
        return ("trend" if len(numbers) == 2 else "known"), numbers
    return _untold(given, numbers)


def _whole(given: Assessment) -> str:
    """Return what is said of tiers, shares or steps together, or of one step."""
    if given.kind in ("tiers", "allocation"):
        return "reason" if given.reason else "whole"
    return "steps" if given.kind == "milestones" else "step"


def _untold(given: Assessment, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said where no verdict can be given."""
    counted = Number("figures", len(given.series), Figure(len(given.series)), "count")
    if given.state == "too_early":
        return ("too_early.from" if isinstance(given.enough, date) else "too_early"), numbers
    if given.state == "insufficient_data" and given.goal is not None:
        if given.latest is None:
            over = given.goal.by is not None and given.goal.by.last < given.on
            return ("no_figures.over" if over else "no_figures"), []
        return ("one_figure" if len(given.series) == 1 else "few_figures"), [*numbers, counted]
    return ("untold" if given.latest and given.state == "not_assessable" else "reason"), numbers


def _paced(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said of a standing that compares paces, or of a value to be held."""
    mean = _mean(given, scale)
    if mean is not None:
        return "mean", [mean]
    if len(numbers) < 2 or given.ratio is None or given.latest is None:
        held = "held.toward" if given.state == "slightly_off_track" else "held.away"
        return "was_met" if "was_met" in given.flags else held, numbers
    if given.state == "moving_away" or "no_change" in given.flags:
        return "moving_away" if given.state == "moving_away" else "still", numbers
    if given.path_value is None:
        return "held", numbers
    path = Number("path", given.path_value, _path(given, scale), "value", given.latest.period)
    close = given.state == "on_track" and given.ratio < 1
    return "paced.close" if close else "paced", [*numbers, path]


def _mean(given: Assessment, scale: Scale) -> Number | None:
    """Return the mean of growth rates, which is what their goal asks for; None of a single figure."""
    mean, latest = given.mean, given.latest
    if mean is None or latest is None or abs(mean - latest.value) < 1e-9:
        return None
    shown = printed.beside_goal(mean, digits.computed(mean, scale, [latest.value]), given.goal, scale)
    return Number("mean", mean, shown, "value", latest.period)


def _path(given: Assessment, scale: Scale) -> Figure:
    """Return the value on the path as it is printed, told apart from the figure beside it."""
    value, latest = given.path_value or 0.0, given.latest
    shown = digits.computed(value, scale, (point.value for point in given.series))
    if latest is None or scale.ranked or float(shown) != float(digits.published(latest.value, scale)):
        return shown
    return digits.apart([value, latest.value], lambda _: shown.decimals)[0]


def _met(given: Assessment, scale: Scale) -> tuple[str, list[Number]]:
    """Return what is said of a goal that is met: by which figure, since when, by how much."""
    lost = "lost_since" in given.flags
    kept = given.deadline_figure if lost else given.latest
    if kept is None or given.goal is None:
        return "held", []
    numbers = [_point("latest", kept, given, scale)]
    if lost and given.latest is not None:
        return "met.lost", [*numbers, _point("newest", given.latest, given, scale)]
    mean = _mean(given, scale)
    if mean is not None:
        return "met.mean", [mean]
    more = (given.gap or 0.0) < 0
    says = "met.to_spare" if more else "met.exactly"
    numbers += [_spare(given, given.goal, kept, scale)] if more else []
    since = given.met_since
    if since is not None and since.period != kept.period:
        return f"{says}.since", [*numbers, _point("since", since, given, scale)]
    return says, numbers


def _after(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said after a deadline: missed, or waiting for the figure that decides."""
    if given.state != "missed":
        return given.state if given.latest is not None else f"{given.state}.no_figure", numbers
    decided = given.deadline_figure
    if decided is None or given.latest is None:
        return "missed", numbers
    found = [_point("latest", decided, given, scale)]
    if decided.period == given.latest.period:
        return "missed", found
    return "missed.still", [*found, _point("newest", given.latest, given, scale)]


def _point(name: str, point: Point, given: Assessment, scale: Scale) -> Number:
    shown = printed.figure(point, given, scale)
    return Number(name, point.value, shown, "value", point.period, printed.qualifier_of(point))


def _spare(given: Assessment, goal: Goal, kept: Point, scale: Scale) -> Number:
    """Return by how much a goal is exceeded: over 91 is more than one point above 90."""
    number = _change("to_spare", -(given.gap or 0.0), scale, kept.value)
    qualifier = printed.qualifier_of(kept)
    if goal.high is not None and goal.low is None:
        qualifier = {"under": "over", "over": "under", "at_least": "under"}.get(qualifier, qualifier)
    return replace(number, qualifier=qualifier)


def _change(name: str, value: float, scale: Scale, like: float | None = None) -> Number:
    """Return an amount of change; a difference of figures has no more digits than they have."""
    decimals = digits.pace_decimals(value, scale)
    if isinstance(like, Figure):
        shown = digits.rounded(value, max(like.decimals, 0))
        if float(shown) and abs(float(shown) - value) < 1e-9:
            return Number(name, value, shown, "change")
    return Number(name, value, digits.rounded(value, decimals), "change")


def outlook(given: Assessment, scale: Scale) -> Claim | None:
    """Return where the recent pace leads, where that is part of the verdict: before the deadline, not met."""
    view, goal = given.outlook, given.goal
    if view is None or goal is None or goal.by is None or goal.by.last < given.on or given.state not in PACED:
        return None
    if view.reason == "there_by_now":
        return _outlook(given, "there_by_now", (), 1)
    if view.reaches is None or printed.projected(given) is None:
        return None
    value = view.value if view.value is not None else printed.projected(given) or 0.0
    numbers = (Number("value", value, printed.projection(value, given, scale), "value", goal.by),)
    if view.reaches:
        return _outlook(given, "reaches" if view.by else "keeps", numbers, 1, view.by)
    return _outlook(given, "late" if view.by else "short", numbers, -1, view.by)


def _outlook(
    given: Assessment, says: str, numbers: tuple[Number, ...], way: Direction, dated: Period | None = None
) -> Claim:
    return Claim(
        subject_of(given), "outlook", says, given.on, "", given.goal, numbers, way, "verdict", dated=dated
    )


def need(given: Assessment, scale: Scale) -> Claim | None:
    """Return what is missing and how much time is left: never after the deadline, never of a goal met."""
    left, goal = given.days_left, given.goal
    if left is None or goal is None or goal.by is None or given.on > goal.by.last:
        return None
    if given.state in SETTLED or given.state in ("awaiting_figure", "not_assessable"):
        return None
    counted = Number("left", left, Figure(left), "count")
    if given.gap is None or given.latest is None or given.gap <= 0:
        return _need(given, "left", (counted,))
    gap = replace(_change("gap", given.gap, scale, given.latest.value), period=given.latest.period)
    unchanged = given.if_nothing_changed
    if unchanged is None:
        return _need(given, "gap", (gap, counted))
    needed = _change("needed", unchanged.value, scale)
    return _need(given, f"unchanged.{unchanged.per}", (gap, needed, counted))


def _need(given: Assessment, says: str, numbers: tuple[Number, ...]) -> Claim:
    return Claim(
        subject_of(given),
        "freshness",
        says,
        given.on,
        "",
        given.goal,
        numbers,
        sentence="need",
        needs=True,
    )


def age(given: Assessment, scale: Scale) -> Claim | None:
    """Return how old the last figure is, once it is two intervals old; that stands in the verdict."""
    if not given.stale or given.age_days is None or given.latest is None or given.state == "missed":
        return None
    old = Number("age", given.age_days, Figure(given.age_days), "count", given.latest.period)
    due = given.next_due is not None and given.next_due < given.on
    says = "old.due" if due else "old"
    return Claim(subject_of(given), "freshness", says, given.on, numbers=(old,), sentence="age")


def beside(given: Assessment, one: Also) -> Claim:
    """Return how a goal stands that must be named beside the one that leads."""
    result: GoalResult = one.result
    way: Direction = 1 if result.state in GOOD else -1 if result.state in BAD else 0
    return Claim(
        subject_of(given),
        "standing",
        f"also.{one.why}",
        given.on,
        result.standing,
        result.goal,
        direction=way,
        sentence="also",
    )


def agree(one: Claim, other: Claim) -> bool:
    """Tell whether two claims do not point in opposite directions."""
    return one.direction * other.direction >= 0


def contradictions(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield what is wrong between the claims of one day, each as a short English sentence for a test."""
    known = list(claims)
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


def _print(number: Number) -> tuple[float, float, int]:
    return number.value, float(number.shown), number.shown.decimals


def _together(one: Claim, other: Claim) -> Iterator[str]:
    """Yield what two claims about one subject on one day may not both say."""
    where = f"{'/'.join(one.subject)} on {one.on}: {one.says} and {other.says}"
    same_goal = one.goal == other.goal
    if same_goal and not agree(one, other) and one.sentence != other.sentence:
        yield f"{where} point in opposite directions, in two sentences"
    for number in one.numbers if same_goal else ():
        twin = other.number(number.name)
        if twin is not None and twin.period == number.period and _print(twin) != _print(number):
            yield f"{where} give two values for {number.name}"
    met = {"met"} & {one.state, other.state}
    if same_goal and met and (one.needs or other.needs or "outlook" in (one.element, other.element)):
        yield f"{where} say what is needed for, or becomes of, a goal that is met"

"""Printed: which numbers of an assessment a person gets to read, and with which digits.

Every page, chart and file asks here, so that one number is printed alike everywhere, and nothing is
shown of a goal that is met or decided but what is true of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR
from math import inf, isnan
from typing import Literal, NamedTuple

from tracker import digits
from tracker.digits import Scale
from tracker.judging.assessment import Assessment, Point
from tracker.judging.derived import one_way
from tracker.judging.limits import limits_of
from tracker.judging.quantities import keeps
from tracker.judging.states import LATE, LOST, UNJUDGED
from tracker.model import Goal
from tracker.scalars import Figure, Period

Kind = Literal["value", "change", "count", "share"]
PACED = ("on_track", "slightly_off_track", "well_off_track", "moving_away")
SETTLED = frozenset({"met", "missed", "awaiting_final"})
"""The states in which nothing is left to reach."""


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


class Decision(NamedTuple):
    """The value that a verdict compares with its goal, unrounded: its period, what its source says of it."""

    value: float
    period: str
    qualifier: str = ""


def figure(point: Point, given: Assessment, scale: Scale) -> Figure:
    """Return a published figure as it is printed everywhere: on its own side of every goal of its series."""
    shown = told(point.value, given, scale)
    base, latest = given.baseline, given.latest
    if base is None or latest is None or point not in (base, latest) or base.value == latest.value:
        return shown
    other = latest if point == base else base  # a mean is worked out anew each time
    if float(shown) != float(told(other.value, given, scale)):
        return shown
    return _apart(point.value, other.value, shown, given, scale)


def told(value: float, given: Assessment, scale: Scale) -> Figure:
    """Return a value, published or computed, as it is printed beside the goals of its series."""
    shown = digits.published(value, scale) if isinstance(value, Figure) else digits.computed(value, scale)
    return beside_goals(value, shown, given, scale)


def _apart(value: float, other: float, shown: Figure, given: Assessment, scale: Scale) -> Figure:
    """Return a value with the digits that tell it from another, both on their own side of every goal."""
    for places in range(shown.decimals, digits.MOST + 1):
        ends = [(one, digits.rounded(one, places)) for one in (value, other)]
        true = all(beside_goals(one, told, given, scale) == told for one, told in ends)
        if true and float(ends[0][1]) != float(ends[1][1]):
            return ends[0][1]
    return shown


def held(value: float, given: Assessment) -> float:
    """Return a projected value within what its measure can be: no count falls below zero."""
    low, high = limits(given)
    return min(max(value, low), high)


def limits(given: Assessment) -> tuple[float, float]:
    """Return the least and the largest value to which a pace may be carried on."""
    if given.measure is None:
        return -inf, inf
    ends = (given.goal.low, given.goal.high) if given.goal else ()
    known = [point.value for point in (*given.series, *([given.baseline] if given.baseline else []))]
    return limits_of(given.measure, [*known, *(end for end in ends if end is not None)])


def beyond(value: float, given: Assessment) -> bool:
    """Tell whether a projection fell below zero, which nothing known of its measure has ever done.

    Where the measure declares no bounds it can only be said to be zero or less.
    """
    undeclared = given.measure is not None and given.measure.bounds is None
    return undeclared and value < 0 and held(value, given) == 0


def projection(value: float, given: Assessment, scale: Scale) -> Figure:
    """Return a projected value as it is printed everywhere, within the bounds of the measure."""
    held_at = scale.within(held(value, given))
    shown = digits.computed(held_at, scale, (point.value for point in given.series))
    return beside_goals(held_at, shown, given, scale)


def beside_goals(value: float, shown: Figure, given: Assessment, scale: Scale) -> Figure:
    """Return how a value is printed beside the goals of its series, be they in force or not."""
    near = [goal for goal in _goals(given) if _close(value, shown, goal)]
    asked = [(goal, [(end, promised(end, goal, given, scale)) for end in _bounds(goal)]) for goal in near]
    return digits.beside(value, shown, asked, scale) if asked else shown


def _goals(given: Assessment) -> Iterator[Goal]:
    """Yield the goals of a series, the leading one first."""
    if given.goal is not None:
        yield given.goal
    yield from (one.goal for one in given.promises if one.goal is not given.goal)


def _close(value: float, shown: Figure, goal: Goal) -> bool:
    """Tell whether a goal is so close to a value that rounding may carry one beyond the other."""
    return any(abs(value - end) <= 10.0**-shown.decimals for end in _bounds(goal))


def _bounds(goal: Goal) -> list[Figure]:
    """Return the ends of a goal that are known; one counted from a figure to come has none."""
    return [end for end in (goal.low, goal.high) if end is not None and not isnan(end)]


def promised(end: Figure, goal: Goal, given: Assessment, scale: Scale) -> Figure:
    """Return a promised value as it is printed everywhere, told apart from the figures that decide on it.

    No figure before them may lie between the value and its print: it would seem to keep what it does not.
    """
    beside = [float(one.value) for one in (given.latest, given.deadline_figure) if one is not None]
    beside += [] if given.projection is None else [given.projection]
    low, high = sorted((float(end), float(digits.published(end, scale))))
    beside += [float(one.value) for one in given.series if low <= one.value <= high]
    return digits.promised(end, goal, scale, beside)


def _ends(goal: Goal, given: Assessment, scale: Scale) -> list[Figure]:
    """Return the ends of a goal as they are printed."""
    return [promised(end, goal, given, scale) for end in _bounds(goal)]


SHARES = ("gap_closed", "time_used")


def quantity(given: Assessment, name: str) -> float | None:
    """Return a number of an assessment as every row, table and file has it, or None with its reason there.

    What means nothing in a state has none already; a projection ends at what its measure can be.
    """
    value: float | None = getattr(given, name)
    return held(value, given) if name == "projection" and value is not None else value


def gap_closed(given: Assessment) -> float | None:
    """Return the share of the way made as far as it may be shown."""
    return quantity(given, "gap_closed")


def time_used(given: Assessment) -> float | None:
    """Return the share of the time used at the latest figure as far as it may be shown."""
    return None if given.state in SETTLED else given.time_used


def projected(given: Assessment) -> float | None:
    """Return the projected value where a verdict on the pace tells it, not yet held within the limits."""
    return given.projection if given.state in PACED else None


def qualifier_of(point: Point) -> str:
    """Return what the source says of a figure beyond its number, such as "over"; else nothing."""
    return (point.observation.qualifier or "") if point.observation else ""


def number_of(name: str, point: Point, given: Assessment, scale: Scale) -> Number:
    """Return a published figure as the number of a claim."""
    shown = figure(point, given, scale)
    return Number(name, point.value, shown, "value", point.period, qualifier_of(point))


def change(name: str, value: float, scale: Scale) -> Number:
    """Return an amount of change as the number of a claim."""
    shown = digits.rounded(value, digits.pace_decimals(value, scale))
    return Number(name, value, digits.trimmed(shown), "change")


def needed(value: float, scale: Scale, qualifier: str = "") -> Number:
    """Return a pace that is needed as the number of a claim, never one that would not be enough."""
    shown = _enough(value, digits.pace_decimals(value, scale), qualifier)
    return Number("needed", value, digits.trimmed(shown), "change", qualifier=qualifier)


def _enough(value: float, places: int, qualifier: str) -> Figure:
    """Return a pace rounded up; what is only known to be more than a value is "over" it rounded down."""
    more = qualifier in ("over", "at_least")
    return digits.rounded(value, places, ROUND_FLOOR) if more else digits.upward(value, places)


def from_gap(pace: float, gap: Number) -> float:
    """Return a pace that closes a gap, of the gap as it is printed where that is more."""
    return pace * max(1.0, abs(float(gap.shown)) / abs(gap.value)) if gap.value else pace


def paces(wanted: float, managed: float, given: Assessment, scale: Scale) -> tuple[Number, Number]:
    """Return a pace that is needed and one that was managed, with the digits that tell them apart."""
    need = needed(wanted, scale, vagueness_of("pace_required_now", given))
    had = replace(change("managed", managed, scale), qualifier=vagueness_of("pace_recent", given))
    places = max(digits.pace_decimals(one, scale) for one in (wanted, managed))
    while float(need.shown) == float(had.shown) and wanted > managed and places <= digits.MOST:
        need = replace(need, shown=_enough(wanted, places, need.qualifier))
        had = replace(had, shown=digits.rounded(managed, places))
        places += 1
    return need, had


def deciding(given: Assessment) -> Point | None:
    """Return the figure that decides a goal: of the one period it is for, of its deadline, or the latest."""
    closed = given.goal is not None and given.goal.is_closed
    if {LATE, LOST} <= set(given.flags):
        return _kept_late(given)
    settled = closed or given.state == "missed" or LOST in given.flags
    return given.deadline_figure or _reading(given) if settled else given.latest


def _kept_late(given: Assessment) -> Point | None:
    """Return the first figure after a deadline that kept the goal, of one that was lost again."""
    known = [point for one in given.promises if one.goal is given.goal for point in one.based[0].after]
    return next((point for point in known if given.goal and keeps(given.goal, point)), given.deadline_figure)


def _reading(given: Assessment) -> Point | None:
    """Return the figure that is judged: of a value to be held until a day none of a period behind it."""
    if given.goal is None or not given.goal.every_period:
        return given.latest
    judged = (one.based[0].latest for one in given.promises if one.goal is given.goal)
    return next(judged, given.latest)


def decision(given: Assessment) -> Decision | None:
    """Return the value that a verdict compares with its goal; None without either of them."""
    if given.state in UNJUDGED or given.by_series:
        return None
    if (mean := _mean(given)) is not None:
        return Decision(mean, _span([one.period for one in given.averaged]))
    point = deciding(given)
    return Decision(point.value, point.period.text, qualifier_of(point)) if point else None


def _span(periods: Sequence[Period]) -> str:
    """Return what time some periods span together, as data files write it."""
    first, last = periods[0], periods[-1]
    if first == last:
        return first.text
    if first.printed or last.printed:  # 2024/25 is one year
        return f"{first.text} – {last.text}"
    return f"{first.text.partition('/')[0]}/{last.text.rpartition('/')[2]}"


def on_path(given: Assessment, scale: Scale) -> Figure:
    """Return the value on the path as it is printed everywhere: on its own side of the figure beside it."""
    value, latest = given.path_value or 0.0, given.latest
    shown = told = digits.computed(value, scale, (point.value for point in given.series))
    if latest is None or scale.ranked:
        return shown
    beside, side = figure(latest, given, scale), digits.side(latest.value, value)
    while digits.side(beside, told) != side and told.decimals < digits.MOST:
        told = digits.rounded(value, told.decimals + 1)
    return told if digits.side(beside, told) == side else shown  # 50.00 beside 50.0 tells nothing apart


def off_path(given: Assessment, scale: Scale) -> Figure:
    """Return how far the latest figure is from the path: the difference of the two as printed, if any."""
    off, latest = given.deviation or 0.0, given.latest
    if latest is not None and given.path_value is not None:
        ends = figure(latest, given, scale), on_path(given, scale)
        apart = digits.rounded(ends[0] - ends[1], max(end.decimals for end in ends))
        if apart and digits.side(apart, 0) == digits.side(off, 0):
            return digits.trimmed(apart)
    return change("off", off, scale).shown


def average(mean: float, latest: Point, given: Assessment, scale: Scale) -> Figure:
    """Return the mean of growth rates as it is printed everywhere."""
    return beside_goals(mean, digits.computed(mean, scale, [latest.value]), given, scale)


def mean_of(given: Assessment, scale: Scale) -> Number | None:
    """Return the mean of growth rates, which is what their goal asks for; None of a single figure."""
    mean = _mean(given)
    if mean is None:
        return None
    latest = given.averaged[-1]
    return Number("mean", mean, average(mean, latest, given, scale), "value", latest.period)


def _mean(given: Assessment) -> float | None:
    """Return the mean of growth rates, unrounded; None of a single figure."""
    mean, latest = given.mean, given.averaged[-1] if given.averaged else None
    if mean is None or latest is None or (latest == given.latest and abs(mean - latest.value) < 1e-9):
        return None
    return mean


def judged(given: Assessment, scale: Scale) -> Number | None:
    """Return the figure beside a state: the mean or what came in one period if judged, else the latest."""
    mean = mean_of(given, scale) if given.state in (*PACED, "met", "missed") else None
    if mean is not None:
        return mean
    point = judged_point(given)
    return number_of("latest", point, given, scale) if point else None


def judged_point(given: Assessment) -> Point | None:
    """Return the figure that a state and the distance to a goal rest on: of one period what came in it."""
    own = given.deadline_figure if given.goal is not None and given.goal.for_ is not None else None
    return own or given.latest


def from_below(goal: Goal, point: Point, given: Assessment) -> bool:
    """Tell whether the nearest bound of a goal is a floor, so that more is less to go or more to spare."""
    if goal.low is None or goal.high is None:
        return goal.low is not None
    value = point.value if given.mean is None else given.mean
    return abs(value - goal.low) <= abs(value - goal.high)


def opposite(qualifier: str) -> str:
    """Return how vague a difference is that shrinks as the figure grows: over 91 lacks under 8 to 99."""
    return {"over": "under", "under": "over", "at_least": "at_most"}.get(qualifier, qualifier)


def vagueness(goal: Goal, point: Point, given: Assessment, *, short: bool) -> str:
    """Return how vague a distance is: over 91 lacks under 8 to 99, and is over 1 beyond 90."""
    grows = from_below(goal, point, given) != short
    both = qualifier_of(point), goal.hedge or ""
    told = both[0] if grows else opposite(both[0]), opposite(both[1]) if grows else both[1]
    return one_way([said for said in told if said]) or ""


_ENDS: Mapping[str, tuple[int, int, int]] = {
    "gap": (-1, 0, 1),
    "deviation": (1, 0, -1),
    "gap_closed": (1, -1, -1),
    **dict.fromkeys(("pace_observed", "pace_recent"), (1, -1, 0)),
    "pace_required": (0, -1, 1),
    "pace_required_now": (-1, 0, 1),
}
"""Whether a quantity grows (1) or shrinks (-1) with its latest figure, that at its start, and the goal."""


def vagueness_of(name: str, given: Assessment) -> str:
    """Return how vague a derived quantity is: as its figures are, "about" where these pull apart."""
    point, goal = judged_point(given), given.goal
    if name not in _ENDS or goal is None or point is None:
        return ""
    start = given.recent_from or given.baseline if name == "pace_recent" else given.baseline
    spare = name == "gap" and (given.gap or 0.0) <= 0
    way = 1 if name == "deviation" or from_below(goal, point, given) != spare else -1
    hedges = qualifier_of(point), qualifier_of(start) if start else "", goal.hedge
    said = {
        qualifier if end * way > 0 else opposite(qualifier)
        for qualifier, end in zip(hedges, _ENDS[name], strict=True)
        if qualifier and end
    }
    return said.pop() if len(said) == 1 else "about" if said else ""


def distance(name: str, value: float, point: Point, given: Assessment, scale: Scale) -> Number:
    """Return how far a figure is from the goal, so that it is the difference of the two as printed."""
    goal = given.goal
    shown = figure(point, given, scale) if given.mean is None else average(given.mean, point, given, scale)
    ends = _ends(goal, given, scale) if goal else []
    if not ends:
        return change(name, value, scale)
    nearest = min(ends, key=lambda end: abs(abs(float(end) - float(shown)) - abs(value)))
    places = max(shown.decimals, nearest.decimals)
    apart = digits.rounded(abs(float(nearest) - float(shown)), places)
    return (
        Number(name, value, apart, "change") if float(apart) or scale.ranked else change(name, value, scale)
    )

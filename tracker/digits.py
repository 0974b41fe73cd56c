"""Digits: how many of them a number gets where a person reads it, so that no rounding tells a lie.

A number has at most the decimals of its unit, but always one significant digit. Two numbers that are
compared and differ are told apart. A value is never printed on another side of a goal than it is: it is
rounded away from the goal. Ranks are whole and at least 1, and no value leaves the bounds of its
measure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from tracker.exact import written
from tracker.model import Goal, Measure
from tracker.scalars import Figure
from tracker.terms import Unit

RANK = "rank"
MOST = 9
"""The decimals that any number may get to show one significant digit."""
_COMPUTED = 2
_PRECISION = 700
_NOISE = 1e-9
"""The share of a number that floating point may have added to it."""
Asked = tuple[Goal, Sequence[tuple[Figure, Figure]]]
"""A goal with its ends, each as it is and as it is printed."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How values of one measure are written.

    Attributes:
        decimals: the most that the unit allows; None where the unit says nothing.
        ranked: whether values are places in a ranking, 1 being the best.
        low, high: the natural bounds.
    """

    decimals: int | None = None
    ranked: bool = False
    low: float = -math.inf
    high: float = math.inf

    def within(self, value: float) -> float:
        """Return a value held within the bounds."""
        return min(max(value, self.low), self.high)

    def most(self, decimals: int) -> int:
        """Return a number of decimals, cut to what the unit allows."""
        return decimals if self.decimals is None else min(decimals, self.decimals)


def scale_of(measure: Measure | None, unit: Unit | None, name: str | None) -> Scale:
    """Return how values of a measure are written; `name` is the unit as the data names it."""
    ranked = name == RANK or (measure is not None and measure.rank_of is not None)
    low, high = measure.bounds if measure and measure.bounds else (-math.inf, math.inf)
    if ranked:
        low, high = 1.0, float(measure.rank_of) if measure and measure.rank_of else high
    said = unit is not None and "decimals" in unit.model_fields_set
    return Scale(0 if ranked else unit.decimals if unit and said else None, ranked, float(low), float(high))


def published(value: Figure, scale: Scale) -> Figure:
    """Return a published figure as it is shown: as it was printed, within the decimals of its unit."""
    wanted = value.decimals if scale.decimals is not None or value.decimals <= MOST else MOST
    return rounded(value, significant(value, scale.most(wanted)))


def promised(end: Figure, goal: Goal, scale: Scale, beside: Iterable[float]) -> Figure:
    """Return a promised value as it is shown: with the digits that tell it from each value close to it.

    Half of 95 is 48 where the unit has no decimals, and 47.5 beside 48, which does not keep it. A place in a
    ranking is whole: three quarters of rank 62 are rank 46 or better, which is what 46.5 or better asks for.
    """
    if scale.ranked:
        down = (end == goal.high) != goal.strict
        return rounded(scale.within(end), 0, ROUND_FLOOR if down else ROUND_CEILING)
    shown = published(end, scale)
    nearest = min((abs(one - end) for one in beside if one != end), default=math.inf)
    while float(shown) != float(end) and nearest < 10.0**-shown.decimals and shown.decimals < MOST:
        shown = rounded(end, shown.decimals + 1)
    return shown


def computed(value: float, scale: Scale, like: Iterable[Figure] = ()) -> Figure:
    """Return a computed value within bounds: with one decimal more than the published figures.

    From two decimals on it has as many as they have.
    """
    held = scale.within(value)
    if scale.ranked:
        return rounded(held, 0)
    known = list(like)
    exact = max((one.decimals for one in known), default=0)
    large = exact == 0 and max((abs(one) for one in known), default=abs(held)) >= 100
    wanted = 0 if large else min(max(_COMPUTED, exact), exact + 1)
    return trimmed(rounded(held, significant(held, scale.most(wanted))))


def beside(value: float, shown: Figure, asked: Sequence[Asked], scale: Scale) -> Figure:
    """Return how a value is printed beside goals: on its own side of each of their ends.

    A value that keeps a goal may be printed as its bound, unless the goal asks for more or less than that.
    """
    missed = any(not goal.satisfied_by(value) for goal, _ in asked)
    near = _nearby(value, shown, scale, gives_way=missed)
    return next((one for one in near if all(_reads_true(one, value, goal) for goal in asked)), shown)


def _nearby(value: float, shown: Figure, scale: Scale, *, gives_way: bool) -> Iterator[Figure]:
    """Yield how a value may be printed, what is best first.

    A decimal more is tried first, up to what the unit allows. Then the last digit gives way, where it is
    not the only one: 0.31 is not 0.4. At last come decimals beyond those of the unit.

    Args:
        value: the value.
        shown: how it is printed where no goal is near.
        scale: how values of its measure are written.
        gives_way: whether the last digit may: not of a value that keeps every goal, which it would flatter.
    """
    yield shown
    for decimals in range(shown.decimals + 1, scale.most(shown.decimals + 3) + 1):
        yield rounded(value, decimals)
    for decimals in range(scale.most(shown.decimals + 1), 1 if scale.ranked else MOST):
        if scale.ranked or (gives_way and abs(value) >= 10.0 ** (1 - decimals)):
            yield rounded(value, decimals, ROUND_FLOOR)
            yield rounded(value, decimals, ROUND_CEILING)
        if not scale.ranked:
            yield rounded(value, decimals + 1)


def _reads_true(shown: Figure, value: float, asked: Asked) -> bool:
    """Tell whether a printed value stands to a goal as it is printed as the value itself stands to it."""
    goal, ends = asked
    kept, strict = goal.satisfied_by(value), goal.strict
    for end, told in ends:
        own = 0 if math.isclose(value, end, rel_tol=_NOISE) else side(value, end)
        same = float(told) == float(end)  # more than 69.96 may be printed as more than 69
        may_be_bound = kept != strict and (kept or not same)
        if side(shown, told) not in ((own, 0) if may_be_bound else (own,)):
            return False
    return True


def side(one: float, other: float) -> int:
    """Return on which side of another a value lies."""
    return (one > other) - (one < other)


def apart(values: Iterable[float], decimals: Callable[[float], int]) -> list[Figure]:
    """Return compared numbers with the digits that tell those apart that differ."""
    known = list(values)
    most = max((decimals(one) for one in known), default=0)
    shown = [rounded(one, decimals(one)) for one in known]
    for places in range(most, MOST + 1):
        if len({float(one) for one in shown}) == len(set(known)):
            break
        shown = [rounded(one, places) for one in known]
    return shown


def pace_decimals(pace: float, scale: Scale) -> int:
    """Return the decimals of a change a year: none from 100 on, one from 1 on, else two digits that count."""
    size = abs(pace)
    natural = 0 if size >= 100 or size == 0 else 1 if size >= 1 else 1 - math.floor(math.log10(size))
    return significant(pace, scale.most(min(natural, MOST)))


def upward(value: float, decimals: int) -> Figure:
    """Return a pace that is needed, rounded up: whoever keeps it as printed reaches the goal."""
    nearest = rounded(value, decimals)
    short = float(nearest) < value - abs(value) * _NOISE
    return rounded(value, decimals, ROUND_CEILING) if short else nearest


def significant(value: float, decimals: int) -> int:
    """Return the decimals with which at least one digit of a value is not a zero."""
    if value == 0 or not math.isfinite(value) or abs(value) >= 1:
        return decimals
    return max(decimals, min(MOST, -math.floor(math.log10(abs(value)))))


def undisguised(value: float, decimals: int, told: Callable[[float], object]) -> Figure:
    """Return a number with as many decimals as it takes to be called what it is: 0.946 is not 0.95.

    Args:
        value: the number.
        decimals: the fewest it gets.
        told: what a value is called, such as its class by the cut-offs.
    """
    shown = rounded(value, decimals)
    while told(shown) != told(value) and shown.decimals < MOST:
        shown = rounded(value, shown.decimals + 1)
    return shown


def share(value: float) -> Figure:
    """Return a share in per cent as formulas have it: 99.97 % of the way is not the whole."""
    return undisguised(value * 100, 1, lambda told: side(told, 100))


def as_tried(value: float) -> Figure:
    """Return a pace as the slider shows on which a reader tries it: with four digits that count."""
    size = math.floor(math.log10(abs(value))) if value and math.isfinite(value) else 0
    return trimmed(rounded(value, min(max(3 - size, 0), MOST)))


def trimmed(shown: Figure) -> Figure:
    """Return a computed value without the zeros at its end, which would claim a precision it has not."""
    enough = (n for n in range(shown.decimals) if float(rounded(shown, n)) == float(shown))
    return Figure(shown, next(enough, shown.decimals))


@lru_cache(maxsize=100_000)
def rounded(value: float, decimals: int, way: str = ROUND_HALF_UP) -> Figure:
    """Return a value with a number of decimals, as a figure that is printed with just these."""
    with localcontext(prec=_PRECISION):
        exact = written(value).quantize(Decimal(1).scaleb(-decimals), rounding=way)
    return Figure(float(exact) + 0.0, decimals)

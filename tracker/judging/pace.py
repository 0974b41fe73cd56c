"""Pace: the arithmetic of the published methods, on plain numbers.

Years are places on the time axis (31 December 2030 is 2030.0), values are in the unit of the
measure. A *gap* is what is missing to the goal, a *gain* what has been covered of it; both count
toward the goal, so that a rising and a falling goal use the same formulas. Sources of the formulas
and cut-offs: docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tracker import exact
from tracker.judging.states import State

XY = tuple[float, float]

TOLERANCE = 1e-9
WINDOW, FEWEST = 6, 4  # figures behind the recent pace: five yearly changes, three as the least
GROUP_SHARE = 0.75
_LARGEST_LOG = 600.0


class Cutoffs(NamedTuple):
    """The smallest ratio of each class: on track, slightly off track, well off track."""

    on_track: float
    slightly: float
    well: float = 0.0


EUROSTAT = Cutoffs(0.95, 0.60)
SDSN = Cutoffs(1.0, 0.50)
DESTATIS = Cutoffs(0.95, 0.80)
ACCELERATION = Cutoffs(1.0, 2.0)
"""Of a factor: the largest that is on track, and the first that is well off track."""


def classify(ratio: float, cutoffs: Cutoffs = EUROSTAT) -> State:
    """Return the class of a ratio of paces; a ratio on a cut-off belongs to the better class."""
    if ratio >= cutoffs.on_track - TOLERANCE:
        return "on_track"
    if ratio >= cutoffs.slightly - TOLERANCE:
        return "slightly_off_track"
    return "well_off_track" if ratio >= cutoffs.well - TOLERANCE else "moving_away"


def slope(first: XY, last: XY) -> float:
    """Return the change per year between two points of different years."""
    return (last[1] - first[1]) / (last[0] - first[0])


def value_at(point: XY, rate: float, year: float) -> float:
    """Return the value in a year on the straight line through a point with a rate per year."""
    return point[1] + rate * (year - point[0])


def path_value(base: XY, goal: XY, year: float) -> float:
    """Return the value of the straight path from baseline to goal; it ends at the deadline."""
    return goal[1] if year >= goal[0] else value_at(base, slope(base, goal), year)


def linear_ratio(base: XY, latest: XY, goal: XY) -> float | None:
    """Return observed pace over the pace required from the baseline, on the straight line.

    None when baseline and goal are equal, or the years leave no pace. The formula is that of the
    SDSN trend arrows.
    """
    if not base[0] < min(latest[0], goal[0]):
        return None
    required = slope(base, goal)
    return slope(base, latest) / required if required else None


def cagr(first: XY, last: XY) -> float | None:
    """Return the compound growth a year between two points, as a fraction.

    None unless both values are above zero and the second lies later: nothing is put in for a zero.
    None also for a leap within days that no number of the machine can express a year.
    """
    if first[1] <= 0 or last[1] <= 0 or last[0] <= first[0]:
        return None
    years = last[0] - first[0]
    if (math.log(last[1]) - math.log(first[1])) / years > _LARGEST_LOG:
        return None
    return float((last[1] / first[1]) ** (1 / years) - 1)


def compound_value(point: XY, growth: float, year: float) -> float | None:
    """Return the value in a later year if a compound growth a year goes on, or None when too large."""
    if growth <= -1 or math.log(point[1]) + math.log1p(growth) * (year - point[0]) > _LARGEST_LOG:
        return None
    return float(point[1] * (1 + growth) ** (year - point[0]))


def growth_ratio(actual: float | None, required: float | None, direction: int) -> float | None:
    """Return observed over required growth, positive when in the wanted direction; None without both."""
    return direction * actual / abs(required) if actual is not None and required else None


def yearly(points: Sequence[XY]) -> Sequence[XY]:
    """Return the points at the ends of years; of one figure a year at another constant month, all."""
    annual = [point for point in points if point[0] % 1 == 0]
    if len(annual) < FEWEST and len({round(year % 1, 6) for year, _ in points}) == 1:
        return points
    return annual


def recent_points(points: Sequence[XY]) -> Sequence[XY]:
    """Return the yearly points behind the recent pace: the last six; none when under four.

    They are those at the ends of years; where the series has one figure a year at another constant
    month, such as the end of a financial year, those.
    """
    annual = yearly(points)[-WINDOW:]
    return annual if len(annual) >= FEWEST else ()


def recent_change(points: Sequence[XY]) -> float | None:
    """Return the mean yearly change over the recent window, or None when it is too short.

    The mean of successive changes is the slope between first and last point; a missing year
    lengthens the distance and is not filled in.
    """
    window = recent_points(points)
    return slope(window[0], window[-1]) if window else None


def remaining_ratio(pace: float, gap: float, years_left: float) -> float | None:
    """Return the share of the remaining gap that the recent pace closes by the deadline."""
    return pace * years_left / gap if gap > 0 and years_left > 0 else None


def acceleration_factor(pace: float, gap: float, years_left: float) -> float | None:
    """Return pace required from now over recent pace, or None when one of them is not positive."""
    return gap / years_left / pace if min(pace, gap, years_left) > 0 else None


def acceleration_class(factor: float, cutoffs: Cutoffs = ACCELERATION) -> State:
    """Return the class of an acceleration factor: 1 is enough, 2 or more is well off track."""
    if factor <= cutoffs.on_track + TOLERANCE:
        return "on_track"
    return "slightly_off_track" if factor < cutoffs.slightly - TOLERANCE else "well_off_track"


def hold_state(trend: float) -> State:
    """Return the state of a value that should hold and does not: improving or not."""
    return "slightly_off_track" if trend > 0 else "moving_away"


def geometric_mean(rates: Sequence[float], weights: Sequence[float] = ()) -> float | None:
    """Return the mean of growth rates in percent; None without rates or at a loss of 100 % or more.

    A rate over several years weighs as many.
    """
    if not rates or min(rates) <= -100:
        return None
    given = weights or [1.0] * len(rates)
    return exact.mean_growth(rates, given)


def enough_assessed(assessed: int, total: int) -> bool:
    """Tell whether a group may be summed up: at least 75 % of it carries a verdict."""
    return total > 0 and assessed >= GROUP_SHARE * total - TOLERANCE


def least_squares(points: Sequence[XY]) -> tuple[float, float] | None:
    """Return slope and value in year zero of the straight line of least squares, from two years on."""
    if len({year for year, _ in points}) < 2:
        return None
    middle = math.fsum(year for year, _ in points) / len(points)
    level = math.fsum(value for _, value in points) / len(points)
    spread = math.fsum((year - middle) ** 2 for year, _ in points)
    rate = math.fsum((year - middle) * (value - level) for year, value in points) / spread
    return rate, level - rate * middle

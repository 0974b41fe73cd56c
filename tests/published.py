"""Formulas of published methods that no verdict uses: with them figures of others are worked out again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from tracker.judging.pace import (
    DESTATIS,
    FEWEST,
    TOLERANCE,
    XY,
    cagr,
    growth_ratio,
    least_squares,
    recent_change,
    remaining_ratio,
)

Symbol = Literal["sun", "sun_with_cloud", "cloud", "thunderstorm"]


def cagr_ratio(base: XY, latest: XY, goal: XY, direction: int) -> float | None:
    """Return observed over required compound growth, positive when in the wanted direction.

    Args:
        base: the baseline; the required growth starts here.
        latest: the newest figure.
        goal: deadline and promised value.
        direction: +1 when a rise is wanted, -1 when a fall is.
    """
    return growth_ratio(cagr(base, latest), cagr(base, goal), direction)


def weather_symbol(points: Sequence[XY], goal: XY, direction: int) -> Symbol | None:
    """Return the symbol of the German strategy for a value to be reached by a year.

    None when the recent window is too short. `direction` is +1 when a rise is wanted, else -1.
    """
    change = recent_change(points)
    if change is None:
        return None
    gap, trend = direction * (goal[1] - points[-1][1]), direction * change
    ratio = remaining_ratio(trend, gap, goal[0] - points[-1][0])
    return hold_symbol(gap <= 0, trend) if ratio is None else projection_symbol(ratio)


def hold_symbol(satisfied: bool, trend: float) -> Symbol:
    """Return the weather symbol of a value to be held, met early, or at its deadline.

    Args:
        satisfied: whether the latest figure keeps the promise.
        trend: the mean recent change, counted toward the goal.
    """
    if satisfied:
        return "sun" if trend >= 0 else "sun_with_cloud"
    return "cloud" if trend > 0 else "thunderstorm"


def projection_symbol(ratio: float) -> Symbol:
    """Return the weather symbol of a share of the remaining gap closed by the deadline.

    Unlike the classes here, the published rule is strict: exactly 0.95 is not yet a sun, and no
    movement at all is a thunderstorm.
    """
    if ratio > DESTATIS.on_track + TOLERANCE:
        return "sun"
    if ratio >= DESTATIS.slightly - TOLERANCE:
        return "sun_with_cloud"
    return "cloud" if ratio > TOLERANCE else "thunderstorm"


def logistic_value(ceiling: float, rate: float, middle: float, year: float) -> float:
    """Return the value in a year of an S-curve that reaches half its ceiling in `middle`."""
    return ceiling / (1 + math.exp(min(700.0, -rate * (year - middle))))


def logistic_fit(points: Sequence[XY], ceiling: float) -> tuple[float, float] | None:
    """Return rate and middle of the S-curve of least squares, shifted through the last point.

    The rate is fitted to the levels, not to their logarithms; then the curve is moved in time until
    it passes through the last point, as the EU Digital Decade baselines are. None when the ceiling
    is no ceiling, fewer than four points are given, or no fit is found. Never used for a verdict.
    """
    inside = [(x, math.log(y) - math.log(ceiling - y)) for x, y in points if 0 < y < ceiling]
    start = least_squares(inside)
    if len(points) < FEWEST or start is None or not start[0] or not 0 < points[-1][1] < ceiling:
        return None
    fitted = _fitted_rate(points, ceiling, start[0], -start[1] / start[0])
    if not fitted:
        return None
    rate = float(f"{fitted:.5g}")  # the published curve shows its rate rounded to five digits
    middle = inside[-1][0] - inside[-1][1] / rate
    return (rate, middle) if math.isfinite(middle) else None


def _fitted_rate(points: Sequence[XY], ceiling: float, rate: float, middle: float) -> float | None:
    """Return the rate that, with its best middle, minimises the squared error: damped Gauss-Newton."""
    damping, error = 1e-3, _error(points, ceiling, rate, middle)
    for _ in range(200):
        step = _step(points, ceiling, (rate, middle), damping)
        if step is None:
            return None
        candidate = _error(points, ceiling, rate + step[0], middle + step[1])
        if not candidate <= error:  # also when it is not a number
            damping *= 10
            if damping > 1e12:
                return rate
            continue
        rate, middle, damping = rate + step[0], middle + step[1], damping / 10
        if max(abs(step[0]), abs(step[1])) < 1e-12 * (1 + abs(middle)):
            return rate
        error = candidate
    return rate


def _error(points: Sequence[XY], ceiling: float, rate: float, middle: float) -> float:
    misses = [y - logistic_value(ceiling, rate, middle, x) for x, y in points]
    return sum(miss * miss for miss in misses)


def _step(
    points: Sequence[XY], ceiling: float, place: tuple[float, float], damping: float
) -> tuple[float, float] | None:
    """Return the next step in rate and middle, or None where the curve no longer reacts to them."""
    rate, middle = place
    rr = rm = mm = gr = gm = 0.0
    for x, y in points:
        share = logistic_value(1.0, rate, middle, x)
        steep = ceiling * share * (1 - share)
        by_rate, by_middle, miss = steep * (x - middle), -steep * rate, y - ceiling * share
        rr, rm, mm = rr + by_rate * by_rate, rm + by_rate * by_middle, mm + by_middle * by_middle
        gr, gm = gr + by_rate * miss, gm + by_middle * miss
    rr, mm = rr * (1 + damping), mm * (1 + damping)
    scale = rr * mm - rm * rm
    if not scale > 0:
        return None
    return (gr * mm - gm * rm) / scale, (gm * rr - gr * rm) / scale

"""Limits: between which values a measure can lie, as it declares them or as its figures show."""

from __future__ import annotations

import math
from collections.abc import Iterable

from tracker.model import Measure


def is_rank(measure: Measure) -> bool:
    """Tell whether figures are places in a ranking."""
    return measure.rank_of is not None or measure.unit == "rank"


def limits_of(measure: Measure, known: Iterable[float]) -> tuple[float, float]:
    """Return the least and the largest value to which a pace may be carried on.

    Without declared bounds nothing is carried below zero where nothing known lies below it: no number of
    deaths is negative. No rank is better than the first.

    Args:
        measure: what is measured.
        known: its figures and what is promised of it.
    """
    if measure.bounds:
        low, high = measure.bounds
        return float(low), float(high)
    if is_rank(measure):
        return 1.0, float(measure.rank_of) if measure.rank_of else math.inf
    if measure.growth_rate or min(known, default=-1.0) < 0:
        return -math.inf, math.inf
    return 0.0, math.inf

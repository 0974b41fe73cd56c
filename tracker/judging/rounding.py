"""Rounding: with which precision a figure was published, and between which values it may really lie.

The precision is that of the printed figure; else the finest that any figure of the series needs, since
a publisher prints a series in one precision and a zero at the end is easily lost. How the value was
typed says nothing: `1` and `1.0` are one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import floor, log10

from tracker.judging.assessment import Point

_NUMERAL = re.compile(r"[0-9](?:[0-9.,'\u00a0\u202f ]*[0-9])?")


def qualifier_of(point: Point) -> str | None:
    """Return how the source hedges a figure."""
    return point.observation.qualifier if point.observation else None


def step_of(point: Point, series: Iterable[Point]) -> float:
    """Return the unit of the last published digit of a figure of a series."""
    printed = point.observation.as_printed if point.observation else None
    found = _printed_step(float(point.value), printed) if printed else None
    return float(10.0 ** -decimals_of((point, *series))) if found is None else found


def decimals_of(series: Iterable[Point]) -> int:
    """Return how many decimals the figures of a series need at most."""
    return max((_decimals(point.value) for point in series if point.value.decimals), default=0)


@lru_cache(maxsize=4096)
def _printed_step(value: float, printed: str) -> float | None:
    """Return the unit of the last printed digit; None when the text does not print the value."""
    for numeral in _NUMERAL.findall(printed) if value else ():
        digits = re.sub("[^0-9]", "", numeral).lstrip("0")
        if digits and digits.rstrip("0") == _digits(value):
            return float(10.0 ** (floor(log10(abs(value)) + 1e-12) - len(digits) + 1))
    return None


def _digits(value: float) -> str:
    """Return the digits of a number without sign, point, and zeros at either end."""
    return f"{abs(value):.15g}".split("e")[0].replace(".", "").strip("0")


@lru_cache(maxsize=8192)
def _decimals(value: float) -> int:
    """Return how many digits the plainest spelling of a number has after the point."""
    if value.is_integer():
        return 0
    mantissa, _, exponent = f"{value:.15g}".partition("e")
    return max(0, len(mantissa.partition(".")[2]) - int(exponent or 0))


def shifts(point: Point) -> tuple[float, ...]:
    """Return how far the true value may lie from a published one, in units of its last digit.

    A figure is rounded to half its last digit; "over" and "at least" leave only the upper half, "under"
    the lower, and "about" a whole digit on either side.
    """
    qualifier = qualifier_of(point)
    if qualifier in ("over", "at_least"):
        return (0.0, 0.5)
    if qualifier == "under":
        return (-0.5, 0.0)
    return (-1.0, 1.0) if qualifier == "about" else (-0.5, 0.5)

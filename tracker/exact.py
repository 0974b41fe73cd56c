"""Exact: figures are reckoned with as they are written; in binary digits 10.1 and 10.2 are not 20.3."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

_PRECISION = 40  # more digits than any sum of figures has


def written(number: float) -> Decimal:
    """Return a number as it is written: 10 % above 110 are 121, and not a little more as in binary digits."""
    return Decimal(repr(float(number)))


def share(numbers: Iterable[float], by: int = 1) -> float:
    """Return the sum of numbers as they are written, divided by a count."""
    with localcontext(prec=_PRECISION):
        return float(sum(map(written, numbers), Decimal()) / by)


def mean_growth(rates: Iterable[float], weights: Iterable[float]) -> float:
    """Return the geometric mean of rates in percent: of three times 3 it is 3, and not a little more."""
    with localcontext(prec=_PRECISION):
        pairs = [
            (written(weight), 1 + written(rate) / 100) for rate, weight in zip(rates, weights, strict=True)
        ]
        total = sum((weight * growth.ln() for weight, growth in pairs), Decimal())
        grown = (total / sum((weight for weight, _ in pairs), Decimal())).exp()
        return float(100 * (grown - 1))


def unnoised(value: float) -> float:
    """Return a computed value without the noise of binary digits, which begins behind the fifteenth digit."""
    return float(f"{value:.15g}")

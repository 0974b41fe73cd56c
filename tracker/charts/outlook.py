"""Outlook: an illustrative prediction band around the straight line through the recent figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tracker.judging import pace

_T90_FREEDOM4 = 1.5332  # Student's t: 90 % lie below it, with four degrees of freedom


def prediction_band(points: Sequence[pace.XY], year: float) -> tuple[float, float] | None:
    """Return the 80 % prediction interval of ordinary least squares in a year.

    The half width is t * s * sqrt(1 + 1/n + (x - mean x)^2 / Sxx) with n = 6 and s the residual
    standard error on n - 2 degrees of freedom, as in any textbook on simple regression. Figures of
    a series are rarely independent, so the true uncertainty is larger: an illustration only.

    Args:
        points: year and value, oldest first; the window of the recent pace is taken from them.
        year: where the interval is wanted.

    Returns:
        The lower and the upper edge, or None when the window holds fewer than six figures.
    """
    window = pace.recent_points(points)
    line = pace.least_squares(window)
    n = len(window)
    if n < pace.WINDOW or line is None:
        return None
    middle = math.fsum(x for x, _ in window) / n
    spread = math.fsum((x - middle) ** 2 for x, _ in window)
    error = math.fsum((y - line[1] - line[0] * x) ** 2 for x, y in window) / (n - 2)
    half = _T90_FREEDOM4 * math.sqrt(error * (1 + 1 / n + (year - middle) ** 2 / spread))
    centre = line[1] + line[0] * year
    return centre - half, centre + half

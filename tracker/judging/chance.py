"""Chance: how sure the outlook is, from how much the figures have changed from year to year.

The outlook says where the recent pace leads. Around it lies a band that is to hold four of five
outcomes, and from the band follows the chance that a goal is kept. Both are measured, not assumed:
`benchmarks/calibration.py` fits the constants and counts how often the band held; its table and the
sources of the method stand in docs/method.md, section 9. A chance never changes a standing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from tracker.judging.pace import TOLERANCE, XY

Bounds = tuple[float | None, float | None]
Kind = Literal["level", "rank", "broken"]
Word = Literal["very_likely", "likely", "about_as_likely_as_not", "unlikely", "very_unlikely"]
Refusal = Literal[
    "ranked", "few_yearly", "few_since_break", "never_changed", "no_outlook", "deadline_reached"
]
"""Why there is no chance: a rank, too few yearly figures (or too few of the newest definition), figures
that have never changed, no outlook to put a band around, a deadline that the latest figure has reached."""

FACTOR, POWER = 1.5, 0.75  # fitted: half width = FACTOR * s * h ** POWER
FEWEST, CHANGES = 6, 10  # yearly figures needed; yearly changes that s looks back on
QUANTILE = 1.2816  # of the standard normal distribution: four fifths lie within it
WORDS: tuple[tuple[float, Word], ...] = (
    (0.90, "very_likely"),
    (0.66, "likely"),
    (0.33, "about_as_likely_as_not"),
    (0.10, "unlikely"),
    (0.0, "very_unlikely"),
)


class Likelihood(NamedTuple):
    """How sure an outlook is; all but `reason` is None where nothing can be said.

    Attributes:
        chance: that the goal is kept at its deadline, from 0 to 1.
        band: the values between which four of five outcomes lie, within the bounds of the measure.
        word: the class of the chance, one of `WORDS`.
        reason: why nothing can be said.
    """

    chance: float | None = None
    band: tuple[float, float] | None = None
    word: Word | None = None
    reason: str | None = None


def likelihood(
    points: Sequence[XY],
    outlook: XY | None,
    goal: Bounds,
    limits: tuple[float, float] | None = None,
    *,
    kind: Kind = "level",
) -> Likelihood:
    """Return how likely an outlook keeps a goal, and the band around it.

    Args:
        points: year and value of the comparable yearly figures, oldest first: one definition, spans of
            one kind, whole years or the same month of each year.
        outlook: the deadline on the time axis and the value to which the recent pace leads by then, not
            yet cut off at the natural limits; None where no outlook can be told.
        goal: the lowest and the highest value that keep the promise; None is an open end. A floor is
            `(80, None)`, a ceiling `(None, 65)`, an interval `(2, 3)`.
        limits: the natural limits of the measure, at which the band is cut off.
        kind: `rank` for a place in a ranking, which has no distribution of its own; `broken` where
            figures from before a break were left out of `points`.
    """
    reason = _refusal(points, outlook, kind)
    if reason is not None or outlook is None:
        return Likelihood(reason=reason)
    half = half_width(points, outlook[0] - points[-1][0])
    if half <= 0:
        return Likelihood(reason="never_changed")
    share = chance(outlook[1], half, goal)
    return Likelihood(share, _band(outlook[1], half, limits), word(share))


def half_width(points: Sequence[XY], ahead: float) -> float:
    """Return half the width of the band that holds four of five outcomes some years ahead."""
    return FACTOR * usual_change(points) * math.pow(ahead, POWER)


def usual_change(points: Sequence[XY]) -> float:
    """Return the root mean square of the last ten yearly changes.

    The changes are not taken net of the pace: the outlook's own centre is never as certain as the
    past fitted afterwards. A change over several years counts as that of one year, by the power with
    which the band grows.
    """
    pairs = list(pairwise(points))[-CHANGES:]
    changes = [(last[1] - first[1]) / math.pow(last[0] - first[0], POWER) for first, last in pairs]
    return math.sqrt(math.fsum(change * change for change in changes) / len(changes))


def chance(centre: float, half: float, goal: Bounds) -> float:
    """Return the share of outcomes around a centre that keep a goal.

    For one bound this is Phi(1.2816 * lead / half width), lead being the margin in the wanted
    direction; an interval takes what lies beyond its other end off.
    """
    low, high = goal
    above = 1.0 if low is None else _normal(QUANTILE * (centre - low) / half)
    beyond = 0.0 if high is None else _normal(QUANTILE * (centre - high) / half)
    return max(0.0, above - beyond)


def word(share: float) -> Word:
    """Return the class of a chance; a share on a limit belongs to the likelier class."""
    return next(name for least, name in WORDS if share >= least - TOLERANCE)


def _refusal(points: Sequence[XY], outlook: XY | None, kind: Kind) -> Refusal | None:
    """Return why nothing can be said, or None."""
    if kind == "rank":
        return "ranked"
    if len(points) < FEWEST:
        return "few_since_break" if kind == "broken" else "few_yearly"
    if outlook is None:
        return "no_outlook"
    return "deadline_reached" if outlook[0] <= points[-1][0] else None


def _band(centre: float, half: float, bounds: tuple[float, float] | None) -> tuple[float, float]:
    """Return the band, cut off at the natural limits."""
    low, high = bounds or (-math.inf, math.inf)
    return min(max(centre - half, low), high), min(max(centre + half, low), high)


def _normal(z: float) -> float:
    """Return the share of a standard normal distribution that lies below a value."""
    return 0.5 * math.erfc(-z / math.sqrt(2))

"""Derived: a sum or a mean of figures, with what their sources say of each.

What is provisional, hedged or uncertain of one figure is so of what is worked out from it; and where
publishers state different values for one, they do for the whole (docs/method.md, section 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tracker import exact
from tracker.judging.assessment import Point
from tracker.model import Observation
from tracker.scalars import Figure, Period
from tracker.series import Hedge


def worked_out(parts: Sequence[Point], period: Period, share: int = 1) -> Point:
    """Return the sum of figures, or a share of it, published with the last of them.

    Args:
        parts: the figures, the oldest first.
        period: over what they are taken together.
        share: by what the sum is divided, which is their number for a mean.
    """
    value = _together([one.value for one in parts], share)
    published = max((one.published for one in parts if one.published), default=None)
    said = _said(parts, value, share)
    return Point(period, value, parts[-1].source, published, True, said, tuple(parts))


def _together(values: Sequence[Figure], share: int) -> Figure:
    return Figure(exact.share(values, share), max(one.decimals for one in values) + (share > 1))


def _said(parts: Sequence[Point], value: Figure, share: int) -> Observation | None:
    """Return what the sources say beyond the numbers."""
    told = [one.observation for one in parts if one.observation]
    status = next((one.status for one in told if one.status in ("provisional", "estimated")), None)
    qualifier = cast("Hedge | None", one_way([one.qualifier for one in told if one.qualifier]))
    interval = _between(parts, share)
    if status is None and qualifier is None and interval is None:
        return None
    last = parts[-1]
    return Observation.model_construct(
        period=last.period,
        value=value,
        source=last.source or "",
        status=status,
        qualifier=qualifier,
        interval=interval,
    )


def _between(parts: Sequence[Point], share: int) -> tuple[Figure, Figure] | None:
    """Return between which values a figure lies, where the source says so of any that is behind it."""
    ends = [one.observation.interval if one.observation else None for one in parts]
    if not any(ends):
        return None
    told = [end or (one.value, one.value) for end, one in zip(ends, parts, strict=True)]
    low, high = (_together(some, share) for some in zip(*told, strict=True))
    return low, high


def one_way(hedges: Sequence[str]) -> str | None:
    """Return the hedge of a sum: over 78 and at least 77 are over 155, over 78 and under 77 are about 155."""
    told = set(hedges)
    if len(told) > 1:
        return (
            "over" if told == {"over", "at_least"} else "under" if told == {"under", "at_most"} else "about"
        )
    return hedges[0] if hedges else None

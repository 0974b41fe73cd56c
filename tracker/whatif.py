"""What if: when a goal would be reached at another pace."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tracker.progress import Assessment
from tracker.scalars import LAST_YEAR, Period


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a pace leads.

    Attributes:
        reached: the month by whose end the goal would be reached; None when never, not before 2200, or
            when it would lie before the day of assessment.
        by_now: whether it would lie before that day, which no figure bears out.
        at_deadline: the value at the deadline; None when the goal has none or it has passed.
    """

    reached: Period | None
    at_deadline: float | None
    by_now: bool = False


def what_if(assessment: Assessment, pace: float) -> Outcome:
    """Return where a constant pace leads from the latest figure on.

    Args:
        assessment: needs a goal, a latest figure and a gap that is still open.
        pace: in units per year, counted toward the goal.
    """
    goal, latest, gap = assessment.goal, assessment.latest, assessment.gap
    if goal is None or latest is None or gap is None:
        return Outcome(None, None)
    start = latest.period.year
    toward = 1.0 if goal.low is not None and latest.value < goal.low else -1.0
    left = goal.by.year - start if goal.by else -1.0
    at_deadline = latest.value + toward * pace * left if left > 0 else None
    reached = _month(start + gap / pace) if pace > 0 else None
    if reached is not None and reached.last < assessment.on:
        return Outcome(None, at_deadline, by_now=True)
    return Outcome(reached, at_deadline)


def _month(moment: float) -> Period | None:
    """Return the month in which a point of the time axis lies (year ends are whole numbers)."""
    months = math.ceil(round((moment + 1) * 12, 6))
    year, month = divmod(months - 1, 12)
    if year > LAST_YEAR:
        return None
    return Period.parse(f"{year:04d}-{month + 1:02d}")

"""Comparing: how far a target of any kind has come and how much of its time is used, as two shares."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker import printed
from tracker.progress import Assessment
from tracker.scalars import year_point

DONE = ("done", "done_late")


class Placed(NamedTuple):
    """Where a picture puts a verdict, known by its key and day; a picture may show one share alone."""

    key: tuple[str, ...]
    on: date
    closed: float
    used: float | None


class Shares(NamedTuple):
    """Where something stands between its beginning and its goal; 1.0 is all of it."""

    closed: float
    used: float


def shares(given: Assessment) -> Shares | None:
    """Return the shares of the way made and of the time used; None where one of them is unknown.

    Of steps it is the share done, and the share of the time between the first and the last date of a step;
    what is met has made all of the way.
    """
    if given.kind == "milestones":
        return _steps(given)
    if given.state == "met":
        return Shares(1.0, min(1.0, given.time_used)) if given.time_used is not None else None
    closed, used = printed.gap_closed(given), printed.time_used(given)
    return Shares(closed, used) if closed is not None and used is not None else None


def _steps(given: Assessment) -> Shares | None:
    dues = [step.due.year for step in given.parts if step.due]
    seen = [step.record.on.year for step in given.parts if step.record]
    if not dues or max(dues) <= min([*dues, *seen]):
        return None
    first, last = min([*dues, *seen]), max(dues)
    done = sum(step.state in DONE for step in given.parts) / len(given.parts)
    return Shares(done, min(1.0, max(0.0, (year_point(given.on) - first) / (last - first))))

"""Comparing: how far a target has come and how much of its time is used, as two shares."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker import printed
from tracker.progress import Assessment


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

    What is met has made all of the way. Steps have no weights, so no share is made of them.
    """
    if given.state == "met":
        return Shares(1.0, min(1.0, given.time_used)) if given.time_used is not None else None
    closed, used = printed.gap_closed(given), printed.time_used(given)
    return Shares(closed, used) if closed is not None and used is not None else None

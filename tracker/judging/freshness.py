"""Freshness: how old the latest figure is, and when the next one is to be expected."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from tracker.judging import pace
from tracker.judging.assessment import Point
from tracker.model import Measure
from tracker.scalars import year_point

INTERVALS = {
    "day": 1 / 365,
    "month": 1 / 12,
    "quarter": 0.25,
    "half-year": 0.5,
    "year": 1.0,
    "two-years": 2.0,
    "three-years": 3.0,
    "four-years": 4.0,
    "five-years": 5.0,
}
OLDEST = 3.0  # years after which a figure is stale whatever its interval
UNKNOWN = 1.0  # the interval of a series that appears when it appears


class Freshness(NamedTuple):
    """How old what is known is.

    Attributes:
        age_days: from the end of the latest figure's period to the day.
        next_due: the day by which the next figure is to be expected; None when nobody can tell.
        stale: two usual intervals old or more, or three years.
        current: at most one interval old, so that a pace may be counted from the day.
    """

    age_days: int
    next_due: date | None
    stale: bool
    current: bool


def interval_of(measure: Measure) -> float | None:
    """Return the years between two figures, or None when they appear irregularly."""
    every = measure.expected.every if measure.expected else measure.frequency
    return INTERVALS.get(every or "")


def is_stale(latest: Point, measure: Measure, on: date) -> bool:
    """Tell whether the latest figure is two usual intervals old or more, or three years."""
    interval = interval_of(measure)
    limit = min(2 * interval, OLDEST) if interval else OLDEST
    return year_point(on) - latest.period.year >= limit - pace.TOLERANCE


def freshness(latest: Point, measure: Measure, on: date) -> Freshness:
    """Return how old the latest figure is on a day."""
    interval = interval_of(measure)
    age = year_point(on) - latest.period.year
    return Freshness(
        max(0, (on - latest.period.last).days),
        next_due(latest, measure, interval) if interval else None,
        is_stale(latest, measure, on),
        age <= (interval or UNKNOWN) + pace.TOLERANCE,
    )


def next_due(latest: Point, measure: Measure, interval: float) -> date:
    """Return the day by which the figure after the latest is to be expected.

    It is to come one interval after the latest was published, in the month that the measure names where
    it names one. An old figure in a new report tells nothing of when the next one comes: each counts as
    published within two intervals, or a year if that is longer, after its period.
    """
    last = latest.period.last
    out = min(latest.published or last, _later(last, max(2 * interval, UNKNOWN)))
    due = _later(out, interval)
    month = measure.expected.month if measure.expected else None
    if month is None or interval < 1:
        return due
    ends = [_month_end(due.year + step, int(month)) for step in (-1, 0, 1)]
    return min((end for end in ends if end > out), key=lambda end: abs(end - due))


def _later(day: date, years: float) -> date:
    """Return a day some months later, the last of a month after the last; fewer are counted in days."""
    if years < 1 / 12:
        return day + timedelta(days=round(years * 365))
    months = day.month - 1 + round(years * 12)
    year, month = day.year + months // 12, months % 12 + 1
    end = _month_end(year, month)
    return end if day == _month_end(day.year, day.month) else end.replace(day=min(day.day, end.day))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])

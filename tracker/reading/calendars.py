"""Calendars: where a period lies that only a calendar of the portfolio can place."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from typing import NoReturn

from tracker.model import Measure
from tracker.periods import year_pair, year_pairs, year_part
from tracker.scalars import Period, fault
from tracker.terms import Calendar

_LENGTHS = {"Q": 3, "H": 6}  # months of the parts that every year has


def placed(period: Period, measure: Measure, known: Calendar | None) -> Period:
    """Return a period as the measure means it: of its calendar, or the end of its moving window.

    Raises:
        PydanticCustomError: S051 for what has two meanings, S052 for what the calendar does not know.
    """
    found = period
    if known is not None:
        found = _of_calendar(period.text, known, measure.frequency in ("month", "day")) or found
    if measure.window:
        found = _windowed(found, measure.window)
    return found


def _of_calendar(text: str, known: Calendar, monthly: bool) -> Period | None:
    """Return the period that a text states in a calendar; None where it means the same in any."""
    if pairs := year_pairs(text):
        ends = [_year(pair[0], known, text) for pair in pairs]
        return Period(ends[1][1], ends[0][0], text, printed=True)
    pair, part = year_pair(text), year_part(text)
    if pair and not (monthly and text[4] == "-" and len(text) == 7):
        first, last = _part_of(pair, known, text)
        return Period(last, first, text, printed=True)
    if part and part[1] in known.parts:
        first, last = _named(part[0], known.parts[part[1]])
        return Period(last, first, text, printed=True)
    if part:
        raise fault("S052", given=text, parts=", ".join(known.parts))
    if known.starts in (None, "01") or text[5:6] not in ("Q", "H") or len(text) != 7:
        return None
    return _ambiguous(text)


def _ambiguous(text: str) -> NoReturn:
    """Refuse a quarter or half-year that may be one of either year.

    Raises:
        PydanticCustomError: S051 with both spellings.
    """
    plain = Period.parse(text)
    first_month, last_month = plain.first.isoformat()[:7], plain.last.isoformat()[:7]
    own = f"{text[:4]}/{(int(text[:4]) + 1) % 100:02d}-{text[5:]}"
    raise fault("S051", given=text, one=f"{first_month}/{last_month}", other=own)


def _part_of(pair: tuple[int, str], known: Calendar, text: str) -> tuple[date, date]:
    """Return first and last day of a year of a calendar, or of a part of it."""
    year, name = pair
    begins, ends = _year(year, known, text)
    if not name:
        return begins, ends
    if name in known.parts:
        first, last = known.parts[name]
        return _named(year if first >= begins.month else year + 1, (first, last))
    span = _span_of(name)
    if span is None:
        raise fault("S052", given=text, parts=", ".join(known.parts))
    months, number = span
    start = begins.month - 1 + months * (number - 1)
    return _stretch(year * 12 + start, year * 12 + start + months - 1)


def _year(year: int, known: Calendar, text: str) -> tuple[date, date]:
    if known.starts is None:
        raise fault("S052", given=text, parts=", ".join(known.parts))
    start = year * 12 + int(known.starts) - 1
    return _stretch(start, start + 11)


def _named(year: int, months: tuple[int, int]) -> tuple[date, date]:
    first, last = months
    return _stretch(year * 12 + first - 1, (year + (last < first)) * 12 + last - 1)


def _stretch(first: int, last: int) -> tuple[date, date]:
    """Return first and last day of months counted from the year 0."""
    year, month = divmod(last, 12)
    days = calendar.monthrange(year, month + 1)[1]
    return date(first // 12, first % 12 + 1, 1), date(year, month + 1, days)


def _span_of(name: str) -> tuple[int, int] | None:
    """Return length and number of a quarter or half-year; None for any other part."""
    length, number = _LENGTHS.get(name[0]), int(name[1:])
    return (length, number) if length and 1 <= number <= 12 // length else None


def _windowed(period: Period, months: int) -> Period:
    """Return a period that ends where the given one does and reaches back over a number of months."""
    last = period.last.year * 12 + period.last.month - 1
    return replace(period, first=_stretch(last - months + 1, last)[0], window=months)

"""Periods of calendars: years that do not begin in January, parts of a year, moving windows, as printed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from tracker.scalars import FIRST_YEAR, LAST_YEAR, SPAN, Period, fault, shown

_YEAR_OF_CALENDAR = re.compile(
    r"(?P<year>[0-9]{4})(?P<next>/[0-9]{2}|-[0-9]{2}|/[0-9]{4})(-(?P<part>[A-Z][0-9]{1,2}))?", re.ASCII
)
_PART_OF_YEAR = re.compile(r"(?P<year>[0-9]{4})-(?P<part>[A-GI-PR-VX-Z][1-9][0-9]?)", re.ASCII)


def of_series(given: object) -> Period:
    """Return the period of a figure or a goal, which may be one of a calendar: 2024/25, 2024-T3.

    Where such a period begins and ends is found when the calendar is known; until then it lies
    in the order of its writing, so that two that are the same stay the same.

    Raises:
        PydanticCustomError: S007.
    """
    try:
        return _period(given) if isinstance(given, str) else Period.parse(given)
    except PydanticCustomError:
        raise fault("S007", given=shown(given)) from None


@lru_cache(maxsize=1024)
def _period(given: str) -> Period:
    try:
        return Period.parse(given)
    except PydanticCustomError:
        if found := _of_calendar(given):
            return found
        raise


@lru_cache(maxsize=1024)
def year_pair(text: str) -> tuple[int, str] | None:
    """Return the first year and the part of `2024/25`, `2024-25`, `2024/2025` or `2024/25-Q1`.

    None when the years do not follow each other. The part is empty for a whole year.
    """
    match = _YEAR_OF_CALENDAR.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match["year"]) < LAST_YEAR:
        return None
    after = str(int(match["year"]) + 1)
    follows = match["next"][1:] in (after, after[2:])
    return (int(match["year"]), match["part"] or "") if follows else None


def year_part(text: str) -> tuple[int, str] | None:
    """Return year and part of a text such as `2024-T3`, or None; quarters and halves are of any year."""
    match = _PART_OF_YEAR.fullmatch(text)
    known = match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR
    return (int(match["year"]), match["part"]) if match and known else None


def _of_calendar(text: str) -> Period | None:
    """Return the period that only a calendar can place, set for the time being by its writing."""
    start = year_pair(text) or year_part(text)
    ends = year_pairs(text)
    if start is None and ends is None:
        return None
    (first, part), (last, _) = (start, start) if start else (ends[0], ends[1])  # type: ignore[index]  # one of the two is there
    if not part:
        return Period(date(last, 12, 27), date(first, 1, 1), text, printed=True)
    # One day for each letter and number; none of them is the last of a month.
    moment = date(first, min(max(int(part[1:]), 1), 12), 1 + (ord(part[0]) - ord("A")))
    return Period(moment, moment, text, printed=True)


def year_pairs(text: str) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """Return first and last year of a stretch such as `2022-23/2025-26`, or None."""
    ends = [year_pair(part) for part in text.split("/")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    return (ends[0], ends[1]) if not ends[0][1] and not ends[1][1] else None


def months(given: object) -> tuple[int, int]:
    """Return first and last month of a part of a year, written 02/04.

    Raises:
        PydanticCustomError: S057.
    """
    ends = given.split("/") if isinstance(given, str) else []
    if len(ends) == 2 and all(re.fullmatch(r"0?[1-9]|1[0-2]", end, re.ASCII) for end in ends):
        return int(ends[0]), int(ends[1])
    raise fault("S057", given=shown(given))


def window(given: object) -> int:
    """Return the months of a moving window, written `12 months`.

    Raises:
        PydanticCustomError: S059.
    """
    match = re.fullmatch(r"([1-9][0-9]{0,2}) months?", str(given), re.ASCII)
    if match:
        return int(match[1])
    raise fault("S059", given=shown(given))


def _part_name(given: object) -> str:
    if isinstance(given, str) and re.fullmatch(r"[A-GI-PR-VX-Z][1-9][0-9]?", given, re.ASCII):
        return given
    raise fault("S058", given=shown(given))


_PAIR = r"\d{4}(/\d{2}|/\d{4}|-\d{2})(-[A-Z]\d{1,2})?"
Stretch = Annotated[
    Period,
    PlainValidator(of_series),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": rf"^({SPAN}(/{SPAN})?|{_PAIR}|\d{{4}}-[A-GI-PR-VX-Z]\d{{1,2}})$",
        }
    ),
]
Months = Annotated[
    tuple[int, int],
    PlainValidator(months),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d?/\d\d?$"}),
]
Window = Annotated[
    int, PlainValidator(window), WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,2} months?$"})
]
PartName = Annotated[
    str,
    PlainValidator(_part_name),
    WithJsonSchema({"type": "string", "pattern": "^[A-GI-PR-VX-Z][1-9][0-9]?$"}),
]

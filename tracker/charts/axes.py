"""Axes: ranges and ticks in years and in values, so that the deadline always has its tick."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from tracker.language import Words
from tracker.scalars import LAST_YEAR, Period

_MONTHS = (1, 3, 6, 12)


def steps(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Return about `most` round values between two bounds; steps are 1, 2, 2.5 or 5 times a power of ten.

    With `whole` every value is a whole number, for things that cannot be halved.
    """
    if not high > low:
        return [low]
    rough = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    fits = [power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * (1 - 1e-9)]
    step = next((size for size in fits if size.is_integer()), 1.0) if whole else fits[0]
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def value_range(
    values: Iterable[float], bounds: Sequence[float] | None, *, from_zero: bool = False
) -> tuple[float, float]:
    """Return the lowest and highest value an axis must show.

    The axis begins at zero where it must, or where that costs less than about two thirds of the
    height, and ends at a natural limit where the values do.
    """
    given = sorted(values)
    low, high = (given[0], given[-1]) if given else (0.0, 1.0)
    if low >= 0 and (from_zero or low <= 0.65 * high or low == high):
        low = 0.0
    room = (high - low or abs(high) or 1.0) * 0.08
    floor = 0.0 if low >= 0 else low - room
    wide = (low if low == 0 else max(floor, low - room), high + room)
    if bounds is None:
        return wide
    return (max(wide[0], min(bounds[0], low)), min(wide[1], max(bounds[1], high)))


def year_ticks(first: float, last: float, deadlines: Iterable[float], most: int) -> list[float]:
    """Return whole years to label: evenly spaced, the deadlines always among them, none crowded."""
    start, end = math.ceil(first - 1e-9), math.floor(last + 1e-9)
    fixed = {round(year) for year in deadlines if start <= round(year) <= end}
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200) if (end - start) / n <= most), 500)
    anchor = max(fixed) if fixed else end
    even = [year for year in range(start, end + 1) if (anchor - year) % step == 0]
    apart = step if step > 1 else 1
    kept = {year for year in even if all(abs(year - own) >= apart * 0.75 or year == own for own in fixed)}
    return [float(year) for year in sorted(kept | _spread(fixed, apart * 0.75))]


def _spread(years: set[int], apart: float) -> set[int]:
    """Return years from the latest back, leaving out any that would touch the one kept before."""
    kept: list[int] = []
    for year in sorted(years, reverse=True):
        if not kept or kept[-1] - year >= apart:
            kept.append(year)
    return set(kept)


def time_ticks(
    span: tuple[float, float],
    deadlines: Sequence[float],
    words: Words,
    most: int,
    *,
    whole_years: bool = False,
) -> tuple[list[float], list[str]]:
    """Return tick places and texts of a time axis: years, in a short span quarters or months.

    The tick 2024 sits at 2024.0, the end of the year, where a figure for 2024 sits too. A deadline
    within a year has a tick of its own.
    """
    first, last = span
    if last - first > 2.2 or whole_years:
        places, step = year_ticks(first, last, deadlines, most), 12
    else:
        room = max(2, most * 2 // 3)
        step = next((n for n in _MONTHS if (last - first) * 12 / n <= room), _MONTHS[-1])
        start, end = math.ceil(first * 12 / step - 1e-9), math.floor(last * 12 / step + 1e-9)
        places = [n * step / 12 for n in range(start, end + 1)]
    within = [year for year in deadlines if first <= year <= last and not year.is_integer()]
    own = [year for year in within if all(abs(year - place) > 1e-6 for place in places)]
    apart = (last - first) / most
    kept = [place for place in places if all(abs(place - year) >= apart for year in own)]
    return sorted({*kept, *own}), [_part_of_year(round(at * 12), step, words) for at in sorted({*kept, *own})]


def _part_of_year(months: int, step: int, words: Words) -> str:
    """Return the name of the month, quarter or year that ends after a count of months; none beyond 2200."""
    year, month = divmod(months, 12)
    if not month:
        return f"{year}"
    if year >= LAST_YEAR:
        return ""
    quarter = step in (3, 6) and month % 3 == 0
    return words.period(Period.parse(f"{year + 1}-Q{month // 3}" if quarter else f"{year + 1}-{month:02d}"))


def rank_ticks(last: float, most: int) -> list[float]:
    """Return places of a rank axis: 1 first, then round ranks."""
    even = [place for place in steps(0, last, most) if place >= 1 and float(place).is_integer()]
    gap = even[1] - even[0] if len(even) > 1 else 1
    return [1.0, *(place for place in even if place - 1 >= gap * 0.5)]


def decimals(ticks: Sequence[float]) -> int:
    """Return the decimals that every tick needs."""
    return next((n for n in range(6) if all(abs(round(tick, n) - tick) < 1e-9 for tick in ticks)), 6)

"""Axes: ranges and ticks in years and in values, a year being a band with its name in the middle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tracker import style
from tracker.charts import labels
from tracker.language import Words
from tracker.scalars import LAST_YEAR, Period
from tracker.style import Look

Layout = dict[str, Any]

_TICK = 5  # pixels of the small line at the end of a band
_MONTHS = (1, 3, 6, 12)
_APART = 0.8  # gap between two names, in sizes of their type
_SHORT = 2.2  # years that may be divided
_STRIDES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_EDGES = 4  # bands a name, up to which every one has its edges drawn


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


class TimeTicks(NamedTuple):
    """A time axis of bands, such as years, each from its first to its last day.

    Attributes:
        places: the middle of each band that is named.
        names: what stands there.
        edges: where bands begin and end.
    """

    places: list[float]
    names: list[str]
    edges: list[float]


def time_ticks(
    span: tuple[float, float],
    deadlines: Iterable[float],
    words: Words,
    most: int,
    room: float = math.inf,
) -> TimeTicks:
    """Return the bands of a time axis: years, in a short span half-years, quarters or months.

    The band 2024 ends at 2024.0, where a figure for the end of 2024 sits, and its name stands in its
    middle. Names are evenly spaced, the band of the last deadline among them; a span without the
    middle of any band names the one it lies in.

    Args:
        span: the first and the last year in the picture.
        deadlines: years that matter.
        words: the language.
        most: names for which there is room.
        room: length of the axis in sizes of its type, for names of parts of years; 0 leaves years whole.
    """
    months = _band(span, most, words, room)
    size = months / 12
    numbers = _bands(span, months)
    named = [n for n in numbers if span[0] <= (n - 0.5) * size <= span[1]] or [numbers[-1]]
    step = next((n for n in _STRIDES if len(named) / n <= most), _STRIDES[-1])
    meant = [math.ceil(year / size - 1e-9) for year in deadlines]
    anchor = max((n for n in meant if n in named), default=named[-1] if named else 0)
    named = [n for n in named if (n - anchor) % step == 0]
    shown = numbers if len(numbers) <= _EDGES * most else named
    edges = sorted({n * size for band in shown for n in (band - 1, band)})
    return TimeTicks(
        [min(max((n - 0.5) * size, span[0]), span[1]) for n in named],
        [_part_of_year(n * months, months, words) for n in named],
        [edge for edge in edges if span[0] <= edge <= span[1]],
    )


def _band(span: tuple[float, float], most: int, words: Words, room: float) -> int:
    """Return how many months a band has: names of parts of a year are longer than four digits."""
    length = span[1] - span[0]
    names = max(2, most * 2 // 3)
    fits = (n for n in _MONTHS if length <= _SHORT and length * 12 / n <= names)
    return next((n for n in fits if _widest(span, n, words) * length <= room * n / 12), _MONTHS[-1])


def _widest(span: tuple[float, float], months: int, words: Words) -> float:
    """Return what the longest name of a band takes with a gap, in sizes of its type."""
    names = (_part_of_year(n * months, months, words) for n in _bands(span, months))
    return _APART + max(labels.width(name, 1) for name in names)


def _bands(span: tuple[float, float], months: int) -> range:
    """Return the numbers of the bands that a span touches, which ends on the last day of one: never none."""
    size = months / 12
    last = math.ceil(span[1] / size - 1e-9)
    return range(min(math.floor(span[0] / size + 1e-9) + 1, last), last + 1)


def _part_of_year(end: int, months: int, words: Words) -> str:
    """Return the name of the part of a year that ends after a count of months; none beyond 2200."""
    year, month = (end - 1) // 12 + 1, (end - 1) % 12 + 1
    if year > LAST_YEAR:
        return ""
    parts = {1: f"-{month:02d}", 3: f"-Q{month // 3}", 6: f"-H{month // 6}", 12: ""}
    return words.period(Period.parse(f"{year}{parts[months]}"))


def time_axis(look: Look, span: tuple[float, float], ticks: TimeTicks, *, grid: bool = False) -> Layout:
    """Return an axis of bands in time: a name in the middle of each, a small line where one ends."""
    edges = {"tickvals": ticks.edges, "ticks": "outside", "ticklen": _TICK, "tickcolor": look.theme.axis}
    edges |= {"showgrid": grid, "gridcolor": look.theme.grid}
    named = style.axis(look, span, ticks.places, ticks.names)
    return named | {"showline": True, "ticklabelstandoff": _TICK, "minor": edges}


def rank_ticks(last: float, most: int) -> list[float]:
    """Return places of a rank axis: 1 first, then round ranks."""
    even = [place for place in steps(0, last, most) if place >= 1 and float(place).is_integer()]
    gap = even[1] - even[0] if len(even) > 1 else 1
    return [1.0, *(place for place in even if place - 1 >= gap * 0.5)]


def decimals(ticks: Sequence[float]) -> int:
    """Return the decimals that every tick needs."""
    return next((n for n in range(6) if all(abs(round(tick, n) - tick) < 1e-9 for tick in ticks)), 6)

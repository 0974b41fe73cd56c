"""Spans: which figures may be compared with each other, by how long their periods are and when in the year.

A level is read at the last day of its period, and all levels can be compared. What sums up or averages
over a span can be compared only with what does so over a span of the same length (docs/method.md,
section 6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.judging.assessment import Point
from tracker.judging.derived import worked_out
from tracker.model import Goal, Measure
from tracker.scalars import Period

_SPANNING = frozenset({"flow", "share_of_flow", "mean"})
LENGTHS = {"day": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12} | {
    f"{number}-years": 12 * count for count, number in enumerate(("two", "three", "four", "five"), 2)
}
"""How many months a figure of each frequency spans; a day is none."""
YEAR = 12


def months_of(period: Period) -> int:
    """Return how many months a period spans; a day or a few are none."""
    first, last = period.first, period.last
    days = (last - first).days + 1
    return 0 if days < 28 else max(1, round(days / 30.4375))


def years_of(period: Period) -> float:
    """Return the weight of a figure over a period: its length in years, one for a year or less."""
    return max(1.0, months_of(period) / YEAR)


def comparable(counted: Sequence[Point], measure: Measure) -> tuple[Sequence[Point], bool]:
    """Return the figures that may be compared, and whether one season a year stands for the years."""
    if measure.growth_rate or len(counted) < 2:
        return counted, False
    if measure.counts == "running_total" and not measure.seasonal:
        return _same_stretch(counted, measure), False
    if measure.counts not in _SPANNING and not measure.seasonal:
        return _levels(counted, measure), False
    alike = _alike(counted, measure)
    if not measure.seasonal or not alike or not 0 < months_of(alike[-1].period) < YEAR:
        return alike, False
    return _seasonal(alike)


def like_for_like(stated: Point, like: Sequence[Point], measure: Measure, goal: Goal) -> Point | None:
    """Return a figure if it may be compared with the latest one, else that of the same part of its period.

    A quarter of 2025 is compared with the same quarter of 2020, a mean of four quarters with their mean,
    and neither with what came in the year 2020 as a whole. A total since the start of a year that is
    promised for a whole year is counted from the whole year. A mean of several years stands beside a year.
    Of a goal for one period that period counts, whatever the latest figure is of.
    """
    by, own = goal.by, goal.for_
    if own is not None and (months_of(own) == months_of(stated.period) or _by_own_length(stated, measure)):
        return stated if _as_long(stated.period, own, measure) else None
    if measure.counts == "running_total" and by is not None and by.last.month == stated.period.last.month:
        return stated
    if not like or any(one is stated for one in like) or is_season(stated.period, measure):
        return stated
    latest, whole = like[-1].period, stated.period
    summed = measure.counts == "flow" and whole.mean != latest.mean
    if not _by_span(latest, measure) or (months_of(whole) == months_of(latest) and not summed):
        return stated
    if months_of(whole) > YEAR and measure.counts != "running_total":
        return stated if _of_a_year(stated, latest, measure) else None
    inside = (one for one in like if whole.first <= one.period.first and one.period.last <= whole.last)
    return next((one for one in inside if same_season(one.period, latest)), None)


def _by_own_length(stated: Point, measure: Measure) -> bool:
    """Tell whether a figure counts only for what is promised for one period of the same length."""
    short = months_of(stated.period) <= YEAR
    return short and measure.counts != "running_total" and _by_span(stated.period, measure)


def _as_long(base: Period, due: Period, measure: Measure) -> bool:
    """Tell whether a period is as long as another; a mean of several years stands beside a year."""
    years = measure.counts != "flow" and months_of(base) == YEAR < months_of(due)
    return years or months_of(base) == months_of(due)


def _of_a_year(stated: Point, latest: Period, measure: Measure) -> bool:
    """Tell whether a figure over several years may stand beside a later one: what came in them is their sum.

    A baseline that the file itself states is their yearly mean.
    """
    if measure.counts != "flow":
        return months_of(latest) >= YEAR
    return stated.observation is None and months_of(latest) == YEAR and not latest.mean


def is_season(period: Period, measure: Measure) -> bool:
    """Tell whether a period is one season of a year, where the measure has seasons."""
    return measure.seasonal and not measure.growth_rate and 0 < months_of(period) < YEAR


def same_season(period: Period, other: Period) -> bool:
    """Tell whether two periods are as long and end in the same month."""
    return period.last.month == other.last.month and months_of(period) == months_of(other)


def since(start: Period, like: Sequence[Point], measure: Measure) -> list[Point]:
    """Return the figures that lie behind a start as a whole: a level is read on its last day alone."""
    level = measure.counts == "level" and not measure.seasonal
    behind = [one for one in like if one.period.last >= start.last]
    return [one for one in behind if level or one.period.first >= start.first]


def _by_span(latest: Period, measure: Measure) -> bool:
    """Tell whether only figures over spans like that of the latest one may be compared with it."""
    if measure.counts == "running_total" and not measure.seasonal:
        return months_of(latest) <= YEAR
    return not measure.growth_rate and (measure.counts in _SPANNING or measure.seasonal)


def _levels(counted: Sequence[Point], measure: Measure) -> Sequence[Point]:
    """Return levels, one for each last day.

    Where a year and its last quarter both have a figure, the quarters are something else than the years:
    those of the measure's frequency are compared, else the longer.
    """
    ends: dict[object, list[Point]] = {}
    for point in counted:
        ends.setdefault(point.period.last, []).append(point)
    if len(ends) == len(counted):
        return counted
    wanted = LENGTHS.get(measure.frequency or "", -1)
    lost: set[int] = set()
    best: list[Point] = []
    for same in ends.values():
        best.append(max(same, key=lambda point: (months_of(point.period) == wanted, months_of(point.period))))
        if months_of(best[-1].period):
            lost |= {months_of(point.period) for point in same if point is not best[-1]} - {0}
    return [point for point in best if months_of(point.period) not in lost]


def _alike(counted: Sequence[Point], measure: Measure) -> list[Point]:
    """Return the figures over spans of one length.

    The length is that of the measure's frequency; else, of what sums up, a year; else the length of the
    newest figure that has another of its length before it.
    """
    lengths = [months_of(point.period) for point in counted]
    found = Counter(lengths)
    wanted = LENGTHS.get(measure.frequency or "", -1)
    if wanted not in found:
        wanted = YEAR if measure.counts == "flow" and YEAR in found else -1
    if wanted < 0:
        several = [length for length in lengths if found[length] > 1]
        wanted = several[-1] if several else lengths[-1]
    return [point for point, length in zip(counted, lengths, strict=True) if length == wanted]


def _same_stretch(counted: Sequence[Point], measure: Measure) -> Sequence[Point]:
    """Return the totals since the start of a year that run over the same stretch of it.

    The stretch is that of the newest figure that has the same stretch of another year before it, of a yearly
    measure the year itself. Totals over more than a year, such as those since a programme began, are levels.
    """
    stretches = [(point.period.first.month, months_of(point.period)) for point in counted]
    if any(months > YEAR for _, months in stretches):
        return counted
    found = Counter(stretches)
    several = [stretch for stretch in stretches if found[stretch] > 1]
    whole = [stretch for stretch in several if stretch[1] == YEAR and measure.frequency == "year"]
    wanted = (whole or several or stretches)[-1]
    return [point for point, stretch in zip(counted, stretches, strict=True) if stretch == wanted]


def _seasonal(alike: Sequence[Point]) -> tuple[Sequence[Point], bool]:
    """Return the means of whole years of seasons; else the figures of the season of the latest one."""
    whole = [
        mean
        for place in range(len(alike))
        if (mean := _cycle(alike, place, YEAR // months_of(alike[-1].period))) is not None
    ]
    if whole:
        apart = [whole[-1]]
        for one in reversed(whole):
            if one.period.last < apart[-1].period.first and one.period.first > whole[0].period.last:
                apart.append(one)
        if whole[0].period.last < apart[-1].period.first:
            apart.append(whole[0])
        if len(apart) > 1:
            return apart[::-1], False
    season = alike[-1].period.last.month
    same = [point for point in alike if point.period.last.month == season]
    return same, len(same) > 1


def _cycle(alike: Sequence[Point], place: int, size: int) -> Point | None:
    """Return the mean of the year of seasons that ends at a place, or None where one is missing."""
    spans = alike[max(0, place - size + 1) : place + 1]
    seasons = {point.period.last.month for point in spans}
    first, last = spans[0].period, spans[-1].period
    if len(spans) < size or len(seasons) < size or last.year - first.year >= 1:
        return None
    printed = first.printed or last.printed  # 2025/26-Q1 and 2025-T1 are shown as they were printed
    text = f"{first.text} – {last.text}" if printed else f"{first.text}/{last.text}"
    return worked_out(spans, Period(last.last, first.first, text, printed=printed, mean=True), size)


def counted_once(points: Sequence[Point]) -> list[Point]:
    """Return the figures of a mean without those over a span that a longer one covers."""
    return [one for one in points if not any(_covers(other.period, one.period) for other in points)]


def _covers(outer: Period, inner: Period) -> bool:
    longer = (outer.first, outer.last) != (inner.first, inner.last)
    return longer and outer.first <= inner.first and inner.last <= outer.last

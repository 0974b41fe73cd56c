"""Totals: goals for a sum over years, judged on the sum so far against the share of the time that has passed.

The figures of the years are summed without a gap from the first day on; what comes behind a gap waits for
the missing figure. A floor is met once the sum has reached it. A ceiling, a budget, is kept only when
all of its years are over, and lost as soon as the sum exceeds it (docs/method.md, section 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import fsum
from typing import Literal

from tracker.judging.assessment import Point
from tracker.judging.series import Known
from tracker.model import Observation
from tracker.scalars import Figure, Period

_DAY = timedelta(days=1)
_Hedge = Literal["at_least", "over", "about", "under"]


def pieces_of(counted: Sequence[Point], over: Period) -> list[Point]:
    """Return the figures that are summed: without a gap from the first day on, of several the longest."""
    found: list[Point] = []
    start = over.first
    while start <= over.last:
        here = [one for one in counted if one.period.first == start and one.period.last <= over.last]
        if not here:
            break
        found.append(max(here, key=lambda point: point.period.last))
        start = found[-1].period.last + _DAY
    return found


def running(known: Known, over: Period) -> Known:
    """Return the sums from the first day on to the end of each figure, as figures that may be compared.

    What was published before a change of definition stays in the sum; the pace counts from there on.
    """
    pieces = pieces_of(known.counted, over)
    sums = tuple(_sum(pieces[: size + 1]) for size in range(len(pieces)))
    place = _new_from(known.counted, pieces)
    since = sums[max(0, place - 1) :]
    recent = [(one.period.year, float(one.value)) for one in since] if place else ()
    known = known._replace(counted=sums, like=sums, usable=since, one_season=False)
    return known._replace(recent=recent, broken=place > 0)


def _new_from(counted: Sequence[Point], pieces: Sequence[Point]) -> int:
    """Return at which of the summed figures the newest definition begins; 0 where all are of one."""
    marked = [one.period.first for one in counted if one.observation and one.observation.break_ is not None]
    spans = [(one.period.first, one.period.last) for one in pieces]
    starts = [at for at, (first, last) in enumerate(spans) if any(first <= day <= last for day in marked)]
    return starts[-1] if starts else 0


def start_of(over: Period) -> Point:
    """Return where the sum starts: at nothing, on the day before the first."""
    before = over.first - _DAY
    return Point(Period(before, before, before.isoformat()), Figure(0), None, None)


def _sum(pieces: Sequence[Point]) -> Point:
    """Return the sum of figures that follow each other, published with the last of them."""
    first, last = pieces[0].period, pieces[-1].period
    if first.printed or last.printed:
        text = first.text if first == last else f"{first.text} – {last.text}"
    else:
        ends = first.text.partition("/")[0], last.text.rpartition("/")[2]
        text = last.text if len(pieces) == 1 else "/".join(ends)
    value = Figure(fsum(one.value for one in pieces), max(one.value.decimals for one in pieces))
    return Point(
        Period(last.last, first.first, text, printed=first.printed or last.printed),
        value,
        pieces[-1].source,
        max((one.published for one in pieces if one.published), default=None),
        True,
        _hedges(pieces, value),
    )


def _hedges(pieces: Sequence[Point], value: Figure) -> Observation | None:
    """Return what the sources say beyond the numbers: what is provisional of one figure is so of the sum."""
    told = [one.observation for one in pieces if one.observation]
    status = next((one.status for one in told if one.status in ("provisional", "estimated")), None)
    qualifier = _one_way([one.qualifier for one in told if one.qualifier])
    interval = _between(pieces)
    if status is None and qualifier is None and interval is None:
        return None
    last = pieces[-1]
    return Observation.model_construct(
        period=last.period,
        value=value,
        source=last.source or "",
        status=status,
        qualifier=qualifier,
        interval=interval,
    )


def _between(pieces: Sequence[Point]) -> tuple[Figure, Figure] | None:
    """Return between which values a sum lies, where the source says so of any of its figures."""
    ends = [one.observation.interval if one.observation else None for one in pieces]
    if not any(ends):
        return None
    told = [end or (one.value, one.value) for end, one in zip(ends, pieces, strict=True)]
    low, high = (Figure(fsum(some), max(one.decimals for one in some)) for some in zip(*told, strict=True))
    return low, high


def _one_way(hedges: Sequence[_Hedge]) -> _Hedge | None:
    """Return the hedge of a sum: over 78 and at least 77 are over 155, over 78 and under 77 are about 155."""
    told = set(hedges)
    if len(told) > 1:
        return "over" if told == {"over", "at_least"} else "about"
    return hedges[0] if hedges else None

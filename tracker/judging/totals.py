"""Totals: goals for a sum over years, judged on the sum so far against the share of the time that has passed.

The figures of the years are summed without a gap from the first day on; what comes behind a gap waits for
the missing figure. A floor is met once the sum has reached it. A ceiling, a budget, is kept only when
all of its years are over, and lost as soon as the sum exceeds it (docs/method.md, section 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tracker.judging.assessment import Point
from tracker.judging.derived import worked_out
from tracker.judging.limits import limits_of
from tracker.judging.rounding import qualifier_of
from tracker.judging.series import Known
from tracker.model import Goal
from tracker.scalars import Figure, Period

_DAY = timedelta(days=1)


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
    sums = tuple(summed(pieces[: size + 1]) for size in range(len(pieces)))
    place = _new_from(known.counted, pieces)
    since = sums[max(0, place - 1) :]
    recent = [(one.period.year, float(one.value)) for one in since] if place else ()
    known = known._replace(counted=sums, like=sums, usable=since, one_season=False)
    return known._replace(recent=recent, broken=place > 0)


def may_fall(goal: Goal, known: Known) -> bool:
    """Tell whether a later figure may take away from a sum: where a figure or the goal lies below zero."""
    bounds = [end for end in (goal.low, goal.high) if end is not None]
    return limits_of(known.measure, (*bounds, *(one.value for one in known.counted)))[0] < 0


def decided(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return the sum that decides a total: that of all its periods, or one that has used up a budget."""
    latest = known.latest
    if latest is None or goal.by is None:
        return ()
    whole = latest.period.last == goal.by.last
    kept = goal.kept_by(latest.value, qualifier_of(latest))
    return (latest,) if whole or (goal.is_budget and not known.falling and not kept) else ()


def used_of(goal: Goal, total: float) -> float:
    """Return how much of a budget a sum has used: of a limit below zero, how far the sum has fallen."""
    return total if goal.high is not None else -total


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


def summed(pieces: Sequence[Point]) -> Point:
    """Return the sum of figures that follow each other, published with the last of them."""
    first, last = pieces[0].period, pieces[-1].period
    if first.window:
        text = f"{first.first:%Y-%m}/{last.last:%Y-%m}"
    elif first.printed or last.printed:
        text = first.text if first == last else f"{first.text} – {last.text}"
    else:
        ends = first.text.partition("/")[0], last.text.rpartition("/")[2]
        text = last.text if len(pieces) == 1 else "/".join(ends)
    printed = first.printed or last.printed
    return worked_out(pieces, Period(last.last, first.first, text, printed=printed))

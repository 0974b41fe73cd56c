"""Verdict: the state of one goal on one day, with its flags.

States are tried in the order of docs/method.md; the first whose condition holds is the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, product
from typing import NamedTuple

from tracker.judging import methods, pace
from tracker.judging.assessment import MethodResult, Point
from tracker.judging.freshness import UNKNOWN, interval_of, is_stale
from tracker.judging.growth import averages, mean_rate, rates
from tracker.judging.numbers import Numbers
from tracker.judging.part_years import PART_YEAR
from tracker.judging.quantities import (
    Case,
    distance,
    keeps,
    missing,
    numbers_of,
    path_flat,
    projected,
    ratio_at,
    share_due,
)
from tracker.judging.relative import with_bound
from tracker.judging.rounding import shifts, step_of
from tracker.judging.series import Known
from tracker.judging.states import LATE, LOST, State
from tracker.judging.totals import used_of
from tracker.model import Goal
from tracker.scalars import Figure, year_point

_BY_PACE = frozenset({"on_track", "slightly_off_track", "well_off_track", "moving_away"})


class Verdict(NamedTuple):
    """What stands beside the state of one goal: its flags, its figures and what each method says."""

    flags: tuple[str, ...]
    numbers: Numbers
    methods: Mapping[str, MethodResult]


def state_of(case: Case) -> tuple[State, str | None]:
    """Return the state of one goal, and why it is not a verdict if it is none."""
    state, reason = _state(case, case.gap_then, case.reading, case.kept)
    if state in _BY_PACE and case.rule.method != "linear_pace":
        return _by_method(case, methods.methods_of(case, numbers_of(case)))
    return state, reason


def judge(case: Case, state: State, rebased: bool = False) -> Verdict:
    """Return what stands beside a state; `rebased` tells that a break took the named baseline."""
    numbers = numbers_of(case)
    results = methods.methods_of(case, numbers)
    raised = {
        **_flags_of_verdict(case, state, numbers, results),
        **_flags_of_data(case),
        "rebased": rebased,
    }
    flags = tuple(name for name, holds in raised.items() if holds)
    if state == "met":
        numbers.settle()
    return Verdict(flags, numbers, results)


def _by_method(case: Case, results: Mapping[str, MethodResult]) -> tuple[State, str | None]:
    """Return the class that the house's method gives; where it does not apply there is no verdict."""
    found = results[case.rule.method]
    if found.state is None:
        return "not_assessable", found.reason or case.kind
    return found.state, None


def _state(case: Case, gap_then: float, reading: float | None, kept: bool) -> tuple[State, str | None]:
    """Return state and reason for given values of baseline and reading; the rest is the case's."""
    final = _final(case, kept)
    barred = _barred(case, kept)
    if barred is not None:
        return barred
    if final == "met":
        return "met", None
    if case.scarce is not None and not (final == "missed" and case.after[0].period.year < case.end):
        return "insufficient_data", case.scarce  # what is told within the year needs no other figure
    if final is not None:
        return final, "no_deadline_figure" if final == "awaiting_final" else None
    return _open_state(case, gap_then, reading)


def _barred(case: Case, kept: bool) -> tuple[State, str | None] | None:
    """Return the state of a promise that no figure can decide yet, or its own figure alone."""
    goal = case.goal
    if goal.total is not None and case.latest is None:
        return ("awaiting_final", "no_deadline_figure") if case.over else ("awaiting_figure", "no_own_figure")
    if goal.for_ is not None:
        return (("met" if kept else "missed"), None) if case.after else ("awaiting_figure", "no_own_figure")
    if case.short == "baseline_not_before_deadline" and case.base and not case.base.derived:
        return "not_assessable", case.short
    if goal.by is None and not goal.every_period and not kept:
        return "not_assessable", "no_deadline"
    return None


def _final(case: Case, kept: bool) -> State | None:
    """Return the state that needs no pace: met, or after the deadline missed or not yet decided."""
    if case.goal.is_budget or case.known.falling:
        return ("met" if kept else "missed") if case.after else "awaiting_final" if case.over else None
    early = case.after and case.after[-1].period.year < case.end  # what broke a ceiling cannot come back
    if not case.after or not (case.over or early):
        return "met" if kept else "awaiting_final" if case.over else None
    if not averages(case.goal, case.measure):
        kept = kept or any(keeps(case.goal, point) for point in case.after[:-1])
    return "met" if kept else "missed"


def _open_state(case: Case, gap_then: float, reading: float | None) -> tuple[State, str | None]:
    """Return the state before the deadline of a goal that is not met."""
    held = case.kind not in (None, "budget") or (case.unset == "base_near_goal" and case.short is None)
    short = case.short if not held or case.short in ("hedged", PART_YEAR) else None
    if short is not None or reading is None or (held and case.trend is None):
        return "insufficient_data", case.short or "one_point"
    if case.kind in (None, "budget") and too_early(case):
        return "too_early", "too_early"
    if held:
        stays = case.kind == "scale" or (case.kind is None and case.on_bound)
        still = stays and not case.trend
        return "well_off_track" if still else pace.hold_state(case.trend or 0.0), None
    if gap_then <= 0 and case.kind is None:
        return "moving_away", None
    if (flat := path_flat(case)) is not None:
        return "insufficient_data", flat
    cutoffs = case.rule.cut_offs_of("linear_pace")
    return pace.classify(_ratio(case, gap_then, reading), cutoffs), None


def _ratio(case: Case, gap_then: float, reading: float) -> float:
    """Return what was done to what was asked for; of a budget what is due to what is used."""
    if case.kind == "budget":
        return share_due(case) / reading if used_of(case.goal, reading) > 0 else 1.0
    observed = (gap_then - distance(case.goal, reading)) / (case.now - case.start)
    return ratio_at(case, observed * (case.end - case.start) / gap_then, reading)


def too_early(case: Case) -> bool:
    """Tell whether too little time lies between baseline and latest figure for any verdict.

    Less than the share of the time that the rule names, less than a year, and more than one interval
    left in which another figure can come.
    """
    passed, whole = case.now - case.start, case.end - case.start
    left = case.end - year_point(case.on)
    return (
        passed < case.rule.enough * whole - pace.TOLERANCE
        and passed < 1 - pace.TOLERANCE
        and left > (interval_of(case.measure) or UNKNOWN)
    )


def _flags_of_verdict(
    case: Case, state: State, numbers: Numbers, results: Mapping[str, MethodResult]
) -> dict[str, bool]:
    """Return the flags that qualify a state, by name, in the order in which they are shown."""
    decided = case.over and bool(case.after)
    kept_now = case.kept
    kept_then = decided and keeps(case.goal, case.after[0])
    gone = case.unset == "base_met" and case.short is None and not kept_now
    plain = decided and not averages(case.goal, case.measure)
    return {
        LATE: plain and state == "met" and not kept_then,
        LOST: plain and state == "met" and not kept_now,
        "was_met": state == "moving_away" and gone,
        "judged_on_later_figure": decided and case.after[0].period.year > case.end,
        "no_change": state == "well_off_track" and numbers.values["pace_observed"] == 0,
        "adverse_trend": state not in ("moving_away", "not_assessable", "too_early", "awaiting_figure")
        and case.kind not in ("budget", "one_period", "growth_rate", "scale")
        and _adverse(case),
        "on_bound": case.on_bound and state != "met",
        "borderline": _borderline(case, state),
        "methods_disagree": state in _BY_PACE and methods.disagree(results, case.rule.method),
    }


def _flags_of_data(case: Case) -> dict[str, bool]:
    """Return the flags that concern the figures behind a verdict, by name, in the order of showing."""
    averaged = rates(case.goal, case.known, case.base) if case.kind == "growth_rate" else []
    behind = [point.published_as for point in (case.base, case.origin, *case.after[:1]) if point]
    used = flags_of_figures(case.known, case.latest, [*chain(*behind), *averaged], case.on)
    if case.goal.is_closed and case.over:
        used["newer_total"] = False
    if case.latest and case.dated_by:
        used["stale"] = is_stale(case.dated_by, case.measure, case.on)
    return {**used, "mixed_sum": case.goal.total is not None and case.known.broken}


def flags_of_figures(
    known: Known, latest: Point | None, behind: Iterable[Point], on: date
) -> dict[str, bool]:
    """Return the flags of a latest figure, and of others that are compared with it, by name."""
    measure, told = known.measure, latest.observation if latest else None
    used = {
        (one.period.first, one.period.last) for one in (*(latest.published_as if latest else ()), *behind)
    }
    return {
        "at_limit": bool(latest and measure.bounds and latest.value in measure.bounds),
        "relative_measure": measure.rank_of is not None,
        "provisional": told is not None and told.status in ("provisional", "estimated"),
        "stale": latest is not None and is_stale(known.newest(latest), measure, on),
        "one_season": known.one_season,
        "newer_total": latest is not None and known.newest(latest).period.last > latest.period.last,
        "conflict": not used.isdisjoint(known.disputed),
    }


def _adverse(case: Case) -> bool:
    """Tell whether the recent pace leads away from the goal; inside an interval, out of it in time."""
    if case.trend is None:
        return False
    end = projected(case)
    if case.goal.between is not None and case.gap_now <= 0 and case.end > case.now and end is not None:
        return not case.goal.satisfied_by(end)
    return case.trend < 0 or case.leaving


def _borderline(case: Case, state: State) -> bool:
    """Tell whether moving baseline or latest figure by half a published digit changes the state."""
    if case.exact or case.latest is None:
        return False
    if state not in _BY_PACE and state not in ("met", "missed"):
        return False
    if case.rule.method != "linear_pace" and state in _BY_PACE:
        return False
    return any(_state(*moved)[0] != state for moved in _moved(case))


def _starts(case: Case) -> Iterator[tuple[Case, list[float]]]:
    """Yield the case with what may be missing at its baseline.

    A goal that is counted from a figure moves with it: it is yielded once for each value that the figure
    may have.
    """
    goal, base, origin = case.goal, case.base, case.origin
    around = _around(base, case) if base else []
    if goal.relative is None or origin is None:
        yield case, [missing(goal, value) for value in around]
        return
    for value in _around(origin, case):
        moved = with_bound(goal, goal.relative.value(Figure(value, origin.value.decimals)))
        starts = [value] if base and base.period == origin.period else around
        yield case._replace(goal=moved), [missing(moved, one) for one in starts]


def _moved(case: Case) -> Iterator[tuple[Case, float, float, bool]]:
    """Yield the case, what is missing at the baseline, the latest value, and whether it keeps the promise.

    They are given for the roundings of the two that matter.

    Toward a single bound the state only ever improves when the figure moves to the goal and the
    baseline away from it, so the two extremes tell; an interval has a good middle, and all are tried.
    """
    base, latest = case.base, case.latest
    if latest is None:
        return
    if case.kind == "growth_rate":
        yield from _moved_means(case)
        return
    for one, lacks in _starts(case):
        goal = one.goal
        values = [(value, _kept_at(goal, latest, value)) for value in _around(latest, case)]
        if base is None or base.period.last == latest.period.last:
            pairs = [(case.gap_then, value) for value in values]
        elif goal.between is not None:
            pairs = list(product(lacks, values))
        else:
            toward, away = (max, min) if goal.low is not None else (min, max)
            pairs = [(min(lacks), away(values)), (max(lacks), toward(values))]
        for lack, (value, kept) in pairs:
            yield one, lack, value, kept


def _moved_means(case: Case) -> Iterator[tuple[Case, float, float, bool]]:
    """Yield the same of growth rates: the mean of all their lower ends, and that of the upper ones."""
    averaged = rates(case.goal, case.known, case.base)
    for values in zip(*(_around(one, case) for one in averaged), strict=True):
        mean = mean_rate(averaged, values)
        if mean is not None:
            yield case, case.gap_then, mean, case.goal.satisfied_by(mean)


def _around(point: Point, case: Case) -> list[float]:
    """Return the values between which a published figure really lies, with the middle for an interval."""
    told = point.observation.interval if point.observation else None
    if told is not None:  # the source says itself how sure the figure is
        return [*told] if case.goal.between is None else [*told, point.value]
    step = 0.0 if case.exact else step_of(point, case.known.like)
    if case.goal.total is not None:  # nothing at the start is exact, and each figure of a sum is rounded
        step *= len(case.known.like) if point is case.latest else 0
    ends = [point.value + shift * step for shift in shifts(point)]
    return ends if case.goal.between is None else [*ends, point.value]


def _kept_at(goal: Goal, latest: Point, value: float) -> bool:
    """Tell whether the latest figure would keep the promise at a value."""
    return keeps(goal, latest) if value == latest.value else goal.satisfied_by(value)

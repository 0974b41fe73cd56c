"""Methods: what each published method says of one goal on one day, side by side.

`linear_pace` gives the verdict; the others are shown next to it, and a flag tells when they
disagree. Formulas, sources and cut-offs: docs/method.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from tracker.judging import pace
from tracker.judging.assessment import MethodResult
from tracker.judging.numbers import Numbers
from tracker.judging.quantities import Case, bound_from, projected
from tracker.judging.states import State
from tracker.terms import METHODS, Method

_WITHOUT_NUMBER: Mapping[str, State] = {
    "met": "met",
    "on_bound": "on_track",
    "recent_standstill": "well_off_track",
    "recent_not_positive": "moving_away",
}
"""The classes of a recent pace that has no ratio or factor, by the reason why."""


def methods_of(case: Case, numbers: Numbers) -> Mapping[str, MethodResult]:
    """Return the results of all methods by their ids."""
    results = [
        _linear(case, numbers),
        _compound(case),
        _recent(case),
        _acceleration(case, numbers),
    ]
    if case.goal.between is not None:
        results.append(_strong_bound(case, numbers))
    return {result.id: result for result in results}


def disagree(results: Mapping[str, MethodResult], method: str) -> bool:
    """Tell whether another applicable method puts the goal in another class than the one of the verdict."""
    verdict = results[method].state
    others = (results[name] for name in METHODS if name not in (method, "acceleration_factor"))
    return verdict is not None and any(other.state not in (None, verdict) for other in others)


def _result(case: Case, method: Method, ratio: float, end: float | None) -> MethodResult:
    """Return an applicable result; a goal that is met is met whatever its ratio."""
    if not isfinite(ratio):
        return MethodResult(method, False, "out_of_range")
    state = "met" if case.kept else pace.classify(ratio, case.rule.cut_offs_of(method))
    return MethodResult(method, True, None, ratio, state, end)


def _linear(case: Case, numbers: Numbers) -> MethodResult:
    ratio = numbers.values["ratio"]
    if ratio is None or case.latest is None:
        return MethodResult("linear_pace", False, numbers.reasons.get("ratio"))
    end = None
    if case.end > case.now and case.base is not None:
        first, last = (case.start, case.base.value), (case.now, case.latest.value)
        end = pace.value_at(last, pace.slope(first, last), case.end)
    return _result(case, "linear_pace", ratio, end)


def _compound(case: Case) -> MethodResult:
    """Return the ratio of compound growth rates; never with a stand-in for a zero."""
    ranked = "rank" if case.measure.rank_of is not None else None
    undated = "no_deadline" if case.goal.by is None else None
    against = case.kind or ranked or undated or case.short
    base, latest = case.base, case.latest
    if against or base is None or latest is None:
        return MethodResult("eurostat_cagr", False, against)
    promised = bound_from(case.goal, base.value)
    first, last, goal = (case.start, base.value), (case.now, latest.value), (case.end, promised)
    growth, required = pace.cagr(first, last), pace.cagr(first, goal)
    if growth is None or required is None:
        return MethodResult("eurostat_cagr", False, _no_growth(first, last, goal))
    direction = _direction(case, base.value)
    ratio = pace.growth_ratio(growth, required, direction)
    if ratio is None or case.unset == "base_near_goal" or _crossed(case, direction, latest.value):
        return MethodResult("eurostat_cagr", False, _no_ratio(case, ratio))
    end = pace.compound_value(last, growth, case.end) if case.end > case.now else None
    return _result(case, "eurostat_cagr", ratio, end)


def _no_growth(*points: pace.XY) -> str:
    """Return why points have no compound growth."""
    return "not_positive" if min(value for _, value in points) <= 0 else "growth_out_of_range"


def _no_ratio(case: Case, ratio: float | None) -> str:
    """Return why positive figures give no ratio of compound growth."""
    if ratio is None or case.unset == "base_near_goal":
        return "base_near_goal"
    return "crossed_interval"


def _direction(case: Case, value: float) -> int:
    """Return +1 when the goal lies above the baseline and -1 when below."""
    if case.goal.between is not None:
        return 1 if value < case.goal.between[0] else -1
    return 1 if case.goal.low is not None else -1


def _crossed(case: Case, direction: int, value: float) -> bool:
    """Tell whether the figure left an interval on its far side, or started inside it."""
    if case.goal.between is None:
        return False
    low, high = case.goal.between
    return case.gap_then <= 0 or (value > high if direction > 0 else value < low)


def _recent(case: Case) -> MethodResult:
    """Return the share of the remaining gap that the recent pace closes by the deadline."""
    name: Method = "recent_projection"
    undated = "no_deadline" if case.goal.by is None else None
    unread = "no_observation" if case.latest is None else None
    against = case.kind or undated or unread or (None if case.window else "few_points")
    if against or case.trend is None:
        return MethodResult(name, False, against)
    if case.end <= case.now:
        return MethodResult(name, False, "deadline_reached")
    if case.leaving:
        return MethodResult(name, False, "crossed_interval")
    ratio = pace.remaining_ratio(case.trend, case.gap_now, case.end - case.now)
    if ratio is None:
        reason = "met" if case.kept else _on_bound(case.trend)
        return MethodResult(name, True, reason, None, _WITHOUT_NUMBER[reason], projected(case))
    return _result(case, name, ratio, projected(case))


def _on_bound(trend: float) -> str:
    """Return why there is no ratio at a bound that does not keep the goal; the class is that of the pace."""
    if trend > 0:
        return "on_bound"
    return "recent_not_positive" if trend < 0 else "recent_standstill"


def _acceleration(case: Case, numbers: Numbers) -> MethodResult:
    """Return the factor by which the recent pace must grow; its class is not a class of ratios."""
    name, factor = "acceleration_factor", numbers.values["acceleration_factor"]
    reason = numbers.reasons.get(name)
    if factor is not None:
        state = pace.acceleration_class(factor, case.rule.cut_offs_of("acceleration_factor"))
        return MethodResult(name, True, None, factor, state, projected(case))
    if reason in ("on_bound", "recent_standstill", "recent_not_positive"):
        return MethodResult(name, True, reason, None, _WITHOUT_NUMBER[reason], projected(case))
    return MethodResult(name, False, reason)


def _strong_bound(case: Case, numbers: Numbers) -> MethodResult:
    """Return the linear ratio to the far bound of an interval, for comparison only."""
    name, ratio, between = "linear_pace_strong_bound", numbers.values["ratio"], case.goal.between
    if ratio is None or case.base is None or case.latest is None or between is None:
        return MethodResult(name, False, numbers.reasons.get("ratio"))
    direction = _direction(case, case.base.value)
    if _crossed(case, direction, case.latest.value):
        return MethodResult(name, False, "crossed_interval")
    goal = (case.end, between[1] if direction > 0 else between[0])
    strong = pace.linear_ratio((case.start, case.base.value), (case.now, case.latest.value), goal)
    if strong is None:
        return MethodResult(name, False, "base_near_goal")
    return MethodResult(name, True, None, strong, pace.classify(strong))

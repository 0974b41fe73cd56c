"""Quantities: gap, paces, ratio and projection of one goal on one day.

A value is judged by what is *missing* to the goal: below a floor, above a ceiling, or outside an
interval; negative when the goal is exceeded. That one quantity carries the direction of every
formula. What cannot be computed is None, with a reason code; nothing is put in for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import nan
from typing import NamedTuple

from tracker import exact
from tracker.judging import pace, paths
from tracker.judging.assessment import Point
from tracker.judging.growth import averages, mean_rate, rates
from tracker.judging.numbers import Numbers
from tracker.judging.part_years import PART_YEAR, deciding_part, last_due, settling, undecided
from tracker.judging.rounding import qualifier_of, step_of
from tracker.judging.rule import Asked, Rule
from tracker.judging.series import Known
from tracker.judging.totals import decided, used_of
from tracker.model import Goal, Measure


def missing(goal: Goal, value: float) -> float:
    """Return what a value lacks to the goal, in its unit; negative when it is exceeded."""
    if goal.between is not None:
        return max(goal.between[0] - value, value - goal.between[1])
    return goal.low - value if goal.low is not None else value - (goal.high or 0.0)


def distance(goal: Goal, value: float) -> float:
    """Return the quantity that must fall for the goal: what is missing, inside an interval nothing."""
    lack = missing(goal, value)
    return max(lack, 0.0) if goal.between is not None else lack


class Case(NamedTuple):
    """Everything a verdict on one goal rests on, read once. Years and values not there are NaN.

    Attributes:
        base: the baseline, also when it cannot be used; `short` and `unset` say why it cannot.
        reading: the value compared with the goal: the latest figure, or the mean of growth rates.
        kept: whether the reading keeps the promise, its hedge heard.
        exact: whether the figures know no rounding.
        after: figures for the deadline or later, oldest first; of a promise for one period its own figure.
        over: the day of assessment lies after the deadline.
        start, now, end: years of baseline, latest figure and deadline.
        gap_then, gap_now: what is missing to the goal at the baseline and now.
        trend: recent pace toward the goal, or the pace since the baseline when `window` is None.
        change: the change of the figure itself a year, over the same points as `trend`.
        short: why baseline and latest figure give no pace; None when they do.
        unset: why no ratio can start at this baseline; None when one can.
        kind: why paces do not apply to this promise at all; None when they do.
        scarce: why there is too little for any verdict but `met`: no two figures of different periods.
        origin: the figure that a relative goal is counted from.
    """

    goal: Goal
    measure: Measure
    known: Known
    on: date
    base: Point | None
    latest: Point | None
    reading: float | None
    kept: bool
    exact: bool
    after: tuple[Point, ...]
    over: bool
    start: float
    now: float
    end: float
    gap_then: float
    gap_now: float
    trend: float | None
    change: float
    window: int | None
    short: str | None
    unset: str | None
    kind: str | None
    scarce: str | None
    rule: Rule
    origin: Point | None = None

    @property
    def recent_from(self) -> Point | None:
        """Return the figure that the recent window begins with; None where there is no such window."""
        if self.window is None:
            return None
        return next(point for point in self.known.usable if point.period.year == self.known.recent[0][0])

    @property
    def dated_by(self) -> Point | None:
        """Return the figure by which a series is old or fresh: its newest, of an open sum the sum."""
        adds_up = self.goal.total is not None and not self.over
        return self.latest if adds_up and self.latest else self.known.own

    @property
    def on_bound(self) -> bool:
        """Tell whether the figure lies at the bound without keeping the goal: any way toward it is enough."""
        near = self.latest is not None and self.gap_now <= 0 and not keeps(self.goal, self.latest)
        unread = self.kind == "growth_rate" or (self.kind == PART_YEAR and not self.after)
        return near and self.measure.scale is None and not unread

    @property
    def reached(self) -> bool:
        """Tell whether nothing is missing, be it for now: a sum that can still fall is decided at its end."""
        return self.kept or (self.gap_now <= 0 and not self.on_bound)

    @property
    def leaving(self) -> bool:
        """Tell whether the recent pace has run through an interval, and moves on, away from it."""
        if self.goal.between is None or self.latest is None or not self.gap_now > 0 or not self.trend:
            return False
        return self.trend > 0 and (self.change > 0) == (self.latest.value > self.goal.between[1])


def case_of(goal: Goal, measure: Measure, known: Known, base: Point | None, asked: Asked) -> Case:
    """Return the facts of one goal on one day."""
    on, rule = asked
    known = known.until(goal.by) if goal.every_period and goal.by else known
    latest, after = known.latest, _after(goal, known)
    if goal.for_ is not None:
        latest = after[0] if after else None
    if goal.total is not None:
        after = decided(goal, known)
    if after and latest is not None and after[-1].period.last > latest.period.last:
        latest = after[-1]  # whole years are compared, and what has come of this one settles it
    part = latest is not None and undecided(goal, known, latest)
    over = goal.by is not None and on > goal.by.last
    if over and latest is not None and not after and (part or not keeps(goal, latest)):
        newest = last_due(goal, known, latest)
        latest, part = newest, part or newest is not latest
    if part:
        known, latest = known._replace(recent=()), after[-1] if after else latest
    short = PART_YEAR if part else _short(goal, known, base)
    exact = measure.rank_of is not None or measure.scale is not None or measure.unit in rule.exact
    ends, window = _trend_ends(known, base if short is None else None)
    reading: float | None = latest.value if latest else None
    if averages(goal, measure):
        reading = mean_rate(rates(goal, known, base))
        kept = reading is not None and goal.satisfied_by(reading)
    else:
        kept = latest is not None and keeps(goal, latest)
        kept = kept and (bool(after) or not (part or goal.is_budget or known.falling))
    return Case(
        goal=goal,
        measure=measure,
        known=known,
        on=on,
        base=base,
        latest=latest,
        reading=reading,
        kept=kept,
        exact=exact,
        after=after,
        over=over,
        start=base.period.year if base else nan,
        now=latest.period.year if latest else nan,
        end=goal.by.year if goal.by else nan,
        gap_then=missing(goal, base.value) if base else nan,
        gap_now=missing(goal, reading) if reading is not None else nan,
        trend=ends and 0.0 - pace.slope(*((year, distance(goal, value)) for year, value in ends)),
        change=pace.slope(*ends) if ends else nan,
        window=window,
        short=short,
        unset=_unset(goal, base, short, None if exact else known.like),
        kind=PART_YEAR if part else _kind(goal, measure),
        scarce=_scarce(known, base, reading),
        rule=rule,
    )


def keeps(goal: Goal, point: Point) -> bool:
    """Tell whether a figure keeps a promise; what its source hedges is heard."""
    return goal.kept_by(point.value, qualifier_of(point))


def _kind(goal: Goal, measure: Measure) -> str | None:
    """Return why paces do not apply to a promise at all."""
    if goal.for_ is not None:
        return "one_period"
    if goal.is_budget:
        return "budget"
    if measure.scale is not None:
        return "scale"
    return "growth_rate" if averages(goal, measure) else "every_period" if goal.every_period else None


def _after(goal: Goal, known: Known) -> tuple[Point, ...]:
    """Return the figures for the deadline or later, in order; of a promise for one period its own."""
    if goal.for_ is not None:
        span = (goal.for_.first, goal.for_.last)
        own = (point for point in known.counted if (point.period.first, point.period.last) == span)
        return tuple(own) or deciding_part(goal, known)
    return settling(goal, known)


def _short(goal: Goal, known: Known, base: Point | None) -> str | None:
    """Return why baseline and latest figure give no pace."""
    latest = known.latest
    if latest is None:
        return "no_observation"
    if base is None:
        return "no_baseline"
    if goal.by is not None and base.period.last >= goal.by.last:
        return "baseline_not_before_deadline"
    if base.period.last < latest.period.last:
        return _apart(base, latest)
    if known.broken and len(known.usable) == 1:
        return "one_point_since_break"
    return "one_observation" if len(known.like) == 1 and base.derived else "one_point"


def _apart(base: Point, latest: Point) -> str | None:
    """Return why two figures of different periods give no pace."""
    if base.period.overlaps(latest.period):
        return "overlapping_windows"
    return "hedged" if _hedged(base, latest) else None


def _hedged(base: Point, latest: Point) -> bool:
    """Tell whether two figures only say on which side of one value they lie: under and over a million."""
    hedges = {qualifier_of(base), qualifier_of(latest)}
    return base.value == latest.value and not hedges.isdisjoint({"over", "under", "at_least"})


def _unset(goal: Goal, base: Point | None, short: str | None, rounded: Sequence[Point] | None) -> str | None:
    """Return why no ratio can start at a baseline; what is counted exactly is never near by rounding."""
    if base is None or short == "baseline_not_before_deadline":
        return short
    lack = missing(goal, base.value)
    if lack <= 0:
        return "base_met" if lack < 0 or keeps(goal, base) else "base_near_goal"
    coarse = base.observation is not None and base.observation.as_printed is not None
    if rounded is None or (lack >= 2 and not coarse):  # only what is printed so is rounded to more than ones
        return None
    near = lack < 2 * step_of(base, rounded) - pace.TOLERANCE
    return "base_near_goal" if near else None


def _scarce(known: Known, base: Point | None, reading: float | None) -> str | None:
    """Return why there is too little data for a verdict: under two figures of different periods."""
    if known.latest is None:
        return "no_observation"
    if reading is None:
        return "no_observation_since_goal"
    stated = base is not None and not base.derived
    if len(known.like) > 1 or (base and stated and base.period.last != known.latest.period.last):
        return None
    return "one_point" if stated else "one_observation"


def _trend_ends(known: Known, base: Point | None) -> tuple[tuple[pace.XY, pace.XY] | None, int | None]:
    """Return first and last point of the recent window and its size; else baseline and latest."""
    if known.recent:
        return (known.recent[0], known.recent[-1]), len(known.recent)
    if base is None:
        return None, None
    newest = known.usable[-1]
    return ((base.period.year, base.value), (newest.period.year, newest.value)), None


def numbers_of(case: Case) -> Numbers:
    """Return every figure of the verdict on a goal, or why there is none."""
    numbers = Numbers()
    undated = "no_deadline" if case.goal.by is None else None
    _from_baseline(case, undated, numbers)
    _from_now(case, undated, numbers)
    if case.kind == "budget" and case.short is None:
        _of_budget(case, numbers)
    if case.kind == "one_period":
        numbers.drop("one_period", "time_used", "pace_observed", "pace_recent", "projection")
    if case.measure.scale is not None:
        numbers.forget("scale", "time_used")
    _records(case, undated, numbers)
    return numbers


def _of_budget(case: Case, numbers: Numbers) -> None:
    """Note how the sum stands to the share of the budget that is due by then: R = due / used."""
    due, used = share_due(case), case.reading or 0.0
    for name in ("ratio", "path_value", "deviation"):
        numbers.reasons.pop(name, None)
    numbers.drop("budget", "pace_observed", "pace_recent")  # what is used up leads nowhere
    numbers.put("ratio", _over(due, used), None if used_of(case.goal, used) > 0 else "base_met")
    numbers.put("path_value", due)
    numbers.put("deviation", used - due)


def share_due(case: Case) -> float:
    """Return the share of a budget that is due at the end of the last figure, by the time alone."""
    limit = case.goal.low if case.goal.high is None else case.goal.high
    return float(limit or 0.0) * _over(case.now - case.start, case.end - case.start)


def _records(case: Case, undated: str | None, numbers: Numbers) -> None:
    """Note why a record that a verdict usually shows is not there."""
    absent = {
        "latest": "no_observation" if case.latest is None and case.known.latest is None else None,
        "baseline": (case.short or "no_baseline") if case.base is None else None,
        "recent_window": "few_points" if case.window is None else None,
    }
    if not case.after:
        absent["deadline_figure"] = undated or ("no_deadline_figure" if case.over else "deadline_not_reached")
    numbers.reasons.update({name: reason for name, reason in absent.items() if reason is not None})


def _from_baseline(case: Case, undated: str | None, numbers: Numbers) -> None:
    """Note what is counted from the baseline: share of the gap, time used, paces, ratio and path."""
    put, kind, short, unset = numbers.put, case.kind, case.short, case.unset
    growth = case.kind if case.measure.growth_rate else None
    met_then = unset if unset != "base_near_goal" else None
    unread = kind if case.latest is None else None
    gain, passed = case.gap_then - _distance_now(case), case.now - case.start
    observed = _over(gain, passed)
    required = _over(case.gap_then, case.end - case.start)
    put("gap_closed", _over(gain, case.gap_then), kind, short, unset)
    put("time_used", _over(passed, case.end - case.start), undated, short, unread)
    put("pace_observed", observed, growth, short, unread)
    put("pace_required", required, kind, undated, met_then)
    put("ratio", ratio_at(case, _over(observed, required)), kind, undated, short, unset, path_flat(case))
    path = _path(case) if not (kind or undated or short or met_then) else nan
    put("path_value", path, kind, undated, short, met_then)
    latest = case.latest.value if case.latest else nan
    put("deviation", latest - path, kind, undated, short, met_then)


def _from_now(case: Case, undated: str | None, numbers: Numbers) -> None:
    """Note what is counted from the latest figure: gap, pace required now, recent pace, projection."""
    put, kind = numbers.put, case.kind
    growth = case.kind if case.measure.growth_rate else None
    unread = (case.kind or "no_observation") if case.latest is None else None
    unmeant = "no_observation_since_goal" if case.reading is None and growth else None
    left, trend = case.end - case.now, case.trend
    reached = "deadline_reached" if left <= 0 else "deadline_passed" if case.over else None
    met = "met" if case.reached else None
    bound = "on_bound" if case.on_bound else None
    untrended = None if trend is not None else case.short or "one_point"
    still = "crossed_interval" if case.leaving else None
    if trend is not None and trend <= 0:
        still = "recent_not_positive" if trend < 0 else "recent_standstill"
    put("gap", case.gap_now, unread, unmeant, kind if kind == PART_YEAR and not case.after else None)
    put("pace_required_now", _over(case.gap_now, left), kind, undated, unread, met, reached, bound)
    put("pace_recent", trend, unread, untrended)
    factor = pace.acceleration_factor(trend or 0.0, case.gap_now, left)
    put("acceleration_factor", factor, kind, undated, unread, met, reached, untrended, still, bound)
    put("projection", projected(case), growth, undated, unread, reached, untrended)


def projected(case: Case) -> float | None:
    """Return the value at the deadline if the recent pace continues, from the latest figure on."""
    if case.latest is None or case.trend is None:
        return None
    return exact.unnoised(pace.value_at((case.now, case.latest.value), case.change, case.end))


def _distance_now(case: Case) -> float:
    return max(case.gap_now, 0.0) if case.goal.between is not None else case.gap_now


def bound_from(goal: Goal, value: float) -> float:
    """Return the bound that is reached first from a value outside the goal."""
    if goal.between is not None:
        return goal.between[0] if value < goal.between[0] else goal.between[1]
    return goal.low if goal.low is not None else goal.high or 0.0


def ratio_at(case: Case, straight: float, reading: float | None = None) -> float:
    """Return the ratio to the publisher's path where the goal has one: (y_t - y_b) / (path_t - y_b)."""
    if case.goal.path is None or case.base is None or case.latest is None:
        return straight
    value = case.latest.value if reading is None else reading
    return _over(value - case.base.value, _path(case) - case.base.value)


def path_flat(case: Case) -> str | None:
    """Return the reason against a ratio where the publisher's path is not beyond the baseline yet."""
    if case.goal.path is None or case.base is None or case.short is not None or case.goal.is_budget:
        return None
    ahead = distance(case.goal, case.base.value) - distance(case.goal, _path(case))
    return "path_flat" if ahead <= pace.TOLERANCE else None


def _path(case: Case) -> float:
    """Return the value of the straight path at the time of the latest figure."""
    value = case.base.value if case.base else nan
    announced = paths.value_at(case.goal, (case.start, value), case.now)
    if announced is not None:
        return announced
    return pace.path_value((case.start, value), (case.end, bound_from(case.goal, value)), case.now)


def _over(part: float, whole: float) -> float:
    """Return a quotient, NaN where it has no meaning; the reasons keep a NaN from being shown."""
    return part / whole if whole else nan

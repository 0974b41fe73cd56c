"""Outlook: where the recent pace leads, and what is needed from the day on if nothing has changed."""

from __future__ import annotations

import math
from datetime import date

from tracker.judging.assessment import Outlook, Point, Unchanged
from tracker.judging.begun import ANEW, own_period
from tracker.judging.chance import Likelihood, likelihood
from tracker.judging.freshness import Freshness
from tracker.judging.limits import limits_of
from tracker.judging.quantities import Case, keeps, projected
from tracker.judging.spans import months_of
from tracker.scalars import LAST_YEAR, Period, year_point


def outlook_of(case: Case, against: str | None) -> Outlook:
    """Return where the pace of the recent window leads from the latest figure on.

    Args:
        case: the facts of the leading goal.
        against: why the verdict itself forbids an outlook, such as `met` or `too_early`.
    """
    reason = against or _against(case)
    end = projected(case)
    if reason or case.trend is None or end is None:
        return Outlook(reason=reason or "one_point")
    low, high = _limits(case)
    value = min(max(end, low), high)
    reaches = case.goal.satisfied_by(value)
    if case.trend <= 0 or case.leaving or case.goal.is_budget:
        return Outlook(reaches, value)
    if case.goal.total is not None and case.reached and reaches:
        return Outlook(reaches, value, reason="sum_reached")
    moment = case.now + max(0.0, case.gap_now) / case.trend
    month = month_of(moment)
    if month is not None and month.last < case.on:
        return Outlook(reaches, value, None, None, "there_by_now")
    return Outlook(reaches, value, month, moment <= case.end + 1e-9)


def likelihood_of(case: Case, outlook: Outlook) -> Likelihood:
    """Return how sure an outlook is; where there is none, why not.

    The figures are those of the same months of each year as the latest one: whole years, or the same
    quarter or month of each. The band lies around the value before it is cut off at the natural limits.
    """
    end = projected(case)
    if case.goal.total is not None:
        return Likelihood(reason="total")
    if outlook.value is None or end is None or case.latest is None:
        return Likelihood(reason=outlook.reason)
    months, last = months_of(case.latest.period), case.latest.period.last.month
    yearly = tuple(
        (point.period.year, float(point.value))
        for point in case.known.usable
        if point.period.last.month == last and months_of(point.period) == months
    )
    ranked = case.measure.rank_of is not None or case.measure.unit == "rank"
    return likelihood(
        yearly,
        (case.end, end),
        (case.goal.low, case.goal.high),
        _limits(case),
        kind="rank" if ranked else "broken" if case.known.broken else "level",
    )


def _against(case: Case) -> str | None:
    """Return why no pace can be carried on to the deadline."""
    if case.latest is None:
        return case.kind if case.kind == "one_period" else "no_observation"
    if case.measure.growth_rate or case.measure.scale:
        return case.kind
    if case.goal.for_ is not None:
        return "one_period"
    if case.goal.by is None:
        return "no_deadline"
    if case.over:
        return "deadline_passed"
    return case.short if case.trend is None else "deadline_reached" if case.end <= case.now else None


def _limits(case: Case) -> tuple[float, float]:
    """Return between which values the measure can lie."""
    known = [point.value for point in case.known.usable]
    known += [case.base.value] if case.base else []
    known += [end for end in (case.goal.low, case.goal.high) if end is not None]
    return limits_of(case.measure, known)


def month_of(moment: float) -> Period | None:
    """Return the month in which a point of the time axis lies; None when it lies too far ahead."""
    if not moment < LAST_YEAR:
        return None
    months = math.ceil(round((moment + 1) * 12, 6))
    year, month = divmod(months - 1, 12)
    return Period.parse(f"{year:04d}-{month + 1:02d}") if year <= LAST_YEAR else None


def unchanged(case: Case, fresh: Freshness | None, met: bool) -> tuple[Unchanged | None, str | None]:
    """Return the pace needed from the day on, or why there is none.

    It is counted only from a figure at most one interval old: what has happened since an older one is
    not known, and a pace over the days that are left would pretend that nothing has.
    """
    by = case.goal.by
    reason = (
        ("met" if met else None)
        or case.kind
        or ("no_deadline" if by is None else None)
        or ("total" if case.goal.total is not None and case.latest is None else None)
        or ("no_observation" if fresh is None else None)
        or ("deadline_passed" if case.over else None)
        or ("one_period" if case.goal.for_ is not None else None)
        or ("on_bound" if case.on_bound else None)
        or ("met" if case.reached else None)
        or (ANEW if _anew(case) else None)
    )
    if reason or by is None or fresh is None:
        return None, reason
    if not fresh.current:
        return None, "old_figure"
    days, years = (by.last - case.on).days, case.end - year_point(case.on)
    if days < 1 or years <= 0:
        return None, "deadline_reached"
    if years >= 1:
        return Unchanged(case.gap_now / years, "year", days), None
    if years >= 1 / 12:
        return Unchanged(case.gap_now / (years * 12), "month", days), None
    return Unchanged(case.gap_now / days, "day", days), None


def _anew(case: Case) -> bool:
    """Tell whether the total that a goal is for has begun anew after the latest figure."""
    own = own_period(case.goal, case.measure, case.latest) if case.latest else None
    return own is not None and own.first <= case.on


def met_since(case: Case) -> Point | None:
    """Return the first of the figures that have kept the promise without a gap until now.

    Figures of earlier periods say nothing of a promise for one period alone.
    """
    first = None
    if case.kind == "one_period":
        return first
    lost = max((one.period.last for one in case.after if not keeps(case.goal, one)), default=date.min)
    for point in reversed(case.known.usable):
        if point.period.last <= lost or not keeps(case.goal, point):
            break
        first = point
    return first


def last_broken(case: Case) -> Point | None:
    """Return the last figure before the deciding one that did not keep a value to be held in every period."""
    if not case.goal.every_period or case.latest is None:
        return None
    first = case.origin.period.last if case.origin else date.min
    before = (one for one in reversed(case.known.usable) if first < one.period.last < case.latest.period.last)
    return next((one for one in before if not keeps(case.goal, one)), None)


def days_left(case: Case) -> int | None:
    """Return the days from the day to the deadline; None without one, or when it has passed."""
    return (case.goal.by.last - case.on).days if case.goal.by and not case.over else None


def enough_from(case: Case, share: float) -> date | None:
    """Return the day from which a verdict can be given that is too early now; None when it has come.

    The earlier of the share of the time and one year after the baseline.
    """
    moment = case.start + min(share * (case.end - case.start), 1.0)
    month = month_of(moment)
    if month is None:
        return None
    span = (month.last - month.first).days + 1
    spare = (month.year - moment) * 12  # the part of the month that is left
    day = date.fromordinal(month.last.toordinal() - math.floor(spare * span + 1e-6))
    return day if day > case.on else None

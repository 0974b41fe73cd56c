"""Series: which goals and figures of a target count on a day, and which figure is the baseline.

Only what a source had published by the day is seen. Nothing is dropped silently: a figure that is
known and does not count is kept with the role that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tracker.judging import pace, spans
from tracker.judging.assessment import Point, Rival
from tracker.judging.figures import Figures, Sources, Stated
from tracker.model import Baseline, Goal, Measure, Series, Source
from tracker.scalars import Period

_RELIABILITY = {"primary": 2, "secondary": 1}


class Known(NamedTuple):
    """The figures of a series that are known on a day.

    Attributes:
        counted: one figure a period, oldest first.
        like: the counted figures that may be compared with each other; means of a season where the
            measure is seasonal.
        usable: those of them from the newest break on; no pace is taken across a break.
        others: known and not counted.
        withheld: published without a value, because the source suppresses it.
        disputed: the periods, by first and last day, for which publishers state different values.
        recent: year and value of the usable figures behind the recent pace; none when too few.
        undated: whether a figure names a source without a record, which has no date.
        one_season: whether one season a year is compared, because no two whole years are there.
        broken: whether the usable figures begin with a break; nothing from before it may enter a pace.
        measure: what the figures are of.
        falling: of sums, whether a later figure may take away from them.
        own: the newest figure of the series itself, whatever a goal compares or sums.
    """

    counted: tuple[Point, ...]
    like: tuple[Point, ...]
    usable: tuple[Point, ...]
    others: tuple[Rival, ...]
    withheld: tuple[Point, ...]
    disputed: frozenset[tuple[date, date]]
    recent: Sequence[pace.XY]
    undated: bool
    one_season: bool
    broken: bool
    measure: Measure
    falling: bool = False
    own: Point | None = None

    @property
    def latest(self) -> Point | None:
        """The newest of the figures that may be compared."""
        return self.like[-1] if self.like else None

    def newest(self, compared: Point) -> Point:
        """Return the figure by which a series is old or fresh: of running totals the newest published."""
        return self.counted[-1] if self.measure.counts == "running_total" else compared

    def of(self, period: Period) -> Point | None:
        """Return the counted figure of a period, which is its whole span; else one that ends with it."""
        ending = None
        for point in self.counted:
            if point.period.last > period.last:
                break
            if point.period.last == period.last:
                if point.period.first == period.first:
                    return point
                ending = ending or point
        return ending

    def season(self, of: Period) -> Known:
        """Return the figures for a promise that is counted from one season: those of the same season."""
        if not spans.is_season(of, self.measure):
            return self
        same = tuple(point for point in self.counted if spans.same_season(point.period, of))
        return self.comparing(same)

    def comparing(self, like: tuple[Point, ...]) -> Known:
        """Return the same with others of the figures compared."""
        usable, broken = _since_break(like, self.counted, self.measure)
        recent = _recent(usable)
        return self._replace(like=like, usable=usable, recent=recent, one_season=False, broken=broken)

    def until(self, end: Period) -> Known:
        """Return the figures without those of periods that begin behind a deadline."""
        if not self.like or self.like[-1].period.first <= end.last:
            return self
        like, usable = (
            tuple(point for point in some if point.period.first <= end.last)
            for some in (self.like, self.usable)
        )
        broken = self.broken and bool(usable)
        return self._replace(like=like, usable=usable, recent=_recent(usable), broken=broken)


def known_figures(figures: Figures, measure: Measure, on: date) -> Known:
    """Return what is known of a series on a day.

    Of one period and one publisher the newest published figure counts. Where publishers state
    different values the more reliable source counts, then the newer, then the smaller id of the source.
    """
    uncounted = [point for known, point in figures.uncounted if known <= on]
    withheld = tuple(point for point in uncounted if point.suppressed)
    others = [
        Rival(one, "forecast" if one.observation and one.observation.set_aside is None else "set_aside")
        for one in uncounted
        if not one.suppressed
    ]
    counted: list[Point] = []
    disputed: set[tuple[date, date]] = set()
    for stated in figures.periods:
        if len(stated) == 1:  # as most are; nothing is to be settled
            known, point, _ = stated[0]
            if known <= on:
                counted.append(point)
            continue
        candidates = [one for one in stated if one[0] <= on]
        if len(candidates) > 1:
            point, beaten = _settle(candidates)
            counted.append(point)
            others += beaten
            if any(rival.role == "rival" for rival in beaten):
                disputed.add((point.period.first, point.period.last))
        elif candidates:
            counted.append(candidates[0][1])
    others.sort(key=lambda rival: rival.point.period.last)
    like, one_season = spans.comparable(counted, measure)
    usable, broken = _since_break(like, counted, measure)
    return Known(
        tuple(counted),
        tuple(like),
        usable,
        tuple(others),
        withheld,
        frozenset(disputed),
        _recent(usable),
        figures.undated,
        one_season,
        broken,
        measure,
        own=counted[-1] if counted and measure.counts == "running_total" else like[-1] if like else None,
    )


def _recent(usable: Sequence[Point]) -> Sequence[pace.XY]:
    """Return year and value of the figures behind the recent pace; none when too few."""
    recent = pace.recent_points([(point.period.year, point.value) for point in usable])
    if recent and _periods_at(usable, recent[0][0]).overlaps(_periods_at(usable, recent[-1][0])):
        return ()  # windows that share years give no pace between themselves
    return recent


def _periods_at(usable: Sequence[Point], year: float) -> Period:
    """Return the period of a figure at a place on the time axis."""
    return next(point.period for point in usable if point.period.year == year)


def _settle(candidates: list[Stated]) -> tuple[Point, list[Rival]]:
    """Return the figure that counts among several of one period, and the others with their roles."""
    newest: dict[str, Stated] = {}
    for candidate in sorted(candidates, key=_age):
        newest.setdefault(candidate[2].publisher, candidate)
    best = min(newest.values(), key=lambda one: (-_reliability(one[2]), *_age(one)))[1]
    current = {id(point) for _, point, _ in newest.values()}
    return best, [
        Rival(point, "rival" if id(point) in current and point.value != best.value else "superseded")
        for _, point, _ in candidates
        if point is not best
    ]


def _age(one: Stated) -> tuple[object, ...]:
    """Return what orders figures of one period, the newest first; where they stand in the file never does."""
    known, point, source = one
    return (-known.toordinal(), -_reliability(source), source.id, -point.value)


def _reliability(source: Source) -> int:
    return _RELIABILITY.get(source.reliability or "", 0)


def _since_break(
    like: Sequence[Point], counted: Sequence[Point], measure: Measure
) -> tuple[tuple[Point, ...], bool]:
    """Return the figures from the newest change of definition on, and whether there is one.

    The figure that marks it need not be one of those that are compared, such as a quarter beside years.
    """
    for mark in reversed(counted):
        if mark.observation is not None and mark.observation.break_ is not None:
            place = next((at for at, one in enumerate(like) if one is mark), None)
            since = spans.since(mark.period, like, measure) if place is None else like[place:]
            if since:
                return tuple(since), True
    return tuple(like), False


def baseline_of(
    series: Series, goal: Goal, known: Known, on: date, sources: Sources
) -> tuple[Point | None, bool]:
    """Return the baseline of a goal on a day, and whether a break took the one the file or the goal names.

    The file's baseline counts when it is known on the day and no break follows it. After a break the
    first figure of the new definition counts. Otherwise the rule picks the first figure of the year
    in which the goal was adopted or later; where that is the latest one, or none is there, the last
    one before the goal.
    """
    own = series.baseline
    named = _named(own, known, on, sources) if own is not None else None
    if named is not None and known.broken and named.period.last < known.usable[0].period.last:
        return known.usable[0]._replace(derived=True), True
    lost = False
    if goal.relative is not None:
        free = own is None or own.value is None
        if named.period.is_as(goal.relative.of) if named else free:
            origin = base_of(goal, series, known, on, sources)
            lost = origin is not None and known.broken and origin.period.last < known.usable[0].period.last
            if origin is not None and not lost:
                return origin, False
    if named is not None:
        return named, False
    if not known.usable:
        return None, False
    adopted = sources[goal.source].published.last.year
    before = [point for point in known.usable if point.period.last.year < adopted]
    since = known.usable[len(before) :]
    if before and len(since) < 2:
        return before[-1]._replace(derived=True), lost
    return since[0]._replace(derived=True), lost


def base_of(goal: Goal, series: Series, known: Known, on: date, sources: Sources) -> Point | None:
    """Return the figure that a goal is counted from: that of a baseline known on the day, or a counted one.

    Where it is of another span than the latest figure, that of the same part of the period stands for it.
    """
    stated = stated_base(goal, series, known, on, sources)
    return spans.like_for_like(stated, known.like, known.measure, goal) if stated else None


def stated_base(goal: Goal, series: Series, known: Known, on: date, sources: Sources) -> Point | None:
    """Return what is stated on a day for the period that a goal is counted from."""
    if goal.relative is None:
        return None
    period, own = goal.relative.of, series.baseline
    valued = own is not None and own.value is not None and own.period.is_as(period)
    stated = _named(own, known, on, sources) if own is not None and valued else None
    return stated or next((point for point in known.counted if point.period.is_as(period)), None)


def first_of(series: Series, known: Known, on: date, sources: Sources) -> Point | None:
    """Return where a series without a goal starts: the baseline of the file, else the first figure."""
    named = _named(series.baseline, known, on, sources) if series.baseline else None
    first = known.usable[0]._replace(derived=True) if known.usable else None
    return first if named is None or (first and known.broken) else named


def _named(baseline: Baseline, known: Known, on: date, sources: Sources) -> Point | None:
    """Return the baseline that the file names, or None when it is not known on the day."""
    if baseline.value is None:
        named = known.of(baseline.period)
        if named is None or not known.like or any(one is named for one in known.like):
            return named
        return next((one for one in known.like if one.period.last == named.period.last), None)
    if baseline.source is None:
        return Point(baseline.period, baseline.value, None, None)
    source = sources.get(baseline.source)
    if source is None or source.published.last > on:
        return None
    return Point(baseline.period, baseline.value, baseline.source, source.published.last)

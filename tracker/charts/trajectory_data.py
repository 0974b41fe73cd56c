"""TrajectoryData: a trajectory in years and values: observed, required, and where the recent pace leads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

from tracker import printed
from tracker.judging import chance, paths
from tracker.judging.quantities import bound_from
from tracker.model import Goal, Measure
from tracker.progress import Assessment, GoalResult, Point
from tracker.scalars import year_point

Spot = tuple[float, float]
_AHEAD = 12.0  # years to the furthest deadline that are always shown
_CLEAR = 0.12  # share of the picture behind the last mark within it where a goal lies beyond
_LONG = 1.2  # years from which on a figure is drawn as long as its period is
_EDGES = 8  # stretches of which the edge of the band is made
_STEP = {"day": 1 / 365, "month": 1 / 12, "quarter": 0.25, "half-year": 0.5, "year": 1.0} | {
    f"{number}-years": float(count) for count, number in enumerate(("two", "three", "four", "five"), 2)
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a body expects, by its name and as points; it is drawn and never counted."""

    by: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TrajectoryData:
    """The lines of one trajectory in values, before anything is drawn.

    Attributes:
        expected: what bodies expect.
        end: the year at which the picture ends before the furthest deadline; None where all is shown.
    """

    assessment: Assessment
    measure: Measure | None
    observed: tuple[tuple[Point, ...], ...]
    required: tuple[Spot, ...]
    projected: tuple[Spot, ...]
    band: tuple[tuple[float, float, float], ...]
    end: float | None = None
    expected: tuple[Expected, ...] = ()

    @property
    def bars(self) -> list[tuple[Spot, Spot]]:
        """The intervals within which sources say their figures lie."""
        return [
            ((point.period.year, float(told[0])), (point.period.year, float(told[1])))
            for point in self.assessment.series
            if point.observation and (told := point.observation.interval)
        ]

    @property
    def adopted(self) -> tuple[GoalResult, ...]:
        """The goals that stand, by deadline."""
        return adopted_goals(self.assessment)

    @property
    def levels(self) -> list[GoalResult]:
        """The goals that ask for a level rather than for a way.

        Those without a deadline, for every period or for a mean, and the judged one where the baseline
        kept it already: a limit that is kept is a flat line.
        """
        mean, base = _pathless(self.measure), self.assessment.baseline
        held = [one for one in self.assessment.goals if one.role != "replaced"]
        return [
            one
            for one in held
            if mean
            or one.goal.every_period
            or one.goal.by is None
            or (
                one.role == "headline"
                and one.goal.total is None
                and base is not None
                and one.goal.satisfied_by(base.value)
            )
        ]

    @property
    def years(self) -> list[float]:
        """Every place in time that the chart must show."""
        found = [one.period.year for one in points_of(self.assessment)]
        found += [year for one in self.assessment.goals if (year := self.place(one.goal)) is not None]
        found += [one.period.year for one in self.assessment.withheld]
        found += [year for bar in self.bars for year, _ in bar]
        return found + [year for year, _ in (*self.projected, *self.foreseen)]

    @property
    def foreseen(self) -> list[Spot]:
        """The points that bodies expect."""
        return [spot for one in self.expected for spot in one.spots]

    def beyond(self, goal: Goal) -> bool:
        """Tell whether a goal is due after the end of the picture."""
        return self.end is not None and goal.by is not None and goal.by.year > self.end

    def place(self, goal: Goal) -> float | None:
        """Return where a goal stands in time: at its deadline, or at the end of the picture."""
        if goal.by is None:
            return None
        return self.end if self.beyond(goal) else goal.by.year

    def height(self, goal: Goal, bound: float) -> float:
        """Return at which value a goal stands: its bound, or where its path leaves the picture."""
        if not self.beyond(goal):
            return bound
        return self.required[-1][1] if self.required else bound

    @property
    def values(self) -> list[float]:
        """Every value that the chart must show."""
        found = [float(one.value) for one in points_of(self.assessment)]
        for one in self.assessment.goals:
            bounds = [float(bound) for bound in (one.goal.low, one.goal.high) if bound is not None]
            found += [self.height(one.goal, bound) for bound in bounds]
        found += [value for _, value in (*self.projected, *self.required, *self.foreseen)]
        found += [value for bar in self.bars for _, value in bar]
        return found + [edge for _, *edges in self.band for edge in edges]


def points_of(assessment: Assessment) -> list[Point]:
    """Return every figure that an assessment knows, counted or not, and its baseline."""
    baseline = [assessment.baseline] if assessment.baseline else []
    return [*assessment.series, *(rival.point for rival in assessment.others), *baseline]


def trajectory_data(assessment: Assessment, measure: Measure | None) -> TrajectoryData:
    """Return the lines of a trajectory; only what the assessment knows on its day enters."""
    assessment = as_drawn(assessment)
    projected, end = projection_line(assessment), cropped(assessment)
    return TrajectoryData(
        assessment,
        measure,
        pieces(assessment.series, measure),
        clipped(required_path(assessment, measure), end),
        clipped(projected, end),
        tuple(one for one in (_band(assessment) if projected else ()) if not end or one[0] <= end),
        end,
    )


def as_drawn(assessment: Assessment) -> Assessment:
    """Return what can be drawn on one axis: the figures and goals for values, or the sums of one total.

    A goal for a sum over years and one for a year have nothing in common but their unit.
    """
    leading = assessment.goal.total if assessment.goal else None
    if all(one.goal.total is None for one in assessment.goals):
        return assessment
    over = leading.over if leading else None
    alike = tuple(
        one for one in assessment.goals if (one.goal.total.over if one.goal.total else None) == over
    )
    if leading is None:
        return assessment.having(goals=alike)
    return assessment.having(goals=alike, series=assessment.summed, others=())


def adopted_goals(assessment: Assessment) -> tuple[GoalResult, ...]:
    """Return the goals neither draft nor replaced that name a deadline, the earliest first."""
    found = [one for one in assessment.goals if one.role in ("headline", "open", "past") and one.goal.by]
    return tuple(sorted(found, key=lambda one: one.goal.by.year if one.goal.by else 0.0))


def required_path(assessment: Assessment, measure: Measure | None) -> tuple[Spot, ...]:
    """Return the straight line from the baseline to the judged goal, and on to the later ones.

    It is the path that the verdict speaks of: goals beside the judged one bend it only after its
    deadline. The nearer bound of an interval is the one to reach. There is no path toward a limit that
    is kept, which would lead toward worse, toward a goal for every period or for one alone,
    nor toward a growth rate, whose mean counts.
    """
    base, goal = assessment.baseline, assessment.goal
    if base is None or goal is None or goal.by is None or goal.for_ or _pathless(measure):
        return ()
    spots = [(base.period.year, float(base.value))]
    if goal.path is not None:
        return tuple(paths.spots_of(goal, spots[0]))
    for one in (goal, *_later(assessment, goal.by.year)):
        year, value = spots[-1]
        kept = one.satisfied_by(value) and one.total is None
        if one.by and one.by.year > year and _led_to(one) and not kept:
            spots.append((one.by.year, float(bound_from(one, value))))
    return tuple(spots) if len(spots) > 1 else ()


def _pathless(measure: Measure | None) -> bool:
    """Tell whether no path leads to a goal: of growth rates the mean counts, of ratings only the order."""
    return measure is not None and (measure.growth_rate or measure.scale is not None)


def _later(assessment: Assessment, deadline: float) -> list[Goal]:
    """Return the adopted goals after a deadline, by time and from the least demanding on."""
    adopted = [one.goal for one in adopted_goals(assessment)]
    return [one for one in adopted if one.by and one.by.year > deadline]


def cropped(assessment: Assessment) -> float | None:
    """Return the year at which the picture ends where the furthest goal would squeeze the figures.

    None where it need not: the furthest deadline lies within twelve years, or within one and a half
    times the stretch from the first figure to the day. The end lies clear of every figure and nearer
    deadline, so that the mark of a goal beyond it covers none of theirs.
    """
    day = year_point(assessment.on)
    known = [one.period.year for one in points_of(assessment)]
    ends = [one.goal.by.year for one in adopted_goals(assessment) if one.goal.by]
    first = min([*known, day])
    past = day - first
    if not ends or max(ends) - day <= max(_AHEAD, 1.5 * past):
        return None
    near = [end for end in ends if end - day <= max(_AHEAD, 1.5 * past)]
    last = max([*known, *near], default=day)
    return max(float(ceil(last + _CLEAR * (last - first))), day + max(3.0, 0.35 * past))


def clipped(line: tuple[Spot, ...], end: float | None) -> tuple[Spot, ...]:
    """Return a line of straight pieces up to a year."""
    if end is None or not line:
        return line
    kept = [spot for spot in line if spot[0] <= end]
    beyond = next((spot for spot in line if spot[0] > end), None)
    if beyond is None or not kept:
        return tuple(kept)
    (x0, y0), (x1, y1) = kept[-1], beyond
    return (*kept, (end, y0 + (y1 - y0) * (end - x0) / (x1 - x0)))


def _led_to(goal: Goal) -> bool:
    """Tell whether a path leads to a goal: not to one for every period, nor to one for a single period."""
    return not goal.every_period and goal.for_ is None


def projection_line(assessment: Assessment) -> tuple[Spot, ...]:
    """Return the line from the latest figure to the projection, ending early at a natural limit."""
    latest, goal, end = assessment.latest, assessment.goal, printed.projected(assessment)
    if latest is None or end is None or goal is None or goal.by is None or goal.by.year <= latest.period.year:
        return ()
    start = (latest.period.year, float(latest.value))
    low, high = printed.limits(assessment)
    stop = min(max(end, low), high)
    if stop == end or end == start[1]:
        return (start, (goal.by.year, end))
    share = (stop - start[1]) / (end - start[1])
    return (start, (start[0] + share * (goal.by.year - start[0]), stop)) if 0 < share <= 1 else ()


def _band(assessment: Assessment) -> tuple[tuple[float, float, float], ...]:
    """Return year, lower and upper edge of the band around the outlook, narrow at first as `chance` says."""
    goal, latest, ends, centre = assessment.goal, assessment.latest, assessment.band, assessment.projection
    if goal is None or goal.by is None or latest is None or ends is None or centre is None:
        return ()
    half = max(ends[1] - centre, centre - ends[0])  # the side that no natural limit cuts off
    start, value, (low, high) = latest.period.year, float(latest.value), printed.limits(assessment)
    found = []
    for share in (n / _EDGES for n in range(_EDGES + 1)):
        middle, around = value + share * (centre - value), half * share**chance.POWER
        edges = (min(max(edge, low), high) for edge in (middle - around, middle + around))
        found.append((start + share * (goal.by.year - start), *edges))
    return tuple(found)


def pieces(series: tuple[Point, ...], measure: Measure | None) -> tuple[tuple[Point, ...], ...]:
    """Return the series cut where years are missing and where a new definition starts.

    A figure over several years is no part of a line: it is drawn as long as its period is. Two readings
    of one day, such as of a month and of a quarter, are no change and have no line between them.
    """
    series = tuple(point for point in series if not is_long(point))
    gaps = [b.period.year - a.period.year for a, b in pairwise(series)]
    step = _STEP.get(measure.frequency or "", 1.0) if measure else 1.0
    longest = 1.5 * max([step, median(gaps)] if gaps else [step]) + 1e-9
    found: list[list[Point]] = []
    for point in series:
        broken = bool(point.observation and point.observation.break_)
        since = point.period.year - found[-1][-1].period.year if found else 0
        if not found or broken or since > longest or not since:
            found.append([])
        found[-1].append(point)
    return tuple(tuple(piece) for piece in found)


def is_long(point: Point) -> bool:
    """Tell whether a figure covers several years."""
    return not point.derived and (point.period.last - point.period.first).days > _LONG * 365.25


def long_ones(assessment: Assessment) -> list[tuple[Spot, Spot]]:
    """Return the figures over several years as strokes from the first to the last day of each."""
    found = [point for point in assessment.series if is_long(point)]
    starts = [year_point(point.period.first) for point in found]
    return [
        ((start, float(point.value)), (point.period.year, float(point.value)))
        for start, point in zip(starts, found, strict=True)
    ]

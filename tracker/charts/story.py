"""Story: a trajectory in years and values: observed, required, and where the recent pace leads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tracker import printed
from tracker.charts.outlook import prediction_band
from tracker.judging.pace import WINDOW
from tracker.judging.quantities import bound_from
from tracker.model import Measure
from tracker.progress import Assessment, GoalResult, Point

Spot = tuple[float, float]
_STEP = {"day": 1 / 365, "month": 1 / 12, "quarter": 0.25, "half-year": 0.5, "year": 1.0, "two-years": 2.0}


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of one trajectory in values, before anything is drawn."""

    assessment: Assessment
    measure: Measure | None
    observed: tuple[tuple[Point, ...], ...]
    required: tuple[Spot, ...]
    projected: tuple[Spot, ...]
    band: tuple[tuple[float, float, float], ...]

    @property
    def adopted(self) -> tuple[GoalResult, ...]:
        """The goals that stand, by deadline."""
        return adopted_goals(self.assessment)

    @property
    def levels(self) -> list[GoalResult]:
        """The goals that ask for a level rather than for a way: no deadline, every period, or a mean."""
        mean = self.measure is not None and self.measure.growth_rate
        held = [one for one in self.assessment.goals if one.role != "replaced"]
        return [one for one in held if mean or one.goal.every_period or one.goal.by is None]

    @property
    def years(self) -> list[float]:
        """Every place in time that the chart must show."""
        found = [one.period.year for one in points_of(self.assessment)]
        found += [one.goal.by.year for one in self.assessment.goals if one.goal.by]
        return found + [year for year, _ in self.projected]

    @property
    def values(self) -> list[float]:
        """Every value that the chart must show."""
        found = [float(one.value) for one in points_of(self.assessment)]
        for one in self.assessment.goals:
            found += [bound for bound in (one.goal.low, one.goal.high) if bound is not None]
        found += [value for _, value in self.projected]
        return found + [edge for _, *edges in self.band for edge in edges]


def points_of(assessment: Assessment) -> list[Point]:
    """Return every figure that an assessment knows, counted or not, and its baseline."""
    baseline = [assessment.baseline] if assessment.baseline else []
    return [*assessment.series, *(rival.point for rival in assessment.others), *baseline]


def story(assessment: Assessment, measure: Measure | None) -> Story:
    """Return the lines of a trajectory; only what the assessment knows on its day enters."""
    projected = projection_line(assessment, measure)
    return Story(
        assessment,
        measure,
        pieces(assessment.series, measure),
        required_path(assessment, measure),
        projected,
        _band(assessment, measure) if projected else (),
    )


def adopted_goals(assessment: Assessment) -> tuple[GoalResult, ...]:
    """Return the goals neither draft nor replaced that name a deadline, the earliest first."""
    found = [one for one in assessment.goals if one.role in ("headline", "open", "past") and one.goal.by]
    return tuple(sorted(found, key=lambda one: one.goal.by.year if one.goal.by else 0.0))


def required_path(assessment: Assessment, measure: Measure | None) -> tuple[Spot, ...]:
    """Return the straight pieces from the baseline through every adopted goal to the last deadline.

    The nearer bound of an interval is the one to reach. There is no path toward a goal to be held in
    every period, nor toward a growth rate, whose mean counts.
    """
    if assessment.baseline is None or (measure and measure.growth_rate):
        return ()
    spots = [(assessment.baseline.period.year, float(assessment.baseline.value))]
    for one in adopted_goals(assessment):
        if one.goal.by and one.goal.by.year > spots[-1][0] and not one.goal.every_period:
            spots.append((one.goal.by.year, float(bound_from(one.goal, spots[-1][1]))))
    return tuple(spots) if len(spots) > 1 else ()


def projection_line(assessment: Assessment, measure: Measure | None) -> tuple[Spot, ...]:
    """Return the line from the latest figure to the projection, ending early at a natural limit."""
    latest, goal, end = assessment.latest, assessment.goal, printed.projected(assessment)
    if latest is None or end is None or goal is None or goal.by is None or goal.by.year <= latest.period.year:
        return ()
    start = (latest.period.year, float(latest.value))
    low, high = limits(measure)
    stop = min(max(end, low), high)
    if stop == end or end == start[1]:
        return (start, (goal.by.year, end))
    share = (stop - start[1]) / (end - start[1])
    return (start, (start[0] + share * (goal.by.year - start[0]), stop)) if 0 < share <= 1 else ()


def limits(measure: Measure | None) -> tuple[float, float]:
    """Return the natural limits of a measure; a rank cannot be better than 1."""
    if measure and measure.bounds:
        return float(measure.bounds[0]), float(measure.bounds[1])
    if measure and measure.rank_of is not None:
        return 1.0, float(measure.rank_of)
    return float("-inf"), float("inf")


def _band(assessment: Assessment, measure: Measure | None) -> tuple[tuple[float, float, float], ...]:
    """Return year, lower and upper edge of the band, where enough annual figures carry it."""
    goal, latest = assessment.goal, assessment.latest
    if assessment.recent_window is None or goal is None or goal.by is None or latest is None:
        return ()
    figures = [(one.period.year, float(one.value)) for one in pieces(assessment.series, measure)[-1]]
    low, high = limits(measure)
    if any(abs(b - a - 1) > 0.01 for (a, _), (b, _) in pairwise(figures[-WINDOW:])):
        return ()
    ahead = [latest.period.year + n * (goal.by.year - latest.period.year) / 8 for n in range(9)]
    edges = [(year, prediction_band(figures, year)) for year in ahead]
    return tuple((year, min(max(e[0], low), high), min(max(e[1], low), high)) for year, e in edges if e)


def pieces(series: tuple[Point, ...], measure: Measure | None) -> tuple[tuple[Point, ...], ...]:
    """Return the series cut where years are missing and where a new definition starts."""
    gaps = [b.period.year - a.period.year for a, b in pairwise(series)]
    step = _STEP.get(measure.frequency or "", 1.0) if measure else 1.0
    longest = 1.5 * max([step, median(gaps)] if gaps else [step]) + 1e-9
    found: list[list[Point]] = []
    for point in series:
        broken = bool(point.observation and point.observation.break_)
        if not found or broken or point.period.year - found[-1][-1].period.year > longest:
            found.append([])
        found[-1].append(point)
    return tuple(tuple(piece) for piece in found)

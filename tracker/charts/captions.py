"""Captions: what is written beside the lines and marks of a trajectory, and the trajectory in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist, inf, isnan

from tracker import meaning
from tracker.charts import labels
from tracker.charts.canvas import Layout, Plane, Setting, note
from tracker.charts.labels import Box, Inked, Label, Side, Spot, Stroke
from tracker.charts.phrases import ValueFormat
from tracker.charts.trajectory_data import TrajectoryData, long_ones, points_of
from tracker.progress import GoalResult, Point
from tracker.scalars import year_point

UPON = 7.0
"""Pixels between two marks of goals up to which they lie upon each other and share one label."""


def stands(result: GoalResult) -> bool:
    """Tell whether a goal is neither a draft nor replaced."""
    return result.role not in ("draft", "replaced")


def is_new(point: Point) -> bool:
    """Tell whether a new definition starts with this figure."""
    return bool(point.observation and point.observation.break_)


def new_from(curves: TrajectoryData) -> list[float]:
    """Return the places in time at which a new definition starts, each drawn as an upright line."""
    return [piece[0].period.year for piece in curves.observed[1:] if is_new(piece[0])]


def level_lines(curves: TrajectoryData, plane: Plane) -> list[tuple[Spot, Spot]]:
    """Return the levels to hold, as years and values, from the baseline to the deadline."""
    base = curves.assessment.baseline
    start = base.period.year if base else plane.x[0]
    return [
        (
            (start, plane.x[1] if (end := curves.place(one.goal)) is None else end),
            (float(level), float(level)),
        )
        for one in curves.levels
        for level in (one.goal.low, one.goal.high)
        if level is not None
    ]


def mean_line(curves: TrajectoryData) -> list[tuple[Spot, Spot]]:
    """Return the mean of growth rates over the time of those behind it, as years and values."""
    mean, rates = curves.assessment.mean, curves.assessment.averaged
    if mean is None or not rates:
        return []
    return [((rates[0].period.year, rates[-1].period.year), (mean, mean))]


def ink(curves: TrajectoryData, plane: Plane) -> list[Inked]:
    """Return the pixels that labels should keep clear of."""
    found: list[Inked] = [*plane.line(curves.required), *plane.line(curves.projected)]
    for (x0, x1), (y0, y1) in [*level_lines(curves, plane), *mean_line(curves)]:
        found += plane.line([(x0, y0), (x1, y1)])
    for one in curves.expected:
        found += plane.line(one.spots)
    for piece in curves.observed:
        found += plane.line([(one.period.year, float(one.value)) for one in piece])
    for stroke in (*long_ones(curves.assessment), *curves.bars):
        found += plane.line(stroke)
    found += (plane.mark(*mark) for mark in _marks(curves))
    for year in new_from(curves):
        found += plane.line([(year, plane.y[0]), (year, plane.y[1])])
    return [*found, *_day_line(curves, plane)]


def _day_line(curves: TrajectoryData, plane: Plane) -> list[Stroke]:
    """Return the line that marks the day of assessment."""
    day = year_point(curves.assessment.on)
    inside = plane.x[0] < day < plane.x[1]
    return plane.line([(day, plane.y[0]), (day, plane.y[1])]) if inside else []


def day_box(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[Box]:
    """Return where the day of assessment is written, above its line."""
    day, size = year_point(curves.assessment.on), setting.look.small
    if not plane.x[0] < day < plane.x[1]:
        return []
    x, top = plane.pixel(day, plane.y[1])
    wide = labels.width(setting.words.short_day(curves.assessment.on), size)
    left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[_day_anchor(day, plane)]
    return [Box(left - 2, top - size * labels.LINE - 2, left + wide + 2, top + 1)]


def marks(curves: TrajectoryData, setting: Setting, band: str = "▒") -> tuple[str, ...]:
    """Return what the signs in a trajectory mean that no label explains, for its key."""
    words = setting.words
    status = {one.observation.status for one in curves.assessment.series if one.observation}
    roles = {one.role for one in curves.assessment.others}
    found = {
        "○": [f"chart.status.{name}" for name in ("provisional", "estimated") if name in status],
        "×": [f"role.{role}" for role in ("rival", "set_aside", "superseded") if role in roles],
        "◇": ["role.forecast"] if "forecast" in roles else [],
        band: ["chart.line.band"] if curves.band else [],
        "|": ["chart.line.interval"] if curves.bars else [],
        "⊘": ["quality.of.suppressed"] if curves.assessment.withheld else [],
    }
    meanings = {sign: "; ".join(map(words, names)) for sign, names in found.items() if names}
    return tuple(words("chart.key", sign=sign, meaning=meaning) for sign, meaning in meanings.items())


def _marks(curves: TrajectoryData) -> list[Spot]:
    marks = [(one.period.year, float(one.value)) for one in points_of(curves.assessment)]
    for goal in (one.goal for one in curves.assessment.goals):
        bounds = [float(bound) for bound in (goal.low, goal.high) if bound is not None]
        place = curves.place(goal)
        marks += [(place, curves.height(goal, bound)) for bound in bounds if place is not None]
    return marks


def captions(curves: TrajectoryData, fmt: ValueFormat, setting: Setting, plane: Plane) -> list[Label]:
    """Return what is written beside the marks: goals and latest figure always, the rest where it fits."""
    weight = ("headline", "open", "past", "draft", "replaced")
    results = sorted(curves.assessment.goals, key=lambda one: (weight.index(one.role), _due_year(one)))
    distinct = {_printed(one, fmt): one for one in reversed(results)}
    goals = [_goal(one, curves, fmt, setting, plane) for one in reversed(distinct.values())]
    return [
        *_figures(curves, fmt, setting, plane),
        *_together(goals),
        *_lines(curves, fmt, setting, plane),
        *_foreseen(curves, setting, plane),
        *_breaks(curves, setting, plane),
        *_values(curves, fmt, setting, plane),
    ]


def _due_year(result: GoalResult) -> float:
    return result.goal.by.year if result.goal.by else inf


def _printed(result: GoalResult, fmt: ValueFormat) -> tuple[str, str, bool]:
    """Return what two goals have in common that are one in the picture: printed bound, time and standing."""
    goal = result.goal
    known = not isnan(goal.low or goal.high or 0.0)
    alone = goal.model_copy(update={"relative": None}) if known else goal
    return fmt.bound(alone), fmt.due(goal), stands(result)


def goal_words(result: GoalResult, fmt: ValueFormat) -> list[str]:
    """Return a goal as two short lines."""
    goal, words = result.goal, fmt.words
    first = fmt.bound(goal)
    if not stands(result):
        return [first, words(f"goal.role.{result.role}")]
    return [first, fmt.due(goal)]


def _goal(
    result: GoalResult, curves: TrajectoryData, fmt: ValueFormat, setting: Setting, plane: Plane
) -> Label:
    goal, theme, held = result.goal, setting.theme, stands(result)
    level = float((goal.high if goal.high is not None else goal.low) or 0.0)
    place, level = curves.place(goal), curves.height(goal, level)
    year = plane.x[1] if place is None else place
    colour = theme.target if held else theme.rival
    lines = goal_words(result, fmt)
    return plane.label([(year, level)], lines, colour, bold=held, needed=True, side=_side(setting))


def _together(goals: Sequence[Label]) -> list[Label]:
    """Return one label for all goals whose marks lie upon each other: two beyond the picture, for example."""
    groups = list[list[Label]]()
    for one in goals:
        upon = (
            group
            for group in groups
            if group[0].colour == one.colour and dist(group[0].spots[0], one.spots[0]) < UPON
        )
        group = next(upon, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [_naming(group) for group in groups]


def _naming(group: Sequence[Label]) -> Label:
    """Return a label that names every goal with its time, which stands once where the next has the same."""
    first, told = group[0], "; ".join(" ".join(one.lines) for one in group)
    ends = [one.lines[1:] for one in group[1:]] + [()]
    lines = [
        line
        for one, following in zip(group, ends, strict=True)
        for line in (one.lines[:1] if one.lines[1:] == following else one.lines)
    ]
    return replace(first, lines=tuple(lines), told=told)


def _side(setting: Setting) -> Side:
    return "any" if setting.look.narrow else "right"


def _figures(curves: TrajectoryData, fmt: ValueFormat, setting: Setting, plane: Plane) -> list[Label]:
    """Return the labels of the latest figure and of the baseline."""
    words, theme, found = setting.words, setting.theme, list[Label]()
    latest, base = curves.assessment.latest, curves.assessment.baseline
    if latest is not None:
        lines = [fmt.figure(latest, "short"), words.period(latest.period)]
        found.append(
            plane.label(
                [(latest.period.year, float(latest.value))],
                lines,
                theme.observed,
                bold=True,
                size=setting.look.text,
            )
        )
    if base is not None and (latest is None or base.period != latest.period):
        lines = [words("chart.label.baseline", value=fmt.figure(base, "short"))]
        found.append(
            plane.label(
                [(base.period.year, float(base.value))],
                lines,
                theme.required,
                needed=False,
                key=words("chart.key", sign="□", meaning=lines[0]),
            )
        )
    return found


def _values(curves: TrajectoryData, fmt: ValueFormat, setting: Setting, plane: Plane) -> list[Label]:
    """Return the values of the other figures, for as long as they are few."""
    said = [one.period for one in (curves.assessment.latest, curves.assessment.baseline) if one]
    others = [one for piece in curves.observed for one in piece if one.period not in said]
    colour, size = setting.theme.observed, setting.look.small
    return [
        plane.label(
            [(one.period.year, float(one.value))],
            [fmt.figure(one, "bare")],
            colour,
            needed=False,
            size=size,
        )
        for one in (others if len(others) <= 16 else [])
    ]


def _lines(curves: TrajectoryData, fmt: ValueFormat, setting: Setting, plane: Plane) -> list[Label]:
    """Return the names of projection, required path and observed line, each beside its line."""
    words, theme, found = setting.words, setting.theme, list[Label]()
    if curves.projected:
        spots = _spread(curves.projected, (1.0, 0.85, 0.7, 0.55, 0.4))
        text, whole = projection_words(curves, fmt, setting), not _early(curves)
        found.append(plane.label(spots, text, theme.projected, needed=whole, side=_side(setting)))
    if curves.required:
        pairs = pairwise(curves.required)
        longest = max(pairs, key=lambda ends: ends[1][0] - ends[0][0])
        spots = _spread(longest, (0.5, 0.6, 0.4, 0.7, 0.3, 0.8))
        name = words("chart.label.required")
        key = words("chart.key", sign="– –", meaning=name)
        found.append(plane.label(spots, [name], theme.required, needed=False, side="above", key=key))
    for (_, end), (mean, _) in mean_line(curves):
        text = [words("chart.label.mean", value=fmt.estimate(mean))]
        found.append(plane.label([(end, mean)], text, theme.observed, side="right"))
    if curves.observed:
        longest_piece = max(curves.observed, key=len)
        spots = [(one.period.year, float(one.value)) for one in reversed(longest_piece[:-1] or longest_piece)]
        name = words("chart.label.observed")
        key = words("chart.key", sign="●", meaning=name)
        found.append(plane.label(spots, [name], theme.observed, needed=False, key=key))
    return found


def _foreseen(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[Label]:
    """Return who expects what, beside the last of the points."""
    found = []
    for one in curves.expected:
        name = setting.words("chart.label.expected", body=one.by)
        key = setting.words("chart.key", sign="◌", meaning=name)
        text = labels.wrap(name, setting.look.text - 1, setting.look.text * 10)
        found.append(plane.label(list(one.spots[::-1]), text, setting.theme.rival, needed=False, key=key))
    return found


def _spread(ends: tuple[Spot, ...], shares: tuple[float, ...]) -> list[Spot]:
    (x0, y0), (x1, y1) = ends
    return [(x0 + share * (x1 - x0), y0 + share * (y1 - y0)) for share in shares]


def _early(curves: TrajectoryData) -> bool:
    """Tell whether the projection ends at a natural limit before the deadline."""
    goal = curves.assessment.goal
    return bool(curves.projected and goal and goal.by and curves.projected[1][0] < goal.by.year - 1e-9)


def projection_words(curves: TrajectoryData, fmt: ValueFormat, setting: Setting | None = None) -> list[str]:
    """Return how the projection is worded: always as a condition, never as a forecast."""
    (_, _), (year, value) = curves.projected
    words, since = fmt.words, meaning.since(curves.assessment, fmt.words)
    if _early(curves):
        year_end = f"{-int(-year // 1)}"
        text = words("chart.label.limit", value=fmt.full(value), year=year_end, since=since)
    else:
        text = words("chart.label.projected", value=fmt.estimate(value), since=since)
    return labels.wrap(text, setting.look.text - 1, setting.look.text * 8.6) if setting else [text]


def _breaks(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[Label]:
    """Return the names of breaks, where they fit."""
    text, muted, size = [setting.words("chart.label.break")], setting.theme.muted, setting.look.small
    key = setting.words("chart.key", sign="┆", meaning=text[0])
    low, high = plane.y
    heights = [low + share * (high - low) for share in (0.06, 0.94, 0.2, 0.5)]
    return [
        plane.label([(year, y) for y in heights], text, muted, needed=False, size=size, key=key)
        for year in new_from(curves)
    ]


def day_mark(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[Layout]:
    """Return the day of assessment as a note above its line."""
    day = year_point(curves.assessment.on)
    if not plane.x[0] < day < plane.x[1]:
        return []
    place = {
        "x": day,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "xanchor": _day_anchor(day, plane),
        "yanchor": "bottom",
        "yshift": 1,
    }
    text = labels.safe(setting.words.short_day(curves.assessment.on))
    return [place | note(text, setting.look.small, setting.theme.today)]


def _day_anchor(day: float, plane: Plane) -> str:
    """Return on which side of its line the day of assessment is written, so that it stays in the picture."""
    across = (day - plane.x[0]) / (plane.x[1] - plane.x[0])
    return "left" if across < 0.12 else "right" if across > 0.88 else "center"


def alternative(curves: TrajectoryData, fmt: ValueFormat, head: str, small: str) -> str:
    """Return a trajectory in sentences."""
    words, assessment = fmt.words, curves.assessment
    said = [words("chart.alt.trajectory", headline=head, subtitle=small)]
    counted = [point for piece in curves.observed for point in piece]
    for point in counted if len(counted) < 4 else (counted[0], counted[-1]):
        said.append(words("chart.alt.figure", value=fmt.figure(point), period=words.period(point.period)))
    if len(counted) > 3:
        said.append(words("chart.alt.count", number=words.number(len(counted))))
    said += [
        words("chart.alt.goal", goal=fmt.wording.goal(one.goal, curves.assessment)) for one in curves.adopted
    ]
    if curves.projected:
        said.append(words("chart.alt.projected", projection=projection_words(curves, fmt)[0]))
    for one in curves.expected:
        year, value = one.spots[-1]
        at = "" if not year.is_integer() else f"{year:.0f}"
        told = fmt.wording.beside(value, assessment)
        said.append(words("chart.alt.expected", body=one.by, value=told, period=at))
    if assessment.withheld:
        gaps = words.listed([words.period(one.period) for one in assessment.withheld])
        said.append(words("chart.alt.suppressed", periods=gaps))
    if assessment.others:
        said.append(words("chart.alt.others", number=words.number(len(assessment.others))))
    return " ".join(said)

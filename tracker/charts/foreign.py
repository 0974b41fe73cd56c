"""Foreign: what others say in a trajectory: what bodies expect, and where a source prints no figure."""

from __future__ import annotations

from dataclasses import replace

from tracker.charts.canvas import Layout, Plane, Setting, Trace, note
from tracker.charts.phrases import ValueFormat
from tracker.charts.trajectory_data import Expected, TrajectoryData, clipped
from tracker.model import Indicator


def with_expected(curves: TrajectoryData, fmt: ValueFormat, setting: Setting) -> TrajectoryData:
    """Return a trajectory with what bodies expect of its target, as far as published on the day."""
    target, given = fmt.target, curves.assessment
    if not isinstance(target, Indicator) or given.kind != "indicator" or (given.goal and given.goal.total):
        return curves
    sources, bodies = setting.portfolio.sources, setting.portfolio.vocabulary.bodies
    found = []
    for one in target.projections:
        if one.source not in sources or sources[one.source].known > given.on:
            continue
        body = bodies.get(one.by)
        name = fmt.words.text(body.short or body.title) if body else one.by
        spots = sorted((point.period.year, float(point.value)) for point in one.points)
        if drawn := clipped(tuple(spots), curves.end):
            found.append(Expected(name, drawn))
    return replace(curves, expected=tuple(found))


def expected_lines(curves: TrajectoryData, setting: Setting) -> list[Trace]:
    """Return what bodies expect as open circles on a thin dotted line, one for each body."""
    colour = setting.theme.rival
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": setting.words("chart.label.expected", body=one.by),
            "x": [year for year, _ in one.spots],
            "y": [value for _, value in one.spots],
            "line": {"color": colour, "dash": "dot", "width": 1.4},
            "marker": {"symbol": "circle-open-dot", "size": 9, "color": colour},
            "hoverinfo": "skip",
        }
        for one in curves.expected
    ]


def gap_marks(curves: TrajectoryData, setting: Setting, plane: Plane) -> list[Layout]:
    """Return the sign of a figure that its source suppresses, at the foot of the picture above its year."""
    place = {"xref": "x", "y": 0, "yref": "paper", "xanchor": "center", "yanchor": "bottom", "yshift": 2}
    years = {one.period.year for one in curves.assessment.withheld}
    sign = note("⊘", setting.look.text, setting.theme.rival)
    return [{"x": year} | place | sign for year in sorted(years) if plane.x[0] <= year <= plane.x[1]]

"""The edge and the line of a trajectory: goals beyond it, and two readings of one day."""

import pytest

from tests.drawn import assessed, drawn, target, trace
from tests.portfolio import figures, goal
from tracker import style
from tracker.charts import trajectory, trajectory_data


@pytest.mark.parametrize("narrow", [False, True])
def test_the_mark_of_a_goal_beyond_the_picture_covers_no_nearer_one(narrow):
    """From 52 in 2030 toward 90 in 2045 it is 57.07 in 2032, and the two marks do not touch."""
    goals = [goal(at_least=52, by=2030), goal(at_least=90, by=2045)]
    seen = figures({2020: 32, 2023: 39, 2025: 42.5})
    made = drawn(trajectory, target(goals=goals, baseline=2020, observations=seen), narrow=narrow)
    marks = trace(made, "chart.line.goals")
    assert marks["x"] == [2030, 2032]
    assert marks["y"] == [52, pytest.approx(52 + 38 * 2 / 15)]
    axis, margin = made.figure["layout"]["xaxis"], made.figure["layout"]["margin"]
    wide = style.look(narrow=narrow).width - margin["l"] - margin["r"]
    assert 2 * wide / (axis["range"][1] - axis["range"][0]) > marks["marker"]["size"]
    assert "2030" in axis["ticktext"]


def test_two_readings_of_one_day_have_no_line_between_them():
    """A month and a quarter end on one day: what lies between them is another way of counting, no change."""
    seen = figures({"2024": 10, "2025-Q1": 13, "2025-03": 11, "2025-06": 12})
    made = assessed(target(goals=[goal(at_least=52, by=2030)], observations=seen))
    cut = trajectory_data.pieces(made.series, None)
    assert [[point.value for point in piece] for piece in cut] in ([[10, 13], [11, 12]], [[10, 11], [13, 12]])

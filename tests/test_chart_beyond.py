"""A goal that lies beyond the picture of a trajectory: its mark at the edge."""

import pytest

from tests.drawn import drawn, target, trace
from tests.portfolio import figures, goal
from tracker import style
from tracker.charts import trajectory


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

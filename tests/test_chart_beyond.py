"""The edge and the line of a trajectory: goals beyond it, and two readings of one day."""

import re

import pytest

from tests.drawn import assessed, drawn, portfolio, target, trace
from tests.portfolio import figures, goal
from tests.test_chart_labels import boxes, pixel
from tracker import charts, style
from tracker.charts import Setting, labels, trajectory, trajectory_data
from tracker.language import words


def noted(chart):
    """Return what is written in a picture, each note as one line of plain text."""
    notes = [one["text"].replace("<br>", " ") for one in chart.figure["layout"]["annotations"]]
    return [" ".join(re.sub(r"</?b>", "", one).split()) for one in notes]


def sized(chart):
    """Return a figure with the width that a page gives it."""
    return {**chart.figure, "layout": chart.figure["layout"] | {"width": style.look().width}}


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


@pytest.mark.parametrize("narrow", [False, True])
def test_two_goals_beyond_the_picture_are_both_told_at_their_one_mark(narrow):
    """At most 10 by 2045 and at most 0 by 2050 share one triangle: its label, or its number, names both."""
    goals = [goal(at_most=20, by=2030), goal(at_most=10, by=2045), goal(at_most=0, by=2050)]
    seen = figures({2020: 32, 2023: 39, 2025: 42.5})
    made = target(goals=goals, baseline=2020, observations=seen)
    look = Setting(words("en"), style.look(narrow=narrow), portfolio(made))
    told = noted(trajectory(assessed(made), look))
    assert [one for one in told if "by 2045" in one] == ["at most 10% by 2045 at most 0% by 2050"]


def test_goals_whose_marks_lie_upon_each_other_share_a_label_with_their_time_once():
    """785 and 800 for 2030 are one mark on an axis up to 5,000; 800 of June 2029 is another."""
    goals = [goal(at_most=785, by=2030), goal(at_most=800, by=2030), goal(at_most=800, by="2029-06")]
    seen = figures({2020: 4983, 2023: 3141, 2025: 591})
    made = target(measure={"unit": "firms"}, goals=goals, baseline=2023, observations=seen)
    told = noted(trajectory(assessed(made), Setting(words("en"), style.look(), portfolio(made))))
    assert [one for one in told if "785" in one] == ["at most 785 firms at most 800 firms by 2030"]


def test_goals_that_print_one_bound_for_one_time_have_one_label():
    """15 % below 1,081 is 918.85, printed 919 as the other goal for 2030 is."""
    goals = [goal(at_most={"change": "-15 %", "of": 2023}, by=2030, lead=True), goal(at_most=919, by=2030)]
    made = target(
        measure={"unit": "firms"}, goals=goals, baseline=2023, observations=figures({2023: 1081, 2025: 1037})
    )
    told = noted(trajectory(assessed(made), Setting(words("en"), style.look(), portfolio(made))))
    assert len([one for one in told if one.startswith("at most 919")]) == 1


def test_no_label_stands_on_the_line_of_a_new_definition():
    """The line is ink like any other: neither its own name nor that of a figure lies across it."""
    seen = [*figures({2020: 32, 2021: 33}), *figures({2022: 50, 2023: 52})]
    seen[2]["break"] = {"en": "all ages"}
    made = target(goals=[], observations=seen)
    drawn_so = trajectory(assessed(made), Setting(words("en"), style.look(), portfolio(made)))
    (line,) = [one["x0"] for one in drawn_so.figure["layout"]["shapes"] if one["yref"] == "paper"][-1:]
    for note, (left, _, right, _) in boxes(sized(drawn_so)):
        across = pixel(sized(drawn_so), line, 0)[0]
        assert not left < across < right, note


def test_a_label_that_is_tied_stands_beside_no_mark_of_another():
    """The mark at 100 has room at 150 only, beside the next mark: it is numbered and not mistaken."""
    wanted = [
        labels.Label((spot,), ("less than 800",), "#000", 10) for spot in ((100.0, 50.0), (150.0, 50.0))
    ]
    walls = [labels.Box(0, 0, 300, 30), labels.Box(0, 70, 300, 100), labels.Box(0, 30, 145, 70)]
    placed, missed = labels.place(wanted, walls, labels.Box(0, 0, 300, 100))
    assert missed == [0] or (missed == [1] and placed[0].label is not wanted[0])


def test_the_figure_that_the_verdict_rests_on_is_the_loudest_mark():
    """The half-year is compared, not the eight months after it: its mark is the large one."""
    seen = figures({"2024-01/2024-06": 57, "2025-01/2025-06": 81, "2025-01/2025-08": 111})
    made = target(measure={"unit": "firms", "counts": "running_total"}, goals=[], observations=seen)
    leaf = assessed(made)
    assert leaf.latest.value == 81
    sizes = [
        one["marker"]["size"] for one in drawn(trajectory, made).figure["data"] if "markers" in one["mode"]
    ]
    assert [8, 12, 8] in sizes


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("make", [charts.multiples, charts.timeline, charts.allocation])
def test_a_long_name_is_read_whole(make, narrow):
    """Twelve words above a small picture, beside a step and above a bar wrap, and none ends in dots."""
    name = {"en": "Households in every province that can get a line of fibre on demand today"}
    part = {"id": "a", "title": name, "goals": [goal(at_least=4)]}
    whole = {"allocation": target("allocation", parts=[part])}
    whole["milestones"] = target(
        "milestones", steps=[{"id": "a", "title": name, "due": 2030, "source": "plan"}]
    )
    kind = {charts.allocation: "allocation", charts.timeline: "milestones"}.get(make)
    made = whole[kind] if kind else target(title=name, goals=[goal(at_least=4, by=2030)])
    look = Setting(words("en"), style.look(narrow=narrow), portfolio(made))
    told = noted(make(assessed(made) if make is charts.allocation else [assessed(made)] * 3, look))
    assert any(name["en"] in one for one in told)
    assert not [one for one in told if "…" in one]


@pytest.mark.parametrize("language", ["en", "vi", "de", "nb", "sv"])
def test_the_names_of_a_time_axis_stay_in_the_picture_of_a_phone_and_a_step_names_its_document(language):
    """The first half-year begins before the plot does: its name would reach out to the left."""
    steps = [{"id": "a", "title": {"en": "A"}, "due": "2025-Q4", "source": "plan"}]
    made = target("milestones", steps=steps)
    look = Setting(words(language), style.look(narrow=True), portfolio(made))
    shown = charts.timeline([assessed(made)], look)
    layout = shown.figure["layout"]
    margin, (first, last), axis = layout["margin"], layout["xaxis"]["range"], layout["xaxis"]
    wide = look.look.width - margin["l"] - margin["r"]
    end = 0.0
    for place, name in zip(axis["tickvals"], axis["ticktext"], strict=True):
        middle = margin["l"] + (place - first) / (last - first) * wide
        half = labels.width(name, look.look.text - 1) / 2
        assert middle - half >= end
        end = middle + half
    assert "Government" in shown.source


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("by", [2037, 2039, 2050, 2100])
@pytest.mark.parametrize("seen", [{}, {2025: 32}])
def test_a_far_goal_without_figures_is_a_card(narrow, by, seen):
    """Net zero by 2050 is promised before anything is measured; in 2018 a goal of 2050 is as far."""
    far = target(goals=[goal(at_least=52, by=by)], observations=figures(seen))
    assert f"⟦period.spoken.year⟧ {by}" in " ".join(noted(drawn(trajectory, far, narrow=narrow)))
    later = assessed(far)
    assert trajectory_data.cropped(later) is None or trajectory_data.cropped(later) > later.on.year

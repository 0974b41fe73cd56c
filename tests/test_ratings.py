"""Ratings: words in order are compared, shown as words and never reckoned with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.shelf import laid, measure, read, sound, verdict
from tracker.charts.canvas import Setting
from tracker.charts.trajectory import trajectory
from tracker.language import LANGUAGES, words
from tracker.model import Indicator
from tracker.style import look
from tracker.wording import Wording

SCALE = ", scale: [Low, Medium, High, {en: Very high, vi: Rất cao}]"
GOAL = "goals: [{at_least: High, by: 2030, source: plan}]\n"


def target(*ratings: str, goal: str = GOAL) -> str:
    """Return a target with a rating every third year from 2018 on."""
    rows = "".join(
        f"  - {{period: {2018 + 3 * at}, value: {one}, source: data}}\n" for at, one in enumerate(ratings)
    )
    return measure("index", SCALE) + goal + "baseline: 2018\nobservations:\n" + rows


@pytest.mark.parametrize(
    ("ratings", "state"),
    [
        (("Low", "Low", "Medium"), "slightly_off_track"),
        (("Medium", "Low", "Medium"), "well_off_track"),
        (("Medium", "Medium", "Low"), "moving_away"),
        (("Low", "Medium", "High"), "met"),
        (("Low", "Medium", "Very high"), "met"),
    ],
)
def test_a_rating_is_judged_by_its_order(ratings: tuple[str, ...], state: str, tmp_path: Path) -> None:
    """Better than at first, the same, worse, or kept; no share, no pace, no projection."""
    found = verdict(sound(laid(tmp_path, one=target(*ratings))), "one")
    assert found.state == state
    assert (found.ratio, found.gap_closed, found.projection, found.pace_recent) == (None, None, None, None)
    assert found.outlook is not None
    assert found.outlook.value is None


@pytest.mark.parametrize(
    ("ratings", "nearer"),
    [
        (("Medium", "Low", "Medium"), "and is no nearer"),
        (("Low", "Medium", "Medium"), "but is nearer"),
        (("Medium", "High", "Low"), "and is no nearer"),
    ],
)
def test_a_rating_is_compared_in_words_with_the_one_it_is_judged_by(
    ratings: tuple[str, ...], nearer: str, tmp_path: Path
) -> None:
    """That is the first one: what lay between may have gone up and down."""
    portfolio = sound(laid(tmp_path, one=target(*ratings)))
    said = Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "one"))
    kept = f"{ratings[-1]} (2024) does not keep at least High by 2030"
    assert f"{kept}, {nearer} to it than {ratings[0]} (2018)" in said


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_rating_is_said_by_its_word(code: str, tmp_path: Path) -> None:
    """Neither sentence nor picture holds the place of a word; a word has the reader's language."""
    portfolio = sound(laid(tmp_path, one=target("Low", "Medium", "Very high")))
    found = verdict(portfolio, "one")
    said = Wording(words(code), portfolio.vocabulary.units).says(found)
    assert ("Rất cao" if code == "vi" else "Very high") in said
    assert " 4" not in said
    chart = trajectory(found, Setting(words(code), look("light"), portfolio))
    assert chart.figure["layout"]["yaxis"]["ticktext"][:3] == ["Low", "Medium", "High"]


def test_a_word_that_the_scale_does_not_have_is_told_with_the_nearest(tmp_path: Path) -> None:
    """Of figures and of goals alike; a number is no word either."""
    for goal, ratings, given in (
        (GOAL.replace("High", "Hihg"), ("Low", "Medium"), "Hihg"),
        (GOAL, ("Low", "Medum"), "Medum"),
        (GOAL, ("Low", "2"), "2"),
    ):
        _, problems = read(laid(tmp_path, one=target(*ratings, goal=goal)))
        assert [(one.code, one.values["given"]) for one in problems] == [("S083", given)]


def test_words_of_the_scale_stand_wherever_a_value_does(tmp_path: Path) -> None:
    """At both ends of a range, on a path, in what is expected, in an interval and in a region alike."""
    way = "path: {source: plan, points: [{period: 2026, value: Medium}]}"
    goals = f"goals:\n  - {{at_least: High, by: 2030, source: plan, {way}}}\n"
    goals += "  - {between: [Medium, High], by: 2028, source: plan}\n"
    rest = (
        "projections: [{by: stats, source: plan, points: [{period: 2030, value: Very high}]}]\n"
        "breakdowns: [{dimension: region, period: 2024, source: data,\n"
        "  values: [{area: {en: N}, value: Low}]}]\n"
    )
    text = target("Low", "Low", "Medium", goal=goals)
    text = text.replace("value: Medium,", "value: Medium, interval: [Low, High],")
    portfolio, problems = read(laid(tmp_path, one=text + rest))
    assert [one.code for one in problems] == ["W086"]  # the path is kept, and no rating is judged by it
    record = portfolio.targets["one"]
    assert isinstance(record, Indicator)
    assert record.goals[0].path is not None
    assert (record.goals[0].path.points[0].value, record.goals[1].between) == (2, (2, 3))
    assert (record.projections[0].points[0].value, record.breakdowns[0].values[0].value) == (4, 1)
    assert record.observations[2].interval == (1, 3)
    found = verdict(portfolio, "one")  # the range of 2028 is due first, and Medium lies in it
    assert found.state == "met"
    said = Wording(words("en"), portfolio.vocabulary.units).says(found)
    assert "Medium" in said
    assert "2" not in re.sub(r"20\d\d", "", said)


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize(
    ("promise", "state", "told"),
    [
        ("at_least: Low, for: 2024", "met", "Met: Very high (2024) keeps"),
        ("at_most: Medium, for: 2024", "missed", "Missed: Very high (2024) did not keep"),
        ("at_least: Low, by: 2022", "met", "Met: Very high (2024) keeps"),
    ],
)
def test_no_amount_lies_between_two_words(
    promise: str, state: str, told: str, code: str, tmp_path: Path
) -> None:
    """Very high is three words above Low, and not three ratings more than the goal asks for."""
    goal = f"goals: [{{{promise}, source: plan}}]\n"
    portfolio = sound(laid(tmp_path, one=target("Low", "Medium", "Very high", goal=goal)))
    found, wording = verdict(portfolio, "one"), Wording(words(code), portfolio.vocabulary.units)
    assert (found.state, found.gap, found.reasons["gap"]) == (state, None, "scale")
    assert re.sub(r"20\d\d|\d+ \w+ 20\d\d", "", wording.verdict(found)).count("3") == 0
    if code == "en":
        assert wording.verdict(found).startswith(told)


@pytest.mark.parametrize("bound", ["at_least: High", "at_least: 3", "at_most: Hihg"])
@pytest.mark.parametrize("counts", ["", ", counts: flow"])
def test_words_are_never_added_up(bound: str, counts: str, tmp_path: Path) -> None:
    """A total of ratings is refused as such, whatever its bound is, and not for a word of the scale."""
    goal = f"goals: [{{total: {{{bound}, over: 2022/2025}}, source: plan}}]\n"
    text = target("Low", "Medium", goal=goal).replace(SCALE, counts + SCALE)
    _, problems = read(laid(tmp_path, one=text))
    assert [(one.code, one.path) for one in problems] == [("S089", "goals[0].total")]


def test_the_words_of_another_scale_are_not_taken(tmp_path: Path) -> None:
    """The third of four words is no High: whose words come from another target has the same words."""
    goal = "goals: [{at_least: High, by: 2030, source: plan}]\n"
    taker = measure("index", ", scale: [Low, Medium, High]") + goal + "observations: {from: other}\n"
    rows = "baseline: 2018\nobservations: [{period: 2018, value: Poor, source: data}]\n"
    other = measure("index", ", scale: [Poor, Fair, Good, Top]") + rows
    told = [one for one in read(laid(tmp_path, one=taker, other=other))[1] if one.code == "S092"]
    assert [one.values for one in told] == [
        {"given": "other", "theirs": "Poor, Fair, Good, Top", "ours": "Low, Medium, High"}
    ]


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (
            "observations:\n  - {period: 2018, value: Low, source: data}\n"
            "  - {period: 2018, value: High, source: plan}\n",
            "W015",
            {"value": "High", "other": "Low"},
        ),
        (
            "baseline: {period: 2018, value: Low, source: data}\n"
            "observations: [{period: 2018, value: Medium, source: data}]\n",
            "W089",
            {"value": "Low", "other": "Medium"},
        ),
        ("goals: [{between: [High, Low], by: 2030, source: plan}]\n", "S017", {"low": "High", "high": "Low"}),
    ],
)
def test_what_is_said_of_ratings_names_their_words(
    lines: str, code: str, said: dict[str, str], tmp_path: Path
) -> None:
    """Nobody who wrote High and Low finds 3 and 1 in the file."""
    goal = "" if lines.startswith("goals") else GOAL
    found = read(laid(tmp_path, one=measure("index", SCALE) + goal + lines))[1]
    (told,) = (one for one in found if one.code == code)
    assert said.items() <= told.values.items()


def test_a_rating_has_no_trend_that_leads_away(tmp_path: Path) -> None:
    """High, Low, Medium: what is compared by words has no pace, and the last step rose."""
    goal = "goals: [{at_least: Medium, every_period: true, source: plan}]\n"
    found = verdict(sound(laid(tmp_path, one=target("High", "Low", "Medium", goal=goal))), "one")
    assert (found.state, "adverse_trend" in found.flags) == ("met", False)

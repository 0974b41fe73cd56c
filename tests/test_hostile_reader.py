"""What a hostile reader could once catch a verdict out in, each with the numbers worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.drawn import drawn
from tests.portfolio import SOURCES, figures, goal, judged, target
from tracker.charts import trajectory
from tracker.charts.story import long_ones
from tracker.language import LANGUAGES, words
from tracker.progress import assess
from tracker.terms import Unit
from tracker.wording import Wording

TODAY = date(2026, 11, 27)
UNITS = {
    "percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%", "decimals": 1}),
    "rank": Unit.model_validate({"title": {"en": "rank"}, "decimals": 0}),
}
ENGLISH = Wording(words("en"), UNITS)


def test_the_time_used_is_that_of_the_figure_and_the_days_are_those_of_the_day() -> None:
    """0.42 in 2021 and 0.54 in 2023 toward 2 by 2026: two of five years; 34 days are left, no pace.

    The figure is almost three years old: 1.46 over 34 days would pretend that nothing has happened since.
    """
    found = judged(
        on=TODAY,
        goals=[goal(at_least=2, by=2026)],
        observations=figures({2021: 0.42, 2023: 0.54}),
    )
    assert (found.time_used, found.days_left) == (pytest.approx(0.4), 34)
    assert (found.if_nothing_changed, found.reasons["if_nothing_changed"]) == (None, "old_figure")
    said = ENGLISH.says(found)
    assert "34 days are left" in said
    assert "a year" not in said
    assert "a month" not in said
    assert "The last figure is" in said


def test_the_path_leads_through_the_goal_that_is_judged() -> None:
    """From 600 in 2020 down to 420 by 2030 the path asks for 510 in 2025, to 500 it would ask for 550."""
    goals = [goal(id="weak", at_most=500, by=2030), goal(id="strong", at_most=420, by=2030)]
    for listed in (goals, goals[::-1]):
        found = judged(on=TODAY, goals=listed, observations=figures({2020: 600, 2025: 540}))
        assert found.goal is not None
        assert (found.goal.id, found.path_value, found.ratio) == ("strong", 510, pytest.approx(60 / 90))
        assert "at most 420% by 2030" in ENGLISH.verdict(found)
        assert ENGLISH.further(found) == ["For the same deadline also at most 500% by 2030: On track."]


def test_a_figure_over_several_years_is_drawn_as_long_as_it_is() -> None:
    """The mean of 2021 to 2025 is a stroke from its first day to its last, joined to no year."""
    made = target(
        measure={"growth_rate": True},
        goals=[goal(at_least=6.5, by=2030)],
        baseline="2019",
        observations=figures({2019: 6.2, 2020: 5.4, 2024: 5.88, "2021/2025": 5.24}),
    )
    (stroke,) = long_ones(assess(made, TODAY, SOURCES))
    assert stroke == ((pytest.approx(2020.0, abs=0.01), 5.24), (2025.0, 5.24))
    lines = [one for one in drawn(trajectory, made, TODAY).figure["data"] if one.get("mode") == "lines"]
    joined = [one for one in lines if 5.24 in one["y"] and set(one["y"]) != {5.24, None}]
    assert joined == []


def test_after_a_deadline_nothing_is_needed_and_no_year_is_named() -> None:
    """110 of 500 by 2025: missed, without a pace, an arrival in 2200 or a day left."""
    found = judged(
        on=date(2026, 6, 30),
        goals=[goal(at_least=500, by=2025)],
        observations=figures({2022: 80, 2024: 95, 2025: 110}),
    )
    assert (found.state, found.pace_required_now, found.acceleration_factor) == ("missed", None, None)
    assert ENGLISH.says(found) == "Missed: 110% (2025) did not keep at least 500% by 2025."


def test_a_pace_of_nothing_is_no_wrong_way() -> None:
    """40 in 2020 and in 2025: no word of moving away, and no acceleration of a pace that is zero."""
    found = judged(
        on=date(2026, 6, 30), goals=[goal(at_least=70, by=2030)], observations=figures({2020: 40, 2025: 40})
    )
    assert (found.state, found.reasons["acceleration_factor"]) == ("well_off_track", "recent_standstill")
    assert found.pace_observed == 0
    assert "standing still" in ENGLISH.verdict(found)
    assert "away" not in ENGLISH.says(found)


def test_a_pace_that_is_just_right_accelerates_by_nothing() -> None:
    """8 a year so far and 8 a year needed: a factor of one, on track."""
    even = judged(
        on=date(2026, 6, 30), goals=[goal(at_least=80, by=2030)], observations=figures({2020: 0, 2025: 40})
    )
    assert (even.acceleration_factor, even.ratio, even.state) == (1, 1, "on_track")


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_passed_deadline_is_said_where_there_is_no_figure(code: str) -> None:
    """On the last day of 2025 the goal is one, on the next it was one and its deadline has passed."""
    spoken = Wording(words(code), UNITS)
    given = {"goals": [goal(at_least=100, by=2025)], "observations": []}
    before, after = judged(on=date(2025, 12, 31), **given), judged(on=date(2026, 1, 1), **given)
    assert before.standing == after.standing == "no_figures"
    assert spoken.says(before) != spoken.says(after)
    values = {"state": spoken.state(after), "goal": spoken.goal(after.goal, after)}
    assert spoken.says(after) == f"{spoken.words('claim.standing.no_figures.over', **values)}."
    if code == "en":
        assert (
            spoken.says(after)
            == "No figures yet; the deadline has passed, the goal was at least 100% by 2025."
        )
        assert after.days_left is None


def test_nobody_is_told_of_a_day_left_once_the_deadline_is_over() -> None:
    """The deadline passes at the end of its last day."""
    given = {"goals": [goal(at_least=100, by=2025)], "observations": figures({2023: 60, 2024: 70})}
    last, next_day = judged(on=date(2025, 12, 31), **given), judged(on=date(2026, 1, 1), **given)
    assert (last.days_left, next_day.days_left) == (0, None)
    assert "the deadline is today" in ENGLISH.says(last)
    assert next_day.state == "awaiting_final"
    assert "left" not in ENGLISH.says(next_day)
    assert "the deadline of at least 100% by 2025 has passed" in ENGLISH.says(next_day)

"""What a hostile reader could once catch a verdict out in, each with the numbers worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.drawn import drawn
from tests.portfolio import SOURCES, figures, goal, judged, target
from tracker.charts import trajectory
from tracker.charts.trajectory_data import long_ones
from tracker.language import LANGUAGES, words
from tracker.progress import assess
from tracker.scalars import Period
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
    missed = "Missed: 110% (2025) did not keep at least 500% by 2025, missing it by 390 points."
    assert ENGLISH.says(found) == missed


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


YEAR_TO_DATE = {"counts": "running_total", "wanted": "rise", "frequency": "irregular"}


def test_a_total_since_january_needs_the_same_months() -> None:
    """50.5 in six months of 2021 and 81 of 2025 are 12.5 % a year; 111.4 in eight months has no twin."""
    totals = {"2021-01/2021-06": 50.5, "2022-01/2022-06": 57, "2022-01/2022-09": 90.7}
    totals |= {"2025-01/2025-06": 81, "2025-01/2025-08": 111.4}
    found = judged(on=TODAY, measure=YEAR_TO_DATE, observations=figures(totals))
    assert found.state == "improving"
    assert found.growth == pytest.approx((81 / 50.5) ** (1 / 4) - 1)
    assert ENGLISH.verdict(found) == (
        "Improving: 81% (Jan 2025 – Jun 2025), from 50.5% (Jan 2021 – Jun 2021); no goal is set."
    )


def test_years_of_a_yearly_total_are_not_left_for_half_a_year() -> None:
    """80 in 2022 and 96 in 2024 of 120 by 2028: 16 of 40 in 2 of 6 years, whatever six months brought."""
    totals = {"2022-01/2022-06": 40, "2022": 80, "2024": 96, "2025-01/2025-06": 47}
    found = judged(
        on=TODAY,
        measure={"counts": "running_total", "frequency": "year", "unit": "index"},
        goals=[goal(at_least=120, by=2028)],
        observations=figures(totals),
    )
    assert (found.ratio, found.state) == (pytest.approx(1.2), "on_track")


def test_totals_of_unlike_months_show_no_direction() -> None:
    """Six months of 2024 and eight of 2025 tell nothing, though the second is more."""
    totals = {"2024-01/2024-06": 80, "2025-01/2025-08": 111}
    found = judged(on=TODAY, measure=YEAR_TO_DATE, observations=figures(totals))
    assert found.state == "not_assessable"
    assert ENGLISH.verdict(found) == (
        "Not assessable, last 111% (Jan 2025 – Aug 2025): no goal is set, and no two figures that can be "
        "compared show a direction."
    )


def test_a_total_since_a_programme_began_is_a_level() -> None:
    """10 by the end of 2022 and 40 by the end of 2024 of 100 by 2030, since January 2021."""
    totals = {"2021-01/2022-12": 10, "2021-01/2024-12": 40}
    found = judged(
        on=TODAY,
        measure={"counts": "running_total"},
        goals=[goal(at_least=100, by=2030)],
        observations=figures(totals),
    )
    assert found.ratio == pytest.approx((30 / 90) / (2 / 8))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({2020: 0, 2024: 5}, "improving"),
        ({2020: -3, 2024: -1}, "improving"),
        ({2020: -3, 2024: -3.01}, "worsening"),
        ({2020: -3, 2024: -2.99}, "little_change"),
        ({2020: 0, 2024: 0}, "little_change"),
        ({2020: 4, 2024: 0}, "worsening"),
        ({2020: 2, 2024: -2}, "worsening"),
    ],
)
def test_a_figure_without_compound_growth_has_a_direction(values: dict[int, float], state: str) -> None:
    """From 0 to 5 is a rise; from -3 to -2.99 is a rise by less than 0.1 % of 3 a year."""
    found = judged(on=TODAY, measure={"wanted": "rise", "unit": "index"}, observations=figures(values))
    assert found.state == state


def test_one_figure_without_a_goal_is_said_plainly() -> None:
    """No goal is set; where a way is wanted, one figure shows none."""
    plain = judged(on=TODAY, observations=figures({2024: 58}))
    assert ENGLISH.verdict(plain) == "Not assessable, last 58% (2024): no goal is set."
    wanted = judged(on=TODAY, measure={"wanted": "rise"}, observations=figures({2024: 58}))
    assert ENGLISH.verdict(wanted) == (
        "Not assessable, last 58% (2024): no goal is set, and no two figures that can be compared "
        "show a direction."
    )


def test_the_mean_of_four_terms_says_that_it_is_one() -> None:
    """Quarters of 80, 90, 70, 60 and of 84, 94, 74, 64 are compared by their means, 75 and 79."""
    quarters = {f"2023-Q{n}": value for n, value in enumerate((80, 90, 70, 60), 1)}
    quarters |= {f"2024-Q{n}": value for n, value in enumerate((84, 94, 74, 64), 1)}
    found = judged(
        measure={"counts": "mean", "seasonal": "true", "frequency": "quarter"},
        goals=[goal(at_least=90, by="2029")],
        observations=figures(quarters),
    )
    said = ENGLISH.verdict(found)
    assert "79.0% (mean of Q1 2024 – Q4 2024)" in said
    assert "from 75.0% (mean of Q1 2023 – Q4 2023)" in said
    assert "at the pace since Q4 2023 it" in said
    assert "(mean of Q1 2024 – Q4 2024)" in ENGLISH.pace(found)


def test_a_goal_for_twelve_months_is_reached_in_them() -> None:
    """Nobody does something by 12 months to 2029; it is so in them, and the path ends in December."""
    window = Period.parse("2029-12")
    window = Period(window.last, date(2029, 1, 1), "2029", window=12)
    found = judged(
        on=TODAY, goals=[goal(at_most=30, by=2029)], observations=figures({2020: 60, 2024: 50, 2025: 48})
    )
    assert found.goal is not None
    moved = replace(found, goal=found.goal.model_copy(update={"by": window}))
    assert ENGLISH.goal(moved.goal, moved) == "at most 30% in the 12 months to Dec 2029"
    assert "by Dec 2029" in ENGLISH.verdict(moved)
    assert "by 12 months" not in ENGLISH.says(moved)


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_ceiling_that_is_kept_is_exceeded_in_no_language(code: str) -> None:
    """20 under a ceiling of 30 keeps it with 10 to spare, and 48 of 30 does not lack 18 of anything."""
    spoken = Wording(words(code), UNITS)
    promise = [goal(at_most=30, by=2030)]
    kept = judged(on=TODAY, goals=promise, observations=figures({2020: 60, 2025: 20}))
    above = judged(on=TODAY, goals=promise, observations=figures({2020: 60, 2025: 48}))
    for wrong in ("exceed", "vượt", "thiếu", "übertrifft", "fehl", "mangler", "saknas", "overgår", "chỉ là "):
        assert wrong not in spoken.says(kept)
        assert wrong not in spoken.pace(above)
    worse = judged(on=TODAY, goals=promise, observations=figures({2020: 40, 2025: 48}))
    assert "sẽ chỉ là" not in spoken.verdict(worse)


def test_a_later_goal_is_not_too_early_where_a_sooner_one_is_on_track() -> None:
    """26 to 91 of 99 in half a year: on track for 2026, and so for 2030; a goal that asks more waits."""
    goals = [goal(id="soon", at_least=99, by=2026), goal(id="late", at_least=99, by=2030)]
    goals += [goal(id="more", at_least=100, by=2030)]
    found = judged(on=TODAY, goals=goals, observations=figures({"2025-06": 26, "2025-12": 91}))
    states = {one.goal.id: one.state for one in found.goals}
    assert states == {"soon": "on_track", "late": "on_track", "more": "too_early"}


def test_an_outlook_that_points_the_other_way_names_the_figure_it_counts_from() -> None:
    """From 86 in 2022 to 71 in 2024 is ahead of the path to 65 by 2026; from 99 in 2014 it is 2.8 a year.

    The path asks for 86 - 21 * 2 / 4 = 75.5, rank 76; at 2.8 places a year it is 71 - 5.6 = 65.4, rank 66.
    """
    found = judged(
        on=TODAY,
        measure={"unit": "rank"},
        baseline="2022",
        goals=[goal(at_most=65, by=2026)],
        observations=figures({2014: 99, 2016: 89, 2018: 88, 2020: 86, 2022: 86, 2024: 71}),
    )
    said = ENGLISH.verdict(found)
    assert "asked for rank 76 by then; but at the pace since 2014 (then rank 99) it would be rank 66" in said


def test_a_standstill_that_follows_a_better_year_says_since_when_it_worsens() -> None:
    """44 in 2021 and in 2025, 42 in 2020: 0.4 places a year lost, 46 by 2030."""
    found = judged(
        on=TODAY,
        measure={"unit": "rank"},
        baseline="2021",
        goals=[goal(at_most=40, by=2030)],
        observations=figures({2020: 42, 2021: 44, 2022: 48, 2023: 46, 2024: 44, 2025: 44}),
    )
    said = ENGLISH.verdict(found)
    assert "standing still: rank 44 (2025), as in 2021" in said
    assert "at the pace since 2020 (then rank 42) it would be rank 46 by 2030" in said


def test_one_promise_in_two_forms_is_named_once() -> None:
    """15 per cent below 1,081 is 918.85, which is printed as the 919 that another document promises."""
    unit = {"people": Unit.model_validate({"title": {"en": "people"}, "decimals": 0})}
    low = goal(id="a", at_most={"change": "-15 %", "of": 2023}, by=2030)
    same, other = goal(id="b", at_most=919, by=2030), goal(id="c", at_most=950, by=2030)
    found = judged(
        on=TODAY,
        measure={"unit": "people"},
        goals=[low, same, other],
        observations=figures({2023: 1081, 2025: 1000}),
    )
    wording = Wording(words("en"), unit)
    assert "to at most 919 people (15% below 2023) by 2030 asked for" in wording.verdict(found)
    assert wording.further(found) == ["For the same deadline also at most 950 people by 2030: On track."]


def test_what_a_rate_lacks_is_told_in_points() -> None:
    """Of 6.5 % a year 5.24 lacks 1.26 points: 1.26 % a year would be a rate of its own."""
    rate = {"rate": Unit.model_validate({"title": {"en": "rate"}, "symbol": "% a year", "decimals": 2})}
    found = judged(
        on=date(2025, 11, 27),
        measure={"unit": "rate", "growth_rate": True},
        goals=[goal(at_least=6.5, by=2025)],
        observations=figures({2023: 5.24, 2024: 5.24}),
    )
    assert "gap was 1.26 points" in Wording(words("en"), rate).pace(found)

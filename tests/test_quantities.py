"""Quantities: shares, paces and paths of every kind of promise, with numbers worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.portfolio import RISING, figures, goal, judged, method, simple
from tracker import printed
from tracker.judging import methods
from tracker.judging.assessment import Assessment, MethodResult


def test_zero_baseline_and_zero_target():
    """From 0 and to 0 the straight line works; compound growth is refused, nothing is put in."""
    count = simple((2024, 0), (2026, 6000), {"at_least": 50000, "by": "2030"}, on=date(2027, 2, 1))
    assert (count.ratio, method(count, "eurostat_cagr")) == (
        pytest.approx(0.36),
        (False, "not_positive", None),
    )
    falling = simple((2020, 30), (2024, 18), {"at_most": 0, "by": "2030"})
    assert (falling.ratio, falling.state) == (pytest.approx(1.0), "on_track")
    assert method(falling, "eurostat_cagr") == (False, "not_positive", None)


def test_sign_change():
    """From -4 to +1 on the way to +6: half the gap in half the time is R = 1."""
    found = simple((2020, -4), (2025, 1), {"at_least": 6, "by": "2030"})
    assert (found.ratio, found.gap_closed) == (pytest.approx(1.0), pytest.approx(0.5))
    assert method(found, "eurostat_cagr")[1] == "not_positive"


def test_baseline_equal_to_the_goal():
    """Starting on the goal: kept is met; lost is moving away with was_met and no ratio."""
    kept = simple((2020, 50), (2024, 51), {"at_least": 50, "by": "2030"})
    lost = simple((2020, 50), (2024, 47), {"at_least": 50, "by": "2030"})
    assert (kept.state, kept.ratio, kept.reasons["ratio"]) == ("met", None, "base_met")
    assert (lost.state, lost.ratio, lost.pace_required_now) == ("moving_away", None, pytest.approx(0.5))
    assert "was_met" in lost.flags


def test_baseline_met_and_lost():
    """A floor of 55 held at 62 and lost at 51 has no ratio; 4 / 3 a year would regain it."""
    found = simple((2018, 62), (2024, 51), {"at_least": 55, "by": "2027"})
    assert (found.state, found.ratio, found.gap_closed) == ("moving_away", None, None)
    assert (found.reasons["ratio"], found.reasons["path_value"]) == ("base_met", "base_met")
    assert found.pace_required_now == pytest.approx(4 / 3)


@pytest.mark.parametrize(
    ("base", "reason"),
    [("99.9", "base_near_goal"), ("99.8", None), ("99.85", None), ("99.99", "base_near_goal")],
)
def test_baseline_nearly_equal_to_the_goal(base, reason):
    """Nearer to 100 than two units of its last digit a baseline has no ratio; 99.8 is two units off."""
    found = simple((2020, base), (2024, "99.7"), {"at_least": "100", "by": "2030"})
    assert (found.reasons.get("ratio"), found.state) == (reason, "moving_away")
    assert (found.ratio is None) is (reason is not None)


def test_near_baseline_that_improves():
    """It fell from 99.9 to 99.8, but rose by 0.3 in the five years since 2019: slightly off track."""
    found = judged(
        goals=[goal(at_least=100, by="2030")],
        baseline="2021",
        observations=figures({2019: "99.5", 2021: "99.9", 2022: "99.7", 2023: "99.8", 2024: "99.8"}),
    )
    assert (found.reasons["ratio"], found.state) == ("base_near_goal", "slightly_off_track")
    assert method(found, "eurostat_cagr")[1] == "base_near_goal"


def test_rank_is_exact_and_not_rounded():
    """From rank 71 to 70 is a place to gain, not a rounding difference: R of one place in two years."""
    found = simple((2022, 71), (2024, 71), {"at_most": 70, "by": "2030"}, measure={"rank_of": 193})
    assert (found.ratio, found.state) == (0.0, "well_off_track")
    assert found.flags[:1] == ("no_change",)


def test_no_change_is_a_plain_zero():
    """From 20 to 20 the recent pace is 0, which no page and no file may show as -0."""
    found = simple((2020, 20), (2024, 20), {"at_least": 50, "by": "2030"})
    assert (str(found.pace_recent), str(found.pace_observed)) == ("0.0", "0.0")


def test_interval_is_judged_by_its_weaker_bound():
    """From 100 to 92 on the way to 80-85: 2 a year of 1.5 needed for 85, of 2 for 80."""
    found = simple((2020, 100), (2024, 92), {"between": [80, 85], "by": "2030"})
    assert (found.ratio, found.gap, found.state) == (pytest.approx(4 / 3), 7, "on_track")
    assert found.methods["linear_pace_strong_bound"].ratio == pytest.approx(1.0)
    assert found.path_value == pytest.approx(94)
    assert found.projection == pytest.approx(80)


def test_interval_from_below():
    """From 60 up to 70 the lower bound 80 is the weaker: 2.5 a year of 2 needed; 85 needs 2.5."""
    found = simple((2020, 60), (2024, 70), {"between": [80, 85], "by": "2030"})
    assert found.ratio == pytest.approx(2.5 / 2)
    assert found.methods["linear_pace_strong_bound"].ratio == pytest.approx(1.0)


def test_interval_jumped_across():
    """From 15 above to 5 below: 10 of 15 points of distance are closed in 4 of 10 years, R = 5 / 3."""
    found = simple((2020, 100), (2024, 75), {"between": [80, 85], "by": "2030"})
    assert (found.gap, found.gap_closed) == (5, pytest.approx(2 / 3))
    assert found.ratio == pytest.approx(5 / 3)
    assert method(found, "eurostat_cagr")[1] == "crossed_interval"
    assert method(found, "linear_pace_strong_bound")[1] == "crossed_interval"


CROSSED = {2020: 10, 2021: 20, 2022: 30, 2023: 45, 2024: 52, 2025: 55}
BACK = {2010: 10, 2015: 70, 2020: 60, 2021: 59, 2022: 58, 2023: 57, 2024: 56, 2025: 55}


def test_a_pace_that_leads_on_behind_an_interval_closes_no_gap():
    """From 10 to 55, past 40 to 50: at 9 a year it would be 100 by 2030, and no method calls that near."""
    found = judged(goals=[goal(between=[40, 50], by="2030")], observations=figures(CROSSED))
    for name in ("recent_projection", "acceleration_factor", "eurostat_cagr"):
        assert method(found, name)[1] == "crossed_interval"
    assert (found.acceleration_factor, found.reasons["acceleration_factor"]) == (None, "crossed_interval")
    assert "adverse_trend" in found.flags


def test_a_pace_that_comes_back_to_an_interval_closes_its_gap():
    """Past 50 in 2015, and from 60 to 55 since 2020: 1 a year is just what is needed for 50 by 2030."""
    found = judged(goals=[goal(between=[40, 50], by="2030")], observations=figures(BACK))
    assert method(found, "recent_projection")[1] is None
    assert found.acceleration_factor == pytest.approx(1.0)
    assert "adverse_trend" not in found.flags


def test_interval_met_and_about_to_be_left():
    """82 lies inside; falling 4.5 a year it would be at 55 by 2030: met, with a warning."""
    found = simple((2020, 100), (2024, 82), {"between": [80, 85], "by": "2030"})
    assert (found.state, found.gap, found.gap_closed) == ("met", -2, None)
    assert found.reasons["gap_closed"] == found.reasons["projection"] == "met"
    assert "adverse_trend" in found.flags
    steady = simple((2020, 82.1), (2024, 82), {"between": [80, 85], "by": "2030"})
    assert (steady.state, steady.flags) == ("met", ())


def test_ceiling_kept_while_rising():
    """62 under a ceiling of 70 is met, but rising 0.875 a year is the wrong way; no pace is told of it."""
    found = simple((2016, 55), (2024, 62), {"at_most": 70, "by": "2030"})
    assert (found.state, found.gap, found.pace_recent) == ("met", -8, None)
    assert "adverse_trend" in found.flags


@pytest.mark.parametrize(
    ("values", "state", "adverse"),
    [
        ({2021: 91, 2022: 92, 2023: 92, 2024: 93}, "met", False),
        ({2021: 96, 2022: 95, 2023: 94, 2024: 93}, "met", True),
        ({2021: 85, 2022: 86, 2023: 88, 2024: 89}, "slightly_off_track", False),
        ({2021: 91, 2022: 88, 2023: 88, 2024: 88}, "moving_away", False),
        ({2021: 88, 2022: 88, 2023: 88, 2024: 88}, "moving_away", False),
    ],
)
def test_value_to_hold_every_year(values, state, adverse):
    """At least 90 every year: held or not, and improving or not; there is no ratio to a target year."""
    found = judged(goals=[goal(at_least=90, by="2030", every_period="true")], observations=figures(values))
    assert (found.state, "adverse_trend" in found.flags) == (state, adverse)
    assert (found.ratio, found.reasons["ratio"]) == (None, "every_period")
    undated = judged(goals=[goal(at_least=90, every_period="true")], observations=figures(values))
    assert undated.state == state


def rates_of(values: dict[int, float], **promise: Any) -> Assessment:
    """Return the assessment of growth rates against a mean to be reached by 2030."""
    return judged(
        goals=[goal(at_least=8, by="2030", **promise)],
        measure={"growth_rate": "true"},
        observations=figures(values),
    )


def test_growth_rates_are_compared_by_their_mean():
    """10 %, 2 % and 12.2 % since 2020: (1.10 * 1.02 * 1.122)^(1/3) = 1.0796 a year; 2019 is not counted."""
    found = rates_of({2019: 5, 2020: 10, 2021: 2, 2022: 12.2})
    assert found.mean == pytest.approx(100 * ((1.10 * 1.02 * 1.122) ** (1 / 3) - 1))
    assert found.gap == pytest.approx(8 - found.mean)
    assert (found.state, found.ratio, found.reasons["ratio"]) == ("slightly_off_track", None, "growth_rate")
    assert method(found, "eurostat_cagr") == (False, "growth_rate", None)


def test_growth_rates_that_suffice_or_fall():
    """A mean of 8.5 % is met; 9 % then 6 % has a mean under 8 % and falls: moving away."""
    assert rates_of({2020: 8, 2021: 9}).state == "met"
    assert rates_of({2020: 9, 2021: 6}).state == "moving_away"


def test_growth_rate_from_before_the_goal_says_nothing():
    """The only rate is older than the plan: no mean, no verdict."""
    found = rates_of({2018: 12})
    assert (found.state, found.reason, found.mean) == ("insufficient_data", "no_observation_since_goal", None)


def test_rank():
    """Places gained count; compound growth of places has no meaning; the flag says it is relative."""
    found = simple((2022, 86), (2024, 71), {"at_most": 50, "by": "2030"}, measure={"rank_of": 193})
    assert (found.ratio, found.state) == (pytest.approx(7.5 / 4.5), "on_track")
    assert method(found, "eurostat_cagr") == (False, "rank", None)
    assert "relative_measure" in found.flags


def test_cumulative_count_from_zero():
    """A running total starts at 0 when the programme starts: 6,000 of 50,000 after 2 of 6 years, R = 0.36."""
    found = judged(
        on=date(2027, 2, 1),
        measure={"cumulative": "true"},
        goals=[goal(at_least=50000, by="2030")],
        baseline={"period": "2024", "value": "0", "source": "plan"},
        observations=figures({2026: 6000}),
    )
    assert (found.ratio, found.acceleration_factor) == (pytest.approx(0.36), pytest.approx(11000 / 3000))


def test_time_is_that_of_the_figure():
    """A June figure lies half way: 2024.0 to 2025.5 of six years is a quarter of the time."""
    found = simple(("2024", 10), ("2026-06-30", 16), {"at_least": 34, "by": "2030"})
    assert (found.time_used, found.ratio) == (pytest.approx(0.25), pytest.approx(1.0))


def test_quarter_by_quarter():
    """Deadline Q4 2025 is the end of 2025: from 5 in Q4 2024 to 15 in Q2 2025, half of 20 needed."""
    found = simple(("2024-Q4", 5), ("2025-Q2", 15), {"at_least": 25, "by": "2025-Q4"}, on=date(2025, 8, 1))
    assert (found.time_used, found.ratio, found.state) == (pytest.approx(0.5), pytest.approx(1.0), "on_track")


def test_missing_years_use_actual_distances():
    """2019, 2021, 2023, 2024 over five years: 8 / 5 a year; nothing is filled in between."""
    found = judged(
        goals=[goal(at_least=49, by="2030")], observations=figures({2019: 30, 2021: 33, 2023: 36, 2024: 38})
    )
    assert (found.pace_recent, found.recent_window) == (pytest.approx(1.6), 4)


def test_recent_projection_and_acceleration():
    """1.6 a year reaches 47.6 of 49 by 2030: 9.6 of 11 remaining; the factor is 11 / 6 / 1.6."""
    found = judged(goals=[goal(at_least=49, by="2030")], baseline="2019", observations=figures(RISING))
    assert (found.projection, found.recent_window) == (pytest.approx(47.6), 6)
    assert found.methods["recent_projection"].ratio == pytest.approx(9.6 / 11)
    assert found.acceleration_factor == pytest.approx(11 / 6 / 1.6)
    assert method(found, "acceleration_factor") == (True, None, "slightly_off_track")


def test_what_is_needed_from_now_on_is_printed_without_a_verdict_on_the_pace():
    """From 50 in 2024, the only figure, to 80 by 2030 it takes 30 / 6 = 5 a year; none is carried on."""
    found = judged(goals=[goal(at_least=80, by="2030")], observations=figures({2024: 50}))
    assert (found.state, found.pace_required_now) == ("insufficient_data", 5)
    assert printed.quantity(found, "pace_required_now") == 5
    assert printed.quantity(found, "projection") is None


def test_methods_disagree():
    """Linear R = (8/5) / (19/11) = 0.926 and r = 0.873 agree; growth of 4.84 % over 4.56 % is on track."""
    found = judged(goals=[goal(at_least=49, by="2030")], baseline="2019", observations=figures(RISING))
    assert found.ratio == pytest.approx(1.6 / (19 / 11))
    assert {name: result.state for name, result in found.methods.items()} == {
        "linear_pace": "slightly_off_track",
        "eurostat_cagr": "on_track",
        "recent_projection": "slightly_off_track",
        "acceleration_factor": "slightly_off_track",
    }
    assert "methods_disagree" in found.flags


def test_every_method_may_disagree_but_the_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A method that is added counts as well; the classes of the factor are not those of a ratio."""
    named = ("linear_pace", "acceleration_factor", "another")
    monkeypatch.setattr(methods, "METHODS", named)
    results = {name: MethodResult(name, True, None, 1.0, "on_track", None) for name in named}
    factor = MethodResult("acceleration_factor", True, None, 3.0, "well_off_track", None)
    results["acceleration_factor"] = factor
    assert not methods.disagree(results, "linear_pace")
    results["another"] = MethodResult("another", True, None, 0.7, "slightly_off_track", None)
    assert methods.disagree(results, "linear_pace")

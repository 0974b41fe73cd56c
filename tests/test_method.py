"""The methods page: it names every state, flag, reason and method that the engine can give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from tests.portfolio import documented, simple
from tracker.contract import status
from tracker.judging import pace
from tracker.judging.states import State
from tracker.progress import NUMBERS

PACKAGE = Path(__file__).parents[1] / "tracker"
ENGINE = [*(PACKAGE / "judging").glob("*.py"), PACKAGE / "progress.py"]
QUOTED = {text for file in ENGINE for text in re.findall(r'"([a-z_]+)"', file.read_text("utf-8"))}


def test_states_are_documented():
    """Every state has a row with its condition, and no row is about a state that does not exist."""
    assert documented("State") == set(get_args(State))


@pytest.mark.parametrize("table", ["Flag", "Reason"])
def test_documented_codes_exist(table):
    """Every documented flag and reason occurs in the engine."""
    codes = documented(table)
    assert len(codes) > 10
    assert codes <= QUOTED


def test_methods_are_documented():
    """The methods of a verdict on an interval, which has all of them, are those of the page."""
    found = simple((2020, 100), (2024, 92), {"between": [80, 85], "by": "2030"})
    assert set(found.methods) == documented("Id")


WORKED = {
    "of at most 420 and at most 500": "test_no_order_of_lines_changes_a_verdict",
    "60, 50, 42 and 40 in 2015": "test_no_progress_is_counted_across_a_break",
    "51 in 2013 and 63 in 2018": "test_the_last_figure_before_the_goal_is_the_baseline",
    "50.5 (January to June 2021)": "test_a_total_since_january_needs_the_same_months",
    "3.2 % of the budget of 2025": "test_a_promise_for_one_year_waits_for_that_year",
    "terms of 80, 90, 70, 60": "test_whole_years_of_seasons_are_compared_by_their_means",
    "4.6 (2021), 5.88 (2024)": "test_a_mean_over_years_weighs_as_many",
    "26 at the middle and 41": "test_too_early_to_tell",
    "140, 147, 190, 197": "test_standing_and_outlook_are_two_facts",
    "12 points missing on 27 November 2026": "test_days_left_enter_only_from_a_fresh_figure",
    "a figure of 2024, published on 1 February 2025": "test_how_old_and_when_the_next_is_due",
    "at most 290 over 2022": "test_a_budget_is_judged_by_the_share_of_the_time",
    "100 deaths in 2020 and 40": "test_nothing_is_projected_below_zero_that_never_was",
    "48 in 2024 from 40 in 2020": "test_the_path_of_a_publisher_is_named_wherever_its_goal_is",
    "76 in 2025 from 72 in 2020": "test_a_path_that_lies_behind_the_baseline_gives_no_ratio",
    "Low in 2017": "test_a_rating_is_judged_by_its_order",
    "100 to 106": "test_without_a_goal_the_wanted_way_decides",
    "2 to 8 of 40": "test_the_house_rule_decides",
    "under 1 million (2024)": "test_one_and_one_point_nought_are_one_number",
    "26 and then over 91 of 90": "test_a_met_goal_has_no_share_pace_or_projection",
    "8.8 in 2016": "test_a_limit_that_is_kept_leads_nowhere",
    "60 by 2025 and 80 by 2030": "test_a_passed_deadline_is_a_cause_and_stays_in_sight",
    "20, 24, 29, 33": "test_financial_years_are_a_yearly_series",
    "300, 360": "test_a_period_is_its_whole_span",
    "10, 12, 14, 16, 18, 20": "test_the_whole_of_an_outlook",
}
"""How each worked case of docs/method.md begins, and the test that works it."""


def test_every_worked_case_is_a_test():
    """A reader who doubts a number of the manual finds a test that holds it."""
    text = " ".join((PACKAGE.parent / "docs/method.md").read_text("utf-8").split())
    cases = re.split(r"\*?Worked:\*? ", text)[1:]
    unknown = [case[:60] for case in cases if not any(start in case[:200] for start in WORKED)]
    assert unknown == []
    tests = "".join(file.read_text("utf-8") for file in (PACKAGE.parent / "tests").glob("test_*.py"))
    assert [name for name in WORKED.values() if f"def {name}(" not in tests] == []
    assert [start for start in WORKED if start not in text] == []


def test_every_function_that_the_manual_names_is_there():
    """A reader who follows a formula of docs/method.md into the code finds it."""
    named = set(re.findall(r"`pace[.](\w+)`", (PACKAGE.parent / "docs/method.md").read_text("utf-8")))
    assert named
    assert [name for name in sorted(named) if not hasattr(pace, name)] == []


def test_every_field_of_status_is_documented():
    """Whoever reads the JSON finds each field of it in docs/status.md; quantities stand in the method."""
    found = simple((2020, 40), (2025, 58), {"at_least": 70, "by": 2030})
    text = (PACKAGE.parent / "docs/status.md").read_text("utf-8")
    document = status([found], found.on, ".")
    fields = {*document, *document["targets"][0], *document["targets"][0]["outlook"]}
    assert [name for name in sorted(fields - set(NUMBERS)) if f"`{name}`" not in text] == []
    for name in NUMBERS:
        assert f"`{name}`" in (PACKAGE.parent / "docs/method.md").read_text("utf-8")

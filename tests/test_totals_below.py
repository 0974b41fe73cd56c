"""Totals of figures below zero: a later figure may take away from them, so that only the end decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid, read, verdict
from tests.test_totals import FLOW, figures, judged
from tests.told import of_target
from tracker.judging.assessment import Assessment
from tracker.language import LANGUAGES, words
from tracker.wording import Wording


def summed(folder: Path, bound: str, over: str, *values: float) -> Assessment:
    """Return the verdict on a sum over some years, from the figure of the first of them on."""
    goal = f"goals: [{{total: {{{bound}, over: {over}}}, source: plan}}]\n"
    return judged(folder, goal, figures(*values, start=int(over[:4])))


@pytest.mark.parametrize(
    ("bound", "values", "state", "ratio"),
    [
        ("at_most: -50", (-10, -15, -20), "on_track", 45 / 37.5),
        ("at_most: -40", (-10, -15, -20), "on_track", 45 / 30),
        ("at_least: -50", (-10, -15, -20), "slightly_off_track", 37.5 / 45),
        ("at_least: -40", (-10, -15, -20), "slightly_off_track", 30 / 45),
        ("at_most: 100", (60, 50, -20), "slightly_off_track", 75 / 90),
        ("at_most: 100", (60, 50), "missed", 50 / 110),
        ("at_least: 100", (60, 50, -5), "on_track", 105 / 75),
        ("at_least: 100", (60, 50), "met", None),
    ],
)
def test_a_sum_that_may_fall_is_not_decided_before_its_end(
    bound: str, values: tuple[float, ...], state: str, ratio: float | None, tmp_path: Path
) -> None:
    """-10, -15 and -20 are -45 of -50 after three of four years, where -37.5 would be even."""
    found = summed(tmp_path, bound, "2023/2026", *values)
    assert (found.state, found.ratio) == (state, ratio if ratio is None else pytest.approx(ratio))


@pytest.mark.parametrize(
    ("bound", "last", "state", "gap"),
    [
        ("at_most: -50", -6, "met", -1),
        ("at_most: -50", -4, "missed", 1),
        ("at_least: -50", -6, "missed", 1),
        ("at_least: -50", -4, "met", -1),
    ],
)
def test_its_last_figure_decides_it(bound: str, last: float, state: str, gap: float, tmp_path: Path) -> None:
    """-10, -15, -20 and -6 are -51 in all, with -4 they are -49."""
    found = summed(tmp_path, bound, "2022/2025", -10, -15, -20, last)
    assert (found.state, found.gap) == (state, pytest.approx(gap))


def test_a_figure_below_zero_outside_its_years_tells_that_a_sum_may_fall(tmp_path: Path) -> None:
    """60 and 50 exceed 100, and yet -5 in 2020 shows that a later year may bring them back."""
    goal = "goals: [{total: {at_most: 100, over: 2023/2027}, source: plan}]\n"
    rows = figures(-5, start=2020) + figures(60, 50, start=2023).removeprefix("observations:\n")
    found = judged(tmp_path, goal, rows)
    assert (found.state, found.ratio) == ("well_off_track", pytest.approx(40 / 110))


def test_of_a_floor_that_is_reached_for_now_no_pace_is_needed(tmp_path: Path) -> None:
    """60, 50 and -5 are 105 of 100: nothing is missing, and nothing is said to be needed a year."""
    found = summed(tmp_path, "at_least: 100", "2023/2027", 60, 50, -5)
    assert (found.pace_required_now, found.reasons["pace_required_now"]) == (None, "met")
    assert (found.if_nothing_changed, found.reasons["if_nothing_changed"]) == (None, "met")


@pytest.mark.parametrize(
    ("goal", "values", "told"),
    [
        ("at_least: 100", (60, -10, 55), "105 Mt CO2e reaches the goal already"),
        ("at_most: -50", (-30, 5, -31), "−56 Mt CO2e reaches the goal already"),
    ],
)
def test_a_sum_that_reaches_its_goal_for_now_is_said_to_be_decided_later(
    tmp_path: Path, goal: str, values: tuple[float, ...], told: str
) -> None:
    """60, -10 and 55 are 105 of 100: they are there, which figures say, and a later one may take it away."""
    goals = f"goals: [{{total: {{{goal}, over: 2023/2027}}, source: plan}}]\n"
    folder = laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + goals + figures(*values, start=2023))
    portfolio, _ = read(folder)
    found = verdict(portfolio, "one")
    assert found.outlook is not None
    assert (found.state, found.outlook.reason, found.outlook.by) == ("on_track", "sum_reached", None)
    for language in LANGUAGES:
        said = Wording(words(language), portfolio.vocabulary.units).says(found)
        assert ("decided only when 2027 is over" in said, "2027" in said) == (language == "en", True)
    text = of_target(folder, "one")
    assert told in text
    assert "would be there by now" not in text


def test_a_budget_is_not_said_to_be_reached_by_now(tmp_path: Path) -> None:
    """60, -40 and -50 are -30 of at most 100, which is not something to arrive at."""
    goals = "goals: [{total: {at_most: 100, over: 2023/2027}, source: plan}]\n"
    folder = laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + goals + figures(60, -40, -50, start=2023))
    text = of_target(folder, "one")
    assert "would be there by now" not in text
    assert "which keeps the goal" in text


def test_a_floor_below_zero_that_is_broken_is_not_said_to_be_exceeded(tmp_path: Path) -> None:
    """-51 is 1 below at least -50, and not 1 more than it."""
    goal = "goals: [{total: {at_least: -50, over: 2022/2025}, source: plan}]\n"
    target = FLOW.replace("UNIT", "mt-co2e") + goal + figures(-10, -15, -20, -6)
    portfolio, _ = read(laid(tmp_path, one=target))
    said = Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "one"))
    assert "did not keep at least" in said
    assert "missing it by 1 Mt CO2e" in said

"""Promises that figures of other periods say nothing of: for one period alone, or held until a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import ON, laid, read, sound, verdict
from tracker import report
from tracker.judging.assessment import Assessment
from tracker.language import LANGUAGES, words
from tracker.wording import Wording
from tracker.worked import worked

MEASURE = "measure: {definition: {en: Built}, unit: homes, frequency: year}\n"
SEEN = {"2019": 6, "2021": 4, "2024": 6.5, "2021/2025": 5}
ENGLISH = Wording(words("en"), {})


def judged(folder: Path, promise: str, values: dict[int, float], bound: str = "at_least: 100") -> Assessment:
    """Return the verdict on a series of years under one promise, of at least 100 unless told."""
    rows = ", ".join(f"{{period: {year}, value: {value}, source: data}}" for year, value in values.items())
    goal = f"goals: [{{{bound}, {promise}, source: plan}}]\n"
    return verdict(sound(laid(folder, one=f"{MEASURE}{goal}observations: [{rows}]\n")), "one")


@pytest.mark.parametrize(("last", "state"), [(110, "met"), (90, "missed")])
def test_of_a_promise_for_one_period_neither_a_start_nor_a_trend_is_told(
    last: float, state: str, tmp_path: Path
) -> None:
    """150 in 2023 and 120 in 2024 fall toward 110 or 90 in 2025: only the figure of 2025 was promised."""
    found = judged(tmp_path, "for: 2025", {2023: 150, 2024: 120, 2025: last})
    assert (found.state, found.flags, found.met_since) == (state, (), None)
    assert "2023" not in ENGLISH.says(found)


@pytest.mark.parametrize(
    ("then", "later", "state", "said"),
    [
        (90, 110, "missed", "Missed: 90 homes (2024) did not keep"),
        (110, 90, "met", "Met: 110 homes (2024) keeps"),
        (None, 90, "met", "Met: 150 homes (2022) keeps"),
    ],
)
def test_a_value_to_be_held_until_a_day_is_not_changed_by_a_later_period(
    then: float | None, later: float, state: str, said: str, tmp_path: Path
) -> None:
    """Until 2024 at least 100: what 2025 brought neither keeps that promise nor breaks it."""
    values = {2022: 150, **({2024: then} if then else {}), 2025: later}
    found = judged(tmp_path, "by: 2024, every_period: true", values)
    assert found.state == state
    assert not {"met_late", "lost_since", "judged_on_later_figure"}.intersection(found.flags)
    assert ENGLISH.verdict(found).startswith(said.replace(" homes", ""))
    assert ENGLISH.headline(found).count("2025") == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {2020: 4, 2021: 8, 2022: 7, 2023: 4.5},
            "Met: 4.5 homes (2023) keeps at most 5 homes with 0.5 homes to spare. That is promised in every "
            "period until 2030; the last figure not to keep it was 7 homes (2022).",
        ),
        (
            {2021: 8, 2022: 5, 2023: 5},
            "Met: 5 homes (2023), exactly the goal of at most 5 homes, and every figure since 5 homes (2022) "
            "has kept it. That is promised in every period until 2030; the last figure not to keep it was "
            "8 homes (2021).",
        ),
        (
            {2021: 4, 2022: 4, 2023: 4.5},
            "Met: 4.5 homes (2023) keeps at most 5 homes in every period until 2030 with 0.5 homes to spare, "
            "and every figure since 4 homes (2021) has kept it.",
        ),
    ],
)
def test_a_value_to_be_held_names_the_last_figure_that_broke_it(
    values: dict[int, float], said: str, tmp_path: Path
) -> None:
    """7 in 2022 is more than 5: nobody may read that every period until 2030 keeps it."""
    found = judged(tmp_path, "by: 2030, every_period: true", values, bound="at_most: 5")
    assert found.state == "met"
    assert ENGLISH.verdict(found).startswith(said.replace(" homes", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_broke_a_value_to_be_held_is_named_in_every_language(language: str, tmp_path: Path) -> None:
    """8 in 2021 and 7 in 2022 broke it: the newer is named, and the time stands once, beside it."""
    values = {2021: 8, 2022: 7, 2023: 4.5}
    found = judged(tmp_path, "by: 2030, every_period: true", values, bound="at_most: 5")
    first, second = Wording(words(language), {}).verdict(found).split(". ", 1)
    assert "2030" not in first
    assert ("2030" in second, "2022" in second, "2021" in second) == (True, True, False)


def test_of_few_figures_after_the_deadline_the_goal_was_promised(tmp_path: Path) -> None:
    """One figure of 2022 and a goal for 2024: in November 2026 nobody promises it any more."""
    seen = "observations: [{period: 2022, value: 60, source: data}]\n"
    goal = "goals: [{at_least: 100, by: 2024, source: plan}]\n"
    found = verdict(read(laid(tmp_path, one=MEASURE + goal + seen))[0], "one")
    assert found.state == "insufficient_data"
    assert "the deadline has passed, the goal was at least 100 by 2024." in ENGLISH.verdict(found)


def test_a_growth_rate_has_no_trend(tmp_path: Path) -> None:
    """6 % before the plan, 5 % a year on average in it: its mean is compared with 7 %, no pace is told."""
    measure = "measure: {definition: {en: Growth}, unit: percent, frequency: irregular, growth_rate: true}\n"
    goal = "goals: [{at_least: 7, by: 2021/2025, source: early}]\nbaseline: 2019\n"
    rows = ", ".join(f"{{period: {when}, value: {value}, source: data}}" for when, value in SEEN.items())
    found = verdict(read(laid(tmp_path, one=f"{measure}{goal}observations: [{rows}]\n"))[0], "one")
    assert (found.state, found.flags) == ("missed", ())


@pytest.mark.parametrize(
    ("promise", "state", "flagged"),
    [
        ("more_than: 3, for: 2024", "missed", True),
        ("at_least: 3, for: 2024", "met", False),
        ("less_than: 3, for: 2023", "missed", False),
        ("more_than: 3, by: 2024", "missed", True),
        ("more_than: 3, by: 2024, every_period: true", "missed", True),
        ("total: {less_than: 10, over: 2022/2024}", "missed", True),
        ("total: {less_than: 10, over: 2022/2028}", "missed", True),
        ("total: {at_most: 10, over: 2022/2028}", "well_off_track", False),
        ("total: {more_than: 10, over: 2022/2024}", "missed", True),
    ],
)
def test_who_only_reaches_a_limit_is_told_so_in_every_form_of_promise(
    promise: str, state: str, flagged: bool, tmp_path: Path
) -> None:
    """2 + 5 + 3 is 10, and 3 is not more than 3: nothing is missing that has a size."""
    rows = ", ".join(
        f"{{period: {year}, value: {n}, source: data}}" for year, n in ((2022, 2), (2023, 5), (2024, 3))
    )
    goal = f"goals: [{{{promise}, source: plan}}]\n"
    text = MEASURE.replace("year}", "year, counts: flow}") + goal + f"observations: [{rows}]\n"
    found = verdict(read(laid(tmp_path, one=text))[0], "one")
    assert (found.state, "on_bound" in found.flags) == (state, flagged)


def test_what_one_period_has_no_figure_for_is_no_number_too_large(tmp_path: Path) -> None:
    """110 in 2024 and 120 in 2025 say nothing of 2026: no time used, no pace, no chance."""
    found = judged(tmp_path, "for: 2026", {2024: 110, 2025: 120})
    assert found.state == "awaiting_figure"
    wanted = ("time_used", "pace_observed", "chance")
    assert [found.reasons.get(name) for name in wanted] == ["one_period"] * 3
    assert "latest" not in found.reasons
    assert "out_of_range" not in found.reasons.values()


@pytest.mark.parametrize(
    ("goal", "parts", "state"),
    [
        ("at_least: 110, for: 2025", [25, 25, 25, 26], "missed"),
        ("at_least: 100, for: 2025", [25, 25, 25, 26], "met"),
        ("at_most: 60, for: 2025", [34, 30], "missed"),
    ],
)
def test_a_goal_for_one_period_has_no_pace_anywhere(
    goal: str, parts: list[float], state: str, tmp_path: Path
) -> None:
    """From a quarter, or from the years before, to the sum of 2025 there is no pace a year, nor time used."""
    seen = {str(year): 80 + year % 5 for year in range(2019, 2025)}
    seen |= {f"2025-Q{number}": part for number, part in enumerate(parts, 1)}
    rows = ", ".join(f"{{period: {period}, value: {value}, source: data}}" for period, value in seen.items())
    flow = MEASURE.replace("frequency: year", "frequency: year, counts: flow")
    text = f"{flow}goals: [{{{goal}, source: plan}}]\nobservations: [{rows}]\n"
    found = verdict(read(laid(tmp_path, one=text))[0], "one")
    assert found.state == state
    (row,) = report.rows([found], ENGLISH)
    for name in ("time_used", "pace_observed", "pace_required", "pace_recent", "ratio", "projection"):
        assert (row[name], found.reasons[name]) == (None, "one_period")
    assert worked(found, ENGLISH) == []


@pytest.mark.parametrize(
    ("years", "bound", "apart"),
    [({2024: 90}, 100, "1"), ({2024: 90}, 110, "9"), ({}, 100, "1"), ({2023: 80, 2024: 90}, 101.5, "0.5")],
)
def test_what_is_missing_to_a_sum_is_told_of_the_sum(
    years: dict[int, float], bound: float, apart: str, tmp_path: Path
) -> None:
    """25, 25, 25 and 26 are 101: 1 more than 100, 9 less than 110; never what lacks to the 90 of 2024."""
    seen = {**{f"{year}": value for year, value in years.items()}}
    seen |= {"2025-Q1": 25, "2025-Q2": 25, "2025-Q3": 25, "2025-Q4": 26}
    rows = ", ".join(f"{{period: {period}, value: {value}, source: data}}" for period, value in seen.items())
    goal = f"goals: [{{at_least: {bound}, for: 2025, source: plan}}]\nobservations: [{rows}]\n"
    flow = MEASURE.replace("frequency: year", "frequency: year, counts: flow")
    found = verdict(read(laid(tmp_path, one=flow + goal))[0], "one")
    assert ENGLISH.missing(found) == apart
    (row,) = report.rows([found], ENGLISH)
    assert (row["latest_period"], row["latest"], row["latest_day"]) == ("2025-Q1/2025-Q4", 101, "2025-12-31")


HELD = {2020: 50, 2022: 47, 2025: 48}
SUMMED = {2020: 50, 2021: 46, 2022: 48}


@pytest.mark.parametrize(
    ("bound", "promise", "values", "state"),
    [
        ("at_least: 45", "by: 2022, every_period: true", HELD, "met"),
        ("at_least: 49", "by: 2022, every_period: true", HELD, "missed"),
        ("at_least: 45", "for: 2022", HELD, "met"),
        ("total: {at_most: 200, over: 2020/2022}", "", SUMMED | {2025: 48}, "met"),
        ("total: {at_most: 290, over: 2020/2022}", "", {2020: 50, 2022: 48, 2025: 48}, "awaiting_final"),
    ],
)
def test_a_series_is_not_old_once_a_goal_is_behind_it(
    bound: str, promise: str, values: dict[int, float], state: str, tmp_path: Path
) -> None:
    """With a figure of 2025 none is old in November 2026, though the goal ended with 2022."""
    found = closed(tmp_path, bound, promise, values)
    assert (found.state, found.stale, "stale" in found.flags) == (state, False, False)
    assert not any("stale" in one.flags for one in found.goals)
    assert found.next_due is not None
    assert found.next_due.year > 2026
    assert "years old" not in ENGLISH.says(found)


@pytest.mark.parametrize(
    ("bound", "promise", "values"),
    [
        ("at_least: 45", "by: 2022, every_period: true", {2020: 50, 2022: 47}),
        ("at_least: 45", "for: 2022", {2020: 50, 2022: 47}),
        ("total: {at_most: 200, over: 2020/2022}", "", SUMMED),
        ("total: {at_most: 200, over: 2020/2022}", "", SUMMED | {2023: 40}),
    ],
)
def test_a_series_that_ended_is_old_behind_a_goal_too(
    bound: str, promise: str, values: dict[int, float], tmp_path: Path
) -> None:
    """Where nothing came after 2022 or 2023, the last figure is old in November 2026, by its own years."""
    found = closed(tmp_path, bound, promise, values)
    assert (found.stale, "stale" in found.flags) == (True, True)
    assert found.age_days == (ON - date(max(values), 12, 31)).days


def closed(folder: Path, bound: str, promise: str, values: dict[int, float]) -> Assessment:
    """Return the verdict on yearly flows under one promise; each figure came in March after its year."""
    rows = ", ".join(
        f"{{period: {year}, value: {value}, source: data, published: {year + 1}-03-01}}"
        for year, value in values.items()
    )
    goal = f"goals: [{{{', '.join(filter(None, (bound, promise)))}, source: plan}}]\n"
    flow = MEASURE.replace("year}", "year, counts: flow}")
    portfolio, _ = read(laid(folder, one=f"{flow}{goal}observations: [{rows}]\n"))
    return verdict(portfolio, "one")

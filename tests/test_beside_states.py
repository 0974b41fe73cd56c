"""Beside a state stands the figure that is judged: a mean, or what came in one period; worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests import told
from tests.portfolio import figures, goal, judged
from tests.shelf import FURTHER, laid, sound, verdict
from tracker.language import words
from tracker.wording import Wording

FIGURE = "{{period: {}, value: {}, source: data}}"
GROWTH = "measure: {definition: {en: Growth}, unit: percent, frequency: year, growth_rate: true}\n"
HOMES = "measure: {definition: {en: Homes}, unit: homes, frequency: quarter, counts: flow}\n"
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


def listed(periods: tuple[object, ...], *values: float) -> str:
    """Return observations in one line."""
    return f"observations: [{', '.join(FIGURE.format(*one) for one in zip(periods, values, strict=True))}]"


def split(folder: Path, measure: str, promise: str, women: str, men: str) -> Path:
    """Return a portfolio with a target in two series, both with its goal."""
    series = f"series:\n  - {{of: {{sex: female}}, goals: same, {women}}}\n"
    series += f"  - {{of: {{sex: male}}, goals: same, {men}}}\n"
    return laid(folder, FURTHER, one=f"{measure}goals: [{{{promise}, source: plan}}]\n{series}")


def said(folder: Path) -> tuple[str, str]:
    """Return the sentence and the line of figures of the target."""
    portfolio = sound(folder)
    given, wording = verdict(portfolio, "one"), Wording(words("en"), portfolio.vocabulary.units)
    return wording.verdict(given), wording.latest(given)


def test_series_of_growth_rates_stand_with_their_means(tmp_path: Path) -> None:
    """The cube roots of 1.06² · 1.01 and of 1.01² · 1.04 are 1.0431 and 1.0199."""
    years = (2021, 2022, 2025)
    women, men = listed(years, 6, 6, 1), listed(years, 1, 1, 4)
    folder = split(tmp_path, GROWTH, "at_least: 3, by: 2030", women, men)
    sentence, reach = said(folder)
    assert "Men: 2% on average (2025), Slightly off track; Women: 4.3% on average (2025), Met" in sentence
    assert reach == "2% to 4.3% on average"
    assert "Women at least 3% by 2030 4.3% on average (2025)" in told.of_target(folder, "one")


def test_series_for_a_year_of_quarters_stand_with_their_sums(tmp_path: Path) -> None:
    """25 + 25 + 25 + 26 = 101 and 20 + 20 + 20 + 30 = 90 homes."""
    women, men = listed(QUARTERS, 25, 25, 25, 26), listed(QUARTERS, 20, 20, 20, 30)
    folder = split(tmp_path, HOMES, "at_least: 100, for: 2025", women, men)
    sentence, reach = said(folder)
    assert "Men: 90 homes (Q1 2025 – Q4 2025), Missed; Women: 101 homes (Q1 2025 – Q4 2025), Met" in sentence
    assert reach == "90 to 101 homes"


def test_a_ceiling_broken_amid_its_year_stands_with_what_broke_it(tmp_path: Path) -> None:
    """34 + 30 = 64 are over 60 by the middle of 2026, whatever 2025 brought."""
    periods = ("2025", "2026-Q1", "2026-Q2")
    women, men = listed(periods, 55, 34, 30), listed(periods[:2], 90, 14)
    measure = HOMES.replace("quarter", "year")
    sentence, _ = said(split(tmp_path, measure, "at_most: 60, for: 2026", women, men))
    assert "Women: 64 homes (Q1 2026 – Q2 2026), Missed" in sentence


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2027, 1, 5), "over 23 years are left"),
        (date(2026, 12, 31), "over 24 years are left"),
        (date(2049, 12, 31), "over 1 year is left"),
        (date(2050, 1, 1), "364 days are left"),
    ],
)
def test_years_that_are_left_are_those_of_the_calendar(on: date, left: str) -> None:
    """From 5 January 2027 to the end of 2050 there are 8,761 days, which is 24 · 365 + 1."""
    given = judged(on=on, goals=[goal(at_most=10, by="2050")], observations=figures({2015: 80, 2025: 55}))
    assert left in Wording(words("en"), {}).pace(given)


def test_years_of_age_are_those_of_the_calendar() -> None:
    """From 31 December 2001 to 26 December 2026 there are 9,126 days, which is 25 · 365 + 1."""
    assert words("en").age(date(2001, 12, 31), date(2026, 12, 26)) == "over 24 years"
    assert words("en").age(date(2001, 12, 31), date(2026, 12, 31)) == "over 25 years"
    assert words("en").age(date(2024, 12, 31), date(2026, 12, 30)) == "23 months"


def test_a_promise_beyond_the_first_rank_is_the_first_rank() -> None:
    """50 places better than rank 40 is rank 1: halfway 20.5, and 34 places in four years are 8.5 a year."""
    given = judged(
        on=date(2026, 11, 29),
        measure={"unit": "rank", "rank_of": 100},
        goals=[goal(at_most={"change": "-50", "of": "2020"}, by="2030")],
        observations=figures({2020: 40, 2025: 35}),
    )
    assert (given.path_value, given.gap, given.pace_required) == (20.5, 34, 3.9)
    assert "the gap is 34 places, or 9 places a year" in Wording(words("en"), {}).pace(given)

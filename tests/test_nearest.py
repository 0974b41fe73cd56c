"""How far a figure is from a goal is said once, with the hedge that the nearest bound gives it."""

import re
from pathlib import Path

import pytest

from tests.shelf import laid, read, verdict
from tracker.judging.assessment import Assessment
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

MEASURE = "measure: {definition: {en: d}, unit: UNIT, frequency: year}\n"


def told(
    folder: Path,
    goal: str,
    *rows: str,
    unit: str = "percent",
    measure: str = MEASURE,
) -> tuple[Wording, Assessment]:
    """Return the words and the verdict on a target with one goal; a row is period, value and hedge."""
    lines = [row.split() for row in rows]
    listed = "".join(
        f"  - {{period: {year}, value: {value}, source: data{f', qualifier: {hedge[0]}' if hedge else ''}}}\n"
        for year, value, *hedge in lines
    )
    measure = measure.replace("UNIT", unit)
    portfolio, _ = read(
        laid(folder, one=f"{measure}goals: [{{{goal}, source: plan}}]\nobservations:\n{listed}")
    )
    return Wording(words("en"), portfolio.vocabulary.units), verdict(portfolio, "one")


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("62 under", "the gap is under 2 points"),
        ("62 over", "the gap is over 2 points"),
        ("62 at_least", "the gap is at least 2 points"),
        ("38 over", "the gap is under 2 points"),
        ("38 under", "the gap is over 2 points"),
    ],
)
def test_a_gap_to_a_range_is_hedged_by_the_bound_that_is_nearest(
    last: str, said: str, tmp_path: Path
) -> None:
    """Between 40 and 60: under 62 is less than 2 above, under 38 more than 2 below."""
    wording, found = told(tmp_path, "between: [40, 60], by: 2030", "2016 90", "2025 " + last)
    assert said in wording.pace(found)


@pytest.mark.parametrize(("last", "said"), [("59 over", "under 1 point"), ("41 over", "over 1 point")])
def test_what_is_to_spare_in_a_range_is_hedged_by_the_bound_that_is_nearest(
    last: str, said: str, tmp_path: Path
) -> None:
    """Between 40 and 60: over 59 leaves less than 1 to 60, over 41 more than 1 to 40."""
    wording, found = told(tmp_path, "between: [40, 60], by: 2030", "2016 90", "2025 " + last)
    assert found.state == "met"
    assert said in wording.verdict(found)


def test_a_gap_of_growth_rates_is_that_of_their_mean(tmp_path: Path) -> None:
    """1.05 × 0.97 × 1.12 × 1.09 = 1.2434, its fourth root 1.056: 5.6 % on average, 1.4 points below 7 %."""
    rates = MEASURE.replace("frequency", "growth_rate: true, frequency")
    rows = ("2021 5", "2022 -3", "2023 12 about", "2024 9")
    wording, found = told(tmp_path, "at_least: 7, by: 2030", *rows, measure=rates)
    assert "5.6%" in wording.verdict(found)
    assert "1.4 points" in wording.pace(found)
    assert wording.missing(found) == "1.4 points"


def test_a_gap_is_the_same_in_a_sentence_and_in_a_table(tmp_path: Path) -> None:
    """500.5 is half of 1,001 and printed as 501: from 800 it is 299 people, never 300 in the table."""
    goal = "less_than: {change: -50 %, of: 2015}, by: 2030"
    wording, found = told(tmp_path, goal, "2015 1001", "2024 800", unit="people")
    assert wording.missing(found) in wording.pace(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_turns_twice(language: str, tmp_path: Path) -> None:
    """A value to be held that was lost and nears the goal again: one "but", then the outlook by itself."""
    goal = "at_least: 80, by: 2030, every_period: true"
    wording, found = told(tmp_path, goal, "2022 70", "2023 72", "2024 74", "2025 76")
    said = Wording(words(language), wording.units).verdict(found)
    but = words(language)("claim.joined.but", standing="", outlook="").strip("; ")
    assert len(re.findall(rf"\b({but}|but|nhưng|aber|men)\b", said)) <= 1, said

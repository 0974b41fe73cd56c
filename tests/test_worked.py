"""The arithmetic of a verdict, with its numbers put in: every formula that is printed is true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.portfolio import SOURCES, figures, goal, target
from tracker import printed, reader
from tracker.language import words
from tracker.progress import Assessment, assess
from tracker.wording import Wording
from tracker.worked import worked

ROOT = Path(__file__).parents[1]
ARITHMETIC = re.compile(r"[0-9 .()+*/-]+")


def judged(on: date = date(2026, 6, 30), **given: object) -> Assessment:
    """Return the verdict on 40 in 2020 and 58 in 2025 with 70 by 2030."""
    content = {"goals": [goal(at_least=70, by=2030)], "observations": figures({2020: 40, 2025: 58})} | given
    return assess(target(**content), on, SOURCES)


def lines(found: Assessment, language: str = "en") -> dict[str, tuple[str, str]]:
    """Return formula and value of each quantity by its name."""
    return {line.label: (line.formula, line.value) for line in worked(found, Wording(words(language), {}))}


def calculated(formula: str) -> float | None:
    """Return what a reader of English gets who types a formula into a calculator; None of one in words."""
    typed = formula.replace(",", "").replace("−", "-").replace("÷", "/")
    if not ARITHMETIC.fullmatch(typed):
        return None
    return float(eval(typed, {"__builtins__": {}}))


def untrue(found: Assessment, wording: Wording) -> list[str]:
    """Return every printed formula that does not come out with the digits printed behind it."""
    wrong = []
    for line in worked(found, wording):
        result = calculated(line.formula)
        if result is None:
            assert line.formula.startswith("from "), line
            continue
        number = line.value.replace(",", "").replace("−", "-")
        share = number.endswith("%")
        number = number.removesuffix("%")
        decimals = len(number.partition(".")[2])
        if abs(result * (100 if share else 1) - float(number)) > 0.5 * 10**-decimals * (1 + 1e-6) + abs(
            result
        ) * 1e-12 * (100 if share else 1):
            wrong.append(f"{found.id}: {line.formula} = {result}, printed {line.value}")
    return wrong


@pytest.mark.parametrize("on", [date(2025, 10, 31), date(2025, 12, 31), date(2026, 11, 27)])
def test_every_formula_of_the_portfolio_comes_out(on: date) -> None:
    """A reader with a calculator gets what is printed behind each formula, with the digits shown."""
    portfolio, _ = reader.load(ROOT)
    wording = Wording(words("en"), portfolio.vocabulary.units)
    found = [assess(one, on, portfolio.sources) for one in portfolio.targets.values()]
    leaves = [one for whole in found for one in (whole, *whole.parts)]
    assert [fault for one in leaves for fault in untrue(one, wording)] == []
    assert sum(len(worked(one, wording)) for one in leaves) >= 20


PERIODS = st.one_of(
    st.integers(2012, 2025).map(str),
    st.dates(date(2012, 1, 1), date(2025, 12, 31)).map(lambda day: day.isoformat()),
    st.dates(date(2012, 1, 1), date(2025, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
)
VALUES = st.floats(-500, 5000, allow_nan=False).map(lambda value: round(float(f"{value:.5g}"), 15))
BOUNDS = st.one_of(
    VALUES.map(lambda value: {"at_least": value}),
    VALUES.map(lambda value: {"at_most": value}),
    st.lists(VALUES, min_size=2, max_size=2, unique=True).map(lambda ends: {"between": sorted(ends)}),
)


@settings(max_examples=600, deadline=None)
@given(BOUNDS, st.integers(2024, 2032), st.dictionaries(PERIODS, VALUES, min_size=2, max_size=5))
def test_every_formula_of_any_series_comes_out(
    bound: dict[str, object], by: int, values: dict[str, float]
) -> None:
    """Whatever the figures, the bound and the dates between them."""
    found = judged(goals=[goal(**bound, by=by)], observations=figures(values))
    assert untrue(found, Wording(words("en"), {})) == []


def test_every_quantity_shows_where_it_comes_from() -> None:
    """18 of 30 points in 5 of 10 years: 60 per cent, 50 per cent, 3.6 against 3, ratio 1.2."""
    shown = lines(judged())
    assert shown["Share of the gap closed"] == ("(58 − 40) ÷ (70 − 40)", "60.0%")
    assert shown["Share of the time used"] == ("(2025 − 2020) ÷ (2030 − 2020)", "50.0%")
    assert shown["Observed pace a year"] == ("(58 − 40) ÷ (2025 − 2020)", "3.600")
    assert shown["Ratio: observed to required pace"] == ("3.6 ÷ 3", "1.200")
    assert shown["Acceleration factor"] == ("2.4 ÷ 3.6", "0.667")


def test_days_are_written_as_days() -> None:
    """The end of June 2025 is four and a half years after the end of 2020; nobody writes 2024.5."""
    found = judged(observations=figures({2020: 40, "2025-H1": 58}))
    shown = lines(found)
    assert shown["Time from the baseline to the latest figure"] == (
        "from 31 December 2020 to 30 June 2025",
        "4.5 years",
    )
    assert shown["Share of the time used"] == ("4.5 ÷ 10", "45.0%")
    assert shown["Observed pace a year"] == ("(58 − 40) ÷ 4.5", "4.000")
    assert not any(re.search(r"\b20\d\d[.,]\d", formula) for formula, _ in shown.values())
    assert "4,5 ÷ 10" in {formula for formula, _ in lines(found, "vi").values()}


def test_a_ceiling_counts_down_to_its_bound() -> None:
    """From 70 down to 58 with 40 as the ceiling, 12 of 30 are done, and the pace counts toward it."""
    found = judged(goals=[goal(at_most=40, by=2030)], observations=figures({2020: 70, 2025: 58}))
    assert lines(found)["Share of the gap closed"] == ("(58 − 70) ÷ (40 − 70)", "40.0%")
    assert lines(found)["Observed pace a year"] == ("(70 − 58) ÷ (2025 − 2020)", "2.400")


def test_an_interval_is_approached_from_its_nearer_side() -> None:
    """From 40 down to 30 with 10 to 20 as the goal, 10 of the 20 to its upper end are done."""
    found = judged(goals=[goal(between=[10, 20], by=2030)], observations=figures({2020: 40, 2025: 30}))
    assert lines(found)["Share of the gap closed"] == ("(30 − 40) ÷ (20 − 40)", "50.0%")


@pytest.mark.parametrize(
    ("values", "gain"),
    [({2020: 40, 2025: 52}, "((44 − 40) − (52 − 46))"), ({2020: 50, 2025: 38}, "((50 − 46) − (44 − 38))")],
)
@pytest.mark.parametrize("by", [{"by": 2030}, {}])
def test_a_figure_that_crossed_an_interval_is_worked_out_from_both_ends(
    by: dict[str, int], values: dict[int, float], gain: str
) -> None:
    """4 were missing to 44 to 46 before and 6 are on the other side: -2 of 4 are closed, -2 in 5 years."""
    found = judged(goals=[goal(between=[44, 46], **by)], observations=figures(values))
    shown = lines(found)
    share = next(told for name, told in shown.items() if name.startswith("Share of the gap closed"))
    assert share == (f"{gain} ÷ {gain[1:10]}", "−50.0%")
    assert shown["Observed pace a year"] == (f"{gain} ÷ (2025 − 2020)", "−0.400")
    assert untrue(found, Wording(words("en"), {})) == []


def test_a_recent_pace_back_to_a_crossed_interval_is_worked_out() -> None:
    """Past 50 in 2015; from 60 to 55 since 2020 the figure comes back by 1 a year."""
    values = {2010: 10, 2015: 70, 2020: 60, 2021: 59, 2022: 58, 2023: 57, 2024: 56, 2025: 55}
    shown = lines(judged(goals=[goal(between=[40, 50], by=2030)], observations=figures(values)))
    assert ("(60 − 55) ÷ (2025 − 2020)", "1.000") in shown.values()


def test_a_move_away_has_a_negative_pace() -> None:
    """From 45.8 down to 39.98 with 70 as the goal: what is printed in front is what comes out."""
    found = judged(observations=figures({2020: 45.8, 2025: 39.98}))
    assert lines(found)["Observed pace a year"] == ("(39.98 − 45.8) ÷ (2025 − 2020)", "\u22121.164")


def test_nothing_is_worked_out_of_a_goal_that_is_met() -> None:
    """No share, time or pace is shown of it."""
    assert lines(judged(observations=figures({2020: 40, 2025: 75}))) == {}


def test_without_two_figures_there_is_nothing_to_show() -> None:
    """No formula is shown for what was not computed."""
    assert lines(judged(observations=figures({2025: 58}))) == {}


def test_a_recent_pace_is_worked_out_before_it_is_divided_by() -> None:
    """Six figures back, from 46 in 2017 to 60 in 2025, are 1.75 a year: the 2 needed are 1.143 of it."""
    series = figures({2015: 40, 2017: 46, 2020: 50, 2022: 52, 2023: 54, 2024: 56, 2025: 60})
    found = lines(judged(baseline=2015, observations=series))
    assert found["Pace a year since 2017"] == ("(60 − 46) ÷ (2025 − 2017)", "1.750")
    assert found["Acceleration factor"] == ("2 ÷ 1.75", "1.143")


def test_what_rests_on_a_vague_figure_is_as_vague_as_the_sentence_says() -> None:
    """Over 58 of 70 lacks under 12, so under 2.4 a year; over 60% of the way are made, at over 3.6 a year."""
    found = judged(observations=[*figures({2020: 40}), *figures({2025: 58}, qualifier="over")])
    shown = {line.label: (line.qualifier, line.value) for line in worked(found, Wording(words("en"), {}))}
    assert shown["Required pace a year, after the latest figure"] == ("under", "2.400")
    assert shown["Observed pace a year"] == ("over", "3.600")
    assert shown["Share of the gap closed"] == ("over", "60.0%")
    assert shown["Required pace a year, from the baseline"] == ("", "3.000")
    assert Wording(words("en"), {}).missing(found) == "under 12"


@pytest.mark.parametrize(
    ("start", "end", "closed", "whole"),
    [
        ("under", "over", "over", "over"),
        ("over", "over", "about", "under"),
        ("about", "under", "about", "about"),
        ("over", None, "under", "under"),
    ],
)
def test_where_two_vague_figures_pull_apart_what_lies_between_is_about(
    start: str, end: str | None, closed: str, whole: str
) -> None:
    """From over 40 to over 58 may be more or less than 18; from over 40 to 70 is under 30."""
    more = {"qualifier": end} if end else {}
    found = judged(observations=[*figures({2020: 40}, qualifier=start), *figures({2025: 58}, **more)])
    for name in ("gap_closed", "pace_observed", "pace_recent"):
        assert printed.vagueness_of(name, found) == closed
    assert printed.vagueness_of("pace_required", found) == whole
    assert printed.vagueness_of("deviation", found) == (end or "")


def test_down_to_a_ceiling_a_figure_that_is_more_has_closed_less() -> None:
    """From 90 to over 70 of at most 50 is under a half of the way, and over the path by more."""
    known = [*figures({2020: 90}), *figures({2025: 70}, qualifier="over")]
    found = judged(goals=[goal(at_most=50, by=2028)], observations=known)
    names = ("gap", "gap_closed", "pace_observed", "pace_required_now", "deviation")
    assert [printed.vagueness_of(name, found) for name in names] == ["over", "under", "under", "over", "over"]

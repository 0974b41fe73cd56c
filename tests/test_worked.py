"""The arithmetic of a verdict, with its numbers put in."""

from datetime import date

from tests.portfolio import SOURCES, figures, goal, target
from tracker.language import words
from tracker.progress import Assessment, assess
from tracker.wording import Wording
from tracker.worked import worked


def judged(**given: object) -> Assessment:
    """Return the verdict on 40 in 2020 and 58 in 2025 with 70 by 2030."""
    content = {"goals": [goal(at_least=70, by=2030)], "observations": figures({2020: 40, 2025: 58})} | given
    return assess(target(**content), date(2026, 6, 30), SOURCES)


def lines(found: Assessment, language: str = "en") -> dict[str, tuple[str, str]]:
    """Return formula and value of each quantity by its name."""
    return {line.label: (line.formula, line.value) for line in worked(found, Wording(words(language), {}))}


def test_every_quantity_shows_where_it_comes_from() -> None:
    """18 of 30 points in 5 of 10 years: 60 per cent, 50 per cent, 3.6 against 3, ratio 1.2."""
    shown = lines(judged())
    assert shown["Share of the gap closed"] == ("(58 − 40) ÷ (70 − 40)", "60.0%")
    assert shown["Share of the time used"] == ("(2025 − 2020) ÷ (2030 − 2020)", "50.0%")
    assert shown["Observed pace a year"] == ("|58 − 40| ÷ (2025 − 2020)", "3.600")
    assert shown["Ratio: observed to required pace"] == ("3.600 ÷ 3.000", "1.200")
    assert shown["Acceleration factor"] == ("2.400 ÷ 3.600", "0.667")


def test_the_middle_of_a_year_is_a_half_in_the_language() -> None:
    """The end of June 2025 stands at 2024.5, with a comma in Vietnamese."""
    found = judged(observations=figures({2020: 40, "2025-H1": 58}))
    assert "2024.5" in lines(found)["Share of the time used"][0]
    assert any("2024,5" in formula for formula, _ in lines(found, "vi").values())


def test_a_ceiling_counts_down_to_its_bound() -> None:
    """From 70 down to 58 with 40 as the ceiling, 12 of 30 are done."""
    found = judged(goals=[goal(at_most=40, by=2030)], observations=figures({2020: 70, 2025: 58}))
    assert lines(found)["Share of the gap closed"] == ("(58 − 70) ÷ (40 − 70)", "40.0%")


def test_without_two_figures_there_is_nothing_to_show() -> None:
    """No formula is shown for what was not computed."""
    assert lines(judged(observations=figures({2025: 58}))) == {}

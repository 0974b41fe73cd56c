"""What a promise depends on is said with its verdict, and no sentence ends twice."""

from pathlib import Path

import pytest

from tests.shelf import laid, sound, verdict
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

TARGET = """\
measure: {definition: {en: Emissions}, unit: mt-co2e, frequency: year}
baseline: {period: 2005}
goals:
  - {at_most: 300, by: 2030, source: plan, CONDITION}
  - {at_most: 200, by: 2040, source: plan, conditional: {en: Will others follow?}}
observations: [{period: 2005, value: 600, source: data}, {period: 2025, value: 350, source: data}]
"""
SAID = {
    "en": "The goal is set on condition: aid is paid.",
    "vi": "Chỉ tiêu kèm theo điều kiện: aid is paid.",
    "de": "Das Ziel gilt unter der Bedingung: aid is paid.",
    "nb": "Målet gjelder på vilkår: aid is paid.",
    "sv": "Målet gäller på villkor: aid is paid.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_condition_of_a_goal_stands_in_its_verdict(language: str, tmp_path: Path) -> None:
    """A promise for the case that aid is paid is not told as one that was made without it."""
    target = TARGET.replace("CONDITION", "conditional: {en: aid is paid}")
    portfolio = sound(laid(tmp_path, cut=target))
    wording, found = Wording(words(language), portfolio.vocabulary.units), verdict(portfolio, "cut")
    assert SAID[language] in wording.verdict(found)
    assert wording.further(found)[0].endswith("Will others follow?")


def test_without_a_condition_none_is_told(tmp_path: Path) -> None:
    """The condition of a goal beside it is not that of the one that leads."""
    portfolio = sound(laid(tmp_path, cut=TARGET.replace(", CONDITION", "")))
    assert "condition" not in Wording(words("en"), {}).verdict(verdict(portfolio, "cut"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["?", "!", "."])
def test_no_point_stands_behind_the_end_of_a_sentence(ending: str, language: str) -> None:
    """A remedy that asks "did you mean 'rank'?" is not closed once more."""
    said = words(language)("stale.remedy", hint=f"rank{ending}")
    assert said.endswith(f"rank{ending}")

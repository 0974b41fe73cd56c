"""The pace that an outlook goes on with is named by its beginning, since few figures may reach far back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, measure, read, series, verdict
from tests.told import of_target
from tracker import flags
from tracker.charts import Setting, trajectory
from tracker.export.briefing import Choice, compose
from tracker.export.markdown import markdown
from tracker.judging.rule import Rule
from tracker.language import LANGUAGES, words
from tracker.meaning import of_ratio, quantity_name, since
from tracker.style import look
from tracker.wording import Wording

ON = date(2026, 11, 27)
FEW = {"1990": 4700, "2021": 3400, "2022": 3300, "2023": 3000, "2024": 2950}
GOAL = "goals: [{at_most: {change: -55 %, of: 1990}, by: 2030, source: plan}]\n"
SINCE = "at the pace since 1990 it would be"


def laid_out(folder: Path, rows: dict[str, float], goal: str = GOAL) -> Path:
    """Return the folder of one target."""
    return laid(folder, one=measure("mt-co2e", ", counts: flow") + goal + series(*rows.items()))


def test_page_and_briefing_name_since_when_the_pace_is(tmp_path: Path) -> None:
    """Five figures reach from 1990 to 2024: 1,750 Mt in 34 years."""
    folder = laid_out(tmp_path, FEW)
    portfolio, _ = read(folder)
    briefing = markdown(compose(portfolio, Choice(), ON, words("en"))).decode()
    for text in (of_target(folder, "one"), briefing):
        assert SINCE in text
        assert "Projection for 2030, if the pace since 1990 continues" in text
        assert "recent pace continues" not in text
        assert "at the recent pace" not in text


@pytest.mark.parametrize("rows", [FEW, {"2020": 4000, "2024": 3500}])
def test_a_picture_names_since_when_the_pace_is(tmp_path: Path, rows: dict[str, float]) -> None:
    """At the end of its line, in its legend and for those who do not see it; of two figures the first."""
    portfolio, _ = read(laid_out(tmp_path, rows, "goals: [{at_most: 2115, by: 2030, source: plan}]\n"))
    made = trajectory(verdict(portfolio, "one", ON), Setting(words("en"), look(), portfolio))
    first = next(iter(rows))
    assert f"if the pace since {first} continues" in made.alt
    assert f"If the pace since {first} continues" in [one.get("name") for one in made.figure["data"]]


def test_flag_method_and_arithmetic_name_it_too(tmp_path: Path) -> None:
    """2025 is above all years but 1990, so the trend of the last six leads away."""
    rows = {"2019": 40, "2020": 20, "2021": 25, "2022": 30, "2023": 32, "2024": 34, "2025": 36}
    portfolio, _ = read(laid_out(tmp_path, rows, "goals: [{at_most: 10, by: 2030, source: plan}]\n"))
    found, english = verdict(portfolio, "one", ON), words("en")
    assert "The trend since 2020 leads away from the goal" in flags.sentences(found, english)
    assert quantity_name("pace_recent", found, english) == "Pace a year since 2020"
    assert (
        quantity_name("projection", found, english) == "Where the pace since 2020 would lead by the deadline"
    )
    paced = replace(found, method="acceleration_factor")
    told = of_ratio(paced, english, Rule("acceleration_factor"))
    assert not told or "since 2020" in told


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_names_it(tmp_path: Path, language: str) -> None:
    """The year stands in the sentence of the outlook."""
    portfolio, _ = read(laid_out(tmp_path, FEW))
    found = verdict(portfolio, "one", ON)
    said = Wording(words(language), portfolio.vocabulary.units).verdict(found)
    assert said.count("1990") > 1
    assert "{" not in said
    assert "1990" in since(found, words(language))

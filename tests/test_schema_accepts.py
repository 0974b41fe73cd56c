"""What `check` finds sound an editor finds sound by the schema, and a slip in a figure both tell."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.editors import refused
from tests.shelf import FURTHER, laid, read
from tests.test_manual_examples import examples, portfolio
from tracker import reader

ROOT = Path(__file__).parents[1]
FOLDERS = [ROOT, *sorted(ROOT.glob("portfolios/*/")), *sorted(ROOT.glob("tests/cases/*/"))]
COUNTED = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
RATED = COUNTED.replace("year}", "year, scale: [Low, {en: Medium}, High]}")
FIGURES = """\
goals: [{at_least: HIGH, by: 2030, source: plan}]
baseline: {period: 2014, value: LOW, source: data}
observations:
  - {period: 2015, value: LOW, interval: [LOW, HIGH], of: {value: 900, unit: people}, source: data}
projections: [{by: ministry, source: plan, points: [{period: 2027, value: HIGH}]}]
series: [{of: {sex: female}, observations: [{period: 2015, value: LOW, source: data}]}]
"""
WRITTEN = {"words": ("Low", "High"), "numbers": ("40", "90"), "quoted": ('"40"', '"90"')}


def figures(low: str, high: str) -> str:
    """Return goals and figures wherever there may be some, of two values."""
    return FIGURES.replace("LOW", low).replace("HIGH", high)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_sound_passes_its_schema(folder: Path) -> None:
    """The data of the product, and every portfolio of the tests that can be read."""
    if not any(one.severity == "error" for one in reader.load(folder)[1]):
        assert [*refused(folder)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_any_value_may_stand_in_quotes(folder: Path) -> None:
    """What a plain value means it means in quotes, yes and no as well."""
    if not any(one.severity == "error" for one in reader.load(folder)[1]):
        assert [*refused(folder, yaml.CBaseLoader)] == []


@pytest.mark.parametrize("written", ["true", '"true"', "'false'", '"yes"', "yes", "1", '"1"'])
def test_yes_and_no_in_quotes_are_taken_by_both_or_by_neither(written: str, tmp_path: Path) -> None:
    """`lead: "true"` is sound, `lead: "yes"` is a fault, for `check` and for an editor."""
    goal = f"goals: [{{at_least: 90, by: 2030, source: plan, lead: {written}}}]\n"
    figure = "observations: [{period: 2015, value: 60, source: data}]\n"
    folder = laid(tmp_path, one=COUNTED + goal + figure)
    good = not any(one.severity == "error" for one in read(folder)[1])
    assert good == written.strip("\"'").startswith(("true", "false"))
    assert (not [*refused(folder)]) == good


@pytest.mark.parametrize("example", examples())
def test_what_the_manual_calls_good_passes_the_schema(example: str, tmp_path: Path) -> None:
    """An editor underlines nothing that a newcomer types from the manual."""
    assert [*refused(portfolio(tmp_path, example))] == []


@pytest.mark.parametrize("measure", [COUNTED, RATED])
@pytest.mark.parametrize("kind", WRITTEN)
def test_a_figure_is_a_word_where_there_is_a_scale_and_a_number_elsewhere(
    measure: str, kind: str, tmp_path: Path
) -> None:
    """In goals, baselines, figures, intervals, expectations and series; a number may be in quotes."""
    folder = laid(tmp_path, FURTHER, figures=measure + figures(*WRITTEN[kind]))
    good = not any(one.severity == "error" for one in read(folder)[1])
    assert good == ((measure == RATED) == (kind == "words"))
    if kind != "quoted" or measure == COUNTED:  # "40" may be a word of a scale
        assert (not [*refused(folder)]) == good


@pytest.mark.parametrize(
    "written", ["as_printed: 60.50", "at: 5", "note: 5", "published: 2016", "footnote: {en: 5}"]
)
def test_a_text_may_look_like_a_number(written: str, tmp_path: Path) -> None:
    """What was printed, and where, is a text for the product with or without quotes."""
    figure = f"observations: [{{period: 2015, value: 60, source: data, {written}}}]\n"
    goal = "goals: [{id: 2030, at_least: 90, by: 2030, source: plan}]\n"
    folder = laid(tmp_path, printed=COUNTED + goal + figure)
    assert not any(one.severity == "error" for one in read(folder)[1])
    assert [*refused(folder)] == []

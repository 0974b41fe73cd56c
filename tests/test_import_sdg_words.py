"""Open SDG sites whose names and units are keys: the words come from the translations of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, target
from tests.test_import_strangers import site
from tracker import reader

__all__ = ["data"]

TABLE = "Year,Value\n2020,12.5\n2021,11.25\n"
ABOUT = (
    "---\nindicator_name: regional_indicators.1-2-1-title\ncomputation_units: units.PT\n"
    "source_organisation_1: indicator.office\n---\n"
)
BASE = {"data/indicator_1-2-1.csv": TABLE, "meta/1-2-1.md": ABOUT}
UNKNOWN = "folder translations/ has no words"


def unit(data: Path) -> str:
    """Return what the unit of the one target is called."""
    word = target(data, "1-2-1").measure.unit
    return reader.load(data)[0].vocabulary.units[word].title["en"]


def test_keys_become_the_words_of_each_language(data: Path) -> None:
    """English leads whatever the site puts first; a plain name is in no other language."""
    files = {
        "config_data.yml": "languages: [es, en]\n",
        "data/indicator_1-5-1.csv": TABLE,
        "meta/1-5-1.md": "---\nindicator_name: Deaths by floods\ncomputation_units: units.DEATHS\n---\n",
        "translations/en/regional_indicators.yml": '1-2-1-title: "People at <b>risk</b>"\n',
        "translations/es/regional_indicators.yml": '\ufeff1-2-1-title: "Personas en riesgo"\n',
        "translations/en/units.yml": 'PT: "Percent"\nDEATHS: "Deaths"\n',
        "translations/es/units.yml": 'PT: "Porcentaje"\nDEATHS: "Muertes"\n',
        "translations/es/indicator.yml": "office: Oficina\n",
    }
    said = brought(data, site(data.parent / "site", BASE | files))
    assert UNKNOWN not in said
    found = target(data, "1-2-1")
    assert found.title == {"en": "People at risk", "es": "Personas en riesgo"}
    assert found.measure.unit == "percent"
    assert [one.publisher for one in reader.load(data)[0].sources.values()].count("oficina") == 1
    assert target(data, "1-5-1").title == {"en": "Deaths by floods"}
    assert target(data, "1-5-1").measure.unit == "deaths"
    assert figures(data, "1-2-1") == [("2020", 12.5), ("2021", 11.25)]
    assert errors(data) == []
    assert "nothing to write" in brought(data, data.parent / "site")


@pytest.mark.parametrize(
    ("stated", "title", "called"),
    [("languages: [fr, es]", "Gens pauvres", "pour cent mille"), ("", "Gente pobre", "por cien mil")],
)
def test_without_english_the_language_of_the_site_leads(
    data: Path, stated: str, title: str, called: str
) -> None:
    """The first that the site states, else the first there is; keys may lead into groups of a file."""
    files = {
        "meta/1-2-1.md": "---\nindicator_name: ours.poor.title\ncomputation_units: units.R\n---\n",
        "config_data.yml": stated,
        "translations/es/ours.yaml": "poor:\n  title: Gente pobre\n",
        "translations/fr/ours.yaml": "poor:\n  title: Gens pauvres\n",
        "translations/es/units.yml": "R: por cien mil\n",
        "translations/fr/units.yml": "R: pour cent mille\n",
    }
    brought(data, site(data.parent / "site", BASE | files))
    assert target(data, "1-2-1").title == {"en": title, "es": "Gente pobre", "fr": "Gens pauvres"}
    assert unit(data) == called
    assert errors(data) == []


def test_words_of_a_folder_of_the_language_stand_before_translations(data: Path) -> None:
    """A site may have both; what the metadata of a language say themselves counts in it."""
    files = {
        "meta/es/1-2-1.md": "---\nindicator_name: Personas pobres\n---\n",
        "meta/fr/1-2-1.md": ABOUT,
        "translations/en/regional_indicators.yml": "1-2-1-title: People at risk\n",
        "translations/es/regional_indicators.yml": "1-2-1-title: Personas en riesgo\n",
        "translations/fr/regional_indicators.yml": "1-2-1-title: Gens pauvres\n",
    }
    brought(data, site(data.parent / "site", BASE | files))
    assert target(data, "1-2-1").title == {
        "en": "People at risk",
        "es": "Personas pobres",
        "fr": "Gens pauvres",
    }


WORD = "1-2-1-title: People\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "other: People\n",
        "1-2-1-title: {deeper: People}\n",
        "1-2-1-title: units.PT\n",
        "1-2-1-title: [People]\n",
        "- 1-2-1-title\n",
        "a: &a [*a]\n" + WORD,
        "a: {b\n" + WORD,
        "a: " + "[" * 30 + "]" * 30 + "\n" + WORD,
        WORD + "#" * (1 << 20),
    ],
    ids=["empty", "other", "group", "key", "list", "no fields", "loop", "torn", "deep", "huge"],
)
def test_a_key_without_words_is_no_name_and_told_once(data: Path, text: str) -> None:
    """Odd files of translations do no harm: the figures come, the name is not known."""
    files = {"translations/en/regional_indicators.yml": text}
    said = brought(data, site(data.parent / "site", BASE | files))
    assert said.count(UNKNOWN) == 1
    assert "(2)" in said
    assert "regional_indicators.1-2-1-title" in said
    assert target(data, "1-2-1").title == {"en": "Indicator 1-2-1"}
    assert unit(data) == "unit not stated"
    assert len(figures(data, "1-2-1")) == 2


def test_nothing_outside_of_the_site_is_read(data: Path) -> None:
    """A link out of the folder is not followed, neither of a file nor of a language."""
    away = site(data.parent / "away", {"units.yml": "PT: Percent\n", "regional_indicators.yml": WORD})
    folder = site(data.parent / "site", BASE | {"translations/en/other.yml": ""})
    (folder / "translations/en/units.yml").symlink_to(away / "units.yml")
    (folder / "translations/es").symlink_to(away)
    (folder / "translations/fr").symlink_to(folder / "translations/fr")
    assert brought(data, folder).count(UNKNOWN) == 1
    assert target(data, "1-2-1").title == {"en": "Indicator 1-2-1"}
    assert unit(data) == "unit not stated"

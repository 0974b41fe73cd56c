"""A source in another unit than that of the target which is there: nothing is taken, and it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, refused, run, target, tree

__all__ = ["data"]

FIRST = "Year,Unit,Value\n2020,Percent,10\n2021,Percent,20\n"
OTHER = "Year,Unit,Value\n2020,Thousand tonnes,10\n2021,Thousand tonnes,20\n2022,Thousand tonnes,7000\n"
THREE = [("2020", 10), ("2021", 20), ("2022", 7000)]


def site(data: Path, unit: str, last: str) -> Path:
    """Return the folder of a site whose one indicator has this unit and this last figure."""
    home = data.parent / "site"
    for name in ("data", "meta"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "data/indicator_1-1-1.csv").write_text(f"Year,Value\n2020,10\n2021,{last}\n")
    about = f"---\nindicator_name: Homes\nindicator_number: 1.1.1\ncomputation_units: {unit}\n---\n"
    (home / "meta/1-1-1.md").write_text(about)
    return home


def cube(data: Path, unit: str, last: int) -> Path:
    """Return a data set whose values have this unit."""
    held = {"category": {"index": ["2020", "2021"]}}
    units = {"category": {"index": ["one"], "label": {"one": "One"}, "unit": {"one": {"base": unit}}}}
    made = {"version": "2.0", "class": "dataset", "label": "Homes", "id": ["ContentsCode", "year"]}
    made |= {"size": [1, 2], "role": {"time": ["year"], "metric": ["ContentsCode"]}, "value": [10, last]}
    return file(data, json.dumps({**made, "dimension": {"ContentsCode": units, "year": held}}), "homes.json")


def test_a_table_in_another_unit_is_not_taken(data: Path) -> None:
    """The sentence names the file and both units; the unit that it asks for is remembered from then on."""
    brought(data, file(data, FIRST))
    said = refused(data, file(data, OTHER))
    for told in ("share.csv, row 2", "“Thousand tonnes”", "“per cent”", '--unit "per cent"', "--target"):
        assert told in said
    brought(data, file(data, OTHER), "--unit", "per cent")
    assert figures(data, "share") == THREE
    assert "nothing to write" in brought(data, file(data, OTHER))
    assert errors(data) == []


def test_it_is_taken_as_a_target_of_its_own(data: Path) -> None:
    """Under another id the figures come with their own unit."""
    brought(data, file(data, FIRST))
    brought(data, file(data, OTHER), "--target", "amount")
    assert (target(data, "share").measure.unit, target(data, "amount").measure.unit) == (
        "percent",
        "thousand-tonnes",
    )
    assert figures(data, "amount") == THREE


def test_a_site_in_another_unit_is_not_taken(data: Path) -> None:
    """So is the unit that stands in the metadata."""
    brought(data, site(data, "Percent", "20"))
    assert "indicator_1-1-1.csv, row 2" in refused(data, site(data, "Thousand tonnes", "7000"))
    brought(data, site(data, "Thousand tonnes", "7000"), "--unit", "percent")
    assert figures(data, "1-1-1")[-1] == ("2021", 7000)


def test_a_cube_in_another_unit_is_not_taken(data: Path) -> None:
    """So is the unit of a data set."""
    brought(data, cube(data, "per cent", 20))
    assert "“tonnes”" in refused(data, cube(data, "tonnes", 7000))
    assert "nothing to write" in brought(data, cube(data, "%", 20))


def test_of_several_targets_the_others_are_taken(data: Path) -> None:
    """One in another unit keeps nobody from the rest; where all of them are, nothing is written."""
    rows = (
        "Indicator,Year,Unit,Value\nHeat,2020,{0},10\nHeat,2021,{0},{2}\nWood,2020,{1},3\nWood,2021,{1},{2}\n"
    )
    brought(data, file(data, rows.format("Percent", "kg", "4")))
    said = brought(data, file(data, rows.format("GWh", "kg", "5")))
    assert "heat is left out" in said
    assert "“GWh”" in said
    assert (figures(data, "heat")[-1], figures(data, "wood")[-1]) == (("2021", 4), ("2021", 5))
    before = tree(data)
    code, said, hints = run("import", file(data, rows.format("GWh", "m", "6")), "--data", data, "--yes")
    assert "“GWh”" in said
    assert "“m”" in said
    assert (code, hints, tree(data)) == (1, "Nothing was written.\n", before)


@pytest.mark.parametrize("other", ["%", "percentage", "Per cent", "PERCENT", "per cent (%)", "Prozent", ""])
def test_the_same_unit_in_other_words_is_taken(data: Path, other: str) -> None:
    """However it is spelled, and where the source names none."""
    brought(data, file(data, FIRST))
    brought(data, file(data, OTHER.replace("Thousand tonnes", other)))
    assert figures(data, "share") == THREE


def test_a_target_without_a_unit_takes_any(data: Path) -> None:
    """A unit that was never stated is no other one."""
    brought(data, file(data, "Year,Value\n2020,10\n"))
    brought(data, file(data, OTHER))
    assert figures(data, "share") == THREE


def test_a_unit_that_was_stated_once_stays(data: Path) -> None:
    """The mapping of the first import keeps it."""
    brought(data, file(data, "Year,Value\n2020,10\n"), "--unit", "homes")
    brought(data, file(data, "Year,Value\n2020,10\n2021,20\n"))
    assert figures(data, "share") == THREE[:2]


@pytest.mark.parametrize("lang", ["vi", "de", "nb", "sv"])
def test_it_is_said_in_every_language(data: Path, lang: str) -> None:
    """With file and both units."""
    brought(data, file(data, FIRST))
    code, out, hints = run("import", file(data, OTHER), "--data", data, "--yes", "--lang", lang)
    assert (code, out) == (1, "")
    assert "share.csv" in hints
    assert "Thousand tonnes" in hints
    assert "per cent" in hints


def test_whole_figures_that_were_asked_for_are_not_put_down_to_size(data: Path) -> None:
    """A small folder is not called large."""
    assert "large" not in brought(data, site(data, "Percent", "20"), "--series", "whole")


@pytest.mark.parametrize(("sign", "code"), [("£", "GBP"), ("€", "EUR"), ("₫", "VND"), ("€", "Euros")])
def test_a_currency_is_known_by_its_sign_and_by_its_code(data: Path, sign: str, code: str) -> None:
    """Figures that were printed with the sign go on from a table that has the code in a column."""
    brought(data, file(data, f"Year,Spend\n2020,{sign}10\n2021,{sign}20\n"))
    brought(data, file(data, f"Year,Unit,Spend\n2020,{code},10\n2021,{code},20\n2022,{code},7000\n"))
    assert figures(data, "spend") == THREE
    assert errors(data) == []


def test_another_currency_is_another_unit(data: Path) -> None:
    """Dollars are no pounds, and a sign that several currencies share is the code of none."""
    brought(data, file(data, "Year,Spend\n2020,$10\n"))
    assert "“USD”" in refused(data, file(data, "Year,Unit,Spend\n2020,USD,10\n"))

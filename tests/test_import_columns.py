"""Columns: which hold figures, which tell series apart, and which only speak of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, refused, target

__all__ = ["data"]


def table(data: Path, text: str, name: str = "rate.csv") -> Path:
    """Write a table beside the data folder, with bars between rows, and return its file."""
    data.mkdir(exist_ok=True)
    path = data.parent / name
    path.write_text(text.replace(" | ", "\n") + "\n", "utf-8")
    return path


def series(data: Path, name: str = "rate") -> dict[str, list[float]]:
    """Return the figures of each series of a target by the members that make it."""
    found = target(data, name).series
    return {", ".join(map(str, one.of.values())): [float(o.value) for o in one.observations] for one in found}


def targets(data: Path) -> list[str]:
    """Return the names of the targets of a folder."""
    return sorted(path.stem for path in data.glob("targets/*/*.yaml"))


@pytest.mark.parametrize(
    ("text", "pick", "wanted"),
    [
        ("geo,Land,Year,Value | NO,Norway,2020,1 | SE,Sweden,2020,5 | NO,Norway,2021,2", "geo: NO", [1, 2]),
        ("ISO3,Land,Year,Value | NOR,Norge,2020,1 | SWE,Cuba,2020,5 | NOR,Norge,2021,2", "iso3: NOR", [1, 2]),
        ("Age,Year,Value | 15,2020,1 | 16,2020,5 | 15,2021,2", "Age: '15'", [1, 2]),
        ("Age,2020,2021 | 15,1,2 | 16,5,6", "age: '15'", [1, 2]),
        ("Scale,Year,Value | Large,2020,1 | Small,2020,5 | Large,2021,2", "Scale: Large", [1, 2]),
        ("Indicator,2020,2021 | Cows,1,2 | Sheep,5,6", "Indicator: Cows", [1, 2]),
    ],
)  # fmt: skip  # a table a line
def test_what_is_picked_is_all_that_is_brought(data: Path, text: str, pick: str, wanted: list[float]) -> None:
    """Codes beside names, numbers, words that scales are called by: the rows of one member, no others."""
    mapping = table(data, f"pick: {{{pick}}}", "map.yaml")
    brought(data, table(data, text), "--map", mapping, "--target", "rate")
    assert [value for _, value in figures(data, "rate")] == wanted
    assert targets(data) == ["rate"]


@pytest.mark.parametrize("dimensions", ["[geo]", "[Age, Decile]"])
def test_dimensions_that_are_named_tell_series_apart(data: Path, dimensions: str) -> None:
    """Whether they hold codes beside names or numbers beside figures."""
    text = {
        "[geo]": "geo,Country,Year,Rate | NO,Norway,2020,1 | SE,Sweden,2020,5 | NO,Norway,2021,2",
        "[Age, Decile]": "Year,Age,Decile,Rate | 2020,15,1,3 | 2020,15,2,4 | 2020,16,1,5 | 2020,16,2,6",
    }[dimensions]
    brought(data, table(data, text), "--map", table(data, f"dimensions: {dimensions}", "map.yaml"))
    assert (
        series(data)
        == {
            "[geo]": {"no": [1, 2], "se": [5]},
            "[Age, Decile]": {"15, 1": [3], "15, 2": [4], "16, 1": [5], "16, 2": [6]},
        }[dimensions]
    )
    assert targets(data) == ["rate"]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("pick: {Age: '99'}", "No row of rate.csv with a figure holds what “pick:” asks for: Age: 99"),
        ("pick: {Sex: women}", "rate.csv has no column 'Sex'; it has: Age, 2020, 2021"),
        ("dimensions: ['2020']", "“2020” in rate.csv holds periods or figures and cannot be under"),
    ],
)
def test_a_column_that_cannot_be_picked_from_stops_in_a_sentence(
    data: Path, mapping: str, words: str
) -> None:
    """One without the member, one that is not there, and one that holds the figures themselves."""
    text = table(data, "Age,2020,2021 | 15,1,2 | 16,5,6")
    assert words in refused(data, text, "--map", table(data, mapping, "map.yaml"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Age,2019,2020 | 15,,6 | 16,..,8 | 17,,10", {"15": [6], "16": [8], "17": [10]}),
        ("Age,2019,2020 | 15,5,6 | 16,5,8", {"15": [5, 6], "16": [5, 8]}),
        ("District,Grade,2019,2020 | Hill,1,3,4 | Hill,2,5,6 | Dale,1,7,8 | Dale,2,9,10",
         {"hill, 1": [3, 4], "hill, 2": [5, 6], "dale, 1": [7, 8], "dale, 2": [9, 10]}),
        ("Year,Age,Decile,Value | 2020,15,1,3 | 2020,15,2,4 | 2020,16,1,5 | 2020,16,2,6",
         {"15, 1": [3], "15, 2": [4], "16, 1": [5], "16, 2": [6]}),
        ("Year,Age,Value | 2020,15,3 | 2020,16,3 | 2021,15,4 | 2021,16,4", {"15": [3, 4], "16": [3, 4]}),
        ("Year,Age,Rate | 2020,15,4 | 2020,16,5 | 2021,15,6 | 2021,16,7", {"15": [4, 6], "16": [5, 7]}),
        ("Year,Rate,Class | 2020,4,1 | 2020,5,2", {"1": [4], "2": [5]}),
        ("Poverty line,Year,Value | 2.15,2020,3 | 3.65,2020,5 | 2.15,2021,4 | 3.65,2021,6",
         {"2-15": [3, 4], "3-65": [5, 6]}),
    ],
)  # fmt: skip  # a table a line
def test_numbers_tell_series_apart_where_rows_would_be_one_without_them(
    data: Path, text: str, wanted: dict[str, list[float]]
) -> None:
    """A first year without figures, figures that are the same, two columns of numbers: all are series."""
    brought(data, table(data, text), "--target", "rate")
    assert series(data) == wanted
    assert (targets(data), errors(data)) == (["rate"], [])


def test_two_figures_a_year_are_two_targets(data: Path) -> None:
    """Whole numbers that come again are members only where rows of a year would be one without them."""
    brought(data, table(data, "Year,Schools,Rate | 2020,3,4.5 | 2021,3,4.6 | 2022,4,4.6"))
    assert targets(data) == ["rate", "schools"]


@pytest.mark.parametrize(
    "text", ["Age,2019,2020 | 15,5,6 | 16,5,8 | 16,5,8", "Age,2019,2020 | 15,5,6 | 16,5,8"]
)
def test_a_row_of_years_that_stands_there_twice_changes_nothing(data: Path, text: str) -> None:
    """Its figures are those of the first of the two, where they are found."""
    said = brought(data, table(data, text), "--target", "rate")
    assert series(data) == {"15": [5, 6], "16": [5, 8]}
    assert "twice" not in said
    assert {one.at for one in target(data, "rate").series[1].observations} == {"rate.csv, row 3"}


def test_one_row_that_was_revised_hides_no_ages(data: Path) -> None:
    """Of seven rows one stands there twice; the ages are series still."""
    rows = "2020,15,1 | 2020,16,2 | 2021,15,3 | 2021,16,4 | 2022,15,5 | 2022,16,6 | 2022,16,7"
    brought(data, table(data, f"Year,Age,Value | {rows}"), "--target", "rate")
    assert series(data)["15"] == [1, 3, 5]
    assert series(data)["16"][:2] == [2, 4]


def test_numbers_beside_figures_that_are_not_needed_make_no_series(data: Path) -> None:
    """Bounds of a figure, and the people of a country, part nothing; that they are left out is told."""
    text = (
        "Country,Year,Value,Lower | Norway,2020,3,2.5 | Norway,2021,4,3.5 | Chile,2020,5,4 | Chile,2021,6,5"
    )
    assert "left out: Lower" in brought(data, table(data, text), "--target", "rate")
    assert series(data) == {"norway": [3, 4], "chile": [5, 6]}
    wide = "Country,Population,2020,2021 | Norway,5,1,2 | Chile,19,3,4"
    assert "left out: Population" in brought(data, table(data, wide), "--target", "other")
    assert series(data, "other") == {"norway": [1, 2], "chile": [3, 4]}


def test_words_in_a_column_that_is_called_like_remarks_are_read_where_they_part(data: Path) -> None:
    """Languages with two scores of which the first is the same, and descriptions beside years."""
    rows = "2020,Sami,5,1 | 2020,Finnish,5,2 | 2021,Sami,5,3 | 2021,Finnish,5,4"
    brought(data, table(data, f"Year,Language,Score A,Score B | {rows}"))
    assert series(data, "score-b") == {"sami": [1, 3], "finnish": [2, 4]}
    brought(data, table(data, "Description,2019,2020 | Cows,,2 | Sheep,,2"))
    assert (figures(data, "cows"), figures(data, "sheep")) == ([("2020", 2)], [("2020", 2)])


def test_a_scale_holds_powers_of_ten_or_their_names(data: Path) -> None:
    """Magnitudes of earthquakes are figures, and large and small are words; thousands are a scale."""
    brought(data, table(data, "Year,Magnitude,Events | 2020,5.1,12 | 2021,5.2,14"))
    assert (figures(data, "magnitude"), figures(data, "events")) == (
        [("2020", 5.1), ("2021", 5.2)],
        [("2020", 12), ("2021", 14)],
    )
    brought(data, table(data, "Year,Scale,Value | 2020,Large,1 | 2020,Small,2"), "--target", "firms")
    assert series(data, "firms") == {"large": [1], "small": [2]}
    brought(data, table(data, "Year,Unit,Scale,Value | 2020,Cows,3,1 | 2021,Cows,3,2"), "--target", "cows")
    assert target(data, "cows").measure.unit == "cows-thousands"


def test_a_figure_may_begin_with_a_nought(data: Path) -> None:
    """08.7 is a figure and 01 is a code."""
    brought(data, table(data, "Year,Rate | 2020,9.5 | 2021,08.7 | 2022,10.2"))
    assert figures(data, "rate") == [("2020", 9.5), ("2021", 8.7), ("2022", 10.2)]


def test_quarters_that_are_called_q_are_figures(data: Path) -> None:
    """`Employment_Q` and `employment_q` hold figures; `value_q` beside them speaks of their quality."""
    brought(data, table(data, "Year,Employment_Q,Employment_A | 2020,1,3 | 2021,2,4"))
    assert figures(data, "employment-q") == [("2020", 1), ("2021", 2)]
    brought(data, table(data, "Year,people_q,people_a | 2020,5,3 | 2021,6,4"))
    assert figures(data, "people-q") == [("2020", 5), ("2021", 6)]
    brought(data, table(data, "Year,share,share_q | 2020,5,e | 2021,6,p"))
    found = target(data, "share").observations
    assert [one.status for one in found] == ["estimated", "provisional"]


def test_a_column_of_flags_that_is_full_of_numbers_is_told(data: Path) -> None:
    """A mapping that lists it under values makes figures of it."""
    text = table(data, "Year,Quality,Access | 2020,3.5,7 | 2021,4.5,8")
    assert "Column “Quality” is called like one of flags but holds numbers" in brought(data, text)
    assert targets(data) == ["access"]
    brought(data, text, "--map", table(data, "values: [Quality, Access]", "map.yaml"))
    assert figures(data, "quality") == [("2020", 3.5), ("2021", 4.5)]


def test_a_second_column_of_values_is_told(data: Path) -> None:
    """Only where it holds other figures than the first."""
    other = "Year,Data value,Numeric value | 2020,3,30 | 2021,4,40"
    assert "only “Data value” is read; left out: Numeric value" in brought(data, table(data, other))
    same = "Year,Data value,Numeric value | 2020,3,3 | 2021,4,4"
    assert "left out" not in brought(data, table(data, same, "same.csv"))
    assert figures(data, "same") == [("2020", 3), ("2021", 4)]


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("Man,Woman,Island", ["island", "man", "woman"]),
        ("Turkey,Chicken,Jersey", ["chicken", "jersey", "turkey"]),
        ("Norway,Sweden,GDP deflator", ["gdp-deflator", "norway", "sweden"]),
        ("Asia,Europe,Share of Asia", ["asia", "europe", "share-of-asia"]),
        ("Turkey,Greece,Jordan", ["rate"]),
        ("Asia,Europe,World", ["rate"]),
    ],
)
def test_columns_are_areas_where_all_of_them_are(data: Path, heads: str, wanted: list[str]) -> None:
    """One that is none, or names that are words of other things alone, and each column is a target."""
    brought(data, table(data, f"Year,{heads} | 2020,1,2,3 | 2021,4,5,6"))
    assert targets(data) == wanted


def test_areas_in_rows_have_one_unit(data: Path) -> None:
    """Countries of which each has a unit of its own are quantities of their own, not series of one target."""
    text = "Item,Unit,2020,2021 | Norway,NOK,1,2 | Sweden,SEK,3,4"
    brought(data, table(data, text))
    assert targets(data) == ["norway", "sweden"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("A,1,2 | B,3,4 | T,5,6", ["a", "b", "t"]),
        ("F,1,2 | M,3,4 | T,4,6", ["rate"]),
        ("Total,9,9 | GDP per head,1,2 | Exports,3,4", ["exports", "gdp-per-head", "total"]),
        ("Total,4,6 | Hill,1,2 | Dale,3,4", ["rate"]),
    ],
)
def test_a_total_makes_parts_of_what_it_is_made_of(data: Path, rows: str, wanted: list[str]) -> None:
    """T among letters is a letter, and what is counted per head is no part of what is not."""
    brought(data, table(data, f"Item,2020,2021 | {rows}"))
    assert targets(data) == wanted


def test_t_among_letters_is_a_series_of_its_own(data: Path) -> None:
    """Of the sections A, B and T none is the whole; of the sexes F, M and T the last one is."""
    brought(data, table(data, "Year,Section,Value | 2020,A,1 | 2020,B,2 | 2020,T,3"), "--target", "firms")
    assert series(data, "firms") == {"a": [1], "b": [2], "t": [3]}
    brought(data, table(data, "Year,Sex,Value | 2020,F,1 | 2020,M,2 | 2020,T,3"), "--target", "people")
    assert series(data, "people") == {"f": [1], "m": [2]}
    assert figures(data, "people") == [("2020", 3)]

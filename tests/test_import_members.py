"""Editions in which one member of a dimension is left: its figures stay those of the member."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, refused, target

__all__ = ["data"]
LONG = (
    "Year,Region,Value\n2020,North,1\n2021,North,2\n2020,South,3\n2021,South,4\n2020,Total,4\n2021,Total,6\n"
)
WIDE = "Region,2020,2021\nNorth,1,2\nSouth,3,4\nTotal,4,6\n"


def cube(members: dict[str, list[float]]) -> str:
    """Return figures of 2020 on by area as JSON-stat."""
    count = len(next(iter(members.values())))
    years = [str(2020 + number) for number in range(count)]
    said = {
        "Region": {"label": "Region", "category": {"index": list(members)}},
        "Year": {"label": "Year", "category": {"index": years}},
    }
    whole = {"version": "2.0", "class": "dataset", "label": "Rate", "id": list(said)}
    values = [value for own in members.values() for value in own]
    more = {"size": [len(members), count], "role": {"time": ["Year"]}, "dimension": said, "value": values}
    return json.dumps(whole | more)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("rate.csv", LONG, "Year,Region,Value\n2020,North,1\n2021,North,2.5\n2022,North,3\n"),
        ("rate.csv", WIDE, "Region,2020,2021,2022\nNorth,1,2.5,3\n"),
        (
            "rate.json",
            cube({"Total": [4, 6], "North": [1, 2], "South": [3, 4]}),
            cube({"North": [1, 2.5, 3]}),
        ),
    ],
)
def test_one_member_that_is_left_revises_its_series_and_not_the_whole(
    data: Path, name: str, before: str, after: str
) -> None:
    """4 and 6 stay the whole; North is revised to 2.5 and gains 3; the others are told as gone."""
    brought(data, file(data, before, name), "--publisher", "Office", "--published", "2025-01-01")
    said = brought(data, file(data, after, name), "--publisher", "Office", "--published", "2026-01-01")
    assert figures(data, "rate") == [("2020", 4), ("2021", 6)]
    held = {tuple(one.of.values()): one.observations for one in target(data, "rate").series}
    assert [(one.period.text, one.value) for one in held["north",]] == [
        *(("2020", 1), ("2021", 2)),
        *(("2021", 2.5), ("2022", 3)),
    ]
    assert len(held["south",]) == 2
    assert "Region: North: 2021: 2 is now 2.5" in said
    assert "Region: South: 2020: 3 is no longer in the source" in said
    assert "  ? 2021: 6 is no longer in the source" in said
    assert errors(data) == []


def test_one_breakdown_that_is_left_of_an_indicator_is_not_its_whole(data: Path) -> None:
    """The file of an Open SDG site that has lost its rows for both sexes says nothing new of both."""
    site = data.parent / "site" / "data"
    site.mkdir(parents=True)
    for rows in ("2019,,1\n2019,Male,2\n2019,Female,3\n", "2019,Male,2.5\n"):
        (site / "indicator_1-1-1.csv").write_text(f"Year,Sex,Value\n{rows}", "utf-8")
        published = "2025-01-01" if "Female" in rows else "2026-01-01"
        said = brought(
            data, site.parent, "--series", "all", "--publisher", "Office", "--published", published
        )
    assert figures(data, "1-1-1") == [("2019", 1)]
    assert "Sex: Male: 2019: 2 is now 2.5" in said
    assert "Sex: Female: 2019: 3 is no longer in the source" in said


def test_a_member_that_was_alone_from_the_start_stays_the_whole(data: Path) -> None:
    """A table of one area has no series, in this edition and in the next."""
    for rows in ("2020,North,1\n", "2020,North,1\n2021,North,2\n"):
        brought(data, file(data, f"Year,Region,Value\n{rows}", "rate.csv"), "--publisher", "Office")
    assert figures(data, "rate") == [("2020", 1), ("2021", 2)]
    assert target(data, "rate").series == ()


def test_a_new_member_that_is_called_as_the_word_of_another_is_a_series_of_its_own(data: Path) -> None:
    """The region `north` has the title "North" no more; a region that is titled "north" is another one."""
    rows = "Year,Region,Value\n2020,North,1\n2020,South,3\n"
    brought(data, file(data, rows, "rate.csv"), "--publisher", "Office", "--published", "2025-01-01")
    words = data / "targets/vocabulary.yaml"
    words.write_text(words.read_text("utf-8").replace("en: North", "en: Far up"), "utf-8")
    rows = "Year,Region,Value\n2020,north,9\n2020,South,3\n"
    said = brought(data, file(data, rows, "rate.csv"), "--publisher", "Office", "--published", "2026-01-01")
    assert "1 is now 9" not in said
    held = [[float(one.value) for one in series.observations] for series in target(data, "rate").series]
    assert sorted(held) == [[1.0], [3.0], [9.0]]


ALONE, TWO = "Country,Year,Rate\nNorway,2020,1.5\nNorway,2021,2.5\n", "Sweden,2020,5\nSweden,2021,6\n"


def test_a_second_member_leaves_the_figures_of_the_first_where_they_are(data: Path) -> None:
    """The definition says Country: Norway: 2021 is revised to 2.75 and 2022 comes to it; Sweden is new."""
    brought(data, file(data, ALONE, "rate.csv"))
    longer = ALONE.replace("2.5", "2.75") + "Norway,2022,3\n"
    said = brought(data, file(data, longer + TWO, "rate.csv"))
    assert "~ 2021: 2.5 is now 2.75" in said
    wanted = [("2020", 1.5), ("2021", 2.5), ("2021", 2.75), ("2022", 3)]
    assert figures(data, "rate") == wanted
    assert [dict(one.of) for one in target(data, "rate").series] == [{"country": "sweden"}]
    assert "nothing to write" in brought(data, file(data, longer + TWO, "rate.csv"))
    brought(data, file(data, longer + "Norway,2023,4\n", "rate.csv"))
    assert figures(data, "rate") == [*wanted, ("2023", 4)]


def test_a_whole_beside_the_only_member_is_asked_for(data: Path) -> None:
    """The figures of the target are those of Norway, and Total would take their place."""
    brought(data, file(data, ALONE, "rate.csv"))
    said = refused(data, file(data, ALONE + TWO + "Total,2020,6.5\n", "rate.csv"))
    assert "are those of Norway (Country" in said
    assert '--pick "Country=Norway"' in said
    more = file(data, ALONE + TWO + "Norway,2022,3\nTotal,2020,6.5\n", "rate.csv")
    brought(data, more, "--pick", "Country=Norway")
    assert figures(data, "rate") == [("2020", 1.5), ("2021", 2.5), ("2022", 3)]


@pytest.mark.parametrize("members", [("Total", "Female"), ("Female", "Male"), ("Female", "Total")])
@pytest.mark.parametrize("kind", ["long", "wide", "cube"])
def test_another_member_alone_revises_nothing(data: Path, members: tuple[str, str], kind: str) -> None:
    """40 and 41.5 are of the member that the definition names; 20 and 21.5 are a series of their own."""
    first, second = members
    name = "rate.json" if kind == "cube" else "rate.csv"
    for member, one, two in ((first, 40, 41.5), (second, 20, 21.5), (first, 40, 42.5)):
        text = {
            "long": f"Year,Region,Rate\n2020,{member},{one}\n2021,{member},{two}\n",
            "wide": f"Region,2020,2021\n{member},{one},{two}\n",
            "cube": cube({member: [one, two]}),
        }[kind]
        assert "is now 20" not in brought(data, file(data, text, name))
        assert "nothing to write" in brought(data, data.parent / name)
    assert figures(data, "rate") == [("2020", 40), ("2021", 41.5), ("2021", 42.5)]
    (own,) = target(data, "rate").series
    assert own.of == {"region": second.casefold()}
    assert [float(one.value) for one in own.observations] == [20, 21.5]
    assert errors(data) == []


@pytest.mark.parametrize("releases", [("2025", "2026"), ("May 2025", "June 2025"), ("North", "north")])
def test_a_release_in_a_column_is_no_other_member(data: Path, releases: tuple[str, str]) -> None:
    """A year, a month or the size of a letter tells no series apart: 2.5 revises 2."""
    for release, value in zip(releases, ("2", "2.5"), strict=True):
        brought(
            data, file(data, f"Year,Release,Rate\n2020,{release},1\n2021,{release},{value}\n", "rate.csv")
        )
    assert figures(data, "rate") == [("2020", 1), ("2021", 2), ("2021", 2.5)]


def test_a_member_with_a_semicolon_is_the_one_that_the_definition_names(data: Path) -> None:
    """`Men; adults` is known again: 41.5 is revised, and no second series begins."""
    for value in (41.5, 42.5):
        brought(
            data, file(data, f"Year,Group,Rate\n2020,Men; adults,40\n2021,Men; adults,{value}\n", "rate.csv")
        )
    assert figures(data, "rate") == [("2020", 40), ("2021", 41.5), ("2021", 42.5)]
    assert target(data, "rate").series == ()


def test_a_new_column_with_one_member_is_told_where_it_revises(data: Path) -> None:
    """21.5 of women stands where 21 was of nobody in particular: it is told; a total narrows nothing."""
    brought(data, file(data, "Year,Rate\n2020,20\n2021,21\n", "rate.csv"))
    said = brought(data, file(data, "Year,Sex,Rate\n2020,Total,20\n2021,Total,21.25\n", "rate.csv"))
    assert "says nothing" not in said
    said = brought(data, file(data, "Year,Sex,Rate\n2020,Female,20\n2021,Female,21.5\n", "rate.csv"))
    assert "all figures of the source are of Sex: Female" in said

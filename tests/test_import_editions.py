"""Editions of a table: how one was read counts for the next one of its name, and for no other table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, refused, tree
from tracker import reader
from tracker.importing import editions

__all__ = ["data"]


def made(data: Path, name: str, *lines: str) -> Path:
    """Return a table of this name with these lines."""
    path = data.parent / name
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Figures 2024-06 (1).csv", "figures.csv"),
        ("figures2023.csv", "figures2024.csv"),
        ("poverty_2023-24.xlsx", "poverty_2024-25.xlsx"),
        ("https://office.org/get/rate_202406?format=csv", "https://office.org/get/rate_202407?format=csv"),
        ("report june 2024.xlsx", "report july 2024.xlsx"),
        ("rate-2024-Q1.csv", "rate-2024-Q2.csv"),
    ],
)
def test_editions_have_one_name(one: str, other: str) -> None:
    """Year, month, quarter and the number of a download are no part of it."""
    assert editions.series_of(one) == editions.series_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("table-1.csv", "table-2.csv"), ("may-report.csv", "report.csv"), ("2023.csv", "2024.csv")],
)
def test_other_tables_have_other_names(one: str, other: str) -> None:
    """A number alone may be that of another table."""
    assert editions.series_of(one) != editions.series_of(other)


def test_what_was_said_of_a_table_holds_for_no_other(data: Path) -> None:
    """Two files with the heads Year and Value are two targets, and the second one asks for itself."""
    first = made(data, "rate-2023.csv", "Year,Value", '2020,"1,234"', '2021,"1,300"')
    brought(data, first, "--target", "rate", "--map", made(data, "map.yaml", "decimal: comma"))
    second = made(data, "people.csv", "Year,Value", '2020,"5,234"', '2021,"5,300"')
    assert "decimal" in refused(data, second)
    brought(data, made(data, "people.csv", "Year,Value", "2020,5", "2021,6"))
    assert figures(data, "rate") == [("2020", 1.234), ("2021", 1.3)]
    assert figures(data, "people") == [("2020", 5), ("2021", 6)]
    brought(data, made(data, "rate-2024.csv", "Year,Value", '2021,"1,300"', '2022,"1,400"'))
    assert figures(data, "rate") == [("2020", 1.234), ("2021", 1.3), ("2022", 1.4)]
    assert errors(data) == []


def test_an_edition_with_other_columns_leaves_the_former_mapping(data: Path) -> None:
    """Both are kept, each finds its own again, and neither import changes anything when it is repeated."""
    old = made(data, "rate-2023.csv", "Year,Value", '2020,"1,234"')
    new = made(data, "rate-2024.csv", "Year,Rate", '2021,"2,345"')
    for table in (old, new):
        brought(data, table, "--target", "rate", "--map", made(data, "map.yaml", "decimal: comma"))
    assert sorted(file.name for file in (data / "imports").iterdir()) == ["rate-2024.yaml", "rate.yaml"]
    before = tree(data)
    for table in (old, new):
        assert "nothing to write" in brought(data, table)
    assert tree(data) == before
    assert figures(data, "rate") == [("2020", 1.234), ("2021", 2.345)]
    assert set(reader.load(data)[0].targets) == {"rate"}


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Jobs by region, 1990–2022", "jobs by region"),
        ("Table 5. Jobs in 2020, 2021 and 2022", "table 5 jobs"),
        ("Table 5, 2021", "table 5"),
        ("Jobs 2020 to 2022", "jobs"),
        ("Jobs (updated 3 March 2023)", "jobs"),
        ("Jobs, Stand: 31.12.2022", "jobs"),
        ("Jobs as of 2023-12-31", "jobs"),
        ("Jobs 2022/23", "jobs"),
        ("Việc làm tháng 12 năm 2022", "việc làm"),
        ("Jobs, age 15-24, 2022", "jobs age 15 24"),
        ("Jobs by region", ""),
        ("Agenda 2030 jobs", ""),
    ],
)
def test_a_title_without_its_years(title: str, plain: str) -> None:
    """Only years and dates at its end go."""
    assert editions.undated(title) == plain


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Jobs by region, 1990–2021", "Jobs by region, 1990–2022"),
        ("Jobs by region (updated 3 March 2023)", "Jobs by region (updated 4 April 2024)"),
        ("Jobs by region, Stand: 31.12.2021", "Jobs by region, Stand: 31.12.2022"),
    ],
)
def test_years_in_a_title_start_no_second_target(data: Path, before: str, after: str) -> None:
    """North 5.2 is revised to 5.5 and gains 6; it is told, and --target gives the edition its own target."""
    first = made(
        data, "jobs.csv", f'"{before}"', "Region,2020,2021", "North,5,5.2", "South,7,7.2", "Total,6,6.2"
    )
    brought(data, first)
    rows = ("Region,2020,2021,2022", "North,5,5.5,6", "South,7,7.2,8", "Total,6,6.2,7")
    second = made(data, "jobs.csv", f'"{after}"', *rows)
    said = brought(data, second)
    (found,) = reader.load(data)[0].targets.values()
    assert f"“{after}” is taken as a newer edition of the target {found.id}" in said
    assert "~ Region: North: 2021: 5.2 is now 5.5" in said
    assert figures(data, found.id) == [("2020", 6), ("2021", 6.2), ("2022", 7)]
    held = tree(data)
    brought(data, second)
    assert tree(data) == held
    brought(data, second, "--target", "own")
    assert set(reader.load(data)[0].targets) == {found.id, "own"}


def test_titles_that_differ_in_more_than_years_stay_apart(data: Path) -> None:
    """The same table of another age group is another target."""
    for age in ("15-24", "25-64"):
        brought(
            data,
            made(data, f"{age}.csv", f"Jobs, age {age}, 2022", "Region,2021,2022", "North,5,6", "Total,6,7"),
        )
    assert len(reader.load(data)[0].targets) == 2


def test_a_year_in_the_name_of_a_file_starts_no_second_target(data: Path) -> None:
    """Without a title above the table its name is that of the file."""
    brought(data, made(data, "jobs-2021.csv", "Year,Value", "2020,5", "2021,6"))
    said = brought(data, made(data, "jobs-2022.csv", "Year,Value", "2020,5", "2021,6", "2022,7"))
    assert "is taken as a newer edition of the target jobs-2021" in said
    assert figures(data, "jobs-2021") == [("2020", 5), ("2021", 6), ("2022", 7)]

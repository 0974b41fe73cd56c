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

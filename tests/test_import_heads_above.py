"""Names of columns in the row above an empty head, as those of tables of two lines of heads are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, file, target
from tests.imports import figures as figures_of

__all__ = ["data"]
ROWS = ",2019,2020\nNorth,1,2\nSouth,3,4\n"


@pytest.mark.parametrize(
    "above", ["Region,,\n", "Region,Year,\n", "Title of it,,\nRegion,Year\n", "Region,Share of all,\n"]
)
def test_an_empty_head_is_named_by_the_cell_above(data: Path, above: str) -> None:
    """Its series are those of regions."""
    said = brought(data, file(data, above + ROWS))
    name = "title-of-it" if above.startswith("Title") else "share"
    found = {
        one.of["region"]: [float(own.value) for own in one.observations] for one in target(data, name).series
    }
    assert found == {"north": [1, 2], "south": [3, 4]}
    assert "series by: Region." in said
    assert errors(data) == []


@pytest.mark.parametrize("above", ["Share of all,,\n", "Last updated,2024-01-01,\n", "Source:,Office,\n"])
def test_what_only_stands_above_names_no_column(data: Path, above: str) -> None:
    """A title, and what is said about a table."""
    said = brought(data, file(data, above + ROWS))
    assert "series by: A." in said


def test_quarters_below_years_with_marks(data: Path) -> None:
    """Both the name of the regions and the mark of the year are in the line above."""
    table = "Region,2019¹,,2020p,\n,Q1,Q2,Q1,Q2\nNorth,1,2,3,4\nSouth,1,2,3,4\n"
    brought(data, file(data, table))
    first = target(data, "share").series[0]
    assert first.of == {"region": "north"}
    assert [(one.period.text, one.status) for one in first.observations] == [
        ("2019-Q1", None),
        ("2019-Q2", None),
        ("2020-Q1", "provisional"),
        ("2020-Q2", "provisional"),
    ]


@pytest.mark.parametrize("months", [("Jan", "Feb"), ("1", "2")])
def test_years_with_marks_beside_months(data: Path, months: tuple[str, str]) -> None:
    """The mark of the year is that of each of its months."""
    rows = "".join(f"{year},{month},{n}\n" for n, year in enumerate(("2019", "2020¹")) for month in months)
    brought(data, file(data, f"Year,Month,Value\n{rows}"))
    assert figures_of(data, "share") == [("2019-01", 0), ("2019-02", 0), ("2020-01", 1), ("2020-02", 1)]
    noted = ["¹" in str(one.note) for one in target(data, "share").observations]
    assert noted == [False, False, True, True]


@pytest.mark.parametrize("mark", ["¹", " 1)", "p", "*"])
def test_what_is_counted_before_a_year_with_a_mark(data: Path, mark: str) -> None:
    """Only one of two heads of the year has it."""
    brought(
        data, file(data, f"Land;Andel 2019;Antal 2019;Andel 2020{mark};Antal 2020\nA;1;2;3;4\nB;3;4;5;6\n")
    )
    found = [[float(one.value) for one in own.observations] for own in target(data, "andel").series]
    assert found == [[1, 3], [3, 5]]

"""Quarters and months as heads of columns, with the total of their year beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.imports import brought, data, figures, file, target
from tracker.importing import within_years

__all__ = ["data"]
QUARTERS = [(f"{year}-Q{part}", float(part)) for year in (2019, 2020) for part in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "heads",
    [
        "Year,Q1,Q2,Q3,Q4,Total",
        "Year,I,II,III,IV,Annual avg.",
        "Jahr,1. Quartal,2. Quartal,3. Quartal,4. Quartal,Jahr insgesamt",
        "År,Kvartal 1,Kvartal 2,Kvartal 3,Kvartal 4,Helår",
        "Năm,Quý I,Quý II,Quý III,Quý IV,Cả năm",
    ],
)
def test_totals_beside_quarters_are_told_as_left(data: Path, heads: str) -> None:
    """One target of quarters, and no target of years for each column."""
    said = brought(data, file(data, f"{heads}\n2019,1,2,3,4,10\n2020,1,2,3,4,10\n"))
    assert figures(data, "share") == QUARTERS
    assert f"totals of their year are left out: {heads.rpartition(',')[2]}\n" in said
    assert "belong to no period" not in said


def test_months_of_several_regions(data: Path) -> None:
    """The total is no label either."""
    rows = "".join(f"{area},{year},1,2,3\n" for area in ("North", "South") for year in (2019, 2020))
    brought(data, file(data, f"Region,Year,Jan,Feb,Total\n{rows}"))
    found = [[one.period.text for one in own.observations] for own in target(data, "share").series]
    assert found == [["2019-01", "2019-02", "2020-01", "2020-02"]] * 2


def test_totals_below_heads_of_years(data: Path) -> None:
    """Quarters as Roman numbers, the year above the first of each."""
    table = (
        ",2019,,,,,2020,,,,\nRegion,I,II,III,IV,Total,I,II,III,IV,Total\nNorth,1,2,3,4,10,1,2,3,4,10\n"
        "South,1,2,3,4,10,1,2,3,4,10\n"
    )
    brought(data, file(data, table))
    first = target(data, "share").series[0].observations
    assert [(one.period.text, float(one.value)) for one in first] == QUARTERS


@pytest.mark.parametrize("heads", [("Men", "Women", "Total"), ("Q1", "Men", "Total"), ("Q1", "Total")])
def test_what_is_no_table_of_quarters(heads: tuple[str, ...]) -> None:
    """Groups with their total stay quantities of their own."""
    assert within_years.parts(("Year", *heads), range(1, len(heads) + 1), ["2019", "2020"]) == ()


@pytest.mark.parametrize("head", ["Month", "Monat", "Måned", "Månad", "Tháng"])
def test_the_first_day_below_a_head_that_says_month_is_its_month(data: Path, head: str) -> None:
    """In whatever language; the days need not be those of months in a row."""
    brought(data, file(data, f"{head},Value\n2024-01-01,5\n2024-03-01,6\n"))
    assert figures(data, "share") == [("2024-01", 5), ("2024-03", 6)]


@pytest.mark.parametrize(
    ("periods", "wanted"),
    [
        (["2024-11-01", "2024-12-01", "2025-01-01"], ["2024-11", "2024-12", "2025-01"]),
        (["2024-11", "2024-12-01"], ["2024-11", "2024-12"]),
        (["2024-01-01", "2024-07-01", "2025-01-01"], ["2024-01-01", "2024-07-01", "2025-01-01"]),
        (["2024-11-01", "2024-12-01", "2025-01-02"], ["2024-11-01", "2024-12-01", "2025-01-02"]),
    ],
)
def test_first_days_of_months_in_a_row_are_months(data: Path, periods: list[str], wanted: list[str]) -> None:
    """As are those beside months; other days stay days."""
    rows = "".join(f"{period},5\n" for period in periods)
    brought(data, file(data, f"Date,Value\n{rows}"))
    assert [period for period, _ in figures(data, "share")] == wanted


def test_cells_of_months_and_of_days_in_a_workbook_are_one_series(data: Path, tmp_path: Path) -> None:
    """How a cell is shown splits no series."""
    book = Workbook()
    book.active.append(["Date", "Value"])
    for month in (1, 2, 3):
        book.active.append([date(2024, month, 1), month])
    book.active["A2"].number_format = "mmm yyyy"
    book.active["A3"].number_format = book.active["A4"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "share.xlsx")
    brought(data, tmp_path / "share.xlsx")
    assert figures(data, "share") == [("2024-01", 1), ("2024-02", 2), ("2024-03", 3)]

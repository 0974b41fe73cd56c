"""Tables as ministries and statistics programs lay them out, each with the trap that lost figures once."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, errors, figures, file, refused, target
from tracker import reader
from tracker.importing.workbook import sheets

__all__ = ["data"]


def workbook(path: Path, *rows: list[object], merged: tuple[str, ...] = ()) -> Path:
    """Return a workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    made.save(path)
    return path


def series(data: Path, name: str) -> dict[str, list[float]]:
    """Return the figures of each series of a target by its members."""
    return {
        ", ".join(one.of.values()): [float(figure.value) for figure in one.observations]
        for one in target(data, name).series
    }


@pytest.mark.parametrize("first", ["", "Unnamed: 0", "index"])
@pytest.mark.parametrize("start", [0, 1])
def test_a_column_that_counts_the_rows_is_no_figure(data: Path, first: str, start: int) -> None:
    """Statistics programs write it before the first column; it is told."""
    table = data.parent / "rate.csv"
    rows = "".join(f"{start + n},{2020 + n},{5 + n}.5\n" for n in range(3))
    table.write_text(f"{first},Year,Rate\n{rows}")
    assert "Column A counts the rows" in brought(data, table)
    assert figures(data, "rate") == [("2020", 5.5), ("2021", 6.5), ("2022", 7.5)]
    assert len(list(data.glob("targets/*/*.yaml"))) == 1


def test_codes_tell_series_apart_where_nothing_else_does(data: Path) -> None:
    """A column of codes beside names is passed over; alone it is what the series are called by."""
    path = data.parent / "share.csv"
    path.write_text("Code,Year,Value\nNO,2020,1\nSE,2020,2\nNO,2021,3\nSE,2021,4\n")
    brought(data, path)
    assert series(data, "share") == {"no": [1, 3], "se": [2, 4]}
    wide = data.parent / "wide.csv"
    wide.write_text("Code,2020,2021\nNO,1,3\nSE,2,4\n")
    brought(data, wide)
    assert (figures(data, "no"), figures(data, "se")) == (
        [("2020", 1), ("2021", 3)],
        [("2020", 2), ("2021", 4)],
    )
    assert errors(data) == []


def test_lines_over_groups_of_rows_are_a_breakdown(data: Path) -> None:
    """Women and men below each other, with merged lines over them, never fall on the same years."""
    path = workbook(
        data.parent / "people.xlsx",
        ["Population by sex"],
        [None, "All ages", "Under 18"],
        ["Women"],
        ["2023", 10, 4],
        ["2024", 11, 5],
        ["Men"],
        ["2023", 9, 3],
        ["2024", 8, 2],
        merged=("A1:C1", "A3:C3", "A6:C6"),
    )
    brought(data, path)
    assert series(data, "all-ages") == {"women": [10, 11], "men": [9, 8]}
    assert series(data, "under-18") == {"women": [4, 5], "men": [3, 2]}
    assert errors(data) == []


def test_two_lines_of_heads_are_joined_where_the_lower_one_repeats(data: Path) -> None:
    """Nationality over sex: each column is called by both; what stands over all columns is not said."""
    path = workbook(
        data.parent / "people.xlsx",
        [None, "All ages", None, None, None],
        [None, "Citizens", None, "Foreigners", None],
        ["Year", "Women", "Men", "Women", "Men"],
        ["2023", 10, 9, 2, 1],
        ["2024", 11, 8, 3, 4],
        merged=("B1:E1", "B2:C2", "D2:E2"),
    )
    brought(data, path)
    assert figures(data, "citizens-women") == [("2023", 10), ("2024", 11)]
    assert figures(data, "foreigners-men") == [("2023", 1), ("2024", 4)]


@pytest.mark.parametrize(
    ("heads", "second"), [("Q1,Q2", "2023-Q2"), ("Jan,Feb", "2023-02"), ("T1,T2", "2023-Q2")]
)
def test_years_in_rows_and_quarters_or_months_in_columns(data: Path, heads: str, second: str) -> None:
    """One series of quarters or months, not one series of years for each."""
    path = data.parent / "rate.csv"
    path.write_text(f"Year,{heads}\n2023,1.5,2.5\n2024,3.5,4.5\n")
    brought(data, path, "--target", "rate")
    found = figures(data, "rate")
    assert (found[1], [value for _, value in found]) == ((second, 2.5), [1.5, 2.5, 3.5, 4.5])
    assert len(list(data.glob("targets/*/*.yaml"))) == 1


def test_figures_that_fall_on_each_other_are_not_guessed(data: Path) -> None:
    """Three figures a year of which nothing says what they are: a question, nothing written."""
    path = data.parent / "odd.csv"
    path.write_text("Year,Value\n" + "".join(f"{y},{n}\n" for y in (2020, 2021, 2022) for n in (1, 2, 3)))
    assert "3 periods have several figures of one series, for example 2020: 1, 2, 3" in refused(data, path)


def test_a_sheet_that_is_coloured_to_its_end_is_as_large_as_its_table(data: Path) -> None:
    """Empty cells with a colour cost neither time nor memory."""
    made = openpyxl.Workbook()
    for row in (["Year", "Rate"], [2020, 1], [2021, 2]):
        made.active.append(row)
    made.active["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    made.save(data.parent / "wide.xlsx")
    found = sheets((data.parent / "wide.xlsx").read_bytes(), "wide.xlsx")
    assert [list(row) for row in found[0].rows] == [["Year", "Rate"], ["2020", "1"], ["2021", "2"]]


def test_what_a_library_thinks_of_the_styles_is_not_said(data: Path) -> None:
    """A workbook as statistical offices make it, without a style by default, brings no word of a library."""
    plain = workbook(data.parent / "plain.xlsx", ["Year", "Rate"], [2020, 1], [2021, 2])
    bare = data.parent / "bare.xlsx"
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(bare, "w") as made:
        for name in parts.namelist():
            text = parts.read(name)
            styles = re.sub(rb"<cellStyles.*?</cellStyles>", b"", text) if "styles" in name else text
            made.writestr(name, styles)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        brought(data, bare)
    assert figures(data, "rate") == [("2020", 1), ("2021", 2)]


def test_a_sheet_without_periods_stops_no_other_sheet(data: Path) -> None:
    """It is told by name; the table of the other sheet is brought."""
    made = openpyxl.Workbook()
    for row in ([None, "Births", "Deaths"], ["1992", None, None], ["Office", 5, 6], ["Church", 7, 8]):
        made.active.append(row)
    made.active.merge_cells("A2:C2")
    other = made.create_sheet("Rates")
    for row in (["Date", "Rate"], ["January 1st, 2024", 2.5], ["1st July 2024", 3.5]):
        other.append(row)
    made.save(data.parent / "two.xlsx")
    said = brought(data, data.parent / "two.xlsx")
    assert "holds periods; the columns are" in said
    assert figures(data, "rate") == [("2024-01-01", 2.5), ("2024-07-01", 3.5)]


def test_years_over_quarters_or_groups(data: Path) -> None:
    """Merged years stand over quarters, which are periods, or over men and women, who are series."""
    path = workbook(
        data.parent / "quarters.xlsx",
        [None, "2023", None, "2024", None],
        [None, "Q1", "Q2", "Q1", "Q2"],
        ["Firms", 1, 2, 3, 4],
        ["Homes", 5, 6, 7, 8],
        merged=("B1:C1", "D1:E1"),
    )
    brought(data, path)
    assert figures(data, "homes") == [("2023-Q1", 5), ("2023-Q2", 6), ("2024-Q1", 7), ("2024-Q2", 8)]
    path = workbook(
        data.parent / "sexes.xlsx",
        ["Place", "2019", None, "2020", None],
        [None, "Men", "Women", "Men", "Women"],
        ["Hill", 1, 2, 3, 4],
        ["Dale", 5, 6, 7, 8],
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    brought(data, path)
    assert series(data, "hill") == {"men": [1, 3], "women": [2, 4]}
    assert series(data, "dale") == {"men": [5, 7], "women": [6, 8]}
    assert errors(data) == []


def test_a_column_of_dates_that_were_figures_is_named(data: Path) -> None:
    """Where a program made days of 3/4 and 5/6 throughout, the first of them is pointed out."""
    path = workbook(
        data.parent / "dates.xlsx", ["Year", "Ratio"], [2019, date(2025, 4, 3)], [2020, date(2025, 6, 5)]
    )
    made = openpyxl.load_workbook(path)
    for place in ("B2", "B3"):
        made.active[place].number_format = "d-mmm"
    made.save(path)
    assert "B2" in refused(data, path)


def test_signs_of_money_months_of_short_years_and_long_remarks(data: Path) -> None:
    """`$1,234.50` is a figure in dollars, Jan-24 a month; the mark of a note is no part of a figure."""
    path = data.parent / "money.csv"
    path.write_text(f'Month,Spending,Remark\nJan-24,"$1,234.50",{"x" * 200_000}\nFeb-24,$2.25 [note 1],y\n')
    brought(data, path)
    assert figures(data, "spending") == [("2024-01", 1234.5), ("2024-02", 2.25)]
    assert reader.load(data)[0].vocabulary.units[target(data, "spending").measure.unit].title["en"] == "$"
    assert errors(data) == []


def test_one_series_that_nobody_can_tell_apart_keeps_no_other_back(data: Path) -> None:
    """Two of three taxes come; the third one has two prices in each of three years, which is told."""
    path = data.parent / "prices.csv"
    rows = [
        f"{tax},{year},{year - 2000 + number}"
        for number, tax in enumerate("AB")
        for year in range(2020, 2023)
    ]
    rows += [f"C,{year},{price}" for year in range(2020, 2023) for price in (1, 2)]
    path.write_text("\n".join(["Tax,Year,Value", *rows]) + "\n", "utf-8")
    said = brought(data, path)
    assert "series left out (1), Tax: C among them" in said
    assert {tuple(one.of.values()) for one in target(data, "prices").series} == {("a",), ("b",)}
    assert errors(data) == []


@pytest.mark.parametrize("years", [1, 2, 8])
def test_a_table_of_eurostat_is_parted_by_tabs_however_few_years_it_has(data: Path, years: int) -> None:
    """Seven keys with commas between them stand in the first cell, before one year or eight."""
    keys, member = "freq,unit,sex,age,isced11,wstatus,geo", "A,PC,T,Y20-64,TOTAL,EMP,{}"
    heads = "\t".join(f"{2020 + number} " for number in range(years))
    rows = [f"{keys}\\TIME_PERIOD\t{heads}"]
    rows += [member.format(geo) + "".join(f"\t{70 + n}.5 b" for n in range(years)) for geo in ("DE", "FR")]
    brought(
        data, file(data, "\n".join(rows), "work.tsv"), "--publisher", "Office", "--published", "2026-01-01"
    )
    (series, _) = target(data, "work").series
    assert next((one.period.text, one.value) for one in series.observations) == ("2020", 70.5)
    assert len(series.observations) == years

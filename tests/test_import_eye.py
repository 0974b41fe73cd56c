"""Tables of statistical offices, laid out for the eye: merged, named once, in brackets, dated above."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from tests.imports import brought, data, refused, target
from tests.imports import figures as of_target

__all__ = ["data"]


def workbook(data: Path, rows: list[list[object]], *merged: str) -> Path:
    """Return a workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    path = data.parent / f"table{len(list(data.parent.glob('table*')))}.xlsx"
    made.save(path)
    return path


def series(data: Path, name: str) -> dict[str, dict[str, float]]:
    """Return the figures of each series of a target by its members."""
    return {
        ", ".join(one.of.values()): {figure.period.text: float(figure.value) for figure in one.observations}
        for one in target(data, name).series
    }


def figures(data: Path, name: str) -> dict[str, float]:
    """Return the figures of the whole by period."""
    return dict(of_target(data, name))


def test_years_merged_over_two_measures_are_the_periods_of_both(data: Path) -> None:
    """Number and per cent below each year: two targets, a series a region through all years."""
    rows: list[list[object]] = [
        ["Land", 2021, None, 2022, None],
        [None, "Anzahl", "%", "Anzahl", "%"],
        ["Bayern", 1200, 91.5, 1250, 92.5],
        ["Berlin", 600, 90, "/", 93],
    ]
    table = workbook(data, rows, "A1:A2", "B1:C1", "D1:E1")
    assert "(1), marked as not available, for example: /" in brought(data, table)
    assert series(data, "anzahl")["bayern"] == {"2021": 1200, "2022": 1250}
    assert series(data, "percent")["berlin"] == {"2021": 90, "2022": 93}


def test_a_group_named_once_is_that_of_the_lines_below(data: Path) -> None:
    """No line below is taken for the whole; the same for years beside quarters."""
    rows: list[list[object]] = [["Region", "Year", "Rate"], ["North", 2020, 3.2], [None, 2021, 3.3]]
    rows += [["South", 2020, 4.3], [None, 2021, 4.4]]
    assert "“Region” is named once" in brought(data, workbook(data, rows))
    assert series(data, "rate")["north"] == {"2020": 3.2, "2021": 3.3}
    assert series(data, "rate")["south"] == {"2020": 4.3, "2021": 4.4}
    rows = [["Year", "Quarter", "Share"], [2022, "Sep", 1], [None, "Dec", 2], [2023, "Mar", 3]]
    brought(data, workbook(data, rows))
    assert figures(data, "share") == {"2022-Q3": 1, "2022-Q4": 2, "2023-Q1": 3}


def test_a_last_line_without_a_name_stays_the_whole(data: Path) -> None:
    """Rows that say the same beside their names are no group."""
    table = data.parent / "rate.csv"
    table.write_text("Region,2020,2021\nNorth,1,2\nSouth,3,4\n,5,6\n")
    assert "named once" not in brought(data, table)


def test_a_figure_in_brackets_is_asked_for(data: Path) -> None:
    """Accountants write what is below zero so, statistical offices what is of low reliability."""
    table = data.parent / "rate.csv"
    table.write_text("Year;Rate\n2020;91,5\n2021;(92,5)\n")
    assert "brackets: minus, or brackets: low" in refused(data, table)
    answer = data.parent / "map.yaml"
    answer.write_text("brackets: low\n")
    brought(data, table, "--map", str(answer))
    assert figures(data, "rate") == {"2020": 91.5, "2021": 92.5}
    assert [one.quality for one in target(data, "rate").observations] == [None, "low"]
    answer.write_text("brackets: minus\n")
    table.write_text("Year;Yield\n2020;91,5\n2021;(92,5)\n")
    brought(data, table, "--map", str(answer))
    assert figures(data, "yield") == {"2020": 91.5, "2021": -92.5}


def test_a_class_that_excel_made_a_date_of_stops_the_import(data: Path) -> None:
    """3/4 became 4 March; no series is called so."""
    made = openpyxl.Workbook()
    made.active.append(["Year", "Class", "Value"])
    for year, day in ((2020, 4), (2021, 4), (2020, 6)):
        made.active.append([year, date(2026, day - 1, day), 5])
        made.active.cell(made.active.max_row, 2).number_format = "d-mmm"
    made.save(data.parent / "classes.xlsx")
    assert "B2 holds a date without a year" in refused(data, data.parent / "classes.xlsx")


def test_days_among_the_words_that_name_targets_stop_the_import(data: Path) -> None:
    """2/1 and 4/3 became days beside 5+; where all names are days, it is told."""
    made = openpyxl.Workbook()
    made.active.append(["Class size", 2018, 2019])
    for number, name in enumerate((date(2024, 2, 1), date(2024, 4, 3), "5+")):
        made.active.append([name, number, number + 1])
        made.active.cell(made.active.max_row, 1).number_format = "yyyy-mm-dd"
    made.save(data.parent / "classes.xlsx")
    told = (
        "“Class size” names series by days such as 2024-02-01. If a program made these of texts such as 3/4"
    )
    assert told in refused(data, data.parent / "classes.xlsx")
    made.active.delete_rows(4)
    made.save(data.parent / "classes.xlsx")
    assert told in brought(data, data.parent / "classes.xlsx")


def test_an_older_file_of_the_world_bank_changes_nothing(data: Path) -> None:
    """The day of the last update, which stands above the table, is that of the source."""

    def file(day: str, figure: str) -> Path:
        table = data.parent / f"API_{day}.csv"
        table.write_text(
            f'"Data Source","World Development Indicators",\n\n"Last Updated Date","{day}",\n\n'
            f'"Country Name","Country Code","2019","2020",\n"Viet Nam","VNM","68.7","{figure}",\n'
            '"Norway","NOR","98","97",\n'
        )
        return table

    brought(data, file("2025-07-01", "70.3"), "--target", "internet")
    assert "is newer than 70.9 and stays" in brought(data, file("2024-07-01", "70.9"), "--target", "internet")
    assert series(data, "internet")["viet-nam"] == {"2019": 68.7, "2020": 70.3}


def test_a_year_with_per_cent_and_a_note_behind_it_is_a_period(data: Path) -> None:
    """`2020 (%) [note 2]`, as offices write heads."""
    table = data.parent / "age.csv"
    table.write_text("Age,2019 (%),2020 (%) [note 2]\nAll,1,2\n16 to 24,4,5\n")
    brought(data, table, "--target", "users")
    assert figures(data, "users") == {"2019": 1, "2020": 2}


def test_eurostat_downloads_with_codes_and_words_have_one_dimension_of_each(data: Path) -> None:
    """Its ids of columns are small, and the words stand behind each."""
    table = data.parent / "pop.csv"
    table.write_text(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,geo,Reporting entity,"
        "TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG\n"
        "dataflow,ESTAT:TPS00001(1.0),Population,A,Annual,NR,Number,AT,Austria,2024,,9158750,,p\n"
        "dataflow,ESTAT:TPS00001(1.0),Population,A,Annual,NR,Number,DE,Germany,2024,,83456045,,\n"
    )
    brought(data, table, "--target", "pop")
    assert series(data, "pop") == {"austria": {"2024": 9158750}, "germany": {"2024": 83456045}}
    assert target(data, "pop").measure.unit == "number"

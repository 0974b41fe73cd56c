"""Tables of offices: recognised whatever they look like, and every figure as it is printed."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.imports import LONG, WANTED, brought, data, errors, figures, file, refused, target
from tracker import reader

__all__ = ["data"]


def book(data: Path, *sheets: tuple[str, list[list[object]]], name: str = "share.xlsx") -> Path:
    """Write a workbook beside the data folder and return it."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(data.parent / name)
    return data.parent / name


FORMS = {
    "plain": LONG.encode(),
    "mark": b"\xef\xbb\xbf" + LONG.encode(),
    "utf-16": LONG.encode("utf-16"),
    "carriage-returns": LONG.replace("\n", "\r\n").encode(),
    "semicolons": b"Jahr;Wert\n2020;12,5\n2021;13,5\n2022;14,75\n",
    "tabs": b"year\tvalue\n2020\t12.5\n2021\t13.5\n2022\t14.75\n",
    "excel-hint": b"sep=;\r\nYear;Value\r\n2020;12,5\r\n2021;13,5\r\n2022;14,75\r\n",
    "wide": b"Indicator,2020,2021,2022\nshare,12.5,13.5,14.75\n",
    "title-above": b"Table 3: share,\n,\nYear,Value\n2020,12.5\n2021,13.5\n2022,14.75\n",
    "note-below": b"Year,Value\n2020,12.5\n2021,13.5\n2022,14.75\n\nSource: the office,\n",
    "quoted": b'"Year","Value"\n"2020","12.5"\n"2021"," 13.5 "\n"2022","14.75"\n',
    "empty-column": b"Year,Value,\n2020,12.5,\n2021,13.5,\n2022,14.75,\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_says_the_same_however_it_is_written(data: Path, form: str) -> None:
    """Marks, separators, encodings, wide and long, words above and below: the same three figures."""
    brought(data, file(data, FORMS[form]), "--target", "share")
    assert figures(data, "share") == WANTED
    assert errors(data) == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234.5", 1234.5),
        ("1 234.5", 1234.5),
        ("1'234.5", 1234.5),
        ("\u22123", -3),
        ("12%", 12),
    ],
)
def test_a_figure_keeps_what_is_printed(data: Path, printed: str, value: float) -> None:
    """The value is the plain number; the text of the cell stands beside it, with its row."""
    brought(data, file(data, f'Year,Value\n2020,"{printed}"\n2021,7.25\n'), "--target", "share")
    first = target(data, "share").observations[0]
    assert (float(first.value), first.as_printed, first.at) == (value, printed, "share.csv, row 2")


def test_flags_are_kept(data: Path) -> None:
    """Status, break and low reliability stay with the figure; a suppressed one is a gap with its reason."""
    rows = "Year,Value,Flag\n2019,10,b\n2020,11,e\n2021,12,u\n2022,,c\n2023,13,p\n2024,14,\n"
    table = file(data, rows)
    brought(data, table, "--target", "share")
    found = {one.period.text: one for one in target(data, "share").observations}
    assert found["2019"].break_ is not None
    assert (found["2020"].status, found["2023"].status, found["2024"].status) == (
        "estimated",
        "provisional",
        None,
    )
    assert found["2021"].quality == "low"
    assert (found["2022"].quality, found["2022"].counts, found["2022"].as_printed) == (
        "suppressed",
        False,
        "c",
    )
    assert "nothing to write" in brought(data, table, "--target", "share")


def test_several_measures_become_several_targets(data: Path) -> None:
    """Each column of figures, and each row of a wide table, is a target of its own."""
    brought(data, file(data, "Year,Exports,Imports (million USD)\n2020,1,2\n2021,3,4.5\n"))
    assert figures(data, "exports") == [("2020", 1), ("2021", 3)]
    assert target(data, "imports-million-usd").measure.unit == "million-usd"
    brought(data, file(data, "Measure;Unit;2020;2021\nCows;heads;1,5;2,5\nSheep;heads;3;4\n", "farm.csv"))
    assert figures(data, "sheep") == [("2020", 3), ("2021", 4)]
    assert target(data, "cows").measure.unit == "heads"


def test_a_workbook_names_sheet_and_cell(data: Path) -> None:
    """Numbers, shares, merged heads, hidden rows, notes and an empty sheet: read as its author sees them."""
    path = book(
        data,
        ("Notes", [["Nothing here"]]),
        ("Data", [["Table 1"], ["Year", "Share"], [2020, 0.125], [2021, 0.5]]),
    )
    made = openpyxl.load_workbook(path)
    for row in (3, 4):
        made["Data"].cell(row, 2).number_format = "0.0%"
    made["Data"].row_dimensions[4].hidden = True
    made["Data"].merge_cells("A1:B1")
    made.save(path)
    said = brought(data, path)
    assert figures(data, "share") == [("2020", 12.5), ("2021", 50)]
    first = target(data, "share").observations[0]
    assert (first.at, first.as_printed) == ("share.xlsx, Data, B3", "12.5%")
    assert target(data, "share").measure.unit == "percent"
    assert "hidden" in said
    assert errors(data) == []


def test_figures_of_a_workbook_are_those_of_another_reader(data: Path) -> None:
    """A wide sheet with two heads, compared cell by cell."""
    rows = [["Indicator", "2020", "2021", "2022"], ["Boats", 1, 2.5, None], ["Cars", 10, 11, 12.25]]
    path = book(data, ("Sheet", rows))
    brought(data, path)
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet"]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        wanted = [(str(2020 + n), float(value)) for n, value in enumerate(row[1:]) if value is not None]
        assert figures(data, row[0].casefold()) == wanted


ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_with_two_or_four_bytes_a_sign_is_seen(data: Path, encoding: str) -> None:
    """With a mark at the beginning or without one."""
    text = "Year;Value\r2020;12,5\r2021;13,25\r"
    brought(data, file(data, text.encode(encoding), "share.csv"))
    assert figures(data, "share") == [("2020", 12.5), ("2021", 13.25)]


def test_numbers_as_text_and_dates_in_cells(data: Path) -> None:
    """A workbook may hold figures as texts and years as dates."""
    path = book(
        data, ("S", [["Date", "Value"], [datetime(2020, 6, 30), "1.234,5"], [datetime(2021, 6, 30), "7,5"]])
    )
    brought(data, path, "--target", "share")
    assert figures(data, "share") == [("2020-06-30", 1234.5), ("2021-06-30", 7.5)]


def test_vietnamese_code_page(data: Path) -> None:
    """A table in Windows-1258 keeps its words, composed as Vietnamese writes them."""
    text = "Năm;Giá trị;Đơn vị\n2020;5,5;tỷ đồng\n2021;6,5;tỷ đồng\n"
    signs = {"ị": "i\u0323", "ỷ": "y\u0309", "ồ": "ô\u0300"}
    spelled = "".join(signs.get(sign, sign) for sign in unicodedata.normalize("NFC", text))
    brought(data, file(data, spelled.encode("windows-1258")), "--target", "share")
    words = (data / "targets/vocabulary.yaml").read_text("utf-8")
    assert "tỷ đồng" in unicodedata.normalize("NFC", words)


def test_a_reserved_name_of_windows_is_not_used(data: Path) -> None:
    """A target called Con becomes con-1: no file may be called con.yaml on Windows."""
    brought(data, file(data, "Year,Con,Aux\n2020,1,2\n2021,3,4\n"))
    assert sorted(path.name for path in (data / "targets/imported").iterdir()) == ["aux-1.yaml", "con-1.yaml"]


def test_csv_figures_are_those_of_the_csv_module(data: Path) -> None:
    """Every figure of a long file, read once more by another reader."""
    text = "Year,Value\n" + "".join(f"{1950 + n},{n * 1.5:.2f}\n" for n in range(75))
    brought(data, file(data, text))
    wanted = [(row["Year"], float(row["Value"])) for row in csv.DictReader(io.StringIO(text))]
    assert figures(data, "share") == wanted


def test_what_arithmetic_left_behind_the_twentieth_decimal_stops_nothing(data: Path) -> None:
    """A figure such as -2.4745895807818797e-05 is rounded to what the format takes, and kept as printed."""
    brought(
        data, file(data, "Year,Value\n2020,-2.4745895807818797e-05\n2021,1e-30\n2022,7.000000000000001\n")
    )
    found = target(data, "share").observations
    assert [one.as_printed for one in found] == ["-2.4745895807818797e-05", "1e-30", "7.000000000000001"]
    assert [float(one.value) for one in found] == [-0.0000247458958078188, 0.0, 7.000000000000001]
    assert errors(data) == []


def test_many_members_are_looked_up_once(tmp_path: Path) -> None:
    """Members and dimensions of many series become words of the vocabulary, each once."""
    rows = "".join(f"{year},District {n},{n}\n" for n in range(200) for year in (2020, 2021))
    table = tmp_path / "districts.csv"
    table.write_text(f"Year,District,Value\n{rows}")
    brought(tmp_path / "data", table)
    words = reader.load(tmp_path / "data")[0].vocabulary
    assert len(words.dimensions["district"].members) == 200
    assert "nothing to write" in brought(tmp_path / "data", table)


def test_figures_in_two_currencies_are_two_targets(data: Path) -> None:
    """Nobody converts one into the other; the sign before the first figure counts for those below it."""
    rows = "Year,Country,Value\n2020,US,$10\n2021,US,12\n2020,UK,£20\n2021,UK,£22\n"
    said = brought(data, file(data, rows, "aid.csv"))
    assert "aid.csv has figures in $, £" in said
    assert figures(data, "aid-dollar") == [("2020", 10), ("2021", 12)]
    assert figures(data, "aid-pound") == [("2020", 20), ("2021", 22)]
    words = reader.load(data)[0].vocabulary.units
    assert [words[target(data, name).measure.unit].title["en"] for name in ("aid-dollar", "aid-pound")] == [
        "$",
        "£",
    ]
    assert errors(data) == []


def test_one_currency_is_the_unit_of_one_target(data: Path) -> None:
    """A column of units, or a unit that is stated, says it for all of them."""
    brought(data, file(data, "Year,Value\n2020,$10\n2021,£12\n", "aid.csv"), "--unit", "money")
    assert figures(data, "aid") == [("2020", 10), ("2021", 12)]


@pytest.mark.parametrize(
    "rows",
    [
        "٢٠٢٠,١٢٫٥ | ٢٠٢١,١٣٫٢٥",
        "२०२०,१२.५ | २०२१,१३.२५",
        "２０２０,１２．５ | ２０２１,１３．２５",
        "۲۰۲۰,۱۲٫۵ | ۲۰۲۱,۱۳٫۲۵",
    ],
)
def test_digits_of_other_scripts(data: Path, rows: str) -> None:
    """Arabic, Devanagari, wide and Persian ones are numbers; what is printed stays as it is."""
    brought(data, file(data, "\n".join(["Year,Value", *rows.split(" | ")]) + "\n"))
    assert figures(data, "share") == [("2020", 12.5), ("2021", 13.25)]
    assert [one.as_printed for one in target(data, "share").observations] == [
        row.split(",")[1] for row in rows.split(" | ")
    ]
    assert errors(data) == []


def test_two_decimal_marks_in_one_table_are_asked_about(data: Path) -> None:
    """An answer takes the figures of one kind, and tells the others."""
    mixed = file(data, "Year;Value\n2020;1.234,5\n2021;1,345.6\n")
    assert "have different decimal marks" in refused(data, mixed)
    (data.parent / "map.yaml").write_text("decimal: comma\n")
    assert "another decimal mark" in brought(data, mixed, "--map", data.parent / "map.yaml")
    assert figures(data, "share") == [("2020", 1234.5)]


def test_a_line_without_its_figure_is_told(data: Path) -> None:
    """Told with the line; two tables of a text have no empty brackets behind them."""
    said = brought(
        data, file(data, "Year,Region,Value\n2019,North,3\n2019,South,4\n2020,North\n2020,South,5\n")
    )
    assert "the line ends before its figure, for example: 2020, North" in said
    two = file(data, "Year,A\n2020,1\n2021,2\n\n\nYear,B\n2020,3\n2021,4\n", "two.csv")
    assert "two.csv holds two tables, rows 1-3" in refused(data, two)

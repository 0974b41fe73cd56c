"""Files of kinds that come from elsewhere, each written here by hand after what its office publishes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, errors, figures, refused, target, tree
from tracker import reader
from tracker.model import Indicator

__all__ = ["data"]


def series(found: Indicator, member: str) -> dict[str, float | None]:
    """Return the figures of the series in which a member of a dimension is named, by period."""
    wanted = next(one for one in found.series if member in map(str, one.of.values()))
    return {one.period.text: float(one.value) if one.counts else None for one in wanted.observations}


def site(home: Path, files: dict[str, str]) -> Path:
    """Write the files of an Open SDG site and return its folder."""
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    return home


TABLE = (
    "Year,Units,Sex,COMMENT_OBS,SOURCE_DETAIL,GeoCode,Value\n"
    "2020,Percent,,,Survey,KG,12.5\n2021,Percent,,a sentence of the office,Survey,KG,11.25\n"
    "2021,Percent,Female,another sentence,Survey,KG,10\n"
)


@pytest.mark.parametrize("name", ["indicator_1-2-1.csv", "indicator_1_2_1.csv", "1-2-1.csv", "1.2.1.csv"])
@pytest.mark.parametrize("home", ["meta", "meta/en", "indicator-config", "indicator_settings"])
@pytest.mark.parametrize("ending", ["yml", "md"])
def test_open_sdg_sites_lay_their_files_differently(data: Path, name: str, home: str, ending: str) -> None:
    """With the word indicator_ or without, metadata in YAML or before a page, in the folders sites use."""
    words = (
        "indicator_name: Poor people\nprogress_calculation_options:\n"
        "- {base_year: 2020, target_year: 2030, target: 5, direction: negative}\n"
    )
    about = f"---\n{words}---\nMore.\n" if ending == "md" else words
    folder = site(data.parent / "site", {f"data/{name}": TABLE, f"{home}/1-2-1.{ending}": about})
    brought(data, folder)
    found = target(data, "1-2-1")
    assert figures(data, "1-2-1") == [("2020", 12.5), ("2021", 11.25)]
    # Remarks and codes of maps beside a figure make no series of their own.
    assert [dict(one.of) for one in found.series] == [{"sex": "female"}]
    assert (found.title["en"], float(found.goals[0].at_most)) == ("Poor people", 5)
    assert errors(data) == []


def test_open_sdg_metadata_of_two_folders_belong_together(data: Path) -> None:
    """Settings in one folder, the words of the statistics in another; a key of a translation is no title."""
    folder = site(
        data.parent / "site",
        {
            "data/indicator_3-1-1.csv": "Year,Value\n2020,7\n2021,6\n",
            "indicator-config/3-1-1.yml": "indicator_name: global_indicators.3-1-1-title\n"
            "progress_calculation_options:\n"
            "- {base_year: 2020, target_year: 2030, target: 2, direction: negative}\n",
            "meta/3-1-1.yml": "SDG_INDICATOR: 'Indicator 3.1.1: Maternal mortality ratio'\n",
        },
    )
    brought(data, folder)
    found = target(data, "3-1-1")
    assert (found.title["en"], float(found.goals[0].at_most)) == ("Maternal mortality ratio", 2)


def test_open_sdg_metadata_in_tables(data: Path) -> None:
    """Labels and texts in a CSV or a workbook; signs that stand in no address are escaped."""
    folder = site(
        data.parent / "site",
        {
            "data/indicator_1-2-1.csv": "Year,Value\n2020,7\n2021,6\n",
            "data/indicator_1-5-1.csv": "Year,Value\n2020,3\n2021,2\n",
            "csv-meta/1-2-1.csv": "\ufeffNational metadata,\nIndicator available,Poor people in the city\n"
            "Unit of measurement,Percentage (%)\nSource 1 organisation,City council\n"
            "Source 1 link to data source,https://example.org/a#b=c|d\n"
            "Source 1 link to data source text,Deprivation in the city\nSource 1 release date,30/11/2021\n",
        },
    )
    book = openpyxl.Workbook()
    for row in (
        ["1. Информация об индикаторе"],
        ["Индикатор", "1.5.1: Число погибших"],
        ["Организация:", "Комитет"],
    ):
        book.active.append(row)
    (folder / "meta").mkdir()
    book.save(folder / "meta/1-5-1.xlsx")
    brought(data, folder)
    assert (target(data, "1-2-1").title["en"], target(data, "1-2-1").measure.unit) == (
        "Poor people in the city",
        "percent",
    )
    assert target(data, "1-5-1").title["en"] == "Число погибших"
    sources = {one.publisher: one for one in reader.load(data)[0].sources.values()}
    assert set(sources) == {"city-council", "komitet"}
    council = sources["city-council"]
    assert (council.title["en"], council.published.text) == ("Deprivation in the city", "2021-11-30")
    assert council.url == "https://example.org/a#b=c%7Cd"
    assert errors(data) == []


def test_a_folder_of_numbered_tables_alone_is_no_site(data: Path) -> None:
    """Without metadata and without the word indicator_ nobody knows what such files are."""
    folder = site(data.parent / "site", {"data/1-2-1.csv": TABLE})
    assert "none of a kind that is known" in refused(data, folder)


def test_tables_of_eurostat_with_tabs(data: Path) -> None:
    """Keys in one cell, flags behind the figures, a colon for none; the mark is always a point."""
    table = data.parent / "nrg.tsv"
    table.write_text(
        "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \n"
        "A,PC,DE\t17.266 \t19.090 b\t19.399 p\nA,PC,FI\t42.807 \t: c\t: \n"
    )
    brought(data, table, "--target", "nrg")
    found = target(data, "nrg")
    assert series(found, "de") == {"2019": 17.266, "2020": 19.09, "2021": 19.399}
    assert series(found, "fi") == {"2019": 42.807, "2020": None}
    first, second, third = found.series[0].observations
    assert (first.status, second.break_ is not None, third.status) == (None, True, "provisional")
    assert errors(data) == []
    before = tree(data)
    assert "nothing to write" in brought(data, table, "--target", "nrg")
    assert tree(data) == before


def test_the_csv_of_the_world_bank_begins_with_four_lines(data: Path) -> None:
    """The day of the last update stands above the table and is no head; nor is an empty last column one."""
    table = data.parent / "API_IT.NET.USER.ZS_DS2_en_csv_v2.csv"
    table.write_bytes(
        b'\xef\xbb\xbf"Data Source","World Development Indicators",\r\n\r\n'
        b'"Last Updated Date","2025-10-07",\r\n\r\n'
        b'"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\r\n'
        b'"Viet Nam","VNM","Internet users (% of population)","IT.NET.USER.ZS","68.7","70.3",\r\n'
        b'"Norway","NOR","Internet users (% of population)","IT.NET.USER.ZS","98","",\r\n'
    )
    brought(data, table, "--target", "internet")
    assert series(target(data, "internet"), "viet-nam") == {"2019": 68.7, "2020": 70.3}
    assert series(target(data, "internet"), "norway") == {"2019": 98}
    assert target(data, "internet").measure.unit == "percent"
    assert errors(data) == []


def test_the_workbook_of_a_ministry(data: Path) -> None:
    """Titles above, merged heads in two rows, decimal commas, words for no figure, notes, two sheets."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "T1"
    for row in (
        ["Ministry"],
        ["Table 1: Coverage"],
        [],
        ["Area", "Town", None, "Country", None],
        [None, "2023", "2024", "2023", "2024"],
        ["Fibre", "45,3", "52,1(p)", "12,5", "n/a"],
        ["Cable", "1.234,5", "1.251,25", "…", "23,1 1)"],
        [],
        ["p = provisional"],
    ):
        sheet.append(row)
    for area in ("A4:A5", "B4:C4", "D4:E4"):
        sheet.merge_cells(area)
    other = made.create_sheet("T2")
    for row in (["Quarter", "Rate"], ["2024Q1", 5.1], ["2024 Q2", "5.25 ¹"]):
        other.append(row)
    made.save(data.parent / "report.xlsx")
    said = brought(data, data.parent / "report.xlsx")
    assert "p = provisional" in said
    assert series(target(data, "fibre"), "town") == {"2023": 45.3, "2024": 52.1}
    assert series(target(data, "fibre"), "country") == {"2023": 12.5}
    assert series(target(data, "cable"), "town") == {"2023": 1234.5, "2024": 1251.25}
    assert series(target(data, "cable"), "country") == {"2024": 23.1}
    assert figures(data, "rate") == [("2024-Q1", 5.1), ("2024-Q2", 5.25)]
    assert target(data, "rate").observations[1].as_printed == "5.25 ¹"
    assert errors(data) == []


def test_two_tables_beside_each_other_are_not_guessed(data: Path) -> None:
    """The second one would be lost in silence; the sentence names where both begin."""
    table = data.parent / "both.csv"
    table.write_text("Year,Value,,Year,Value\n2020,1,,2020,5\n2021,2,,2021,6\n")
    assert "from columns A and D on" in refused(data, table)


def test_a_merged_figure_stands_once(data: Path) -> None:
    """A cell merged over two years holds the figure of the first; none is made for the second."""
    made = openpyxl.Workbook()
    for row in (["Area", "2020", "2021"], ["North", 1, 2], ["South", 3, 4]):
        made.active.append(row)
    made.active.merge_cells("B2:C2")
    made.save(data.parent / "merged.xlsx")
    brought(data, data.parent / "merged.xlsx")
    assert figures(data, "north") == [("2020", 1)]
    assert figures(data, "south") == [("2020", 3), ("2021", 4)]


def test_an_error_page_after_a_remark_is_a_web_page(data: Path) -> None:
    """Whatever its name ends with."""
    page = data.parent / "page.csv"
    page.write_text("\n <!-- generated -->\n<html><body>Error 500, sorry</body></html>")
    assert "a web page" in refused(data, page)


def test_two_files_of_one_indicator_are_both_brought_and_told(data: Path) -> None:
    """Sites keep a former file beside the new one under the same number."""
    files = {
        "data/indicator_10-1-1.csv": "Year,Value\n2000,1.5\n",
        "data/indicator_10_1_1.csv": "Year,Value\n2022,-3.5\n",
        "meta/10-1-1.md": "---\nindicator_name: Growth of incomes\n---\n",
    }
    said = brought(data, site(data.parent / "site", files))
    assert "indicator_10_1_1.csv is called after the same indicator as indicator_10-1-1.csv" in said
    assert (figures(data, "10-1-1"), figures(data, "10-1-1-2")) == ([("2000", 1.5)], [("2022", -3.5)])

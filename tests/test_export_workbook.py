"""XLSX and CSV: typed numbers, literal texts, one sheet for each target, nothing that calculates."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.briefings import EARLIER, ON, briefing, few, invented, portfolio
from tests.hostile import groups, sources, targets
from tests.portfolio import figures as series
from tests.portfolio import goal, source, target
from tests.shelf import laid, sound
from tests.test_ratings import target as rated
from tracker import report
from tracker.export.briefing import Choice, compose
from tracker.export.delimited import FIGURES, SOURCE, figures, pasted, verdicts
from tracker.export.edition import edition
from tracker.export.workbook import _pattern, names, workbook
from tracker.language import words
from tracker.telling.blocks import cell as told


@lru_cache
def book(language: str = "en"):
    """Return the workbook of all targets, opened by another library."""
    return load_workbook(io.BytesIO(workbook(briefing((), language, EARLIER))))


def cells(sheet) -> list:
    """Return the cells of a sheet that hold something."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_one_sheet_for_each_target_between_summary_and_sources() -> None:
    """The summary comes first; each target has a sheet with its whole title in the first cell."""
    sections = edition(briefing((), since=EARLIER)).sections
    sheets = book().worksheets
    assert len(sheets) == len(sections) + 5
    assert sheets[0].title == "Summary"
    assert [sheet["A1"].value for sheet in sheets[1:-4]] == [section.title for section in sections]
    assert [sheet.title for sheet in sheets[-4:]] == ["Sources", "Method", "Data", "What the columns mean"]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_numbers_are_numbers_unrounded_and_days_are_days(language: str) -> None:
    """Every value of the briefing is in the sheet of its target with its full precision and its type."""
    sheets = book(language).worksheets[1:-4]
    for section, sheet in zip(edition(briefing((), language, EARLIER)).sections, sheets, strict=True):
        held = [cell.value for cell in cells(sheet)]
        for table in section.tables:
            for value in (cell.value for row in table.rows for cell in row):
                if isinstance(value, date):
                    assert datetime(value.year, value.month, value.day) in held
                elif value is not None:
                    numbers = [one for one in held if isinstance(one, (int, float))]
                    assert any(one == pytest.approx(value, rel=1e-14, abs=1e-300) for one in numbers), (
                        section.id
                    )


def test_the_format_of_a_cell_shows_what_the_other_formats_say() -> None:
    """A figure of "over 91%" is the number 91 with the words in its format, and adds up like one."""
    found = [
        cell
        for sheet in book().worksheets[1:-4]
        for cell in cells(sheet)
        if isinstance(cell.value, (int, float)) and '"over "' in cell.number_format
    ]
    assert found
    assert all(cell.number_format.count('"') % 2 == 0 for cell in found)


LONG = " people (20,000 people below the twelve months to October 2023, as the plan of the ministry says it)"


@pytest.mark.parametrize(
    ("text", "number", "wanted"),
    [
        ("CO2: 2 Mt", "2", '"CO2: "#,##0" Mt"'),
        ("over 5 km2", "5", '"over "#,##0" km2"'),
        ('5 of "B5"', "5", r'#,##0" of "\""B5"\"""'),
        (f"at most 165,000{LONG}", "165,000", f'"at most "#,##0"{LONG}"'),
    ],
)
def test_the_words_around_a_number_stay_whole(text: str, number: str, wanted: str) -> None:
    """A digit of a unit is no number, a quote ends no words, and a long bound keeps all of its words."""
    shown = _pattern(told(text, float(number.replace(",", "")), number))
    assert shown == f"{wanted};{wanted.replace('#', '-#', 1)}"


def test_the_place_of_a_rating_is_no_digit_of_the_year_beside_it() -> None:
    """The second of three words is a 2 that shows "Medium (2025)" whole, never "Medium (" and a digit."""
    assert _pattern(told("Medium (2025)", 2.0, "2")) == '"Medium (2025)"'


def test_every_document_is_listed_with_publisher_day_and_address() -> None:
    """The sheet of sources holds each cited document as text; its address is a link to it."""
    sheet = book()["Sources"]
    held = [str(cell.value) for cell in cells(sheet)]
    for row in edition(briefing((), since=EARLIER)).sources.rows:
        assert row[1].text in held
        assert row[2].text in held
        assert row[-1].text in held
    links = {cell.value: _address(cell) for cell in cells(sheet) if cell.hyperlink}
    assert links == {
        one.text: one.link
        for row in edition(briefing((), since=EARLIER)).sources.rows
        if (one := row[-1]).link
    }


def test_what_leads_to_a_page_is_a_link() -> None:
    """The citation of a target leads to its page, the last line of the method builds the file again."""
    made = briefing(few()[:1], site="https://tracker.example.org")
    opened = load_workbook(io.BytesIO(workbook(made)))
    links = [[_address(cell) for cell in cells(sheet) if cell.hyperlink] for sheet in opened.worksheets]
    assert links[1] == [made.target_address(few()[0])]
    assert links[3] == [made.address]


def _address(cell) -> str:
    """Return where the link of a cell leads; what follows a number sign stands apart in the file."""
    return "#".join(part for part in (cell.hyperlink.target, cell.hyperlink.location) if part)


def test_properties_and_bytes_depend_on_the_briefing_alone() -> None:
    """The creator is the product, the date is the day of assessment, and two runs give the same file."""
    assert book().properties.creator == "Policy Target Tracker"
    assert book().properties.created.date() == ON
    made = briefing(few(), "vi")
    assert workbook(made) == workbook(made)


@pytest.mark.parametrize("made", [targets(), groups()], ids=["titles", "parts"])
def test_hostile_texts_stay_texts(made: list) -> None:
    """No cell is a formula, a link or an error, and each nasty title stands in a cell as it is."""
    nasty = invented(made, sources())
    opened = load_workbook(io.BytesIO(workbook(nasty)))
    for sheet in opened.worksheets:
        for cell in cells(sheet):
            assert cell.data_type in ("s", "n", "d"), (cell.coordinate, cell.value)
            assert cell.hyperlink is None or cell.hyperlink.target.startswith(("https://", "http://"))
    held = {cell.value for sheet in opened.worksheets for cell in cells(sheet)}
    for section in edition(nasty).sections:
        assert section.title in held
        for table in section.tables:
            for cell in (cell for row in table.rows for cell in row if cell.value is None and cell.text):
                assert cell.text in held


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_of_sheets_are_such_as_a_spreadsheet_accepts(wanted: list[str]) -> None:
    """At most 31 signs, none that is forbidden, no apostrophe at an end, all different whatever the case."""
    found = names(wanted, ["Summary"])
    assert len(found) == len(wanted)
    assert len({name.casefold() for name in (*found, "Summary", "History")}) == len(found) + 2
    for name in found:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def read(data: bytes) -> list[dict[str, str]]:
    """Return the lines of a CSV file, which starts with the mark that spreadsheets need."""
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_verdicts_as_csv_are_those_of_status() -> None:
    """Each line carries the unrounded numbers of `status`, and the publisher of the latest figure."""
    made = briefing()
    lines = read(verdicts(made))
    rows = report.rows(made.assessments, made.wording)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for name in report.NUMBERS:
            assert (float(line[name]) if line[name] else None) == row[name]
        if row["source"]:
            record = portfolio().sources[str(row["source"])]
            assert line["source_address"] == (record.url or "")
            assert line["source_published"] == record.published.last.isoformat()


def test_figures_as_csv_are_the_data_of_the_chart() -> None:
    """Every counted figure and every goal of a target has a line with period, value, role and document."""
    made = briefing(few()[:1])
    first = made.assessments[0]
    lines = read(figures(made))
    counted = [(line["period"], float(line["value"])) for line in lines if line["role"] == "counted"]
    assert sorted(counted) == sorted((point.period.text, float(point.value)) for point in first.series)
    goals = [line for line in lines if line["role"].startswith("goal_")]
    assert len(goals) == sum((one.goal.low is not None) + (one.goal.high is not None) for one in first.goals)
    assert {line["source"] for line in goals} == {one.goal.source for one in first.goals}


def test_no_csv_cell_of_a_hostile_title_starts_a_formula() -> None:
    """A text that a spreadsheet would run gets an apostrophe; numbers, negative ones too, get none."""
    nasty = invented([*targets(), *groups()], sources())
    for data in (verdicts(nasty), figures(nasty)):
        for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in line:
                risky = cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell.strip() != ""
                assert not risky or re.fullmatch(r"-[0-9.]+(e-?[0-9]+)?", cell), cell
    for line in pasted(nasty).splitlines():
        cells = line.split("\t")
        assert len(cells) == len(FIGURES) - len(SOURCE)
        assert not [cell for cell in cells if cell[:1] in tuple("=+@") and cell]


def test_a_negative_goal_is_a_number_in_csv_beside_its_bound_and_its_days() -> None:
    """At least -3 by 2028, last -4.8 in 2024: numbers without an apostrophe, and days of their own."""
    kept = target(goals=[goal(at_least=-3, by=2028)], observations=series({2016: -8.2, 2024: -4.8}))
    made = invented([kept], {name: source(name, "2020-01-15") for name in ("plan", "office")})
    row = next(csv.DictReader(io.StringIO(verdicts(made).decode("utf-8-sig"))))
    assert (row["goal"], row["goal_bound"], row["goal_low"], row["goal_high"]) == ("-3", "at_least", "-3", "")
    assert (row["latest"], row["latest_day"], row["by_day"]) == ("-4.8", "2024-12-31", "2028-12-31")


def test_a_later_comparison_is_not_known_on_an_earlier_day() -> None:
    """A file compared on 22 November says nothing of it in a briefing as of 1 October 2025."""
    later = compose(portfolio(), Choice(ids=few()), EARLIER, words("en"))
    for section, assessment in zip(edition(later).sections, later.assessments, strict=True):
        checked = portfolio().targets[assessment.id].checked
        record = next(table for table in section.tables if table.name == "record") if section.tables else None
        if checked and checked > EARLIER and record:
            assert all(words("en").day(checked) != row[1].text for row in record.rows)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_target_has_a_native_chart_over_its_figures_and_every_column_is_explained(language: str) -> None:
    """The line of a chart is made of the counted figures of its target, in the flat sheet of all data."""
    made = briefing((few()[0],), language)
    opened = load_workbook(io.BytesIO(workbook(made)))
    own, flat, dictionary = opened.worksheets[1], opened.worksheets[-2], opened.worksheets[-1]
    drawn = own._charts[0].series[0]
    values = [row[0].value for row in flat[drawn.yVal.numRef.f.split("!")[1].replace("$", "")]]
    assert values == [float(point.value) for point in made.assessments[0].series]
    first = own._charts[0].anchor._from.row + 1
    covered = [cell.value for row in own.iter_rows(min_row=first, max_row=first + 18) for cell in row]
    assert first < 16, "on the first page of a print"
    assert not any(covered), "and over no cell that says something"
    heads = [cell.value for cell in flat[1]]
    explained = {row[0].value: row[1].value for row in dictionary.iter_rows(min_row=2)}
    assert all(explained[head] for head in heads)


def test_intervals_of_figures_are_strokes_in_the_native_chart() -> None:
    """30 alone, 40 between 38 and 43: strokes of 0 and of 3 up and 2 down; a chart without any has none."""
    whole = target(id="whole", observations=series({2020: 30, 2022: 40}))
    told = series({2020: 30}) + series({2022: 40}, interval=[38, 43])
    opened = load_workbook(io.BytesIO(workbook(invented([target(observations=told), whole], sources()))))
    first, second = (opened.worksheets[at]._charts[0].series[0].errBars for at in (1, 2))
    lengths = [[float(one.v) for one in side.numLit.pt] for side in (first.plus, first.minus)]
    assert lengths == [[0, 3], [0, 2]]
    assert second is None


def test_the_chart_of_a_rating_tells_its_words(tmp_path: Path) -> None:
    """Low, Low, Medium of four words: each mark has its word, and above stands which number is which."""
    made = sound(laid(tmp_path, one=rated("Low", "Low", "Medium")))
    file = workbook(compose(made, Choice(ids=("one",)), ON, words("vi")))
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        drawn = opened.read("xl/charts/chart1.xml").decode()
    told = re.findall(r"<a:t>(.*?)</a:t>", drawn)
    assert told == ["1 = Low, 2 = Medium, 3 = High, 4 = Rất cao", " Low", " Low", " Medium", " High"]


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [
        ("en", "[$-809]d mmm yyyy", "[$-809]mmm yyyy"),
        ("vi", '[$-42A]dd"/"mm"/"yyyy', '[$-42A]mm"/"yyyy'),
        ("de", '[$-407]dd"."mm"."yyyy', "[$-407]mmm yyyy"),
        ("nb", '[$-414]d"." mmm yyyy', "[$-414]mmm yyyy"),
        ("sv", "[$-41D]d mmm yyyy", "[$-41D]mmm yyyy"),
    ],
)
def test_days_and_months_in_cells_are_written_as_the_language_does(code: str, day: str, month: str) -> None:
    """30 June 2024 and March 2024 are days of the calendar in every language, 30.06.2024 in German."""
    some = target(observations=series({"2024-03": 30}) + series({"2024-06-30": 40}))
    opened = load_workbook(io.BytesIO(workbook(replace(invented([some], sources()), words=words(code)))))
    found = {cell.value: cell.number_format for cell in cells(opened.worksheets[1])}
    assert found[datetime(2024, 6, 30)] == day
    assert found[datetime(2024, 3, 31)] == month


def test_a_share_in_a_workbook_keeps_the_words_around_it() -> None:
    """A share stays a number, and its format says "under"."""
    assert _pattern(told("under 42.0%", 0.42, "42.0%", 1, share=True)) == '"under "0.0%'
    assert _pattern(told("42%", 0.42, "42%", share=True)) == "0%"

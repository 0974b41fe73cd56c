"""Footnotes: marks behind a year or a figure point to a note and are no part of it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.imports import brought, data, figures, file, target
from tracker.importing import footnotes, periods

__all__ = ["data"]


@pytest.mark.parametrize(
    ("text", "period", "tail"),
    [
        ("2019¹", "2019", "¹"),
        ("2019 ¹ ²", "2019", "¹ ²"),
        ("2019¹⁾", "2019", "¹⁾"),
        ("2019 1)", "2019", "1)"),
        ("2019†", "2019", "†"),
        ("2019ᵖ", "2019", "p"),
        ("2019p¹", "2019", "p, ¹"),
        ("2019 (p) (1)", "2019", "(p), (1)"),
        ("2019/20²", "2019/20", "²"),
        ("2019/20p", "2019/20", "p"),
        ("2020-Q1p", "2020-Q1", "p"),
        ("Jan 2020¹", "2020-01", "¹"),
        ("2019 prov.", "2019", "prov."),
    ],
)
def test_a_mark_behind_a_period_is_told_beside_it(text: str, period: str, tail: str) -> None:
    """Raised, in brackets, or a dagger."""
    assert periods.read(text, periods.Habits(starts=7)) == periods.Read(period, tail)


@pytest.mark.parametrize("text", ["¹", "m²", "20191", "2019 12", "2019 target¹"])
def test_what_is_no_period_with_a_mark(text: str) -> None:
    """Nor is a wish."""
    assert isinstance(periods.read(text, periods.Habits()), periods.Open)


def test_marks_in_heads_and_cells(data: Path) -> None:
    """Both layouts, each figure with what stands behind its year."""
    brought(data, file(data, "Region,2019¹,2020*,2021ᵖ\nNorth,1,2,3\nSouth,4,5,6\n", "wide.csv"))
    brought(data, file(data, "Year,Value\n2019¹,1\n2020,2\n2021p²,3\n"))
    wide = [one for own in target(data, "wide").series for one in own.observations]
    long = target(data, "share").observations
    assert [one.status for one in wide] == [None, None, "provisional"] * 2
    assert [one.status for one in long] == [None, None, "provisional"]
    assert figures(data, "share") == [("2019", 1), ("2020", 2), ("2021", 3)]


def test_raised_letters_of_a_workbook_are_no_digits(data: Path) -> None:
    """Its year is not 20191, nor its figure 12.52."""
    book = openpyxl.Workbook()
    rows = [["Region", 2018, _raised("2019", "1")], ["North", 11.5, _raised("12.5", "2")], ["South", 1, 2]]
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            book.active.cell(row, column).value = cell  # type: ignore[union-attr]
    held = io.BytesIO()
    book.save(held)
    brought(data, file(data, held.getvalue(), "share.xlsx"))
    first = target(data, "share").series[0].observations
    assert [(one.period.text, float(one.value)) for one in first] == [("2018", 11.5), ("2019", 12.5)]


def test_marks_behind_names_make_no_series(data: Path) -> None:
    """London with a note is London."""
    rows = "North,2019,1\nLondon¹,2019,2\nWales [note 3],2019,3\nNorth,2020,4\nLondon,2020,5\nWales,2020,6\n"
    said = brought(data, file(data, f"Region,Year,Value\n{rows}"))
    found = {
        own.of["region"]: [float(one.value) for one in own.observations]
        for own in target(data, "share").series
    }
    assert found == {"north": [1, 4], "london": [2, 5], "wales": [3, 6]}
    assert "Marks of notes behind names are left out (2): London¹, Wales [note 3]" in said


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("UK¹", "UK"),
        ("Oslo ¹⁾", "Oslo"),
        ("Men†", "Men"),
        ("per km²", "per km²"),
        ("Class (3)", "Class (3)"),
        ("2019¹", "2019¹"),
        ("aged (18 to 24)", "aged (18 to 24)"),
    ],
)
def test_a_word_without_its_mark(word: str, bare: str) -> None:
    """What may be a part of a word stays."""
    assert footnotes.unmarked(word) == bare


def test_marks_that_alone_tell_rows_apart_stay(data: Path) -> None:
    """Two rows of London in one year."""
    brought(data, file(data, "Region,2019,2020\nLondon,1,2\nLondon¹,3,4\n"))
    assert [own.of["region"] for own in target(data, "share").series] == ["london", "london1"]


def _raised(text: str, mark: str) -> CellRichText:
    return CellRichText(text, TextBlock(InlineFont(vertAlign="superscript"), mark))

"""The board as a data frame that a reader sorts."""

from datetime import date

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker import board, tables
from tracker.language import words
from tracker.progress import assess
from tracker.terms import Unit
from tracker.wording import Wording

UNITS = {"percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%"})}
TARGETS = (
    target(
        id="rising",
        title={"en": "Rising"},
        goals=[goal(at_least=70, by=2030)],
        observations=figures({2020: 40, 2025: 58}),
    ),
    target(id="silent", title={"en": "Silent"}, goals=[goal(at_least=70)]),
)


def frame() -> tables.pd.DataFrame:
    """Return the table of a target with figures and one without."""
    found = [assess(one, date(2026, 6, 30), SOURCES) for one in TARGETS]
    return tables.overview(board.entries(found), Wording(words("en"), UNITS))


def test_a_row_says_in_words_what_stands_and_keeps_numbers_as_numbers() -> None:
    """18 of 30 points in five of ten years are 60 and 50 per cent; the deadline is a date."""
    row = frame().loc["rising"]
    assert list(row[["target", "state", "latest", "goal"]]) == [
        "Rising",
        "On track",
        "58% (2025)",
        "at least 70% by 2030",
    ]
    assert row["gap_closed"] == pytest.approx(60.0)
    assert row["time_used"] == pytest.approx(50.0)
    assert row["deadline"].date() == date(2030, 12, 31)


def test_what_is_unknown_is_missing_not_zero() -> None:
    """A goal without figures and deadline has neither shares nor a date."""
    row = frame().loc["silent"]
    assert row[["gap_closed", "time_used", "deadline"]].isna().all()


def test_an_empty_board_is_an_empty_table_with_the_same_columns() -> None:
    """Nothing found leaves the heads in place."""
    empty = tables.overview([], Wording(words("en"), {}))
    assert list(empty.columns) == list(frame().columns)
    assert len(empty) == 0

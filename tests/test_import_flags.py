"""Flags: letters that stand together are codes, short words of offices are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, target, tree
from tracker.importing.flags import Quality, is_known, is_status, quality

__all__ = ["data"]

WORDS = ["fin", "final", "act", "actual", "obs", "observed", "rev", "revised", "def", "pub", "r", "ok", "OK"]


@pytest.mark.parametrize("word", WORDS)
def test_words_of_final_figures_are_no_mark(word: str) -> None:
    """Final figures are no forecast, revised ones no estimate, observed ones no break."""
    assert quality(word) == Quality()
    assert quality(word.upper()) == Quality()


@pytest.mark.parametrize(
    ("letters", "status", "breaks", "low"),
    [
        ("bp", "provisional", True, False),
        ("de", "estimated", False, False),
        ("ep", "estimated", False, False),
        ("pe", "provisional", False, False),
        ("be", "estimated", True, False),
        ("bu", "", True, True),
        ("bdu", "", True, True),
        ("rp", "provisional", False, False),
        ("est", "estimated", False, False),
        ("for", "forecast", False, False),
        ("pro", "provisional", False, False),
        ("ước", "estimated", False, False),
    ],
)
def test_codes_and_short_words(letters: str, status: str, breaks: bool, low: bool) -> None:
    """Codes of Eurostat stand together; short words of marks are read as words."""
    assert quality(letters) == Quality(status, breaks, low)  # type: ignore[arg-type]


def test_a_status_in_a_short_word_of_vietnamese() -> None:
    """It has three letters, as codes have."""
    assert is_status("ước")
    assert not is_status("bp")


@pytest.mark.parametrize("flag", ["fin", "rev", "obs", "act"])
def test_a_flag_column_of_words(data: Path, flag: str) -> None:
    """Two plain figures; an empty cell with the word is no figure."""
    brought(data, file(data, f"Year,Jobs,Flag\n2020,5,{flag}\n2021,6,{flag}\n2022,,{flag}\n", "jobs.csv"))
    assert figures(data, "jobs") == [("2020", 5), ("2021", 6)]
    assert [(one.status, one.break_) for one in target(data, "jobs").observations] == [(None, None)] * 2


@pytest.mark.parametrize("year", ["Ước 2024", "2024 (ước)", "2024 ước"])
def test_an_estimated_year_in_vietnamese(data: Path, year: str) -> None:
    """The figure of 2024 is estimated, that of 2023 is not."""
    brought(data, file(data, f"Year,Jobs\n2023,5\n{year},6\n", "jobs.csv"))
    assert [(one.period.text, one.status) for one in target(data, "jobs").observations] == [
        ("2023", None), ("2024", "estimated"),
    ]  # fmt: skip


MARKED = "Year,Country,Value,{}\n2019,France,14.6,\n2020,France,13.9,{}\n2019,Italy,18.5,\n2020,Italy,17,{}\n"
Said = tuple[str | None, bool]


def marked(data: Path, head: str, *cells: str) -> tuple[list[Said], str]:
    """Import a table with two marks; return status and break of these figures, and what was said."""
    source = file(data, MARKED.format(head, *cells), "jobs.csv")
    said, before = brought(data, source), tree(data)
    brought(data, source)
    assert tree(data) == before
    assert errors(data) == []
    found = [series.observations[1] for series in target(data, "jobs").series]
    return [(one.status, one.break_ is not None) for one in found], said


@pytest.mark.parametrize("head", ["Flag", "Observation status", "OBS_STATUS"])
@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("(p)", "(b)"), [("provisional", False), (None, True)]),
        (("[p]", "e*"), [("provisional", False), ("estimated", False)]),
        (('"p,e"', "P;B"), [("provisional", False), ("provisional", True)]),
        (("prov.", "e b"), [("provisional", False), ("estimated", True)]),
        (("dự_báo", "p/b"), [("forecast", False), ("provisional", True)]),
    ],
)
def test_marks_in_brackets_and_apart(
    data: Path, head: str, cells: tuple[str, str], wanted: list[Said]
) -> None:
    """They say in a column of flags what the bare letters say."""
    found, said = marked(data, head, *cells)
    assert found == wanted
    assert "not read" not in said


def test_a_mark_that_is_not_known_is_told(data: Path) -> None:
    """The figure is taken; of revised ones there is nothing to tell."""
    found, said = marked(data, "Flag", "1)", "r")
    assert found == [(None, False)] * 2
    assert "marks that are not read (1), for example: 1) (row 3)" in said


@pytest.mark.parametrize("flag", ["r", "A", "fin", "Normal value", "w", "p;r", "*", "(d)", ""])
def test_marks_that_say_nothing_are_known(flag: str) -> None:
    """Nothing of them is lost."""
    assert is_known(flag)


@pytest.mark.parametrize("flag", ["1)", "p;1", "note", "(#)"])
def test_marks_that_are_not_known(flag: str) -> None:
    """One of them suffices."""
    assert not is_known(flag)

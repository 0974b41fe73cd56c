"""Flagged: columns that hold nothing but marks are flags, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, refused, target, tree

__all__ = ["data"]

MARKS = "Year,Value,{}\n2019,14.6,\n2020,13.9,(p)\n2021,14.5,e\n2022,15,b\n"
COUNTRIES = (
    "Year,Country,Value,{}\n2019,France,14.6,\n2020,France,13.9,{}\n2019,Italy,18,{}\n2020,Italy,17,\n"
)
HEADS = [
    *("Statut", "Estado", "Märkning", "Merkmal", "Statut d'observation", "Ký hiệu", "X"),
    *("Flagge", "Stav", "Trạng thái"),
    *("Note", "Notes", "Footnote", "Remarks", "Bemerkung", "Anmerkung"),
]


@pytest.mark.parametrize("head", HEADS)
def test_marks_below_any_head_are_flags(data: Path, head: str) -> None:
    """One series, with the marks at its figures; importing again changes nothing."""
    source = file(data, MARKS.format(head))
    said, before = brought(data, source), tree(data)
    assert "not read" not in said
    known = target(data, "share")
    assert not known.series
    assert [one.status for one in known.observations] == [None, "provisional", "estimated", None]
    assert [one.break_ is not None for one in known.observations] == [False, False, False, True]
    brought(data, source)
    assert tree(data) == before
    assert errors(data) == []


@pytest.mark.parametrize("head", ["Statut", "X", "Note"])
def test_marks_beside_countries(data: Path, head: str) -> None:
    """They split no country."""
    brought(data, file(data, COUNTRIES.format(head, "p", "r")))
    series = target(data, "share").series
    assert [[one.status for one in own.observations] for own in series] == [[None, "provisional"], [None] * 2]


@pytest.mark.parametrize(
    "table",
    [
        "Year,Value,Sex\n2020,1,\n2020,2,F\n2021,3,\n2021,4,F\n",  # figures fall on each other without them
        "Year,Country,Value,Geo\n2020,Germany,1,DE\n2021,Germany,2,DE\n2020,France,3,FR\n2021,France,4,FR\n",
        "Year,Value,Kind\n2020,1,A\n2021,2,A\n",  # one word for all
    ],
)
def test_letters_of_a_breakdown_are_no_flags(data: Path, table: str) -> None:
    """Sexes, countries and kinds."""
    brought(data, file(data, table))
    known = target(data, "share")
    every = [*known.observations, *(one for own in known.series for one in own.observations)]
    assert [one.status for one in every] == [None] * len(every)


def test_letters_without_a_blank_are_asked_for(data: Path) -> None:
    """They may be flags, or grades; a line of the mapping says which."""
    source = file(data, "Year,Value,Grade\n2020,1,A\n2021,2,B\n2022,3,A\n")
    assert "flag: Grade, or that name under dimensions:" in refused(data, source)
    brought(data, source, "--map", file(data, "flag: Grade\n", "map.yaml"))
    assert [one.break_ is not None for one in target(data, "share").observations] == [False, True, False]


def test_letters_from_a_on_are_asked_for_beside_blanks(data: Path) -> None:
    """Grades are missing here and there, too."""
    source = file(data, "Year,Value,Grade\n2020,1,A\n2021,2,\n2022,3,B\n")
    assert "flag: Grade, or that name under dimensions:" in refused(data, source)


def test_letters_of_footnotes_are_no_flags(data: Path) -> None:
    """The b of a column of notes is no break."""
    said = brought(data, file(data, "Year,Value,Note\n2020,1,a\n2021,2,\n2022,3,b\n"))
    assert "Columns of notes are not read: Note" in said
    assert [one.break_ is not None for one in target(data, "share").observations] == [False] * 3


def test_stars_below_a_head_for_flags_split_nothing(data: Path) -> None:
    """Nor do they fill the blank cells below them."""
    brought(data, file(data, "Year,Value,Flagge\n2020,1,**\n2021,2,\n2022,3,*\n"))
    assert figures(data, "share") == [("2020", 1), ("2021", 2), ("2022", 3)]


def test_one_mark_for_all_below_a_head_for_flags(data: Path) -> None:
    """Every figure is provisional."""
    brought(data, file(data, "Year,Value,Märkning\n2020,1,p\n2021,2,p\n"))
    assert [one.status for one in target(data, "share").observations] == ["provisional"] * 2


def test_they_may_be_said_to_be_a_breakdown(data: Path) -> None:
    """Each grade is a series."""
    source = file(data, "Year,Value,Grade\n2020,1,A\n2021,2,B\n2022,3,A\n")
    brought(data, source, "--map", file(data, "dimensions:\n  - Grade\n", "map.yaml"))
    assert len(target(data, "share").series) == 2


def test_notes_in_words_are_told(data: Path) -> None:
    """The figures are taken without them."""
    said = brought(data, file(data, "Year,Value,Note\n2019,14.6,\n2020,13.9,new survey\n"))
    assert "Columns of notes are not read: Note" in said
    assert figures(data, "share") == [("2019", 14.6), ("2020", 13.9)]

"""A source with several units: each goes on in the target that has it, in whatever order they stand."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, refused, target
from tracker import reader

__all__ = ["data"]

HEAD = "Year,Unit,Value\n"


def table(data: Path, *rows: str) -> Path:
    """Write a table with these rows."""
    return file(data, HEAD + "\n".join(rows) + "\n")


def names(data: Path) -> set[str]:
    """Return the ids of all targets."""
    return set(reader.load(data)[0].targets)


def test_the_order_of_the_rows_says_nothing(data: Path) -> None:
    """Each unit has its new figure, and no target comes twice."""
    brought(data, table(data, "2020,kg,1", "2020,m,2"))
    newer = ("2021,m,3", "2021,kg,2", "2020,m,2", "2020,kg,1")
    assert "left out" not in brought(data, table(data, *newer))
    assert names(data) == {"share", "share-m"}
    assert figures(data, "share") == [("2020", 1), ("2021", 2)]
    assert figures(data, "share-m") == [("2020", 2), ("2021", 3)]
    assert "nothing to write" in brought(data, table(data, *newer))
    assert errors(data) == []


def test_a_unit_that_comes_first_later_has_a_target_of_its_own(data: Path) -> None:
    """The one that was there alone goes on, and the new one is a new target."""
    brought(data, table(data, "2020,%,10"))
    brought(data, table(data, "2020,Number,1000", "2020,%,10", "2021,Number,1100", "2021,%,11"))
    assert names(data) == {"share", "share-number"}
    assert figures(data, "share") == [("2020", 10), ("2021", 11)]
    assert figures(data, "share-number") == [("2020", 1000), ("2021", 1100)]


def test_a_unit_that_is_left_alone_goes_on(data: Path) -> None:
    """In the target that has it, however the source calls the unit now."""
    brought(data, table(data, "2020,Number,1000", "2020,Phần trăm,10"))
    brought(data, table(data, "2020,%,10", "2021,%,11"))
    assert names(data) == {"share", "share-phan-tram"}
    assert figures(data, "share-phan-tram") == [("2020", 10), ("2021", 11)]
    assert figures(data, "share") == [("2020", 1000)]


def test_a_unit_that_no_target_has_is_refused_or_new(data: Path) -> None:
    """It is new where the target of its name has its own unit in the source, and refused where it has not."""
    brought(data, table(data, "2020,kg,1", "2020,m,2"))
    brought(data, table(data, "2020,GWh,5", "2020,m,2", "2020,kg,1"))
    assert figures(data, "share-gwh") == [("2020", 5)]
    said = brought(data, table(data, "2020,l,7", "2020,m,2", "2021,m,3"))
    assert "share is left out" in said
    assert figures(data, "share-m") == [("2020", 2), ("2021", 3)]
    assert names(data) == {"share", "share-m", "share-gwh"}


def test_another_title_is_another_target(data: Path) -> None:
    """An id that only begins alike is not taken."""
    brought(data, table(data, "2020,kg,1"))
    brought(data, file(data, HEAD + "2020,m,2\n", "share-of-wood.csv"))
    refused(data, table(data, "2020,m,2", "2021,m,3"))
    assert figures(data, "share-of-wood") == [("2020", 2)]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("%", "Phần trăm"),
        ("%", unicodedata.normalize("NFD", "Phần trăm")),
        ("Phần trăm", "pourcentage"),
        ("Percent", "PC"),
        ("Prozent", "v. H."),
        ("%", "\uff05"),
        ("\u00b5g", "\u03bcg"),
        ("m\u00b2", "m2"),
        ("Number", "numbers"),
        ("Thousands", "Thousand"),
        ("Thousand tonnes", "THOUSANDS TONNE"),
    ],
)
def test_the_same_unit_in_other_letters_is_taken(data: Path, first: str, other: str) -> None:
    """Signs of one meaning, the plural of a word, and per cent in other languages."""
    brought(data, table(data, f"2020,{first},1"))
    brought(data, table(data, f"2020,{other},1", f"2021,{other},2"))
    assert figures(data, "share") == [("2020", 1), ("2021", 2)]
    assert names(data) == {"share"}


@pytest.mark.parametrize(("first", "other"), [("m", "ms"), ("%", "pc"), ("mPa", "mPas"), ("kg", "kilogram")])
def test_other_letters_of_another_unit_are_refused(data: Path, first: str, other: str) -> None:
    """Signs have no plural; the sentence has the answer."""
    brought(data, table(data, f"2020,{first},1"))
    assert "--unit" in refused(data, table(data, f"2020,{other},1", f"2021,{other},2"))
    assert target(data, "share").measure.unit


def test_one_unit_in_several_spellings_is_one_target(data: Path) -> None:
    """Percent has three years, tonnes two; percentage points are another unit."""
    units = ("%", "percent", "Per cent", "Tonnes", "tonne", "percentage points")
    rows = "".join(f"Jobs,{unit},{2020 + year},{40 + year}\n" for year, unit in enumerate(units))
    source = file(data, f"Indicator,Unit,Year,Value\n{rows}", "jobs.csv")
    brought(data, source)
    assert figures(data, "jobs") == [("2020", 40), ("2021", 41), ("2022", 42)]
    assert figures(data, "jobs-tonnes") == [("2023", 43), ("2024", 44)]
    assert figures(data, "jobs-percentage-points") == [("2025", 45)]
    assert "nothing to write" in brought(data, source)

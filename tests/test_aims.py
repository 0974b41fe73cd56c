"""The results of benchmarks: what was not measured is told, and nothing of it is called met."""

from __future__ import annotations

import math

import pytest

from benchmarks import aims
from benchmarks.measure import Table, markdown, number_in, tables_in


@pytest.mark.parametrize("found", [lambda: 1 / 0, lambda: math.nan, lambda: float("–"), lambda: {}["none"]])
def test_an_aim_without_its_figure_or_its_floor_is_not_met(found) -> None:
    """Neither a table that is missing nor a floor of nothing ends the run or passes."""
    for at_least in (True, False):
        row = aims.Aim("seconds", 1, found, "*Where they go*", at_least).row()
        assert row[2:] == [aims.UNKNOWN, "**no**"]


def test_an_aim_that_is_missed_names_where_the_time_goes() -> None:
    """What is met needs no word more."""
    assert aims.Aim("seconds", 1, lambda: 2.0, "*Where they go*").row()[2:] == [
        2.0,
        "**no**: *Where they go*",
    ]
    assert aims.Aim("seconds", 1, lambda: 1.0, "*Where they go*").row()[2:] == [1.0, "yes"]


def test_a_figure_that_was_never_seen_is_a_dash() -> None:
    """Of clicks that nobody answered there is no median."""
    assert "| 1.50 | – |" in markdown(Table("Clicks", ["s", "s"], [[1.5, math.nan]]))


def test_every_aim_that_may_be_missed_has_its_place_to_look() -> None:
    """Without any table every aim is listed as not measured."""
    (table,) = aims.tables([], [])
    assert [row[2] for row in table.rows[:-1]] == [aims.UNKNOWN] * (len(table.rows) - 1)
    assert len(table.rows) > 50


def test_tables_are_read_as_they_were_written() -> None:
    """Aims are compared with what stands in the results, also of sections that were measured before."""
    text = markdown(Table("Clicks", ["who", "s"], [["one", 1234.0], ["two, 60", 0.5]], "A note."))
    (table,) = tables_in(f"# Results\n\n## Pages\n\n{text}")
    assert (table.title, table.heads) == ("Clicks", ["who", "s"])
    assert [[row[0], number_in(row[1])] for row in table.rows] == [["one", 1234], ["two, 60", 0.5]]

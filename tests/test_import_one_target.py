"""A target that is named takes one quantity: of several none is written anywhere until one is picked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, figures, file, refused

__all__ = ["data"]

COLUMNS = "Year,Coverage (%),Firms\n2022,60,5\n2023,61,6\n"
ROWS = "Name,2022,2023\nCoverage,60,61\nFirms,5,6\n"
WANTED = [("2022", 60.0), ("2023", 61.0)]


@pytest.mark.parametrize("table", [COLUMNS, ROWS])
def test_several_quantities_are_refused(data: Path, table: str) -> None:
    """Neither the target that is named nor new ones get their figures."""
    said = refused(data, file(data, table), "--target", "v5")
    assert "several quantities (2, Coverage" in said
    assert "--pick" in said


def test_one_column_is_picked(data: Path) -> None:
    """The line of the mapping that the sentence names answers."""
    line = file(data, "values:\n  - Coverage (%)\n", "map.yaml")
    brought(data, file(data, COLUMNS), "--target", "v5", "--map", line)
    assert figures(data, "v5") == WANTED


def test_one_row_is_picked(data: Path) -> None:
    """So does the option."""
    brought(data, file(data, ROWS), "--target", "v5", "--pick", "Name=Coverage")
    assert figures(data, "v5") == WANTED

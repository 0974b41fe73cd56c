"""Tables that share a head: each goes on in the target that has its figures, and in no other."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, errors, figures, file, target, tree
from tracker import reader

__all__ = ["data"]


def book(data: Path, *sheets: tuple[str, int], name: str = "people.xlsx") -> Path:
    """Return a workbook with a sheet of each name, whose total of 2020 is the number."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, number in sheets:
        sheet = made.create_sheet(title)
        for row in (("Year", "Total"), (2020, number), (2021, number + 1)):
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return file(data, out.getvalue(), name)


@pytest.mark.parametrize("head", ["Total", "Rate (%)"])
def test_another_file_with_the_same_head_is_another_target(data: Path, head: str) -> None:
    """Births of 10 stay 10, deaths of 93 are a target of their own, and both are told apart by their file."""
    brought(data, file(data, f"Year,{head}\n2020,9\n2021,10\n", "births.csv"))
    (first,) = reader.load(data)[0].targets
    said = brought(data, file(data, f"Year,{head}\n2021,93\n2022,94\n", "deaths.csv"))
    (second,) = {*reader.load(data)[0].targets} - {first}
    assert second == f"{first}-deaths"
    assert f"“deaths.csv” is another table than that of the target {first}" in said
    assert target(data, second).title["en"] == f"deaths: {head}"
    assert figures(data, first) == [("2020", 9), ("2021", 10)]
    assert figures(data, second) == [("2021", 93), ("2022", 94)]
    held = tree(data)
    for name, row in (("births", "2020,9\n2021,10"), ("deaths", "2021,93\n2022,94")):
        assert "nothing to write" in brought(data, file(data, f"Year,{head}\n{row}\n", f"{name}.csv"))
    assert tree(data) == held
    assert errors(data) == []


def test_several_heads_of_another_file_are_other_targets(data: Path) -> None:
    """The births of Sweden revise none of Norway."""
    for name, births in (("norway", 52), ("sweden", 104)):
        brought(data, file(data, f"Year,Births,Deaths\n2020,{births},40\n", f"{name}.csv"))
    found = reader.load(data)[0].targets
    assert set(found) == {"births", "deaths", "births-sweden", "deaths-sweden"}
    assert figures(data, "births") == [("2020", 52)]


def test_an_edition_of_a_file_goes_on_and_is_told(data: Path) -> None:
    """Its name differs in years only; with --target any file goes on."""
    brought(data, file(data, "Year,Total\n2020,9\n", "births-2020.csv"))
    brought(data, file(data, "Year,Total\n2020,93\n", "deaths-2020.csv"))
    said = brought(data, file(data, "Year,Total\n2021,10\n", "births-2021.csv"))
    assert "“births-2021.csv” is taken as a newer edition of the target total" in said
    brought(data, file(data, "Year,Total\n2021,94\n", "deaths-2021.csv"))
    brought(data, file(data, "Year,Total\n2022,11\n", "other.csv"), "--target", "total")
    assert figures(data, "total") == [("2020", 9), ("2021", 10), ("2022", 11)]
    assert figures(data, "total-deaths-2020") == [("2020", 93), ("2021", 94)]
    assert len(reader.load(data)[0].targets) == 2


def test_sheets_are_known_again_by_their_names(data: Path) -> None:
    """Another order and a sheet in front revise nothing."""
    brought(data, book(data, ("Births", 10), ("Deaths", 20)))
    assert set(reader.load(data)[0].targets) == {"total-births", "total-deaths"}
    held = tree(data)
    assert "nothing to write" in brought(data, book(data, ("Deaths", 20), ("Births", 10)))
    assert "nothing to write" in brought(data, book(data, ("Deaths", 20)))
    assert tree(data) == held
    brought(data, book(data, ("Moves", 30), ("Births", 10), ("Deaths", 20)))
    assert figures(data, "total-births") == [("2020", 10), ("2021", 11)]
    assert figures(data, "total-moves") == [("2020", 30), ("2021", 31)]
    assert len(reader.load(data)[0].targets) == 3
    assert errors(data) == []


def test_a_sheet_that_comes_in_front_takes_no_target(data: Path) -> None:
    """The target of the only sheet stays that of its sheet."""
    brought(data, book(data, ("Births", 10)))
    brought(data, book(data, ("Deaths", 20), ("Births", 10)))
    assert figures(data, "total") == [("2020", 10), ("2021", 11)]
    assert figures(data, "total-deaths") == [("2020", 20), ("2021", 21)]
    brought(data, book(data, ("Births", 10), ("Deaths", 20), name="people-2021.xlsx"))
    assert len(reader.load(data)[0].targets) == 2


@pytest.mark.parametrize("names", [("jobs, north.csv", "jobs.csv"), ("jobs.csv", "jobs, north.csv")])
def test_a_comma_in_the_name_of_a_file_is_no_sheet(data: Path, names: tuple[str, str]) -> None:
    """90 and 91 of another file are no revision of 5 and 6, in whichever order the files come."""
    for name, value in zip((*names, names[0]), (5, 90, 5), strict=True):
        brought(data, file(data, f"Year,Total\n2020,{value}\n2021,{value + 1}\n", name))
    held = sorted(figures(data, one) for one in reader.load(data)[0].targets)
    assert held == [[("2020", 5), ("2021", 6)], [("2020", 90), ("2021", 91)]]


def test_commas_in_the_names_of_workbook_and_sheets_are_read_as_names(data: Path) -> None:
    """`Births, girls` and `Births, boys` stay two tables in another order."""
    sheets = (("Births, girls", 10), ("Births, boys", 20))
    brought(data, book(data, *sheets, name="people, all.xlsx"))
    assert len(reader.load(data)[0].targets) == 2
    assert "nothing to write" in brought(data, book(data, *reversed(sheets), name="people, all.xlsx"))

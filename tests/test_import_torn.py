"""Files that end too early, or have lines that do: what is missing is told, and nothing half is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, figures

OWID = "Entity,Code,Year,Share\nNorway,NOR,2020,98.2\nNorway,NOR,2021,99\nNorway,NOR,20"
SDMX = (
    "DATAFLOW,FREQ,UNIT,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "X:SHARE(1.0),A,PC,2020,98.2,\nX:SHARE(1.0),A,PC,2021,99,\n{}"
)
WIDE = "Region,2020,2021\nNorth,98.2,99\nSouth,97,96\nEast,95"
SDG = "Year,Sex,Value\n2020,,98.2\n2021,,99\n2022,Fem"


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        (OWID, "Norway, NOR, 20 (row 4)"),
        (SDMX.format("X:SHARE(1.0),A"), "X:SHARE(1.0), A (row 4)"),
        (SDMX.format("\nX:SHARE(1.0),A,PC,2022,9"), "X:SHARE(1.0), A, PC, 2022, 9 (row 5)"),
    ],
)
def test_a_line_that_breaks_off_is_told_and_changes_nothing(tmp_path: Path, text: str, torn: str) -> None:
    """The id stays that of the whole file; 9 may be the beginning of 97.5."""
    (tmp_path / "share.csv").write_text(text)
    said = brought(tmp_path / "data", tmp_path / "share.csv")
    assert f"left out (1), the line ends before its figure, for example: {torn}. Complete the line" in said
    assert figures(tmp_path / "data", "share") == [("2020", 98.2), ("2021", 99)]


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("Year,Value\n2020,98.2\n2021,13.", "2021, 13. (row 3)"),
        ("Year;Value\n2020;98,2\n2021;13,", "2021, 13, (row 3)"),
        (OWID + "22,13.", "Norway, NOR, 2022, 13. (row 4)"),
        (
            SDMX.format("X:SHARE(1.0),A,PC,2022,").replace(",OBS_FLAG", "").replace(",\n", "\n") + "9.",
            "9. (row 4)",
        ),
    ],
)
def test_a_file_that_breaks_off_behind_a_decimal_mark_says_nothing_of_that_figure(
    tmp_path: Path, text: str, torn: str
) -> None:
    """13. is the beginning of 13.5 and no revision."""
    (tmp_path / "share.csv").write_text(text)
    said = brought(tmp_path / "data", tmp_path / "share.csv")
    assert f"{torn}. Complete the line" in said
    assert figures(tmp_path / "data", "share") in ([("2020", 98.2)], [("2020", 98.2), ("2021", 99)])


def test_a_site_that_breaks_off_behind_a_decimal_mark_says_nothing_of_that_figure(tmp_path: Path) -> None:
    """As in a table of its own."""
    (tmp_path / "site/data").mkdir(parents=True)
    (tmp_path / "site/data/indicator_1-1-1.csv").write_text("Year,Sex,Value\n2020,,98.2\n2021,,13.")
    assert "the line ends before its figure" in brought(tmp_path / "data", tmp_path / "site")
    assert figures(tmp_path / "data", "1-1-1") == [("2020", 98.2)]


@pytest.mark.parametrize("text", ["Year,Value\n2020,12.\n2021,13.", "Year,Value\n2020,12.5\n2021,13.\n"])
def test_a_whole_figure_may_end_in_its_decimal_mark(tmp_path: Path, text: str) -> None:
    """Where others do, or the line is whole."""
    (tmp_path / "share.csv").write_text(text)
    brought(tmp_path / "data", tmp_path / "share.csv")
    assert figures(tmp_path / "data", "share")[1] == ("2021", 13)


def test_a_line_of_a_wide_table_that_breaks_off_is_told(tmp_path: Path) -> None:
    """What it has is taken."""
    (tmp_path / "share.csv").write_text(WIDE)
    said = brought(tmp_path / "data", tmp_path / "share.csv")
    assert "left out (1), the line ends before its figure, for example: East, 95 (row 4)" in said
    assert "+ Region: East: 2020: 95" in said


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        (
            "Year;Region;Rate;Number\n2019;North;65,1;3 700\n2020;North;74,2;3 822\n2021;79,0;3 941\n",
            "2021, 79,0, 3 941",
        ),
        ("Region,Sex,2020,2021\nNorth,women,1,2\nNorth,men,3,4\nSouth,5,6\n", "South, 5, 6"),
    ],
)
def test_a_line_that_lacks_a_word_amid_is_left_out_whole(tmp_path: Path, text: str, torn: str) -> None:
    """Its figures would stand below the names of others."""
    (tmp_path / "share.csv").write_text(text)
    said = brought(tmp_path / "data", tmp_path / "share.csv")
    assert f"left out (1), the line ends before its figure, for example: {torn} (row 4)" in said
    lines = [line for line in said.splitlines() if "row 4" in line]
    assert len(lines) == 1, lines
    assert not any("79" in path.read_text() for path in (tmp_path / "data" / "targets").rglob("*.yaml"))


def test_a_line_without_its_last_cells_keeps_what_it_has(tmp_path: Path) -> None:
    """The words are all there, a number among them too."""
    (tmp_path / "share.csv").write_text("Code,Region,2020,2021\n01,North,1,2\n02,South,3\n")
    assert "South: 2020: 3" in brought(tmp_path / "data", tmp_path / "share.csv")


def test_a_period_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    """What the rest of the folder says comes in; the file, the row, and what a period looks like are said."""
    home = tmp_path / "site"
    (home / "data").mkdir(parents=True)
    (home / "data/indicator_1-1-1.csv").write_text("Year,Season,Value\n2020,,98.2\n2021,,x7\n3,,5\n4,,66\n")
    (home / "data/indicator_7-1.csv").write_text("Year,Season,Value\n1,Winter,23\n2,Winter,34\n")
    said = brought(tmp_path / "data", home)
    told = "left out ({}), the period is not understood, for example: {}. A period looks like 2024, 2024-Q2"
    assert "indicator_1-1-1.csv: " + told.format(2, "3 (row 4)") in said
    assert "indicator_7-1.csv: " + told.format(2, "1 (row 2)") in said
    assert "indicator_7-1.csv holds no figure that can be read" in said
    assert "indicator_1-1-1.csv: left out (1), not a number, for example: x7 (row 3)" in said
    assert figures(tmp_path / "data", "1-1-1") == [("2020", 98.2)]


def test_a_line_of_an_open_sdg_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    """It is no text in the place of a number."""
    home = tmp_path / "site"
    (home / "data").mkdir(parents=True)
    (home / "meta").mkdir()
    (home / "data/indicator_1-1-1.csv").write_text(SDG)
    said = brought(tmp_path / "data", home)
    assert "left out (1), the line ends before its figure, for example: 2022, Fem (row 4)" in said
    assert "not a number" not in said

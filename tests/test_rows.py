"""Figures in a CSV file beside the target, and figures taken from another target."""

from pathlib import Path

import pytest

from tests.shelf import ON, laid, read, sound, verdict
from tracker.__main__ import main
from tracker.editing import edit
from tracker.editing.edit import Proposal
from tracker.model import Indicator
from tracker.reader import reread

MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: year, bounds: [0, 100]}\n"
GOALS = "goals: [{at_least: 90, by: 2030, source: plan}]\nbaseline: 2017\n"
ELSEWHERE = MEASURE + GOALS + "observations: {file: bank.csv}\n"
ROWS = 'period,value,source,note,note.vi\n2017,52,data,,\n2024,71,data,"Revised, late",Đã sửa\n'


def with_rows(folder: Path, rows: str = ROWS, **targets: str) -> Path:
    """Write a portfolio with a target whose figures stand in a CSV file."""
    laid(folder, bank=ELSEWHERE, **targets)
    (folder / "targets/t/bank.csv").write_text(rows, "utf-8")
    return folder


def test_figures_of_a_csv_file_are_judged_like_those_of_a_list(tmp_path: Path) -> None:
    """From 52 (2017) to 71 (2024) of 90 by 2030: half the way in 7 of 13 years is R 0.93."""
    portfolio = sound(with_rows(tmp_path))
    found = verdict(portfolio, "bank")
    assert found.ratio == pytest.approx(0.5 / (7 / 13))
    record = portfolio.targets["bank"]
    assert isinstance(record, Indicator)
    assert record.observations[1].note == {"en": "Revised, late", "vi": "Đã sửa"}
    assert "targets/t/bank.csv" in portfolio.files


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("71", "71 %", "S002", (3, 6)),
        ("2024", "24", "S007", (3, 1)),
        ("2024,71,data", "2024,71,dat", "X003", (3, 9)),
        ("period,value", "period,valu", "S004", (1, 8)),
        ("2024,71", "2017,71", "S035", (3, 1)),
    ],
)
def test_messages_name_line_and_column_of_the_csv_file(
    old: str, new: str, code: str, place: tuple[int, int], tmp_path: Path
) -> None:
    """The same faults have the same messages as in a list, at their cell."""
    _, problems = read(with_rows(tmp_path, ROWS.replace(old, new)))
    places = [(one.file, one.code, one.line, one.column) for one in problems]
    assert ("targets/t/bank.csv", code, *place) in places


def test_doubts_about_figures_are_told_in_the_csv_file(tmp_path: Path) -> None:
    """A share above its bounds is pointed out at its cell, not in the YAML file."""
    _, problems = read(with_rows(tmp_path, ROWS.replace("71", "171")))
    assert [(one.file, one.code, one.line, one.column) for one in problems] == [
        ("targets/t/bank.csv", "W013", 3, 6)
    ]


def test_a_table_with_a_fault_takes_only_its_own_target_off_the_board(tmp_path: Path) -> None:
    """The other target stays, and both files are named."""
    other = MEASURE + GOALS + "observations: [{period: 2017, value: 52, source: data}]\n"
    portfolio, problems = read(with_rows(tmp_path, ROWS.replace("71", "71 %"), other=other))
    assert list(portfolio.targets) == ["other"]
    assert [one.code for one in problems if one.severity == "error"] == ["S002", "S064"]


def test_a_table_that_no_target_names_is_pointed_out(tmp_path: Path) -> None:
    """Nobody should believe that its figures count."""
    folder = with_rows(tmp_path)
    (folder / "targets/t/stray.csv").write_text(ROWS, "utf-8")
    assert [(one.file, one.code) for one in read(folder)[1]] == [("targets/t/stray.csv", "W003")]


def test_a_new_figure_is_added_to_the_csv_file(tmp_path: Path) -> None:
    """`add` writes one row at the end of the CSV file, and the YAML file stays as it is."""
    folder = with_rows(tmp_path)
    before = (folder / "targets/t/bank.yaml").read_bytes()
    given = ["add", "bank", "--period", "2025", "--value", "74.5", "--source", "data", "--data", str(folder)]
    assert main([*given, "--note", "With, comma"]) == 0
    assert (folder / "targets/t/bank.csv").read_text("utf-8") == ROWS + '2025,74.5,data,"With, comma",\n'
    assert (folder / "targets/t/bank.yaml").read_bytes() == before


def test_a_figure_that_does_not_fit_is_not_added_to_the_csv_file(tmp_path: Path) -> None:
    """The proposal tells the same fault as a check would."""
    made = edit.propose(
        with_rows(tmp_path), "bank", {"period": "2025", "value": "7,5", "source": "data"}, on=ON
    )
    assert isinstance(made, Proposal)
    assert [one.code for one in made.problems] == ["S002"]


def test_what_a_table_has_no_column_for_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person adds the column; nothing is written before, and a figure of another target belongs there."""
    folder = with_rows(tmp_path, second=MEASURE + "observations: {from: bank}\n")
    given = ["--period", "2025", "--value", "74.5", "--source", "data", "--data", str(folder)]
    assert main(["add", "bank", *given, "--footnote", "By post", "--interval", "73", "76"]) == 1
    said = capsys.readouterr()
    assert "no column for interval.low, interval.high, footnote" in said.out + said.err
    assert main(["add", "second", *given]) == 1
    said = capsys.readouterr()
    assert "takes its figures from bank" in said.out + said.err
    assert (folder / "targets/t/bank.csv").read_text("utf-8") == ROWS


def test_one_series_serves_several_targets(tmp_path: Path) -> None:
    """The figures stand at one target; a doubt about them is told once, there."""
    second = (
        MEASURE
        + "goals: [{at_least: 80, by: 2030, source: plan}]\nbaseline: 2017\nobservations: {from: bank}\n"
    )
    folder = with_rows(tmp_path, second=second)
    portfolio = sound(folder)
    assert verdict(portfolio, "second").ratio == pytest.approx((19 / 28) / (7 / 13))
    (folder / "targets/t/bank.csv").write_text(ROWS.replace("71", "171"), "utf-8")
    assert [one.file for one in read(folder)[1]] == ["targets/t/bank.csv"]


def test_a_table_is_parsed_with_places(tmp_path: Path) -> None:
    """Line and column of every cell are known, in quotes as well."""
    tree = reread("targets/t/bank.csv", with_rows(tmp_path))
    assert tree.place(("observations", 1, "note", "vi")) == (3, 30, ("observations", 1, "note", "vi"))

"""The reader: a folder becomes a portfolio, and what is broken in it takes nothing sound along."""

import os
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.filing import ENGLISH, FILE, SOUND, TEXT, folder, spoilt
from tracker import reader
from tracker.model import Indicator, Source, Tiers
from tracker.problems import listed
from tracker.progress import assess
from tracker.reading import files
from tracker.reading.tree import Tree

__all__ = ["folder"]

ROOT = Path(__file__).parents[1]


def test_a_sound_folder_becomes_a_portfolio() -> None:
    """Targets come by theme and file, with what their place says; every file has its hash."""
    portfolio, problems = reader.load(SOUND)
    assert problems == []
    assert list(portfolio.targets) == ["cost-sharing", "maturity-tiers", "online-filing", "roll-out"]
    target = portfolio.targets["online-filing"]
    assert isinstance(target, Indicator)
    assert (target.theme, target.file) == ("digital", FILE)
    assert [figure.value for figure in target.observations] == [35.6, 39.8]
    assert portfolio.sources["plan-2024"].file == "seeds/plan-2024.yaml"
    assert portfolio.vocabulary.units["million-usd"].factor == 1e6
    assert len(portfolio.files[FILE]) == 64
    assert len(portfolio.files) == 8


def test_the_products_own_files_need_no_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record of the product's data is the same with either parser, and nothing is reported."""
    fast = reader.load(ROOT)
    monkeypatch.setattr("tracker.reading.events._Loader", yaml.SafeLoader)
    assert reader.load(ROOT) == fast
    assert not [problem for problem in fast[1] if problem.severity == "error"]


def test_a_broken_target_leaves_and_the_others_stay(folder: Path) -> None:
    """A file with errors is missing from the portfolio and named in the problems."""
    (folder / FILE).write_text(spoilt("value: 39.8", "value: none"), "utf-8")
    portfolio, problems = reader.load(folder)
    assert list(portfolio.targets) == ["cost-sharing", "maturity-tiers", "roll-out"]
    assert {problem.file for problem in problems} == {FILE}


def test_a_slip_in_a_source_does_not_take_its_targets(folder: Path) -> None:
    """Of a source the sound fields stay, so that what cites it can still be dated."""
    with (folder / "seeds/plan-2024.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: red\nreliability: good\n")
    portfolio, problems = reader.load(folder)
    assert [problem.code for problem in problems] == ["S004", "S019"]
    assert len(portfolio.targets) == 4
    assert portfolio.sources["plan-2024"].publisher == "ministry"


def test_a_faulty_vocabulary_is_reported_once_and_its_words_stand_in(folder: Path) -> None:
    """One wrong unit does not flood the report or empty the board: the word stands for itself."""
    file = folder / "targets/vocabulary.yaml"
    file.write_text(file.read_text("utf-8").replace("    title: {en: percent, vi: phần trăm}\n", ""), "utf-8")
    portfolio, problems = reader.load(folder)
    assert [(problem.code, problem.line) for problem in problems] == [("S001", 2)]
    assert len(portfolio.targets) == 4
    assert portfolio.vocabulary.units["percent"].title == {"en": "percent"}
    assert portfolio.vocabulary.units["enterprises"].title["vi"] == "doanh nghiệp"


def test_a_source_with_an_unknown_publisher_still_dates_its_figures(folder: Path) -> None:
    """The publisher is reported and stands for itself; no target leaves for it."""
    file = folder / "seeds/plan-2024.yaml"
    file.write_text(file.read_text("utf-8").replace("publisher: ministry", "publisher: minstry"), "utf-8")
    portfolio, problems = reader.load(folder)
    assert [(problem.code, problem.line) for problem in problems] == [("S040", 4)]
    assert len(portfolio.targets) == 4
    assert portfolio.vocabulary.bodies["minstry"].title == {"en": "minstry"}


def test_of_two_sources_with_one_id_neither_dates_anything(folder: Path) -> None:
    """Nobody can tell which of them is meant; what cites them stays, without what cannot be dated."""
    shutil.copy(folder / "seeds/plan-2024.yaml", folder / "seeds/plan-2024.yml")
    portfolio, problems = reader.load(folder)
    assert "plan-2024" not in portfolio.sources
    assert len(portfolio.targets) == 4
    assert (
        "undated" in assess(portfolio.targets["online-filing"], date(2026, 11, 22), portfolio.sources).flags
    )
    assert {problem.code for problem in problems} == {"X001", "X004"}


def test_a_target_may_be_called_vocabulary(folder: Path) -> None:
    """Only the file directly in targets is the vocabulary."""
    (folder / "targets/digital/vocabulary.yaml").write_text(
        TEXT.replace("online-filing", "vocabulary"), "utf-8"
    )
    portfolio, problems = reader.load(folder)
    assert problems == []
    assert "vocabulary" in portfolio.targets


def test_all_faults_of_all_files_are_reported_at_once(folder: Path) -> None:
    """Faults of fields, of words and of links come together, by file and line, errors first on a line."""
    (folder / FILE).write_text(
        spoilt("value: 39.8", "value: none")
        .replace("owner: ministry", "owner: minister")
        .replace("source: plan-2024", "source: plan-2023"),
        "utf-8",
    )
    tiers = folder / "targets/digital/maturity-tiers.yaml"
    tiers.write_text(tiers.read_text("utf-8").replace("unit: enterprises", "unit: enterprise"), "utf-8")
    problems = reader.load(folder)[1]
    assert [(problem.code, problem.line) for problem in problems] == [
        ("S003", 7),
        ("S040", 4),
        ("X003", 14),
        ("S002", 22),
    ]


def test_ids_that_two_files_share_are_dropped_visibly(folder: Path) -> None:
    """Neither of two files with one id wins in silence."""
    (folder / "targets/digital/online-filing.yml").write_text(TEXT, "utf-8")
    portfolio, problems = reader.load(folder)
    assert "online-filing" not in portfolio.targets
    assert [(problem.code, problem.line) for problem in problems] == [("X001", 1), ("X001", 1)]


def test_special_files_are_named_and_the_others_read(folder: Path) -> None:
    """Pipes, sockets, devices, loops, huge files and folders get one error each, without being opened."""
    theme = folder / "targets/digital"
    os.mkfifo(theme / "pipe.yaml")
    (theme / "loop.yaml").symlink_to("loop.yaml")
    (theme / "nowhere.yaml").symlink_to("no-such-file")
    (theme / "passwd.yaml").symlink_to("/etc/passwd")
    (theme / "zero.yaml").symlink_to("/dev/zero")
    (theme / "folder.yaml").mkdir()
    (theme / "linked").symlink_to("/usr")
    (theme / "sparse.yaml").touch()
    os.truncate(theme / "sparse.yaml", 5 * 1024**3)
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(theme)  # the path of a socket is short
        opened.bind("socket.yaml")
        os.chdir(here)
    portfolio, problems = reader.load(folder)
    assert {Path(problem.file).name: problem.code for problem in problems} == {
        "pipe.yaml": "F004",
        "loop.yaml": "F006",
        "nowhere.yaml": "F006",
        "passwd.yaml": "F005",
        "zero.yaml": "F005",
        "folder.yaml": "F004",
        "linked": "F005",
        "sparse.yaml": "F003",
        "socket.yaml": "F004",
    }
    assert len(portfolio.targets) == 4


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    """A file may be a link to another place of the same data folder."""
    shutil.move(folder / FILE, folder / "targets/.kept")
    (folder / FILE).symlink_to("../.kept")
    portfolio, problems = reader.load(folder)
    assert problems == []
    assert "online-filing" in portfolio.targets


@pytest.mark.parametrize(
    "name",
    [b"b\xffd.yaml", b"\x1b[31mred.yaml", b"new\nline.yaml", b"<b>x.yaml", b"Upper.yaml", "số.yaml".encode()],
)
def test_odd_file_names_are_escaped_in_every_form(folder: Path, name: bytes) -> None:
    """A file name cannot colour a terminal, break a line or a report, whatever its bytes."""
    Path(os.fsdecode(os.fsencode(folder / "targets/digital") + b"/" + name)).write_text(TEXT, "utf-8")
    problems = reader.load(folder)[1]
    assert "F009" in [problem.code for problem in problems]
    for form in ("text", "json", "github"):
        told = listed(problems, ENGLISH, form)
        assert told.encode("utf-8")
        assert "\x1b" not in told
        assert form == "json" or len(told.splitlines()) <= 2 * len(problems)


def test_what_editors_leave_behind_is_passed_over(folder: Path) -> None:
    """Swap, backup and lock files are no data and no fault."""
    theme = folder / "targets/digital"
    for name in (
        ".x.yaml.swp",
        "x.yaml~",
        "#x.yaml#",
        ".DS_Store",
        "x.yaml.bak",
        "x.yaml.tmp",
        "4913",
        "Thumbs.db",
    ):
        (theme / name).write_bytes(b"\x00")
    (theme / ".#x.yaml").symlink_to("me@host.1:2")
    assert reader.load(folder)[1] == []


def test_a_file_that_vanishes_while_it_is_read_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that saves by renaming leaves no trace when the file is back at the second look."""
    away = folder / "away"
    place = files.Place(str(folder / FILE), FILE)
    shutil.move(folder / FILE, away)
    monkeypatch.setattr("tracker.reading.files.time.sleep", lambda _: shutil.move(away, folder / FILE))
    assert files.read(place, folder) == TEXT.encode()


def test_the_products_own_files_are_read_as_other_readers_read_them() -> None:
    """On every file we accept, the tree is the one that PyYAML builds, types aside."""
    for path in sorted([*ROOT.glob("targets/**/*.yaml"), *ROOT.glob("seeds/*.yaml")]):
        tree = reader.parse(path.read_bytes(), path.name)
        assert isinstance(tree, Tree), path
        assert tree.root == yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader), path


def test_a_figure_keeps_its_fields_and_nothing_else() -> None:
    """Of many thousand figures the bookkeeping of the validator would take more memory than the figures."""
    for target in reader.load(ROOT)[0].targets.values():
        for seen in getattr(target, "observations", ()):
            assert seen.model_fields_set == frozenset()


def test_reading_needs_no_heavy_library() -> None:
    """The reader and the checks come without Streamlit, pandas and Plotly."""
    heavy = "[name for name in ('streamlit', 'pandas', 'plotly') if name in sys.modules]"
    code = f"import sys, tracker.reader, tracker.checks; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_tiers_and_sources_keep_what_they_say() -> None:
    """Tiers come lowest first; a source counts as known from the last day of its publication."""
    portfolio = reader.load(SOUND)[0]
    tiers = portfolio.targets["maturity-tiers"]
    assert isinstance(tiers, Tiers)
    assert [(tier.id, tier.goals[0].at_least) for tier in tiers.tiers] == [
        ("start", 650000),
        ("elite", 20000),
    ]
    source = portfolio.sources["report-2025"]
    assert isinstance(source, Source)
    assert source.known.isoformat() == "2026-01-20"

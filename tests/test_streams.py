"""The streams of a command: full, closed, cut off, interrupted; and files that cannot be written."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import folder
from tracker.__main__ import main
from tracker.writing import write_whole

ROOT = Path(__file__).parents[1]
TRACKER = f"{sys.executable} -m tracker"
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small data folder with one error and some warnings."""
    made = folder.made(tmp_path_factory.mktemp("data"))
    (made / "seeds/book-2025.yaml").write_text("id: book-2025\n", "utf-8")
    (made / "none").mkdir()
    folder.made(made / "sound")
    return made


def shell(line: str) -> tuple[int, str, str]:
    """Run a line in a shell; return exit code, what it wrote and what it complained of."""
    done = subprocess.run(
        ["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("status --data {data} > /dev/full", 2, "the output cannot be written: No space left on device\n"),
        ("status --data {data} --format csv >&-", 2, "the output cannot be written: Bad file descriptor\n"),
        ("check --data {data} >/dev/full 2>/dev/full", 2, ""),
        ("check --data {data} 2>&-", 1, ""),
        ("check --data {data} 2>/dev/full", 1, ""),
        ("check --data {data} <&- >&- 2>&-", 2, ""),
        ("verify --articles {data}/none --data {data}/sound >/dev/full 2>&1", 2, ""),
        ("verify --articles {data}/none --data {data}/sound <&- >&- 2>&-", 2, ""),
        ("--help > /dev/full", 2, "the output cannot be written: No space left on device\n"),
        ("schema >&-", 2, "the output cannot be written: Bad file descriptor\n"),
        ("nonsense 2>/dev/full", 2, ""),
        ("nonsense 2>&-", 2, ""),
        (
            "add share --dry-run --period 2025 --value 1 --source book-2024 --data {data} >/dev/full",
            2,
            "the output cannot be written: No space left on device\n",
        ),
    ],
)
def test_full_and_closed_streams_are_one_sentence_and_the_right_code(
    line: str, code: int, told: str, data: Path
) -> None:
    """What was asked for and did not arrive is 2; a lost remark on the side changes nothing."""
    found = shell(f"{TRACKER} {line.format(data=data)}")
    assert found[0] == code, found
    assert found[2].endswith(told)
    assert "Traceback" not in found[2]


@pytest.mark.parametrize(("command", "code"), [("check", 1), ("status --format json", 1), ("schema", 0)])
def test_a_reader_that_has_enough_changes_no_exit_code(command: str, code: int, data: Path) -> None:
    """Behind a pipe that is closed at once the command still says whether the data is sound."""
    more = "" if command == "schema" else f"--data {data}"
    line = f"{{ {TRACKER} {command} {more}; echo $? > {data}/code; }} | true"
    assert "Traceback" not in shell(line)[2]
    assert (data / "code").read_text() == f"{code}\n"


@pytest.mark.parametrize("command", ["check", "status", "brief --out {data}/x.md", "schema --out {data}"])
def test_ctrl_c_ends_a_command_without_a_word(command: str, data: Path) -> None:
    """At any moment: while it is imported, while it works, while it writes; nothing half-written stays."""
    arguments = command.format(data=data).split()
    more = [] if "schema" in command else ["--data", str(ROOT)]
    before = sorted(data.rglob(".*"))
    for waited in (0.15, 0.4, 0.7):
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker", *arguments, *more],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(waited)
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
        if b"tracker" in complaint or not complaint:  # else Python itself had not begun yet
            assert process.returncode in (0, 130, -signal.SIGINT)
            assert b"Traceback" not in complaint
    assert sorted(data.rglob(".*")) == before


@pytest.mark.parametrize("command", ["check", "status", "verify", "add", "brief"])
@pytest.mark.parametrize("work", ["press()", "type('Record', (), {'field': Field()})"])
def test_ctrl_c_in_the_middle_of_the_work_is_130(work: str, command: str, data: Path, tmp_path: Path) -> None:
    """Pressed while the files are read, or a class of a module is made, which a guard makes sure of."""
    guard = (
        "import os, signal, runpy, sys\n"
        "import tracker.reading.files as files\n"
        "press = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "class Field: __set_name__ = press\n"
        f"files._whole = lambda *_: {work}\n"
        "runpy.run_module('tracker', run_name='__main__', alter_sys=True)"
    )
    more = {
        "verify": ["--articles", str(data)],
        "add": ["share", "--period", "2025", "--value", "1", "--source", "book-2024"],
        "brief": ["--out", str(tmp_path / "x.md")],
    }.get(command, [])
    done = subprocess.run(
        [sys.executable, "-c", guard, command, *more, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


def test_schemas_that_cannot_be_written_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Onto a file, below a file, and on a full disk, where the old schema stays whole."""
    (tmp_path / "file").touch()
    for place in ("file", "file/below", "x" * 300):
        assert main(["schema", "--out", str(tmp_path / place)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    (tmp_path / "target.schema.json").write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.writing.os.fsync", full)
    assert main(["schema", "--out", str(tmp_path)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "target.schema.json"]
    assert (tmp_path / "target.schema.json").read_text() == "old"


@pytest.mark.parametrize("command", ["brief --out {}.md", "site --out {}", "schema --out {}"])
def test_a_place_that_cannot_be_used_is_two_whatever_writes_there(command: str, tmp_path: Path) -> None:
    """A name that is too long is the same fault for each command."""
    arguments = command.format(tmp_path / ("x" * 300)).split()
    more = [] if "schema" in command else ["--data", str(folder.made(tmp_path / "data"))]
    assert main([*arguments, *more]) == 2


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    """What is written goes to where the link leads."""
    (tmp_path / "real.md").write_text("old", "utf-8")
    (tmp_path / "real.md").chmod(0o600)
    (tmp_path / "link.md").symlink_to("real.md")
    write_whole(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o600
    write_whole(tmp_path / "fresh.md", b"new")
    assert (tmp_path / "fresh.md").stat().st_mode & 0o777 == 0o644


def test_a_briefing_goes_to_where_a_link_leads(data: Path, tmp_path: Path) -> None:
    """What is published under a fixed name by a link stays so."""
    (tmp_path / "of-november.md").write_text("old", "utf-8")
    (tmp_path / "newest.md").symlink_to("of-november.md")
    assert main(["brief", "--out", str(tmp_path / "newest.md"), "--data", str(data)]) in (0, 1)
    assert (tmp_path / "newest.md").is_symlink()
    assert "old" not in (tmp_path / "of-november.md").read_text("utf-8")[:3]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """Only plain files are replaced."""
    os.mkfifo(tmp_path / "pipe.md")
    descriptor = os.open(tmp_path / "pipe.md", os.O_RDWR)
    write_whole(tmp_path / "pipe.md", b"new")
    assert os.read(descriptor, 10) == b"new"
    os.close(descriptor)
    assert (tmp_path / "pipe.md").is_fifo()


READING = (
    "check",
    "check --format json",
    "status",
    "verify --articles .",
    "add share --period 2025 --value 1 --source s",
    "add-source s --kind press --publisher b --published 2025",
    "brief --out x.md",
    "brief --since s.txt --out x.md",
    "site --out x",
    "refresh",
    "log",
)
BEGINNING = ("import t.csv --yes", "new T --figure 2024=1 --unit percent --yes")
"""Commands that make the data folder where there is none."""


@pytest.mark.parametrize("command", [*READING, *BEGINNING])
@pytest.mark.parametrize("place", ["x" * 300, "nowhere", "README.md", "README.md/below", "locked", "away"])
def test_a_data_folder_that_is_none_is_told(
    command: str,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A name that no disk takes, nothing, a file, a link to nothing, a folder out of reach: one error, and 2.

    A command that begins a folder begins it where nothing stands in its way.
    """
    monkeypatch.chdir(tmp_path)
    Path("README.md").touch()
    Path("locked").mkdir()
    Path("away").symlink_to("gone")
    really = os.scandir

    def asked(path: str | Path | int = ".") -> object:
        if Path(str(path)).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", asked)
    if command in BEGINNING and place == "nowhere":
        assert main([*command.split(), "--data", place]) in (0, 1)
        return
    assert main([*command.split(), "--data", place]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith((".:1:1: error F001: the folder", f"{place}:1:1: error F002"))
    assert said.err.count("error") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "away", "locked"]


@pytest.mark.parametrize("command", READING)
def test_an_empty_data_folder_is_told_by_every_command(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing in it is no success: what is missing is said, and the exit code is not 0."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert main([*command.split(), "--data", "empty"]) in (1, 2)
    said = capsys.readouterr()
    assert said.out + said.err


def test_what_cannot_be_read_is_not_called_sound(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file elsewhere, one that is no data, an empty folder, a link that leads away: exit code 2."""
    (data / "notes.txt").touch()
    (data / "seeds/notes.txt").touch()
    (data / "empty").mkdir(exist_ok=True)
    (tmp_path / "away").symlink_to("/etc/passwd")
    aside = (data / "notes.txt", data / "seeds/notes.txt", data / "empty", tmp_path / "away")
    for path in ("/etc/passwd", "README.md", "tests", *aside):
        assert main(["check", str(path), "--data", str(data)]) == 2, path
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert "was not read" in said.err
    assert main(["check", str(data / "seeds"), "README.md", "--data", str(data)]) == 2


def test_the_app_serves_no_folder_that_is_none(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not there and a file end with one sentence, before anything is served."""
    monkeypatch.setattr("tracker.ui.underneath.serve", lambda _: pytest.fail("served"))
    for none in (data / "nosuch", next(data.glob("seeds/*.yaml"))):
        assert main(["app", str(data), str(none)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_what_is_read_is_found_under_every_name(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a link to the folder, relative, with dots: the one error is told once."""
    (tmp_path / "linked").symlink_to(data)
    monkeypatch.chdir(data / "targets")
    for path in (
        "../seeds",
        "..",
        str(tmp_path / "linked/seeds/book-2025.yaml"),
        "../seeds/./book-2025.yaml",
    ):
        assert main(["check", path, "--data", str(data)]) == 1, path
        assert capsys.readouterr().out.count("error S001: ") >= 1
    assert main(["check", str(data / "seeds/book-2024.yaml"), "--data", str(data)]) == 0


def test_links_in_a_circle_are_an_error_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two links that lead to each other, named on the command line or not."""
    data = folder.made(tmp_path)
    (data / "seeds/a.yaml").symlink_to("b.yaml")
    (data / "seeds/b.yaml").symlink_to("a.yaml")
    for path in ([], [str(data / "seeds")], [str(data / "seeds/a.yaml")], [str(data)]):
        assert main(["check", *path, "--data", str(data)]) == 1
        assert "error F006" in capsys.readouterr().out


def test_an_output_that_takes_little_at_a_time_gets_everything() -> None:
    """A slow reader of a pipe on which nobody waits, as some programs leave it, is waited for."""
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with subprocess.Popen([sys.executable, "-m", "tracker", "schema"], stdout=theirs, cwd=ROOT) as made:
        os.close(theirs)
        time.sleep(1)
        with os.fdopen(ours, "rb") as reader:
            told = reader.read()
        assert made.wait(60) == 0
    assert (
        told
        == subprocess.run(
            [sys.executable, "-m", "tracker", "schema"], capture_output=True, cwd=ROOT, check=True
        ).stdout
    )
    assert len(told) > 1 << 16


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no terminals of this kind")
def test_an_answer_that_is_no_letter_is_a_no(data: Path, tmp_path: Path) -> None:
    """A byte that is not UTF-8, typed where `import` asks, leaves the target as it is."""
    ours, theirs = os.openpty()
    (tmp_path / "table.csv").write_text("Year,Share\n2023,4.5\n2024,5.5\n", "utf-8")
    given = ["table.csv", "--title", "T", "--unit", "percent", "--publisher", "office", "--data", "new"]
    os.write(ours, b"\xff\n")
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "import", *given],
        stdin=theirs,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8:strict"},
        timeout=60,
        check=False,
    )
    for end in (ours, theirs):
        os.close(end)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, done.stderr
    assert not (tmp_path / "new").exists()


def test_what_is_said_beside_the_output_follows_it_in_one_file(tmp_path: Path) -> None:
    """Led to one file, a hint stands behind what was printed before it, and never within a line."""
    table = "Indicator,2024\n" + "".join(f"Homes with service number {n},{n}.5\n" for n in range(200))
    (tmp_path / "homes.csv").write_text(table)
    (tmp_path / "data").mkdir()
    line = f"{TRACKER} import {tmp_path}/homes.csv --data {tmp_path}/data --yes > {tmp_path}/said 2>&1"
    assert shell(line) == (0, "", "")
    lines = (tmp_path / "said").read_text("utf-8").splitlines()
    assert lines[0].startswith("Seen in homes.csv")
    assert lines[-1].startswith("Saved together")

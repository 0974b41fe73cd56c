"""What the system really refuses to whoever is not root: one sentence, and nothing half done."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import folder

ROOT = Path(__file__).parents[1]
SETPRIV = shutil.which("setpriv")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root without its two rights to pass over those of files is refused what anybody else is.
PLAIN = [SETPRIV or "", "--bounding-set", "-dac_override,-dac_read_search"] if IS_ROOT else []
pytestmark = pytest.mark.skipif(
    os.name != "posix" or (IS_ROOT and not SETPRIV), reason="nobody can be refused anything here"
)
ADD = "add share --period 2025 --value 41 --source book-2025 --data data"
NEW = "new Another --figure 2024=1 --unit percent --publisher Agency --yes --data data"
SHUT = [
    "seeds:1:1: error F002: cannot be opened: Permission denied",
    "    check that it exists and that you may read it",
]
SAFE = "Not saved: {} or its folder is write-protected. Ask whoever looks after the folder."


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with a data folder and that of an Open SDG site; all can be removed afterwards."""
    folder.made(tmp_path / "data")
    for number in ("1-1-1", "1-2-1"):
        for file, text in (
            (f"data/indicator_{number}.csv", "Year,Value\n2015,1\n"),
            (f"meta/{number}.md", ""),
        ):
            (tmp_path / "sdg" / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "sdg" / file).write_text(text, "utf-8")
    yield tmp_path
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(stat.S_IRWXU)


def refused(place: Path, shut: str, mode: int, line: str) -> tuple[int, list[str]]:
    """Return exit code and words of a command to which the system gives only some rights on a file."""
    return run(place, shut, mode, "-m", "tracker", *line.split())


def run(place: Path, shut: str, mode: int, *words: str) -> tuple[int, list[str]]:
    """Return exit code and words of Python, to which the system gives only some rights on a file."""
    (place / shut).chmod(mode)
    done = subprocess.run(
        [*PLAIN, sys.executable, *words],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    (place / shut).chmod(stat.S_IRWXU)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, (done.stdout + done.stderr).splitlines()


def there(place: Path) -> dict[str, bytes]:
    """Return every file with its content."""
    return {str(one.relative_to(place)): one.read_bytes() for one in place.rglob("*") if one.is_file()}


def test_sources_that_nobody_may_read_are_one_fault_and_not_one_for_each_that_cites_them(place: Path) -> None:
    """The folder is named; nobody is told to add sources that lie in it."""
    code, said = refused(place, "data/seeds", 0, "check --data data")
    assert (code, [line for line in said if ": error" in line]) == (1, SHUT[:1])
    assert refused(place, "data/seeds", 0, "refresh --data data") == (1, SHUT)
    told = [*SHUT, "seeds cannot be read; correct it first."]
    assert refused(place, "data/seeds", 0, ADD) == (1, told)


@pytest.mark.parametrize("mode", [0o000, 0o500])
@pytest.mark.parametrize(
    ("shut", "named"),
    [
        ("data/targets", "targets/"),
        ("data/seeds", "seeds/another-"),
        ("data/targets/vocabulary.yaml", "targets/vocabulary.yaml"),
    ],
)
def test_what_cannot_be_written_is_named_and_nothing_is_left_of_the_attempt(
    shut: str, named: str, mode: int, place: Path
) -> None:
    """A change of three files: none of them is there, and no list of them lies in the data folder."""
    before = there(place)
    code, said = refused(place, shut, mode, NEW)
    if (mode, shut) == (0, "data/targets/vocabulary.yaml"):
        assert (code, said[-1].partition(" of ")[0]) == (1, "targets/vocabulary.yaml")
    else:
        assert code == 2
        assert said[-1].startswith(f"Not saved: {named}")
        assert said[-1].endswith(SAFE.partition("{}")[2])
    assert there(place) == before


def test_a_folder_in_which_nothing_new_may_be_made_is_named(place: Path) -> None:
    """The data folder itself, and the one in which a new one was to be made."""
    assert refused(place, "data", 0o500, NEW)[1][-1] == SAFE.format("data")
    assert refused(place, "sdg", 0o500, "init sdg/begun") == (2, [SAFE.format("begun")])


@pytest.mark.parametrize("shut", ["", "/data", "/meta", "/meta/1-1-1.md"])
def test_a_site_that_cannot_be_read_is_not_imported_without_a_word(shut: str, place: Path) -> None:
    """Its folder, that of its tables or of its metadata, or a file of these: one sentence names it."""
    code, said = refused(place, f"sdg{shut}", 0, "import sdg --data data --dry-run")
    assert (code, said) == (1, [f"sdg{shut}: cannot be read (Permission denied)."])


def test_one_table_that_cannot_be_read_keeps_no_other_back(place: Path) -> None:
    """The second of two is imported, and the first is named."""
    code, said = refused(place, "sdg/data/indicator_1-1-1.csv", 0, "import sdg --data data --dry-run")
    assert code == 0
    assert "indicator_1-1-1.csv: cannot be read (Permission denied)." in said
    assert "New target: Indicator 1-2-1 — targets/goal-1/1-2-1.yaml" in said


@pytest.mark.parametrize("shut", ["day.txt", ""])
def test_a_day_that_cannot_be_read_is_not_called_none(shut: str, place: Path) -> None:
    """The briefing is not written as if there had been no earlier one."""
    (place / "days").mkdir()
    (place / "days/day.txt").write_text("2026-01-01\n", "utf-8")
    line = "brief --out brief.md --since days/day.txt --data data"
    assert refused(place, f"days/{shut}", 0, line) == (
        2,
        ["days/day.txt: cannot be read (Permission denied)."],
    )
    assert not (place / "brief.md").exists()


@pytest.mark.parametrize(("shut", "mode"), [("", 0o000), ("/targets", 0o000), ("/targets/economy", 0o100)])
def test_a_folder_that_nobody_may_look_into_is_not_taken_for_a_new_one(
    shut: str, mode: int, place: Path
) -> None:
    """The app does not offer to begin there, and its front page stands."""
    shutil.rmtree(place / "data/seeds")
    asked = (
        "from pathlib import Path; from tracker.importing import begin; print(begin.is_free(Path('data')))"
    )
    assert run(place, f"data{shut}", mode, "-c", asked) == (0, ["False"])

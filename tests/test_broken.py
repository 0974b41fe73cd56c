"""One broken file, or one small portfolio, for every code: exactly one message, at the right place.

Each folder below tests/broken is laid over the sound portfolio; expected.txt holds what is reported.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.filing import folder
from tracker import checks, reader
from tracker.language import words
from tracker.problems import CATALOGUE, listed

__all__ = ["folder"]

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.name != "sound")
ON = date(2026, 11, 22)
FILE = Path("targets/digital/online-filing.yaml")


def replaced(folder: Path, old: str, new: str) -> None:
    """Replace a text in the indicator of a portfolio."""
    file = folder / FILE
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def emptied(folder: Path) -> None:
    """Take every target away."""
    shutil.rmtree(folder / "targets")
    (folder / "targets").mkdir()


def looped(folder: Path) -> None:
    """Put a link that leads to itself in the place of a target."""
    (folder / FILE).unlink()
    (folder / FILE).symlink_to(FILE.name)


def led_out(folder: Path) -> None:
    """Put a link to a file outside the portfolio in the place of a target."""
    shutil.move(folder / FILE, folder.parent / "outside.yaml")
    (folder / FILE).symlink_to(folder.parent / "outside.yaml")


def piped(folder: Path) -> None:
    """Put a pipe that nobody writes to in the place of a target."""
    (folder / FILE).unlink()
    os.mkfifo(folder / FILE)


def unpacked(folder: Path) -> None:
    """Take away both folders that make up a data folder."""
    shutil.rmtree(folder / "targets")
    shutil.rmtree(folder / "seeds")


def left_pending(folder: Path) -> None:
    """Leave the list of a change that leads out of the portfolio."""
    (folder / ".tracker-pending").mkdir()
    (folder / ".tracker-pending/list.json").write_text(
        '[{"file": "../victim.txt", "before": "", "after": ""}]', "utf-8"
    )


# Faults that no file in a repository can have.
MADE: dict[str, Callable[[Path], None]] = {
    "F001": lambda folder: shutil.rmtree(folder / "seeds"),
    "F003": lambda folder: os.truncate(folder / FILE, 5 * 1024**3),
    "F004": piped,
    "F005": led_out,
    "F006": looped,
    "F010": emptied,
    "F011": lambda folder: (folder / "targets/vocabulary.yaml").unlink(),
    "F012": unpacked,
    "F013": lambda folder: (folder / "targets/digital/again").symlink_to("."),
    "E008": lambda folder: replaced(folder, "Share of all", "all " * 20_000),
    "W005": left_pending,
    "Y017": lambda folder: replaced(folder, "checked:", "ambiguities:\n" + "- \n" * 100_000 + "checked:"),
    "Y018": lambda folder: replaced(folder, "Share of all", "\n    all " * 8_000),
}


def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to open the indicator."""
    really = os.open

    def opened(path: str, flags: int) -> int:
        if path.endswith(FILE.name):
            raise PermissionError(13, "Permission denied", path)
        return really(path, flags)

    monkeypatch.setattr("tracker.reading.files.os.open", opened)


def growing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the indicator grow whenever a byte of it is read."""
    really = os.read

    def grown(descriptor: int, size: int) -> bytes:
        data = really(descriptor, size)
        if data.startswith(b"id: online-filing"):
            with Path(f"/proc/self/fd/{descriptor}").resolve().open("ab") as file:
                file.write(b"# more")
        return data

    monkeypatch.setattr("tracker.reading.files.os.read", grown)
    monkeypatch.setattr("tracker.reading.files.time.sleep", lambda _: None)


# Faults that only the system can have, and the two codes for whatever is not foreseen.
SPOILT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "F002": refused,
    "F007": growing,
    "S028": lambda monkeypatch: monkeypatch.setattr("tracker.reading.records._TYPES", {}),
    "Y110": lambda monkeypatch: monkeypatch.setattr("tracker.reading.syntax._SENTENCES", ()),
}


def reported(folder: Path) -> str:
    """Return all problems of a portfolio as the command line prints them."""
    portfolio, problems = reader.load(folder)
    return listed([*problems, *checks.check(portfolio, ON, folder)], words("en"), "text") + "\n"


def test_the_sound_portfolio_is_sound(folder: Path) -> None:
    """Nothing is reported where nothing is wrong, so that every message below comes from its fault."""
    assert reported(folder) == "\n"


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_reported_with_its_exact_words(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names file, line, column, field, cause and remedy; the other files stay."""
    code = case.partition("-")[0]
    shutil.copytree(BROKEN / case, folder, dirs_exist_ok=True)
    (folder / "expected.txt").unlink(missing_ok=True)
    MADE.get(code, lambda _: None)(folder)
    SPOILT.get(code, lambda _: None)(monkeypatch)
    expected = (BROKEN / case / "expected.txt").read_text("utf-8")
    assert reported(folder) == expected
    assert re.search(rf":\d+:\d+: (error|warning) {code}: ", expected)


def test_every_code_has_its_broken_file() -> None:
    """No code is in the catalogue that nothing can set off; those on articles are tested with them."""
    reachable = {case.partition("-")[0] for case in CASES}
    assert reachable == {code for code in CATALOGUE if not code.startswith("V")}


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "Y001"), ("# Words\n", "Y001"), ("- units\n", "Y002"), ("units: &all {}\n", "Y012")],
)
def test_a_vocabulary_that_cannot_be_read_is_reported_and_hides_nothing(
    text: str, code: str, folder: Path
) -> None:
    """The fault is named once, at the vocabulary; no word of another file is called unknown for it."""
    (folder / "targets/vocabulary.yaml").write_text(text, "utf-8")
    portfolio, problems = reader.load(folder)
    assert [(problem.file, problem.code) for problem in problems] == [("targets/vocabulary.yaml", code)]
    assert portfolio.targets


def test_a_list_with_one_faulty_entry_is_not_called_empty(folder: Path) -> None:
    """The only step has a state that does not exist: that is one fault, not two."""
    step = "{id: a, title: {en: A}, records: [{state: ended, on: 2025, source: report-2025}]}"
    (folder / "targets/digital/steps.yaml").write_text(
        f"id: steps\ntitle: {{en: Steps}}\nkind: milestones\nsteps:\n  - {step}\n", "utf-8"
    )
    _, problems = reader.load(folder)
    assert [(problem.code, problem.path) for problem in problems] == [("S019", "steps[0].records[0].state")]

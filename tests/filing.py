"""The sound portfolio among the broken ones, and its one indicator with a slip."""

import shutil
from pathlib import Path

import pytest

from tracker import reader
from tracker.language import words

SOUND = Path(__file__).parent / "broken/sound"
FILE = "targets/digital/online-filing.yaml"
TEXT = (SOUND / FILE).read_text("utf-8")
ENGLISH = words("en")


def spoilt(old: str, new: str) -> str:
    """Return the sound indicator with one text replaced."""
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def faults(text: str | bytes) -> list[tuple[str, int]]:
    """Return code and line of every problem of the indicator with another content."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return [(problem.code, problem.line) for problem in reader.read(data, FILE).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sound portfolio."""
    return shutil.copytree(SOUND, tmp_path / "data")

"""The codes with which imports end are those that `--help` and the manual tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import data, file, run
from tracker.__main__ import main

__all__ = ["data"]
GOOD = b"Year,Jobs\n2025,41.5\n"


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (GOOD, ["--yes"], 0),
        (GOOD, ["--dry-run"], 0),
        (GOOD, [], 1),  # nobody is there to say yes
        (b"nothing\n", ["--yes"], 1),
        (b"PK\x03\x04damaged", ["--yes"], 1),
        (b'Year,Jobs\n2024,"1,234"\n', ["--yes"], 1),
    ],
)
def test_an_import_ends_with_its_code(data: Path, content: bytes, options: list[str], code: int) -> None:
    """What cannot be taken is 1, whether the file is damaged, empty or open to a question."""
    assert run("import", file(data, content, "jobs.csv"), "--data", data, *options)[0] == code


def test_the_codes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """By the help of the whole command line."""
    with pytest.raises(SystemExit) as ended:
        run("import", "jobs.csv", "--nonsense")
    assert ended.value.code == 2
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "ends with 0 when all is well; 1 when the data or what is brought in has a fault" in said

"""The fuzzing of the reader for a quarter of a minute, without the package that guides it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("parser", ["fast", "pure"])
def test_thousands_of_damaged_files_are_read_within_the_limits(parser: str) -> None:
    """No exception, no input that takes five seconds, less than 500 MiB: with either YAML parser."""
    seconds = {"fast": "10", "pure": "5"}[parser]
    command = [sys.executable, "tests/fuzz_reader.py", seconds, "2026", "--plain", f"--{parser}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = re.fullmatch(r"(\d+) inputs, seed 2026, at most \d+ MiB\n", done.stdout)
    assert found
    assert int(found[1]) > 100

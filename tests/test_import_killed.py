"""An import killed at any moment leaves the folder as before or as after, and the next one finishes."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.imports import HERE, ON, brought, errors, tree
from tracker import reader

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this on Windows")


def _arguments(data: Path) -> list[str]:
    source = str(HERE / "open-sdg-uk")
    return [source, "--data", str(data), "--yes", "--on", ON, "--year-starts", "4", "--series", "all"]


def _seen(data: Path) -> tuple[set[str], set[str]]:
    """Return the targets and sources that a reader sees, journal or not."""
    portfolio, _ = reader.load(data)
    return set(portfolio.targets), set(portfolio.sources)


def test_an_import_killed_at_any_moment_is_whole_or_did_not_happen(tmp_path: Path) -> None:
    """SIGKILL anywhere in a real run: all targets and sources, or none; then the same import completes."""
    whole = tmp_path / "whole"
    started = time.monotonic()
    command = [sys.executable, "-m", "tracker", "import"]
    subprocess.run([*command, *_arguments(whole)], cwd=ROOT, check=True, capture_output=True)
    lasted = time.monotonic() - started
    after = _seen(whole)
    chance = random.Random(18)
    # Most of a run reads and proposes; the moments of writing are near its end.
    moments = [chance.uniform(0.1, 0.7) for _ in range(1)] + [chance.uniform(0.75, 1) for _ in range(4)]
    for share in moments:
        data = tmp_path / "data"
        shutil.rmtree(data, ignore_errors=True)
        run = subprocess.Popen(
            [*command, *_arguments(data)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(lasted * share)
        run.kill()
        run.wait()
        if data.exists():
            assert _seen(data) in (after, (set(), set()))
        brought(data, *_arguments(data)[:1], "--year-starts", "4", "--series", "all")
        assert tree(data) == tree(whole)
        assert errors(data) == []

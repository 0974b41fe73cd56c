"""The example of CONTRIBUTING.md, pasted into a portfolio as it stands."""

from __future__ import annotations

import re
import shutil
import textwrap
from datetime import date
from importlib import import_module
from pathlib import Path

from tracker import checks, reader

ROOT = Path(__file__).parent.parent
ON = date(2026, 11, 22)


def test_the_measurement_starts() -> None:
    """Every section of `python -m benchmarks` finds what it uses, the browser tests' servers included."""
    sections = import_module("benchmarks.__main__").SECTIONS
    assert {"reading", "commands", "pages", "sessions", "leaks", "site", "importing"} <= set(sections)


def test_the_example_target_and_its_source_are_clean(tmp_path: Path) -> None:
    """A reader who pastes both files into a copy of the data gets neither an error nor a warning."""
    for folder in ("targets", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    target, source = re.findall(r"^ *```yaml\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE)
    files = ("targets/digital-infrastructure/5g-villages.yaml", "seeds/my-report.yaml")
    assert files[0] in page
    for file, text in zip(files, (target, source), strict=True):
        (tmp_path / file).write_text(textwrap.dedent(text), "utf-8")
    portfolio, problems = reader.load(tmp_path)
    problems = [*problems, *checks.check(portfolio, ON, tmp_path)]
    assert [problem for problem in problems if problem.file in files] == []
    assert {"5g-villages", "my-report"} <= {*portfolio.targets, *portfolio.sources}

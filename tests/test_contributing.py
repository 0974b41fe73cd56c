"""The example of CONTRIBUTING.md, pasted into a portfolio as it stands."""

from __future__ import annotations

import ast
import re
import shutil
import textwrap
from datetime import date
from importlib import import_module
from pathlib import Path

from tracker import checks, reader
from tracker.importing import stated
from tracker.language import words
from tracker.model import KINDS
from tracker.telling.target import PAINTED

ROOT = Path(__file__).parent.parent
ON = date(2026, 11, 22)


def test_the_measurement_starts() -> None:
    """Every section of `python -m benchmarks` finds what it uses, the browser tests' servers included."""
    sections = import_module("benchmarks.__main__").SECTIONS
    named = {"reading", "commands", "pages", "sessions", "leaks", "site", "importing", "starting", "export"}
    assert named <= set(sections)


def test_every_place_that_tells_kinds_apart_is_listed() -> None:
    """Who adds a kind of target finds each module that asks for a kind, by its record or by its name."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    listed = page[page.index("| a kind of target |") :]
    package = ROOT / "tracker"
    places = [str(one.relative_to(package)) for one in sorted(package.rglob("*.py")) if _tells_apart(one)]
    assert len(places) > 20
    assert [one for one in places if f"`{one}`" not in listed] == []


def test_every_kind_is_drawn_and_can_be_stated() -> None:
    """A new kind of target has its pictures, its fields in the form and the names of both."""
    assert set(KINDS) <= set(PAINTED)
    assert set(KINDS) == set(stated.KINDS)
    names = [f"add.kind.{kind}" for kind in KINDS]
    names += [f"add.parts.{kind}" for kind in KINDS if kind != "indicator"]
    assert [name for name in names if not words("en").has(name)] == []


def _tells_apart(file: Path) -> bool:
    """Tell whether a module uses the record of a kind, or compares the kind of something with a name."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "tracker.model":
            if {one.name for one in node.names} & {"Tiers", "Allocation", "Milestones"}:
                return True
        elif isinstance(node, ast.Compare) and "kind" in ast.unparse(node.left):
            names = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
            if names & {"tiers", "allocation", "milestones"}:
                return True
    return False


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

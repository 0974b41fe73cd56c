"""The manual on bringing one's own data, followed to the letter."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.imports import errors, figures, run
from tracker import reader
from tracker.importing import mapping

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/importing.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def test_begin_as_the_manual_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the first block but the install and the server, as it stands: a verdict at the end."""
    monkeypatch.chdir(tmp_path)
    lines = [line for line in BLOCKS[0][1].splitlines() if line.startswith("tracker ")]
    assert [line.split()[1] for line in lines] == ["init", "new", "check", "status", "app"]
    said = ""
    for line in lines[:-1]:
        code, said, hints = run(*shlex.split(line)[1:])
        assert code == 0, line + said + hints
    assert re.search(r"Villages with 5G +On track", said)


def test_other_kinds_as_the_manual_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second block makes tiers, an allocation and milestones that the check has nothing against."""
    monkeypatch.chdir(tmp_path)
    run("init", "my-targets")
    for line in BLOCKS[1][1].splitlines():
        code, said, hints = run(*shlex.split(line)[1:])
        assert code == 0, line + said + hints
    kinds = [one.kind for one in reader.load(Path("my-targets"))[0].targets.values()]
    assert sorted(kinds) == ["allocation", "indicator", "milestones", "tiers"]
    assert errors(Path("my-targets")) == []


def test_import_as_the_manual_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dry run writes nothing, the second line does."""
    monkeypatch.chdir(tmp_path)
    run("init", "my-targets")
    Path("figures.csv").write_text("Year,Share (%)\n2023,41.5\n2024,42.25\n")
    for line in BLOCKS[2][1].splitlines():
        assert run(*shlex.split(line)[1:])[0] == 0
    assert figures(Path("my-targets"), "share-percent") == [("2023", 41.5), ("2024", 42.25)]
    assert errors(Path("my-targets")) == []


def test_the_lines_of_the_mapping_are_understood() -> None:
    """The block of answers is a mapping as it stands."""
    text = next(text for form, text in BLOCKS if form == "yaml" and "decimal:" in text)
    found = mapping.of(text.encode(), "map.yaml")
    assert (found.decimal, found.year_starts, found.pick) == ("comma", 4, {"Country": "Norway"})

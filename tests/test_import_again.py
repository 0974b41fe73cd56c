"""Bringing a table again: what is the same changes nothing, and what a person wrote stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import folder, imports
from tests.imports import LONG, WANTED, brought, data, errors, figures, file, refused, run, target, tree

__all__ = ["data"]


@pytest.mark.parametrize(
    ("content", "option", "words"),
    [
        ("Year;Value\n2020;1.234\n2021;2.345\n", "decimal: comma", "decimal: point"),
        ("Date,Value\n03/04/2020,5.5\n05/06/2021,6.5\n", "dates: day-first", "dates: day-first"),
        ("Year,Value\n2015/16,5.5\n2016/17,6.5\n", "year_starts: 4", "year_starts: 4"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked_and_remembered(
    data: Path, content: str, option: str, words: str
) -> None:
    """A question names the line that answers it; the answer holds for next month's file, unasked."""
    path = file(data, content)
    assert words in refused(data, path)
    mapping = file(data, f"{option}\n", "answer.yaml")
    brought(data, path, "--map", mapping, "--target", "share", "--published", "2026-01")
    later = file(data, content.replace("5.5", "5.7").replace("1.234", "1.235"), "share-2026-12.csv")
    brought(data, later, "--published", "2026-02")
    assert len(figures(data, "share")) == 3
    assert errors(data) == []


def test_the_same_file_again_changes_nothing(data: Path) -> None:
    """A second import writes not one byte."""
    path = file(data, LONG)
    brought(data, path)
    before = tree(data)
    assert "nothing to write" in brought(data, path)
    assert tree(data) == before


def test_a_revision_is_a_new_entry_with_a_new_source(data: Path) -> None:
    """A newer release adds exactly what differs; what it no longer has is told and stays."""
    brought(data, file(data, LONG), "--published", "2026-01", "--publisher", "Office")
    before = (data / "targets/imported/share.yaml").read_bytes()
    newer = file(data, "Year,Value\n2021,13.5\n2022,14.8\n2023,15\n")
    said = brought(data, newer, "--published", "2026-02", "--publisher", "Office")
    assert "14.75 is now 14.8" in said
    assert "12.5 is no longer in the source" in said
    after = (data / "targets/imported/share.yaml").read_bytes()
    assert after.startswith(before)
    assert figures(data, "share") == [*WANTED, ("2022", 14.8), ("2023", 15)]
    assert [one.source for one in target(data, "share").observations][2:] == ["share-2026-01"] + [
        "share-2026-02"
    ] * 2
    assert errors(data) == []


def test_an_older_release_never_takes_the_place_of_a_newer_one(data: Path) -> None:
    """What is there is newer and stays; nothing is written."""
    brought(data, file(data, LONG), "--published", "2026-02", "--publisher", "Office")
    before = tree(data)
    said = brought(
        data, file(data, LONG.replace("13.5", "13.1")), "--published", "2026-01", "--publisher", "Office"
    )
    assert "13.5 is newer than 13.1 and stays" in said
    assert tree(data) == before


def test_comments_and_order_of_a_file_survive(data: Path) -> None:
    """Into a file that a person wrote only lines are added, at the end of its list."""
    folder.made(data)
    (data / "targets/economy/levels.yaml").unlink()
    old = (data / folder.TARGET).read_bytes()
    brought(data, file(data, "Year,Value\n2024,40.0\n2025,41.25\n"), "--publisher", "Office")
    new = (data / folder.TARGET).read_bytes()
    added = [line for line in new.splitlines() if line not in old.splitlines()]
    assert [line for line in new.splitlines() if line not in added] == old.splitlines()
    assert added[:2] == [b"  - period: 2025", b"    value: 41.25"]
    assert errors(data) == []


def test_a_dry_run_and_no_answer_write_nothing(data: Path) -> None:
    """Without --yes, and with nobody to ask, nothing is written; machines read the change."""
    path = file(data, LONG)
    code, out, _ = run("import", path, "--data", data, "--dry-run", "--format", "json", "--on", imports.ON)
    shown = json.loads(out)
    assert code == 0
    assert [one["new"] for one in shown["targets"][0]["figures"]] == ["12.5", "13.5", "14.75"]
    assert run("import", path, "--data", data)[0] == 1
    assert tree(data) == {}


@pytest.mark.parametrize("lang", ["vi", "de", "nb", "sv"])
def test_the_review_speaks_every_language(data: Path, lang: str) -> None:
    """No message is missing or unfilled."""
    _, out, hints = run("import", file(data, LONG), "--data", data, "--dry-run", "--lang", lang)
    assert "import." not in out + hints
    assert "{" not in out + hints

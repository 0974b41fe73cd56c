"""Goals of an Open SDG site read again: what differs from the file is told, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import ON, brought, errors, run, target, tree

HEAD = "progress_calculation_options:\n"
FIFTY = f"{HEAD}- {{direction: positive, target: 50, base_year: 2015, target_year: 2030}}\n"
EIGHTY = FIFTY.replace("50", "80").replace("2030", "2035")


def site(tmp_path: Path, options: str) -> Path:
    """Return the folder of a site with one indicator and these options."""
    made = tmp_path / "site"
    for name in ("data", "meta"):
        (made / name).mkdir(parents=True, exist_ok=True)
    (made / "data/indicator_1-1-1.csv").write_text("Year,Value\n2015,10\n2020,20\n2024,25\n")
    (made / "meta/1-1-1.md").write_text(f"---\nindicator_name: Homes\n{options}---\n")
    return made


@pytest.mark.parametrize(
    ("before", "after", "source", "held"),
    [
        (FIFTY, EIGHTY, "≥ 80 (2035)", "≥ 50 (2030)"),
        (FIFTY, FIFTY.replace("positive", "negative"), "≤ 50 (2030)", "≥ 50 (2030)"),
        ("", EIGHTY, "≥ 80 (2035)", "–"),
        (FIFTY, "", "–", "≥ 50 (2030)"),
        (FIFTY, FIFTY + EIGHTY.split("\n", 1)[1], "≥ 50 (2030); ≥ 80 (2035)", "≥ 50 (2030)"),
    ],
)
def test_other_goals_of_a_newer_release_are_told(
    tmp_path: Path, before: str, after: str, source: str, held: str
) -> None:
    """Changed, added or taken out: one sentence says both, the file stays as it is."""
    data = tmp_path / "data"
    brought(data, site(tmp_path, before))
    kept = tree(data)
    said = brought(data, site(tmp_path, after))
    assert f"1-1-1: goals in the source: {source}; in the file: {held}. An import changes no goals" in said
    assert "nothing to write" in said
    assert tree(data) == kept
    _, out, _ = run("import", tmp_path / "site", "--data", data, "--dry-run", "--on", ON, "--format", "json")
    assert [one["reason"] for one in json.loads(out)["told"]].count("import.goals.differ") == 1
    assert "goals in the source" not in brought(data, site(tmp_path, before))


@pytest.mark.parametrize(
    "by_hand",
    [
        "  - {at_least: 80, by: 2035, source: homes-2026-11-27, replaces: by-2030}\n",
        "  - {at_least: 80.0, by: 2035-12-31, source: homes-2026-11-27, replaces: by-2030}\n",
    ],
)
def test_goals_changed_by_hand_are_told_no_more(tmp_path: Path, by_hand: str) -> None:
    """Neither the goal that was written nor the one that it replaces is missed; nor those of a file."""
    data = tmp_path / "data"
    brought(data, site(tmp_path, FIFTY))
    path = data / "targets/goal-1/1-1-1.yaml"
    path.write_text(path.read_text().replace("baseline:", f"{by_hand}baseline:", 1))
    assert errors(data) == []
    assert "goals in the source" not in brought(data, site(tmp_path, EIGHTY))
    (tmp_path / "rate.csv").write_text("Year,Value\n2015,10\n2020,20\n2024,25\n")
    assert "goals in the source" not in brought(data, tmp_path / "rate.csv", "--target", "1-1-1")


def test_goals_of_single_breakdowns_are_told(tmp_path: Path) -> None:
    """They are about a series and no goals of the whole; each is named."""
    of = "disaggregation: [{field: Disease, value: X}]"
    one = f"- {{direction: positive, target: 95, target_year: 2025, {of}}}\n"
    options = f"{HEAD}{one}{one.replace('X', 'Polio').replace('95', '90')}"
    data = tmp_path / "data"
    said = brought(data, site(tmp_path, options))
    assert "1-1-1: goals of single breakdowns left out (2)" in said
    assert "95 (X); 90 (Polio)" in said
    assert target(data, "1-1-1").goals == ()
    assert "goals in the source" not in brought(data, tmp_path / "site")


def test_a_goal_by_the_end_of_a_financial_year_is_no_fault_of_an_import(tmp_path: Path) -> None:
    """The years of the file have a calendar of its own: the goal is 50 by March 2030, and stays."""
    data = tmp_path / "data"
    brought(data, site(tmp_path, ""))
    words = data / "targets/vocabulary.yaml"
    calendar = "calendars:\n  fin: {title: {en: Financial year}, starts: 04}\n"
    words.write_text(words.read_text("utf-8") + calendar, "utf-8")
    file = next(data.glob("targets/*/1-1-1.yaml"))
    text = file.read_text("utf-8").replace("measure:\n", "measure:\n  calendar: fin\n", 1)
    source = next(data.glob("seeds/homes*.yaml")).stem
    file.write_text(f"{text}goals:\n  - {{at_least: 50, by: 2029/30, source: {source}}}\n", "utf-8")
    said = brought(data, site(tmp_path, FIFTY))
    assert "goals in the source: ≥ 50 (2030); in the file: ≥ 50 (2029/30)" in said

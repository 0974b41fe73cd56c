"""Beginning, making a target from a few fields, forms of the check, and history from git."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.imports import ON, errors, figures, run, target, tree
from tracker import checks, interchange, reader
from tracker.importing import amendments, begin, form
from tracker.importing.content import Document
from tracker.importing.propose import propose

NEW = ("new", "Villages with 5G", "--unit", "percent", "--goal", "at least 90 by 2030")
FACTS = ("--figure", "2024=12,5", "--figure", "2025=40", "--publisher", "Office", "--published", "2026-03")


def test_a_new_folder_is_clean_and_explains_itself(tmp_path: Path) -> None:
    """Words, an example with two figures and its source, settings, a workflow, schemas: not one warning."""
    home = tmp_path / "mine"
    assert run("init", home, "--title", "Ours", "--lang", "en,vi")[0] == 0
    portfolio, found = reader.load(home)
    assert [*found, *checks.check(portfolio, date.today(), home)] == []
    assert portfolio.vocabulary.title == {"en": "Ours", "vi": "Ours"}
    assert len(target(home, "example").observations) == 2
    assert "tracker check --format github" in (home / ".github/workflows/check.yml").read_text()
    assert len((home / "README.md").read_text().splitlines()) <= 12
    before = tree(home)
    assert run("init", home)[0] == 2
    assert tree(home) == before


def test_a_target_from_a_few_fields_has_a_verdict(tmp_path: Path) -> None:
    """One command makes the target with its goal, its figures and its source."""
    run("init", tmp_path / "mine")
    code, out, _ = run(*NEW, *FACTS, "--data", tmp_path / "mine", "--on", ON)
    assert code == 0
    assert "On track" in out
    assert figures(tmp_path / "mine", "villages-with-5g") == [("2024", 12.5), ("2025", 40)]
    assert errors(tmp_path / "mine") == []


def test_the_form_and_the_command_write_the_same_bytes(tmp_path: Path) -> None:
    """What the app would save is what the command saves, byte for byte."""
    for name in ("one", "two"):
        for change in begin.beginning("Ours", ["en"], date(2026, 11, 27)):
            path = tmp_path / name / change.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change.after)
    run(*NEW, *FACTS, "--data", tmp_path / "one", "--on", ON)
    document = Document("Villages with 5G", "Office", "2026-03")
    stated = form.Form(
        "Villages with 5G", "percent", document, "at least 90 by 2030", [("2024", "12,5"), ("2025", "40")]
    )
    made = propose(tmp_path / "two", form.content(stated), date(2026, 11, 27))
    for change in made.changes:
        path = tmp_path / "two" / change.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change.after)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize("goal", ["many", "at least x by 2030", "at least 5 by someday", "90"])
def test_a_goal_that_says_nothing_is_refused(tmp_path: Path, goal: str) -> None:
    """One sentence, nothing written."""
    run("init", tmp_path / "mine")
    before = tree(tmp_path)
    code, out, hints = run("new", "T", "--goal", goal, "--data", tmp_path / "mine")
    assert (code, out, hints.count("\n")) == (1, "", 1)
    assert tree(tmp_path) == before


def faulty(data: Path) -> None:
    """Put an error and a warning into a new folder."""
    run("init", data)
    path = data / "targets/example/example.yaml"
    path.write_text(
        path.read_text().replace("at_least: 80", "at_least: 80,5").replace("owner: our-office\n", "")
    )


def test_check_as_junit(tmp_path: Path) -> None:
    """A file with an error is a failed case that names line, code and remedy; none is one that passed."""
    faulty(tmp_path / "mine")
    code, out, _ = run("check", "--data", tmp_path / "mine", "--format", "junit")
    suite = ElementTree.fromstring(out).find("testsuite")
    assert (code, suite.get("tests"), suite.get("failures")) == (1, "1", "1")
    failure = suite.find("testcase/failure")
    assert failure.get("type") == "S002"
    assert "targets/example/example.yaml:12:15: error S002" in failure.text
    clean = ElementTree.fromstring(interchange.listed([], None, "junit")).find("testsuite")
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


def test_check_as_sarif(tmp_path: Path) -> None:
    """Every problem is a result with rule, level and place."""
    faulty(tmp_path / "mine")
    code, out, _ = run("check", "--data", tmp_path / "mine", "--format", "sarif")
    log = json.loads(out)
    assert (code, log["version"]) == (1, "2.1.0")
    results = log["runs"][0]["results"]
    first = next(one for one in results if one["ruleId"] == "S002")
    place = first["locations"][0]["physicalLocation"]
    assert (first["level"], place["artifactLocation"]["uri"]) == ("error", "targets/example/example.yaml")
    assert place["region"] == {"startLine": 12, "startColumn": 15}
    assert {one["ruleId"] for one in results} == {
        one["id"] for one in log["runs"][0]["tool"]["driver"]["rules"]
    }


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_log_tells_who_changed_which_promise(tmp_path: Path) -> None:
    """The newest change first, of one target or of all; without git a sentence."""
    home = tmp_path / "mine"
    run("init", home)
    assert run("log", "example", "--data", home)[0] == 2

    def git(*words: str) -> None:
        identity = ["-c", "user.name=Ann Øst", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(home), *identity, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Begin")
    path = home / "targets/example/example.yaml"
    path.write_text(path.read_text().replace("at_least: 80", "at_least: 85"))
    git("commit", "-qam", "Raise the goal")
    code, out, _ = run("log", "example", "--data", home)
    assert code == 0
    heads = [line for line in out.splitlines() if not line.startswith("    ")]
    assert [line.split("  ")[2:] for line in heads] == [["Ann Øst", "Raise the goal"], ["Ann Øst", "Begin"]]
    raised, begun = out.split(heads[1])
    by = f"by-{date.today().year + 4}"
    assert raised.splitlines()[1:] == [
        f"    Goal {by}: at_least: 80, by: {by[3:]} → at_least: 85, by: {by[3:]}"
    ]
    assert [line.strip() for line in begun.splitlines() if "Figure" in line] == [
        f"Figure {date.today().year - 2}: 41.5",
        f"Figure {date.today().year - 1}: 47.2",
    ]
    assert run("log", "nobody", "--data", home)[0] == 2


def test_what_a_change_did_is_told_entry_by_entry() -> None:
    """A figure that is new, one that differs, a goal that is gone, a title; series by their members."""
    before = b"id: x\ntitle: {en: A}\ngoals: [{id: g, at_least: 5, by: 2030, source: s}]\n"
    before += b"series: [{of: {sex: female}, observations: [{period: 2020, value: 1, source: s}]}]\n"
    after = b"id: x\ntitle: {en: B}\nseries: [{of: {sex: female}, observations:\n"
    after += b"  [{period: 2020, value: 2, source: t}, {period: 2021, value: 3, source: t}]}]\n"
    told = {(one.subject, one.where, one.old, one.new) for one in amendments.between(before, after)}
    assert told == {
        ("field", "title en", "A", "B"),
        ("goal", "g", "at_least: 5, by: 2030", ""),
        ("figure", "female 2020", "1", "2"),
        ("figure", "female 2021", "", "3"),
    }


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_repository_that_was_brought_starts_no_program(tmp_path: Path) -> None:
    """Settings of git by which a folder could start a program when its history is read are not obeyed."""
    home, mark = tmp_path / "mine", tmp_path / "started"
    run("init", home)
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "Begin"]):
        subprocess.run(["git", "-C", str(home), *words], check=True, capture_output=True)
    for name in ("core.fsmonitor", "gpg.program", "core.pager", "diff.external", "core.sshCommand"):
        subprocess.run(["git", "-C", str(home), "config", name, str(script)], check=True)
    subprocess.run(["git", "-C", str(home), "config", "log.showSignature", "true"], check=True)
    assert run("log", "example", "--data", home)[0] == 0
    assert not mark.exists()

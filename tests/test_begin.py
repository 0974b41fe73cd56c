"""Beginning, making a target from a few fields, forms of the check, and history from git."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.imports import ON, errors, figures, run, target, tree
from tracker import checks, interchange, language, reader
from tracker.editing import lock, together
from tracker.editing.together import Change
from tracker.importing import amendments, begin, form
from tracker.importing.content import Document
from tracker.importing.propose import propose
from tracker.model import Milestones, Tiers

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


def given(option: str, lines: Sequence[str]) -> list[str]:
    """Return an option with each of its lines."""
    return [word for line in lines for word in (f"--{option}", line)]


REPORT = Document("Annual report", "Office", "2026-03")
CITED = ("--document", "Annual report", "--publisher", "Office", "--published", "2026-03")
PARTS = ("Start: at least 650 000 by 2030", "Level 2: fast: at least 9,5 by 2030-06", "Top")
COUNTED = ("Start: 2024 12500", "Level 2: fast: 2024=1,5", "start: 2025\t14000")
SHARES, SHARED = ("State: at least 50 by 2030", "Firms"), ("State: 2024 38", "Firms: 2024 62 %")
STEPS, KNOWN = ("Law: by 2026-06", "Decree"), ("Law: in progress 2025", "law: done 2026-05-12")
STATED = {
    "indicator": (
        form.Form("T", "percent", REPORT, "at least 90 by 2030", [("2024", "12,5"), ("2025", "40")]),
        (
            "--unit",
            "percent",
            "--goal",
            "at least 90 by 2030",
            "--figure",
            "2024=12,5",
            "--figure",
            "2025=40",
        ),
    ),
    "tiers": (
        form.Form("T", "firms", REPORT, kind="tiers", parts=PARTS, facts=COUNTED, nesting="exclusive"),
        ("--unit", "firms", "--nesting", "exclusive", *given("part", PARTS), *given("figure", COUNTED)),
    ),
    "allocation": (
        form.Form("T", "percent", REPORT, kind="allocation", parts=SHARES, facts=SHARED),
        ("--unit", "percent", *given("part", SHARES), *given("figure", SHARED)),
    ),
    "milestones": (
        form.Form("T", "", REPORT, kind="milestones", parts=STEPS, facts=KNOWN),
        (*given("step", STEPS), *given("record", KNOWN)),
    ),
}


@pytest.mark.parametrize("kind", STATED)
def test_the_form_and_the_command_write_the_same_bytes(tmp_path: Path, kind: str) -> None:
    """What the app would save of a target of any kind is what the command saves, byte for byte."""
    stated, options = STATED[kind]
    for name in ("one", "two"):
        write(begin.beginning("Ours", ["en"], date(2026, 11, 27)), tmp_path / name)
    assert run("new", "T", "--kind", kind, *options, *CITED, "--data", tmp_path / "one", "--on", ON)[0] == 0
    write(propose(tmp_path / "two", form.content(stated), date(2026, 11, 27)).changes, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert errors(tmp_path / "one") == []


def write(changes: Sequence[Change], folder: Path) -> None:
    """Write changes into a folder without asking."""
    for change in changes:
        path = folder / change.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change.after or b"")


@pytest.mark.parametrize("kind", STATED)
def test_a_saved_target_of_any_kind_is_taken_back(tmp_path: Path, kind: str) -> None:
    """With its document and its words: the folder is again what it was, byte for byte."""
    write(begin.beginning("Ours", ["en"], date(2026, 11, 27)), tmp_path)
    before = tree(tmp_path)
    changes = propose(tmp_path, form.content(STATED[kind][0]), date(2026, 11, 27)).changes
    assert together.commit(tmp_path, lambda: changes, new=True).state == "saved"
    assert tree(tmp_path) != before
    assert together.commit(tmp_path, lambda: [one.undone for one in changes]).state == "saved"
    assert {name: data for name, data in tree(tmp_path).items() if not name.endswith(lock.NAME)} == before


def test_tiers_keep_their_order_goals_and_figures(tmp_path: Path) -> None:
    """The lowest first; names with a colon, figures by name whatever its case; progress from the first."""
    _, options = STATED["tiers"]
    run("new", "T", "--kind", "tiers", *options, *CITED, "--data", tmp_path / "one", "--on", ON)
    made = reader.load(tmp_path / "one")[0].targets["t"]
    assert isinstance(made, Tiers)
    assert [(part.id, part.title["en"]) for part in made.tiers] == [
        ("start", "Start"),
        ("level-2-fast", "Level 2: fast"),
        ("top", "Top"),
    ]
    assert [(goal.at_least, goal.by.text) for part in made.tiers for goal in part.goals] == [
        (650000, "2030"),
        (9.5, "2030-06"),
    ]
    assert [(one.period.text, one.value) for one in made.tiers[0].observations] == [
        ("2024", 12500),
        ("2025", 14000),
    ]
    assert (made.nesting, made.tiers[0].baseline.period.text) == ("exclusive", "2024")


def test_steps_keep_deadline_and_what_is_known(tmp_path: Path) -> None:
    """The deadline and each record, in the order in which they were stated."""
    _, options = STATED["milestones"]
    run("new", "T", "--kind", "milestones", *options, *CITED, "--data", tmp_path / "one", "--on", ON)
    made = reader.load(tmp_path / "one")[0].targets["t"]
    assert isinstance(made, Milestones)
    law, decree = made.steps
    assert (law.due.text, decree.due) == ("2026-06", None)
    assert [(one.state, one.on.text) for one in law.records] == [
        ("in_progress", "2025"),
        ("done", "2026-05-12"),
    ]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_what_the_form_shows_as_an_example_is_understood(lang: str) -> None:
    """The hints in the fields of tiers and steps say, in every language, what can be typed in it."""
    words = language.words(lang)
    parts, facts = words("add.parts.parts.hint"), words("add.facts.parts.hint")
    tiers = form.Form("T", "u", REPORT, kind="tiers", parts=[parts], facts=[facts])
    piece = form.content(tiers).subjects[0].pieces[0]
    assert [(one.bound, one.value, one.by) for one in piece.goals] == [("at_least", "650000", "2030")]
    assert [(one.period, one.value) for one in piece.figures] == [("2024", "12500")]
    steps, known = words("add.parts.milestones.hint"), words("add.facts.milestones.hint")
    stated = form.Form("T", "", REPORT, kind="milestones", parts=[steps], facts=[known])
    stage = form.content(stated).subjects[0].stages[0]
    assert (stage.due, stage.records) == ("2026-06", [("done", "2026-05-12")])


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--kind", "tiers"), "form.pieces"),
        (("--kind", "milestones"), "form.stages"),
        (("--kind", "tiers", "--part", ": at least 5 by 2030"), "form.name_none"),
        (("--kind", "tiers", "--part", "A", "--part", "A: at least 5 by 2030"), "form.name_twice"),
        (("--kind", "tiers", "--part", "A: five"), "form.goal"),
        (("--kind", "tiers", "--part", "A", "--figure", "B: 2024=5"), "form.which_name"),
        (("--kind", "tiers", "--part", "A", "--figure", "A: 2024"), "form.line"),
        (("--kind", "milestones", "--step", "A: soon"), "form.due"),
        (("--kind", "milestones", "--step", "A", "--record", "A: nearly 2024"), "form.known"),
        (("--kind", "milestones", "--step", "A", "--unit", "percent"), "form.other_kind"),
        (("--kind", "tiers", "--step", "A"), "form.other_kind"),
        (("--part", "A"), "form.other_kind"),
        (("--kind", "allocation", "--part", "A", "--nesting", "exclusive"), "form.other_kind"),
        (("--kind", "tiers", "--part", "A", "--id", "example"), "add.target.taken"),
    ],
)
def test_a_line_of_the_form_that_says_nothing_is_refused(
    tmp_path: Path, options: tuple[str, ...], reason: str
) -> None:
    """One sentence that says which line and what to write, nothing written."""
    run("init", tmp_path / "mine")
    before = tree(tmp_path)
    code, out, hints = run("new", "T", *options, "--data", tmp_path / "mine", "--on", ON)
    assert (code, out, hints.count("\n")) == (1, "", 1)
    told = language.words("en")(reason, **dict.fromkeys(("given", "kind", "choices", "file"), "\0"))
    assert [part for part in told.split("\0") if part not in hints] == []
    assert tree(tmp_path) == before


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


def test_odd_file_names_are_written_as_the_standards_ask(tmp_path: Path) -> None:
    """A place in SARIF is an address with odd signs escaped; JUnit has no attribute beyond its schema."""
    faulty(tmp_path / "mine")
    (tmp_path / "mine/targets/example/my file [1] 5%.yaml").write_text("id: x\n")
    log = json.loads(run("check", "--data", tmp_path / "mine", "--format", "sarif")[1])
    places = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in log["runs"][0]["results"]
    }
    assert "targets/example/my%20file%20%5B1%5D%205%25.yaml" in places
    top = ElementTree.fromstring(run("check", "--data", tmp_path / "mine", "--format", "junit")[1])
    # The attributes that the schema of Jenkins' xUnit plugin (junit-10.xsd) knows.
    known = {
        "testsuites": {"name", "time", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname"},
        "testcase": {"name", "time", "classname", "group"},
        "failure": {"type", "message"},
        "system-out": set(),
    }
    assert {one.tag for one in top.iter()} <= set(known)
    assert all(set(one.attrib) <= known[one.tag] for one in top.iter())


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


SPOILT = "T\udcffx"


@pytest.mark.parametrize(
    "typed",
    [
        ("init", "other", "--title", SPOILT),
        ("new", SPOILT, "--unit", "percent"),
        ("new", "T", "--figure", f"2024={SPOILT}"),
        ("import", "table.csv", "--title", SPOILT),
        (
            "add",
            "example",
            "--period",
            "2024",
            "--value",
            "1",
            "--source",
            "example-report",
            "--note",
            SPOILT,
        ),
    ],
)
def test_what_is_no_text_is_told_and_nothing_is_written(
    typed: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte that a terminal with another encoding sends ends no command with a traceback."""
    run("init", tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    before = tree(tmp_path)
    code, out, hints = run(*typed)
    assert (code, out, tree(tmp_path)) == (2, "", before)
    assert "not UTF-8" in hints
    assert "T\\xffx" in hints


def test_a_folder_that_is_no_longer_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that needs it names the reason; one that does not works on."""
    run("init", tmp_path / "mine")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for typed in (("check", "x", "--data", tmp_path / "mine"), ("init", "d")):
        code, _, hints = run(*typed)
        assert code == 2
        assert "no longer there" in hints
    assert run("check", "--data", tmp_path / "mine")[0] == 0

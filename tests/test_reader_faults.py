"""One file with a fault: named at its place, in three forms, whatever bytes it holds."""

import hashlib
from typing import Any

import pytest
import yaml

from tests.filing import ENGLISH, FILE, TEXT, faults, spoilt
from tracker import reader
from tracker.problems import Problem, as_github, as_json, render, shown, told
from tracker.reading.tree import Tree


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: indicator", "kind: indicatr", ("S019", 3)),
        ("kind: indicator", "kind: [indicator]", ("S019", 3)),
        ("kind: indicator\n", "", ("S001", 1)),
        ("kind: indicator", "kind:", ("S008", 3)),
        ("id: online-filing", "id:", ("S008", 1)),
        ("id: online-filing", "id: [a]", ("S010", 1)),
        ("id: online-filing", "id: ../../etc/passwd", ("S010", 1)),
        ("goals:\n", "g\u043eals:\n", ("S004", 10)),
        ("    source: plan-2024", "    source: plan-2024\n    status: final", ("S036", 15)),
        ("    value: 39.8", "    value: {a: 1}", ("S002", 22)),
        ("  - period: 2024", "  - 2024\n  - period: 2024", ("S021", 21)),
        ("  - period: 2024", "  -\n  - period: 2024", ("S008", 21)),
        ("  - period: 2024", "  * period: 2024", ("Y112", 21)),
        ("  - period: 2024", "  -\n  period: 2024", ("Y105", 22)),
        ("[0, 100]", "[0 100]", ("S023", 9)),
        ("checked: 2026-11-01", "checked: ''", ("S006", 24)),
        ("[0, 100]", "[0, 100%]", ("S002", 9)),
        ("[0, 100]", "[]", ("S023", 9)),
        ("[0, 100]", "0 to 100", ("S023", 9)),
        ("baseline: 2023", "baseline: {period: 2023, value: x}", ("S002", 15)),
        ("baseline: 2023", "baseline: [2023]", ("S007", 15)),
        ("title: {en: Files handled online, vi: Hồ sơ trực tuyến}", "title: {en: ' '}", ("S008", 2)),
        ("  unit: percent", "  unit: Percent", ("S010", 7)),
        ("checked:", "theme: digital\nchecked:", ("S004", 24)),
        ("checked:", "file: a\nchecked:", ("S004", 24)),
        ("checked:", "(folder): digital\nchecked:", ("S004", 24)),
        ("checked:", "(file): a\nchecked:", ("S004", 24)),
        ("\nkind: indicator", "\nkind:indicator", ("S095", 3)),
        ("  unit: percent", "  unit percent", ("Y108", 7)),
        ("    by: 2030", "      by: 2030", ("Y102", 13)),
        ("  - period: 2024", "  -\n    note: Cabinet said: at once\n    period: 2024", ("Y102", 22)),
        ("  - period: 2024", "  - # first\n    note: Cabinet said: at once\n    period: 2024", ("Y102", 22)),
        ("  - period: 2024", "  -\n    period 2024\n    note: quick", ("Y108", 22)),
        ("    by: 2030", "   by: 2030", ("Y105", 13)),
        ("  - period: 2024", "    period: 2024", ("Y024", 21)),
        ('"35,6 %"', '"35,6 %', ("Y103", 20)),
        ('"35,6 %"', "'35,6 %", ("Y103", 20)),
        ("[0, 100]", "[0, 100", ("Y104", 9)),
        ("[0, 100]", "[0,", ("Y104", 9)),
        ("goals:\n", "goals: [\n", ("Y104", 10)),
        ("goals:\n", "x: [\ngoals:\n", ("Y104", 10)),
        ("goals:\n", "x: {\ngoals:\n", ("Y104", 10)),
        ("[0, 100]", "[0, - 1]", ("Y106", 9)),
        ("{en: Share of all", "{en: {{Share of all", ("Y020", 6)),
        ("value: 39.8", "value: *39.8", ("Y012", 22)),
        ("value: 39.8", "value: !!python/object/apply:os.system [id]", ("Y014", 22)),
        ("value: 39.8", "? [value]\n    : 39.8", ("Y020", 22)),
        ("value: 39.8", "'': 39.8", ("Y020", 22)),
        ('"35,6 %"', '"35,6\\x00 %"', ("Y022", 20)),
        ('"35,6 %"', '"35,6\\uD83D %"', ("Y107", 20)),
        ("checked: 2026-11-01", "...\nchecked: 2026-11-01", ("Y015", 25)),
    ],
)
def test_a_fault_is_named_at_its_line(old: str, new: str, expected: tuple[str, int]) -> None:
    """One slip gives one error, where the slip is."""
    found = [fault for fault in faults(spoilt(old, new)) if fault[0] != "W002"]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('? "x" ', ("S008", 1, 3)),
        ("? x\n", ("S008", 1, 3)),
        ("units:\n\n\n", ("S008", 1, 7)),
        ('"\\x00": x', ("Y022", 1, 1)),
        ('units: {"a\\e[2J": {}}', ("Y022", 1, 9)),
    ],
)
def test_names_without_a_value_and_names_with_control_signs(
    text: str, expected: tuple[str, int, int]
) -> None:
    """A missing value is told at its name, never below the end of the file; names hold no control sign."""
    found = reader.read(text.encode(), "targets/vocabulary.yaml").problems
    assert [(one.code, one.line, one.column) for one in found] == [expected]


@pytest.mark.parametrize(
    ("change", "length"),
    [
        (lambda text: "\ufeff" + text, 0),
        (lambda text: text.replace("\n", "\r\n"), 0),
        (lambda text: text.replace("\n", "\r"), 0),
        (lambda text: text.rstrip("\n"), 0),
        (lambda text: "---\n" + text + "...\n", 0),
        (lambda text: text.replace("Files", "Gia\u0309m \U0001f468\u200d\U0001f469\u200d\U0001f467"), 0),
    ],
    ids=[
        "byte order mark",
        "CRLF",
        "CR",
        "no last line end",
        "document marks",
        "combining letters and emoji",
    ],
)
def test_what_editors_do_is_no_fault(change: Any, length: int) -> None:
    """Byte order mark, line ends of other systems and combining letters are read."""
    assert len(reader.read(change(TEXT).encode(), FILE).problems) == length


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 27_000,
        "- " * 20_000,
        "{a: " * 10_000,
        "? " * 20_000,
        "\n".join(" " * level + f"a{level}:" for level in range(1_500)),
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        "a: &a [*a]\n",
        "a: &a {<<: *a}\n",
        "<<: [{a: b}]\n",
        "".join(f"k{number}: {number}\n" for number in range(50_000)),
        "-\n" * 300_000,
        "a: " + "9" * 49_000,
        "a: '" + "x" * 500_000,
        "\u200b" * 300_000,
        "a\u0430" * 20_000 + "\n" + "a\u0430" * 20_000,
        " " * 49_000 + "\u00a0",
        "\x00" * 1_000,
        bytes(range(256)) * 100,
        b"\xff\xfe" + "id: x".encode("utf-16-le"),
        b"id: \xc0\xaf",
        b"id: \xed\xa0\x80",
    ],
    ids=range(21),
)
def test_hostile_files_are_one_report_away(text: str | bytes) -> None:
    """Bombs, towers and noise are refused by a limit, at a line that exists."""
    data = text if isinstance(text, bytes) else text.encode()
    problems = reader.read(data, FILE).problems
    assert problems
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems)
    assert len(problems) <= 75


def test_the_pure_python_parser_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast parser is not installed, the slow one gives the same records and codes."""
    texts = (TEXT, spoilt("[0, 100]", "[0, 100"), spoilt("value: 39.8", "value: @1"), "a: " + "[" * 27_000)
    fast = [reader.read(text.encode(), FILE) for text in texts]
    monkeypatch.setattr("tracker.reading.events._Loader", yaml.SafeLoader)
    slow = [reader.read(text.encode(), FILE) for text in texts]
    assert [one.record for one in slow] == [one.record for one in fast]
    assert [[p.code for p in one.problems] for one in slow] == [
        [p.code for p in one.problems] for one in fast
    ]


def test_positions_are_those_of_an_editor() -> None:
    """Line and column count from 1; a letter with its accent is one column; a field's place is its value."""
    tree = reader.parse("title: {vi: Số, en: x}\nlist:\n  - a: 1\n".encode(), "f")
    assert isinstance(tree, Tree)
    assert tree.place(("title", "en"))[:2] == (1, 21)
    assert tree.place(("title", "en"), at_name=True)[:2] == (1, 17)
    assert tree.place(("list",))[:2] == (2, 1)
    assert tree.place(("list", 0))[:2] == (3, 5)
    assert tree.place(("list", 0, "a"))[:2] == (3, 8)
    assert tree.place(("list", 7, "a")) == (2, 1, ("list",))


def test_the_same_bytes_give_the_same_reading() -> None:
    """A caller may keep a reading by the hash of the file."""
    assert reader.read(TEXT.encode(), FILE) == reader.read(TEXT.encode(), FILE)
    assert reader.read(TEXT.encode(), FILE).digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_message_cannot_be_forged_by_a_file() -> None:
    """What a file says is escaped, cut at 80 signs, and never read as a placeholder."""
    problem = reader.read(
        spoilt("value: 39.8", "value: '{plain} \\x1b" + "y" * 200 + "'").encode(), FILE
    ).problems[0]
    sentence = render(problem, ENGLISH).splitlines()[0]
    assert "'{plain} " in sentence
    assert sentence.endswith("…' is not a number")
    assert len(shown("y" * 200)) == 80
    assert shown("a\x1b\u202e\udcff") == "a\\x1b\\u202e\\xff"


def test_a_problem_in_the_three_forms() -> None:
    """Text for people and terminals, JSON for programs, a workflow command for GitHub."""
    problem = Problem(
        "S003", "a,b.yaml", 12, 9, "measure.unit", {"given": "enterprise", "near": "enterprises"}
    )
    assert render(problem, ENGLISH) == (
        "a,b.yaml:12:9: error S003: measure.unit: 'enterprise' is not a known unit\n"
        "    did you mean 'enterprises'?"
    )
    assert as_json(problem, ENGLISH) == {
        "file": "a,b.yaml",
        "line": 12,
        "column": 9,
        "severity": "error",
        "code": "S003",
        "path": "measure.unit",
        "message": "'enterprise' is not a known unit",
        "hint": "did you mean 'enterprises'?",
    }
    assert as_github(problem, ENGLISH) == (
        "::error file=a%2Cb.yaml,line=12,col=9,title=S003::"
        "measure.unit: 'enterprise' is not a known unit (did you mean 'enterprises'?)"
    )


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        (">\n  Villages", "Villages"),
        ("|\n  Villages\n  with 5G", "Villages with 5G"),
        ("|\n  en: Villages", "Villages"),
        ("|\n  vi: Xã\n  en: Villages", "Villages"),
        ("'en: Villages'", "Villages"),
        ("'Goal: #1'", '"Goal: #1"'),
    ],
)
def test_a_title_as_a_text_block_is_advised_as_one_can_type_it(title: str, typed: str) -> None:
    """No end of a line, no second language before it, and quotes where it needs them."""
    text = spoilt("title: {en: Files handled online, vi: Hồ sơ trực tuyến}", f"title: {title}")
    (problem,) = reader.read(text.encode(), FILE).problems
    assert (problem.code, problem.line) == ("S016", 2)
    assert told(problem, ENGLISH)[1] == f"write it as en: {typed}"

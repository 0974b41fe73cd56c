"""The reader: bytes to records, every fault with its line, nothing ever raised."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tracker import reader
from tracker.language import words
from tracker.model import Indicator, Source, Tiers
from tracker.problems import Problem, as_github, as_json, listed, render, shown
from tracker.progress import assess
from tracker.reading import files
from tracker.reading.tree import Tree

ROOT = Path(__file__).parents[1]
SOUND = Path(__file__).parent / "broken/sound"
FILE = "targets/digital/online-filing.yaml"
TEXT = (SOUND / FILE).read_text("utf-8")
ENGLISH = words("en")


def spoilt(old: str, new: str) -> str:
    """Return the sound indicator with one text replaced."""
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def faults(text: str | bytes) -> list[tuple[str, int]]:
    """Return code and line of every problem of the indicator with another content."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return [(problem.code, problem.line) for problem in reader.read(data, FILE).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sound portfolio."""
    return shutil.copytree(SOUND, tmp_path / "data")


def test_a_sound_folder_becomes_a_portfolio() -> None:
    """Targets come by theme and file, with what their place says; every file has its hash."""
    portfolio, problems = reader.load(SOUND)
    assert problems == []
    assert list(portfolio.targets) == ["cost-sharing", "maturity-tiers", "online-filing", "roll-out"]
    target = portfolio.targets["online-filing"]
    assert isinstance(target, Indicator)
    assert (target.theme, target.file) == ("digital", FILE)
    assert [figure.value for figure in target.observations] == [35.6, 39.8]
    assert portfolio.sources["plan-2024"].file == "seeds/plan-2024.yaml"
    assert portfolio.vocabulary.units["million-usd"].factor == 1e6
    assert len(portfolio.files[FILE]) == 64
    assert len(portfolio.files) == 8


# Fields whose looks another YAML reader would take for something else.
@pytest.mark.parametrize(
    "given", ["no", "Off", "014", "12:30", "2030", "1e3", ".nan", "~", "null", "0x1F", "="]
)
def test_a_text_is_the_text_as_written(given: str) -> None:
    """A text field keeps what stands there, whatever YAML could make of it."""
    record = reader.read(
        spoilt("definition: {en: Share of all", f"definition: {{en: {given} #").encode(), FILE
    )
    text = spoilt(
        "  definition: {en: Share of all files handled online from end to end}", f"  definition: {given}"
    )
    record = reader.read(text.encode(), FILE).record
    assert isinstance(record, Indicator)
    assert record.measure.definition == {"en": given}


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("650,000", "650000"),
        ("1,234,567.8", "1234567.8"),
        ("650,5", "650.5"),
        ("650k", "650000"),
        ("40%", "40"),
        ("40 Mt", "40"),
        ("+40", "40"),
        ("−5", "-5"),
        ("0650", "650"),
        ("1_000", "1000"),
        ("650 000", "650000"),
        ("１２３", "123"),
        ("13#x", "13"),
    ],
)
def test_a_number_with_extras_is_refused_with_its_plain_spelling(given: str, plain: str) -> None:
    """No separator, unit or sign is guessed away; the hint shows what to write."""
    problem = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).problems[0]
    assert (problem.code, problem.line, problem.column) == ("S002", 22, 12)
    assert render(problem, ENGLISH).endswith(f"\n    write {plain}")


@pytest.mark.parametrize(
    ("given", "hedge"),
    [("~40", "about"), ("≈ 40", "about"), ("≥40", "at_least"), ("> 40", "over"), ("<40", "under")],
)
def test_a_sign_before_a_figure_is_written_as_a_word(given: str, hedge: str) -> None:
    """The hint keeps what the sign says; at a goal it names the number only where the bound says the same."""
    problem = reader.read(spoilt("value: 39.8", f"value: '{given}'").encode(), FILE).problems[0]
    assert (problem.code, problem.line, problem.column) == ("S002", 22, 12)
    assert render(problem, ENGLISH).endswith(f"\n    write 40, and beside it 'qualifier: {hedge}'")
    bound = reader.read(spoilt("at_least: 80", f"at_least: '{given}'").encode(), FILE).problems[0]
    general = "write digits, with a point before decimals, such as 650000 or 39.85"
    advice = "write 40" if hedge == "at_least" else general
    assert render(bound, ENGLISH).endswith(f"\n    {advice}")


@pytest.mark.parametrize(
    "given",
    [
        "no",
        ".nan",
        ".inf",
        "NaN",
        "12:30",
        "40-50",
        "0x1F",
        "0b11",
        "٦٥٠",
        "1.2.3",
        "null",
        "~",
        "650 triệu",
        "39.8O",
        "2l",
    ],
)
def test_a_number_that_is_none_is_refused_without_a_guess(given: str) -> None:
    """What could mean several things gets the general hint only."""
    problem = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).problems[0]
    assert (problem.code, problem.line) == ("S002", 22)
    assert render(problem, ENGLISH).endswith("such as 650000 or 39.85")


@pytest.mark.parametrize("given", ["39.8", "-1.5", "0", "1e2", "9.98E1", "40.00"])
def test_plain_numbers_are_read(given: str) -> None:
    """Digits, a point, a minus and an exponent make a number."""
    record = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).record
    assert isinstance(record, Indicator)
    assert record.observations[1].value == float(given)


@pytest.mark.parametrize(
    "given",
    [
        "2025-13",
        "2025-02-30",
        "02/03/2025",
        "2O25",
        "2025-1-1",
        "2568",
        "1899",
        "9999",
        "Q2-2025",
        "2025-Q5",
        "2025-W03",
        "25",
        "2025/2024",
        "2025-06-30T00:00",
        "２０２５",
        "-2025",
    ],
)
def test_a_period_that_is_none_is_refused(given: str) -> None:
    """Slash dates, other calendars and days that do not exist are never guessed."""
    assert faults(spoilt("period: 2024", f"period: {given}")) == [("S007", 21)]


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "www.example.org",
        "//example.org",
        "https://",
        "ftp://a.b",
        "https://u:p@example.org/",
        "https://example.org/a b",
        "'https://example.org/<b>'",
    ],
)
def test_an_address_is_http_or_nothing(given: str) -> None:
    """Only a plain web address can become a link."""
    text = (SOUND / "seeds/plan-2024.yaml").read_text("utf-8").replace("https://example.org/plan", given)
    problems = reader.read(text.encode(), "seeds/plan-2024.yaml").problems
    assert [(problem.code, problem.line) for problem in problems] == [("S011", 6)]


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
        ("\nkind: indicator", "\nkind:indicator", ("Y108", 3)),
        ("  unit: percent", "  unit percent", ("Y108", 7)),
        ("    by: 2030", "      by: 2030", ("Y102", 13)),
        ("    by: 2030", "   by: 2030", ("Y105", 13)),
        ("  - period: 2024", "    period: 2024", ("Y024", 21)),
        ('"35,6 %"', '"35,6 %', ("Y103", 20)),
        ('"35,6 %"', "'35,6 %", ("Y103", 20)),
        ("[0, 100]", "[0, 100", ("Y104", 9)),
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


def test_the_products_own_files_need_no_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record of the product's data is the same with either parser, and nothing is reported."""
    fast = reader.load(ROOT)
    monkeypatch.setattr("tracker.reading.events._Loader", yaml.SafeLoader)
    assert reader.load(ROOT) == fast
    assert not [problem for problem in fast[1] if problem.severity == "error"]


def test_a_broken_target_leaves_and_the_others_stay(folder: Path) -> None:
    """A file with errors is missing from the portfolio and named in the problems."""
    (folder / FILE).write_text(spoilt("value: 39.8", "value: none"), "utf-8")
    portfolio, problems = reader.load(folder)
    assert list(portfolio.targets) == ["cost-sharing", "maturity-tiers", "roll-out"]
    assert {problem.file for problem in problems} == {FILE}


def test_a_slip_in_a_source_does_not_take_its_targets(folder: Path) -> None:
    """Of a source the sound fields stay, so that what cites it can still be dated."""
    with (folder / "seeds/plan-2024.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: red\nreliability: good\n")
    portfolio, problems = reader.load(folder)
    assert [problem.code for problem in problems] == ["S004", "S019"]
    assert len(portfolio.targets) == 4
    assert portfolio.sources["plan-2024"].publisher == "ministry"


def test_a_faulty_vocabulary_is_reported_once_and_its_words_stand_in(folder: Path) -> None:
    """One wrong unit does not flood the report or empty the board: the word stands for itself."""
    file = folder / "targets/vocabulary.yaml"
    file.write_text(file.read_text("utf-8").replace("    title: {en: percent, vi: phần trăm}\n", ""), "utf-8")
    portfolio, problems = reader.load(folder)
    assert [(problem.code, problem.line) for problem in problems] == [("S001", 2)]
    assert len(portfolio.targets) == 4
    assert portfolio.vocabulary.units["percent"].title == {"en": "percent"}
    assert portfolio.vocabulary.units["enterprises"].title["vi"] == "doanh nghiệp"


def test_a_source_with_an_unknown_publisher_still_dates_its_figures(folder: Path) -> None:
    """The publisher is reported and stands for itself; no target leaves for it."""
    file = folder / "seeds/plan-2024.yaml"
    file.write_text(file.read_text("utf-8").replace("publisher: ministry", "publisher: minstry"), "utf-8")
    portfolio, problems = reader.load(folder)
    assert [(problem.code, problem.line) for problem in problems] == [("S040", 4)]
    assert len(portfolio.targets) == 4
    assert portfolio.vocabulary.bodies["minstry"].title == {"en": "minstry"}


def test_of_two_sources_with_one_id_neither_dates_anything(folder: Path) -> None:
    """Nobody can tell which of them is meant; what cites them stays, without what cannot be dated."""
    shutil.copy(folder / "seeds/plan-2024.yaml", folder / "seeds/plan-2024.yml")
    portfolio, problems = reader.load(folder)
    assert "plan-2024" not in portfolio.sources
    assert len(portfolio.targets) == 4
    assert (
        "undated" in assess(portfolio.targets["online-filing"], date(2026, 11, 22), portfolio.sources).flags
    )
    assert {problem.code for problem in problems} == {"X001", "X004"}


def test_a_target_may_be_called_vocabulary(folder: Path) -> None:
    """Only the file directly in targets is the vocabulary."""
    (folder / "targets/digital/vocabulary.yaml").write_text(
        TEXT.replace("online-filing", "vocabulary"), "utf-8"
    )
    portfolio, problems = reader.load(folder)
    assert problems == []
    assert "vocabulary" in portfolio.targets


def test_all_faults_of_all_files_are_reported_at_once(folder: Path) -> None:
    """Faults of fields, of words and of links come together, by file and line, errors first on a line."""
    (folder / FILE).write_text(
        spoilt("value: 39.8", "value: none")
        .replace("owner: ministry", "owner: minister")
        .replace("source: plan-2024", "source: plan-2023"),
        "utf-8",
    )
    tiers = folder / "targets/digital/maturity-tiers.yaml"
    tiers.write_text(tiers.read_text("utf-8").replace("unit: enterprises", "unit: enterprise"), "utf-8")
    problems = reader.load(folder)[1]
    assert [(problem.code, problem.line) for problem in problems] == [
        ("S003", 7),
        ("S040", 4),
        ("X003", 14),
        ("S002", 22),
    ]


def test_ids_that_two_files_share_are_dropped_visibly(folder: Path) -> None:
    """Neither of two files with one id wins in silence."""
    (folder / "targets/digital/online-filing.yml").write_text(TEXT, "utf-8")
    portfolio, problems = reader.load(folder)
    assert "online-filing" not in portfolio.targets
    assert [(problem.code, problem.line) for problem in problems] == [("X001", 1), ("X001", 1)]


def test_special_files_are_named_and_the_others_read(folder: Path) -> None:
    """Pipes, sockets, devices, loops, huge files and folders get one error each, without being opened."""
    theme = folder / "targets/digital"
    os.mkfifo(theme / "pipe.yaml")
    (theme / "loop.yaml").symlink_to("loop.yaml")
    (theme / "nowhere.yaml").symlink_to("no-such-file")
    (theme / "passwd.yaml").symlink_to("/etc/passwd")
    (theme / "zero.yaml").symlink_to("/dev/zero")
    (theme / "folder.yaml").mkdir()
    (theme / "linked").symlink_to("/usr")
    (theme / "sparse.yaml").touch()
    os.truncate(theme / "sparse.yaml", 5 * 1024**3)
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(theme)  # the path of a socket is short
        opened.bind("socket.yaml")
        os.chdir(here)
    portfolio, problems = reader.load(folder)
    assert {Path(problem.file).name: problem.code for problem in problems} == {
        "pipe.yaml": "F004",
        "loop.yaml": "F006",
        "nowhere.yaml": "F006",
        "passwd.yaml": "F005",
        "zero.yaml": "F005",
        "folder.yaml": "F004",
        "linked": "F005",
        "sparse.yaml": "F003",
        "socket.yaml": "F004",
    }
    assert len(portfolio.targets) == 4


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    """A file may be a link to another place of the same data folder."""
    shutil.move(folder / FILE, folder / "targets/.kept")
    (folder / FILE).symlink_to("../.kept")
    portfolio, problems = reader.load(folder)
    assert problems == []
    assert "online-filing" in portfolio.targets


@pytest.mark.parametrize(
    "name",
    [b"b\xffd.yaml", b"\x1b[31mred.yaml", b"new\nline.yaml", b"<b>x.yaml", b"Upper.yaml", "số.yaml".encode()],
)
def test_odd_file_names_are_escaped_in_every_form(folder: Path, name: bytes) -> None:
    """A file name cannot colour a terminal, break a line or a report, whatever its bytes."""
    Path(os.fsdecode(os.fsencode(folder / "targets/digital") + b"/" + name)).write_text(TEXT, "utf-8")
    problems = reader.load(folder)[1]
    assert "F009" in [problem.code for problem in problems]
    for form in ("text", "json", "github"):
        told = listed(problems, ENGLISH, form)
        assert told.encode("utf-8")
        assert "\x1b" not in told
        assert form == "json" or len(told.splitlines()) <= 2 * len(problems)


def test_what_editors_leave_behind_is_passed_over(folder: Path) -> None:
    """Swap, backup and lock files are no data and no fault."""
    theme = folder / "targets/digital"
    for name in (
        ".x.yaml.swp",
        "x.yaml~",
        "#x.yaml#",
        ".DS_Store",
        "x.yaml.bak",
        "x.yaml.tmp",
        "4913",
        "Thumbs.db",
    ):
        (theme / name).write_bytes(b"\x00")
    (theme / ".#x.yaml").symlink_to("me@host.1:2")
    assert reader.load(folder)[1] == []


def test_a_file_that_vanishes_while_it_is_read_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that saves by renaming leaves no trace when the file is back at the second look."""
    away = folder / "away"
    place = files.Place(str(folder / FILE), FILE)
    shutil.move(folder / FILE, away)
    monkeypatch.setattr("tracker.reading.files.time.sleep", lambda _: shutil.move(away, folder / FILE))
    assert files.read(place, folder) == TEXT.encode()


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


def test_the_products_own_files_are_read_as_other_readers_read_them() -> None:
    """On every file we accept, the tree is the one that PyYAML builds, types aside."""
    for path in sorted([*ROOT.glob("targets/**/*.yaml"), *ROOT.glob("seeds/*.yaml")]):
        tree = reader.parse(path.read_bytes(), path.name)
        assert isinstance(tree, Tree), path
        assert tree.root == yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader), path


def test_a_figure_keeps_its_fields_and_nothing_else() -> None:
    """Of many thousand figures the bookkeeping of the validator would take more memory than the figures."""
    for target in reader.load(ROOT)[0].targets.values():
        for seen in getattr(target, "observations", ()):
            assert seen.model_fields_set == frozenset()


def test_reading_needs_no_heavy_library() -> None:
    """The reader and the checks come without Streamlit, pandas and Plotly."""
    heavy = "[name for name in ('streamlit', 'pandas', 'plotly') if name in sys.modules]"
    code = f"import sys, tracker.reader, tracker.checks; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_tiers_and_sources_keep_what_they_say() -> None:
    """Tiers come lowest first; a source counts as known from the last day of its publication."""
    portfolio = reader.load(SOUND)[0]
    tiers = portfolio.targets["maturity-tiers"]
    assert isinstance(tiers, Tiers)
    assert [(tier.id, tier.goals[0].at_least) for tier in tiers.tiers] == [
        ("start", 650000),
        ("elite", 20000),
    ]
    source = portfolio.sources["report-2025"]
    assert isinstance(source, Source)
    assert source.known.isoformat() == "2026-01-20"

"""Recording: the right lines at the right place, and not one other byte."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import folder
from tracker import reader
from tracker.editing import edit, insertion
from tracker.editing.edit import Proposal, Refusal
from tracker.editing.layout import Value
from tracker.editing.quoting import quoted
from tracker.reading.characters import control
from tracker.reading.tree import Tree

ROOT = Path(__file__).parents[1]
FILE = "targets/economy/share.yaml"
NEW = {"period": "2025", "value": "41.50", "source": "book-2025", "as_printed": "41,5 %"}
LINES = """\
  - period: 2025
    value: 41.50
    source: book-2025
    as_printed: "41,5 %"
"""
ON = date(2026, 11, 22)


def tree(data: bytes) -> dict:
    """Return what a file says, as a second reader sees it: all scalars as text."""
    return yaml.load(data, Loader=yaml.CBaseLoader)


def added(old: bytes, new: bytes) -> bytes:
    """Return the one stretch of bytes that a new content has more than the old one, or fail."""
    start = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    length = len(new) - len(old)
    assert new[:start] + new[start + length :] == old
    return new[start : start + length]


def with_new(text: str | bytes, fields: dict | None = None, holder: tuple = ()) -> str:
    """Return a file with one more observation, as text."""
    data = text.encode() if isinstance(text, str) else text
    new = insertion.with_observation(data, FILE, holder, NEW if fields is None else fields)
    assert isinstance(new, bytes), new
    return new.decode()


def holders(content: dict) -> list[tuple]:
    """Return the path of every series of a target file."""
    if content["kind"] == "indicator":
        return [()]
    return [(name, index) for name in ("tiers", "parts") for index in range(len(content.get(name, ())))]


@pytest.mark.parametrize("path", sorted((ROOT / "targets").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_file_of_the_portfolio_takes_a_figure_and_keeps_every_byte(path: Path) -> None:
    """In each series of each real file the lines of one observation are added and nothing else changes."""
    old = path.read_bytes()
    for holder in holders(tree(old)):
        new = insertion.with_observation(
            old, FILE, holder, NEW | {"note": {"en": "Why: so.", "vi": "Vì vậy."}}
        )
        assert isinstance(new, bytes), new
        assert added(old, new)
        wanted = deepcopy(tree(old))
        series = wanted
        for step in holder:
            series = series[step]
        series.setdefault("observations", []).append(NEW | {"note": {"en": "Why: so.", "vi": "Vì vậy."}})
        assert tree(new) == wanted


def test_the_figure_comes_after_the_last_one_and_before_the_comment_that_follows() -> None:
    """New lines stand below the last observation; blank lines and comments stay below them."""
    end = '    as_printed: "40,0 %"\n'
    assert with_new(folder.SHARE) == folder.SHARE.replace(end, end + LINES)


def test_the_line_ends_and_the_mark_of_a_windows_file_are_kept() -> None:
    """A file with CR LF and a byte order mark gets CR LF in the new lines and keeps its mark."""
    old = b"\xef\xbb\xbf" + folder.SHARE.replace("\n", "\r\n").encode()
    new = insertion.with_observation(old, FILE, (), NEW)
    assert isinstance(new, bytes)
    assert added(old, new) == LINES.replace("\n", "\r\n").encode()


def test_a_file_of_an_old_mac_is_kept_as_it_is() -> None:
    """A file with CR alone gets CR alone."""
    old = folder.SHARE.replace("\n", "\r").encode()
    new = insertion.with_observation(old, FILE, (), NEW)
    assert isinstance(new, bytes)
    assert added(old, new) == LINES.replace("\n", "\r").encode()


def test_a_file_without_a_final_newline_stays_without_one() -> None:
    """At the end of such a file the line end comes before the new lines."""
    old = folder.SHARE[: folder.SHARE.index("\n\n#")]
    assert with_new(old) == old + "\n" + LINES.rstrip("\n")


def test_a_mixed_file_gets_the_line_end_of_the_line_above() -> None:
    """Where line ends differ, the new lines take that of their neighbour."""
    end = '    as_printed: "40,0 %"\n'
    old = folder.SHARE.replace(end, end.replace("\n", "\r\n"))
    assert with_new(old) == old.replace(end.replace("\n", "\r\n"), (end + LINES).replace("\n", "\r\n"))


HEAD = "id: share\ntitle: {en: Share}\nkind: indicator\nmeasure: {unit: percent}\n"
FIGURE = "observations:\n  - period: 2024\n    value: 40\n    source: a\n"
ODD = {
    "dash under its field": (
        "observations:\n- period: 2024\n  value: 40\n  source: a\n",
        '- period: 2025\n  value: 41.50\n  source: book-2025\n  as_printed: "41,5 %"\n',
    ),
    "four columns, wide gap": (
        "observations:\n    -   period: 2024\n        value: 40\n        source: a\n",
        "    -   period: 2025\n        value: 41.50\n        source: book-2025\n"
        '        as_printed: "41,5 %"\n',
    ),
    "dash alone": (
        "observations:\n  -\n    period: 2024\n    value: 40\n    source: a\n",
        '  -\n    period: 2025\n    value: 41.50\n    source: book-2025\n    as_printed: "41,5 %"\n',
    ),
    "own order and quotation marks": (
        "observations:\n  - source: 'a'\n    value: 40\n    period: \"2024\"\n    as_printed: '40 %'\n",
        "  - source: 'book-2025'\n    value: 41.50\n    period: \"2025\"\n    as_printed: '41,5 %'\n",
    ),
    "braces after the dash": (
        "observations:\n  - {period: 2024, value: 40, source: a}\n",
        '  - {period: 2025, value: 41.50, source: book-2025, as_printed: "41,5 %"}\n',
    ),
    "a text block at the end, with what looks like a comment": (
        FIGURE + "    note:\n      en: |\n        one\n        # two\n",
        LINES,
    ),
    "a text block that keeps its empty lines": (
        FIGURE + "    note:\n      en: |+\n        one\n\n\n",
        LINES,
    ),
    "a quoted text over three lines": (
        FIGURE + '    at: "L1\n      # no comment\n      L2"\n',
        LINES,
    ),
    "a comment in the list that ends it": (
        FIGURE,
        LINES,
    ),
}
TAILS = ("", "\n", "  # 2026 is expected in June\n", "# end\n\n\n", "checked: 2026-11-22\n", "...\n")


@pytest.mark.parametrize("tail", TAILS, ids=repr)
@pytest.mark.parametrize("case", ODD, ids=str)
def test_new_lines_look_as_if_the_author_had_typed_them(case: str, tail: str) -> None:
    """Dash column, gap, order, quotation marks and braces follow the file, whatever comes after the list."""
    before, lines = ODD[case]
    if "|+" in before and tail == "\n":
        before, tail = before + tail, ""
    assert with_new(HEAD + before + tail) == HEAD + before + lines + tail


def test_a_list_in_brackets_grows_inside_its_brackets() -> None:
    """Flow style stays flow style, on one line or on several, and with a comma left at the end."""
    entry = '{period: 2025, value: 41.50, source: book-2025, as_printed: "41,5 %"}'
    for old in (
        "observations: [{period: 2024, value: 40, source: a}",
        "observations: [\n    {period: 2024, value: 40, source: a}",
        "observations: [{period: 2024, value: 40, source: a, at: 'x}]'}",
    ):
        gap = ",\n    " if "\n" in old else ", "
        for close in ("]\n", ",]  # done}]\n", "\n  ]\nchecked: 2026-11-22\n"):
            assert with_new(HEAD + old + close) == HEAD + old + gap + entry + close


def test_a_file_written_as_json_stays_json() -> None:
    """Field names and texts are quoted where the file quotes them."""
    old = '{"kind": "indicator", "observations": [{"period": "2024", "value": 40, "source": "a"}]}\n'
    entry = ', {"period": "2025", "value": 41.50, "source": "book-2025", "as_printed": "41,5 %"}'
    assert with_new(old) == old.replace("}]}", "}" + entry + "]}")


@pytest.mark.parametrize("brackets", ["[]", "[ ]", "[]   ", "[]  # none yet"])
def test_an_empty_list_becomes_lines(brackets: str) -> None:
    """`[]` gives way to the lines of the first observation; a comment behind it stays."""
    comment = brackets[brackets.find("  #") :] if "#" in brackets else ""
    new = with_new(f"{HEAD}observations: {brackets}\nchecked: 2026-11-22\n")
    assert new == f"{HEAD}observations:{comment}\n{LINES}checked: 2026-11-22\n"


def test_a_field_without_a_value_and_a_field_that_is_missing_get_their_first_figure() -> None:
    """`observations:` alone is filled; without it the field is added after the goals, dashes as there."""
    goals = "goals:\n- at_least: 50\n  by: 2030\n  source: a\n"
    lines = LINES.replace("\n  ", "\n")[2:]
    assert with_new(HEAD + "observations:\nchecked: 2026-11-22\n") == (
        HEAD + "observations:\n" + LINES + "checked: 2026-11-22\n"
    )
    assert with_new(HEAD + goals + "checked: 2026-11-22\n") == (
        HEAD + goals + "observations:\n" + lines + "checked: 2026-11-22\n"
    )


def test_a_tier_gets_its_figure_in_its_own_list() -> None:
    """The observation stands in the tier it belongs to, indented below it."""
    new = with_new(folder.TIERS, holder=("tiers", 0))
    lines = "    observations:\n" + "".join(f"    {line}\n" for line in LINES.splitlines())
    end = "        source: book-2024\n"
    assert new == folder.TIERS.replace(end, end + lines)


def test_texts_per_language_follow_the_habit_of_the_file() -> None:
    """A note stands between braces, or on lines of its own where the file does so or it is long."""
    note = {"en": "One, two.", "vi": "Một, hai."}
    assert '    note: {en: "One, two.", vi: "Một, hai."}\n' in with_new(folder.SHARE, NEW | {"note": note})
    opened = folder.SHARE.replace('"40,0 %"\n', '"40,0 %"\n    note:\n      en: Old.\n')
    assert "    note:\n      en: One, two.\n      vi: Một, hai.\n" in with_new(opened, NEW | {"note": note})
    long = {"en": "word " * 20 + "end", "vi": "từ " * 20 + "hết"}
    assert "    note:\n      en: word" in with_new(folder.SHARE, NEW | {"note": long})


def test_what_cannot_be_placed_with_certainty_is_left_to_the_author() -> None:
    """A part written between braces without a list, or a list that is none, is refused, not guessed."""
    braces = "kind: tiers\ntiers:\n  - {id: low, title: {en: Low}}\n"
    nothing = "kind: indicator\nobservations: none\n"
    spread = "kind: indicator\nobservations: [ # none\n  ]\nmeasure: {unit: percent, bounds: [0, 1]}\n"
    for text, holder in ((braces, ("tiers", 0)), (nothing, ())):
        found = insertion.with_observation(text.encode(), FILE, holder, NEW)
        assert isinstance(found, Refusal)
        assert found.reason == "edit.by_hand"
    assert tree(with_new(spread).encode())["observations"] == [NEW]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x85", "\u2028", "\u202e", "\ufeff", "\udc80", "\uffff"])
def test_a_character_that_no_file_may_hold_is_named_with_its_field(sign: str) -> None:
    """Such a text is refused with the code of the reader, the field, and the file untouched."""
    found = insertion.with_observation(folder.SHARE.encode(), FILE, (), NEW | {"note": {"en": f"a{sign}b"}})
    assert isinstance(found, Refusal)
    assert [problem.path for problem in found.problems] == ["observations[1].note.en"]
    assert found.problems[0].code in ("E002", "E003", "E004", "E005")


TEXTS = st.text(max_size=60).filter(lambda text: not control(text)) | st.text(
    alphabet="a1 :#-?'\"\\[]{},&*!|>%@`~\n\t=<.éĐ\u00a0\U0001f600", max_size=12
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(text=TEXTS, style=st.sampled_from(["", "'", '"']), in_flow=st.booleans(), typed=st.booleans())
def test_quoting_is_the_inverse_of_reading(text: str, style: str, in_flow: bool, typed: bool) -> None:
    """Whatever a text holds, our reader and a second one give it back unchanged, in lines and in brackets."""
    scalar = quoted(text, style, in_flow=in_flow, typed=typed)
    written = f"a: [{{x: {scalar}}}, y]\n" if in_flow else f"a:\n  - x: {scalar}\n  - y\n"
    found = reader.parse(written.encode(), FILE)
    assert isinstance(found, Tree), found
    assert found.root == {"a": [{"x": text}, "y"]}
    assert yaml.load(written, Loader=yaml.BaseLoader) == found.root
    if not typed and text:
        assert yaml.safe_load(f"x: {scalar}\n") == {"x": text}
    assert quoted("01001", typed=True) == '"01001"'  # no octal number


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    text=TEXTS.filter(bool),
    case=st.sampled_from(sorted(ODD)),
    tail=st.sampled_from(TAILS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_text_in_any_file_is_one_entry_more_and_nothing_else(
    text: str, case: str, tail: str, end: str
) -> None:
    """The file says what it said and the new entry, and its old bytes are all there."""
    old = (HEAD + ODD[case][0] + tail).replace("\n", end).encode()
    entry = {"period": "2025", "value": "1", "source": "a", "at": text, "note": {"en": text}}
    new = insertion.with_observation(old, FILE, (), entry)
    assert isinstance(new, bytes), new
    assert added(old, new)
    before, after = reader.parse(old, FILE), reader.parse(new, FILE)
    assert isinstance(before, Tree)
    assert isinstance(after, Tree)
    assert after.root["observations"] == [*before.root["observations"], entry]
    assert after.root | {"observations": 0} == before.root | {"observations": 0}


def proposed(data: Path, target: str = "share", part: str = "", **fields: str) -> Proposal:
    """Return a proposal that must not be refused outright."""
    made = edit.propose(data, target, NEW | fields, part, ON)
    assert isinstance(made, Proposal), made
    return made


def test_a_proposal_shows_the_change_and_touches_nothing(tmp_path: Path) -> None:
    """It carries the diff, the added lines and the digest of the file, and the file stays as it was."""
    data = folder.made(tmp_path)
    made = proposed(data)
    assert made.sound
    assert made.problems == ()
    assert made.lines + "\n" == LINES
    assert [line for line in made.diff.splitlines()[2:] if line[0] in "+-"] == [
        "+" + line for line in LINES.splitlines()
    ]
    assert made.digest == reader.load(data)[0].files[FILE]
    assert (data / FILE).read_text() == folder.SHARE


@pytest.mark.parametrize(
    ("fields", "code", "path", "line"),
    [
        ({"source": "book-205"}, "X003", "observations[1].source", 15),
        ({"value": "41,5"}, "S002", "observations[1].value", 14),
        ({"period": "2024", "source": "book-2024"}, "S035", "observations[1].period", 13),
        ({"period": "25"}, "S007", "observations[1].period", 13),
        ({"status": "finall"}, "S019", "observations[1].status", 17),
        ({"colour": "red"}, "S004", "observations[1].colour", 17),
        ({"value": ""}, "S001", "observations[1]", 13),
    ],
)
def test_wrong_content_is_told_at_the_line_it_would_have(
    tmp_path: Path, fields: dict, code: str, path: str, line: int
) -> None:
    """A faulty figure becomes a problem with code, field and line, and cannot be saved."""
    made = proposed(folder.made(tmp_path), **fields)
    assert [(found.code, found.path, found.line) for found in made.problems if found.code == code] == [
        (code, path, line)
    ]
    assert not made.sound


@pytest.mark.parametrize("fields", [{}, {"period": "", "source": " "}, {"note": {"en": ""}, "of": ["", ""]}])
def test_an_empty_form_is_told_what_it_lacks(tmp_path: Path, fields: dict[str, Value]) -> None:
    """Nothing was filled in: nothing is proposed, neither for a list nor for a row of a table."""
    made = edit.propose(folder.made(tmp_path), "share", fields)
    assert (type(made), made.reason) == (Refusal, "edit.empty")


def test_a_figure_hard_to_believe_warns_and_can_be_saved(tmp_path: Path) -> None:
    """4150 after 40.0 is a jump by a factor of hundred, and not the printed 41.5: warnings, no error."""
    made = proposed(folder.made(tmp_path), value="4150")
    places = [("W011", "observations[1].value"), ("W031", "observations[1].as_printed")]
    assert [(found.code, found.path) for found in made.problems] == places
    assert made.sound


def test_a_file_with_errors_elsewhere_is_not_saved(tmp_path: Path) -> None:
    """An error that was there before is shown, since a file with errors leaves the board."""
    data = folder.made(tmp_path)
    (data / FILE).write_text(folder.SHARE.replace("kind:", "colour: red\nkind:"))
    made = proposed(data)
    assert [found.code for found in made.problems] == ["S004"]
    assert not made.sound


@pytest.mark.parametrize(
    ("target", "part", "reason"),
    [
        ("shares", "", "edit.unknown_target.near"),
        ("../seeds/book-2024", "", "edit.unknown_target"),
        ("vocabulary", "", "edit.unknown_target"),
        ("book-2024", "", "edit.unknown_target"),
        ("levels", "", "edit.which_part"),
        ("levels", "middle", "edit.unknown_part"),
        ("share", "low", "edit.no_parts"),
        ("law", "", "edit.milestones"),
    ],
)
def test_a_figure_that_belongs_nowhere_is_refused(
    tmp_path: Path, target: str, part: str, reason: str
) -> None:
    """Unknown targets and parts, and targets without figures, are named as such."""
    found = edit.propose(folder.made(tmp_path), target, NEW, part)
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_a_file_that_is_no_yaml_is_refused_with_its_problem(tmp_path: Path) -> None:
    """A broken file is not touched; its fault comes with file and line."""
    data = folder.made(tmp_path)
    (data / FILE).write_text("id: share\n\tkind: indicator\n")
    found = edit.propose(data, "share", NEW)
    assert isinstance(found, Refusal)
    assert [(problem.code, problem.line) for problem in found.problems] == [("Y101", 2)]


def test_an_id_of_two_files_is_refused(tmp_path: Path) -> None:
    """Which of the two is meant cannot be known."""
    data = folder.made(tmp_path)
    (data / "targets/economy/share.yml").write_text(folder.SHARE)
    found = edit.propose(data, "share", NEW)
    assert isinstance(found, Refusal)
    assert found.reason == "edit.two_files"


SOURCE = {
    "kind": "press",
    "title": {"en": "Growth: an outlook", "vi": "Tăng trưởng"},
    "publisher": "office",
    "published": "2026-10",
    "url": "https://example.org/a?b=1#c",
}


def test_a_source_becomes_a_file_like_its_neighbours(tmp_path: Path) -> None:
    """The record stands in the order of the format, under the comment with which the others begin."""
    made = edit.propose_source(folder.made(tmp_path), "outlook-2026", SOURCE)
    assert isinstance(made, Proposal)
    assert made.data.decode() == (
        "# yaml-language-server: $schema=../schemas/source.schema.json\n"
        'id: outlook-2026\nkind: press\ntitle: {en: "Growth: an outlook", vi: Tăng trưởng}\n'
        "publisher: office\npublished: 2026-10\nurl: https://example.org/a?b=1#c\n"
    )
    assert made.sound
    assert made.digest == ""
    assert not (tmp_path / "seeds/outlook-2026.yaml").exists()


def test_a_source_is_checked_like_every_other(tmp_path: Path) -> None:
    """A missing field, an unknown body and a dangerous address are errors."""
    wrong = SOURCE | {"title": {}, "publisher": "offce", "url": "javascript:alert(1)"}
    made = edit.propose_source(folder.made(tmp_path), "outlook-2026", wrong)
    assert isinstance(made, Proposal)
    assert sorted(problem.code for problem in made.problems) == ["S001", "S011", "S040"]


@pytest.mark.parametrize("name", ["../evil", "A B", "", "book-2024", "seeds/x", "a" * 81])
def test_a_source_id_is_a_free_plain_word(tmp_path: Path, name: str) -> None:
    """Neither a path nor an id in use becomes a file."""
    found = edit.propose_source(folder.made(tmp_path), name, SOURCE)
    assert isinstance(found, Refusal)
    assert found.reason == ("edit.source_exists" if name == "book-2024" else "edit.bad_id")

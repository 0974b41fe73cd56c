"""The commands `add` and `add-source`: exit codes, dry run, and the text that is kept in a conflict."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import pytest

from tests import folder
from tests.test_kept import refused
from tracker.editing import record, save

FILE = folder.TARGET
ADD = ["add", "share", "--period", "2025", "--value", "41.50", "--source", "book-2025"]
ADD_SOURCE = ["add-source", "new", "--kind", "press", "--publisher", "office", "--published", "2026-10"]


def run(data: Path, *arguments: str) -> tuple[int, str]:
    """Run a command as the command line does; return its exit code and what it says."""
    said: list[str] = []
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    record.add(commands, said.append, lambda _: date(2026, 11, 22))
    record.add_source(commands, said.append)
    given = parser.parse_args([*arguments, "--data", str(data)])
    return given.run(given), "\n".join(said)


def test_add_inserts_the_figure_with_everything_said_about_it(tmp_path: Path) -> None:
    """Every option becomes a field; texts may come once per language."""
    told = ["--at", "p. 4", "--as-printed", "41,5 %", "--qualifier", "about", "--status", "provisional"]
    notes = ["--note", "First half.", "--note", "vi=Nửa đầu năm.", "--break", "New method: a survey."]
    code, said = run(folder.made(tmp_path), *ADD, *told, *notes)
    assert (code, said) == (0, f"Saved in {FILE}.")
    end = '    as_printed: "40,0 %"\n'
    lines = (
        "  - period: 2025\n    value: 41.50\n    source: book-2025\n    at: p. 4\n"
        '    as_printed: "41,5 %"\n    qualifier: about\n    status: provisional\n'
        '    break: {en: "New method: a survey."}\n    note: {en: First half., vi: Nửa đầu năm.}\n'
    )
    assert (tmp_path / FILE).read_text() == folder.SHARE.replace(end, end + lines)


def test_add_puts_the_figure_of_a_part_below_it(tmp_path: Path) -> None:
    """`--part` names the tier."""
    data = folder.made(tmp_path)
    arguments = [
        "add",
        "levels",
        "--part",
        "high",
        "--period",
        "2025",
        "--value",
        "3",
        "--source",
        "book-2025",
    ]
    assert run(data, *arguments)[0] == 0
    text = (data / "targets/economy/levels.yaml").read_text()
    lines = "    observations:\n      - period: 2025\n        value: 3\n        source: book-2025\n"
    assert text == folder.TIERS + lines


def test_a_dry_run_shows_the_difference_and_writes_nothing(tmp_path: Path) -> None:
    """The unified diff of the file, exit code 0, and the file as it was."""
    code, said = run(folder.made(tmp_path), *ADD, "--dry-run")
    assert code == 0
    assert said.startswith(f"--- {FILE}\n+++ {FILE}\n@@ -10,6 +10,9 @@\n")
    assert "\n+  - period: 2025\n+    value: 41.50\n+    source: book-2025\n" in said
    assert (tmp_path / FILE).read_text() == folder.SHARE


def test_wrong_content_is_reported_as_check_reports_it(tmp_path: Path) -> None:
    """Exit code 1, the line it would have, the sentence, the hint; the file stays."""
    data = folder.made(tmp_path)
    code, said = run(data, *ADD[:-1], "book-2026", "--value", "650,000")
    assert code == 1
    assert f"{FILE}:14:12: error S002: observations[1].value: '650,000' is not a number" in said
    assert f"{FILE}:15:13: error X003: observations[1].source:" in said
    assert said.endswith(f"Not saved: {FILE} would have errors.")
    assert (data / FILE).read_text() == folder.SHARE


def test_a_second_figure_for_a_period_from_the_same_source_is_wrong(tmp_path: Path) -> None:
    """Said twice, the command fails the second time and changes nothing."""
    data = folder.made(tmp_path)
    assert run(data, *ADD)[0] == 0
    once = (data / FILE).read_bytes()
    code, said = run(data, *ADD)
    assert code == 1
    assert "error S035" in said
    assert (data / FILE).read_bytes() == once


def test_doubts_are_told_and_the_figure_is_saved(tmp_path: Path) -> None:
    """A warning does not stop the command."""
    code, said = run(folder.made(tmp_path), *ADD, "--value", "4150")
    assert code == 0
    assert "warning W011" in said
    assert said.endswith(f"Saved in {FILE}.")


def test_an_unknown_target_is_wrong_usage(tmp_path: Path) -> None:
    """Exit code 2 and the near name."""
    code, said = run(folder.made(tmp_path), "add", "shares", *ADD[2:])
    assert (code, said) == (2, "There is no target 'shares'. Did you mean 'share'?")
    with pytest.raises(SystemExit) as missing:
        run(tmp_path, "add", "share", "--period", "2025")
    assert missing.value.code == 2


@pytest.mark.parametrize(("shut", "target"), [("", "share"), ("laws", "any")])
def test_a_folder_that_may_not_be_read_hides_no_target(
    shut: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can tell what lies in it: the folder is named, and no target is said not to be there."""
    place = folder.made(tmp_path) / "targets" / shut
    place.mkdir(exist_ok=True)
    refused(monkeypatch, place, "scandir")
    ended, said = run(tmp_path, "add", target, *ADD[2:])
    assert ended == 1
    assert f"{place.relative_to(tmp_path)}:1:1: error F002" in said
    assert "There is no target" not in said


def test_in_a_conflict_the_text_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else saves in between: exit code 3, the lines are printed, the other's content stays."""
    data = folder.made(tmp_path)
    theirs = folder.SHARE + "# theirs\n"
    fill = save.fill

    def late(*arguments: object, **options: bool) -> None:
        (data / FILE).write_text(theirs)
        fill(*arguments, **options)

    monkeypatch.setattr(save, "fill", late)
    code, said = run(data, *ADD)
    assert code == 3
    assert said.endswith(":\n  - period: 2025\n    value: 41.50\n    source: book-2025")
    assert (data / FILE).read_text() == theirs


def test_a_disk_that_fails_is_no_fault_of_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, the reason, and the text kept."""
    data = folder.made(tmp_path)

    def full(*arguments: object, **options: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(save, "fill", full)
    code, said = run(data, *ADD)
    assert code == 2
    assert "the disk is full" in said
    assert "  - period: 2025" in said


def test_what_was_typed_cannot_command_the_terminal(tmp_path: Path) -> None:
    """Control characters in arguments are refused, and shown escaped."""
    for arguments in (
        [*ADD, "--at", "\x1b[2J"],
        ["add", "\x1b[2J", *ADD[2:]],
        [*ADD, "--note", "a\x1b]0;b\x07"],
    ):
        code, said = run(folder.made(tmp_path), *arguments)
        assert code in (1, 2)
        assert "\x1b" not in said
        assert "\x07" not in said


def test_a_source_can_be_added_and_cited_at_once(tmp_path: Path) -> None:
    """`add-source` writes the record; `add` may then name it. A second time the id is taken."""
    data = folder.made(tmp_path)
    titles = ["--title", "Outlook", "--title", "vi=Triển vọng", "--url", "https://example.org/a"]
    code, said = run(data, *ADD_SOURCE, *titles)
    assert (code, said) == (0, "Saved in seeds/new.yaml.")
    assert "title: {en: Outlook, vi: Triển vọng}\n" in (data / "seeds/new.yaml").read_text()
    assert run(data, *ADD[:-1], "new", "--status", "provisional")[0] == 0
    assert run(data, *ADD_SOURCE, *titles)[0] == 1
    assert run(data, "add-source", "../new", *ADD_SOURCE[2:], *titles)[0] == 1


def test_add_writes_how_sure_a_figure_is_and_that_nobody_has_reviewed_it(tmp_path: Path) -> None:
    """The interval is a list, what the figure is a share of a number; a draft is marked as one."""
    doubt = [
        "--interval",
        "39.1",
        "43.9",
        "--confidence",
        "95",
        "--of",
        "1830",
        "percent",
    ]
    more = ["--quality", "low", "--published", "2026-08-01", "--footnote", "Part of the country.", "--draft"]
    assert run(folder.made(tmp_path), *ADD, *doubt, *more) == (0, f"Saved in {FILE}.")
    assert (
        "  - period: 2025\n    value: 41.50\n    source: book-2025\n"
        "    interval: [39.1, 43.9]\n    confidence: 95\n    quality: low\n"
        "    of: {value: 1830, unit: percent}\n    footnote: {en: Part of the country.}\n"
        "    published: 2026-08-01\n    draft: true\n"
    ) in (tmp_path / FILE).read_text()


def test_add_writes_a_suppressed_figure_without_a_value(tmp_path: Path) -> None:
    """A source that prints none is a gap with its reason; with neither value nor reason it is a fault."""
    gap = ["add", "share", "--period", "2025", "--source", "book-2025"]
    assert run(folder.made(tmp_path), *gap)[0] == 1
    assert run(tmp_path, *gap, "--quality", "suppressed") == (0, f"Saved in {FILE}.")
    assert (
        "  - period: 2025\n    source: book-2025\n    quality: suppressed\n" in (tmp_path / FILE).read_text()
    )

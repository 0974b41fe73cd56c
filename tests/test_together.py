"""Changes of many files: all of them or none, whoever is killed when, and nobody ever reads a half."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests import folder
from tests.saving import data, die_at
from tracker import reader
from tracker.__main__ import main
from tracker.editing import save, together
from tracker.editing.together import Change
from tracker.language import words
from tracker.reading import pending

__all__ = ["data"]

FILE = folder.TARGET
NEW = "targets/society/new-one.yaml"
THEME = b"themes:\n  society:\n    title: {en: Society}\n"


def changes(data: Path) -> list[Change]:
    """Return changes of three files, one of them new in a theme that is new."""
    share, words = (data / FILE).read_bytes(), (data / "targets/vocabulary.yaml").read_bytes()
    return [
        Change("targets/vocabulary.yaml", words, words.replace(b"themes:\n", THEME)),
        Change(FILE, share, share.replace(b"40.0", b"41.0")),
        Change(NEW, None, share.replace(b"id: share", b"id: new-one")),
    ]


def tree(data: Path) -> dict[str, bytes]:
    """Return every file of a data folder with its content."""
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def after(before: dict[str, bytes], made: list[Change]) -> dict[str, bytes]:
    """Return the files as they are to be after changes."""
    return before | {change.file: change.after for change in made}


def test_all_files_change_together_and_back(data: Path) -> None:
    """Three files get their content, nothing is left beside them, and the change can be taken back."""
    before, made = tree(data), changes(data)
    assert together.commit(data, lambda: made).state == "saved"
    assert tree(data) == after(before, made)
    assert together.commit(data, lambda: [change.undone for change in made]).state == "saved"
    assert tree(data) == before
    assert not (data / "targets/society").exists()


def test_one_changed_file_stops_all(data: Path) -> None:
    """Where one file is not what the change was made for, no file is touched."""
    made = changes(data)
    (data / FILE).write_bytes(b"id: other\n")
    before = tree(data)
    assert together.commit(data, lambda: made).state == "conflict"
    assert tree(data) == before


def test_a_disk_that_fails_in_between_leaves_all_as_before(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error at the second of three files takes the first one back."""
    before, made, written = tree(data), changes(data), save.written
    left = [2]

    def failing(proposal, **options):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        return written(proposal, **options)

    monkeypatch.setattr(save, "written", failing)
    assert together.commit(data, lambda: made).reason == "save.full"
    assert tree(data) == before


CALLS = ("open", "write", "fsync", "mkdir", "rename", "replace", "link", "unlink", "utime", "rmdir")


def _killed_at(data: Path, place: int) -> None:
    """Commit the changes in this process and kill it before its system call number `place`."""
    die_at(place, CALLS)
    made = changes(data)
    os._exit(0 if together.commit(data, lambda: made).state == "saved" else 1)


def test_whenever_it_is_killed_all_files_are_old_or_all_are_new(tmp_path: Path) -> None:
    """Killed before the 1st, 2nd, 3rd ... call: readers see all or nothing, then the disk does."""
    fork = multiprocessing.get_context("fork")
    outcomes = set()
    for place in range(1, 500):
        data = folder.made(tmp_path / str(place))
        before, made = tree(data), changes(data)
        wanted = after(before, made)
        child = fork.Process(target=_killed_at, args=(data, place))
        child.start()
        child.join(60)
        portfolio, problems = reader.load(data)
        seen = ("new-one" in portfolio.targets, portfolio.targets["share"].observations[0].value == 41)
        assert seen in ((True, True), (False, False)), place
        assert problems == [] or not seen[0], place
        outcome = together.finish(data)
        assert outcome is None or outcome.state == "saved", place
        now = {file: content for file, content in tree(data).items() if ".tmp" not in file}
        assert now == (wanted if seen[0] else before), place
        outcomes.add(seen[0])
        if child.exitcode == 0:
            break
    assert outcomes == {True, False}
    assert place > 40


def _many(data: Path, stop: multiprocessing.Event) -> None:
    """Change two files together, to and fro, until told to stop."""
    share = data / FILE
    other = data / "targets/economy/twin.yaml"
    number = 0
    while not stop.is_set():
        number += 1
        old = [share.read_bytes(), other.read_bytes()]
        new = [text.replace(b"value: %d" % (number - 1), b"value: %d" % number) for text in old]
        names = (FILE, "targets/economy/twin.yaml")
        made = [Change(*three) for three in zip(names, old, new, strict=True)]
        together.commit(data, lambda made=made: made)


def test_a_reader_never_sees_a_half(data: Path) -> None:
    """While a saver changes two files together again and again, both always hold the same number."""
    share = data / FILE
    share.write_bytes(share.read_bytes().replace(b"value: 40.0", b"value: 0"))
    (data / "targets/economy/twin.yaml").write_bytes(share.read_bytes().replace(b"id: share", b"id: twin"))
    fork = multiprocessing.get_context("fork")
    stop = fork.Event()
    child = fork.Process(target=_many, args=(data, stop))
    child.start()
    seen = set()
    try:
        begun = time.monotonic()
        while (lasted := time.monotonic() - begun) < 4 or (len(seen) <= 10 and lasted < 60):
            targets = reader.load(data)[0].targets
            pair = [float(targets[name].observations[0].value) for name in ("share", "twin")]
            assert pair[0] == pair[1]
            seen.add(pair[0])
            time.sleep(random.random() * 0.003)
    finally:
        stop.set()
        child.join(10)
    assert len(seen) > 10


def test_a_file_changed_after_a_crash_keeps_its_content(data: Path) -> None:
    """Who mends a file by hand while a change is pending is not overwritten; the rest goes back."""
    before, made = tree(data), changes(data)
    staged = data / "x"
    together._stage(staged, made)
    staged.rename(data / pending.FORWARD)
    (data / FILE).write_bytes(b"id: mine\n")
    assert together.finish(data).state == "conflict"
    assert tree(data) == before | {FILE: b"id: mine\n"}


def journal(data: Path, listed: str, **contents: bytes) -> None:
    """Leave a journal as a folder from elsewhere may bring it."""
    (data / pending.FORWARD).mkdir()
    (data / pending.FORWARD / pending.LIST).write_text(listed, "utf-8")
    for name, content in contents.items():
        (data / pending.FORWARD / name.replace("_", "-")).write_bytes(content)


def entry(file: str, before: bytes | None, after: bytes | None) -> str:
    """Return the list of a change of one file."""
    return json.dumps([{"file": file, "before": together._sha(before), "after": together._sha(after)}])


@pytest.mark.parametrize(
    "name", ["../victim.txt", "{above}/victim.txt", "a/../../victim.txt", "link/victim.txt"]
)
def test_no_journal_reaches_a_file_outside_the_folder(data: Path, name: str) -> None:
    """Neither removed nor written: by dots, by a whole path, by a link; whatever a strange folder brings."""
    victim = data.parent / "victim.txt"
    victim.write_bytes(b"mine\n")
    (data / "link").symlink_to(data.parent)
    file = name.format(above=data.parent)
    for after in (None, b"theirs\n"):
        journal(data, entry(file, b"mine\n", after), after_0=b"theirs\n", before_0=b"mine\n")
        main(["check", "--data", str(data)])
        assert victim.read_bytes() == b"mine\n"
        for left in (pending.FORWARD, pending.BACK):
            shutil.rmtree(data / left, ignore_errors=True)


def test_what_a_killed_saver_left_beside_a_file_goes_when_the_change_is_completed(data: Path) -> None:
    """A file under another name, about to be renamed, is removed; what is called otherwise stays."""
    old, new = (data / FILE).read_bytes(), (data / FILE).read_bytes().replace(b"40.0", b"41.0")
    journal(data, entry(FILE, old, new), before_0=old, after_0=new)
    name = Path(FILE).name
    for left in (f".{name}.4711.0123abcd.tmp", ".other.yaml.4711.0123abcd.tmp"):
        (data / FILE).with_name(left).write_bytes(new)
    together.finish(data)
    beside = [path.name for path in (data / FILE).parent.iterdir() if path.name.startswith(".")]
    assert ((data / FILE).read_bytes(), beside) == (new, [".other.yaml.4711.0123abcd.tmp"])


@pytest.mark.parametrize(
    ("name", "told"),
    [(pending.FORWARD, "is complete now; files changed"), (pending.BACK, "is taken back; files as before")],
)
def test_the_next_command_says_once_what_it_completed(
    data: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    """On the stream for hints, so that what programs read stays as it is."""
    old, new = (data / FILE).read_bytes(), (data / FILE).read_bytes().replace(b"40.0", b"41.0")
    journal(data, entry(FILE, old, new), after_0=new, before_0=old)
    (data / pending.FORWARD).rename(data / name)
    said = []
    for _ in range(2):
        main(["status", "--format", "csv", "--data", str(data)])
        said.append(capsys.readouterr())
    assert said[0].err == f"A change that was cut short before {told}: 1, {FILE} among them.\n" + said[1].err
    assert said[0].out == said[1].out
    assert (data / FILE).read_bytes() == (new if name == pending.FORWARD else old)


def test_no_journal_makes_a_folder_or_copies_a_file_from_elsewhere(data: Path) -> None:
    """A folder behind a link is not made; content behind a link, or other than was decided, is not taken."""
    (data / "link").symlink_to(data.parent)
    journal(data, entry("link/made/x.txt", None, b"x"), after_0=b"x")
    together.finish(data)
    assert not (data.parent / "made").exists()
    assert pending.found(data) is None
    (data.parent / "secret").write_bytes(b"id: secret\n")
    journal(data, entry("targets/economy/secret.yaml", None, b"id: secret\n"))
    (data / pending.FORWARD / "after-0").symlink_to(data.parent / "secret")
    assert "targets/economy/secret.yaml" not in reader.load(data)[0].files
    assert together.finish(data).state == "refused"
    assert not (data / "targets/economy/secret.yaml").exists()


def saved(data: Path) -> str:
    """Return what becomes of a save of one more file."""
    return together.commit(data, lambda: [Change("seeds/more.yaml", None, b"id: more\n")]).reason


def test_no_journal_keeps_others_from_saving_because_of_a_file_outside(data: Path) -> None:
    """Of two files behind a link one is as it was, one as it is to be: nothing is to be taken back."""
    (data / "link").symlink_to(data.parent)
    for name in ("one", "two"):
        (data.parent / name).write_bytes(b"mine\n")
    entries = [json.loads(entry(f"link/{name}", *some))[0] for name, *some in TWO]
    journal(data, json.dumps(entries), after_0=b"theirs\n", before_1=b"theirs\n", after_1=b"mine\n")
    assert saved(data) == "save.outside"
    assert saved(data) == "save.all"
    assert not pending.is_left(data)
    assert {(data.parent / name).read_bytes() for name in ("one", "two")} == {b"mine\n"}


TWO = (("one", b"mine\n", b"theirs\n"), ("two", b"theirs\n", b"mine\n"))


def test_a_journal_that_can_never_be_carried_out_says_what_to_do(data: Path) -> None:
    """Its contents are missing: every save names the folder to look at, and saves once that is deleted."""
    for name in ("one", "two"):
        (data / f"seeds/{name}.yaml").write_bytes(b"mine\n")
    entries = [json.loads(entry(f"seeds/{name}.yaml", *some))[0] for name, *some in TWO]
    journal(data, json.dumps(entries))
    for _ in range(2):
        outcome = together.commit(data, lambda: ())
        assert (outcome.state, outcome.reason) == ("refused", "save.cut_short")
        assert outcome.values == {"file": "seeds/two.yaml", "journal": pending.BACK}
        assert pending.BACK in words("en")(outcome.reason, **outcome.values)
    shutil.rmtree(data / pending.BACK)
    assert saved(data) == "save.all"


STRANGE = ("5", "[5]", "{}", '{"a": 1}', '[{"file": "x"}]', "[" * 100_000, "no", "null", '["x"]')
STRANGE += ('[{"file": 5, "before": "", "after": ""}]', '[{"file": "x", "before": "", "after": "q"}]')
STRANGE += tuple(
    json.dumps([{"file": file, "before": "", "after": ""}])
    for file in ("/x", "C:x", "C:\\x", "a\\b", "../x", "a/./b", "a//b", "", "a\0", "\ud800")
)


@pytest.mark.parametrize("listed", STRANGE)
def test_a_journal_that_cannot_be_understood_is_named_and_harms_nobody(data: Path, listed: str) -> None:
    """The portfolio is read as it lies there, with one warning; nothing is written."""
    sound, before = reader.load(data)[0], tree(data)
    journal(data, listed)
    main(["check", "--data", str(data)])
    portfolio, problems = reader.load(data)
    assert portfolio == sound
    assert [(one.code, one.file) for one in problems] == [("W005", ".tracker-pending/list.json")]
    assert tree(data).keys() - before.keys() == {".tracker-pending/list.json"}


def test_scraps_of_a_killed_save_go_with_the_next_command_unless_somebody_saves(data: Path) -> None:
    """Killed before it was decided, or just after it was done, a save leaves a folder that nobody needs."""
    scrap = data / f"{pending.FORWARD}.4711.0123abcd.tmp"
    scrap.mkdir()
    (scrap / "after-0").write_bytes(b"never decided")
    with save.locked(data, ""):
        assert together.finish(data) is None
        assert scrap.exists()
    assert main(["check", "--data", str(data)]) == 0
    assert not scrap.exists()

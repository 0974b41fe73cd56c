"""Saving: completely or not at all, never over somebody else's, whatever fails and whoever is killed."""

from __future__ import annotations

import errno
import itertools
import os
import random
import re
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import folder
from tracker import language, reader
from tracker.editing import edit, save
from tracker.editing.edit import Proposal
from tracker.editing.exchange import exchange
from tracker.editing.save import Outcome
from tracker.reading import files

FILE = folder.TARGET
SOURCE = {"kind": "press", "title": {"en": "New"}, "publisher": "office", "published": "2026-10-01"}
CALLS = ("open", "write", "fsync", "fstat", "close", "read", "replace", "link", "lstat")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, errno.EBUSY)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder; retries of the reader do not wait."""
    monkeypatch.setattr(files, "_PAUSE", 0.0)
    return folder.made(tmp_path)


def figure(period: str) -> dict[str, str]:
    """Return the fields of an observation."""
    return {"period": period, "value": "41", "source": "book-2025"}


def proposal(data: Path, period: str = "2025") -> Proposal:
    """Return a sound proposal for the one indicator."""
    made = edit.propose(data, "share", figure(period))
    assert isinstance(made, Proposal)
    assert made.sound
    return made


def new_source(data: Path) -> Proposal:
    """Return a sound proposal for a file that is not there yet."""
    made = edit.propose_source(data, "new", SOURCE)
    assert isinstance(made, Proposal)
    assert made.sound
    return made


def content(data: Path, file: str = FILE) -> bytes:
    """Return what a file holds; nothing when it is not there."""
    path = data / file
    return path.read_bytes() if path.exists() else b""


def leftovers(data: Path) -> list[str]:
    """Return the names of all files that are not data."""
    return [path.name for path in data.rglob("*") if path.is_file() and path.suffix != ".yaml"]


def test_saved_means_the_new_content_is_there_and_nothing_else(data: Path) -> None:
    """The file has the proposed bytes, its rights are the old ones, and nothing is left beside it."""
    (data / FILE).chmod(0o640)
    made = proposal(data)
    assert save.commit(made) == Outcome("saved", "save.saved", {"file": FILE})
    assert content(data) == made.data
    assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o640
    assert leftovers(data) == []


def test_a_new_source_is_saved_under_a_free_name_only(data: Path) -> None:
    """A second proposal for the same name is a conflict and leaves the first as it is."""
    first, second = new_source(data), new_source(data)
    assert save.commit(first).state == "saved"
    assert save.commit(second) == Outcome("conflict", "save.exists", {"file": "seeds/new.yaml"})
    assert content(data, "seeds/new.yaml") == first.data
    mode = (data / "seeds/new.yaml").stat().st_mode
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(mode) == 0o666 & ~umask
    assert leftovers(data) == []


def test_a_disk_without_hard_links_takes_a_new_source_too(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where names cannot be linked the new file is renamed into place."""
    monkeypatch.setattr(os, "link", failing(os.link, itertools.repeat(errno.EPERM)))
    assert save.commit(new_source(data)).state == "saved"
    assert content(data, "seeds/new.yaml")
    assert leftovers(data) == []


def test_a_file_changed_since_the_form_was_opened_is_a_conflict(data: Path) -> None:
    """Neither a change after the proposal nor one before it but after the form was opened is overwritten."""
    opened = proposal(data).digest
    changed = content(data) + b"# by somebody else\n"
    made = proposal(data)
    (data / FILE).write_bytes(changed)
    assert save.commit(made) == Outcome("conflict", "save.conflict", {"file": FILE})
    assert save.commit(proposal(data).since(opened)).state == "conflict"
    assert content(data) == changed
    assert leftovers(data) == []


def test_a_file_that_is_gone_is_a_conflict(data: Path) -> None:
    """A file that was moved away is not written anew."""
    made = proposal(data)
    (data / FILE).unlink()
    assert save.commit(made) == Outcome("conflict", "save.gone", {"file": FILE})
    assert not (data / FILE).exists()
    assert leftovers(data) == []


def test_faulty_content_is_never_saved(data: Path) -> None:
    """A proposal with errors is refused even if somebody asks for it."""
    made = edit.propose(data, "share", figure("2025") | {"value": "many"})
    assert isinstance(made, Proposal)
    assert save.commit(made).reason == "save.faulty"
    assert content(data) == folder.SHARE.encode()


def test_what_is_no_file_is_not_replaced(data: Path) -> None:
    """A pipe that was put in the place of the file is left alone, and nobody waits for it."""
    made = proposal(data)
    (data / FILE).unlink()
    os.mkfifo(data / FILE)
    assert save.commit(made).reason == "save.not_a_file"


def test_the_file_behind_a_link_is_replaced_and_the_link_stays(data: Path) -> None:
    """A link inside the data folder is followed."""
    real = data / "targets/shared-1.yaml.real"
    (data / FILE).rename(real)
    (data / FILE).symlink_to(real)
    made = proposal(data)
    assert save.commit(made).state == "saved"
    assert (data / FILE).is_symlink()
    assert real.read_bytes() == made.data


def test_a_link_out_of_the_folder_is_not_followed(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file outside the data folder is not written, even if the link was put there after the proposal."""
    made = proposal(data)
    outside = tmp_path_factory.mktemp("outside") / "share.yaml"
    (data / FILE).rename(outside)
    (data / FILE).symlink_to(outside)
    assert save.commit(made).reason == "save.outside"
    assert outside.read_bytes() == folder.SHARE.encode()


def test_a_write_protected_file_is_left_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without the right to write is not replaced, though its folder would allow it."""
    made = proposal(data)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert save.commit(made).reason == "save.read_only"
    assert content(data) == folder.SHARE.encode()


def test_two_savers_wait_for_each_other_and_not_for_ever(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another saver holds the folder, saving waits, then says so."""
    monkeypatch.setattr(save, "_TRIES", 3)
    made = proposal(data)
    with save.locked(data, FILE):
        assert save.commit(made).reason == "save.busy"
    assert save.commit(made).state == "saved"


def test_what_dead_savers_left_is_swept_after_an_hour(data: Path) -> None:
    """Only own temporary files, and only old ones, are removed."""
    names = (".share.yaml.123.0123abcd.tmp", "notes.tmp", ".share.yaml.swp", ".other.tmp")
    for name in names:
        (data / "targets/economy" / name).write_text("x")
    save.sweep(data / "targets/economy", time.time() + 3000)
    assert sorted(leftovers(data)) == sorted(names)
    save.sweep(data / "targets/economy", time.time() + 4000)
    assert sorted(leftovers(data)) == sorted(names[1:])


def failing(call: Callable, faults: Iterator[int]) -> Callable:
    """Return a system call that fails with each error number in turn; 0 lets it through."""

    def instead(*args, **named):
        if number := next(faults, 0):
            raise OSError(number, os.strerror(number))
        return call(*args, **named)

    return instead


@contextmanager
def fault(place: int, number: int) -> Iterator[list[str]]:
    """Let the system call number `place` fail; yield the list that then names it."""
    hit: list[str] = []
    counter = itertools.count(1)

    def wrapped(name: str, call: Callable) -> Callable:
        def instead(*args, **named):
            if next(counter) == place:
                hit.append(name)
                if name == "close":  # it closes all the same
                    call(*args)
                raise OSError(number, os.strerror(number))
            return call(*args, **named)

        return instead

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrapped(name, getattr(os, name)))
        patch.setattr(save, "exchange", wrapped("exchange", save.exchange))
        yield hit


def swapping(one: str, other: str) -> bool:
    """Exchange two names on any disk, not in one step."""
    Path(other).rename(one + "3")
    Path(one).rename(other)
    Path(one + "3").rename(one)
    return True


def test_names_are_exchanged_or_nothing_happens(data: Path) -> None:
    """The system's own exchange either trades the names of two files or says that it cannot."""
    one, other = data / "one", data / "other"
    one.write_text("1")
    other.write_text("2")
    done = exchange(str(one), str(other))
    assert (one.read_text(), other.read_text()) == (("2", "1") if done else ("1", "2"))
    one.unlink()
    if done:
        with pytest.raises(FileNotFoundError):
            exchange(str(one), str(other))


def no_exchange(one: str, other: str) -> bool:
    """Stand for a disk that cannot exchange names."""
    return False


@pytest.mark.parametrize("make", [proposal, new_source])
@pytest.mark.parametrize("exchanging", [True, False])
@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_whatever_call_fails_the_file_is_old_or_new(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    exchanging: bool,
    make: Callable[[Path], Proposal],
) -> None:
    """The 1st, 2nd, 3rd ... system call fails, until none does: the file is whole, and the answer is true."""
    if not exchanging:
        monkeypatch.setattr(save, "exchange", no_exchange)
    made = make(data)
    old, words = content(data, made.file), language.words("en")
    for place in itertools.count(1):
        with fault(place, number) as hit:
            outcome = save.commit(made)
        now = content(data, made.file)
        assert now in (old, made.data), (place, hit)
        assert (outcome.state == "saved") <= (now == made.data), (place, hit)
        assert (now == made.data) <= (outcome.reason in ("save.saved", "save.unconfirmed")), (place, hit)
        assert leftovers(data) == [], (place, hit)
        assert words.has(outcome.reason), outcome
        if not hit:
            break
        (data / made.file).write_bytes(old) if old else (data / made.file).unlink(missing_ok=True)
    assert outcome.state == "saved"
    assert place > 12


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "save.full"),
        (errno.EROFS, "save.read_only"),
        (errno.EBUSY, "save.mounted"),
        (errno.EIO, "save.failed"),
    ],
)
def test_the_reason_is_named(data: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str) -> None:
    """A full disk, a read-only one, a file mounted by itself, and any other fault."""
    monkeypatch.setattr(save, "exchange", failing(save.exchange, iter([number])))
    assert save.commit(proposal(data)).reason == reason
    assert content(data) == folder.SHARE.encode()


def test_saved_is_not_said_before_the_disk_has_confirmed_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the folder cannot be forced to the disk, the content is there, but not called saved."""
    force = os.fsync

    def content_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        force(descriptor)

    monkeypatch.setattr(os, "fsync", content_only)
    made = proposal(data)
    assert save.commit(made) == Outcome("refused", "save.unconfirmed", {"file": FILE})
    assert content(data) == made.data
    assert leftovers(data) == []


def test_a_disk_that_takes_few_bytes_at_a_time_gets_them_all(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Short writes are continued where they stopped."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, rest: write(descriptor, bytes(rest[:7])))
    made = proposal(data)
    assert save.commit(made).state == "saved"
    assert content(data) == made.data


def test_content_is_on_the_disk_before_it_gets_its_name(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order is: write, force the content, give the name, force the folder."""
    told: list[str] = []

    def noting(name: str, call: Callable) -> Callable:
        def instead(*args):
            kind = "folder" if name == "fsync" and stat.S_ISDIR(os.fstat(args[0]).st_mode) else name
            told.append(kind)
            return call(*args)

        return instead

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))
    monkeypatch.setattr(save, "exchange", noting("exchange", save.exchange))
    assert save.commit(proposal(data)).state == "saved"
    assert told == ["write", "fsync", "exchange", "folder"]


def in_place(path: Path, text: bytes) -> None:
    """Save as simple editors do."""
    path.write_bytes(text)


def by_renaming(path: Path, text: bytes) -> None:
    """Save as careful editors do."""
    beside = path.with_name("4913")
    beside.write_bytes(text)
    beside.replace(path)


@pytest.mark.parametrize("exchanging", [True, False])
@pytest.mark.parametrize("editor", [in_place, by_renaming])
def test_an_editor_that_saves_at_any_moment_is_never_overwritten(
    data: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable, exchanging: bool
) -> None:
    """An editor saves just before each of our system calls in turn: afterwards its content is there."""
    monkeypatch.setattr(save, "exchange", swapping if exchanging else no_exchange)
    made, theirs = proposal(data), folder.SHARE.encode() + b"# by an editor\n"
    for place in itertools.count(1):
        (data / FILE).write_bytes(folder.SHARE.encode())
        counter, acted = itertools.count(1), []
        with pytest.MonkeyPatch.context() as patch:

            def first(call: Callable, place: int = place, counter: Iterator = counter, acted: list = acted):
                def instead(*args, **named):
                    if not acted and next(counter) == place:
                        acted.append(call)
                        editor(data / FILE, theirs)
                    return call(*args, **named)

                return instead

            for name in ("open", "write", "fsync", "fstat"):
                patch.setattr(os, name, first(getattr(os, name)))
            if exchanging:  # without it nothing can be done in the very last moment
                patch.setattr(save, "exchange", first(save.exchange))
            outcome = save.commit(made)
        if not acted:
            break
        assert content(data) == theirs, (place, acted, outcome)
        assert leftovers(data) == []
    assert outcome.state == "saved"
    assert content(data) == made.data
    assert place > 12


def test_an_editor_quicker_than_the_undoing_keeps_its_last_word(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saves before our exchange and once more before we put its first version back: the second stays."""
    versions = [folder.SHARE.encode() + b"# one\n", folder.SHARE.encode() + b"# two\n"]

    def late(one: str, other: str) -> bool:
        if versions:
            by_renaming(data / FILE, versions.pop(0))
        return swapping(one, other)

    monkeypatch.setattr(save, "exchange", late)
    assert save.commit(proposal(data)).state == "conflict"
    assert content(data).endswith(b"# two\n")
    assert leftovers(data) == []


def child(work: Callable[[int], object]) -> tuple[int, int]:
    """Run work in a copy of this process; return its id and the end from which its words are read."""
    ours, theirs = os.pipe()
    ident = os.fork()
    if ident == 0:
        code = 1
        try:
            work(theirs)
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    return ident, ours


def ended(ident: int, words: int) -> tuple[int, str]:
    """Wait for a child; return its exit status and what it said."""
    with os.fdopen(words) as said:
        text = said.read()
    return os.waitpid(ident, 0)[1], text


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_saver_killed_at_any_call_leaves_the_file_old_or_new(
    data: Path, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    """SIGKILL just before the 1st, 2nd, 3rd ... system call, while a reader watches: never anything torn."""
    if not exchanging:
        monkeypatch.setattr(save, "exchange", no_exchange)
    made, old = proposal(data), content(data)

    def saving(place: int) -> Callable[[int], object]:
        def work(_: int) -> None:
            counter = itertools.count(1)

            def deadly(call: Callable) -> Callable:
                def instead(*args, **named):
                    if next(counter) == place:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return call(*args, **named)

                return instead

            for name in CALLS:
                setattr(os, name, deadly(getattr(os, name)))
            save.exchange = deadly(save.exchange)
            assert save.commit(made).state == "saved"

        return work

    for place in itertools.count(1):
        (data / FILE).write_bytes(old)
        ident, words = child(saving(place))
        seen = {content(data) for _ in range(20)}
        status, _ = ended(ident, words)
        assert seen | {content(data)} <= {old, made.data}
        if status == 0:
            break
        assert status == signal.SIGKILL
    assert content(data) == made.data
    assert place > 12
    monkeypatch.undo()
    save.sweep(data / "targets/economy", time.time() + 4000)
    assert leftovers(data) == []


def recording(data: Path, name: int, count: int) -> Callable[[int], None]:
    """Return work that records figures and says the period of each that is saved."""

    def work(words: int) -> None:
        for month in range(count):
            period = f"{2000 + name}-{month % 12 + 1:02}-{month // 12 + 1:02}"
            _, outcome = save.commit_latest(
                data, lambda period=period: edit.propose(data, "share", figure(period))
            )
            if outcome and outcome.state == "saved":
                os.write(words, f"{period} ".encode())

    return work


def periods(data: Path) -> list[str]:
    """Return the periods in the file, which has to be whole and sound."""
    read = reader.read(content(data), FILE)
    assert read.record is not None, read.problems
    return re.findall(r"^  - period: (\S+)", content(data).decode(), re.MULTILINE)


def test_a_saver_killed_at_random_loses_nothing_it_reported(data: Path) -> None:
    """40 savers are killed while a reader watches: every version whole, every reported figure there."""
    chance = random.Random(1)
    for run in range(40):
        ident, words = child(recording(data, run, 100))
        until = time.monotonic() + chance.uniform(0.001, 0.06)
        while time.monotonic() < until:
            assert content(data).endswith(b"checked: 2026-11-22\n")
        os.kill(ident, signal.SIGKILL)
        status, said = ended(ident, words)
        assert status == signal.SIGKILL
        found = periods(data)
        assert set(said.split()) <= set(found)
        assert len(found) == len(set(found))


def test_eight_people_record_at_the_same_time_and_nothing_is_lost(data: Path) -> None:
    """Eight processes record ten figures each: all eighty are saved, each once, in a sound file."""
    children = [child(recording(data, name, 10)) for name in range(8)]
    said = [ended(*one) for one in children]
    assert [status for status, _ in said] == [0] * 8
    reported = " ".join(text for _, text in said).split()
    assert len(reported) == 80
    assert sorted(periods(data)) == sorted(["2024", *reported])
    assert leftovers(data) == []


def test_eight_forms_open_at_the_same_time_one_wins(data: Path) -> None:
    """Eight proposals for the same version of a file: one is saved, seven are told of the conflict."""
    forms = [proposal(data, f"20{year}") for year in range(10, 18)]

    def saving(made: Proposal) -> Callable[[int], object]:
        return lambda words: os.write(words, save.commit(made).state.encode())

    said = [ended(*one)[1] for one in [child(saving(made)) for made in forms]]
    assert sorted(said) == ["conflict"] * 7 + ["saved"]
    assert content(data) == forms[said.index("saved")].data


@pytest.mark.parametrize("editor", [in_place, by_renaming])
def test_an_editor_at_work_loses_nothing_either(data: Path, editor: Callable) -> None:
    """An editor keeps adding lines while figures are recorded: none of its lines ever vanishes."""
    ident, words = child(recording(data, 1, 100))
    wanted: list[bytes] = []
    for number in range(25):
        text = settled(data, wanted)
        wanted.append(f"# line {number}".encode())
        editor(data / FILE, text + wanted[-1] + b"\n")
        time.sleep(0.005)
    assert ended(ident, words)[0] == 0
    assert settled(data, wanted)
    assert periods(data)
    assert leftovers(data) == []


def settled(data: Path, wanted: list[bytes]) -> bytes:
    """Return the file with the lines wanted at its end; an exchange being undone may hide them briefly."""
    for _ in range(100):
        text = content(data)
        if not wanted or text.splitlines()[-len(wanted) :] == wanted:
            return text
        time.sleep(0.01)
    raise AssertionError(text.decode())

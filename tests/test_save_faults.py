"""Saving when a call of the system fails: the file is old or new, and the answer is true."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import folder
from tests.saving import CALLS, FILE, content, data, leftovers, new_source, no_exchange, proposal
from tracker import language
from tracker.editing import save
from tracker.editing.edit import Proposal
from tracker.editing.exchange import exchange
from tracker.editing.save import Outcome

__all__ = ["data"]

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, errno.EBUSY)


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


def test_a_disk_without_hard_links_takes_a_new_source_too(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where names cannot be linked the new file is renamed into place."""
    monkeypatch.setattr(os, "link", failing(os.link, itertools.repeat(errno.EPERM)))
    assert save.commit(new_source(data)).state == "saved"
    assert content(data, "seeds/new.yaml")
    assert leftovers(data) == []


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

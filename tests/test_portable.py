"""Without POSIX: saving, locking and many files at once where its modules and calls are missing."""

from __future__ import annotations

import os
import types
from pathlib import Path

import pytest

from tests import folder
from tests.test_save import content, proposal
from tests.test_together import after, changes, tree
from tracker.editing import lock, save, together


class Windows(types.SimpleNamespace):
    """Stands for msvcrt: a byte of a file that only one may hold."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__(taken=False, asked=0)

    def locking(self, opened: int, mode: int, count: int) -> None:
        """Take the byte, or fail as Windows does."""
        self.asked += 1
        assert (mode, count) == (self.LK_NBLCK, 1)
        if self.taken:
            raise PermissionError(13, "Permission denied")


@pytest.fixture(params=["windows", "neither"])
def bare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder on a system without fcntl, without exchange of names, without rights of POSIX."""
    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "msvcrt", Windows() if request.param == "windows" else None)
    monkeypatch.setattr(save, "exchange", lambda one, other: False)
    for name in ("fchown", "fchmod", "O_DIRECTORY", "O_NOFOLLOW"):
        monkeypatch.delattr(os, name)
    return folder.made(tmp_path)


def test_one_file_and_many_are_saved(bare: Path) -> None:
    """The contents are there, and no temporary file is left."""
    made = proposal(bare)
    assert save.commit(made).state == "saved"
    assert content(bare) == made.data
    (bare / lock.NAME).unlink(missing_ok=True)
    before, wanted = tree(bare), changes(bare)
    assert together.commit(bare, lambda: wanted).state == "saved"
    (bare / lock.NAME).unlink(missing_ok=True)
    assert tree(bare) == after(before, wanted)


def test_two_savers_wait_for_each_other(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the lock is held elsewhere, saving says that it is busy."""
    monkeypatch.setattr(save, "_TRIES", 2)
    made = proposal(bare)
    with lock.held(bare, 1, 0.0):
        if lock.msvcrt is not None:
            lock.msvcrt.taken = True
        assert save.commit(made).reason == "save.busy"
    if lock.msvcrt is not None:
        lock.msvcrt.taken = False
    assert save.commit(made).state == "saved"

"""Without POSIX: saving, locking and many files at once where its modules and calls are missing."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from tests import folder
from tests.imports import brought
from tests.saving import content, proposal
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


def test_tables_are_brought_and_files_of_windows_stay_as_they_are(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CR LF and comments survive an import; a file that another program holds open is waited for."""
    table = bare.parent / "con.csv"
    table.write_bytes(b"Year;Value\r\n2020;1,5\r\n2021;2,5\r\n")
    brought(bare, table, "--target", "share")
    target = next(bare.glob("targets/*/share.yaml"))
    target.write_bytes(b"# ours\r\n" + target.read_bytes().replace(b"\n", b"\r\n"))
    for file in (bare / "targets" / "vocabulary.yaml", *bare.glob("seeds/con-*.yaml")):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    held, replace = [PermissionError(13, "held open")], Path.replace

    def slow(self: Path, other: Path) -> Path:
        if held:
            raise held.pop()
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", slow)
    monkeypatch.setattr(sys, "platform", "win32")
    table.write_bytes(b"Year;Value\r\n2020;1,5\r\n2021;2,5\r\n2022;3,5\r\n")
    before = target.read_bytes()
    brought(bare, table, "--target", "share")
    start, added, end = target.read_bytes().partition(b"  - period: 2022\r\n    value: 3.5\r\n")
    assert added
    assert (
        before
        == start + b"\r\n# What follows is open.\r\n" + end.partition(b"# What follows is open.\r\n")[2]
    )
    assert held == []  # the file was held open, and waited for
    assert [path.name for path in (bare / "imports").iterdir()] == ["con-1.yaml"]
    assert "nothing to write" in brought(bare, table, "--target", "share")

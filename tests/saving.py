"""A small data folder in which something is saved, and proposals to save."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests import folder
from tracker.editing import edit, save
from tracker.editing.edit import Proposal
from tracker.reading import files

FILE = folder.TARGET
SOURCE = {"kind": "press", "title": {"en": "New"}, "publisher": "office", "published": "2026-10-01"}
CALLS = ("open", "write", "fsync", "fstat", "close", "read", "replace", "link", "lstat")


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


def no_exchange(one: str, other: str) -> bool:
    """Stand for a disk that cannot exchange names."""
    return False


def die_at(place: int, names: Iterable[str]) -> None:
    """Have this process killed just before the call number `place` of these calls and of the exchange."""
    counter = itertools.count(1)

    def deadly(call: Callable) -> Callable:
        def instead(*args, **named):
            if next(counter) == place:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **named)

        return instead

    for name in names:
        setattr(os, name, deadly(getattr(os, name)))
    save.exchange = deadly(save.exchange)

"""Pending: a change of many files that is decided, while it is not yet in every place.

Such a change lies in one folder, the journal, which appears and vanishes in one step. While it is there
a reader takes the decided content of every file, so that nobody sees one half of a change, not even after
whoever made it was killed. `tracker.editing.together` writes journals and carries them out.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

FORWARD, BACK = ".tracker-pending", ".tracker-undoing"
LIST = "list.json"
_TRIES, _PATIENCE = 5, 3.0  # looks, and seconds, at least, before one with a change in between is taken
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a change: SHA-256 before and after; empty where the file is not to be there."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A change that is decided: to be carried out, or to be taken back.

    Attributes:
        home: the folder of the journal.
        back: whether the files are to be as they were before.
    """

    home: Path
    back: bool
    entries: tuple[Entry, ...] = field(default=())

    def content(self, number: int) -> Path:
        """Return where the decided content of an entry lies."""
        return self.home / f"{'before' if self.back else 'after'}-{number}"

    def turned(self, entry: Entry) -> tuple[str, str]:
        """Return the digest that gives way and the one that is to be there."""
        return (entry.after, entry.before) if self.back else (entry.before, entry.after)


def found(folder: Path) -> Journal | None:
    """Return the journal of a data folder; None when no change is pending."""
    for name, back in ((BACK, True), (FORWARD, False)):
        home = folder / name
        try:
            listed = json.loads((home / LIST).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        entries = (Entry(one["file"], one["before"], one["after"]) for one in listed)
        return Journal(home, back, tuple(entries))
    return None


def is_left(folder: Path) -> bool:
    """Tell whether a data folder holds a journal; where it cannot be looked into, nothing is known of one."""
    return any(os.path.isdir(folder / name) for name in (FORWARD, BACK))  # noqa: PTH112 - never raises


def stamp(folder: Path) -> tuple[int, int] | None:
    """Return what differs whenever a change was decided or completed between two looks."""
    try:
        seen = os.stat(folder)  # noqa: PTH116
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino


def settled(folder: Path, look: Callable[[], _T]) -> _T:
    """Return what a look at a data folder gave in which no change of many files came between.

    Args:
        folder: the data folder.
        look: reads its files; it is called again while changes come between.
    """
    end = time.monotonic() + _PATIENCE
    tried, before, seen = 1, stamp(folder), look()
    while stamp(folder) != before and (tried < _TRIES or time.monotonic() < end):
        tried, before, seen = tried + 1, stamp(folder), look()
    return seen


def decided(folder: Path, present: Callable[[str], Path | None]) -> dict[str, Path | None]:
    """Return, by file, where the content is that counts while a change is pending; None for no file.

    A file that somebody has changed since stays out: theirs counts.

    Args:
        folder: the data folder.
        present: returns where a file lies now, or None.
    """
    journal = found(folder)
    if journal is None:
        return {}
    counting: dict[str, Path | None] = {}
    for number, entry in enumerate(journal.entries):
        old, new = journal.turned(entry)
        if digest_of(present(entry.file)) == old:
            counting[entry.file] = journal.content(number) if new else None
    return counting


def digest_of(path: Path | None) -> str:
    """Return the SHA-256 of a file; empty when there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""

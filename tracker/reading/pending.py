"""Pending: a change of many files that is decided, while it is not yet in every place.

Such a change lies in one folder, the journal, which appears and vanishes in one step. While it is there
a reader takes the decided content of every file, so that nobody sees one half of a change, not even after
whoever made it was killed. `tracker.editing.together` writes journals and carries them out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tracker.writing import is_below

FORWARD, BACK = ".tracker-pending", ".tracker-undoing"
LIST = "list.json"
_TRIES, _PATIENCE = 5, 3.0  # looks, and seconds, at least, before one with a change in between is taken
_LARGEST = 64 << 20
_DIGEST = re.compile(r"([0-9a-f]{64})?", re.ASCII)
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
    """Return the journal of a data folder; None when no change is pending, or none that can be understood."""
    return next((one for one in _journals(folder) if isinstance(one, Journal)), None)


def not_understood(folder: Path) -> list[str]:
    """Return the lists of changes that lie in a data folder and cannot be understood."""
    return [one for one in _journals(folder) if isinstance(one, str)] if is_left(folder) else []


def _journals(folder: Path) -> Iterator[Journal | str]:
    """Yield the journals of a data folder, the one that counts first; for one not understood, its list."""
    for name, back in ((BACK, True), (FORWARD, False)):
        home = folder / name
        try:
            yield Journal(home, back, _entries(home))
        except OSError:
            continue
        except (ValueError, TypeError, KeyError, RecursionError):
            yield f"{name}/{LIST}"


def _entries(home: Path) -> tuple[Entry, ...]:
    """Return what a journal lists; it may come with a folder from anywhere, so nothing of it is trusted.

    Raises:
        OSError: there is none.
        ValueError, TypeError, KeyError, RecursionError: it is no journal.
    """
    seen = (home / LIST).lstat()
    if home.is_symlink() or not stat.S_ISREG(seen.st_mode) or seen.st_size > _LARGEST:
        raise ValueError(LIST)
    listed = json.loads((home / LIST).read_text("utf-8"))
    if not isinstance(listed, list):
        raise TypeError(LIST)
    return tuple(_entry(one) for one in listed)


def _entry(one: Mapping[str, str]) -> Entry:
    entry = Entry(one["file"], one["before"], one["after"])
    if not is_below(entry.file) or not (_DIGEST.fullmatch(entry.before) and _DIGEST.fullmatch(entry.after)):
        raise ValueError(entry.file)
    return entry


def is_left(folder: Path) -> bool:
    """Tell whether a data folder holds a journal; where it cannot be looked into, nothing is known of one."""
    return any(os.path.isdir(folder / name) for name in (FORWARD, BACK))  # noqa: PTH112 - never raises


def scraps(folder: Path) -> list[Path]:
    """Return what somebody who was killed has left of a change that was never decided, or is complete."""
    return list(folder.glob(f"{FORWARD}.*.tmp"))


def stamp(folder: Path) -> tuple[int, int] | None:
    """Return what differs whenever a change was decided or completed between two looks."""
    try:
        seen = os.stat(folder)  # noqa: PTH116 - asked at each look
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
        content = journal.content(number)
        if digest_of(present(entry.file)) == old and not (new and content.is_symlink()):
            counting[entry.file] = content if new else None
    return counting


def digest_of(path: Path | None) -> str:
    """Return the SHA-256 of a file; empty when there is none."""
    try:
        if path is None or not stat.S_ISREG(path.stat().st_mode):
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

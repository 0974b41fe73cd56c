"""Quiet: whether anything can have changed in folders since they were last looked at, asked of the system.

Linux tells of every change on a disk of this machine. Where it cannot, on a disk elsewhere or another
system, nothing is ever quiet, and one who looks again looks at everything.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Changed, its attributes changed, closed after writing, moved away, moved here, created, deleted,
# itself deleted, itself moved.
_EVENTS = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800
_ESCAPED = re.compile(rb"\\([0-3][0-7]{2})")  # spaces, line ends and the sign itself, in a list of mounts
_OF_THIS_MACHINE = frozenset({"ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "f2fs"})


class Quiet:
    """Some folders, and what the system tells of them."""

    def __init__(self) -> None:
        """Begin to listen, where the system can tell."""
        self._ear = _system.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC) if _system else -1
        self._heard: dict[str, int] = {}
        self._stamps: dict[str, tuple[int, ...]] = {}

    def __del__(self) -> None:
        """Listen no longer."""
        if self._ear >= 0:
            os.close(self._ear)

    def begin(self) -> None:
        """Forget what was told until now: a look that begins after this sees it."""
        self._told()

    def settle(self, folders: Iterable[str]) -> bool:
        """Listen to the folders of a look that has ended; tell whether all were heard since it began."""
        before, kinds = self._heard, dict(_mounts()) if self._ear >= 0 else {}
        self._stamps = {folder: _stamp(folder) for folder in folders}
        self._heard = {
            folder: _system.inotify_add_watch(self._ear, os.fsencode(folder), _EVENTS)
            for folder in self._stamps
            if _system and _kind(folder, kinds) in _OF_THIS_MACHINE
        }
        return self._heard == before and self._heard.keys() == self._stamps.keys() and self._are_heard()

    def _are_heard(self) -> bool:
        return bool(self._heard) and min(self._heard.values()) >= 0

    def holds(self) -> bool:
        """Tell whether nothing happened since, and every path still leads to the same folder."""
        return not self._told() and all(_stamp(path) == stamp for path, stamp in self._stamps.items())

    def _told(self) -> bool:
        """Take all that was told and return whether there was anything."""
        anything = False
        try:
            while self._ear >= 0 and os.read(self._ear, 1 << 16):
                anything = True
        except BlockingIOError:
            pass
        return anything


def _stamp(folder: str) -> tuple[int, ...]:
    try:
        found = os.stat(folder)  # noqa: PTH116 - asked each second
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield where disks are mounted, each with its kind; nothing where the system does not say."""
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        place, _, disk = line.partition(b" - ")
        if disk:
            path = _ESCAPED.sub(lambda found: bytes((int(found[1], 8),)), place.split(b" ")[4])
            yield os.fsdecode(path), os.fsdecode(disk.split(b" ")[0])


def _kind(folder: str, kinds: Mapping[str, str]) -> str:
    """Return the kind of the disk that a folder lies on; empty where nobody knows."""
    path = os.path.realpath(folder)
    while path not in kinds and path != os.path.dirname(path):  # noqa: PTH120 - a text already
        path = os.path.dirname(path)  # noqa: PTH120 - a text already
    return kinds.get(path, "")


def _found() -> ctypes.CDLL | None:
    """Return the system's library where it can tell of changes."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL(None)
        library.inotify_add_watch.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_uint32)
    except (OSError, AttributeError):
        return None
    return library


_system = _found()

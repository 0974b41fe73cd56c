"""Files: which files make up a data folder, and their bytes, whatever lies there.

Nothing here trusts a file: it may be huge, a pipe, a device, a link in a circle, or change while it
is read. Every such case is one problem and the other files are read all the same.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.problems import Problem

LARGEST_FILE = 1 << 20
DEEPEST_FOLDER = 12
VOCABULARY = "targets/vocabulary.yaml"
_TRIES = 5
_PAUSE = 0.1
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_IGNORED = re.compile(
    r"\..*|#.*|~.*|.*~|.*\.(sw[a-z]|tmp|temp|bak|orig|rej|old|part|crdownload|lock|md)"
    r"|4913|thumbs\.db|desktop\.ini|__pycache__|\$recycle\.bin|license|readme.*",
    re.IGNORECASE | re.DOTALL,
)
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the data folder: its path on the disk, and its name relative to the data folder."""

    path: str
    file: str
    linked: bool = False


def find(folder: Path) -> tuple[list[Place], list[Problem]]:
    """Return the YAML files of a data folder in the order of their names, and what lies there amiss."""
    places: list[Place] = []
    problems: list[Problem] = []
    for top in ("targets", "seeds"):
        if not folder.joinpath(top).is_dir():
            problems.append(Problem("F001", top, values={"name": top}))
            continue
        found = list(_walk(folder, top))
        places += (entry for entry in found if isinstance(entry, Place))
        problems += (entry for entry in found if isinstance(entry, Problem))
        if not found:
            problems.append(Problem("F010", top, values={"name": top}))
    return sorted(places, key=lambda place: place.file), problems


def _walk(folder: Path, top: str) -> Iterator[Place | Problem]:
    """Yield what one of the two folders holds; folders in folders are followed, links to folders not."""
    waiting = [top]
    while waiting:
        within = waiting.pop()
        try:
            with os.scandir(folder / within) as opened:
                entries = list(opened)
        except OSError as error:
            yield unreadable(within, error)
            continue
        for entry in entries:
            if not _IGNORED.fullmatch(entry.name):
                kept = _judge(entry, f"{within}/{entry.name}")
                if isinstance(kept, str):
                    waiting.append(kept)
                elif kept:
                    yield kept


def _judge(entry: os.DirEntry[str], file: str) -> Place | Problem | str | None:
    """Return a file to read, a folder to walk into, or a problem; None for a folder of nothing."""
    depth, linked = file.count("/"), entry.is_symlink()
    ending = entry.name.lower().endswith((".yaml", ".yml"))
    if entry.is_dir(follow_symlinks=False) and not ending:
        if depth > DEEPEST_FOLDER:
            return Problem("F008", file, values={"name": entry.name})
        if depth == 1 and file.startswith("targets/") and not is_id(entry.name):
            return Problem("F009", file, values={"name": entry.name})
        return file
    if linked and not ending and Path(entry.path).is_dir():
        return Problem("F005", file)
    if not ending:
        return Problem("W003", file, values={"name": entry.name})
    return misplaced(file) or Place(entry.path, file, linked)


def misplaced(file: str) -> Problem | None:
    """Return the problem of a file that lies where no data file belongs."""
    parts = file.split("/")
    if is_vocabulary(file):
        return None
    if len(parts) != (3 if parts[0] == "targets" else 2):
        return Problem("F008", file, values={"name": parts[-1]})
    return None


def is_id(word: str) -> bool:
    """Tell whether a word has the form of an id: small letters, digits and hyphens."""
    return _NAME.fullmatch(word) is not None


def is_well_named(file: str) -> bool:
    """Tell whether the name of a data file is an id."""
    return is_vocabulary(file) or is_id(stem(file))


def is_vocabulary(file: str) -> bool:
    """Tell whether a file is the one with the units, themes and bodies."""
    return file in (VOCABULARY, "targets/vocabulary.yml")


def stem(file: str) -> str:
    """Return the name of a file without its folder and its ending; it is the id of what is inside."""
    return file.rpartition("/")[2].rpartition(".")[0]


def read(place: Place, folder: Path) -> bytes | Problem:
    """Return the bytes of a file, or the problem that keeps them from being read.

    A file that vanishes or changes while it is read is tried again a few times, since editors
    replace files when they save.
    """
    try:
        path = _resolved(place, folder) if place.linked else place.path
    except OSError:
        return Problem("F006", place.file)
    if not path:
        return Problem("F005", place.file)
    outcome: bytes | Problem = Problem("F007", place.file)
    for attempt in range(_TRIES):
        try:
            outcome = _whole(path, place.file)
        except OSError as error:
            outcome = unreadable(place.file, error)
            if error.errno != errno.ENOENT or attempt:
                return outcome
        if not isinstance(outcome, Problem) or outcome.code not in ("F002", "F007"):
            return outcome
        time.sleep(_PAUSE)
    return outcome


def _resolved(place: Place, folder: Path) -> str:
    """Return where a link leads; empty when that is outside the data folder.

    Raises:
        OSError: the link leads nowhere or in a circle.
    """
    real = os.path.realpath(place.path, strict=True)
    roots = (os.path.realpath(root) for root in (folder, folder / "targets", folder / "seeds"))
    return real if any(real.startswith(root.rstrip(os.sep) + os.sep) for root in roots) else ""


def _whole(path: str, file: str) -> bytes | Problem:
    """Return all bytes of a plain file of bearable size.

    Raises:
        OSError: it cannot be opened or read.
    """
    # Before opening, since opening a device may act on it.
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (thousands of files)
        return Problem("F004", file)
    descriptor = os.open(path, _OPEN)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return Problem("F004", file)
        if before.st_size > LARGEST_FILE:
            return _too_large(file, before.st_size)
        data = _drained(descriptor, before.st_size)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if len(data) > LARGEST_FILE:
        return _too_large(file, len(data))
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else Problem("F007", file)


def _drained(descriptor: int, size: int) -> bytes:
    """Return what a file of a size holds, or more if it grew, at most one byte more than is allowed."""
    data = os.read(descriptor, size + 1)
    while len(data) <= LARGEST_FILE and (more := os.read(descriptor, LARGEST_FILE + 1 - len(data))):
        data += more
    return data


def _too_large(file: str, size: int) -> Problem:
    return Problem("F003", file, values={"size": str(size), "limit": str(LARGEST_FILE)})


def unreadable(file: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    return Problem("F002", file, values={"reason": error.strerror or type(error).__name__})

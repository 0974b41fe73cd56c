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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.problems import Problem
from tracker.reading import pending

LARGEST_FILE = 1 << 20
DEEPEST_FOLDER = 12
# Windows keeps these names for devices, with any ending: no file can be called so there.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
VOCABULARY = "targets/vocabulary.yaml"
VOCABULARIES = (VOCABULARY, "targets/vocabulary.yml")
_TRIES = 5
_PAUSE = 0.1
_SETTLED = 5  # looks half a second apart at least, see Store
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a folder held when it was listed, and how often it has looked the same since."""

    stamp: tuple[int, ...]
    entries: tuple[Place | Problem | str, ...]
    times: int = 0


def place_of(file: str, folder: Path) -> Place:
    """Return where a file lies whose name is known, whether it is there or not."""
    path = str(folder / file)
    return Place(path, file, os.path.islink(path))  # noqa: PTH114 - never raises


def find(folder: Path) -> tuple[list[Place], list[Problem]]:
    """Return the YAML files of a data folder in the order of their names, and what lies there amiss."""
    return Listing(folder).look()


class Listing:
    """The files of a data folder, for one who looks again and again.

    A folder that stayed as it was for a while is not listed again. For a while, because a clock ticks
    coarsely: on some disks two changes within two seconds leave the same time.
    """

    def __init__(self, folder: Path) -> None:
        """Begin with nothing seen."""
        self.folder = folder
        self._seen: dict[str, _Seen] = {}
        self._found: tuple[list[Place], list[Problem]] = ([], [])

    def look(self) -> tuple[list[Place], list[Problem]]:
        """Return the YAML files in the order of their names, and what lies there amiss.

        The very same lists come back when nothing was listed anew.
        """
        before, self._seen = self._seen, {}
        problems: list[Problem] = []
        for top in self._tops(problems):
            if not self._walk(top, before):
                problems.append(Problem("F010", top, values={"name": top}))
        if list(before.values()) != list(self._seen.values()) or problems:
            entries = [entry for seen in self._seen.values() for entry in seen.entries]
            places = sorted((e for e in entries if isinstance(e, Place)), key=lambda place: place.file)
            self._found = places, [*problems, *(e for e in entries if isinstance(e, Problem))]
        places, amiss = _as_decided(self.folder, self._found)
        unclear = [Problem("W005", file) for file in pending.not_understood(self.folder)]
        return places, [*amiss, *unclear] if unclear else amiss

    def folders(self) -> list[str]:
        """Return the paths of all folders of the last look, the data folder among them."""
        return [str(self.folder), *(str(self.folder / within) for within in self._seen)]

    def _tops(self, problems: list[Problem]) -> list[str]:
        """Return the two folders of the data folder that can be looked into, and add what is amiss."""
        faults = {top: _folder_fault(self.folder / top, top) for top in ("targets", "seeds")}
        whole = _folder_fault(self.folder, ".")
        if whole or all(fault and fault.code == "F001" for fault in faults.values()):
            problems.append(whole or Problem("F012", "."))
            return []
        problems += (fault for fault in faults.values() if fault)
        return [top for top, fault in faults.items() if fault is None]

    def _walk(self, top: str, before: Mapping[str, _Seen]) -> bool:
        """Look at a folder and those in it, links not followed; return whether anything is there."""
        waiting = [top]
        for within in waiting:
            seen = _listed(self.folder, within, before.get(within))
            self._seen[within] = seen
            waiting += (entry for entry in seen.entries if isinstance(entry, str))
        return any(not isinstance(entry, str) for within in waiting for entry in self._seen[within].entries)


def _as_decided(folder: Path, listed: tuple[list[Place], list[Problem]]) -> tuple[list[Place], list[Problem]]:
    """Return the files of a folder as a pending change of many of them wants them; see `pending`."""
    known = {place.file: place for place in listed[0]}
    counting = pending.decided(folder, lambda file: Path(known[file].path) if file in known else None)
    if not counting:
        return listed
    known |= {file: Place(str(path), file) for file, path in counting.items() if path and is_data(file)}
    places = [known[file] for file in sorted(known) if counting.get(file, known[file])]
    tops = {place.file.partition("/")[0] for place in places}
    return places, [problem for problem in listed[1] if problem.code != "F010" or problem.file not in tops]


def is_data(file: str) -> bool:
    """Tell whether a path is one at which a data file may lie."""
    return file.startswith(("targets/", "seeds/")) and (file.endswith((".yaml", ".yml")) or is_table(file))


def is_table(file: str) -> bool:
    """Tell whether a file holds figures as rows: a CSV file beside the targets of a theme."""
    return file.startswith("targets/") and file.count("/") == 2 and file.endswith(".csv")


def is_picture(name: str) -> bool:
    """Tell whether a file beside the vocabulary may be its logo."""
    return name.endswith(".png") and is_id(name.removesuffix(".png"))


def pictures(folder: Path) -> tuple[tuple[str, object], ...]:
    """Return the pictures beside the vocabulary, each with what tells that it was saved anew."""
    try:
        with os.scandir(folder / "targets") as entries:
            found = [one for one in entries if is_picture(one.name)]
            return tuple(sorted((one.name, signature(one.stat(follow_symlinks=False))) for one in found))
    except OSError:
        return ()


def _folder_fault(path: Path, file: str) -> Problem | None:
    """Return what keeps a folder from being looked into; None when nothing is known to."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asks for the reason, which a Path keeps to itself
    except FileNotFoundError:
        return Problem("F001", file, values={"name": str(path) if file == "." else file})
    except OSError as error:
        return unreadable(file, error)
    if stat.S_ISDIR(found.st_mode):
        return None
    return unreadable(file, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))


def _listed(folder: Path, within: str, before: _Seen | None) -> _Seen:
    """Return what a folder holds; listed anew unless it has long looked the same."""
    try:
        found = os.stat(folder / within)  # noqa: PTH116 - asked at each look
        stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
        if before is not None and before.stamp == stamp and before.times >= _SETTLED:
            return before
        with os.scandir(folder / within) as opened:
            entries = [
                entry
                for entry in opened
                if not _IGNORED.fullmatch(entry.name) and not (within == "targets" and is_picture(entry.name))
            ]
        kept = (*_kept_by_windows(within), *(_judge(entry, f"{within}/{entry.name}") for entry in entries))
    except OSError as error:
        return _Seen((), (unreadable(within, error),))
    same = before is not None and before.stamp == stamp and before.entries == kept
    return _Seen(stamp, kept, before.times + 1 if before is not None and same else 0)


def _kept_by_windows(folder: str) -> Iterator[Problem]:
    """Yield a folder whose name Windows keeps for a device."""
    name = folder.rpartition("/")[2]
    if name in RESERVED:
        yield Problem("M001", folder, values={"name": name, "theme": name})


def _judge(entry: os.DirEntry[str], file: str) -> Place | Problem | str:
    """Return a file to read, a folder to walk into, or a problem."""
    depth, linked = file.count("/"), entry.is_symlink()
    ending = entry.name.lower().endswith((".yaml", ".yml"))
    if entry.is_dir(follow_symlinks=False) and not ending:
        if depth > DEEPEST_FOLDER:
            return Problem("F008", file, values={"name": entry.name})
        if depth == 1 and file.startswith("targets/") and not is_id(entry.name):
            return Problem("F009", file, values={"name": entry.name})
        return file
    if linked and not ending and os.path.isdir(entry.path):  # noqa: PTH112 - never raises
        root = os.path.realpath(entry.path.removesuffix(file) or ".")
        inside = os.path.realpath(entry.path).startswith(root)
        return Problem("F013" if inside else "F005", file)
    if not ending and not is_table(file):
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


def identity(file: str) -> tuple[str, str]:
    """Return what no two files may share: their kind, and the id that their name gives."""
    if is_table(file):
        return ("table", file)
    return ("" if is_vocabulary(file) else file.partition("/")[0], stem(file))


def hidden(file: str, amiss: Iterable[Problem]) -> bool:
    """Tell whether a file lies in a folder that cannot be looked into, so that it may well be there."""
    return any(
        problem.code in ("F001", "F002", "F012")
        and (problem.file == "." or (problem.code == "F002" and file.startswith(problem.file + "/")))
        for problem in amiss
    )


def is_shut(folder: str, problem: Problem) -> bool:
    """Tell whether a problem is that a folder cannot be looked into."""
    return problem.code == "F002" and problem.file == folder


def may_hold(target: str, amiss: Iterable[Problem]) -> bool:
    """Tell whether a target may lie in what cannot be read: a folder that is shut, or its own file."""
    shut = [problem.file for problem in amiss if problem.code == "F002"]
    return any(
        file in (".", "targets")
        or (file.startswith("targets/") and (file.count("/") == 1 or stem(file) == target))
        for file in shut
    )


def is_vocabulary(file: str) -> bool:
    """Tell whether a file is the one with the units, themes and bodies."""
    return file in VOCABULARIES


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
            path = str(folder / place.file)  # a pending change was completed: all its files are in place
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
            return too_large(file, before.st_size)
        data = _drained(descriptor, before.st_size)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if len(data) > LARGEST_FILE:
        return too_large(file, len(data))
    same = signature(before) == signature(after)
    return data if same and len(data) == after.st_size else Problem("F007", file)


def _drained(descriptor: int, size: int) -> bytes:
    """Return what a file of a size holds, or more if it grew, at most one byte more than is allowed."""
    data = os.read(descriptor, size + 1)
    while len(data) <= LARGEST_FILE and (more := os.read(descriptor, LARGEST_FILE + 1 - len(data))):
        data += more
    return data


def signature(found: os.stat_result) -> tuple[int, ...]:
    """Return what tells that a file was saved anew, also when its old time of change was set again.

    The last number is that of its names.
    """
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_nlink


def too_large(file: str, size: int) -> Problem:
    """Return the problem of a file that is larger than any may be."""
    return Problem("F003", file, values={"size": str(size), "limit": str(LARGEST_FILE)})


def unreadable(file: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    return Problem("F002", file, values={"reason": error.strerror or type(error).__name__})


def gone(file: str) -> Problem:
    """Return the problem of a file that was there and is no longer."""
    return unreadable(file, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))

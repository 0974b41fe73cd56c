"""Save: a proposed change on the disk, completely or not at all, and never over somebody else's.

The new content is written beside the file, forced to the disk, and takes the place of the file only
if that still has the content for which the change was made. "Saved" is said when the disk has it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import logging
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NoReturn

from tracker.editing import lock
from tracker.editing.edit import Proposal, Refusal
from tracker.editing.exchange import exchange
from tracker.problems import Problem
from tracker.reading import files
from tracker.writing import unbroken

STALE = 3600.0
_PAUSE = 0.02
_TRIES = 1000  # 20 seconds for other savers to finish
_HELD = (0.05,) * 5
_NO_LINKS = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_TEMPORARY = re.compile(r"\.[a-z0-9-]+\.ya?ml\.[0-9]+\.[0-9a-f]{8}\.tmp")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_REASONS = {
    errno.ENOSPC: "save.full",
    errno.EDQUOT: "save.full",
    errno.EROFS: "save.read_only",
    errno.EACCES: "save.read_only",
    errno.EPERM: "save.read_only",
    errno.EBUSY: "save.mounted",
    errno.EXDEV: "save.mounted",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a proposal.

    Attributes:
        state: `saved`: it is on the disk. `conflict`: the file is not what it was; nothing was written.
            `refused`: it could not be written.
        reason: id of the message, with its values.
    """

    state: Literal["saved", "conflict", "refused"]
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


class StoppedError(Exception):
    """Saving ends here, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def commit(proposal: Proposal) -> Outcome:
    """Save a proposal, unless it has errors or the file has changed since it was made."""
    _, outcome = commit_latest(proposal.folder, lambda: proposal)
    return outcome or Outcome("refused", "save.faulty", {"file": proposal.file})


def commit_latest(
    folder: Path, propose: Callable[[], Proposal | Refusal]
) -> tuple[Proposal | Refusal, Outcome | None]:
    """Make a proposal and save it before another saver can come between.

    Args:
        folder: the data folder.
        propose: makes the proposal from the files as they are when it is called.

    Returns:
        The proposal, and what became of it; None when it is refused or has errors.
    """
    made = propose()
    if isinstance(made, Refusal) or not made.sound:
        return made, None
    try:
        with locked(folder, made.file):
            made = propose()
            if isinstance(made, Refusal) or not made.sound:
                return made, None
            with unbroken():
                return made, written(made)
    except StoppedError as stopped:
        return made, stopped.outcome
    except OSError as error:
        return made, failed(error, made.file if isinstance(made, Proposal) else "")


def sweep(within: Path, now: float) -> None:
    """Remove what savers that were killed have left in a folder more than an hour ago.

    Args:
        within: the folder.
        now: seconds since 1970, by the clock of the disk.
    """
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(within)):
            if not _TEMPORARY.fullmatch(entry.name):
                continue
            found = entry.stat(follow_symlinks=False)
            old = max(found.st_mtime, found.st_ctime) < now - STALE
            if old and stat.S_ISREG(found.st_mode):
                Path(entry.path).unlink()


def clear(within: Path, names: Collection[str]) -> None:
    """Remove what a saver that was killed has left of some files of a folder; the lock is held."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(within)):
            if _TEMPORARY.fullmatch(entry.name) and entry.name[1:].rsplit(".", 3)[0] in names:
                Path(entry.path).unlink()


def _stop(state: Literal["conflict", "refused"], reason: str, file: str) -> NoReturn:
    raise StoppedError(Outcome(state, reason, {"file": file}))


def failed(error: OSError, file: str) -> Outcome:
    """Return the outcome of an error of the system."""
    cause = error.strerror or type(error).__name__
    return Outcome("refused", _REASONS.get(error.errno or 0, "save.failed"), {"file": file, "cause": cause})


@contextlib.contextmanager
def locked(folder: Path, file: str) -> Iterator[None]:
    """Keep other savers of a data folder out."""
    try:
        with lock.held(folder, _TRIES, _PAUSE):
            yield
    except lock.BusyError:
        _stop("refused", "save.busy", file)


def written(proposal: Proposal, *, force: bool = True) -> Outcome:
    """Write a proposal; the lock is held.

    Raises:
        OSError: it could not be written; the file is what it was.
        StoppedError: the same, with an outcome.
    """
    path = real_path(proposal)
    old = expect(path, proposal)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        fill(temporary, proposal.data, old, force=force)
        expect(path, proposal)
    except BaseException:
        _discard(temporary)
        raise
    _put(temporary, path, proposal)
    confirmed = not force or forced(path.parent)
    _discard(temporary)
    if not confirmed:
        _stop("refused", "save.unconfirmed", proposal.file)
    _log.info("saved %s: %s -> %s", proposal.file, proposal.digest, sha(proposal.data))
    return Outcome("saved", "save.saved", {"file": proposal.file})


def real_path(proposal: Proposal) -> Path:
    """Return where the file really lies, behind links, which has to be inside the data folder."""
    path = proposal.folder / proposal.file
    try:
        real = path.resolve(strict=True) if proposal.digest else path.parent.resolve(strict=True) / path.name
    except (FileNotFoundError, NotADirectoryError):
        _stop("conflict", "save.gone", proposal.file)
    require_inside(real, proposal)
    return real


def require_inside(path: Path, proposal: Proposal) -> None:
    """Stop unless a path, whether it is there or not, lies behind all links inside the data folder."""
    real = Path(os.path.realpath(path))
    roots = (proposal.folder, proposal.folder / "targets", proposal.folder / "seeds")
    if not any(real.is_relative_to(os.path.realpath(root)) for root in roots):
        _stop("refused", "save.outside", proposal.file)


def expect(path: Path, proposal: Proposal) -> os.stat_result | None:
    """Return the state of a file that is as it was when the change was made; None for a new one."""
    if not proposal.digest:
        if os.path.lexists(path):
            _stop("conflict", "save.exists", proposal.file)
        return None
    try:
        found = path.lstat()
        digest = _digest(path, proposal) if stat.S_ISREG(found.st_mode) else ""
        replaced = not os.path.samestat(found, path.lstat())
    except FileNotFoundError:
        _stop("conflict", "save.gone", proposal.file)
    if not stat.S_ISREG(found.st_mode):
        _stop("refused", "save.not_a_file", proposal.file)
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if replaced or digest != proposal.digest:
        _stop("conflict", "save.conflict", proposal.file)
    return found


def _digest(path: Path, proposal: Proposal) -> str:
    """Return the SHA-256 of a file; empty when it cannot be read or does not stand still."""
    data = files.read(files.Place(str(path), proposal.file), proposal.folder)
    return "" if isinstance(data, Problem) else sha(data)


def sha(data: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(data).hexdigest()


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def forced(folder: Path) -> bool:
    """Force the names in a folder to the disk; return whether the disk confirmed it."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows forces them by itself
        return True
    try:
        descriptor = os.open(folder, _FOLDER)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True


def fill(temporary: Path, data: bytes, old: os.stat_result | None = None, *, force: bool = True) -> None:
    """Write a new file and force it to the disk; it gets the rights of the one that it is to replace.

    Raises:
        OSError: it is not completely on the disk.
    """
    descriptor = os.open(temporary, _NEW, 0o600 if old else 0o666)
    try:
        made = os.fstat(descriptor)
        sweep(temporary.parent, made.st_mtime)
        if old:
            _give_rights(descriptor, made, old)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if force:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def force_all(paths: Sequence[Path]) -> None:
    """Force files and their folders to the disk, one after the other, which is quicker than one by one.

    Raises:
        OSError: the disk does not confirm it.
    """
    folders = dict.fromkeys(path.parent for path in paths)
    for path in paths:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    if not all(forced(folder) for folder in folders):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _give_rights(descriptor: int, made: os.stat_result, old: os.stat_result) -> None:
    """Give an open file the owner, if that is allowed, and the rights of another one."""
    if hasattr(os, "fchown") and (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod") and stat.S_IMODE(made.st_mode) != stat.S_IMODE(old.st_mode):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _put(temporary: Path, path: Path, proposal: Proposal) -> None:
    """Give new content the name of the file, and take it back if somebody else was quicker.

    Raises:
        OSError: the name could not be given; the file is what it was.
        StoppedError: the file was not what it was when the change was made.
    """
    try:
        if not proposal.digest:
            _put_new(temporary, path, proposal.file)
            return
        if not exchange(str(temporary), str(path)):
            _replace(temporary, path)
            return
    except BaseException:
        _discard(temporary)
        raise
    if _digest(temporary, proposal) != proposal.digest:
        _put_back(temporary, path, proposal)
        _stop("conflict", "save.conflict", proposal.file)


def _put_new(temporary: Path, path: Path, file: str) -> None:
    """Give new content a name that nothing may have yet."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        _stop("conflict", "save.exists", file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _replace(temporary, path)


def _replace(temporary: Path, path: Path) -> None:
    """Let a file take the place of another; Windows refuses while another program holds it open."""
    for pause in _HELD if sys.platform == "win32" else ():
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(pause)
    temporary.replace(path)


def _put_back(temporary: Path, path: Path, proposal: Proposal) -> None:
    """Undo an exchange: what another program wrote, even just now, gets its name again.

    Raises:
        OSError: that failed. The other program's content is then left in the temporary file.
    """
    given = sha(proposal.data)  # what the name stands for, unless somebody was quicker again
    for _ in range(_TRIES):
        taken = _digest(temporary, proposal)
        exchange(str(temporary), str(path))
        if _digest(temporary, proposal) == given:
            _discard(temporary)
            return
        given = taken

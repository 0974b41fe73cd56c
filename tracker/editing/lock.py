"""Lock: one saver of a data folder at a time, on every system."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # asked for before it is used
try:
    import msvcrt
except ImportError:  # every other system
    msvcrt = None  # type: ignore[assignment]  # asked for before it is used

NAME = ".targets.lock"
STALE = 3600.0
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


class BusyError(Exception):
    """Another saver has held the folder all the time."""


@contextlib.contextmanager
def held(folder: Path, tries: int, pause: float) -> Iterator[None]:
    """Keep other savers of a data folder out; programs that do not ask for the lock are not stopped by it.

    The system lets go of the lock when the process ends, however it ends; only where a system knows no
    locks does a file stand for it, which counts for an hour.

    Args:
        folder: the data folder.
        tries: how often to ask for the lock.
        pause: seconds between two tries.

    Raises:
        BusyError: another saver has it all the time.
        OSError: the folder cannot be opened.
    """
    if fcntl is not None:
        # The folder itself is what is locked, so that nothing is left lying in it.
        opened, take = os.open(folder, _FOLDER), _flock
    elif msvcrt is not None:
        opened, take = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666), _first_byte
    else:
        opened, take = -1, _made(folder / NAME)
    try:
        _wait(lambda: take(opened), tries, pause)
        yield
        if opened < 0:
            (folder / NAME).unlink(missing_ok=True)
    except BaseException as error:
        if opened < 0 and not isinstance(error, BusyError):
            (folder / NAME).unlink(missing_ok=True)
        raise
    finally:
        if opened >= 0:
            with contextlib.suppress(OSError):  # nothing was written through it
                os.close(opened)


def _wait(take: Callable[[], None], tries: int, pause: float) -> None:
    for _ in range(tries):
        try:
            take()
        except (BlockingIOError, FileExistsError):
            time.sleep(pause)
        else:
            return
    raise BusyError


def _flock(opened: int) -> None:
    fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _first_byte(opened: int) -> None:
    """Lock the first byte of an open file, as Windows does it."""
    os.lseek(opened, 0, os.SEEK_SET)
    try:
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # known on Windows only
    except OSError as error:
        raise BlockingIOError(error.errno, error.strerror) from error


def _made(path: Path) -> Callable[[int], None]:
    """Return a lock that is a file which nobody else may make."""

    def take(_: int) -> None:
        with contextlib.suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))

    return take

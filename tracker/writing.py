"""Writing: a file made by a command, whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def unbroken() -> Iterator[None]:
    """Let Ctrl-C wait for what is being written to be whole and tidy; a second one does not wait."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield  # Python tells of Ctrl-C in the main thread only
        return
    came: list[tuple[int, object]] = []

    def later(number: int, frame: object) -> None:
        came.append((number, frame))
        if len(came) > 1:
            before(number, frame)  # type: ignore[arg-type]  # a handler takes any frame

    signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(*came[0])  # type: ignore[arg-type]  # a handler takes any frame


def is_below(name: object) -> bool:
    """Tell whether a file that a list names lies below its folder, links aside: no list may lead elsewhere.

    A name that leads elsewhere on some system leads nowhere on any.
    """
    if not isinstance(name, str):
        return False
    parts = name.split("/")
    if {"", ".", ".."} & set(parts) or set(name) & {"\\", "\0"} or name[1:2] == ":":
        return False
    try:
        os.fsencode(name)
    except UnicodeError:
        return False
    return True


def write_whole(file: Path, data: bytes) -> None:
    """Write a file under another name first, then put it in its place.

    A link stays, and the file that it leads to is written; a pipe or a device is written to as it is.

    Raises:
        OSError: it cannot be written; what was there before is still there, and nothing lies beside it.
    """
    place = Path(os.path.realpath(file))
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        mode = 0
    if mode and not stat.S_ISREG(mode):
        place.write_bytes(data)
        return
    with unbroken():
        _replace(place, data, stat.S_IMODE(mode) or 0o644)


def _replace(place: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".tmp")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(handle)
        made.chmod(mode)
        made.replace(place)
    except BaseException:  # a second Ctrl-C as well
        made.unlink(missing_ok=True)
        raise

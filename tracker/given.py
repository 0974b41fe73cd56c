"""Given: the content of a file that a command was told to read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 1 << 28


def bytes_of(file: Path, most: int = LARGEST) -> bytes:
    """Return what a plain file of bearable size holds.

    Raises:
        OSError: it cannot be read, it is too large, or it is a pipe or a device, which may never end.
    """
    found = file.stat()
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if found.st_size > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return file.read_bytes()

"""Writing: a file made by a command, whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


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
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".tmp")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(handle)
        made.chmod(stat.S_IMODE(mode) or 0o644)
        made.replace(place)
    except BaseException:  # Ctrl-C as well
        made.unlink(missing_ok=True)
        raise

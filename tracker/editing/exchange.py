"""Exchange: two files trade their names in one step, where the system can do that.

With it a saver sees what it has put away, and can put it back if somebody else wrote it meanwhile.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable

_CURRENT_FOLDER = -100
_RENAME_EXCHANGE = 2
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


def exchange(one: str, other: str) -> bool:
    """Let two files trade their names; return whether this system and disk can do that.

    Raises:
        OSError: they can, but it failed.
    """
    if _rename is None:
        return False
    if _rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), one)


def _found() -> Callable[..., int] | None:
    """Return the call of the system's library, or None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    found: Callable[..., int] = call
    return found


_rename = _found()

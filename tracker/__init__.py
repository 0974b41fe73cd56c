"""Policy Target Tracker: curated policy targets, their published figures and the progress between them."""

import sys

# `python -m tracker` and the command `tracker` begin here: Ctrl-C ends them quietly while the rest is
# imported. While Python itself starts it tells of it in its own way, which nothing here can change.
# `_signal` is part of Python itself, while `signal` is a file, which takes its time.
if "".join(sys.argv[:1]).endswith(("-m", "/tracker", "\\tracker", "\\tracker.exe")):
    import _signal  # type: ignore[import-not-found]  # has no types
    import os

    _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))

import io
import os
import time


def _settle_clock() -> None:
    """Count in UTC where `TZ` is no time zone: 25 hours, a folder, another kind of file.

    Asked as the library of languages does, which looks for a file of that name first.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    try:
        with io.FileIO(named) as zone:
            sound = zone.read(4) == b"TZif"
    except (FileNotFoundError, NotADirectoryError):
        sound = True  # a rule or a name, which the system's clock has understood or takes for UTC
    except OSError:
        sound = False
    if not sound or max(abs(time.timezone), abs(time.altzone)) >= 24 * 3600:
        os.environ["TZ"] = "UTC0"
        if hasattr(time, "tzset"):
            time.tzset()


_settle_clock()

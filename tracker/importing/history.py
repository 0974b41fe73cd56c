"""History: who changed which promise when, as git tells it, `tracker log`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.importing.amendments import Amendment, between

_SECONDS = 30
MOST = 200
"""Changes of a file that are told; the newest first."""
_FORM = "%x1e%H%x1f%ad%x1f%an%x1f%s%x1f"
# A folder from elsewhere may hold settings that start programs or ask a server: none is obeyed.
_PLAIN = ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "--no-pager", "--no-optional-locks"]
_ALONE = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a file: the id of the commit, its day, who made it, what it says, and what it changed.

    Attributes:
        file: the path of the file at that time, from the top of the repository; empty where all are meant.
    """

    commit: str
    day: str
    author: str
    subject: str
    file: str = ""
    amendments: Sequence[Amendment] = ()


def is_kept(folder: Path) -> bool:
    """Tell whether a folder lies where git may keep it; no program is started to find out."""
    real = Path(os.path.realpath(folder))
    return shutil.which("git") is not None and any(
        os.path.exists(place / ".git")  # noqa: PTH110 - never raises
        for place in (real, *real.parents)
    )


def revisions(folder: Path, files: Sequence[str]) -> list[Revision] | None:
    """Return the changes of files, the newest first; None where no git can tell.

    Args:
        folder: the data folder.
        files: paths relative to it; none for the whole folder.
    """
    single = len(files) == 1
    more = [f"-{MOST + 1}", "--follow", "--name-only"] if single else []
    places = files or ("targets", "seeds")
    told = _asked(folder, ["log", f"--format={_FORM}", "--date=short", *more, "--", *places])
    if told is None:
        return None
    fields = [line.strip("\n").split("\x1f") for line in told.decode("utf-8", "replace").split("\x1e")]
    parts = [one for one in fields if len(one) == 5]
    found = [Revision(one[0], one[1], one[2], one[3], one[4].strip().strip('"')) for one in parts]
    return _amended(folder, found) if single else found


def _asked(folder: Path, command: Sequence[str], given: bytes = b"") -> bytes | None:
    """Return what git answers; None where it does not, or where there is none."""
    git = shutil.which("git")
    if git is None:
        return None
    try:
        done = subprocess.run(
            [git, *_PLAIN, "-C", str(folder), *command],
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, **_ALONE},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout


def _amended(folder: Path, found: Sequence[Revision]) -> list[Revision]:
    """Return the changes of one file with what each of them changed in it."""
    contents = _contents(folder, [f"{one.commit}:{one.file}" for one in found])
    made = []
    for number, one in enumerate(found[:MOST]):
        earlier = found[number + 1] if number + 1 < len(found) else None
        before = contents.get(f"{earlier.commit}:{earlier.file}") if earlier else b""
        after = contents.get(f"{one.commit}:{one.file}", b"")
        made.append(replace(one, amendments=tuple(between(before or b"", after))))
    return made


def _contents(folder: Path, names: Sequence[str]) -> Mapping[str, bytes]:
    """Return the contents of files at commits, all of them from one run of git."""
    answer = _asked(folder, ["cat-file", "--batch"], "".join(f"{name}\n" for name in names).encode())
    found, at = {}, 0
    for name in names if answer else ():
        head, _, _ = (answer or b"")[at:].partition(b"\n")
        at += len(head) + 1
        words = head.split()
        if len(words) == 3 and words[1] == b"blob":
            found[name] = (answer or b"")[at : at + int(words[2])]
            at += int(words[2]) + 1
    return found

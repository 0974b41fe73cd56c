"""History: who changed which promise when, as git tells it, `tracker log`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 30
_FORM = "%H%x1f%ad%x1f%an%x1f%s%x1e"


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a file: the id of the commit, its day, who made it, and what it says."""

    commit: str
    day: str
    author: str
    subject: str


def revisions(folder: Path, files: Sequence[str]) -> list[Revision] | None:
    """Return the changes of files, the newest first; None where no git can tell.

    Args:
        folder: the data folder.
        files: paths relative to it; none for the whole folder.
    """
    git = shutil.which("git")
    if git is None:
        return None
    follow = ["--follow"] if len(files) == 1 else []
    places = files or ("targets", "seeds")
    command = [git, "-C", str(folder), "log", f"--format={_FORM}", "--date=short", *follow, "--", *places]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    lines = done.stdout.decode("utf-8", "replace").split("\x1e")
    fields = [line.strip("\n").split("\x1f") for line in lines if line.strip()]
    return [Revision(*one) for one in fields if len(one) == 4]

"""Given: what a command was told: texts, files, and the folder that it was called in."""

from __future__ import annotations

import argparse
import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from tracker import problems

LARGEST = 1 << 28
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that are this machine for whoever follows an address of theirs."""


class Parser(argparse.ArgumentParser):
    """A parser of options that refuses `--data=--`: argparse takes such a value for none, and goes on."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what was given and what is not known."""
        typed = [*(sys.argv[1:] if args is None else args)]
        for one in takewhile(lambda one: one != "--", typed):
            if re.fullmatch("-[^=]+=--", one):
                self.error(f"argument {one[:-3]}: '--' is not a value")
        return super().parse_known_args(typed, namespace)


def named_folder(text: str) -> Path:
    """Return the folder or file of an argument; an empty one was forgotten, and does not mean this folder."""
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("the name is empty; write . for this folder")


def named_source(text: str) -> str:
    """Return the file, the folder or the address of an argument as it was typed."""
    named_folder(text)
    return text


def named_ids(text: str) -> tuple[str, ...]:
    """Return the ids of an argument in their order; none at all were forgotten, and do not mean all."""
    if ids := tuple(name.strip() for name in text.split(",") if name.strip()):
        return ids
    raise argparse.ArgumentTypeError("no id is named; leave the option out for all targets")


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


def no_text(given: Mapping[str, object]) -> str:
    """Return what was typed for a record and is no text; names of files may be of any bytes."""
    for name, typed in given.items():
        for one in typed if isinstance(typed, list) else [typed]:
            if isinstance(one, str) and name != "source" and one.encode("utf-8", "replace").decode() != one:
                return one
    return ""


def is_somewhere() -> bool:
    """Tell whether the folder that the command was called in is still there."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def holding(path: Path, data: Path, known: Iterable[str]) -> list[str]:
    """Return the files of a data folder that a path names or holds, over links or not."""
    home, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - the last link is not followed
    places = (os.path.realpath(path), os.path.join(os.path.realpath(home), name))  # noqa: PTH118 - a text already
    root = os.path.realpath(data)
    inside = [os.path.relpath(place, root) for place in places]
    return [
        file for file in known if any(one in (".", file) or file.startswith(one + os.sep) for one in inside)
    ]


def unheld(paths: Iterable[Path], data: Path, known: Iterable[str], read: Iterable[str]) -> Path | None:
    """Return the first path that names nothing that is known of a data folder, or a file that is not read."""
    for path in paths:
        folder = os.path.isdir(path)  # noqa: PTH112 - never raises
        if not holding(path, data, known if folder else read):
            return path
    return None


def why_unread(path: Path, data: Path) -> str:
    """Return why nothing of a path was read."""
    named = problems.named(str(path))
    if not os.path.lexists(path):
        return f"{named}: there is no such file or folder"
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(data)):
        folder = problems.named(os.path.abspath(data))  # noqa: PTH100 - links are not followed
        return f"{named}: was not read, because it does not lie in the data folder {folder}"
    return f"{named}: was not read; only YAML files in targets/<theme>/ and seeds/ are"


def for_others(place: Path) -> str:
    """Return a folder or file as others can name it: below the folder of work, else by its name alone.

    Where it lies on this machine is nothing for a file that is sent on. The folder of work itself, which
    a command takes unasked, has no name.
    """
    whole, here = Path.cwd() / place, Path.cwd()
    within = whole.is_relative_to(here)
    return "" if whole == here else str(whole.relative_to(here)) if within else whole.name

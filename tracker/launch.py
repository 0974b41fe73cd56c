"""Launch: the options of the app, which stand behind `--` in `streamlit run dashboard.py -- OPTIONS`."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from platformdirs import user_cache_path

from tracker.given import Parser, named_folder

USAGE = 2


class _Parser(Parser):
    """Says in one sentence what is wrong with the options."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            USAGE,
            f"{self.prog}: {message}; the options are --data DIR, --cache DIR, --public, --allow-edit\n",
        )


class _Folders(argparse.Action):
    """Takes every data folder that is named; the first of them is the one that opens."""

    def __call__(
        self, _: argparse.ArgumentParser, given: argparse.Namespace, value: object, __: str | None = None
    ) -> None:
        given.folders = (*given.folders, value)
        given.data = given.folders[0]


def named(folders: Sequence[Path]) -> dict[str, Path]:
    """Return data folders by their names in the address: that of the folder, in plain letters."""
    found: dict[str, Path] = {}
    for folder in dict.fromkeys(map(lasting, folders)):
        name = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-") or "data"
        again = (f"{name}-{number}" for number in range(2, len(folders) + 2))
        found[name if name not in found else next(one for one in again if one not in found)] = folder
    return found


def lasting(folder: Path) -> Path:
    """Return a folder by a path that holds wherever it is asked; a link in it leads where it leads just then.

    Behind `..` stands what is above the folder that a link leads to now.
    """
    return Path(os.path.realpath(folder)) if ".." in folder.parts else folder.absolute()


def port(text: str) -> int:
    """Return the port of an argument."""
    if text.isascii() and text.isdecimal() and len(text) <= 5 and 0 < int(text) < 1 << 16:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a port; write a number from 1 to 65535")


def parser(data: Path) -> argparse.ArgumentParser:
    """Return the parser of the options; `data` is the folder shown when none is named."""
    made = _Parser(prog="dashboard.py", description="Shows a folder of policy targets.", allow_abbrev=False)
    told = "folder with targets/ and seeds/; given again, a further portfolio"
    made.add_argument("--data", type=named_folder, default=data, action=_Folders, metavar="DIR", help=told)
    made.set_defaults(folders=())
    cache = user_cache_path("policy-target-tracker")
    told = "where parsed files are kept"
    made.add_argument("--cache", type=named_folder, default=cache, metavar="DIR", help=told)
    made.add_argument("--public", action="store_true", help="other machines may read")
    made.add_argument("--allow-edit", action="store_true", help="readers elsewhere may record figures, too")
    return made


def refuse_unknown(arguments: Sequence[str], data: Path) -> None:
    """End the process before it serves when an option is misspelt, lacks its value or is a bare word.

    A misspelt option must not open a form for everybody that was meant to stay closed.
    """
    if Path(arguments[0]).name == "dashboard.py":
        parser(data).parse_args(arguments[1:])

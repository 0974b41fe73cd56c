"""Bring: one source and a data folder to a change set; the command line and the app both come this way."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from tracker.importing import mapping as mappings
from tracker.importing.changes import ChangeSet
from tracker.importing.content import StopError
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.propose import propose
from tracker.importing.sources import Recognised

HOME = "imports"


def change_set(
    folder: Path, found: Recognised, source: str, on: date, theme: str = "", leave: Collection[str] = ()
) -> ChangeSet:
    """Return what a source would change, the way in which its table was read among it.

    Args:
        folder: the data folder.
        found: what the source says.
        source: its name or address, by which the next one of its kind is known again.
        on: the day of the import.
        theme: the folder for targets that are new and belong to none.
        leave: ids of targets to be left as they are.

    Raises:
        StopError: the folder cannot take it.
    """
    file = f"{HOME}/{_name(source)}.yaml"
    own = {file: found.mapping.written()} if found.mapping.columns else {}
    return propose(folder, found.content, on, theme, leave, own, found.mapping.year_starts)


def _name(source: str) -> str:
    """Return the name under which the mapping of a source is kept: without the month in it."""
    stem = re.sub(r"[?#].*$", "", source).rstrip("/").rpartition("/")[2].rpartition("\\")[2]
    return ident(re.sub(r"\.[a-z]{2,5}$", "", re.sub(r"[-_ ]?\d{4}([-_]?\d{2}){0,2}", "", stem, flags=re.I)))


def remembered(folder: Path) -> list[Mapping]:
    """Return the mappings of earlier imports; one that cannot be read is passed over."""
    found = []
    for file in sorted((folder / HOME).glob("*.yaml")):
        try:
            found.append(mappings.of(file.read_bytes(), file.name))
        except (StopError, OSError):
            continue
    return found

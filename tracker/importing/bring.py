"""Bring: one source and a data folder to a change set; the command line and the app both come this way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from tracker import reader
from tracker.editing.together import Change
from tracker.importing import editions, sources
from tracker.importing import mapping as mappings
from tracker.importing.changes import ChangeSet
from tracker.importing.content import StopError
from tracker.importing.identifiers import free, ident
from tracker.importing.mapping import Mapping
from tracker.importing.propose import propose
from tracker.model import Indicator

HOME = "imports"


def recognised(
    folder: Path, source: sources.Brought, mapping: Mapping, say: sources.Say | None = None
) -> sources.Recognised:
    """Return what a source says, read as the person, earlier imports and the targets that are there say.

    Raises:
        StopError: it cannot be read, or it can be meant in two ways.
    """
    known = remembered(folder)
    found = sources.recognised(source, mapping, known, say)
    is_open = any(one.reason == "import.left.period_split" for one in found.content.told)
    starts = _starts(folder) if is_open else {}
    return sources.recognised(source, mapping, known, say, starts) if starts else found


def _starts(folder: Path) -> dict[str, int]:
    """Return the months in which the years of targets begin, by their ids."""
    portfolio, _ = reader.load(folder)
    calendars = portfolio.vocabulary.calendars
    named = {
        one.id: calendars.get(one.measure.calendar or "")
        for one in portfolio.targets.values()
        if isinstance(one, Indicator)
    }
    return {name: int(one.starts) for name, one in named.items() if one and one.starts}


def change_set(
    folder: Path,
    found: sources.Recognised,
    source: str,
    on: date,
    theme: str = "",
    leave: Collection[str] = (),
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
    read = found.mapping
    own = [_kept(folder, source, read)] if read.columns else []
    return propose(folder, found.content, on, theme, leave, own, found.mapping.year_starts)


def _kept(folder: Path, source: str, read: Mapping) -> Change:
    """Return the file with the mapping of a source; one that says the same already stays as it is."""
    name, known = _name(folder, source, read), remembered(folder)
    file = f"{HOME}/{name}.yaml"
    before = (folder / file).read_bytes() if name in known else None
    return Change(file, before, before if known.get(name) == read else read.written())


def _name(folder: Path, source: str, mapping: Mapping) -> str:
    """Return the name under which the mapping of a source is kept: without its year, if that one is free.

    An edition with other columns has a mapping of its own, so that the former one can still be read.
    """
    known = editions.of_one(remembered(folder), source)
    same = (one for one, own in known.items() if (own.columns, own.kind) == (mapping.columns, mapping.kind))
    taken = {file.stem.casefold() for file in (folder / HOME).glob("*.yaml")}
    names = (editions.series_of(source), free(ident(editions.stem(source)), taken))
    return next(same, next(name for name in names if name not in taken))


def remembered(folder: Path) -> dict[str, Mapping]:
    """Return the mappings of earlier imports by their names; one that cannot be read is passed over."""
    found = {}
    for file in sorted((folder / HOME).glob("*.yaml")):
        try:
            found[file.stem] = mappings.of(file.read_bytes(), file.name)
        except (StopError, OSError):
            continue
    return found

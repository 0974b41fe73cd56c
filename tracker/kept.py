"""Kept: what is shown in the place of files that are broken, lost or out of sight, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker import reader
from tracker.model import Portfolio, Source, Table, series_of
from tracker.problems import Problem
from tracker.reader import Reading
from tracker.reading import files
from tracker.reading.elsewhere import table_of
from tracker.terms import Vocabulary

# A missing field is often the other half of a misspelt one.
_FOLLOWING = {"S001": 1}


@dataclass(frozen=True, slots=True)
class Stale:
    """A file, or a folder, shown in an earlier version: what is wrong, and when that version was read."""

    problem: Problem
    read: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The last good reading of a file, and when it was read."""

    reading: Reading
    read: datetime


class Shown(NamedTuple):
    """What the board is made of.

    Attributes:
        problems: what is wrong with the files as they are on the disk.
        stale: files and folders shown in an earlier version.
        partial: the first error of each file that is shown as far as it is sound.
        absent: the first error of each file, or folder, of which nothing is shown.
        good: what to keep for the next time: the last good readings.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    stale: tuple[Stale, ...]
    partial: tuple[Problem, ...]
    absent: tuple[Problem, ...]
    good: dict[str, Kept]


def shown(
    readings: Sequence[Reading],
    amiss: Sequence[Problem],
    good: Mapping[str, Kept],
    folder: Path,
    now: datetime,
) -> Shown:
    """Return what is shown of a folder: the files as they are, and earlier versions where they are not sound.

    Kept of a lost file is only what others rest on: a source that is cited, figures that a target takes from
    a table or from another target, and the vocabulary.

    Args:
        readings: one per file that is there or out of sight, as it is now, in the order of their names.
        amiss: what is wrong with the folder itself.
        good: the last good readings, by file.
        folder: the data folder.
        now: the time at which new readings were made.
    """
    portfolio, found = reader.assemble(readings, folder)
    problems = reader.together(amiss, found)
    there = {files.identity(reading.file) for reading in readings}
    lost = {file: kept for file, kept in good.items() if files.identity(file) not in there}
    broken = _foremost(problems, {files.identity(file) for file in lost})
    good = {reading.file: _kept(reading, good, now) for reading in readings if _is_good(reading, broken)} | {
        reading.file: good[reading.file]
        for reading in readings
        if reading.file in broken.keys() & good.keys()
    }
    held = {file: good[file] for file in broken if file in good}
    chosen = _chosen(readings, broken, held)
    lost = _cited(lost, chosen)
    laid = [*chosen, *(kept.reading for kept in lost.values())]
    if held or lost:
        portfolio = reader.assemble(laid, folder)[0]
    on_board = _on_board(portfolio, laid)
    held = {file: kept for file, kept in held.items() if file in on_board}
    there_as_read = {reading.file: good[reading.file] for reading in readings if reading.file in good}
    away = list(_away(amiss, there_as_read | lost))
    alone = {file: one for file, one in lost.items() if not any(_within(file, told.problem) for told in away)}
    stale = [*away, *_lost(alone), *_held(broken, held)]
    told = {notice.problem.file for notice in stale}
    told |= {file.split("/")[0] for file in told}  # a folder of which something is shown
    rest = [problem for file, problem in broken.items() if file not in told]
    return Shown(
        portfolio,
        tuple(problems),
        tuple(stale),
        tuple(problem for problem in rest if problem.file in on_board),
        tuple(problem for problem in rest if problem.file not in on_board),
        good | lost,
    )


def lack(problem: Problem) -> str:
    """Return the message on what is not shown for an error: a file, or what lies in a folder."""
    if problem.code == "F011":
        return "stale.missing"
    ending = problem.file.lower().endswith((".yaml", ".yml", ".csv"))
    return "stale.absent" if ending else "stale.absent_folder"


def _foremost(problems: Iterable[Problem], lost: Collection[tuple[str, str]] = ()) -> dict[str, Problem]:
    """Return, by file, the error to name first, which is what the others may only follow from.

    What only waits for another file is left out: that one is named.

    Args:
        problems: errors and warnings.
        lost: the identities of files that have vanished.
    """
    own = [
        problem
        for problem in problems
        if problem.severity == "error"
        and problem.code not in ("X004", "S064")
        and _waited_for(problem) not in lost
    ]
    found: dict[str, Problem] = {}
    for problem in sorted(own, key=lambda problem: _FOLLOWING.get(problem.code, 0)):
        found.setdefault(problem.file, problem)
    return found


def _waited_for(problem: Problem) -> tuple[str, str] | None:
    """Return the identity of the file that a problem misses; None where it says no such thing."""
    given, theme = problem.values.get("given", ""), problem.file.rpartition("/")[0]
    wanted = {"X003": ("seeds", given), "S063": ("table", f"{theme}/{given}"), "S072": ("targets", given)}
    return wanted.get(problem.code)


def _is_good(reading: Reading, broken: Mapping[str, Problem]) -> bool:
    return reading.record is not None and reading.file not in broken


def _kept(reading: Reading, good: Mapping[str, Kept], now: datetime) -> Kept:
    """Return a good reading with the time at which it was made."""
    before = good.get(reading.file)
    return before if before and before.reading is reading else Kept(reading, now)


def _chosen(
    readings: Sequence[Reading], broken: Mapping[str, Problem], held: Mapping[str, Kept]
) -> list[Reading]:
    """Return every reading or its last good one; a newcomer does not take the id of one that was there."""
    owned = {files.identity(file) for file in held}
    return [
        held[reading.file].reading if reading.file in held else reading
        for reading in readings
        if reading.file in held or reading.file not in broken or files.identity(reading.file) not in owned
    ]


def _cited(lost: Mapping[str, Kept], chosen: Iterable[Reading]) -> dict[str, Kept]:
    """Return what is kept of the lost files on which others rest, those that are kept among them."""
    found = {file: kept for file, kept in lost.items() if files.is_vocabulary(file)}
    left = {files.identity(file): file for file in lost}
    waiting = list(chosen) if lost else []
    for reading in waiting:
        for file in [left.pop(one) for one in _rests_on(reading) if one in left]:
            found[file] = lost[file]
            waiting.append(lost[file].reading)
    return found


def _rests_on(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the identities of the files from which a file takes something, each once."""
    yield from {("seeds", link.word) for link in reading.links if link.code == "X003"}
    yield from set(_taken_by(reading))


def _taken_by(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the identities of the tables and targets from which a target takes figures."""
    record = reading.record
    if record is None or isinstance(record, Source | Vocabulary | Table):
        return
    for _, series in series_of(record):
        if series.elsewhere and series.elsewhere.from_:
            yield "targets", series.elsewhere.from_
        elif series.elsewhere:
            yield "table", table_of(record, series.elsewhere)


def _held(broken: Mapping[str, Problem], held: Mapping[str, Kept]) -> list[Stale]:
    return [Stale(broken[file], kept.read) for file, kept in sorted(held.items())]


def _lost(lost: Mapping[str, Kept]) -> list[Stale]:
    """Return the notices of files that are gone and still rested on."""
    return [
        Stale(Problem("F011", files.VOCABULARY) if files.is_vocabulary(file) else files.gone(file), kept.read)
        for file, kept in sorted(lost.items())
    ]


def _away(amiss: Iterable[Problem], held: Mapping[str, Kept]) -> Iterator[Stale]:
    """Yield each folder that is missing or shut while something of it is shown, and when that was read."""
    for problem in amiss:
        times = [kept.read for file, kept in held.items() if _within(file, problem)]
        if times:
            yield Stale(problem, max(times))


def _within(file: str, problem: Problem) -> bool:
    """Tell whether a file lies in the folder that a problem says is missing or cannot be looked into."""
    folder = "" if problem.file == "." else problem.file + "/"
    return problem.code in ("F001", "F002", "F012") and file.startswith(folder)


def _on_board(portfolio: Portfolio, readings: Iterable[Reading]) -> set[str]:
    """Return the files of which something is shown."""
    records = (*portfolio.targets.values(), *portfolio.sources.values())
    found = {record.file for record in records}
    found |= {reading.file for reading in readings if isinstance(reading.record, Vocabulary)}
    if any(files.is_table(file) for file in portfolio.files):
        taken = (one for reading in readings if reading.file in found for one in _taken_by(reading))
        found |= {name for kind, name in taken if kind == "table"}
    return found

"""Store: the portfolio as it lies on the disk now, read again only where a file changed.

A file that breaks while somebody edits it stays on the board in its last good version, with a
notice; a file that vanishes stays for some seconds, because editors save by renaming. Snapshots are
immutable and shared between visitors.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from tracker import board, checks, reader
from tracker.board import Change, Entry
from tracker.model import Portfolio, Target
from tracker.problems import Problem
from tracker.progress import Assessment, assess
from tracker.reader import Reading
from tracker.reading import files, pending
from tracker.reading.memory import opened

PATIENCE = 10.0
"""Seconds for which a file may be away, since editors save by renaming."""
PAUSE = 0.5
"""Seconds for which many visitors share one look at the folder."""
REMEMBERED = 8
# A missing field is often the other half of a misspelt one; a source with errors is named itself.
_FOLLOWING = {"S001": 1, "X004": 2}
_Signature = tuple[int, int, int]
_T = TypeVar("_T")
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Stale:
    """A file shown in an earlier version: what is wrong with it, and when that version was read."""

    problem: Problem
    read: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The portfolio at one moment.

    Attributes:
        problems: what the reader says of the files as they are on the disk.
        stale: one entry for each file that is shown in an earlier version.
        absent: the first error of each file of which nothing is shown.
        stamp: changes whenever anything that is shown changes.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    stale: tuple[Stale, ...]
    absent: tuple[Problem, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """The last good reading of a file, and when it was read."""

    reading: Reading
    read: datetime


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """The verdicts on a portfolio, and the portfolio itself."""

    portfolio: Portfolio
    by_target: Mapping[str, Assessment]


class Store:
    """One data folder, watched; the only object of the tracker that changes while it lives."""

    def __init__(
        self, folder: Path, memory: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with nothing read.

        Args:
            folder: the data folder.
            memory: the file in which parsed files are kept for the next start.
            clock: seconds by which is waited; never the time of day, which may be set back.
        """
        self.folder = folder
        self._clock = clock
        self._memory = memory
        self._lock = threading.Lock()
        self._listing = files.Listing(folder)
        self._signatures: dict[str, _Signature] = {}
        self._readings: dict[str, Reading] = {}
        self._good: dict[str, _Kept] = {}
        self._gone: dict[str, float] = {}
        self._snapshot: Snapshot | None = None
        self._looked = 0.0
        self._amiss: list[Problem] = []
        self._places: Sequence[files.Place] = ()
        self._assessed: OrderedDict[tuple[str, date], _Verdicts] = OrderedDict()
        self._boards: OrderedDict[tuple[str, date], Sequence[Entry]] = OrderedDict()
        self._changes: OrderedDict[tuple[str, date, date], Sequence[Change]] = OrderedDict()
        self._checked: OrderedDict[tuple[str, date], tuple[Problem, ...]] = OrderedDict()

    def glance(self, now: datetime) -> Snapshot:
        """Return a snapshot that is at most half a second old: many visitors share one look at the folder.

        Args:
            now: the time of day, with its zone, by which what is read is stamped.
        """
        recent = self._snapshot
        if recent is not None and self._clock() - self._looked < PAUSE:
            return recent
        return self.refresh(now)

    def refresh(self, now: datetime) -> Snapshot:
        """Return the snapshot of this moment; only files whose size, time or inode changed are read."""
        with self._lock, reader.uncollected():
            self._looked = self._clock()
            changed = False

            def look() -> tuple[Sequence[files.Place], list[Problem]]:
                nonlocal changed
                places, found = self._listing.look()
                changed |= self._read_changed(places, now)
                return places, found

            places, found = pending.settled(self.folder, look)
            # The very same list: no file can have gone or come back since the last look.
            listed, self._places = places is not self._places, places
            vanished = (listed or bool(self._gone)) and self._forget_gone(places)
            if self._snapshot is None or changed or vanished or found != self._amiss:
                self._amiss = found
                self._snapshot = self._assembled(found, now)
            return self._snapshot

    def assessments(self, snapshot: Snapshot, on: date) -> Mapping[str, Assessment]:
        """Return every verdict of a snapshot on a day; the last few days asked for are remembered."""
        with self._lock:
            earlier = next((kept for (_, day), kept in reversed(self._assessed.items()) if day == on), None)
        return self._recall(
            self._assessed, (snapshot.stamp, on), lambda: _judged(snapshot.portfolio, on, earlier)
        ).by_target

    def entries(self, snapshot: Snapshot, on: date) -> Sequence[Entry]:
        """Return every verdict of a snapshot on a day, one for each line of a board."""
        return self._recall(
            self._boards,
            (snapshot.stamp, on),
            lambda: board.entries(self.assessments(snapshot, on).values()),
        )

    def changes(self, snapshot: Snapshot, since: date, on: date) -> Sequence[Change]:
        """Return what changed on the board between two days, over the data of a snapshot."""

        def fresh() -> Sequence[Change]:
            earlier, later = (self.assessments(snapshot, day).values() for day in (since, on))
            return board.changes(earlier, later)

        return self._recall(self._changes, (snapshot.stamp, since, on), fresh)

    def checked(self, snapshot: Snapshot, on: date) -> tuple[Problem, ...]:
        """Return the problems of the files together with what the checks say on a day."""

        def fresh() -> tuple[Problem, ...]:
            return (*snapshot.problems, *checks.check(snapshot.portfolio, on, self.folder))

        return self._recall(self._checked, (snapshot.stamp, on), fresh)

    def _read_changed(self, places: Sequence[files.Place], now: datetime) -> bool:
        """Read every file that is new or changed; return whether there was one."""
        due: dict[files.Place, _Signature | None] = {}
        for place in places:
            signature = _signature(place)
            if signature is None or signature != self._signatures.get(place.file):
                due[place] = signature
        return self._taken_up(due, now) if due else False

    def _taken_up(self, due: Mapping[files.Place, _Signature | None], now: datetime) -> bool:
        """Read files and keep what they give; return whether it is something new."""
        with opened(self._memory, now.date()) as memory:
            readings = reader.load_files(due, self.folder, memory)
        changed = [reading for reading in readings if self._readings.get(reading.file) != reading]
        self._readings |= {reading.file: reading for reading in changed}
        self._signatures |= {place.file: seen for place, seen in due.items() if seen is not None}
        return bool(changed)

    def _forget_gone(self, places: Sequence[files.Place]) -> bool:
        """Let go of files that have been away for longer than an editor needs to save."""
        present = {place.file for place in places}
        for file in present & self._gone.keys():
            del self._gone[file]
        now = self._clock()
        away = [file for file in self._readings if file not in present]
        ended = [file for file in away if now - self._gone.setdefault(file, now) >= PATIENCE]
        for file in ended:
            for memory in (self._readings, self._signatures, self._gone):
                memory.pop(file, None)
        return bool(ended)

    def _assembled(self, found: Sequence[Problem], now: datetime) -> Snapshot:
        """Return the snapshot of the readings, with the last good version in the place of a broken one."""
        readings = sorted(self._readings.values(), key=lambda reading: reading.file)
        portfolio, problems = reader.assemble(readings, self.folder)
        broken = _foremost(problems)
        for reading in readings:
            if reading.record is not None and reading.file not in broken:
                self._good[reading.file] = _Kept(reading, now)
            elif reading.record is not None:  # not without fault, but better than nothing
                self._good.setdefault(reading.file, _Kept(reading, now))
        held = {file: self._good[file] for file in broken if file in self._good}
        if held:
            portfolio = self._mended(readings, held)
        # A target that only waits for a source is not stale itself: the source is, and is named.
        stale = tuple(
            Stale(broken[file], kept.read)
            for file, kept in sorted(held.items())
            if broken[file].code != "X004"
        )
        every = (*found, *problems)
        absent = _absent(every, portfolio, held)
        return Snapshot(portfolio, every, stale, absent, _stamp(portfolio, every, stale))

    def _mended(self, readings: Sequence[Reading], held: Mapping[str, _Kept]) -> Portfolio:
        """Return the portfolio with earlier versions put in, and the sources that those still cite."""
        present = {reading.file for reading in readings}
        chosen = [held[reading.file].reading if reading.file in held else reading for reading in readings]
        chosen += [
            kept.reading
            for file, kept in self._good.items()
            if file not in present and file.startswith("seeds/")
        ]
        return reader.assemble(chosen, self.folder)[0]

    def _recall(self, memory: OrderedDict[_K, _T], key: _K, fresh: Callable[[], _T]) -> _T:
        """Return what is remembered under a key, or make it; the oldest entry gives way."""
        with self._lock:
            if key in memory:
                memory.move_to_end(key)
                return memory[key]
        with reader.uncollected():
            made = fresh()
        with self._lock:
            memory[key] = made
            while len(memory) > REMEMBERED:
                memory.popitem(last=False)
        return made


def _judged(portfolio: Portfolio, on: date, earlier: _Verdicts | None) -> _Verdicts:
    """Return the verdicts on a day; earlier ones that rest on the very same records still hold."""
    if earlier is None:
        earlier = _Verdicts(Portfolio({}, {}, portfolio.vocabulary, {}), {})
    known, verdicts = earlier.portfolio.targets, earlier.by_target
    other = _other(earlier.portfolio.sources, portfolio.sources)

    def holds(name: str, target: Target) -> bool:
        return known.get(name) is target and not (other and other & board.sources_of(portfolio, name))

    return _Verdicts(
        portfolio,
        {
            name: verdicts[name] if holds(name, target) else assess(target, on, portfolio.sources)
            for name, target in portfolio.targets.items()
        },
    )


def _other(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    """Return the names under which two mappings do not hold the very same record."""
    return {name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)}


def _absent(problems: Iterable[Problem], portfolio: Portfolio, held: Collection[str]) -> tuple[Problem, ...]:
    """Return the first error of each file of which nothing is on the board."""
    there = {record.file for record in (*portfolio.targets.values(), *portfolio.sources.values())}
    first = _foremost(problems)
    return tuple(problem for file, problem in first.items() if file not in there and file not in held)


def _foremost(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return, by file, the error to name first, which is what the others may only follow from."""
    errors = [problem for problem in problems if problem.severity == "error"]
    found: dict[str, Problem] = {}
    for problem in sorted(errors, key=lambda problem: _FOLLOWING.get(problem.code, 0)):
        found.setdefault(problem.file, problem)
    return found


def _signature(place: files.Place) -> _Signature | None:
    """Return what tells that a file was saved anew: time, size and inode; None when it is just away."""
    try:
        found = os.stat(place.path)  # noqa: PTH116 - a Path for every file doubles the time of a look
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _stamp(portfolio: Portfolio, problems: Sequence[Problem], stale: Sequence[Stale]) -> str:
    """Return a text that differs whenever the files, their problems or the notices differ."""
    shown = [f"{file} {digest}" for file, digest in sorted(portfolio.files.items())]
    shown += [f"{p.file}:{p.line}:{p.column}:{p.code}:{sorted(p.values.items())}" for p in problems]
    shown += [f"{entry.problem.file} {entry.read.isoformat()}" for entry in stale]
    return hashlib.sha256("\n".join(shown).encode("utf-8", "surrogateescape")).hexdigest()[:16]

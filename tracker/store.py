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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from tracker import board, checks, kept, reader, verdicts
from tracker.board import Change, Entry
from tracker.judging.rule import rule_of
from tracker.kept import Kept, Shown, Stale
from tracker.model import Portfolio
from tracker.namesakes import told_apart
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.reader import Reading
from tracker.reading import files, pending
from tracker.reading.memory import opened
from tracker.reading.quiet import Quiet
from tracker.terms import Method
from tracker.verdicts import Verdicts

PATIENCE = 10.0
"""Seconds for which a file may be away, since editors save by renaming."""
PAUSE = 0.5
"""Seconds for which many visitors share one look at the folder."""
UNASKED = 30.0
"""Seconds after which everything is looked at although the system told of no change."""
TICK = 50_000_000
"""Nanoseconds within which two changes may leave the same time on a file."""
REMEMBERED = 8
_Signature = tuple[int, ...]
_T = TypeVar("_T")
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The portfolio at one moment.

    Attributes:
        problems: what the reader says of the files as they are on the disk.
        stale: one entry for each file, or folder, that is shown in an earlier version.
        partial: the first error of each file that is shown as far as it is sound.
        absent: the first error of each file, or folder, of which nothing is shown.
        stamp: changes whenever anything that is shown changes.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    stale: tuple[Stale, ...]
    partial: tuple[Problem, ...]
    absent: tuple[Problem, ...]
    stamp: str


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
        self._good: Mapping[str, Kept] = {}
        self._gone: dict[str, float] = {}
        self._snapshot: Snapshot | None = None
        self._looked = 0.0
        self._quiet = Quiet()
        self._sure_until = 0.0  # the system tells of every change until then
        self._reached = False  # by another name or through a link, of which nobody tells
        self._amiss: list[Problem] = []
        self._places: Sequence[files.Place] = ()
        self._assessed: OrderedDict[tuple[str, date, Method | None], Verdicts] = OrderedDict()
        self._boards: OrderedDict[tuple[str, date, Method | None], Sequence[Entry]] = OrderedDict()
        self._changes: OrderedDict[tuple[str, date, date, Method | None], Sequence[Change]] = OrderedDict()
        self._titles: OrderedDict[tuple[str, str], Mapping[str, str]] = OrderedDict()
        self._checked: OrderedDict[tuple[object, ...], tuple[Problem, ...]] = OrderedDict()

    def glance(self, now: datetime) -> Snapshot:
        """Return a snapshot that is at most half a second old: many visitors share one look at the folder.

        Args:
            now: the time of day, with its zone, by which what is read is stamped.
        """
        recent = self._recent()
        if recent is not None:
            return recent
        with self._lock:  # those who waited here while somebody looked share that look
            return self._recent() or self._unchanged() or self._look(now)

    def _recent(self) -> Snapshot | None:
        return self._snapshot if self._clock() - self._looked < PAUSE else None

    def _unchanged(self) -> Snapshot | None:
        """Return the last snapshot if the system is sure that nothing changed since."""
        if self._clock() >= self._sure_until or not self._quiet.holds():
            return None
        self._looked = self._clock()
        return self._snapshot

    def refresh(self, now: datetime) -> Snapshot:
        """Return the snapshot of this moment; only files whose size, time or inode changed are read."""
        with self._lock:
            return self._look(now)

    def _look(self, now: datetime) -> Snapshot:
        """Look at the folder, and return the snapshot of this moment."""
        changed = False

        def look() -> tuple[Sequence[files.Place], list[Problem]]:
            nonlocal changed
            places, found = self._listing.look()
            changed |= self._read_changed(places, now)
            return places, found

        self._quiet.begin()
        with reader.uncollected():
            places, found = pending.settled(self.folder, look)
            # The very same list: no file can have gone or come back since the last look.
            listed, self._places = places is not self._places, places
            vanished = (listed or bool(self._gone)) and self._forget_gone(places, found)
            if self._snapshot is None or changed or vanished or found != self._amiss:
                self._amiss = found
                self._snapshot = self._assembled(found, now)
        self._looked = self._clock()
        sure = self._quiet.settle(self._listing.folders()) and self._is_settled(places)
        self._sure_until = self._looked + UNASKED if sure else 0.0
        return self._snapshot

    def _is_settled(self, places: Sequence[files.Place]) -> bool:
        """Tell whether a look left nothing to come back to, and nothing of which the system cannot tell."""
        return not (self._gone or self._reached) and len(self._signatures) == len(places)

    def assessments(
        self, snapshot: Snapshot, on: date, method: Method | None = None
    ) -> Mapping[str, Assessment]:
        """Return every verdict of a snapshot on a day; the last few days asked for are remembered.

        Args:
            snapshot: the data.
            on: the day of assessment.
            method: the one that a reader chose; else the rule of the portfolio.
        """
        return self._verdicts(snapshot, on, method).by_target

    def _verdicts(self, snapshot: Snapshot, on: date, method: Method | None) -> Verdicts:
        with self._lock:
            earlier = list(reversed(self._assessed.values()))
        rule = rule_of(snapshot.portfolio.vocabulary, method)
        return self._recall(
            self._assessed,
            (snapshot.stamp, on, method),
            lambda: verdicts.judged(snapshot.portfolio, on, rule, earlier),
        )

    def entries(self, snapshot: Snapshot, on: date, method: Method | None = None) -> Sequence[Entry]:
        """Return every verdict of a snapshot on a day, one for each line of a board."""
        return self._recall(
            self._boards,
            (snapshot.stamp, on, method),
            lambda: board.entries(self.assessments(snapshot, on, method).values()),
        )

    def changes(
        self, snapshot: Snapshot, since: date, on: date, method: Method | None = None
    ) -> Sequence[Change]:
        """Return what changed on the board between two days, over the data of a snapshot."""
        return self._recall(
            self._changes,
            (snapshot.stamp, since, on, method),
            lambda: verdicts.changes(self._verdicts(snapshot, on, method), since),
        )

    def titles(self, snapshot: Snapshot, language: str) -> Mapping[str, str]:
        """Return the titles of all targets by their ids, in the order of a language."""
        return self._recall(
            self._titles, (snapshot.stamp, language), lambda: board.titles(snapshot.portfolio, language)
        )

    def checked(self, snapshot: Snapshot, on: date) -> tuple[Problem, ...]:
        """Return the problems of the files together with what the checks say on a day.

        The checks look at the pictures too, which are no part of the snapshot.
        """

        def fresh() -> tuple[Problem, ...]:
            return (*snapshot.problems, *checks.check(snapshot.portfolio, on, self.folder))

        key = (snapshot.stamp, on, *files.pictures(self.folder))
        return self._recall(self._checked, key, fresh)

    def _read_changed(self, places: Sequence[files.Place], now: datetime) -> bool:
        """Read every file that is new or changed; return whether there was one."""
        due: dict[files.Place, _Signature | None] = {}
        self._reached = False
        for place in places:
            signature = _signature(place)
            self._reached |= place.linked or (signature is not None and signature[-1] > 1)
            if signature is None or signature != self._signatures.get(place.file):
                due[place] = signature
        return self._taken_up(due, now) if due else False

    def _taken_up(self, due: Mapping[files.Place, _Signature | None], now: datetime) -> bool:
        """Read files and keep what they give; return whether it is something new."""
        with opened(self._memory, now.date()) as memory:
            readings = reader.load_files(due, self.folder, memory)
        changed = [reading for reading in readings if self._readings.get(reading.file) != reading]
        self._readings |= {reading.file: reading for reading in changed}
        for place, seen in due.items():
            # One that could not be read, or has only just changed, is read again at the next look.
            if seen is not None and self._readings[place.file].digest and _settled(seen):
                self._signatures[place.file] = seen
            else:
                self._signatures.pop(place.file, None)
        return bool(changed)

    def _forget_gone(self, places: Sequence[files.Place], amiss: Sequence[Problem]) -> bool:
        """Let go of files that have been away for longer than an editor needs to save, or have a new name.

        What lies in a folder that cannot be looked into just now is not gone.
        """
        present = {place.file for place in places}
        there = {files.identity(file) for file in present}
        away = [file for file in self._readings if file not in present and not files.hidden(file, amiss)]
        now = self._clock()
        self._gone = {file: self._gone.get(file, now) for file in away}
        ended = [
            file
            for file, since in self._gone.items()
            if files.identity(file) in there or now - since >= PATIENCE
        ]
        for file in ended:
            for memory in (self._readings, self._signatures, self._gone):
                memory.pop(file, None)
        return bool(ended)

    def _assembled(self, found: Sequence[Problem], now: datetime) -> Snapshot:
        """Return the snapshot of the readings, with earlier versions in the place of what is not sound."""
        readings = sorted(self._readings.values(), key=lambda reading: reading.file)
        board = kept.shown(readings, found, self._good, self.folder, now)
        self._good = board.good
        shown = board._replace(portfolio=told_apart(board.portfolio))
        return Snapshot(*shown[:-1], _stamp(board))

    def _recall(self, memory: OrderedDict[_K, _T], key: _K, fresh: Callable[[], _T]) -> _T:
        """Return what is remembered under a key, or make it; the oldest entry gives way."""
        with self._lock:
            if key in memory:
                memory.move_to_end(key)
                return memory[key]
        with reader.uncollected(tidy=False):
            made = fresh()
        with self._lock:
            memory[key] = made
            while len(memory) > REMEMBERED:
                memory.popitem(last=False)
        return made


def _signature(place: files.Place) -> _Signature | None:
    """Return what tells that a file was saved anew; None when it is just away or cannot be asked."""
    try:
        found = os.stat(place.path)  # noqa: PTH116 - a Path for every file doubles the time of a look
    except OSError:
        return None
    return files.signature(found)


def _settled(signature: _Signature | None) -> bool:
    """Tell whether a file changed long enough ago that one more change would leave another time on it."""
    return signature is not None and abs(time.time_ns() - signature[1]) > TICK


def _stamp(board: Shown) -> str:
    """Return a text that differs whenever the files, their problems or the notices differ."""
    lines = [f"{file} {digest}" for file, digest in sorted(board.portfolio.files.items())]
    lines += [f"{p.file}:{p.line}:{p.column}:{p.code}:{sorted(p.values.items())}" for p in board.problems]
    lines += [f"{entry.problem.file} {entry.read.isoformat()}" for entry in board.stale]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]

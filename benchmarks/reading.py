"""Reading, checking, judging and looking again, within one process and beside YAML's own events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import yaml

from benchmarks.measure import Table, interleaved
from tracker import checks, reader
from tracker.progress import assess
from tracker.reading import files
from tracker.store import Store

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12)


def reading(portfolios: dict[int, Path], rounds: int) -> Table:
    """Compare a cold read with the bare events of the same bytes."""
    rows = []
    for count, folder in portfolios.items():
        contents = [Path(place.path).read_bytes() for place in files.find(folder)[0]]
        size = sum(map(len, contents))
        taken = interleaved(
            {
                "events": lambda contents=contents: events(contents),
                "read": lambda folder=folder: reader.load(folder),
            },
            _rounds(rounds, count),
        )
        rows.append(
            [
                f"{count:,}",
                f"{len(contents):,}",
                size / 1e6,
                taken["events"],
                taken["read"],
                taken["read"] / taken["events"],
                size / 1e6 / taken["read"],
                len(contents) / taken["read"],
            ]
        )
    heads = ["targets", "files", "MB", "events s", "read s", "read / events", "MB/s", "files/s"]
    note = (
        "CPU seconds. *events* is `yaml.parse` with the C parser over bytes already in memory, its events"
        " thrown away; *read* finds and opens the files, refuses what is unsafe, keeps every line number,"
        " validates every field and link, and keeps the records."
    )
    return Table("Reading", heads, rows, note)


def _rounds(rounds: int, count: int) -> int:
    """Return how often to measure: the larger, the less often."""
    return rounds if count < 6000 else 3 if count < 60000 else 1


def events(contents: list[bytes]) -> None:
    """Run through the events of YAML texts: what no reader of YAML can do without."""
    for content in contents:
        for _ in yaml.parse(content, Loader=yaml.CSafeLoader):
            pass


def judging(portfolios: dict[int, Path], rounds: int) -> Table:
    """Compare judging and checking a portfolio with reading it."""
    rows = []
    for count, folder in portfolios.items():
        portfolio, _ = reader.load(folder)
        taken = interleaved(
            {
                "read": lambda folder=folder: reader.load(folder),
                "assess": lambda portfolio=portfolio: [
                    assess(target, ON, portfolio.sources) for target in portfolio.targets.values()
                ],
                "check": lambda portfolio=portfolio, folder=folder: checks.check(portfolio, ON, folder),
            },
            _rounds(rounds, count),
        )
        read, judge, check = taken["read"], taken["assess"], taken["check"]
        rows.append(
            [
                f"{count:,}",
                read,
                judge,
                judge / read,
                judge / count * 1e6,
                check,
                check / read,
                check / count * 1e6,
            ]
        )
    heads = ["targets", "read s", "assess s", "/ read", "µs a target", "check s", "/ read", "µs a target"]
    return Table("Judging and checking", heads, rows, "CPU seconds over a portfolio of one day.")


def refreshing(portfolios: dict[int, Path]) -> Table:
    """Count what is read again, and what it costs, when nothing, one target or one source changed."""
    rows = []
    for count, folder in portfolios.items():
        store = Store(folder)
        now = NOW
        target = next(folder.glob("targets/networks/*.yaml"))
        source = next(folder.glob("seeds/*.yaml"))
        for name, edited in (
            ("first", None),
            ("nothing changed", None),
            ("one target", target),
            ("one source", source),
        ):
            if edited:
                edited.write_text(edited.read_text("utf-8") + "# looked at\n", "utf-8")
            now += timedelta(minutes=1)
            with _counted() as read:
                taken = interleaved({name: lambda store=store, now=now: store.refresh(now)}, 1)
            snapshot = store.refresh(now)
            judged = interleaved(
                {name: lambda store=store, snapshot=snapshot: store.assessments(snapshot, ON)}, 1
            )
            rows.append([f"{count:,}", name, len(read), taken[name] * 1000, judged[name] * 1000])
    heads = ["targets", "what changed", "files read", "refresh ms", "verdicts ms"]
    return Table("Looking again", heads, rows, "CPU milliseconds in a running app, once each.")


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Collect the names of the files that are read."""
    seen: list[str] = []
    original = files.read

    def counting(place: files.Place, folder: Path) -> object:
        seen.append(place.file)
        return original(place, folder)

    with patch.object(files, "read", counting):
        yield seen

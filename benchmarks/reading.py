"""Reading, judging, checking and looking again, within one process and beside YAML's own events."""

from __future__ import annotations

import cProfile
import hashlib
import pstats
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import yaml

from benchmarks.measure import ROOT, Table, interleaved
from tracker import checks, reader
from tracker.progress import assess
from tracker.reading import events as parser
from tracker.reading import files
from tracker.reading.characters import decoded, odd
from tracker.reading.events import fields_of
from tracker.reading.links import links_in
from tracker.reading.records import record_of
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


def steps(portfolio: tuple[str, Path], rounds: int) -> Table:
    """Return where the time of a cold read goes, each step run by itself over all files."""
    count, folder = portfolio
    places, _ = files.find(folder)
    contents = [Path(place.path).read_bytes() for place in places]
    texts = [content.decode() for content in contents]
    roots = [fields_of(text)[0] for text in texts]  # type: ignore[index]
    named = [(root, place.file) for root, place in zip(roots, places, strict=True)]
    actions: dict[str, Callable[[], object]] = {
        "bare events, the floor": lambda: events(contents),
        "find the files": lambda: files.find(folder),
        "open and read them": lambda: [files.read(place, folder) for place in places],
        "hash the bytes": lambda: [hashlib.sha256(content).digest() for content in contents],
        "decode; refuse odd characters": lambda: [
            (decoded(one, ""), odd(one.decode(), "")) for one in contents
        ],
        "events to plain values": lambda: [fields_of(text) for text in texts],
        "validate fields, check rules": lambda: [record_of(root, file, gaps=False) for root, file in named],
        "collect links": lambda: [frozenset(links_in(root, file)) for root, file in named],
        "everything: reader.load": lambda: reader.load(folder),
    }
    taken = interleaved(actions, rounds)
    floor = taken["bare events, the floor"]
    rows = [[name, seconds, seconds / floor] for name, seconds in taken.items()]
    note = "CPU seconds, medians; a dictionary of ours holds what the events of the floor throw away."
    return Table(f"Where a cold read of {count} targets goes", ["step", "CPU s", "/ events"], rows, note)


def profile(portfolio: tuple[str, Path]) -> Table:
    """Return in which modules the time of judging goes."""
    count, folder = portfolio
    read, _ = reader.load(folder)
    measured = cProfile.Profile()
    measured.runcall(lambda: [assess(target, ON, read.sources) for target in read.targets.values()])
    spent: Counter[str] = Counter()
    for (file, _line, _name), (_, _, own, *_) in pstats.Stats(measured).stats.items():  # type: ignore[attr-defined]
        inside = Path(file).is_relative_to(ROOT)
        spent[str(Path(file).relative_to(ROOT)) if inside else "Python itself"] += own
    whole = sum(spent.values())
    rows = [[name, seconds / whole * 100] for name, seconds in spent.most_common(8)]
    note = "Own time of the functions of each file under cProfile, which makes short functions look dearer."
    return Table(f"Where judging {count} targets goes", ["file", "% of the time"], rows, note)


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
        memory = folder.with_name(f"{folder.name}.sqlite")
        rows += [_start(name, count, folder, memory) for name in ("first start", "second start")]
        store = Store(folder)
        now = NOW
        store.refresh(now)
        target = next(folder.glob("targets/networks/*.yaml"))
        source = next(folder.glob("seeds/*.yaml"))
        for name, edited in (
            ("nothing changed", None),
            ("one target", target),
            ("one source", source),
        ):
            if edited:
                edited.write_text(edited.read_text("utf-8") + "# looked at\n", "utf-8")
            now += timedelta(minutes=1)
            with _counted() as parsed:
                taken = interleaved({name: lambda store=store, now=now: store.refresh(now)}, 1)
            snapshot = store.refresh(now)
            judged = interleaved(
                {name: lambda store=store, snapshot=snapshot: store.assessments(snapshot, ON)}, 1
            )
            rows.append([f"{count:,}", name, len(parsed), taken[name] * 1000, judged[name] * 1000])
    heads = ["targets", "what happens", "files parsed", "refresh ms", "verdicts ms"]
    note = (
        "CPU milliseconds, once each. The second start is another process' first look: it hashes the bytes"
        " of every file, parses those it does not know, and validates the fields of all."
    )
    return Table("Looking again", heads, rows, note)


def _start(name: str, count: int, folder: Path, memory: Path) -> list[object]:
    """Return what the first look of an app costs that keeps what it parsed."""
    with _counted() as parsed:
        taken = interleaved({name: lambda: Store(folder, memory).refresh(NOW)}, 1)
    return [f"{count:,}", name, len(parsed), taken[name] * 1000, ""]


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Collect the texts that are parsed."""
    seen: list[str] = []

    def counting(text: str) -> object:
        seen.append(text)
        return fields_of(text)

    with patch.object(parser, "fields_of", counting):
        yield seen

"""Reading, judging, checking and looking again, within one process and beside YAML's own events."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from pydantic import BaseModel, ConfigDict

from benchmarks.measure import Table, interleaved
from tracker import board, checks, reader
from tracker.judging.figures import figures_of
from tracker.judging.goals import known_goals
from tracker.judging.methods import methods_of
from tracker.judging.quantities import case_of, numbers_of
from tracker.judging.rule import Asked, rule_of
from tracker.judging.series import baseline_of, known_figures
from tracker.judging.verdict import judge, state_of
from tracker.language import words
from tracker.model import Indicator
from tracker.progress import assess
from tracker.reading import events as parser
from tracker.reading import files
from tracker.reading.characters import decoded, odd
from tracker.reading.events import fields_of
from tracker.reading.links import links_in
from tracker.reading.memory import opened
from tracker.reading.records import record_of
from tracker.site.place import SiteScene
from tracker.store import Store
from tracker.telling.blocks import Block
from tracker.telling.due import RECENT
from tracker.telling.front import front
from tracker.verdicts import changes, judged

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12)
QUARTER = timedelta(days=RECENT)


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
        " thrown away; *read* finds and opens the files, refuses what is unsafe, validates every field and"
        " link, and keeps the records. Lines and columns are only looked up where something is amiss."
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


class _Texts(BaseModel):
    """An observation of which nothing is asked but that its fields are texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    period: str
    value: str
    source: str
    at: str | None = None
    as_printed: str | None = None
    qualifier: str | None = None
    status: str | None = None
    break_: str | None = None
    note: str | None = None


def unrefused(text: str) -> Any:
    """Return a text as nested values, with no question asked: what any reader makes of the events."""
    next_event = yaml.CSafeLoader(text).get_event
    next_event(), next_event()
    return _unrefused(next_event(), next_event)


def _unrefused(event: Any, next_event: Callable[[], Any]) -> Any:
    if type(event) is yaml.ScalarEvent:
        return event.value
    if type(event) is yaml.SequenceStartEvent:
        items = []
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            items.append(_unrefused(event, next_event))
        return items
    fields = {}
    while type(event := next_event()) is not yaml.MappingEndEvent:
        fields[event.value] = _unrefused(next_event(), next_event)
    return fields


def steps(portfolio: tuple[str, Path], rounds: int) -> Table:
    """Return where the time of a cold read goes, each step run by itself over all files."""
    count, folder = portfolio
    places, _ = files.find(folder)
    contents = [Path(place.path).read_bytes() for place in places]
    texts = [content.decode() for content in contents]
    made = [(fields_of(text), place.file) for text, place in zip(texts, places, strict=True)]
    named = [(fields.root, file) for fields, file in made]
    seen = [one for root, _ in named for one in root.get("observations", ()) if "set_aside" not in one]
    actions: dict[str, Callable[[], object]] = {
        "bare events, the floor": lambda: events(contents),
        "find the files": lambda: files.find(folder),
        "open and read them": lambda: [files.read(place, folder) for place in places],
        "hash the bytes": lambda: [hashlib.sha256(content).digest() for content in contents],
        "decode; refuse odd characters": lambda: [
            (decoded(one, ""), odd(one.decode(), "")) for one in contents
        ],
        "floor: events to values, nothing refused": lambda: [unrefused(text) for text in texts],
        "events to plain values": lambda: [fields_of(text) for text in texts],
        "floor: each figure a record of texts": lambda: [_Texts.model_validate(one) for one in seen],
        "validate fields, check rules": lambda: [record_of(root, file, gaps=False) for root, file in named],
        "collect links": lambda: [
            frozenset(links_in(fields.root, file, fields.sources)) for fields, file in made
        ],
        "everything: reader.load": lambda: reader.load(folder),
    }
    taken = interleaved(actions, rounds)
    floor = taken["bare events, the floor"]
    rows = [[name, seconds, seconds / floor] for name, seconds in taken.items()]
    note = (
        "CPU seconds, medians. A floor is the same work with nothing checked, and no part of the sum."
        " Dictionaries hold what the events thrown away do not."
    )
    return Table(f"Where a cold read of {count} targets goes", ["step", "CPU s", "/ events"], rows, note)


def judging_steps(portfolio: tuple[str, Path], rounds: int) -> Table:
    """Return where the time of judging goes, each step run by itself over all indicators."""
    count, folder = portfolio
    read, _ = reader.load(folder)
    sources = read.sources
    series = [target for target in read.targets.values() if isinstance(target, Indicator)]
    seen = [figures_of(one.observations, sources) for one in series]
    known = [known_figures(some, one.measure, ON) for one, some in zip(series, seen, strict=True)]
    goals = [known_goals(one, some, ON, sources) for one, some in zip(series, seen, strict=True)]
    facts = [
        (goal, one.measure, figures, baseline_of(one, goal, figures, ON, sources)[0], Asked(ON))
        for one, figures, promised in zip(series, known, goals, strict=True)
        for goal, _ in promised.roles
    ]
    cases = [case_of(*fact) for fact in facts]
    numbered = [(case, numbers_of(case)) for case in cases]
    states = [(case, state_of(case)[0]) for case in cases]
    actions: dict[str, Callable[[], object]] = {
        "when each figure became known": lambda: [figures_of(one.observations, sources) for one in series],
        "which figures count": lambda: [
            known_figures(some, one.measure, ON) for one, some in zip(series, seen, strict=True)
        ],
        "which goals count": lambda: [
            known_goals(one, some, ON, sources) for one, some in zip(series, seen, strict=True)
        ],
        "what each verdict rests on": lambda: [case_of(*fact) for fact in facts],
        "its twelve figures": lambda: [numbers_of(case) for case in cases],
        "its four methods": lambda: [methods_of(case, numbers) for case, numbers in numbered],
        "its state": lambda: [state_of(case) for case in cases],
        "everything that is not put off: assess": lambda: [assess(one, ON, sources) for one in series],
        "put off: figures, methods and flags": lambda: [judge(*one) for one in states],
        "reading the same targets": lambda: reader.load(folder),
    }
    taken = interleaved(actions, rounds)
    # All files are read, of which the indicators are only most: the other targets are taken out by number.
    whole = taken["reading the same targets"] = (
        taken["reading the same targets"] * len(series) / len(read.targets)
    )
    rows = [[name, seconds / len(series) * 1e6, seconds / whole] for name, seconds in taken.items()]
    note = (
        f"CPU microseconds an indicator, medians; {len(facts) / len(series):.0f} goals and"
        f" {sum(len(one.observations) for one in series) / len(series):.0f} figures each."
    )
    return Table(f"Where judging {count} targets goes", ["step", "µs an indicator", "/ read"], rows, note)


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


def starting_steps(portfolio: tuple[str, Path], rounds: int) -> Table:
    """Return where the time of a second start goes, each step run by itself over all files."""
    count, folder = portfolio
    place = folder.with_name(f"{folder.name}-kept.sqlite")
    Store(folder, place).refresh(NOW)
    places = files.find(folder)[0]
    contents = [(one.file, Path(one.path).read_bytes()) for one in places]
    digests = [hashlib.sha256(content).hexdigest() for _, content in contents]
    with opened(place, NOW.date()) as memory:
        if memory is None:
            raise RuntimeError("nothing is kept")
        roots = [memory.recall(digest) or {} for digest in digests]
        named = [(root, one.file) for root, one in zip(roots, places, strict=True)]
        readings = [reader.read(content, file, memory) for file, content in contents]
        pickled = [pickle.dumps(reading.record) for reading in readings]
        actions: dict[str, Callable[[], object]] = {
            "find, open and read the files": lambda: [
                files.read(one, folder) for one in files.find(folder)[0]
            ],
            "hash the bytes": lambda: [hashlib.sha256(content).hexdigest() for _, content in contents],
            "recall the fields: SQLite, zlib, JSON": lambda: [memory.recall(one) for one in digests],
            "validate fields, check rules": lambda: [record_of(*one, gaps=False) for one in named],
            "instead: unpickle the records": lambda: [pickle.loads(one) for one in pickled],
            "collect links": lambda: [frozenset(links_in(*one)) for one in named],
            "put the portfolio together": lambda: reader.assemble(readings, folder),
            "everything: the first look": lambda: Store(folder, place).refresh(NOW),
        }
        taken = interleaved(actions, rounds)
    whole = taken["everything: the first look"]
    rows = [[name, seconds * 1000, seconds / whole] for name, seconds in taken.items()]
    note = (
        "CPU milliseconds, medians. Fields are validated at each start, so that what is kept need not be"
        " trusted. To keep the records themselves, as Python pickles them, and to trust whoever can write"
        " there, would save next to nothing: it is no part of the sum."
    )
    return Table(f"Where a second start over {count} targets goes", ["step", "CPU ms", "/ all"], rows, note)


def another_day(portfolio: tuple[str, Path], rounds: int) -> Table:
    """Return where the time of another day goes, on the front page, which compares it with one before."""
    count, folder = portfolio
    read, _ = reader.load(folder)
    rule = rule_of(read.vocabulary, None)
    base = judged(read, ON, rule, [])

    def told(day: date) -> list[Block]:
        with reader.uncollected(tidy=False):  # as the app does
            made = judged(read, day, rule, [base])
            seen, found = made.by_target, board.entries(made.by_target.values())
            scene = SiteScene(
                read, day, ON, words("en"), seen, found, lambda _: seen, partial(changes, made), ()
            )
            return list(front(scene))

    told(ON)
    actions: dict[str, Callable[[], object]] = {}
    turned: list[int] = []
    for name, day in (("a day before", ON - timedelta(days=1)), ("years before", date(2023, 6, 1))):
        made = judged(read, day, rule, [base])
        turned.append(sum(not one.holds(day) for one in base.held.values()))
        actions |= {
            f"{name}: the verdicts": lambda day=day: judged(read, day, rule, [base]),
            f"{name}: what changed in three months": lambda made=made, day=day: changes(made, day - QUARTER),
            f"{name}: the lines of the board": lambda made=made: board.entries(made.by_target.values()),
            f"{name}: these, and the words of the page": lambda day=day: told(day),
        }
    taken = interleaved(actions, rounds)
    rows = [[name, seconds * 1000] for name, seconds in taken.items()]
    note = (
        f"CPU milliseconds, medians. Between the day and the one before, something became known or fell due"
        f" of {turned[0]:,} of {count} targets, and of {turned[1]:,} since the years before; only these are"
        " judged anew. The rest of what the server does for another day is the page, see *A rerun*."
    )
    return Table(f"Where another day over {count} targets goes", ["step", "CPU ms"], rows, note)


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

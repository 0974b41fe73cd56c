"""Sessions without a browser: one that draws a page again, and a hundred that turn pages for minutes.

The sessions speak the protocol of Streamlit's own page instead of each running a browser: a hundred
browser pages need more than two cores for themselves, and would measure nothing else.
"""

from __future__ import annotations

import asyncio
import html
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.browser import Server, serving
from benchmarks.measure import ROOT, Table
from benchmarks.pages import BARE, TRACKER, bare_file, content, serving_options
from tests.browser.test_two_processes import PROXIES, proxied
from tracker.ui.pulse import PATH

SESSIONS = 100
PAUSE, QUICK = (5.0, 15.0), (0.5, 1.5)
"""Seconds between two clicks of one reader among many, and of one alone."""
ARRIVAL = 30.0
"""Seconds within which many readers come; nobody opens a hundred pages in one second."""
PATIENCE = 60.0
PARTS = 10
"""Of the time: at the end of each the memory is read."""
PROXIED = 0.6
"""Of the minutes: for how long the sessions come through a proxy, so that a whole run stays under an hour."""
_DONE = ForwardMsg.FINISHED_SUCCESSFULLY
FRONT = "tracker-finding"
WORDS = ("Hospitals", "Researchers", "Schools", "Households")


@dataclass
class Log:
    """What the sessions met until the end: seconds by kind of page, and everything that went wrong."""

    end: float
    titles: Sequence[str]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    calm: float = 0.0
    """When all of them have come."""
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    """The same seconds of what was asked for before that, and after it."""


@dataclass(frozen=True)
class Door:
    """Where readers come in, and the processes behind it."""

    servers: Sequence[Server]
    address: str

    def cpu(self) -> float:
        """Return the CPU seconds that the processes have used."""
        return sum(server.cpu() for server in self.servers)

    def memory(self) -> float:
        """Return the resident memory of the processes in MiB."""
        return sum(server.memory() for server in self.servers)


@dataclass
class Session:
    """One open page: what was asked for last, and what has arrived of it."""

    socket: ClientConnection
    log: Log
    awaited: str = ""
    seen: bool = False
    size: float = 0.0  # kilobytes of 1,000 that have arrived since
    finished: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, page: str, query: str, awaited: str) -> float:
        """Ask for a page and return the seconds until it has arrived in full."""
        self.awaited, self.seen, self.size = awaited, not awaited, 0.0
        self.finished.clear()
        start = time.monotonic()
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self.finished.wait(), PATIENCE)
        if not self.seen:
            self.log.errors.append(f"{page}?{query} came without: {awaited}")
        return time.monotonic() - start

    async def listen(self) -> None:
        """Take note of everything that arrives."""
        async for data in self.socket:
            self.size += len(data) / 1000
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "delta":
                self.look(message)
            elif kind == "script_finished" and (self.seen or message.script_finished == _DONE):
                # A server in a hurry marks a finished run as overtaken by the one after it.
                self.finished.set()

    def look(self, message: ForwardMsg) -> None:
        """Note what was waited for, and any fault shown to the reader."""
        element = message.delta.new_element
        shown = element.WhichOneof("type")
        if shown == "exception" or (shown == "alert" and "tracker" not in element.alert.body):
            self.log.errors.append(f"{shown} on the page")
        self.seen = self.seen or (shown == "html" and self.awaited in html.unescape(element.html.body))


def tables(portfolios: dict[int, Path], minutes: float) -> Iterator[Table]:
    """Yield what drawing again costs, then waiting, errors and memory of one session and of a hundred."""
    folder = portfolios[600] if 600 in portfolios else next(iter(portfolios.values()))
    yield reruns(portfolios)
    yield weights(portfolios)
    yield from _crowds(folder, minutes)


def _crowds(folder: Path, minutes: float) -> Iterator[Table]:
    """Yield how long one and a hundred readers wait, at one process and two behind nginx, and what is held.

    A row ends with the memory at each tenth of the time, which is a table of its own.
    """
    titles = [row["title"] for row in content(folder)]
    rows: list[list[object]] = []
    with serving(TRACKER, serving_options(folder)) as server:
        door = Door((server,), server.address)
        rows += _one_and_many(door, "", minutes, titles)
    absent = ""
    try:
        rows += _behind_nginx(folder, minutes * PROXIED, titles)
    except Exception as error:  # noqa: BLE001 - what was measured without it stays
        absent = f" Not measured behind nginx: {type(error).__name__} {error}."
    heads = ["sessions", "minutes", "clicks", "target s", "board s", "search s", "95 % within s"]
    heads += ["while they come", "after", "errors"]
    heads += ["server % of a core", "MiB before", "MiB at half", "MiB after"]
    note = (
        f"A click every {PAUSE[0]:.0f} to {PAUSE[1]:.0f} seconds in each of the hundred sessions, each"
        " second in the one, and beside each a line on which changes are told; from the click to the last"
        f" byte, medians. The hundred come within {ARRIVAL:.0f} seconds, each with a front page that is not"
        " counted; the seconds within which 95 % of clicks are answered are also told apart for clicks while"
        " they come and after. The floor is the one session. Streamlit keeps closed sessions for two minutes"
        " on purpose. Every answer is checked for what was asked. Behind nginx the hundred stay for"
        f" {PROXIED:.0%} of the minutes that they stay at one process."
    )
    waits = [row[:-PARTS] for row in rows]
    yield Table("A hundred readers at once", heads, waits, note + absent)
    held = [[row[0], *row[-PARTS:]] for row in rows]
    tenths = [f"{100 * part // PARTS} %" for part in range(1, PARTS + 1)]
    note = "MiB of all processes at each tenth of the time; a session that is open holds what its page shows."
    yield Table("Memory while a hundred readers turn pages", ["sessions", *tenths], held, note)


def _behind_nginx(folder: Path, minutes: float, titles: Sequence[str]) -> list[list[object]]:
    """Return the rows at two processes behind nginx, as docs/serving.md sets it up."""
    if PROXIES["nginx"] is None:
        raise RuntimeError("nginx is not installed; `sh bin/benchmarks` installs it on Debian")
    with (
        serving(TRACKER, serving_options(folder)) as first,
        serving(TRACKER, serving_options(folder)) as second,
        TemporaryDirectory() as place,
        proxied("nginx", Path(place), first.port, second.port) as port,
    ):
        door = Door((first, second), f"http://127.0.0.1:{port}/")
        return _one_and_many(door, ", nginx and two processes", minutes, titles)


def _one_and_many(door: Door, name: str, minutes: float, titles: Sequence[str]) -> list[list[object]]:
    """Return the rows of one session and of many at a door."""
    asyncio.run(_together(door, Log(time.monotonic() + 10, titles), 4, QUICK))  # imports and reads
    return [
        [f"1{name}", *_waited(door, 1, 0.5, QUICK, titles)],
        [f"{SESSIONS}{name}", *_waited(door, SESSIONS, minutes, PAUSE, titles)],
    ]


def _waited(
    door: Door, count: int, minutes: float, pause: tuple[float, float], titles: Sequence[str]
) -> list[object]:
    """Return what some sessions met within some minutes, and what the servers held meanwhile."""
    start, cpu, before = time.monotonic(), door.cpu(), door.memory()
    log = Log(start + minutes * 60, titles, calm=start + ARRIVAL if count == SESSIONS else 0.0)
    held: list[float] = []

    async def both() -> None:
        crowd = asyncio.create_task(_together(door, log, count, pause))
        for _ in range(PARTS):
            await asyncio.sleep(minutes * 60 / PARTS)
            held.append(door.memory())
        await crowd

    asyncio.run(both())
    used = (door.cpu() - cpu) / (time.monotonic() - start) * 100
    for line in sorted(set(log.errors))[:10]:
        print("error:", line)
    waits = [second for seconds in log.seconds.values() for second in seconds]
    kinds = [statistics.median(log.seconds.get(kind, [0.0])) for kind in ("target", "board", "search")]
    worst = [_most(waits) or float("nan"), _most(log.before), _most(log.after)]
    ends = (before, held[PARTS // 2 - 1], door.memory())
    return [float(minutes), len(waits), *kinds, *worst, len(log.errors), used, *ends, *held]


def _most(waits: Sequence[float]) -> float | str:
    """Return within how many seconds 95 % of some waits ended."""
    return sorted(waits)[int(len(waits) * 0.95)] if waits else ""


RERUNS = 40
FRAME = ROOT / "benchmarks" / "bare_frame.py"


def reruns(folders: dict[int, Path]) -> Table:
    """Return what the server spends on drawing a page again of which nothing changed."""
    bare = ("", "", "")
    rows: list[list[object]] = [["bare: an empty page in such a frame", *_rerun(FRAME, [], bare)]]
    for count, folder in folders.items():
        rows.append([f"bare, {count:,}", *_rerun(BARE, [bare_file(folder)], bare)])
        for page, query, awaited in (("", "lang=en", FRONT), ("target", "id=target-00000", "no. 0")):
            costs = _rerun(TRACKER, serving_options(folder), (page, query, awaited))
            rows.append([f"tracker, {count:,}: {page or 'overview'}", *costs])
    note = (
        f"{RERUNS} reruns of an open page one after another, without a browser; CPU of the whole server,"
        " its sockets and its look for changes included. The first row is the floor of any page with as many"
        " pages in its menu and a language and a day to choose."
    )
    return Table("A rerun", ["page", "server CPU ms", "clock ms"], rows, note)


def _rerun(script: Path, arguments: list[str], click: tuple[str, str, str]) -> tuple[float, float]:
    """Return CPU and clock in milliseconds that drawing a page once more takes."""
    with serving(script, arguments) as server:
        return asyncio.run(_again(server, *click))


async def _again(server: Server, page: str, query: str, awaited: str) -> tuple[float, float]:
    log = Log(time.monotonic(), ())
    async with _opened(server.address) as socket:
        session = Session(socket, log)
        listening = asyncio.create_task(session.listen())
        for _ in range(5):  # imports, reads, and takes what is read out of the search for garbage
            await session.ask(page, query, awaited)
        cpu, start = server.cpu(), time.monotonic()
        for _ in range(RERUNS):
            await session.ask(page, query, awaited)
        used, passed = server.cpu() - cpu, time.monotonic() - start
        listening.cancel()
    if log.errors:
        raise RuntimeError(log.errors[0])
    return used / RERUNS * 1000, passed / RERUNS * 1000


OPENED = {
    "overview": "",
    "board": "",
    "target": "id=target-00000",
    "enterprises": "",
    "allocations": "",
    "compare": "",
    "milestones": "",
    "changes": "",
    "briefing": "",
    "sources": "",
    "quality": "",
    "method": "id=target-00000",
}


def weights(folders: dict[int, Path]) -> Table:
    """Return what every page sends when it is opened for the second time, at every size."""
    seen = {}
    for count, folder in folders.items():
        with serving(BARE, [bare_file(folder)]) as server:
            seen[count] = asyncio.run(_each(server, {"": ""}))
        with serving(TRACKER, serving_options(folder)) as server:
            seen[count] |= asyncio.run(_each(server, OPENED))
    names = {"": "bare: table and chart", **{page: f"tracker: {page}" for page in OPENED}}
    rows = [[name, *(value for one in seen.values() for value in one[page])] for page, name in names.items()]
    heads = [f"{count:,}: {unit}" for count in folders for unit in ("kB", "s")]
    note = "Kilobytes over the socket and seconds to the last of them, without a browser."
    return Table("Every page", ["page", *heads], rows, note)


async def _each(server: Server, pages: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return kilobytes and seconds of pages that are opened for the second time."""
    log = Log(time.monotonic(), ())
    async with _opened(server.address) as socket:
        session = Session(socket, log)
        listening = asyncio.create_task(session.listen())
        found = {}
        for page, query in pages.items():
            asked = "" if page == "overview" else page
            await session.ask(asked, query, "")
            seconds = await session.ask(asked, query, "")
            found[page] = session.size, seconds
        listening.cancel()
    if log.errors:
        raise RuntimeError(log.errors[0])
    return found


def _opened(address: str, seat: int = 0, path: str = "_stcore/stream") -> connect:
    """Return a connection as the page of a browser opens it; its seat decides who serves it."""
    origin = address.rstrip("/")
    return connect(
        f"{origin.replace('http', 'ws')}/{path}",
        subprotocols=["streamlit"],
        origin=origin,
        additional_headers={"Cookie": f"tracker_seat={seat:08x}"},
        max_size=None,
    )


async def _together(door: Door, log: Log, count: int, pause: tuple[float, float]) -> None:
    """Let a number of sessions turn pages for a while."""
    come = ARRIVAL if count == SESSIONS else pause[0]

    async def one(chance: Random) -> None:
        await asyncio.sleep(chance.uniform(0, come))
        await reader(door.address, chance, log, pause=pause)

    await asyncio.gather(*(one(Random(number)) for number in range(count)))


async def reader(
    address: str, chance: Random, log: Log, clicks: int = 1_000_000, pause: tuple[float, float] = PAUSE
) -> None:
    """Be one reader until the end: open the front page, then look at targets and the board, and search.

    Args:
        address: of the dashboard.
        chance: decides where to click.
        log: takes down the waits and the faults, and names the end.
        clicks: after which the reader leaves.
        pause: the shortest and the longest time between two clicks, in seconds.
    """
    seat = chance.getrandbits(32)
    try:
        async with _opened(address, seat) as socket, _opened(address, seat, PATH) as line:
            session = Session(socket, log)
            listening = [asyncio.create_task(one) for one in (session.listen(), _heard(line))]
            try:
                await _read(session, chance, clicks, pause)
            finally:
                for one in listening:
                    one.cancel()
                await asyncio.gather(*listening, return_exceptions=True)
    except (TimeoutError, OSError, WebSocketException) as error:
        log.errors.append(f"{type(error).__name__} {error}")


async def _read(session: Session, chance: Random, clicks: int, pause: tuple[float, float]) -> None:
    """Open the front page, then click now and then until the end."""
    log = session.log
    await session.ask("", "lang=en", FRONT)
    for _ in range(clicks):
        await asyncio.sleep(chance.uniform(*pause))
        if time.monotonic() >= log.end:
            break
        kind, page, query, awaited = _click(chance, log.titles)
        some = log.before if time.monotonic() < log.calm else log.after
        some.append(await session.ask(page, query, awaited))
        log.seconds.setdefault(kind, []).append(some[-1])


async def _heard(line: ClientConnection) -> None:
    """Listen to what is told of changes; there are none."""
    async for _ in line:
        pass


def _click(chance: Random, titles: Sequence[str]) -> tuple[str, str, str, str]:
    """Return kind, page and query of something to click, and a text that must come."""
    kind = chance.choice(("target", "target", "board", "search"))
    if kind == "target":
        number = chance.randrange(len(titles))
        return kind, "target", f"id=target-{_number(titles[number])}&lang=en", titles[number]
    word = chance.choice(WORDS)
    return kind, "board", "lang=en" if kind == "board" else f"q={word}&lang=en", "tracker-card"


def _number(title: str) -> str:
    return f"{int(title.rpartition(' ')[2]):05d}"

"""Pages in a real browser, each beside the plainest Streamlit page with the same content."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from benchmarks import split
from benchmarks.browser import Meters, Server, Tab, chromium, median, serving, tab
from benchmarks.measure import ROOT, Table
from tracker import reader
from tracker.progress import Assessment, assess

BARE = ROOT / "benchmarks" / "bare.py"
TRACKER = ROOT / "dashboard.py"
ON = date(2026, 11, 22)
CHART = "!!document.querySelector('[data-testid=stPlotlyChart] .main-svg')"
STILL = "!!(document.querySelector('.tracker-still')?.naturalWidth || document.querySelector('.main-svg'))"
FRONT = "!!document.querySelector('.tracker-finding')"
BOARD = "!!document.querySelector('.tracker-card')"
IDLE = 10.0
HEADS = [
    "page",
    "clock s",
    "browser CPU s",
    "server CPU s",
    "HTTP kB",
    "socket kB",
    "requests",
    "page heap MiB",
    "kB until painted",
]
_TEXT = "document.querySelector('{}')?.textContent.includes({})"


def tables(portfolios: dict[int, Path], rounds: int) -> Iterator[Table]:
    """Yield what loading and using the pages costs, at every size beside the bare page."""
    rounds = min(rounds, 5)
    with chromium() as browser, ExitStack() as running:
        servers: dict[str, Server] = {}
        for count, folder in portfolios.items():
            servers[f"bare, {count:,}"] = running.enter_context(serving(BARE, [bare_file(folder)]))
            servers[f"tracker, {count:,}"] = running.enter_context(serving(TRACKER, serving_options(folder)))
        yield _loading(browser, servers, rounds)
        yield _resting(browser, servers)
        yield from _using(browser, servers, portfolios, rounds)
        yield _starting(browser, portfolios, min(rounds, 3))
        yield _many_series(browser, rounds)


def serving_options(folder: Path) -> list[str]:
    """Return the arguments of a dashboard over a folder that leaves the cache of this machine alone."""
    return ["--data", str(folder), "--cache", str(folder / "cache")]


def bare_file(folder: Path) -> str:
    """Return the path of the file that the bare page shows, written when it is not there yet."""
    made = folder / "bare.json"
    if not made.exists():
        made.write_text(json.dumps(content(folder)), "utf-8")
    return str(made)


def content(folder: Path) -> list[dict[str, Any]]:
    """Return what the bare page shows: for each target a row of its table and the lines of its chart."""
    portfolio, _ = reader.load(folder)
    judged = (assess(target, ON, portfolio.sources) for target in portfolio.targets.values())
    return [_row(entry) for entry in judged]


def _row(entry: Assessment) -> dict[str, Any]:
    goal, base = entry.goal, entry.baseline
    path: list[list[float]] = [[], []]
    if goal and goal.by and base and goal.at_least is not None:
        path = [[base.period.year, goal.by.year], [base.value, goal.at_least]]
    return {
        "title": entry.title["en"],
        "state": entry.state,
        "latest": entry.latest.value if entry.latest else None,
        "goal": goal.at_least if goal else None,
        "gap_closed": entry.gap_closed,
        "years": [point.period.year for point in entry.series],
        "values": [point.value for point in entry.series],
        "path": path,
    }


def _loading(browser: Browser, servers: Mapping[str, Server], rounds: int) -> Table:
    """Return what a first visit costs, the server being up and the browser's cache empty."""
    seen: dict[str, list[Meters]] = {}
    for _ in range(rounds + 1):
        for name, server in servers.items():
            for page, address, ready in _visits(name):
                with tab(browser, server) as visit:
                    seen.setdefault(f"{name}: {page}", []).append(visit.load(address, ready))
    rows = [line(name, median(meters[1:])) for name, meters in seen.items()]
    note = (
        "Medians; an empty browser profile every time, the first visit to a server left out. *clock* runs"
        " until the content is painted, of a target its picture; *browser CPU* is the page's main thread"
        " until all is quiet. Where *kB until painted* of a target is nearly all that came, the library of"
        " its chart came before the first frame with the picture; where it is that of an overview, after."
    )
    return Table("A first visit", HEADS, rows, note)


def _many_series(browser: Browser, rounds: int) -> Table:
    """Return what the page of a target with thirty series costs beside that of a plain target."""
    seen: dict[str, list[Meters]] = {}
    with TemporaryDirectory() as made:
        split.write(Path(made))
        with serving(TRACKER, serving_options(Path(made))) as server:
            for _ in range(rounds + 1):
                for name, address in (("plain", split.PLAIN), ("thirty series", split.SPLIT)):
                    with tab(browser, server) as visit:
                        seen.setdefault(name, []).append(visit.load(address, STILL))
    rows = [line(name, median(meters[1:])) for name, meters in seen.items()]
    note = "Twenty years each; medians of first visits with an empty browser profile, the first left out."
    return Table("A target of thirty series", HEADS, rows, note)


def _visits(name: str) -> list[tuple[str, str, str]]:
    if name.startswith("bare"):
        return [("table and chart", "", CHART)]
    return [("overview", "", FRONT), ("target", "target?id=target-00000", STILL)]


def line(name: str, meters: Meters) -> list[object]:
    """Return the row of a table with `HEADS`."""
    return [
        name,
        meters.clock,
        meters.browser,
        meters.server,
        meters.http,
        meters.socket,
        int(meters.requests),
        meters.heap,
        meters.early,
    ]


def _using(
    browser: Browser, servers: Mapping[str, Server], portfolios: Mapping[int, Path], rounds: int
) -> list[Table]:
    """Return what choosing, filtering and going back in time cost on an open page, and where it goes."""
    seen: dict[str, list[Meters]] = {}
    titles = {f"{count:,}": [row["title"] for row in content(folder)] for count, folder in portfolios.items()}
    for name, server in servers.items():
        kind, _, count = name.partition(", ")
        wanted = [title for title in titles[count] if _pickable(title)][1 : rounds + 2]
        actions = _bare_actions(wanted) if kind == "bare" else _tracker_actions(wanted)
        for action, meters in _walk(browser, server, actions):
            seen.setdefault(f"{name}: {action}", []).append(meters)
    middle = {name: median(meters[1:] or meters) for name, meters in seen.items()}
    note = "Medians of one interaction after another in one open page; the first of each kind is left out."
    return [
        Table("An open page", ["what happens", *HEADS[1:]], [line(*named) for named in middle.items()], note),
        _spent({name: meters for name, meters in middle.items() if name.endswith("choose a target")}),
    ]


def _spent(middle: Mapping[str, Meters]) -> Table:
    """Return on what the browser spends its time."""
    rows = [
        [name, m.browser, m.script, m.style, m.layout, m.browser - m.script - m.style - m.layout]
        for name, m in middle.items()
    ]
    heads = ["what happens", "browser CPU s", "scripts s", "styles s", "layout s", "paint and the rest s"]
    return Table("Where choosing a target goes in the browser", heads, rows)


def _pickable(title: str) -> bool:
    """Tell whether a title is that of an indicator, whose page has one chart."""
    return int(title.rpartition(" ")[2]) % 20 not in (3, 8, 13)


Action = tuple[str, str, str, tuple[str, ...], str]


def _bare_actions(titles: list[str]) -> list[Action]:
    return [
        ("choose a target", "", "pick", ("Target", title), _TEXT.format(".gtitle", json.dumps(title)))
        for title in titles
    ]


def _tracker_actions(titles: list[str]) -> list[Action]:
    chosen = "target?id=target-00000"
    painted = f"{_TEXT} && {CHART}"
    picks: list[Action] = [
        ("choose a target", chosen, "pick", ("Target", title), painted.format("h1", json.dumps(title)))
        for title in titles
    ]
    cards = "[...document.querySelectorAll('.tracker-card')]"
    filters: list[Action] = [
        (
            "search the board",
            "board",
            "type",
            ("Search", word),
            f"{cards}.length && {cards}.every(card => card.textContent.includes({word!r}))",
        )
        for word in ("Hospitals", "Researchers", "Schools", "Households")
    ]
    days: list[Action] = [
        (
            name,
            "",
            "visit_day",
            (day.isoformat(),),
            _TEXT.format("[data-testid=stAlert]", f"'{day.day} {day:%B %Y}'"),
        )
        for name, some in (
            ("go back some days", [date.today() - timedelta(days) for days in (1, 2, 3)]),
            ("go back in time", [date(year, 6, 1) for year in (2024, 2023, 2022)]),
        )
        for day in some
    ]
    return picks + filters + days


def _walk(browser: Browser, server: Server, actions: list[Action]) -> Iterator[tuple[str, Meters]]:
    """Yield what each action costs; a new address opens a new page."""
    with ExitStack() as open_pages:
        visit: Tab | None = None
        at = None
        for name, address, action, values, ready in actions:
            if visit is None or (address, action) != at:
                visit, at = open_pages.enter_context(tab(browser, server)), (address, action)
                visit.load(address, f"{FRONT} || {BOARD} || {CHART}")
            yield name, visit.act(action, ready, *values)


def _resting(browser: Browser, servers: Mapping[str, Server]) -> Table:
    """Return what an open page nobody touches costs, and what the server holds."""
    rows = []
    for name, server in servers.items():
        with tab(browser, server) as visit:
            visit.load("", CHART if name.startswith("bare") else FRONT)
            visit.page.wait_for_timeout(3000)
            before, sent = visit.busy()["TaskDuration"], visit.socket
            cpu, start = server.cpu(), time.monotonic()
            visit.page.wait_for_timeout(IDLE * 1000)
            clock = time.monotonic() - start
            rows.append(
                [
                    name,
                    (server.cpu() - cpu) / clock * 100,
                    (visit.busy()["TaskDuration"] - before) / clock * 100,
                    (visit.socket - sent) / clock,
                    server.memory(),
                    "yes" if server.maps("pandas") else "no",
                ]
            )
    heads = [
        "page",
        "server % of a core",
        "browser % of a core",
        "socket kB/s",
        "server MiB",
        "pandas loaded",
    ]
    note = (
        f"{IDLE:.0f} seconds of an open page that nobody touches. The bare page is the floor: the server of"
        " Streamlit itself wakes some tens of times a second; ours looks for changes beside that."
    )
    return Table("An idle page, and memory after the first visits", heads, rows, note)


def _starting(browser: Browser, portfolios: Mapping[int, Path], rounds: int) -> Table:
    """Return what passes from the start command to the first page painted in an empty browser."""
    seen: dict[str, list[tuple[float, float, float]]] = {}
    for _ in range(rounds):
        for count, folder in portfolios.items():
            for name, script, arguments, ready in (
                (f"bare, {count:,}", BARE, [bare_file(folder)], CHART),
                (f"tracker, {count:,}", TRACKER, serving_options(folder), FRONT),
            ):
                with serving(script, arguments) as server, tab(browser, server) as visit:
                    answered = time.monotonic() - server.started
                    visit.load("", ready)
                    seen.setdefault(name, []).append((answered, visit.painted - server.started, server.cpu()))
    rows = [
        [name, *(sorted(times)[len(times) // 2] for times in zip(*taken, strict=True))]
        for name, taken in seen.items()
    ]
    heads = ["page", "first answer s", "painted s", "server CPU s"]
    return Table("A cold start", heads, rows, "Seconds on the clock from `streamlit run` on; medians.")

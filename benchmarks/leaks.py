"""Leaks: memory, threads and open files over failed and good exports, and over sessions that come and go."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from benchmarks.browser import Server, serving
from benchmarks.measure import Table
from benchmarks.pages import TRACKER, content, serving_options
from benchmarks.sessions import QUICK, Log, reader
from tests.browser import find
from tracker.export.browser import Browser, UnavailableError

FAILED, GOOD = 100, 200
"""Exports of each kind that fails, and of those that succeed."""
FIGURE = {"data": [{"type": "bar", "y": [1, 2, 3]}], "layout": {"width": 400, "height": 300}}
STEPS = 5
CROWD = 6
"""Sessions that are open at a time; each stays for a few clicks, then another one comes."""


def tables(folder: Path, minutes: float) -> list[Table]:
    """Return what the processes hold after each fifth of the work; both kinds of work go on at once."""
    heads = ["work", "done", "MiB", "threads", "open files"]
    rows: list[list[object]] = []
    kinds: list[tuple[str, Callable[[Browser], None], str | None, int]] = [
        ("failed: no browser", _failed, "/nowhere/chromium", FAILED),
        ("failed: a browser that ends at once", _failed, "/bin/false", FAILED),
        ("good pictures", _good, find.browser(), GOOD),
    ]
    with ThreadPoolExecutor(1) as beside:
        sessions = beside.submit(_sessions, folder, minutes)
        for name, job, path, count in kinds:
            rows += [[name, *row] for row in _apart(job, path, count)]
        note = "A process for each kind of export; the browser that draws is one of its own."
        return [Table("Exports", heads, rows, note), sessions.result()]


def _apart(job: Callable[[Browser], None], path: str | None, count: int) -> list[list[object]]:
    """Return the rows of one kind of export, measured in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_exports, (job, path, count))


def _exports(job: Callable[[Browser], None], path: str | None, count: int) -> list[list[object]]:
    rows: list[list[object]] = []
    with Browser(path) as browser:
        for done in range(1, count + 1):
            job(browser)
            if done == 1 or done % (count // STEPS) == 0:
                gc.collect()
                rows.append([done, *held("self"), threading.active_count(), opened("self")])
    return rows


def _failed(browser: Browser) -> None:
    try:
        browser.picture(FIGURE, 400, 300)
    except UnavailableError:
        return
    raise RuntimeError("a picture came from nowhere")


def _good(browser: Browser) -> None:
    if not browser.picture(FIGURE, 400, 300).startswith(b"\x89PNG"):
        raise RuntimeError("no picture came")


def held(process: int | str) -> list[float]:
    """Return the resident memory of a process in MiB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return [int(status.partition("VmRSS:")[2].split()[0]) / 1024]


def opened(process: int | str) -> int:
    """Return how many files a process has open."""
    return entries(process, "fd")


def entries(process: int | str, kind: str) -> int:
    """Return how many threads (`task`) or open files (`fd`) a process has."""
    return sum(1 for _ in Path(f"/proc/{process}/{kind}").iterdir())


def _sessions(folder: Path, minutes: float) -> Table:
    """Return what the server holds while sessions come and go."""
    titles = [row["title"] for row in content(folder)]
    rows: list[list[object]] = []
    met: list[str] = []
    with serving(TRACKER, serving_options(folder)) as server:
        start, gone = time.monotonic(), 0
        for step in range(STEPS + 1):
            log = Log(start + minutes * 60 * max(step, 0.2) / STEPS, titles)
            gone += asyncio.run(_come_and_go(server, log))
            met += log.errors
            passed = f"{(time.monotonic() - start) / 60:.1f} min, {gone} sessions"
            pid = server.process.pid
            rows.append([passed, *held(pid), entries(pid, "task"), opened(pid), len(met)])
    note = (
        f"{CROWD} sessions at a time over {minutes:g} minutes; each stays for three clicks and leaves."
        " Streamlit keeps closed sessions for two minutes on purpose,"
        " so the figures after that are the ones to compare."
    )
    if met:
        note += f" The errors: {'; '.join(sorted(set(met)))}."
    heads = ["passed", "MiB", "threads", "open files", "errors"]
    return Table("Sessions that come and go", heads, rows, note)


async def _come_and_go(server: Server, log: Log) -> int:
    """Let sessions come and go until the log's end and return how many came."""
    chance, came = Random(1), 0

    async def chair() -> None:
        nonlocal came
        while time.monotonic() < log.end:
            came += 1
            await reader(server.address, chance, log, clicks=3, pause=QUICK)

    await asyncio.gather(*(chair() for _ in range(CROWD)))
    return came

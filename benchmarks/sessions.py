"""Several readers at once: twenty browser sessions on one server, clicking for two minutes."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from playwright.async_api import Browser, Error, Page, async_playwright

from benchmarks.browser import PATIENCE, SETTLED, Server, serving
from benchmarks.measure import Table
from benchmarks.pages import BOARD, CHART, TRACKER, content
from tests.browser.find import browser as find_browser

SESSIONS = 20
LENGTH = 120.0
PAUSE = (4.0, 8.0)
WORDS = ("Hospitals", "Researchers", "Schools", "Households", "")


@dataclass
class Log:
    """What the sessions met until the end: seconds by kind of click, and everything that went wrong."""

    end: float
    titles: Sequence[str]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def tables(portfolios: dict[int, Path]) -> list[Table]:
    """Return latency, errors and memory of one session and of twenty."""
    folder = portfolios[600] if 600 in portfolios else next(iter(portfolios.values()))
    titles = [row["title"] for row in content(folder)]
    rows = []
    with serving(TRACKER, ["--data", str(folder)]) as server:
        asyncio.run(_together(server, 1, 10.0, titles))  # the first visit to a server imports and reads
        for count, length in ((1, LENGTH / 3), (SESSIONS, LENGTH)):
            before, cpu, start = server.memory(), server.cpu(), time.monotonic()
            log = asyncio.run(_together(server, count, length, titles))
            used = (server.cpu() - cpu) / (time.monotonic() - start) * 100
            clicks = [second for seconds in log.seconds.values() for second in seconds]
            worst = statistics.quantiles(clicks, n=20)[-1]
            rows.append(
                [
                    count,
                    len(clicks),
                    *(
                        statistics.median(log.seconds.get(kind, [0.0]))
                        for kind in ("search", "choose", "turn")
                    ),
                    worst,
                    len(log.errors),
                    used,
                    before,
                    server.memory(),
                ]
            )
            for line in sorted(set(log.errors))[:10]:
                print("error:", line)
    heads = [
        "sessions",
        "clicks",
        "search s",
        "choose s",
        "turn s",
        "95 % within s",
        "errors",
        "server % of a core",
    ]
    note = (
        f"One server, {LENGTH:.0f} seconds, a click every {PAUSE[0]:.0f} to {PAUSE[1]:.0f} seconds in each"
        " session; medians on the clock. All browser pages and the server share the same cores, so most of"
        " the waiting is the browsers'. *turn* goes from page to page in the sidebar."
    )
    return [Table("Twenty readers at once", [*heads, "MiB before", "MiB after"], rows, note)]


async def _together(server: Server, count: int, length: float, titles: Sequence[str]) -> Log:
    """Let a number of sessions click for a while."""
    # Opening a page takes about a second.
    log, root = Log(time.monotonic() + length + count, titles), ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as player:
        opened = await player.chromium.launch(executable_path=find_browser(), args=["--disable-gpu", *root])
        await asyncio.gather(*(_reader(opened, server, Random(n), log) for n in range(count)))
        await opened.close()
    return log


async def _reader(opened: Browser, server: Server, chance: Random, log: Log) -> None:
    """Be one reader until the end: open the board, then search, choose and turn pages."""
    await asyncio.sleep(chance.uniform(0, log.end - time.monotonic()) / 4)
    context = await opened.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: log.errors.append(f"uncaught: {error}"))
    page.on("console", lambda line: log.errors.append(line.text) if _bad(line.type, line.text) else None)
    try:
        await page.goto(server.address, wait_until="commit")
        await page.wait_for_function(BOARD)
        while time.monotonic() < log.end:
            await asyncio.sleep(chance.uniform(*PAUSE))
            kind, start = chance.choice(("search", "choose", "turn")), time.monotonic()
            kind, start = await _click(page, kind, chance, log.titles)
            log.seconds.setdefault(kind, []).append(time.monotonic() - start)
            if await page.locator("[data-testid=stException]").count():
                log.errors.append("an exception on the page")
    except Error as error:
        log.errors.append(str(error).splitlines()[0])
    await context.close()


def _bad(kind: str, text: str) -> bool:
    """Tell whether a console line is an error; the client's probe for a server below a page is none."""
    return kind == "error" and "404" not in text


async def _click(page: Page, kind: str, chance: Random, titles: Sequence[str]) -> tuple[str, float]:
    """Do one thing and wait for its result; return what it was and when it began."""
    on_target = "/target" in page.url
    if kind == "turn" or (kind == "choose") != on_target:
        start = time.monotonic()
        await page.get_by_test_id("stSidebarNavLink").nth(0 if on_target else 1).click()
        await page.wait_for_function(BOARD if on_target else CHART)
        await page.wait_for_function(SETTLED)
        return "turn", start
    if kind == "search":
        start = time.monotonic()
        entry, word = page.get_by_label("Search", exact=True).first, chance.choice(WORDS)
        await entry.fill(word)
        await entry.press("Enter")
        cards = "[...document.querySelectorAll('.tracker-card')]"
        await page.wait_for_function(
            f"{cards}.length > 0 && {cards}.every(card => card.textContent.includes({json.dumps(word)}))"
        )
        return kind, start
    title = chance.choice(titles)
    box = page.get_by_role("combobox", name="Target").first
    start = time.monotonic()
    await box.click()
    await box.fill(title)
    await page.get_by_role("option").first.wait_for()
    await box.press("Enter")
    await page.wait_for_function(f"document.querySelector('h1')?.textContent.includes({json.dumps(title)})")
    await page.wait_for_function(SETTLED)
    return kind, start

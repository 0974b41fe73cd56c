"""The published files: what building them costs, how much a reader is sent, and how soon it is painted."""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks import building
from benchmarks.browser import Meters, Tab, chromium, hosting, median, serving, tab
from benchmarks.measure import Cost, Table, process, processes
from benchmarks.pages import BARE, CHART, HEADS, bare_file, line

DRAWN = "!!document.querySelector('main svg, main .tracker-title')"
OPENED = "location.pathname.includes('/target/') && !!document.querySelector('main .tracker-verdict')"
EMPTY = '<!DOCTYPE html><main><a class="tracker-title" href="{}">-</a><p class="tracker-verdict">-</p></main>'
"""A page with nothing on it: what a browser needs to go from one page to another, whatever is on them."""
ROUNDS = 3

PEER = 33.0
"""CPU seconds of Open SDG's builder for 1,000 indicators of 20 years, at its best."""
FRAMEWORK = {60: (230, 0.57, 1.24, 0.039), 6000: (800, 1.06, None, 0.138)}
"""Of a page made with Observable Framework over the same data, as recorded on this kind of machine, by
targets: kB sent, seconds until painted, CPU seconds of the browser, seconds to choose a target."""


def tables(portfolios: Mapping[int, Path], folder: Path) -> Iterator[Table]:
    """Yield what building costs, again and after one edit, what is sent, and what visits cost."""
    costs: list[list[object]] = []
    sites = {count: folder / f"site-{count}" for count in portfolios}
    built: dict[int, Cost] = {}
    for count, data in portfolios.items():
        arguments = ["-m", "tracker", "site", "--out", str(sites[count]), "--data", str(data)]
        built[count] = process(arguments)
        again = process(arguments)
        _edit(data)
        edited = process(arguments)
        status = processes({"status": ["-m", "tracker", "status", "--data", str(data)]}, 3)["status"]
        first = built[count]
        costs.append([f"{count:,}", first.cpu, again.cpu, edited.cpu, edited.cpu / status.cpu, first.peak])
        costs[-1] += [
            first.cpu / built[1000].cpu if 1000 in built else "",
            PEER / first.cpu if count == 1000 else "",
        ]
    heads = ["targets", "build CPU s", "again", "after an edit", "edit / status", "peak MiB"]
    yield Table("Site: building", [*heads, "/ 1,000", "Open SDG / this"], costs)
    middle = 1000 if 1000 in portfolios else min(portfolios)
    yield building.table(portfolios[middle], middle)
    told = ["targets", "front page kB sent", "board kB sent", "index of all kB sent"]
    told += ["middle target kB", "largest target kB", "largest target kB sent"]
    yield Table("Site: what is sent", told, [[f"{count:,}", *_sent(out)] for count, out in sites.items()])
    yield from _visited(sites, portfolios[min(portfolios)])


def _visited(sites: Mapping[int, Path], data: Path) -> Iterator[Table]:
    """Yield what a first visit costs beside Streamlit's bare page, and all of it beside Framework's page."""
    seen: dict[str, list[Meters]] = {}
    opened: dict[int, list[float]] = {}
    empty = sites[min(sites)] / "empty" / "target"
    empty.mkdir(parents=True)
    (empty.parent / "index.html").write_text(EMPTY.format("target/one.html"), "utf-8")
    (empty / "one.html").write_text(EMPTY.format("#"), "utf-8")
    floor: list[float] = []
    pages = {"front page": "en/", "board": "en/board.html", "target": "en/target/target-00000.html"}
    with chromium() as browser, ExitStack() as running:
        hosts = {count: running.enter_context(hosting(out)) for count, out in sites.items()}
        bare = running.enter_context(serving(BARE, [bare_file(data)]))
        for _ in range(ROUNDS + 1):
            for count, host in hosts.items():
                for page, address in pages.items():
                    with tab(browser, host) as visit:
                        seen.setdefault(f"site, {count:,}: {page}", []).append(visit.load(address, DRAWN))
                        if page == "board":
                            opened.setdefault(count, []).append(_followed(visit, ".tracker-title a"))
            with tab(browser, hosts[min(sites)]) as visit:
                visit.load("empty/", "!!document.querySelector('main')")
                floor.append(_followed(visit, "a.tracker-title"))
            with tab(browser, bare) as visit:
                seen.setdefault("bare, 60: table and chart", []).append(visit.load("", CHART))
    middle = {name: median(meters[1:]) for name, meters in seen.items()}
    note = "Medians; an empty browser profile every time. The host sends files as they are, uncompressed."
    yield Table("Site: a first visit", HEADS, [line(*named) for named in middle.items()], note)
    rows: list[list[object]] = []
    for count, (size, painted, cpu, choice) in FRAMEWORK.items():
        if count in sites:
            front, way = middle[f"site, {count:,}: front page"], statistics.median(opened[count][1:])
            rows.append([f"{count:,}", _sent(sites[count])[0], size, front.clock, painted])
            rows[-1] += [front.browser, cpu or "not recorded", way, choice, statistics.median(floor[1:])]
    heads = ["targets"]
    for what in ("kB sent", "painted s", "browser CPU s", "from the board to a target s"):
        heads += [what, f"{what}, Framework"]
    heads.append("from an empty page to an empty page s")
    note = "Framework's figures were recorded on this kind of machine at another time, the site now. "
    note += "It redraws the page that is open; here a link leads to a page of its own, with an address and "
    note += "without scripts. The last column is what the browser itself takes for going from page to page."
    yield Table("Site: beside a page made with Observable Framework", heads, rows, note)


def _followed(visit: Tab, link: str) -> float:
    """Return the seconds from a click on a link to the page of a target."""
    start = time.monotonic()
    visit.page.locator(link).first.click()
    visit.page.wait_for_function(OPENED, polling="raf")
    return time.monotonic() - start


def _edit(data: Path) -> None:
    file = next(data.glob("targets/*/*.yaml"))
    file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")


def _sent(out: Path) -> list[float]:
    """Return kilobytes of front page, board and index with all they need, and of targets."""
    targets = sorted(out.glob("en/target/*.html"), key=lambda file: file.stat().st_size)
    assets = list(out.glob("assets/*"))
    return [
        _packed([out / "index.html", *assets]),
        _packed([out / "en/board.html", *assets]),
        _packed(out.glob("en/search/*")),
        targets[len(targets) // 2].stat().st_size / 1000,
        targets[-1].stat().st_size / 1000,
        _packed(targets[-1:]),
    ]


def _packed(files: Iterable[Path]) -> float:
    """Return the kilobytes that hosts send, which compress texts."""
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) / 1000

"""The published files: what building them costs, and how much a reader is sent."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.browser import Meters, chromium, hosting, median, serving, tab
from benchmarks.measure import Table, process, processes
from benchmarks.pages import BARE, CHART, HEADS, bare_file, line

DRAWN = "!!document.querySelector('main svg, main .tracker-title')"

PEER = 33.0
"""CPU seconds of Open SDG's builder for 1,000 indicators of 20 years, at its best."""


def tables(portfolios: Mapping[int, Path], folder: Path) -> Iterator[Table]:
    """Yield the cost of building, building again and after one edit, and the sizes of what is sent."""
    costs, sizes = [], []
    for count, data in portfolios.items():
        out = folder / f"site-{count}"
        arguments = ["-m", "tracker", "site", "--out", str(out), "--data", str(data)]
        first, again = process(arguments), process(arguments)
        _edit(data)
        edited = process(arguments)
        status = processes({"status": ["-m", "tracker", "status", "--data", str(data)]}, 3)["status"]
        peer = PEER / first.cpu if count == 1000 else ""
        costs.append(
            [f"{count:,}", first.cpu, again.cpu, edited.cpu, edited.cpu / status.cpu, first.peak, peer]
        )
        sizes.append([f"{count:,}", *_sent(out)])
    heads = ["targets", "build CPU s", "again", "after an edit", "edit / status", "peak MiB"]
    heads.append("Open SDG / this")
    told = ["targets", "front page kB sent", "board kB sent", "largest target kB", "largest target kB sent"]
    yield Table("Site: building", heads, costs)
    yield Table("Site: what is sent", told, sizes)
    yield _visited([(f"site, {count:,}", folder / f"site-{count}") for count in portfolios], portfolios[60])


def _visited(sites: Sequence[tuple[str, Path]], data: Path) -> Table:
    """Return what a first visit to the built pages costs, beside the bare page of Streamlit."""
    seen: dict[str, list[Meters]] = {}
    with chromium() as browser, ExitStack() as running:
        places = [
            (f"{name}: {page}", running.enter_context(hosting(folder)), address, DRAWN)
            for name, folder in sites
            for page, address in (("front page", "en/"), ("target", "en/target/target-00000.html"))
        ]
        bare = running.enter_context(serving(BARE, [bare_file(data)]))
        places.append(("bare, 60: table and chart", bare, "", CHART))
        for _ in range(4):
            for name, server, address, ready in places:
                with tab(browser, server) as visit:
                    seen.setdefault(name, []).append(visit.load(address, ready))
    rows = [line(name, median(meters[1:])) for name, meters in seen.items()]
    return Table("Site: a first visit", HEADS, rows, "Medians; an empty browser profile every time.")


def _edit(data: Path) -> None:
    file = next(data.glob("targets/*/*.yaml"))
    file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")


def _sent(out: Path) -> list[float]:
    """Return kilobytes of the front page and the board with all they need, and of the largest target."""
    largest = max(out.glob("en/target/*.html"), key=lambda file: file.stat().st_size)
    return [
        _packed([out / "index.html", *out.glob("assets/*")]),
        _packed([out / "en/board.html", *out.glob("assets/*")]),
        largest.stat().st_size / 1000,
        _packed([largest]),
    ]


def _packed(files: Iterable[Path]) -> float:
    """Return the kilobytes that hosts send, which compress texts."""
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) / 1000

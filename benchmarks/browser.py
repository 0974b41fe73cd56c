"""A real browser and a real server, with a meter on each: clock, CPU, bytes."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, CDPSession, Page, WebSocket, sync_playwright

from benchmarks.measure import ROOT
from tests.browser.find import browser as find_browser

_SPENT = 2
"""Which clock of a process it is, beside its number: see clock_getcpuclockid(3)."""
PATIENCE = 60_000
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  if (!app) return document.readyState === 'complete';
  return app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
}"""


@dataclass
class Server:
    """A running Streamlit server."""

    port: int
    process: subprocess.Popen[bytes]
    started: float

    @property
    def address(self) -> str:
        """Where it listens, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/"

    def cpu(self) -> float:
        """Return the CPU seconds the process has used, to the nanosecond and not to a tick."""
        return time.clock_gettime(~self.process.pid << 3 | _SPENT)

    def memory(self) -> float:
        """Return the resident memory in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    def maps(self, package: str) -> bool:
        """Tell whether the compiled part of a package is loaded."""
        return f"/{package}/" in Path(f"/proc/{self.process.pid}/maps").read_text("utf-8")


@contextmanager
def serving(script: Path, arguments: Sequence[str]) -> Iterator[Server]:
    """Run `streamlit run SCRIPT -- ARGUMENTS` until the block ends."""
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1"]
    options += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    with _running(
        port, ["streamlit", "run", str(script), *options, "--", *arguments], "_stcore/health"
    ) as one:
        yield one


@contextmanager
def hosting(folder: Path) -> Iterator[Server]:
    """Hand out the files of a folder until the block ends, as the plainest web host does."""
    port = free_port()
    command = ["http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with _running(port, command, "") as one:
        yield one


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(port: int, module: Sequence[str], healthy: str) -> Iterator[Server]:
    """Run a module of Python that serves, until the block ends."""
    command, started = [sys.executable, "-m", *module], time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, process, started)
    try:
        answered(server, healthy)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def answered(server: Server, healthy: str) -> None:
    """Wait until a server answers, and stop where it ended."""
    while server.process.poll() is None:
        try:
            with urlopen(f"{server.address}{healthy}", timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server did not start")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser until the block ends."""
    path = find_browser()
    if path is None:
        raise RuntimeError("no Chromium found; see tests/browser/find.py")
    alone = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=[*alone, *root])
        yield opened
        opened.close()


@dataclass(frozen=True)
class Meters:
    """What something cost: clock and CPU in seconds, bytes in kilobytes of 1,000, memory in MiB.

    `script`, `style` and `layout` are parts of `browser`, the seconds of the page's main thread; `early`
    are the kilobytes that had come when the page was painted.
    """

    clock: float = 0.0
    browser: float = 0.0
    script: float = 0.0
    style: float = 0.0
    layout: float = 0.0
    server: float = 0.0
    http: float = 0.0
    socket: float = 0.0
    requests: float = 0.0
    heap: float = 0.0
    early: float = 0.0


def median(seen: Sequence[Meters]) -> Meters:
    """Return the median of every meter."""
    return Meters(
        **{
            one.name: statistics.median(getattr(meters, one.name) for meters in seen)
            for one in fields(Meters)
        }
    )


_PARTS = {
    "browser": "TaskDuration",
    "script": "ScriptDuration",
    "style": "RecalcStyleDuration",
    "layout": "LayoutDuration",
}


@dataclass
class Tab:
    """A page in an empty browser profile, and what it took so far."""

    page: Page
    session: CDPSession
    server: Server
    http: float = 0.0
    socket: float = 0.0
    requests: list[str] = field(default_factory=list)
    painted: float = 0.0

    def __post_init__(self) -> None:
        """Begin to listen."""
        self.page.set_default_timeout(PATIENCE)
        self.session.send("Performance.enable")
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._received)
        self.page.on("websocket", self._opened)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _received(self, event: dict[str, float]) -> None:
        self.http += event["encodedDataLength"] / 1000

    def _opened(self, opened: WebSocket) -> None:
        opened.on("framereceived", self._framed)

    def _framed(self, payload: str | bytes) -> None:
        self.socket += len(payload) / 1000

    def busy(self) -> dict[str, float]:
        """Return the browser's own counters by name; `TaskDuration` is the main thread's seconds."""
        found = self.session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in found}

    def load(self, address: str, ready: str) -> Meters:
        """Open an address and wait until `ready`, an expression in the page, holds and all is quiet."""
        server, start = self.server.cpu(), time.monotonic()
        self.page.goto(self.server.address + address, wait_until="commit")
        self.page.wait_for_function(ready, polling="raf")
        self.painted = time.monotonic()
        clock, early = self.painted - start, self.http + self.socket
        self.page.wait_for_function(SETTLED)
        self.page.wait_for_timeout(300)
        counters = self.busy()
        return Meters(
            clock=clock,
            server=self.server.cpu() - server,
            http=self.http,
            socket=self.socket,
            requests=len(self.requests),
            heap=counters["JSHeapUsedSize"] / 2**20,
            early=early,
            **{part: counters[name] for part, name in _PARTS.items()},
        )

    def act(self, action: str, ready: str, *values: str) -> Meters:
        """Type or click, see `_ACTIONS`, and wait until `ready` holds; return what that took."""
        http, sent, server = self.http, self.socket, self.server.cpu()
        before, asked, start = self.busy(), len(self.requests), time.monotonic()
        getattr(self, action)(*values)
        self.page.wait_for_function(ready, polling="raf")
        clock = time.monotonic() - start
        self.page.wait_for_function(SETTLED)
        self.page.wait_for_timeout(300)
        after = self.busy()
        return Meters(
            clock=clock,
            server=self.server.cpu() - server,
            http=self.http - http,
            socket=self.socket - sent,
            requests=len(self.requests) - asked,
            heap=after["JSHeapUsedSize"] / 2**20,
            **{part: after[name] - before[name] for part, name in _PARTS.items()},
        )

    def pick(self, label: str, option: str) -> None:
        """Choose an option by typing it, above a long list into the field that finds it."""
        finder = self.page.get_by_role("textbox", name=re.compile("^Find among"))
        if finder.count():
            finder.fill(option)
            finder.press("Enter")
            return
        box = self.page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(option)
        self.page.get_by_role("option").first.wait_for()
        box.press("Enter")

    def type(self, label: str, text: str) -> None:
        """Fill a text field and confirm."""
        entry = self.page.get_by_label(label, exact=True).first
        entry.fill(text)
        entry.press("Enter")

    def visit_day(self, day: str) -> None:
        """Set the day of the dashboard in its sidebar."""
        self.page.locator("[data-testid=stDateInput] [data-type=year]").first.click()
        self.page.keyboard.type(day.replace("-", ""), delay=20)
        self.page.keyboard.press("Escape")  # the calendar lies over what is below
        self.page.keyboard.press("Tab")


@contextmanager
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    """Open a page with an empty cache; it is closed at the end of the block."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", bypass_csp=True)
    page = context.new_page()
    try:
        yield Tab(page, context.new_cdp_session(page), server)
    finally:
        context.close()

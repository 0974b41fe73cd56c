"""A visitor: one browser page with the eyes of a reader and the ears of a developer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, TimeoutError, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.server import Server

# A dashboard that has just begun shares its machine with other browsers; no time is promised here.
PATIENCE = 60_000
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
# A direct load of a sub-page lets Streamlit's client look for its server below that page first.
HARMLESS = re.compile(r"http://127\.0\.0\.1:\d+(/[a-z]+)+/_stcore/(health|host-config)")
MESSAGE_ID = re.compile(
    r"(?<![\w/-])(about|app|board|bound|card|change|changes|chart|column|compare|count|doubts|empty|figure|figures|filter"
    r"|flag|frequency|goal|goals|kind|method|nav|obs|overview|papers|period|problem|quality|reading|reason"
    r"|reliability|role|settled|severity|side|sort|source|sources|stale|state|step|target|verdict|whatif)"
    r"\.(?!yaml)[a-z_]{3,}(?![\w/-]|\.[a-z])"
)
# Quiet: the script has ended, the theme of server and browser agree, nothing is greyed out, every chart is
# drawn, and the text stands still.
_QUIET = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const main = document.querySelector('[data-testid=stMain]');
  if (!app || !main) { window.__waits = 'for the page'; return false; }
  const probe = document.createElement('i');
  probe.style.color = 'var(--paper)';
  document.body.append(probe);
  const paper = getComputedStyle(probe).color;
  probe.remove();
  const begun = 'h1, .tracker-empty, [data-testid=stException], [data-testid=stAlert]';
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  const now = document.body.innerText + document.body.getElementsByTagName('*').length + location.href;
  const still = now === window.__last ? (window.__still || 0) + 1 : 0;
  window.__last = now;
  window.__waits =
    app.dataset.testScriptState !== 'notRunning' ? 'for the script: ' + app.dataset.testScriptState :
    !main.querySelector(begun) ? 'for a heading' :
    getComputedStyle(app).backgroundColor !== paper ? 'for the style sheet of the theme: ' + paper :
    charts.some((chart) => !chart.querySelector('.main-svg')) ? 'for a chart' :
    document.querySelector('[data-stale=true], [data-testid=stSkeleton]') ? 'for something greyed out' : '';
  window.__still = window.__waits ? 0 : still;
  return window.__still >= 3;
}"""


@dataclass
class Visitor:
    """A page in a browser, and what went wrong on it.

    Attributes:
        complaints: console errors, uncaught errors and failed requests.
        abroad: addresses outside this machine that the page asked for.
        loads: how many documents the page has loaded.
        runs: how often the server has drawn the whole page.
    """

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    loads: int = 0
    runs: int = 0

    def __post_init__(self) -> None:
        """Begin to listen."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("request", self._asked)
        self.page.on("websocket", self._opened)
        self.page.on("domcontentloaded", lambda _: self._loaded())
        self.page.on("dialog", self._asked_aloud)

    def open(self, address: str = "") -> Visitor:
        """Load an address of the dashboard and wait until the page stands."""
        self.page.goto(self.server.address + address, wait_until="commit")
        return self.settle()

    def go(self, address: str) -> Visitor:
        """Go on to another address of the dashboard in the same document, as a link of the board does."""
        before = self.runs
        self.page.evaluate(
            """(to) => {
              history.pushState({}, '', to);
              window.dispatchEvent(new PopStateEvent('popstate'));
            }""",
            self.server.address + address,
        )
        while self.runs == before:
            self.page.wait_for_timeout(20)
        return self.settle()

    def settle(self) -> Visitor:
        """Wait until the page stands still."""
        self.page.evaluate("() => { window.__still = 0; }")
        try:
            self.page.wait_for_function(_QUIET, polling=120)
        except TimeoutError as late:
            waits = self.page.evaluate("[window.__waits, document.body.innerText.slice(0, 2000)]")
            raise AssertionError(f"never still: {waits}\n{self.server.written()[-2000:]}") from late
        return self

    def look(self, width: str, scheme: str) -> Visitor:
        """Change the width of the window and the colours the reader prefers."""
        wide, high = WIDTHS[width]
        self.page.set_viewport_size({"width": wide, "height": high})
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        self.page.wait_for_timeout(250)
        return self.settle()

    def text(self) -> str:
        """Return what stands on the page, without the sidebar."""
        return str(self.page.locator("[data-testid=stMain]").inner_text())

    def cells(self) -> list[str]:
        """Return the cells of the sortable table, which is a painting, as a screen reader hears them."""
        cells = self.page.locator("[data-testid^=glide-cell]")
        cells.first.wait_for(state="attached")
        return cells.all_text_contents()

    def asked_for(self) -> dict[str, str]:
        """Return the parameters in the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def faults(self) -> list[str]:
        """Return everything that no page may ever show or do, in words; empty when all is well."""
        found = [f"console: {line}" for line in self.complaints]
        found += [f"request abroad: {asked}" for asked in self.abroad]
        boxes = self.page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
        for box in boxes.all_inner_texts():
            found.append(f"error box: {box}\n{self.server.written()[-2000:]}")
        shown = str(self.page.locator("body").inner_text())
        found += [f"message id: {hit[0]}" for hit in MESSAGE_ID.finditer(shown)]
        headings = self.page.locator("h1").count()
        if headings != 1:
            found.append(f"{headings} headings of the first level")
        return found + [f"call abroad: {call}" for call in self.server.foreign()]

    def overflow(self) -> list[str]:
        """Return what makes the page wider than the window; empty when nothing does."""
        return list(self.page.evaluate(_TOO_WIDE))

    def _heard(self, message: ConsoleMessage) -> None:
        where: Any = message.location or {}
        if message.type == "error" and not HARMLESS.fullmatch(str(where.get("url", ""))):
            self.complaints.append(f"{message.text} ({where.get('url', '')})")

    def _asked(self, request: Request) -> None:
        self._note(request.url)

    def _opened(self, opened: WebSocket) -> None:
        self._note(opened.url)
        if opened.url.endswith("/_stcore/stream"):
            opened.on("framereceived", self._received)

    def _received(self, payload: str | bytes) -> None:
        message = heard(payload)
        ended = message.WhichOneof("type") == "script_finished"
        self.runs += ended and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != f"127.0.0.1:{self.server.port}":
            self.abroad.append(address)

    def _asked_aloud(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _loaded(self) -> None:
        self.loads += 1


def heard(payload: str | bytes) -> ForwardMsg:
    """Return what the server says to a page."""
    message = ForwardMsg()
    message.ParseFromString(payload.encode() if isinstance(payload, str) else payload)
    return message


_TOO_WIDE = """() => {
  const wide = window.innerWidth;
  const boxes = [document.documentElement, document.querySelector('[data-testid=stMain]')];
  if (boxes.every((box) => box.scrollWidth <= box.clientWidth + 1)) return [];
  const scrolled = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (up.dataset.testid === 'stMain') return false;
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const over = [...document.querySelectorAll('[data-testid=stMain] *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > wide + 1 && !scrolled(element);
  });
  const names = over.slice(0, 5).map((e) => `${e.tagName}.${e.className} ${e.innerText || ''}`.slice(0, 120));
  return names.length ? names : ['the page is wider than the window'];
}"""

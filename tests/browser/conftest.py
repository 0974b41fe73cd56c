"""What the browser tests share: one Chromium, one dashboard over a copy of the data, visitors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.find import browser as find_browser
from tests.browser.server import Server, copy_of_data, serving
from tests.browser.visitor import PATIENCE, WIDTHS, Visitor

expect.set_options(timeout=PATIENCE)
Visit = Callable[..., Visitor]
# Nothing but this machine has a name, so a request abroad fails at once and is still seen.
_ARGUMENTS = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the one browser of the run."""
    path = find_browser()
    assert path, "no Chromium found; see tests/browser/find.py"
    arguments = [*_ARGUMENTS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else _ARGUMENTS
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a dashboard over a copy of the data that no test changes."""
    place = tmp_path_factory.mktemp("dashboard")
    with serving(copy_of_data(place / "data"), place) as running:
        yield running


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[dict[tuple[str, str, str], BrowserContext]]:
    """Return the browser profiles in use; pages of the same kind of visitor share one and its cache."""
    kept: dict[tuple[str, str, str], BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(
    chromium: Browser, server: Server, contexts: dict[tuple[str, str, str], BrowserContext]
) -> Iterator[Visit]:
    """Return a function that opens an address as a visitor with a window, a colour scheme and a locale."""
    visitors: list[Visitor] = []

    def opened(
        address: str = "",
        width: str = "desktop",
        scheme: str = "light",
        locale: str = "en-GB",
        at: Server | None = None,
    ) -> Visitor:
        kind = (width, scheme, locale)
        if kind not in contexts:
            wide, high = WIDTHS[width]
            contexts[kind] = chromium.new_context(
                viewport={"width": wide, "height": high},
                color_scheme="dark" if scheme == "dark" else "light",
                locale=locale,
            )
        visitor = Visitor(contexts[kind].new_page(), at or server)
        visitors.append(visitor)
        return visitor.open(address)

    yield opened
    for visitor in visitors:
        visitor.page.close()
    for context in contexts.values():
        context.clear_cookies()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return an empty folder for a data folder of a test's own."""
    return tmp_path

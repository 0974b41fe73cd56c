"""Pulse: pages that listen hear every other state once, and one look serves them all."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tracker.ui import pulse
from tracker.ui.pulse import Pulse


class Page:
    """A page that listens to a pulse until it leaves."""

    def __init__(self, at: Pulse, name: str) -> None:
        self.heard: list[str] = []
        self._news: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self._news.put_nowait({"type": "websocket.connect"})
        scope = {
            "type": "websocket",
            "path": f"/base/{pulse.PATH}",
            "query_string": f"portfolio={name}".encode(),
        }
        self.listening = asyncio.ensure_future(at(scope, self._news.get, self._hear))

    async def _hear(self, message: dict[str, str]) -> None:
        if message["type"] == "websocket.send":
            self.heard.append(message["text"])

    async def leave(self) -> None:
        """Close the page."""
        self._news.put_nowait({"type": "websocket.disconnect"})
        await self.listening


async def _nowhere(*_: object) -> None:
    raise AssertionError("a pulse is answered here")


def watched(looks: list[str], states: dict[str, str], go: Callable[[Pulse], Awaitable[None]]) -> None:
    """Let a test watch portfolios, whose states it may change, through a pulse."""

    def look(name: str) -> str:
        looks.append(name)
        return states[name]

    asyncio.run(go(Pulse(_nowhere, look)))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often: a test waits for no second."""
    monkeypatch.setattr(pulse, "EVERY", 0.01)


def test_pages_hear_the_state_of_their_own_portfolio_and_every_change_of_it() -> None:
    """A page hears how things are when it comes, and then only what is new in its own portfolio."""
    states = {"": "monday", "other": "blue"}

    async def go(at: Pulse) -> None:
        first, second, other = Page(at, ""), Page(at, ""), Page(at, "other")
        await asyncio.sleep(0.1)
        states[""] = "tuesday"
        await asyncio.sleep(0.1)
        assert first.heard == second.heard == ["monday", "tuesday"]
        assert other.heard == ["blue"]
        late = Page(at, "")
        await asyncio.sleep(0.05)
        assert late.heard == ["tuesday"]
        for page in (first, second, other, late):
            await page.leave()

    watched([], states, go)


def test_one_look_serves_all_pages_and_nobody_looks_for_nobody() -> None:
    """Ten pages cost as many looks as one, and when the last has left there are none."""
    looks: list[str] = []

    async def go(at: Pulse) -> None:
        pages = [Page(at, "") for _ in range(10)]
        await asyncio.sleep(0.2)
        assert 2 <= len(looks) <= 21
        for page in pages:
            await page.leave()
        await asyncio.sleep(0.05)
        done = len(looks)
        await asyncio.sleep(0.1)
        assert len(looks) == done

    watched(looks, {"": "monday"}, go)


def test_a_look_that_fails_ends_no_listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be looked at once is looked at again, and the page hears what came of it."""
    states: dict[str, str] = {}

    async def go(at: Pulse) -> None:
        page = Page(at, "")
        await asyncio.sleep(0.05)
        states[""] = "monday"
        await asyncio.sleep(0.1)
        assert page.heard == ["monday"]
        await page.leave()

    watched([], states, go)

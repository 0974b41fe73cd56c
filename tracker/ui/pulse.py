"""Pulse: every open page hears at once when what it shows has changed; nobody has to ask for that.

A page keeps a connection open, over which the process tells it the state of the data and the day. One
look a second at the data folder serves all pages, however many there are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.ui import door

PATH = "_tracker/pulse"
EVERY = 1.0
"""Seconds between two looks."""


class _Beat:
    """The state of one portfolio, looked at for as long as somebody listens."""

    def __init__(self, look: Callable[[], str]) -> None:
        self.now = ""
        self.listening = 0
        self.turned = asyncio.Event()  # set, and replaced, when the state is another one
        self._look = look
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look, unless somebody listens already."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while self.listening:
            now = await asyncio.to_thread(door.tried, self._look, self.now)
            if now != self.now:
                self.now, old, self.turned = now, self.turned, asyncio.Event()
                old.set()
            await asyncio.sleep(EVERY)


class Pulse:
    """Tells the pages that listen; everything else goes on to the application."""

    def __init__(self, app: ASGIApp, look: Callable[[str], str]) -> None:
        """Stand before an application.

        Args:
            app: the application.
            look: returns the state of the portfolio with a name.
        """
        self._app, self._look = app, look
        self._beats: dict[str, _Beat] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell a page every state of its portfolio until it leaves."""
        if scope["type"] != "websocket" or not scope["path"].endswith(f"/{PATH}"):
            await self._app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        name = parse_qs(scope["query_string"].decode("latin-1")).get("portfolio", [""])[0]
        beat = self._beats.setdefault(name, _Beat(lambda: self._look(name)))
        beat.listening += 1
        beat.start()
        left = asyncio.create_task(_left(receive))
        try:
            await _tell(beat, left, send)
        finally:
            beat.listening -= 1
            left.cancel()
            if not beat.listening:
                self._beats.pop(name, None)


async def _tell(beat: _Beat, left: asyncio.Task[None], send: Send) -> None:
    """Send every state until the page has left."""
    told = ""
    while not left.done():
        if beat.now != told:
            told = beat.now
            with suppress(OSError):  # it is just leaving
                await send({"type": "websocket.send", "text": told})
            continue
        turned = asyncio.create_task(beat.turned.wait())
        await asyncio.wait({left, turned}, return_when=asyncio.FIRST_COMPLETED)
        turned.cancel()


async def _left(receive: Receive) -> None:
    """Return when the page has left."""
    while (await receive())["type"] != "websocket.disconnect":
        pass

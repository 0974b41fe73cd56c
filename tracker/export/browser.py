"""Browser: one Chrome or Chromium, started at the first picture and kept for the whole batch.

Starting it takes seconds, a picture then takes tenths of one. Nothing is fetched from the network:
the drawing library comes from the installed package, and every other request is sent nowhere.
"""

from __future__ import annotations

import asyncio
import base64
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from threading import Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from kaleido import Kaleido

T = TypeVar("T")
PATIENCE = 90.0
"""Seconds after which a picture or a print counts as failed."""
STARTING = 30.0
"""Seconds after which a program that has not answered counts as no browser."""
CLOSING = 15.0
"""Seconds that a browser is given to end by itself."""
_NOWHERE = "http://127.0.0.1:9"
_PRINT = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}


class UnavailableError(Exception):
    """A format cannot be written here and now; the words for it are the message `id` with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        """Remember the message id and its values."""
        super().__init__(message)
        self.id, self.values = message, values


class Browser:
    """A browser that draws and prints; safe to be shared by threads, closed with `close`."""

    def __init__(self, path: str | None = None) -> None:
        """Name the program; without a path the usual places and BROWSER_PATH are searched."""
        self._path, self._lock = path, Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._kaleido: Kaleido | None = None
        self._window, self._drawing = None, Lock()

    def __enter__(self) -> Browser:
        """Return the browser; it starts when it is first needed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the browser."""
        self.close()

    def picture(self, figure: dict[str, Any], width: int, height: int, scale: float = 2) -> bytes:
        """Return a Plotly figure as a PNG.

        Args:
            figure: `data` and `layout`.
            width: pixels of the layout.
            height: pixels of the layout.
            scale: pixels of the picture for each pixel of the layout.

        Raises:
            UnavailableError: there is no browser, it failed twice, or it does not answer.
        """
        options = {"format": "png", "width": width, "height": height, "scale": scale}
        drawn: bytes = self._twice(lambda kaleido: kaleido.calc_fig(figure, opts=options))
        return drawn

    def printed(self, page: str) -> bytes:
        """Return an HTML page as a tagged PDF with an outline made of its headings.

        Args:
            page: the HTML; it names its paper in a style sheet.

        Raises:
            UnavailableError: there is no browser, or it failed twice.
        """
        return self._twice(lambda kaleido: _print(kaleido, page))

    def drawn(self, page: str, width: int, height: int, scale: float = 1, *, is_draft: bool = False) -> bytes:
        """Return the upper left part of an HTML page as a PNG.

        Args:
            page: the HTML.
            width: pixels of the window.
            height: pixels of the window.
            scale: pixels of the picture for each pixel of the window.
            is_draft: the file may be large, since it is packed anew.

        Raises:
            UnavailableError: there is no browser, or it failed twice.
        """
        size = {"width": width, "height": height}
        screen = size | {"deviceScaleFactor": scale, "mobile": False}
        part = {"format": "png", "optimizeForSpeed": is_draft, "clip": {"x": 0, "y": 0, "scale": 1} | size}
        with self._drawing:
            return self._twice(lambda kaleido: self._shot(kaleido, page, screen, part))

    async def _shot(self, kaleido: Kaleido, page: str, screen: dict[str, Any], part: dict[str, Any]) -> bytes:
        """Draw in one window for all pictures: opening one takes longer than drawing."""
        if self._window is None:
            self._window = await kaleido.create_tab()
        tab: Any = self._window
        await _show(tab, page)
        await tab.send_command("Emulation.setDeviceMetricsOverride", params=screen)
        return _data(await tab.send_command("Page.captureScreenshot", params=part))

    @property
    def found(self) -> bool:
        """Whether there is a program to start; whether it starts is seen when a picture is asked for."""
        return _program(self._path) is not None

    def close(self) -> None:
        """End the browser and its thread; the next picture starts a new one."""
        with self._lock:
            kaleido, loop, thread = self._kaleido, self._loop, self._thread
            self._kaleido = self._loop = self._thread = self._window = None
        if loop is None or thread is None:
            return
        try:
            if kaleido is not None:
                asyncio.run_coroutine_threadsafe(_closed(kaleido), loop).result(PATIENCE)
        finally:
            asyncio.run_coroutine_threadsafe(_given_up(), loop).result(PATIENCE)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(PATIENCE)
            loop.close()

    def _twice(self, job: Callable[[Kaleido], Coroutine[Any, Any, T]]) -> T:
        """Return what a job gives; after a failure it is tried once more in a fresh browser."""
        if not self.found:
            raise UnavailableError("export.no_browser")
        from choreographer.errors import BrowserClosedError, BrowserFailedError
        from kaleido.errors import KaleidoError

        failures = (BrowserClosedError, BrowserFailedError, KaleidoError, RuntimeError, OSError, TimeoutError)
        reason = ""
        for _ in range(2):
            try:
                kaleido, loop = self._started()
                return asyncio.run_coroutine_threadsafe(job(kaleido), loop).result(PATIENCE)
            except failures as error:
                reason = type(error).__name__
                if isinstance(error, TimeoutError) and self._kaleido is not None:
                    _kill(self._kaleido)
                self.close()
                if isinstance(error, TimeoutError):  # what hangs once hangs again
                    break
        raise UnavailableError("export.browser_failed", reason=reason)

    def _started(self) -> tuple[Kaleido, asyncio.AbstractEventLoop]:
        from kaleido import Kaleido

        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="browser", daemon=True)
                self._thread.start()
            if self._kaleido is None:
                opening = _opened(Kaleido, self._path)
                self._kaleido = asyncio.run_coroutine_threadsafe(opening, self._loop).result(PATIENCE)
            return self._kaleido, self._loop


async def _given_up() -> None:
    """Cancel whatever still waits for a browser that is gone."""
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def _program(path: str | None) -> str | None:
    """Return the program to start, looked for where Kaleido would look; None where there is none.

    Looked for before anything is started: Kaleido leaves threads and open files behind when it finds none.
    """
    from choreographer.browsers.chromium import Chromium

    named = path or Chromium.find_browser(skip_local=False)
    return named if named and os.access(named, os.X_OK) else None


async def _opened(make: type[Kaleido], path: str | None) -> Kaleido:
    named = {"path": path} if path else {}
    kaleido = make(mathjax=False, timeout=PATIENCE, proxy_server=_NOWHERE, **named)
    # Not `wait_for`, which would cancel it: Kaleido takes that for a program that has ended.
    opening = asyncio.ensure_future(kaleido.open())
    opening.add_done_callback(lambda task: task.cancelled() or task.exception())
    await asyncio.wait({opening}, timeout=STARTING)
    try:
        if not opening.done():
            raise TimeoutError
        opening.result()
    except BaseException:
        _kill(kaleido)
        await _closed(kaleido)
        raise
    return kaleido


async def _closed(kaleido: Kaleido) -> None:
    """Close a browser, also one that no longer listens."""
    try:
        await asyncio.wait_for(kaleido.close(), CLOSING)
    except TimeoutError:
        _kill(kaleido)


def _kill(kaleido: Kaleido) -> None:
    """End the program and what it started, since asking it to close may wait for ever."""
    process = getattr(kaleido, "subprocess", None)
    if process is None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):  # it was started as the first of a group of its own
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


async def _print(kaleido: Kaleido, page: str) -> bytes:
    tab = await kaleido.create_tab()
    try:
        await _show(tab, page)
        return _data(await tab.send_command("Page.printToPDF", params=_PRINT))
    finally:
        await kaleido.close_tab(tab)


async def _show(tab: Any, page: str) -> None:
    await tab.send_command("Page.enable")
    tree = await tab.send_command("Page.getFrameTree")
    frame = tree["result"]["frameTree"]["frame"]["id"]
    await tab.send_command("Page.setDocumentContent", params={"frameId": frame, "html": page})


def _data(answer: dict[str, Any]) -> bytes:
    """Return the file in the answer of a browser.

    Raises:
        RuntimeError: the browser answered with a fault.
    """
    if "error" in answer:
        raise RuntimeError(answer["error"].get("message", ""))
    return base64.b64decode(answer["result"]["data"])

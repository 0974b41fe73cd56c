"""The browser that draws: one that fails or hangs is a sentence in time, and nothing of it is left."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker.export import browser
from tracker.export.browser import Browser, UnavailableError

if TYPE_CHECKING:
    from kaleido import Kaleido

FIGURE = {"data": [], "layout": {"width": 100, "height": 100}}


def held() -> tuple[int, int]:
    """Return how many threads and open files this process has."""
    gc.collect()
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


def living(group: int) -> list[str]:
    """Return the states of the processes of a group that still run a moment later."""
    for _ in range(40):
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended since it was listed
                state, _, own = stat.read_text("utf-8").rpartition(")")[2].split()[:3]
                found += [state] if int(own) == group and state not in "ZX" else []
        if not found:
            break
        time.sleep(0.05)
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not list open files")
def test_twelve_failed_pictures_leave_nothing_behind() -> None:
    """Neither without a browser nor with one that ends at once do threads and open files grow."""
    for path in ("/nowhere/chromium", "/bin/false"):
        counts = []
        for _ in range(6):
            with Browser(path) as drawing, pytest.raises(UnavailableError) as told:
                drawing.picture(FIGURE, 100, 100)
            assert told.value.id in ("export.no_browser", "export.browser_failed")
            time.sleep(0.1)
            counts.append(held())
        assert max(threads for threads, _ in counts[1:]) <= counts[0][0] + 2
        assert counts[-1][1] <= counts[0][1] + 2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not list processes")
@pytest.mark.parametrize("line", ["sleep 600", "exec sleep 600"])
def test_a_browser_that_does_not_answer_is_ended(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked once, counts as failed when its time is over, and no process of it lives on."""
    mark = tmp_path / "group"
    fake = tmp_path / "chromium"
    fake.write_text(f"#!/bin/sh\ncut -d' ' -f5 /proc/$$/stat >> {mark}\n{line}\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(browser, "STARTING", 1.0)
    monkeypatch.setattr(browser, "CLOSING", 5.0)
    left: list[list[str]] = []

    async def closed(kaleido: Kaleido) -> None:
        left.append(living(int(mark.read_text())))
        await before(kaleido)

    before = browser._closed
    monkeypatch.setattr(browser, "_closed", closed)
    with Browser(str(fake)) as drawing, pytest.raises(UnavailableError) as told:
        drawing.picture(FIGURE, 100, 100)
    assert (told.value.id, told.value.values) == ("export.browser_failed", {"reason": "TimeoutError"})
    assert left == [[]]  # ended before it is asked to close, which one that hangs does not hear
    (group,) = mark.read_text().split()  # that of the program that starts it
    assert living(int(group)) == []

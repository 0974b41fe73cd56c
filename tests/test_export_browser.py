"""The browser that draws: one that fails or hangs is a sentence in time, and nothing of it is left."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

import pytest

from tracker.export import browser
from tracker.export.browser import Browser, UnavailableError

FIGURE = {"data": [], "layout": {"width": 100, "height": 100}}


def held() -> tuple[int, int]:
    """Return how many threads and open files this process has."""
    gc.collect()
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


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


@pytest.mark.skipif(os.name != "posix", reason="a script is no program")
@pytest.mark.parametrize("line", ["sleep 600", "exec sleep 600"])
def test_a_browser_that_does_not_answer_is_ended(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked once, counts as failed when its time is over, and no process of it lives on."""
    mark = tmp_path / "pids"
    fake = tmp_path / "chromium"
    fake.write_text(f"#!/bin/sh\necho $$ >> {mark}\n{line}\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(browser, "STARTING", 1.0)
    monkeypatch.setattr(browser, "CLOSING", 5.0)
    with Browser(str(fake)) as drawing, pytest.raises(UnavailableError) as told:
        drawing.picture(FIGURE, 100, 100)
    assert (told.value.id, told.value.values) == ("export.browser_failed", {"reason": "TimeoutError"})
    (pid,) = mark.read_text().split()
    with pytest.raises(ProcessLookupError):
        os.killpg(int(pid), 0)

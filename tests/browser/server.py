"""Starts the dashboard the way its users do, on a copy of the data, and stops it again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
_HOME = re.compile(r"\('(127\.0\.0\.1|localhost|::1)', ")


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it listens, what it reads, what it wrote and whom it called."""

    port: int
    data: Path
    log: Path
    calls: Path
    base: str = ""

    @property
    def address(self) -> str:
        """The address of the first page, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/{self.base + '/' if self.base else ''}"

    def written(self) -> str:
        """Return what the process wrote to its log so far."""
        return self.log.read_text("utf-8", "replace")

    def bound(self) -> list[str]:
        """Return every address with a port that the process bound."""
        found = (line for line in self._calls() if line.startswith("socket.bind ("))
        return [line.removeprefix("socket.bind ") for line in found]

    def foreign(self) -> list[str]:
        """Return every call that could leave this machine, look up a name or start a program."""
        calls = [line for line in self._calls() if not line.startswith(("socket.bind", "socket.connect '"))]
        return [line for line in calls if not _HOME.search(line)]

    def _calls(self) -> list[str]:
        return self.calls.read_text("utf-8").splitlines()


def copy_of_data(place: Path) -> Path:
    """Copy the data of the repository to a folder that a test may change."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, place / name)
    return place


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    data: Path,
    place: Path,
    streamlit: Sequence[str] = (),
    dashboard: Sequence[str] = (),
    *,
    healthy: str = "",
    base: str = "",
    port: int = 0,
) -> Iterator[Server]:
    """Run a dashboard over a data folder until the block ends; its logs lie in `place`.

    Args:
        data: the folder.
        place: for logs and the cache.
        streamlit: options of Streamlit.
        dashboard: options of ours.
        healthy: the name under which it answers; without it its address.
        base: the path below which it is served.
        port: at which it listens; without it one that is free.
    """
    place.mkdir(parents=True, exist_ok=True)
    server = Server(port or free_port(), data, place / "log.txt", place / "calls.txt", base)
    command = [sys.executable, "-m", "tests.browser.watched", str(server.calls), "run", "dashboard.py"]
    command += ["--server.port", str(server.port), *streamlit, "--", "--data", str(data)]
    command += ["--cache", str(place / "cache"), *dashboard]
    if base:
        command[6:6] = ["--server.baseUrlPath", base]
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait_until_healthy(process, server, healthy or f"127.0.0.1:{server.port}")
            yield server
        finally:
            _stop(process)


def _wait_until_healthy(process: subprocess.Popen[bytes], server: Server, host: str) -> None:
    asked = Request(f"{server.address}_stcore/health", headers={"Host": host})
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(asked, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{server.written()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, sign)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue

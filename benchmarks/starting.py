"""Starting: from an empty environment to a verdict on the screen, by the lines of the manual."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.browser import Server, answered, chromium, free_port, tab
from benchmarks.measure import ROOT, Table
from tests.test_manual_importing import BLOCKS
from tracker.importing.identifiers import ident

_KEPT = ("PIP_", "SSL_", "HTTP", "NO_PROXY", "http", "no_proxy", "LANG")
"""How the variables begin by which a machine reaches its package index."""
_HOLDS = "[{title!r}, {verdict!r}].every(text => document.body.innerText.includes(text))"


def tables(folder: Path) -> list[Table]:
    """Return the seconds of each step: an empty environment, each line of the manual, the screen."""
    lines = BLOCKS[0][1].splitlines()
    if lines[0] != "pip install ." or not lines[-1].startswith("tracker app "):
        raise RuntimeError("the manual begins otherwise")
    taken: list[tuple[str, float]] = []
    checkout, variables = folder / "checkout", _variables(folder)
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{ROOT}", str(checkout)], check=True)
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", str(folder / "environment")], check=True)
    taken.append(("an empty environment: `python -m venv`", time.monotonic() - start))
    said = ""
    for line in lines[:-1]:
        start = time.monotonic()
        said = _said(line, checkout, variables)
        taken.append((_shown(line), time.monotonic() - start))
    title = next(shlex.split(line)[2] for line in lines if line.startswith("tracker new "))
    verdict = re.search(rf"{re.escape(title)} {{2,}}(\S+(?: \S+)*)", said)
    if verdict is None:
        raise RuntimeError("the last line told no verdict")
    taken += _seen(lines[-1], checkout, variables, _HOLDS.format(title=title, verdict=verdict[1]), title)
    rows: list[list[object]] = [[name, seconds] for name, seconds in taken]
    rows.append(["all", sum(seconds for _, seconds in taken)])
    note = (
        "Once each, on the clock: an empty home, the checkout of the commit, packages from the index that the"
    )
    note += (
        " machine is set up for. The lines are read from `docs/importing.md`; only the port is another one."
    )
    return [Table("From nothing to a verdict on the screen", ["step", "clock s"], rows, note)]


def _variables(folder: Path) -> dict[str, str]:
    """Return what a shell with an empty home knows."""
    (folder / "home").mkdir(parents=True)
    kept = {name: text for name, text in os.environ.items() if name.startswith(_KEPT)}
    path = f"{folder / 'environment/bin'}:/usr/local/bin:/usr/bin:/bin"
    return {**kept, "PATH": path, "HOME": str(folder / "home")}


def _said(line: str, place: Path, variables: Mapping[str, str]) -> str:
    """Run a line as a shell reads it, and return what it printed."""
    shell = ["sh", "-c", line]
    done = subprocess.run(shell, cwd=place, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{line}: {done.stderr.strip()[-400:]}")
    return done.stdout


def _shown(line: str) -> str:
    """Return a line with its command alone, since some are longer than a table is wide."""
    words = shlex.split(line)
    return f"`{' '.join(words[:3])}{' …' if len(words) > 3 else ''}`"


def _seen(
    line: str, place: Path, variables: Mapping[str, str], holds: str, title: str
) -> Iterator[tuple[str, float]]:
    """Yield how long the app takes to answer, and a browser to show the target with its verdict."""
    with _app(line, place, variables) as server, chromium() as browser:
        yield f"{_shown(line)}: it answers", time.monotonic() - server.started
        for name, address in (("front page", ""), ("page of the target", f"?id={ident(title)}")):
            with tab(browser, server) as visit:
                yield f"{name}: target and verdict in the browser", visit.load(address, holds).clock


@contextmanager
def _app(line: str, place: Path, variables: Mapping[str, str]) -> Iterator[Server]:
    """Run the line that starts the app until the block ends."""
    port, started = free_port(), time.monotonic()
    own = {**variables, "STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(["sh", "-c", f"exec {line}"], cwd=place, env=own, stdout=quiet, stderr=quiet)
    server = Server(port, process, started)
    try:
        answered(server, "_stcore/health")
        yield server
    finally:
        process.terminate()
        process.wait(20)

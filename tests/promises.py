"""A copy of the product's own data, the commands as a reader starts them, and all kinds of broken files.

With them each of the five promises of the README is put to the test in a file of its own; what only a real
browser can tell is tested in `tests/browser`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tracker.language import words

ROOT = Path(__file__).parents[1]
BROKEN = ROOT / "tests" / "broken"
ON = "2026-11-22"
LINE = re.compile(r"[^:\s].*?:\d+:\d+: (error|warning) [A-Z]\d{3}: .+")
LARGEST = 500  # MiB
PATIENCE = 120  # seconds after which a command counts as hanging


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it wrote, and its memory at the peak in MiB."""

    code: int
    out: str
    err: str
    peak: float


# Linux counts the memory of the process that started another as the other's peak; this is the command's own.
PEAK = """import atexit, os, re
def noted():
    if os.path.exists('/proc/self/status'):
        open('peak', 'w').write(re.search(r'VmHWM:(.*)', open('/proc/self/status').read()).group(1))
atexit.register(noted); """


def run(place: Path, *arguments: str, guard: str = "") -> Ended:
    """Run `python -m tracker` in an empty folder and return how it ended.

    Args:
        place: where its output is kept.
        arguments: the command.
        guard: Python statements that run before the command does.
    """
    begun = f"import runpy, sys; {PEAK}{guard}"
    code = f"{begun}\nrunpy.run_module('tracker', run_name='__main__', alter_sys=True)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with (place / "out").open("wb") as out, (place / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], stdout=out, stderr=err, cwd=place, env=environment
        )
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(PATIENCE)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told = ((place / name).read_bytes().decode("utf-8", "replace") for name in ("out", "err"))
    peak = (place / "peak").read_text() if (place / "peak").exists() else str(usage.ru_maxrss)
    return Ended(process.returncode, *told, int(peak.split()[0]) / 1024)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the product's own data that a test may spoil."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / "data" / name)
    return tmp_path / "data"


def targets(data: Path) -> list[Path]:
    """Return the files of all targets."""
    return sorted(path for path in data.glob("targets/*/*.yaml"))


def status(data: Path, *more: str) -> dict[str, dict[str, object]]:
    """Return the verdicts that the command line gives, by target."""
    ended = run(data.parent, "status", "--format", "json", "--on", ON, "--data", str(data), *more)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err
    return {target["id"]: target for target in json.loads(ended.out)["targets"]}


BESIDE = ("S025", "S028", "S071", "S092", "Y110")
"""Faults that only another file beside the broken one makes."""


def broken_files() -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield for every broken file its case, its content, and each fault as `line:column: error CODE`.

    Left out is what depends on other files of its folder, or on a fault of the system.
    """
    for case in sorted(BROKEN.iterdir()):
        file = case / "targets/digital/online-filing.yaml"
        if file.exists() and re.match("[EYS]", case.name) and case.name[:4] not in BESIDE:
            told = (case / "expected.txt").read_text("utf-8")
            found = re.findall(
                r"^targets/digital/online-filing\.yaml:(\d+:\d+: error \w+)", told, re.MULTILINE
            )
            yield case.name, file.read_bytes(), [one for one in found if not one.endswith("S040")]


BOMBS = {
    "dashes": b"- " * 27_000,
    "brackets": b"a: " + b"[" * 100_000,
    "braces": b"a: " + b"{a: " * 20_000,
    "questions": b"? " * 20_000,
    "merges": b"a: &a {x: 1}\n" + b"".join(b"b%d: &b%d {<<: [*a, *a]}\n" % (n, n) for n in range(25)),
    "aliases": b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(40)),
    "digits": b"id: digits\nvalue: " + b"9" * 5_000,
    "text": b"about: " + b"x" * 900_000,
    "fields": b"".join(b"k%d: v\n" % number for number in range(70_000)),
    "entries": b"goals:\n" + b"- {}\n" * 150_000,
    "quotes": b'a: "' + b'\\"' * 400_000,
    "breaks": b"\n" * 1_000_000,
}


def spoil_all(files: list[Path]) -> None:
    """Damage files, each in another way."""
    kinds = [content for _, content, _ in broken_files()] + list(BOMBS.values())
    for number, file in enumerate(files):
        file.write_bytes(kinds[number * 7 % len(kinds)])


@pytest.fixture
def bench(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return the app on the copy of the data, as Streamlit's test bench runs it."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
    st.cache_resource.clear()
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    st.cache_resource.clear()


def shown(app: AppTest, page: str, **address: str) -> str:
    """Return the HTML of a page, after looking for signs of a fault."""
    for name, value in {"lang": "en", "on": ON, **address}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    incident = words("en")("app.incident", number="").split()[0]
    assert not app.exception
    assert not [error.value for error in app.error if error.value.startswith(incident)]
    return "".join(str(html.proto.body) for html in app.get("html"))

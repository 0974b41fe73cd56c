"""Files to take along: seconds and size of each format, and what printing needs beside an empty page."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.measure import ROOT, Table
from tests.browser import find
from tracker import reader
from tracker.export import formats
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.browser import Browser
from tracker.export.pictures import pictures
from tracker.language import words

ON = date(2026, 11, 22)
MANY, FEW = 93, 31
"""Targets of a large briefing, and of one with which each further target is told."""
FORMS = ("pptx", "docx", "pdf", "html", "xlsx", "md", "csv")
LOOK = 0.1
"""Seconds between two looks at the memory of all processes."""
_EMPTY = """
import sys
from tracker.export.browser import Browser
with Browser(sys.argv[1]) as browser:
    browser.printed("<!DOCTYPE html><html><body>x</body></html>")
"""


def tables(folder: Path) -> Iterator[Table]:
    """Yield what a briefing over `MANY` targets costs, format by format, and its memory on the way.

    Args:
        folder: where to write the targets of this repository, some of them twice.
    """
    _enlarged(folder)
    whole = compose(reader.load(folder)[0], Choice(), ON, words("en"))
    rows: list[list[object]] = []
    with Browser(find.browser()) as browser:
        first = _seconds_of_pictures(whole, browser)
        for form in FORMS:
            few, many, size = _written(whole, form, browser)
            rows.append([form, few, many, (many - few) / (MANY - FEW), size / 1e6])
    heads = ["format", f"s, {FEW} targets", f"s, {MANY} targets", "s a further target", "MB"]
    note = f"A picture takes {first[1]:.2f} s, the first one, which starts the browser, {first[0]:.2f} s."
    yield Table("Export: briefings", heads, rows, note)
    yield _memory(folder)


def _enlarged(folder: Path) -> None:
    """Write the records of this repository, and so many targets again that there are `MANY`."""
    for part in ("targets", "seeds"):
        shutil.copytree(ROOT / part, folder / part)
    files = sorted(folder.glob("targets/*/*.yaml"))
    for file in files[: MANY - len(files)]:
        again = file.read_text("utf-8").replace(f"id: {file.stem}\n", f"id: {file.stem}-again\n", 1)
        file.with_stem(f"{file.stem}-again").write_text(again, "utf-8")


def _seconds_of_pictures(whole: Briefing, browser: Browser) -> tuple[float, float]:
    """Return what the first picture and the median of some later ones take."""
    taken, drawn = list[float](), pictures(whole, "png", browser)
    for _ in range(6):
        start = time.monotonic()
        list(islice(drawn, 1))
        taken.append(time.monotonic() - start)
    return taken[0], statistics.median(taken[1:])


def _written(whole: Briefing, form: str, browser: Browser) -> tuple[float, float, int]:
    """Return the seconds for few and for many targets, and the bytes of the large file."""
    taken, size = list[float](), 0
    for count in (1, FEW, MANY):  # the first one loads what the format needs
        start = time.monotonic()
        size = len(formats.written(replace(whole, assessments=whole.assessments[:count]), form, browser))
        taken.append(time.monotonic() - start)
    return taken[1], taken[2], size


def _memory(folder: Path) -> Table:
    """Return the memory of all processes at its peak: of an empty page, and of a print."""
    path = str(find.browser())
    out = folder / "briefing.pdf"
    command = ["-m", "tracker", "brief", "--data", str(folder), "--on", ON.isoformat(), "--out", str(out)]
    empty, printed = _peak(["-c", _EMPTY, path], path), _peak(command, path)
    rows: list[list[object]] = [
        ["empty page", empty, 0.0],
        [f"PDF, {MANY} targets", printed, printed - empty],
    ]
    note = (
        "Proportional set sizes of Python, the browser and all its processes together. The empty page is"
        " printed by the same program and the same browser."
    )
    return Table("Export: memory while printing", ["work", "peak MB", "above an empty page"], rows, note)


def _peak(arguments: Sequence[str], browser: str) -> float:
    """Run a Python process to its end and return the megabytes that it and all below it held at most."""
    running = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"BROWSER_PATH": browser},
        stdout=subprocess.DEVNULL,
    )
    most = 0.0
    while running.poll() is None:
        most = max(most, sum(map(_held, _below(running.pid))))
        time.sleep(LOOK)
    if running.returncode:
        raise RuntimeError(f"{arguments} ended with {running.returncode}")
    return most


def _below(root: int) -> Iterator[int]:
    """Yield a process and all that it started, and they in turn."""
    children: dict[int, list[int]] = defaultdict(list)
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = (place / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
        except OSError:  # it has ended
            continue
        children[int(parent)].append(int(place.name))
    waiting = [root]
    while waiting:
        yield (one := waiting.pop())
        waiting += children[one]


def _held(process: int) -> float:
    """Return the share of memory of a process in megabytes; nothing where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)

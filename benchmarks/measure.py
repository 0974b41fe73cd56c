"""Measuring: CPU seconds of interleaved runs, whole processes, and tables of the results.

The machine may be shared and noisy, so what is compared runs in turns within one run (A B A B) and
the median counts; CPU seconds are preferred to seconds on the clock.
"""

from __future__ import annotations

import gc
import json
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Table:
    """A table of results: what was measured, in which unit, and what to keep in mind."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


@dataclass(frozen=True)
class Cost:
    """What a whole process cost: CPU and clock in seconds, memory at its peak in MiB."""

    cpu: float
    clock: float
    peak: float
    code: int


def interleaved(actions: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, float]:
    """Return the median CPU seconds of each action; in every round each runs once, in turn.

    The search for garbage is off meanwhile, as it is on the command line and in the module `timeit`.
    """
    taken: dict[str, list[float]] = {name: [] for name in actions}
    gc.disable()
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.process_time()
            made = action()
            taken[name].append(time.process_time() - start)
            del made
            gc.collect()
    gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


# A process inherits the memory peak of the one that starts it; a small one in between does not count.
_STARTER = """
import json, os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
seconds = used.ru_utime + used.ru_stime, time.monotonic() - start
print(json.dumps([*seconds, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)]))
"""


def process(arguments: Sequence[str]) -> Cost:
    """Run a Python process from the top of the project to its end and return what it cost."""
    starter = [sys.executable, "-S", "-c", _STARTER, sys.executable, *arguments]
    done = subprocess.run(starter, cwd=ROOT, capture_output=True, text=True, check=True)
    return Cost(*json.loads(done.stdout))


def processes(commands: Mapping[str, Sequence[str]], rounds: int = 5) -> dict[str, Cost]:
    """Return the median cost of each command; in every round each runs once, in turn."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            costs[name].append(process(arguments))
    return {
        name: Cost(
            statistics.median(cost.cpu for cost in seen),
            statistics.median(cost.clock for cost in seen),
            max(cost.peak for cost in seen),
            max(cost.code for cost in seen),
        )
        for name, seen in costs.items()
    }


def machine() -> str:
    """Return one line on where and when this was measured."""
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    chip = names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "plotly", "pyyaml", "pydantic"))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{date.today().isoformat()}; {os.cpu_count()} cores, {chip}; {platform.system()};"
        f" Python {platform.python_version()}, {packages}; load averages {load}."
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text("utf-8").splitlines() if file.exists() else []


def markdown(table: Table) -> str:
    """Return a table in Markdown, its note below."""
    lines = [f"### {table.title}", "", _row(table.heads), _row("---" for _ in table.heads)]
    lines += [_row(row) for row in table.rows]
    return "\n".join([*lines, "", table.note, ""] if table.note else [*lines, ""])


def tables_in(text: str) -> list[Table]:
    """Return the tables of a text that `markdown` wrote, their cells as texts."""
    found = []
    for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        lines = [line.strip("| \n").split(" | ") for line in part.splitlines() if line.startswith("|")]
        if lines:
            found.append(Table(part.partition("\n")[0], lines[0], lines[2:]))
    return found


def number_in(cell: object) -> float:
    """Return the number in a cell, with or without signs between its thousands.

    Raises:
        ValueError: there is none.
    """
    return float(str(cell).replace(",", ""))


def _row(cells: object) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):  # nothing of the kind was seen, such as an answered click
        return "–"
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}" if value >= 0.01 else f"{value:.5f}"

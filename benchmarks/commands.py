"""The command line as whole processes, from the start of the interpreter to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import ROOT, Table, processes

HEAVY = ("pandas", "numpy", "plotly", "streamlit", "pyarrow")
PEER = 21.8


_EVENTS = """
import pathlib, sys, yaml
for file in pathlib.Path(sys.argv[1]).glob("*/**/*.yaml"):
    for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""


def commands(portfolios: dict[int, Path]) -> Table:
    """Return what `check` and `status` cost as a user runs them."""
    rows: list[list[object]] = []
    for count, folder in portfolios.items():
        costs = processes(
            {
                "bare events": ["-c", _EVENTS, str(folder)],
                "check": ["-m", "tracker", "check", "--data", str(folder)],
                "status": ["-m", "tracker", "status", "--data", str(folder)],
                "status --format json": [
                    "-m",
                    "tracker",
                    "status",
                    "--format",
                    "json",
                    "--data",
                    str(folder),
                ],
            },
            3 if count < 6000 else 1,
        )
        rows += [
            [
                f"{count:,}",
                name,
                cost.cpu,
                cost.cpu / costs["bare events"].cpu,
                cost.clock,
                cost.peak,
                PEER / cost.cpu if count == 1000 and name != "bare events" else "",
            ]
            for name, cost in costs.items()
        ]
    heads = ["targets", "command", "CPU s", "/ bare events", "clock s", "peak MiB", "Open SDG check / this"]
    note = (
        "*bare events*, the floor: a Python process that parses the same files with the C parser of PyYAML"
        f" and throws the events away. Open SDG's validation of 1,000 indicators of 20 years took {PEER} CPU"
        " seconds on this kind of machine (Python 3.11, two shared cores), measured the same way: whole"
        " process, median. Here it is the median of three, of 6,000 targets and more one run alone."
    )
    return Table("Command line", heads, rows, note)


LIGHT = ("import tracker", "import tracker.reader", "import tracker.progress", "import tracker.__main__")
STATEMENTS = ("pass", "import yaml, pydantic, babel.numbers", *LIGHT, "import streamlit", "import tracker.ui")


def imports() -> Table:
    """Return what starting costs before anything is read, and whether anything heavy comes along."""
    costs = processes({code: ["-c", code] for code in STATEMENTS})
    bare = costs["pass"].cpu
    rows = [
        [f"`{code}`", cost.cpu, cost.cpu - bare, cost.peak, heavy(code) or "none"]
        for code, cost in costs.items()
    ]
    return Table(
        "Imports", ["statement", "CPU s", "above `pass` s", "peak MiB", "heavy packages loaded"], rows
    )


def heavy(code: str) -> str:
    """Return the heavy packages that a statement loads."""
    question = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()

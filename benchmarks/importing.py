"""Importing: what it costs to bring a table of figures, and to bring it again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.measure import Table, process

FIRST, LAST = 2006, 2025


def tables(counts: Sequence[int], folder: Path) -> list[Table]:
    """Return the cost of a first import, of the same once more, and of checking what came."""
    rows = []
    for count in counts:
        table, data = folder / f"table-{count}.csv", folder / f"imported-{count}"
        _write(table, count)
        process(["-m", "tracker", "init", str(data), "--title", "Measured"])
        command = ["-m", "tracker", "import", str(table), "--data", str(data), "--yes"]
        command += ["--publisher", "Office", "--published", "2026-03", "--theme", "all"]
        first, again = process(command), process(command)
        check = process(["-m", "tracker", "check", "--data", str(data)])
        if first.code or len(list(data.glob("targets/all/*.yaml"))) != count:
            raise RuntimeError(f"the table of {count} was not imported")
        rows.append([f"{count:,}", first.cpu, again.cpu, check.cpu, first.cpu / check.cpu, first.peak])
    heads = ["series of 20 years", "import CPU s", "again", "check CPU s", "import / check", "peak MiB"]
    note = "Whole processes, once each. Importing again finds every figure and changes nothing."
    return [Table("Importing a table", heads, rows, note)]


def _write(file: Path, count: int) -> None:
    """Write a table with the years as columns."""
    chance = Random(1)
    with file.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["Indicator", "Unit", *range(FIRST, LAST + 1)])
        for number in range(count):
            figures = [f"{chance.uniform(2, 98):.1f}" for _ in range(FIRST, LAST + 1)]
            lines.writerow([f"Households with service no. {number}", "per cent", *figures])

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
    return [Table("Importing a table", heads, rows, note), _repository(folder)]


_FLOOR = """
import csv, pathlib, sys
for path in pathlib.Path(sys.argv[1]).glob("*.csv"):
    with path.open(newline="", encoding="utf-8") as lines:
        for _ in csv.reader(lines): pass
"""
INDICATORS = 300


def _repository(folder: Path) -> Table:
    """Return what an Open SDG repository of 25 MB costs, beside parsing its files with the csv module."""
    home = folder / "repository"
    size = _write_repository(home) / 1e6
    floor = process(["-c", _FLOOR, str(home / "data")]).cpu - process(["-c", "import csv, pathlib"]).cpu
    rows = []
    for name, more in (("figures of the whole (as it comes)", []), ("--series all", ["--series", "all"])):
        data = folder / f"repository-{len(rows)}"
        process(["-m", "tracker", "init", str(data), "--title", "Measured"])
        done = process(["-m", "tracker", "import", str(home), "--data", str(data), "--yes", *more])
        written = sum(path.stat().st_size for path in data.glob("targets/*/*.yaml")) / 1e6
        if done.code or len(list(data.glob("targets/goal-*/*.yaml"))) != INDICATORS:
            raise RuntimeError(f"the repository was not imported: {name}")
        rows.append([name, floor, done.cpu, done.cpu / floor, written, done.peak])
    heads = ["what is taken", "csv.reader CPU s", "import CPU s", "import / csv.reader", "MB written"]
    heads.append("peak MiB")
    note = (
        f"{INDICATORS} indicators in {size:.0f} MB; whole processes, the start of Python included. "
        "With --series all each figure is written with its place and text, and read back before anything "
        "is saved: by profile a third is reading back, a third comparing, writing and judging, a sixth "
        "reading the tables; the rest is the disk."
    )
    return Table("Importing a repository", heads, rows, note)


def _write_repository(home: Path) -> int:
    """Write a folder of Open SDG with breakdowns by region, sex and age; return the bytes of its tables."""
    chance, size = Random(1), 0
    places = ["", *(f"Region number {number}" for number in range(1, 13))]
    ages = ["", *(f"{age} to {age + 4}" for age in range(0, 30, 5))]
    for number in range(INDICATORS):
        lines = ["Year,Sex,Age,Region,Units,Observation status,Unit multiplier,Value"]
        lines += [
            f"{year},{sex},{age},{place},Percentage (%),Normal value,Units,{chance.uniform(2, 98):.6f}"
            for place in places
            for sex in ("", "Female", "Male")
            for age in ages
            if not (place and sex and age)
            for year in range(2010, 2020)
        ]
        name, text = f"{number // 20 + 1}-{number % 20 + 1}-1", "\n".join(lines) + "\n"
        for kind, file, content in (
            ("data", f"indicator_{name}.csv", text),
            ("meta", f"{name}.md", f"---\nindicator_name: Share of the people, no. {number}\n---\n"),
        ):
            (home / kind).mkdir(parents=True, exist_ok=True)
            (home / kind / file).write_text(content, "utf-8")
        size += len(text)
    return size


def _write(file: Path, count: int) -> None:
    """Write a table with the years as columns."""
    chance = Random(1)
    with file.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["Indicator", "Unit", *range(FIRST, LAST + 1)])
        for number in range(count):
            figures = [f"{chance.uniform(2, 98):.1f}" for _ in range(FIRST, LAST + 1)]
            lines.writerow([f"Households with service no. {number}", "per cent", *figures])

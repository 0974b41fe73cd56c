"""`python -m benchmarks [section ...] [--quick] [--minutes N]`: measures and writes benchmarks/RESULTS.md.

Sections: reading, commands, pages, sessions, leaks, site, importing, export. Without a name all of them
are measured in one run of less than an hour, and RESULTS.md is written anew, with every aim beside its
figure. A part that fails is told and stops no other; it, or an aim without its figure, ends the run with 1.
With names only these are measured, each under its commit; every other table stays, and the aims are
compared anew.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from benchmarks import (
    aims,
    commands,
    export,
    importing,
    leaks,
    pages,
    portfolios,
    reading,
    sessions,
    site,
    starting,
)
from benchmarks.measure import ROOT, Table, machine, markdown, tables_in

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (60, 600, 6000)
JUDGED, PEERS = 10_000, 1000
LEAKING = 10.0
"""Minutes in which sessions come and go."""
SECTIONS = ("reading", "commands", "pages", "sessions", "leaks", "site", "importing", "starting", "export")
HEAD = """# Results

`sh bin/benchmarks` writes these tables in one run; each figure stands beside its floor of the same run.
The machine may be shared, so ratios count and seconds do not. They speak of the code at commit {commit}.

"""


def main() -> int:
    """Measure what was asked for and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], default=[])
    parser.add_argument("--quick", action="store_true", help="60 and 600 targets only, few rounds")
    parser.add_argument("--minutes", type=float, default=5, help="that a hundred readers stay")
    given = parser.parse_args()
    sizes, rounds = (SIZES[:2], 3) if given.quick else (SIZES, 5)
    whole, commit = not given.sections, _commit()
    if whole:
        RESULTS.write_text(HEAD.format(commit=commit), "utf-8")
    results: dict[str, list[Table]] = {}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for section in given.sections or SECTIONS:
            start = time.monotonic()
            results[section] = []
            try:
                for table in _measured(section, sizes, Path(folder), rounds, given.minutes):
                    results[section].append(table)
                _write(section, results[section])
            except Exception:  # noqa: BLE001 - one part that fails stops no other
                traceback.print_exc()
                told = traceback.format_exc().strip().splitlines()[-1]
                results[section].append(Table("Not measured", ["why"], [[f"`{told}`"]]))
                _write(section, results[section])
                failed = True
            print(f"{section}: {(time.monotonic() - start) / 60:.1f} minutes", flush=True)
    heavy = [code for code in commands.LIGHT if commands.heavy(code)]
    compared = aims.tables(tables_in(RESULTS.read_text("utf-8")), heavy)
    _write("aims", compared)
    if whole:
        failed |= any(aims.UNKNOWN in row for table in compared for row in table.rows)
    return int(failed)


@cache
def _commit() -> str:
    """Return the commit that is measured, and whether anything differed from it before the first result."""
    asked = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(asked, check=False, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def _measured(
    section: str, sizes: Sequence[int], folder: Path, rounds: int, minutes: float
) -> Iterable[Table]:
    """Return the tables of a section, one after another."""
    made = {size: _portfolio(folder, size) for size in sizes}
    all_sizes = len(sizes) == len(SIZES)

    def on_the_command_line() -> list[Table]:
        more = {size: _portfolio(folder, size) for size in ((PEERS, JUDGED) if all_sizes else (PEERS,))}
        return [commands.imports(), commands.commands(dict(sorted((made | more).items())))]

    sections: dict[str, Callable[[], Iterable[Table]]] = {
        "reading": lambda: _read(made, folder, rounds, all_sizes),
        "commands": on_the_command_line,
        "pages": lambda: pages.tables(made, rounds),
        "sessions": lambda: sessions.tables(made, minutes),
        "leaks": lambda: leaks.tables(made[SIZES[0]], LEAKING),
        "site": lambda: site.tables(
            {n: _portfolio(folder, n) for n in (SIZES[0], PEERS, *sizes[2:])}, folder
        ),
        "importing": lambda: importing.tables((100, PEERS), folder),
        "starting": lambda: starting.tables(folder / "starting"),
        "export": lambda: export.tables(folder / "export"),
    }
    return sections[section]()


def _read(made: dict[int, Path], folder: Path, rounds: int, all_sizes: bool) -> list[Table]:
    """Return the tables on reading, judging and looking again."""
    large = {JUDGED: _portfolio(folder, JUDGED)} if all_sizes else {}
    middle = (f"{SIZES[1]:,}", made[SIZES[1]])
    tables = [reading.reading(made | large, rounds), reading.steps(middle, rounds)]
    tables += [reading.judging(made | large, rounds), reading.judging_steps(middle, rounds)]
    tables += [reading.refreshing(made), reading.starting_steps(middle, rounds)]
    last = max(made)
    return [*tables, reading.another_day((f"{last:,}", made[last]), rounds)]


def _portfolio(folder: Path, size: int) -> Path:
    """Return the folder of a portfolio, written when it is asked for the first time."""
    place = folder / str(size)
    if not place.exists():
        portfolios.write(place, size)
    return place


def _write(section: str, tables: Sequence[Table]) -> None:
    """Put the tables of a section into RESULTS.md in the place of the earlier ones."""
    of = f"{machine()} Commit {_commit()}."
    text = "\n".join([f"## {section.capitalize()}", "", of, "", *map(markdown, tables)])
    print(text)
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n\n"
    parts = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    kept = {part.split("\n")[0].removeprefix("## ").lower(): part for part in parts[1:]}
    kept[section] = text.rstrip() + "\n\n"
    order = ("aims", *(name for name in kept if name not in ("aims", *SECTIONS)), *SECTIONS)
    text = parts[0] + "".join(kept[name] for name in order if name in kept)
    RESULTS.write_text(text.rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())

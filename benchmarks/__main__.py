"""`python -m benchmarks [section ...] [--quick] [--minutes N]`: measures and writes benchmarks/RESULTS.md.

Sections: reading, commands, pages, sessions; all of them when none is named, and then the aims are
compared; leaks and site only when they are named. A section that is not measured keeps its tables in
the file, and so does every other text.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import aims, commands, leaks, pages, portfolios, reading, sessions, site
from benchmarks.measure import Table, machine, markdown

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (60, 600, 6000)
JUDGED, LARGEST, PEERS = 10_000, 60_000, 1000
SECTIONS = ("reading", "commands", "pages", "sessions")
ALONE = ("leaks", "site")
"""Measured when they are named: what they say needs no comparing with the aims."""


def main() -> None:
    """Measure what was asked for and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS, *ALONE], default=[])
    parser.add_argument("--quick", action="store_true", help="60 and 600 targets only, few rounds")
    parser.add_argument("--minutes", type=float, default=10, help="of sessions that come and go (leaks)")
    given = parser.parse_args()
    sizes, rounds = (SIZES[:2], 3) if given.quick else (SIZES, 7)
    results: dict[str, list[Table]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for section in given.sections or SECTIONS:
            if section == "site":
                counts = (SIZES[0], PEERS) if given.quick else (SIZES[0], PEERS, SIZES[-1])
                made = {count: _portfolio(Path(folder), count) for count in counts}
                results[section] = site.tables(made, Path(folder))
            elif section in ALONE:
                results[section] = leaks.tables(_portfolio(Path(folder), SIZES[0]), given.minutes)
            else:
                results[section] = _measured(section, sizes, Path(folder), rounds)
            _write(section, results[section])
    if len(results) == len(SECTIONS) and not given.quick:
        heavy = [code for code in commands.LIGHT if commands.heavy(code)]
        _write("aims", [aims.table(results, heavy)])


def _measured(section: str, sizes: Sequence[int], folder: Path, rounds: int) -> list[Table]:
    """Return the tables of a section."""
    made = {size: _portfolio(folder, size) for size in sizes}
    all_sizes = len(sizes) == len(SIZES)
    if section == "reading":
        return _read(made, folder, rounds, all_sizes)
    if section == "commands":
        more = {PEERS: _portfolio(folder, PEERS)} | (
            {JUDGED: _portfolio(folder, JUDGED)} if all_sizes else {}
        )
        return [commands.imports(), commands.commands(dict(sorted((made | more).items())))]
    return pages.tables(made, rounds) if section == "pages" else sessions.tables(made)


def _read(made: dict[int, Path], folder: Path, rounds: int, all_sizes: bool) -> list[Table]:
    """Return the tables on reading, judging and looking again."""
    large = {size: _portfolio(folder, size) for size in (JUDGED, LARGEST) if all_sizes}
    middle = (f"{SIZES[1]:,}", made[SIZES[1]])
    tables = [reading.reading(made | large, rounds), reading.steps(middle, rounds)]
    large.pop(LARGEST, None)
    tables += [reading.judging(made | large, rounds), reading.judging_steps(middle, rounds)]
    return [*tables, reading.refreshing(made)]


def _portfolio(folder: Path, size: int) -> Path:
    """Return the folder of a portfolio, written when it is asked for the first time."""
    place = folder / str(size)
    if not place.exists():
        portfolios.write(place, size)
    return place


def _write(section: str, tables: Sequence[Table]) -> None:
    """Put the tables of a section into RESULTS.md in the place of the earlier ones."""
    text = "\n".join([f"## {section.capitalize()}", "", machine(), "", *map(markdown, tables)])
    print(text)
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n\n"
    parts = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    kept = {part.split("\n")[0].removeprefix("## ").lower(): part for part in parts[1:]}
    kept[section] = text.rstrip() + "\n\n"
    first = [name for name in kept if name not in SECTIONS]
    ordered = [*sorted(first, key="aims".__ne__), *(name for name in SECTIONS if name in kept)]
    RESULTS.write_text(parts[0] + "".join(kept[name] for name in ordered).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()

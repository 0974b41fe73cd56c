"""`python -m benchmarks [section ...] [--quick | --full]`: measures and writes benchmarks/RESULTS.md.

Sections: reading, commands, pages, sessions; all of them when none is named. A section that is not
measured keeps its tables in the file, and everything above the first section is left as it is.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import commands, pages, portfolios, reading, sessions
from benchmarks.measure import Table, machine, markdown

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES = (60, 600, 6000)
SECTIONS = ("reading", "commands", "pages", "sessions")


def main() -> None:
    """Measure what was asked for and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], default=[])
    parser.add_argument("--quick", action="store_true", help="60 and 600 targets only, few rounds")
    parser.add_argument("--full", action="store_true", help="60,000 targets as well")
    given = parser.parse_args()
    sizes = SIZES[:2] if given.quick else (*SIZES, 60000) if given.full else SIZES
    with tempfile.TemporaryDirectory() as folder:
        for section in given.sections or SECTIONS:
            tables = _measured(section, sizes, Path(folder), 3 if given.quick else 7)
            _write(section, tables)


def _measured(section: str, sizes: Sequence[int], folder: Path, rounds: int) -> list[Table]:
    """Return the tables of a section."""
    if section == "reading":
        made = {size: _portfolio(folder, size) for size in sizes}
        return [
            reading.reading(made, rounds),
            reading.judging(made, rounds),
            reading.refreshing(made),
        ]
    if section == "commands":
        made = {size: _portfolio(folder, size) for size in (*sizes[:2], 1000, *sizes[2:3])}
        return [commands.imports(), commands.commands(made)]
    made = {size: _portfolio(folder, size) for size in sizes[:3]}
    return pages.tables(made, rounds) if section == "pages" else sessions.tables(made)


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
    ordered = [*(name for name in kept if name not in SECTIONS), *(name for name in SECTIONS if name in kept)]
    RESULTS.write_text(parts[0] + "".join(kept[name] for name in ordered).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()

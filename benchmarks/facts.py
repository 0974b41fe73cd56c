"""`python -m benchmarks.facts TABLE FOLDER`: is every row of a table in a portfolio, and nothing else?

TABLE is a CSV with the columns indicator_id, kind, period, value, publisher and published; FOLDER holds
targets, seeds and left-out.csv, which lists the rows that are not in the data, each with its reason. A
goal or figure of the data that no row states is told as well. Ends with 1 when anything is missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tracker import reader
from tracker.model import Goal, Indicator, Milestones, Portfolio

KEY = ("indicator_id", "kind", "period", "value", "publisher", "published")
LEFT_OUT = "left-out.csv"
Row = Mapping[str, str]


class Fact(NamedTuple):
    """What a row or an entry of the data states: of which target, what kind, which period, which value."""

    target: str
    kind: str
    period: str
    value: str


def main() -> int:
    """Compare, say what is missing on either side, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facts", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    rows, left = read(given.table), read(given.folder / LEFT_OUT)
    found = list(missing(rows, left, reader.load(given.folder)[0]))
    print("\n".join(found) or f"{len(rows)} rows: {len(rows) - len(left)} in the data, {len(left)} left out.")
    return 1 if found else 0


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV; none when it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def missing(rows: list[dict[str, str]], left: list[dict[str, str]], portfolio: Portfolio) -> Iterator[str]:
    """Yield every row that is neither in the data nor left out, and every entry without a row."""
    excused = Counter(tuple(row[name] for name in KEY) for row in left)
    stated = set(entries(portfolio))
    told = {fact_of(row) for row in rows}
    for number, row in enumerate(rows, 2):
        if excused[tuple(row[name] for name in KEY)]:
            excused[tuple(row[name] for name in KEY)] -= 1
        elif fact_of(row) not in stated and not (row["kind"] == "statement" and _law(row, stated)):
            yield f"line {number}: {' '.join(fact_of(row))} is neither in the data nor left out"
    for key in sorted(excused.elements()):
        yield f"left out, but not in the table: {' '.join(key)}"
    for row in left:
        if not row["reason"].strip():
            yield f"left out without a reason: {' '.join(fact_of(row))}"
    for fact in sorted(stated - told):
        yield f"in the data, but not in the table: {' '.join(fact)}"


def _law(row: Row, stated: set[Fact]) -> bool:
    """Tell whether the wording of a law is cited by a goal of its target for the same deadline."""
    return any(fact[:3] == (row["indicator_id"], "target", row["period"]) for fact in stated)


def fact_of(row: Row) -> Fact:
    """Return what a row states."""
    return Fact(row["indicator_id"], row["kind"], row["period"], _plain(row["value"]))


def entries(portfolio: Portfolio) -> Iterator[Fact]:
    """Yield what the data states: goals, figures, and the deadlines of steps."""
    for target in portfolio.targets.values():
        if isinstance(target, Milestones):
            yield from (Fact(target.id, "target", step.due.text, "1") for step in target.steps if step.due)
        if isinstance(target, Indicator):
            for goal in target.goals:
                yield Fact(target.id, "target", goal.by.text if goal.by else "", _plain(str(_bound(goal))))
            for figure in target.observations:
                yield Fact(target.id, "observation", figure.period.text, _plain(str(figure.value)))


def _bound(goal: Goal) -> float | None:
    return goal.low if goal.low is not None else goal.high


def _plain(value: str) -> str:
    """Return a number in one way of writing, words as they are."""
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


if __name__ == "__main__":
    sys.exit(main())

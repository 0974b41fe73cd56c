"""`python -m benchmarks.facts TABLE FOLDER`: is every row of a table in a portfolio, and nothing else?

TABLE is a CSV with the columns indicator_id, kind, period, value, publisher, published and url; FOLDER
holds targets, seeds and left-out.csv, which lists the rows that are not in the data, each with its reason.
A figure has to stand with the document of its row, by address and day.
Columns qualifier and direction, where the table has them, are compared with the hedges of figures and the
bounds of goals; points of a path and baselines have none in the data.
An entry of the data that no row states is told as well. Ends with 1 when anything is missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from tracker import reader
from tracker.model import Goal, Indicator, Milestones, Observation, Portfolio, Series
from tracker.periods import of_series
from tracker.reading.calendars import placed
from tracker.scalars import Period

KEY = ("indicator_id", "kind", "period", "value", "publisher", "published")
LEFT_OUT = "left-out.csv"
BESIDE = ("qualifier", "direction")
_QUALIFIERS = {"more_than": "over", "less_than": "under"}
CHANGE = "-change"
Row = Mapping[str, str]


class Fact(NamedTuple):
    """What a row or an entry of the data states: of which target, what kind, which period, which value, how.

    Attributes:
        qualifier: the hedge of a figure, the bound of a goal, or `change` of a goal that follows a figure.
        direction: whether a goal is kept above its bound, `up`, or below, `down`.
    """

    target: str
    kind: str
    period: str
    value: str
    qualifier: str = ""
    direction: str = ""

    def __str__(self) -> str:
        """Return what is stated as one line."""
        return " ".join(part for part in self if part)


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
    unknown = dict.fromkeys([name for name in BESIDE if rows and name not in rows[0]], "")
    stated = {fact._replace(**unknown) for fact in entries(portfolio)}
    told = {fact_of(row, portfolio) for row in rows}
    read_at = {str(source.url) for source in portfolio.sources.values()}
    papers = {fact._replace(**unknown): some for fact, some in papers_of(portfolio).items()}
    for number, row in enumerate(rows, 2):
        key, fact = tuple(row[name] for name in KEY), fact_of(row, portfolio)
        if excused[key]:
            excused[key] -= 1
        elif fact not in stated and not _law(row, portfolio):
            yield f"line {number}: {fact} is neither in the data nor left out"
        elif row["kind"] != "target" and row.get("url") and row["url"] not in read_at:
            yield f"line {number}: no source has the address {row['url']}"
        elif fact in papers and row.get("url") and not _is_read_at(row, papers[fact]):
            yield f"line {number}: {fact} is in the data, but not from {row['url']} of {row['published']}"
    for key in sorted(excused.elements()):
        yield f"left out, but not in the table: {' '.join(key)}"
    for row in left:
        if not row["reason"].strip():
            yield f"left out without a reason: {fact_of(row, portfolio)}"
    for fact in sorted(stated - told):
        yield f"in the data, but not in the table: {fact}"


def _is_read_at(row: Row, papers: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a document of a row is among some; a row may name the year or month only, or no day."""
    return any(row["url"] == address and day.startswith(row["published"]) for address, day in papers)


def papers_of(portfolio: Portfolio) -> dict[Fact, set[tuple[str, str]]]:
    """Return address and day of every document that states a figure."""
    found: dict[Fact, set[tuple[str, str]]] = {}
    for target in portfolio.targets.values():
        for series in (target, *target.series) if isinstance(target, Indicator) else ():
            for figure in series.observations:
                source = portfolio.sources[figure.source]
                paper = (str(source.url), (figure.published or source.published).text)
                found.setdefault(_figure(target.id, figure), set()).add(paper)
    return found


def _law(row: Row, portfolio: Portfolio) -> bool:
    """Tell whether a goal or step of the target quotes the words of a row, as the wording of a law is."""
    record = portfolio.targets.get(row["indicator_id"])
    quoting = record.steps if isinstance(record, Milestones) else getattr(record, "goals", ())
    notes = [(one.note or {}).get("en", "") for one in quoting]
    return row["kind"] == "statement" and any(row["value"] in note for note in notes)


def fact_of(row: Row, portfolio: Portfolio) -> Fact:
    """Return what a row states; a change promised for a target is a goal of that target."""
    target, whole = row["indicator_id"], row["indicator_id"].removesuffix(CHANGE)
    if row["kind"] == "target" and whole in portfolio.targets:
        target = whole
    period, kind = _period(row["period"], target, portfolio), row["kind"]
    qualifier = row.get("qualifier", "") if kind in ("target", "observation") else ""
    direction = row.get("direction", "") if kind == "target" else ""
    return Fact(target, kind, period, _plain(row["value"]), qualifier, direction)


def _period(text: str, target: str, portfolio: Portfolio) -> str:
    """Return first and last day of a period as the calendar of its target has it."""
    record = portfolio.targets.get(target)
    if not text or not isinstance(record, Indicator):
        return text
    calendar = portfolio.vocabulary.calendars.get(record.measure.calendar or "")
    try:
        return _days(placed(Period.parse(text), record.measure, None))
    except PydanticCustomError:
        return _days(placed(of_series(text), record.measure, calendar))


def _days(period: Period | None) -> str:
    return f"{period.first}..{period.last}" if period else ""


def entries(portfolio: Portfolio) -> Iterator[Fact]:
    """Yield what the data states: goals, figures, paths, ratings, and the deadlines of steps."""
    for target in portfolio.targets.values():
        for said in target.statements:
            period = said.for_
            yield Fact(target.id, "statement", _days(period), said.says.get("en", ""))
        if isinstance(target, Milestones):
            due = [step.due.text for step in target.steps if step.due]
            yield from (Fact(target.id, "target", period, "1", "at_least", "up") for period in due)
        if isinstance(target, Indicator):
            for series in (target, *target.series):
                yield from _of_series(target.id, series)
            yield from _expected(target)


def _of_series(target: str, series: Series) -> Iterator[Fact]:
    values = {figure.period: figure.value for figure in series.observations}
    for goal in (one for one in series.goals if one.aim is None):
        how = "change" if goal.relative else _QUALIFIERS.get(goal.bound, goal.bound)
        way = "down" if goal.low is None else "up"
        yield Fact(target, "target", _days(goal.by), _plain(str(_promised(goal))), how, way)
    for figure in series.observations:
        yield _figure(target, figure)
    if base := series.baseline:
        value = base.value if base.value is not None else values.get(base.period)
        yield Fact(target, "baseline", _days(base.period), _plain(str(value)))


def _figure(target: str, figure: Observation) -> Fact:
    hedge = figure.qualifier or ""
    return Fact(target, "observation", _days(figure.period), _plain(str(figure.value)), hedge)


def _expected(target: Indicator) -> Iterator[Fact]:
    """Yield the points of the publisher's own paths and of what bodies expect."""
    for way in (*(goal.path for goal in target.goals if goal.path), *target.projections):
        for point in way.points:
            yield Fact(target.id, "path", _days(point.period), _plain(str(point.value)))


def _promised(goal: Goal) -> float | None:
    """Return the bound as it was promised: the change where the goal is relative to another figure."""
    if goal.relative and goal.relative.change:
        return goal.relative.change.value
    return goal.low if goal.low is not None else goal.high


def _plain(value: str) -> str:
    """Return a number in one way of writing, words as they are."""
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


if __name__ == "__main__":
    sys.exit(main())

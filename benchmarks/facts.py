"""`python -m benchmarks.facts TABLE FOLDER`: is every row of a table in a portfolio, and nothing else?

TABLE is a CSV with the columns indicator_id, kind, period, value, publisher, published and url; FOLDER
holds targets, seeds and left-out.csv, which lists the rows that are not in the data, each with its reason.
Every row has to stand with its document, as far as the row names it: by address, day and publisher; and as
often as the table has it. Columns qualifier and direction, where the table has them, are compared with the
hedges of figures and the bounds of goals (points of a path and baselines have none in the data), and of the
column unit the first word. An entry of the data that no row states is told as well, and so is the wording of
a law, which the note of a goal quotes after "The law: ". Ends with 1 when anything is missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from pydantic_core import PydanticCustomError

from tracker import reader
from tracker.model import (
    Goal,
    Indicator,
    MemberSeries,
    Milestones,
    Observation,
    Portfolio,
    Projection,
    RequiredPath,
    Series,
    Step,
)
from tracker.periods import of_series
from tracker.reading.calendars import placed
from tracker.scalars import Period

KEY = ("indicator_id", "kind", "period", "value", "publisher", "published")
LEFT_OUT = "left-out.csv"
BESIDE = ("qualifier", "direction", "unit")
PAPER = ("url", "published", "publisher")
LAW = "The law: "
_QUALIFIERS = {"more_than": "over", "less_than": "under"}
CHANGE = "-change"
Row = Mapping[str, str]


class Fact(NamedTuple):
    """What a row or an entry of the data states: of which target, what kind, which period, which value, how.

    Attributes:
        qualifier: the hedge of a figure, the bound of a goal, or `change` of a goal that follows a figure.
        direction: whether a goal is kept above its bound, `up`, or below, `down`.
        unit: the first word of the unit; `words` of a statement, `count` of a step.
    """

    target: str
    kind: str
    period: str
    value: str
    qualifier: str = ""
    direction: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Return what is stated as one line."""
        return " ".join(part for part in self if part)


class Paper(NamedTuple):
    """The document of an entry: its address, its day, and the names of its publisher."""

    url: str
    day: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, portfolio: Portfolio, source: str, day: str = "") -> Self:
        """Return a document of a portfolio; a figure may have come out on another day than it."""
        found = portfolio.sources[source]
        body = portfolio.vocabulary.bodies[found.publisher]
        named = [found.publisher.replace("-", " ")]
        named += [text["en"] for text in (body.title, body.short) if text and "en" in text]
        return cls(str(found.url), day or found.published.text, tuple(name.lower() for name in named))

    def is_of(self, row: Row) -> bool:
        """Tell whether it is the document of a row, which may name only some of it, or the month or year."""
        url, day, publisher = (row.get(name) or "" for name in PAPER)
        known = not publisher or any(name in publisher.lower() for name in self.names)
        return url in ("", self.url) and self.day.startswith(day) and known


def main() -> int:
    """Compare, say what is missing on either side, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facts", description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    rows, left = read(given.table), read(given.folder / LEFT_OUT)
    portfolio = reader.load(given.folder)[0]
    found = [*unread(given.table, rows, portfolio), *unread(given.folder / LEFT_OUT, left, portfolio)]
    found = found or list(missing(rows, left, portfolio))
    print("\n".join(found) or f"{len(rows)} rows: {len(rows) - len(left)} in the data, {len(left)} left out.")
    return 1 if found else 0


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV; none when it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def unread(path: Path, rows: list[dict[str, str]], portfolio: Portfolio) -> Iterator[str]:
    """Yield the place of every period that cannot be read."""
    for number, row in enumerate(rows, 2):
        try:
            fact_of(row, portfolio)
        except PydanticCustomError:
            yield f"{path}:{number}: {row['period']} is not a period of {row['indicator_id']}"


def missing(rows: list[dict[str, str]], left: list[dict[str, str]], portfolio: Portfolio) -> Iterator[str]:
    """Yield every row that is neither in the data nor left out, and every entry without a row."""
    excused = Counter(tuple(row[name] for name in KEY) for row in left)
    unknown = dict.fromkeys([name for name in BESIDE if rows and name not in rows[0]], "")
    stated: dict[Fact, list[Paper]] = {}
    for entry, paper in entries(portfolio):
        stated.setdefault(entry._replace(**unknown), []).append(paper)
    seen: Counter[tuple[Fact, str, str]] = Counter()
    for number, row in enumerate(rows, 2):
        key, fact = tuple(row[name] for name in KEY), fact_of(row, portfolio)
        once = (fact, row.get("url", ""), row["published"])
        if excused[key]:
            excused[key] -= 1
            continue
        seen[once] += 1
        if fault := _fault(row, stated.get(fact) or wordings(fact, portfolio), seen[once]):
            yield f"line {number}: {fact} {fault}"
    for key in sorted(excused.elements()):
        yield f"left out, but not in the table: {' '.join(key)}"
    for row in left:
        if not row["reason"].strip():
            yield f"left out without a reason: {fact_of(row, portfolio)}"
    told = Counter(fact_of(row, portfolio) for row in rows)
    for fact, papers in sorted(stated.items()):
        if len(papers) > told[fact]:
            yield f"in the data, but not in the table{' as often' if told[fact] else ''}: {fact}"
    yield from _untold_laws(told, portfolio)


def _fault(row: Row, papers: list[Paper], times: int) -> str:
    """Return what is wrong with a row that comes for the first or a further time, if anything is."""
    if not papers:
        return "is neither in the data nor left out"
    fits = sum(paper.is_of(row) for paper in papers)
    if not fits:
        return "is in the data, but not from " + " of ".join(row[name] for name in PAPER if row.get(name))
    return f"repeats a row, but is not in the data {times} times" if times > fits else ""


def wordings(fact: Fact, portfolio: Portfolio) -> list[Paper]:
    """Return the documents of the goals or steps whose notes quote the words of a law for a period."""
    promises = (
        _promises(fact.target, portfolio) if fact.kind == "statement" and fact.unit in ("", "words") else ()
    )
    return [Paper.of(portfolio, source) for one, source in promises if _quotes(one, fact)]


def _quotes(one: Goal | Step, fact: Fact) -> bool:
    return fact.period == _due(one) and fact.value in (one.note or {}).get("en", "")


def _untold_laws(told: Iterable[Fact], portfolio: Portfolio) -> Iterator[str]:
    """Yield every wording of a law that a note quotes and no row states."""
    for target in portfolio.targets:
        said = [fact for fact in told if fact.target == target and fact.kind == "statement"]
        for one, _ in _promises(target, portfolio):
            words = (one.note or {}).get("en", "")
            if words.startswith(LAW) and not any(_quotes(one, fact) for fact in said):
                yield f"in the data, but not in the table: {target} statement {_due(one)} {words}"


def _promises(target: str, portfolio: Portfolio) -> Iterator[tuple[Goal | Step, str]]:
    """Yield the goals or steps of a target with their sources."""
    record = portfolio.targets.get(target)
    for one in record.steps if isinstance(record, Milestones) else getattr(record, "goals", ()):
        if one.source:
            yield one, one.source


def _due(one: Goal | Step) -> str:
    if isinstance(one, Goal):
        return _days(one.by)
    return one.due.text if one.due else ""


def fact_of(row: Row, portfolio: Portfolio) -> Fact:
    """Return what a row states; a change promised for a target is a goal of that target."""
    target, whole = row["indicator_id"], row["indicator_id"].removesuffix(CHANGE)
    if row["kind"] == "target" and whole in portfolio.targets:
        target = whole
    kind = row["kind"]
    period = _period(row["period"], kind, target, portfolio)
    qualifier = row.get("qualifier", "") if kind in ("target", "observation") else ""
    direction = row.get("direction", "") if kind == "target" else ""
    unit = _unit(row.get("unit", ""), target, portfolio)
    return Fact(target, kind, period, _plain(row["value"]), qualifier, direction, unit)


def _unit(text: str, target: str, portfolio: Portfolio) -> str:
    """Return the first word of a unit; what is counted is that of the target, if its unit counts."""
    record = portfolio.targets.get(target)
    if text == "count" and isinstance(record, Indicator):
        text = record.measure.unit if portfolio.vocabulary.units[record.measure.unit].exact else text
    return text.replace("-", " ").partition(" ")[0]


def _period(text: str, kind: str, target: str, portfolio: Portfolio) -> str:
    """Return first and last day of a period as its target has it; no window moves that of a statement."""
    record = portfolio.targets.get(target)
    if not text or not isinstance(record, Indicator):
        return text
    measure = record.measure.model_copy(update={"window": None} if kind == "statement" else {})
    calendar = portfolio.vocabulary.calendars.get(measure.calendar or "")
    try:
        return _days(placed(Period.parse(text), measure, None))
    except PydanticCustomError:
        return _days(placed(of_series(text), measure, calendar))


def _days(period: Period | None) -> str:
    return f"{period.first}..{period.last}" if period else ""


def entries(portfolio: Portfolio) -> Iterator[tuple[Fact, Paper]]:
    """Yield what the data states, with its document: goals, figures, paths, ratings, deadlines of steps."""
    for target in portfolio.targets.values():
        for said in target.statements:
            fact = Fact(target.id, "statement", _days(said.for_), said.says.get("en", ""), unit="words")
            yield fact, Paper.of(portfolio, said.source)
        if isinstance(target, Milestones):
            for step, source in _promises(target.id, portfolio):
                if due := _due(step):
                    fact = Fact(target.id, "target", due, "1", "at_least", "up", "count")
                    yield fact, Paper.of(portfolio, source)
        if isinstance(target, Indicator):
            unit = _unit(target.measure.unit, target.id, portfolio)
            for series in (target, *target.series):
                for fact, *paper in _of_series(target.id, series):
                    yield fact._replace(unit=fact.unit or unit), Paper.of(portfolio, *paper)
            for fact, source in _expected(target):
                yield fact._replace(unit=unit), Paper.of(portfolio, source)


def _of_series(target: str, series: Series) -> Iterator[tuple[Fact, str] | tuple[Fact, str, str]]:
    figures = {figure.period: figure for figure in series.observations}
    own = () if isinstance(series, MemberSeries) and series.same else series.goals
    for goal in (one for one in own if one.aim is None):
        how = "change" if goal.relative else _QUALIFIERS.get(goal.bound, goal.bound)
        way = "down" if goal.low is None else "up"
        change = goal.relative.change if goal.relative else None
        unit = "percent" if change and change.kind == "percent" else ""
        value = _plain(str(_promised(goal)))
        yield Fact(target, "target", _days(goal.by), value, how, way, unit), goal.source
    for figure in series.observations:
        yield _figure(target, figure), figure.source, figure.published.text if figure.published else ""
    if base := series.baseline:
        seen = figures.get(base.period)
        number = base.value if base.value is not None or seen is None else seen.value
        if source := base.source or (seen and seen.source):
            yield Fact(target, "baseline", _days(base.period), _plain(str(number))), source


def _figure(target: str, figure: Observation) -> Fact:
    hedge = figure.qualifier or ""
    return Fact(target, "observation", _days(figure.period), _plain(str(figure.value)), hedge)


def _expected(target: Indicator) -> Iterator[tuple[Fact, str]]:
    """Yield the points of the publisher's own paths and of what bodies expect."""
    paths = [goal.path for goal in target.goals if goal.path]
    ways: list[RequiredPath | Projection] = [*paths, *target.projections]
    for way in ways:
        for point in way.points:
            yield Fact(target.id, "path", _days(point.period), _plain(str(point.value))), way.source


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

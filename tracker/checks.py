"""Checks: does what is written make sense? Rules over a portfolio that warn and never remove anything.

Each rule looks for a slip of the hand that the schema cannot see: a factor of thousand, a share
written as a fraction, two figures for one period, a series that nobody has kept up.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from tracker import logo, namesakes, ranges, slips, waiting
from tracker.model import MemberSeries, Milestones, Portfolio, Series, Source, Target, Tiers
from tracker.plausible import TOLERANCE, doubtful_figures
from tracker.problems import Finding, Path, Problem
from tracker.reader import located, placed
from tracker.reading.files import is_picture, is_vocabulary
from tracker.reading.names import near
from tracker.reading.rules import placed_series

WHOLE = 100.5  # percent, with some room for rounding
UNCHECKED = timedelta(days=366)
# How long after the end of the newest period a series is stale: two intervals and a year to publish.
STALE: dict[str, timedelta] = {
    "day": timedelta(days=366),
    "month": timedelta(days=366 + 61),
    "quarter": timedelta(days=366 + 183),
    "half-year": timedelta(days=2 * 366),
    "year": timedelta(days=3 * 366),
    "two-years": timedelta(days=5 * 366),
    "three-years": timedelta(days=7 * 366),
    "four-years": timedelta(days=9 * 366),
    "five-years": timedelta(days=11 * 366),
}


def check(portfolio: Portfolio, on: date, folder: pathlib.Path) -> list[Problem]:
    """Return what looks wrong in a portfolio on a day, by file and line.

    Args:
        portfolio: what was read.
        on: the day that counts as today.
        folder: the data folder, to look up lines.
    """
    found: list[Problem] = []
    portfolio = portfolio.written or portfolio
    alike = namesakes.namesakes({name: target.title for name, target in portfolio.targets.items()})
    words = namesakes.words_apart(portfolio.vocabulary)
    for target in portfolio.targets.values():
        own = [namesakes.finding(alike[target.id])] if target.id in alike else []
        own += [*namesakes.among_parts(target), *namesakes.among_series(target, words)]
        found += placed(target, _declared(target, [*own, *_target(target, portfolio, on)]), folder)
    for file in portfolio.files:
        if is_vocabulary(file):
            named = [*_leading(portfolio), *namesakes.among_words(portfolio.vocabulary)]
            found += located(file, [*named, *_pictured(portfolio, folder)], folder)
    found += _stray_pictures(portfolio, folder)
    for source in portfolio.sources.values():
        found += located(source.file, [*_source(source, on)], folder)
    return sorted(found, key=lambda problem: problem.order)


def _declared(target: Target, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the same findings; a conflict that the file calls an unsettled question is declared."""
    questions = {one.source for one in target.ambiguities if one.settled == "no"}
    for finding in found:
        rivals = {finding.values.get("source"), finding.values.get("rival")} - {None}
        known = finding.code == "W015" and not rivals.isdisjoint(questions)
        yield replace(finding, declared=True) if known else finding


def _target(target: Target, portfolio: Portfolio, on: date) -> Iterator[Finding]:
    """Yield everything doubtful about a target."""
    if target.owner is None:
        yield Finding("W025", ())
    yield from slips.unseen_titles(target)
    yield from _attended(target, on)
    if isinstance(target, Milestones):
        yield from _done_early(target, on)
        return
    if target.measure.definition is None:
        yield Finding("W023", ("measure",))
    expected = target.measure.expected
    if expected and expected.month and expected.every in ("day", "month", "quarter", "half-year"):
        yield Finding("W092", ("measure", "expected", "month"), {"every": expected.every})
    parts, sources, units = placed_series(target), portfolio.sources, portfolio.vocabulary.units
    calendar = portfolio.vocabulary.calendars.get(target.measure.calendar or "")
    if target.measure.frequency is None and any(series.observations for _, series in parts):
        yield Finding("W024", ("measure",))
    for path, series in parts:
        yield from _stale(path, series, target.measure.frequency, on)
        shared = isinstance(series, MemberSeries) and series.same  # the target's goals are looked at once
        doubtful = doubtful_figures(series, target.measure, sources, units, on)
        waits = waiting.for_ever(series, target.measure, calendar)
        for finding in chain(doubtful, waits, waiting.for_the_year(series, target.measure)):
            if not (shared and finding.path[:1] == ("goals",)):
                yield finding.below(path)
    yield from ranges.expected(target)
    if isinstance(target, Tiers):
        yield from _no_classes(target)


def _done_early(target: Milestones, on: date) -> Iterator[Finding]:
    """Yield days in the future on which something is said to have happened to a step."""
    for index, step in enumerate(target.steps):
        for at, record in enumerate(step.records):
            if record.on.first > on + TOLERANCE:
                path: Path = ("steps", index, "records", at, "on")
                yield Finding("W020", path, {"given": record.on.text})


def _leading(portfolio: Portfolio) -> Iterator[Finding]:
    """Yield targets that are to lead the front page and do not exist, or lead it already."""
    for at, name in enumerate(portfolio.vocabulary.headline):
        if name not in portfolio.targets:
            values = {"given": name, "near": near(name, portfolio.targets)}
            yield Finding("W078", ("headline", at), values)
        elif name in portfolio.vocabulary.headline[:at]:
            yield Finding("W093", ("headline", at), {"given": name})


def _pictured(portfolio: Portfolio, folder: pathlib.Path) -> Iterator[Finding]:
    """Yield a logo that is not there or cannot be shown."""
    name, code = portfolio.vocabulary.logo, logo.fault_of(portfolio.vocabulary, folder)
    if name and code:
        limits = {"size": f"{logo.LARGEST // 1024}", "side": f"{logo.WIDEST}"}
        yield Finding(code, ("logo",), {"given": name, **limits})


def _stray_pictures(portfolio: Portfolio, folder: pathlib.Path) -> Iterator[Problem]:
    """Yield pictures beside the vocabulary that are not its logo: nothing shows them."""
    try:
        names = sorted(entry.name for entry in (folder / "targets").iterdir())
    except OSError:
        return
    for name in names:
        if is_picture(name) and name != portfolio.vocabulary.logo:
            yield Problem("W003", f"targets/{name}", values={"name": name})


def _no_classes(target: Tiers) -> Iterator[Finding]:
    """Yield exclusive tiers in percent whose figures of one period exceed the whole: women and men, say."""
    if not target.adds_up or target.nesting != "exclusive" or target.measure.unit != "percent":
        return
    sums: dict[date, float] = {}
    for tier in target.tiers:
        seen = [one for one in tier.observations if one.counts]
        for last, value in {one.period.last: one.value for one in seen}.items():
            sums[last] = sums.get(last, 0.0) + value
    total = max(sums.values(), default=0.0)
    if total > WHOLE:
        yield Finding("W051", ("tiers",), {"total": f"{total:g}"})


def _attended(target: Target, on: date) -> Iterator[Finding]:
    """Yield a target that nobody has compared with its sources for a year, or only in the future."""
    if target.checked is None:
        yield Finding("W027", ())
    elif target.checked > on + TOLERANCE:
        yield Finding("W020", ("checked",), {"given": target.checked.isoformat()})
    elif on - target.checked > UNCHECKED:
        yield Finding("W021", ("checked",), {"given": target.checked.isoformat()})


def _stale(path: Path, series: Series, frequency: str | None, on: date) -> Iterator[Finding]:
    """Yield a series whose newest figure is older than its frequency lets expect, while a goal is open."""
    if frequency not in STALE or not series.observations:
        return
    lasts = [observation.period.last for observation in series.observations]
    last = max(lasts)
    if on - last <= STALE[frequency]:
        return
    if not any(goal.by is None or goal.by.last > last for goal in series.goals) and series.goals:
        return
    newest = lasts.index(last)
    values = {"period": series.observations[newest].period.text}
    yield Finding("W022", (*path, "observations", newest, "period"), values)


def _source(source: Source, on: date) -> Iterator[Finding]:
    """Yield days of a source that lie in the future."""
    yield from slips.unseen_titles(source)
    if source.published.first > on + TOLERANCE:
        yield Finding("W020", ("published",), {"given": source.published.text})
    if source.accessed and source.accessed > on + TOLERANCE:
        yield Finding("W020", ("accessed",), {"given": source.accessed.isoformat()})

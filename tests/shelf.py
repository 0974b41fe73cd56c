"""A portfolio written as files, for tests that read what an author would write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.editors import refused
from tracker import checks, reader
from tracker.judging.assessment import Assessment
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.progress import assess

ON = date(2026, 11, 27)
HEAD = "id: {id}\ntitle: {{en: Share}}\nkind: indicator\nowner: ministry\n"
VOCABULARY = """\
title: {en: Trial portfolio}
units:
  percent: {title: {en: per cent}, symbol: {en: "%"}, decimals: 1}
  per-100k: {title: {en: "per 100,000 people"}, symbol: {en: "per 100,000"}, decimals: 1}
  mt-co2e: {title: {en: million tonnes of CO2 equivalent}, symbol: {en: Mt CO2e}, decimals: 1}
  people: {title: {en: people}, symbol: {en: people}, decimals: 0}
  homes: {title: {en: homes}, symbol: {en: homes}, decimals: 0}
  index: {title: {en: index}, decimals: 2}
  count: {title: {en: items}, symbol: {en: items}, decimals: 0}
themes:
  t: {title: {en: Trials}}
bodies:
  stats: {title: {en: Office of Statistics}}
  ministry: {title: {en: Ministry of Plans}}
"""
SEEDS = {
    "plan": ("policy", "ministry", "2016-01-15"),
    "data": ("statistics", "stats", "2026-06-30"),
    "early": ("statistics", "stats", "2020-06-30"),
}
FURTHER = """\
calendars:
  financial: {title: {en: Financial year}, starts: 04}
  school: {title: {en: School year}, parts: {T1: 02/04, T2: 05/07, T3: 07/09, T4: 10/12}}
scales: {agencies: {words: [{en: Off track}, {en: At risk}, {en: On track}]}}
dimensions:
  sex: {title: {en: Sex}, members: {female: {title: {en: Women}}, male: {title: {en: Men}}}}
"""
"""Lines of a vocabulary with calendars, a scale and a dimension."""
ONE_FIGURE = "observations: [{period: 2015, value: 60, source: data}]\n"
ONE_GOAL = "goals: [{at_least: 90, by: 2030, source: plan}]\n"


def laid(folder: Path, vocabulary: str = "", **targets: str) -> Path:
    """Write a portfolio and return its folder.

    Args:
        folder: where it is to lie.
        vocabulary: lines that its vocabulary has beside the usual ones.
        targets: the lines of each target below title and owner, by id with an underscore for a hyphen.
    """
    (folder / "targets/t").mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "targets/vocabulary.yaml").write_text(VOCABULARY + vocabulary, "utf-8")
    for name, (kind, publisher, published) in SEEDS.items():
        lines = f"id: {name}\nkind: {kind}\ntitle: {{en: {name}}}\n"
        lines += f"publisher: {publisher}\npublished: {published}\n"
        (folder / f"seeds/{name}.yaml").write_text(lines, "utf-8")
    for name, lines in targets.items():
        ident = name.replace("_", "-")
        title = f"en: Share of {ident}" if len(targets) > 1 else "en: Share"
        head = HEAD.format(id=ident).replace("en: Share", title)
        whole = lines if lines.startswith("id:") else head + lines
        (folder / f"targets/t/{ident}.yaml").write_text(whole + "checked: 2026-11-01\n", "utf-8")
    return folder


def read(folder: Path) -> tuple[Portfolio, list[Problem]]:
    """Return a portfolio and everything that is said about it."""
    portfolio, problems = reader.load(folder)
    return portfolio, [*problems, *checks.check(portfolio, ON, folder)]


def sound(folder: Path) -> Portfolio:
    """Return a portfolio after seeing that nothing is said about it, nor by an editor."""
    portfolio, problems = read(folder)
    assert [(one.code, one.file, one.line, one.values) for one in problems] == []
    assert [*refused(folder)] == []
    return portfolio


def verdict(portfolio: Portfolio, name: str, on: date = ON) -> Assessment:
    """Return the verdict on a target of a portfolio."""
    return assess(portfolio.targets[name], on, portfolio.sources)


def measure(unit: str, more: str = "") -> str:
    """Return the measure of a target."""
    return (
        f"measure: {{definition: {{en: As the source defines it.}}, unit: {unit}, frequency: year{more}}}\n"
    )


def series(*figures: tuple[str, float]) -> str:
    """Return observations, the first of them the baseline."""
    listed = "".join(f"  - {{period: {period}, value: {value}, source: data}}\n" for period, value in figures)
    return f"baseline: {figures[0][0]}\nobservations:\n{listed}"

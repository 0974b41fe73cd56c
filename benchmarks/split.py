"""Split: the page of a target with thirty series by sex, age and region, beside that of a plain one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

SEXES = ("female", "male")
AGES = ("15-24", "25-39", "40-54", "55-64", "65-99")
REGIONS = ("north", "middle", "south")
YEARS = range(2005, 2025)
PLAIN, SPLIT = "target?id=plain", "target?id=split"


def write(folder: Path) -> None:
    """Write a portfolio of two targets of twenty years: a plain one, and one with thirty series beside it."""
    for file, lines in {
        "targets/vocabulary.yaml": _vocabulary(),
        "targets/t/plain.yaml": _target("plain"),
        "targets/t/split.yaml": [*_target("split"), "series:", *_series()],
        "seeds/data.yaml": [
            "id: data",
            "kind: statistics",
            "title: {en: Survey}",
            "publisher: office",
            "published: 2025-06-30",
        ],
    }.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*lines, ""]), "utf-8")


def _vocabulary() -> Iterator[str]:
    yield "title: {en: Thirty series}"
    yield 'units: {percent: {title: {en: per cent}, symbol: "%", decimals: 1}}'
    yield "themes: {t: {title: {en: Trials}}}"
    yield "bodies: {office: {title: {en: Office of Statistics}}}"
    yield "dimensions:"
    for name, members in (("sex", SEXES), ("age", AGES), ("region", REGIONS)):
        listed = ", ".join(f"'{member}': {{title: {{en: {member.title()}}}}}" for member in members)
        yield f"  {name}: {{title: {{en: {name.title()}}}, members: {{{listed}}}}}"


def _target(name: str) -> Iterator[str]:
    yield from (f"id: {name}", f"title: {{en: Adults who are online ({name})}}", "kind: indicator")
    yield from ("owner: office", "checked: 2026-11-01")
    yield "measure: {definition: {en: Share}, unit: percent, frequency: year, bounds: [0, 100]}"
    yield "goals: [{at_least: 95, by: 2030, source: data}]"
    yield from ("baseline: 2005", "observations:", *_figures(20.0, 2.9, "  "))


def _series() -> Iterator[str]:
    for number, (sex, age, region) in enumerate(product(SEXES, AGES, REGIONS)):
        yield f"  - of: {{sex: {sex}, age: {age}, region: {region}}}"
        yield from ("    goals: same", "    baseline: 2005", "    observations:")
        yield from _figures(15.0 + number % 7, 2.0 + number % 5 / 4, "      ")


def _figures(start: float, rise: float, indent: str) -> Iterator[str]:
    for step, year in enumerate(YEARS):
        yield f"{indent}- {{period: {year}, value: {start + rise * step + step % 3:.1f}, source: data}}"

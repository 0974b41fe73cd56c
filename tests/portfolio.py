"""Small targets for tests, written the way a file writes them, on invented sources."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from tracker.judging.assessment import Assessment
from tracker.model import KINDS, Source, Target
from tracker.progress import assess

ON = date(2026, 11, 22)
RISING = {2019: 30, 2020: 31, 2021: 33, 2022: 34, 2023: 36, 2024: 38}
NOVEMBER = date(2026, 11, 27)


def source(ident: str, published: str, publisher: str = "office", **more: Any) -> Source:
    """Return a source record published on a day."""
    return Source.model_validate(
        {
            "id": ident,
            "kind": "statistics",
            "title": {"en": ident},
            "publisher": publisher,
            "published": published,
            **more,
        }
    )


SOURCES = {
    record.id: record
    for record in (
        source("plan", "2020-01-15", "government"),
        source("office", "2020-02-01"),
        *(source(f"y{year}", f"{year}-06-30") for year in range(2010, 2036)),
    )
}


def goal(**given: Any) -> dict[str, Any]:
    """Return a goal of the plan."""
    return {"source": "plan", **given}


def figures(values: dict[Any, Any], **more: Any) -> list[dict[str, Any]]:
    """Return one observation a period, all known since 2020."""
    return [
        {"period": str(period), "value": value, "source": "office", **more}
        for period, value in values.items()
    ]


def target(kind: str = "indicator", measure: dict[str, Any] | None = None, **given: Any) -> Target:
    """Return a target; an indicator or group gets an annual measure in percent unless told otherwise."""
    content: dict[str, Any] = {"id": "case", "title": {"en": "Case"}, "kind": kind, **given}
    if kind != "milestones":
        content["measure"] = {"unit": "percent", "frequency": "year", **(measure or {})}
    return KINDS[kind].model_validate(content)


def judged(on: date = ON, sources: dict[str, Source] | None = None, **given: Any) -> Assessment:
    """Return the assessment of a target built from `given`."""
    return assess(target(**given), on, {**SOURCES, **(sources or {})})


def simple(
    base: tuple[Any, float], latest: tuple[Any, float], promise: dict[str, Any], **given: Any
) -> Assessment:
    """Return the assessment of a series of two figures, the first being the baseline the file names."""
    observations = figures(dict([base, latest]))
    return judged(goals=[goal(**promise)], baseline=str(base[0]), observations=observations, **given)


def method(found: Assessment, name: str) -> tuple[bool, str | None, str | None]:
    """Return whether a method applies, why not, and its state."""
    result = found.methods[name]
    return result.applicable, result.reason, result.state


def documented(table: str) -> set[str]:
    """Return the codes in the first column of the tables of docs/method.md with a given first heading."""
    found: set[str] = set()
    inside = False
    for line in (Path(__file__).parents[1] / "docs" / "method.md").read_text("utf-8").splitlines():
        first = line.split("|")[1].strip() if line.startswith("|") else ""
        inside = first == table or (inside and bool(first))
        if inside and first != table:
            found.update(re.findall(r"`([a-z_]+)`", first))
    return found


def hedged(value: float, qualifier: str, period: Any = 2025) -> list[dict[str, Any]]:
    """Return one hedged figure."""
    return figures({period: value}, qualifier=qualifier)

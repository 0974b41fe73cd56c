"""Counted: whether the word behind a number is the unit that it is counted in, so that it may be left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tracker import multiples, numberless
from tracker.problems import Finding, Path
from tracker.terms import BOUNDS

_FIGURES = frozenset((*BOUNDS, "bounds", "interval", "total", "value"))
# What no thousands are counted in: a place, a share, a mark of so many.
_UNCOUNTED = re.compile(r"percent|rank|place|point|score|index|ratio|rate|level|per\b|share")
_ALIKE = {"person": "people"}


def in_its_unit(finding: Finding, root: Mapping[str, Any]) -> Finding:
    """Return a finding without a number to copy where the word behind the number says more than its unit."""
    if finding.code not in ("S002", "S044"):
        return finding
    given = numberless.without_place(finding.values.get("given", "").strip("{} "))
    word = numberless.word_behind(given)
    unit = _unit_at(finding.path, root)
    if _may_go(word.lower(), unit):
        return finding
    if finding.code == "S044":
        amount = re.match(r"\{change: [+-]?[0-9.]+,", finding.values.get("form", ""))
        form = {"form": "{change: …, of: …}"} if amount else {}
        return replace(finding, values=finding.values | form)
    told = {"unit": unit or ""} if numberless.plain_number(given) else {}
    return replace(finding, values=finding.values | {"plain": "", "number": "", "signed": ""} | told)


def _unit_at(path: Path, root: Mapping[str, Any]) -> str | None:
    """Return the unit of a number at a path: empty where it has none, None where no one says it here."""
    if path[-1:] == ("confidence",):
        return "percent"
    beside = numberless.node_at((*path[:-1], "unit"), root)
    if isinstance(beside, str):
        return beside
    if "of" in path or not _FIGURES & set(path):
        return ""
    unit = numberless.node_at(("measure", "unit"), root)
    return unit if isinstance(unit, str) else None


def _may_go(word: str, unit: str | None) -> bool:
    """Tell whether a number says the same without the word behind it, or with it spelt out: 30k."""
    if not word or unit is None:
        return not word
    if word == "k":
        return not (multiples.is_named_multiple(unit) or _UNCOUNTED.search(unit))
    in_points = "point" in unit
    if numberless.is_percent(word):
        return unit.startswith("percent") and not in_points
    if re.fullmatch("points?|pp", word):
        return in_points
    return _alike(word) == _alike(unit) or multiples.is_measured_in(word, unit)


def _alike(name: str) -> str:
    """Return a name that is the same for one and for many."""
    one = name.replace("-", " ").removesuffix("s")
    return _ALIKE.get(one, one)

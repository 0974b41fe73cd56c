"""Meant: advice on what is no number that keeps what its author meant: -43% is no number of tonnes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tracker import numberless, ratings
from tracker.problems import Finding, Path
from tracker.reading.counted import in_its_unit
from tracker.reading.names import near
from tracker.terms import BOUNDS, NO_WORDS


def meant(finding: Finding, root: Mapping[str, Any]) -> Finding:
    """Return a finding with advice that fits the measure of its file."""
    return in_its_unit(_by_measure(finding, root), root)


def _by_measure(finding: Finding, root: Mapping[str, Any]) -> Finding:
    measure = root.get("measure")
    fields = measure if isinstance(measure, dict) else {}
    if finding.code == "S002" and (values := numberless.counted_at(finding.path, root)):
        return replace(finding, code="S044", values=values)
    if finding.code == "S044" or (finding.code == "S002" and _is_change(finding, fields.get("unit"))):
        given = finding.values.get("given", "")
        form = numberless.instead_at(finding.path, given) if "goals" in finding.path else {}
        return replace(finding, code="S044", values=finding.values | form)
    if (
        finding.code in ("S002", "S017")
        and isinstance(fields.get("scale"), list)
        and _is_figure(finding.path)
    ):
        words = fields["scale"]
        return _off_scale(finding, words) if finding.code == "S002" else ratings.in_words(finding, words)
    return _as_number(finding, fields.get("unit")) if finding.code == "S002" else finding


def _is_change(finding: Finding, unit: object) -> bool:
    """Tell whether a number says how much something changes, or what share it is, and not a value."""
    given, path = finding.values.get("given", ""), finding.path
    if numberless.is_share(given) and isinstance(unit, str) and not unit.startswith("percent"):
        return path[-1] != "confidence"  # always in percent
    if _is_percent(unit) and _is_figure(path) and numberless.is_of_another_unit(given):
        return numberless.is_in_points(given)
    return "goals" in path and numberless.is_signed(given)


def _as_number(finding: Finding, unit: object) -> Finding:
    """Return a finding on a number with its plain spelling, where that means the same."""
    given, path = finding.values.get("given", ""), finding.path
    if not _is_figure(path):
        return replace(finding, values=finding.values | numberless.beside_a_sign(path, given))
    if given.replace(" ", "").isalpha():
        plain = finding.values.get("plain") or given.casefold() in ("nan", "inf", "infinity")
        rated = {} if plain or NO_WORDS.fullmatch(given) else {"rated": given}
        return replace(finding, values=finding.values | rated)
    signed = {"signed": finding.values.get("plain", "")} if numberless.is_signed(given) else {}
    return replace(finding, values=finding.values | signed | numberless.beside_a_sign(path, given))


def _is_percent(unit: object) -> bool:
    return isinstance(unit, str) and unit.startswith("percent") and "point" not in unit


def _off_scale(finding: Finding, scale: list[Any]) -> Finding:
    """Return a finding on what is no word of a scale, or on words that are to be added up."""
    if "total" in finding.path:
        return Finding("S089", finding.path[: finding.path.index("total") + 1])
    choices = [str(one.get("en", "") if isinstance(one, dict) else one) for one in scale]
    word = finding.values.get("given", "").strip('"')
    values = {"given": word, "choices": ", ".join(choices), "near": near(word, choices)}
    return replace(finding, code="S083", values=values)


def _is_figure(path: Path) -> bool:
    """Tell whether a figure stands at a path, or a word of the scale: a value, a bound, an end of a range."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1] in (*BOUNDS, "interval", "value") and "of" not in names and path[0] != "measure"

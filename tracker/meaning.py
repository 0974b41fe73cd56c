"""Meaning: what a state means and how verdicts are made, by the method and the cut-offs in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.judging.assessment import MethodResult
from tracker.judging.rule import Rule
from tracker.language import Words
from tracker.terms import Method

PRINCIPLES = ("day", "pace", "projection", "missing")


def of_state(name: str, words: Words, rule: Rule) -> str:
    """Return what a standing means, its cut-offs named as they are; empty where it needs no words."""
    key = f"state.{name}.about"
    own = f"{key}.{_scale(rule)}"
    found = own if words.has(own) else key
    return words(found, **_limits(words, rule)) if words.has(found) else ""


def of_method(result: MethodResult, words: Words, rules: Method) -> str:
    """Return what a method compares, and whether it gives the verdict; or why it does not apply."""
    if result.reason:
        return words(f"reason.{result.reason}")
    about = words(f"method.{result.id}.about")
    return f"{about} {words('method.gives')}" if result.id == rules else about


def principles(words: Words, rule: Rule) -> Iterator[str]:
    """Yield by which rules every verdict is made."""
    for name in PRINCIPLES:
        key = f"export.method.{name}"
        own = f"{key}.{_scale(rule)}"
        yield words(own if words.has(own) else key, **_limits(words, rule))


def known(words: Words, on: date, method: Method | None, house: Rule) -> str:
    """Return as of which day a text speaks, and by which method where it is not that of the portfolio."""
    told = words("export.known", day=words.day(on))
    if method in (None, house.method):
        return told
    return words("export.known.method", known=told, method=words(f"method.{method}"))


def _scale(rule: Rule) -> str:
    """Return on which scale the cut-offs lie: shares of the required pace, a ratio or a factor."""
    if rule.method == "acceleration_factor":
        return "factor"
    plain = rule.method == "linear_pace" and rule.cut_offs_of("linear_pace").well == 0
    return "share" if plain else "ratio"


def _limits(words: Words, rule: Rule) -> dict[str, str]:
    """Return the cut-offs as numbers and as percentages, with the share before which it is too early."""
    limits = rule.cut_offs_of(rule.method)
    values = {"on_track": limits.on_track, "slightly": limits.slightly, "well": limits.well}
    digits = max(_decimals(value) for value in values.values())
    found = {name: words.number(value, digits if value else 0) for name, value in values.items()}
    shares = {**values, "enough": rule.enough}
    found |= {f"{name}_share": words.percent(value, _decimals(100 * value)) for name, value in shares.items()}
    return {**found, "method": words(f"method.{rule.method}")}


def _decimals(value: float) -> int:
    """Return the decimals with which a number is written out."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])

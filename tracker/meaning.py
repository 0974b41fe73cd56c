"""Meaning: what a state means and how verdicts are made, by the method and the cut-offs in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from tracker import digits, printed
from tracker.claims import end_of, paced_since
from tracker.judging import pace
from tracker.judging.assessment import Assessment, MethodResult
from tracker.judging.growth import averages
from tracker.judging.rule import PUBLISHED, Rule
from tracker.judging.states import LATE, LOST
from tracker.language import Words
from tracker.scalars import Figure, Period
from tracker.terms import Method

_UNCLEAR = (None, "no_goal", "no_deadline", "nesting_unspecified", "no_part_assessable")
"""The reasons of which it is true that a goal has no number or no deadline, or is unclear."""
PRINCIPLES = ("day", "pace", "held", "projection", "missing")
Basis = Literal["line", "path", "budget", "scale", "mean", "held"]


def basis_of(given: Assessment) -> Basis:
    """Return on which comparison a verdict rests: a whole on that of the part that it stands as."""
    goal, measure = given.goal, given.measure
    borne = given.members if given.by_series else given.parts
    if whence := next((one for one in borne if one.state == given.state), None):
        return basis_of(whence)
    if measure is not None and measure.scale:
        return "scale"
    if measure is not None and goal is not None and averages(goal, measure):
        return "mean"
    if goal is not None and goal.is_budget:
        return "budget"
    unpaced = given.state in printed.PACED and printed.quantity(given, "ratio") is None
    unpaced = unpaced and _giving(given) is None
    if unpaced or (goal is not None and goal.every_period):
        return "held"
    return "path" if goal is not None and goal.path is not None else "line"


def of_verdict(given: Assessment, words: Words, rule: Rule) -> str:
    """Return what the state of a verdict means for the promise that it is about.

    Empty where the reason that stands behind the verdict is another than those that the state is known by.
    """
    if given.state == "not_assessable" and given.reason not in _UNCLEAR:
        return ""
    if told := [name for flag, name in ((LATE, "late"), (LOST, "lost")) if flag in given.flags]:
        return words(".".join(("state.met.about", *told)))
    own = f"state.{given.state}.about.{basis_of(given)}"
    return words(own) if words.has(own) else of_state(given.state, words, rule)


def of_state(name: str, words: Words, rule: Rule) -> str:
    """Return what a standing means, its cut-offs named as they are; empty where it needs no words."""
    key = f"state.{name}.about"
    own = f"{key}.{_scale(rule)}"
    found = own if words.has(own) else key
    return words(found, **_limits(words, rule)) if words.has(found) else ""


def of_method(result: MethodResult, given: Assessment, words: Words) -> str:
    """Return what a method compares, and whether it gives the verdict; or why it does not apply."""
    if result.reason:
        return words(f"reason.{result.reason}")
    about = _fitting(f"method.{result.id}.about", given, words)
    return f"{about} {words('method.gives')}" if result is _giving(given) else about


def of_ratio(given: Assessment, words: Words, rule: Rule) -> str:
    """Return the ratio behind a verdict, by the method that gives it; empty where there is none to show."""
    ratio, key = printed.quantity(given, "ratio"), f"target.method.{basis_of(given)}"
    if given.method != "linear_pace":
        found = _giving(given)
        ratio, key = found.ratio if found else None, f"target.method.{_scale(Rule(given.method))}"
    if ratio is None:
        return ""
    told = {"method": words(f"method.{given.method}"), "day": words.day(given.on)}
    told["since"] = since(given, words)
    told["ratio"] = words.number(ratio_shown(ratio, given.method, rule))
    return words(key if words.has(key) else "target.method", **told)


def ratio_shown(ratio: float, method: str, rule: Rule, decimals: int = 2) -> Figure:
    """Return a ratio or factor in its class: 0.946 is not 0.95, and 0.004 not 0."""
    limits = next((rule.cut_offs_of(name) for name in PUBLISHED if name == method), pace.EUROSTAT)
    told = pace.acceleration_class if method == "acceleration_factor" else pace.classify
    least = digits.significant(ratio, decimals)
    return digits.undisguised(ratio, least, lambda value: told(value, limits))


def quantity_name(name: str, given: Assessment, words: Words) -> str:
    """Return what a quantity is called: what is left of a budget is not what is missing to a goal."""
    spare = name == "gap" and (given.gap or 0.0) < 0
    start = since(given, words)
    if start and words.has(f"quantity.{name}.since"):
        return words(f"quantity.{name}.since", since=start)
    return _fitting(f"quantity.{name}.spare" if spare else f"quantity.{name}", given, words)


def projection_name(given: Assessment, by: Period, words: Words) -> str:
    """Return what the projected value of a deadline is called, with the pace that it goes on with."""
    summed = given.goal is not None and given.goal.total is not None
    end = words.deadline(end_of(by) if summed else by)
    return words("target.projection", by=end, since=since(given, words))


def since(given: Assessment, words: Words) -> str:
    """Return since when the pace is taken with which a projection goes on; empty where there is none."""
    start = paced_since(given)
    return words.deadline(start) if start else ""


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


def _giving(given: Assessment) -> MethodResult | None:
    """Return what the method of the verdict says, where a pace gives the state."""
    found = given.methods.get(given.method) if given.state in printed.PACED else None
    return found if found is not None and found.state == given.state else None


def _fitting(key: str, given: Assessment, words: Words) -> str:
    """Return a message in its form for the comparison that a verdict rests on, where it has one."""
    own = f"{key}.{basis_of(given)}"
    return words(own if words.has(own) else key)


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
    places = max(_decimals(value) for value in values.values())
    found = {name: words.number(value, places if value else 0) for name, value in values.items()}
    shares = {**values, "enough": rule.enough}
    found |= {f"{name}_share": words.percent(value, _decimals(100 * value)) for name, value in shares.items()}
    return {**found, "method": words(f"method.{rule.method}")}


def _decimals(value: float) -> int:
    """Return the decimals with which a number is written out."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def share_name(name: str, given: Assessment, words: Words) -> str:
    """Return the name of a share; of a way that no time stands beside, with where it is counted from."""
    told = words(f"column.{name}")
    return counted_from(told, given, words) if name == "gap_closed" else told


def counted_from(told: str, given: Assessment, words: Words) -> str:
    """Return what is told of a way without a deadline with the period that it is counted from."""
    base, goal = given.baseline, given.goal
    if base is None or goal is None or goal.by is not None:
        return told
    period = replace(base.period, mean=False)
    key = "share.since.mean" if base.period.mean else "share.since"
    return words(key, share=told, base=words.deadline(period))

"""Stated: what a person states of each kind of target, in a form and as options of the command line."""

from __future__ import annotations

from collections.abc import Mapping

NESTINGS = ("unspecified", "exclusive", "cumulative")
# The fields of a form that each kind has, by the option that states them on the command line.
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "indicator": {"unit": "unit", "goal": "goal", "figure": "figures"},
    "tiers": {"unit": "unit", "part": "parts", "figure": "facts", "nesting": "nesting"},
    "allocation": {"unit": "unit", "part": "parts", "figure": "facts"},
    "milestones": {"step": "parts", "record": "facts"},
}
KINDS = tuple(OPTIONS)


def foreign(kind: str, given: Mapping[str, object]) -> str:
    """Return the first option that says something and belongs to another kind; empty where there is none."""
    every = dict.fromkeys(option for options in OPTIONS.values() for option in options)
    return next((one for one in every if given.get(one) and one not in OPTIONS[kind]), "")


def foreign_field(kind: str, given: Mapping[str, object]) -> str:
    """Return the first field that says something and belongs to another kind; empty where there is none."""
    every = dict.fromkeys(field for options in OPTIONS.values() for field in options.values())
    own = OPTIONS[kind].values()
    return next((one for one in every if given.get(one) and one not in own), "")

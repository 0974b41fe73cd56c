"""Verdicts: those of a whole portfolio on a day; what other days rest on is used where it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tracker import board
from tracker.board import Change
from tracker.judging.rule import Rule
from tracker.judging.turns import cited, stretch_of, turns_of
from tracker.model import Portfolio, Source, Target
from tracker.progress import Assessment, Facts, facts_of, told


class Held(NamedTuple):
    """A verdict, and what it rests on from one turn until the next; `turns` are all of them."""

    verdict: Assessment
    facts: Facts
    turns: tuple[date, ...]
    start: date
    end: date

    def is_of(self, target: Target, other: set[str]) -> bool:
        """Tell whether it is one of a target as it is, where some sources are other ones."""
        return self.facts.target is target and not (other and not other.isdisjoint(cited(target)))

    def holds(self, on: date) -> bool:
        """Tell whether what it rests on is what is known on a day."""
        return self.start <= on < self.end

    def at(self, on: date) -> Held:
        """Return the same with the day put in."""
        return self if self.verdict.on == on else self._replace(verdict=told(self.facts, on))


class Verdicts(NamedTuple):
    """The verdicts on a portfolio on a day, by a rule; what they rest on, by target, is `held`."""

    portfolio: Portfolio
    on: date
    rule: Rule
    held: Mapping[str, Held]
    by_target: Mapping[str, Assessment]


def judged(
    portfolio: Portfolio,
    on: date,
    rule: Rule,
    earlier: Iterable[Verdicts],
    among: Iterable[str] | None = None,
) -> Verdicts:
    """Return the verdicts on a day.

    Args:
        portfolio: the data.
        on: the day of assessment.
        rule: the method and its cut-offs.
        earlier: verdicts of other days, or of the data as they were; those of the day are looked at first.
        among: the targets that are judged; without it all of them.
    """
    usable = [
        (one.held, _other(one.portfolio.sources, portfolio.sources))
        for one in sorted(earlier, key=lambda one: one.on != on)
        if one.rule == rule
    ]
    held = {}
    for name in portfolio.targets if among is None else among:
        target, known = portfolio.targets[name], None
        for kept, other in usable:
            found = kept.get(name)
            if found is None or not found.is_of(target, other):
                continue
            if found.holds(on):
                held[name] = found.at(on)
                break
            known = known or found
        else:
            held[name] = _fresh(target, on, portfolio.sources, rule, known)
    return Verdicts(portfolio, on, rule, held, {name: one.verdict for name, one in held.items()})


def changes(later: Verdicts, since: date) -> list[Change]:
    """Return what changed on the board since a day; where nothing has turned, nothing can have changed."""
    turned = [name for name, one in later.held.items() if not one.holds(since)]
    earlier = judged(later.portfolio, since, later.rule, [later], turned)
    return board.changes(earlier.by_target.values(), [later.by_target[name] for name in turned])


def _fresh(target: Target, on: date, sources: Mapping[str, Source], rule: Rule, known: Held | None) -> Held:
    """Return what a verdict rests on, with what no day changes from one that is known of another day."""
    facts = facts_of(target, on, sources, rule, known.facts.figures if known else None)
    turns = known.turns if known else turns_of(target, sources)
    return Held(told(facts, on), facts, turns, *stretch_of(turns, on))


def _other(old: Mapping[str, Source], new: Mapping[str, Source]) -> set[str]:
    """Return the names under which two mappings do not hold the very same record."""
    return {name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)}

"""Rule: by which method and cut-offs a portfolio is judged, and what its units know of rounding."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.judging.pace import ACCELERATION, DESTATIS, EUROSTAT, Cutoffs
from tracker.terms import CutOffs, Method, Vocabulary

ENOUGH = 0.15
PUBLISHED: dict[Method, Cutoffs] = {
    "linear_pace": EUROSTAT,
    "eurostat_cagr": EUROSTAT,
    "recent_projection": DESTATIS,
    "acceleration_factor": ACCELERATION,
}


class Rule(NamedTuple):
    """How verdicts are given.

    Attributes:
        method: the method whose class is the verdict.
        cut_offs: those of the method, where the portfolio has its own.
        enough: the share of the time before which two figures are too early for a verdict.
        exact: the units that know no rounding.
    """

    method: Method = "linear_pace"
    cut_offs: Cutoffs | None = None
    enough: float = ENOUGH
    exact: frozenset[str] = frozenset()

    def cut_offs_of(self, method: Method) -> Cutoffs:
        """Return the cut-offs of a method: the house's own for its method, else the published ones."""
        return self.cut_offs if self.cut_offs and method == self.method else PUBLISHED[method]


DEFAULT = Rule()


class Asked(NamedTuple):
    """The day of a verdict and the rule by which it is given."""

    on: date
    rule: Rule = DEFAULT


def rule_of(vocabulary: Vocabulary, method: Method | None = None) -> Rule:
    """Return the rule of a portfolio; a method that a reader chose comes with its published cut-offs."""
    exact = frozenset(name for name, unit in vocabulary.units.items() if unit.exact)
    house = vocabulary.assessment
    if house is None:
        return Rule(method or "linear_pace", exact=exact)
    own = _plain(house.cut_offs) if house.cut_offs and method in (None, house.method) else None
    enough = ENOUGH if house.enough is None else float(house.enough)
    return Rule(method or house.method, own, enough, exact)


def _plain(given: CutOffs) -> Cutoffs:
    return Cutoffs(given.on_track, given.slightly_off_track, given.well_off_track or 0.0)

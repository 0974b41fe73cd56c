"""Figures: those of a series with the day on which each became known, which is the same on every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker.judging.assessment import Point
from tracker.model import Observation, Source

Sources = Mapping[str, Source]
Stated = tuple[date, Point, Source]
"""The day on which a figure became known, the figure, and who states it."""


class Figures(NamedTuple):
    """The figures of a series, without drafts and without those whose source has no record.

    Attributes:
        periods: for each period, the oldest first, the figures to be compared.
        uncounted: the figures that are set aside, expected or suppressed, with the day as well.
        undated: whether a figure names a source without a record, which has no date.
    """

    periods: tuple[tuple[Stated, ...], ...]
    uncounted: tuple[tuple[date, Point], ...]
    undated: bool

    def latest_on(self, on: date) -> Observation | None:
        """Return the figure of the newest period known on a day; of several of one the newest published."""
        known: list[tuple[date, Point]] = []
        for stated in reversed(self.periods):
            if known and stated[0][1].period.last < known[0][1].period.last:
                break
            known += [(day, point) for day, point, _ in stated if day <= on]
        newest = max(known, key=lambda one: (one[0], one[1].value), default=None)
        return newest[1].observation if newest else None


def figures_of(observations: Sequence[Observation], sources: Sources) -> Figures:
    """Return the figures of a series by their periods, each with the day on which it became known."""
    periods: dict[tuple[date, date], list[Stated]] = {}
    uncounted: list[tuple[date, Point]] = []
    undated = False
    for one in observations:
        cited, period = one.source, one.period
        source = sources.get(cited)
        if source is None:
            undated = True
        elif not one.draft:
            known = (one.published or source.published).last
            point = Point(period, one.value, cited, known, False, one)
            if one.counts:
                periods.setdefault((period.last, period.first), []).append((known, point, source))
            else:
                uncounted.append((known, point))
    in_order = tuple(tuple(stated) for _, stated in sorted(periods.items(), key=lambda pair: pair[0]))
    return Figures(in_order, tuple(uncounted), undated)

"""Documents: which source records a target names, for its verdict and beside it, and which other targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.model import Indicator, Milestones, Portfolio, Target, series_of


def documents_of(target: Target) -> frozenset[str]:
    """Return the ids of every source record that a target file names, each once."""
    return frozenset(name for name in (*behind(target), *beside(target)) if name)


def told_of(names: Iterable[str], portfolio: Portfolio) -> set[str]:
    """Return targets with those whose figures they take and those that they show as nearest evidence."""
    found, waiting = set[str](), [*names]
    while waiting:
        name = waiting.pop()
        target = portfolio.targets.get(name)
        if target is not None and name not in found:
            found.add(name)
            waiting += [one.target for one in target.related]
            places = (series.elsewhere for _, series in series_of(target))
            waiting += [place.from_ for place in places if place and place.from_]
    return found


def behind(target: Target) -> Iterator[str | None]:
    """Yield the documents of goals, figures and steps; None where one is not named."""
    for _, series in series_of(target):
        yield from (goal.source for goal in series.goals)
        yield from (observation.source for observation in series.observations)
        yield series.baseline.source if series.baseline else None
    if isinstance(target, Milestones):
        for step in target.steps:
            yield step.source
            yield from (record.source for record in step.records)


def beside(target: Target) -> Iterator[str | None]:
    """Yield the documents of what stands beside the figures: paths, projections, statements, what is next."""
    for _, series in series_of(target):
        yield from (goal.path.source for goal in series.goals if goal.path)
    if isinstance(target, Milestones):
        yield from (step.source for step in target.steps)
    elif isinstance(target, Indicator):
        yield from (one.source for one in (*target.goals, *target.projections))
        yield from (one.source for one in target.breakdowns)
    yield from (one.source for one in target.statements)
    yield from (one.source for one in target.next)
    yield from (one.source for one in target.ambiguities)

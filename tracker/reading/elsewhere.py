"""Elsewhere: the figures of a series that stand in a CSV file or at another target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tracker.model import Elsewhere, Indicator, Measure, Milestones, Observation, Series, Table, Target
from tracker.problems import Finding, Path
from tracker.reading.names import near
from tracker.reading.rules import placed_series

Figures = tuple[Observation, ...]


class Shelf(NamedTuple):
    """Where figures may be taken from.

    Attributes:
        tables: by file, None where it has faults.
        targets: by id.
    """

    tables: Mapping[str, Table | None]
    targets: Mapping[str, Target]


def table_of(target: Target, place: Elsewhere | None) -> str:
    """Return the CSV file of a series, relative to the data folder; empty when it has none."""
    return f"{target.file.rpartition('/')[0]}/{place.file}" if place and place.file else ""


def home_of_figures(target: Target, place: Elsewhere | None) -> str:
    """Return in which file the figures of a series stand; empty for those of another target."""
    return table_of(target, place) if place else target.file


def home_of(target: Target, path: Path) -> tuple[str, Path]:
    """Return in which file a field of a target stands, and its path there; empty for another target's."""
    for start, series in () if isinstance(target, Milestones) else placed_series(target):
        place, figure = series.elsewhere, (*start, "observations")
        below = path[len(figure) :] if path[: len(figure)] == figure else ()
        if place and below and isinstance(below[0], int):
            return table_of(target, place), path[len(start) :]
    return target.file, path


def figures_of(target: Target, series: Series, shelf: Shelf, seen: tuple[str, ...]) -> Figures | Finding:
    """Return the figures of a series, or what keeps them from being found, below the path of the series.

    Args:
        target: the target that the series belongs to.
        series: the series.
        shelf: where figures may be taken from.
        seen: the targets on the way here, to tell a circle.
    """
    place = series.elsewhere
    if place is None:
        return series.observations
    if place.file:
        return _of_table(table_of(target, place), place.file, shelf)
    path: Path = ("observations", "from")
    name = place.from_ or ""
    if name in seen:
        return Finding("S071", path, {"given": " → ".join((*seen, name))})
    other = shelf.targets.get(name)
    if not isinstance(other, Indicator):
        return Finding("S072", path, {"given": name, "near": near(name, shelf.targets) if not other else ""})
    if not isinstance(target, Milestones):
        theirs, ours = _counted_in(other.measure), _counted_in(target.measure)
        if theirs != ours:
            return Finding("S092", path, {"given": name, "theirs": theirs, "ours": ours})
    found = figures_of(other, other, shelf, (*seen, name))
    return found if not isinstance(found, Finding) or found.code == "S071" else ()


def _counted_in(measure: Measure) -> str:
    """Return the unit of a measure; of one of ratings the words of its scale in their order."""
    return ", ".join(word["en"] for word in measure.scale) if measure.scale else measure.unit


def _of_table(file: str, name: str, shelf: Shelf) -> Figures | Finding:
    path: Path = ("observations", "file")
    if file not in shelf.tables:
        names = [one.rpartition("/")[2] for one in shelf.tables]
        return Finding("S063", path, {"given": name, "near": near(name, names)})
    table = shelf.tables[file]
    return Finding("S064", path, {"given": name}) if table is None else table.observations


def joined(target: Target, shelf: Shelf, tell: Callable[[Finding], None]) -> dict[Path, Figures]:
    """Return the figures of every series of a target that stand elsewhere, by the path of the series."""
    found: dict[Path, Figures] = {}
    for path, series in () if isinstance(target, Milestones) else placed_series(target):
        if series.elsewhere is None:
            continue
        figures = figures_of(target, series, shelf, (target.id,))
        if isinstance(figures, Finding):
            tell(figures.below(path))
        else:
            found[path] = figures
    return found

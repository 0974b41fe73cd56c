"""Native notes: where the words beside the marks of a native chart go, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot

from tracker.charts import labels
from tracker.charts.labels import Box

_GAP, _BARE = 7.0, 3.0
"""Points between a note and the middle of its mark, or the end of a line that has none."""
_MARK = 5.0
"""Points from the middle of a mark to its corner."""
_TICK, _SMALL = 4.0, 11.0
"""Points between axis and tick, and the size of its type."""
_LEADING = 1.0
"""Points above the letters and below the last line of a note that are empty, less half of a thick line."""
_TOUCHED = 3
"""Spots of ink that a note at a corner, or the name of a line, may cover."""
CORNERS = (
    "above-right",
    "above-left",
    "below-right",
    "below-left",
    "right-up",
    "right-down",
    "left-up",
    "left-down",
    "above-up",
    "below-down",
    "above-up-right",
    "above-up-left",
    "below-down-right",
    "below-down-left",
    "above-up-up",
    "below-down-down",
)
"""Places beside a point for what finds none straight above, below, right or left of it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside one point of a line.

    Attributes:
        sides: where it may stand, the best first: above, below, right, left.
        needed: whether it may stand at a corner, and in its first place when no place is free.
        marked: whether its point has a mark, which keeps it at a distance.
        told: what is said above the chart where it finds no room, if anything is.
    """

    day: date
    value: float
    text: str
    size: float = 11
    bold: bool = False
    sides: tuple[str, ...] = ("above", "below", "right", "left")
    needed: bool = True
    marked: bool = True
    told: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle of a plot in points, with the days and values at its ends, in a chart of a size."""

    days: tuple[date, date]
    values: tuple[float, float]
    wide: float
    high: float
    beside: float
    reverse: bool = False
    chart: tuple[float, float] = (0.0, 0.0)

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return the point of a day and a value, in points from the upper left."""
        span = (self.days[1] - self.days[0]).days or 1
        low, high = self.values
        share = (value - low) / ((high - low) or 1)
        across = (day - self.days[0]).days / span * self.wide
        return across, (share if self.reverse else 1 - share) * self.high

    def tick(self, value: float, text: str) -> Box:
        """Return where a value is written beside the axis."""
        _, middle = self.at(self.days[0], value)
        return Box(-_TICK - labels.width(text, _SMALL), middle - _SMALL / 2, -_TICK, middle + _SMALL / 2)


@dataclass(frozen=True, slots=True)
class Ink:
    """A line in the order of its days, and whether it has marks."""

    spots: Sequence[tuple[date, float]]
    is_line: bool = True
    is_marked: bool = False

    def covered(self, plot: Plot) -> list[tuple[float, float]]:
        """Return points that it covers: along the line, and the middle and the corners of its marks."""
        points = [plot.at(*one) for one in self.spots]
        corners = ((0, 0), (-_MARK, 0), (_MARK, 0), (0, -_MARK), (0, _MARK))
        marks = [(x + across, y + down) for x, y in points for across, down in corners]
        return [*(labels.along(points) if self.is_line else []), *(marks if self.is_marked else [])]


def placed(
    wanted: Sequence[Note], lines: Iterable[Ink], plot: Plot, ticks: Iterable[tuple[float, str]] = ()
) -> list[tuple[Note, str]]:
    """Return notes with the side at which each stands; what finds no place and need not be is left out.

    Args:
        wanted: the notes, the weightiest first.
        lines: what is drawn; where a note has to cover some of it, it covers the least.
        plot: where.
        ticks: what is written at the axis of values, which no note covers.
    """
    ink = [spot for line in lines for spot in line.covered(plot)]
    room = Box(-30, -24, plot.wide + plot.beside, plot.high + 4)
    boxes = [plot.tick(value, text) for value, text in ticks]
    written = len(boxes)
    found: list[tuple[Note, str]] = []
    marks = {plot.at(note.day, note.value) for note in wanted if note.marked}
    for note in wanted:
        own_mark = plot.at(note.day, note.value)
        sides = (*note.sides, *CORNERS) if note.needed else note.sides
        choices = [(side, _box(note, side, plot)) for side in sides]
        free = [
            (side, box)
            for side, box in choices
            if box.within(room) and not any(box.meets(other) for other in boxes)
        ]
        free = [one for one in free if _is_of(one[1], own_mark, marks)] or ([] if note.told else free)
        letters = [_inked(box) for _, box in free]
        covered = [sum(box.holds(*spot) for spot in ink) for box in letters]
        own = note.sides if note.marked else ()
        kept = [at for at, (side, _) in enumerate(free) if side in own or covered[at] <= _TOUCHED]
        free, covered = [free[at] for at in kept], [covered[at] for at in kept]
        least = min(covered, default=0)
        best = free[covered.index(least)] if free and (note.needed or not least) else None
        if best is None and note.needed and len(boxes) == written:
            best = choices[0]
        if best is not None:
            found.append((note, best[0]))
            boxes.append(best[1])
    return found


def _box(note: Note, side: str, plot: Plot) -> Box:
    straight, _, corner = side.partition("-")
    wide, high = _size(note)
    x, y = plot.at(note.day, note.value)
    across, down = shift(note, corner)
    gap = _GAP if note.marked else _BARE
    left = {"right": x + gap, "left": x - gap - wide}.get(straight, x - wide / 2) + across
    top = {"above": y - gap - high, "below": y + gap}.get(straight, y - high / 2) + down
    return Box(left, top, left + wide, top + high)


def _is_of(box: Box, own: tuple[float, float], marks: Iterable[tuple[float, float]]) -> bool:
    """Tell whether words lie no nearer to the mark of something else than to their own."""
    return all(_away(box, own) <= _away(box, mark) for mark in marks)


def _away(box: Box, spot: tuple[float, float]) -> float:
    across, down = spot
    return hypot(max(box.left - across, 0, across - box.right), max(box.top - down, 0, down - box.bottom))


def _inked(box: Box) -> Box:
    """Return where the letters of a note are."""
    return Box(box.left, box.top + _LEADING, box.right, box.bottom - _LEADING)


def _size(note: Note) -> tuple[float, float]:
    rows = note.text.split("\n")
    wide = max(labels.width(row, note.size) for row in rows) * (1.06 if note.bold else 1.0)
    return wide, len(rows) * note.size * 1.2


def shift(note: Note, corner: str) -> tuple[float, float]:
    """Return how far a note stands to the right of and below where it would be straight beside its point.

    A word at the axis stands off, so that no mark at the first day covers it.
    """
    wide, high = _size(note)
    ways = corner.split("-")
    across = ways.count("right") - ways.count("left")
    down = ways.count("down") - ways.count("up")
    return wide / 2 * across - _GAP * ways.count("off"), high / 2 * down

"""Native notes: where the words beside the marks of a native chart go, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.charts import labels
from tracker.charts.labels import Box

_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside one point of a line.

    Attributes:
        sides: where it may stand, the best first: above, below, right, left.
        needed: whether it is written in its first place when no place is free.
    """

    day: date
    value: float
    text: str
    size: float = 11
    bold: bool = False
    sides: tuple[str, ...] = ("above", "below", "right", "left")
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle of a plot in points, with the days and values at its ends."""

    days: tuple[date, date]
    values: tuple[float, float]
    wide: float
    high: float
    beside: float
    reverse: bool = False

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return the point of a day and a value, in points from the upper left."""
        span = (self.days[1] - self.days[0]).days or 1
        low, high = self.values
        share = (value - low) / ((high - low) or 1)
        across = (day - self.days[0]).days / span * self.wide
        return across, (share if self.reverse else 1 - share) * self.high


def placed(
    wanted: Sequence[Note], lines: Iterable[Sequence[tuple[date, float]]], plot: Plot
) -> list[tuple[Note, str]]:
    """Return notes with the side at which each stands; what finds no place and need not be is left out.

    Args:
        wanted: the notes, the weightiest first.
        lines: what is drawn; no note covers a line if there is another place.
        plot: where.
    """
    ink = [spot for line in lines for spot in labels.along([plot.at(*one) for one in line])]
    room = Box(-30, -14, plot.wide + plot.beside, plot.high + 4)
    boxes: list[Box] = []
    found: list[tuple[Note, str]] = []
    for note in wanted:
        choices = [(side, _box(note, side, plot)) for side in note.sides]
        free = [
            (side, box)
            for side, box in choices
            if box.within(room) and not any(box.meets(other) for other in boxes)
        ]
        clear = [(side, box) for side, box in free if not any(box.holds(*spot) for spot in ink)]
        best = next(iter(clear or (free if note.needed else [])), None)
        if best is None and note.needed and not boxes:
            best = choices[0]
        if best is not None:
            found.append((note, best[0]))
            boxes.append(best[1])
    return found


def _box(note: Note, side: str, plot: Plot) -> Box:
    rows = note.text.split("\n")
    wide = max(labels.width(row, note.size) for row in rows) * (1.06 if note.bold else 1.0)
    high = len(rows) * note.size * 1.2
    x, y = plot.at(note.day, note.value)
    left = {"right": x + _GAP, "left": x - _GAP - wide}.get(side, x - wide / 2)
    top = {"above": y - _GAP - high, "below": y + _GAP}.get(side, y - high / 2)
    return Box(left, top, left + wide, top + high)

"""Labels: how wide a text is, where it wraps, and a place for each beside its mark where nothing is hit."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypedDict

from tracker.charts.metrics import advance

LINE = 1.3
"""Height of a line as a multiple of the text size; Vietnamese capitals carry two marks and need all of it."""
_GAP = re.compile(r"[^\S\u00a0\u202f]+")  # a number and its unit, or its thousands, stay on one line
_PERIOD = re.compile(r"(?<=\d) – (?=\w)")
"""The dash of a period, such as 2021 – 2025, which no end of a line may part."""
_STEP, _CELL = 2.0, 3.0  # a line through a rectangle leaves a place in one of its cells
AIR = 5.0
"""Pixels at least between two labels of one line, which would else be read as one text."""
TIED = 20.0
"""Pixels from which on a label is tied to its mark by a thin line."""
_BESIDE, _MARK = TIED, 7.0  # pixels to a mark within which a text seems to belong to it, and that it covers
_FAR = (9.0, 15.0, 24.0, 36.0, 52.0, 72.0)
_NEAR = 2  # of these distances, those at which a label still belongs to its mark without a line
_SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
Spot = tuple[float, float]
Side = Literal["right", "above", "any"]


def safe(text: str) -> str:
    """Return a text that Plotly shows as it is: no tag, no formula, no line break of its own."""
    plain = html.escape(" ".join(text.split()), quote=False)
    return plain.replace("$", "&#36;")


def width(text: str, size: float) -> float:
    """Return the width of a line in pixels, in the widest of the fonts in use."""
    return size * _advances(text)


@lru_cache(maxsize=10_000)
def _advances(text: str) -> float:
    """Return the width of a line of size one; a chart that is laid out again measures the same words."""
    return sum(map(advance, unicodedata.normalize("NFC", text)))


def wrap(text: str, size: float, room: float, most: int | None = None) -> list[str]:
    """Return a text as lines that fit into `room` pixels; beyond `most` lines it ends in an ellipsis."""
    return list(_wrapped(text, size, room, most))


@lru_cache(maxsize=1000)
def _wrapped(text: str, size: float, room: float, most: int | None) -> tuple[str, ...]:
    lines: list[str] = []
    whole = _PERIOD.sub("\u00a0–\u00a0", text.strip())
    for word in (piece for part in _GAP.split(whole) for piece in _pieces(part, size, room)):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1] + "…", size, room)]
    return tuple(lines) or ("",)


def _pieces(word: str, size: float, room: float) -> list[str]:
    """Return a word cut into pieces that fit; nearly every word is one piece."""
    if width(word, size) <= room:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _shortened(text: str, size: float, room: float) -> str:
    while len(text) > 2 and width(text, size) > room:
        text = text[:-2].rstrip() + "…"
    return text


def shorten(text: str, size: float, room: float) -> str:
    """Return one line that fits into `room` pixels, ending in an ellipsis where something was cut."""
    return wrap(text, size, room, most=1)[0]


def marked_up(lines: Iterable[str]) -> str:
    """Return lines as one safe Plotly text."""
    return "<br>".join(safe(line) for line in lines)


class Box(NamedTuple):
    """A rectangle in pixels; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def airy(self) -> Box:
        """The rectangle with the air to both sides that parts a text from the next."""
        return Box(self.left - AIR, self.top, self.right + AIR, self.bottom)

    def within(self, room: Box) -> bool:
        """Tell whether a rectangle lies inside another."""
        return (
            self.left >= room.left
            and self.right <= room.right
            and self.top >= room.top
            and self.bottom <= room.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Stroke(NamedTuple):
    """A straight line in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class Kind(TypedDict, total=False):
    """How a label is written and how much it matters; see `Label`."""

    size: float
    needed: bool
    bold: bool
    side: Side
    key: str
    told: str


Inked = Spot | Box | Stroke


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to a mark or a line.

    Attributes:
        spots: the places it may belong to, in pixels of the plot, the best one first.
        needed: whether the text must be told; with no free place left it is numbered and told below.
        side: where it lies best.
        key: what is told below the picture of a line or mark whose label found no place; empty for
            a label that may go.
        told: what is told below of a needed text, where the label itself is shortened.
    """

    spots: tuple[Spot, ...]
    lines: tuple[str, ...]
    colour: str
    size: float
    needed: bool = True
    bold: bool = False
    side: Side = "any"
    key: str = ""
    told: str = ""

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height in pixels."""
        wide = max(width(line, self.size) for line in self.lines) * (1.06 if self.bold else 1.0)
        return wide, len(self.lines) * self.size * LINE


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with the box it was given and the spot it belongs to."""

    label: Label
    box: Box
    spot: Spot

    @property
    def end(self) -> Spot:
        """The place on the edge of the box that is nearest to the spot."""
        return nearest(self.spot, self.box)

    @property
    def apart(self) -> float:
        """Pixels between the box and its spot."""
        return math.dist(self.spot, self.end)


def along(points: Sequence[Spot]) -> list[Spot]:
    """Return places a few pixels apart along a line."""
    found: list[Spot] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / _STEP))
        found += [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(steps)]
    return found + list(points[-1:])


def strokes(points: Sequence[Spot]) -> list[Stroke]:
    """Return the straight pieces of a line, which labels should not cover; of one point a dot."""
    found = [Stroke(x0, y0, x1, y1) for (x0, y0), (x1, y1) in pairwise(points)]
    return found or [Stroke(x, y, x, y) for x, y in points]


def place(
    wanted: Sequence[Label], covered: Iterable[Inked], room: Box, taken: Iterable[Box] = ()
) -> tuple[list[Placed], list[int]]:
    """Return a place for each label, needed ones first, and the numbers of those that find none.

    A label covers no mark, no line and no other label; one that must go far is tied to its spot by a
    thin line, which crosses no label either, nor the line of another.

    Args:
        wanted: the labels, in the order of their weight.
        covered: what carries ink: lines (see `strokes`), single pixels, and markers as rectangles.
        room: where labels may lie.
        taken: rectangles in which something is written already.
    """
    placed: list[Placed] = []
    left_over: list[int] = []
    ink, boxes, ties = Ink(covered, room), list(taken), list[Spot]()
    marks = {one.spots[0] for one in wanted if one.needed and len(one.spots) == 1}
    for number in sorted(range(len(wanted)), key=lambda n: not wanted[n].needed):
        found = _free(wanted[number], ink, (boxes, ties), room, marks)
        if found is None:
            left_over.append(number)
            continue
        placed.append(found)
        boxes.append(found.box)
        if found.apart > TIED:
            ties += along([found.spot, found.end])
    return placed, sorted(left_over)


def _free(
    label: Label, ink: Ink, held: tuple[list[Box], list[Spot]], room: Box, marks: Iterable[Spot]
) -> Placed | None:
    """Return the best place of a label where nothing is covered and that no other mark seems to own.

    Beside another label it keeps some air; where that leaves no place, one that must be told does without.
    """
    boxes, ties = held
    tight: Placed | None = None
    for box, spot in _candidates(label, ink, room):
        if any(box.meets(one) for one in boxes):
            continue
        if any(box.holds(*tie) for tie in ties):
            continue
        found = Placed(label, box, spot)
        if _astray(found, marks) if found.apart <= TIED else _crosses(found, held) or _at(found, marks):
            continue
        if not any(box.airy.meets(one) for one in boxes):
            return found
        tight = tight or found
    return tight if label.needed else None


def _astray(placed: Placed, marks: Iterable[Spot]) -> bool:
    """Tell whether a label without a line lies nearer to the mark of another than to its own."""
    return any(
        math.dist(spot, nearest(spot, placed.box)) < placed.apart for spot in marks if spot != placed.spot
    )


def _at(placed: Placed, marks: Iterable[Spot]) -> bool:
    """Tell whether a tied label lies beside the mark of another, or its line runs through that."""
    tie = along([placed.spot, placed.end])
    others = [spot for spot in marks if math.dist(spot, placed.spot) > _MARK]
    beside = any(math.dist(spot, nearest(spot, placed.box)) < _BESIDE for spot in others)
    return beside or any(math.dist(spot, one) < _MARK for spot in others for one in tie)


def nearest(spot: Spot, box: Box) -> Spot:
    """Return the place in a rectangle that is nearest to a spot."""
    return min(max(spot[0], box.left), box.right), min(max(spot[1], box.top), box.bottom)


def _crosses(placed: Placed, held: tuple[list[Box], list[Spot]]) -> bool:
    """Tell whether the line of a tied label runs through another label or the line of one."""
    tie, (boxes, ties) = along([placed.spot, placed.end]), held
    return any(box.holds(*spot) for box in boxes for spot in tie) or any(
        math.dist(spot, other) < _STEP for spot in tie for other in ties
    )


def _candidates(label: Label, ink: Ink, room: Box) -> Iterator[tuple[Box, Spot]]:
    """Yield boxes in a room around each spot that cover no ink, the nearest on the best side first."""
    wide, high = label.extent
    most_left, most_top, most_right, most_bottom = room
    for rank, reach, across, down in _ways(len(label.spots), label.side, needed=label.needed):
        x, y = spot = label.spots[rank]
        left = x + across * (reach + wide / 2) - wide / 2
        right = left + wide
        if left < most_left or right > most_right:
            continue  # before anything is made of it: most candidates lie outside or on ink
        top = y + down * (reach + high / 2) - high / 2
        bottom = top + high
        if top >= most_top and bottom <= most_bottom and not ink.under(left, top, right, bottom):
            yield Box(left, top, right, bottom), spot


@lru_cache(maxsize=256)
def _ways(spots: int, side: Side, *, needed: bool) -> tuple[tuple[int, float, int, int], ...]:
    """Return spot, distance and direction of each candidate, ordered by distance and by leaving the side."""
    found: list[tuple[float, tuple[int, float, int, int]]] = []
    for rank in range(spots):
        for far in _FAR if needed else _FAR[:_NEAR]:
            for across, down in _SIDES:
                best = {"right": across == 1 and not down, "above": down == -1 and not across, "any": True}
                cost = far / 2 + rank * 2 + (0 if best[side] else 14)
                found.append((cost, (rank, far * 0.7 if across and down else far, across, down)))
    return tuple(way for _, way in sorted(found, key=lambda one: one[0]))


class Ink:
    """Which cells of a picture are covered: a whole number a row, of which each bit is a cell."""

    def __init__(self, covered: Iterable[Inked], room: Box) -> None:
        """Note the covered places of a room in square cells from the upper left corner."""
        self.left, self.top = room.left, room.top
        self.wide = int((room.right - room.left) / _CELL) + 1
        self.high = int((room.bottom - room.top) / _CELL) + 1
        self.rows = [0] * self.high
        for one in covered:
            if isinstance(one, Box):
                self._cover(one)
            elif isinstance(one, Stroke):
                self._draw(one)
            else:
                self._draw(Stroke(*one, *one))

    def _cover(self, box: Box) -> None:
        """Cover every cell that a rectangle touches, its edges included."""
        across = [int((x - self.left) // _CELL) for x in (box.left, box.right)]
        down = [int((y - self.top) // _CELL) for y in (box.top, box.bottom)]
        touched = (1 << self._cell(across[1] + 1, self.wide)) - (1 << self._cell(across[0], self.wide))
        for row in range(self._cell(down[0], self.high), self._cell(down[1] + 1, self.high)):
            self.rows[row] |= touched

    def _draw(self, stroke: Stroke) -> None:
        """Cover every cell through which a line goes: in each row those between where it comes and leaves."""
        ends = (
            ((stroke.y0 - self.top) / _CELL, (stroke.x0 - self.left) / _CELL),
            ((stroke.y1 - self.top) / _CELL, (stroke.x1 - self.left) / _CELL),
        )
        (start, here), (end, there) = sorted(ends)
        first, last = math.floor(start), math.floor(end)
        if here == there and 0 <= here < self.wide:  # upright, as the line of the day
            for row in range(max(first, 0), min(last + 1, self.high)):
                self.rows[row] |= 1 << int(here)
            return
        lean = (there - here) / (end - start) if last > first else 0.0
        for row in range(max(first, 0), min(last + 1, self.high)):
            came = here if row == first else here + (row - start) * lean
            left = there if row == last else here + (row + 1 - start) * lean
            if came > left:
                came, left = left, came
            if left >= 0 and came < self.wide:
                self.rows[row] |= (2 << min(int(left), self.wide)) - (1 << max(int(came), 0))

    def under(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether one of the cells that a rectangle within the room touches is covered."""
        touched = (1 << -int((self.left - right) // _CELL)) - (1 << int((left - self.left) / _CELL))
        for row in self.rows[int((top - self.top) / _CELL) : -int((self.top - bottom) // _CELL)]:
            if row & touched:
                return True
        return False

    @staticmethod
    def _cell(number: int, most: int) -> int:
        return 0 if number < 0 else most if number > most else number

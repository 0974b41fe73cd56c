"""Slide tables: how wide and high the cells of a table on a slide are, and which rows fit on one slide.

Lengths are inches, sizes of text are points. Widths of text are estimated on the wide side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.charts import labels
from tracker.export import columns
from tracker.telling.blocks import Cell, Table, cell
from tracker.telling.spans import Span

if TYPE_CHECKING:
    from tracker.export.slide_layout import Box

LEAST = 10.0
"""The smallest type on a slide, in points."""
POINTS = 72.0
LEADING = 1.22
CELL, FOOT = 0.1, 0.05
"""Inches that a cell keeps free at its left and at its right, and above and below together."""
_GAP = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may end: not between a number and its unit."""
_AIR, _ALONE = 0.7, 2.4
"""Inches by which a row, and all rows of a table with one or two, may be higher than their texts."""


@dataclass(frozen=True, slots=True)
class Piece(Table):
    """Rows of a table for one slide; its `widths` are inches, with which its rows were found to fit."""


def count(text: str, size: float, room: float) -> int:
    """Return how many lines a text takes, like `labels.wrap` but in one pass, for long addresses."""
    found, used, blank = 1, 0.0, labels.width(" ", size)
    for word in _GAP.split(text.strip()):
        wide = labels.width(word, size)
        if used and used + blank + wide <= room:
            used += blank + wide
        else:
            found += (1 if used else 0) + int(wide // room)
            used = wide % room
    return found


def widths(table: Table, width: float, size: float) -> list[float]:
    """Return the widths of the columns of a table in inches; those of a piece are kept."""
    if isinstance(table, Piece):
        return list(table.widths)
    return [one / POINTS for one in columns.widths(table, width * POINTS, size, 2 * CELL * POINTS + 1)]


def row_heights(table: Table, width: float, size: float) -> list[float]:
    """Return the height of the head and of each row of a table, in inches."""
    rooms = [(one - 2 * CELL) * POINTS for one in widths(table, width, size)]
    rows = [tuple(cell(head) for head in table.heads), *table.rows]
    most = (
        max(
            count(one.text, size * _weight(one, head=at == 0), room)
            for one, room in zip(row, rooms, strict=True)
        )
        for at, row in enumerate(rows)
    )
    return [lines * size * LEADING / POINTS + FOOT for lines in most]


def _weight(one: Cell, *, head: bool) -> float:
    """Return how much wider the text of a cell runs than it is measured: heads and states are bold."""
    return columns.BOLD if head or one.state else columns.SAFE


def spread(heights: Sequence[float], high: float) -> list[float]:
    """Return heights of head and rows of which the rows share what a box leaves, within measure."""
    head, *rows = heights
    air = min(max(_AIR, _ALONE / max(1, len(rows))), max(0.0, high * 0.96 - sum(heights)) / max(1, len(rows)))
    return [head, *(row + air for row in rows)]


def unbroken(table: Table, box: Box, size: float) -> bool:
    """Tell whether a table as wide as a box breaks no word."""
    return columns.unbroken(table, box.width * POINTS, size, 2 * CELL * POINTS + 1)


def fits(table: Table, box: Box, size: float) -> bool:
    """Tell whether a table fits into a box whole."""
    return sum(row_heights(table, box.width, size)) <= box.height


def grown(table: Table, box: Box, size: float, most: float) -> float:
    """Return the largest size, from one up to another, in which a table still fits into a box unbroken."""
    while size + 0.5 <= most and fits(table, box, size + 0.5) and unbroken(table, box, size + 0.5):
        size += 0.5
    return size


def pages(table: Table, box: Box, size: float) -> list[Piece]:
    """Return a table cut into pieces that each fit into a box, with the head on every piece.

    Texts of a row that is higher than a whole box are shortened.
    """
    wide = widths(table, box.width, size)
    head, *heights = row_heights(table, box.width, size)
    found: list[list[tuple[Cell, ...]]] = [[]]
    used = head
    for row, height in zip(table.rows, heights, strict=True):
        if found[-1] and used + height > box.height:
            found.append([])
            used = head
        found[-1].append(
            row if head + height <= box.height else _shortened(row, wide, size, box.height - head)
        )
        used += height
    return [Piece(table.heads, rows, table.title, tuple(wide), table.numeric, table.name) for rows in found]


def _shortened(row: tuple[Cell, ...], wide: Sequence[float], size: float, high: float) -> tuple[Cell, ...]:
    """Return a row whose texts take no more lines than a height has room for."""
    most = max(1, int((high - FOOT) * POINTS / (size * LEADING)))
    safe = size * columns.SAFE
    rooms = [(one - 2 * CELL) * POINTS for one in wide]
    return tuple(
        one
        if count(one.text, safe, room) <= most
        else cell(
            Span(
                " ".join(labels.wrap(one.text, safe, room, most)),
                link=one.link,
                state=one.state,
            )
        )
        for one, room in zip(row, rooms, strict=True)
    )


def even_pages(table: Table, box: Box, size: float) -> tuple[list[Piece], float]:
    """Return the pieces of a table in the largest size with the fewest pieces, all much alike."""
    tried = [size - step / 2 for step in range(-6, 5)]
    sizes = [one for one in tried if LEAST <= one <= size or (one > size and unbroken(table, box, one))]
    tallest = {one: _tallest(table, box, one) for one in sizes}
    sizes = [one for one in sizes if tallest[one] <= box.height] or [LEAST]
    fewest = min(len(pages(table, box, one)) for one in sizes)
    best = next(one for one in sizes if len(pages(table, box, one)) == fewest)
    height, least = box.height, max(box.height / 2, tallest.get(best, box.height) + 0.2)
    while height > least and len(pages(table, replace(box, height=height - 0.2), best)) == fewest:
        height -= 0.2
    return pages(table, replace(box, height=height), best), best


def _tallest(table: Table, box: Box, size: float) -> float:
    """Return the height of the head and the highest row of a table."""
    head, *heights = row_heights(table, box.width, size)
    return head + max(heights, default=0.0)

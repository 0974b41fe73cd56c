"""Columns: how wide the columns of a table are, so that no word in it is broken.

Lengths are points; widths of text are estimated on the wide side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.charts import labels
from tracker.telling.blocks import Cell, Table, cell

BOLD = 1.08
"""How much wider bold words run than they are measured."""
SAFE = 1.04
"""How much wider other words are taken to run."""
_MOST = 0.42
"""The share of a table that one long word may claim."""
_ADDRESS = 0.2
"""The share of a table that long addresses have at least; they are broken anywhere."""
_NOTHING = ("", "–")
_BREAK = re.compile(r"[^\S\u00a0\u202f]+|(?<=–)|(?<=[-/])(?!\d)")
"""Where a program ends a line: never before the digits of a day such as 10/01/2026."""


def widths(table: Table, room: float, size: float, padding: float) -> list[float]:
    """Return the widths of the columns, which add up to `room`: their shares, but no less than a word.

    Where the words of all columns have no room beside each other, those of running text give way; heads,
    numbers, columns of single words and addresses keep theirs.

    Args:
        table: its widths are the shares.
        room: the width of the table.
        size: of the text.
        padding: what a cell keeps free at its left and right together.
    """
    least = _least(table, room, size, padding)
    if sum(least) >= room:
        return _tight(least, _least(_firm(table), room, size, padding), room)
    fixed = dict[int, float]()
    while True:
        free = [at for at in range(len(least)) if at not in fixed]
        left, total = room - sum(fixed.values()), sum(table.widths[at] for at in free)
        narrow = {at: least[at] for at in free if left * table.widths[at] / total < least[at] - 0.01}
        if not narrow:
            return [fixed.get(at, left * share / (total or 1)) for at, share in enumerate(table.widths)]
        fixed |= narrow


def unbroken(table: Table, room: float, size: float, padding: float) -> bool:
    """Tell whether the longest words of all columns have room beside each other."""
    return sum(_least(table, room, size, padding)) <= room


def _tight(least: Sequence[float], firm: Sequence[float], room: float) -> list[float]:
    """Return widths of which the widest are cut to one level, but to no less than what they keep."""
    level, cut = room, list(least)
    while sum(cut) > room and level > 0:
        level -= 0.5
        cut = [max(kept, min(one, level)) for one, kept in zip(least, firm, strict=True)]
    return [room * one / sum(cut) for one in cut]


def _firm(table: Table) -> Table:
    """Return a table in which running text is left out, but for its numbers."""
    running = [any(len(_words(row[at])) > 1 for row in table.rows) for at in range(len(table.heads))]
    rows = [
        tuple(cell(_numbers(one)) if may else one for one, may in zip(row, running, strict=True))
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _numbers(cell: Cell) -> str:
    return " ".join(word for word in _words(cell) if word[:1].isdigit())


def _least(table: Table, room: float, size: float, padding: float) -> list[float]:
    """Return what the longest word of each column needs, or what its addresses have at least."""
    rows, share = [tuple(map(cell, table.heads)), *table.rows], room * _ADDRESS - padding
    return [
        min(
            room * _MOST,
            padding + max(_needed(row[at], size, share, bold=row is rows[0]) for row in rows),
        )
        for at in range(len(table.heads))
    ]


def _needed(cell: Cell, size: float, share: float, *, bold: bool) -> float:
    """Return the room of the longest word of a cell, or of an address no more than a share."""
    if cell.text == cell.link:
        return min(share, labels.width(cell.text, size))
    longest = max(labels.width(word, size) for word in _words(cell))
    return longest * (BOLD if bold or cell.state else SAFE)


def _words(cell: Cell) -> list[str]:
    """Return what a program does not break: words, numbers with their units; of an address nothing."""
    return [""] if cell.text == cell.link else _BREAK.split(cell.text)


def narrowed(table: Table, wanted: Sequence[str]) -> Table:
    """Return a table with the columns of some heads; the rest stands in the notes and in the document."""
    kept = [at for at, head in enumerate(table.heads) if head in wanted]
    return replace(
        table,
        heads=tuple(table.heads[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        widths=tuple(table.widths[at] for at in kept),
        numeric=tuple(kept.index(at) for at in table.numeric if at in kept),
    )


def told(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    heads = enumerate(table.heads)
    wanted = [head for at, head in heads if any(row[at].text not in _NOTHING for row in table.rows)]
    return narrowed(table, wanted) if table.rows else table

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
_MOST = 0.42
"""The share of a table that one long word may claim; an address is broken rather."""
_NOTHING = ("", "–")
_BREAK = re.compile(r"[^\S\u00a0\u202f]+|(?<=–)|(?<=[-/])(?!\d)")
"""Where a program ends a line: never before the digits of a day such as 10/01/2026."""


def widths(table: Table, room: float, size: float, padding: float) -> list[float]:
    """Return the widths of the columns, which add up to `room`: their shares, but no less than a word.

    Args:
        table: its widths are the shares.
        room: the width of the table.
        size: of the text.
        padding: what a cell keeps free at its left and right together.
    """
    least = _least(table, room, size, padding)
    if sum(least) >= room:
        return [room * one / sum(least) for one in least]
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


def _least(table: Table, room: float, size: float, padding: float) -> list[float]:
    """Return what the longest word of each column needs."""
    rows: Sequence[Sequence[Cell]] = [tuple(cell(head) for head in table.heads), *table.rows]
    longest = (
        max(max(labels.width(word, size) for word in _words(row[at])) for row in rows)
        for at in range(len(table.heads))
    )
    return [min(room * _MOST, one * BOLD + padding) for one in longest]


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

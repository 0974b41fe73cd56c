"""Unmarked: members of a table without the marks of notes behind them, so that `London¹` is London."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tracker.importing import footnotes
from tracker.importing.content import Notice
from tracker.importing.grid import Grid


def members(grid: Grid, rows: Sequence[int], words: Collection[int], key: Collection[int]) -> Grid:
    """Return a grid without marks of notes behind words, unless these alone tell rows apart.

    Args:
        grid: the sheet.
        rows: its rows with figures.
        words: the columns of words that name targets and series.
        key: the other columns that tell rows apart.
    """
    held = {cell for row in rows for c, cell in enumerate(grid.rows[row]) if c in words}
    bare = {cell: own for cell in held if (own := footnotes.unmarked(cell.strip())) != cell.strip()}
    if not bare:
        return grid
    changed = list(grid.rows)
    for row in rows:
        changed[row] = [bare.get(cell, cell) if c in words else cell for c, cell in enumerate(grid.rows[row])]
    if _differing(changed, rows, {*words, *key}) < _differing(grid.rows, rows, {*words, *key}):
        return grid
    said = Notice("import.marks_left", {"members": ", ".join(sorted(bare)[:3]), "count": str(len(bare))})
    return replace(grid, rows=changed, told=(*grid.told, said))


def _differing(cells: Sequence[Sequence[str]], rows: Sequence[int], columns: Collection[int]) -> int:
    """Return how many rows differ in some columns."""
    return len({tuple(cell for c, cell in enumerate(cells[row]) if c in columns) for row in rows})

"""Named once: a group that is named in the first of its rows only, as people lay tables out for the eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.importing.collisions import is_line
from tracker.importing.content import Notice
from tracker.importing.grid import Grid, letters
from tracker.importing.shape import Shape


def filled(grid: Grid, shape: Shape) -> Grid:
    """Return a sheet in which every row names its group, and tells where names were read so.

    Elsewhere an empty cell means the whole. Here each name stands once, in the first of its rows, and what
    else the rows say tells them apart.
    """
    told = list(grid.told)
    for column in reversed(_columns(shape)):
        rows = [row for row in range(shape.first, shape.last + 1) if not is_line(grid.rows[row])]
        runs = _runs(grid, rows, column)
        others = [
            other for other in (*_columns(shape), shape.period, shape.months) if other not in (column, -1)
        ]
        if any(len(run) > 1 for run in runs) and all(_are_apart(grid, run, others) for run in runs):
            grid = _with_names(grid, runs, column)
            told.append(Notice("import.named_once", {"column": shape.names[column] or letters(column)}))
    return replace(grid, told=tuple(told))


def _columns(shape: Shape) -> list[int]:
    """Return the columns of names, that of the years among them where quarters or months stand beside it."""
    parted = not shape.wide and shape.months >= 0
    return sorted({*shape.labels, *([shape.period] if parted else ())})


def _cell(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    return cells[column].strip() if column < len(cells) else ""


def _runs(grid: Grid, rows: Sequence[int], column: int) -> list[list[int]]:
    """Return the rows of each name; none where a name stands twice or the first row has none."""
    runs, seen = list[list[int]](), set[str]()
    for row in rows:
        text = _cell(grid, row, column)
        if text in seen or not (text or runs):
            return []
        if text:
            seen.add(text)
            runs.append([])
        runs[-1].append(row)
    return runs


def _are_apart(grid: Grid, run: Sequence[int], columns: Sequence[int]) -> bool:
    return len({tuple(_cell(grid, row, column) for column in columns) for row in run}) == len(run)


def _with_names(grid: Grid, runs: Sequence[Sequence[int]], column: int) -> Grid:
    rows = [list(row) for row in grid.rows]
    for first, *rest in runs:
        for row in rest:
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = rows[first][column]
    return replace(grid, rows=rows)

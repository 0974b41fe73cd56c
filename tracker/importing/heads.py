"""Heads: which row of a sheet names the columns of the figures below it, and where its table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.importing import numbers, periods
from tracker.importing.collisions import is_line, only
from tracker.importing.columns import plays
from tracker.importing.grid import Grid

# A head such as `Andel 2020` says what is counted and when.
_YEAR = re.compile(r"(?:1[5-9]|2[0-9])[0-9]{2}")
_PREFIXED = re.compile(r"(?P<what>.*\S)\s+(?P<period>(?:1[5-9]|2[0-9])[0-9]{2}(?:[MKQT][0-9]{1,2})?)")


def filled_in(row: Sequence[str]) -> int:
    """Return how many cells of a row hold anything."""
    return sum(1 for cell in row if cell.strip())


def first_text(row: Sequence[str]) -> str:
    """Return the first text of a row; empty where there is none."""
    return next((cell.strip() for cell in row if cell.strip()), "")


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a figure."""
    return numbers.taken_apart(cell) is not None


def period_cells(grid: Grid, row: int) -> list[int]:
    """Return the columns of a row that hold periods."""
    return [
        column for column, cell in enumerate(grid.rows[row]) if cell.strip() and periods.looks_like_one(cell)
    ]


def parts_of(cells: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return period and quantity of heads such as `Andel 2020`, where each quantity has each period."""
    found = {c: match for c, cell in enumerate(cells) if (match := _PREFIXED.fullmatch(cell.strip()))}
    whats = {match["what"] for match in found.values()}
    whens = {match["period"] for match in found.values()}
    parts = {column: (match["period"], match["what"]) for column, match in found.items()}
    return parts if len(set(parts.values())) == len(found) == len(whats) * len(whens) else {}


def parts_below(grid: Grid, row: int) -> dict[int, tuple[str, str]]:
    """Return period and group of heads with years in the line above: quarters of a year, or men and women."""
    if row < 1:
        return {}
    year, parts = "", dict[int, tuple[str, str]]()
    for column in range(len(grid.rows[row - 1])):
        above, own = cell_of(grid, row - 1, column), cell_of(grid, row, column)
        year = above if _YEAR.fullmatch(above) else "" if above else year
        if year and own and not is_number(own) and not periods.looks_like_one(own):
            parts[column] = (f"{year} {own}", "") if periods.completes(year, own) else (year, own)
    whole = len({bool(group) for _, group in parts.values()}) == 1
    years = {period for period, _ in parts.values()}
    return parts if whole and len(years) > 1 and len(set(parts.values())) == len(parts) else {}


def is_lone(grid: Grid, head: int, end: int) -> bool:
    """Tell whether the only period of a head, a year or a quarter, stands over figures and nothing else."""
    columns = period_cells(grid, head)
    filled = [cell.strip() for cell in grid.rows[head] if cell.strip()]
    if len(columns) != 1 or not re.fullmatch(r"[12][0-9]{3}(?:-?Q[1-4])?", cell_of(grid, head, columns[0])):
        return False
    last = end_of(grid, head, end)[0]
    below = [cell_of(grid, row, columns[0]) for row in range(head + 1, last + 1)]
    figures = [text for text in below if not numbers.is_missing(text)]
    others = [text for text in filled if not is_number(text)]
    first = first_text(grid.rows[head + 1]) if last > head else ""
    return (
        len(others) == len(filled) - 1 > 0
        and not is_number(first)
        and bool(figures)
        and all(is_number(text) and not periods.looks_like_one(text) for text in figures)
    )


def is_head(grid: Grid, row: int, end: int) -> bool:
    """Tell whether a row names the columns of figures below it."""
    cells = grid.rows[row]
    following = range(row + 1, min(end, row + 4))
    below = next(
        (later for later in following if filled_in(grid.rows[later]) >= 2 and not is_line(grid.rows[later])),
        -1,
    )
    if filled_in(cells) < 2 or below < 0 or only(cells):
        return False
    wide = period_cells(grid, row)
    numbered = sum(is_number(cell) for cell in cells)
    together = len(wide) >= max(2, numbered) and wide == list(range(wide[0], wide[0] + len(wide)))
    if len(wide) >= 2 and (together or len(wide) >= (filled_in(cells) - 1) / 3):
        return _stands_over(grid, below, wide)
    parts = parts_of(cells) or parts_below(grid, row)
    if is_lone(grid, row, end) or (parts and _stands_over(grid, below, list(parts))):
        return True
    # What stands beside a day, such as "Last updated", is said about the table and names no column.
    if wide or any(is_number(cell) or not cell.strip().isprintable() for cell in cells if cell.strip()):
        return False
    named = any(plays("period", cell) for cell in cells)
    under = [cell for cell in grid.rows[below] if cell.strip()]
    if not named and is_head(grid, below, end):
        return False  # groups over a head of periods
    return named or (any(map(periods.looks_like_one, under)) and any(map(is_number, under)))


def _stands_over(grid: Grid, below: int, columns: Sequence[int]) -> bool:
    """Tell whether figures stand in the row below heads."""
    under = [cell_of(grid, below, column) for column in columns]
    return any(is_number(cell) and not _is_head_cell(grid, below, columns) for cell in under)


def _is_head_cell(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row below periods holds periods again, so that it is the head itself."""
    cells = [grid.rows[row][column] for column in columns if column < len(grid.rows[row])]
    found = [cell for cell in cells if periods.looks_like_one(cell)]
    return len(found) == len(cells) and cells == sorted(set(cells))


def end_of(grid: Grid, head: int, end: int) -> tuple[int, int]:
    """Return the last row of a table, and the row with which what stands below it begins."""
    last = head
    for row in range(head + 1, end):
        filled = filled_in(grid.rows[row])
        if filled == 0 and last > head:
            return last, row + 1
        if filled >= 2 or (filled and len(grid.rows[head]) == 1):
            last = row
    return last, end


def cell_of(grid: Grid, row: int, column: int) -> str:
    """Return the text of a cell; empty beyond the end of its row."""
    return grid.rows[row][column].strip() if column < len(grid.rows[row]) else ""

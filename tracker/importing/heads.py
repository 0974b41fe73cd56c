"""Heads: which row of a sheet names the columns of the figures below it, and where its table ends."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from tracker.importing import flags, footnotes, months, numbers, periods, within_years
from tracker.importing.collisions import in_plain, is_line, only
from tracker.importing.columns import are_figures, plays
from tracker.importing.grid import Grid

# A head such as `Andel 2020` says what is counted and when.
_PREFIXED = re.compile(
    r"(?P<what>.*\S)\s+(?P<period>(?P<when>(?:1[5-9]|2[0-9])[0-9]{2}(?:[MKQT][0-9]{1,2})?)"
    rf"(?:[pe*]|\s?\([pef]\))?{footnotes.MARKS})"
)
# The year behind these words is what figures are compared with, and not the one that they are of.
_BASE = re.compile(
    r"\b(?:prices(?: of| in)?|base(?: year)?|constant|since|from|against|vs|than|compared (?:to|with)"
    r"|seit|gegenüber|preisen von|siden|fra|sedan|från|so với|từ)$",
    re.IGNORECASE,
)
# Heads that say how something is counted, so that two of them are two quantities.
_MEASURE = re.compile(
    r"%|\b(?:per ?cent(?:age)?s?|number|count|shares?|rates?|ratio|amounts?|values?|sum|average|mean|median"
    r"|index|change|growth|thousands?|millions?|billions?|units?|eur|euro|usd|vnd|nok|sek|tonnes|prozent|anzahl"
    r"|anteil|quote|betrag|wert|veränderung|prosent|antall|andel|beløp|endring|procent|antal|belopp"
    r"|förändring|phần trăm|số lượng|tỷ lệ|giá trị)\b",
    re.IGNORECASE,
)
_SAMPLE = 300
_LOOKED_AT = 40


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
    """Return the columns of a row that hold periods; `Forecast 2024` is none where a column is of years."""
    cells = grid.rows[row]
    found = [column for column, cell in enumerate(cells) if cell.strip() and periods.looks_like_one(cell)]
    if _are_measures(cells, found):
        return []
    worded = all(periods.has_lead(cells[column]) for column in found)
    return [] if found and worded and _has_periods_below(grid, row) else found


def _are_measures(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Tell whether `Actual 2020` is beside `Budget 2020`, so that what is counted has two kinds."""
    actual = {cells[c].split()[-1] for c in columns if periods.is_actual(cells[c])}
    others = (
        match for c, cell in enumerate(cells) if c not in columns and (match := _PREFIXED.fullmatch(cell))
    )
    return any(match["period"] in actual and not periods.is_goal(match["what"]) for match in others)


def _has_periods_below(grid: Grid, row: int) -> bool:
    """Tell whether a column below a row of heads is of periods; months and quarters alone are none."""
    below = grid.rows[row + 1 : row + 1 + _SAMPLE]
    parted = months.column(grid.rows[row], below)
    return any(plays("period", cell) and column != parted for column, cell in enumerate(grid.rows[row]))


def observed(names: Sequence[str], values: tuple[int, ...]) -> tuple[int, ...]:
    """Return columns of figures without those such as `Target 2030`, if others are there."""
    goals = {c for c in values if (match := _PREFIXED.fullmatch(names[c])) and periods.is_goal(match["what"])}
    return tuple(c for c in values if c not in goals) or values


def parts_of(grid: Grid, row: int, end: int) -> dict[int, tuple[str, str]]:
    """Return period and quantity of heads such as `Andel 2020`, where each quantity has each period."""
    cells = [cell.strip() for cell in grid.rows[row]]
    found = {column: match for column, cell in enumerate(cells) if (match := _PREFIXED.fullmatch(cell))}
    heads = {
        column: (match["period"], match["what"])
        for column, match in found.items()
        if not periods.is_goal(match["what"]) and not _BASE.search(match["what"])
    }
    parts = _over_figures(grid, row, end, heads)
    if not parts:
        return {}
    whats, whens = {what for _, what in parts.values()}, {found[column]["when"] for column in parts}
    whole = len(set(parts.values())) == len(parts) == len(whats) * len(whens)
    alone = len(whens) > 1 or not _figures_beside(grid, row, end, found)
    return parts if whole and alone else {}


def parts_below(grid: Grid, row: int, end: int) -> dict[int, tuple[str, str]]:
    """Return period and group of heads with years in the line above: quarters of a year, or men and women."""
    if row < 1:
        return {}
    above = [cell_of(grid, row - 1, column) for column in range(len(grid.rows[row]))]
    begun = [c for c, text in enumerate(above) if months.year_of(text)[0] and text not in above[:c]]
    if len(begun) < 2:
        return {}
    heads = dict[int, tuple[str, str]]()
    for column in range(begun[0], len(above)):
        # An empty cell belongs to the year before it, but no group is wider than the first one.
        start = max(c for c in begun if c <= column)
        within = column - start < begun[1] - begun[0] and not any(above[start + 1 : column + 1])
        year, own = above[column] or (above[start] if within else ""), cell_of(grid, row, column)
        if months.year_of(year)[0] and own and not is_number(own) and not periods.looks_like_one(own):
            part = months.of_year(year, "", own)
            heads[column] = (part, "") if part else (year, own)
    within = any(not group for _, group in heads.values())
    real = {c: part for c, part in heads.items() if not _is_beside(part[1], within=within)}
    parts = _over_figures(grid, row, end, real)
    whole = len({bool(group) for _, group in parts.values()}) == 1
    years = {period for period, _ in parts.values()}
    return parts if whole and len(years) > 1 and len(set(parts.values())) == len(parts) else {}


def _is_beside(group: str, *, within: bool) -> bool:
    """Tell whether a head below a year is no group of it: a goal, or the total beside its quarters."""
    return periods.is_goal(group) or (within and within_years.sums_up(group))


def are_groups(parts: Mapping[int, tuple[str, str]]) -> bool:
    """Tell whether heads below years are groups of one quantity; `Number` and `Percent` are two."""
    return not any(_MEASURE.search(what) for _, what in parts.values())


def _over_figures(
    grid: Grid, row: int, end: int, heads: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Return the heads over figures; none where a column holds the periods, whatever years heads name."""
    if not heads or _has_periods_below(grid, row):
        return {}
    columns = _below(grid, row, end)
    first = next((texts for texts in columns.values() if texts), [])
    if first and all(map(periods.looks_like_one, first)):
        return {}
    return {c: part for c, part in heads.items() if sum(map(is_number, columns[c])) * 2 >= len(columns[c])}


def _figures_beside(grid: Grid, row: int, end: int, columns: Container[int]) -> bool:
    """Tell whether columns other than these hold figures."""
    held = _below(grid, row, end)
    return any(are_figures(grid.rows[row][c], texts) for c, texts in held.items() if c not in columns)


def _below(grid: Grid, row: int, end: int) -> dict[int, list[str]]:
    """Return what the first rows below a head hold in each column, without what says that none is there."""
    last = end_of(grid, row, min(end, row + 1 + _SAMPLE))[0]
    within = range(row + 1, last + 1)
    texts = {c: [cell_of(grid, below, c) for below in within] for c in range(len(grid.rows[row]))}
    return {c: [text for text in own if not numbers.is_missing(text)] for c, own in texts.items()}


def spread(grid: Grid) -> Grid:
    """Return a grid with each name over several equal runs of periods over every column of its run.

    A text has no merged cells, so the name stands over the first column of each run, as over 2018, 2020
    and 2018, 2020 again.
    """
    for row in range(1, min(len(grid.rows), _LOOKED_AT)):
        runs = _runs(grid, row)
        named = [start for run in runs for start in run if cell_of(grid, row - 1, start)]
        if len(runs) > 1 and named == [run[0] for run in runs]:
            over = {column: cell_of(grid, row - 1, run[0]) for run in runs for column in run}
            width = max(len(grid.rows[row - 1]), runs[-1][-1] + 1)
            above = [over.get(column, cell_of(grid, row - 1, column)) for column in range(width)]
            return replace(grid, rows=[*grid.rows[: row - 1], above, *grid.rows[row:]])
    return grid


def _runs(grid: Grid, row: int) -> list[list[int]]:
    """Return the columns of a row of periods, one run for each time that all of them come again."""
    columns = period_cells(grid, row)
    called = [cell_of(grid, row, column) for column in columns]
    width = len(set(called))
    if (
        width < 2
        or called != called[:width] * (len(called) // width)
        or columns[-1] - columns[0] >= len(columns)
    ):
        return []
    return [columns[start : start + width] for start in range(0, len(columns), width)]


def repeated(grid: Grid, head: int, above: int, wide: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return columns such as `Forecast 2021` beside one of its period without a status, with both names."""
    final, others = dict[tuple[str, str], str](), dict[int, tuple[str, str]]()
    for column in wide:
        found = periods.read(cell_of(grid, head, column), periods.Habits())
        if isinstance(found, periods.Read):
            key = (found.period, cell_of(grid, above, column) if above >= 0 else "")
            if flags.quality(found.tail.strip("[]()")).status:
                others[column] = key
            else:
                final.setdefault(key, cell_of(grid, head, column))
    return {
        column: {"column": cell_of(grid, head, column), "other": final[key]}
        for column, key in others.items()
        if key in final
    }


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
    parts = parts_of(grid, row, end) or parts_below(grid, row, end)
    if is_lone(grid, row, end) or (parts and _stands_over(grid, below, list(parts))):
        return True
    # What stands beside a day, such as "Last updated", is said about the table and names no column.
    if wide or any(is_number(cell) or not in_plain(cell).isprintable() for cell in cells if cell.strip()):
        return False
    named = any(plays("period", cell) for cell in cells) and not _are_over_periods(grid, row, below)
    under = [cell for cell in grid.rows[below] if cell.strip()]
    if not named and is_head(grid, below, end):
        return False  # groups over a head of periods
    return named or (any(map(periods.looks_like_one, under)) and any(map(is_number, under)))


def _are_over_periods(grid: Grid, row: int, below: int) -> bool:
    """Tell whether `Region` and `Year` are over the periods of a row that is empty below `Region`."""
    wide = period_cells(grid, below)
    named = [column for column, cell in enumerate(grid.rows[row]) if cell.strip()]
    alone = len(wide) == filled_in(grid.rows[below]) > 1
    return alone and any(not cell_of(grid, below, column) for column in named)


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

"""Shape: where the table lies in a sheet, and what its columns are.

Names of columns that offices use decide first, then what stands in the cells. Where both leave two
answers, nothing is guessed: the question comes with the line of the mapping that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.importing import numbers, periods
from tracker.importing.collisions import is_line, is_row_number, names_of, only, tells_apart
from tracker.importing.content import Notice, StopError
from tracker.importing.grid import Grid, letters
from tracker.importing.mapping import Mapping

_SAMPLE = 300
_HEADS = 40  # rows in which a head is looked for
_ROLES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "period": r"year|years|time|date|period|month|quarter|time[ _]?period|ref[ _]?date"
        r"|reference[ _](period|year)|financial year|jahr|zeit|år|tid|ano|año|année|năm|thời gian|kỳ",
        "value": r"value|values|obs[ _]?value|figure|wert|verdi|värde|valor|valeur|giá trị|observation value",
        "unit": r"units?|unit[ _](measure|of measure)|uom|einheit|enhet|đơn vị( tính)?|unidad|unité",
        "flag": r"flags?|status|obs[ _](flag|status)|observation status|quality|symbol|kennzeichen",
        "skip": r"(geo|area|country|region)[ _]?codes?|code|iso3?|unit multiplier|unit_mult|vector|coordinate"
        r"|dguid|uom_id|scalar_(id|factor)|decimals|terminated|last update|dataflow|structure(_id)?|action"
        r"|notes?|footnotes?|remarks?|comments?|source",
        "names": r"indicators?|measure|variable|(series|indicator)[ _]?name|chỉ tiêu|kennzahl|indikator",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What was recognised of a table.

    Attributes:
        head: the row of the names; `above` is a row of group names over them, or -1.
        first, last: the rows with figures.
        title: what stands above the table.
        period: column of the period; -1 in a wide table.
        values: columns with figures; in a wide table one a period.
        labels: the other columns that tell one series from another.
        wide: whether the values stand below periods.
        within: whether they stand below quarters or months of the years of the period column.
    """

    head: int
    first: int
    last: int
    names: tuple[str, ...]
    title: str
    period: int
    values: tuple[int, ...]
    labels: tuple[int, ...]
    unit: int
    flag: int
    subject: int
    wide: bool
    above: int = -1
    told: tuple[Notice, ...] = ()
    within: bool = False


def recognised(grid: Grid, mapping: Mapping) -> Shape | None:
    """Return the shape of the table in a sheet; None where the sheet holds no figures.

    Raises:
        StopError: it can be meant in two ways, or the mapping names what is not there.
    """
    start, end = _given_rows(mapping, grid)
    head = next((row for row in range(start, min(end, start + _HEADS)) if _is_head(grid, row, end)), -1)
    if head < 0:
        return None
    last, rest = _end_of(grid, head, end)
    if not mapping.rows:
        again = next((row for row in range(rest, end) if _is_head(grid, row, end)), -1)
        if again >= 0:
            raise StopError(
                "import.two_tables",
                file=grid.file,
                sheet=grid.sheet,
                first=f"{head + 1}-{last + 1}",
                second=f"{again + 1}-{_end_of(grid, again, end)[0] + 1}",
            )
    wide = _period_cells(grid, head)
    is_wide = len(wide) >= 2 and not mapping.period
    names = tuple(" ".join(text.split()) for text in grid.rows[head])
    names = names if is_wide else names_of(grid.rows, head, start)
    title = next((only(grid.rows[row]) for row in range(start, head) if only(grid.rows[row])), "")
    notes = [text for row in range(last + 1, end) if (text := _first(grid.rows[row]))]
    told = [Notice("import.notes_below", {"first": notes[0], "count": str(len(notes))})] if notes else []
    if is_wide:
        return _wide(grid, mapping, head, last, names, title, wide, tuple(told))
    return _long(grid, mapping, head, last, names, title, tuple(told))


def _given_rows(mapping: Mapping, grid: Grid) -> tuple[int, int]:
    given = re.fullmatch(r"(\d+)\s*-\s*(\d+)", mapping.rows)
    if mapping.rows and not given:
        raise StopError("import.map_field", file="rows", field=mapping.rows, choices="3-20")
    return (int(given[1]) - 1, min(int(given[2]), len(grid.rows))) if given else (0, len(grid.rows))


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _first(row: Sequence[str]) -> str:
    return next((cell.strip() for cell in row if cell.strip()), "")


def _is_number(cell: str) -> bool:
    return numbers.taken_apart(cell) is not None


def _period_cells(grid: Grid, row: int) -> list[int]:
    return [
        column for column, cell in enumerate(grid.rows[row]) if cell.strip() and periods.looks_like_one(cell)
    ]


def _is_head(grid: Grid, row: int, end: int) -> bool:
    """Tell whether a row names the columns of figures below it."""
    cells = grid.rows[row]
    following = range(row + 1, min(end, row + 4))
    below = next(
        (later for later in following if _filled(grid.rows[later]) >= 2 and not is_line(grid.rows[later])), -1
    )
    if _filled(cells) < 2 or below < 0 or only(cells):
        return False
    wide = _period_cells(grid, row)
    if len(wide) >= 2 and len(wide) >= (_filled(cells) - 1) / 3:
        under = [grid.rows[below][column] for column in wide if column < len(grid.rows[below])]
        return any(_is_number(cell) and not _is_head_cell(grid, below, wide) for cell in under)
    # What stands beside a day, such as "Last updated", is said about the table and names no column.
    if wide or any(_is_number(cell) or not cell.strip().isprintable() for cell in cells if cell.strip()):
        return False
    named = any(_ROLES["period"].fullmatch(cell.strip()) for cell in cells)
    under = [cell for cell in grid.rows[below] if cell.strip()]
    if not named and _is_head(grid, below, end):
        return False  # groups over a head of periods
    return named or (any(map(periods.looks_like_one, under)) and any(map(_is_number, under)))


def _is_head_cell(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row below periods holds periods again, so that it is the head itself."""
    cells = [grid.rows[row][column] for column in columns if column < len(grid.rows[row])]
    found = [cell for cell in cells if periods.looks_like_one(cell)]
    return len(found) == len(cells) and cells == sorted(set(cells))


def _end_of(grid: Grid, head: int, end: int) -> tuple[int, int]:
    """Return the last row of a table, and the row with which what stands below it begins."""
    last = head
    for row in range(head + 1, end):
        filled = _filled(grid.rows[row])
        if filled == 0 and last > head:
            return last, row + 1
        if filled >= 2 or (filled and len(grid.rows[head]) == 1):
            last = row
    return last, end


def _column(names: Sequence[str], wanted: str, file: str) -> int:
    """Return the column that a mapping names, by its name or as a letter."""
    if wanted in names:
        return names.index(wanted)
    near = [name for name in names if name.casefold() == wanted.casefold()]
    if near:
        return names.index(near[0])
    raise StopError("import.no_column", file=file, given=wanted, choices=", ".join(filter(None, names)))


def _by_role(role: str, names: Sequence[str], columns: Sequence[int], given: str, file: str) -> int:
    """Return the column of a role, from the mapping or by its name; -1 for none."""
    if given:
        return _column(names, given, file)
    found = [column for column in columns if _ROLES[role].fullmatch(names[column].replace(".", " ").strip())]
    return found[0] if found else -1


def _sample(grid: Grid, first: int, last: int, column: int) -> list[str]:
    step = max(1, (last - first) // _SAMPLE)
    rows = (row for number in range(first, last + 1, step) if not is_line(row := grid.rows[number]))
    return [row[column].strip() for row in rows if column < len(row)]


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text and not numbers.is_missing(text)]
    return sum(map(holds, filled)) / len(filled) if filled else 0.0


def _wide(
    grid: Grid,
    mapping: Mapping,
    head: int,
    last: int,
    names: tuple[str, ...],
    title: str,
    wide: list[int],
    told: tuple[Notice, ...],
) -> Shape:
    others = [column for column in range(len(names)) if column not in wide and names[column]]
    others += [c for c in range(wide[0]) if c not in others and _filled(_sample(grid, head + 1, last, c))]
    unit = _by_role("unit", names, others, mapping.unit_column, grid.file)
    subject = _by_role("names", names, others, mapping.names, grid.file)
    skipped = {_column(names, name, grid.file) for name in mapping.skip}
    left = [c for c in sorted(others) if c not in {unit, *skipped}]
    labels = _telling(grid, names, left, [c for c in (unit,) if c >= 0], wide[0], (head + 1, last))
    above = head - 1 if head and len({c for c in wide if _cell(grid, head - 1, c)}) == len(wide) > 0 else -1
    if above >= 0 and only([grid.rows[above][c] for c in wide]):
        above = -1
    if subject < 0 and labels and mapping.dimensions == ():
        # Of one column of words beside the years each row is a quantity of its own.
        subject = labels[-1] if len(labels) == 1 else -1
    return Shape(
        head,
        head + 1,
        last,
        names,
        title,
        -1,
        tuple(wide),
        tuple(labels),
        unit,
        -1,
        subject,
        True,
        above,
        told,
    )


def _cell(grid: Grid, row: int, column: int) -> str:
    return grid.rows[row][column].strip() if column < len(grid.rows[row]) else ""


def _passed_over(name: str) -> bool:
    return _ROLES["skip"].fullmatch(name.strip()) is not None


def _telling(
    grid: Grid,
    names: Sequence[str],
    left: Sequence[int],
    key: Sequence[int],
    value: int,
    rows: tuple[int, int],
) -> list[int]:
    """Return the columns that may tell one series from another; codes and remarks where they alone do."""
    labels = [c for c in left if not _passed_over(names[c])]
    within = grid.rows[rows[0] : rows[1] + 1]
    for column in left:
        if column not in labels and tells_apart(within, [*key, *labels], column, value):
            labels = sorted([*labels, column])
    return labels


def _long(
    grid: Grid,
    mapping: Mapping,
    head: int,
    last: int,
    names: tuple[str, ...],
    title: str,
    told: tuple[Notice, ...],
) -> Shape:
    columns = [c for c in range(len(names)) if names[c] or any(_sample(grid, head + 1, last, c))]
    samples = {c: _sample(grid, head + 1, last, c) for c in columns}
    columns = [c for c in columns if any(samples[c])]
    period = _by_role("period", names, columns, mapping.period, grid.file)
    if period < 0:
        period = _only_one(
            [c for c in columns if _share(samples[c], periods.looks_like_one) > 0.9],
            names,
            "period",
            grid.file,
        )
    rest = [c for c in columns if c != period]
    twin = next((c for c in rest if names[c] and names[c] == names[period]), -1)
    if twin >= 0 and not mapping.values and _share(samples[twin], periods.looks_like_one) > 0.9:
        raise StopError("import.beside", file=grid.file, one=letters(period), two=letters(twin))
    unit = _by_role("unit", names, rest, mapping.unit_column, grid.file)
    flag = _by_role("flag", names, rest, mapping.flag, grid.file)
    skipped = {_column(names, name, grid.file) for name in mapping.skip}
    left = [c for c in rest if c not in {unit, flag, *skipped}]
    counting = {
        c for c in left if is_row_number(names[c], [_cell(grid, row, c) for row in range(head + 1, last + 1)])
    }
    told += tuple(Notice("import.row_numbers", {"column": letters(c)}) for c in sorted(counting))
    left = [c for c in left if c not in counting]
    values = _values(grid, mapping, names, [c for c in left if not _passed_over(names[c])], samples)
    key = [period, *(c for c in (unit,) if c >= 0)]
    rest = _telling(grid, names, [c for c in left if c not in values], key, values[0], (head + 1, last))
    subject = _by_role("names", names, rest, mapping.names, grid.file)
    if mapping.dimensions:
        wanted = {_column(names, name, grid.file) for name in mapping.dimensions}
        rest = [c for c in rest if c in wanted or c == subject]
    years = [text for text in samples[period] if text]
    within = (
        len(values) > 1
        and all(re.fullmatch(r"[12][0-9]{3}", year) for year in years)
        and all(periods.completes(years[0], names[c]) for c in values)
    )
    return Shape(
        head,
        head + 1,
        last,
        names,
        title,
        period,
        values,
        tuple(rest),
        unit,
        flag,
        subject,
        False,
        -1,
        told,
        within,
    )


def _values(
    grid: Grid, mapping: Mapping, names: Sequence[str], rest: Sequence[int], samples: dict[int, list[str]]
) -> tuple[int, ...]:
    """Return the columns with figures: the one that is called so, or every one that holds numbers."""
    if mapping.values:
        return tuple(_column(names, name, grid.file) for name in mapping.values)
    named = _by_role("value", names, rest, "", grid.file)
    if named >= 0:
        return (named,)
    found = tuple(c for c in rest if _share(samples[c], _is_number) > 0.8)
    if not found:
        raise StopError("import.no_figures", file=grid.file, columns=", ".join(filter(None, names)))
    return found


def _only_one(found: Sequence[int], names: Sequence[str], role: str, file: str) -> int:
    if len(found) == 1:
        return found[0]
    if not found:
        raise StopError("import.no_period", file=file, columns=", ".join(filter(None, names)))
    choices = ", ".join(names[column] for column in found)
    raise StopError("import.which_column", file=file, role=role, choices=choices, answer=names[found[0]])

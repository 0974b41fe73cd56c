"""Keys: which columns of a table tell one series from another.

Words do; codes and remarks where nothing else does; numbers, such as ages or deciles, where rows of one
period would be one without them. A column that a person names always does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tracker.importing import numbers
from tracker.importing.collisions import Rows, is_line, is_row_number, sections, tells_apart
from tracker.importing.columns import are_codes, are_figures, plays, repeating
from tracker.importing.content import Notice, StopError
from tracker.importing.grid import Grid
from tracker.importing.mapping import Mapping

_WHOLE = re.compile(r"-?[0-9]+")
_MEMBER = re.compile(
    r"ages?|grades?|class|level|(income )?(quintile|decile|percentile|quartile)|week|hour|cohort|birth year"
    r"|alter|klasse|stufe|alder|trinn|ålder|årskurs|tuổi|lớp|edad|âge",
    re.IGNORECASE,
)


def column_of(names: Sequence[str], wanted: str, file: str) -> int:
    """Return the column that a mapping names.

    Raises:
        StopError: there is none of that name.
    """
    if wanted in names:
        return names.index(wanted)
    near = [name for name in names if name.casefold() == wanted.casefold()]
    if near:
        return names.index(near[0])
    raise StopError("import.no_column", file=file, given=wanted, choices=", ".join(filter(None, names)))


def named_by(mapping: Mapping, names: Sequence[str], file: str) -> dict[int, str]:
    """Return the columns that a mapping calls dimensions or picks from, each with the member it picks."""
    found = {column_of(names, name, file): "" for name in mapping.dimensions}
    return found | {column_of(names, name, file): member for name, member in mapping.pick.items()}


def expect_labels(named: Collection[int], taken: Collection[int], names: Sequence[str], file: str) -> None:
    """Stop where a column that is named as a label is that of periods or of figures.

    Raises:
        StopError: one is.
    """
    wrong = next((column for column in named if column in taken), -1)
    if wrong >= 0:
        choices = ", ".join(name for c, name in enumerate(names) if name and c not in taken)
        raise StopError("import.no_label", file=file, given=names[wrong], choices=choices)


def telling(
    names: Sequence[str],
    rows: Rows,
    left: Sequence[int],
    key: Sequence[int],
    values: Sequence[int],
    named: Collection[int] = (),
    period: int = -1,
) -> list[int]:
    """Return the columns that tell one series from another.

    Args:
        names: those of all columns.
        rows: the rows with figures.
        left: the columns to choose from.
        key: the columns that keep figures apart anyway: their period and unit.
        values: the columns with figures.
        named: the columns that a person names, which count in any case.
        period: the column of periods; -1 in a wide table, where labels stand before the first period.
    """
    texts = {column: [_cell(row, column) for row in rows] for column in left}
    unnamed = [column for column in left if column not in named]
    counted = [column for column in unnamed if are_figures(names[column], texts[column])]
    others = [column for column in unnamed if column not in counted and plays("skip", names[column])]
    labels = [column for column in left if column not in counted and column not in others]
    labels = _with_words(labels, rows, others, key, values)
    before = [c for c in counted if c < values[0] or period >= 0]
    if before:
        before = [c for c in before if not (labels and is_row_number(names[c], texts[c]))]
        labels = _with_numbers(labels, rows, before, key, values, everywhere=period < 0)
        labels = _with_words(labels, rows, others, key, values)
    words = [column for column in others if not are_codes(texts[column])]
    if period < 0 and not labels and len(words) == 1:
        labels = words
    again = repeating(names, labels, period, rows)
    return sorted(column for column in labels if column not in again or column in named)


def _with_words(
    labels: list[int], rows: Rows, others: Sequence[int], key: Sequence[int], values: Sequence[int]
) -> list[int]:
    """Return the labels with the codes and remarks that alone keep figures apart."""
    for column in others:
        if column not in labels and tells_apart(rows, [*key, *labels], column, values):
            labels = sorted([*labels, column])
    return labels


def counted(
    names: Sequence[str], rows: Rows, values: Sequence[int], key: Sequence[int], period: int
) -> tuple[int, ...]:
    """Return columns of numbers without those that are members: an age without which rows would be one.

    A member is a whole number that comes again in every period, or is called as ages and classes are.
    At least one column stays.

    Args:
        names: those of all columns.
        rows: the rows of the table.
        values: the columns of numbers.
        key: the columns that keep figures apart anyway.
        period: the column of periods.
    """
    within = {tuple(row) for row in rows if not is_line(row)}
    found, apart = list(values), list(key)
    for column in sorted(values, key=lambda c: len({_cell(row, c) for row in within})):
        texts = [_cell(row, column) for row in within]
        whole = all(map(_WHOLE.fullmatch, filter(None, texts)))
        called = _MEMBER.fullmatch(names[column].strip()) is not None
        recurs = called or _recurs(within, period, column)
        if len(found) > 1 and whole and recurs and _parts(within, apart, column):
            found.remove(column)
            apart.append(column)
    return tuple(found)


def _recurs(rows: Collection[tuple[str, ...]], period: int, column: int) -> bool:
    """Tell whether the same several numbers stand in nearly every one of at least two periods."""
    members: dict[str, set[str]] = {}
    for row in rows:
        members.setdefault(_cell(row, period), set()).add(_cell(row, column))
    every = set().union(*members.values())
    full = sum(len(own) * 5 >= len(every) * 4 for own in members.values())
    return len(members) > 1 and len(every) > 1 and full * 5 >= len(members) * 4


def _with_numbers(
    labels: list[int],
    rows: Rows,
    counted: Sequence[int],
    key: Sequence[int],
    values: Sequence[int],
    *,
    everywhere: bool,
) -> list[int]:
    """Return the labels with the columns of numbers without which most rows of one period would be one.

    Those with the fewest numbers come first: an age tells more than a bound of a figure, which has as many
    as there are rows.
    """
    over = sections(rows, 0, len(rows) - 1)
    within = {
        (over[place], *row)
        for place, row in enumerate(rows)
        if not is_line(row) and any(not numbers.is_missing(_cell(row, c)) for c in values)
    }
    members = {column: {_cell(row, column + 1) for row in within} for column in counted}
    for column in sorted(counted, key=lambda column: len(members[column])):
        recurring = len(members[column]) * 2 <= len(within)
        whole = recurring or everywhere or all(map(_WHOLE.fullmatch, filter(None, members[column])))
        if whole and _parts(within, [0, *(c + 1 for c in (*key, *labels))], column + 1):
            labels = sorted([*labels, column])
    return labels


def _parts(rows: Collection[tuple[str, ...]], key: Sequence[int], column: int) -> bool:
    """Tell whether several rows share a key in more than a few places, and one more column parts them."""
    by_key: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        by_key.setdefault(tuple(_cell(row, c) for c in key), []).append(_cell(row, column))
    several = [own for own in by_key.values() if len(own) > 1]
    parted = sum(len(set(own)) > 1 for own in several)
    return len(several) * 3 > len(by_key) and parted * 2 > len(several)


def left_out(
    grid: Grid, names: Sequence[str], columns: Sequence[int], rows: tuple[int, int]
) -> tuple[Notice, ...]:
    """Return what is told of columns with figures that belong to no period."""
    within = grid.rows[rows[0] : rows[1] + 1]
    found = [names[c] for c in columns if are_figures(names[c], [_cell(row, c) for row in within])]
    return (Notice("import.columns_left", {"columns": ", ".join(found)}),) if found else ()


def values_beside(
    grid: Grid,
    names: Sequence[str],
    values: Sequence[int],
    columns: Sequence[int],
    rows: tuple[int, int],
) -> tuple[Notice, ...]:
    """Return what is told of further columns that are called values and hold other figures."""
    within = grid.rows[rows[0] : rows[1] + 1]
    texts = {c: [_cell(row, c) for row in within] for c in columns if plays("value", names[c])}
    read = [texts.get(c) for c in values]
    further = [
        names[c]
        for c, own in texts.items()
        if c not in values and are_figures(names[c], own) and own not in read
    ]
    given = {"column": ", ".join(names[c] for c in values), "columns": ", ".join(further)}
    return (Notice("import.values_beside", given),) if further else ()


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""

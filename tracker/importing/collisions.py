"""Collisions: figures of one period that would fall on each other, and what tells them apart.

A column of codes or remarks, a line that stands over a group of rows, a second line of heads: where these
alone tell two figures apart, they count; where nothing does, nobody guesses which figure was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.importing import numbers, periods
from tracker.importing.content import Figure, Notice, StopError

Rows = Sequence[Sequence[str]]
_Of = tuple[tuple[str, str], ...]
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))  # soft hyphens, blanks without width
_A_BREAKDOWN = 2  # members at least
_OTHER_HEADS = 3  # lines of heads that are joined


def tells_apart(rows: Rows, key: Sequence[int], column: int, values: Sequence[int]) -> bool:
    """Tell whether differing figures of one key have a word of their own in one more column.

    A row that was revised, and stands there twice, is no reason against it.
    """
    by_key: dict[tuple[str, ...], dict[str, set[tuple[str, ...]]]] = {}
    for row in rows:
        figures = tuple(row[value].strip() for value in values if value < len(row))
        if len(row) > max((*key, column)) and any(figures):
            own = by_key.setdefault(tuple(row[c].strip() for c in key), {})
            own.setdefault(row[column].strip(), set()).add(figures)
    several = [own for own in by_key.values() if len(set().union(*own.values())) > 1]
    groups = [figures for own in several for figures in own.values()]
    return bool(groups) and sum(len(figures) > 1 for figures in groups) * 3 <= len(groups)


def is_row_number(name: str, texts: Sequence[str]) -> bool:
    """Tell whether a column counts its rows, as statistics programs write it before the first one."""
    if name.strip().casefold() not in ("", "index", "unnamed: 0") or len(texts) < 2:
        return False
    return any(list(texts) == [str(first + place) for place in range(len(texts))] for first in (0, 1))


def in_plain(cell: str) -> str:
    """Return a head in one line, without the signs that only say where it may be broken."""
    return " ".join(cell.translate(_UNSEEN).split())


def names_of(rows: Rows, head: int, start: int) -> tuple[str, ...]:
    """Return the heads of a table; heads that are the same are joined with the lines of heads above them."""
    lines = [[in_plain(cell) for cell in rows[head]]]
    names = tuple(lines[0])
    for row in range(head - 1, max(start - 1, head - 1 - _OTHER_HEADS), -1):
        if not _has_twins(names):
            return names
        above = [" ".join(cell.split()) for cell in rows[row]]
        lines.insert(0, [above[column] if column < len(above) else "" for column in range(len(names))])
        joined = _joined(lines)
        if len(set(filter(None, joined))) > len(set(filter(None, names))):
            names = joined
    return names if not _has_twins(names) else tuple(lines[-1])


def _has_twins(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    return len(set(filled)) < len(filled)


def _joined(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words over each column, without those that stand over all of them."""
    telling = [line for line in lines if len(set(filter(None, line))) > 1]
    return tuple(" ".join(dict.fromkeys(filter(None, cells))) for cells in zip(*telling, strict=True))


def sections(rows: Rows, first: int, last: int) -> dict[int, str]:
    """Return for each row of a table the line that stands over its group; empty above the first one."""
    found: dict[int, str] = {}
    current = ""
    for row in range(first, last + 1):
        if is_line(rows[row]):
            current = only(rows[row])
        found[row] = current
    return found


def is_line(row: Sequence[str]) -> bool:
    """Tell whether a row holds words alone, as a line over a group of rows does."""
    alone = only(row)
    return bool(alone) and numbers.taken_apart(alone) is None and not periods.looks_like_one(alone)


def only(row: Sequence[str]) -> str:
    """Return the one text of a row; empty where there is none, or more than one."""
    found = ""
    for cell in row:
        text = cell.strip()
        if text and found and text != found:
            return ""
        found = found or text
    return found


def expect_heads(rows: Rows, head: int, values: Sequence[int], place: str) -> None:
    """Stop at a row with more cells than heads whose figure may be cut in two, as `58,2` is without quotes.

    Args:
        rows: the cells of a delimited text.
        head: the row of the names.
        values: the columns of the figures.
        place: the file.

    Raises:
        StopError: there is such a row.
    """
    width = max((column + 1 for line in rows[: head + 1] for column, cell in enumerate(line) if cell.strip()))
    ends = [column for column in values if column + 1 not in values]
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if len(row) <= width or not any(cell.strip() for cell in row[width:]):
            continue
        for column in ends:
            whole, rest = (row[c].strip() if c < len(row) else "" for c in (column, column + 1))
            if re.fullmatch(r"[-−]?[0-9]+", whole) and re.fullmatch(r"[0-9]+", rest):
                raise StopError("import.cut_figure", place=f"{place}, row {number}", whole=whole, rest=rest)


def expect_none(figures: Iterable[Figure], place: str) -> None:
    """Stop where many periods of one series have several figures; of a few the caller tells which counts.

    Raises:
        StopError: they have.
    """
    by_period: dict[str, dict[str, str]] = {}
    for one in figures:
        by_period.setdefault(one.period, {})[one.value] = one.as_printed
    several = {period: own for period, own in by_period.items() if len(own) > 1}
    if len(several) > 2 and len(several) * 2 > len(by_period):
        period, own = next(iter(several.items()))
        example = f"{period}: {', '.join(list(own.values())[:3])}"
        raise StopError("import.collide", place=place, count=str(len(several)), example=example)


def clear_away(
    found: dict[tuple[str, str], dict[_Of, list[Figure]]], place: str, *, few: bool = False
) -> Iterator[Notice]:
    """Take away each series whose figures fall on each other, and yield the sentence that tells it.

    Args:
        found: the series of each quantity, by the names of their members.
        place: where they stand.
        few: whether nothing is taken away where most series of a quantity are like that, or its whole.
    """
    count, shown, example = 0, "", ""
    for quantity, strands in list(found.items()):
        unclear = {of: said for of, figures in strands.items() if (said := _example(figures, place))}
        if few and (() in unclear or len(unclear) * 2 > len(strands)):
            continue
        for of, said in unclear.items():
            count, example = count + 1, example or said
            shown = shown or ", ".join(": ".join(one) for one in of)
            del strands[of]
        # A member that alone is left does not take the place of the whole.
        if unclear and len(strands) < _A_BREAKDOWN and () not in strands:
            del found[quantity]
    if count:
        values = {"place": place, "count": str(count), "of": shown or "–", "example": example}
        yield Notice("import.left.colliding", values)


def _example(figures: Iterable[Figure], place: str) -> str:
    """Return a period with several figures of a series where many have some; else an empty text."""
    try:
        expect_none(figures, place)
    except StopError as stopped:
        return stopped.notice.values["example"]
    return ""

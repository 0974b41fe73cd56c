"""Doubtful: cells that can be meant in two ways, or that a program made into something else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.importing import numbers
from tracker.importing.content import Figure, Notice, StopError
from tracker.importing.grid import Grid

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def expect_words(grid: Grid, rows: Container[int], columns: Container[int]) -> None:
    """Stop where a program made a date of a word that tells series apart, such as of the class 3/4.

    Raises:
        StopError: it did.
    """
    dates = sorted(place for place in grid.made_up if place[0] in rows and place[1] in columns)
    if dates:
        raise StopError("import.made_up_date", place=grid.place(*dates[0]))


def dates(grid: Grid, rows: Iterable[int], columns: Iterable[int], names: Sequence[str]) -> Iterator[Notice]:
    """Yield a sentence on each column whose words that name targets or series are whole days.

    Raises:
        StopError: some of them are days in a column of a workbook, and others are words, such as 5+.
    """
    rows = list(rows)
    for column in sorted(one for one in columns if one >= 0):
        cells = (grid.rows[row][column].strip() for row in rows if column < len(grid.rows[row]))
        said = list(filter(None, cells))
        if example := next(filter(_DAY.fullmatch, said), ""):
            told = Notice("import.dates_as_names", {"column": names[column], "example": example})
            if grid.sheet and not all(map(_DAY.fullmatch, said)):
                raise StopError(told.reason, **told.values)
            yield told


def without_shifted(grid: Grid, rows: Sequence[int], labels: Iterable[int], width: int) -> Grid:
    """Return a delimited text without its lines that lack a cell amid, so that figures stand below words.

    Args:
        grid: the text.
        rows: its lines with figures.
        labels: the columns of words.
        width: how many cells a whole line has.
    """
    short = {row for row in rows if not grid.sheet and len(grid.rows[row]) < width}
    whole = [row for row in rows if row not in short]
    words = [c for c in labels if short and not any(_is_number(grid.rows[row], c) for row in whole)]
    shifted = {row for row in short if any(_is_number(grid.rows[row], c) for c in words)}
    kept = [[] if row in shifted else cells for row, cells in enumerate(grid.rows)]
    return replace(grid, rows=kept) if shifted else grid


def _is_number(cells: Sequence[str], column: int) -> bool:
    text = cells[column].strip() if column < len(cells) else ""
    return bool(text) and numbers.taken_apart(text) is not None


def expect_stated(grid: Grid, places: Iterable[tuple[int, int]], brackets: str) -> None:
    """Stop where a figure stands in brackets: it may be below zero, or of low reliability.

    Raises:
        StopError: one does, and nobody says which.
    """
    if brackets:
        return
    texts = (grid.rows[row][column].strip() for row, column in places if column < len(grid.rows[row]))
    example = next((text for text in texts if _is_bracketed(text)), "")
    if example:
        raise StopError("import.which_brackets", file=grid.file, example=example)


def unbracketed(figure: Figure, brackets: str) -> Figure:
    """Return a figure without the sign that its brackets gave it, where they call it unreliable."""
    if brackets != "low" or not _is_bracketed(figure.as_printed):
        return figure
    return replace(figure, value=figure.value.removeprefix("-"), low=True)


def _is_bracketed(text: str) -> bool:
    printed = numbers.taken_apart(text) if text.startswith("(") else None
    return printed is not None and printed.bracketed


def mark_of(file: str, texts: Iterable[str]) -> str:
    """Return the decimal mark of the figures of a table.

    Raises:
        StopError: they can be read with both.
    """
    texts = list(texts)
    found = numbers.marks_of(texts)
    if len(found) > 1:
        example = next(text for text in texts if re.search(r"\d[.,]\d{3}", text))
        raise StopError("import.which_mark", file=file, example=example)
    return found.pop()


def ask_mark(file: str, texts: Iterable[str], mark: str, other: str) -> None:
    """Ask which decimal mark counts where one figure has another one than the rest of its table.

    Raises:
        StopError: there is such a rest.
    """
    for text in texts:
        printed = numbers.taken_apart(text)
        if printed and [one for one in ".," if numbers.fits(printed.number, one)] == [mark]:
            raise StopError("import.two_marks", file=file, example=text, other=other)


def shares(figures: Sequence[Figure], name: str) -> Iterator[Notice]:
    """Yield a sentence where figures such as 0.145 stand among others such as 12.5 %."""
    signed = [one for one in figures if "%" in one.as_printed]
    bare = [one for one in figures if "%" not in one.as_printed and 0 < abs(float(one.value or 0)) <= 1]
    if bare and any(abs(float(one.value or 0)) > 1 for one in signed):
        places = ", ".join(one.at.rpartition(", ")[2] for one in bare[:10]) + (" …" if bare[10:] else "")
        said = {"id": name, "bare": bare[0].as_printed, "signed": signed[0].as_printed}
        yield Notice("import.shares", {**said, "count": str(len(bare)), "places": places})

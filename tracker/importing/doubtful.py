"""Doubtful: cells that can be meant in two ways, or that a program made into something else."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from tracker.importing import numbers
from tracker.importing.content import Figure, StopError
from tracker.importing.grid import Grid


def expect_words(grid: Grid, rows: Container[int], columns: Container[int]) -> None:
    """Stop where a program made a date of a word that tells series apart, such as of the class 3/4.

    Raises:
        StopError: it did.
    """
    dates = sorted(place for place in grid.made_up if place[0] in rows and place[1] in columns)
    if dates:
        raise StopError("import.made_up_date", place=grid.place(*dates[0]))


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

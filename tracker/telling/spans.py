"""Spans: runs of text and the cells of tables, of which blocks are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

from tracker.judging.states import State

Kind = Literal["", "note", "line", "code", "formula"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text.

    Attributes:
        kind: small print, the line of a file, a name out of a file, or a formula.
        link: where it leads; empty when it leads nowhere.
        state: the state that the text names; it is set in the colour and behind the sign of the state.
    """

    text: str
    kind: Kind = ""
    link: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: lines of spans, of which the first is the cell's own."""

    lines: tuple[tuple[Span, ...], ...]

    @property
    def text(self) -> str:
        """What the cell says, without form."""
        return " ".join("".join(span.text for span in line) for line in self.lines).strip()


Given = str | Span | Cell


def cell(given: Given) -> Cell:
    """Return a text or span as a cell."""
    if isinstance(given, Cell):
        return given
    return Cell(((given if isinstance(given, Span) else Span(given),),))


def line(*given: str | Span) -> tuple[Span, ...]:
    """Return texts and spans as one line, without what is empty."""
    spans = (one if isinstance(one, Span) else Span(one) for one in given)
    return tuple(span for span in spans if span.text)


def stacked(*lines: Iterable[Span]) -> Cell:
    """Return a cell of several lines, each below the other."""
    return Cell(tuple(tuple(one) for one in lines))


class Rows(Sequence[_T]):
    """Rows that are made when they are looked at, because a page shows few of thousands."""

    def __init__(self, items: Sequence[Any], make: Callable[[Any], _T]) -> None:
        """Keep the items, and what makes a row of one."""
        self._items, self._make = items, make

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...

    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        """Return one row, or fewer rows."""
        if isinstance(at, slice):
            return Rows(self._items[at], self._make)
        return self._make(self._items[at])

"""Spans: runs of text and the cells of tables, of which blocks are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar, overload

from tracker.judging.states import State
from tracker.tongue import Tongue

Kind = Literal["", "note", "line", "code", "formula"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text.

    Attributes:
        kind: small print, the line of a file, a name out of a file, or a formula.
        link: where it leads; empty when it leads nowhere.
        state: the state that the text names; it is set in the colour and behind the sign of the state.
        standing: the finer word for the state, where it may have a sign of its own.
    """

    text: str
    kind: Kind = ""
    link: str = ""
    state: State | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        lines: what a reader sees; the first line is the cell's own.
        value: the unrounded number or the day behind it, for spreadsheets; None for a text.
        number: the digits of `value` as they stand in the text; the period of a day.
        decimals: digits after the mark in the text.
        share: the value is a fraction shown as a percentage.
    """

    lines: tuple[tuple[Span, ...], ...]
    value: float | date | None = None
    number: str = ""
    decimals: int = 0
    share: bool = False

    @property
    def text(self) -> str:
        """What the cell says, without form; of one text in another language that it is so."""
        if len(self.lines) == 1 and len(self.lines[0]) == 1 and isinstance(self.lines[0][0].text, Tongue):
            return self.lines[0][0].text
        return " ".join("".join(span.text for span in line) for line in self.lines).strip()

    @property
    def state(self) -> State | None:
        """The state that the cell names, if it names one."""
        return next((span.state for line in self.lines for span in line if span.state), None)

    @property
    def link(self) -> str:
        """Where the cell leads; empty when it leads nowhere."""
        return next((span.link for line in self.lines for span in line if span.link), "")


Given = str | Span | Cell


def cell(
    given: Given,
    value: float | date | None = None,
    number: str = "",
    decimals: int = 0,
    *,
    share: bool = False,
) -> Cell:
    """Return a text or span as a cell, with the value behind it where there is one."""
    if isinstance(given, Cell):
        return given
    own = given if isinstance(given, Span) else Span(given)
    return Cell(((own,),), value, number, decimals, share)


def line(*given: str | Span) -> tuple[Span, ...]:
    """Return texts and spans as one line, without what is empty."""
    spans = (one if isinstance(one, Span) else Span(one) for one in given)
    return tuple(span for span in spans if span.text)


def strung(*remarks: str) -> tuple[Span, ...]:
    """Return remarks one behind the other, each in its own language; a full stop takes no semicolon."""
    spans: list[Span] = []
    for remark in filter(None, remarks):
        if spans:
            spans.append(Span(" " if spans[-1].text.endswith((".", "!", "?")) else "; "))
        spans.append(Span(remark))
    return tuple(spans)


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

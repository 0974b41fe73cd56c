"""Blocks: the vocabulary of what a page says; each medium has one renderer for it.

Every text is plain; a renderer escapes it. Links are addresses that `Scene.link` made or that the
data format has checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.charts import Chart
from tracker.comparing import Placed
from tracker.judging.states import State
from tracker.model import Breakdown
from tracker.style import Look
from tracker.telling.shapes import Band, Bar, Curve, Lead, Leads, Rail, Rails, Stop, Strip
from tracker.telling.spans import Cell, Given, Rows, Span, cell, line, stacked, strung

__all__ = [
    "Asked",
    "Band",
    "Bar",
    "Beside",
    "Block",
    "Card",
    "Cards",
    "Cell",
    "Choice",
    "Copied",
    "Curve",
    "Draw",
    "Empty",
    "Facts",
    "Fold",
    "Given",
    "Heading",
    "Lead",
    "Leads",
    "Offer",
    "Paged",
    "Picture",
    "Prose",
    "Rail",
    "Rails",
    "Rows",
    "Span",
    "Stop",
    "Strip",
    "Table",
    "Timeline",
    "Verdict",
    "cell",
    "line",
    "stacked",
    "strung",
    "tabled",
    "walked",
]

Draw = Callable[[Look], Chart]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 1 of the page, 2 of a part of it; `link` leads to the page of what it names."""

    text: str
    level: Literal[1, 2] = 2
    link: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; a note is small print, a kicker stands above the heading of a page."""

    line: tuple[Span, ...]
    kind: Literal["", "note", "kicker", "way", "alone", "finding"] = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict in sentences, behind the sign of its state; small print is a span of the kind `note`."""

    state: State
    lines: tuple[tuple[Span, ...], ...]
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A few numbers to remember, each with its name."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        widths: the shares of the columns; empty leaves them to the medium.
        numeric: places of the columns that are set to the right.
        name: tells it from the other tables of a document.
    """

    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    title: str = ""
    widths: tuple[float, ...] = ()
    numeric: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of the board.

    Attributes:
        path: the ids of target and part, as addresses write them.
        above: the title of the whole, where the entry is a part of it.
        figure: the latest figure and its period. goal: what is promised.
        told: figure or promise in one line, for the list of what cannot be judged.
        closed, used: shares of the way and the time, with `label` in words; None when unknown.
        owner: who answers for it, where the list says so.
    """

    path: str
    title: Span
    above: str
    figure: tuple[str, str]
    goal: str
    told: str
    sign: Span
    closed: float | None = None
    used: float | None = None
    label: str = ""
    owner: str = ""

    @property
    def name(self) -> Span:
        """The title behind the title of the whole."""
        return Span(
            f"{self.above}: {self.title.text}" if self.above else self.title.text, link=self.title.link
        )


@dataclass(frozen=True, slots=True)
class Cards:
    """Entries of the board: some as cards, below them in one line each those that nobody can judge."""

    cards: tuple[Card, ...]
    brief: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart.

    Attributes:
        name: the ids that tell it from every other of the portfolio; names what is taken along.
        draw: draws it for a look.
        chosen: what else it is made of besides data, day, language and look.
    """

    name: tuple[str, ...]
    draw: Draw
    chosen: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A list of moments with what happened or is due then; the moment may be empty."""

    rows: Sequence[tuple[str, tuple[Span, ...]]]


@dataclass(frozen=True)
class Fold:
    """Something that is shown when a reader asks for it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Beside:
    """Blocks beside each other where there is room."""

    columns: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Paged:
    """Many items of which a page shows so many at a time; what is not shown is not made.

    Attributes:
        key: names it within the portfolio.
        show: makes the blocks of some of the items.
    """

    key: str
    items: Sequence[Any]
    show: Callable[[Sequence[Any]], Iterable[Block]]
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a reader may choose; the choice lives in the address.

    Attributes:
        form: a list to choose one or several of, buttons, a text or a day.
        options: codes with what they are called. default: the code, text or day without a choice.
        hint: stands in an empty field; how a day is typed. limit: how many may be chosen.
        span: earliest and latest day.
    """

    name: str
    label: str
    form: Literal["one", "several", "buttons", "text", "day"]
    options: Mapping[str, str]
    default: str = ""
    hint: str = ""
    limit: int | None = None
    span: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Asked:
    """Blocks that depend on what a reader chooses beside them; without a choice the defaults hold.

    Attributes:
        show: makes the blocks of what was chosen, by the names of the choices.
    """

    choices: tuple[Choice, ...]
    show: Callable[[Mapping[str, str]], Iterable[Block]]

    def plain(self) -> Iterable[Block]:
        """Return the blocks of the defaults."""
        return self.show({choice.name: choice.default for choice in self.choices})


@dataclass(frozen=True, slots=True)
class Copied:
    """A text to take along as it is, with a button that copies it."""

    text: str


@dataclass(frozen=True, slots=True)
class Empty:
    """That there is nothing, and what to do next; `code` names the file to begin with."""

    text: str
    heading: str = ""
    code: str = ""
    level: Literal[1, 2] = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do that each medium offers in its way, if at all.

    Attributes:
        what: take along, try another pace, record a figure, show who changed what when, or what nobody
            has reviewed yet.
        ids: the targets it is about.
        picture: what is taken along, exactly as it is shown.
        placed, splits: the shares of way and time, and the places, that it shows; the figures taken along
            hold them, too.
    """

    what: Literal["take", "pace", "record", "log", "drafts"]
    ids: tuple[str, ...]
    picture: Picture | None = None
    placed: tuple[Placed, ...] = ()
    splits: tuple[Breakdown, ...] = ()


Block = (
    Heading
    | Prose
    | Verdict
    | Facts
    | Table
    | Cards
    | Strip
    | Leads
    | Band
    | Rails
    | Picture
    | Timeline
    | Fold
    | Beside
    | Paged
    | Asked
    | Copied
    | Empty
    | Offer
)


def tabled(
    heads: Sequence[str],
    rows: Iterable[Sequence[Given]],
    title: str = "",
    *,
    widths: tuple[int, ...] = (),
    numeric: tuple[int, ...] = (),
) -> Table:
    """Return a table of rows that are at hand."""
    made = tuple(tuple(cell(one) for one in row) for row in rows)
    return Table(tuple(heads), made, title, widths, numeric)


def walked(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and everything inside them, with each page of what is paged."""
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from walked(block.blocks)
        elif isinstance(block, Beside):
            yield from (inner for column in block.columns for inner in walked(column))
        elif isinstance(block, Asked):
            yield from walked(block.plain())
        elif isinstance(block, Paged):
            yield from walked(block.show(block.items))

"""Shapes: the blocks that are small pictures of a page's own: leads, bands of themes, lines of time."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.telling.spans import Span


@dataclass(frozen=True, slots=True)
class Strip:
    """How many entries have which standing, as one bar with words below it; each leads to its entries."""

    counts: tuple[tuple[Span, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a lead: from where to where it reaches, as shares of the whole.

    Attributes:
        reached: the share that is reached; None where nobody knows.
    """

    value: str
    name: str
    start: float
    length: float
    reached: float | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A small trajectory in shares of its width and height, from the lower left corner.

    Attributes:
        seen: the published figures. path: the way that is asked for. goals: the goals on it.
        told: the picture in words.
    """

    seen: tuple[tuple[float, float], ...]
    path: tuple[tuple[float, float], ...]
    goals: tuple[tuple[float, float], ...]
    told: str


@dataclass(frozen=True, slots=True)
class Lead:
    """One target as a picture of its kind: steps, a share of a whole, a small trajectory or a number.

    Attributes:
        large: what is promised, in large type. when: by when.
        scale: what the bars are and what their full width stands for.
        told: the latest figure, or the nearest evidence where there is none.
        source: the document of the promise.
    """

    title: Span
    large: str
    when: str
    sign: Span
    told: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    bars: tuple[Bar, ...] = ()
    scale: str = ""
    curve: Curve | None = None


@dataclass(frozen=True, slots=True)
class Leads:
    """Targets as pictures of their kind, the most important first and largest."""

    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A theme in one row: its name, how its entries stand, a few small pictures, and the way to all.

    Attributes:
        level: of the heading that its name is.
    """

    title: Span
    strip: Strip
    leads: tuple[Lead, ...]
    more: Span
    level: int = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on a line of time.

    Attributes:
        marks: a state, or a plain text, with how many have it; beside each other, so that none hides another.
        told: what stands there, in words.
    """

    at: float
    marks: tuple[tuple[Span, int], ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """A programme as a line of time: its name, how much is done, its marks, and what has no date."""

    title: Span
    done: str
    stops: tuple[Stop, ...]
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Rails:
    """Programmes, or the days on which something falls due, on one axis of time.

    Attributes:
        ticks: the names of years with their places, as shares of the width.
        today: the day of assessment with its place. legend: the states that occur.
    """

    rails: tuple[Rail, ...]
    ticks: tuple[tuple[float, str], ...]
    today: tuple[float, str]
    legend: tuple[Span, ...]

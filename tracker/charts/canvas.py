"""Canvas: what every chart shares: its setting, its frame of headline and source line, its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, Unpack

from tracker import style
from tracker.charts import labels
from tracker.charts.labels import Box, Inked, Kind, Label, Spot, Stroke
from tracker.language import Words
from tracker.model import Portfolio
from tracker.style import Look, Theme
from tracker.wording import Wording

Trace = dict[str, Any]
Layout = dict[str, Any]
_PAD = 14
_TWO_DOTS = re.compile(r"(?<!\.)\.\. ")
_APART = " · "  # between the entries of a key
_MARK = 7  # pixels from the middle of a mark that it covers


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as a plain Plotly figure, with its texts.

    Attributes:
        figure: `data` and `layout`, ready for JSON; the texts are drawn inside the picture as well.
        alt: the picture in sentences, for those who do not see it.
    """

    figure: dict[str, Any]
    alt: str
    headline: str
    subtitle: str
    source: str


@dataclass(frozen=True, slots=True)
class Setting:
    """With what a chart is drawn: the language, the look, and the portfolio with its units and sources."""

    words: Words
    look: Look
    portfolio: Portfolio

    @property
    def wording(self) -> Wording:
        """The sentences of the language, with the units of the portfolio."""
        return Wording(self.words, self.portfolio.vocabulary.units)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self.look.theme

    def sized(self, height: int) -> Setting:
        """Return the same setting for a picture of another height."""
        return replace(self, look=replace(self.look, height=height))


@dataclass(frozen=True, slots=True)
class Texts:
    """What a frame says around the plot, and the picture in sentences.

    Attributes:
        key: what marks and numbers in the plot mean, told above the source line.
    """

    headline: str
    subtitle: str
    source: str
    alt: str = ""
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plane:
    """The plot inside its frame: from values to pixels.

    Attributes:
        x, y: values at the left and right, and at the bottom and top edge.
        margin: pixels around the plot, as Plotly wants them: l, r, t, b.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    margin: dict[str, int]
    look: Look

    @cached_property
    def wide(self) -> float:
        """Width of the plot in pixels."""
        return max(40, self.look.width - self.margin["l"] - self.margin["r"])

    @cached_property
    def high(self) -> float:
        """Height of the plot in pixels."""
        return max(40, self.look.height - self.margin["t"] - self.margin["b"])

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel of a value, from the upper left corner of the plot."""
        (left, right), (bottom, top) = self.x, self.y
        return (x - left) / (right - left) * self.wide, (top - y) / (top - bottom) * self.high

    def line(self, points: Sequence[Spot]) -> list[Stroke]:
        """Return a line of values as strokes between pixels."""
        return labels.strokes([self.pixel(x, y) for x, y in points])

    def mark(self, x: float, y: float) -> Box:
        """Return the pixels that the mark of a value covers."""
        across, down = self.pixel(x, y)
        return Box(across - _MARK, down - _MARK, across + _MARK, down + _MARK)

    def label(self, spots: Iterable[Spot], lines: Iterable[str], colour: str, **more: Unpack[Kind]) -> Label:
        """Return a label for the mark at a value, or for a line near one of several values."""
        kind: Kind = {"size": self.look.text - 1, **more}
        return Label(tuple(self.pixel(x, y) for x, y in spots), tuple(lines), colour, **kind)


def margins(
    look: Look, texts: Texts, sides: tuple[float, float], *, below: float = 26, above: float = 16
) -> dict[str, int]:
    """Return the margins that give headline, subtitle, ticks and source line their room."""
    head, small, foot = _lines(look, texts)
    foot = [*_key(look, texts), *foot]
    top = _PAD + len(head) * look.head * labels.LINE + len(small) * (look.text - 1) * labels.LINE + 6 + above
    bottom = below + len(foot) * look.small * labels.LINE + _PAD
    return {"l": round(sides[0]), "r": round(sides[1]), "t": round(top), "b": round(bottom), "pad": 0}


def row_height(look: Look, edge: dict[str, int], natural: float, rows: int) -> float:
    """Return the height of a row: what it needs, or what fills the picture where that is possible."""
    room = (look.height - edge["t"] - edge["b"]) / max(1, rows)
    return max(0.8 * natural, room) if look.fill else natural


def _lines(look: Look, texts: Texts) -> tuple[list[str], list[str], list[str]]:
    room = look.width - 2 * _PAD
    head = labels.wrap(texts.headline, look.head, room / 1.06, most=7 if look.narrow else 4)
    small = labels.wrap(texts.subtitle, look.text - 1, room, most=5 if look.narrow else 3)
    return head, small if texts.subtitle else [], labels.wrap(texts.source, look.small, room, most=4)


def _key(look: Look, texts: Texts) -> list[str]:
    """Return what marks and numbers mean as lines, never one entry on two lines where it fits on one."""
    room, lines = look.width - 2 * _PAD, list[str]()
    for entry in texts.key:
        joined = f"{lines[-1]}{_APART}{entry}" if lines else entry
        if lines and labels.width(joined, look.small) <= room:
            lines[-1] = joined
        else:
            lines += labels.wrap(entry, look.small, room)
    return lines


def chart(setting: Setting, plane: Plane, texts: Texts, data: list[Trace], layout: Layout) -> Chart:
    """Return the finished chart: traces, axes and labels inside the common frame."""
    look = setting.look
    notes = [*layout.get("annotations", []), *_frame(look, plane, texts)]
    base = style.layout(look, setting.words.separators) | {"height": look.height, "margin": plane.margin}
    figure = {"data": data, "layout": base | layout | {"annotations": notes}}
    alt = _TWO_DOTS.sub(". ", texts.alt)  # a definition that ends with a stop of its own
    return Chart(figure, alt, texts.headline, texts.subtitle, texts.source)


def _frame(look: Look, plane: Plane, texts: Texts) -> list[Layout]:
    """Return headline, subtitle and source line as notes at fixed pixels of the picture."""
    head, small, foot = _lines(look, texts)
    theme, left, top = look.theme, _PAD - plane.margin["l"], plane.margin["t"] - _PAD
    under, down = top - len(head) * look.head * labels.LINE - 4, 10 - plane.margin["b"]
    above, below = {"y": 1, "yanchor": "top"}, {"y": 0, "yanchor": "bottom"}
    edge = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "xshift": left, "align": "left"}
    bold = f"<b>{labels.marked_up(head)}</b>"
    notes = [edge | above | {"yshift": top} | note(bold, look.head, theme.ink)]
    if small:
        line = note(labels.marked_up(small), look.text - 1, theme.muted)
        notes.append(edge | above | {"yshift": under} | line)
    foot = [*_key(look, texts), *foot]
    return [*notes, edge | below | {"yshift": down} | note(labels.marked_up(foot), look.small, theme.muted)]


def note(text: str, size: float, colour: str) -> Layout:
    """Return a Plotly annotation without its place; the text is safe already."""
    font = {"family": style.FONT, "size": size, "color": colour}
    return {"text": text, "showarrow": False, "borderpad": 0, "font": font}


class Drawing(Protocol):
    """A chart that labels its marks: it is laid out anew when the key below needs more room."""

    @property
    def marks(self) -> tuple[str, ...]:
        """What the signs that occur mean, apart from those that carry a label."""

    def plane(self, texts: Texts) -> tuple[Plane, Layout]:
        """Return the plot inside the frame of the texts, and its axes."""

    def labels(self, plane: Plane) -> Sequence[Label]:
        """Return the labels, always the same ones in the same order."""

    def ink(self, plane: Plane) -> Sequence[Inked]:
        """Return the pixels to keep clear of."""

    def taken(self, plane: Plane) -> Sequence[Box]:
        """Return where something is written already."""

    def room(self, plane: Plane) -> Box:
        """Return where labels may lie."""


def fitted(drawing: Drawing, texts: Texts, words: Words) -> tuple[Plane, Layout, Texts]:
    """Return the plot, its layout with every label at a free place, and the texts with their key.

    A needed label without a free place is numbered at its mark and told in the key; a line without
    one is explained there. A longer key may take room from the plot, so it is laid out again.
    """
    below: list[int] = []
    early = False
    while True:
        plane, layout = drawing.plane(texts)
        wanted = drawing.labels(plane)
        shown = _stand_ins(wanted, below, early=early)
        placed, missed = labels.place(
            list(shown.values()), drawing.ink(plane), drawing.room(plane), drawing.taken(plane)
        )
        places = list(shown)
        fresh = [n for n in (places[one] for one in missed) if n not in below]
        fresh = [n for n in fresh if wanted[n].needed or wanted[n].key]
        if not fresh and not early and any(places[one] in below for one in missed):
            early = True  # a number without a place goes before the names
            continue
        if not fresh:
            return plane, layout | {"annotations": [_annotation(plane, one) for one in placed]}, texts
        below += fresh
        texts = replace(texts, key=_told(wanted, below, words) + drawing.marks)


def _stand_ins(wanted: Sequence[Label], below: Sequence[int], *, early: bool) -> dict[int, Label]:
    """Return what is written in the plot: labels, and numbers of those that are told below, `early` first."""
    numbers = {place: n for n, place in enumerate((one for one in below if wanted[one].needed), 1)}
    sharing: dict[tuple[labels.Spot, ...], list[int]] = {}
    for place in numbers:
        sharing.setdefault(wanted[place].spots, []).append(place)
    named = {n: label for n, label in enumerate(wanted) if n not in below}
    shown: dict[int, Label] = {}
    for first, *more in sharing.values():  # marks upon each other bear their numbers in one text
        text = ", ".join(f"{numbers[place]}" for place in (first, *more))
        shown[first] = replace(wanted[first], lines=(text,), side="any", bold=True)
    return shown | named if early else dict(sorted((named | shown).items()))


def _told(wanted: Sequence[Label], below: Sequence[int], words: Words) -> tuple[str, ...]:
    """Return the key of the labels that found no room: numbers first, then lines."""
    numbered = [wanted[n].told or " ".join(wanted[n].lines) for n in below if wanted[n].needed]
    told = [words("chart.key.number", number=f"{n}", meaning=text) for n, text in enumerate(numbered, 1)]
    return (*told, *dict.fromkeys(wanted[n].key for n in below if not wanted[n].needed))


def _annotation(plane: Plane, placed: labels.Placed) -> Layout:
    """Return a placed label: pinned to its spot in values, moved to its place in pixels.

    A label that had to go far is tied to its spot by a thin line.
    """
    label, box, (x, y) = placed.label, placed.box, placed.spot
    beside = "left" if box.left >= x else "right" if box.right <= x else "center"
    edge = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[beside]
    (left, right), (bottom, top) = plane.x, plane.y
    text = labels.marked_up(label.lines)
    pinned = {
        "x": left + x / plane.wide * (right - left),
        "y": top - y / plane.high * (top - bottom),
        "xref": "x",
        "yref": "y",
        "xanchor": beside,
        "align": beside,
    } | note(f"<b>{text}</b>" if label.bold else text, label.size, label.colour)
    across, down = round(edge - x, 1), round((box.top + box.bottom) / 2 - y, 1)
    if placed.apart <= labels.TIED:
        return pinned | {"xshift": across, "yshift": -down}
    tie = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": label.colour, "standoff": 7}
    return pinned | tie | {"ax": across, "ay": down}


def source_line(setting: Setting, on: date, sources: Iterable[str | None]) -> str:
    """Return who published the figures in the picture, and the day as of which it is drawn."""
    words, names = setting.words, dict.fromkeys(publisher(setting, one) for one in sources if one)
    listed = "; ".join(name for name in names if name)
    if not listed:
        return words("chart.source.none", day=words.day(on))
    return words("chart.source", publishers=listed, day=words.day(on))


def publisher(setting: Setting, source: str) -> str:
    """Return the short name of who published a source."""
    record = setting.portfolio.sources.get(source)
    body = setting.portfolio.vocabulary.bodies.get(record.publisher) if record else None
    if body is None:
        return record.publisher if record else source
    return setting.words.text(body.short) or setting.words.text(body.title)

"""Due: what falls due next, as a line of time and as a list, and what is new, beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker.board import Entry
from tracker.changed import before, news
from tracker.scalars import year_point
from tracker.scene import Scene
from tracker.telling.blocks import (
    Beside,
    Block,
    Fold,
    Heading,
    Paged,
    Prose,
    Rail,
    Rails,
    Span,
    Stop,
    Timeline,
    line,
)
from tracker.telling.programmes import DIGIT, NARROW, axis_of, gathered
from tracker.telling.signs import linked

SHORT, RECENT, NEWS = 5, 90, 2
"""Lines of a list, days that are recent, and news told of one entry."""
AT_ONCE = 30
"""Further deadlines of one page."""
PILL = 20
"""Pixels of the frame around a number on the line of deadlines."""
AHEAD = 8
"""Years that the line of deadlines reaches ahead at most."""


def outlook(scene: Scene, theme: str = "") -> Block:
    """Return what is next and what is new, of all or of one theme, beside each other."""
    return Beside((tuple(next_deadlines(scene, theme)), tuple(recent_changes(scene, theme))))


def next_deadlines(scene: Scene, theme: str = "") -> Iterator[Block]:
    """Tell what falls due: how much in which year on a line of time, and what is next as a list."""
    words = scene.words
    yield Heading(words("overview.next"))
    told = [entry for entry in scene.entries if theme in ("", entry.target.theme)]
    dated = [(due, entry) for entry in told if (due := entry.due)]
    coming = [
        (due, entry) for due, entry in dated if due >= scene.on and entry.leaf.state not in ("met", "done")
    ]
    if len({due for due, _ in coming}) > 1:
        yield ahead([due for due, _ in coming], scene)
    coming.sort(key=lambda pair: pair[0])

    def listed(some: Sequence[tuple[date, Entry]]) -> list[Block]:
        return [Timeline([(words.short_day(due), (linked(entry, scene),)) for due, entry in some])]

    if not coming:
        known = dated or any(step.due for entry in told for step in entry.leaf.parts)
        yield Prose(line(words("overview.next.none" if known else "overview.next.unknown")))
        return
    yield from listed(coming[:SHORT])
    if rest := coming[SHORT:]:
        title = words.count("front.attention.rest", len(rest))
        yield Fold(title, (Paged(f"due-{theme}", rest, listed, AT_ONCE),))


def ahead(days: Sequence[date], scene: Scene) -> Rails:
    """Return the days on which something falls due on one line, each with how many entries."""
    near = sorted(day for day in days if day.year <= scene.on.year + AHEAD)
    axis = axis_of(map(year_point, near), scene)
    places = [(min(axis.place(year_point(day)), 1.0), day) for day in sorted(days)]
    stops = (
        _stop(place, some, scene, beyond=some[-1] not in near)
        for place, some in gathered(places, lambda some: (PILL + DIGIT * len(str(len(some)))) / NARROW)
    )
    return Rails((Rail(Span(""), "", tuple(stops)),), axis.ticks, axis.today, ())


def _stop(place: float, days: Sequence[date], scene: Scene, *, beyond: bool) -> Stop:
    """Return how many entries fall due about a place; an arrow says that some lie beyond the line."""
    words = scene.words
    count, until = words.count("board.found", len(days)), words.short_day(days[-1])
    mark = Span(f"{words.number(len(days))} →" if beyond else words.number(len(days)))
    return Stop(place, ((mark, 1),), (words("figure.at", figure=count, period=until),))


def recent_changes(scene: Scene, theme: str = "") -> Iterator[Block]:
    """Tell what became known in the last three months."""
    words = scene.words
    yield Heading(words("overview.recent"))
    since = scene.on - timedelta(days=RECENT)
    rows = []
    changes = [change for change in scene.changes(since) if theme in ("", change.entry.target.theme)]
    for change in changes[:SHORT]:
        was = before(change, words) or words("change.new")
        moved = words("change.moved", before=was, after=scene.wording.state(change.entry.leaf))
        told = moved if change.moved else "; ".join(news(change, scene.wording)[:NEWS])
        told = told or words.listed([words(f"cause.{cause}") for cause in change.causes])
        rows.append(("", (linked(change.entry, scene), Span(" "), Span(told, "note"))))
    yield Timeline(rows) if rows else Prose(line(words("overview.recent.none", day=words.day(since))), "note")

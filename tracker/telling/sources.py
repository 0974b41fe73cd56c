"""Sources: every document, how reliable it is and what rests on it, to search, narrow and order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import board
from tracker.collation import folded, order
from tracker.model import Source
from tracker.scene import Scene
from tracker.telling.blocks import (
    Block,
    Cell,
    Choice,
    Empty,
    Paged,
    Span,
    Table,
    cell,
    line,
    stacked,
)
from tracker.telling.pages import Chosen
from tracker.telling.signs import heads, opened

MOST = 12
"""Sources that are shown at a time: on a phone each fills a third of the screen."""
LINKS = 6
"""Targets that are named with a source."""
WORTHS = ("primary", "secondary", "weak")
COLUMNS = ("source", "publisher", "published", "kind", "reliability", "rests")
WIDTHS = (38, 16, 9, 8, 9, 20)


def choices(scene: Scene) -> tuple[Choice, ...]:
    """Return by what the sources are searched, narrowed and ordered."""
    words, records = scene.words, scene.portfolio.sources.values()
    anything = words("filter.any")
    kinds: dict[str, str] = {one: words(f"kind.{one}") for one in sorted({one.kind for one in records})}
    given = {one.reliability for one in records}
    worths: dict[str, str] = {name: words(f"reliability.{name}") for name in WORTHS if name in given}
    orders = {name: words(f"sources.sort.{name}") for name in ("published", "title", "rests")}
    return (
        Choice("q", words("filter.text"), "text", {}, hint=words("sources.example")),
        Choice("kind", words("column.kind"), "several", kinds, hint=anything),
        Choice("reliability", words("column.reliability"), "several", worths, hint=anything),
        Choice("sort", words("sort.label"), "one", orders, "published"),
    )


def _wanted(source: Source, chosen: Chosen, scene: Scene) -> bool:
    """Tell whether a source has what a reader asks for: every word somewhere, its kind, its reliability."""
    texts = [*source.title.values(), *(source.summary or {}).values()]
    hay = folded(" ".join([source.id, source.published.text, scene.body_title(source.publisher), *texts]))
    kinds, worths = (set(filter(None, chosen.get(name, "").split(","))) for name in ("kind", "reliability"))
    found = all(needle in hay for needle in folded(chosen.get("q", "")).split())
    return found and (not kinds or source.kind in kinds) and (not worths or source.reliability in worths)


def sources(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell every document known on the day, how reliable it is and what rests on it."""
    words = scene.words
    rests: dict[str, list[str]] = {}
    for name in scene.portfolio.targets:
        for cited in board.sources_of(scene.portfolio, name):
            rests.setdefault(cited, []).append(name)
    known = [source for source in scene.portfolio.sources.values() if source.known <= scene.on]
    if not known:
        yield Empty(words("empty.sources"))
        return
    known = [source for source in known if _wanted(source, chosen, scene)]
    known.sort(key=lambda one: (one.known, one.id), reverse=True)
    if chosen.get("sort") == "title":
        known.sort(key=lambda one: order(words.text(one.title), words.language))
    elif chosen.get("sort") == "rests":
        known.sort(key=lambda one: -len(rests.get(one.id, [])))
    if not known:
        yield Empty(words("board.nothing"))
        return
    names, title = heads(scene, *COLUMNS), words.count("sources.known", len(known))

    def show(some: Sequence[Source]) -> Iterator[Block]:
        rows = [_source(source, sorted(rests.get(source.id, [])), scene) for source in some]
        yield Table(tuple(names), rows, title, WIDTHS)

    yield Paged("sources", known, show, MOST)


def _source(source: Source, targets: Sequence[str], scene: Scene) -> tuple[Cell, ...]:
    words = scene.words
    summary = Span(words.text(source.summary), "note")
    reading = ""
    if source.translated and source.language:
        reading = words("source.translated", language=source.language)
    read_in = words("source.outlet", outlet=scene.body_title(source.outlet)) if source.outlet else ""
    return (
        stacked(line(Span(words.text(source.title), link=source.url or "")), line(summary)),
        stacked(line(scene.body_title(source.publisher)), line(Span(read_in, "note"))),
        cell(scene.published(source.id)),
        stacked(line(words(f"kind.{source.kind}")), line(Span(reading, "note"))),
        cell(words(f"reliability.{source.reliability}") if source.reliability else "–"),
        stacked(_resting(targets, source.id, scene)),
    )


def _resting(targets: Sequence[str], source: str, scene: Scene) -> tuple[Span, ...]:
    """Return links to the targets that rest on a source; of many the first, and one to the board with all."""
    found = [opened(name, scene) for name in targets[:LINKS]]
    if len(targets) > LINKS:
        more = scene.words.count("sources.more", len(targets) - LINKS)
        found.append(Span(more, link=scene.link("board", source=source)))
    between = [part for one in found for part in (Span(", "), one)]
    return tuple(between[1:]) or (Span("–"),)

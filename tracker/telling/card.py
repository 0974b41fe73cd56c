"""The card of one figure: document, place, as printed, dates, reliability, what it was checked against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.progress import Assessment, Point
from tracker.scene import Scene
from tracker.telling.blocks import Block, Copied, Given, Prose, Span, line, stacked, strung, tabled

APART = "~"
"""Between part, period and document in the name of a figure; no id holds it."""


def name_of(point: Point, leaf: Assessment) -> str:
    """Return the name of a figure within its target, as the address writes it."""
    part = leaf.id if leaf.within else ""
    return APART.join((part, point.period.text, point.source or ""))


def figure_named(name: str, target: Assessment) -> tuple[Point, Assessment] | None:
    """Return the figure of a target with its series, if the day knows one of that name."""
    for leaf in (target, *target.parts, *target.members):
        for point in every(leaf):
            if name_of(point, leaf) == name:
                return point, leaf
    return None


def every(leaf: Assessment) -> list[Point]:
    """Return the figures of a series, those that are not counted as well."""
    return [*leaf.series, *(rival.point for rival in leaf.others), *leaf.withheld]


def title(point: Point, leaf: Assessment, scene: Scene) -> str:
    """Return figure and period, the name of the card."""
    shown, period = scene.wording.point(point, leaf), scene.words.period(point.period)
    return scene.words("figure.at", figure=shown, period=period)


def card(point: Point, leaf: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell everything that is known about one figure, then how to cite it."""
    words, rows = scene.words, _rows(point, leaf, scene)
    names = (words("papers.head"), words("papers.value"))
    yield tabled(names, [[words(f"card.{name}"), value] for name, value in rows if value])
    yield Prose(line(words("card.cite")), "note")
    yield Copied(citation(point, leaf, scene))


def _rows(point: Point, leaf: Assessment, scene: Scene) -> list[tuple[str, Given]]:
    words, seen = scene.words, point.observation
    record = scene.portfolio.sources.get(point.source or "")
    rows: list[tuple[str, Given]] = []
    if record:
        worth = words(f"reliability.{record.reliability}") if record.reliability else ""
        rows += [
            ("document", Span(words.text(record.title), link=record.url or "")),
            ("publisher", scene.body_title(record.publisher)),
            ("outlet", scene.body_title(record.outlet) if record.outlet else ""),
            ("place", seen.at or "" if seen else ""),
            ("printed", seen.as_printed or "" if seen else ""),
            ("published", published(point, scene)),
            ("accessed", _day(record.accessed, scene)),
            ("reliability", worth),
        ]
    rows.append(("against", stacked(*_against(point, leaf, scene))))
    if seen:
        noted = [words.text(one) for one in (seen.set_aside, seen.break_, seen.note, seen.footnote) if one]
        rows.append(("note", stacked(strung(*noted)) if noted else ""))
    return rows


def _day(day: date | None, scene: Scene) -> str:
    return scene.words.day(day) if day else ""


def published(point: Point, scene: Scene) -> str:
    """Return when a figure was published: its own day, or that of its source."""
    own = point.observation.published if point.observation else None
    return scene.words.period(own) if own else scene.published(point.source)


def _against(point: Point, leaf: Assessment, scene: Scene) -> Sequence[tuple[Span, ...]]:
    """Return the figures that other documents give for the same time; a sentence where there is none."""
    others = [one for one in every(leaf) if one.period == point.period and one.source != point.source]
    if not others:
        return [line(scene.words("card.alone"))]
    return [(Span(f"{scene.wording.point(one, leaf)}: "), *scene.source(one.source, None)) for one in others]


def citation(point: Point, leaf: Assessment, scene: Scene) -> str:
    """Return a figure with its document as one line of text that can be printed."""
    words, seen = scene.words, point.observation
    record = scene.portfolio.sources.get(point.source or "")
    if record is None:
        return title(point, leaf, scene)
    parts = [
        scene.body_title(record.publisher),
        words.text(record.title),
        published(point, scene),
        seen.at or "" if seen else "",
        record.url or "",
        words("card.read", day=words.day(record.accessed)) if record.accessed else "",
    ]
    whole = scene.target_title(leaf.within) if leaf.within else ""
    named = (whole, words.text(leaf.title), title(point, leaf, scene))
    subject = ": ".join(part for part in named if part)
    return ". ".join(part for part in (subject, *parts) if part)

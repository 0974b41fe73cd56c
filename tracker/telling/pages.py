"""The pages that show many targets in one light: tiers and allocations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from tracker import charts
from tracker.charts import Chart
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.style import Look
from tracker.telling.blocks import (
    Block,
    Choice,
    Empty,
    Heading,
    Paged,
    Picture,
    Prose,
    Span,
    line,
)
from tracker.telling.target import parts_table, pictures, taken

PICTURES = 12  # on a page
READINGS: tuple[charts.Reading, ...] = ("exclusive", "cumulative")
Chosen = Mapping[str, str]


def title(scene: Scene, page: str) -> Iterator[Block]:
    """Tell the title of a page and one sentence on what it is for."""
    yield Heading(scene.words(f"nav.{page}"), 1)
    yield Prose(line(scene.words(f"about.{page}")), "note")


def of_kind(scene: Scene, kind: str) -> list[Assessment]:
    """Return the assessments of one kind, in the order of the portfolio."""
    return [found for found in scene.assessments.values() if found.kind == kind]


def _way(target: Assessment, scene: Scene) -> Prose:
    """Return the way to the page of a target."""
    return Prose((Span(scene.words("target.open"), link=scene.link("target", id=target.id)),), "way")


def tier_choices(scene: Scene) -> tuple[Choice, ...]:
    """Return in which reading tiers are shown; without a choice each as its file states."""
    words = scene.words
    stated = {charts.stated(scene.portfolio.targets[one.id]) for one in of_kind(scene, "tiers")}
    names = ["stated", *READINGS] if len(stated) > 1 else sorted(READINGS, key=lambda one: one not in stated)
    options = {name: words(f"reading.{name}") for name in names}
    return (Choice("reading", words("reading.label"), "buttons", options, names[0]),)


def tiers(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell every set of tiers in one picture, in the reading chosen, with the pace it needs."""
    found = of_kind(scene, "tiers")
    if not found:
        yield Empty(scene.words("empty.tiers"))
        return
    asked = next((one for one in READINGS if one == chosen.get("reading")), None)

    def show(some: Sequence[Assessment]) -> Iterator[Block]:
        for target in some:
            reading = asked or charts.stated(scene.portfolio.targets[target.id])
            drawn = Picture((target.id, "tiers"), partial(_tiers, target, scene, reading), (reading,))
            others = pictures(target, scene)
            if others:
                yield from taken(drawn, target.id)
            note = scene.words.text(getattr(scene.portfolio.targets[target.id], "nesting_note", None))
            if note:
                yield Prose(line(note), "note")
            for one in others[1:]:
                yield from taken(one, target.id)
            yield parts_table(target, scene)
            yield _way(target, scene)

    yield Paged("tiers", found, show, PICTURES)


def _tiers(target: Assessment, scene: Scene, reading: charts.Reading, look: Look) -> Chart:
    return charts.tiers(target, scene.setting(look), reading)


def allocations(scene: Scene, _: Chosen) -> Iterator[Block]:
    """Tell every allocation as parts of its whole."""
    found = of_kind(scene, "allocation")
    if not found:
        yield Empty(scene.words("empty.allocation"))
        return

    def show(some: Sequence[Assessment]) -> Iterator[Block]:
        for target in some:
            for drawn in pictures(target, scene):
                yield from taken(drawn, target.id)
            yield parts_table(target, scene)
            yield _way(target, scene)

    yield Paged("allocations", found, show, PICTURES)

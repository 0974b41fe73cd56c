"""The pages that show many targets in one light: tiers, allocations, comparison, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial

from tracker import board, charts, printed
from tracker.board import Entry
from tracker.charts import Chart
from tracker.collation import order
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.style import Look
from tracker.telling.blocks import (
    Block,
    Choice,
    Empty,
    Given,
    Heading,
    Offer,
    Paged,
    Picture,
    Prose,
    Span,
    line,
    tabled,
)
from tracker.telling.signs import heads, linked, sign
from tracker.telling.target import parts_table, pictures

MOST_COMPARED = 12
PICTURES = 12  # on a page
READINGS = ("exclusive", "cumulative")
COMPARISONS = ("scatter", "multiples", "slope")
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
    """Return in which reading tiers are shown."""
    words = scene.words
    options = {name: words(f"reading.{name}") for name in READINGS}
    return (Choice("reading", words("reading.label"), "buttons", options, READINGS[0]),)


def tiers(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell every set of tiers in one picture, in the reading chosen, with the pace it needs."""
    found = of_kind(scene, "tiers")
    if not found:
        yield Empty(scene.words("empty.tiers"))
        return
    reading: charts.Reading = "cumulative" if chosen.get("reading") == "cumulative" else "exclusive"

    def show(some: Sequence[Assessment]) -> Iterator[Block]:
        for target in some:
            drawn = Picture((target.id, "tiers"), partial(_tiers, target, scene, reading), (reading,))
            yield drawn
            yield Offer("take", (target.id,), drawn)
            note = scene.words.text(getattr(scene.portfolio.targets[target.id], "nesting_note", None))
            if note:
                yield Prose(line(note), "note")
            yield from pictures(target, scene)[1:]
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
            drawn = pictures(target, scene)
            yield from drawn
            yield Offer("take", (target.id,), drawn[0] if drawn else None)
            yield parts_table(target, scene)
            yield _way(target, scene)

    yield Paged("allocations", found, show, PICTURES)


def _comparable(scene: Scene) -> dict[str, Entry]:
    return {entry.path: entry for entry in scene.entries if _has_way(entry)}


def _has_way(entry: Entry) -> bool:
    """Tell whether both the way made and the time used are known."""
    return None not in (printed.gap_closed(entry.leaf), printed.time_used(entry.leaf))


def anything_to_compare(scene: Scene) -> bool:
    """Tell whether there is a target that can be compared; no more of them are looked at than it takes."""
    return any(_has_way(entry) for entry in scene.entries)


def compare_choices(scene: Scene) -> tuple[Choice, ...]:
    """Return which targets are compared, and in which picture."""
    words = scene.words
    titles = {path: scene.title(entry) for path, entry in _comparable(scene).items()}
    if not titles:
        return ()
    options = {
        path: titles[path]
        for path in sorted(titles, key=lambda path: order(titles[path], scene.words.language))
    }
    forms = {name: words(f"compare.{name}") for name in COMPARISONS}
    placeholder = words("compare.placeholder")
    return (
        Choice("ids", words("compare.choose"), "several", options, hint=placeholder, limit=MOST_COMPARED),
        Choice("as", words("compare.form"), "buttons", forms, COMPARISONS[0]),
    )


def compare(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell targets of any unit on one scale: the way made against the time used."""
    words, named = scene.words, _comparable(scene)
    if not named:
        yield Empty(words("compare.none"))
        return
    picked = [named[path] for path in chosen.get("ids", "").split(",") if path in named]
    shown = picked or board.ordered(named.values(), "state", scene.portfolio, words.language)[:MOST_COMPARED]
    form = chosen.get("as") or COMPARISONS[0]
    draw = partial(_compared, form, shown, scene)
    drawn = Picture(("compare", form), draw, tuple(entry.key for entry in shown))
    yield drawn
    yield Offer("take", tuple(dict.fromkeys(entry.target.id for entry in shown)), drawn)
    rows: list[Sequence[Given]] = [
        [
            linked(entry, scene),
            sign(entry.leaf, scene),
            words.percent(entry.leaf.gap_closed or 0.0),
            words.percent(entry.leaf.time_used or 0.0),
            scene.wording.goal(entry.leaf.goal, entry.leaf),
        ]
        for entry in shown
    ]
    names = heads(scene, "target", "state", "gap_closed", "time_used", "goal")
    yield tabled(names, rows, numeric=(2, 3))


def _compared(form: str, shown: Sequence[Entry], scene: Scene, look: Look) -> Chart:
    """Draw the way against the time, small trajectories, or the move since a year ago."""
    leaves, keys = [entry.leaf for entry in shown], [entry.key for entry in shown]
    if form == "multiples":
        return charts.multiples(leaves, scene.setting(look))
    if form == "slope":
        earlier = board.entries(scene.judged(scene.on - timedelta(days=365)).values())
        before = [entry.leaf for entry in earlier if entry.key in keys]
        return charts.slope(before, leaves, scene.setting(look))
    return charts.compare(leaves, scene.setting(look))

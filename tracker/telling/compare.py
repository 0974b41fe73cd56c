"""Compare: targets of any kind and unit in one picture; what has no place in it is named with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import partial

from tracker import board, charts, printed
from tracker.board import Entry, borne
from tracker.charts import Chart
from tracker.collation import order
from tracker.comparing import Placed, shares
from tracker.judging.states import row_of
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.style import Look
from tracker.telling.blocks import Block, Choice, Empty, Given, Offer, Picture, Prose, Span, line, tabled
from tracker.telling.pages import Chosen
from tracker.telling.signs import heads, linked, sign

MOST = 12
FORMS = ("scatter", "multiples", "slope")
YEAR = timedelta(days=365)


def comparable(scene: Scene) -> bool:
    """Tell whether anything has a place in the picture."""
    return any(shares(one.leaf) for entry in scene.entries for one in borne(entry))


def choices(scene: Scene) -> tuple[Choice, ...]:
    """Return which targets are compared, and in which picture."""
    if not comparable(scene):
        return ()
    words, titles = scene.words, {entry.path: scene.title(entry) for entry in scene.entries}
    options = {
        path: titles[path] for path in sorted(titles, key=lambda path: order(titles[path], words.language))
    }
    forms = {name: words(f"compare.{name}") for name in FORMS}
    placeholder = words("compare.placeholder")
    return (
        Choice("ids", words("compare.choose"), "several", options, hint=placeholder, limit=MOST),
        Choice("as", words("compare.form"), "buttons", forms, FORMS[0]),
    )


def compare(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell targets of any unit on one scale: the way made against the time used."""
    if not comparable(scene):
        yield Empty(scene.words("compare.none"))
        return
    picked = _picked(scene, chosen)
    placed = [one for entry in scene.entries for one in borne(entry) if shares(one.leaf)]
    most = board.ordered(placed, "state", scene.portfolio, scene.words.language)[:MOST]
    shown, form = picked or most, chosen.get("as") or FORMS[0]
    if not picked and len(placed) > MOST:
        of = scene.words.number(len(placed))
        yield Prose(line(scene.words("compare.most", n=scene.words.number(MOST), of=of)), "note")
    before = _a_year_ago(shown, scene) if form == "slope" else []
    inside = [entry for entry in shown if _fits(entry.leaf, form, before)]
    if inside:
        draw = partial(_drawn, form, inside, before, scene)
        drawn = Picture(("compare", form), draw, tuple(entry.key for entry in inside))
        yield drawn
        ids = tuple(dict.fromkeys(entry.target.id for entry in inside))
        yield Offer("take", ids, drawn, tuple(_placed(form, inside, before)))
    yield from _left_out([entry for entry in shown if entry not in inside], form, scene)
    names = heads(scene, "target", "state", "gap_closed", "time_used", "goal")
    yield tabled(names, [_row(entry, scene) for entry in shown], numeric=(2, 3))


def _picked(scene: Scene, chosen: Chosen) -> list[Entry]:
    """Return the entries that the reader chose; what is split by its series."""
    named, language = {entry.path: entry for entry in scene.entries}, scene.words.language
    picked = [named[path] for path in chosen.get("ids", "").split(",") if path in named]
    each = (board.ordered(borne(entry), "state", scene.portfolio, language)[:MOST] for entry in picked)
    return [one for some in each for one in some]


def _a_year_ago(shown: Sequence[Entry], scene: Scene) -> list[Assessment]:
    keys = {entry.key for entry in shown}
    earlier = board.entries(scene.judged(scene.on - YEAR).values())
    return [one.leaf for entry in earlier for one in borne(entry) if one.key in keys]


def _placed(form: str, inside: Sequence[Entry], before: Sequence[Assessment]) -> Iterator[Placed]:
    """Yield the shares that a picture shows; small pictures show figures alone."""
    leaves = [entry.leaf for entry in inside]
    if form == "slope":
        for one in (one for pair in charts.moves(before, leaves) for one in pair):
            yield Placed(one.key, one.on, printed.gap_closed(one) or 0.0, None)
    elif form != "multiples":
        for one in leaves:
            if found := shares(one):
                yield Placed(one.key, one.on, found.closed, found.used)


def _fits(leaf: Assessment, form: str, before: Collection[Assessment]) -> bool:
    """Tell whether something has a place in a picture."""
    if form == "multiples":
        return leaf.kind != "milestones" and bool(leaf.series or leaf.goals)
    if form == "slope":
        return bool(charts.moves(before, [leaf]))
    return shares(leaf) is not None


def _left_out(entries: Sequence[Entry], form: str, scene: Scene) -> Iterator[Block]:
    """Tell what has no place in the picture, each with the reason."""
    if entries:
        named = (part for entry in entries for part in (Span("; "), *_reason(entry, form, scene)))
        yield Prose(line(f"{scene.words('compare.left_out')} ", *list(named)[1:]), "note")


def _reason(entry: Entry, form: str, scene: Scene) -> tuple[Span, ...]:
    leaf, words = entry.leaf, scene.words
    why = scene.wording.state(leaf)
    if form == "multiples":
        why = words("compare.no_figures")
    elif form == "slope" and shares(leaf):
        why = words("compare.not_a_year_ago")
    elif leaf.kind == "milestones":
        why = words("compare.steps")
    elif row_of(leaf.standing).judged:  # a verdict is no reason
        why = words("compare.no_shares")
    return linked(entry, scene), Span(f" ({why})")


def _row(entry: Entry, scene: Scene) -> Sequence[Given]:
    words, leaf, placed = scene.words, entry.leaf, shares(entry.leaf)
    steps = leaf.kind == "milestones"
    way, time = words.compared(placed.closed, placed.used) if placed else ("–", "–")
    return [
        linked(entry, scene),
        sign(leaf, scene),
        way,
        time,
        scene.wording.steps_done(leaf) if steps else scene.wording.promise(leaf),
    ]


def _drawn(
    form: str, shown: Sequence[Entry], before: Sequence[Assessment], scene: Scene, look: Look
) -> Chart:
    """Draw the way against the time, small trajectories, or the move since a year ago."""
    leaves, setting = [entry.leaf for entry in shown], scene.setting(look)
    if form == "multiples":
        return charts.multiples(leaves, setting)
    return charts.slope(before, leaves, setting) if form == "slope" else charts.compare(leaves, setting)

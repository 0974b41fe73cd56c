"""Every target at a glance: the board with its filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tracker import board, counting, printed, split
from tracker.board import Entry, Filter, deadline
from tracker.collation import order
from tracker.judging.states import UNJUDGED, UNKNOWN
from tracker.model import GROUPS
from tracker.progress import Assessment, goals_of
from tracker.scene import Scene
from tracker.telling.beside import nearest
from tracker.telling.blocks import (
    Block,
    Card,
    Cards,
    Choice,
    Empty,
    Heading,
    Paged,
    Prose,
    Span,
    line,
)
from tracker.telling.signs import sign, strip

PAGE = 24  # cards on a page
SORTINGS: tuple[board.Sorting, ...] = ("theme", "state", "deadline", "latest", "title")


def headline(scene: Scene) -> Iterator[Block]:
    """Tell in one sentence how the targets with a deadline stand, and the states as one bar."""
    words = scene.words
    entries = counting.groups(scene.assessments.values())["promises"]
    counts = board.tally(entries)
    listed = words.listed([words.count(f"count.{state}", number) for state, number in counts.items()])
    name = words.text(scene.portfolio.vocabulary.title)
    if name:
        yield Prose(line(name), "kicker")
    yield Heading(words.count("overview.headline", len(entries), states=listed), 1)
    yield strip(counts, words)


def asked_group(scene: Scene, chosen: Mapping[str, str]) -> Sequence[Entry]:
    """Return the entries that a count of the front page stands for; every entry without one."""
    groups = {str(name): entries for name, entries in counting.groups(scene.assessments.values()).items()}
    return groups.get(chosen.get("group", ""), scene.entries)


def choices(scene: Scene) -> tuple[Choice, ...]:
    """Return by what the board is searched, narrowed and ordered, the most used first."""
    words, entries, anything = scene.words, scene.entries, scene.words("filter.any")
    themes = sorted({entry.target.theme for entry in entries})
    owners = sorted({target.owner for target in scene.portfolio.targets.values() if target.owner})
    years = sorted({str(due.year) for entry in entries if (due := entry.due)})
    orders: dict[str, str] = {name: words(f"sort.{name}") for name in SORTINGS}

    def several(name: str, options: Mapping[str, str]) -> Choice:
        return Choice(name, words(f"filter.{name}"), "several", options, hint=anything)

    def in_order(titles: dict[str, str]) -> dict[str, str]:
        return dict(sorted(titles.items(), key=lambda pair: order(pair[1], words.language)))

    return (
        Choice("q", words("filter.text"), "text", {}, hint=words("filter.text.example")),
        several("theme", {theme: scene.theme_title(theme) for theme in themes}),
        several("state", {name: words(f"state.{name}") for name in board.tally(entries)}),
        Choice("sort", words("sort.label"), "one", orders, SORTINGS[0]),
        several("owner", in_order({owner: scene.body_title(owner) for owner in owners})),
        several("source", in_order({name: scene.source_title(name) for name in scene.portfolio.sources})),
        Choice(
            "due",
            words("filter.due"),
            "one",
            {"": anything} | {year: words("filter.due.by", year=year) for year in years},
        ),
        Choice(
            "group",
            words("filter.group"),
            "one",
            {"": words("group.all")} | {name: words(f"group.{name}") for name in counting.GROUPS},
        ),
    )


def found(scene: Scene, chosen: Mapping[str, str]) -> list[Entry]:
    """Return the entries of the board that a reader asks for, in the order asked for."""

    def several(name: str) -> frozenset[str]:
        return frozenset(part for part in chosen.get(name, "").split(",") if part)

    due = chosen.get("due", "")
    wanted = Filter(
        text=chosen.get("q", ""),
        themes=several("theme"),
        states=several("state"),
        owners=several("owner"),
        sources=several("source"),
        due_by=int(due) if due else None,
    )
    order = next((name for name in SORTINGS if name == chosen.get("sort")), SORTINGS[0])
    passed = board.narrowed(asked_group(scene, chosen), wanted, scene.portfolio)
    return board.ordered(passed, order, scene.portfolio, scene.words.language)


def listed(entries: Sequence[Entry], scene: Scene, asked: Mapping[str, str] | None = None) -> Iterator[Block]:
    """Tell how many entries there are, and the entries as cards; without any, whether filters are why."""
    chosen = asked or {}
    yield Prose(line(scene.words.count("board.found", len(entries))), "note")
    if not entries:
        yield Empty(scene.words("board.nothing" if asked_group(scene, chosen) else "group.none"))
        return
    by_theme = chosen.get("sort", SORTINGS[0]) == "theme"
    yield Paged("board", entries, lambda some: cards(some, scene, by_theme=by_theme), PAGE)


def entries_of(entries: Sequence[Entry], scene: Scene) -> Iterator[Block]:
    """Tell entries as cards, and below them in brief what cannot be judged yet."""
    members = [(card(entry, scene), entry.standing in UNKNOWN) for entry in entries]
    yield Cards(
        tuple(one for one, unknown in members if not unknown),
        tuple(one for one, unknown in members if unknown),
    )


def cards(entries: Sequence[Entry], scene: Scene, *, by_theme: bool) -> Iterator[Block]:
    """Tell entries as cards, under the heading of their theme where they come sorted by it.

    Below a theme's cards, what cannot be judged yet is listed in brief, so that it does not drown the rest.
    """
    if not by_theme:
        yield Cards(tuple(card(entry, scene) for entry in entries))
        return
    for theme, group in groupby(entries, key=lambda entry: entry.target.theme):
        yield Heading(scene.theme_title(theme), link=scene.link("themes", theme=theme))
        yield from entries_of(list(group), scene)


def card(entry: Entry, scene: Scene) -> Card:
    """Return one entry of the board; on the site it stands on the board, on its theme and in lists."""
    if entry.key not in scene.cards:
        scene.cards[entry.key] = _card(entry, scene)
    return scene.cards[entry.key]


def _card(entry: Entry, scene: Scene) -> Card:
    leaf, wording = entry.leaf, scene.wording
    whole, own = entry.titles(scene.words.language)
    steps = entry.target.kind == "milestones"
    known = leaf.latest or leaf.members
    promise = _promise(leaf, scene)
    told = promise if goals_of(leaf) or not known else wording.latest(leaf)
    near = {} if steps else _nearest(leaf, scene)
    if near:
        told = scene.words("card.nearest.brief", goal=promise, **near)
    return Card(
        path=entry.path,
        title=Span(own or whole, link=scene.link("target", id=entry.target.id)),
        above=whole if own else "",
        figure=(wording.steps_done(leaf), "") if steps else _figure(entry, scene, near),
        goal=_next_due(entry, scene) if steps else promise,
        told="" if steps else told,
        sign=sign(leaf, scene),
        closed=printed.gap_closed(leaf),
        used=printed.time_used(leaf),
        label=wording.shares(leaf),
    )


def _nearest(leaf: Assessment, scene: Scene) -> dict[str, str]:
    """Return title and figure of what comes nearest to a target that has no figure of its own."""
    if leaf.within or leaf.members or any(one.latest for one in (leaf, *leaf.parts)):
        return {}
    near = nearest(leaf, scene)
    if near is None:
        return {}
    return {"title": scene.words.text(near[0].title), "figure": scene.wording.latest(near[0])}


def _promise(leaf: Assessment, scene: Scene) -> str:
    """Return what is promised; of tiers or shares that stand as one entry, what each of them promises."""
    words = scene.words
    own = [part for part in _parts(leaf) if part.goal or part.unmeasured]
    goals = [_standing_part(leaf, part, scene) for part in own]
    told = [
        words("missing.part", part=words.text(part.title), goal=goal)
        for part, goal in zip(own, goals, strict=True)
    ]
    return "; ".join(told) or split.promise(leaf, scene.wording, "alone")


def _standing_part(whole: Assessment, part: Assessment, scene: Scene) -> str:
    """Return the goal of a part, with its own state where it has a verdict and the whole has none."""
    goal = scene.wording.goal(part.goal, part)
    if whole.state not in UNJUDGED or part.state in UNJUDGED:
        return goal
    return scene.words("figure.at", figure=goal, period=scene.wording.state(part))


def _parts(leaf: Assessment) -> Sequence[Assessment]:
    """Return the tiers or shares of an entry that is the whole of them."""
    return leaf.parts if leaf.kind in GROUPS else ()


def _figure(entry: Entry, scene: Scene, near: Mapping[str, str]) -> tuple[str, str]:
    words = scene.words
    known = [part for part in _parts(entry.leaf) if part.latest]
    if known:
        figure = scene.wording.latest
        told = [words("missing.part", part=words.text(part.title), goal=figure(part)) for part in known]
        return "", "; ".join(told)
    if entry.leaf.latest is None:
        reach = split.spread(entry.leaf, scene.wording)
        return reach, "" if reach else words("card.nearest", **near) if near else words("figure.none")
    return split.judged(entry.leaf, scene.wording)


def _next_due(entry: Entry, scene: Scene) -> str:
    due = deadline(entry.leaf)
    when = "card.due" if due and due >= entry.leaf.on else "card.was_due"
    return scene.words(when, day=scene.words.short_day(due)) if due else ""

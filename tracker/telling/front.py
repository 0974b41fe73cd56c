"""The front page: what was promised, where it stands, what needs attention, what is new, and the themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tracker import attention, board, counting, split
from tracker.attention import Matter
from tracker.board import Entry
from tracker.counting import Group
from tracker.judging.states import SEVERITY
from tracker.progress import Assessment, goals_of
from tracker.scene import Scene
from tracker.telling.blocks import (
    Band,
    Beside,
    Block,
    Card,
    Cards,
    Fold,
    Heading,
    Lead,
    Leads,
    Paged,
    Prose,
    Span,
    line,
)
from tracker.telling.due import outlook
from tracker.telling.leading import brief, lead, leading
from tracker.telling.signs import named, sign, strip, woven

ATTENTION, SMALL, LEADS, THEMES = 7, 3, 8, 12
"""Lines on what needs attention, small pictures of a theme, leads and themes that are shown unasked."""
MATTERS_AT_ONCE = 30
"""Further lines on what needs attention of one page."""


def front(scene: Scene) -> Iterator[Block]:
    """Tell the whole portfolio in the order in which a reader asks."""
    yield Heading(scene.words.text(scene.portfolio.vocabulary.title) or scene.words("app.title"), 1)
    yield from promised(scene)
    yield Beside((tuple(standing(scene)), tuple(urgent(scene))))
    yield outlook(scene)
    yield from bands(scene)
    yield Prose(
        (Span(scene.words.count("front.board", len(scene.entries)), link=scene.link("board")),), "way"
    )


def promised(scene: Scene) -> Iterator[Block]:
    """Tell what leads the portfolio as pictures of its kind."""
    found = leading(scene)
    drawn = tuple(lead(one, scene) for one in found)
    if drawn:
        yield Leads(drawn[:LEADS])
    if drawn[LEADS:]:
        yield Fold(scene.words.count("front.more", len(drawn) - LEADS), (Leads(drawn[LEADS:]),))


def standing(scene: Scene, theme: str = "") -> Iterator[Block]:
    """Tell in one sentence how the promises with a deadline stand, then what is counted apart from them.

    Where nothing has a deadline the bar counts every entry, since there is no sentence.
    """
    found = [one for one in scene.assessments.values() if theme in ("", one.theme)]
    groups, words = counting.groups(found), scene.words
    yield Heading(words("front.standing", day=words.day(scene.on)))
    if groups["promises"]:
        yield Prose(finding(groups, scene, theme), "finding")
    group, counted = ("promises", groups["promises"]) if groups["promises"] else ("", board.entries(found))

    def link(name: str) -> str:
        return _board(scene, group=group, theme=theme, state=name)

    if counted:
        yield strip(board.tally(counted), words, link)
    apart = _apart(found, groups, scene, theme)
    if apart:
        yield Prose(apart, "note")


def _board(scene: Scene, **asked: str) -> str:
    """Return the address of the board with what is asked of it."""
    return scene.link("board", **{name: value for name, value in asked.items() if value})


def finding(groups: Mapping[Group, Sequence[Entry]], scene: Scene, theme: str = "") -> tuple[Span, ...]:
    """Return the sentence on the promises with a deadline, in which every count leads to its entries."""
    words, judged = scene.words, len(groups["judged"])
    spans = counted(groups, scene, theme)

    def told(**given: object) -> str:
        promises = len(groups["promises"])
        parts = [words.count("front.kept" if judged else "front.kept.none", promises, **given)]
        more: tuple[Group, ...] = ("lost", "unpublished", "open")
        parts += [words.count(f"front.{name}", len(groups[name]), **given) for name in more if groups[name]]
        return " ".join(parts)

    return woven(told, spans)


def counted(groups: Mapping[Group, Sequence[Entry]], scene: Scene, theme: str = "") -> dict[str, Span]:
    """Return every count as a span that leads to exactly the entries that were counted, if any."""
    return {
        name: Span(
            scene.words.number(len(found)), link=_board(scene, group=name, theme=theme) if found else ""
        )
        for name, found in groups.items()
    }


def _apart(
    found: Sequence[Assessment], groups: Mapping[Group, Sequence[Entry]], scene: Scene, theme: str
) -> tuple[Span, ...]:
    """Return what is no promise with a deadline: each with its count, which leads to its entries.

    Steps lead to the page of them all, and on the page of a theme nowhere: they stand below.
    """
    words, parts = scene.words, list[tuple[Span, ...]]()
    spans = counted(groups, scene, theme)
    for name in ("undated", "unmeasured", "figures"):
        number = len(groups[name])
        if number:
            parts.append(
                woven(
                    lambda name=name, number=number, **given: words.count(f"front.{name}", number, **given),
                    spans,
                )
            )
    steps = [step for one in counting.programmes(found) for step in one.parts]
    if steps:
        way = "" if theme else scene.link("milestones")
        counts = {"steps": Span(words.number(len(steps)), link=way)}
        told = woven(lambda **given: words.count("front.steps", len(steps), **given), counts)
        parts.append((*told, *_late(steps, scene, way)))
    if not parts:
        return ()
    joined = [span for part in parts for span in (Span(" · "), *part)][1:]
    return line(f"{words('front.apart')} ", *joined)


def _late(steps: Sequence[Assessment], scene: Scene, way: str) -> Iterator[Span]:
    """Yield how many steps are past their day, in the words and with the sign that each of them has."""
    late = Counter(step.standing for step in steps if step.state == "overdue")
    for name, number in late.items():
        yield Span(" ")
        said = f"{scene.words.number(number)} {scene.words(f'state.{name}')}"
        yield Span(said, link=way, state="overdue", standing=name)


def urgent(scene: Scene, theme: str = "", most: int = ATTENTION) -> Iterator[Block]:
    """Tell what needs attention, the worst and most urgent first, each with the reason in words."""
    entries = [entry for entry in scene.entries if theme in ("", entry.target.theme)]
    found = attention.matters(entries, scene.on, scene.portfolio.vocabulary.headline)
    if found:
        rest = found[most:]
        yield Heading(scene.words("front.attention"))
        yield Prose(line(scene.words.count("front.attention.order", len(found))), "note")
        yield Cards((), tuple(_matter(one, scene) for one in found[:most]))
        if rest:
            yield Fold(scene.words.count("front.attention.rest", len(rest)), tuple(_rest(rest, theme, scene)))


def _rest(rest: Sequence[Matter], theme: str, scene: Scene) -> Iterator[Block]:
    """Tell the matters behind the first ones, page by page."""

    def some(matters: Sequence[Matter]) -> list[Block]:
        return [Cards((), tuple(_matter(one, scene) for one in matters))]

    yield Paged(f"matters-{theme}", rest, some, MATTERS_AT_ONCE)


def _matter(matter: Matter, scene: Scene) -> Card:
    """Return one thing that needs attention as a line: what it is, why, how it stands, and who answers."""
    entry, words = matter.entry, scene.words
    leaf, promise = matter.step or entry.leaf, matter.goal or entry.leaf.goal or entry.leaf.unmeasured
    values = {
        "due": words.short_day(matter.due) if matter.due else "",
        "goal": scene.wording.goal(promise, entry.leaf) if promise else "",
        "latest": _decided(matter, scene),
        "step": words.text(matter.step.title) if matter.step else "",
    }
    title = Span(scene.title(entry), link=scene.link("target", id=entry.target.id))
    told = words("attention.missed.before" if matter.goal else f"attention.{matter.reason}", **values)
    owner = scene.portfolio.targets[entry.target.id].owner
    by = words("attention.owner", body=scene.body_short(owner)) if owner else ""
    shown = named("missed", scene) if matter.goal else sign(leaf, scene)
    return Card(entry.path, title, "", ("", ""), "", told, shown, owner=by)


def _decided(matter: Matter, scene: Scene) -> str:
    """Return the latest figure; of an earlier goal and of a sum that was missed what decided it."""
    leaf, words = matter.entry.leaf, scene.words
    led = next((one for one in leaf.promises if one.goal is (matter.goal or leaf.goal)), None)
    over = led and matter.reason == "missed" and (matter.goal or led.goal.total)
    figure, period = split.decided(led, leaf, scene.wording) if led and over else ("", "")
    return words("figure.at", figure=figure, period=period) if figure else scene.wording.latest(leaf)


def bands(scene: Scene) -> Iterator[Block]:
    """Tell each theme in one row; where there are many, the first of them and the way to all."""
    found = by_theme(scene)
    yield Heading(scene.words("front.themes"))
    for theme in list(found)[:THEMES]:
        yield band(theme, found[theme], scene)
    if len(found) > THEMES:
        way = Span(scene.words.count("front.themes.all", len(found)), link=scene.link("themes"))
        yield Prose((way,), "way")


def by_theme(scene: Scene) -> dict[str, list[Entry]]:
    """Return the entries of the board by their themes, in the order of the portfolio."""
    found: dict[str, list[Entry]] = {}
    for entry in board.ordered(scene.entries, "theme", scene.portfolio, scene.words.language):
        found.setdefault(entry.target.theme, []).append(entry)
    return found


def band(theme: str, members: Sequence[Entry], scene: Scene, level: int = 3) -> Band:
    """Return a theme as a row: name, standings, small pictures of its leading targets, the way to all."""

    def link(name: str) -> str:
        return scene.link("board", theme=theme, state=name)

    return Band(
        title=Span(scene.theme_title(theme), link=scene.link("themes", theme=theme)),
        strip=strip(board.tally(members), scene.words, link),
        leads=small(members, scene),
        more=Span(scene.words.count("front.all", len(members)), link=scene.link("themes", theme=theme)),
        level=level,
    )


def small(members: Sequence[Entry], scene: Scene, most: int = SMALL) -> tuple[Lead, ...]:
    """Return the entries of a theme that tell most: with figures and a goal, those that lead, the worst."""
    leading_ids = scene.portfolio.vocabulary.headline

    def place(entry: Entry) -> tuple[bool, bool, bool, int]:
        leaf = entry.leaf
        shown = len(leaf.series) > 1
        return (
            not (shown and goals_of(leaf)),
            entry.target.id not in leading_ids,
            not (shown or goals_of(leaf)),
            SEVERITY.index(leaf.state),
        )

    first: dict[str, Entry] = {}
    for entry in sorted(members, key=place):
        first.setdefault(entry.target.id, entry)
    return tuple(brief(entry, scene) for entry in list(first.values())[:most])

"""Themes: each in one row, and one theme as a story of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import counting
from tracker.board import Entry
from tracker.model import GROUPS
from tracker.scene import Scene
from tracker.telling import overview, programmes
from tracker.telling.blocks import Beside, Block, Choice, Heading, Lead, Leads, Paged, Prose, line
from tracker.telling.due import outlook
from tracker.telling.front import THEMES, band, by_theme, small, standing, urgent
from tracker.telling.leading import brief, lead, leading
from tracker.telling.pages import Chosen, title
from tracker.telling.target import nothing

LEADING = 4
"""Pictures at the head of a theme."""


def choices(scene: Scene) -> tuple[Choice, ...]:
    """Return the themes of the portfolio, or all of them."""
    found = {theme: scene.theme_title(theme) for theme in by_theme(scene)}
    options = {"": scene.words("themes.all"), **found}
    return (Choice("theme", scene.words("filter.theme"), "one", options),)


def themes(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell the theme that was chosen, else each in one row."""
    found = by_theme(scene)
    if not found:
        yield nothing(scene, titled=True)
        return
    wanted = chosen.get("theme", "")
    if wanted in found:
        yield from theme(wanted, found[wanted], scene)
        return

    def rows(some: Sequence[tuple[str, list[Entry]]]) -> Iterator[Block]:
        for name, members in some:
            yield band(name, members, scene, 2)

    yield Paged("themes", list(found.items()), rows, THEMES)


def head(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell the title: of the theme that was chosen, else of the page."""
    members = by_theme(scene).get(chosen.get("theme", ""))
    if members is None:
        yield from title(scene, "themes")
        return
    yield Heading(scene.theme_title(chosen["theme"]), 1)
    yield Prose(line(scene.words.count("board.found", len(members))), "note")


def theme(name: str, members: Sequence[Entry], scene: Scene) -> Iterator[Block]:
    """Tell one theme in the order of the front page, then the steps of its programmes and every entry."""
    yield Leads(promised(name, members, scene))
    yield Beside((tuple(standing(scene, name)), tuple(urgent(scene, name))))
    yield outlook(scene, name)
    yield from steps(name, scene)
    yield Heading(scene.words("themes.entries"))
    yield from overview.entries_of(members, scene)


def promised(name: str, members: Sequence[Entry], scene: Scene) -> tuple[Lead, ...]:
    """Return what leads the portfolio and is of the theme, then what tells most, all in one form.

    The front page tells what was promised, a theme where it stands; tiers and shares are pictures of goals.
    """
    led = [one for one in leading(scene) if one.theme == name]
    known = {one.id for one in led}
    rest = [entry for entry in members if entry.target.id not in known]
    first = tuple(lead(one, scene) if one.kind in GROUPS else brief(Entry(one, one), scene) for one in led)
    wide = int(bool(first) and len(first[0].bars) > 1)  # steps take the room of four
    return (*first, *small(rest, scene, max(0, LEADING + wide - len(first))))


def steps(name: str, scene: Scene) -> Iterator[Block]:
    """Tell the programmes of a theme on one line of time."""
    found = [one for one in counting.programmes(scene.assessments.values()) if one.theme == name]
    if found:
        yield Heading(scene.words("nav.milestones"))
        yield from programmes.on_time(found, scene)

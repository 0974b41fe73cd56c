"""Themes: each in one row, and one theme as a story of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import board
from tracker.board import Entry
from tracker.scene import Scene
from tracker.telling import overview
from tracker.telling.blocks import Block, Choice, Heading, Leads, Prose, line
from tracker.telling.front import band, by_theme, small, urgent
from tracker.telling.pages import Chosen
from tracker.telling.signs import strip

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
    wanted = chosen.get("theme", "")
    if wanted in found:
        yield Heading(scene.theme_title(wanted))
        yield from theme(wanted, found[wanted], scene)
        return
    yield Heading(scene.words("themes.all"))
    for name, members in found.items():
        yield band(name, members, scene)


def theme(name: str, members: Sequence[Entry], scene: Scene) -> Iterator[Block]:
    """Tell one theme: how it stands, its leading targets, what needs attention, then every entry."""

    def link(state: str) -> str:
        return scene.link("board", theme=name, state=state)

    yield Prose(line(scene.words.count("board.found", len(members))), "note")
    yield strip(board.tally(members), scene.words, link)
    yield Leads(small(members, scene, LEADING))
    yield from urgent(scene, name)
    yield Heading(scene.words("themes.entries"))
    yield from overview.entries_of(members, scene)

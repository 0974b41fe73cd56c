"""Contents: the pages of the dashboard, each with what it tells and what a reader may choose on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.scene import Scene
from tracker.telling import compare, pages, programmes, sources, themes, upkeep
from tracker.telling.blocks import Block, Choice
from tracker.telling.pages import Chosen


def _nothing(_: Scene) -> tuple[Choice, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what it tells below its title, and what a reader may choose.

    Attributes:
        titled: tells another title than the name of the page.
    """

    name: str
    tell: Callable[[Scene, Chosen], Iterator[Block]]
    choices: Callable[[Scene], tuple[Choice, ...]] = _nothing
    titled: Callable[[Scene, Chosen], Iterator[Block]] | None = None

    def head(self, scene: Scene, chosen: Chosen) -> Iterator[Block]:
        """Yield the title of the page."""
        yield from self.titled(scene, chosen) if self.titled else pages.title(scene, self.name)

    def blocks(self, scene: Scene, chosen: Chosen) -> Iterator[Block]:
        """Yield the title of the page and what it tells."""
        yield from self.head(scene, chosen)
        yield from self.tell(scene, chosen)


KINDS = {"enterprises": "tiers", "allocations": "allocation", "milestones": "milestones"}
"""The pages that are about one kind of target."""


def offered(scene: Scene) -> frozenset[str]:
    """Return the names of the pages that the portfolio has something for."""
    kinds = {one.kind for one in scene.assessments.values()}
    absent = {page for page, kind in KINDS.items() if kind not in kinds}
    if not scene.assessments:
        absent.add("themes")
    if not compare.comparable(scene):
        absent.add("compare")
    every = {"overview", "target", "board", "briefing", "method", *PAGES}
    return frozenset(every - absent)


PAGES = {
    page.name: page
    for page in (
        Page("themes", themes.themes, themes.choices, themes.head),
        Page("enterprises", pages.tiers, pages.tier_choices),
        Page("allocations", pages.allocations),
        Page("compare", compare.compare, compare.choices),
        Page("milestones", programmes.milestones),
        Page("changes", upkeep.changes, upkeep.change_choices),
        Page("sources", sources.sources, sources.choices),
        Page("quality", upkeep.quality),
    )
}
"""Every page that is about the whole portfolio and has one telling for all of it."""

"""The file is the screen: what is taken along is the picture that is shown, with every choice made on it."""

from datetime import date
from functools import lru_cache
from itertools import product

import pytest

from tests.briefings import ON, briefing, portfolio
from tracker.board import entries
from tracker.export import pictures
from tracker.language import LANGUAGES, words
from tracker.progress import Assessment, assess
from tracker.scene import Scene
from tracker.telling import target
from tracker.telling.blocks import Block, Offer, Picture, walked
from tracker.telling.contents import PAGES

CHOSEN = (
    [("enterprises", {"reading": reading}) for reading in ("exclusive", "cumulative")]
    + [("compare", {"as": form}) for form in ("scatter", "multiples", "slope")]
    + [("allocations", {})]
)


class Plain(Scene):
    """A scene whose links are the page alone."""

    def link(self, page: str, **values: str | None) -> str:
        """Return the page."""
        return page

    def judged(self, on: date) -> dict[str, Assessment]:
        """Return the verdicts of a day."""
        sources = self.portfolio.sources
        return {name: assess(one, on, sources) for name, one in self.portfolio.targets.items()}

    def changes(self, since: date) -> list:
        """Return nothing."""
        return []

    def problems(self) -> list:
        """Return nothing."""
        return []


@lru_cache
def scene(language: str) -> Scene:
    """Return the whole portfolio in a language."""
    found = briefing((), language).assessments
    return Plain(portfolio(), ON, ON, words(language), {one.id: one for one in found}, entries(found))


def offered(blocks: list[Block]) -> list[tuple[Picture, Picture]]:
    """Return each picture that is offered, with the one that is shown under its name."""
    shown = {one.name: one for one in blocks if isinstance(one, Picture)}
    given = [one.picture for one in blocks if isinstance(one, Offer) and one.what == "take" and one.picture]
    return [(one, shown[one.name]) for one in given]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "chosen"), CHOSEN)
def test_with_every_choice_the_file_holds_the_words_and_numbers_of_the_screen(
    page: str, chosen: dict[str, str], language: str
) -> None:
    """Headline and alternative of the picture on the screen are those in the SVG that is taken along."""
    view = scene(language)
    pairs = offered(list(walked(PAGES[page].blocks(view, chosen))))
    assert pairs
    for taken, seen in pairs:
        assert (taken.name, taken.chosen) == (seen.name, seen.chosen)
        made = briefing((), language)
        svg = pictures.picture(taken.draw, "svg", made, None).decode()
        chart = seen.draw(made.look)
        for text in (chart.headline, chart.alt):
            assert (
                " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split()) in svg
            )


def test_readings_and_forms_are_files_of_their_own() -> None:
    """A cumulative reading is another picture than an exclusive one, and each form of a comparison is."""
    view, made = scene("en"), briefing(())
    for page in ("enterprises", "compare"):
        drawn = [
            pictures.picture(
                offered(list(walked(PAGES[page].blocks(view, chosen))))[0][0].draw, "svg", made, None
            )
            for name, chosen in CHOSEN
            if name == page
        ]
        assert all(one != other for (at, one), (to, other) in product(enumerate(drawn), repeat=2) if at < to)


def test_every_target_offers_the_picture_that_stands_for_it() -> None:
    """The picture taken along is one that the page shows; of steps, shown as a list, it is their timeline."""
    view = scene("en")
    for assessment in view.assessments.values():
        if assessment.kind == "milestones":
            continue
        for taken, seen in offered(list(walked(target.page(assessment, view)))):
            assert (taken.name, taken.chosen) == (seen.name, seen.chosen)


def test_a_long_address_is_written_whole_below_a_picture() -> None:
    """The link of a comparison of twelve targets wraps and is not cut."""
    view, made = scene("en"), briefing(())
    taken, _ = offered(list(walked(PAGES["compare"].blocks(view, {}))))[0]
    address = "https://tracker.example.org/compare?ids=" + "%2C".join(
        f"a-long-name-of-target-{n}" for n in range(20)
    )
    svg = pictures.picture(taken.draw, "svg", made, None, address).decode()
    assert "a-long-name-of-target-19" in svg.replace("</tspan>", "").replace("\n", "")
    assert "…" not in svg.split("tracker.example.org")[1]

"""The file is the screen: what is taken along is the picture that is shown, with every choice made on it."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import unescape
from itertools import product
from xml.sax.saxutils import escape

import pytest

from tests.briefings import EARLIER, ON, briefing, portfolio, squeezed
from tracker import style
from tracker.board import entries
from tracker.export import pictures
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.content import literal
from tracker.export.page import page as written
from tracker.language import LANGUAGES, words
from tracker.progress import Assessment, assess
from tracker.scene import Scene
from tracker.style import ThemeName
from tracker.telling import target
from tracker.telling.blocks import Block, Offer, Picture, walked
from tracker.telling.contents import PAGES

DAYS = (ON, EARLIER)
LOOKS: tuple[ThemeName, ...] = ("light", "dark")


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
def scene(language: str, day: date = ON) -> Scene:
    """Return the whole portfolio in a language, as known on a day."""
    found = composed(language, day).assessments
    judged = {one.id: one for one in found}
    return Plain(portfolio(), day, ON, words(language), judged, entries(found))


@lru_cache
def composed(language: str, day: date = ON) -> Briefing:
    """Return a briefing over the whole portfolio on a day."""
    return compose(portfolio(), Choice(), day, words(language))


def choices(page: str, view: Scene) -> list[dict[str, str]]:
    """Return every combination of what a reader may choose on a page; of long lists the first three."""
    asked = PAGES[page].choices(view)
    given = {
        one.name: ["", ",".join(list(one.options)[:3])]
        if one.form == "several"
        else list(one.options) or [""]
        for one in asked
    }
    return [dict(zip(given, some, strict=True)) for some in product(*given.values())]


def taking() -> list[str]:
    """Return the pages that offer a picture to take along."""
    return [name for name, page in PAGES.items() if offered(list(walked(page.blocks(scene("en"), {}))))]


def offered(blocks: list[Block]) -> list[tuple[Picture, Picture]]:
    """Return each picture that is offered, with the one that is shown under its name."""
    shown = {one.name: one for one in blocks if isinstance(one, Picture)}
    given = [one.picture for one in blocks if isinstance(one, Offer) and one.what == "take" and one.picture]
    return [(one, shown[one.name]) for one in given]


def same(taken: Picture, seen: Picture, made: Briefing, look: ThemeName) -> None:
    """Assert that the file of a picture holds the words and numbers of what is on the screen."""
    assert (taken.name, taken.chosen) == (seen.name, seen.chosen)
    svg = pictures.picture(taken.draw, "svg", replace(made, theme=look), None).decode()
    on_screen = seen.draw(style.look(look))
    for text in (on_screen.headline, on_screen.alt):
        assert literal(escape(text)) in svg
    assert on_screen.figure["layout"]["paper_bgcolor"] in svg


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", taking())
def test_with_every_choice_the_file_holds_the_words_and_numbers_of_the_screen(
    page: str, language: str
) -> None:
    """Headline and alternative on the screen are those of the SVG: every reading, form, day and theme."""
    for day in DAYS:
        view, made = scene(language, day), composed(language, day)
        for at, chosen in enumerate(choices(page, view)):
            for taken, seen in offered(list(walked(PAGES[page].blocks(view, chosen)))):
                same(taken, seen, made, LOOKS[at % 2])


def test_pages_about_tiers_shares_and_comparisons_offer_their_pictures() -> None:
    """No page lost its offer unnoticed; comparisons have more than three choices, tiers two readings."""
    assert taking() == ["enterprises", "allocations", "compare"]
    assert [len(choices(page, scene("en"))) for page in taking()] == [2, 1, 6]


def test_readings_and_forms_are_files_of_their_own() -> None:
    """A cumulative reading is another picture than an exclusive one, and each form of a comparison is."""
    view, made = scene("en"), briefing(())
    for page in ("enterprises", "compare"):
        drawn = [
            pictures.picture(
                offered(list(walked(PAGES[page].blocks(view, chosen))))[0][0].draw, "svg", made, None
            )
            for chosen in choices(page, view)
        ]
        assert all(one != other for (at, one), (to, other) in product(enumerate(drawn), repeat=2) if at < to)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_target_offers_is_the_picture_that_stands_for_it(language: str) -> None:
    """The picture taken along is one that the page shows; of steps, shown as a list, it is their timeline."""
    for day, look in zip(DAYS, LOOKS, strict=True):
        view, made = scene(language, day), composed(language, day)
        for assessment in (one for one in view.assessments.values() if one.kind != "milestones"):
            for taken, seen in offered(list(walked(target.page(assessment, view)))):
                same(taken, seen, made, look)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_of_a_briefing_and_its_file_say_the_same(language: str) -> None:
    """Standing and verdict of each target, in their order, are those of every file made from the briefing."""
    made = composed(language)
    text = squeezed(unescape(re.sub(r"<[^>]*>", "", written(made).decode())))
    at = 0
    for one in made.assessments:
        told = squeezed(made.wording.verdict(one))
        assert told in text[at:]
        at = text.index(told, at)


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

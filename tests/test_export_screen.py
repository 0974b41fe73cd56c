"""The file is the screen: what is taken along is the picture that is shown, with every choice made on it."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import unescape
from itertools import product
from typing import cast
from xml.sax.saxutils import escape

import pytest

from tests.briefings import EARLIER, ON, ROOT, briefing, portfolio, squeezed
from tracker import reader, style
from tracker.board import entries
from tracker.charts import Chart
from tracker.export import delimited, pictures
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.browser import Browser
from tracker.export.content import literal
from tracker.export.page import page as written
from tracker.language import LANGUAGES, words
from tracker.model import Portfolio
from tracker.progress import Assessment, assess
from tracker.scene import Scene
from tracker.style import ThemeName
from tracker.telling import target
from tracker.telling.blocks import Block, Offer, Picture, walked
from tracker.telling.contents import PAGES
from tracker.terms import METHODS, Method

DAYS = (ON, EARLIER)
SHARES = ("gap_closed", "time_used")
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


OTHERS = ("eu-digital-decade", "nz-government-targets")


@lru_cache
def known(name: str) -> Portfolio:
    """Return one of the portfolios; without a name the main one."""
    return reader.load(ROOT / "portfolios" / name)[0] if name else portfolio()


@lru_cache
def scene(language: str, day: date = ON, name: str = "") -> Scene:
    """Return a whole portfolio in a language, as known on a day."""
    made = composed(language, day, name)
    judged = {one.id: one for one in made.assessments}
    return Plain(made.portfolio, day, ON, words(language), judged, entries(made.assessments))


@lru_cache
def composed(language: str, day: date = ON, name: str = "") -> Briefing:
    """Return a briefing over a whole portfolio on a day."""
    return compose(known(name), Choice(), day, words(language))


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


def taking(name: str = "") -> list[str]:
    """Return the pages that offer a picture to take along."""
    view = scene("en", name=name)
    return [page for page, told in PAGES.items() if offered(list(walked(told.blocks(view, {}))))]


def offers(blocks: Iterable[Block]) -> list[Offer]:
    """Return what is offered to take along."""
    return [one for one in blocks if isinstance(one, Offer) and one.what == "take" and one.picture]


def offered(blocks: list[Block]) -> list[tuple[Picture, Picture]]:
    """Return each picture that is offered, with the one that is shown under its name."""
    shown = {one.name: one for one in blocks if isinstance(one, Picture)}
    return [(one.picture, shown[one.picture.name]) for one in offers(blocks) if one.picture]


def drawn(chart: Chart) -> list[object]:
    """Return what a chart draws: each trace with its values and what it says of them.

    How high a row of bars stands is a matter of the room.
    """
    traces = chart.figure["data"]
    rows = any(one["type"] == "bar" for one in traces)
    return [(one.get("name"), one["x"], rows or one["y"], one.get("customdata")) for one in traces]


class Camera:
    """Stands for a browser and keeps what it was asked to draw."""

    def picture(self, figure: dict[str, object], *_: float) -> bytes:
        """Keep a figure."""
        self.figure = figure
        return b""


def same(taken: Picture, seen: Picture, made: Briefing, look: ThemeName) -> None:
    """Assert that the file of a picture holds the words and numbers of what is on the screen."""
    assert (taken.name, taken.chosen) == (seen.name, seen.chosen)
    svg = pictures.picture(taken.draw, "svg", replace(made, theme=look), None).decode()
    on_screen = seen.draw(style.look(look))
    for text in (on_screen.headline, on_screen.alt):
        assert literal(escape(text)) in svg
    assert on_screen.figure["layout"]["paper_bgcolor"] in svg
    camera = Camera()
    pictures.picture(taken.draw, "png", replace(made, theme=look), cast("Browser", camera))
    assert drawn(replace(on_screen, figure=camera.figure)) == drawn(on_screen)


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OTHERS)
def test_another_portfolio_is_taken_along_as_it_is_shown(name: str, language: str) -> None:
    """Every page with every choice, and every target, of portfolios that were not made for this product."""
    view, made = scene(language, name=name), composed(language, name=name)
    shown = [PAGES[page].blocks(view, chosen) for page in taking(name) for chosen in choices(page, view)]
    shown += [target.page(one, view) for one in made.assessments if one.kind != "milestones"]
    pairs = [pair for blocks in shown for pair in offered(list(walked(blocks)))]
    assert len(pairs) > len(made.assessments)
    for at, (taken, seen) in enumerate(pairs):
        same(taken, seen, made, LOOKS[at % 2])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["scatter", "slope", "multiples"])
def test_the_figures_of_a_comparison_are_those_of_its_picture(form: str, language: str) -> None:
    """File and clipboard hold the two shares of each mark, on both days where a line runs between two."""
    view = scene(language)
    blocks = list(walked(PAGES["compare"].blocks(view, {"as": form})))
    offer = offers(blocks)[0]
    made = replace(compose(portfolio(), Choice(ids=offer.ids), ON, view.words), placed=offer.placed)
    lines = list(csv.DictReader(io.StringIO(delimited.figures(made).decode("utf-8-sig"), newline="")))
    held = {role: sorted(float(one["value"]) for one in lines if one["role"] == role) for role in SHARES}
    figure = offer.picture.draw(style.look()).figure
    marks = [one for one in figure["data"] if "markers" in one.get("mode", "") and form != "multiples"]
    seen = {"gap_closed": sorted(share for one in marks for share in one["y"])}
    seen["time_used"] = sorted(share for one in marks for share in one["x"] if form == "scatter")
    assert held == seen
    comma = view.words.separators[0] == ","
    pasted = [line.split("\t") for line in delimited.pasted(made).splitlines()[1:]]
    values = [float(one[5].replace(",", ".") if comma else one[5]) for one in pasted if one[5]]
    assert values == [float(one["value"]) for one in lines if one["value"]]


def test_pages_about_tiers_shares_and_comparisons_offer_their_pictures() -> None:
    """No page lost its offer unnoticed; comparisons have more than three choices, tiers two readings."""
    assert taking() == ["enterprises", "allocations", "compare"]
    assert [len(choices(page, scene("en"))) for page in taking()] == [2, 1, 6]


def shown(name: str) -> list[Block]:
    """Return what every page of a portfolio tells, and the page of every target."""
    view = scene("en", name=name)
    told = [PAGES[page].blocks(view, {}) for page in taking(name)]
    told += [target.page(one, view) for one in view.assessments.values()]
    return [block for blocks in told for block in walked(blocks)]


@pytest.mark.parametrize("name", ["", *OTHERS])
def test_no_picture_is_shown_that_cannot_be_taken_along(name: str) -> None:
    """The second picture of tiers, the dots of provinces, series and parts have their offer as all others."""
    blocks = shown(name)
    seen = {one.name for one in blocks if isinstance(one, Picture)}
    assert seen <= {one.picture.name for one in offers(blocks) if one.picture}


def test_no_picture_of_a_target_is_offered_twice() -> None:
    """Of an indicator with figures of its series alone the series are the picture that stands for it."""
    for name in ("", *OTHERS):
        for one in scene("en", name=name).assessments.values():
            names = [o.picture.name for o in offers(walked(target.page(one, scene("en", name=name))))]
            assert len(names) == len(set(names)), one.id


def test_the_figures_of_places_are_those_of_their_picture() -> None:
    """Of the six provinces of 2025 the file and the clipboard hold the figures, as the dots show them."""
    view = scene("en")
    one = view.assessments["digital-economy-gdp-share-gso"]
    offer = next(o for o in offers(walked(target.page(one, view))) if "split" in o.picture.name)
    made = replace(compose(portfolio(), Choice(ids=offer.ids), ON, view.words), splits=offer.splits)
    lines = list(csv.DictReader(io.StringIO(delimited.figures(made).decode("utf-8-sig"), newline="")))
    held = [(line["part"], line["value"]) for line in lines if line["role"] == "region"]
    assert held[:2] == [("Bac Ninh", "46.3"), ("Thai Nguyen", "29.53")]
    dots = offer.picture.draw(style.look()).figure["data"][0]["x"]
    assert sorted(dots) == sorted(float(value) for _, value in held)
    places = [line for line in lines if line["role"] == "region"]
    assert {(line["period"], line["source"], line["unit"]) for line in places} == {
        ("2025", "gso-provinces-2026-01", one.unit)
    }
    assert "Bac Ninh\t2025\t2025-12-31\t46.3" in delimited.pasted(made)


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


@pytest.mark.parametrize("method", METHODS)
def test_by_every_method_the_file_is_the_screen(method: Method) -> None:
    """The verdict that a reader sees by another method, in pictures and in words, is the one taken along."""
    made = compose(portfolio(), Choice(method=method), ON, words("en"))
    judged = {one.id: one for one in made.assessments}
    view = Plain(made.portfolio, ON, ON, made.words, judged, entries(made.assessments))
    for page in taking():
        for taken, seen in offered(list(walked(PAGES[page].blocks(view, {})))):
            same(taken, seen, made, "light")
    for one in (one for one in made.assessments if one.kind != "milestones"):
        for taken, seen in offered(list(walked(target.page(one, view)))):
            same(taken, seen, made, "light")
    lines = list(csv.DictReader(io.StringIO(delimited.verdicts(made).decode("utf-8-sig"), newline="")))
    assert all(line["state"] == judged[line["id"]].state for line in lines if not line["part"])


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

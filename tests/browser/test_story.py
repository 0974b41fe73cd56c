"""The story: no page too long or too wide, figures open their cards, the browser keeps what a reader set."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests import told
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tracker.language import LANGUAGES
from tracker.telling import target

ROOT = Path(__file__).parents[2]

HIGH = "document.querySelector('[data-testid=stMain]').scrollHeight"
PAGES = (
    "",
    "themes",
    "themes?theme=enterprises",
    "board",
    "target?id=5g-population-coverage",
    "target?id=ict-revenue-usd",
    "target?id=maturity-tiers",
    "target?id=korea-cooperation",
    "compare",
    "compare?as=multiples",
    "milestones",
    "changes",
    "enterprises",
    "allocations",
    "briefing",
    "sources",
    "quality",
    "method?id=egdi-rank",
)
WORDY = ("de", "vi")
"""The languages with the longest words and with the most words: what fits in both fits in all five."""


def read_in(page: str, code: str) -> str:
    """Return the address of a page in a language."""
    return f"{page}{'&' if '?' in page else '?'}lang={code}"


def longest_pages(code: str) -> list[str]:
    """Return the pages, and of themes and targets those that say most: what says less is no longer."""
    seen = told.scene(ROOT, code)
    themes = Counter(one.theme for one in seen.portfolio.targets.values()).most_common(3)
    said = {
        name: len(told.plain(partial(target.page, judged), seen)) for name, judged in seen.assessments.items()
    }
    targets = sorted(said, key=lambda name: -said[name])[:6]
    shown = [*(f"themes?theme={name}" for name, _ in themes), *(f"target?id={name}" for name in targets)]
    return list(dict.fromkeys([*PAGES, *shown]))


def longer(visitor: Visitor, code: str, most: int) -> list[str]:
    """Return the pages that are longer than so many pixels, or wider than the window."""
    wrong = []
    for page in longest_pages(code):
        visitor.go(read_in(page, code))
        high = visitor.page.evaluate(HIGH)
        wrong += [f"{page} is {high} pixels long"] if high > most else []
        wrong += [f"{page}: {one}" for one in visitor.overflow() + list(visitor.page.evaluate(ASIDE))]
    return wrong


ASIDE = """() => [...document.querySelectorAll('.tracker-scroll, [data-testid=stButtonGroup] *')]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
  .map((e) => `wider than its place: ${e.textContent.trim().slice(0, 60)}`)"""


@pytest.mark.parametrize("code", WORDY)
def test_no_page_is_longer_on_a_phone_than_a_thumb_is_patient(visit: Visit, code: str) -> None:
    """6,000 pixels at most, none pushed sideways: every page, and the themes and targets that say most."""
    assert longer(visit(f"?lang={code}", width="phone"), code, 6000) == []


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_milestones_fit_a_screen_and_a_half(visit: Visit, code: str) -> None:
    """All programmes and what is due, on a screen of 1440 by 900."""
    assert visit(f"milestones?lang={code}").page.evaluate(HIGH) <= 1350


def test_twice_as_large_nothing_is_cut(visit: Visit) -> None:
    """At 200 % a screen of 1440 has 720 pixels: no page scrolls sideways, no word runs out of its place."""
    visitor = visit("?lang=de")
    visitor.page.set_viewport_size({"width": 720, "height": 450})
    wrong = []
    for page in PAGES:
        visitor.go(read_in(page, "de"))
        wrong += [f"{page}: {one}" for one in visitor.overflow() + list(visitor.page.evaluate(CUT))]
    assert wrong == []


CUT = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter((e) => {
  const style = getComputedStyle(e);
  const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const hidden = style.overflowX === 'hidden' || style.textOverflow === 'ellipsis';
  return words && hidden && e.clientWidth > 2 && e.scrollWidth > e.clientWidth + 1;
}).map((e) => `cut: ${e.textContent.trim().slice(0, 60)}`)"""


def test_a_figure_opens_its_card_and_escape_closes_it(visit: Visit) -> None:
    """By keyboard alone; the address names the figure while its card is open."""
    visitor = visit("target?id=5g-population-coverage&lang=en")
    page = visitor.page
    page.locator(".tracker-table a[href*='figure=']").first.focus()
    page.keyboard.press("Enter")
    card = page.locator("[role=dialog]")
    card.wait_for()
    visitor.settle()
    assert "figure" in visitor.asked_for()
    assert "Checked against" in card.inner_text()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    visitor.settle()
    assert "figure" not in visitor.asked_for()
    assert visitor.loads == 1


def test_link_figures_citation_and_picture_are_copied(visit: Visit) -> None:
    """The clipboard holds the address, a table, a citation, and a picture; the button says so."""
    visitor = visit("target?id=egdi-rank&lang=en")
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    holding = {
        "link": "target?id=egdi-rank",
        "figures": "\t2024\t2024-12-31\t71\trank\t",
        "citation": "UN e-government development index",
    }
    for what, held in holding.items():
        page.locator(f"button[data-copy={what}]").press("Enter")
        page.locator(f"button[data-copy={what}]", has_text="Copied").wait_for()
        assert held in page.evaluate("navigator.clipboard.readText()")
    page.locator("button[data-copy=picture]").press("Enter")
    page.locator("button[data-copy=picture]", has_text="Copied").wait_for()
    kinds = "navigator.clipboard.read().then((all) => all.flatMap((one) => one.types))"
    assert page.evaluate(kinds) == ["image/png"]


def test_the_browser_keeps_the_form_of_the_board(visit: Visit) -> None:
    """A table chosen once is there at the next visit; an address that names a form wins, and is not kept."""
    first = visit("board?lang=en")
    first.page.get_by_role("radio", name="Table").click()
    first.page.wait_for_function("document.cookie.includes('tracker-board=table')")
    again = visit("board?lang=en")
    assert again.asked_for()["as"] == "table"
    assert again.cells()
    again.page.get_by_role("radio", name="Cards").click()
    again.page.wait_for_function("document.cookie.includes('tracker-board=cards')")
    linked = visit("board?as=table&lang=en")
    assert linked.cells()
    assert "tracker-board=cards" in linked.page.evaluate("document.cookie")


def test_the_browser_keeps_the_theme_that_a_reader_chose(visit: Visit) -> None:
    """Dark, chosen in the menu on a light screen, is there after the page was loaded anew."""
    visitor = visit("board?lang=en")
    page, ground = visitor.page, "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    page.locator("[data-testid=stMainMenu] button").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    page.wait_for_function(f"{ground} === 'rgb(14, 17, 23)'")
    page.reload()
    visitor.settle()
    assert page.evaluate(ground) == "rgb(14, 17, 23)"


@pytest.mark.parametrize(("code", "first", "digits"), [("en", "year", "20251031"), ("vi", "day", "31102025")])
def test_a_day_is_typed_as_the_language_writes_it(visit: Visit, code: str, first: str, digits: str) -> None:
    """By keyboard alone and without the calendar; leaving the field takes the day over."""
    visitor = visit(f"board?lang={code}")
    page = visitor.page
    field = page.locator("[data-testid=stSidebar] [data-testid=stDateInput]")
    field.locator("[role=spinbutton]").first.focus()
    assert page.evaluate("document.activeElement.dataset.type") == first
    page.keyboard.type(digits, delay=20)
    while field.evaluate("(e) => e.contains(document.activeElement)"):
        page.keyboard.press("Tab")
    page.wait_for_function("location.search.includes('on=2025-10-31')")
    assert visitor.settle().faults() == []

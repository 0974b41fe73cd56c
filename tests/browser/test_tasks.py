"""Whole tasks by keyboard alone: from the front page to a source, a comparison, a picture, a briefing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.portfolio import begun, indicator, save
from tests.browser.server import copy_of_data, serving
from tests.browser.visitor import Visitor
from tracker.choosing import LONG
from tracker.language import LANGUAGES
from tracker.ui.taking import DOCUMENTS

FOCUS = "document.activeElement"


def tab_to(page: Page, selector: str, most: int = 160) -> None:
    """Press Tab until an element that fits has the focus; it must be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUS}.matches({selector!r})"):
            break
    assert page.evaluate(f"{FOCUS}.matches({selector!r})"), selector


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_first_screen_holds_promise_finding_and_matters(visit: Visit, code: str) -> None:
    """Promise, sentence and three matters: at 1440 in a screen (English: 700 pixels), on a phone in two."""
    visitor = visit(f"?lang={code}")
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.settle()
    bottom = "(e) => Math.max(...e.map((one) => one.getBoundingClientRect().bottom))"
    visitor.page.wait_for_selector(".tracker-brief")
    third = "(e) => e.querySelector('li:nth-child(3)').getBoundingClientRect().bottom"
    first = ".tracker-leads, .tracker-finding"
    assert visitor.page.eval_on_selector_all(first, bottom) <= 760
    assert visitor.page.eval_on_selector(".tracker-brief", third) <= (700 if code == "en" else 900)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.settle()
    assert visitor.page.eval_on_selector(".tracker-brief", third) <= 2 * 844


def test_a_reader_finds_a_target_and_its_source_by_keyboard(visit: Visit) -> None:
    """Tab and Enter lead from the front page to a target, and there to the address of a document."""
    visitor = visit("?lang=en")
    page = visitor.page
    tab_to(page, ".tracker-lead .tracker-title a")
    assert page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/target\?"))
    visitor.settle()
    tab_to(page, ".tracker-table a[href^='http']")
    assert visitor.faults() == []


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_among_many_a_reader_finds_a_target_by_a_word(visit: Visit, place: Path, width: str) -> None:
    """By keyboard a text opens the one target that it fits; Back returns to the one before."""
    begun(place / "data")
    for number in range(LONG):
        save(place / "data", f"targets/health/t{number}.yaml", indicator(f"t{number}", f"Đường {number}"))
    with serving(place / "data", place) as server:
        visitor = visit("target?lang=en&id=nurses", at=server, width=width)
        page, title = visitor.page, visitor.page.locator("h1")
        for text, found in (("vaccin", "Vaccines"), ("duong 142", "Đường 142")):
            tab_to(page, "[data-testid=stTextInput] input")
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(text, delay=5)
            page.keyboard.press("Enter")
            expect(title).to_have_text(found)
            visitor.settle()
        page.go_back()
        expect(title).to_have_text("Vaccines")
        assert visitor.settle().asked_for() == {"lang": "en", "id": "vaccines"}
        expect(page.get_by_label(f"Find among {LONG + 3}")).to_have_value("")
        assert visitor.faults() == []
        assert visitor.overflow() == []


def test_a_reader_compares_two_targets_by_keyboard(visit: Visit) -> None:
    """Typing into the field of targets and Enter twice leaves two in the address and in the table."""
    visitor = visit("compare?lang=en")
    page = visitor.page
    tab_to(page, "[data-testid=stMultiSelect] input")
    for name in ("UN e-government development index, rank", "Artificial intelligence, place in ASEAN"):
        page.keyboard.type(name, delay=5)
        page.keyboard.press("Enter")
        visitor.settle()
    page.wait_for_url(re.compile(r"ids=[^&]*(,|%2C)"))
    assert visitor.settle().page.locator(".tracker-table tbody tr").count() == 2


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Give an element the focus as Tab would, and press a key."""
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def test_a_reader_takes_a_picture_by_keyboard(visit: Visit) -> None:
    """The drawer takes the focus, Tab reaches SVG in four, and after the last what follows; Esc closes."""
    visitor = visit("target?id=egdi-rank&lang=en")
    page, drawer = visitor.page, visitor.page.get_by_role("dialog")
    press(page, "[data-testid=stPopover] button")
    expect(drawer.get_by_role("radio").first).to_be_focused()
    svg = drawer.get_by_role("button", name="SVG")
    svg.wait_for()
    visitor.settle()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUS}.textContent") == "SVG":
            break
    expect(svg).to_be_focused()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".svg")
    assert "<svg" in taken.value.path().read_text("utf-8")
    visitor.settle()
    tab_to(page, ".tracker-copy", most=24)  # a file that was handed over may leave the focus nowhere
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(drawer.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_test_id("stPopoverButton")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverButton")).to_be_focused()
    expect(drawer).to_have_count(0)
    assert visitor.faults() == []


def test_a_reader_makes_a_briefing_by_keyboard(visit: Visit) -> None:
    """Arrow keys choose the format, Enter makes the file and hands it over."""
    visitor = visit("briefing?ids=egdi-rank%2Crd-spend-gdp&lang=en")
    page = visitor.page
    page.locator("[data-testid=stButtonGroup] [role=radio][aria-checked=true]").first.focus()
    for _ in range(5):  # slides, PDF, Word, page, workbook, text
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    visitor.settle()
    press(page, "[data-testid=stMain] [data-testid=stButton] button")
    button = "[data-testid=stDownloadButton] button"
    page.locator(button).wait_for()
    with page.expect_download() as taken:
        press(page, button)
    assert taken.value.suggested_filename.endswith(".md")
    assert "UN e-government development index" in taken.value.path().read_text("utf-8")
    assert visitor.faults() == []


def test_every_format_of_a_briefing_comes(visit: Visit, place: Path) -> None:
    """Pressing "Prepare the file" hands over a file of each format, with its name and its first bytes.

    A server of its own, since it starts a browser to print, which no other page may do.
    """
    with serving(copy_of_data(place / "data"), place) as server:
        visitor = visit("briefing?theme=laws&lang=en", at=server)
        taken = {form: _prepared(visitor, at, form) for at, form in enumerate(DOCUMENTS)}
    begun = {form: data.removeprefix(b"\xef\xbb\xbf")[:4] for form, data in taken.items()}
    assert {begun[form] for form in ("pptx", "docx", "xlsx")} == {b"PK\x03\x04"}
    assert (begun["pdf"], begun["html"][:2]) == (b"%PDF", b"<!")
    for form in ("md", "txt", "csv"):
        assert "Laws for digital technology and transformation" in taken[form].decode("utf-8-sig"), form


def _prepared(visitor: Visitor, at: int, form: str) -> bytes:
    """Choose a format by its place, prepare the file and take it; nothing complains on the way."""
    page = visitor.page
    page.locator("[data-testid=stButtonGroup]").first.get_by_role("radio").nth(at).click()
    visitor.settle()
    page.get_by_role("button", name="Prepare the file").click()
    ready = page.locator("[data-testid=stMain] [data-testid=stDownloadButton] button", has_text=f".{form}")
    ready.wait_for(timeout=90_000)
    with page.expect_download() as awaited:
        ready.click()
    assert awaited.value.suggested_filename.endswith(f".{form}")
    visitor.settle()
    assert [fault for fault in visitor.faults() if "subprocess.Popen" not in fault] == []
    return awaited.value.path().read_bytes()

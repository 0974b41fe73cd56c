"""An editor: somebody who chooses a language and records a figure on the page of a target."""

from __future__ import annotations

from tests.browser.visitor import Visitor
from tracker.language import LANGUAGES, words

WORDS = words("en")
AT_REST = """() => document.getAnimations().every((one) =>
    one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""
"""Nobody chooses from a list while its drawer still unfolds: the page moves below it and the list closes."""


def filled(editor: Visitor, year: str) -> None:
    """Open the drawer, where it is closed, fill the form and ask to see the change."""
    page, patience = editor.page, 10_000
    period = page.get_by_label(WORDS("column.period"), exact=True)
    if not period.is_visible():
        page.get_by_text(WORDS("record.title"), exact=True).click(timeout=patience)
        period.wait_for(timeout=patience)
        page.wait_for_function(AT_REST, timeout=patience)
    period.fill(year, timeout=patience)
    page.get_by_label(WORDS("column.figure"), exact=True).fill("12.5", timeout=patience)
    box = page.get_by_role("combobox", name=WORDS("column.source"), exact=True)
    if box.input_value() != "Yearbook":
        box.click(timeout=patience)
        page.get_by_role("option", name="Yearbook").click(timeout=patience)
    page.get_by_role("button", name=WORDS("record.preview"), exact=True).click(timeout=patience)


def choose_language(visitor: Visitor, language: str, patience: float = 20_000) -> None:
    """Choose a language in the sidebar."""
    box = visitor.page.locator("[data-testid=stSidebar] [role=combobox]").first
    box.click(timeout=patience)
    visitor.page.get_by_role("option", name=LANGUAGES[language]).click(timeout=patience)

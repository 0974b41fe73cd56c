"""Without a browser that draws, what needs one is not offered: no file, a sentence on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import copy_of_data, serving
from tracker.language import words

WORDS = words("en")


def test_no_browser_no_file_but_a_sentence(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PNG and PDF are gone, SVG and the tables are there, and the page says what is missing."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    with serving(copy_of_data(tmp_path / "data"), tmp_path) as bare:
        visitor = visit("target?id=egdi-rank&lang=en", at=bare)
        page = visitor.page
        page.get_by_role("button", name=WORDS("take.title")).first.click()
        drawer = page.locator("[data-testid=stPopoverBody]")
        expect(drawer.locator("[data-testid=stCaptionContainer]").first).to_contain_text("Chromium")
        for form in ("SVG", "CSV", "XLSX"):
            expect(drawer.get_by_role("button", name=form, exact=True)).to_be_visible()
        for form in ("PNG", "PDF"):
            expect(drawer.get_by_role("button", name=form, exact=True)).to_have_count(0)
        assert visitor.faults() == []

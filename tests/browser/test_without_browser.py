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


def test_a_browser_that_fails_is_told(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program by the name of a browser that ends at once: a sentence where the picture was asked for."""
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(fake))
    with serving(copy_of_data(tmp_path / "data"), tmp_path) as broken:
        visitor = visit("target?id=egdi-rank&lang=en", at=broken)
        visitor.page.get_by_role("button", name=WORDS("take.title")).first.click()
        drawer = visitor.page.locator("[data-testid=stPopoverBody]")
        told = drawer.locator("[data-testid=stAlert]")
        expect(told).to_have_count(0)
        drawer.get_by_role("button", name="PNG", exact=True).click()
        expect(told).to_contain_text("stopped before the file was done")
        with visitor.page.expect_download() as taken:
            drawer.get_by_role("button", name="SVG", exact=True).click()
        assert taken.value.suggested_filename.endswith(".svg")
        expect(told).to_have_count(0)

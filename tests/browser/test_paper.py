"""Pages as they are printed: filled sheets, and nothing on them that only a screen can use."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Visit


@pytest.mark.parametrize("code", ["en", "vi", "de"])
def test_the_front_page_fills_three_sheets(visit: Visit, code: str) -> None:
    """Six sheets of A4 were half empty: its matters and themes follow each other without a gap."""
    page = visit(f"?lang={code}").page
    page.wait_for_selector(".tracker-band")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert 2 <= len(sheets) <= 3
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets} == {(842, 595)}


def test_no_field_is_printed_with_a_briefing(visit: Visit) -> None:
    """Neither the field for a deck nor that for a remark stands on paper; the targets do."""
    page = visit("briefing?lang=en&theme=laws").page
    fields = page.locator("[data-testid=stFileUploader], [data-testid=stTextArea], [data-testid=stTextInput]")
    assert fields.first.is_visible()
    page.emulate_media(media="print")
    assert [one for one in fields.all() if one.is_visible()] == []
    assert page.locator(".tracker-table").is_visible()

"""Every page in two languages, on two widths, in light and dark: whole, quiet, and at home."""

import pytest

from tests.browser.conftest import Visit
from tracker import language
from tracker.ui.frame import PAGES

LOCALES = {"en": "en-GB", "vi": "vi-VN"}
# Loaded as a visitor of one kind, then looked at as another: in both languages together all four are seen.
LOOKS = {
    "en": (("desktop", "light"), ("phone", "dark")),
    "vi": (("phone", "light"), ("desktop", "dark")),
}


@pytest.mark.parametrize("code", list(LOCALES))
@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_is_whole_in_every_look(visit: Visit, page: str, code: str) -> None:
    """No error, foreign request, raw message id or overflow; one heading; the language is declared."""
    visitor = visit("" if page == "overview" else page, *LOOKS[code][0], LOCALES[code])
    for look in LOOKS[code]:
        visitor.look(*look)
        assert visitor.faults() == [], (page, code, look)
        assert visitor.overflow() == [], (page, code, look)
        assert visitor.page.evaluate("document.documentElement.lang") == code


@pytest.mark.parametrize("code", list(LOCALES))
def test_headings_and_navigation_speak_the_language(visit: Visit, code: str) -> None:
    """The heading of a page and its name in the navigation stand in the language of the address."""
    words = language.words(code)
    visitor = visit(f"sources?lang={code}", locale="de-DE")
    assert visitor.page.locator("h1").inner_text() == words("nav.sources")
    names = visitor.page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
    assert [name.split("\n")[-1] for name in names] == [words(f"nav.{page}") for page in PAGES]


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_first_language_is_the_one_of_the_browser(visit: Visit, code: str) -> None:
    """Without a word in the address the browser's language is taken, for every language spoken here."""
    visitor = visit("method", locale={"en": "en-US", "vi": "vi-VN", "nb": "nn-NO"}.get(code, code))
    assert visitor.page.locator("h1").first.is_visible()
    assert visitor.page.evaluate("document.documentElement.lang") == code
    assert visitor.faults() == []


def test_the_server_had_nothing_to_complain_about(visit: Visit) -> None:
    """The log of the server holds no traceback, no warning about deprecated calls."""
    visitor = visit("quality")
    log = visitor.server.written()
    assert "Traceback" not in log
    assert "deprecat" not in log.lower()
    assert "Warning" not in log

"""Addresses and ways: a link restores the view, a click stays in the page, nonsense is answered kindly."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.server import ROOT, copy_of_data, serving
from tests.browser.visitor import Visitor
from tests.visits import today_in
from tracker import language, reader
from tracker.collation import order
from tracker.model import Portfolio
from tracker.progress import assess
from tracker.ui.frame import PAGES
from tracker.wording import Wording

WORDS = language.words("en")
COVERAGE = "5g-population-coverage"
TODAY = today_in(ROOT).isoformat()


@cache
def board() -> Portfolio:
    """Return the data of the repository."""
    return reader.load(ROOT)[0]


def said(on: str, code: str = "en") -> str:
    """Return the sentence in which the engine judges the 5G coverage on a day."""
    portfolio = board()
    found = assess(portfolio.targets[COVERAGE], date.fromisoformat(on), portfolio.sources)
    return str(Wording(language.words(code), portfolio.vocabulary.units).verdict(found))


def verdict(visitor: Visitor) -> Locator:
    """Return the place of the verdict on the page of a target."""
    assert visitor.faults() == []
    return visitor.page.locator(".tracker-verdict").first


def sidebar(visitor: Visitor, page: str, code: str = "en") -> Visitor:
    """Go to a page through the navigation, as a reader does."""
    name = language.words(code)(f"nav.{page}")
    visitor.page.locator("[data-testid=stSidebarNavLink]").filter(has_text=name).click()
    visitor.page.wait_for_url(re.compile(rf"/{page}(\?|$)"))
    return visitor.settle()


def test_filters_live_in_the_address(visit: Visit) -> None:
    """What a reader filtered and switched by hand comes back, to the letter, from the address alone."""
    reader = visit("board?lang=en")
    everything = reader.text()
    reader.page.get_by_label(WORDS("filter.text"), exact=True).fill("dien tu")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("q=dien"))
    reader.page.get_by_text(WORDS("board.table"), exact=True).click()
    reader.page.wait_for_url(re.compile("as=table"))
    reader.settle()
    assert reader.text() != everything
    again = visit(reader.page.url.removeprefix(reader.server.address))
    assert again.asked_for() == reader.asked_for()
    assert again.text() == reader.text()
    assert again.cells() == reader.cells() != []
    assert again.page.get_by_label(WORDS("filter.text"), exact=True).input_value() == "dien tu"


def test_a_filtered_view_opens_from_a_link(visit: Visit) -> None:
    """Theme, state and order are read from the address, in another language as well."""
    visitor = visit("board?lang=vi&theme=enterprises,laws&state=no_figures&sort=title")
    cards = visitor.page.locator(".tracker-card")
    states = cards.locator(".tracker-chip").all_inner_texts()
    titles = [order(text, "en") for text in cards.locator(".tracker-title").all_inner_texts()]
    assert states
    assert {state.split(" ", 1)[1] for state in states} == {language.words("vi")("state.no_figures")}
    assert len(titles) == len(states)
    assert visitor.asked_for()["theme"] == "enterprises,laws"
    everything = visit("board?lang=vi&sort=title").page.locator(".tracker-card")
    assert 0 < len(titles) < everything.count()


def test_a_row_of_the_table_opens_its_target_and_back_returns(visit: Visit) -> None:
    """Choosing a row opens that target in the same document; Back finds the table as it was left."""
    visitor = visit("board?lang=en&as=table&q=5g")
    before = visitor.cells()
    visitor.page.locator("[data-testid=stDataFrame]").click(position={"x": 20, "y": 55})
    visitor.page.wait_for_url(re.compile(r"/target\?"))
    assert visitor.settle().page.locator("h1").inner_text() in before
    visitor.page.go_back()
    visitor.page.wait_for_url(re.compile("as=table"))
    assert visitor.settle().cells() == before
    assert visitor.asked_for() == {"lang": "en", "as": "table", "q": "5g"}
    assert visitor.loads == 1


def test_an_old_address_of_the_board_leads_to_it(visit: Visit) -> None:
    """While the board stood on the front page its filters were part of that address; the link still works."""
    visitor = visit("?lang=en&q=5g&sort=title")
    visitor.page.wait_for_url(re.compile(r"/board\?"))
    assert visitor.settle().asked_for() == {"lang": "en", "q": "5g", "sort": "title"}
    assert visitor.page.locator(".tracker-card").count() > 1


def test_a_count_of_the_front_page_leads_to_its_entries_without_a_reload(visit: Visit) -> None:
    """The state in the bar that was clicked filters the board in the same session; Back returns."""
    visitor = visit("?lang=en")
    link = visitor.page.locator(".tracker-legend a").first
    number = int(link.inner_text().split()[1])
    link.click()
    visitor.page.wait_for_url(re.compile(r"/board\?"))
    visitor.settle()
    assert visitor.text().count(WORDS.count("board.found", number)) == 1
    assert visitor.loads == 1
    visitor.page.go_back()
    expect(visitor.page.locator(".tracker-leads").first).to_be_visible()
    assert visitor.faults() == []


def test_nothing_found_says_how_to_go_on(visit: Visit) -> None:
    """A search without a hit is answered with a sentence, not with an empty page."""
    visitor = visit("board?lang=en&q=zzzz")
    assert visitor.page.locator(".tracker-empty").inner_text() == WORDS("board.nothing")
    assert visitor.faults() == []


def test_a_link_names_target_language_and_day(visit: Visit) -> None:
    """The address of a target with a day shows that target, in that language, as known on that day."""
    visitor = visit(f"target?id={COVERAGE}&lang=vi&on=2025-10-31")
    assert visitor.page.evaluate("document.documentElement.lang") == "vi"
    expect(verdict(visitor)).to_contain_text(said("2025-10-31", "vi"))
    assert "2025" in visitor.page.locator("[data-testid=stAlert]").inner_text()
    assert visitor.asked_for() == {"id": COVERAGE, "lang": "vi", "on": "2025-10-31"}


def test_the_time_machine_changes_the_verdict(visit: Visit) -> None:
    """In October 2025 one figure was known and nothing could be judged; the way back is a button."""
    visitor = visit(f"target?id={COVERAGE}&lang=en&on=2025-10-31")
    expect(verdict(visitor)).to_contain_text(said("2025-10-31"))
    visitor.page.get_by_role("button", name=WORDS("side.today")).click()
    expect(verdict(visitor)).to_contain_text(said(TODAY))
    assert "on" not in visitor.settle().asked_for()


def test_the_day_is_chosen_in_the_sidebar(visit: Visit) -> None:
    """A day typed into the sidebar moves the verdict and the address."""
    visitor = visit(f"target?id={COVERAGE}&lang=en")
    expect(verdict(visitor)).to_contain_text(said(TODAY))
    visitor.page.locator("[data-testid=stSidebar] [data-testid=stDateInput] [data-type=year]").click()
    visitor.page.keyboard.type("20251031", delay=20)
    visitor.page.locator("h1").click()
    expect(verdict(visitor)).to_contain_text(said("2025-10-31"))
    assert visitor.settle().asked_for()["on"] == "2025-10-31"


def test_language_and_day_stay_while_the_reader_moves(visit: Visit) -> None:
    """Page after page of the navigation keeps what was chosen, also in the address."""
    visitor = visit("?lang=vi&on=2025-10-31")
    for page in ("sources", "milestones"):
        sidebar(visitor, page, "vi")
        assert visitor.page.locator("h1").inner_text() == language.words("vi")(f"nav.{page}")
        asked = visitor.asked_for()
        assert (asked.get("lang"), asked.get("on")) == ("vi", "2025-10-31")
    assert visitor.loads == 1
    assert visitor.faults() == []


def test_the_language_is_switched_in_the_sidebar(visit: Visit) -> None:
    """Choosing Vietnamese changes every word at once and the address with it."""
    visitor = visit("milestones?lang=en")
    visitor.page.locator("[data-testid=stSidebar] [data-testid=stSelectbox] input").click()
    visitor.page.get_by_role("option", name="Tiếng Việt").click()
    expect(visitor.page.locator("h1")).to_have_text(language.words("vi")("nav.milestones"))
    assert visitor.settle().asked_for()["lang"] == "vi"
    assert visitor.page.evaluate("document.documentElement.lang") == "vi"


def test_a_chosen_language_is_remembered_for_the_next_visit(visit: Visit) -> None:
    """Who chose a language gets it again, although the browser prefers another; a link has the first word."""
    visitor = visit("sources")
    assert visitor.page.evaluate("document.documentElement.lang") == "en"
    visitor.page.locator("[data-testid=stSidebar] [data-testid=stSelectbox] input").click()
    visitor.page.get_by_role("option", name="Tiếng Việt").click()
    expect(visitor.page.locator("h1")).to_have_text(language.words("vi")("nav.sources"))
    visitor.settle()
    assert visit("quality").page.locator("h1").inner_text() == language.words("vi")("nav.quality")
    assert visit("quality?lang=en").page.locator("h1").inner_text() == WORDS("nav.quality")


def test_a_card_leads_to_its_target_without_a_reload(visit: Visit) -> None:
    """A click on a card opens the target in the same document, and Back returns to the board as it was."""
    visitor = visit("board?lang=en&sort=title&q=5g")
    link = visitor.page.locator(".tracker-card a").first
    name = link.inner_text()
    link.click()
    visitor.page.wait_for_url(re.compile(r"/target\?"))
    visitor.settle()
    assert name in visitor.page.locator("h1, h2.tracker-theme").all_inner_texts()
    assert visitor.loads == 1
    visitor.page.go_back()
    expect(visitor.page.locator(".tracker-cards").first).to_be_visible()
    assert visitor.settle().asked_for() == {"lang": "en", "sort": "title", "q": "5g"}
    assert visitor.faults() == []


@pytest.mark.parametrize("day", ["", "&on=2025-10-31"])
def test_back_from_a_page_of_the_menu_finds_the_search(visit: Visit, day: str) -> None:
    """One click in the list of pages is one step, whatever day is chosen: Back restores the page left."""
    visitor = visit(f"board?lang=en&q=5g{day}")
    visitor.page.locator('[data-testid="stSidebarNavLink"][href$="/sources"]').click()
    expect(visitor.page.locator("h1")).to_have_text(WORDS("nav.sources"))
    visitor.settle().page.go_back()
    expect(visitor.page.locator("h1")).to_have_text(WORDS("nav.board"))
    assert visitor.settle().asked_for()["q"] == "5g"


def test_changes_and_comparison_open_as_they_were_left(visit: Visit) -> None:
    """The first day of a period and the targets compared are in the address."""
    visitor = visit("changes?lang=en&since=2025-09-30")
    assert WORDS.day(date(2025, 9, 30)) in visitor.text()
    assert visitor.asked_for()["since"] == "2025-09-30"
    chosen = "compare?lang=en&ids=egdi-rank,ai-asean-rank"
    compared = visit(chosen).page.locator(".tracker-table tbody tr")
    assert compared.count() == 2


def test_page_pace_and_remark_open_as_they_were_left(visit: Visit, tmp_path: Path) -> None:
    """The page of a list turned to, a pace that was tried, a remark: all in the address, and there again."""
    with serving(copy_of_data(tmp_path / "data"), tmp_path) as fresh:
        visitor = visit("sources?lang=en", at=fresh)
        page = visitor.page
        page.get_by_test_id("stPaginationPage").get_by_text("2", exact=True).click()
        page.wait_for_url(re.compile("turn-sources=2"))
        rows = page.locator(".tracker-table tbody")
        left = [(visitor.settle().page.url, rows.first.inner_text())]
        visitor.go("target?lang=en&id=rd-spend-gdp")
        page.get_by_role("slider").press("ArrowRight")
        page.wait_for_url(re.compile("pace="))
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("button[data-copy=link]").press("Enter")
        page.locator("button[data-copy=link]", has_text="Copied").wait_for()
        pace = re.search(r"pace=[^&]+", page.url)
        assert pace is not None
        assert pace[0] in page.evaluate("navigator.clipboard.readText()")
        left.append((page.url, visitor.settle().page.locator("p[aria-live]").inner_text()))
        visitor.go("briefing?lang=en&ids=rd-spend-gdp")
        page.get_by_label(WORDS("brief.remark")).fill("Read this, first: 100 %.")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile("remark="))
        left.append((page.url, visitor.settle().page.locator("[data-testid=stMain] textarea").input_value()))
        again = visit(left[0][0].removeprefix(fresh.address), at=fresh)
        assert again.page.locator(".tracker-table tbody").first.inner_text() == left[0][1]
        again.go(left[1][0].removeprefix(fresh.address))
        assert again.page.locator("p[aria-live]").inner_text() == left[1][1]
        again.go(left[2][0].removeprefix(fresh.address))
        assert again.page.locator("[data-testid=stMain] textarea").input_value() == left[2][1]
        assert [visitor.faults(), again.faults()] == [[], []]
        assert "WARNING" not in fresh.written()
        assert "default value" not in fresh.written()


@pytest.mark.parametrize("page", ["target", "method"])
def test_an_unknown_id_is_answered_kindly(visit: Visit, page: str) -> None:
    """An id that no target has is quoted literally, and another target is offered."""
    hostile = "<img src=x onerror=window.hacked=1>**no**"
    visitor = visit(f"{page}?lang=en&id={quote(hostile)}")
    answer = visitor.page.locator("[data-testid=stAlert]").first.inner_text()
    assert hostile in answer.replace("\u2060", "")
    assert visitor.page.evaluate("window.hacked") is None
    assert visitor.faults() == []


def test_an_absurd_day_means_today(visit: Visit) -> None:
    """A day that is none, or beyond all records, leaves the page as it is today."""
    visitor = visit("quality?lang=en&on=%00")
    assert visitor.faults() == []
    for day in ("0000-00-00", "9999-12-31", "2025-02-30", "yesterday", "1899-12-31", "٢٠٢٥-٠١-٠١"):
        visitor.go(f"target?lang=en&id={COVERAGE}&on={day}")
        expect(verdict(visitor)).to_contain_text(said(TODAY))


def test_the_ends_of_time_are_pages_too(visit: Visit) -> None:
    """The first and the last day that may be asked for are answered by every page."""
    visitor = visit("quality?lang=en&on=1900-01-01")
    for day in ("1900-01-01", "2200-12-31"):
        for page in PAGES:
            visitor.go(f"{'' if page == 'overview' else page}?lang=en&on={day}")
            assert visitor.faults() == [], (page, day)


def test_a_book_in_a_parameter_does_no_harm(visit: Visit) -> None:
    """Sixty thousand characters in any parameter are answered with a page that does not repeat them."""
    pages = {"id": "target", "since": "changes", "ids": "compare", "reading": "enterprises"}
    visitor = visit(f"target?id={'x' * 60_000}")
    assert visitor.faults() == []
    for name in ("id", "on", "lang", "q", "theme", "state", "since", "ids", "reading", "as", "view"):
        visitor.go(f"{pages.get(name, '')}?{name}={'x' * 60_000}")
        assert visitor.faults() == [], name
        assert "x" * 3000 not in visitor.text(), name


def test_a_fresh_server_answers_a_deep_link(visit: Visit, tmp_path: Path) -> None:
    """The very first request of a process may be for a page below: it comes with its frame."""
    with serving(ROOT, tmp_path) as fresh:
        visitor = visit("milestones?lang=vi", at=fresh)
        assert visitor.page.locator("h1").inner_text() == language.words("vi")("nav.milestones")
        assert visitor.page.locator("[data-testid=stSidebarNavLink]").count() == len(PAGES)
        assert visitor.page.locator("[data-testid=stDialog]").count() == 0
        assert visitor.faults() == []


def test_a_page_that_does_not_exist_leads_home(visit: Visit) -> None:
    """An unknown page is reported and the overview stands behind it."""
    visitor = visit("nowhere?lang=en")
    assert visitor.page.locator(".tracker-leads").count() > 0
    assert [line for line in visitor.complaints if "does not seem to exist" not in line] == []

"""Below a path of a larger site every link, citation and file is right, and no file names this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Server, copy_of_data, serving
from tests.browser.visitor import Visitor
from tracker.language import words

WORDS = words("en")


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a dashboard that is served below a path."""
    place = tmp_path_factory.mktemp("below")
    with serving(copy_of_data(place / "data"), place, base="policy/tracker") as running:
        yield running


def taken(visitor: Visitor) -> tuple[list[str], Path]:
    """Open the drawer for taking along; return the texts to copy and the picture as SVG."""
    page = visitor.page
    page.get_by_role("button", name=WORDS("take.title")).first.click()
    codes = page.locator("[data-testid=stPopoverBody] [data-testid=stCode]")
    expect(codes).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    return codes.all_inner_texts(), Path(download.value.path())


@pytest.mark.parametrize("start", ["?lang=en", "target?id=egdi-rank&lang=en"])
def test_links_stay_below_the_path(visit: Visit, below: Server, start: str) -> None:
    """From the first page and from another, a link leads to a page below the path, in the same document."""
    visitor = visit(start, at=below)
    link = visitor.page.locator(
        "[data-testid=stMain] [data-testid=stHtml] a[href^='target'], a[href^='method']"
    ).first
    link.click()
    visitor.page.wait_for_url(re.compile(r"/policy/tracker/(target|method)\?"))
    assert visitor.settle().loads == 1
    assert visitor.faults() == []


def test_the_path_may_be_written_without_its_slash(visit: Visit, below: Server) -> None:
    """The address as people type it leads to the same places."""
    visitor = visit("", at=below)
    visitor.page.goto(below.address.rstrip("/"))
    visitor.settle().page.locator("[data-testid=stMain] a[href*='target?']").first.click()
    visitor.page.wait_for_url(re.compile(r"/policy/tracker/target\?"))


def test_what_is_taken_along_names_the_path_on_the_page_and_no_machine_in_the_file(
    visit: Visit, below: Server
) -> None:
    """The link to copy is the address in the bar; file and citation name no address of this machine."""
    (cited, link), picture = taken(visit("target?id=egdi-rank&lang=en", at=below))
    assert link.startswith(f"{below.address}target?id=egdi-rank")
    for text in (cited, picture.read_text("utf-8")):
        assert "127.0.0.1" not in text
        assert "localhost" not in text

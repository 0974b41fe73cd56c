"""Everybody can read every page: axe-core finds nothing serious, the keyboard gets everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
GRAVE = ("serious", "critical")
ADDRESSES = (
    "",
    "themes",
    "themes?theme=digital-infrastructure",
    "board",
    "board?as=table",
    "board?group=promises",
    "board?group=promises&state=missed",
    "?view=present",
    "target?id=egdi-rank",
    "target?id=maturity-tiers",
    "target?id=digital-laws",
    "enterprises",
    "allocations",
    "compare",
    "compare?ids=eu-cooperation,egdi-rank",
    "milestones",
    "changes?since=2025-10-31",
    "briefing?theme=digital-infrastructure",
    "add",
    "sources",
    "quality",
    "method?id=egdi-rank",
)
# Streamlit's own parts are looked at as well: in the version of requirements.txt, with the colours of
# .streamlit/config.toml, none of them has a grave violation, so there is no list of exceptions.


def violations(visitor: Visitor, rules: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """Return rule, selector and HTML of every grave violation on a page, of some rules or of all."""
    page = visitor.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("(options) => axe.run(document, options)", options)
    assert found["passes"], "axe-core looked at nothing"
    return [
        (rule["id"], str(node["target"]), node["html"][:200])
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def test_no_grave_barrier_stands_on_any_page(visit: Visit) -> None:
    """Names, contrast, structure and roles hold on every page, in light and in dark, wide and narrow."""
    visitor = visit()
    found = {address: violations(visitor.go(address)) for address in ADDRESSES}
    assert {address: rules for address, rules in found.items() if rules} == {}
    visitor.look("desktop", "dark")  # in the dark only the colours differ
    found = {address: violations(visitor.go(address), ["color-contrast"]) for address in ADDRESSES}
    assert {address: rules for address, rules in found.items() if rules} == {}
    visitor.look("phone", "light")
    found = {address: violations(visitor.go(address)) for address in ADDRESSES}
    assert {address: rules for address, rules in found.items() if rules} == {}


@pytest.mark.parametrize("address", ["target?id=maturity-tiers", "changes?since=2025-10-31&lang=vi"])
def test_every_part_of_a_page_has_a_name_of_its_own(visit: Visit, address: str) -> None:
    """A list of the parts of the page, as screen readers offer it, names none twice, rows of pages too."""
    page = visit(address).page
    rows = page.get_by_test_id("stPagination").get_by_role("navigation")
    for row in rows.all():
        assert (row.get_attribute("aria-label") or "").startswith("Các trang: ")
        assert (row.get_by_role("button").last.get_attribute("aria-label")) == "Trang sau"
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {runOnly: ['landmark-unique']})")
    assert found["passes"]
    assert [node["html"][:200] for one in found["violations"] for node in one["nodes"]] == []


def test_escape_leaves_a_presentation(visit: Visit) -> None:
    """The board stands where the slide stood, without a reload."""
    visitor = visit("board?view=present")
    loads = visitor.loads
    visitor.page.keyboard.press("Escape")
    visitor.page.locator(".tracker-card").first.wait_for()
    assert "view" not in visitor.asked_for()
    assert visitor.loads == loads


def test_the_keyboard_reaches_a_target_and_shows_where_it_is(visit: Visit) -> None:
    """Tabbing comes to a link of the board, which is outlined; Enter opens its target without a reload."""
    visitor = visit("board?lang=en")
    page = visitor.page
    page.locator("[data-testid=stMain] input").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.tracker-title a, .tracker-brief a')"):
            break
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") != "none"
    assert float(str(page.evaluate(f"{style}.outlineWidth")).removesuffix("px")) > 0
    loads = visitor.loads
    page.keyboard.press("Enter")
    page.wait_for_url("**/target?*")
    assert visitor.loads == loads

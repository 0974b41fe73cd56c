"""Several portfolios in a browser: what the sidebar turns to, and what Back leads to."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.browser.conftest import Visit
from tests.browser.portfolio import begun
from tests.browser.server import serving
from tests.browser.visitor import Visitor
from tracker.language import words

LABEL = words("en")("side.portfolio")


def chosen(visitor: Visitor, which: int) -> None:
    """Choose a portfolio in the sidebar."""
    visitor.page.get_by_label(LABEL).first.click()
    visitor.page.get_by_role("option").nth(which).click()
    visitor.settle()


def test_one_step_back_undoes_the_choice_of_a_portfolio(visit: Visit, tmp_path: Path) -> None:
    """From a target and from the front page alike; however fast, no step ends on a page nobody asked for."""
    north, south = begun(tmp_path / "north"), tmp_path / "south"
    shutil.copytree(north, south)
    with serving(north, tmp_path, dashboard=["--data", str(south)]) as several:
        visitor = visit("target?id=nurses&lang=en", at=several)
        page, here = visitor.page, visitor.page.url
        chosen(visitor, 1)
        page.wait_for_url("**/?lang=en&portfolio=south")
        visitor.settle()
        page.go_back()
        assert visitor.settle().page.url == here
        visitor.go("?lang=en")
        chosen(visitor, 1)
        page.wait_for_url("**/?lang=en&portfolio=south")
        visitor.settle()
        page.go_back()
        visitor.settle()
        assert "portfolio" not in page.url
        visitor.go("target?id=nurses&lang=en")
        visitor.go("target?id=nurses&lang=en&portfolio=south")
        for _ in range(4):
            page.go_back(wait_until="commit")
            page.wait_for_timeout(60)
            page.go_forward(wait_until="commit")
            page.wait_for_timeout(60)
        assert visitor.settle().page.url.endswith("/target?id=nurses&lang=en&portfolio=south")
        assert visitor.faults() == []

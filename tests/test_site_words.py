"""Each page of the app and of the site says the same, in every portfolio of the product."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st

from tests.test_site import missing, texts
from tests.visits import ON, shown, visit
from tracker import language
from tracker.__main__ import main
from tracker.site.frame import PAGES as MENU

ROOT = Path(__file__).parents[1]
PLACES = {
    "main": (ROOT, "en"),
    "eu": (ROOT / "portfolios/eu-digital-decade", "de"),
    "nz": (ROOT / "portfolios/nz-government-targets", "sv"),
}
ALONE = {"index", "board", "quality", "method"}
"""Told with the overview, of the files as they are today, or of one target: each has a test of its own."""


@dataclass(frozen=True)
class Published:
    """The site of a portfolio, in one language."""

    data: Path
    lang: str
    out: Path

    def page(self, name: str) -> list[str]:
        """Return what a page says, piece by piece; of a page in several files what all of them say."""
        stem = self.out / self.lang / name
        further = sorted(
            stem.parent.glob(f"{stem.name}.*.html"), key=lambda file: int(file.name.split(".")[-2])
        )
        return [text for file in (Path(f"{stem}.html"), *further) for text in texts(file.read_text("utf-8"))]


@pytest.fixture(scope="module", params=PLACES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Return the site of a portfolio, which the app shows meanwhile."""
    data, lang = PLACES[request.param]
    out = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROWSER_PATH", "/nowhere/chromium")
        patched.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
        st.cache_resource.clear()
        main(["site", "--out", str(out), "--data", str(data), "--on", ON, "--lang", lang])
        yield Published(data, lang, out)
        st.cache_resource.clear()


def test_every_page_of_the_menu_says_in_both_media_the_same(site: Published) -> None:
    """Every heading, sentence, number and cell of the app stands on the page of the site, in its order."""
    for page in MENU:
        if page in ALONE or not (site.out / site.lang / f"{page}.html").exists():
            continue
        app = texts(shown(visit(page, lang=site.lang)))
        assert len(app) > 2, page
        assert missing(app, site.page(page)) == [], page


def test_the_overview_is_told_by_front_page_and_board(site: Published) -> None:
    """The headline and what is next stand on the front page, the entries on the board."""
    front, board = site.page("index"), site.page("board")
    app = texts(shown(visit("overview", lang=site.lang)))
    assert missing([one for one in app if one not in front], board) == []
    assert missing(texts(shown(visit("board", lang=site.lang))), board) == []


def test_every_target_says_in_both_media_the_same(site: Published) -> None:
    """Of each kind of target three: the page of the app, and every formula of its method."""
    seen: dict[str, int] = {}
    tried = language.words(site.lang)("whatif.title")
    line = re.compile(language.words(site.lang)("figure.line", line=r"\d+"))
    for file in sorted(site.data.glob("targets/*/*.yaml")):
        kind = re.search(r"^kind: (\w+)", file.read_text("utf-8"), re.MULTILINE)
        if not kind or seen.get(kind[1], 0) >= 3:
            continue
        seen[kind[1]] = seen.get(kind[1], 0) + 1
        there = site.page(f"target/{file.stem}")
        app = texts(shown(visit("target", id=file.stem, lang=site.lang)))
        if tried in app:  # with the sentence below it
            del app[app.index(tried) : app.index(tried) + 2]
        assert missing([one for one in app if not line.fullmatch(one)], there) == [], file.stem
        method = texts(shown(visit("method", id=file.stem, lang=site.lang)))
        assert missing([one for one in method if "÷" in one], there) == [], file.stem
    assert seen

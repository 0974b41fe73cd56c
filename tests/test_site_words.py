"""Each page of the app and of the site says the same, in every portfolio and language of the product."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st

from tests.shelf import laid
from tests.sites import texts
from tests.visits import ON, shown, visit
from tracker import language
from tracker.__main__ import main
from tracker.scene import Scene
from tracker.site.frame import PAGES as MENU
from tracker.ui.view import View

ROOT = Path(__file__).parents[1]
NZ = ROOT / "portfolios/nz-government-targets"
PLACES = {
    "main": (ROOT, "en"),
    "main in Vietnamese": (ROOT, "vi"),
    "eu": (ROOT / "portfolios/eu-digital-decade", "de"),
    "nz": (NZ, "sv"),
    "nz in Norwegian": (NZ, "nb"),
}
ALONE = {"index", "board", "quality", "method"}
"""Told with the overview, of the files as they are today, or of one target: each has a test of its own."""
TURNED = ("board", "sources")
"""Pages with one list that is told in pages."""
MANY = 8
"""Figures that the app does not tell on one page."""
_ADDED = re.compile(
    r'<(button|nav|summary|form)\b.*?</\1>|<p class="tracker-note tracker-screen">.*?</p>', re.DOTALL
)
"""What acts or leads on, which each medium has in its own way: folds of the app are no HTML."""


@dataclass(frozen=True)
class Published:
    """The site of a portfolio, in one language."""

    data: Path
    lang: str
    out: Path
    on: str = ON

    def page(self, name: str) -> list[str]:
        """Return the words that a file says as a page of the app does; method and citation are elsewhere."""
        text = (self.out / self.lang / f"{name}.html").read_text("utf-8")
        whole = text.partition("<main")[2].partition("</main>")[0]
        own = re.split(r'<h\d[^>]* id="method"|<section class="after"', whole)[0]
        return words(texts("<main" + _ADDED.sub("", own)))

    def app(self, page: str, **address: str) -> list[str]:
        """Return the words of a page of the app, without what only a server can do: trying another pace."""
        found = texts(shown(visit(page, lang=self.lang, **{"on": self.on, **address})))
        tried = language.words(self.lang)("whatif.title")
        if tried in found:  # with the sentence below it
            del found[found.index(tried) : found.index(tried) + 2]
        return words(found)


def words(pieces: Iterator[str] | Sequence[str]) -> list[str]:
    """Return what is said word by word, however it is marked up."""
    return re.findall(r"\w+|[^\w\s]", " ".join(pieces))


@pytest.fixture(scope="module", params=PLACES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Return the site of a portfolio, which the app shows meanwhile."""
    yield from published(*PLACES[request.param], tmp_path_factory.mktemp("site"))


def published(data: Path, lang: str, out: Path, on: str = ON) -> Iterator[Published]:
    """Yield the site of a folder, which the app shows meanwhile."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROWSER_PATH", "/nowhere/chromium")
        patched.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
        # The line in the file is for editors: without notes the app has a column for it alone.
        patched.setattr(View, "lines_of", Scene.lines_of)
        st.cache_resource.clear()
        main(["site", "--out", str(out), "--data", str(data), "--on", on, "--lang", lang])
        yield Published(data, lang, out, on)
        st.cache_resource.clear()


def test_every_page_of_the_menu_says_in_both_media_the_same(site: Published) -> None:
    """No heading, sentence, number or cell is in one of them alone, nor in another order."""
    for page in MENU:
        if page in ALONE or not (site.out / site.lang / f"{page}.html").exists():
            continue
        app, there = site.app(page), site.page(page)
        assert len(app) > 5, page
        if page == "changes":  # the site tells in one sentence more what is new since its edition before
            edition = words(texts((site.out / site.lang / "edition.html").read_text("utf-8")))
            there = _without(there, app, edition)
        assert there == app, page


def _without(there: list[str], app: list[str], told: list[str]) -> list[str]:
    """Return what a page says without the words that it has more than another, if they are told elsewhere."""
    start = next((at for at, pair in enumerate(zip(there, app, strict=False)) if pair[0] != pair[1]), 0)
    more = there[start : start + len(there) - len(app)]
    assert " ".join(more) in " ".join(told)
    return there[:start] + there[start + len(more) :]


def test_the_last_page_of_a_long_list_says_in_both_media_the_same(site: Published) -> None:
    """Whoever turns to it in the app reads what stands in the last file of the site."""
    for page in TURNED:
        count = 1 + len(list((site.out / site.lang).glob(f"{page}.*.html")))
        if count > 1:
            assert site.page(f"{page}.{count}") == site.app(page, **{f"turn-{page}": str(count)}), page


def test_the_overview_is_told_by_front_page_and_board(site: Published) -> None:
    """The headline and what is next stand on the front page, the entries on the board."""
    assert site.page("index") == site.app("overview")
    assert site.page("board") == site.app("board")


def test_the_rules_of_every_verdict_end_the_page_on_method_in_both_media(site: Published) -> None:
    """The app tells between title and rules the arithmetic of one target; the site has it on its page."""
    there, app = site.page("method"), site.app("method")
    titled = next(at for at, (one, other) in enumerate(zip(there, app, strict=False)) if one != other)
    rules = there[titled:]
    assert len(rules) > 100
    assert app[-len(rules) :] == rules


def test_a_folder_without_a_target_says_in_both_media_the_same(tmp_path: Path) -> None:
    """Not that nothing matches filters: how to begin, and on the page on method also by which rules."""
    laid(tmp_path / "data")
    title = words([language.words("de")("empty.title")])
    for site in published(tmp_path / "data", "de", tmp_path / "site"):
        for page, own in (("index", "overview"), ("board", "board"), ("method", "method")):
            there, more = site.page(page), words([language.words("de")("add.first")])
            assert [*there, *(more if page != "method" else [])] == site.app(own), page
            assert " ".join(title) in " ".join(site.page(page))


def test_a_theme_says_in_both_media_the_same(site: Published) -> None:
    """The first and the last of them: how it stands, what is urgent, every entry."""
    themes = sorted(
        one.stem for one in (site.out / site.lang / "theme").glob("*.html") if "." not in one.stem
    )
    for theme in {themes[0], themes[-1]}:
        assert site.page(f"theme/{theme}") == site.app("themes", theme=theme), theme


def test_every_target_says_in_both_media_the_same(site: Published) -> None:
    """Of each kind of target two, with a note and without: the page of the app, every formula of its method.

    Targets with so many figures that the app tells them in pages are left to
    test_the_page_of_a_target_is_whole_however_long.
    """
    seen: dict[tuple[str, bool], int] = {}
    for file in sorted(site.data.glob("targets/*/*.yaml")):
        text = file.read_text("utf-8")
        kind = re.search(r"^kind: (\w+)", text, re.MULTILINE)
        if not kind or text.count("period:") > MANY:
            continue
        like = kind[1], "period:" in text and "note:" not in text
        if seen.get(like, 0) >= 2:
            continue
        seen[like] = seen.get(like, 0) + 1
        assert site.page(f"target/{file.stem}") == site.app("target", id=file.stem), file.stem
        method = texts(shown(visit("method", id=file.stem, lang=site.lang)))
        there = texts((site.out / site.lang / f"target/{file.stem}.html").read_text("utf-8"))
        assert [one for one in method if "÷" in one and one not in there] == [], file.stem
    assert seen

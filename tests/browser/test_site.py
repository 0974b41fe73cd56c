"""The published files in a real browser: from a folder, from a server's root, and below a path."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from tests.browser.test_access import AXE
from tracker import language, reader
from tracker.__main__ import main
from tracker.scalars import day
from tracker.site import social
from tracker.site.plan import Site
from tracker.telling import front, overview
from tracker.telling.blocks import Strip

ROOT = Path(__file__).parents[2]
ON = "2026-11-22"
PAGES = (
    "index.html",
    "en/index.html",
    "en/board.html",
    "en/board.2.html",
    "en/theme/enterprises.html",
    "en/target/egdi-rank.html",
    "en/target/maturity-tiers.html",
    "en/target/digital-laws.html",
    "en/embed/egdi-rank.html",
    "en/enterprises.html",
    "en/allocations.html",
    "en/milestones.html",
    "en/compare.html",
    "en/changes.html",
    "en/sources.html",
    "en/quality.html",
    "en/method.html",
    "vi/target/egdi-rank.html",
)


LONG_TITLES = """() => {
  for (const one of document.querySelectorAll(".name a, main a[href*='target/']:not(svg a)")) {
    one.textContent = "x".repeat(300);
  }
}"""
VIOLATIONS = "axe.run({preload: false}).then((one) => one.violations.map((v) => [v.id, v.nodes[0].html]))"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the addresses of one site: as a folder, at the root of a server, below a path."""
    top = tmp_path_factory.mktemp("web")
    out = top / "some" / "where"
    arguments = ["site", "--out", str(out), "--data", str(ROOT), "--on", ON, "--lang", "en,vi"]
    assert main(arguments) == 0
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) for folder in (out, top)
    ]
    for one in servers:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    root, below = (f"http://127.0.0.1:{one.server_port}/" for one in servers)
    yield {"folder": f"{out.as_uri()}/", "root": root, "path": f"{below}some/where/"}
    for one in servers:
        one.shutdown()
        one.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page whose faults and requests are written down."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda one: faults.append(one.text) if one.type in ("error", "warning") else None)
    opened.on("pageerror", lambda one: faults.append(str(one)))
    # The icon of a page that the reader leaves at once is no longer wanted.
    opened.on("requestfailed", lambda one: None if "ABORTED" in str(one.failure) else faults.append(one.url))
    asked: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.__dict__.update(faults=faults, asked=asked)
    yield opened
    context.close()


@pytest.mark.parametrize("place", ["folder", "root", "path"])
def test_every_page_opens_without_a_fault_and_asks_nobody_else(
    place: str, places: dict[str, str], page: Page
) -> None:
    """No error in the console, no request elsewhere."""
    start = places[place]
    for file in PAGES:
        page.goto(start + file)
        expect(page.locator("h1")).to_have_count(1)
    assert page.__dict__["faults"] == []
    assert [one for one in page.__dict__["asked"] if not one.startswith(start)] == []


def test_axe_objects_to_nothing(places: dict[str, str], page: Page) -> None:
    """Not a single finding on any page."""
    for file in PAGES:
        page.goto(places["folder"] + file)
        page.evaluate(AXE)
        assert page.evaluate(VIOLATIONS) == [], file


def test_the_story_stands_in_the_first_screen_and_no_page_of_a_phone_is_endless(
    places: dict[str, str], page: Page
) -> None:
    """The third matter within 700 pixels at 1440; on a phone no long page beyond 6,000; arithmetic opens."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(places["folder"] + "en/index.html")
    third = "document.querySelector('.tracker-brief li:nth-child(3)').getBoundingClientRect().bottom"
    assert page.evaluate(third) <= 700
    page.set_viewport_size({"width": 390, "height": 844})
    for file in ("vi/index.html", "en/target/digital-tech-enterprises.html", "en/sources.4.html"):
        page.goto(places["folder"] + file)
        assert page.evaluate("document.documentElement.scrollHeight") <= 6000, file
    page.goto(places["folder"] + "en/target/digital-tech-enterprises.html")
    expect(page.locator("#method")).to_be_hidden()
    page.locator("a[href$='#method']").first.click()
    expect(page.locator("#method")).to_be_visible()


def test_both_looks_have_contrast_enough(places: dict[str, str], chromium: Browser) -> None:
    """Dark by the reader's system, light by the switch, and the choice stays on the next page."""
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(places["root"] + "en/target/egdi-rank.html")
    dark = page.evaluate("getComputedStyle(document.body).color")
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS) == []
    page.locator("#look").click()
    assert page.evaluate("getComputedStyle(document.body).color") != dark
    page.goto(places["root"] + "en/board.html")
    assert page.evaluate("document.documentElement.dataset.look") == "light"
    context.close()


QUESTIONS: tuple[dict[str, str], ...] = (
    {"q": "5g"},
    {"q": "Dien TU"},
    {"q": "dien\x85tu"},
    {"q": "dien\x1etu"},
    {"q": "dien\ntu"},
    {"theme": "enterprises,laws"},
    {"state": "no_figures", "sort": "title"},
    {"due": "2026"},
    {"sort": "deadline"},
    {"q": "nothing of this name"},
)


@pytest.mark.parametrize("place", ["folder", "path"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_the_board_finds_what_the_app_finds(
    place: str, asked: dict[str, str], places: dict[str, str], page: Page
) -> None:
    """The same entries in the same order, however they are asked for in the address."""
    query = "&".join(f"{name}={quote(value, safe=',')}" for name, value in asked.items())
    page.goto(f"{places[place]}en/board.html?{query}")
    portfolio, found = reader.load(ROOT)
    scene = Site(portfolio, ROOT, day(ON), tuple(found), ("en",)).scene("en")
    wanted = overview.found(scene, asked)
    if not wanted:
        expect(page.locator("#found")).to_have_text(language.words("en")("board.nothing"))
        return
    expect(page.locator("#found")).to_have_text(language.words("en").count("board.found", len(wanted)))
    shown = page.locator(".results .tracker-title, .results .tracker-brief li > span:first-child")
    expect(shown).to_have_count(min(len(wanted), overview.PAGE))
    titles = [one.split(": ")[-1] for one in shown.all_inner_texts()]
    named = [(own or whole).split(": ")[-1] for whole, own in (one.titles("en") for one in wanted)]
    assert sorted(titles) == sorted(named[: overview.PAGE])
    if "sort" in asked:
        assert titles == named[: overview.PAGE]


def test_a_reader_types_and_clears(places: dict[str, str], page: Page) -> None:
    """Typing narrows at once and stands in the address; clearing brings everything back."""
    page.goto(places["root"] + "en/board.html")
    everything = page.locator("main > .tracker-cards .tracker-card").count()
    page.locator("#f-q").fill("5g")
    expect(page.locator(".results .tracker-card")).to_have_count(2)
    assert page.url.endswith("?q=5g")
    other = page.get_by_role("link", name=language.LANGUAGES["vi"])
    expect(other).to_have_attribute("href", re.compile(r"/vi/board\.html\?q=5g$"))
    expect(page.locator("main > .tracker-cards").first).to_be_hidden()
    page.get_by_role("button", name=language.words("en")("site.clear")).click()
    expect(page.locator(".results .tracker-card")).to_have_count(0)
    assert page.locator("main > .tracker-cards .tracker-card:visible").count() == everything


def test_the_last_question_wins_while_the_entries_come(places: dict[str, str], page: Page) -> None:
    """A question that was taken back has no answer; until one comes, the board stands as it is."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/board-*.js", hold)
    page.goto(places["root"] + "en/board.html")
    field, whole = page.locator("#search input[name=q]"), page.locator("main > .tracker-cards").first
    field.fill("5g")
    expect(page).to_have_url(re.compile(r"\?q=5g$"))
    expect(whole).to_be_visible()
    field.fill("")
    assert held
    page.unroute("**/search/board-*.js")  # which lets them go on
    page.wait_for_timeout(1500)  # milliseconds, in which the entries come
    expect(whole).to_be_visible()
    expect(page.locator("#found")).to_have_text("")
    expect(page.locator(".results .tracker-card")).to_have_count(0)


def test_without_scripts_every_page_reads_whole(places: dict[str, str], chromium: Browser) -> None:
    """All text is there, nothing that only a script could do is offered, and the way leads on."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(places["folder"] + "en/index.html")
    page.get_by_role("link", name=language.words("en")("nav.board"), exact=True).click()
    assert not page.locator("#search").is_visible()
    assert not page.locator("#look").is_visible()
    page.locator(".tracker-card a").first.click()
    assert page.locator("h1").inner_text()
    page.goto(places["folder"] + "en/target/egdi-rank.html")
    assert page.locator("figure svg").first.is_visible()
    page.locator("a[href*='vi/target']").first.click()
    assert page.locator("html").get_attribute("lang") == "vi"
    context.close()


def test_a_page_fits_a_phone_and_a_sheet_of_paper(places: dict[str, str], chromium: Browser) -> None:
    """Nothing is cut off at the side; only charts may be moved within their frame."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for file in PAGES:
        page.goto(places["root"] + file)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{file}: {wide}"
        page.evaluate(LONG_TITLES)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{file}, with titles of one long word: {wide}"
    page.goto(places["root"] + "en/board.html")
    for summary in page.locator("#search summary").all():
        summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, summary.inner_text()
        summary.click()
    page.goto(places["root"] + "en/target/egdi-rank.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # what A4 leaves between the margins
    assert not page.locator("nav").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    page.goto(places["root"] + "en/index.html")
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) <= 3
    context.close()


@pytest.mark.parametrize("width", [320, 390, 720])
def test_the_frame_to_copy_shows_a_chart_whole(
    width: int, places: dict[str, str], page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a column of any width the copied frame needs no bars for scrolling; the longest charts are tried."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    out, home = tmp_path / "out", "https://targets.example/"
    assert main(["site", "--out", str(out), "--data", str(ROOT), "--on", ON, "--site", home]) == 0
    host = tmp_path / "host.html"
    for name in ("egdi-rank", "digital-tech-enterprises", "digital-economy-gdp-share-mic", "maturity-tiers"):
        page.goto((out / f"en/target/{name}.html").as_uri())
        frame = page.locator(".after pre").last.inner_text().replace(home, f"{out.as_uri()}/")
        host.write_text(f'<!DOCTYPE html><title>-</title><div style="width:{width}px">{frame}</div>', "utf-8")
        page.goto(host.as_uri())
        shown = page.frames[1]
        shown.wait_for_load_state()
        over = "({scrollHeight, scrollWidth}) => [scrollHeight - innerHeight, scrollWidth - innerWidth]"
        assert max(shown.evaluate(f"({over})(document.documentElement)")) <= 0, name


def test_a_phone_shows_a_chart_to_its_end(places: dict[str, str], chromium: Browser) -> None:
    """The goal stands at the right of a chart: on a phone each is drawn for that width, not cut off."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    more = ("target/digital-economy-gdp-share-mic", "enterprises", "allocations", "compare", "compare-slope")
    for file in ("en/target/egdi-rank.html", *(f"en/{name}.html" for name in more)):
        page.goto(places["folder"] + file)
        for figure in page.locator("figure").all():
            assert figure.evaluate("one => one.scrollWidth <= one.clientWidth"), file
            assert figure.locator("svg:visible").get_attribute("viewBox").startswith("0 0 360 "), file
    page.close()


def test_the_picture_of_a_page_shows_a_long_title_and_the_day_whole(chromium: Browser) -> None:
    """Three lines of title, every count and the day lie within it, and no mark below a letter is cut off."""
    portfolio, found = reader.load(ROOT)
    words = portfolio.vocabulary.model_copy(update={"title": {"vi": "Chuyển đổi số, sáng tạo " * 9}})
    named = replace(portfolio, vocabulary=words)
    scene = Site(named, ROOT, day(ON), tuple(found), ("vi",)).scene("vi")
    told = [
        one
        for one in front.standing(scene)
        if isinstance(one, Strip) or getattr(one, "kind", "") == "finding"
    ]
    page = chromium.new_page(viewport={"width": social.WIDTH, "height": social.HEIGHT})
    page.set_content(social.of_words(scene.words.text(words.title), told, scene))
    bottom = "one => one.getBoundingClientRect().bottom"
    assert page.locator(".day").evaluate(bottom) <= social.HEIGHT - 30
    title = page.locator("h1")
    size = title.evaluate("one => [one.clientHeight, parseFloat(getComputedStyle(one).fontSize)]")
    assert size[0] >= 3.7 * size[1]
    page.close()

"""Hostile text: what an author typed is shown to the letter; nothing runs, nothing is fetched or re-read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.portfolio import begun, indicator, save, source, vocabulary
from tests.browser.server import Server, serving
from tests.browser.visitor import Visitor
from tests.hostile import NASTY

EVIL = (
    "<script>window.hacked=1</script>",
    "<img src=http://evil.example/a.png onerror=window.hacked=1>",
    "<svg onload=window.hacked=1></svg>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<style>body{display:none}</style>",
    "[press me](javascript:window.hacked=1)",
    "![pixel](http://evil.example/pixel.png)",
    "<a href='data:text/html,x'>data</a>",
    '" onmouseover="window.hacked=1',
    "javascript:window.hacked=1",
    "$5 to $10 and $\\frac{1}{2}$",
    "~20~ H~2~O snake_case_word",
    "2020--2030 -> => <= >= != ~= --- ...",
    ":x: :streamlit: :material/home: :red[red] :blue-badge[b]",
    "| a | b | and * star * and 1) one",
    "    four spaces of code",
    "%{x} %{customdata[0]} <extra></extra>",
    "<span style='font-size:80px'>huge</span>",
    "العربية ثم English ١٢٣",
)
# What the reader refuses in a file (control signs, marks that turn the text) is tested with the reader.
TEXTS = [text for text in (*EVIL, *NASTY) if not re.search(r"[\x00-\x1f\u202a-\u202e\u200b\u200f]", text)]
PAGES = (
    "?lang=en",
    "?lang=en&as=table",
    "enterprises?lang=en",
    "allocations?lang=en",
    "compare?lang=en",
    "milestones?lang=en",
    "changes?lang=en&since=2019-12-31",
    "sources?lang=en",
    "quality?lang=en",
    "target?lang=en&id=t0",
    "target?lang=en&id=t10",
    "target?lang=en&id=tiers",
    "target?lang=en&id=shares",
    "target?lang=en&id=steps",
    "method?lang=en&id=t3",
)
_TAIL = re.compile(r"§(\d+)§")


class Marked:
    """Hands out the nasty texts in turn, each with a mark at its end by which a page can be checked."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self._turn = count()

    def __call__(self) -> str:
        """Return the next text."""
        text = f"{TEXTS[next(self._turn) % len(TEXTS)]} §{len(self.given)}§"
        self.given.append(text)
        return text

    def titles(self) -> dict[str, str]:
        """Return the next text as a map per language."""
        return {"en": self()}


def written(folder: Path) -> Marked:
    """Write a portfolio with a nasty text in every field that takes one."""
    marked = Marked()
    texts = marked.titles
    place = {"source": "yearbook", "at": marked(), "as_printed": marked()}
    words = vocabulary(
        title=texts(),
        about=texts(),
        units={"percent": {"title": texts(), "symbol": texts(), "decimals": "1"}},
        themes={"health": {"title": texts(), "order": "1"}},
        bodies={"office": {"title": texts(), "short": texts()}},
    )
    save(folder, "targets/vocabulary.yaml", words)
    record = source(title=texts(), summary=texts(), article=marked(), license=marked(), language="vi")
    save(folder, "seeds/yearbook.yaml", record | {"translated": "machine", "reliability": "weak"})
    save(folder, "seeds/leaflet.yaml", source("leaflet", title=texts(), kind="press", published="2025-06"))
    doubt = [{"question": texts(), "reading": texts(), "settled": "no"}]
    for at in range(len(TEXTS)):
        more: dict[str, Any] = {"owner": "office"}
        if at in (0, 10, 3):
            more |= _everything(marked, place)
        title = {"en": f"{TEXTS[at]} §{len(marked.given)}§"}
        marked.given.append(title["en"])
        save(folder, f"targets/health/t{at}.yaml", indicator(f"t{at}", "") | {"title": title} | more)
    parts = [
        {
            "id": f"p{n}",
            "title": texts(),
            "note": texts(),
            "goals": [{"at_least": "20", "by": "2030", **place}],
        }
        for n in range(5)
    ]
    base = {"about": texts(), "ambiguities": doubt, "measure": {"unit": "percent", "definition": texts()}}
    for kind, name, field in (("tiers", "tiers", "tiers"), ("allocation", "shares", "parts")):
        more = {"nesting": "unspecified", "nesting_note": texts()} if kind == "tiers" else {}
        save(
            folder,
            f"targets/health/{name}.yaml",
            {"id": name, "title": texts(), "kind": kind, field: parts, **base, **more},
        )
    steps = [
        {
            "id": f"s{n}",
            "title": texts(),
            "due": "2025",
            "note": texts(),
            **place,
            "records": [{"state": "done", "on": "2024-06", "note": texts(), **place}],
        }
        for n in range(6)
    ]
    record = {"id": "steps", "title": texts(), "kind": "milestones", "steps": steps, "about": texts()}
    save(folder, "targets/health/steps.yaml", record)
    save(folder, f"targets/health/{'<img src=x onerror=window.hacked=1>'.replace('/', '')}.yaml", {})
    broken = indicator("broken", "") | {
        "title": texts(),
        "owner": "<b onclick=window.hacked=1>",
        "![x](y)": "*z*",
    }
    save(folder, "targets/health/broken.yaml", broken)
    return marked


def _everything(marked: Marked, place: dict[str, str]) -> dict[str, Any]:
    """Return every field of an indicator that holds a text of its author."""
    texts = marked.titles
    figures = {"2018": "30", "2020": "40", "2022": "50", "2024": "60"}
    goal = {"at_least": "80", "by": "2030", **place, "reason": texts(), "note": texts()}
    rival = {"period": "2024", "value": "35", "source": "leaflet", "set_aside": texts()}
    return {
        "about": texts(),
        "measure": {"unit": "percent", "frequency": "year", "definition": texts(), "proxy": texts()},
        "goals": [goal, {"at_least": "95", "by": "2035", **place, "draft": "true", "note": texts()}],
        "baseline": {"period": "2018", "note": texts()},
        "observations": [
            {"period": period, "value": value, **place, "note": texts()} for period, value in figures.items()
        ]
        + [rival],
        "ambiguities": [{"question": texts(), "reading": texts(), "settled": "no"}],
        "breakdowns": [
            {
                "dimension": "region",
                "period": "2024",
                "source": "yearbook",
                "note": texts(),
                "values": [{"area": texts(), "value": str(n), "as_printed": marked()} for n in range(1, 5)],
            }
        ],
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Marked]]:
    """Return a dashboard over a hostile portfolio, and the texts in it."""
    place = tmp_path_factory.mktemp("hostile")
    marked = written(place / "data")
    with serving(place / "data", place) as running:
        yield running, marked


def bare(text: str) -> str:
    """Return a text without white space and without the marks that keep signs apart."""
    return re.sub(r"[\s\u2060]", "", unicodedata.normalize("NFC", text))


def shown(visitor: Visitor) -> str:
    """Return every text on the page: the words of the document, of its pictures, and of what is for ears."""
    return str(
        visitor.page.evaluate(
            """() => [
              document.body.innerText,
              ...[...document.querySelectorAll('svg text')].map((text) => text.textContent),
              ...[...document.querySelectorAll('[data-testid^=glide-cell]')].map((cell) => cell.textContent),
              ...[...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label')),
            ].join('\\n')"""
        )
    )


def altered(text: str, marked: Marked) -> list[str]:
    """Return what stands on a page where a text of an author should stand to the letter."""
    found = list(_TAIL.finditer(text))
    assert found
    return [
        text[max(0, tail.start() - 90) : tail.end()]
        for tail in found
        if not text[: tail.end()].endswith(bare(marked.given[int(tail[1])]))
    ]


def test_every_text_is_shown_to_the_letter(visit: Visit, hostile: tuple[Server, Marked]) -> None:
    """Wherever the end of a text is on a page, all of it stands before; nothing ran, nothing was fetched."""
    server, marked = hostile
    visitor = visit(PAGES[0], at=server)
    for address in PAGES:
        visitor.go(address)
        visitor.page.evaluate("document.querySelectorAll('main summary').forEach((closed) => closed.click())")
        assert altered(bare(shown(visitor.settle())), marked) == [], address
        assert visitor.page.evaluate("window.hacked") is None, address
        events = "[onerror], [onload], [onmouseover]"
        foreign = "img:not(.tracker-curve img, .tracker-still)"  # ours: the small, the first
        acting = f"main :is(iframe, {foreign}, script, .katex, {events}, [srcdoc])"
        assert visitor.page.locator(acting).count() == 0, address
        links = visitor.page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href)")
        assert [link for link in links if not link.startswith(server.address)] == [], address
        assert visitor.faults() == [], address


def test_every_title_is_on_the_board(visit: Visit, hostile: tuple[Server, Marked]) -> None:
    """None of the texts keeps its target off the board, on whichever of its pages."""
    server, _ = hostile
    visitor = visit("board?lang=en&sort=title", at=server)
    text = bare(visitor.text())
    for number in (2, 3, 4):
        visitor.page.get_by_test_id("stPaginationPage").get_by_text(f"{number}", exact=True).click()
        text += bare(visitor.settle().text())
    assert [one for one in TEXTS if bare(one) + "§" not in text] == []


def test_the_choices_show_texts_to_the_letter(visit: Visit, hostile: tuple[Server, Marked]) -> None:
    """Themes, owners, sources and targets to choose from are plain text as well."""
    server, marked = hostile
    visitor = visit("target?lang=en&id=t1", at=server)
    visitor.page.locator("[data-testid=stMain] [data-testid=stSelectbox] input").first.click()
    options = visitor.page.get_by_role("option")
    options.first.wait_for()
    known = {bare(text) for text in marked.given}
    offered = [bare(text) for text in options.all_inner_texts()]
    assert offered
    assert [text for text in offered if text not in known] == []
    assert visitor.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_long_word_makes_no_page_wide(visit: Visit, tmp_path: Path, width: str) -> None:
    """A word of 19,000 letters, in every text of a target and a source, is broken into lines."""
    word, folder = "W" * 19_000, begun(tmp_path / "data")
    save(folder, "seeds/yearbook.yaml", source(title=word, publisher="office"))
    save(folder, "targets/health/nurses.yaml", indicator("nurses", word, about={"en": word}))
    with serving(folder, tmp_path) as stretched:
        visitor = visit("?lang=en", width, at=stretched)
        for page in ("", "themes", "board", "target", "compare", "sources", "quality", "changes"):
            address = f"{page}?lang=en&id=nurses"
            visitor.go(address)
            assert visitor.overflow() == [], address
            assert visitor.faults() == [], address


def test_hovering_over_a_chart_runs_nothing(visit: Visit, hostile: tuple[Server, Marked]) -> None:
    """What a chart tells of the figure under the pointer is text as well."""
    server, _ = hostile
    visitor = visit("target?lang=en&id=t0", at=server)
    for chart in visitor.page.locator(".js-plotly-plot").all()[:2]:
        box = chart.bounding_box()
        assert box
        for part in (0.2, 0.4, 0.6, 0.8):
            visitor.page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.6)
            visitor.page.wait_for_timeout(60)
    assert visitor.page.evaluate("window.hacked") is None
    assert visitor.faults() == []

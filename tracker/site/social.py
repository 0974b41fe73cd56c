"""Social: the picture of a page for those who share its address, drawn by the browser of the exports.

A picture remembers in itself what it was drawn from, so that only a changed one is drawn again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from html import escape

from tracker import hypertext, markup, style
from tracker.export import charted, drawing
from tracker.export.browser import Browser
from tracker.markup import Html, joined, tag
from tracker.site.place import SiteScene
from tracker.site.publish import digest
from tracker.telling.blocks import Block, Heading, Picture, Prose, line

WIDTH, HEIGHT = 1200, 630
"""Pixels of a picture, as those who show it want it."""
_IHDR_END = 33
_KEYWORD = b"Comment\0"
_SHEET = (
    f"body{{margin:0;width:{WIDTH}px;height:{HEIGHT}px;overflow:hidden;"
    "background:var(--paper);color:var(--ink);"
    f"font:24px/1.4 var(--font)}}svg{{display:block;width:{WIDTH}px;height:{HEIGHT}px}}"
    "main{box-sizing:border-box;height:100%;padding:36px 64px;display:flex;flex-direction:column;gap:16px}"
    "main>*{margin:0;max-width:none;flex:none}main a,main .tracker-count{text-decoration:none;border:0}"
    "main .tracker-lede{font-size:46px;line-height:1.2;overflow:hidden;"
    "display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;"
    # What hangs below the last line, such as the dots of Vietnamese vowels, is not cut off.
    "padding-bottom:.12em;margin-bottom:-.12em}"
    "main .tracker-kicker{font-size:24px}main .tracker-finding{font-size:28px}"
    "main .tracker-strip{height:32px}main .day{margin-top:auto;color:var(--muted)}"
)


def of_chart(picture: Picture, scene: SiteScene) -> str:
    """Return the page that is drawn for a target with a chart: its chart, which says what it is about."""
    chart, width = charted.fitted(picture.draw, style.picture("light", WIDTH, HEIGHT))
    return _page(Html(drawing.svg(chart, width, standalone=False)), scene)


def of_words(heading: str, about: Iterable[Block], scene: SiteScene) -> str:
    """Return the page that is drawn where there is no chart: name, heading, what is told, the day."""
    words = scene.words
    name = words.text(scene.portfolio.vocabulary.title) or words("app.title")
    kicker = [Prose(line(name), "kicker")] if name != heading else []
    told = [hypertext.fragment(block) for block in (*kicker, Heading(heading, 1), *about)]
    return _page(
        tag("main", *told, tag("p", words("export.known", day=words.day(scene.on)), class_="day")), scene
    )


def _page(body: Html, scene: SiteScene) -> str:
    sheet = markup.style(hypertext.variables(style.LIGHT) | {"font": style.FONT}, hypertext.sheet() + _SHEET)
    head = f'<!DOCTYPE html><html lang="{escape(scene.words.language)}"><head><meta charset="utf-8">{sheet}'
    return f"{head}</head><body>{joined([body])}</body></html>"


class Drawer:
    """Draws the pictures of a site."""

    def __init__(self, browser: Browser, earlier: Callable[[str], bytes]) -> None:
        """Begin with a browser.

        Args:
            browser: draws.
            earlier: returns a file as the last build left it; nothing where it did not.
        """
        self._browser, self._earlier = browser, earlier

    def files(self, file: str, page: str) -> dict[str, bytes]:
        """Return the picture of a page under its name, the earlier one where it would be the same.

        Raises:
            UnavailableError: the browser cannot be started, or it failed.
        """
        mark, known = digest(page.encode()), self._earlier(file)
        if known and remembered(known) == mark:
            return {file: known}
        return {file: _remembering(self._browser.drawn(page, WIDTH, HEIGHT), mark)}


def _remembering(png: bytes, mark: str) -> bytes:
    """Return a PNG with a comment behind its head."""
    kind, data = b"tEXt", _KEYWORD + mark.encode("ascii")
    size, check = len(data).to_bytes(4, "big"), zlib.crc32(kind + data).to_bytes(4, "big")
    return png[:_IHDR_END] + size + kind + data + check + png[_IHDR_END:]


def remembered(png: bytes) -> str:
    """Return the comment of a picture; empty where it has none."""
    size = int.from_bytes(png[_IHDR_END : _IHDR_END + 4], "big")
    kind = png[_IHDR_END + 4 : _IHDR_END + 8]
    data = png[_IHDR_END + 8 : _IHDR_END + 8 + size]
    if kind != b"tEXt" or not data.startswith(_KEYWORD):
        return ""
    return data.removeprefix(_KEYWORD).decode("ascii", "replace")

"""Frame: what surrounds every page of the site: head, navigation, languages, day, foot."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from tracker import language
from tracker.markup import Html, joined, link, tag
from tracker.site.place import NEWEST, ROOT, SiteScene, kept, paged, rooted
from tracker.site.social import HEIGHT, WIDTH
from tracker.telling import contents

PAGES = (
    "index",
    "themes",
    "board",
    "compare",
    "milestones",
    "changes",
    "enterprises",
    "allocations",
    "sources",
    "quality",
    "method",
)
"""The pages in the navigation, in their order."""
FRONT = "index.png"
"""The picture of the front page, and of every page without one of its own."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is framed.

    Attributes:
        file: below the folder of its language, such as target/5g.html.
        title, description: for the tab, for search engines and for those who share it.
        body: what it says.
        data: what machines read of it, as JSON-LD.
        feed: the feed that follows it, below the folder of its language; empty for none.
        picture: what is shown of it where its address is shared, below the folder of its language.
        page, pages: which page it is, and of how many.
        bare: without navigation, for the frame of another page.
    """

    file: str
    title: str
    description: str
    body: Html
    data: Mapping[str, object] | None = None
    feed: str = "feed.atom"
    picture: str = FRONT
    page: int = 1
    pages: int = 1
    first: str = ""
    bare: bool = False


@dataclass(frozen=True)
class Frame:
    """What all pages of one language share.

    Attributes:
        languages: of the site, in the order in which they are offered.
        address: under which the site is published, with a slash at the end; may be empty.
        style, script, icon, logo: files of the site.
        kept: the day whose pages are kept under its date; empty for none.
        pictured: whether there are pictures for those who share a page.
    """

    scene: SiteScene
    languages: Sequence[str]
    address: str
    style: str
    script: str
    icon: str
    kept: str = ""
    pictured: bool = False
    logo: str = ""

    @property
    def lang(self) -> str:
        """The language, which is the name of its folder."""
        return self.scene.words.language

    def files(self, sheet: Sheet) -> dict[str, bytes]:
        """Return a page as a file, and its copy that stays where one is wanted."""
        file = f"{self.lang}/{sheet.file}"
        made = {file: rooted(self.framed(sheet), file).encode()}
        if self.kept:
            file = f"{self.lang}/{self.kept}/{sheet.file}"
            text = self.framed(replace(sheet, feed=""), stays=True)  # nothing new comes to it
            text = kept(text, self.languages, self.kept)
            made[file] = rooted(text, file).encode()
        return made

    def beside(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return what lies beside pages, named below the folder of the language, and its copies that stay."""
        folders = [self.lang, *([f"{self.lang}/{self.kept}"] if self.kept else ())]
        return {f"{folder}/{file}": data for folder in folders for file, data in files.items()}

    def framed(self, sheet: Sheet, *, stays: bool = False) -> str:
        """Return a page as HTML whose links begin with ROOT; one that stays leads to the newest edition."""
        lang = self.scene.words.language
        shell = tag("main", sheet.body, self._turning(sheet), id="main")
        header = self._header(sheet, stays=stays)
        body = shell if sheet.bare else joined([header, shell, self._footer(sheet)])
        kind = ' class="bare"' if sheet.bare else ""
        head = f'<!DOCTYPE html>\n<html lang="{lang}"{kind}>\n<head>{self._head(sheet)}</head>'
        return f"{head}\n<body>{body}</body>\n</html>\n"

    def _head(self, sheet: Sheet) -> str:
        lang, name = self.scene.words.language, self.name
        title = sheet.title if sheet.title == name else f"{sheet.title} – {name}"
        found = [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            tag("title", title),
            _meta(name="description", content=sheet.description),
            _meta(name="generator", content=self.scene.words("app.title")),
            _meta(property="og:title", content=sheet.title),
            _meta(property="og:description", content=sheet.description),
            _meta(property="og:type", content="article"),
            f'<link rel="stylesheet" href="{ROOT}{self.style}">',
            f'<link rel="icon" type="image/svg+xml" href="{ROOT}{self.icon}">',
            f'<script src="{ROOT}{self.script}"></script>',
        ]
        if sheet.feed:
            place = f"{ROOT}{lang}/{escape(sheet.feed)}"
            found.append(f'<link rel="alternate" type="application/atom+xml" href="{place}">')
        base = self.address or ROOT
        found += [
            f'<link rel="alternate" hreflang="{other}" href="{base}{other}/{escape(sheet.file)}">'
            for other in self.languages
            if len(self.languages) > 1
        ]
        if self.address:
            own = escape(f"{self.address}{lang}/{sheet.file}")
            found.append(f'<link rel="canonical" href="{own}"><meta property="og:url" content="{own}">')
            if self.pictured:
                found += _pictured(f"{self.address}{lang}/{sheet.picture}", sheet.title)
        if sheet.data:
            text = json.dumps(sheet.data, ensure_ascii=False).replace("<", "\\u003c")
            found.append(f'<script type="application/ld+json">{text}</script>')
        return "".join(found)

    @cached_property
    def name(self) -> str:
        """The name of the whole."""
        return self.scene.words.text(self.scene.portfolio.vocabulary.title) or self.scene.words("app.title")

    def _header(self, sheet: Sheet, *, stays: bool) -> Html:
        words, lang = self.scene.words, self.scene.words.language
        others = [
            tag(
                "li",
                link(language.LANGUAGES[other], f"{ROOT}{other}/{sheet.file}", lang=other, hreflang=other),
            )
            for other in self.languages
            if other != lang
        ]
        newest = (" · ", link(words("site.newest"), f"{NEWEST}{lang}/index.html")) if stays else ()
        return tag(
            "header",
            link(words("site.skip"), "#main", class_="skip"),
            tag("p", self._logo(), link(self.name, f"{ROOT}{lang}/index.html"), class_="name"),
            self._menu(sheet.first or sheet.file),
            tag("ul", *others, class_="languages", aria_label=words("side.language")) if others else "",
            tag("button", words("take.look"), type="button", id="look", hidden=""),
            tag("p", self.scene.known, *newest, class_="day"),
        )

    def _menu(self, file: str) -> Html:
        """Return the links to all pages, with a mark at the one that is shown, if it is one of them."""
        if file not in self._pages:
            file = ""
        if file not in self._menus:
            entries = (
                tag("li", link(text, address, aria_current="page" if one == file else None))
                for one, (text, address) in self._pages.items()
            )
            self._menus[file] = tag("nav", tag("ul", *entries), aria_label=self.scene.words("site.pages"))
        return self._menus[file]

    @cached_property
    def _menus(self) -> dict[str, Html]:
        return {}

    @cached_property
    def _pages(self) -> dict[str, tuple[str, str]]:
        """The file of each page in the navigation, with its name and its address."""
        words, offered = self.scene.words, contents.offered(self.scene)
        return {
            f"{page}.html": (
                words("nav.overview" if page == "index" else f"nav.{page}"),
                f"{ROOT}{self.lang}/{page}.html",
            )
            for page in PAGES
            if page == "index" or page in offered
        }

    def _logo(self) -> Html:
        """Return the picture of the office; its name stands beside it."""
        return Html(f'<img src="{ROOT}{self.logo}" alt="" class="logo">') if self.logo else Html()

    def _turning(self, sheet: Sheet) -> Html:
        """Return the links to the pages before and after."""
        if sheet.pages == 1:
            return Html()
        words, stem = self.scene.words, sheet.first.removesuffix(".html")
        place = words("present.place", n=words.number(sheet.page), of=words.number(sheet.pages))
        base = f"{ROOT}{words.language}/{stem}"

        def at(page: int) -> str:
            return paged(f"{base}.html", page)

        before = link(words("site.before"), at(sheet.page - 1), rel="prev") if sheet.page > 1 else ""
        after = link(words("site.after"), at(sheet.page + 1), rel="next") if sheet.page < sheet.pages else ""
        return tag("nav", before, tag("span", place), after, class_="turn", aria_label=words("site.turn"))

    def _footer(self, sheet: Sheet) -> Html:
        words = self.scene.words
        feed = (link(words("site.feed"), f"{ROOT}{words.language}/{sheet.feed}"), " · ") if sheet.feed else ()
        data = link(words("site.data"), f"{ROOT}data/datapackage.json")
        return tag(
            "footer",
            tag("p", self.scene.known),
            tag("p", *feed, data),
            tag("p", words("export.made_by")),
        )


def _pictured(address: str, title: str) -> list[Html]:
    """Return where the picture of a page lies, which those who show it fetch by its whole address."""
    return [
        _meta(property="og:image", content=address),
        _meta(property="og:image:width", content=str(WIDTH)),
        _meta(property="og:image:height", content=str(HEIGHT)),
        _meta(property="og:image:alt", content=title),
        _meta(name="twitter:card", content="summary_large_image"),
    ]


def _meta(**attributes: str) -> Html:
    return Html(tag("meta", **attributes).removesuffix("</meta>"))

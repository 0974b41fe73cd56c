"""Feeds: news as Atom, and the map of the site, both written by the standard library's XML writer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from tracker.export.content import literal
from tracker.site.news import News, spoken

MOST = 100
_ATOM, _MAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself.

    Attributes:
        name: tells it from every other feed, of this site or another; never changes.
        base: the way to the folder of the language: an address, or a relative one where none is known.
        page: the page it belongs to, below that folder.
        began: the day of the first edition, when a feed without news was last another.
    """

    name: str
    title: str
    language: str
    author: str
    base: str
    page: str
    began: str


def feed(given: Feed, news: Sequence[News]) -> bytes:
    """Return a feed with its news, the newest first."""
    language, base, page = given.language, given.base, given.page
    root = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _text(root, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, given.name)}")
    _text(root, "title", given.title)
    _text(root, "updated", f"{max([given.began, *(one.on for one in news[:MOST])])}T00:00:00Z")
    _text(Xml.SubElement(root, "author"), "name", given.author)
    Xml.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{page}"})
    own = page.removesuffix(".html") if page != "index.html" else "feed"
    Xml.SubElement(root, "link", {"rel": "self", "href": f"{base}{own}.atom"})
    for one in news[:MOST]:
        entry = Xml.SubElement(root, "entry")
        _text(entry, "id", one.id)
        _text(entry, "title", spoken(one.title, language))
        _text(entry, "updated", f"{one.on}T00:00:00Z")
        where = {"rel": "alternate", "type": "text/html", "href": f"{base}target/{one.target}.html"}
        Xml.SubElement(entry, "link", where)
        Xml.SubElement(entry, "category", {"term": one.theme})
        _text(entry, "summary", spoken(one.text, language))
    return _written(root)


def sitemap(addresses: Iterable[tuple[str, Sequence[tuple[str, str]]]], on: str) -> bytes:
    """Return the map of a site: each address with the same page in other languages."""
    root = Xml.Element("urlset", {"xmlns": _MAP, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"})
    for address, others in addresses:
        one = Xml.SubElement(root, "url")
        _text(one, "loc", address)
        _text(one, "lastmod", on)
        for language, other in others:
            where = {"rel": "alternate", "hreflang": language, "href": other}
            Xml.SubElement(one, "xhtml:link", where)
    return _written(root)


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = literal(text)


def _written(root: Xml.Element) -> bytes:
    made: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"

"""Bound: printed parts as one PDF that can be read aloud (PDF/UA-1), the same bytes every time.

The browser needs several megabytes for each target of a page that it prints, and gives them back after it.
So a long briefing is printed in parts, and its feet, which count the pages of all, on sheets of their own.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from tracker import language
from tracker.export import tagged
from tracker.export.briefing import Briefing

HERE = "https://section.invalid/"
"""Begins a link to a section, which may be printed in another part; no such host can exist (RFC 2606)."""
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{maker}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself."""

    title: str
    language: str
    on: date
    maker: str


@dataclass(frozen=True, slots=True)
class Part:
    """A printed part: the file, and the ids of the sections behind its last headings."""

    data: bytes
    sections: tuple[str, ...] = ()
    ahead: int = 0


def imprint(briefing: Briefing, title: str) -> Imprint:
    """Return what the PDF of a briefing says of itself."""
    return Imprint(title, briefing.words.language, briefing.on, language.words("en")("app.title"))


def bound(parts: Sequence[Part], imprint: Imprint, feet: Callable[[int], bytes] | None = None) -> bytes:
    """Return printed parts as one file.

    Args:
        parts: as the browser prints them, tagged; `ahead` headings stand before those of the sections.
        imprint: what the file says of itself.
        feet: prints what stands on the margins of so many pages.
    """
    with pikepdf.new() as book:
        places = _gathered(book, parts)
        if feet:
            with pikepdf.open(io.BytesIO(feet(len(book.pages)))) as sheets:
                for page, foot in zip(book.pages, sheets.pages, strict=True):
                    tagged.footed(book, page, foot)
        for page in book.pages:
            tagged.decorated(book, page)
            page.Tabs = Name.S
            for link in page.get("/Annots", ()):
                _told(link, places)
        _imprinted(book, imprint)
        out = io.BytesIO()
        modes = pikepdf.ObjectStreamMode.generate
        book.save(out, deterministic_id=True, object_stream_mode=modes, recompress_flate=False)
    return out.getvalue()


def _gathered(book: pikepdf.Pdf, parts: Sequence[Part]) -> dict[str, tuple[str, Array]]:
    """Join pages, structure and outline of the parts; return heading and place of each section."""
    numbers, names, kids = Array(), list[tuple[str, Any]](), Array()
    places, outline, free = dict[str, tuple[str, Array]](), list[OutlineItem](), 0
    for at, part in enumerate(parts):
        with pikepdf.open(io.BytesIO(part.data)) as printed:
            first = len(book.pages)
            book.add_pages_from(printed)
            tree = book.copy_foreign(printed.Root.StructTreeRoot)
            items = _headings(printed, book, first)
        tagged.grafted(book, tree.K, at)
        kids.extend(tree.K.K if isinstance(tree.K.get("/K"), Array) else [tree.K.K])
        if "/IDTree" in tree:
            names += [(str(one.ID), one) for _, one in pikepdf.NameTree(tree.IDTree).items()]
        free = _numbered(book, first, tree, numbers, free)
        outline += [OutlineItem(*item) for item in items]
        places |= dict(zip(part.sections, items[part.ahead :], strict=False))
    whole = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=kids))
    root = Dictionary(Type=Name.StructTreeRoot, K=whole, ParentTreeNextKey=free)
    root.ParentTree = book.make_indirect(Dictionary(Nums=numbers))
    flat = Array([side for pair in sorted(names) for side in pair])
    root.IDTree = book.make_indirect(Dictionary(Names=flat))
    book.Root.StructTreeRoot = book.make_indirect(root)
    whole.P = book.Root.StructTreeRoot
    for kid in kids:
        kid.P = whole
    with book.open_outline() as opened:
        if parts[0].ahead:  # its title holds what follows
            outline[0].children.extend(outline[1:])
            del outline[1:]
        opened.root.extend(outline)
    return places


def _headings(printed: pikepdf.Pdf, book: pikepdf.Pdf, first: int) -> list[tuple[str, Array]]:
    """Return the outline of a part, flat, with places among the pages of the book."""
    with printed.open_outline() as opened:
        waiting, found = list(opened.root), list[tuple[str, Array]]()
    numbers: dict[Any, int] = {page.objgen: at for at, page in enumerate(printed.pages)}
    while waiting:
        item = waiting.pop(0)
        to: Any = item.destination
        page, *place = to
        at = book.pages[first + numbers[page.objgen]].obj
        found.append((item.title, Array([at, *place])))
        waiting[:0] = item.children
    return found


def _numbered(book: pikepdf.Pdf, first: int, tree: Any, numbers: Array, free: int) -> int:
    """Number the elements of a part's pages and links behind those before; return the next number."""
    last = -1
    for key, element in pikepdf.NumberTree(tree.ParentTree).items():
        numbers.append(free + key)
        numbers.append(element)
        last = max(last, key)
    for page in list(book.pages)[first:]:
        if "/StructParents" in page:
            page.StructParents += free
        for link in page.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent += free
    return free + last + 1


def _told(link: Any, places: dict[str, tuple[str, Array]]) -> None:
    """Say of a link where it leads; one to a section leads to its place."""
    address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
    title, place = places.get(address.removeprefix(HERE), ("", None))
    link.Contents = pikepdf.String(title or address)
    if place is not None:
        del link.A
        link.Dest = place


def _imprinted(book: pikepdf.Pdf, imprint: Imprint) -> None:
    stamp = f"D:{imprint.on:%Y%m%d}000000+00'00'"
    book.docinfo = book.make_indirect(
        Dictionary(Title=imprint.title, Creator=imprint.maker, CreationDate=stamp, ModDate=stamp)
    )
    root = book.Root
    root.Lang = pikepdf.String(imprint.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    told = book.make_stream(_METADATA.format(**_escaped(imprint)).encode())
    told.Type, told.Subtype = Name.Metadata, Name.XML
    root.Metadata = told


def _escaped(imprint: Imprint) -> dict[str, str]:
    day = f"{imprint.on.isoformat()}T00:00:00Z"
    return {
        "title": escape(imprint.title),
        "language": escape(imprint.language),
        "maker": escape(imprint.maker),
        "day": day,
    }

"""HTML, PDF and Markdown: everything in one file that opens offline, prints well and shows text literally."""

import io
import re
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from tests.briefings import EARLIER, briefing, chromium, few, invented, portfolio, squeezed
from tests.hostile import NASTY, groups, sources, targets
from tracker.export.content import literal
from tracker.export.edition import edition
from tracker.export.markdown import escaped, markdown
from tracker.export.page import page, pdf

SITE = "https://tracker.example.org"


class Reader(HTMLParser):
    """Collects the tags, attributes and texts of a page."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        self._silent += tag == "style"

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a style sheet."""
        self._silent -= tag == "style"

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._silent:
            self.texts.append(data)


def read(data: bytes) -> Reader:
    """Return what a parser finds in a page."""
    reader = Reader()
    reader.feed(data.decode())
    return reader


@lru_cache
def printed(language: str = "en") -> bytes:
    """Return the few targets as PDF."""
    return pdf(briefing(few(), language, EARLIER, site=SITE), chromium())


@lru_cache
def content_texts(language: str) -> tuple[str, ...]:
    """Return every text that a briefing of the few targets must contain."""
    content = edition(briefing(few(), language, EARLIER, site=SITE))
    found = [content.title, content.known, content.headline, *content.method, *content.closing]
    for section in content.sections:
        found += [
            section.title,
            section.verdict,
            *section.lines,
            section.about,
            section.cited,
            section.citation,
        ]
        found += [text for label, cell in section.facts for text in (label, cell.text)]
        found += [cell.text for table in section.tables for row in table.rows for cell in row]
    found += [cell.text for row in content.sources.rows for cell in row]
    return tuple(text for text in found if text)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_says_everything(language: str) -> None:
    """Each text of the content, each number and each source stands on the page, in its language."""
    reader = read(page(briefing(few(), language, EARLIER, site=SITE)))
    shown = squeezed("".join(reader.texts))
    for text in content_texts(language):
        assert squeezed(text) in shown, text
    assert ("html", {"lang": language}) in reader.tags


def test_the_page_needs_nothing_but_itself() -> None:
    """No script, frame, file, picture or font from elsewhere; links lead to documents and to the app."""
    made = briefing((), "vi", EARLIER, site=SITE)
    reader = read(page(made))
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "iframe", "img", "link", "object", "embed", "form", "base"}
    own = {made.address, *(made.target_address(one.id) for one in made.assessments)}
    assert own <= {attributes.get("href") for _, attributes in reader.tags}
    allowed = {record.url for record in portfolio().sources.values()} | own
    for tag, attributes in reader.tags:
        assert not any(name.startswith("on") or name in ("src", "srcset", "action") for name in attributes), (
            tag
        )
        address = attributes.get("href")
        assert address is None or address.startswith("#") or address in allowed
        assert "url(" not in (attributes.get("style") or "")
    assert b"url(" not in page(briefing(few()))


def test_the_page_is_whole_and_its_inner_links_lead_somewhere() -> None:
    """Every target named in the overview has its section, headings go down one step at a time."""
    reader = read(page(briefing(few())))
    ids = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    inner = {
        str(attributes["href"])[1:]
        for _, attributes in reader.tags
        if str(attributes.get("href")).startswith("#")
    }
    assert inner == set(few()) == ids
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    drawn = [attributes for tag, attributes in reader.tags if tag == "svg"]
    assert len(drawn) >= len(few())
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in drawn)


@pytest.mark.parametrize("made", [targets(), groups()], ids=["titles", "parts"])
def test_hostile_texts_are_shown_on_the_page_as_they_are(made: list) -> None:
    """A title is never a tag: the page has the tags of a harmless one, and the title among its texts."""
    nasty = invented(made, sources())
    reader = read(page(nasty))
    assert not {tag for tag, _ in reader.tags} & {"script", "img", "iframe", "b", "i", "br", "h3", "h4"}
    shown = squeezed("".join(reader.texts))
    for section in edition(nasty).sections:
        assert squeezed(section.title) in shown
    sheet = re.search(r"<style>(.*?)</style>", page(nasty).decode(), re.DOTALL)
    assert sheet
    assert "evil" not in sheet[1]


def test_the_page_and_its_print_are_the_same_every_time() -> None:
    """Nothing in the files names the moment or the machine."""
    made = briefing(few(), "en", EARLIER, site=SITE)
    assert page(made) == page(made)
    assert pdf(made, chromium()) == printed()
    information = PdfReader(io.BytesIO(printed())).metadata
    assert information is not None
    assert information["/CreationDate"] == information["/ModDate"] == "D:20261122000000+00'00'"
    assert information["/Creator"].strip() == "Policy Target Tracker"
    assert information["/Title"] == "Policy targets: briefing"


def test_the_pdf_is_tagged_a4_with_an_outline_and_described_pictures() -> None:
    """Headings, tables and figures are tags; each figure has its text; the language is named."""
    document = PdfReader(io.BytesIO(printed("vi")))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "vi"
    assert str((document.metadata or {})["/Creator"]).strip() == "Policy Target Tracker"
    wide, high = (float(part) for part in document.pages[0].mediabox[2:])
    assert (round(wide), round(high)) == (595, 842)
    tags, texts = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= tags
    assert any("Nguồn" in text for text in texts)
    assert document.outline


def _structure(root: object) -> tuple[set[str], list[str]]:
    """Return the tags of a PDF and the texts that stand for its pictures."""
    tags, texts, waiting = set(), [], [root]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            tags.add(str(node.get("/S")))
            texts += [str(node["/Alt"])] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return tags, texts


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_text_of_the_pdf_can_be_selected(language: str) -> None:
    """Titles, verdicts and figures are found as text in the print, accents and all."""
    shown = squeezed("".join(one.extract_text() for one in PdfReader(io.BytesIO(printed(language))).pages))
    content = edition(briefing(few(), language, EARLIER, site=SITE))
    assert squeezed(content.headline) in shown
    for section in content.sections:
        assert squeezed(section.title) in shown
        for _, cell in section.facts:
            assert squeezed(cell.text) in shown


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    """Of a table that runs over by one row three go on, wherever on the page it begins."""
    text = page(briefing(few()[:1], site=SITE)).decode()
    rows = "".join(f"<tr><td>row {at}</td></tr>" for at in range(36))
    tables = (
        f'<div style="break-before: page; height: {high}px"></div><table><tbody>{rows}</table>'
        for high in range(100, 500, 10)
    )
    made = chromium().printed(f"{text[: text.index('<body>')]}<body>{''.join(tables)}</body></html>")
    found = [one.extract_text().count("row ") for one in PdfReader(io.BytesIO(made)).pages]
    assert sum(found) == 36 * 40
    assert min(count for count in found if count) == 3


def visible(text: str) -> str:
    """Return what a reader of Markdown shows for a text, without blanks."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    found = []
    for token in tokens:
        if token.type == "inline":
            found += [child.content for child in token.children or []]
        elif token.content:
            found.append(token.content)
    return squeezed("".join(found))


@pytest.mark.parametrize("text", NASTY)
def test_markdown_shows_a_hostile_text_literally(text: str) -> None:
    """A reader of Markdown shows the very signs of the text: no emphasis, link, list, heading or code."""
    plain = literal(text)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(plain))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for child in tokens[1].children or []}
    assert kinds <= {"text", "text_special"}
    assert visible(escaped(plain)) == squeezed(plain)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_markdown_says_everything(language: str) -> None:
    """Each text of the content is in the Markdown file as a reader shows it, tables included."""
    shown = visible(markdown(briefing(few(), language, EARLIER, site=SITE)).decode())
    for text in content_texts(language):
        assert squeezed(text) in shown, text


def test_in_markdown_the_addresses_of_views_and_of_the_next_file_are_links() -> None:
    """Each target leads to its view, the end to the next file; in a mail they stand as they are typed."""
    made = briefing(few(), "vi", EARLIER, site=SITE)
    text = markdown(made).decode()
    views = [made.target_address(one.id) for one in made.assessments]
    assert len(views) > 3
    for address in (*views, made.address):
        assert f"<{address}>" in text
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"<{address}>")[1].children or []
        assert tokens[0].attrs["href"] == address
    assert f"\\://{SITE.partition('://')[2]}" not in text


def test_hostile_titles_do_not_break_the_tables_of_markdown() -> None:
    """Every table keeps its number of columns, however many bars a title has."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        markdown(invented(targets(), sources())).decode()
    )
    rows, cells, widths = 0, 0, set()
    for token in tokens:
        if token.type == "tr_open":
            rows, cells = rows + 1, 0
        cells += token.type in ("td_open", "th_open")
        if token.type == "tr_close":
            widths.add(cells)
    assert rows > 200
    assert widths <= {2, 3, 4, 5, 6, 7}
    assert not any(token.type == "html_block" for token in tokens)

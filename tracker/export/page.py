"""Page: a briefing as one HTML file that opens offline and prints well: no script, no network.

The same page, printed by the browser, is the PDF: A4, selectable text, headings as tags and outline.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from tracker import board, hypertext, markup, style
from tracker.export import charted, columns, drawing, findings
from tracker.export.briefing import Briefing
from tracker.export.browser import Browser
from tracker.export.charted import Draw
from tracker.export.content import Content, Section
from tracker.export.extents import content_of
from tracker.export.sheet import WIDTH, picture_height
from tracker.markup import Html, joined, tag
from tracker.style import Theme
from tracker.telling.blocks import Cell, Span, Table
from tracker.telling.signs import strip

_SHEET = Path(__file__).with_name("page.css")
_ROOM, _SIZE, _PADDING = 510.0, 8.8, 5.0
"""Width of a table on paper, size of its type and what a cell keeps free at its right, in points."""
_TOGETHER = 16
"""Sections that are printed at once: more take more memory, fewer more time."""
_BLANK = "\u00a0"
"""Of a cell without words: an empty one is left out of the structure of a print."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(briefing: Briefing) -> bytes:
    """Return the briefing as a self-contained HTML file."""
    return _Page(briefing).whole().encode()


def pdf(briefing: Briefing, browser: Browser) -> bytes:
    """Return the briefing as a PDF for printing, on white paper whatever the look.

    Raises:
        UnavailableError: there is no browser, or it failed.
    """
    from tracker.export import bound

    made = _Page(replace(briefing, theme="light"), bound.HERE)
    parts = [
        bound.Part(browser.printed(text), sections, ahead) for text, sections, ahead in made.parts(_TOGETHER)
    ]
    named = bound.imprint(briefing, made.title)
    return bound.bound(parts, named, lambda pages: browser.printed(made.feet(pages)))


class _Page:
    """Writes the page of one briefing; links to its sections begin with `here`."""

    def __init__(self, briefing: Briefing, here: str = "#") -> None:
        self._briefing, self._words, self._here = briefing, briefing.words, here
        self._theme: Theme = style.THEMES[briefing.theme]
        self._content: Content = content_of(briefing)

    @property
    def title(self) -> str:
        """The title of the briefing."""
        return self._content.title

    def whole(self) -> str:
        """Return everything on one page."""
        sections = [self._section(one) for one in self._content.sections]
        return self._framed([self._cover(), *sections, self._papers()], self._foot(), is_margins=True)

    def parts(self, together: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Yield pages of so many sections, their ids, and how many headings stand before them."""
        listed = self._content.sections
        groups = [listed[at : at + together] for at in range(0, len(listed), together)] or [()]
        for at, group in enumerate(groups):
            cover = self._cover() if at == 0 else Html()
            is_last = at == len(groups) - 1
            inside = [cover, *(self._section(one) for one in group)]
            text = self._framed([*inside, self._papers()], self._foot()) if is_last else self._framed(inside)
            yield text, tuple(one.id for one in group), int(bool(cover))

    def feet(self, pages: int) -> str:
        """Return so many empty sheets with what stands on their margins."""
        clear = markup.style({}, "html { background: none }")
        sheets = [tag("div", style="height: 1px; break-before: page")] * pages
        return self._framed([clear, *sheets], is_margins=True)

    def _framed(self, inside: Sequence[Html], foot: Html | None = None, *, is_margins: bool = False) -> str:
        words = self._words
        head = (
            f'<!DOCTYPE html><html lang="{escape(words.language)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            f"<title>{escape(self._content.title)}</title>{self._style(is_margins=is_margins)}</head>"
        )
        return f"{head}<body>{joined([tag('main', *inside), foot or Html()])}</body></html>\n"

    def _foot(self) -> Html:
        closing = self._content.closing
        return tag("footer", *(self._closing(line) for line in closing)) if closing else Html()

    def _style(self, *, is_margins: bool) -> Html:
        """Return the style sheet, with or without what stands on the margins of paper."""
        colours = hypertext.variables(self._theme, self._briefing.portfolio.vocabulary.accent)
        return markup.style(
            colours | {"font": style.FONT},
            hypertext.sheet() + _SHEET.read_text("utf-8") + (self._margins() if is_margins else ""),
        )

    def _margins(self) -> str:
        foot = f"{self._content.title} · {self._content.known}"
        before, between = self._words("export.page"), self._words("export.page.of")
        pages = f"{_quoted(f'{before} ')} counter(page) {_quoted(f' {between} ')} counter(pages)"
        small = f"font: 8pt {style.FONT}; color: #565b63"
        return (
            f"@page {{ @bottom-left {{ content: {_quoted(foot)}; {small}; width: 80%; }} "
            f"@bottom-right {{ content: {pages}; {small}; width: 20%; }} }}"
        )

    def _closing(self, text: str) -> Html:
        """Return a line of small print, in which an address that others can follow is a link."""
        briefing = self._briefing
        addresses = [briefing.followed] if briefing.followed else []
        addresses += [one.address for one in self._content.sections if one.address]
        return tag("p", *_linked(text, addresses), class_="quiet")

    def _cover(self) -> Html:
        """Return the head of the briefing; sheets of one target each have none."""
        if self._briefing.is_sheets:
            return Html()
        content, briefing = self._content, self._briefing
        counts = board.tally(briefing.promises)
        remark = tag("div", *(tag("p", line) for line in content.remark), class_="remark")
        picture = charted.overview(briefing)
        parts = [
            self._logo(),
            tag("p", content.portfolio, class_="quiet") if content.portfolio else Html(),
            tag("h1", content.title),
            tag("p", content.known, class_="quiet"),
            remark if content.remark else Html(),
            tag("p", content.headline, class_="lede") if content.headline else Html(),
            hypertext.fragment(strip(counts, self._words)) if counts else Html(),
            self._overview() if content.overview.rows else tag("p", content.nothing),
            self._changes(content.changes),
            self._figure(picture) if picture else Html(),
        ]
        return tag("header", *parts)

    def _logo(self) -> Html:
        """Return the picture of the office, within the page."""
        if self._briefing.logo is None:
            return Html()
        data = base64.b64encode(self._briefing.logo).decode()
        return Html(f'<img src="data:image/png;base64,{data}" alt="" class="logo">')

    def _overview(self) -> Html:
        table = self._content.overview
        if not self._content.sections:
            return self._table(table)
        ids = [entry.target.id for entry in board.entries(self._briefing.assessments)]
        first = [
            tag("a", row[0].text, href=f"{self._here}{name}", class_="plain")
            for name, row in zip(ids, table.rows, strict=True)
        ]
        return self._table(table, first)

    def _changes(self, changes: Table | None) -> Html:
        if changes is None or changes.rows:
            return self._table(changes) if changes else Html()
        return tag("p", f"{changes.title}: {self._words('export.changes.none')}")

    def _section(self, section: Section) -> Html:
        briefing, words = self._briefing, self._words
        assessment = next(one for one in briefing.assessments if one.id == section.id)
        chip, rest = hypertext.span(Span(section.label, state=section.state)), section.verdict
        rest = rest.removeprefix(section.label) if rest.startswith(section.label) else f" – {rest}"
        inside = [tag("p", chip, rest), *(tag("p", line) for line in section.lines)]
        facts = [tag("div", tag("dt", label), tag("dd", cell.text)) for label, cell in section.facts]
        after = [
            *section.method,
            words("export.sources.cited", sources=section.cited) if section.cited else "",
        ]
        after.append(words("export.cite", citation=section.citation))
        if section.address:
            after.append(words("export.view", address=section.address))
        drawn, is_sheet = charted.pictures(assessment, briefing), briefing.is_sheets
        tall = picture_height(section) if is_sheet else 0.0
        return tag(
            "section",
            tag("p", section.context, class_="quiet"),
            tag("h2", section.title),
            tag("div", *inside, class_=f"verdict is-{style.SIGNS[section.state].family}"),
            tag("p", section.about) if section.about else Html(),
            tag("dl", *facts, class_="facts") if facts else Html(),
            *(self._figure(draw, tall) for _, draw in (drawn[:1] if is_sheet else drawn)),
            *(self._table(table) for table in section.tables),
            *(self._closing(line) for line in after if line),
            id=section.id,
            class_="sheet" if is_sheet else None,
        )

    def _figure(self, draw: Draw, tall: float = 0.0) -> Html:
        """Return a picture over the width of the text, or one that is drawn as high as some points."""
        wanted = {"height": round(720 * tall / WIDTH)} if tall else {}
        chart, width = charted.on_page(draw, self._briefing.theme, **wanted)
        return tag("div", Html(drawing.svg(chart, width, standalone=False)), class_="figure")

    def _papers(self) -> Html:
        content, words = self._content, self._words
        if not content.method:
            return Html()
        count = len(content.sources.rows)
        title = words.count("export.sources.count", count)
        sources = self._table(replace(findings.paired(content.sources), title=title))
        none = tag("p", words("export.sources.none"))
        method = [tag("p", line) for line in content.method]
        return joined(
            [
                tag("section", tag("h2", words("export.method")), *method, self._table(content.states)),
                tag("section", tag("h2", content.sources.title), sources if content.sources.rows else none),
            ]
        )

    def _table(self, table: Table, first: Sequence[Html] = ()) -> Html:
        """Return a table; `first` replaces the cells of the first column."""
        widths = columns.widths(table, _ROOM, _SIZE, _PADDING)
        shares = [tag("col", style=f"width:{width / _ROOM:.1%}") for width in widths]
        heads = [
            tag("th", head, scope="col", class_="number" if at in table.numeric else None)
            for at, head in enumerate(table.heads)
        ]
        rows = [self._row(row, table, first[at] if first else None) for at, row in enumerate(table.rows)]
        return tag(
            "table",
            tag("caption", table.title) if table.title else Html(),
            tag("colgroup", *(Html(share.replace("</col>", "")) for share in shares)),
            tag("thead", tag("tr", *heads)),
            tag("tbody", *rows),
        )

    def _row(self, row: Iterable[Cell], table: Table, first: Html | None) -> Html:
        cells = [self._shown(cell) for cell in row]
        if first is not None:
            cells[0] = first
        return tag(
            "tr",
            *(
                tag("td", cell, class_="number" if at in table.numeric else None)
                for at, cell in enumerate(cells)
            ),
        )

    def _shown(self, cell: Cell) -> Html:
        if cell.state:
            return hypertext.span(Span(cell.text, state=cell.state))
        return markup.link(cell.text, cell.link) if cell.link else markup.esc(cell.text or _BLANK)


def _linked(text: str, addresses: Iterable[str]) -> list[str | Html]:
    """Return a text in which the first of some addresses that occurs is a link."""
    found = next((one for one in addresses if one in text), "")
    before, _, after = text.partition(found) if found else (text, "", "")
    return [before, markup.link(found, found), after] if found else [text]


def _quoted(text: str) -> str:
    """Return a text as a string of CSS in which nothing but letters, digits and blanks stands plainly."""
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'

"""Document: a briefing as a Word file on A4, with headings, tables and, where a browser is, pictures."""

from __future__ import annotations

import io
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from tracker import style
from tracker.charts import Chart
from tracker.export import charted, columns, findings, foreign, pictures
from tracker.export import document_layout as layout
from tracker.export.archive import describe, deterministic
from tracker.export.briefing import Briefing, Step, quiet
from tracker.export.browser import Browser
from tracker.export.charted import Draw
from tracker.export.content import Content, Section, literal
from tracker.export.extents import content_of
from tracker.export.sheet import picture_height
from tracker.style import LIGHT
from tracker.telling.blocks import Table, cell

FONT = "Arial"
_TEXT_WIDTH = 17.4
_SMALL = 8.5
_AHEAD = 2
"""Pictures that may be drawn before they are needed."""
_SIZES = {"Normal": 10.0, "Title": 22.0, "Heading 1": 16.0, "Heading 2": 11.0}


def document(briefing: Briefing, browser: Browser | None = None, step: Step = quiet) -> bytes:
    """Return the briefing as a DOCX file.

    Args:
        briefing: what to write.
        browser: draws the pictures; without one the file has none.
        step: is told about each target.

    Raises:
        UnavailableError: the browser that was given cannot be started, or it failed.
    """
    drawer = ThreadPoolExecutor(1, "drawer")
    try:
        return _Writer(replace(briefing, theme="light"), browser, drawer).whole(step)
    finally:
        drawer.shutdown(cancel_futures=True)


class _Writer:
    """Writes one document from its first line to its last, while the browser draws the next picture."""

    def __init__(self, briefing: Briefing, browser: Browser | None, drawer: ThreadPoolExecutor) -> None:
        self._briefing, self._words, self._browser = briefing, briefing.words, browser
        self._drawer, self._waiting = drawer, deque[tuple[Paragraph, Chart, float, Future[bytes]]]()
        self._content: Content = content_of(briefing)
        self._made = Document()
        self._end = self._made.element.body.sectPr
        self._known: dict[str, str] = {}
        self._pictures_made = 0
        self._language = briefing.words.regional
        self._spoken = partial(foreign.pieces, known=foreign.foreign(briefing))

    def whole(self, step: Step) -> bytes:
        self._sheet()
        self._styles()
        self._foot()
        self._cover() if not self._briefing.is_sheets else None
        for at, section in enumerate(self._content.sections, 1):
            step(at, len(self._content.sections), section.title)
            self._section(section)
        self._papers()
        self._place()
        self._properties()
        out = io.BytesIO()
        self._made.save(out)
        return deterministic(out.getvalue())

    def _sheet(self) -> None:
        page = self._made.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(1.8)
        page.top_margin, page.bottom_margin = Cm(1.8), Cm(1.9)

    def _styles(self) -> None:
        """Set one font, the ink of the product and the language in the styles that are used."""
        for name, size in _SIZES.items():
            look = self._made.styles[name]
            look.font.name, look.font.size = FONT, Pt(size)
            look.font.color.rgb, look.font.bold = layout.rgb(LIGHT.ink), name != "Normal"
            fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{kind}"), FONT)
            look.paragraph_format.space_after = Pt(4)
            look.paragraph_format.space_before = Pt(12 if name == "Heading 2" else 0)
            for border in look.element.findall(".//" + qn("w:pBdr")):
                border.getparent().remove(border)
        spoken = self._made.styles.element.find(".//" + qn("w:rPrDefault")).find(".//" + qn("w:lang"))
        spoken.set(qn("w:val"), self._language)
        self._made.styles["Heading 1"].paragraph_format.space_before = Pt(4)

    def _foot(self) -> None:
        """Put title, day and page number at the foot of every page."""
        paragraph = self._made.sections[0].footer.paragraphs[0]
        self._made.styles["Footer"].paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._run(paragraph, f"{self._content.title} · {self._content.known}", 8, LIGHT.muted)
        before, between = f"\t{self._words('export.page')} ", f" {self._words('export.page.of')} "
        for text, code in ((before, "PAGE"), (between, "NUMPAGES")):
            number = layout.run("1", 8, LIGHT.muted)
            paragraph._p.extend([layout.run(text, 8, LIGHT.muted), layout.field(number, code)])

    def _cover(self) -> None:
        content = self._content
        if self._briefing.logo:
            self._shape(self._paragraph(), self._briefing.logo, height=Cm(1.2))
        self._small(content.portfolio)
        title = self._paragraph(content.title, "Title")
        if accent := self._briefing.portfolio.vocabulary.accent:
            layout.ruled(title, style.visible(accent, LIGHT))
        self._small(content.known)
        if self._browser is None:
            self._small(self._words("export.no_pictures"))
        for line in content.remark:
            self._paragraph(line).paragraph_format.left_indent = Cm(0.6)
        if content.headline:
            self._run(self._paragraph(), content.headline, 13, LIGHT.ink)
        self._table(content.overview) if content.overview.rows else self._paragraph(content.nothing)
        if content.changes and content.changes.rows:
            self._table(content.changes)
        elif content.changes:
            self._paragraph(f"{content.changes.title}: {self._words('export.changes.none')}")
        picture = charted.overview(self._briefing)
        if picture:
            self._picture(picture)

    def _section(self, section: Section) -> None:
        words = self._words
        is_first = section is self._content.sections[0]
        self._heading(section.title, apart=is_first or self._briefing.is_sheets)
        if section.context:
            context = self._paragraph()
            self._run(context, section.context, _SMALL, LIGHT.muted)
            context.paragraph_format.keep_with_next = True
        verdict, rest = self._paragraph(), section.verdict.removeprefix(section.label)
        label = section.label if rest != section.verdict else f"{section.label} – "
        self._run(verdict, label, 11, style.state_ink(section.state, LIGHT), bold=True)
        self._run(verdict, rest, 11, LIGHT.ink)
        headline = [verdict, *(self._paragraph(line) for line in (*section.lines, section.about) if line)]
        for paragraph in headline:
            paragraph.paragraph_format.keep_with_next = True
        if section.facts:
            rows = tuple((cell(label), told) for label, told in section.facts)
            heads = (words("column.quantity"), words("column.value"))
            self._table(Table(heads, rows, widths=(40, 60), name="facts"))
        self._pictures(section)
        for table in section.tables:
            self._table(table)
        for line in section.method:
            self._small(line)
        if section.cited:
            self._small(words("export.sources.cited", sources=section.cited))
        self._small(words("export.cite", citation=section.citation), section.address)
        if section.address:
            self._small(words("export.view", address=section.address), section.address)

    def _pictures(self, section: Section) -> None:
        """Add the pictures of a target; on a sheet the one that stands for it, as large as fits."""
        assessment = next(one for one in self._briefing.assessments if one.id == section.id)
        drawn, is_sheet = charted.pictures(assessment, self._briefing), self._briefing.is_sheets
        for _, draw in drawn[:1] if is_sheet else drawn:
            self._picture(draw, picture_height(section) if is_sheet else 0.0)

    def _papers(self) -> None:
        content = self._content
        if content.method:
            self._method()
        for line in content.closing:
            self._small(line, self._briefing.followed)

    def _method(self) -> None:
        content, words = self._content, self._words
        self._heading(words("export.method"))
        for line in content.method:
            self._paragraph(line)
        self._table(content.states)
        self._heading(content.sources.title, apart=False)
        if content.sources.rows:
            self._table(replace(findings.paired(content.sources), title=""))
        else:
            self._paragraph(words("export.sources.none"))

    def _properties(self) -> None:
        describe(self._made.core_properties, self._briefing)
        relations = self._made.part.package.rels
        for key, relation in list(relations.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
                del relations[key]

    def _heading(self, title: str, *, apart: bool = True) -> None:
        """Start a chapter, or a sheet, on a page of its own; a further target where the last one ends."""
        heading = self._paragraph(title, "Heading1").paragraph_format
        if apart:
            heading.page_break_before = True
        else:
            heading.space_before = Pt(26)

    def _small(self, text: str, address: str = "") -> None:
        """Write a paragraph of small print; an address that stands in it is a link."""
        if not text:
            return
        paragraph = self._paragraph()
        before, found, after = text.partition(address) if address else (text, "", "")
        self._run(paragraph, before, _SMALL, LIGHT.muted)
        if found:
            link = layout.run(found, _SMALL, LIGHT.observed)
            paragraph._p.append(layout.link([link], self._linked(address)))
            self._run(paragraph, after, _SMALL, LIGHT.muted)

    def _paragraph(self, text: str = "", named: str = "") -> Paragraph:
        """Add a paragraph in a style; the library would look for its place and its style each time."""
        made = layout.element("p")
        self._end.addprevious(made)
        if named:
            made.style = named
        made.extend([layout.run(part, 0, "") for part in self._spoken(text)])
        return Paragraph(made, self._made._body)

    def _run(self, paragraph: Paragraph, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        paragraph._p.extend([layout.run(part, size, colour, bold=bold) for part in self._spoken(text)])

    def _linked(self, address: str) -> str:
        """Return the key of an address."""
        if address not in self._known:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._known[address] = self._made.part.relate_to(address, kind, is_external=True)
        return self._known[address]

    def _picture(self, draw: Draw, height: float = 0.0) -> None:
        """Add a picture over the width of the text, or no higher than some points."""
        if self._browser is None:
            return
        wanted = {"height": round(720 * height / Cm(_TEXT_WIDTH).pt)} if height else {}
        chart, width = charted.on_page(draw, "light", **wanted)
        narrowed = min(1.0, wanted["height"] / chart.figure["layout"]["height"]) if wanted else 1.0
        drawn = self._drawer.submit(pictures.draft, chart, width, self._briefing, self._browser)
        self._waiting.append((self._paragraph(), chart, narrowed, drawn))
        self._place(_AHEAD)

    def _place(self, ahead: int = 0) -> None:
        """Put drawn pictures in their places, until so many are still to be drawn."""
        while len(self._waiting) > ahead:
            place, chart, narrowed, drawn = self._waiting.popleft()
            data = pictures.packed(drawn.result())
            described = self._shape(place, data, width=Cm(_TEXT_WIDTH * narrowed))
            described.set("descr", literal(chart.alt))
            described.set("name", literal(chart.headline)[:120])

    def _shape(
        self, place: Paragraph, data: bytes, width: Length | None = None, height: Length | None = None
    ) -> Any:
        """Add a PNG and return what describes it; the library would count all pictures before it anew."""
        key, image = self._made.part.get_or_add_image(io.BytesIO(data))
        self._pictures_made += 1
        size = image.scaled_dimensions(width, height)
        inline = CT_Inline.new_pic_inline(self._pictures_made, key, "image.png", *size)
        place._p.append(layout.element("r", layout.element("drawing", inline)))
        return inline.docPr

    def _table(self, table: Table) -> None:
        """Add a table: head on every page, no row cut, thin lines."""
        if table.title:
            self._paragraph(table.title, "Heading2")
        room = Cm(_TEXT_WIDTH).pt
        widths = columns.widths(table, room, _SMALL, layout.PADDING)
        self._end.addprevious(layout.table(table, widths, _SMALL, layout.Knows(self._linked, self._spoken)))
        after = self._paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(7)

"""Document: a briefing as a Word file on A4, with headings, tables and, where a browser is, pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tracker import style
from tracker.export import charted, columns
from tracker.export.archive import describe, deterministic
from tracker.export.briefing import Briefing, Step, quiet
from tracker.export.browser import Browser
from tracker.export.charted import Draw
from tracker.export.content import Content, Section, literal
from tracker.export.extents import content_of
from tracker.export.pictures import light
from tracker.export.sheet import picture_height
from tracker.style import LIGHT
from tracker.telling.blocks import Cell, Table, cell

if TYPE_CHECKING:
    from docx.table import _Cell

FONT = "Arial"
_TEXT_WIDTH = 17.4
_SMALL = 8.5
_PADDING = 11.0
"""Points that a cell keeps free at its left and right together."""
_AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "rPr")
)
"""What stands behind the borders in the properties of a paragraph."""
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
    return _Writer(replace(briefing, theme="light"), browser).whole(step)


class _Writer:
    """Writes one document from its first line to its last."""

    def __init__(self, briefing: Briefing, browser: Browser | None) -> None:
        self._briefing, self._words, self._browser = briefing, briefing.words, browser
        self._content: Content = content_of(briefing)
        self._made = Document()
        self._language = briefing.words.regional

    def whole(self, step: Step) -> bytes:
        self._sheet()
        self._styles()
        self._foot()
        self._cover() if self._briefing.extent != "factsheet" else None
        for at, section in enumerate(self._content.sections, 1):
            step(at, len(self._content.sections), section.title)
            self._section(section)
        self._papers()
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
            look.font.color.rgb, look.font.bold = _rgb(LIGHT.ink), name != "Normal"
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
        self._run(paragraph, f"\t{self._words('export.page')} ", 8, LIGHT.muted)
        _count(self._run(paragraph, "1", 8, LIGHT.muted), "PAGE")
        self._run(paragraph, f" {self._words('export.page.of')} ", 8, LIGHT.muted)
        _count(self._run(paragraph, "1", 8, LIGHT.muted), "NUMPAGES")

    def _cover(self) -> None:
        content = self._content
        if self._briefing.logo:
            self._made.add_paragraph().add_run().add_picture(io.BytesIO(self._briefing.logo), height=Cm(1.2))
        self._small(content.portfolio)
        title = self._made.add_paragraph(content.title, "Title")
        if accent := self._briefing.portfolio.vocabulary.accent:
            _ruled(title, style.visible(accent, LIGHT))
        self._small(content.known)
        if self._browser is None:
            self._small(self._words("export.no_pictures"))
        for line in content.remark:
            self._made.add_paragraph(line).paragraph_format.left_indent = Cm(0.6)
        if content.headline:
            self._run(self._made.add_paragraph(), content.headline, 13, LIGHT.ink)
        self._table(content.overview) if content.overview.rows else self._made.add_paragraph(content.nothing)
        if content.changes and content.changes.rows:
            self._table(content.changes)
        elif content.changes:
            self._made.add_paragraph(f"{content.changes.title}: {self._words('export.changes.none')}")
        picture = charted.overview(self._briefing)
        if picture:
            self._picture(picture)

    def _section(self, section: Section) -> None:
        words = self._words
        self._heading(section.title, section.context)
        verdict, rest = self._made.add_paragraph(), section.verdict.removeprefix(section.label)
        label = section.label if rest != section.verdict else f"{section.label} – "
        self._run(verdict, label, 11, style.state_ink(section.state, LIGHT), bold=True)
        self._run(verdict, rest, 11, LIGHT.ink)
        for line in (*section.lines, section.about):
            if line:
                self._made.add_paragraph(line)
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
        drawn, is_sheet = charted.pictures(assessment, self._briefing), self._briefing.extent == "factsheet"
        for _, draw in drawn[:1] if is_sheet else drawn:
            self._picture(draw, picture_height(section) if is_sheet else 0.0)

    def _papers(self) -> None:
        content = self._content
        if content.method:
            self._method()
        for line in content.closing:
            self._small(line, self._briefing.address if self._briefing.site else "")

    def _method(self) -> None:
        content, words = self._content, self._words
        self._heading(words("export.method"))
        for line in content.method:
            self._made.add_paragraph(line)
        self._table(content.states)
        self._heading(content.sources.title)
        if content.sources.rows:
            self._table(replace(content.sources, title=""))
        else:
            self._made.add_paragraph(words("export.sources.none"))

    def _properties(self) -> None:
        describe(self._made.core_properties, self._briefing)
        relations = self._made.part.package.rels
        for key, relation in list(relations.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
                del relations[key]

    def _heading(self, title: str, context: str = "") -> None:
        """Start a target or a chapter on a page of its own."""
        heading = self._made.add_heading(title, 1)
        heading.paragraph_format.page_break_before = True
        if context:
            self._small(context)

    def _small(self, text: str, address: str = "") -> None:
        """Write a paragraph of small print; an address that stands in it is a link."""
        if not text:
            return
        paragraph = self._made.add_paragraph()
        before, found, after = text.partition(address) if address else (text, "", "")
        self._run(paragraph, before, _SMALL, LIGHT.muted)
        if found:
            _linked(paragraph, self._run(paragraph, found, _SMALL, LIGHT.muted), address)
            self._run(paragraph, after, _SMALL, LIGHT.muted)

    def _run(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold or None, _rgb(colour)
        return run

    def _picture(self, draw: Draw, height: float = 0.0) -> None:
        """Add a picture over the width of the text, or no higher than some points."""
        if self._browser is None:
            return
        wanted = {"height": round(720 * height / Cm(_TEXT_WIDTH).pt)} if height else {}
        chart, width = charted.on_page(draw, "light", **wanted)
        high = chart.figure["layout"]["height"]
        data = light(self._browser.picture(chart.figure, width, high))
        narrowed = min(1.0, wanted["height"] / high) if wanted else 1.0
        run = self._made.add_paragraph().add_run()
        shape = run.add_picture(io.BytesIO(data), width=Cm(_TEXT_WIDTH * narrowed))
        shape._inline.docPr.set("descr", literal(chart.alt))
        shape._inline.docPr.set("name", literal(chart.headline)[:120])

    def _table(self, table: Table) -> None:
        """Add a table: head on every page, no row cut, thin lines."""
        if table.title:
            self._made.add_heading(table.title, 2)
        grid = self._made.add_table(len(table.rows) + 1, len(table.heads))
        grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _rules(grid)
        widths = [Pt(one) for one in columns.widths(table, Cm(_TEXT_WIDTH).pt, _SMALL, _PADDING)]
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        rows = [tuple(cell(head) for head in table.heads), *table.rows]
        for at, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
            _whole(row, head=at == 0)
            for column, (place, one) in enumerate(zip(row.cells, cells, strict=True)):
                place.width = widths[column]
                self._cell(place, one, right=column in table.numeric, head=at == 0)
        after = self._made.add_paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(7)

    def _cell(self, place: _Cell, cell: Cell, *, right: bool, head: bool) -> None:
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = head or None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        colour = style.state_ink(cell.state, LIGHT) if cell.state else LIGHT.ink
        run = self._run(paragraph, cell.text, _SMALL, colour, bold=head or cell.state is not None)
        if cell.link:
            _linked(paragraph, run, cell.link)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def _made(name: str, **attributes: str) -> Any:
    """Return an element of the file with attributes of its own namespace."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _count(run: Any, field: str) -> None:
    """Turn a run into a page number, which the reading program fills in."""
    number = _made("w:fldSimple", instr=field)
    run._r.addprevious(number)
    number.append(run._r)


def _rules(grid: Any) -> None:
    """Draw thin lines between the rows of a table and nothing else."""
    borders = _made("w:tblBorders")
    for side in ("bottom", "insideH"):
        colour = LIGHT.grid.lstrip("#").upper()
        borders.append(_made(f"w:{side}", val="single", sz="4", space="0", color=colour))
    after = [grid._tbl.tblPr.find(qn(f"w:{name}")) for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
    following = next((one for one in after if one is not None), None)
    if following is None:
        grid._tbl.tblPr.append(borders)
    else:
        following.addprevious(borders)


def _ruled(paragraph: Any, colour: str) -> None:
    """Draw a line in the colour of the house below a paragraph."""
    lines = _made("w:pBdr")
    shade = colour.lstrip("#").upper()
    lines.append(_made("w:bottom", val="single", sz="24", space="4", color=shade))
    paragraph._p.get_or_add_pPr().insert_element_before(lines, *_AFTER_BORDERS)


def _whole(row: Any, *, head: bool) -> None:
    """Keep a row on one page; a head is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_made("w:cantSplit"))
    if head:
        properties.append(_made("w:tblHeader"))


def _linked(paragraph: Any, run: Any, address: str) -> None:
    """Turn a run into a link to an address that the data format has checked."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run._r.addprevious(link)
    link.append(run._r)
    run.font.color.rgb = _rgb(LIGHT.observed)

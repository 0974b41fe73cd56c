"""Slides: a briefing as a PowerPoint file with native charts and tables, 16:9.

The summary comes first, then one target a slide, then the method and the sources. Everything that
does not fit on a slide stands in its speaker notes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from tracker import style
from tracker.export import native
from tracker.export.archive import moment, settled
from tracker.export.briefing import Briefing, Step, quiet
from tracker.export.content import Cell, Content, Section, Table
from tracker.export.edition import edition
from tracker.export.plates import Box, Hand, Line, fitted, pages, row_heights
from tracker.progress import Assessment
from tracker.style import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

WIDE, HIGH, EDGE = 13.333, 7.5, 0.55
_FULL = WIDE - 2 * EDGE
_BODY = Box(EDGE, 1.35, _FULL, 5.35)
_TITLE_ONLY = 5
_SMALL_PRINT = 10.0
_LEFTOVERS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
)
_LOCALES = {"en": "en-GB", "vi": "vi-VN", "de": "de-DE", "nb": "nb-NO", "sv": "sv-SE"}


def slides(briefing: Briefing, step: Step = quiet) -> bytes:
    """Return the briefing as a PPTX file; `step` is told about each target."""
    content = edition(briefing)
    deck = _Deck(briefing, content)
    deck.summary()
    for at, section in enumerate(content.sections, 1):
        step(at, len(content.sections), section.title)
        deck.target(section)
    deck.method()
    deck.sources()
    return deck.saved()


class _Deck:
    """Adds the slides of one briefing to a presentation, one after the other."""

    def __init__(self, briefing: Briefing, content: Content) -> None:
        self._briefing, self._content, self._words = briefing, content, briefing.words
        self._hand = Hand(LIGHT, _LOCALES.get(briefing.words.language, "en-GB"))
        self._made = Presentation()
        _widen(self._made)

    def saved(self) -> bytes:
        """Return the file, with its properties set and nothing in it that names the moment of writing."""
        properties, maker = self._made.core_properties, self._words("app.title")
        properties.title, properties.subject = self._content.title, self._content.known
        properties.author = properties.last_modified_by = maker
        properties.created = properties.modified = moment(self._briefing.on)
        properties.language, properties.revision = self._hand.language, 1
        properties.keywords = properties.comments = properties.category = ""
        for relations in (self._made.part.package._rels, self._made.part.rels):
            for key, relation in list(relations.items()):
                if relation.reltype in _LEFTOVERS:
                    relations.pop(key)
        out = io.BytesIO()
        self._made.save(out)
        return settled(out.getvalue())

    def _slide(self, title: str, *, context: str = "") -> Slide:
        """Add a slide with its title, the day of assessment at its foot and its number."""
        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        hand, place = self._hand, slide.shapes.title
        place.left, place.top, place.width, place.height = Box(EDGE, 0.5, _FULL, 0.78).emu
        frame = place.text_frame
        hand.fill(frame, fitted([Line(title, 26, LIGHT.ink, bold=True)], Box(0, 0, _FULL, 0.8), 15))
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        if context:
            hand.text(slide, Box(EDGE, 0.25, _FULL, 0.25), [Line(context, 11, LIGHT.muted)])
        known = f"{self._content.title} · {self._content.known}"
        hand.text(slide, Box(EDGE, 7.12, _FULL - 1, 0.2), [Line(known, 9, LIGHT.muted)], smallest=7)
        number = Line(str(len(self._made.slides)), 9, LIGHT.muted)
        hand.text(slide, Box(WIDE - EDGE - 0.9, 7.12, 0.9, 0.2), [number])
        slide.shapes[-1].text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        return slide

    def _notes(self, slide: Slide, lines: list[str]) -> None:
        slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)

    def summary(self) -> None:
        """Add the summary: the finding in one sentence, the reader's remark, then every verdict."""
        content, words, hand = self._content, self._words, self._hand
        slide = self._slide(content.title, context=content.portfolio)
        lines = [Line(content.headline, 20, LIGHT.ink, after=8)]
        lines += [Line(text, 14, LIGHT.muted) for text in content.remark]
        tall = 1.0 + 0.3 * min(3, len(content.remark))
        hand.text(slide, Box(EDGE, 1.35, _FULL, tall), lines, smallest=11)
        self._notes(
            slide, [content.known, content.headline, *content.remark, *content.method, *content.closing]
        )
        if not content.sections:
            hand.text(slide, Box(EDGE, 2.6, _FULL, 1), [Line(words("export.empty"), 16, LIGHT.ink)])
            return
        below = Box(EDGE, 1.45 + tall, _FULL, _BODY.height - tall - 0.1)
        self._tables(content.overview, 11.5, slide, below)
        if content.changes and content.changes.rows:
            self._tables(content.changes, 11.5)
        elif content.changes:
            slide = self._slide(content.changes.title)
            hand.text(slide, _BODY, [Line(words("export.changes.none"), 16, LIGHT.ink)])

    def _tables(self, table: Table, size: float, slide: Slide | None = None, first: Box = _BODY) -> None:
        """Add a table over as many slides as it needs, the first part on a slide that is there already."""
        pieces, size = _spread(table, first, size)
        for number, piece in enumerate(pieces, 1):
            if slide is None or number > 1:
                values = {"title": table.title, "number": self._words.number(number)}
                title = self._words("export.continued", count=self._words.number(len(pieces)), **values)
                slide = self._slide(title if len(pieces) > 1 else table.title)
            self._hand.table(slide, first if number == 1 else _BODY, piece, size)

    def target(self, section: Section) -> None:
        """Add the slide of one target."""
        slide = self._slide(section.title, context=section.context)
        assessment = next(one for one in self._briefing.assessments if one.id == section.id)
        colour = style.state_ink(section.state, LIGHT)
        verdict = [
            Line(section.verdict, 14, LIGHT.ink),
            *(Line(line, 12, LIGHT.muted) for line in section.lines),
        ]
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *Box(EDGE, 1.38, 0.07, 0.92).emu)
        _paint(band, style.state_colour(section.state))
        self._hand.text(slide, Box(EDGE + 0.2, 1.36, 2.1, 0.9), [Line(section.label, 18, colour, bold=True)])
        self._hand.text(slide, Box(EDGE + 2.4, 1.36, _FULL - 2.4, 1.02), verdict, smallest=11)
        body = Box(EDGE, 2.45, _FULL, 4.1)
        if assessment.kind == "milestones":
            self._steps(slide, section, body)
        elif assessment.parts:
            self._parts(slide, section, assessment, body)
        else:
            self._indicator(slide, section, assessment, body)
        view = self._words("export.view", address=section.address)
        below = [Line(view, 9, LIGHT.muted, link=section.address)] if self._briefing.site else []
        if section.cited:
            below.append(Line(self._words("export.sources.cited", sources=section.cited), 9, LIGHT.muted))
        self._hand.text(slide, Box(EDGE, 6.6, _FULL, 0.48), below, smallest=8)
        self._notes(slide, _spoken(section))

    def _indicator(self, slide: Slide, section: Section, assessment: Assessment, body: Box) -> None:
        """Draw the chart on the left, the numbers to remember on the right."""
        words, right = self._words, 3.5
        left = Box(body.left, body.top, body.width - right - 0.3, body.height)
        alt = f"{section.title}. {section.verdict}"
        if not native.trajectory(slide, left, assessment, self._briefing, alt):
            self._told(slide, section, left)
        beside = Box(body.left + body.width - right, body.top, right, body.height)
        rows = tuple((Cell(label), cell) for label, cell in section.facts)
        heads = (words("column.quantity"), words("column.value"))
        facts = Table("facts", section.title, heads, rows, (48, 52))
        used = self._fitting(slide, facts, beside, 12) + 0.2
        goals = next((table for table in section.tables if table.name == "goals"), None)
        if goals is not None and len(goals.rows) > 1:
            wanted = (words("column.goal"), words("column.role"), words("column.state"))
            below = Box(beside.left, beside.top + used, right, beside.height - used)
            judged = words("goal.role.headline")
            first = sorted(goals.rows, key=lambda row: all(cell.text != judged for cell in row))
            self._fitting(slide, _narrow(replace(goals, rows=tuple(first)), wanted), below, 11)

    def _told(self, slide: Slide, section: Section, box: Box) -> None:
        """Write the one number that is known large, and what it means, where there is nothing to draw."""
        number = next((one for _, one in section.facts if one.value is not None), None)
        record = next(table for table in section.tables if table.name == "record")
        meaning = record.rows[0][1].text if len(record.rows) > 1 else ""
        lines = [Line(number.text, 40, LIGHT.observed, bold=True, after=10)] if number else []
        lines += [
            Line(text, 16, LIGHT.ink, after=8) for text in dict.fromkeys((section.about, meaning)) if text
        ]
        self._hand.text(slide, replace(box, height=2.3), lines, smallest=11)
        wanted = [self._words(f"column.{name}") for name in ("period", "figure", "goal", "source", "note")]
        table = next((one for one in section.tables if one.name in ("figures", "goals")), None)
        if table is not None:
            below = replace(box, top=box.top + 2.4, height=box.height - 2.4)
            self._fitting(slide, _narrow(table, wanted), below, 13)

    def _parts(self, slide: Slide, section: Section, assessment: Assessment, body: Box) -> None:
        """Draw the goals of the parts as bars, with the table of parts beside them."""
        wide = body.width * 0.46
        chart = Box(body.left - 0.1, body.top, wide, body.height)
        native.bars(slide, chart, assessment.parts, self._briefing, f"{section.title}. {section.verdict}")
        wanted = [self._words(f"column.{name}") for name in ("part", "goal", "latest", "state")]
        table = _narrow(next(one for one in section.tables if one.name == "parts"), wanted)
        self._fitting(
            slide, table, Box(body.left + wide + 0.1, body.top, body.width - wide - 0.1, body.height), 12
        )

    def _steps(self, slide: Slide, section: Section, body: Box) -> None:
        table = next((one for one in section.tables if one.name == "steps"), None)
        if table is not None:
            wanted = [
                self._words(f"column.{name}") for name in ("step", "state", "due", "evidence", "source")
            ]
            self._fitting(slide, _narrow(table, wanted), body, 14)

    def _fitting(self, slide: Slide, table: Table, box: Box, size: float) -> float:
        """Write a table into a box, smaller if it must be, and return the height it takes.

        What still does not fit is counted below it.
        """
        while len(pages(table, box, size)) > 1 and size > _SMALL_PRINT:
            size -= 0.5
        pieces = pages(table, box, size)
        if len(pieces) > 1:
            pieces = pages(table, replace(box, height=box.height - 0.3), size)
            rest = len(table.rows) - len(pieces[0].rows)
            more = Line(self._words.count("export.more_rows", rest), 10, LIGHT.muted)
            self._hand.text(slide, Box(box.left, box.top + box.height - 0.22, box.width, 0.22), [more])
        if table.rows:
            self._hand.table(slide, box, pieces[0], size)
        return sum(row_heights(pieces[0], box.width, size))

    def sources(self) -> None:
        """Add the documents behind the figures, with their addresses."""
        if self._content.sources.rows:
            self._tables(self._content.sources, 9.5)

    def method(self) -> None:
        """Add how a verdict is reached and what the states mean."""
        content = self._content
        slide = self._slide(self._words("export.method"))
        lines = [Line(text, 13, LIGHT.ink, after=6) for text in content.method]
        self._hand.text(slide, Box(EDGE, 1.35, _FULL, 2.1), lines)
        self._fitting(slide, content.states, Box(EDGE, 3.55, _FULL, 2.95), 11)
        made = [Line(text, 9, LIGHT.muted) for text in content.closing]
        self._hand.text(slide, Box(EDGE, 6.6, _FULL, 0.45), made, smallest=7)


def _spread(table: Table, first: Box, size: float) -> tuple[list[Table], float]:
    """Return the pieces of a table, the first for its own box, in the largest size with fewest pieces."""

    def cut(points: float) -> list[Table]:
        opening = pages(table, first, points)[0]
        rest = replace(table, rows=table.rows[len(opening.rows) :])
        return [opening, *(pages(rest, _BODY, points) if rest.rows else [])]

    sizes = [size - step / 2 for step in range(5)]
    fewest = min(len(cut(one)) for one in sizes)
    best = next(one for one in sizes if len(cut(one)) == fewest)
    return cut(best), best


def _narrow(table: Table, wanted: Sequence[str]) -> Table:
    """Return a table with the columns of some heads; the rest stands in the notes and in the document."""
    kept = [at for at, head in enumerate(table.heads) if head in wanted]
    return replace(
        table,
        heads=tuple(table.heads[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        widths=tuple(table.widths[at] for at in kept),
        numeric=(),
    )


def _spoken(section: Section) -> list[str]:
    """Return the speaker notes: the method with its numbers, open questions, sources, citation."""
    found = [section.verdict, *section.lines, section.about, *section.method]
    for table in section.tables:
        found += ["", table.title]
        found += [" | ".join(cell.text for cell in row if cell.text) for row in table.rows]
    return [*found, "", section.cited, section.citation]


def _paint(shape: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    shape.line.fill.background()
    shape.shadow.inherit = False


def _widen(made: Any) -> None:
    """Turn the 4:3 sheet of the library into 16:9, layouts included, for those who add slides."""
    factor = Inches(WIDE) / made.slide_width
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    for sheet in (made.slide_master, *made.slide_layouts):
        for shape in sheet.shapes:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)

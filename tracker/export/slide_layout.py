"""Slide layout: texts and tables on slides, set in a size at which they fit; a slide never overflows.

Lengths are inches, sizes of text are points. Widths of text are estimated on the wide side.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from tracker import style
from tracker.charts import labels
from tracker.export.foreign import pieces
from tracker.export.slide_tables import CELL, FOOT, LEADING, LEAST, POINTS, count, row_heights, spread, widths
from tracker.language import words
from tracker.style import Theme
from tracker.telling.blocks import Cell, Table, cell
from tracker.tongue import Tongue

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.table import _Cell

FONT = "+mn-lt"
"""The font that the deck has for its text."""
TITLE, _HEADS = 24, 16
"""Points of a title, and of the smallest with two lines: one that needs more takes three."""
_OWN_COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
_KNOWN = 12
"""Letters by which the beginning of a text is found again in a line that may have been cut."""
_END = re.compile(r"(?<=[ ?&=])(?=\S)|(?<=/)(?![/\d]|$)")
"""Where a line of a link may end: each piece is a run, for LibreOffice breaks one run anywhere."""
_ITEMS = ("; ", " · ")
"""What stands between the items of a list."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Inches, Inches, Inches, Inches]:
        """Left, top, width and height as the file holds them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    @property
    def halves(self) -> tuple[Box, Box]:
        """A place for a picture and one for its table, beside each other."""
        wide = self.width * 0.52
        right = replace(self, left=self.left + wide + 0.2, width=self.width - wide - 0.2)
        return replace(self, width=wide), right

    def share(self, other: Box) -> float:
        """Return the share of this rectangle that another one covers."""
        wide = min(other.left + other.width, self.left + self.width) - max(other.left, self.left)
        high = min(other.top + other.height, self.top + self.height) - max(other.top, self.top)
        return max(0.0, wide) * max(0.0, high) / (self.width * self.height)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its look; `link` is an address that the data format has checked.

    `lang` is its language where that is another one than that of the slides.
    """

    text: str
    size: float
    colour: str
    bold: bool = False
    link: str = ""
    after: float = 3.0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SlideWriter:
    """Writes on slides in one language and one set of colours."""

    theme: Theme
    language: str
    known: Sequence[Tongue] = ()

    def text(self, slide: Slide, box: Box, lines: Sequence[Line], *, smallest: float = LEAST) -> None:
        """Write paragraphs into a box; they shrink together, and in the end are cut, until they fit."""
        frame = slide.shapes.add_textbox(*box.emu).text_frame
        self.fill(frame, fitted(lines, box, smallest))

    def bar(self, slide: Slide, box: Box, colour: str) -> None:
        """Fill a box with a colour; it says nothing, so that nobody has it read out."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        shape.line.fill.background()
        shape.shadow.inherit = False
        shape.name = "Rule"

    def logo(self, slide: Slide, title: Box, picture: bytes) -> None:
        """Put the picture of the office into the upper right corner, above the title."""
        shape = slide.shapes.add_picture(io.BytesIO(picture), 0, Inches(0.14))
        scale = min(Inches(0.34) / shape.height, Inches(2) / shape.width)
        shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
        shape.left = Inches(title.left + title.width) - shape.width
        shape.name = "Logo"

    def fill(self, frame: Any, lines: Sequence[Line]) -> None:
        """Write paragraphs into a text frame without margins."""
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(line.after)
            self.run(paragraph, line)

    def title(self, frame: Any, line: Line, ink: Any = None) -> None:
        """Write the title of a slide in the font and colour that the deck has for it."""
        frame.word_wrap = True
        for part in self._spoken(frame.paragraphs[0], line):
            part.font.size = Pt(line.size)
            if ink is not None:
                part._r.rPr.insert(0, deepcopy(ink))

    def joined(
        self, slide: Slide, box: Box, lines: Sequence[Line], *, smallest: float = LEAST, most: float = 0.0
    ) -> float:
        """Write runs of different looks as one paragraph, and return the height of its box.

        They shrink together; in the smallest type the box grows up to a height; in the end they are cut.
        """
        kept = [line for line in lines if line.text]
        joined = (
            replace(kept[0], text="".join(line.text for line in kept), bold=False, after=0) if kept else None
        )
        if joined:
            needed = height_of([replace(joined, size=min(joined.size, smallest))], box)
            box = replace(box, height=max(box.height, min(most, needed)))
        whole = fitted([joined], box, smallest) if joined else []
        if not whole:
            return box.height
        frame = slide.shapes.add_textbox(*box.emu).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        text, paragraph = whole[0].text, frame.paragraphs[0]
        for line in kept:
            part, text = text[: len(line.text)], text[len(line.text) :]
            if part:
                self.run(paragraph, replace(line, text=part, size=whole[0].size))
        return box.height

    def run(self, paragraph: Any, line: Line) -> None:
        """Write a line; every language in it is marked, so that it is not spell-checked as another.

        The lines stand as far apart as they are measured, whatever font the reader has in the place of ours.
        """
        paragraph.line_spacing = Pt(round(line.size * LEADING, 1))
        for run in self._spoken(paragraph, line):
            run.font.name, run.font.size, run.font.bold = FONT, Pt(line.size), line.bold
            run.font.color.rgb = RGBColor.from_string(line.colour.lstrip("#").upper())
            if line.link:
                _linked(run, line.link)

    def _spoken(self, paragraph: Any, line: Line) -> Iterator[Any]:
        """Add a line in runs of one language each."""
        whole = Tongue(line.text, line.lang) if line.lang else line.text
        for part in pieces(whole, self.known) or [""]:
            lang = words(part.lang).regional if isinstance(part, Tongue) else self.language
            for text in _END.split(part) if line.link else [part]:
                run = paragraph.add_run()
                run.text = text
                run._r.get_or_add_rPr().set("lang", lang)
                yield run

    def table(self, slide: Slide, box: Box, table: Table, size: float) -> None:
        """Write a table whose rows are known to fit (see `pages`); few rows are spread over the box."""
        heights = spread(row_heights(table, box.width, size), box.height)
        shape = slide.shapes.add_table(len(table.rows) + 1, len(table.heads), *box.emu)
        shape.name, grid = table.title or table.name, shape.table
        shape._element.nvGraphicFramePr.cNvPr.set("descr", table.title)
        grid.horz_banding = False
        shape._element.find(".//" + qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        for column, width in enumerate(widths(table, box.width, size)):
            grid.columns[column].width = Inches(width)
        for at, height in enumerate(heights):
            grid.rows[at].height = Inches(height)
        for column, head in enumerate(table.heads):
            self._cell(grid.cell(0, column), cell(head), size, right=column in table.numeric, head=True)
        for at, row in enumerate(table.rows, 1):
            linked = any(one.link for one in row)
            for column, one in enumerate(row):
                self._cell(grid.cell(at, column), one, size, right=column in table.numeric)
                if linked:  # LibreOffice takes a link for one line, and would centre that
                    grid.cell(at, column).vertical_anchor = MSO_ANCHOR.TOP
        shape.height = Inches(sum(heights))

    def _cell(self, place: _Cell, cell: Cell, size: float, *, right: bool, head: bool = False) -> None:
        theme = self.theme
        colour = style.state_ink(cell.state, theme) if cell.state else theme.ink
        colour = theme.observed if cell.link else colour
        place.margin_left, place.margin_right = Inches(CELL), Inches(CELL)
        place.margin_top = place.margin_bottom = Inches(FOOT / 2)
        place.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
        place.text_frame.word_wrap = True
        paragraph = place.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        self.run(
            paragraph, Line(cell.text, size, colour, bold=head or cell.state is not None, link=cell.link)
        )
        _edge(place, theme.axis if head else theme.grid, 1.25 if head else 0.75)
        place.fill.background()


def _linked(run: Any, address: str) -> None:
    """Make a run a link in the colour of its words: that of a deck may be dark on dark."""
    run.hyperlink.address = address
    given = run._r.rPr.find(qn("a:hlinkClick"))
    listed = given.makeelement(qn("a:extLst"), {})
    told = given.makeelement(qn("a:ext"), {"uri": "{A12FA001-AC4F-418D-AE19-62706E023703}"})
    told.append(told.makeelement(f"{{{_OWN_COLOUR}}}hlinkClr", {"val": "tx"}, {"ahyp": _OWN_COLOUR}))
    listed.append(told)
    given.append(listed)


def _edge(place: _Cell, colour: str, width: float) -> None:
    """Draw a line below a cell; the library has no call for it."""
    properties = place._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(width * 12700))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    line.append(fill)
    properties.append(line)


def tongues(line: Line, part: str) -> list[Line]:
    """Return a line in runs, so that a part of it in another language is marked as such, cut or whole."""
    at = line.text.find(part[:_KNOWN]) if isinstance(part, Tongue) else -1
    if at < 0 or not isinstance(part, Tongue):
        return [line]
    end = at + len(part) if line.text.find(part) == at else len(line.text)
    inside = replace(line, text=line.text[at:end], lang=part.lang)
    return [replace(line, text=line.text[:at]), inside, replace(line, text=line.text[end:])]


def lowered(shape: Any, by: float) -> float:
    """Give up some inches, if more than none, at the top of a shape for words above it; return how many."""
    by = max(0.0, by)
    shape.top, shape.height = shape.top + Inches(by), shape.height - Inches(by)
    return by


def titled(title: str, box: Box, ink: str, wide: float) -> Line:
    """Return a title in the largest size with two lines, or with three rather than smaller than its slide.

    Args:
        title: its words.
        box: where it stands.
        ink: its colour.
        wide: how much wider it runs than plain text; in a foreign deck its font may be any.
    """
    tried = [(size, 2) for size in range(TITLE, _HEADS - 1, -1)]
    tried += [(size, 3) for size in range(_HEADS, int(LEAST) - 1, -1)]
    room = (box.width - 0.1) * POINTS
    size = next((size for size, most in tried if len(labels.wrap(title, size * wide, room)) <= most), LEAST)
    return Line(title, size, ink, bold=True)


def fitted(lines: Sequence[Line], box: Box, smallest: float) -> list[Line]:
    """Return paragraphs in the largest size, up to their own, at which they fit into a box."""
    kept = [line for line in lines if line.text]
    scale = 1.0
    while (
        height_of(kept, box, scale) > box.height
        and max((one.size for one in kept), default=0) * scale > smallest
    ):
        scale -= 0.04
    sized = [replace(one, size=_tenths(max(min(smallest, one.size), one.size * scale))) for one in kept]
    return _cut(sized, box)


def _tenths(size: float) -> float:
    """Return a size in tenths of a point, never larger, for what was found to fit would no longer."""
    return math.floor(size * 10 + 1e-6) / 10


def _rows(line: Line, width: float, size: float) -> list[str]:
    return labels.wrap(line.text, size * _weight(line), width * POINTS)


def _weight(line: Line) -> float:
    """Return how much wider a paragraph runs than plain text."""
    return 1.06 if line.bold else 1.0


def height_of(lines: Sequence[Line], box: Box, scale: float = 1.0) -> float:
    """Return the height in inches that paragraphs take."""
    return sum(
        (
            count(one.text, one.size * scale * _weight(one), box.width * POINTS) * one.size * scale * LEADING
            + one.after
        )
        / POINTS
        for one in lines
    )


def _cut(lines: Sequence[Line], box: Box) -> list[Line]:
    """Return paragraphs of which the last are cut, with an ellipsis, or left out, until all fit."""
    kept = list(lines)
    while kept and height_of(kept, box) > box.height:
        rows = _rows(kept[-1], box.width, kept[-1].size)
        if len(rows) == 1:
            kept.pop()
        else:
            kept[-1] = replace(kept[-1], text=_ended(" ".join(rows[:-1])))
    return kept


def _ended(text: str) -> str:
    """Return the beginning of a text up to its last whole item, or else word, and an ellipsis."""
    item = max(text.rfind(sign) + len(sign) for sign in _ITEMS)
    if item > len(text) / 2:
        return text[:item] + "…"
    whole, blank, _ = text.rpartition(" ")
    return f"{whole} …" if blank else text[:-1] + "…"

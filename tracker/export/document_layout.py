"""Document layout: runs and tables of a Word file, as elements: a briefing has thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from tracker import style
from tracker.language import words
from tracker.style import LIGHT
from tracker.telling.blocks import Cell, Table, cell
from tracker.tongue import Tongue

_AFTER_BORDERS = tuple(
    f"w:{name}"
    for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "rPr")
)
"""What stands behind the borders in the properties of a paragraph."""
_TWIPS = 20
PADDING = 5.0
"""Points that a cell of a table keeps free at its right."""
_LOOK = {"val": "04A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
_MARGINS = {"left": "0", "right": str(round(PADDING * _TWIPS))}
_BANDS = {"noHBand": "0", "noVBand": "1"}


class Knows(NamedTuple):
    """What a document knows of the texts in its tables.

    Attributes:
        linked: returns the key of an address.
        spoken: returns a text in pieces, of which those in another language than the document say so.
    """

    linked: Callable[[str], str]
    spoken: Callable[[str], Sequence[str]]


def element(name: str, *inside: Any, **attributes: str) -> Any:
    """Return an element of the file with attributes of its own namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(inside)
    return made


def run(text: str, size: float, colour: str, *, bold: bool = False) -> Any:
    """Return a run; a text in another language than the document says so to whoever reads it aloud."""
    lang = words(text.lang).regional if isinstance(text, Tongue) else ""
    known = _properties(size, hexed(colour), bold, lang)
    made = element("r", *([deepcopy(known)] if len(known) else []))
    for at, part in enumerate(text.split("\t")):
        made.extend([element("tab")] if at else [])
        if part:
            made.append(_text(part))
    return made


def _text(text: str) -> Any:
    made = element("t")
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


@lru_cache(maxsize=200)
def _properties(size: float, colour: str, bold: bool, lang: str) -> Any:
    """Return the properties of a run, in the order of the standard; its style has what is not given."""
    made = element("rPr")
    made.extend([element("b")] if bold else [])
    made.extend([element("color", val=colour)] if colour else [])
    made.extend([element("sz", val=str(round(size * 2)))] if size else [])
    made.extend([element("lang", val=lang)] if lang else [])
    return made


def link(inside: Sequence[Any], key: str) -> Any:
    """Return runs as a link to an address that the data format has checked."""
    made = element("hyperlink", *inside)
    made.set(qn("r:id"), key)
    return made


def field(inside: Any, code: str) -> Any:
    """Return a run as a number, which the reading program fills in."""
    return element("fldSimple", inside, instr=code)


def ruled(paragraph: Any, colour: str) -> None:
    """Draw a line in the colour of the house below a paragraph."""
    lines = element("pBdr", element("bottom", val="single", sz="24", space="4", color=hexed(colour)))
    paragraph._p.get_or_add_pPr().insert_element_before(lines, *_AFTER_BORDERS)


def table(shown: Table, widths: Sequence[float], size: float, knows: Knows) -> Any:
    """Return a table: head on every page, no row cut, thin lines between its rows and nothing else.

    Args:
        shown: what it holds.
        widths: of the columns, in points.
        size: of the type, in points.
        knows: where links lead, and what is in another language.
    """
    twips = [str(round(width * _TWIPS)) for width in widths]
    grid = element("tblGrid", *(element("gridCol", w=width) for width in twips))
    rows = [[cell(head) for head in shown.heads], *shown.rows]
    made = element("tbl", _settings(), grid)
    for at, row in enumerate(rows):
        cells = [
            _cell(one, size, knows, right=column in shown.numeric, head=at == 0)
            for column, one in enumerate(row)
        ]
        made.append(_row(cells, twips, head=at == 0))
    return made


def _settings() -> Any:
    thin = {"val": "single", "sz": "4", "space": "0", "color": hexed(LIGHT.grid)}
    return element(
        "tblPr",
        element("tblW", type="auto", w="0"),
        element("jc", val="left"),
        element("tblBorders", element("bottom", **thin), element("insideH", **thin)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, type="dxa", w=free) for side, free in _MARGINS.items())),
        element("tblLook", **_LOOK, **_BANDS),
    )


def _row(paragraphs: Sequence[Any], widths: Sequence[str], *, head: bool) -> Any:
    """Return a row that stays on one page; a head is repeated on every page."""
    whole = element("trPr", element("cantSplit"), *([element("tblHeader")] if head else []))
    cells = (
        element("tc", element("tcPr", element("tcW", type="dxa", w=width)), inside)
        for width, inside in zip(widths, paragraphs, strict=True)
    )
    return element("tr", whole, *cells)


def _cell(one: Cell, size: float, knows: Knows, *, right: bool, head: bool) -> Any:
    looks = [element("keepNext")] if head else []
    looks.append(element("spacing", after=str(_TWIPS)))
    looks.extend([element("jc", val="right")] if right else [])
    colour = style.state_ink(one.state, LIGHT) if one.state else LIGHT.ink
    colour = LIGHT.observed if one.link else colour
    bold = head or one.state is not None
    inside = [run(part, size, colour, bold=bold) for part in knows.spoken(one.text)]
    return element(
        "p", element("pPr", *looks), *([link(inside, knows.linked(one.link))] if one.link else inside)
    )


def rgb(colour: str) -> RGBColor:
    """Return a colour as the library wants it."""
    return RGBColor.from_string(hexed(colour))


def hexed(colour: str) -> str:
    """Return a colour as the file writes it."""
    return colour.lstrip("#").upper()

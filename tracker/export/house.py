"""House: the deck that slides are added to: a plain one of our own, or that of the house that sends them.

Of a given deck the masters, fonts, colours, logo and footers are kept and its slides are taken out.
Layouts and placeholders are found by type and then by name, so that decks of any program will do.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from tracker import style
from tracker.charts import labels
from tracker.export.browser import UnavailableError
from tracker.export.house_colours import background_of, pictured, theme_of
from tracker.export.slide_layout import Box
from tracker.export.slide_tables import LEADING, POINTS
from tracker.style import Theme, ThemeName

if TYPE_CHECKING:
    from pptx.slide import Slide

_PLAIN = Path(__file__).with_name("plain.pptx")
_INCH = 914400
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FEET = {"footer": PP_PLACEHOLDER.FOOTER, "number": PP_PLACEHOLDER.SLIDE_NUMBER}
_ONLY = re.compile(
    r"title[ _-]*only|nur[ _-]*titel|bare[ _-]*tit|endast[ _-]*rubrik|chỉ.*tiêu", re.IGNORECASE
)
_BODY = re.compile(
    r"title.*(content|body)|titel.*inhalt|tittel.*innhold|rubrik.*innehåll|tiêu.*nội", re.IGNORECASE
)
_LEAST, _NARROW = 2.6, 5.0
"""Inches that a body must have; a placeholder that offers less is not taken for one."""
_TITLE = 0.16
"""The share of a sheet that a title keeps where the deck leaves too little below it."""
_LOW = 0.35
"""The share of a sheet above which a title ends: below a lower one there is hardly half of the sheet."""
_DRAWN = 0.01
"""Share of the body from which on a shape behind it disturbs what is written there."""
_FOOT, _INSETS = 10.0, 0.22
"""Points of the words at the foot, and inches that their place keeps free at its sides."""


@dataclass(frozen=True)
class House:
    """A deck without slides, and where on its slides things go, in inches.

    Attributes:
        title, body: where the title stands, and what may be filled below it.
        theme: the colours of words and lines; those of the deck where they can be read on its background.
        lacks: what was looked for and not found: title, footer, number.
        plain: whether it is our own.
        busy: whether something is drawn behind the body, so that words need a sheet of their own.
        titles: the sheet that places titles: the layout, or its master where there is more room below.
        moved: whether the title stands elsewhere than on the layout.
    """

    made: Any
    layout: Any
    title: Box
    body: Box
    theme: Theme
    lacks: tuple[str, ...]
    plain: bool
    busy: bool
    titles: Any
    moved: bool

    @property
    def wide(self) -> float:
        """Width of a slide."""
        return float(self.made.slide_width / _INCH)

    @property
    def high(self) -> float:
        """Height of a slide."""
        return float(self.made.slide_height / _INCH)

    def slide(self, foot: str, lang: str) -> Slide:
        """Add a slide: nothing on it but an empty title, the words at its foot and its number."""
        slide: Slide = self.made.slides.add_slide(self.layout)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.type not in _TITLES:
                shape.element.getparent().remove(shape.element)
        for name in _FEET:
            given = _foot(self.layout, name)
            if given is not None:
                box, told = self._lined(given, foot) if name == "footer" else (None, "")
                _footed(slide, given, told, lang)
                if box is not None:
                    place = slide.shapes[-1]
                    place.left, place.top, place.width, place.height = box.emu
        return slide

    @property
    def above(self) -> Box:
        """Where the context of a slide stands: above the title, in another deck at the top of the body."""
        if self.plain:
            return Box(self.title.left, self.title.top - 0.27, self.title.width, 0.24)
        return replace(self.body, height=0.22)

    def below(self, context: str) -> Box:
        """Return what a slide with a context, or without one, leaves to fill."""
        taken = 0.26 if context and not self.plain else 0.0
        return replace(self.body, top=self.body.top + taken, height=self.body.height - taken)

    def _lined(self, given: Any, foot: str) -> tuple[Box | None, str]:
        """Return where the words at the foot have room, and them: in lines, and in the end shortened."""
        box = _box(given)
        needed = labels.width(foot, _FOOT) / 72 + _INSETS
        if box is None or needed <= box.width:
            return None, foot
        number = _foot(self.layout, "number")
        beside = _box(number) if number is not None else None
        right = self.body.left + self.body.width
        if beside is not None and beside.left > box.left:
            right = min(right, beside.left)
        left = box.left if box.left + needed <= right else min(box.left, self.body.left)
        width = max(box.width, min(needed, right - left))
        most = max(1, int(box.height * POINTS / (_FOOT * LEADING)))
        return replace(box, left=left, width=width), _shortened(foot, (width - _INSETS) * POINTS, most)


def _shortened(foot: str, room: float, most: int) -> str:
    """Return the words at the foot in at most so many lines: the title gives way, the day stays."""
    title, sign, day = foot.rpartition(" · ")
    kept, told = title.split(), foot
    while kept and len(labels.wrap(told, _FOOT, room)) > most:
        kept.pop()
        told = " ".join([*kept, "…"]) + sign + day
    return " ".join(labels.wrap(told, _FOOT, room, most))


def title_of(sheet: Any) -> Any:
    """Return the place for the title on a slide or layout, whatever its number; None where there is none."""
    return next((one for one in sheet.placeholders if one.placeholder_format.type in _TITLES), None)


def opened(template: bytes | None, shape: tuple[int, int], look: ThemeName) -> House:
    """Return the deck to add slides to.

    Args:
        template: a deck as PPTX or POTX; without one our own is taken.
        shape: width and height of our own deck, as proportions.
        look: of our own deck.

    Raises:
        UnavailableError: the template cannot be read.
    """
    made = _read(template or _PLAIN.read_bytes())
    used = [slide.slide_layout.part.partname for slide in made.slides]
    _emptied(made)
    if template is None:
        _shaped(made, shape)
        _coloured(made.slide_master, style.THEMES[look])
    layout = _layout(made, used)
    theme = style.THEMES[look] if template is None else theme_of(layout)
    title, body = _places(made, layout)
    busy = template is not None and _busy(layout, body)
    titles = _titles(layout, made.slide_height / _INCH)
    lacks = [] if titles is layout else ["title"]
    lacks += [name for name in _FEET if _foot(layout, name) is None and not _printed(layout, name)]
    return House(
        made,
        layout,
        title,
        body,
        theme,
        tuple(lacks),
        template is None,
        busy,
        titles or layout,
        titles != layout,
    )


def _read(data: bytes) -> Any:
    """Return a deck; a template of PowerPoint differs from a deck by one word in it."""
    try:
        with ZipFile(io.BytesIO(data)) as given:
            members = {name: given.read(name) for name in given.namelist()}
        kinds = members["[Content_Types].xml"]
        for ending in (b"template", b"slideshow"):
            kinds = kinds.replace(
                b"presentationml." + ending + b".main+xml", b"presentationml.presentation.main+xml"
            )
        packed = io.BytesIO()
        with ZipFile(packed, "w") as made:
            for name, part in (members | {"[Content_Types].xml": kinds}).items():
                made.writestr(name, part)
        deck = Presentation(io.BytesIO(packed.getvalue()))
        if not len(deck.slide_layouts):
            raise KeyError("layout")
    except (BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, OSError):
        raise UnavailableError("export.template.unreadable") from None
    return deck


def _emptied(made: Any) -> None:
    """Take the slides out of a deck, with what names them: sections and shows of its own."""
    listed = made.slides._sldIdLst
    for entry in list(listed):
        made.part.drop_rel(entry.rId)
        listed.remove(entry)
    root = made.part._element
    notes, masters = root.find(qn("p:notesMasterIdLst")), root.find(qn("p:sldMasterIdLst"))
    if notes is not None and masters is not None:  # PptxGenJS lists them behind the slides
        masters.addnext(notes)
    for name in ("p:custShowLst", "p:extLst"):
        for element in root.findall(qn(name)):
            root.remove(element)


def _shaped(made: Any, shape: tuple[int, int]) -> None:
    """Give our own deck other proportions, its masters and layouts included."""
    wide, high = (
        (Inches(11.693), Inches(8.268))
        if shape == (1123, 794)
        else (
            Inches(7.5 * shape[0] / shape[1]),
            Inches(7.5),
        )
    )
    across, down = wide / made.slide_width, high / made.slide_height
    made.slide_width, made.slide_height = wide, high
    for sheet in (made.slide_master, *made.slide_layouts):
        for one in sheet.shapes:
            if one.element.find(".//" + qn("a:xfrm")) is not None:
                one.left, one.width = Emu(int(one.left * across)), Emu(int(one.width * across))
                one.top, one.height = Emu(int(one.top * down)), Emu(int(one.height * down))


def _coloured(master: Any, theme: Theme) -> None:
    """Give our own deck the colours of a theme."""
    if theme.name == "light":
        return
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = {"dk1": theme.ink, "lt1": theme.paper, "accent1": theme.observed, "hlink": theme.observed}
    text = part.blob.decode()
    for name, colour in colours.items():
        text = re.sub(rf'(<a:{name}><a:srgbClr val=")[0-9A-F]+', rf"\g<1>{colour[1:].upper()}", text)
    part._blob = text.encode()


def _layout(made: Any, used: Sequence[str]) -> Any:
    """Return the layout with a title and nothing to fill below it, or the nearest to that.

    Of equals, and where none has a title, it is the one that the slides of the deck used most.
    """
    layouts = list(made.slide_layouts)

    def rank(layout: Any) -> tuple[int, int, int]:
        unused = -used.count(layout.part.partname)
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        fill = sum(kind not in (*_TITLES, *_FEET.values(), PP_PLACEHOLDER.DATE) for kind in kinds)
        if layout.element.get("type") == "titleOnly":
            return 0, fill, unused
        if _ONLY.search(layout.name or ""):
            return 1, fill, unused
        if title_of(layout) is None:
            return 4, unused, fill
        return 2 if PP_PLACEHOLDER.TITLE in kinds else 3, fill, unused

    return min(layouts, key=rank)


def _placeholder(sheet: Any, kind: Any) -> Any:
    return next((one for one in sheet.placeholders if one.placeholder_format.type == kind), None)


def _foot(layout: Any, name: str) -> Any:
    """Return the place for footer or number, of a layout or else of its master; None where there is none."""
    return _placeholder(layout, _FEET[name]) or _placeholder(layout.slide_master, _FEET[name])


def _printed(layout: Any, name: str) -> bool:
    """Tell whether a layout or its master numbers the slides itself, in a text that is no place to fill."""
    kinds = {field.get("type") for one in _sheets(layout) for field in one.element.iter(qn("a:fld"))}
    return name == "number" and "slidenum" in kinds


def _sheets(layout: Any) -> list[Any]:
    """Return the sheets whose shapes show behind a slide: the layout, and its master unless it hides that."""
    hidden = layout.element.get("showMasterSp") in ("0", "false")
    return [layout] if hidden else [layout, layout.slide_master]


def _box(shape: Any) -> Box | None:
    """Return where a shape lies, by itself or by what it inherits from."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if None in sides else Box(*(float(side) / _INCH for side in sides))


def _places(made: Any, layout: Any) -> tuple[Box, Box]:
    """Return where title and body go: as the layouts have it, within the sheet and above the feet."""
    wide, high = made.slide_width / _INCH, made.slide_height / _INCH
    titles = _titles(layout, high)
    own = _box(title_of(titles)) if titles is not None else None
    title, body = own or Box(0.05 * wide, 0.05 * high, 0.9 * wide, _TITLE * high), _offered(made)
    if titles is not layout and title_of(layout) is not None:
        given = _placeholder(layout.slide_master, PP_PLACEHOLDER.BODY) if titles is not None else None
        body = _box(given) if given is not None else None
    if body is None or body.width < _NARROW or body.height < _LEAST:
        title = replace(title, height=min(title.height, _TITLE * high))
        body = Box(0.05 * wide, title.top + title.height, 0.9 * wide, high)
    top = max(body.top, title.top + title.height) + 0.05
    feet = [
        box.top
        for kind in (*_FEET.values(), PP_PLACEHOLDER.DATE)
        if (shape := _placeholder(layout, kind) or _placeholder(layout.slide_master, kind)) is not None
        and (box := _box(shape)) is not None
        and box.top > high / 2
    ]
    bottom = min([body.top + body.height, high - 0.25, *(foot - 0.05 for foot in feet)])
    left, right = max(body.left, 0.1), min(body.left + body.width, wide - 0.1)
    return title, Box(left, top, right - left, max(bottom - top, _LEAST))


def _titles(layout: Any, high: float) -> Any:
    """Return layout or master, by which place for a title leaves room below it; None where neither does."""
    for sheet in (layout, layout.slide_master) if title_of(layout) is not None else ():
        if (place := title_of(sheet)) is not None:
            box = _box(place)
            if box is None or box.top + box.height <= _LOW * high:
                return sheet
    return None


def _offered(made: Any) -> Box | None:
    """Return what a layout with a title and a body leaves for the body."""
    for layout in made.slide_layouts:
        fits = layout.element.get("type") in ("obj", "tx") or _BODY.search(layout.name or "")
        kinds = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
        found = [one for one in layout.placeholders if one.placeholder_format.type in kinds]
        if fits and len(found) == 1:
            return _box(found[0])
    return None


def _footed(slide: Slide, given: Any, foot: str, lang: str) -> None:
    """Put the footer, or without words for it the number, of a layout on a slide; the library omits both."""
    element = copy.deepcopy(given.element)
    slide.shapes._spTree.append(element)
    ids = [int(one.get("id")) for one in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    element.find(".//" + qn("p:cNvPr")).set("id", str(max(ids) + 1))
    shape = slide.shapes[-1]
    for paragraph in list(shape.text_frame.paragraphs)[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    paragraph = shape.text_frame.paragraphs[0]
    for old in list(paragraph._p):
        if old.tag != qn("a:pPr"):
            paragraph._p.remove(old)
    if foot:
        run = paragraph.add_run()
        run._r.get_or_add_rPr().set("lang", lang)
        run.text, run.font.size, run.font.name = foot, Pt(_FOOT), "+mn-lt"
        paragraph.alignment = PP_ALIGN.LEFT
        return
    field = paragraph._p.makeelement(
        qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    properties = field.makeelement(qn("a:rPr"), {"lang": lang})
    text = field.makeelement(qn("a:t"), {})
    text.text = str(len(slide.part.package.presentation_part.presentation.slides))
    field.append(properties)
    field.append(text)
    paragraph._p.append(field)


def _busy(layout: Any, body: Box) -> bool:
    """Tell whether anything but one colour lies behind the body: a picture, or shapes of layout or master."""
    background = background_of(layout)
    own = [one for sheet in _sheets(layout) for one in sheet.shapes if not one.is_placeholder]
    return (background is not None and pictured(background)) or any(
        body.share(box) > _DRAWN for one in own if (box := _box(one)) is not None
    )

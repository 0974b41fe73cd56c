"""The deck of the house: decks as other programs write them are filled, within the sheet, in their look."""

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from tests.briefings import ON, portfolio
from tracker.charts import labels
from tracker.export import columns
from tracker.export.briefing import Choice, compose
from tracker.export.house import title_of
from tracker.export.slides import slides
from tracker.language import words
from tracker.style import contrast
from tracker.telling.blocks import Table, cell


def _rewritten(data: bytes, old: str, new: str) -> bytes:
    """Return a deck with a pattern replaced in its themes and masters, as another program would write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if re.match(r"ppt/(theme|slideMasters|slideLayouts)/[^/]*\.xml$", name):
                part = re.sub(old, new, part.decode()).encode()
            made.writestr(name, part)
    return out.getvalue()


def _deck(wide: float, high: float, *, title_only: bool, name: str = "") -> bytes:
    """Return a deck of the library with another size of its sheet, with or without a layout Title Only."""
    deck = Presentation()
    across, down = Inches(wide) / deck.slide_width, Inches(high) / deck.slide_height
    deck.slide_width, deck.slide_height = Inches(wide), Inches(high)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            if shape.element.find(".//" + qn("a:xfrm")) is None:  # it lies where that of the master lies
                continue
            left, top, width, height = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = Emu(int(left * across)), Emu(int(width * across))
            shape.top, shape.height = Emu(int(top * down)), Emu(int(height * down))
    for layout in list(deck.slide_layouts):
        if layout.name == "Title Only" and not title_only:
            deck.slide_layouts.remove(layout)
        elif name:
            layout.name = f"{name} {layout.name[::-1]}"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _changed(deck: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a deck after a change to each of its layouts."""
    made, out = Presentation(io.BytesIO(deck)), io.BytesIO()
    for layout in made.slide_layouts:
        change(layout)
    made.save(out)
    return out.getvalue()


def _renumbered(layout: Any) -> None:
    """Give the title of a layout a number of its own and the layout a dark ground, as PptxGenJS does."""
    for one in layout.placeholders:
        if one.placeholder_format.idx == 0:
            one.element.find(".//" + qn("p:ph")).set("idx", "100")
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = RGBColor(0x0B, 0x25, 0x45)


def _painted(layout: Any) -> None:
    """Put a broad shape on a layout, as the templates of LibreOffice have them."""
    tree = layout.shapes._spTree
    shape = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    box = shape.shapes.add_shape(1, Inches(1), Inches(2), Inches(6), Inches(3))
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0x7A, 0x00, 0x3D)
    tree.append(copy.deepcopy(box.element))


DECKS = {
    "16:10, names of layouts in no language": _deck(12.8, 8, title_only=True, name="xx"),
    "no layout with a title alone": _deck(13.333, 7.5, title_only=False),
    "other fonts, no types of layouts": _rewritten(
        _deck(10, 7.5, title_only=True), r' type="(titleOnly|obj)"', ""
    ),
}


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_of_another_program_is_filled_within_its_sheet_and_in_its_fonts(name: str) -> None:
    """Its size, its accent and its fonts stay; every title is told; nothing leaves the sheet."""
    house = _rewritten(DECKS[name], r'(<a:accent1>\s*<a:srgbClr val=")[0-9A-F]{6}', r"\g<1>7A1F3D")
    house = _rewritten(house, r'(<a:m(?:aj|in)orFont>\s*<a:latin typeface=")[^"]*', r"\g<1>Georgia")
    brief = compose(portfolio(), Choice(theme="digital-government"), ON, words("en"))
    data = slides(replace(brief, template=house))
    deck, given = Presentation(io.BytesIO(data)), Presentation(io.BytesIO(house))
    assert (deck.slide_width, deck.slide_height) == (given.slide_width, given.slide_height)
    assert len(deck.slides) >= 6
    for slide in deck.slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0, shape.name
            assert shape.left + shape.width <= deck.slide_width + 9525, shape.name
            assert shape.top + shape.height <= deck.slide_height + 9525, shape.name
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        parts = {
            one: pack.read(one).decode("utf-8", "replace") for one in pack.namelist() if one.endswith(".xml")
        }
    theme = "".join(text for one, text in parts.items() if one.startswith("ppt/theme/"))
    drawn = "".join(text for one, text in parts.items() if one.startswith(("ppt/slides/", "ppt/charts/")))
    assert "7A1F3D" in theme
    assert "Georgia" in theme
    assert "7A1F3D" in drawn.upper()
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', drawn)) <= {"+mn-lt", "+mj-lt"}


def test_a_title_of_any_number_is_filled_and_words_can_be_read_on_a_dark_layout() -> None:
    """No empty place for a title stays behind, and every word stands out from the ground of the layout."""
    house = _changed(_deck(13.333, 7.5, title_only=True), _renumbered)
    brief = compose(portfolio(), Choice(theme="digital-government"), ON, words("en"))
    for slide in Presentation(io.BytesIO(slides(replace(brief, template=house)))).slides:
        assert [one.text_frame.text for one in slide.placeholders if title_of(slide).shape_id == one.shape_id]
        assert not [one for one in slide.placeholders if not one.text_frame.text]
        for run in slide.element.iter(qn("a:rPr")):
            for colour in run.iter(qn("a:srgbClr")):
                assert contrast(f"#{colour.get('val').lower()}", "#0b2545") >= 4.5


def _as_libreoffice(layout: Any) -> None:
    """Colour the words that stand for the title, and neither their place nor the titles of the deck."""
    for old in list(layout.slide_master.element.iter(qn("p:titleStyle"))):
        old.getparent().remove(old)
    if (place := title_of(layout)) is not None:
        for run in place.text_frame.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def test_a_title_has_the_colour_of_the_words_that_stand_for_it_and_a_link_that_of_its_words() -> None:
    """White on the ribbon of a deck of LibreOffice; what a deck has for links may be dark on dark."""
    house = _changed(_deck(13.333, 7.5, title_only=True), _as_libreoffice)
    brief = compose(portfolio(), Choice(theme="digital-government"), ON, words("en"))
    links = 0
    for slide in Presentation(io.BytesIO(slides(replace(brief, template=house)))).slides:
        for run in title_of(slide).text_frame.paragraphs[0].runs:
            assert run.font.color.rgb == RGBColor(0xFF, 0xFF, 0xFF)
        for link in slide.element.iter(qn("a:hlinkClick")):
            assert [one.get("val") for one in link.iter() if one.tag.endswith("hlinkClr")] == ["tx"]
            links += 1
    assert links


def test_a_sheet_lies_behind_what_is_written_where_a_deck_is_painted() -> None:
    """Over a shape of the layout the body stands on paper; over a plain one nothing is laid."""
    plain = _deck(13.333, 7.5, title_only=True)
    brief = compose(portfolio(), Choice(theme="digital-government"), ON, words("en"))
    for deck, wanted in ((plain, False), (_changed(plain, _painted), True)):
        for slide in Presentation(io.BytesIO(slides(replace(brief, template=deck)))).slides:
            sheets = [one for one in slide.shapes if one.name == "Rule"]
            assert bool(sheets) == wanted
            for one in slide.shapes if sheets else ():
                if one.shape_type != MSO_SHAPE_TYPE.PLACEHOLDER:
                    assert sheets[0].top <= one.top
                    assert one.top + one.height <= sheets[0].top + sheets[0].height


def test_lines_stand_as_far_apart_as_they_are_measured_whatever_font_is_there() -> None:
    """Where the font of the deck is missing another stands in, whose lines may be higher: none runs out."""
    brief = compose(portfolio(), Choice(theme="digital-infrastructure"), ON, words("de"))
    made = Presentation(io.BytesIO(slides(replace(brief, template=_deck(10, 7.5, title_only=True)))))
    told = [shape for slide in made.slides for shape in slide.shapes if shape not in slide.placeholders]
    cells = [cell for shape in told if shape.has_table for cell in shape.table.iter_cells()]
    texts = [one.text_frame for one in (*cells, *(shape for shape in told if shape.has_text_frame))]
    lines = [line for text in texts for line in text.paragraphs if line.runs]
    assert len(cells) > 100
    for line in lines:
        size = line.runs[0].font.size.pt
        assert size >= 10
        assert line.line_spacing.pt == pytest.approx(1.22 * size, abs=0.06), line.text


def test_no_day_is_broken_at_its_strokes() -> None:
    """A word is 10/01/2026 as a whole: no program ends a line before a digit, whatever stands before it."""
    days = Table(
        ("Số liệu", "Ghi chú"), ((cell("(10/01/2026)"), cell("dài " * 40)),), widths=(1, 99), name="days"
    )
    room = columns.widths(days, 400, 12, 10)[0] - 10
    assert room >= labels.width("(10/01/2026)", 12)
    apart = Table(("A", "B"), ((cell("VND/lao"), cell("dài " * 40)),), widths=(1, 99), name="apart")
    assert columns.widths(apart, 400, 12, 10)[0] - 10 < labels.width("VND/lao", 12)


def test_the_lists_of_a_deck_stand_in_the_order_of_the_standard() -> None:
    """A deck that lists its master of notes behind its slides, as PptxGenJS does, is put in order."""
    deck, out = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[5])
    slide_ids = deck.part._element.find(qn("p:sldIdLst"))
    slide_ids.addnext(slide_ids.makeelement(qn("p:notesMasterIdLst"), {}))
    deck.save(out)
    brief = compose(portfolio(), Choice(theme="laws"), ON, words("en"))
    made = Presentation(io.BytesIO(slides(replace(brief, template=out.getvalue()))))
    names = [one.tag.partition("}")[2] for one in made.part._element]
    assert names[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst"]


def test_documents_take_few_slides_and_the_foot_takes_one_line() -> None:
    """Six documents or more on a sheet of 10 inches; a link ends its lines between words, in any program."""
    brief = compose(portfolio(), Choice(theme="digital-economy"), ON, words("de"))
    made = Presentation(io.BytesIO(slides(replace(brief, template=_deck(10, 7.5, title_only=True)))))
    listed = [slide for slide in made.slides if title_of(slide).text_frame.text.startswith("Quellen")]
    tables = [shape.table for slide in listed for shape in slide.shapes if shape.has_table]
    assert sum(len(table.rows) - 1 for table in tables) >= 6 * len(listed)
    linked = [
        run
        for table in tables
        for run in table._tbl.iter(qn("a:r"))
        if run.find(f".//{qn('a:hlinkClick')}") is not None
    ]
    assert len(linked) > 100
    assert not [run for run in linked if " " in run.text.rstrip()]
    feet = [
        one for one in made.slides[0].placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER
    ]
    assert [labels.width(one.text_frame.text, 10) / 72 + 0.2 <= one.width / Inches(1) for one in feet] == [
        True
    ]


@pytest.mark.parametrize("high", [4.65, 4.7, 4.75, 7.5])
def test_no_heading_of_a_foreign_deck_lies_on_the_table_above(high: float) -> None:
    """Where the context takes a line of the body, two tables share a slide only if both fit below it."""
    brief = compose(portfolio(), Choice(theme="digital-infrastructure"), ON, words("de"))
    made = Presentation(io.BytesIO(slides(replace(brief, template=_deck(10, high, title_only=True)))))
    for slide in made.slides:
        shapes = [one for one in slide.shapes if one.has_table or (one.has_text_frame and one.height)]
        ends = sorted((one.top, one.top + _height(one)) for one in shapes if not one.is_placeholder)
        for (_, bottom), (top, _) in itertools.pairwise(ends):
            assert bottom <= top + Inches(0.02), title_of(slide).text_frame.text


def _height(shape: Any) -> int:
    """Return how high a shape is; a table is as high as its rows."""
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height

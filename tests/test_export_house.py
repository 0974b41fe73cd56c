"""The deck of the house: decks as other programs write them are filled, within the sheet, in their look."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from tests.briefings import ON, portfolio
from tracker.export.briefing import Choice, compose
from tracker.export.slides import slides
from tracker.language import words


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

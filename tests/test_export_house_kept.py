"""What the deck of an office keeps: the layout that its slides had, its own numbers, a command as a whole."""

import io
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches

from tests.briefings import ON, portfolio
from tracker.charts import labels
from tracker.export.briefing import Choice, compose
from tracker.export.formats import lacking
from tracker.export.house import title_of
from tracker.export.slides import slides
from tracker.language import words

_TITLE = "The infrastructure that was promised by the end of the decade, as the committee asked "


def _saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _made(template: bytes, **chosen: Any) -> Any:
    brief = compose(portfolio(), Choice(theme="digital-infrastructure"), ON, words("en"))
    return Presentation(io.BytesIO(slides(replace(brief, template=template, **chosen))))


def _untitled() -> Any:
    """Return a deck whose layouts have no places, as PptxGenJS writes it; its slide has the second layout."""
    deck = Presentation()
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    for name, layout in zip(("DEFAULT", "DARK"), deck.slide_layouts, strict=True):
        layout.name = name
        for one in list(layout.placeholders):
            one.element.getparent().remove(one.element)
    deck.slides.add_slide(deck.slide_layouts[1])
    return deck


def test_of_layouts_without_a_title_that_of_the_slides_is_taken() -> None:
    """DEFAULT comes first and is empty; the slides of the office have DARK, and so have those added."""
    made = _made(_saved(_untitled()))
    assert {slide.slide_layout.name for slide in made.slides} == {"DARK"}


def test_a_number_that_the_master_prints_itself_is_not_missing() -> None:
    """LibreOffice writes it as a field in a text box; without the field the number is missing."""
    deck = Presentation()
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for one in list(sheet.placeholders):
            if one.element.find(".//" + qn("p:ph")).get("type") == "sldNum":
                one.element.getparent().remove(one.element)
    assert lacking(_saved(deck)) == ("number",)
    box = Presentation().slides.add_slide(Presentation().slide_layouts[6]).shapes.add_textbox(0, 0, 9, 9)
    paragraph = box.text_frame.paragraphs[0]._p
    paragraph.append(paragraph.makeelement(qn("a:fld"), {"id": "{0}", "type": "slidenum"}))
    deck.slide_master.shapes._spTree.append(box.element)
    assert lacking(_saved(deck)) == ()


def test_a_title_stays_in_its_place_in_a_much_wider_font() -> None:
    """A narrow place of 5.12 by 1 inches: a title has two lines in a wider font, a small one three."""
    deck = Presentation()
    for layout in deck.slide_layouts:
        if (place := title_of(layout)) is not None:
            place.left, place.top, place.width, place.height = (Inches(one) for one in (2, 0.4, 5.12, 1))
    for slide in _made(_saved(deck)).slides:
        title = title_of(slide).text_frame
        size = title.paragraphs[0].runs[0].font.size.pt
        lines = len(labels.wrap(title.text, size * 1.3, 5.02 * 72))
        assert lines <= (2 if size > 16 else 3), title.text
        assert lines * size * 1.2 <= 72, title.text


def test_the_command_that_builds_a_briefing_again_stands_whole_on_slide_and_in_notes() -> None:
    """A sheet of 10 inches and a long name of a deck: the command is not cut."""
    deck = "/home/office/templates/" + "the-deck-of-the-office-" * 4 + "2026.pptx"
    made = _made(_saved(_untitled()), deck=deck)
    told = [(slide, one) for slide in made.slides for one in slide.shapes if one.has_text_frame]
    found = [(slide, one.text_frame.text) for slide, one in told if "Build again" in one.text_frame.text]
    assert len(found) == 1
    assert deck in found[0][1]
    assert "…" not in found[0][1]
    assert deck in found[0][0].notes_slide.notes_text_frame.text


def test_the_foot_takes_as_many_lines_as_its_place_is_high_and_keeps_the_day() -> None:
    """A place of 0.4 inches has two lines of 10 points; of a title that needs more the end gives way."""
    day = "As known on 22 November 2026"
    for title, whole in ((_TITLE, True), (_TITLE * 6, False), ("x" * 900, False)):
        made = _made(_saved(Presentation()), title=title)
        (foot,) = (
            one for one in made.slides[0].placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        )
        assert foot.text_frame.text.endswith(f" · {day}")
        assert (foot.text_frame.text == f"{title.strip()} · {day}") == whole
        lines = labels.wrap(foot.text_frame.text, 10, (foot.width / 914400 - 0.22) * 72)
        assert len(lines) * 12.2 / 72 <= foot.height / 914400


def test_a_place_for_the_title_far_down_is_not_followed() -> None:
    """6 of 7.5 inches down it leaves the body one inch: title and body stand where there is room."""
    deck = Presentation()
    for place in (title_of(layout) for layout in deck.slide_layouts):
        if place is not None:
            place.left, place.top, place.width, place.height = map(Inches, (4, 6, 2.5, 0.6))
    made = _made(_saved(deck))
    assert "title" in lacking(_saved(deck))
    for slide in made.slides:
        assert slide.shapes.title.top < Inches(1)
        assert all(one.top + one.height <= made.slide_height + 9525 for one in slide.shapes)

"""The words of slides: in every shape and language a sentence stands whole, and a list ends after an item."""

import io
import re
from dataclasses import replace
from functools import lru_cache

import pytest
from pptx import Presentation

from tests.briefings import ON, ROOT, squeezed
from tracker import reader
from tracker.charts.labels import wrap
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.edition import edition
from tracker.export.findings import grouped
from tracker.export.slide_layout import Box, Line, fitted, height_of
from tracker.export.slides import slides
from tracker.language import LANGUAGES, words

SHORTENED = re.compile(r"(; | · )…$")
"""How a list of sources, or what stands above a title, may end."""
SHAPES = pytest.mark.parametrize("shape", ["square", "4:3", "16:9"])
IN_ALL = pytest.mark.parametrize("language", LANGUAGES)


@lru_cache
def made(language: str, shape: str) -> Briefing:
    """Return a small portfolio with long verdicts, definitions and lists of sources."""
    known = reader.load(ROOT / "portfolios" / "nz-government-targets")[0]
    return replace(compose(known, Choice(), ON, words(language)), shape=shape)


@lru_cache
def shown(language: str, shape: str) -> list:
    """Return its slides."""
    return list(Presentation(io.BytesIO(slides(made(language, shape)))).slides)


def paragraphs(slide) -> list[str]:
    """Return the paragraphs of a slide outside of its tables."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return ["".join(run.text for run in one.runs) for frame in frames for one in frame.paragraphs]


@IN_ALL
@SHAPES
def test_no_sentence_is_cut_and_a_list_ends_after_an_item(language: str, shape: str) -> None:
    """Verdict, legend and method stand whole; what is shortened is a list, whole in the notes."""
    seen = [squeezed("\n".join(paragraphs(slide))) for slide in shown(language, shape)]
    for slide in shown(language, shape):
        for text in paragraphs(slide):
            assert "…" not in text or SHORTENED.search(text), text
    content, apart = edition(made(language, shape)), grouped(made(language, shape).assessments)
    for section in content.sections:
        assert section.id in apart or any(squeezed(section.verdict) in text for text in seen), section.verdict
    for text in content.method:
        assert any(squeezed(text) in one for one in seen), text


@IN_ALL
@SHAPES
def test_a_title_has_two_lines_or_three_but_is_never_small(language: str, shape: str) -> None:
    """Where two lines would need type below 16 points it takes three, in a square of 14 at least."""
    for slide in shown(language, shape):
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        lines = len(wrap(title.text, size * 1.06, (title.width / 914400 - 0.1) * 72))
        assert lines <= (2 if size > 16 else 3), title.text
        assert size >= (14 if shape == "square" else 16), title.text
        assert lines * size * 1.22 <= title.height / 12700, title.text


@IN_ALL
@SHAPES
def test_the_states_are_all_explained(language: str, shape: str) -> None:
    """Where the method leaves them no room they have a slide of their own, and none is only counted."""
    content = edition(made(language, shape))
    met = {squeezed(section.label) for section in content.sections}
    tables = [one.table for slide in shown(language, shape) for one in slide.shapes if one.has_table]
    heads = [squeezed(head if isinstance(head, str) else head.text) for head in content.states.heads]
    found = {
        squeezed(row.cells[0].text)
        for table in tables
        if [squeezed(cell.text) for cell in table.rows[0].cells] == heads
        for row in table.rows
    }
    named = {squeezed(row[0].text) for row in content.states.rows}
    assert met & named <= found


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (
            "[1] Office of Statistics, 2024; [2] Ministry of Health, 2025; [3] Curriculum, 2025",
            "Health, 2025; …",
        ),
        ("One sentence without items, only words, that runs on and on beyond its line", "on and …"),
    ],
)
def test_what_is_cut_ends_after_an_item_or_a_word(text: str, end: str) -> None:
    """A list ends after a whole item, anything else after a whole word."""
    box = Box(0, 0, 4.2, 0.18)
    cut = fitted([Line(text, 10, "#000000", after=0)], box, 10)[0].text
    assert cut.endswith(end)
    assert text.startswith(cut[:-1].rstrip())


def test_text_that_shrank_to_fit_is_not_cut_after_all() -> None:
    """A size is rounded down: rounded up, what had just fitted would lose its end."""
    for high in range(70, 160):
        box = Box(0, 0, 4, high / 100)
        line = Line(
            "Some words of a sentence that takes a line or two or three. " * 4, 13, "#000000", after=0
        )
        if height_of([replace(line, size=10)], box) <= box.height:
            assert fitted([line], box, 10)[0].text == line.text, high


@pytest.mark.parametrize("shape", ["16:9", "4:3", "square", "a4"])
def test_the_method_fills_its_slide_where_the_states_stand_on_their_own(shape: str) -> None:
    """Of all targets; its text, in up to 18 points, takes half of what the slide has for it, or more."""
    known = replace(compose(reader.load(ROOT)[0], Choice(), ON, words("en")), shape=shape)
    slide = next(
        one for one in Presentation(io.BytesIO(slides(known))).slides if one.shapes.title.text == "Method"
    )
    assert not any(one.has_table for one in slide.shapes)
    box = next(one for one in slide.shapes if one.has_text_frame and one.text_frame.text.startswith("Every"))
    told = [
        Line(one.text, one.runs[0].font.size.pt, "", after=one.space_after.pt)
        for one in box.text_frame.paragraphs
    ]
    wide, high = box.width / 914400, box.height / 914400
    assert high / 2 < height_of(told, Box(0, 0, wide, high)) <= high

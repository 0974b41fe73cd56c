"""The tables of slides: in every shape and language they end above the foot of the slide."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from tests.briefings import ON, ROOT, invented
from tests.hostile import sources
from tests.portfolio import goal, target
from tracker import reader
from tracker.charts.labels import width
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.slide_layout import Box
from tracker.export.slide_tables import CELL, count, even_pages, grown, pages, row_heights
from tracker.export.slides import slides
from tracker.language import LANGUAGES, words
from tracker.telling.blocks import Table, cell

INCH = 914400


def needed(table) -> float:
    """Return the height of a table in inches that its texts need in the widths of its columns."""
    high = 0.0
    for row in table.rows:
        most = 0.0
        for column, one in zip(table.columns, row.cells, strict=True):
            size = one.text_frame.paragraphs[0].runs[0].font.size.pt
            wide = 1.08 if one.text_frame.paragraphs[0].runs[0].font.bold else 1.04
            rows = count(one.text, size * wide, (column.width / INCH - 2 * CELL) * 72)
            most = max(most, rows * size * 1.22 / 72 + 0.05)
        high += max(most, row.height / INCH)
    return high


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", ["16:9", "4:3", "square", "a4"])
@pytest.mark.parametrize(
    ("portfolio", "ids"),
    [
        ("portfolios/eu-digital-decade", ("sme-dii",)),
        ("portfolios/nz-government-targets", ()),
    ],
)
def test_every_table_ends_above_the_foot(portfolio: str, ids: tuple, shape: str, language: str) -> None:
    """Also one with a single row, whose type may grow, and one beside a long note."""
    known = reader.load(ROOT / portfolio)[0]
    assert_above(replace(compose(known, Choice(ids=ids), ON, words(language)), shape=shape))


def test_bold_words_of_heads_and_states_are_measured_as_wide_as_they_run() -> None:
    """A state of four words takes three lines in a narrow column, not two."""
    assert_above(compose(reader.load(ROOT)[0], Choice(theme="science-and-innovation"), ON, words("de")))


def test_a_number_set_to_the_right_stands_off_from_the_words_after_it() -> None:
    """Between two columns lies at least one em of 14 points, the largest type of most tables."""
    known = reader.load(ROOT / "portfolios/nz-government-targets")[0]
    deck = Presentation(io.BytesIO(slides(compose(known, Choice(), ON, words("en")))))
    (one, *_) = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert (one.cell(1, 0).margin_right + one.cell(1, 1).margin_left) / 12700 >= 14


def test_a_number_and_its_unit_share_a_line() -> None:
    """There is room for "rund rund 27" and not for its per cent, so that the whole number takes a line."""
    assert count("rund rund 27\u00a0%", 10, width("rund rund 27", 10) + 1) == 2


def assert_above(briefing: Briefing) -> None:
    """Every table of a briefing ends above the foot of its slide."""
    deck = Presentation(io.BytesIO(slides(briefing)))
    for slide in deck.slides:
        foot = min(one.top for one in slide.placeholders if one.top > deck.slide_height / 2)
        for one in slide.shapes:
            if one.has_table:
                assert one.top / INCH + needed(one.table) <= foot / INCH, slide.shapes.title.text


def test_a_single_row_grows_no_further_than_its_box() -> None:
    """Sixty words of a note in 2 by 4 inches: at 10 points they fit, in larger type not all would."""
    table = Table(("Goal", "Note"), [(cell("90"), cell("word " * 60))], widths=(1, 3))
    box = Box(0, 0, 4, 2)
    size = grown(table, box, 10, 20)
    assert size < 20
    assert sum(row_heights(table, 4, size)) <= 2 < sum(row_heights(table, 4, size + 0.5))


def test_a_row_higher_than_a_slide_is_shortened() -> None:
    """A box of one inch takes the head and, after it, as many lines as 10 points allow; the rest is cut."""
    table = Table(("Goal", "Note"), [(cell("90"), cell("word " * 300))], widths=(1, 3))
    (piece,) = pages(table, Box(0, 0, 4, 1), 10)
    assert sum(row_heights(piece, 4, 10)) <= 1
    assert piece.rows[0][1].text.endswith("…")
    assert piece.rows[0][0].text == "90"


def test_a_piece_keeps_the_widths_with_which_it_was_measured() -> None:
    """Long words of other pieces made its columns what they are; without them its rows would run over."""
    long = "Verwaltungsvorgangsbearbeitung"
    rows = [(cell(long), cell(long), cell("wort " * 30))] + [
        (cell("wort " * 12), cell("ja"), cell("wort " * 18)) for _ in range(12)
    ]
    table = Table(("Ziel", "Stand", "Notiz"), rows, widths=(6, 1, 3))
    box = Box(0, 0, 5, 3)
    whole = [round(sum(row_heights(one, 5, 10)), 3) for one in pages(table, box, 10)]
    assert max(whole) <= 3
    assert len({one.widths for one in pages(table, box, 10)}) == 1
    assert all(
        sum(row_heights(one, 5, size)) <= 3 for found, size in [even_pages(table, box, 10)] for one in found
    )


@pytest.mark.parametrize("remark", ["", "One.\nTwo.\nThree.\nFour."])
def test_all_verdicts_stand_in_one_place(remark: str) -> None:
    """What the first slide has whole is not told again, and what it has no room for has slides of its own."""
    seen = set()
    for count_of in range(4, 32, 3):
        many = [target(id=f"t{at}", goals=[goal(at_least=60, by=2030)]) for at in range(count_of)]
        made = replace(invented(many, sources()), remark=remark)
        first, *others = Presentation(io.BytesIO(slides(made))).slides
        rows = [len(one.table.rows) - 1 for one in first.shapes if one.has_table]
        again = any(one.shapes.title.text.startswith(words("en")("export.overview")) for one in others)
        assert again == (rows != [count_of]), (count_of, rows)
        seen.add(again)
    assert seen == {True, False}

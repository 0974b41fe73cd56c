"""PowerPoint: a finding a slide, tables that fit, sources last, nothing that is not wanted."""

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook
from pptx.util import Emu

from tests.briefings import EARLIER, ON, briefing, few, invented, portfolio, squeezed
from tests.decks import SITE, charts, deck, opened, whole, words_on
from tests.hostile import groups, sources, targets
from tracker.charts.labels import width as text_width
from tracker.charts.labels import wrap
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.edition import edition
from tracker.export.findings import grouped, is_silent
from tracker.export.foreign import foreign, pieces
from tracker.export.slide_layout import Box, Line, fitted
from tracker.export.slides import slides
from tracker.language import LANGUAGES, words


def own_slides(data: bytes, made: Briefing) -> dict:
    """Return for each target the slide whose notes cite it."""
    found, sections = {}, edition(made).sections
    for slide in opened(data).slides:
        spoken = squeezed(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""
        for section in sections:
            if squeezed(section.citation) in spoken:
                found[section.id] = slide
    return found


def test_summary_first_one_target_a_slide_sources_last() -> None:
    """The title of the first slide is the finding; each target has its slide, in order; sources come last."""
    made = briefing(few(), since=EARLIER, site=SITE, remark="First.\nSecond.")
    content = edition(made)
    shown = list(opened(deck()).slides)
    assert shown[0].shapes.title.text == content.headline
    assert "First." in words_on(shown[0])
    own = own_slides(deck(), made)
    assert set(own) == {section.id for section in content.sections}
    alone = [
        own[section.id].slide_id
        for section in content.sections
        if section.id not in grouped(made.assessments)
    ]
    assert alone == sorted(alone)
    assert shown[-1].shapes.title.text.startswith(content.sources.title)


@pytest.mark.parametrize(("language", "shape"), [*((one, "16:9") for one in LANGUAGES), ("de", "4:3")])
def test_the_title_of_a_slide_is_its_finding_in_two_lines(language: str, shape: str) -> None:
    """State, latest figure and goal: two lines at 24 points, a little less on a narrow slide."""
    made = briefing((), language, shape=shape)
    content = edition(made)
    own = own_slides(whole(language) if shape == "16:9" else slides(made), made)
    for section, assessment in zip(content.sections, made.assessments, strict=True):
        if section.id in grouped(made.assessments):
            continue
        slide = own[section.id]
        title, known = slide.shapes.title, words_on(slide)
        room = (title.width / 914400 - 0.1) * 72
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        assert size == 24 if shape == "16:9" else 18 <= size <= 24, title.text
        assert len(wrap(title.text, size * 1.06, room)) <= 2, title.text
        assert squeezed(section.title) in known
        if assessment.latest and not assessment.parts:
            for text in (section.label, made.wording.latest(assessment)):
                assert squeezed(text).casefold() in known.casefold(), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_type_is_under_ten_points_and_no_word_is_broken(language: str) -> None:
    """Whatever is written on a slide has at least 10 points, and each word of a table fits its column."""
    for slide in opened(whole(language)).slides:
        for size in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
            assert int(size.get("sz", "1000")) >= 1000
        for shape in slide.shapes:
            if getattr(shape, "has_table", False) and shape.has_table:
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        run = cell.text_frame.paragraphs[0].runs
                        if run and "http" not in cell.text:
                            room = (column.width / 914400 - 0.14) * 72 + 1
                            longest = max(re.split(r"[^\S\u00a0\u202f]+|(?<=[-–/])", cell.text), key=len)
                            assert text_width(longest, run[0].font.size.pt) <= room, longest


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_verdict_is_on_its_slide(language: str) -> None:
    """State and verdict stand on the slide of each target, in both languages."""
    made = briefing(few(), language, EARLIER, site=SITE, remark="First.\nSecond.")
    own = own_slides(deck(language), made)
    for section in edition(made).sections:
        shown = words_on(own[section.id])
        if section.id not in grouped(made.assessments):
            assert squeezed(section.label) in shown
            assert squeezed(section.verdict) in shown


def test_targets_without_a_figure_share_a_slide() -> None:
    """What nobody has published is one table with what was promised, not a slide for each."""
    made = briefing(())
    silent = [one for one in made.assessments if is_silent(one)]
    assert len(silent) > 1
    named = [
        slide
        for slide in opened(whole("en")).slides
        if slide.shapes.title.text == "What nobody has published"
    ]
    assert named
    shown = "".join(words_on(slide) for slide in named)
    for one in silent:
        assert squeezed(made.words.text(one.title)) in shown


@pytest.mark.parametrize("language", ["en", "vi", "de"])
@pytest.mark.parametrize("theme", sorted({one.theme for one in portfolio().targets.values()}))
def test_no_slide_of_a_theme_leaves_its_lower_half_empty(theme: str, language: str) -> None:
    """A picture or a table reaches below the middle of every slide, by at least an inch."""
    made = compose(portfolio(), Choice(theme=theme), ON, words(language))
    deck = opened(slides(made))
    for slide in deck.slides:
        filled = [
            shape.top + (sum(row.height for row in shape.table.rows) if shape.has_table else shape.height)
            for shape in slide.shapes
            if getattr(shape, "has_table", False) or getattr(shape, "has_chart", False)
        ]
        assert max(filled) >= deck.slide_height / 2 + Emu(914400), slide.shapes.title.text


def test_targets_of_which_there_is_nothing_to_draw_share_one_slide_where_they_have_room() -> None:
    """One without a figure and one with a single figure stand below each other, each in a table."""
    made = compose(portfolio(), Choice(theme="digital-government"), ON, words("en"))
    shared = [
        slide
        for slide in opened(slides(made)).slides
        if slide.shapes.title.text == "What nobody has published"
    ]
    assert [sum(shape.has_table for shape in slide.shapes) for slide in shared] == [2]
    assert "Onefigure,nogoal" in words_on(shared[0])


def test_speaker_notes_carry_the_method_every_table_and_every_source() -> None:
    """What does not fit on the slide is in the notes: arithmetic, open questions, documents, citation."""
    made = briefing(few(), since=EARLIER, site=SITE, remark="First.\nSecond.")
    own = own_slides(deck(), made)
    for section in edition(made).sections:
        spoken = squeezed(own[section.id].notes_slide.notes_text_frame.text)
        for line in (*section.method, section.cited, section.citation):
            assert squeezed(line) in spoken, line
        for table in section.tables:
            for row in table.rows:
                assert all(squeezed(cell.text) in spoken for cell in row), (section.id, table.name)


def test_every_source_is_listed_with_its_address() -> None:
    """The slides at the end hold each cited document, its address as a link and written out in the notes."""
    made = briefing(few(), since=EARLIER)
    last = [one for one in opened(deck()).slides if one.shapes.title.text.startswith("Sources")]
    shown = "".join(words_on(slide) for slide in last)
    spoken = "".join(squeezed(slide.notes_slide.notes_text_frame.text) for slide in last)
    linked = {link.target_ref for slide in last for link in slide.part.rels.values() if link.is_external}
    for *told, address in edition(made).sources.rows:
        assert all(squeezed(cell.text) in shown for cell in told if cell.text != "–")
        assert not address.link or (address.link in linked and address.link in spoken)
    targets_of = {
        relation.target_ref
        for slide in opened(deck()).slides
        for relation in slide.part.rels.values()
        if relation.is_external
    }
    allowed = {record.url for record in portfolio().sources.values()}
    assert {one for one in targets_of if one not in allowed} == {
        one for one in targets_of if one.startswith("https://tracker.example.org/")
    }


def test_nothing_leaves_the_slide_and_no_placeholder_is_empty() -> None:
    """Every shape lies on the sheet, tables included, and there is no 'Click to add'."""
    for data in (deck(), deck("vi"), whole("vi")):
        show = opened(data)
        wide, high = show.slide_width, show.slide_height
        assert round(wide / high, 3) == round(16 / 9, 3)
        for slide in show.slides:
            for shape in slide.shapes:
                assert shape.left >= -Emu(100000), shape.name
                assert shape.top >= 0, shape.name
                assert shape.left + shape.width <= wide, (slide.shapes.title.text, shape.name)
                assert shape.top + shape.height <= high, (slide.shapes.title.text, shape.name)
                assert not (shape.is_placeholder and not shape.text_frame.text)


def test_properties_name_the_product_and_the_day_of_assessment() -> None:
    """No author of a template, no thumbnail, no moment of writing."""
    properties = opened(deck()).core_properties
    assert (properties.author, properties.last_modified_by) == ("Policy Target Tracker",) * 2
    assert properties.created.date() == properties.modified.date() == ON
    assert properties.title == "Policy targets: briefing"
    names = zipfile.ZipFile(io.BytesIO(deck())).namelist()
    assert not any("thumbnail" in name for name in names)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    """Slides can be built again and compared; the charts' workbooks are no exception."""
    again = slides(briefing(few(), "en", EARLIER, site=SITE, remark="First.\nSecond."))
    assert again == deck()


@pytest.mark.parametrize("made", [targets(), groups()], ids=["titles", "parts"])
def test_hostile_texts_come_out_literally(made: list) -> None:
    """Titles, parts and notes are texts: no formula in a chart's workbook, no link, nothing lost."""
    nasty: Briefing = invented(made, sources())
    data = slides(nasty)
    shown = [words_on(slide) for slide in opened(data).slides]
    for section in edition(nasty).sections:
        assert any(squeezed(section.title)[:60] in text for text in shown), section.title
    for chart in charts(data):
        book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert all(
            cell.data_type != "f" and not cell.hyperlink for row in book.active.iter_rows() for cell in row
        )
        names = [cell.value for cell in book.active["A"]][1:]
        if isinstance(names[0], str) and book.active["B1"].value == words("en")("export.chart.promised"):
            assert names == [
                edition(nasty).sections[0].tables[0].rows[at][0].text for at in range(len(names))
            ]
    for slide in opened(data).slides:
        assert not any(relation.is_external for relation in slide.part.rels.values())


def test_long_text_shrinks_and_is_cut_in_the_end() -> None:
    """A paragraph far too long for its box ends in an ellipsis at the smallest size, never outside."""
    box = Box(0, 0, 3, 0.5)
    short = fitted([Line("Short", 14, "#000000")], box, 9)
    assert [(line.text, line.size) for line in short] == [("Short", 14)]
    long = fitted([Line("word " * 400, 14, "#000000")], box, 9)
    assert long[0].text.endswith("…")
    assert long[0].size == 9


def test_what_stays_english_on_a_german_slide_is_marked_as_english() -> None:
    """Definitions that nobody translated are read aloud as English, all around them as German."""
    made = briefing((), "de")
    spoken: dict[str, set[str]] = {}
    for slide in opened(whole("de")).slides:
        for run in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
            text, look = run.find("./{*}t").text or "", run.find("./{*}rPr")
            spoken.setdefault(look.get("lang"), set()).add(text)
    assert set(spoken) == {"de-DE", "en-GB"}
    known = foreign(made)
    assert all(pieces(text, known) in ([text], []) for text in spoken["de-DE"])
    marked = squeezed("".join(spoken["en-GB"]))
    plain = squeezed("\n".join(spoken["de-DE"]))
    drawn = [one for one in made.assessments if len(one.series) > 2 and one.kind == "indicator"]
    assert len(drawn) > 10
    for one in drawn:
        meaning = made.portfolio.targets[one.id].measure.definition
        if "de" not in meaning:
            assert squeezed(meaning["en"])[:30] in marked
            assert squeezed(meaning["en"])[:30] not in plain


def test_a_single_step_fills_its_slide_and_no_column_says_nothing() -> None:
    """A table of one step takes two fifths of the slide; where nothing has a pace, no column is for it."""
    slide = list(opened(slides(briefing(("sme-programme", "digital-laws")))).slides)
    tables = [shape for one in slide for shape in one.shapes if shape.has_table]
    step = next(one for one in tables if len(one.table.rows) == 2)
    assert step.height > 0.4 * Emu(opened(deck()).slide_height)
    overview = [cell.text for cell in tables[0].table.rows[0].cells]
    assert overview == ["Target", "State", "Latest figure", "Goal"]

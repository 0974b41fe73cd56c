"""PowerPoint: native charts with their data, tables that fit, sources last, nothing that is not wanted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from tests.briefings import EARLIER, ON, ROOT, briefing, few, invented, portfolio, squeezed
from tests.hostile import groups, sources, targets
from tests.portfolio import figures, goal, source, target
from tracker import reader
from tracker.charts.labels import width as text_width
from tracker.charts.labels import wrap
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.edition import edition
from tracker.export.findings import grouped, is_silent
from tracker.export.foreign import foreign, pieces
from tracker.export.native import day_at
from tracker.export.native_notes import Ink, Note, Plot, placed, shift
from tracker.export.slide_layout import Box, Line, fitted
from tracker.export.slides import slides
from tracker.language import LANGUAGES, words
from tracker.scalars import year_point

SITE = "https://tracker.example.org"


@lru_cache
def whole(language: str) -> bytes:
    """Return the slides of all targets."""
    return slides(briefing((), language))


@lru_cache
def deck(language: str = "en") -> bytes:
    """Return the slides of the few targets."""
    return slides(briefing(few(), language, EARLIER, site=SITE, remark="First.\nSecond."))


def opened(data: bytes):
    """Return the presentation in a file."""
    return Presentation(io.BytesIO(data))


def words_on(slide) -> str:
    """Return every text on a slide, without blanks."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return squeezed("\n".join(found))


def charts(data: bytes) -> Iterator:
    """Yield every chart of a file."""
    for slide in opened(data).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart


def embedded(chart) -> list[list[object]]:
    """Return the rows of the workbook behind a chart."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


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
    """The slides at the end hold each cited document, and link to addresses of the data alone."""
    made = briefing(few(), since=EARLIER)
    shown = "".join(words_on(slide) for slide in opened(deck()).slides)
    for row in edition(made).sources.rows:
        for cell in row:
            assert squeezed(cell.text) in shown
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


def test_charts_carry_the_figures_of_the_assessment() -> None:
    """The observed line of the first target is its counted figures, day by day, and the goals are marked."""
    made = briefing(few())
    first = made.assessments[0]
    rows = next(rows for chart in charts(deck()) if isinstance((rows := embedded(chart))[1][0], datetime))
    head = rows[0]
    observed = [at for at, name in enumerate(head) if str(name).startswith("Observed")]
    values = {row[0].date(): row[at] for row in rows[1:] for at in observed if row[at] is not None}
    assert values == {point.period.last: float(point.value) for point in first.series}
    assert first.goal is not None
    assert first.goal.by is not None
    goals = [at for at, name in enumerate(head) if name in ("Goals", "Further goals")]
    due = next(row for row in rows[1:] if row[0].date() == first.goal.by.last)
    assert float(first.goal.low if first.goal.low is not None else first.goal.high) in [
        due[at] for at in goals
    ]


def test_the_workbook_behind_a_chart_is_what_the_chart_shows() -> None:
    """Names, categories and values that the file caches are those of the embedded workbook, cell by cell."""
    seen = 0
    for chart in charts(whole("vi")):
        rows = embedded(chart)
        plot = chart.plots[0]
        series = list(plot.series)
        assert rows[0][1:] == [one.name for one in series]
        columns = list(zip(*[row[1:] for row in rows[1:]], strict=True))
        assert [list(one.values) for one in series] == [list(column) for column in columns]
        sheet = chart._chartSpace.xpath(".//c:f")
        assert all(re.fullmatch(r"Sheet1!\$[A-Z]\$\d+(:\$[A-Z]\$\d+)?", one.text) for one in sheet)
        seen += 1
    assert seen > 20


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


def test_a_line_with_a_single_day_is_no_chart() -> None:
    """One figure and no dated goal: the number is written large, and nothing is drawn."""
    single = target(observations=figures({2024: 41}), goals=[goal(at_least=50)])
    data = slides(invented([single], {name: source(name, "2020-01-15") for name in ("plan", "office")}))
    assert list(charts(data)) == []
    assert any("41(2024)" in words_on(slide) for slide in opened(data).slides)


def test_goals_of_the_same_day_both_show() -> None:
    """Two acts promise 60 and 70 by 2030: both values are in the workbook behind the chart."""
    both = target(
        goals=[goal(at_least=60, by=2030), goal(at_least=70, by=2030, source="office")],
        observations=figures({2020: 10, 2024: 30}),
    )
    data = slides(invented([both], {name: source(name, "2020-01-15") for name in ("plan", "office")}))
    last = [embedded(chart)[-1] for chart in charts(data)]
    assert any({60, 70} <= set(row) for row in last)


@pytest.mark.parametrize("year", [2030.0, 2025.5, 2024.25, 2023 + 11 / 12])
def test_places_on_the_time_axis_become_days_again(year: float) -> None:
    """2030.0 is 31 December 2030, 2025.5 is 30 June 2026: the inverse of the axis of the method."""
    assert year_point(day_at(year)) == pytest.approx(year, abs=1e-9)


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
    assert all(pieces(text, foreign(made)) in ([text], []) for text in spoken["de-DE"])
    marked = squeezed("".join(spoken["en-GB"]))
    plain = squeezed("\n".join(spoken["de-DE"]))
    drawn = [one for one in made.assessments if len(one.series) > 2 and one.kind == "indicator"]
    assert len(drawn) > 10
    for one in drawn:
        meaning = made.portfolio.targets[one.id].measure.definition
        if "de" not in meaning:
            assert squeezed(meaning["en"])[:30] in marked
            assert squeezed(meaning["en"])[:30] not in plain


def test_a_note_covers_no_mark_and_nothing_that_stands_at_the_axis() -> None:
    """The diamond of a goal lies where the latest figure would be written above, a tick beside the first."""
    first, latest, last = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    plot = Plot((first, last), (0, 100), 300, 200, 100)
    line, goal = Ink([(first, 45), (latest, 44)]), Ink([(latest, 50)], is_line=False, is_marked=True)
    notes = [Note(latest, 44, "44\n2025", 12), Note(first, 45, "45", sides=("above", "below"), needed=False)]

    def sides(*drawn: Ink, ticks: tuple[tuple[float, str], ...] = ()) -> list[str]:
        return [side for _, side in placed(notes, drawn, plot, ticks)]

    assert sides(line) == ["above", "above"]
    assert sides(line, goal, ticks=((50, "50%"),)) == ["below", "below"]


def test_a_note_that_must_cover_something_covers_the_least() -> None:
    """A path touches the words below less than those at the right; at a steep one only a corner is free."""
    first, middle, last = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    plot = Plot((first, last), (0, 100), 300, 200, 100)
    note = Note(middle, 50, "at least 50 of all\nby 2025", 12, sides=("right", "below"))
    flat, up, down = (Ink([(first, low), (last, 100 - low)]) for low in (40, 0, 100))
    levels = [Ink([(first, level), (last, level)]) for level in range(0, 101, 4)]

    def sides(wanted: Note, *drawn: Ink) -> list[str]:
        return [side for _, side in placed([wanted], drawn, plot)]

    assert sides(note, flat) == ["below"]
    assert sides(note, up) == ["above-left"]
    assert sides(note, up, down) == ["above-up-up"], "where two lines cross, further off"
    assert sides(note, *levels)[0] in note.sides, "where all is covered, in a place of its own"
    pace = replace(note, day=first, marked=False)
    found = placed([note, pace], levels, plot)
    assert [one for one, _ in found] == [note], "the name of a line is left to the sentence above"
    assert sides(replace(note, needed=False), up) == []


def test_a_note_at_the_end_of_a_line_without_a_mark_stands_closer_to_it() -> None:
    """A rising line passes below words 7 points off, at a mark, but through those 3 points off."""
    first, end, last = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    plot = Plot((first, last), (0, 100), 300, 200, 100)
    line = Ink([(first, 40), (end, 50)])
    note = Note(end, 50, "50 if the pace\ncontinues", 12, sides=("below", "right"))
    assert placed([note], [line], plot) == [(note, "below")]
    bare = replace(note, marked=False)
    assert placed([bare], [line], plot) == [(bare, "right")]


def test_long_words_of_a_goal_are_broken_where_they_leave_the_chart() -> None:
    """A goal of New Zealand says what it is counted from; no line is wider than the room at the right."""
    known = reader.load(ROOT / "portfolios" / "nz-government-targets")[0]
    made = compose(known, Choice(ids=("youth-offending",)), ON, words("vi"))
    chart = [one for slide in opened(slides(made)).slides for one in slide.shapes if one.has_chart][-1]
    rows = [
        "".join(run.text for run in row.iter(qn("a:t"))) for row in chart.chart._chartSpace.iter(qn("a:p"))
    ]
    assert any("15%" in row for row in rows)
    assert max(text_width(row, 11) for row in rows) <= 134


def test_a_single_step_fills_its_slide_and_no_column_says_nothing() -> None:
    """A table of one step takes two fifths of the slide; where nothing has a pace, no column is for it."""
    slide = list(opened(slides(briefing(("sme-programme", "digital-laws")))).slides)
    tables = [shape for one in slide for shape in one.shapes if shape.has_table]
    step = next(one for one in tables if len(one.table.rows) == 2)
    assert step.height > 0.4 * Emu(opened(deck()).slide_height)
    overview = [cell.text for cell in tables[0].table.rows[0].cells]
    assert overview == ["Target", "State", "Latest figure", "Goal"]


def test_standings_of_one_colour_are_parted() -> None:
    """Two greys beside each other would be one bar: a line of the paper stands between them."""
    (chart,) = (one.chart for one in opened(whole("en")).slides[0].shapes if one.has_chart)
    assert {str(one.format.line.color.rgb) for one in chart.plots[0].series} == {"FFFFFF"}


def test_a_note_between_two_lines_that_part_stands_half_above_its_mark() -> None:
    """A rising path leaves no room above, a projection none at the right: above the one, below the other."""
    first, middle, last = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    plot = Plot((first, last), (0, 100), 300, 200, 100)
    path, pace = Ink([(first, 24), (middle, 62), (last, 100)]), Ink([(first, 44.5), (last, 44.5)])
    note = Note(middle, 50, "at least 50\nby 2025", 12, sides=("right", "above", "below", "left"))
    assert placed([note], [path, pace], plot) == [(note, "right-up")]
    assert shift(note, "up") == pytest.approx((0, -14.4)), "two lines of 12 points at 1.2: half of 28.8"


def test_so_many_parts_that_their_bars_would_cover_each_other_are_a_table() -> None:
    """Forty levels are told in words; four levels are bars."""
    for count, drawn in ((4, 1), (40, 0)):
        tiers = [
            {"id": f"l{at}", "title": {"en": f"Level {at}"}, "goals": [goal(at_least=at + 1, by=2030)]}
            for at in range(count)
        ]
        made = invented([target("tiers", id="levels", nesting="exclusive", tiers=tiers)], sources())
        bars = [chart for chart in charts(slides(made)) if "Level 0" in list(chart.plots[0].categories)]
        assert len(bars) == drawn

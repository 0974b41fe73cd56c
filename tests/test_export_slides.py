"""PowerPoint: native charts with their data, tables that fit, sources last, nothing that is not wanted."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu

from tests.briefings import EARLIER, ON, briefing, few, invented, portfolio, squeezed
from tests.hostile import groups, sources, targets
from tests.portfolio import figures, goal, source, target
from tracker.export.briefing import Briefing
from tracker.export.edition import edition
from tracker.export.native import day_at
from tracker.export.plates import Box, Line, fitted
from tracker.export.slides import slides
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


def test_summary_first_one_target_a_slide_sources_last() -> None:
    """The first slide has the headline, each target one slide in the chosen order, the last one sources."""
    made = briefing(few(), since=EARLIER)
    content = edition(made)
    titles = [slide.shapes.title.text for slide in opened(deck()).slides]
    assert titles[0] == content.title
    own = [title for title in titles if title in {section.title for section in content.sections}]
    assert own == [section.title for section in content.sections]
    assert titles[-1].startswith(content.sources.title)
    assert squeezed(content.headline) in words_on(opened(deck()).slides[0])
    assert "First." in words_on(opened(deck()).slides[0])


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_verdict_with_its_figure_and_goal_is_on_its_slide(language: str) -> None:
    """State, verdict, latest figure and goal stand on the slide of each target, in both languages."""
    by_title = {slide.shapes.title.text: words_on(slide) for slide in opened(deck(language)).slides}
    for section in edition(briefing(few(), language)).sections:
        shown = by_title[section.title]
        assert squeezed(section.label) in shown
        assert squeezed(section.verdict) in shown
        for _, cell in section.facts:
            assert squeezed(cell.text) in shown, (section.id, cell.text)


def test_speaker_notes_carry_the_method_every_table_and_every_source() -> None:
    """What does not fit on the slide is in the notes: arithmetic, open questions, documents, citation."""
    notes = {
        slide.shapes.title.text: squeezed(slide.notes_slide.notes_text_frame.text)
        for slide in opened(deck()).slides
        if slide.has_notes_slide
    }
    for section in edition(briefing(few(), since=EARLIER, site=SITE)).sections:
        spoken = notes[section.title]
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
    chart = next(charts(deck()))
    rows = embedded(chart)
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
        if isinstance(names[0], str):
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
    last = embedded(next(charts(data)))[-1]
    assert {60, 70} <= set(last)


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

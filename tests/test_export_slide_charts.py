"""Charts on slides: native, with the figures of the assessment, and with notes that cover no mark."""

import io
import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from pptx.oxml.ns import qn

from tests.briefings import ON, ROOT, briefing, few, invented
from tests.decks import charts, deck, opened, whole, words_on
from tests.hostile import sources
from tests.portfolio import figures, goal, source, target
from tracker import reader
from tracker.charts.labels import width as text_width
from tracker.export.briefing import Choice, compose
from tracker.export.native import day_at
from tracker.export.native_notes import Ink, Note, Plot, placed, shift
from tracker.export.slides import slides
from tracker.language import LANGUAGES, words
from tracker.scalars import year_point
from tracker.style import LIGHT


def embedded(chart) -> list[list[object]]:
    """Return the rows of the workbook behind a chart."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


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


def test_the_key_of_a_chart_has_the_dotted_edges_of_a_band_and_no_shade() -> None:
    """A native chart draws the band of four of five outcomes as two dotted lines."""
    told = "".join(words_on(slide) for slide in opened(whole("en")).slides)
    assert "┈wherefouroffive" in told
    assert "▒" not in told


def test_the_axis_of_a_short_time_writes_days_as_the_language_does() -> None:
    """1 May 2025 is 01.05.2025 in German and 1. mai 2025 in Norwegian; points are text."""
    short = target(
        observations=figures({"2025-05": 10, "2025-08": 20}), goals=[goal(at_least=60, by="2026-01")]
    )
    made, found = invented([short], sources()), {}
    for language in LANGUAGES:
        some = charts(slides(replace(made, words=words(language))))
        chart = next(one for one in some if len(one.plots[0].series) > 2)
        found[language] = chart.category_axis.tick_labels.number_format
    assert found == {
        "en": "[$-809]d mmm yyyy",
        "vi": '[$-42A]dd"/"mm"/"yyyy',
        "de": '[$-407]dd"."mm"."yyyy',
        "nb": '[$-414]d"." mmm yyyy',
        "sv": "[$-41D]d mmm yyyy",
    }


@pytest.mark.parametrize("year", [2030.0, 2025.5, 2024.25, 2023 + 11 / 12])
def test_places_on_the_time_axis_become_days_again(year: float) -> None:
    """2030.0 is 31 December 2030, 2025.5 is 30 June 2026: the inverse of the axis of the method."""
    assert year_point(day_at(year)) == pytest.approx(year, abs=1e-9)


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


def test_the_words_of_a_goal_stand_nearest_to_its_own_mark() -> None:
    """At least 90 and at least 82 are 16 points apart: words of two lines below 90 would be read as 82."""
    first, middle, last = date(2020, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
    plot = Plot((first, last), (0, 100), 300, 200, 100)
    upper = Note(middle, 90, "at least 90\nby 2025", 12, sides=("below", "right"), told="90")
    lower = replace(upper, value=82, text="82", told="82")
    assert placed([upper], [], plot) == [(upper, "below")]
    assert placed([upper, lower], [], plot) == [(upper, "right"), (lower, "below")]
    upper = replace(upper, sides=("below",), needed=False)
    assert placed([upper, lower], [], plot) == [(lower, "below")], "told above the chart"


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


@pytest.mark.parametrize("due", [2030, 2025])
def test_the_mean_of_a_year_is_written_as_what_was_observed(due: int) -> None:
    """15, 25, 35 and 45 make 30 in 2025: bold, in the colour of figures, whether or not a pace is drawn."""
    values = {f"{year}-Q{at}": 10 * at + year - 2020 for year in (2024, 2025) for at in (1, 2, 3, 4)}
    quarterly = target(
        observations=figures(values),
        goals=[goal(at_least=60, by=due)],
        measure={"frequency": "quarter", "seasonal": True},
    )
    chart = list(charts(slides(invented([quarterly], sources()))))[-1]
    found = [[*one.iter(qn("a:r"))] for one in chart._chartSpace.iter(qn("c:dLbl"))]
    (runs,) = [some for some in found if "mean of" in "".join(run.findtext(qn("a:t")) for run in some)]
    assert runs[0].findtext(qn("a:t")) == "30.0"
    assert {run.find(qn("a:rPr")).get("b") for run in runs} == {"1"}
    inks = {one.get("val") for run in runs for one in run.iter(qn("a:srgbClr"))}
    assert inks == {LIGHT.observed.lstrip("#").upper()}

"""A target whose goals stand in its series is judged, counted, awaited and named by those."""

from datetime import date
from pathlib import Path

import pytest

from tests import decks, told
from tests.shelf import ON, laid, sound, verdict
from tracker import attention, board, counting, meaning, report
from tracker.board import entries
from tracker.export.briefing import Choice, compose
from tracker.export.edition import edition
from tracker.export.slides import slides
from tracker.judging.rule import DEFAULT
from tracker.language import LANGUAGES, words
from tracker.model import Portfolio
from tracker.telling import compare, front, overview
from tracker.telling.missing import missing
from tracker.wording import Wording

REGIONS = """\
dimensions:
  region:
    title: {en: Region}
    members: {north: {title: {en: North}}, south: {title: {en: South}}, east: {title: {en: East}}}
"""
MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: year, bounds: [0, 100]}\n"
OWN = "goals: [{at_least: 75, by: 2035, source: plan}]\n"
SAID = "in 3 series, due 2025 to 2030"


def entry(region: str, goal: str, *figures: int) -> str:
    """Return a series with figures of 2020 and 2025."""
    seen = (
        f"{{period: {year}, value: {value}, source: data}}"
        for year, value in zip((2020, 2025), figures, strict=False)
    )
    known = f"observations: [{', '.join(seen)}]" if figures else ""
    return f"  - {{of: {{region: {region}}}, goals: {goal}, {known}}}\n"


def floor(value: int, by: object) -> str:
    """Return the goals of a series."""
    return f"[{{at_least: {value}, by: {by}, source: plan}}]"


SERIES = (
    "series:\n"
    + entry("north", floor(70, 2030), 40, 58)
    + entry("south", floor(60, 2025), 40, 48)
    + entry("east", floor(60, "2027-03"), 40, 50)
)
"""North is on track (18 of 30 points in half of the time), South missed its goal, East is behind."""


@pytest.fixture
def split(tmp_path: Path) -> Portfolio:
    """Return a portfolio with one target, whose goals stand in its series."""
    return sound(laid(tmp_path, REGIONS, split=MEASURE + SERIES))


def test_goals_of_series_are_a_promise_whose_next_deadline_is_the_nearest_that_is_open(
    split: Portfolio,
) -> None:
    """South was due in 2025, East is due next; the target is missed as its worst series is."""
    found = verdict(split, "split")
    groups = counting.groups([found])
    assert [name for name in counting.GROUPS if groups[name]] == ["promises", "judged", "behind"]
    assert board.deadline(found) == date(2027, 3, 31)
    assert board.deadline(verdict(split, "split", date(2031, 6, 30))) == date(2030, 12, 31)


def test_a_series_that_has_met_its_goal_is_not_due_next(tmp_path: Path) -> None:
    """East has 61 of 60 for March 2027: what is due next is North, at the end of 2030."""
    series = (
        "series:\n" + entry("north", floor(70, 2030), 40, 58) + entry("east", floor(60, "2027-03"), 40, 61)
    )
    portfolio = sound(laid(tmp_path, REGIONS, split=MEASURE + series))
    assert board.deadline(verdict(portfolio, "split")) == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", SAID),
        ("vi", "theo 3 chuỗi số liệu, hạn năm 2025 đến năm 2030"),
        ("de", "in 3 Reihen, Frist 2025 bis 2030"),
        ("nb", "i 3 serier, frist 2025 til 2030"),
        ("sv", "i 3 serier, tidsfrist 2025 till 2030"),
    ],
)
def test_the_promise_is_told_by_its_series(split: Portfolio, language: str, said: str) -> None:
    """Where three goals differ, no one of them is called that of the target, and none is not said."""
    wording = Wording(words(language), split.vocabulary.units)
    assert wording.promise(verdict(split, "split")) == said


def test_a_goal_that_all_series_share_is_named(tmp_path: Path) -> None:
    """Two series with 60 by 2030 each promise what can be said in one; a third without any does not."""
    two = "series:\n" + "".join(entry(one, floor(60, 2030), 40, 48) for one in ("north", "south"))
    third = "  - {of: {region: east}, observations: [{period: 2025, value: 50, source: data}]}\n"
    portfolio = sound(laid(tmp_path, REGIONS, two=MEASURE + two, three=MEASURE + two + third))
    wording = Wording(words("en"), portfolio.vocabulary.units)
    assert wording.promise(verdict(portfolio, "two")) == "at least 60% by 2030"
    assert wording.promise(verdict(portfolio, "three")) == "in 2 series, due 2030"


def test_what_needs_attention_is_the_series(split: Portfolio) -> None:
    """South missed 60 % within the year: it is named with its own figure and goal."""
    matters = attention.matters(entries([verdict(split, "split")]), ON, ())
    assert [(one.entry.path, one.reason) for one in matters] == [("split/region=south", "missed")]


def test_every_page_says_the_same(split: Portfolio, tmp_path: Path) -> None:
    """Front, board, target, comparison and the table of the terminal know the goals of the series."""
    opening = told.page(tmp_path, front.front)
    assert "1 promise with a deadline" in opening
    assert "Share: South at least 60% by 2025; latest 48% (2025)" in opening
    assert "31 Mar 2027 Share" in opening
    assert "without a goal" not in opening
    board_page = told.page(tmp_path, lambda seen: overview.listed(seen.entries, seen))
    assert f"48% to 58% goals {SAID}" in board_page
    assert f"Goal {SAID}" in told.of_target(tmp_path, "split")
    placed = told.page(tmp_path, lambda seen: compare.compare(seen, {}))
    assert "Share: East ◆ Slightly off track 50% 80% at least 60% by Mar 2027" in placed
    chosen = told.page(tmp_path, lambda seen: compare.compare(seen, {"ids": "split"}))
    assert "Share: North ▲ On track 60% 50%" in chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_a_terminal_has_room_for_the_years(split: Portfolio, language: str) -> None:
    """The column has room for 34 signs: no deadline is cut, and the title is not told a second time."""
    wording = Wording(words(language), split.vocabulary.units)
    line = report.table([verdict(split, "split")], wording, split).splitlines()[2]
    assert line.endswith(f"  {wording.words.count('goal.series', 3)}, 2025–2030")


def test_an_own_goal_that_no_series_shares_is_not_called_judged(tmp_path: Path) -> None:
    """The state is that of the series; 75 % by 2035 is judged as soon as North has it too."""
    shared = SERIES.replace(floor(70, 2030), "[{at_least: 75, by: 2035, source: plan}]")
    portfolio = sound(laid(tmp_path, REGIONS, apart=MEASURE + OWN + SERIES, shared=MEASURE + OWN + shared))
    content = edition(compose(portfolio, Choice(), ON, words("en")))
    tables = {one.id: next(two for two in one.tables if two.name == "goals") for one in content.sections}
    assert [cell.text for cell in tables["apart"].rows[0]][1:3] == ["not judged", "Insufficient data"]
    assert [cell.text for cell in tables["shared"].rows[0]][1:3] == ["judged now", "On track"]
    assert "at least 75% by 2035 not judged" in told.of_target(tmp_path, "apart")


def test_a_slide_shows_the_series_the_worst_first(tmp_path: Path) -> None:
    """Each has goal, figure and state, also where a goal of its own stands in a table too."""
    portfolio = sound(laid(tmp_path, REGIONS, split=MEASURE + OWN + SERIES))
    shown = decks.opened(slides(compose(portfolio, Choice(), ON, words("en")))).slides[1]
    (table,) = [one.table for one in shown.shapes if one.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Part", "Goal", "Latest figure", "State"],
        ["South", "at least 60% by 2025", "48% (2025)", "Missed"],
        ["East", "at least 60% by Mar 2027", "50% (2025)", "Slightly off track"],
        ["North", "at least 70% by 2030", "58% (2025)", "On track"],
    ]


def test_a_briefing_names_the_goals_that_the_verdict_was_taken_from(tmp_path: Path) -> None:
    """Missed is South against its 60 % by 2025, and says nothing of the target's own 75 % by 2035."""
    portfolio = sound(laid(tmp_path, REGIONS, split=MEASURE + OWN + SERIES))
    found = verdict(portfolio, "split")
    content = edition(compose(portfolio, Choice(), ON, words("en")))
    assert [cell.text for cell in content.overview.rows[0]][1:4] == ["Missed", "48% to 58%", SAID]
    assert board.deadline(found) == date(2027, 3, 31)


def test_a_briefing_tells_the_ratios_of_the_series(tmp_path: Path) -> None:
    """South made 8 of 20 points in half of the time, 0.80, and East 10 of 20 in 5 of 7.25 years, 0.72."""
    series = SERIES.replace(floor(60, 2025), floor(60, 2030))
    portfolio = sound(laid(tmp_path, REGIONS, split=MEASURE + series))
    found = verdict(portfolio, "split")
    content = edition(compose(portfolio, Choice(), ON, words("en")))
    shown = " ".join(content.sections[0].method)
    assert "South: Straight-line method: observed pace over required pace is 0.80" in shown
    assert "North: Straight-line method: observed pace over required pace is 1.20" in shown
    assert "nothing is compared with a pace" not in meaning.of_verdict(found, words("en"), DEFAULT)


def test_promises_of_series_without_a_figure_are_asked_for(tmp_path: Path) -> None:
    """Nobody has published a figure: the letter names each series with what it promises."""
    series = "series:\n" + entry("north", floor(70, 2030)) + entry("south", floor(60, 2027))
    portfolio = sound(laid(tmp_path, REGIONS, split=MEASURE + series))
    assert [one.path for one in counting.groups([verdict(portfolio, "split")])["unpublished"]] == ["split"]
    asked = told.page(tmp_path, missing)
    assert "North: at least 70%; South: at least 60%" in asked


def test_a_goal_by_an_earlier_day_than_the_one_judged_now_is_not_called_later(tmp_path: Path) -> None:
    """60 by 2027 is in force beside 80 by 2030, which leads by the word of the author."""
    rows = ("{at_least: 60, by: 2027, source: plan}", "{at_least: 80, by: 2030, source: plan, lead: true}")
    lines = (
        MEASURE + f"goals: [{', '.join(rows)}]\nobservations: [{{period: 2024, value: 5, source: data}}]\n"
    )
    said = told.of_target(laid(tmp_path, one=lines), "one")
    assert "at least 60% by 2027 also in force" in said
    assert "at least 80% by 2030 judged now" in said

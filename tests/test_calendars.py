"""Years that do not begin in January, school terms, pooled years and moving windows."""

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import FURTHER, laid, read, sound, verdict
from tracker.language import words
from tracker.model import Indicator
from tracker.wording import Wording

CALENDARS = """\
calendars:
  financial: {title: {en: Financial year}, starts: 04}
  school: {title: {en: School year}, parts: {T1: 02/04, T2: 05/07, T3: 07/09, T4: 10/12}}
"""
MEASURE = "measure: {{definition: {{en: Share}}, unit: percent, frequency: {often}, {more}}}\n"
GOALS = "goals: [{{at_least: 80, by: {by}, source: plan}}]\n"


def lines(periods: dict[str, float], by: str, more: str, often: str = "year") -> str:
    """Return the lines of a target with one figure a period; the first is the baseline."""
    figures = "".join(
        f"  - {{period: {name}, value: {value}, source: data}}\n" for name, value in periods.items()
    )
    head = MEASURE.format(often=often, more=more) + GOALS.format(by=by)
    return f"{head}baseline: {next(iter(periods))}\nobservations:\n{figures}"


@pytest.mark.parametrize("form", ["{0}/{1:02d}", "{0}-{1:02d}", "{0}/20{1:02d}"])
def test_financial_years_are_judged_like_calendar_years(form: str, tmp_path: Path) -> None:
    """From 40 (2020/21) to 60 (2024/25), 80 by 2029/30: half the way in four of nine years is R 1.125."""
    first, last, by = (form.format(year, year % 100 + 1) for year in (2020, 2024, 2029))
    target = lines({first: 40, last: 60}, by, "calendar: financial")
    found = verdict(sound(laid(tmp_path, CALENDARS, fy=target)), "fy")
    assert found.ratio == pytest.approx(0.5 / (4 / 9))
    assert found.latest is not None
    assert (found.latest.period.first, found.latest.period.last) == (date(2024, 4, 1), date(2025, 3, 31))
    assert words("vi").period(found.latest.period) == last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024/25-Q1", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-25-Q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024/2025-H2", date(2024, 10, 1), date(2025, 3, 31)),
        ("2022-23/2024-25", date(2022, 4, 1), date(2025, 3, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2009-10", date(2009, 4, 1), date(2010, 3, 31)),
        ("2009-12", date(2009, 12, 1), date(2009, 12, 31)),
    ],
)
def test_parts_of_a_financial_year_lie_where_its_calendar_says(
    text: str, first: date, last: date, tmp_path: Path
) -> None:
    """The first quarter of 2024/25 ends in June 2024, the last one in March 2025."""
    target = lines({"2008/09": 30, text: 60}, "2029/30", "calendar: financial", "irregular")
    portfolio = sound(laid(tmp_path, CALENDARS, fy=target))
    record = portfolio.targets["fy"]
    assert isinstance(record, Indicator)
    assert [(seen.period.first, seen.period.last) for seen in record.observations[1:]] == [(first, last)]


def test_school_terms_lie_where_their_calendar_says(tmp_path: Path) -> None:
    """Term 3 of 2024 runs from July to September and is shown as it was printed."""
    target = lines({"2023-T4": 50, "2024-T3": 60}, "2030-T4", "calendar: school", "irregular")
    found = verdict(sound(laid(tmp_path, CALENDARS, terms=target)), "terms")
    assert found.latest is not None
    assert (found.latest.period.first, found.latest.period.last) == (date(2024, 7, 1), date(2024, 9, 30))
    assert words("en").period(found.latest.period) == "2024-T3"


def test_a_month_of_a_monthly_series_stays_a_month(tmp_path: Path) -> None:
    """2009-10 is October 2009 where figures come by the month, whatever the calendar of its years."""
    target = lines({"2008/09": 30, "2009-10": 60}, "2029/30", "calendar: financial", "month")
    portfolio, _ = read(laid(tmp_path, CALENDARS, monthly=target))
    found = verdict(portfolio, "monthly")
    assert found.latest is not None
    assert found.latest.period.last == date(2009, 10, 31)


def test_a_moving_window_is_named_by_its_length(tmp_path: Path) -> None:
    """A figure for the twelve months to February 2025 covers March 2024 to February 2025."""
    target = lines({"2023-02": 40, "2025-02": 60}, "2030-02", "window: 12 months", "irregular")
    found = verdict(sound(laid(tmp_path, rolling=target)), "rolling")
    assert found.latest is not None
    assert found.latest.period.first == date(2024, 3, 1)
    assert words("en").period(found.latest.period) == "12 months to Feb 2025"
    assert found.ratio == pytest.approx((20 / 2) / (40 / 7))


@pytest.mark.parametrize(
    ("periods", "more"),
    [
        ({"2024-06": 40, "2025-02": 60}, "window: 12 months"),
        ({"2017/2019": 40, "2018/2020": 60}, "bounds: [0, 100]"),
    ],
)
def test_overlapping_windows_give_no_pace_between_themselves(
    periods: dict[str, float], more: str, tmp_path: Path
) -> None:
    """Two windows that share months say nothing about a change from one to the other."""
    target = lines(periods, "2030", more, "irregular")
    found = verdict(read(laid(tmp_path, rolling=target))[0], "rolling")
    assert (found.state, found.reason) == ("insufficient_data", "overlapping_windows")
    assert found.pace_observed is None


def test_a_target_outside_its_calendar_takes_no_other_off_the_board(tmp_path: Path) -> None:
    """A quarter with two meanings is told at its line; the target beside it stays."""
    bad = lines({"2020/21": 40, "2024-Q1": 60}, "2029/30", "calendar: financial")
    good = lines({"2020/21": 40, "2024/25": 60}, "2029/30", "calendar: financial")
    portfolio, problems = read(laid(tmp_path, CALENDARS, bad=bad, good=good))
    assert [(one.code, one.file, one.line, one.path) for one in problems] == [
        ("S051", "targets/t/bad.yaml", 10, "observations[1].period")
    ]
    assert list(portfolio.targets) == ["good"]


@pytest.mark.parametrize(("of", "code"), [("2024-Q1", "S051"), ("2024-T5", "S052")])
@pytest.mark.parametrize("member", [True, False])
def test_what_a_relative_goal_is_counted_from_is_named_at_its_line(
    tmp_path: Path, of: str, code: str, member: bool
) -> None:
    """The line is that of the period, which stands under the bound of the goal, in a series as well."""
    goals = f"goals:\n  - at_least:\n      change: 10 %\n      of: {of}\n    by: 2029/30\n    source: plan\n"
    figures = "observations: [{period: 2024/25, value: 40, source: data}]\n"
    text = "measure: {definition: {en: Share}, unit: percent, frequency: year, calendar: financial}\n"
    own = (goals + figures).replace("\n", "\n    ").rstrip()
    text += f"series:\n  - of: {{sex: female}}\n    {own}\n" if member else goals + figures
    folder = laid(tmp_path, FURTHER, bad=text)
    written = (folder / "targets/t/bad.yaml").read_text("utf-8").splitlines()
    line = next(at for at, one in enumerate(written, 1) if one.strip() == f"of: {of}")
    place = "series[0].goals[0].at_least.of" if member else "goals[0].at_least.of"
    assert [(one.code, one.line, one.path) for one in read(folder)[1]] == [(code, line, place)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2015/16", "S050"),
        ("2024-T3", "S050"),
        ("2015/17", "S007"),
        ("2015-W03", "S007"),
        ("2015-16", "S050"),
    ],
)
def test_a_period_of_a_calendar_needs_one(text: str, code: str, tmp_path: Path) -> None:
    """Without a calendar nobody knows where 2015/16 begins; what no calendar has is no period."""
    target = lines({"2014": 40, text: 60}, "2030", "bounds: [0, 100]")
    _, problems = read(laid(tmp_path, plain=target))
    assert [(one.code, one.line) for one in problems] == [(code, 10)]


def test_years_of_financial_form_in_a_yearly_series_are_pointed_out(tmp_path: Path) -> None:
    """2009-10, 2010-11, 2011-12 count on as years do; surveys in October, or one in December, do not."""
    pairs = lines({"2009-10": 40, "2010-11": 45, "2011-12": 50}, "2030", "bounds: [0, 100]")
    surveys = lines({"2009-10": 40, "2010-10": 45, "2011-10": 50}, "2030", "bounds: [0, 100]")
    single = lines({"2011-12": 40}, "2030", "bounds: [0, 100]")
    _, problems = read(laid(tmp_path, pairs=pairs, surveys=surveys, single=single))
    assert [(one.file, one.values["years"]) for one in problems if one.code == "W050"] == [
        ("targets/t/pairs.yaml", years) for years in ("2009/2010", "2010/2011", "2011/2012")
    ]


def test_a_year_pair_left_over_is_pointed_out_once_the_others_are_mended(tmp_path: Path) -> None:
    """Beside 2009/2010 a lone 2010-11 is the next year; beside 2009/2011, or a note, it may be November."""
    made = {"2008": 38, "2009/2010": 40, "2010-11": 45, "2025": 60}
    left = lines(made, "2030", "bounds: [0, 100]")
    longer, noted = left.replace("2009/2010", "2009/2011"), left.replace("45,", "45, note: in November,")
    _, problems = read(laid(tmp_path, left=left, longer=longer, noted=noted))
    assert [(one.file, one.values["years"]) for one in problems if one.code == "W050"] == [
        ("targets/t/left.yaml", "2010/2011")
    ]


def test_a_statement_on_milestones_is_for_a_period_without_a_calendar(tmp_path: Path) -> None:
    """Steps have no measure that names a calendar: what only one can place is refused, as their days are."""
    steps = "id: ID\ntitle: {en: Laws}\nkind: milestones\nowner: ministry\n"
    steps += "steps: [{id: law, title: {en: A law}, due: 2026}]\n"
    steps += "statements: [{for: PERIOD, says: On time, source: data}]\n"
    files = {
        f"p{at}": steps.replace("PERIOD", name).replace("ID", f"p{at}")
        for at, name in enumerate(("2025", "2025/26", "2025/26-Q1"))
    }
    _, problems = read(laid(tmp_path, **files))
    assert [
        (one.code, one.file, one.values.get("months")) for one in problems if one.severity == "error"
    ] == [("S007", f"targets/t/p{at}.yaml", "2025-04/2026-03") for at in (1, 2)]


def test_a_gap_and_the_mean_of_terms_are_told_with_their_periods_as_printed(tmp_path: Path) -> None:
    """The gap of 2024/25-Q1 is 20 points; terms of 51, 61, 71 and 81 have the mean 66, told as printed."""
    quarters = lines({"2023/24-Q1": 40, "2024/25-Q1": 60}, "2029/30", "calendar: financial", "irregular")
    terms = {f"{year}-T{n}": 40 + 10 * n + year - 2023 for year in (2023, 2024) for n in (1, 2, 3, 4)}
    school = lines(terms, "2030", "calendar: school, seasonal: true", "irregular")
    portfolio = sound(laid(tmp_path, CALENDARS, fy=quarters, terms=school))
    wording = Wording(words("en"), portfolio.vocabulary.units)
    said = wording.says(verdict(portfolio, "fy"))
    assert "20 points (2024/25-Q1)" in said
    assert "80% by 2029/30" in said
    mean = verdict(portfolio, "terms").latest
    assert mean is not None
    assert (float(mean.value), mean.period.text) == (66, "2024-T1 – 2024-T4")
    assert words("en").period(mean.period) == "mean of 2024-T1 – 2024-T4"


def test_a_stretch_of_financial_years_is_shown_by_its_two_ends(tmp_path: Path) -> None:
    """Five years of homes: over 2023/24 to 2027/28, and the pace leads to the end of the last of them."""
    calendar = "calendars: {fiscal: {title: {en: Fiscal year}, starts: 07}}\n"
    target = "measure: {definition: {en: D}, unit: homes, frequency: year, calendar: fiscal, counts: flow}\n"
    target += "goals: [{total: {at_least: 5000, over: 2023-24/2027-28}, source: plan}]\nobservations:\n"
    target += (
        "  - {period: 2023/24, value: 800, source: data}\n  - {period: 2024/25, value: 1100, source: data}\n"
    )
    portfolio, _ = read(laid(tmp_path, calendar, built=target))
    says = Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "built"))
    assert "over 2023-24 – 2027-28" in says
    assert "it would be 4,750 homes by 2027-28" in says
    assert "2023-24/2027-28" not in says


def test_a_financial_year_written_in_two_ways_is_one_period(tmp_path: Path) -> None:
    """2024/25 and 2024-04/2025-03 of one source are told at the second; the two years before stay."""
    periods = {"2022/23": 40.0, "2023-04/2024-03": 45.0, "2024/25": 50.0, "2024-04/2025-03": 51.0}
    folder = laid(tmp_path, CALENDARS, fy=lines(periods, "2029/30", "calendar: financial"))
    _, problems = read(folder)
    told = [(one.code, one.path, one.values["given"]) for one in problems if one.severity == "error"]
    assert told == [("S035", "observations[3].period", "2024-04/2025-03")]


def test_a_statement_beside_a_moving_window_is_of_the_period_that_it_names(tmp_path: Path) -> None:
    """What a body says of a quarter is of that quarter; what it expects is a figure, so of twelve months.

    The calendar of the figures reads both: its fourth quarter ends in March.
    """
    more = "window: 12 months, calendar: financial"
    target = lines({"2023-02": 40, "2025-02": 60}, "2030-02", more, "irregular")
    target += "statements:\n"
    target += "  - {for: 2025, says: {en: Fine}, source: data}\n"
    target += "  - {for: 2024/25-Q4, says: {en: Fine}, source: data}\n"
    target += "projections: [{by: ministry, source: plan, points: [{period: 2027-02, value: 70}]}]\n"
    record = sound(laid(tmp_path, CALENDARS, rolling=target)).targets["rolling"]
    assert isinstance(record, Indicator)
    said = [one.for_ for one in record.statements if one.for_]
    assert [words("en").period(one) for one in said] == ["2025", "2024/25-Q4"]
    assert [(one.first, one.last) for one in said] == [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 1, 1), date(2025, 3, 31)),
    ]
    assert words("en").period(record.projections[0].points[0].period) == "12 months to Feb 2027"


FLOW = "measure: {{definition: {{en: x}}, unit: homes, frequency: {often}, counts: {counts}, "
FLOW += "calendar: {name}}}\n"


@pytest.mark.parametrize(
    ("goal", "often", "told"),
    [
        ("for: 2025", "year", [("goals[0].for", "2024/25", "2025/26")]),
        ("for: 2025", "quarter", []),
        ("for: 2024/25", "year", []),
        ("by: 2025", "year", []),
        ("total: 2023/2025", "year", [("goals[0].total.over", "2022-23/2024-25", "2023-24/2025-26")]),
        ("total: 2025", "year", [("goals[0].total.over", "2024/25", "2025/26")]),
        ("total: 2022-23/2024-25", "year", []),
        ("total: 2023/2025", "quarter", []),
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_a_goal_for_years_of_another_calendar_is_told(
    goal: str, often: str, told: list[tuple[str, str, str]], counted: bool, tmp_path: Path
) -> None:
    """No figure from April to March is ever that of 2025; four quarters from January on may be."""
    name, _, period = goal.partition(": ")
    bound = "at_least: 50"
    said = f"total: {{{bound}, over: {period}}}" if name == "total" else f"{bound}, {goal}"
    figures = {"year": ("2023/24", "2024/25"), "quarter": ("2024/25-Q3", "2024/25-Q4")}[often]
    seen = ", ".join(f"{{period: {one}, value: 60, source: data}}" for one in figures)
    text = FLOW.format(often=often, counts="flow", name="financial") + f"goals: [{{{said}, source: plan}}]\n"
    text += f"observations: [{seen}]\n" if counted else ""
    _, problems = read(laid(tmp_path, CALENDARS, homes=text))
    found = [(one.path, one.values["one"], one.values["other"]) for one in problems if one.code == "W094"]
    assert found == told


def test_quarterly_levels_are_never_that_of_a_year(tmp_path: Path) -> None:
    """What is not added up waits for a figure of the year itself; a calendar from January has its years."""
    seen = "observations: [{period: 2024/25-Q4, value: 60, source: data}]\n"
    goal = "goals: [{at_least: 50, for: 2025, source: plan}]\n"
    text = FLOW.format(often="quarter", counts="level", name="financial") + goal + seen
    _, problems = read(laid(tmp_path / "a", CALENDARS, homes=text))
    assert "W094" in [one.code for one in problems]
    january = "calendars: {own: {title: {en: Year}, starts: 01}}\n"
    text = FLOW.format(often="year", counts="level", name="own") + goal
    _, problems = read(laid(tmp_path / "b", january, homes=text))
    assert [one.code for one in problems] == []


QUARTERS = {f"2025-Q{number}": 50 for number in (1, 2, 3, 4)}


@pytest.mark.parametrize(
    ("goal", "measure", "figures", "told"),
    [
        ("at_least: 180, by: 2025", "year, counts: flow", {"2020": 160, "2021": 164, **QUARTERS}, True),
        (
            "at_least: {change: 25 %, of: 2020}, by: 2025",
            "year, counts: flow",
            {"2020": 160, **QUARTERS},
            True,
        ),
        ("at_least: 180, by: 2025", "year, counts: flow", {"2020": 160, "2025": 200, **QUARTERS}, False),
        ("at_least: 180, by: 2025", "year, counts: flow", {"2020": 160, "2026": 210, **QUARTERS}, False),
        ("at_least: 180, by: 2026", "year, counts: flow", {"2020": 160, "2021": 164, **QUARTERS}, False),
        ("at_least: 45, by: 2025", "quarter, counts: flow", {"2020": 160, **QUARTERS}, False),
        ("at_least: 45, by: 2025", "year", {"2020": 40, **QUARTERS}, False),
        ("at_least: 180, for: 2025", "year, counts: flow", {"2020": 160, "2021": 164, **QUARTERS}, False),
        ("at_least: 180, every_period: true", "year, counts: flow", {"2020": 160, **QUARTERS}, False),
    ],
)
def test_a_goal_by_a_year_whose_quarters_alone_are_published_is_told(
    goal: str, measure: str, figures: dict[str, int], told: bool, tmp_path: Path
) -> None:
    """Four quarters of 50 are the 200 of 2025 only `for` that year; by 2025 the years are compared."""
    seen = ", ".join(f"{{period: {one}, value: {value}, source: data}}" for one, value in figures.items())
    text = f"measure: {{definition: {{en: x}}, unit: homes, frequency: {measure}}}\n"
    text += f"goals: [{{{goal}, source: plan}}]\nobservations: [{seen}]\n"
    _, problems = read(laid(tmp_path, homes=text))
    assert [(one.path, one.values) for one in problems if one.code == "W096"] == (
        [("goals[0].by", {"given": "2025"})] if told else []
    )

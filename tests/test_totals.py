"""Totals over years: budgets that must not be exceeded, and sums that are to be reached, worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import ON, laid, read, series, sound, verdict
from tracker.charts.trajectory_data import trajectory_data
from tracker.export.briefing import Choice, compose
from tracker.export.delimited import FIGURES, data
from tracker.export.edition import edition
from tracker.judging.assessment import Assessment
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

FLOW = "measure: {definition: {en: Built in the year}, unit: UNIT, frequency: year, counts: flow}\n"
BUDGET = "goals: [{total: {at_most: 290, over: 2022/2025}, source: plan}]\n"
HOMES = "goals: [{total: {at_least: 100000, over: 2021/2025}, source: plan}]\n"


def figures(*values: float, start: int = 2022) -> str:
    """Return one figure a year, one year after the other."""
    listed = "".join(
        f"  - {{period: {start + at}, value: {value}, source: data}}\n" for at, value in enumerate(values)
    )
    return f"observations:\n{listed}" if values else ""


def judged(folder: Path, goal: str, rows: str, unit: str = "mt-co2e") -> Assessment:
    """Return the verdict on a target with one goal for a sum."""
    portfolio, problems = read(laid(folder, one=FLOW.replace("UNIT", unit) + goal + rows))
    assert {one.code for one in problems} <= {"W022"}
    return verdict(portfolio, "one")


def test_a_budget_is_judged_by_the_share_of_the_time(tmp_path: Path) -> None:
    """78 + 77 + 75 = 230 of 290 after three of four years; 217.5 would be even, R = 217.5 / 230 = 0.946."""
    found = judged(tmp_path, BUDGET, figures(78, 77, 75))
    assert found.latest is not None
    assert (float(found.latest.value), found.latest.period.text) == (230, "2022/2024")
    assert found.path_value == pytest.approx(217.5)
    assert found.deviation == pytest.approx(12.5)
    assert found.ratio == pytest.approx(217.5 / 230)
    assert found.time_used == pytest.approx(0.75)
    # All years are over and the last figure is not out: nothing is decided yet.
    assert found.state == "awaiting_final"


def test_a_running_budget_has_a_class_and_an_outlook(tmp_path: Path) -> None:
    """60 + 62 of 305 after two of five years: 122 due, R = 1; at 61 a year it ends at 305, which keeps it."""
    goal = "goals: [{total: {at_most: 305, over: 2024/2028}, source: plan}]\n"
    found = judged(tmp_path, goal, figures(60, 62, start=2024))
    assert (found.state, found.ratio, found.projection) == ("on_track", pytest.approx(1), pytest.approx(305))
    assert found.outlook is not None
    assert found.outlook.reaches is True
    assert found.gap_closed is None
    assert found.reasons["gap_closed"] == "budget"


def test_a_budget_is_kept_only_when_all_its_years_are_over(tmp_path: Path) -> None:
    """70, 71, 72 and 73 are 286: four to spare. Of three years nothing is said to be met."""
    assert judged(tmp_path / "a", BUDGET, figures(70, 71, 72, 73)).state == "met"
    assert judged(tmp_path / "a", BUDGET, figures(70, 71, 72, 73)).gap == pytest.approx(-4)
    assert judged(tmp_path / "b", BUDGET, figures(70, 71, 72)).state == "awaiting_final"


def test_a_budget_that_is_used_up_is_missed_before_its_years_are_over(tmp_path: Path) -> None:
    """150 and 160 exceed 305 over five years in the second of them; nothing can bring it back."""
    goal = "goals: [{total: {at_most: 305, over: 2024/2028}, source: plan}]\n"
    found = judged(tmp_path, goal, figures(150, 160, start=2024))
    assert found.state == "missed"
    assert found.deadline_figure is not None
    assert found.deadline_figure.value == 310


def test_a_sum_that_only_reaches_what_it_had_to_stay_below_is_missed_by_no_amount(tmp_path: Path) -> None:
    """100 + 100 + 90 are 290, which is not less than 290; no amount is named by which it is too much."""
    goal = "goals: [{total: {less_than: 290, over: 2022/2024}, source: plan}]\n"
    found = judged(tmp_path, goal, figures(100, 100, 90))
    assert (found.state, found.gap) == ("missed", pytest.approx(0))
    said = Wording(words("en"), {}).verdict(found)
    assert said == "Missed: 290 (2022 – 2024) did not keep less than 290 in all over 2022 – 2024."


def test_homes_over_five_years(tmp_path: Path) -> None:
    """18,000 + 19,000 + 21,000 + 20,000 = 78,000 of 100,000 in four of five years: R = 0.78 / 0.8 = 0.975."""
    found = judged(tmp_path, HOMES, figures(18000, 19000, 21000, 20000, start=2021), "homes")
    assert found.ratio == pytest.approx(0.975)
    assert found.gap == pytest.approx(22000)
    early = judged(tmp_path, HOMES, figures(40000, 61000, start=2021), "homes")
    assert (early.state, early.gap) == ("met", pytest.approx(-1000))


def test_nothing_is_summed_behind_a_gap(tmp_path: Path) -> None:
    """Without 2023 the sum stays that of 2022; quarters stand in for a year that has no figure yet."""
    rows = "observations:\n  - {period: 2022, value: 70, source: data}\n"
    rows += "  - {period: 2024, value: 72, source: data}\n"
    gap = judged(tmp_path / "a", BUDGET, rows)
    assert gap.latest is not None
    assert (gap.latest.value, gap.latest.period.text) == (70, "2022")
    assert len(gap.series) == 2
    quarters = "observations:\n  - {period: 2022, value: 70, source: data}\n"
    quarters += "  - {period: 2023-Q1, value: 18, source: data}\n"
    partly = judged(tmp_path / "b", BUDGET, quarters)
    assert partly.latest is not None
    assert (partly.latest.value, partly.latest.period.text) == (88, "2022/2023-Q1")


def test_a_sum_without_any_figure_of_its_years_waits(tmp_path: Path) -> None:
    """A figure of the year before says nothing of the budget."""
    goal = "goals: [{total: {at_most: 305, over: 2026/2030}, source: plan}]\n"
    found = judged(tmp_path, goal, figures(70, 71, start=2024))
    assert (found.state, found.reason) == ("awaiting_figure", "no_own_figure")


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_sum_is_said_with_its_years(code: str, tmp_path: Path) -> None:
    """The sentence names the sum so far, the years it is of, the goal in all, and the even share."""
    goal = "goals: [{total: {at_most: 305, over: 2024/2028}, source: plan}]\n"
    portfolio = sound(
        laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + goal + figures(60, 70, start=2024))
    )
    wording = Wording(words(code), portfolio.vocabulary.units)
    said = wording.says(verdict(portfolio, "one"))
    assert "130" in said
    assert "122" in said
    assert "305" in said
    assert "2024" in said
    if code == "en":
        assert "at most 305 Mt CO2e in all over 2024 – 2028" in said
        assert "by 2028" in said
        assert "by 2024" not in said


def test_a_sum_is_drawn_from_nothing_along_the_share_of_the_time(tmp_path: Path) -> None:
    """The line holds the sums, not the yearly figures, and leads to the budget at the end of its years."""
    goal = "goals: [{total: {at_most: 305, over: 2024/2028}, source: plan},"
    goal += " {at_most: 50, by: 2030, source: plan}]\n"
    found = judged(tmp_path, goal, figures(60, 70, start=2024))
    curves = trajectory_data(found, found.measure)
    assert [float(point.value) for piece in curves.observed for point in piece] == [60, 130]
    assert curves.required == ((2023.0, 0.0), (2028.0, 305.0))
    assert [one.goal.high for one in curves.adopted] == [305]
    assert not curves.levels


def test_that_a_sum_starts_at_nothing_is_nobodys_figure(tmp_path: Path) -> None:
    """Two figures and a budget are three rows of data, and two in the table of a briefing: none of 0."""
    folder = laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + BUDGET + figures(78, 77))
    made = compose(read(folder)[0], Choice(), ON, words("en"))
    role = FIGURES.index("role")
    assert [row[role] for row in data(made)] == ["counted", "counted", "goal_headline"]
    tables = [table for section in edition(made).sections for table in section.tables]
    assert [len(one.rows) for one in tables if one.name == "figures"] == [2]


def test_a_sum_over_financial_years(tmp_path: Path) -> None:
    """2023-24 and 2024-25 are two of five: 41,000 of 100,000 against 40,000."""
    calendar = "calendars: {financial: {title: {en: Financial year}, starts: 04}}\n"
    target = FLOW.replace("UNIT", "homes").replace("counts: flow", "counts: flow, calendar: financial")
    target += "goals: [{total: {at_least: 100000, over: 2023-24/2027-28}, source: plan}]\n"
    target += "observations:\n  - {period: 2023-24, value: 20000, source: data}\n"
    target += "  - {period: 2024-25, value: 21000, source: data}\n"
    found = verdict(sound(laid(tmp_path, calendar, one=target)), "one")
    assert found.ratio == pytest.approx(0.41 / 0.4, rel=1e-3)
    assert found.latest is not None
    assert found.latest.period.text == "2023-24 – 2024-25"


def test_a_total_of_a_level_is_refused(tmp_path: Path) -> None:
    """A level cannot be summed; neither has a total a second deadline or two bounds."""
    level = FLOW.replace(", counts: flow", "").replace("UNIT", "homes")
    for goal, code in (
        ("{total: {at_most: 1, over: 2022/2025}, source: plan}", "S081"),
        ("{total: {at_most: 1, over: 2022/2025}, by: 2025, source: plan}", "S080"),
        ("{total: {at_most: 1, at_least: 1, over: 2022/2025}, source: plan}", "S018"),
        ("{total: {over: 2022/2025}, source: plan}", "S018"),
        ("{total: {at_most: 1}, source: plan}", "S001"),
        ("{total: {at_most: 1, over: 2022/2025}, at_most: 3, source: plan}", "S018"),
    ):
        _, problems = read(laid(tmp_path, one=level + f"goals: [{goal}]\n" + series(("2022", 1))))
        assert [one.code for one in problems if one.severity == "error"] == [code], goal


@pytest.mark.parametrize(
    ("hedges", "said"),
    [
        (("over", "under", "over"), "about 230"),
        (("over", "", "at_least"), "over 230"),
        (("", "under", "under"), "under 230"),
        (("at_least", "", "about"), "about 230"),
    ],
)
def test_a_sum_is_hedged_one_way_only_if_its_figures_are(
    hedges: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """78 + 77 + 75 = 230; what is over one figure and under the next may lie on either side of the sum."""
    rows = figures(78, 77, 75)
    for value, hedge in zip((78, 77, 75), hedges, strict=True):
        rows = rows.replace(
            f"value: {value},", f"value: {value}, qualifier: {hedge}," if hedge else f"value: {value},"
        )
    portfolio, _ = read(laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + BUDGET + rows))
    found = verdict(portfolio, "one")
    assert found.latest is not None
    assert Wording(words("en"), portfolio.vocabulary.units).point(found.latest, found) == f"{said} Mt CO2e"


@pytest.mark.parametrize(("ends", "borderline"), [("[27000, 35000]", True), ("[30500, 31500]", False)])
def test_a_sum_is_as_sure_as_its_figures(ends: str, borderline: bool, tmp_path: Path) -> None:
    """30,000 + 31,000 reach 60,000; between 27,000 and 35,000 for the second, the sum may be 57,000."""
    goal = "goals: [{total: {at_least: 60000, over: 2024/2028}, source: plan}]\n"
    rows = "observations:\n  - {period: 2024, value: 30000, source: data}\n"
    rows += f"  - {{period: 2025, value: 31000, source: data, interval: {ends}}}\n"
    found = judged(tmp_path, goal, rows, "homes")
    assert found.state == "met"
    assert ("borderline" in found.flags) is borderline


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_without_its_first_year_a_sum_is_not_begun(bound: str, tmp_path: Path) -> None:
    """70,000 in 2023 and 31,000 in 2025 say nothing of 60,000 in all over 2022 to 2025."""
    goal = f"goals: [{{total: {{{bound}: 60000, over: 2022/2025}}, source: plan}}]\n"
    rows = "observations:\n  - {period: 2023, value: 70000, source: data}\n"
    found = judged(tmp_path, goal, rows + "  - {period: 2025, value: 31000, source: data}\n", "homes")
    assert (found.state, found.reason, found.summed) == ("awaiting_final", "no_deadline_figure", ())


@pytest.mark.parametrize("bound", ["at_most", "at_least"])
@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (2022, "the figure that the sum begins with is not published."),
        (2023, "those before the first missing one add up to 70 Mt CO2e (2022)."),
        (2025, "those before the first missing one add up to 213 Mt CO2e (2022 – 2024)."),
    ],
)
def test_whichever_figure_of_a_sum_is_missing_it_is_awaited(
    bound: str, missing: int, said: str, tmp_path: Path
) -> None:
    """70, 71, 72 and 73 are 286 of 290; without one of them, once the years are over, nothing is decided."""
    goal = BUDGET.replace("at_most", bound)
    rows = figures(70, 71, 72, 73).replace(f"  - {{period: {missing},", f"  - {{period: {missing - 10},")
    portfolio, _ = read(laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + goal + rows))
    found = verdict(portfolio, "one")
    assert (found.state, found.reason) == ("awaiting_final", "no_deadline_figure")
    assert said in Wording(words("en"), portfolio.vocabulary.units).says(found)


def test_a_sum_whose_years_are_not_over_waits_for_its_first_figure(tmp_path: Path) -> None:
    """70 in 2025 is a figure of 2024 to 2028, and the sum begins with 2024."""
    goal = BUDGET.replace("2022/2025", "2024/2028")
    portfolio, _ = read(laid(tmp_path, one=FLOW.replace("UNIT", "mt-co2e") + goal + figures(70, start=2025)))
    found = verdict(portfolio, "one")
    assert (found.state, found.reason) == ("awaiting_figure", "no_own_figure")
    said = Wording(words("en"), portfolio.vocabulary.units).says(found)
    assert "the figure that the sum begins with is not published yet; the goal is at most 290" in said


def test_a_sum_with_a_missing_year_says_so_and_is_as_old_as_its_last_summed_figure(tmp_path: Path) -> None:
    """18,000 of 2022; 2023 is missing, and 2024 and 2025 wait: from 31 December 2022 on, 1,427 days."""
    goal = "goals: [{total: {at_least: 100000, over: 2022/2028}, source: plan}]\n"
    rows = figures(18000) + figures(17000, 20000, start=2024).removeprefix("observations:\n")
    portfolio, _ = read(laid(tmp_path, one=FLOW.replace("UNIT", "homes") + goal + rows))
    found = verdict(portfolio, "one")
    assert (found.state, found.age_days, found.stale) == ("on_track", 1427, True)
    assert found.reasons["if_nothing_changed"] == "old_figure"
    said = Wording(words("en"), portfolio.vocabulary.units).says(found)
    assert "not all figures so far are published; those before the first missing one add up to 18,000" in said
    assert "If nothing has changed" not in said
    assert "The last figure is" not in said


def test_a_running_total_is_as_old_as_its_newest_figure(tmp_path: Path) -> None:
    """January to September is compared; January to November is out, 362 days old."""
    target = FLOW.replace("UNIT", "homes").replace("year, counts: flow", "month, counts: running_total")
    target += "goals: [{at_least: 300, by: 2026, source: plan}]\n"
    ends = (("2024-01/2024-09", 140), ("2025-01/2025-09", 180), ("2025-01/2025-11", 230))
    found = verdict(sound(laid(tmp_path, one=target + series(*ends))), "one")
    assert found.latest is not None
    assert (found.latest.period.text, found.age_days) == ("2025-01/2025-09", 362)
    assert found.next_due is not None
    assert found.next_due.isoformat() == "2026-07-31"
    assert found.reasons["if_nothing_changed"] == "own_total"


def test_a_sum_goes_on_across_a_break_and_its_pace_counts_from_there(tmp_path: Path) -> None:
    """18 + 17 + 9 + 10 = 54 thousand; from 35 at the break 9.5 a year, and 54 + 3 * 9.5 = 82.5 by 2028."""
    goal = "goals: [{total: {at_least: 100000, over: 2022/2028}, source: plan}]\n"
    rows = figures(18000, 17000, 9000, 10000)
    marked = rows.replace("value: 9000,", "value: 9000, break: {en: Only new buildings},")
    assert "mixed_sum" not in judged(tmp_path / "plain", goal, rows, "homes").flags
    found = judged(tmp_path / "broken", goal, marked, "homes")
    assert found.latest is not None
    assert (float(found.latest.value), "mixed_sum" in found.flags) == (54000, True)
    assert (found.pace_recent, found.projection) == (pytest.approx(9500), pytest.approx(82500))
    first = rows.replace("value: 18000,", "value: 18000, break: {en: Only new buildings},")
    assert "mixed_sum" not in judged(tmp_path / "first", goal, first, "homes").flags


@pytest.mark.parametrize(
    ("values", "state", "total", "text"),
    [
        ({"2023-12": 1000, "2024-12": 990, "2025-12": 960}, "missed", 2950, "2023-01/2025-12"),
        ({"2023-12": 1000, "2024-11": 970, "2024-12": 990}, "awaiting_final", 1990, "2023-01/2024-12"),
        ({"2023": 700, "2024": 900, "2025": 900}, "met", 2500, "2023-01/2025-12"),
    ],
)
def test_moving_windows_are_summed_that_follow_each_other(
    values: dict[str, int], state: str, total: int, text: str, tmp_path: Path
) -> None:
    """1,000 + 990 + 960 = 2,950 over three years, one window a year; that to November 2024 shares months."""
    target = FLOW.replace("UNIT", "people").replace("frequency: year", "frequency: month, window: 12 months")
    target += "goals: [{total: {at_most: 2500, over: 2023/2025}, source: plan}]\n"
    found = verdict(read(laid(tmp_path, one=target + series(*values.items())))[0], "one")
    assert found.latest is not None
    assert (found.state, float(found.latest.value), found.latest.period.text) == (state, total, text)
    assert found.goal is not None
    assert found.goal.by is not None
    assert (found.goal.by.text, found.goal.by.window) == ("2023/2025", 0)

"""Parts of a year beside goals that its whole must keep: held in every period, or promised for it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid
from tests.told import of_target

HALF = {"2024": 58, "2025": 55, "2026-H1": 64}
QUARTERS = {"2024": 58, "2025": 55, "2026-Q1": 34, "2026-Q2": 30}
YEAR = {"2025-Q1": 34, "2025-Q2": 30, "2025-Q3": 26, "2025-Q4": 30}
SEASONS = {"2020-Q1": 44, "2020-Q2": 40, "2020-Q3": 36, "2020-Q4": 40}


def told(folder: Path, goal: str, rows: dict[str, float], measure: str) -> str:
    """Return the page of figures with one goal."""
    text = f"measure: {{definition: {{en: Emitted}}, unit: mt-co2e, {measure}}}\n"
    text += f"goals: [{{{goal}, source: plan}}]\nobservations:\n"
    text += "".join(
        f"  - {{period: {period}, value: {value}, source: data}}\n" for period, value in rows.items()
    )
    return of_target(laid(folder, one=text), "one")


@pytest.mark.parametrize("rows", [HALF, QUARTERS])
@pytest.mark.parametrize(
    ("goal", "state"),
    [
        ("at_most: 60, every_period: true, by: 2026", "did not keep at most 60 Mt CO2e"),
        ("between: [10, 60], every_period: true, by: 2026", "missing it by 4 Mt"),
        ("at_most: {times: 1, of: 2024}, every_period: true, by: 2026", "missing it by 6 Mt"),
        ("at_most: 60, every_period: true", "is no longer kept by 64 Mt CO2e"),
    ],
)
def test_what_came_since_the_last_year_breaks_a_ceiling(
    tmp_path: Path, goal: str, state: str, rows: dict[str, float]
) -> None:
    """64 in half a year are over 60, and over the 58 of 2024, whatever comes; 34 and 30 are 64."""
    page = told(tmp_path, goal, rows, "frequency: year, counts: flow")
    assert state in page
    assert "64 Mt CO2e" in page


@pytest.mark.parametrize(
    ("goal", "rows", "counts"),
    [
        ("at_most: 60, every_period: true, by: 2026", HALF, "mean"),
        ("at_most: 60, every_period: true, by: 2026", HALF, "share_of_flow"),
        ("at_least: 50, every_period: true, by: 2026", HALF | {"2026-H1": 30}, "flow"),
        ("at_most: 60, every_period: true, by: 2026", QUARTERS | {"2026-Q1": 20}, "flow"),
        ("at_most: 60, every_period: true, by: 2026", HALF | {"2020-11/2021-01": 70}, "flow"),
    ],
)
def test_a_part_that_decides_nothing_is_not_told_as_the_figure_that_keeps_a_goal(
    tmp_path: Path, goal: str, rows: dict[str, float], counts: str
) -> None:
    """The 55 of 2025 are 5 below 60 and 5 above 50; no half and no quarter is held against a year.

    Where parts run over the turn of a year, none of them is of one year, and whole years alone tell.
    """
    page = told(tmp_path, goal, rows, f"frequency: year, counts: {counts}")
    assert "Met: 55 Mt CO2e (2025)" in page
    assert "5 Mt" in page
    assert "exactly the goal" not in page


@pytest.mark.parametrize(
    ("goal", "rows", "measure", "says"),
    [
        ("at_most: {change: -40 %, of: 2020}, for: 2026", {"2020": 100} | HALF, "year", "missing it by 4 Mt"),
        ("at_most: {change: -40 %, of: 2020}, for: 2026", {"2020": 100} | QUARTERS, "year", "by 4 Mt"),
        ("at_least: {times: 2, of: 2020}, for: 2026", {"2020": 30} | HALF, "year", "with 4 Mt CO2e to spare"),
        ("at_most: {change: -25 %, of: 2020}, for: 2025", {"2020": 160} | YEAR, "year", "Met: 120 Mt CO2e"),
        (
            "at_most: {change: -25 %, of: 2020}, for: 2025",
            {"2020": 160} | SEASONS | YEAR,
            "quarter, seasonal: true",
            "Met: 120 Mt CO2e",
        ),
        (
            "at_most: {change: -40 %, of: 2020}, for: 2026-H1",
            {"2020": 100} | QUARTERS,
            "year",
            "Not assessable",
        ),
    ],
)
def test_a_goal_for_one_year_counted_from_another_hears_its_parts(
    tmp_path: Path, goal: str, rows: dict[str, float], measure: str, says: str
) -> None:
    """40 % below 100 and twice 30 are 60; 25 % below 160 are 120, and 34, 30, 26 and 30 are just that.

    What is promised for half a year is not counted from a whole one.
    """
    assert says in told(tmp_path, goal, rows, f"frequency: {measure}, counts: flow")

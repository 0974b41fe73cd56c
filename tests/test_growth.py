"""Growth: the mean of growth rates is told with the years that it is of, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.portfolio import figures, goal, judged
from tracker.charts.captions import mean_line
from tracker.charts.trajectory_data import trajectory_data
from tracker.judging.assessment import Assessment
from tracker.language import words
from tracker.terms import Unit
from tracker.wording import Wording

RATES = {2022: 3.2, 2023: 2.8, 2024: 3.5, 2025: 1}
UNITS = {"percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": {"en": "%"}, "decimals": 1})}


def found(**promise: Any) -> Assessment:
    """Return the verdict on a goal for growth, in which the slow year 2025 lies behind the deadline."""
    return judged(measure={"growth_rate": True}, goals=[goal(**promise)], observations=figures(RATES))


@pytest.mark.parametrize(("least", "state"), [(3, "Met"), (3.5, "Missed")])
def test_a_mean_is_told_with_the_last_year_behind_it(least: float, state: str) -> None:
    """3.2, 2.8 and 3.5 are 3.17 on average up to 2024; up to 2025 it would be 2.6."""
    given, wording = found(at_least=least, by="2024"), Wording(words("en"), UNITS)
    assert given.mean == pytest.approx((1.032 * 1.028 * 1.035) ** (1 / 3) * 100 - 100)
    assert wording.says(given).startswith(f"{state}: 3.2% on average up to 2024 ")
    assert "3.2% on average (2024)" in wording.headline(given)
    assert given.measure is not None
    assert mean_line(trajectory_data(given, given.measure)) == [((2022, 2024), (given.mean, given.mean))]


def test_a_mean_that_equals_the_last_rate_is_told_beside_a_later_one() -> None:
    """Three years at 3 % keep 3 % by 2024, whatever 2025 brought; the 1 % of 2025 alone keeps nothing."""
    rates = figures({2022: 3, 2023: 3, 2024: 3, 2025: 1})
    given = judged(measure={"growth_rate": True}, goals=[goal(at_least=3, by="2024")], observations=rates)
    assert Wording(words("en"), UNITS).says(given).startswith("Met: 3% on average up to 2024 keeps")


def test_a_rate_of_one_year_alone_is_no_mean() -> None:
    """3.5 % in 2024 keeps at least 3 % for 2024."""
    said = Wording(words("en"), UNITS).says(found(**{"at_least": 3, "for": "2024"}))
    assert said.startswith("Met: 3.5% (2024) keeps at least 3% for 2024")


def rated(values: dict[int, float], interval: int | None = None, **promise: Any) -> Assessment:
    """Return the verdict on growth rates since 2023, each with an interval where one is given."""
    rates = figures(values)
    if interval is not None:
        rates = [one | {"interval": [one["value"] - interval, one["value"] + interval]} for one in rates]
    return judged(
        on=date(2026, 11, 29), measure={"growth_rate": True}, goals=[goal(**promise)], observations=rates
    )


def test_a_mean_that_falls_short_has_one_decimal_more() -> None:
    """7, 8 and 9 % are (1.07 * 1.08 * 1.09)^(1/3) = 1.07997, which is 7.9 % beside 8 %, by 0.1 points."""
    given = rated({2023: 7, 2024: 8, 2025: 9}, at_least=8, by="2025")
    said = Wording(words("en"), UNITS).says(given)
    assert "7.9% on average up to 2025 did not keep at least 8% by 2025, missing it by 0.1 points" in said


@pytest.mark.parametrize(
    ("values", "bound", "state", "said"),
    [
        ((5, 0.5, 0.5), {"between": [1, 3]}, "slightly_off_track", "0.5% (2025) does not keep"),
        ((1, 2, 8), {"at_most": 4}, "moving_away", "is no longer kept by 8% (2025)"),
        ((5, 4, 3), {"at_most": 4}, "met", "the last figure not to keep it was 5% (2023)"),
    ],
)
def test_a_bound_for_every_period_is_held_against_each_rate(
    values: tuple[float, ...], bound: dict[str, Any], state: str, said: str
) -> None:
    """0.5 lacks 0.5 to 1 to 3, and 5 lacked 2; 8 is over 4, and 1 was not: no mean is asked for or drawn."""
    given = rated(dict(zip((2023, 2024, 2025), values, strict=True)), **bound, every_period=True)
    assert (given.state, given.mean, given.averaged, given.growth) == (state, None, (), None)
    assert said in Wording(words("en"), UNITS).says(given)
    assert given.reasons["ratio"] == "every_period"
    assert given.measure is not None
    assert mean_line(trajectory_data(given, given.measure)) == []


@pytest.mark.parametrize(
    ("values", "sure"), [((7, 8, 9), False), ((8, 9, 10), False), ((9, 10, 11), True), ((6, 7, 8), True)]
)
def test_a_mean_whose_ends_lie_on_either_side_of_the_goal_is_borderline(
    values: tuple[float, ...], sure: bool
) -> None:
    """With one point to either side: 7, 8 and 9 (mean 7.997) may be 8.997, and 8, 9 and 10 may be 7.997.

    9, 10 and 11 are at least 8.997, and 6, 7 and 8 at most 7.997.
    """
    given = rated(dict(zip((2023, 2024, 2025), values, strict=True)), 1, at_least=8, by="2025")
    assert ("borderline" in given.flags) != sure

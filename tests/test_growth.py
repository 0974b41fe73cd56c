"""Growth: the mean of growth rates is told with the years that it is of, worked by hand."""

from __future__ import annotations

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

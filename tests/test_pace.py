"""Pace: the arithmetic of the methods, with numbers worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import published
from tracker.judging import pace

LINE = [(2019.0, 30.0), (2020.0, 31.0), (2021.0, 33.0), (2022.0, 34.0), (2023.0, 36.0), (2024.0, 38.0)]


@pytest.mark.parametrize(
    ("ratio", "state"),
    [
        (1.2, "on_track"),
        (0.95, "on_track"),
        (0.95 - 5e-10, "on_track"),
        (0.9499, "slightly_off_track"),
        (0.6, "slightly_off_track"),
        (12 / 20 - 1e-10, "slightly_off_track"),
        (0.5999, "well_off_track"),
        (0.0, "well_off_track"),
        (-1e-10, "well_off_track"),
        (-0.001, "moving_away"),
    ],
)
def test_classes_of_the_default_profile(ratio, state):
    """Cut-offs 0.95, 0.60 and 0; a ratio within a billionth of one belongs to the better class."""
    assert pace.classify(ratio) == state


@pytest.mark.parametrize(
    ("ratio", "state"),
    [(1.0, "on_track"), (0.99, "slightly_off_track"), (0.5, "slightly_off_track"), (0.49, "well_off_track")],
)
def test_classes_of_the_sdsn_profile(ratio, state):
    """The same ratio reads stricter with the cut-offs 1, 0.5 and 0."""
    assert pace.classify(ratio, pace.SDSN) == state


def test_linear_ratio_of_a_falling_goal():
    """30 of 125 points in 8 of 15 years: (30 / 8) / (125 / 15) = 0.45."""
    assert pace.linear_ratio((2015, 250), (2023, 220), (2030, 125)) == pytest.approx(0.45)


def test_linear_ratio_needs_a_gap_and_two_years():
    """Baseline and goal equal, or baseline and figure of one year, give no ratio."""
    assert pace.linear_ratio((2020, 50), (2024, 55), (2030, 50)) is None
    assert pace.linear_ratio((2024, 50), (2024, 55), (2030, 60)) is None
    assert pace.linear_ratio((2030, 50), (2031, 55), (2030, 60)) is None


def test_path_ends_at_the_deadline():
    """Half way from 9 (2022) to 20 (2030) the path is at 14.5; after the deadline it stays at 20."""
    assert pace.path_value((2022, 9), (2030, 20), 2026) == 14.5
    assert pace.path_value((2022, 9), (2030, 20), 2033) == 20


def test_compound_growth():
    """100 to 121 in two years is 10 % a year; falling to 81 is -10 %."""
    assert pace.cagr((2020, 100), (2022, 121)) == pytest.approx(0.10)
    assert pace.cagr((2020, 100), (2022, 81)) == pytest.approx(-0.10)


@pytest.mark.parametrize(
    ("first", "last"),
    [((2020, 0), (2022, 5)), ((2020, 5), (2022, 0)), ((2020, -5), (2022, 5)), ((2020, 5), (2020, 6))],
)
def test_compound_growth_refuses_zero_sign_and_standstill_of_time(first, last):
    """A zero, a negative value or two figures of one year have no compound growth."""
    assert pace.cagr(first, last) is None


def test_compound_growth_within_days_does_not_overflow():
    """A leap by 10^21 in a day has no yearly rate that a machine can hold; doubling in a day has one."""
    assert pace.cagr((2025, 1e-6), (2025 + 1 / 365, 1e15)) is None
    daily = pace.cagr((2025, 100), (2025 + 1 / 365, 200))
    assert daily == pytest.approx(2**365, rel=1e-6)
    assert pace.compound_value((2025, 200), daily, 2031) is None
    assert pace.compound_value((2024, 8), math.sqrt(2) - 1, 2030) == pytest.approx(64)


def test_cagr_ratio_keeps_the_wanted_direction():
    """Falling when a rise is wanted is negative, also when the baseline already exceeded the goal."""
    found = published.cagr_ratio((2015, 68.55), (2023, 46.73), (2026, 55.0), 1)
    assert found is not None
    assert found < 0
    assert published.cagr_ratio((2015, 50), (2023, 60), (2030, 50), 1) is None


def test_recent_window_is_six_year_ends():
    """Of eight year-end figures the last six count: (38 - 30) / 5 = 1.6 a year."""
    longer = [(2017.0, 0.0), (2018.0, 90.0), *LINE]
    assert list(pace.recent_points(longer)) == LINE
    assert pace.recent_change(longer) == pytest.approx(1.6)


def test_recent_window_needs_four_year_ends():
    """Three year ends are too few, and a June figure is no year end."""
    assert pace.recent_change(LINE[-3:]) is None
    assert pace.recent_change([*LINE[-3:], (2024.5, 39.0)]) is None
    assert pace.recent_change([LINE[2], *LINE[-3:]]) == pytest.approx(5 / 3)


def test_recent_change_uses_actual_distances():
    """With 2020 and 2022 missing the change is (38 - 30) / 5 over four figures, nothing filled in."""
    assert pace.recent_change([LINE[0], LINE[2], LINE[4], LINE[5]]) == pytest.approx(1.6)


def test_remaining_ratio_and_factor_are_reciprocal():
    """1.6 a year closes 9.6 of 11 in six years; the factor 11 / 6 / 1.6 is the reciprocal."""
    share, factor = pace.remaining_ratio(1.6, 11, 6), pace.acceleration_factor(1.6, 11, 6)
    assert share == pytest.approx(9.6 / 11)
    assert share * factor == pytest.approx(1)


@pytest.mark.parametrize(
    ("speed", "gap", "years"), [(0, 11, 6), (-1, 11, 6), (1, 0, 6), (1, -2, 6), (1, 11, 0)]
)
def test_no_acceleration_factor(speed, gap, years):
    """Standing still, moving away, being there or out of time leaves no factor."""
    assert pace.acceleration_factor(speed, gap, years) is None


@pytest.mark.parametrize(
    ("factor", "state"),
    [(1.0, "on_track"), (1.01, "slightly_off_track"), (1.99, "slightly_off_track"), (2.0, "well_off_track")],
)
def test_classes_of_the_acceleration_factor(factor, state):
    """Up to 1 nothing must change; a twofold acceleration is well off track."""
    assert pace.acceleration_class(factor) == state


@pytest.mark.parametrize(
    ("satisfied", "trend", "symbol"),
    [
        (True, 0.0, "sun"),
        (True, -0.1, "sun_with_cloud"),
        (False, 0.1, "cloud"),
        (False, 0.0, "thunderstorm"),
    ],
)
def test_symbol_of_a_value_to_hold(satisfied, trend, symbol):
    """Held or not, and improving or not, gives four symbols; standing still helps only when held."""
    assert published.hold_symbol(satisfied, trend) == symbol


@pytest.mark.parametrize(
    ("ratio", "symbol"),
    [(0.96, "sun"), (0.95, "sun_with_cloud"), (0.8, "sun_with_cloud"), (0.1, "cloud"), (0.0, "thunderstorm")],
)
def test_symbol_of_a_projection(ratio, symbol):
    """The published symbol is strict at its upper cut-off and at zero."""
    assert published.projection_symbol(ratio) == symbol


def test_symbol_at_the_deadline_is_that_of_a_value_to_hold():
    """In the target year nothing can be projected: 38 of 40 and rising is a cloud."""
    assert published.weather_symbol(LINE, (2024, 40), 1) == "cloud"
    assert published.weather_symbol(LINE[-3:], (2030, 40), 1) is None


def test_hold_state():
    """A value that should hold and does not is slightly off track only while it improves."""
    assert [pace.hold_state(trend) for trend in (0.2, 0.0, -0.2)] == [
        "slightly_off_track",
        "moving_away",
        "moving_away",
    ]


def test_geometric_mean_of_growth_rates():
    """+50 % and -50 % leave sqrt(1.5 * 0.5) - 1 = -13.397 %, not zero."""
    assert pace.geometric_mean([50, -50]) == pytest.approx(100 * (math.sqrt(0.75) - 1))
    assert pace.geometric_mean([8, 8, 8]) == pytest.approx(8)
    assert pace.geometric_mean([]) is None
    assert pace.geometric_mean([5, -100]) is None


@pytest.mark.parametrize(
    ("assessed", "total", "shown"), [(3, 4, True), (2, 3, False), (74, 100, False), (0, 0, False)]
)
def test_group_needs_three_quarters(assessed, total, shown):
    """Three of four may be summed up, two of three may not, and nothing never."""
    assert pace.enough_assessed(assessed, total) is shown


def test_least_squares():
    """Through (0, 1), (1, 3), (2, 5) runs 1 + 2x; one year has no line."""
    assert pace.least_squares([(0, 1), (1, 3), (2, 5)]) == pytest.approx((2, 1))
    assert pace.least_squares([(2020, 1), (2020, 3)]) is None


def test_logistic_fit_finds_a_known_curve():
    """Figures taken from a curve with rate 0.5 and middle 2024 give back that curve."""
    points = [(year, published.logistic_value(80, 0.5, 2024, year)) for year in range(2019, 2025)]
    assert published.logistic_fit(points, 80) == pytest.approx((0.5, 2024), rel=1e-6)


def test_logistic_fit_passes_through_the_last_figure():
    """Whatever the scatter, the shifted curve meets the last figure."""
    points = [(2019, 0.0), (2020, 13.9), (2021, 65.8), (2022, 81.2)]
    rate, middle = published.logistic_fit(points, 100)
    assert published.logistic_value(100, rate, middle, 2022) == pytest.approx(81.2)


@pytest.mark.parametrize(
    ("values", "ceiling"),
    [
        ([1, 2, 3], 100),
        ([5, 5, 5, 5], 100),
        ([10, 40, 70, 100], 100),
        ([0, 0, 0, 0], 100),
        ([-4, -3, -2, -1], 0),
    ],
)
def test_no_logistic_fit(values, ceiling):
    """Too few figures, a standstill, a reached ceiling or none at all give no curve and no error."""
    assert published.logistic_fit([(2020 + n, y) for n, y in enumerate(values)], ceiling) is None


VALUES = st.floats(-1e6, 1e6, allow_nan=False)


@given(
    start=VALUES, gain=VALUES, gap=st.floats(0.01, 1e6), passed=st.integers(1, 20), left=st.integers(1, 20)
)
def test_ratio_is_share_of_gap_over_share_of_time(start, gain, gap, passed, left):
    """R = P / F for every straight line, and the factor is ((1 - P) / (1 - F)) / (P / F)."""
    base, goal = (2000, start), (2000 + passed + left, start + gap)
    latest = (2000 + passed, start + gain)
    share, time = (latest[1] - base[1]) / (goal[1] - base[1]), passed / (passed + left)
    ratio = pace.linear_ratio(base, latest, goal)
    assert ratio == pytest.approx(share / time, rel=1e-9, abs=1e-9)
    factor = pace.acceleration_factor(pace.slope(base, latest), goal[1] - latest[1], left)
    if factor is not None:
        assert factor == pytest.approx((1 - share) / (1 - time) / ratio, rel=1e-6)


@given(values=st.lists(st.floats(-1e15, 1e15, allow_nan=False), max_size=9), ceiling=st.floats(-1e3, 1e15))
def test_logistic_fit_never_fails(values, ceiling):
    """Any figures and any ceiling give a curve or none, never an error or a number that is not one."""
    fit = published.logistic_fit([(2000.0 + n, y) for n, y in enumerate(values)], ceiling)
    assert fit is None or all(math.isfinite(number) for number in fit)

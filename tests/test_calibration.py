"""The measuring of the band itself: what is forecast from what, and the bands it is compared with."""

from __future__ import annotations

import pytest

from benchmarks.calibration import Forecast, distinct, drift_band, fitted, forecasts, last_value_band

EIGHT = tuple((2010.0 + place, value) for place, value in enumerate((0, 2, 4, 6, 8, 10, 13, 12)))


def test_every_year_with_six_figures_behind_it_is_forecast_from() -> None:
    """Eight figures: two years ahead from the sixth, one from the seventh, at the pace of the last six."""
    found = list(forecasts(EIGHT))
    # 10 and 2 a year lead to 12 and 14; 13 and (13 - 2) / 5 = 2.2 a year lead to 15.2
    assert [(one.ahead, one.outcome) for one in found] == [(1, 13), (2, 12), (1, 12)]
    assert [one.centre for one in found] == pytest.approx([12, 14, 15.2])


def test_a_series_counts_once_and_only_if_it_can_be_forecast() -> None:
    """Six figures leave nothing to forecast; the same eight twice are one series."""
    assert distinct([EIGHT, EIGHT, EIGHT[:6]]) == [EIGHT]


def test_the_factor_is_the_miss_that_four_of_five_stay_within() -> None:
    """Nine misses of 1 to 9 usual changes, a year ahead: of ten places the eighth is the limit, 8."""
    sample = [Forecast(EIGHT[:6], 1, 0, 2 * miss) for miss in range(1, 10)]
    assert fitted(sample)[0] == pytest.approx(8)


def test_the_other_bands_are_those_of_the_textbook() -> None:
    """Changes of 2: drift leaves no residual; around the last value 1.2816 * 2 * 2 four years ahead."""
    one = Forecast(EIGHT[:6], 4, 18, 18)
    assert drift_band(one) == pytest.approx((18, 18))
    assert last_value_band(one) == pytest.approx((10 - 5.1264, 10 + 5.1264))

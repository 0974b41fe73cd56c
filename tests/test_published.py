"""Published results: what statistical offices and institutes printed comes out of the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import national, published
from tests.portfolio import goal, judged, simple
from tracker.judging import pace
from tracker.judging.assessment import Assessment

DATA = Path(__file__).parent / "data"
PUBLISHED: list[dict[str, Any]] = json.loads((DATA / "published_results.json").read_text("utf-8"))
NATIONAL: list[dict[str, Any]] = json.loads((DATA / "national_series.json").read_text("utf-8"))
ARROWS = {
    "on_track": "on_track_or_maintaining",
    "slightly_off_track": "moderately_improving",
    "well_off_track": "stagnating",
    "moving_away": "decreasing",
}
SYMBOLS = {
    "on_track": "sun",
    "slightly_off_track": "sun_with_cloud",
    "well_off_track": "cloud",
    "moving_away": "thunderstorm",
}


def chosen(method: str) -> Any:
    """Return the published cases of a method as test parameters."""
    cases = [case for case in PUBLISHED if case["method"].startswith(method)]
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def sign(case: dict[str, Any]) -> int:
    """Return +1 for a goal that rises and -1 for one that falls."""
    return 1 if case["direction"] in ("increase", "positive") else -1


def xy(point: dict[str, Any]) -> pace.XY:
    """Return a printed point as year and value."""
    return (float(point["year"]), float(point["value"]))


def assessed(case: dict[str, Any]) -> Assessment:
    """Return the engine's whole verdict on a published case of two points and a target."""
    bound = "at_least" if sign(case) > 0 else "at_most"
    promise = {bound: case["target"], "by": str(case["target_year"])}
    points = [(point["year"], point["value"]) for point in (case["base"], case["latest"])]
    return simple(*points, promise)


def test_every_case_is_tested():
    """No published case is left aside: the methods below add up to the whole file."""
    prefixes = (
        "cagr_ratio_with_target",
        "cagr_no_target",
        "recent_projection",
        "linear_pace",
        "required_path",
    )
    counts = [sum(case["method"].startswith(prefix) for case in PUBLISHED) for prefix in prefixes]
    assert counts == [29, 4, 32, 26, 1]
    assert len(PUBLISHED) == sum(counts) + 2  # and one straight and one logistic projection
    assert [case["kind"] for case in NATIONAL].count("series") == 171
    assert {case["parity"] for case in NATIONAL} == {"exact"}


@chosen("cagr_ratio_with_target (Eurostat formula")
def test_statistics_canada_ratio_status_and_score(case):
    """Ratios of compound growth, their class and the tests' own score equal the published ones."""
    base, latest, target = xy(case["base"]), xy(case["latest"]), float(case["target"])
    found = national.outcome(base, latest, target, case["target_year"], sign(case))
    published = case["published_result"]
    assert found.status == published["status"]
    for mine, recorded in (
        (found.value, published["ratio"]),
        (found.score, published["score_minus5_to_5"]),
    ):
        assert mine == (None if recorded is None else pytest.approx(recorded, rel=1e-9))


@chosen("cagr_ratio_with_target (Eurostat formula")
def test_statistics_canada_ratio_in_the_verdict(case):
    """The verdict shows the published ratio and class, or says why it refuses one."""
    result = assessed(case).methods["eurostat_cagr"]
    if result.applicable:
        assert result.ratio == pytest.approx(case["published_result"]["ratio"], rel=1e-9)
        assert national.STATUS[result.state] == case["published_result"]["status"]
    else:
        assert result.reason in ("not_positive", "base_near_goal", "one_point")
        assert (result.ratio, result.state) == (None, None)


@chosen("cagr_ratio_with_target (Eurostat, long-term")
def test_eurostat_articles(case):
    """The ratio of the printed points lies on the side of 0.95 that the article's words state."""
    found = published.cagr_ratio(
        xy(case["base"]), xy(case["latest"]), (case["target_year"], case["target"]), sign(case)
    )
    assert found == pytest.approx(case["reproduced"]["ratio"], abs=6e-4)
    stated = "not on track" not in case["published_result"]["verdict_in_words"]
    assert (pace.classify(found) == "on_track") is stated


@chosen("cagr_no_target")
def test_growth_without_target(case):
    """Growth toward the goal equals the published rate, and the 1.5 / 0.5 / 0 % classes follow."""
    found = national.outcome(xy(case["base"]), xy(case["latest"]), None, 2030, sign(case))
    assert found.value == pytest.approx(case["published_result"]["cagr_towards_goal"], rel=1e-9)
    assert found.status == case["published_result"]["status"]


@chosen("recent_projection")
def test_destatis_symbols(case):
    """Mean change, share of the remaining gap and weather symbol equal the published ones."""
    points = [xy(point) for point in case["series"]]
    assert pace.recent_change(points) == pytest.approx(case["reproduced"]["mean_annual_change"], abs=6e-5)
    symbol = published.weather_symbol(points, (case["target_year"], case["target"]), sign(case))
    assert symbol == case["published_result"]["symbol"]


@chosen("recent_projection")
def test_destatis_in_the_verdict(case):
    """The recent-projection method of a verdict agrees with the published symbol where it applies."""
    bound = "at_least" if sign(case) > 0 else "at_most"
    result = judged(
        goals=[goal(**{bound: case["target"], "by": str(case["target_year"])})],
        observations=[
            {"period": str(point["year"]), "value": point["value"], "source": "office"}
            for point in case["series"]
        ],
    ).methods["recent_projection"]
    share = case["reproduced"]["share_of_remaining_gap_closed_by_deadline"]
    if result.reason == "deadline_reached":
        assert case["assessment_year"] >= case["target_year"]
    elif share is None:
        assert (result.state, result.reason) == ("met", "met")
        assert case["published_result"]["symbol"].startswith("sun")
    else:
        assert result.ratio == pytest.approx(share, abs=6e-5)
        expected = "well_off_track" if share == 0 else None  # standing still is not moving away here
        assert result.state == expected or SYMBOLS[result.state] == case["published_result"]["symbol"]


@chosen("linear_pace")
def test_sdsn_arrows(case):
    """The verdict's linear ratio, read with the SDSN cut-offs, gives the published arrow."""
    found = assessed(case)
    expected = case["reproduced"]["linear_pace_ratio"]
    if expected is None:
        assert (found.ratio, found.reasons["ratio"]) == (None, "base_met")
        assert (found.state, case["published_result"]["status"]) == ("moving_away", "decreasing")
        return
    ratio = found.methods["linear_pace"].ratio
    assert ratio == pytest.approx(expected, abs=6e-4)
    state = "on_track" if found.state == "met" else pace.classify(ratio, pace.SDSN)
    assert ARROWS[state] == case["published_result"]["status"]


@chosen("required_path_linear")
def test_digital_decade_ideal_path(case):
    """The ideal path is the straight line from the 2022 figure to the 2030 target."""
    for point in case["published_result"]["required_path"]:
        found = pace.path_value(xy(case["base"]), (case["target_year"], case["target"]), point["year"])
        assert found == pytest.approx(point["value"], abs=1e-6)


@chosen("projection_linear")
def test_digital_decade_linear_baseline(case):
    """The published baseline is a straight line through the last figure; least squares comes within 3 %."""
    last, points = xy(case["series"][-1]), case["published_result"]["projection"]
    rate = pace.slope(last, xy(points[-1]))
    for point in points:
        assert pace.value_at(last, rate, point["year"]) == pytest.approx(point["value"], abs=2e-6)
    fit = pace.least_squares([xy(point) for point in case["series"]])
    assert fit is not None
    assert fit[0] == pytest.approx(case["reproduced"]["ols_slope_on_listed_history"], abs=1e-6)
    assert pace.value_at(last, fit[0], 2030) == pytest.approx(12.043814, rel=0.03)


@chosen("projection_logistic")
def test_digital_decade_logistic_baseline(case):
    """The S-curve fitted to four years and moved through the last one is the published curve."""
    fit = published.logistic_fit([xy(point) for point in case["series"]], 100.0)
    assert fit is not None
    for point in case["published_result"]["projection"]:
        assert published.logistic_value(100.0, *fit, point["year"]) == pytest.approx(point["value"], abs=2e-5)


SERIES = [case for case in NATIONAL if case["kind"] == "series"]
GROUPS = [case for case in NATIONAL if case["kind"] == "aggregate"]


def ends(case: dict[str, Any]) -> tuple[pace.XY, pace.XY]:
    """Return base and latest point: the base year or the first later one that has a figure."""
    points = sorted((float(year), float(value)) for year, value in case["series"])
    return next(point for point in points if point[0] >= case["base_year"]), points[-1]


@pytest.mark.parametrize("case", SERIES, ids=[case["id"] for case in SERIES])
def test_national_series(case):
    """A whole national series gives the recorded ratio, score and status, and nothing where none is."""
    base, latest = ends(case)
    assert base[0] == case["base_year_used"]
    found = national.outcome(
        base,
        latest,
        case["target"],
        case["target_year"],
        sign(case),
        limit=case["limit"],
        thresholds=case["thresholds"],
    )
    assert found.status == case["expected_status"]
    for mine, recorded in ((found.value, case["expected_value"]), (found.score, case["expected_score"])):
        assert mine == (None if recorded is None else pytest.approx(recorded, rel=1e-6, abs=1e-12))


@pytest.mark.parametrize("case", GROUPS, ids=[case["id"] for case in GROUPS])
def test_national_aggregates(case):
    """Scores of several series are averaged, nested lists first; achieved only if all are."""
    score, status = national.mean_score(case["components"])
    assert score == pytest.approx(case["expected_score"], rel=1e-6, abs=1e-12)
    assert status == case["expected_status"]


WITH_TARGET = [case for case in SERIES if case["target"] is not None]


@pytest.mark.parametrize("case", WITH_TARGET, ids=[case["id"] for case in WITH_TARGET])
def test_national_series_in_the_verdict(case):
    """A whole verdict on a national series shows the recorded ratio, or a reason and no number."""
    base, _ = ends(case)
    bound = "at_least" if sign(case) > 0 else "at_most"
    found = judged(
        goals=[goal(**{bound: case["target"], "by": str(case["target_year"])})],
        baseline=f"{base[0]:.0f}",
        observations=[{"period": str(y), "value": v, "source": "office"} for y, v in case["series"]],
    )
    result = found.methods["eurostat_cagr"]
    if result.applicable:
        assert result.ratio == pytest.approx(case["expected_value"], rel=1e-6)
        assert national.STATUS[result.state] == case["expected_status"]
    else:
        assert (result.ratio, result.state) == (None, None)
        assert result.reason in (
            "not_positive",
            "base_near_goal",
            "one_point",
            "baseline_not_before_deadline",
        )
    assert (found.state == "met") == (case["expected_status"] == "target_achieved")

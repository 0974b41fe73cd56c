"""Worked examples: invented numbers with their arithmetic, through the whole engine."""

from __future__ import annotations

import json
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests import published
from tests.portfolio import figures, goal, judged, simple
from tracker.judging import pace
from tracker.judging.assessment import Assessment

EXAMPLES: dict[str, dict[str, Any]] = {
    example["id"]: example
    for example in json.loads((Path(__file__).parent / "data" / "examples.json").read_text("utf-8"))[
        "examples"
    ]
}
FIELDS = {
    "share_of_gap_closed": "gap_closed",
    "time_elapsed_share": "time_used",
    "pace_observed": "pace_observed",
    "pace_required_from_base": "pace_required",
    "R": "ratio",
    "pace_required_from_now": "pace_required_now",
    "acceleration_factor": "acceleration_factor",
    "projection_target_year": "projection",
    "gap": "gap",
    "path_value": "path_value",
    "deviation": "deviation",
    "state": "state",
}


def near(expected: Any) -> Any:
    """Return a number with the examples' tolerance, anything else as it is."""
    return pytest.approx(expected, abs=1e-6) if isinstance(expected, float) else expected


def promised(given: dict[str, Any]) -> dict[str, Any]:
    """Return the goal of an example's inputs."""
    bound = "at_least" if given["direction"] == "increase" else "at_most"
    return {bound: given["target"][1], "by": str(given["target"][0])}


def run(given: dict[str, Any], **more: Any) -> Assessment:
    """Return the assessment of an example with a baseline, a latest figure and a target."""
    return simple(given["base"], given["latest"], promised(given), **more)


def compare(found: Assessment, expected: dict[str, Any]) -> None:
    """Hold every field that an example expects against the assessment."""
    compared = {name: getattr(found, field) for name, field in FIELDS.items() if name in expected}
    assert compared == {name: near(expected[name]) for name in compared}
    if "flag" in expected:
        assert expected["flag"] in found.flags
    if expected.get("cagr") == "not_applicable":
        assert found.methods["eurostat_cagr"].reason == "not_positive"


def inputs(ident: str, case: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return inputs and expected results of one case of an example that has several."""
    example = EXAMPLES[ident]
    given = next(one for one in example["inputs"] if one["case"] == case)
    return given, example["expected"][case]


@pytest.mark.parametrize("ident", ["EX01", "EX02", "EX03", "EX04", "EX08", "EX09"])
def test_linear_examples(ident):
    """Shares, paces, ratio, factor, projection and state of the straight-line examples."""
    example = EXAMPLES[ident]
    measure = {"cumulative": "true"} if example["inputs"].get("kind") == "cumulative_count" else None
    compare(run(example["inputs"], measure=measure), example["expected"])


def test_shortfall_and_acceleration_class():
    """EX02: a factor of exactly 2 is well off track. EX03: the projection misses by 68.75."""
    second, third = run(EXAMPLES["EX02"]["inputs"]), run(EXAMPLES["EX03"]["inputs"])
    assert second.methods["acceleration_factor"].state == "well_off_track"
    assert third.projection == pytest.approx(125 + EXAMPLES["EX03"]["expected"]["projected_shortfall"])


@pytest.mark.parametrize("ident", ["EX05", "EX06"])
def test_compound_growth_examples(ident):
    """Growth rates and their ratio, rising and falling."""
    given, expected = EXAMPLES[ident]["inputs"], EXAMPLES[ident]["expected"]
    assert pace.cagr(given["base"], given["latest"]) == near(expected["cagr_actual"])
    assert pace.cagr(given["base"], given["target"]) == near(expected["cagr_required"])
    result = run(given).methods["eurostat_cagr"]
    assert (result.ratio, result.state) == (near(expected["R"]), expected["state"])


def test_low_baseline_makes_the_scales_disagree():
    """EX07: 2 to 8 on the way to 40 is well off track on a line and on track compounding."""
    expected, found = EXAMPLES["EX07"]["expected"], run(EXAMPLES["EX07"]["inputs"])
    linear, compound = found.methods["linear_pace"], found.methods["eurostat_cagr"]
    assert (found.ratio, found.state) == (near(expected["R_linear"]), expected["state_linear"])
    assert (compound.ratio, compound.state) == (near(expected["R_cagr"]), expected["state_cagr"])
    assert linear.projection == near(expected["projection_linear"])
    assert compound.projection == near(expected["projection_exponential"])
    assert expected["flag"] in found.flags


def test_no_stand_in_for_a_zero_target():
    """EX09: the ratio would hang on the number put in for zero, so none is put in."""
    given = EXAMPLES["EX09"]["inputs"]
    for stand_in, ratio in EXAMPLES["EX09"]["expected"]["illustration_cagr_R"].items():
        found = published.cagr_ratio(given["base"], given["latest"], (2030, float(stand_in)), -1)
        assert found == pytest.approx(ratio, abs=5e-5)
    assert published.cagr_ratio(given["base"], given["latest"], (2030, 0.0), -1) is None


@pytest.mark.parametrize("case", ["a", "b"])
def test_target_already_met(case):
    """EX10: a ceiling kept while rising is met with a warning; a floor lost is moving away."""
    given, expected = inputs("EX10", case)
    compare(run(given), expected)


def test_deadline_passed():
    """EX11: 74 of 80 is missed; without a figure for the year it is awaited; 81 a year later is met late."""
    given, expected = inputs("EX11", "a")
    compare(run(given, on=date(2026, 6, 30)), expected)
    given, expected = inputs("EX11", "b")
    awaited = run(given, on=date(2026, 6, 30))
    assert (awaited.state, awaited.ratio) == (expected["state"], near(expected["last_R"]))
    given, expected = inputs("EX11", "c")
    late = judged(
        on=date(2027, 6, 30),
        goals=[goal(**promised(given))],
        baseline="2018",
        observations=figures(dict([given["base"], *given["series"]])),
    )
    compare(late, expected)
    assert late.deadline_figure is not None
    assert late.deadline_figure.value == 78


def test_recent_projection():
    """EX12: five changes of 1.6 on average close 0.872727 of the remaining gap."""
    given, expected = EXAMPLES["EX12"]["inputs"], EXAMPLES["EX12"]["expected"]
    found = judged(
        goals=[goal(**promised(given))], baseline="2019", observations=figures(dict(given["series"]))
    )
    compare(found, expected)
    result = found.methods["recent_projection"]
    assert (found.pace_recent, found.recent_window) == (near(expected["mean_annual_change"]), 6)
    assert (result.ratio, result.state) == (near(expected["r"]), "slightly_off_track")
    assert 1 - result.ratio == near(expected["shortfall_share_of_remaining_gap"])
    assert published.weather_symbol(given["series"], given["target"], 1) == expected["symbol"]


def test_too_little_data():
    """EX13: one figure, or two of one year, give a gap and no pace."""
    given, expected = inputs("EX13", "a")
    alone = judged(goals=[goal(**promised(given))], observations=figures(dict([given["latest"]])))
    compare(alone, expected)
    given, expected = inputs("EX13", "b")
    year, value = given["base"]
    same = judged(
        goals=[goal(**promised(given))],
        baseline={"period": str(year), "value": value, "source": "office"},
        observations=figures(dict([given["latest"]])),
    )
    compare(same, expected)


def test_rank_and_path():
    """EX14: places gained for a rank, flagged as relative; distance to the straight path."""
    given, expected = inputs("EX14", "rank")
    rank = run(given, measure={"rank_of": 193})
    compare(rank, expected)
    assert rank.methods["eurostat_cagr"].reason == "rank"
    given, expected = inputs("EX14", "path")
    path = run(given)
    compare(path, expected)
    assert 100 * path.deviation / path.path_value == near(expected["deviation_pct"])


def test_tiers_budget_share_and_interval():
    """EX15: levels add up from the top, a share is a ratio of sums, the weaker bound decides."""
    expected = EXAMPLES["EX15"]["expected"]
    tiers, budget, interval = EXAMPLES["EX15"]["inputs"]
    goals, observed = (
        list(accumulate(tiers[name][::-1]))[::-1] for name in ("targets_exclusive", "observed_exclusive")
    )
    assert goals == expected["tiers"]["cumulative_targets"]
    assert observed == expected["tiers"]["cumulative_observed"]
    assert [a / b for a, b in zip(observed, goals, strict=True)] == pytest.approx(
        expected["tiers"]["cumulative_share"], abs=1e-6
    )
    years = budget["yearly"]
    share = sum(year["ai"] for year in years) / sum(year["total"] for year in years)
    assert share == near(expected["budget_share"]["ratio_of_sums"])
    spent = judged(
        goals=[goal(at_least=budget["target_share"], by="2030")], observations=figures({2025: share})
    )
    assert spent.state == expected["budget_share"]["state"]
    low, high = interval["target_interval"]
    found = simple(interval["base"], interval["latest"], {"between": [low, high], "by": "2030"})
    strong = found.methods["linear_pace_strong_bound"]
    assert (found.ratio, found.state) == (near(expected["interval"]["R_weaker_bound"]), "on_track")
    assert strong.ratio == near(expected["interval"]["R_stronger_bound"])

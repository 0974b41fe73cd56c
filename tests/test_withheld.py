"""Figures that a source suppresses, doubts, or gives as a share of something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, measure, read, sound, verdict
from tests.test_chart_labels import boxes, pixel
from tracker.charts.canvas import Setting
from tracker.charts.trajectory import trajectory
from tracker.language import words
from tracker.style import look

GOAL = "goals: [{at_least: 90, by: 2030, source: plan}]\n"
ROWS = """\
baseline: 2016
observations:
  - {period: 2016, value: 40, source: data}
  - {period: 2022, value: 55, source: data, interval: [52, 58], of: {value: 1830, unit: people}}
  - {period: 2023, quality: suppressed, source: data, note: Fewer than ten answers}
  - {period: 2024, value: 60, source: data, quality: low}
"""


def test_a_suppressed_figure_is_a_gap_and_judges_nothing(tmp_path: Path) -> None:
    """40 (2016) to 60 (2024) toward 90 in 2030: 20 of 50 in 8 of 14 years, R 0.7; 2023 changes nothing."""
    found = verdict(sound(laid(tmp_path, one=measure("percent") + GOAL + ROWS)), "one")
    assert found.ratio == pytest.approx((20 / 50) / (8 / 14))
    assert [point.period.text for point in found.withheld] == ["2023"]
    assert [point.period.text for point in found.series] == ["2016", "2022", "2024"]


def test_a_suppressed_latest_figure_leaves_the_one_before(tmp_path: Path) -> None:
    """The last figure with a value is the latest; nothing is put in for the gap."""
    rows = ROWS.replace("value: 60, source: data, quality: low", "source: data, quality: suppressed")
    found = verdict(sound(laid(tmp_path, one=measure("percent") + GOAL + rows)), "one")
    assert found.latest is not None
    assert found.latest.period.text == "2022"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_shows_the_gap_the_interval_and_what_a_body_expects(tmp_path: Path, theme: str) -> None:
    """The year without a figure has a sign, the interval a bar, and the words name who expects."""
    expects = "projections: [{by: stats, source: data, points: [{period: 2028, value: 66}]}]\n"
    portfolio = sound(laid(tmp_path, one=measure("percent") + GOAL + ROWS + expects))
    setting = Setting(words("en"), look(theme), portfolio)
    chart = trajectory(verdict(portfolio, "one"), setting)
    written = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "⊘" in written
    ends = [(one["y0"], one["y1"]) for one in chart.figure["layout"]["shapes"]]
    assert (52.0, 58.0) in ends
    expected = next(one for one in chart.figure["data"] if one["name"] == "expected by Office of Statistics")
    assert (expected["x"], expected["y"]) == ([2028.0], [66.0])
    assert "Office of Statistics expects 66% (2028)." in chart.alt
    assert "No figure is printed for 2023." in chart.alt


def test_no_label_covers_the_bar_of_an_interval(tmp_path: Path) -> None:
    """On a phone, where "58%" and the outlook both want the place above the latest figure."""
    goal = "goals: [{at_least: {change: 10 points, of: 2016}, by: 2030, source: plan}]\n"
    rows = "observations:\n  - {period: 2016, value: 52, source: data, interval: [50, 54], confidence: 95}\n"
    rows += "  - {period: 2024, value: 58, source: data, interval: [55, 61], confidence: 95}\n"
    portfolio = sound(laid(tmp_path, trust=measure("percent") + goal + rows))
    for code in ("en", "de", "vi"):
        setting = Setting(words(code), look("light", narrow=True), portfolio)
        figure = trajectory(verdict(portfolio, "trust"), setting).figure
        figure = {**figure, "layout": {**figure["layout"], "width": setting.look.width}}
        (x, low), (_, high) = pixel(figure, 2024.0, 55.0), pixel(figure, 2024.0, 61.0)
        covered = [
            text
            for text, (left, top, right, bottom) in boxes(figure)
            if left + 1 < x < right - 1 and top + 1 < low and high < bottom - 1
        ]
        assert covered == []


def test_what_a_body_expects_is_drawn_only_once_it_is_published(tmp_path: Path) -> None:
    """On a day before its source nothing of it is seen."""
    expects = "projections: [{by: stats, source: data, points: [{period: 2028, value: 66}]}]\n"
    rows = (
        ROWS.replace("data", "early").replace("2024", "2019").replace("2022", "2017").replace("2023", "2018")
    )
    portfolio, _ = read(laid(tmp_path, one=measure("percent") + GOAL + rows + expects))
    chart = trajectory(
        verdict(portfolio, "one", date(2021, 1, 1)), Setting(words("en"), look("light"), portfolio)
    )
    assert not [one for one in chart.figure["data"] if one["name"].startswith("expected by")]


def test_a_csv_file_has_columns_for_what_lies_inside_a_field(tmp_path: Path) -> None:
    """The interval and the whole are two columns each; a suppressed row has no value."""
    target = measure("percent") + GOAL + "baseline: 2016\nobservations: {file: one.csv}\n"
    folder = laid(tmp_path, one=target)
    (folder / "targets/t/one.csv").write_text(
        "period,value,source,quality,interval.low,interval.high,of.value,of.unit\n"
        "2016,40,data,,,,,\n2022,55,data,,52,58,1830,people\n2023,,data,suppressed,,,,\n2024,60,data,low,,,,\n"
    )
    found = verdict(sound(folder), "one")
    observation = found.series[1].observation
    assert observation is not None
    assert observation.interval == (52, 58)
    assert observation.of is not None
    assert (observation.of.value, observation.of.unit) == (1830, "people")
    assert [point.period.text for point in found.withheld] == ["2023"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{period: 2024, source: data}", "S001"),
        ("{period: 2024, value: 3, quality: suppressed, source: data}", "S082"),
        ("{period: 2024, value: 3, of: {value: 0, unit: people}, source: data}", "W054"),
        ("{period: 2024, value: 3, of: {value: 9, unit: persons}, source: data}", "S003"),
        ("{period: 2024, value: 3, of: {value: 9}, source: data}", "S001"),
    ],
)
def test_what_cannot_be_is_said(row: str, code: str, tmp_path: Path) -> None:
    """A missing value, a value that is suppressed, a part of nothing, an unknown unit."""
    _, problems = read(laid(tmp_path, one=measure("percent") + f"observations:\n  - {row}\n"))
    assert [one.code for one in problems] == [code]

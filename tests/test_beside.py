"""What stands beside a verdict: statements, the publisher's path, projections, what comes next, how sure."""

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, read, sound, verdict
from tracker.charts.trajectory_data import required_path

SCALES = """\
scales:
  agencies: {words: [{en: Off track, vi: Chệch}, {en: At risk}, {en: On track}]}
"""
MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: year, bounds: [0, 100]}\n"
GOAL = "goals: [{at_least: 80, by: 2030, source: plan}]\n"
FIGURES = """\
baseline: 2020
observations:
  - {period: 2020, value: 40, source: data}
  - {period: 2024, value: 46, source: data}
"""
PATH = """\
goals:
  - at_least: 80
    by: 2030
    source: plan
    path:
      source: plan
      points: [{period: 2022, value: 42}, {period: 2026, value: 50}]
"""


def test_the_path_of_the_publisher_is_judged_instead_of_the_straight_line(tmp_path: Path) -> None:
    """At the end of 2024 the path stands at 46, half way from 42 to 50: R = (46 - 40) / (46 - 40) = 1.

    On the straight line it would be (6 / 40) / (4 / 10) = 0.375.
    """
    portfolio = sound(laid(tmp_path, curve=MEASURE + PATH + FIGURES, plain=MEASURE + GOAL + FIGURES))
    found, straight = verdict(portfolio, "curve"), verdict(portfolio, "plain")
    assert (found.ratio, found.path_value, found.state) == (1.0, 46.0, "on_track")
    assert straight.ratio == pytest.approx(0.375)
    drawn = ((2020.0, 40.0), (2022.0, 42.0), (2026.0, 50.0), (2030.0, 80.0))
    assert required_path(found, found.measure) == drawn


def test_a_path_that_has_not_left_the_baseline_gives_no_ratio(tmp_path: Path) -> None:
    """A path that stays at 40 until 2026 asks for nothing yet: there is no ratio to be had."""
    path = PATH.replace("value: 42", "value: 40").replace("value: 50", "value: 40")
    found = verdict(sound(laid(tmp_path, flat=MEASURE + path + FIGURES)), "flat")
    assert (found.state, found.reason, found.ratio) == ("insufficient_data", "path_flat", None)


def test_statements_stand_beside_the_verdict_from_the_day_they_were_made(tmp_path: Path) -> None:
    """What the owner said is known from the day of its source on, and changes no verdict."""
    said = "statements:\n  - {for: 2025, says: {en: At risk}, scale: agencies, source: data}\n"
    bare = MEASURE + GOAL + FIGURES
    portfolio = sound(laid(tmp_path, SCALES, rated=bare + said, plain=bare))
    rated, plain = verdict(portfolio, "rated"), verdict(portfolio, "plain")
    assert [one.says["en"] for one in rated.statements] == ["At risk"]
    assert rated.state == plain.state
    assert verdict(portfolio, "rated", date(2026, 6, 29)).statements == ()


def test_a_figure_may_be_published_on_another_day_than_its_source(tmp_path: Path) -> None:
    """The source is of June 2026, its figure for 2024 was out in March 2025 already."""
    early = FIGURES.replace("value: 46, source: data", "value: 46, source: data, published: 2025-03-01")
    portfolio = sound(laid(tmp_path, early=MEASURE + GOAL + early))
    found = verdict(portfolio, "early", date(2025, 3, 1))
    assert [point.period.text for point in found.series] == ["2024"]


def test_a_draft_figure_is_not_counted(tmp_path: Path) -> None:
    """Nobody has reviewed it yet: the verdict rests on the others."""
    more = FIGURES + "  - {period: 2025, value: 70, source: data, draft: true}\n"
    found = verdict(sound(laid(tmp_path, some=MEASURE + GOAL + more)), "some")
    assert found.latest is not None
    assert found.latest.value == 46


def test_a_verdict_that_depends_on_the_interval_is_borderline(tmp_path: Path) -> None:
    """At 60 the ratio is 1.25; at 50 it would be 0.625 and another class, and the source says 50 to 62."""
    sure = FIGURES.replace("value: 46", "value: 60")
    unsure = sure.replace("value: 60,", "value: 60, interval: [50, 62], confidence: 95,")
    portfolio = sound(laid(tmp_path, sure=MEASURE + GOAL + sure, unsure=MEASURE + GOAL + unsure))
    assert "borderline" not in verdict(portfolio, "sure").flags
    assert "borderline" in verdict(portfolio, "unsure").flags


def test_words_that_nobody_knows_are_told_and_take_nothing_away(tmp_path: Path) -> None:
    """A body and a related target that are not there are faults, and the target stays."""
    more = "next:\n  - {what: A survey, who: nobody, ours: true}\nrelated:\n  - {target: gone}\n"
    portfolio, problems = read(laid(tmp_path, some=MEASURE + GOAL + FIGURES + more))
    assert {(one.code, one.path) for one in problems} == {
        ("S040", "next[0].who"),
        ("S078", "related[0].target"),
    }
    assert list(portfolio.targets) == ["some"]

"""What a hostile reader could catch: each rule of docs/method.md on which a verdict once tripped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.portfolio import NOVEMBER, SOURCES, figures, goal, hedged, judged, simple, source, target
from tracker import board
from tracker.judging.pace import Cutoffs
from tracker.judging.rule import Rule, rule_of
from tracker.judging.states import SEVERITY, STANDINGS, TABLE, UNJUDGED, WORST_FIRST, State
from tracker.progress import assess, summary
from tracker.terms import Vocabulary

# The table of states


def test_one_table_gives_every_order():
    """Each state has a row, orders and counts follow the table, and no word is used twice."""
    assert set(State.__args__) == set(SEVERITY)
    assert len(set(STANDINGS)) == len(TABLE)
    assert [row.state for row in TABLE if row.state in WORST_FIRST] == list(WORST_FIRST)
    assert {"too_early", "awaiting_figure", "insufficient_data"} <= UNJUDGED
    assert "awaiting_final" not in UNJUDGED


def test_whole_and_tiers_share_one_word():
    """Four tiers without a figure: the whole has no figures yet, too, though nesting is not stated."""
    tiers = [{"id": f"t{n}", "title": {"en": "T"}, "goals": [goal(at_least=5, by=2030)]} for n in range(4)]
    found = judged(kind="tiers", nesting="unspecified", tiers=tiers)
    assert {found.standing, *(part.standing for part in found.parts)} == {"no_figures"}
    assert {result.standing for part in found.parts for result in part.goals} == {"no_figures"}


# Baseline, precision, hedges


def test_the_last_figure_before_the_goal_is_the_baseline():
    """A survey every five years: 51 in 2013 and 63 in 2018 around a goal of 2016 make a pace of 2.4."""
    found = judged(
        sources={"plan16": source("plan16", "2016-01-15")},
        goals=[{"at_least": 80, "by": "2030", "source": "plan16"}],
        observations=figures({2008: 40, 2013: 51, 2018: 63}),
    )
    assert found.baseline is not None
    assert (found.baseline.period.text, found.baseline.derived) == ("2013", True)
    # (12 / 29) / (5 / 17) = 1.407
    assert (found.pace_observed, found.state) == (pytest.approx(2.4), "on_track")


def test_two_figures_before_a_goal_are_not_one():
    """8.1 and 12.5, both from before the goal of 2026: nothing since the baseline, not "one figure only"."""
    found = judged(
        on=date(2026, 11, 1),
        sources={"plan26": source("plan26", "2026-03-01")},
        goals=[{"at_least": 90, "by": "2030", "source": "plan26"}],
        observations=figures({2024: 8.1, 2025: 12.5}),
    )
    assert (found.state, found.reason) == ("insufficient_data", "one_point")


def test_one_and_one_point_nought_are_one_number():
    """Under and over one million, typed 1 or 1.0: both only say on which side they lie, so no pace."""
    for typed in ("1", "1.0"):
        found = judged(
            goals=[goal(at_least=2, by=2030)],
            observations=[*hedged(typed, "under", "2024-03"), *hedged(typed, "over", 2025)],
        )
        assert (found.state, found.reason) == ("insufficient_data", "hedged")


@pytest.mark.parametrize(
    ("promise", "qualifier", "value", "state"),
    [
        ({"at_least": 90}, "over", 90, "met"),
        ({"more_than": 90}, "over", 90, "met"),
        ({"more_than": 90}, None, 90, "on_track"),
        ({"more_than": 90}, "at_least", 90, "on_track"),
        ({"at_least": 90}, "under", 90, "on_track"),
        ({"less_than": 90}, "under", 90, "met"),
        ({"at_most": 90}, "over", 90, "on_track"),
    ],
)
def test_a_hedge_is_heard(promise: dict[str, Any], qualifier: str | None, value: float, state: str):
    """The hedge "over 90" is more than 90, "under 90" is less; 90 itself does not keep more than 90."""
    start = 40 if "at_least" in promise or "more_than" in promise else 140
    observations = figures({2020: start}) + figures(
        {2025: value}, **({"qualifier": qualifier} if qualifier else {})
    )
    found = judged(goals=[goal(by="2030", **promise)], observations=observations)
    assert found.state == state


def test_counts_know_no_rounding():
    """7 laws of 7: met, and not borderline, since a law is whole."""
    made = target(
        measure={"unit": "laws"}, goals=[goal(at_least=7, by=2030)], observations=figures({2020: 2, 2025: 7})
    )
    plain, exact = (
        assess(made, NOVEMBER, SOURCES, rule) for rule in (Rule(), Rule(exact=frozenset({"laws"})))
    )
    assert ("borderline" in plain.flags, "borderline" in exact.flags) == (True, False)


# Too early, one period, spans


def test_too_early_to_tell():
    """Half a year of five and a half, F = 0.09: too early until 15 % have passed, 0.825 years."""
    given: Any = {"goals": [goal(at_least=99, by=2030)], "observations": figures({"2025-Q2": 26, 2025: 41})}
    found = judged(on=date(2026, 2, 1), **given)
    assert (found.state, found.reason, found.ratio is None) == ("too_early", "too_early", False)
    # 2024.5 + 0.15 * 5.5 = 2025.325: 0.9 of the way through April 2026
    assert found.enough == date(2026, 4, 27)
    assert (found.outlook and found.outlook.reaches) is None
    later = judged(on=NOVEMBER, goals=given["goals"], observations=figures({"2025-Q2": 26, "2026-Q2": 41}))
    assert (later.state, later.enough) == ("on_track", True)  # (15 / 73) / (1 / 5.5) = 1.13
    close = judged(
        on=date(2026, 2, 1), goals=[goal(at_least=99, by="2026")], observations=given["observations"]
    )
    assert close.state == "slightly_off_track"  # (15 / 73) / (0.5 / 1.5) = 0.62


def test_a_promise_for_one_year_waits_for_that_year():
    """3 % of the budget of 2026: the 3.2 of 2025 decides nothing; the 2.9 of 2026 misses it."""
    measure = {"counts": "share_of_flow"}
    promise = [{"at_least": 3, "for": "2026", "source": "plan"}]
    before = judged(on=NOVEMBER, measure=measure, goals=promise, observations=figures({2024: 2.8, 2025: 3.2}))
    assert (before.state, before.gap, before.pace_required_now) == ("awaiting_figure", None, None)
    after = judged(
        on=date(2027, 5, 1), measure=measure, goals=promise, observations=figures({2025: 3.2, 2026: 2.9})
    )
    assert (after.state, after.gap) == ("missed", pytest.approx(0.1))


def test_a_year_is_not_compared_with_a_month():
    """Shares of months against the same month: 39.28 and 51.7 of November; 45.8 of a year stands aside."""
    found = judged(
        on=NOVEMBER,
        measure={"counts": "share_of_flow", "seasonal": "true", "frequency": "month"},
        goals=[goal(at_least=70, by="2026")],
        observations=figures(
            {2024: 45.8, "2024-07": 35.61, "2024-11": 39.28, "2025-07": 39.85, "2025-11": 51.7}
        ),
    )
    assert found.baseline is not None
    assert (found.baseline.period.text, found.latest and found.latest.period.text) == ("2024-11", "2025-11")
    assert "one_season" in found.flags
    # (12.42 / 30.72) / (12 / 25 months) = 0.842
    assert (found.ratio, found.state) == (pytest.approx(0.8423, abs=1e-4), "slightly_off_track")


def test_whole_years_of_seasons_are_compared_by_their_means():
    """Terms of 80, 90, 70, 60 (mean 75) and of 84, 94, 74, 64 (mean 79): 4 of 15 in a year of six."""
    quarters = {f"2023-Q{n}": value for n, value in enumerate((80, 90, 70, 60), 1)}
    quarters |= {f"2024-Q{n}": value for n, value in enumerate((84, 94, 74, 64), 1)}
    found = judged(
        measure={"counts": "mean", "seasonal": "true", "frequency": "quarter"},
        goals=[goal(at_least=90, by="2029")],
        observations=figures(quarters),
    )
    assert (found.baseline and found.baseline.value, found.latest and found.latest.value) == (75, 79)
    assert (found.ratio, found.state) == (pytest.approx((4 / 15) / (1 / 6)), "on_track")


def test_a_period_is_its_whole_span():
    """Quarters and years of one office in one file: years are compared with years."""
    found = judged(
        goals=[goal(at_least=500, by="2030")],
        observations=figures({2020: 300, 2023: 360, 2024: 400, "2024-Q3": 110, "2024-Q4": 130}),
    )
    assert found.others == ()
    assert (found.latest and found.latest.value, found.gap) == (400, 100)
    assert found.ratio == pytest.approx((100 / 200) / (4 / 10))


def test_a_mean_over_years_weighs_as_many():
    """Growth of 4.6 in 2021 and 5.88 in 2024 lie within the mean of 5.24 of 2021 to 2025: that one counts."""
    found = judged(
        on=NOVEMBER,
        measure={"growth_rate": "true"},
        goals=[goal(at_least=6.5, by="2025")],
        baseline="2019",
        observations=figures({2019: 6.2, 2021: 4.6, 2024: 5.88, "2021/2025": 5.24}),
    )
    assert (found.state, found.mean) == ("missed", pytest.approx(5.24))
    apart = judged(
        measure={"growth_rate": "true"},
        goals=[goal(at_least=3, by="2027")],
        observations=figures({2020: 0, "2021/2023": 4}),
    )
    assert apart.mean == pytest.approx(100 * (1.04**0.75 - 1))  # one year of 0, three of 4


def test_financial_years_are_a_yearly_series():
    """Ten years from April to March give the same recent pace as ten calendar years: none, after a peak."""
    values = (20, 24, 29, 33, 38, 43, 47, 44, 41, 38)
    calendar = {str(2015 + n): value for n, value in enumerate(values)}
    financial = {f"{2015 + n}-04/{2016 + n}-03": value for n, value in enumerate(values)}
    first = judged(goals=[goal(at_least=60, by="2029")], observations=figures(calendar))
    second = judged(goals=[goal(at_least=60, by="2029-04/2030-03")], observations=figures(financial))
    assert (first.pace_recent, first.recent_window) == (second.pace_recent, second.recent_window) == (0, 6)
    assert first.reasons["acceleration_factor"] == "recent_standstill"


# The house rule


def test_the_house_rule_decides():
    """2 to 8 of 40: off track on the line, on track compounding; a house that asks for 0.3 is content."""
    made = target(goals=[goal(at_least=40, by="2030")], observations=figures({2020: 2, 2024: 8}))
    states = [
        assess(made, NOVEMBER, SOURCES, rule).state
        for rule in (Rule(), Rule("eurostat_cagr"), Rule(cut_offs=Cutoffs(0.39, 0.2)))
    ]
    assert states == ["well_off_track", "on_track", "on_track"]


def test_a_method_that_does_not_apply_is_never_replaced():
    """Compound growth from zero does not exist: not assessable, with the reason."""
    made = target(goals=[goal(at_least=40, by="2030")], observations=figures({2020: 0, 2024: 8}))
    found = assess(made, NOVEMBER, SOURCES, Rule("eurostat_cagr"))
    assert (found.state, found.reason) == ("not_assessable", "not_positive")


def test_a_chosen_method_comes_with_its_published_cut_offs():
    """The house's own cut-offs belong to its method; a reader's choice of another has the published ones."""
    house = {"method": "linear_pace", "cut_offs": {"on_track": 1, "slightly_off_track": 0.5}, "enough": 0.1}
    words = Vocabulary.model_validate({"assessment": house})
    assert rule_of(words) == Rule("linear_pace", Cutoffs(1.0, 0.5), 0.1)
    assert rule_of(words, "recent_projection") == Rule("recent_projection", None, 0.1)


# Without a goal, groups, changes


@pytest.mark.parametrize(
    ("wanted", "latest", "state"),
    [
        ("rise", 106, "improving"),
        ("rise", 101, "little_change"),
        ("rise", 99, "worsening"),
        ("fall", 99, "little_change"),
        ("fall", 90, "improving"),
    ],
)
def test_without_a_goal_the_wanted_way_decides(wanted: str, latest: float, state: str):
    """From 100 in five years: 106 is 1.2 % a year, 101 is 0.2 %, 99 is -0.2 %, 90 is -2.1 %."""
    found = judged(measure={"wanted": wanted}, observations=figures({2020: 100, 2025: latest}))
    assert (found.state, found.reason) == (state, None)
    assert judged(observations=figures({2020: 100, 2025: latest})).reason == "no_goal"


def test_a_group_tells_the_share_of_goals_on_track():
    """One of two judged goals is on track: one half; a figure without a goal is not counted."""
    good = simple((2020, 38), (2025, 58), {"at_least": 78, "by": "2030"})
    bad = simple((2020, 38), (2025, 40), {"at_least": 78, "by": "2030"})
    loose = judged(measure={"wanted": "rise"}, observations=figures({2020: 100, 2025: 106}))
    assert summary([good, bad, loose]).on_track == 0.5
    assert summary([loose]).on_track is None


def test_a_passed_deadline_is_a_cause_and_stays_in_sight():
    """Over New Year the goal of 2025 expires: no figure is new, the deadline is the cause."""
    made = target(
        goals=[goal(id="near", at_least=60, by="2025"), goal(id="far", at_least=80, by="2030")],
        observations=figures({2020: 40, 2024: 50}),
    )
    old, new = (assess(made, day, SOURCES) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    (change,) = board.changes([old], [new])
    assert (change.figures, change.causes) == ((), ("deadline_passed",))
    assert [(one.result.goal.id, one.result.state, one.why) for one in new.also] == [
        ("near", "awaiting_final", "just_passed")
    ]


def test_a_revision_and_a_new_rule_are_causes():
    """A newer document prints 52 for 50; another method puts the goal in another class."""
    observations = [*figures({2020: 40, 2024: 50}), {"period": "2024", "value": 52, "source": "y2026"}]
    made = target(goals=[goal(at_least=80, by="2030")], observations=observations)
    old, new = (assess(made, day, SOURCES) for day in (date(2026, 6, 1), date(2026, 7, 1)))
    assert "revision" in board.changes([old], [new])[0].causes
    other = assess(made, date(2026, 7, 1), SOURCES, Rule("recent_projection"))
    assert board.changes([new], [other])[0].causes == ("rule_changed",)

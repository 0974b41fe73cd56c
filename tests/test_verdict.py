"""Verdict: the order of the states and the flags, with numbers worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.portfolio import RISING, figures, goal, judged, method, simple
from tests.shelf import laid
from tests.told import of_target
from tracker.progress import NUMBERS


@pytest.mark.parametrize(
    ("latest", "ratio", "state"),
    [
        (57, 0.95, "on_track"),
        (56, 0.9, "slightly_off_track"),
        (50, 0.6, "slightly_off_track"),
        (49, 0.55, "well_off_track"),
        (38, 0.0, "well_off_track"),
        (37, -0.05, "moving_away"),
    ],
)
def test_states_by_pace(latest, ratio, state):
    """From 38 (2020) to 78 (2030), half the time used: 20 points gained would be R = 1; 19 are 0.95."""
    found = simple((2020, 38), (2025, latest), {"at_least": 78, "by": "2030"})
    assert (found.ratio, found.state) == (pytest.approx(ratio), state)
    assert ("no_change" in found.flags) is (latest == 38)
    assert found.reason is None


def test_no_goal_is_not_assessable_and_shows_figures():
    """A file that records a figure without a promise gets no verdict and no invented number."""
    found = judged(observations=figures(RISING))
    assert (found.state, found.reason) == ("not_assessable", "no_goal")
    assert found.latest is not None
    assert found.latest.value == 38
    assert len(found.series) == 6
    assert all(getattr(found, name) is None and found.reasons[name] == "no_goal" for name in NUMBERS)


def test_draft_alone_is_not_assessable():
    """A draft promise binds nobody; it is listed, not judged as the headline."""
    found = judged(goals=[goal(at_least=50, by="2030", draft="true")], observations=figures(RISING))
    assert (found.state, found.reason) == ("not_assessable", "only_draft")
    assert [result.role for result in found.goals] == ["draft"]


def test_goal_without_deadline():
    """Without a deadline there is a gap of 12 and 40 % of it closed, but no pace to require."""
    found = judged(goals=[goal(at_least=50)], baseline="2019", observations=figures(RISING))
    assert (found.state, found.reason) == ("not_assessable", "no_deadline")
    assert (found.gap, found.gap_closed) == (12, pytest.approx(8 / 20))
    assert found.ratio is found.pace_required is found.projection is None
    assert found.reasons["ratio"] == "no_deadline"
    assert found.pace_recent == pytest.approx(1.6)


def test_goal_without_deadline_can_be_met():
    """A promise without a day is kept once a figure keeps it."""
    found = judged(goals=[goal(at_least=38)], observations=figures(RISING))
    assert (found.state, found.reason) == ("met", None)


def test_no_observation():
    """Without a figure nothing is computed, and every absent number says so."""
    found = judged(goals=[goal(at_least=50, by="2030")])
    assert (found.state, found.reason) == ("insufficient_data", "no_observation")
    assert found.latest is None
    assert {found.reasons[name] for name in NUMBERS} == {"no_observation"}


def test_one_observation_shows_gap_and_required_pace():
    """12.5 of 30 in 2024: 17.5 to go, 17.5 / 6 a year; a share or ratio from one point would be made up."""
    found = judged(goals=[goal(at_least=30, by="2030")], observations=figures({2024: 12.5}))
    assert (found.state, found.reason) == ("insufficient_data", "one_observation")
    assert (found.gap, found.pace_required_now) == (17.5, pytest.approx(17.5 / 6))
    assert found.gap_closed is found.ratio is found.pace_observed is found.time_used is None
    assert found.reasons["ratio"] == "one_observation"


def test_one_observation_can_meet_the_goal():
    """A single figure that keeps the promise is enough."""
    found = judged(goals=[goal(at_least=12, by="2030")], observations=figures({2024: 12.5}))
    assert (found.state, found.reason) == ("met", None)


def test_one_figure_after_the_deadline_is_still_insufficient():
    """The order of the states puts too little data before missed; the deadline figure is shown."""
    found = judged(goals=[goal(at_least=30, by="2024")], observations=figures({2024: 12.5}))
    assert (found.state, found.reason) == ("insufficient_data", "one_observation")
    assert found.deadline_figure is not None


def test_baseline_in_the_year_of_the_latest_figure():
    """A stated baseline of the same period leaves no distance in time."""
    found = judged(
        goals=[goal(at_least=30, by="2030")],
        baseline={"period": "2024", "value": "12", "source": "office"},
        observations=figures({2024: 12.5}),
    )
    assert (found.state, found.reason) == ("insufficient_data", "one_point")


def test_stated_baseline_and_one_figure_make_a_pace():
    """10 at the end of 2022 and 14 two years later: 2 a year of 20 / 8 needed, R = 0.8."""
    found = judged(
        goals=[goal(at_least=30, by="2030")],
        baseline={"period": "2022", "value": "10", "source": "office"},
        observations=figures({2024: 14}),
    )
    assert (found.ratio, found.state) == (pytest.approx(0.8), "slightly_off_track")
    assert found.baseline is not None
    assert (found.baseline.derived, found.baseline.observation) == (False, None)


def test_baseline_at_the_deadline_is_not_assessable():
    """A baseline that does not lie before the deadline leaves no way to go."""
    found = judged(goals=[goal(at_least=50, by="2024")], baseline="2024", observations=figures(RISING))
    assert (found.state, found.reason) == ("not_assessable", "baseline_not_before_deadline")


LATE = {2018: 60, 2023: 70}


def test_missed():
    """74 in the deadline year of a promised 80 is missed, with 14 of 20 points = 70 % closed."""
    found = simple((2018, 60), (2025, 74), {"at_least": 80, "by": "2025"})
    assert (found.state, found.gap_closed) == ("missed", pytest.approx(0.7))
    assert found.deadline_figure == found.latest
    assert (found.pace_required_now, found.reasons["pace_required_now"]) == (None, "deadline_reached")


def test_before_the_last_day_nothing_is_missed():
    """On the deadline's last day the promise can still be kept; on the next it is missed."""
    promise: Any = {"goals": [goal(at_least=80, by="2025")], "baseline": "2018"}
    figures_of: Any = {"observations": figures({2018: 60, 2025: 74})}
    assert judged(on=date(2025, 12, 31), **promise, **figures_of).state == "slightly_off_track"
    assert judged(on=date(2026, 1, 1), **promise, **figures_of).state == "missed"


def test_awaiting_the_figure_of_the_deadline():
    """Only 2023 is published after the end of 2025: not missed yet; that reading had R = 0.7."""
    found = judged(goals=[goal(at_least=80, by="2025")], baseline="2018", observations=figures(LATE))
    assert (found.state, found.reason) == ("awaiting_final", "no_deadline_figure")
    assert (found.ratio, found.gap) == (pytest.approx(0.7), 10)
    assert found.reasons["deadline_figure"] == "no_deadline_figure"


def test_last_reading_before_the_deadline_met():
    """A reading of 2023 above the floor counts as met although the deadline year is not published."""
    found = judged(goals=[goal(at_least=70, by="2025")], baseline="2018", observations=figures(LATE))
    assert found.state == "met"


def test_met_late():
    """78 in the deadline year missed 80, 81 a year later keeps it: met, flagged, the figure of 78 kept."""
    found = judged(
        goals=[goal(at_least=80, by="2024")],
        baseline="2018",
        observations=figures({2018: 60, 2024: 78, 2025: 81}),
    )
    assert (found.state, found.deadline_figure and found.deadline_figure.value) == ("met", 78)
    assert "met_late" in found.flags


def test_lost_since():
    """81 kept the promise in its year, 79 a year later no longer does: met, flagged."""
    found = judged(
        goals=[goal(at_least=80, by="2024")],
        baseline="2018",
        observations=figures({2018: 60, 2024: 81, 2025: 79}),
    )
    assert found.state == "met"
    assert "lost_since" in found.flags
    assert "met_late" not in found.flags


def test_judged_on_a_later_figure():
    """Nothing was published for 2023, so 2025 decides, and the flag says so."""
    found = judged(
        goals=[goal(at_least=80, by="2023")], baseline="2018", observations=figures({2018: 60, 2025: 74})
    )
    assert found.state == "missed"
    assert "judged_on_later_figure" in found.flags


def test_adverse_trend_against_a_good_start():
    """Ahead of the path thanks to 2020 and 2021, falling since: on track, with a warning."""
    found = judged(
        goals=[goal(at_least=60, by="2030")],
        baseline="2018",
        observations=figures({2018: 20, 2020: 55, 2021: 54, 2022: 53, 2023: 52, 2024: 51, 2025: 50}),
    )
    assert (found.state, found.pace_recent) == ("on_track", pytest.approx(-1.0))
    assert "adverse_trend" in found.flags
    assert found.reasons["acceleration_factor"] == "recent_not_positive"
    assert method(found, "acceleration_factor") == (True, "recent_not_positive", "moving_away")


def test_borderline():
    """From 20 to 39 of 60 in half the time R is 0.95; 38.5 would be 0.925, another class."""
    at_edge = simple((2020, "20"), (2025, "39"), {"at_least": 60, "by": "2030"})
    sharper = judged(
        goals=[goal(at_least=60, by="2030")],
        observations=[
            *figures({2020: "20"}, as_printed="20.00 %"),
            *figures({2025: "39.1"}, as_printed="39.10 %"),
        ],
    )
    assert (at_edge.state, "borderline" in at_edge.flags) == ("on_track", True)
    assert (sharper.state, "borderline" in sharper.flags) == ("on_track", False)


def test_how_a_number_is_typed_says_nothing_of_its_precision():
    """From 20 to 39 of 60 is borderline, from 20 to 39.1 is not, however they are typed."""
    for base, whole, tenth in (("20", "39", "39.1"), ("20.00", "39.0", "39.100")):
        at_edge = simple((2020, base), (2025, whole), {"at_least": 60, "by": "2030"})
        sharper = simple((2020, base), (2025, tenth), {"at_least": 60, "by": "2030"})
        assert ("borderline" in at_edge.flags, "borderline" in sharper.flags) == (True, False)


def test_borderline_at_the_goal():
    """A printed 70 may be 69.5: met, but borderline; 71 cannot be."""
    assert "borderline" in simple((2020, 40), (2025, 70), {"at_least": 70, "by": "2030"}).flags
    assert "borderline" not in simple((2020, 40), (2025, 71), {"at_least": 70, "by": "2030"}).flags


def test_borderline_moves_the_baseline_too():
    """R = 18.9 / 20 = 0.945; a baseline of 19.5 instead of 20 makes it 19.4 / 20.25 = 0.958."""
    observations = [*figures({2020: 20}, as_printed="20 %"), *figures({2025: 38.9})]
    found = judged(goals=[goal(at_least=60, by="2030")], observations=observations)
    assert (found.state, "borderline" in found.flags) == ("slightly_off_track", True)


def test_at_limit():
    """A share of 100 cannot rise further."""
    found = simple((2020, 90), (2025, 100), {"at_least": 100, "by": "2030"}, measure={"bounds": [0, 100]})
    assert (found.state, "at_limit" in found.flags) == ("met", True)


@pytest.mark.parametrize(
    ("frequency", "latest", "stale"),
    [
        ("year", "2024", False),
        ("year", "2023", True),
        ("two-years", "2024", False),
        ("two-years", "2022", True),
        ("quarter", "2026-Q2", False),
        ("quarter", "2025-Q4", True),
        (None, "2024", False),
        (None, "2022", True),
    ],
)
def test_stale(frequency, latest, stale):
    """On 22 November 2026 (2025.89) a figure is stale after two intervals, or after three years."""
    measure = {"frequency": frequency} if frequency else {"frequency": "irregular"}
    found = simple(("2020", 10), (latest, 20), {"at_least": 50, "by": "2030"}, measure=measure)
    assert ("stale" in found.flags) is stale


def test_provisional():
    """A provisional or estimated latest figure is flagged, a provisional older one is not."""
    promise: Any = {"goals": [goal(at_least=50, by="2030")]}
    latest = judged(observations=[*figures({2020: 20}), *figures({2025: 30}, status="estimated")], **promise)
    older = judged(observations=[*figures({2020: 20}, status="provisional"), *figures({2025: 30})], **promise)
    assert "provisional" in latest.flags
    assert "provisional" not in older.flags


@pytest.mark.parametrize(
    ("promise", "own", "later", "said"),
    [
        ("at_most: 2", 1.5, 3, "Met: 1.5% (2024) keeps at most 2% for 2024 with 0.5 points to spare."),
        ("at_least: 2", 1.5, 3, "Missed: 1.5% (2024) did not keep at least 2% for 2024, missing it by 0.5"),
        ("at_least: 2", 2.5, 3, "Met: 2.5% (2024) keeps at least 2% for 2024 with 0.5 points to spare."),
        ("at_most: 2", 2.5, 1, "Missed: 2.5% (2024) did not keep at most 2% for 2024, missing it by 0.5"),
    ],
)
def test_a_promise_for_one_year_is_told_with_the_figure_of_that_year(
    promise: str, own: float, later: float, said: str, tmp_path: Path
) -> None:
    """The figure of 2025 decides nothing about 2024, neither the verdict nor how much there was to spare."""
    lines = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
    lines += f"goals: [{{{promise}, for: 2024, source: plan}}]\nobservations:\n"
    lines += "".join(
        f"  - {{period: {year}, value: {value}, source: data}}\n"
        for year, value in ((2024, own), (2025, later))
    )
    page = of_target(laid(tmp_path, cut=lines), "cut")
    assert said in page
    assert "now" not in page.partition(said)[2][:40]

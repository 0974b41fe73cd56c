"""Strict: a figure at the bound of a goal that does not keep it, by every method, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.portfolio import ON, SOURCES, figures, goal, judged, target
from tracker.judging.rule import Rule
from tracker.progress import Assessment, assess
from tracker.terms import METHODS, Method

RISEN = {2020: 50, 2021: 60, 2022: 70, 2023: 80, 2024: 85, 2025: 90}
FALLEN = {2020: 5000, 2021: 4500, 2022: 4000, 2023: 3200, 2024: 2600, 2025: 2000}
FLAT = {2019: 50, 2020: 90, 2021: 90, 2022: 90, 2023: 90, 2024: 90, 2025: 90}
BACK = {2019: 50, 2020: 95, 2021: 94, 2022: 93, 2023: 92, 2024: 91, 2025: 90}
MORE, LESS = {"more_than": 90}, {"less_than": 2000}


def by(name: Method, values: dict[Any, float], promise: dict[str, Any]) -> Assessment:
    """Return what a method says of a promise by 2029, from the first of some figures."""
    made = target(goals=[goal(by="2029", **promise)], baseline=str(min(values)), observations=figures(values))
    return assess(made, ON, SOURCES, Rule(method=name))


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize(("values", "promise"), [(RISEN, MORE), (FALLEN, LESS)])
def test_the_bound_itself_is_on_track_and_never_met(name: Method, values: Any, promise: Any) -> None:
    """Of more than 90 nothing with a size is missing at 90, and 8 points a year lead beyond it: on track."""
    found = by(name, values, promise)
    assert found.state == "on_track"
    assert "on_bound" in found.flags
    assert "methods_disagree" not in found.flags


@pytest.mark.parametrize(
    ("values", "state", "reason"),
    [
        (RISEN, "on_track", "on_bound"),
        (FLAT, "well_off_track", "recent_standstill"),
        (BACK, "moving_away", "recent_not_positive"),
    ],
)
def test_at_the_bound_the_recent_pace_decides(values: Any, state: str, reason: str) -> None:
    """Who stands still at 90 stays there, which does not keep more than 90; 95 to 90 leads away from it."""
    for name in ("recent_projection", "acceleration_factor"):
        found = by("linear_pace", values, MORE).methods[name]
        assert (found.applicable, found.state, found.reason, found.ratio) == (True, state, reason, None)


def test_no_pace_of_nothing_is_said_to_be_enough() -> None:
    """From 90 at 90 a pace of 0 would not keep more than 90: no pace and no factor is stated."""
    found = by("linear_pace", RISEN, MORE)
    for name in ("pace_required_now", "acceleration_factor"):
        assert (getattr(found, name), found.reasons[name]) == (None, "on_bound")
    assert (found.if_nothing_changed, found.reasons["if_nothing_changed"]) == (None, "on_bound")


@pytest.mark.parametrize(
    ("promise", "qualifier", "state", "flagged"),
    [
        (MORE, {}, "missed", True),
        (MORE, {"qualifier": "over"}, "met", False),
        ({"at_least": 90}, {"qualifier": "under"}, "missed", True),
        ({"at_least": 90}, {}, "met", False),
    ],
)
def test_all_of_the_gap_closed_is_told_apart_from_met(
    promise: Any, qualifier: Any, state: str, flagged: bool
) -> None:
    """50 to 90 of more than 90 by 2025 is all of the gap and yet missed: a flag tells why."""
    seen = [*figures({2020: 50}), *figures({2025: 90}, **qualifier)]
    found = judged(goals=[goal(by="2025", **promise)], baseline="2020", observations=seen, on=ON)
    assert (found.state, "on_bound" in found.flags) == (state, flagged)
    assert found.gap_closed == (None if state == "met" else 1)


STARTS: Any = [
    (MORE, {2018: 90, 2025: 88}, {}, "moving_away", False),
    (MORE, {2018: 90, 2025: 90}, {}, "well_off_track", False),
    ({"less_than": 3}, {2022: 3, 2024: 5}, {"unit": "laws"}, "moving_away", False),
    ({"more_than": 3}, {2022: 3, 2024: 3}, {"unit": "laws"}, "well_off_track", False),
    ({"less_than": 65}, {2022: 65, 2024: 65}, {"unit": "rank", "rank_of": 193}, "well_off_track", False),
    ({"more_than": {"times": 1, "of": "2018"}}, {2018: 90, 2025: 88}, {}, "moving_away", False),
    ({**MORE, "every_period": True}, {2018: 90, 2025: 88}, {}, "moving_away", False),
    ({"more_than": 3}, {2022: 3, 2023: 3, 2024: 3}, {"growth_rate": True}, "moving_away", False),
    ({"at_least": 90}, {2018: 90, 2025: 88}, {}, "moving_away", True),
    (MORE, {2018: 95, 2025: 90}, {}, "moving_away", True),
]


@pytest.mark.parametrize(("promise", "values", "measure", "state", "was"), STARTS)
def test_what_was_at_the_bound_has_not_kept_a_strict_goal(
    promise: Any, values: Any, measure: Any, state: str, was: bool
) -> None:
    """90 has never kept more than 90: 88 is no longer what it was, and 90 again stands still."""
    found = judged(goals=[goal(by="2030", **promise)], measure=measure, observations=figures(values))
    assert (found.state, "was_met" in found.flags) == (state, was)

"""Which of several goals leads, whatever the order of the lines."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from tests.portfolio import NOVEMBER, figures, goal, judged, source


@pytest.mark.parametrize(
    ("goals", "leader", "why"),
    [
        (
            [goal(id="a", at_least=60, by=2030), goal(id="b", at_least=50, by=2028, lead="true")],
            "b",
            "author",
        ),
        ([goal(id="a", at_least=25, by=2028), goal(id="b", at_least=80, by=2030)], "b", "unkept"),
        ([goal(id="a", at_least=80, by=2030), goal(id="b", at_least=60, by=2028)], "b", "deadline"),
        ([goal(id="a", at_least=60, by=2030), goal(id="b", at_least=80, by=2030)], "b", "demanding"),
        (
            [goal(id="a", at_least=80, by=2030, conditional="with aid"), goal(id="b", at_least=60, by=2030)],
            "b",
            "demanding",
        ),
        ([goal(id="a", at_least=60, by=2030), goal(id="b", more_than=60, by=2030)], "b", "demanding"),
        (
            [goal(id="b", at_least=60, by=2030), {**goal(id="a", at_least=60, by=2030), "source": "y2024"}],
            "a",
            "newest",
        ),
        ([goal(id="b", at_least=60, by=2030), goal(id="a", at_least=60, by=2030)], "a", "id"),
        ([goal(id="a", at_least=60, by=2030)], "a", "only"),
        ([goal(id="a", at_least=60, by=2024), goal(id="b", at_least=70, by=2025)], "b", "past"),
    ],
)
def test_the_goal_that_leads(goals: list[dict[str, Any]], leader: str, why: str):
    """Each rule decides where those before it leave several; the order of the lines decides nothing."""
    before = [{"period": "2018", "value": 30, "source": "early"}, *figures({2021: 34, 2025: 40})]
    known = {"early": source("early", "2019-06-30")}
    for order in (goals, goals[::-1]):
        found = judged(on=NOVEMBER, sources=known, goals=order, observations=before)
        assert found.goal is not None
        assert (found.goal.id, found.lead) == (leader, why)


def test_of_two_dates_of_one_promise_the_owners_own_leads():
    """At least 60: 2028 in the press, 2030 in the owner's plan. The owner's date counts."""
    found = judged(
        owner="government",
        goals=[
            {**goal(id="press", at_least=60, by=2028), "source": "office"},
            goal(id="own", at_least=60, by=2030),
        ],
        observations=figures({2021: 34, 2025: 40}),
    )
    assert found.goal is not None
    assert (found.goal.id, found.lead) == ("own", "owner")


def test_no_order_of_lines_changes_a_verdict():
    """Emissions fall: whichever of 420 and 500 stands first, 420 leads, and both are named."""
    goals = [
        goal(id="c", at_most=420, by=2030),
        goal(id="u", at_most=500, by=2030),
        goal(id="far", at_most=100, by=2050),
        goal(id="old", at_most=650, by=2025),
    ]
    lines = figures({2010: 700, 2016: 640, 2020: 600, 2024: 560})
    shuffled = random.Random(7)
    seen = set()
    for _ in range(12):
        shuffled.shuffle(goals)
        shuffled.shuffle(lines)
        found = judged(on=date(2026, 6, 1), goals=goals, observations=lines)
        seen.add(
            (
                found.goal.id if found.goal else "",
                found.state,
                tuple((one.result.goal.id, one.why) for one in found.also),
            )
        )
    assert seen == {
        ("c", "well_off_track", (("old", "just_passed"), ("u", "same_deadline"), ("far", "furthest")))
    }

"""What is told of a goal beside its state: outlook, days left, age, the next figure, and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.portfolio import NOVEMBER, figures, goal, hedged, judged, simple, source
from tracker.claims import outlook
from tracker.digits import Scale


def test_a_met_goal_has_no_share_pace_or_projection():
    """26 to over 91 of 90: met since 2025 by 1 point; nothing else is told of it."""
    found = judged(
        on=NOVEMBER,
        goals=[goal(at_least=90, by=2026)],
        observations=[*figures({2024: 26}), *hedged(91, "over")],
    )
    assert (found.state, found.gap) == ("met", -1)
    assert found.gap_closed is found.time_used is found.pace_recent is found.projection is None
    assert (found.reasons["projection"], found.outlook.reason if found.outlook else "") == ("met", "met")
    assert found.met_since is not None
    assert found.met_since.period.text == "2025"
    assert "borderline" not in found.flags


def test_standing_and_outlook_are_two_facts():
    """152 to 198 of 224 in half the time: R = (46 / 72) / 0.5 = 1.28, yet 198 + 14.67 = 212.67 by 2026."""
    found = judged(
        on=NOVEMBER,
        goals=[goal(at_least=224, by=2026)],
        baseline="2022",
        observations=figures({2022: 140, 2023: 147, 2024: 190, 2025: 197}),
    )
    assert found.state == "slightly_off_track"  # (57 / 84) / (3 / 4) = 0.905
    assert found.outlook is not None
    assert (found.outlook.reaches, found.outlook.value) == (False, pytest.approx(197 + 19))
    assert found.outlook.by is not None
    assert (found.outlook.by.text, found.outlook.before_deadline) == ("2027-06", False)


@pytest.mark.parametrize(
    ("by", "says", "month"),
    [("2030", "short", None), ("2026-06", "late", "2026-12"), ("2027", "reaches", "2026-12")],
)
def test_a_pace_through_a_range_arrives_late_only_behind_the_deadline(by, says, month):
    """34 in 2025 and 6 a year: 40 in 2026, 46 in 2027 within 40 to 50, 64 in 2030 above it."""
    found = judged(
        goals=[goal(between=[40, 50], by=by)],
        observations=figures({2021: 10, 2023: 22, 2025: 34}),
        on=date(2026, 3, 1),
    )
    claim = outlook(found, Scale())
    assert claim is not None
    assert (claim.says, claim.dated and claim.dated.text) == (says, month)


def test_days_left_enter_only_from_a_fresh_figure():
    """12 points are missing on 27 November 2026 and 34 days are left; a yearly figure of 2025 is fresh."""
    fresh = simple((2020, 40), (2025, 58), {"at_least": 70, "by": 2026}, on=NOVEMBER)
    old = simple((2020, 40), (2024, 58), {"at_least": 70, "by": 2026}, on=NOVEMBER)
    assert (fresh.days_left, old.days_left) == (34, 34)
    assert fresh.if_nothing_changed is not None
    # from the end of 27 November to the end of the year 3.9 thirtieths and a month: 1.1 months
    assert (fresh.if_nothing_changed.per, fresh.if_nothing_changed.value) == (
        "month",
        pytest.approx(12 / 1.1),
    )
    assert (old.if_nothing_changed, old.reasons["if_nothing_changed"]) == (None, "old_figure")


def test_nothing_is_needed_after_a_deadline():
    """58 of 70 by 2025, no figure since 2024: no pace, no projection, no date in the year 2200."""
    found = simple((2020, 40), (2024, 58), {"at_least": 70, "by": 2025}, on=NOVEMBER)
    assert (found.state, found.days_left) == ("awaiting_final", None)
    assert found.pace_required_now is found.projection is found.acceleration_factor is None
    assert found.reasons["pace_required_now"] == "deadline_passed"
    assert (found.outlook and found.outlook.reason) == "deadline_passed"


def test_no_date_before_the_day_is_projected():
    """From 40 to 58 in 2021, 18 a year: 70 would have been there in 2022, and no newer figure says so."""
    found = simple((2020, 40), (2021, 58), {"at_least": 70, "by": 2030}, on=NOVEMBER)
    assert found.outlook is not None
    assert (found.outlook.by, found.outlook.reason) == (None, "there_by_now")


@pytest.mark.parametrize(
    ("measure", "on", "stale", "due"),
    [
        ({"frequency": "year"}, date(2026, 12, 30), False, date(2026, 2, 1)),
        ({"frequency": "year"}, date(2026, 12, 31), True, date(2026, 2, 1)),
        (
            {"frequency": "year", "expected": {"every": "year", "month": "3"}},
            date(2026, 1, 1),
            False,
            date(2026, 3, 31),
        ),
        ({"frequency": "month"}, date(2025, 2, 28), True, date(2025, 3, 1)),
    ],
)
def test_how_old_and_when_the_next_is_due(measure: dict[str, Any], on: date, stale: bool, due: date):
    """A figure of 2024, published on 1 February 2025: two intervals make it stale, one brings the next."""
    known = {"annual": source("annual", "2025-02-01")}
    found = judged(
        on=on,
        sources=known,
        measure=measure,
        goals=[goal(at_least=70, by=2030)],
        observations=[*figures({2020: 40}), {"period": "2024", "value": 50, "source": "annual"}],
    )
    assert (found.stale, found.next_due) == (stale, due)
    assert found.age_days == (on - date(2024, 12, 31)).days


@pytest.mark.parametrize(
    ("every", "period", "published", "due"),
    [
        ("quarter", "2024-Q3", "2025-02-28", date(2025, 5, 31)),
        ("month", "2026-02", "2026-06-01", date(2026, 7, 1)),
        ("year", "2022", "2024-04-15", date(2025, 4, 15)),
        ("year", "2019", "2025-06-30", date(2022, 12, 31)),
        ("month", "2023-01", "2026-06-01", date(2024, 2, 29)),
        ("quarter", "2024-Q3", "2024-11-29", date(2025, 2, 28)),
        ("year", "2023-03/2024-02", "2024-04-30", date(2025, 4, 30)),
        ("month", "2025-02", "2025-02-28", date(2025, 3, 31)),
    ],
)
def test_the_last_day_of_a_month_is_followed_by_the_last_of_another(
    every: str, period: str, published: str, due: date
):
    """Three months after 28 February is 31 May; 2019 in a report of 2025 counts as published by 2021."""
    found = judged(
        on=NOVEMBER,
        sources={"annual": source("annual", published)},
        measure={"frequency": every},
        goals=[goal(at_least=70, by=2030)],
        observations=[{"period": period, "value": 50, "source": "annual"}],
    )
    assert found.next_due == due


def test_a_limit_that_is_kept_leads_nowhere():
    """Deaths of 8.8 to 12.1 under a ceiling of 70: met; no path climbs to 70."""
    found = simple((2016, 8.8), (2024, 12.1), {"at_most": 70, "by": "2030"})
    assert (found.state, found.path_value, found.pace_required) == ("met", None, None)


def test_how_sure_an_outlook_is():
    """30 to 38 in five years, the goal 49 by 2030 is just missed: less likely than not, within a band."""
    values = {2018: 29, 2019: 30, 2020: 31, 2021: 33, 2022: 34, 2023: 36, 2024: 38}
    found = judged(goals=[goal(at_least=49, by="2030")], observations=figures(values))
    assert found.chance is not None
    assert found.band is not None
    assert 0.33 < found.chance < 0.5
    assert found.band[0] < 38 + 1.6 * 6 < found.band[1]
    few = judged(goals=[goal(at_least=49, by="2030")], observations=figures({2020: 31, 2024: 38}))
    assert (few.chance, few.reasons["chance"]) == (None, "few_yearly")

"""Series: which figures, baseline and goals count on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.portfolio import RISING, figures, goal, judged, method, source
from tracker.judging.assessment import Assessment


def test_derived_baseline_is_the_first_figure_since_adoption():
    """The plan is of 2020: 2020 is the baseline though figures go back to 2015, and it is labelled."""
    found = judged(goals=[goal(at_least=50, by="2030")], observations=figures({2015: 10, 2020: 20, 2025: 35}))
    assert found.baseline is not None
    assert (found.baseline.period.text, found.baseline.derived) == ("2020", True)
    assert found.ratio == pytest.approx(1.0)
    assert len(found.series) == 3


def test_derived_baseline_is_else_the_last_figure_before():
    """With no figure since adoption the last one before is the baseline: one point, no pace."""
    found = judged(goals=[goal(at_least=50, by="2030")], observations=figures({2015: 10, 2018: 20}))
    assert found.baseline is not None
    assert found.baseline.period.text == "2018"
    assert (found.state, found.reason) == ("insufficient_data", "one_point")


def test_baseline_that_is_not_published_yet_is_derived():
    """On a day before the named 2022 figure came out, the rule picks 2020; afterwards 2022 counts."""
    later = [*figures({2020: 20, 2021: 24}), {"period": "2022", "value": 30, "source": "y2023"}]
    given: Any = {"goals": [goal(at_least=50, by="2030")], "baseline": "2022", "observations": later}
    before, after = judged(on=date(2023, 1, 1), **given), judged(on=date(2023, 7, 1), **given)
    assert before.baseline is not None
    assert after.baseline is not None
    assert (before.baseline.period.text, before.baseline.derived) == ("2020", True)
    assert (after.baseline.period.text, after.baseline.derived) == ("2022", False)


def break_at(year: int, values: dict[int, float]) -> list[dict[str, Any]]:
    """Return figures of which one starts a new definition."""
    return [
        {**one, "break": "new definition"} if one["period"] == str(year) else one for one in figures(values)
    ]


def test_break_rebases():
    """Counting changed in 2022: the pace runs 30 to 36 in two years, not from 2018; R = 3 / (20 / 8)."""
    found = judged(
        goals=[goal(at_least=50, by="2030")],
        baseline="2018",
        observations=break_at(2022, {2018: 20, 2021: 22, 2022: 30, 2024: 36}),
    )
    assert found.baseline is not None
    assert (found.baseline.period.text, found.baseline.derived) == ("2022", True)
    assert found.ratio == pytest.approx(3 / 2.5)
    assert "rebased" in found.flags
    assert len(found.series) == 4


def test_break_at_the_first_figure_parts_it_from_a_baseline_with_its_own_value():
    """10 in 2018 is of the old definition: the pace runs 30 to 36 from 2022, R = 3 / (20 / 8)."""
    found = judged(
        goals=[goal(at_least=50, by="2030")],
        baseline={"period": "2018", "value": 10},
        observations=break_at(2022, {2022: 30, 2024: 36}),
    )
    assert found.baseline is not None
    assert (found.baseline.period.text, found.baseline.value) == ("2022", 30)
    assert found.ratio == pytest.approx(1.2)
    assert "rebased" in found.flags


def test_break_leaves_one_point():
    """The first figure of a new definition has nothing to be compared with."""
    found = judged(
        goals=[goal(at_least=50, by="2030")],
        baseline="2018",
        observations=break_at(2024, {2018: 20, 2024: 36}),
    )
    assert (found.state, found.reason) == ("insufficient_data", "one_point_since_break")
    assert found.pace_recent is None


def test_recent_pace_does_not_cross_a_break():
    """Of six years only three follow the break: no recent window, the pace since the new baseline."""
    found = judged(
        goals=[goal(at_least=50, by="2030")], baseline="2019", observations=break_at(2022, dict(RISING))
    )
    assert (found.recent_window, found.pace_recent) == (None, pytest.approx(2.0))
    assert method(found, "recent_projection")[1] == "few_points"


def revised() -> list[dict[str, Any]]:
    """Return the figure of 2022 as first published in 2023 and as revised in 2024."""
    return [
        *figures({2020: 20}),
        {"period": "2022", "value": 30, "source": "y2023"},
        {"period": "2022", "value": 27, "source": "y2024"},
    ]


def test_revision_supersedes_from_its_day_on():
    """Before the revision 30 counts and R = 5 / 3; after it 27 counts, 30 stays on record, R = 7 / 6."""
    given: Any = {"goals": [goal(at_least=50, by="2030")], "baseline": "2020", "observations": revised()}
    before, after = judged(on=date(2024, 1, 1), **given), judged(on=date(2025, 1, 1), **given)
    assert (before.ratio, before.others) == (pytest.approx(5 / 3), ())
    assert after.ratio == pytest.approx(7 / 6)
    assert [(rival.role, rival.point.value) for rival in after.others] == [("superseded", 30)]
    assert "conflict" not in after.flags


RIVALS = {
    "press": source("press", "2023-08-01", "paper", reliability="weak"),
    "ministry": source("ministry", "2023-03-01", "ministry", reliability="primary"),
}


def rivals(press: float, **press_more: Any) -> Assessment:
    """Return the assessment where a ministry and a paper state the figure of 2022."""
    observations = [
        *figures({2020: 20}),
        {"period": "2022", "value": 30, "source": "ministry"},
        {"period": "2022", "value": press, "source": "press", **press_more},
    ]
    return judged(
        sources=RIVALS, goals=[goal(at_least=50, by="2030")], baseline="2020", observations=observations
    )


def test_rival_figures_of_two_publishers():
    """The more reliable source counts although the paper is newer; the dispute is flagged."""
    found = rivals(33)
    assert found.latest is not None
    assert found.latest.source == "ministry"
    assert [(rival.role, rival.point.value) for rival in found.others] == [("rival", 33)]
    assert "conflict" in found.flags


def test_rival_that_is_set_aside():
    """A rival figure that an editor set aside with a reason disputes nothing."""
    found = rivals(33, set_aside="counts another year")
    assert [rival.role for rival in found.others] == ["set_aside"]
    assert "conflict" not in found.flags


def test_publishers_that_agree():
    """The same value from two publishers is no dispute."""
    found = rivals(30)
    assert [rival.role for rival in found.others] == ["superseded"]
    assert "conflict" not in found.flags


def test_dispute_over_an_unused_figure_is_not_flagged():
    """A dispute over a year between baseline and latest figure does not touch the verdict."""
    observations = [
        *figures({2020: 20, 2024: 34}),
        {"period": "2022", "value": 30, "source": "ministry"},
        {"period": "2022", "value": 33, "source": "press"},
    ]
    found = judged(
        sources=RIVALS, goals=[goal(at_least=50, by="2030")], baseline="2020", observations=observations
    )
    assert "conflict" not in found.flags


def test_forecasts_and_figures_set_aside_never_count():
    """A forecast for 2025 and a figure set aside for 2024 leave 2023 as the latest."""
    observations = [
        *figures({2020: 20, 2023: 29}),
        *figures({2024: 90}, set_aside="other population"),
        *figures({2025: 99}, status="forecast"),
    ]
    found = judged(goals=[goal(at_least=50, by="2030")], observations=observations)
    assert found.latest is not None
    assert found.latest.period.text == "2023"
    assert [rival.role for rival in found.others] == ["set_aside", "forecast"]


def test_nothing_is_seen_before_it_is_published():
    """A figure of a source published on 30 June 2025 is unknown on the day before, known on the day."""
    observations = [*figures({2020: 20}), {"period": "2024", "value": 40, "source": "y2025"}]
    given: Any = {"goals": [goal(at_least=50, by="2030")], "observations": observations}
    assert len(judged(on=date(2025, 6, 29), **given).series) == 1
    assert len(judged(on=date(2025, 6, 30), **given).series) == 2


def test_figures_of_unknown_sources_are_left_out():
    """What names a source without a record cannot be dated and does not count."""
    observations = [*figures(RISING), {"period": "2025", "value": 99, "source": "hearsay"}]
    found = judged(goals=[goal(at_least=50, by="2030")], observations=observations)
    assert found.latest is not None
    assert found.latest.period.text == "2024"


def role_of(found: Assessment) -> dict[str | None, str]:
    """Return the role of each goal by its id."""
    return {result.goal.id: result.role for result in found.goals}


def test_headline_is_the_next_goal_due():
    """In 2024 the goal for 2025 leads, in 2026 that for 2030, in 2031 the last one; all stay visible."""
    given: Any = {
        "goals": [goal(id="far", at_least=80, by="2030"), goal(id="near", at_least=40, by="2025")],
        "observations": figures({2020: 20, 2023: 32, 2025: 38}),
    }
    assert role_of(judged(on=date(2024, 5, 1), **given)) == {"near": "headline", "far": "open"}
    found = judged(on=date(2026, 5, 1), **given)
    assert role_of(found) == {"near": "past", "far": "headline"}
    assert [result.state for result in found.goals if result.goal.id == "near"] == ["missed"]
    assert role_of(judged(on=date(2031, 5, 1), **given)) == {"near": "past", "far": "headline"}


def test_revised_goal_closes_the_old_version():
    """From the day of the revision the new goal leads; the old one is kept as replaced."""
    given: Any = {
        "goals": [
            goal(id="old", at_least=80, by="2030"),
            {"source": "y2024", "id": "new", "at_least": 60, "by": "2030", "replaces": "old"},
        ],
        "observations": figures(RISING),
    }
    assert role_of(judged(on=date(2024, 6, 29), **given)) == {"old": "headline"}
    assert role_of(judged(on=date(2024, 6, 30), **given)) == {"old": "replaced", "new": "headline"}


def test_draft_replaces_nothing():
    """A draft of a new goal leaves the valid one in force."""
    found = judged(
        goals=[
            goal(id="old", at_least=80, by="2030"),
            {
                "source": "y2024",
                "id": "new",
                "at_least": 60,
                "by": "2030",
                "replaces": "old",
                "draft": "true",
            },
        ],
        observations=figures(RISING),
    )
    assert role_of(found) == {"old": "headline", "new": "draft"}


def test_undated_goal_leads_only_without_a_dated_one_ahead():
    """A goal without a deadline stands behind one that is due and before one that is past."""
    undated, due = goal(id="undated", at_least=90), goal(id="due", at_least=80, by="2030")
    past = goal(id="past", at_least=25, by="2022")
    both = judged(goals=[undated, due], observations=figures(RISING))
    gone = judged(goals=[undated, past], observations=figures(RISING))
    assert role_of(both) == {"undated": "open", "due": "headline"}
    assert role_of(gone) == {"undated": "headline", "past": "past"}


def test_newest_of_two_equal_goals_with_one_deadline_leads():
    """Two documents promise the same for 2030: the one published later is the headline."""
    found = judged(
        goals=[
            {"source": "y2024", "id": "newer", "at_least": 80, "by": "2030"},
            goal(id="older", at_least=80, by="2030"),
        ],
        observations=figures(RISING),
    )
    assert role_of(found) == {"newer": "headline", "older": "open"}
    assert found.lead == "newest"


def test_past_goal_keeps_its_verdict_beside_a_later_baseline():
    """The baseline 2024 belongs to the goal for 2030; the goal for 2024 is judged on its own figure."""
    found = judged(
        goals=[goal(id="past", at_least=40, by="2024"), goal(id="next", at_least=60, by="2030")],
        baseline="2024",
        observations=figures({**RISING, 2025: 40}),
    )
    assert {result.goal.id: result.state for result in found.goals} == {
        "past": "met",
        "next": "well_off_track",
    }
    past = next(result for result in found.goals if result.goal.id == "past")
    assert (past.deadline_figure and past.deadline_figure.value, past.flags[0]) == (38, "met_late")

"""What if the pace were another one?"""

from datetime import date

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker.language import words
from tracker.progress import Assessment, assess
from tracker.whatif import what_if
from tracker.wording import Wording


def judged(**given: object) -> Assessment:
    """Return the verdict on 40 in 2020, 58 in 2025, with 70 by 2030 unless told otherwise."""
    content = {"goals": [goal(at_least=70, by=2030)], "observations": figures({2020: 40, 2025: 58})} | given
    return assess(target(**content), date(2026, 6, 30), SOURCES)


def test_the_goal_is_reached_in_the_month_the_pace_leads_to() -> None:
    """12 points are missing: at 3 a year that takes four years, until the end of 2029."""
    outcome = what_if(judged(), 3.0)
    assert outcome.reached is not None
    assert outcome.reached.text == "2029-12"
    assert outcome.at_deadline == pytest.approx(73.0)


def test_a_half_year_is_june() -> None:
    """At 8 a year 12 points take one and a half years, until the end of June 2027."""
    outcome = what_if(judged(), 8.0)
    assert outcome.reached is not None
    assert outcome.reached.text == "2027-06"


@pytest.mark.parametrize("pace", [0.0, -1.0, 1e-9])
def test_a_pace_that_leads_nowhere_says_so(pace: float) -> None:
    """No pace, a backward pace and one that takes a million years reach nothing."""
    assert what_if(judged(), pace).reached is None


def test_a_falling_goal_counts_down() -> None:
    """From 58 down to 40 at 6 a year takes three years; by 2030 the value would be 28."""
    falling = judged(goals=[goal(at_most=40, by=2030)], observations=figures({2020: 70, 2025: 58}))
    outcome = what_if(falling, 6.0)
    assert outcome.reached is not None
    assert outcome.reached.text == "2028-12"
    assert outcome.at_deadline == pytest.approx(28.0)


def test_without_figures_there_is_no_outcome() -> None:
    """A goal nobody has measured yet cannot be played with."""
    outcome = what_if(judged(observations=[]), 3.0)
    assert outcome.reached is None
    assert outcome.at_deadline is None


def test_an_arrival_before_the_day_is_not_dated() -> None:
    """At 60 a year from the end of 2025 the 70 would stand in March 2026, and in June no figure says so."""
    outcome = what_if(judged(), 60.0)
    assert outcome.reached is None
    assert outcome.by_now


@pytest.mark.parametrize(
    ("pace", "shown"), [(2.8, "2.8 places"), (3.0, "3 places"), (1.0, "1 place"), (0.43273, "0.4327 places")]
)
def test_a_pace_is_said_as_the_slider_shows_it(pace: float, shown: str) -> None:
    """6 places at 2.8 a year are there in February 2027, at 3 a year by the end of 2026: 2.8 is not 3."""
    ranked = judged(measure={"unit": "rank", "rank_of": 193})
    assert Wording(words("en"), {}).tried(pace, ranked) == shown

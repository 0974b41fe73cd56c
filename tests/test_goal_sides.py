"""Sides of goals: no figure is printed on another side of any goal of its series than it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.briefings import briefing
from tests.portfolio import SOURCES, figures, goal, target
from tracker import digits, printed
from tracker.export.citations import Citations
from tracker.export.record_tables import RecordTables
from tracker.judging.rule import DEFAULT
from tracker.language import LANGUAGES, words
from tracker.meaning import ratio_shown
from tracker.progress import Assessment, assess
from tracker.terms import Unit
from tracker.wording import Wording
from tracker.worked import worked

PERCENT = Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%", "decimals": 1})
PEOPLE = Unit.model_validate({"title": {"en": "people"}, "symbol": {"en": "people"}, "decimals": 0})
UNITS = {"percent": PERCENT, "people": PEOPLE, "rank": PEOPLE}
ENGLISH = Wording(words("en"), UNITS)
LATER = date(2026, 11, 29)


def shares(values: dict[int, float], *promises: dict[str, Any], **more: Any) -> Assessment:
    """Return what is judged of shares in some years by promises of one plan."""
    made = target(
        measure={"unit": "percent", "frequency": "year"},
        goals=[goal(id=f"g{at}", **one) for at, one in enumerate(promises)],
        observations=figures(values, **more),
    )
    return assess(made, LATER, SOURCES)


FURTHER = shares({2021: 20, 2025: 49.97}, {"at_least": 40, "by": 2027}, {"at_least": 50, "by": 2030})
PASSED = shares({2021: 20, 2025: 49.96}, {"at_least": 50, "for": 2025}, {"at_least": 60, "by": 2030})
STRICT = shares({2021: 4.5, 2025: 4.96}, {"less_than": 5, "every_period": True, "by": 2030})
SMALL = shares({2024: 0.5, 2025: 0.31}, {"at_least": 0.5, "for": 2027}, {"at_most": 0.3, "for": 2025})
BETWEEN = shares({2021: 20, 2025: 49.96}, {"at_least": 49.94, "by": 2027}, {"at_least": 50, "by": 2030})
ALIKE = shares({2024: 49.94, 2025: 49.96}, {"at_least": 50, "by": 2030})


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (FURTHER, "49.9"),
        (PASSED, "49.9"),
        (STRICT, "4.96"),
        (SMALL, "0.31"),
        (BETWEEN, "49.96"),
        (ALIKE, "49.96"),
    ],
)
def test_a_figure_is_on_its_own_side_of_every_goal_in_every_language(
    found: Assessment, shown: str, code: str
) -> None:
    """The unit has one decimal: 50.0, 5.0 and 0.3 would be on another side of one of the goals."""
    wording = Wording(words(code), UNITS)
    assert found.latest is not None
    told = wording.point(found.latest, found).replace(",", ".")
    assert told.rstrip("%\xa0\u202f ") == shown
    assert shown in wording.headline(found).replace(",", ".")
    assert shown in wording.says(found).replace(",", ".")


VALUES = st.integers(4980, 5020).map(lambda one: one / 100)
ENDS = st.integers(498, 502).map(lambda one: one / 10)
BOUNDS = st.sampled_from(["at_least", "at_most", "more_than", "less_than"])


@settings(max_examples=300, deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=4), st.lists(st.tuples(BOUNDS, ENDS), min_size=1, max_size=3))
def test_no_figure_of_any_series_is_printed_across_any_of_its_goals(
    values: list[float], promises: list[tuple[str, float]]
) -> None:
    """Whatever the figures and goals: above is above, below is below, and a strict bound is not reached."""
    made = target(
        measure={"unit": "percent", "frequency": "year"},
        goals=[goal(id=f"g{at}", by=2028 + at, **{name: end}) for at, (name, end) in enumerate(promises)],
        observations=figures({2020 + at: value for at, value in enumerate(values)}),
    )
    found = assess(made, LATER, SOURCES)
    scale = ENGLISH.scale(found)
    for one in found.promises:
        for end in (one.goal.low, one.goal.high):
            if end is None:
                continue
            bound = printed.promised(end, one.goal, found, scale)
            for point in found.series:
                way = digits.side(point.value, end)
                seen = digits.side(printed.figure(point, found, scale), bound)
                strict = one.goal.bound in ("more_than", "less_than")
                may_meet = not strict and one.goal.satisfied_by(point.value)
                assert seen == way or (seen == 0 and may_meet)


def test_what_a_body_expects_is_on_its_own_side_of_the_goal() -> None:
    """49.97 that a body expects, or a draft says, does not reach at least 50."""
    found = shares({2021: 20, 2025: 40}, {"at_least": 50, "by": 2030})
    assert found.latest is not None
    assert ENGLISH.beside(type(found.latest.value)(49.97, 2), found) == "49.9%"


def test_a_workbook_holds_the_figure_that_is_printed_where_its_program_would_round_it_otherwise() -> None:
    """49.997 shown with two decimals is 50.00 in any spreadsheet; 4.996 with three is itself."""
    made = briefing()
    papers = RecordTables(made, Citations(made))
    short = papers.latest(shares({2021: 20, 2025: 49.997}, {"at_least": 50, "by": 2030}))
    below = papers.latest(shares({2021: 4, 2025: 4.996}, {"less_than": 5, "every_period": True, "by": 2030}))
    assert (short.value, short.decimals) == (49.99, 2)
    assert (below.value, below.decimals) == (4.996, 3)


@pytest.mark.parametrize(
    ("value", "bound", "told"),
    [
        (49.99, 50, "the gap is 0.1 points, or 0.03 points a year"),
        (77.96, 78, "the gap is 0.1 points, or 0.03 points a year"),
        (40, 50, "the gap is 10.0 points, or 2.5 points a year"),
    ],
)
def test_a_pace_that_is_needed_is_that_of_the_gap_as_printed(value: float, bound: int, told: str) -> None:
    """0.1 points in a little over four years are 0.025 a year; the 0.01 behind them would be 0.003."""
    assert told.replace("10.0", "10") in ENGLISH.pace(
        shares({2021: 20, 2025: value}, {"at_least": bound, "by": 2030})
    ).replace("10.0", "10")


def test_about_a_bound_is_not_exactly_the_bound() -> None:
    """About 70 may be 69 or 71; nobody knows that it is 70."""
    about = shares({2021: 40, 2025: 70}, {"at_least": 70, "by": 2030}, qualifier="about")
    assert ENGLISH.verdict(about).startswith("Met: about 70% (2025) keeps at least 70% by 2030")


def test_a_ratio_or_factor_that_is_not_zero_has_a_digit_that_is_not() -> None:
    """0.04 points a year that are needed beside 10.49 that are made are a factor of 0.004."""
    assert ratio_shown(0.00381, "acceleration_factor", DEFAULT) == 0.004
    assert ratio_shown(-0.0002, "linear_pace", DEFAULT) == -0.0002
    assert ratio_shown(0.0, "linear_pace", DEFAULT) == 0


def test_a_number_has_the_same_digits_in_every_formula() -> None:
    """3.583 a year need 84.25; so the pace from 81.25 to 84.25 is not that from 81.3 to 84.3."""
    found = shares({2022: 81.25, 2025: 84.25}, {"at_least": 95, "by": 2028})
    told = [line.formula for line in worked(found, ENGLISH)]
    assert "(84.25 − 81.25) ÷ (2025 − 2022)" in told
    assert not any("84.3" in formula or "81.3" in formula for formula in told)


def test_a_way_that_is_not_all_made_is_no_hundred_per_cent() -> None:
    """29.99 of 30 points are 99.97 %."""
    found = shares({2021: 20, 2025: 49.99}, {"at_least": 50, "by": 2030})
    assert worked(found, ENGLISH)[0].value == "99.97%"
    made = briefing()
    assert RecordTables(made, Citations(made)).quantity("gap_closed", found).text == "99.97%"

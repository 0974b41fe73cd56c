"""Claims: nothing that is said of a target contradicts anything else that is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.briefings import portfolio
from tests.contradictions import claims_of, contradictions
from tests.portfolio import SOURCES, figures, goal, judged, target
from tracker import printed
from tracker.claims import Claim
from tracker.digits import Scale
from tracker.judging.assessment import Assessment
from tracker.language import words
from tracker.model import Goal
from tracker.printed import Number
from tracker.progress import assess
from tracker.scalars import Figure, Period
from tracker.terms import Unit
from tracker.wording import Wording

UNITS = {
    "percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%", "decimals": 1}),
    "rank": Unit.model_validate({"title": {"en": "rank"}, "decimals": 0}),
    "index": Unit.model_validate({"title": {"en": "index"}, "decimals": 3}),
}
ENGLISH = Wording(words("en"), UNITS)
DAYS = [date(2022 + n // 4, 3 * (n % 4) + 1, 1 + n) for n in range(19)] + [date(2026, 11, 27)]


def leaves(found: Iterable[Assessment]) -> list[Assessment]:
    """Return every assessment with its parts."""
    return [one for whole in found for one in (whole, *whole.parts)]


def wrong(found: Iterable[Assessment], wording: Wording) -> list[str]:
    """Return every contradiction in what is said of some assessments."""
    return [fault for one in leaves(found) for fault in contradictions(claims_of(one, wording.scale(one)))]


@pytest.mark.parametrize("on", DAYS)
def test_no_claim_about_the_portfolio_contradicts_another(on: date) -> None:
    """On twenty days over five years, of every target, tier, share and step."""
    known = portfolio()
    wording = Wording(words("en"), known.vocabulary.units)
    found = [assess(one, on, known.sources) for one in known.targets.values()]
    assert wrong(found, wording) == []
    for one in leaves(found):
        assert "{" not in wording.says(one)


VALUES = st.one_of(
    st.integers(-3, 120).map(float),
    st.floats(0.0001, 100, allow_nan=False).map(lambda value: float(f"{value:.4g}")),
    st.sampled_from([69.96, 70.0, 70.04, 0.00044, 64.5, 65.4]),
)
BOUNDS = st.one_of(
    VALUES.map(lambda value: {"at_least": value}),
    VALUES.map(lambda value: {"at_most": value}),
    VALUES.map(lambda value: {"more_than": value}),
    VALUES.map(lambda value: {"less_than": value}),
    st.lists(VALUES, min_size=2, max_size=2, unique=True).map(lambda ends: {"between": sorted(ends)}),
)
PROMISES = st.tuples(BOUNDS, st.integers(2021, 2032), st.booleans()).map(
    lambda one: goal(**one[0], by=str(one[1]), every_period=one[2] and one[1] % 3 == 0)
)
SUMS = st.tuples(
    BOUNDS.filter(lambda bound: "between" not in bound), st.integers(2012, 2026), st.integers(0, 5)
).map(lambda one: goal(total=one[0] | {"over": f"{one[1]}/{one[1] + one[2]}"}))
MEASURES = st.sampled_from(
    [
        {"unit": "percent"},
        {"unit": "percent", "bounds": [0, 100]},
        {"unit": "index"},
        {"unit": "rank", "rank_of": 140},
        {"unit": "percent", "growth_rate": True},
    ]
)
QUALIFIERS = st.sampled_from([None, None, None, "over", "under", "about", "at_least"])


@settings(max_examples=1500, deadline=None)
@given(
    MEASURES,
    st.lists(PROMISES, min_size=1, max_size=3),
    st.dictionaries(st.integers(2012, 2026), VALUES, max_size=9),
    QUALIFIERS,
    st.dates(date(2020, 3, 1), date(2034, 12, 31)),
)
def test_no_claim_about_any_series_contradicts_another(
    measure: dict[str, object],
    goals: list[dict[str, object]],
    values: dict[int, float],
    qualifier: str | None,
    on: date,
) -> None:
    """Whatever the figures, the goals and the day; and every sentence has all its words."""
    seen = figures(values)
    if seen and qualifier:
        seen[-1]["qualifier"] = qualifier
    found = assess(target(measure=measure, goals=goals, observations=seen), on, SOURCES)
    assert wrong([found], ENGLISH) == []
    assert not words_missing(found)


@settings(max_examples=500, deadline=None)
@given(
    SUMS,
    st.dictionaries(st.integers(2012, 2026), VALUES, max_size=9),
    st.dates(date(2020, 3, 1), date(2034, 12, 31)),
)
def test_no_claim_about_any_sum_contradicts_another(
    total: dict[str, object], values: dict[int, float], on: date
) -> None:
    """Whatever the years of the sum, the figures and the day, kept by the bound itself or not."""
    made = target(measure={"unit": "index", "counts": "flow"}, goals=[total], observations=figures(values))
    found = assess(made, on, SOURCES)
    assert wrong([found], ENGLISH) == []
    assert not words_missing(found)


def words_missing(found: Assessment) -> list[str]:
    """Return what stands in a sentence where a word or a number belongs."""
    said = ENGLISH.says(found)
    return [mark for mark in ("{", "claim.", "state.") if mark in said]


AIM = Goal.model_validate({"at_least": 70, "by": "2030", "source": "plan"})
CLAIM = Claim(("case",), "standing", "paced", date(2026, 6, 30), "on_track", AIM, (), 1, "verdict")


def faults(*given: Claim) -> list[str]:
    """Return what is wrong with some claims."""
    return list(contradictions(given))


def test_two_values_for_one_quantity_contradict() -> None:
    """58 and 58.4 cannot both be the latest figure, nor can 58 be printed in two ways."""
    year = Period.parse("2025")
    one = replace(CLAIM, numbers=(Number("latest", 58, Figure(58), "value", year),))
    other = replace(CLAIM, says="held", numbers=(Number("latest", 58.4, Figure(58.4, 1), "value", year),))
    again = replace(CLAIM, says="held", numbers=(Number("latest", 58, Figure(58.0, 1), "value", year),))
    assert faults(one, other)
    assert faults(one, one) == []
    assert faults(one, again)
    elsewhere = replace(other, subject=("case", "part"))
    assert faults(one, elsewhere) == []


def test_opposite_directions_contradict_unless_one_sentence_names_both() -> None:
    """On track, and short of the goal: in one sentence a finding, in two a contradiction."""
    short = replace(CLAIM, element="outlook", says="short", direction=-1, state="")
    assert faults(CLAIM, short) == []
    assert faults(CLAIM, replace(short, sentence="elsewhere"))


def test_nothing_is_needed_after_the_deadline() -> None:
    """By 2030 something is needed until the last day of 2030."""
    needed = replace(CLAIM, element="freshness", says="left", direction=0, needs=True, state="")
    assert faults(replace(needed, on=date(2030, 12, 31))) == []
    assert faults(replace(needed, on=date(2031, 1, 1)))


def test_a_pace_that_is_needed_is_never_printed_as_too_little() -> None:
    """5.45 places a month are not 5."""
    needed = replace(CLAIM, element="freshness", says="unchanged.month", direction=0, needs=True, state="")
    assert faults(replace(needed, numbers=(Number("needed", 5.45, Figure(5), "change"),)))
    assert faults(replace(needed, numbers=(Number("needed", 5.45, Figure(6), "change"),))) == []


def test_no_projection_is_dated_before_the_day() -> None:
    """An arrival in May 2026 is no news in June."""
    early = replace(CLAIM, element="outlook", says="reaches", dated=Period.parse("2026-05"))
    assert faults(early)
    assert faults(replace(early, dated=Period.parse("2026-06"))) == []


def test_a_value_is_not_printed_as_a_goal_that_it_does_not_keep() -> None:
    """69.96 against at least 70 must not be printed as 70."""
    assert faults(replace(CLAIM, numbers=(Number("latest", 69.96, Figure(70)),)))
    assert faults(replace(CLAIM, numbers=(Number("latest", 69.96, Figure(69.9, 1)),))) == []


def test_nothing_becomes_of_a_goal_that_is_met() -> None:
    """Once met, neither need nor outlook is said."""
    met = replace(CLAIM, state="met")
    assert faults(met, replace(CLAIM, element="freshness", says="left", needs=True, direction=0, state=""))


@pytest.mark.parametrize(
    ("value", "promise", "shown"),
    [
        (69.96, {"at_least": 70}, "69.9%"),
        (70.04, {"at_least": 70}, "70%"),
        (30.04, {"at_most": 30}, "30.1%"),
        (29.96, {"between": [30, 40]}, "29.9%"),
    ],
)
def test_a_figure_just_short_of_its_goal_is_rounded_away_from_it(
    value: float, promise: dict[str, object], shown: str
) -> None:
    """The unit shows one decimal; the figure has two, and the second decides."""
    found = judged(
        goals=[goal(**promise, by=2030)],
        observations=figures({2020: 50, 2025: value}),
        measure={"unit": "percent"},
    )
    assert found.latest is not None
    assert ENGLISH.point(found.latest, found).replace("70.0%", "70%") == shown


def test_small_paces_are_told_apart() -> None:
    """From 0.00095 in 2016 to 0.00044 in 2024, toward 0.0002: no number of it is zero in words."""
    found = judged(
        goals=[goal(at_most=0.0002, by=2030)],
        observations=figures({2016: 0.00095, 2018: 0.00081, 2021: 0.0006, 2024: 0.00044}),
        measure={"unit": "index"},
    )
    said = ENGLISH.says(replace(found, days_left=1000))
    assert "0.000 " not in said
    assert "0.0004" in said


def test_decimals_of_the_unit_decide() -> None:
    """42.7353067454934 is 42.7% where the unit has one decimal."""
    found = judged(
        goals=[goal(at_least=50, by=2030)],
        observations=figures({2016: 42.7353067454934, 2020: 43.6664766824898, 2023: 44.3076923076923}),
    )
    assert "44.3% (2023)" in ENGLISH.verdict(found)


def test_a_scale_without_a_unit_shows_what_was_published() -> None:
    """Where nothing is known of the unit, a figure keeps its digits."""
    found = judged(goals=[goal(at_least=50, by=2030)], observations=figures({2020: 40, 2025: 43.25}))
    assert printed.figure(found.series[-1], found, Scale()) == 43.25

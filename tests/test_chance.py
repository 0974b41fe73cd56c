"""How sure an outlook is: the band and the chance, worked by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tracker import reader
from tracker.judging.assessment import Assessment
from tracker.judging.chance import (
    FACTOR,
    POWER,
    WORDS,
    Likelihood,
    chance,
    half_width,
    likelihood,
    usual_change,
    word,
)
from tracker.progress import assess


def yearly(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Return figures of successive years up to 2024."""
    return tuple((2025.0 - len(values) + place, value) for place, value in enumerate(values))


STEADY = yearly((10, 12, 14, 16, 18, 20))
"""10, 12, ... 20 in 2019 to 2024: five changes of 2, so that s is 2."""


def test_the_usual_change_is_the_root_mean_square_of_the_yearly_changes() -> None:
    """Changes of 3, -4, 0, 0 and 5: the root of (9 + 16 + 25) / 5 is the root of 10."""
    values = (10, 13, 9, 9, 9, 14)
    assert usual_change(
        tuple((2019.0 + place, value) for place, value in enumerate(values))
    ) == pytest.approx(math.sqrt(10))


def test_only_the_last_ten_changes_count() -> None:
    """A leap of 100 eleven changes ago is forgotten; ten changes of 2 remain."""
    values = (0, *(100 + 2 * place for place in range(11)))
    assert usual_change(
        tuple((2010.0 + place, value) for place, value in enumerate(values))
    ) == pytest.approx(2)


def test_a_change_over_two_years_counts_as_that_of_one() -> None:
    """Over two years the band is 2 ** 0.75 = 1.6818 times as wide, so a change of 1.6818 counts as 1."""
    points = tuple((2010.0 + 2 * place, place * 2**0.75) for place in range(6))
    assert usual_change(points) == pytest.approx(1)


def test_the_half_width_grows_with_the_years_ahead() -> None:
    """1.5 * 2 * 1 = 3 a year ahead; sixteen years ahead 16 ** 0.75 = 8 times as much."""
    assert half_width(STEADY, 1) == pytest.approx(3)
    assert half_width(STEADY, 16) == pytest.approx(24)


@pytest.mark.parametrize(
    ("goal", "share", "name"),
    [
        # the centre itself: half of the outcomes lie above
        ((30, None), 0.5, "about_as_likely_as_not"),
        # one half width of lead: nine of ten
        ((27, None), 0.9, "very_likely"),
        # one half width short: one of ten
        ((33, None), 0.1, "unlikely"),
        # the same seen from a ceiling
        ((None, 33), 0.9, "very_likely"),
        ((None, 27), 0.1, "unlikely"),
        # between both ends of the band: four of five
        ((27, 33), 0.8, "likely"),
        # a third of a half width of lead: Phi(0.4272) = 0.6654
        ((29, None), 0.6654, "likely"),
        # two half widths short: Phi(-2.5632) = 0.0052
        ((36, None), 0.0052, "very_unlikely"),
    ],
)
def test_the_chance_by_hand(goal: tuple[float | None, float | None], share: float, name: str) -> None:
    """A centre of 30 and a half width of 3, against floors, ceilings and an interval."""
    assert chance(30, 3, goal) == pytest.approx(share, abs=5e-5)
    assert word(share) == name


def test_each_word_begins_at_its_limit() -> None:
    """0.90, 0.66, 0.33, 0.10 and 0 belong to the likelier class, a hair less to the next."""
    for place, (least, name) in enumerate(WORDS):
        assert word(least) == name
        if least:
            assert word(least - 1e-6) == WORDS[place + 1][1]


def test_the_whole_of_an_outlook() -> None:
    """20 in 2024 and 2 a year lead to 22 in 2025, give or take 3; 24 is two thirds off: Phi(-0.8544)."""
    found = likelihood(STEADY, (2025.0, 22), (24, None))
    assert found.band == pytest.approx((19, 25))
    assert found.chance == pytest.approx(0.1964, abs=5e-5)
    assert (found.word, found.reason) == ("unlikely", None)


def test_the_band_stays_within_the_bounds_of_the_measure() -> None:
    """A share that leads to 99 with a half width of 3 can be 96 to 100; one that leads to 104 is 100."""
    assert likelihood(STEADY, (2025.0, 99), (90, None), (0, 100)).band == pytest.approx((96, 100))
    assert likelihood(STEADY, (2025.0, 104), (90, None), (0, 100)).band == (100, 100)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"kind": "rank"}, "ranked"),
        ({"points": STEADY[1:]}, "few_yearly"),
        ({"points": STEADY[1:], "kind": "broken"}, "few_since_break"),
        ({"outlook": (2024.0, 22.0)}, "deadline_reached"),
        ({"outlook": None}, "no_outlook"),
        ({"points": yearly((5, 5, 5, 5, 5, 5))}, "never_changed"),
    ],
)
def test_a_refusal_has_its_reason_and_nothing_else(given: dict[str, object], reason: str) -> None:
    """Ranks, five figures, a passed deadline, no outlook and figures that never moved get no number."""
    asked = {"points": STEADY, "outlook": (2025.0, 22.0), "goal": (25, None)} | given
    assert likelihood(**asked) == Likelihood(reason=reason)


def test_six_figures_since_a_break_are_enough() -> None:
    """What lies before the break was left out; six of the new definition say as much as six of any."""
    assert likelihood(STEADY, (2025.0, 22), (25, None), kind="broken").reason is None


def test_the_chance_of_a_floor_falls_as_the_floor_rises() -> None:
    """From a floor far below to one far above, the chance goes from nearly 1 to nearly 0, never up."""
    shares = [chance(50, 4, (floor, None)) for floor in range(30, 71)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9999
    assert shares[-1] < 0.0001


def test_a_verdict_carries_its_chance_or_the_reason_why_not() -> None:
    """The digital economy by the statistics office: 14.292 for 2026 against a goal of 14.5.

    Changes of 0.21, -0.04, 0.04, 0.30 and 0.85 give s = 0.41468, the half width is 0.62202, and the lead
    of -0.208 makes Phi(-0.42856) = 0.3341. A rank and a goal that is met carry none.
    """
    portfolio = reader.load(Path(__file__).parents[1])[0]
    day = date(2026, 11, 27)

    def told(name: str) -> Assessment:
        return assess(portfolio.targets[name], day, portfolio.sources)

    found = told("digital-economy-gdp-share-gso")
    assert found.chance == pytest.approx(0.3341, abs=5e-5)
    assert found.band == pytest.approx((14.292 - 0.62202, 14.292 + 0.62202), abs=5e-5)
    assert (told("gii-rank").chance, told("gii-rank").reasons["chance"]) == (None, "ranked")
    assert told("fibre-households").reasons["chance"] == "met"


def test_the_constants_are_those_that_were_fitted() -> None:
    """docs/method.md names the same two constants as the code."""
    assert (FACTOR, POWER) == (1.5, 0.75)

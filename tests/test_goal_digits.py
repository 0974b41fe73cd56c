"""Digits of a goal: it is never printed as the figure that misses it, however its unit is rounded."""

from __future__ import annotations

from datetime import date

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker.language import words
from tracker.progress import assess
from tracker.scalars import Figure
from tracker.terms import Unit
from tracker.wording import Wording

HOMES = Unit.model_validate({"title": {"en": "homes"}, "symbol": {"en": "homes"}, "decimals": 0})
HALF = {"at_most": {"change": "-50 %", "of": "2015"}, "by": 2025}
LESS = {"at_most": {"change": "-15 %", "of": "2015"}, "by": 2025}
MORE = {"at_least": {"change": "+50 %", "of": "2015"}, "by": 2030}
ON = date(2026, 11, 22)


def said(base: float, latest: float, promise: dict[str, object]) -> str:
    """Return what is said of homes in 2015 and 2025."""
    made = target(
        measure={"unit": "homes", "frequency": "year"},
        goals=[goal(**promise)],
        observations=figures({2015: base, 2025: latest}),
    )
    return Wording(words("en"), {"homes": HOMES}).says(assess(made, ON, SOURCES))


@pytest.mark.parametrize(
    ("base", "latest", "promise", "told"),
    [
        (
            95,
            48,
            HALF,
            "at most 47.5 homes (50% below 2015) by 2025, missing it by 0.5 homes",
        ),
        (
            95,
            48,
            {"at_most": 47.5, "by": 2025},
            "did not keep at most 47.5 homes by 2025, missing it by 0.5",
        ),
        (95, 47.9, HALF, "48 homes (2025) did not keep at most 47.5 homes"),
        (
            95,
            47,
            HALF,
            "at most 47.5 homes (50% below 2015) by 2025 with 0.5 homes to spare",
        ),
        (95, 142, MORE, "to at least 142.5 homes (50% above 2015) by 2030"),
        (95, 142, MORE, "the gap is 0.5 homes, or 0.2 homes a year"),
        (
            1081,
            919,
            HALF | {"at_most": {"change": "-15 %", "of": "2015"}},
            "919 homes (2025) did not keep at most 918.9 ",
        ),
        (95, 30, HALF, "30 homes (2025) keeps at most 48 homes"),
        (96, 49, HALF, "49 homes (2025) did not keep at most 48 homes"),
        (
            40,
            46.3,
            {"between": [46.5, 50], "by": 2025},
            "did not keep between 46.5 and 50 homes",
        ),
    ],
)
def test_a_goal_is_told_apart_from_the_figure_that_is_close_to_it(base, latest, promise, told) -> None:
    """Half of 95 is 47.5, half above it 142.5, 85 % of 1081 is 918.85; half of 96 is 48."""
    assert told in said(base, latest, promise)


@pytest.mark.parametrize(
    ("base", "latest", "promise", "told"),
    [
        (
            62,
            47,
            {"at_most": {"change": "-25 %", "of": "2015"}, "by": 2025},
            "did not keep rank 46 or better",
        ),
        (62, 47, {"at_most": {"change": "-25 %", "of": "2015"}, "for": 2025}, "rank 46 or better"),
        (45, 23, {"at_most": {"times": 0.5, "of": "2015"}, "by": 2025}, "did not keep rank 22 or better"),
        (35, 18, {"at_most": {"times": 0.5, "of": "2015"}, "every_period": True}, "rank 17 or better"),
        (45, 23, {"less_than": {"times": 0.5, "of": "2015"}, "by": 2025}, "less than rank 23"),
        (62, 46, {"at_most": {"change": "-25 %", "of": "2015"}, "by": 2025}, "Met: rank 46 (2025)"),
        (
            62,
            46,
            {"at_most": {"change": "-25 %", "of": "2015"}, "by": 2025},
            "exactly the goal of rank 46 or",
        ),
        (62, 46.6, {"at_most": 46.7, "by": 2025}, "Met: rank 46 (2025)"),
    ],
)
def test_a_place_that_is_worked_out_is_rounded_to_what_keeps_it(base, latest, promise, told) -> None:
    """Three quarters of 62 are 46.5, kept by place 46 and better; half of 45 is 22.5, of 35 17.5."""
    made = target(
        measure={"unit": "rank", "frequency": "year", "rank_of": 120},
        goals=[goal(**promise)],
        observations=figures({2015: base, 2025: latest}),
    )
    assert told in Wording(words("en"), {}).says(assess(made, ON, SOURCES))


def test_a_goal_is_told_apart_from_an_earlier_figure_that_did_not_keep_it() -> None:
    """Of 62 in 2015 three quarters are 46.5: at most 47 homes would say that the 47 of 2023 kept it."""
    made = target(
        measure={"unit": "homes", "frequency": "year"},
        goals=[goal(at_most={"change": "-25 %", "of": "2015"}, every_period=True)],
        observations=figures({2015: 62, 2023: 47, 2025: 30}),
    )
    said = Wording(words("en"), {"homes": HOMES}).says(assess(made, ON, SOURCES))
    assert "30 homes (2025) keeps at most 46.5 homes (25% below 2015) with" in said
    assert "promised in every period; the last figure not to keep it was 47 homes (2023)." in said


def test_a_path_stands_on_its_own_side_of_the_figure():
    """0.70 in 2020 to 0.811 by 2030 asks for 0.7444 in 2024: 0.7420 lies 0.0024 below it."""
    unit = Unit.model_validate({"title": {"en": "index"}, "symbol": {"en": "of 1"}, "decimals": 4})
    made = target(
        measure={"unit": "index", "frequency": "year"},
        goals=[goal(at_least=0.811, by=2030)],
        observations=figures({2020: Figure(0.7, 4), 2024: Figure(0.742, 4)}),
    )
    wording, judged = Wording(words("en"), {"index": unit}), assess(made, ON, SOURCES)
    assert "asked for 0.7444 of 1 by then" in wording.verdict(judged)
    assert "it would be 0.805 of 1 by 2030" in wording.verdict(judged)
    assert wording.off_path(judged) == "−0.0024 of 1"

"""Exact: sums, means and outlooks of figures as they are written, worked by hand; 10.1 and 10.2 are 20.3."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portfolio import figures as seen
from tests.portfolio import goal
from tests.portfolio import judged as stands
from tests.shelf import laid, read, verdict
from tests.test_totals import FLOW, figures, judged
from tracker.language import words
from tracker.wording import Wording


@pytest.mark.parametrize(
    ("bound", "values", "state", "gap"),
    [
        ("at_least: 20.3", (10.1, 10.2), "met", 0),
        ("at_least: 99.9", (33.3, 33.3, 33.3), "met", 0),
        ("at_most: 3.3", (1.1, 1.1, 1.1), "met", 0),
        ("more_than: 0.3", (0.1, 0.2), "missed", 0),
        ("less_than: 0.3", (0.1, 0.2), "missed", 0),
        ("at_least: 20.4", (10.1, 10.2), "missed", 0.1),
    ],
)
def test_a_sum_is_that_of_the_figures_as_they_are_written(
    bound: str, values: tuple[float, ...], state: str, gap: float, tmp_path: Path
) -> None:
    """Three times 33.3 are 99.9, and 0.1 and 0.2 are just 0.3, which is not more than 0.3."""
    over = f"{2026 - len(values)}/2025"
    promise = f"goals: [{{total: {{{bound}, over: {over}}}, source: plan}}]\n"
    found = judged(tmp_path, promise, figures(*values, start=2026 - len(values)))
    assert (found.state, found.gap) == (state, gap if gap == 0 else pytest.approx(gap))


def test_no_amount_of_nothing_is_missing_to_a_sum(tmp_path: Path) -> None:
    """10.1 and 10.2 are exactly the 20.3 that were promised."""
    promise = "goals: [{total: {at_least: 20.3, over: 2024/2025}, source: plan}]\n"
    target = FLOW.replace("UNIT", "mt-co2e") + promise + figures(10.1, 10.2, start=2024)
    portfolio, _ = read(laid(tmp_path, one=target))
    said = Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "one"))
    assert said.startswith("Met: 20.3 Mt CO2e (2024 – 2025), exactly the goal of at least 20.3 Mt CO2e")


@pytest.mark.parametrize(("bound", "state"), [("at_least", "met"), ("more_than", "missed")])
@pytest.mark.parametrize("rate", [0.9, 1.7, 3.5, 5])
def test_the_mean_of_one_rate_is_that_rate(bound: str, state: str, rate: float) -> None:
    """Three years at 5 % grow by 5 % on average, which keeps at least 5 % and not more than 5 %."""
    rates = seen({2023: rate, 2024: rate, 2025: rate})
    found = stands(
        measure={"growth_rate": True}, goals=[goal(by="2025", **{bound: rate})], observations=rates
    )
    assert (found.state, found.mean) == (state, rate)


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_an_outlook_is_no_hair_beside_its_goal(bound: str, tmp_path: Path) -> None:
    """10.1 a year from 20.2 on are 30.3 after three years, which keeps at least and at most 30.3."""
    promise = f"goals: [{{total: {{{bound}: 30.3, over: 2024/2026}}, source: plan}}]\n"
    found = judged(tmp_path, promise, figures(10.1, 10.1, start=2024))
    assert found.outlook is not None
    assert (found.outlook.reaches, found.outlook.value) == (True, 30.3)


def test_a_mean_of_seasons_is_that_of_the_figures_as_they_are_written() -> None:
    """Quarters of 0.1, 0.2, 0.3 and 0.8 are 0.35 on average, as at most 0.35 asks for."""
    year = enumerate((0.1, 0.2, 0.3, 0.8), 1)
    quarters = {f"{of}-Q{place}": value for place, value in year for of in (2024, 2025)}
    found = stands(
        measure={"frequency": "quarter", "seasonal": True, "counts": "mean"},
        goals=[goal(by="2026", at_most=0.35)],
        observations=seen(quarters),
    )
    assert found.latest is not None
    assert (found.state, float(found.latest.value)) == ("met", 0.35)

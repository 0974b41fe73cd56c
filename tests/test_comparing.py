"""Comparing: every kind has its place on the two shares, or its name and the reason below the picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.drawn import assessed
from tests.portfolio import figures, goal, target
from tests.visits import shown, visit
from tracker.comparing import Shares, shares

ROOT = Path(__file__).parents[1]


pytestmark = pytest.mark.usefixtures("own_app")


def test_an_indicator_stands_at_its_way_and_its_time():
    """From 0 in 2020 to 100 in 2030, with 30 in 2025: 30 % of the way in half the time."""
    made = target(
        goals=[goal(at_least=100, by=2030)], baseline=2020, observations=figures({2020: 0, 2025: 30})
    )
    assert shares(assessed(made)) == Shares(0.3, 0.5)


def step(name, due, **record):
    """Return a step that is due at the end of a year."""
    return {"id": name, "title": {"en": name}, "due": due, "source": "plan", **record}


def test_of_the_steps_of_a_programme_no_share_is_made():
    """One of two steps is done; no source weighs them, so half of the way would be made up."""
    done = {"records": [{"state": "done", "on": "2020-12-31", "source": "office"}]}
    steps = [step("one", "2020-12-31", **done), step("two", "2030-12-31")]
    assert shares(assessed(target(kind="milestones", steps=steps))) is None


def test_a_programme_is_listed_with_its_steps_done_and_without_a_share() -> None:
    """Its row has a dash for way and time, and the reason stands above it."""
    page = re.sub("<[^>]+>", " ", shown(visit("compare", ids="eu-cooperation")))
    assert "(steps have no weights, so no share is made of them)" in page
    assert re.search(r"–\s+–\s+\d+ of \d+ steps? done", page)


def test_without_figures_or_dates_nothing_has_a_place():
    """No share is made up."""
    assert shares(assessed(target(goals=[goal(at_least=1, by=2030)]))) is None
    assert shares(assessed(target(kind="milestones", steps=[step("one", None)]))) is None


def test_every_kind_is_drawn_or_named_with_the_reason() -> None:
    """Tiers, steps, shares, ranks and goals in words: chosen is never silently dropped."""
    share = "innovation-fund-ai-share/artificial-intelligence"
    ids = ("egdi-rank", "maturity-tiers/start", "eu-cooperation", "ai-governance-framework", share)
    page = shown(visit("compare", ids=",".join(ids)))
    told = re.sub("<[^>]+>", "", page)
    left = told[told.index("Not in the picture:") :]
    assert "UN e-government development index, rank" not in left[: left.index("Target")]
    assert "Enterprises by digital maturity level: Start level (No figures yet)" in left
    assert "Framework for trustworthy AI (steps have no weights, so no share is made of them)" in left
    assert page.count("<tr>") - page.count("<thead><tr>") == 5


def test_the_id_of_a_target_stands_for_its_tiers_and_a_verdict_is_no_reason() -> None:
    """Four levels have no place, each for its reason; growth rates are judged and make no way to a goal."""
    page = re.sub("<[^>]+>", "", shown(visit("compare", ids="maturity-tiers,labour-productivity-growth")))
    assert page.count("level (No figures yet)") == 4
    assert "Labour productivity growth (share of the way or of the time cannot be worked out)" in page
    assert "something that is not here" not in page


def test_who_chose_nothing_is_told_of_how_many_the_twelve_are() -> None:
    """Thirteen targets have a place and twelve are shown; who chose is told nothing."""
    assert "Shown are the 12 with the most to do, of 13 that can be compared." in shown(visit("compare"))
    assert "with the most to do, of" not in shown(visit("compare", ids="egdi-rank"))

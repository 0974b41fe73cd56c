"""The methods page: it names every state, flag, reason and method that the engine can give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from tests.portfolio import documented, simple
from tracker.judging.states import State

PACKAGE = Path(__file__).parents[1] / "tracker"
ENGINE = [*(PACKAGE / "judging").glob("*.py"), PACKAGE / "progress.py"]
QUOTED = {text for file in ENGINE for text in re.findall(r'"([a-z_]+)"', file.read_text("utf-8"))}


def test_states_are_documented():
    """Every state has a row with its condition, and no row is about a state that does not exist."""
    assert documented("State") == set(get_args(State))


@pytest.mark.parametrize("table", ["Flag", "Reason"])
def test_documented_codes_exist(table):
    """Every documented flag and reason occurs in the engine."""
    codes = documented(table)
    assert len(codes) > 10
    assert codes <= QUOTED


def test_methods_are_documented():
    """The methods of a verdict on an interval, which has all of them, are those of the page."""
    found = simple((2020, 100), (2024, 92), {"between": [80, 85], "by": "2030"})
    assert set(found.methods) == documented("Id")

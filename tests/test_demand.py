"""Demand: what of a verdict is put off until somebody asks, and that nobody can tell."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from unittest.mock import patch

import pytest

from tests.briefings import ON, portfolio
from tracker import progress
from tracker.judging import single
from tracker.judging.assessment import Assessment
from tracker.judging.demand import OnDemand
from tracker.language import words
from tracker.terms import Unit
from tracker.wording import Wording


def judged() -> list[Assessment]:
    """Return every verdict on the data of the repository."""
    known = portfolio()
    return [progress.assess(target, ON, known.sources) for target in known.targets.values()]


def test_a_standing_is_told_without_working_out_figures_and_flags() -> None:
    """Whoever asks for standings, goals and figures alone pays for nothing else."""
    with patch.object(single, "judge", side_effect=AssertionError("not asked for")):
        found = judged()
        assert all(one.standing and one.goals is not None and one.series is not None for one in found)
        with pytest.raises(AssertionError, match="not asked for"):
            next(one for one in found if one.goal is not None).gap  # noqa: B018 - asking is what fails


def test_every_field_is_there_whichever_is_asked_for_first() -> None:
    """Each field, asked for first of a verdict of its own, has the value that it has when asked for last."""
    names = [one.name for one in fields(Assessment)]
    whole = [{name: getattr(one, name) for name in names} for one in judged()]
    for name in names:
        assert [getattr(one, name) for one in judged()] == [one[name] for one in whole], name


def test_a_copy_with_another_value_keeps_it_when_the_rest_is_worked_out() -> None:
    """What was given stands, what was put off is that of the original."""
    given = next(one for one in judged() if one.gap is not None)
    for copy in (given.having(within="whole"), replace(given, within="whole")):
        assert (copy.within, copy.gap, copy.reasons) == ("whole", given.gap, given.reasons)
    with pytest.raises(AttributeError, match="no_such_field"):
        given.no_such_field  # noqa: B018 - asking is what fails


def test_what_is_said_of_a_verdict_is_said_in_its_units_its_language_and_of_itself() -> None:
    """A unit of another name, another language and a copy of another figure each have their own sentence."""
    units = portfolio().vocabulary.units
    one = next(one for one in judged() if one.unit == "percent" and one.latest and one.goal)
    usual = Wording(words("en"), units)
    said = usual.latest(one)
    assert usual.latest(one) is said
    other = Unit.model_validate({"title": {"en": "marks"}, "decimals": 0})
    assert Wording(words("en"), {"percent": other}).latest(one) != said
    assert Wording(words("vi"), units).goal(one.goal, one) != usual.goal(one.goal, one)
    assert usual.latest(one.having(latest=None)) != said
    assert usual.latest(one) == said
    assert len(one.said) == 5  # scale and goal in two languages, the figure in one: nothing of other units


def test_many_readers_may_ask_at_once() -> None:
    """Eight threads that ask one hundred fresh records for different fields all get them."""

    class Pair(OnDemand):
        left: int
        right: int

    for number in range(100):
        made = Pair.with_rest(lambda number=number: {"left": number, "right": -number}, {})
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(getattr, [made] * 8, ["left", "right"] * 4))
        assert found == [number, -number] * 4

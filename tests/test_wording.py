"""A verdict in a sentence, with the two figures behind it."""

from datetime import date

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker.language import LANGUAGES, words
from tracker.model import Milestones
from tracker.progress import Assessment, assess
from tracker.terms import Unit
from tracker.wording import Wording

ON = date(2026, 6, 30)
UNITS = {"percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%"})}
ENGLISH = Wording(words("en"), UNITS)


def judged(on: date = ON, **given: object) -> Assessment:
    """Return the verdict on 40 in 2020 and 58 in 2025 with 70 by 2030."""
    content = {"goals": [goal(at_least=70, by=2030)], "observations": figures({2020: 40, 2025: 58})} | given
    return assess(target(**content), on, SOURCES)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({}, ["On track", "58%", "2025", "40%", "2020", "at least 70%", "2030", "60%", "50%"]),
        ({"observations": figures({2020: 40, 2025: 50})}, ["Slightly off track", "50%", "33%"]),
        ({"observations": figures({2020: 40, 2025: 41})}, ["Well off track", "41%", "3%"]),
        ({"observations": figures({2020: 40, 2025: 30})}, ["Moving away", "30%", "40%"]),
        ({"observations": figures({2020: 40, 2025: 75})}, ["Met", "75%"]),
        ({"observations": figures({2025: 58})}, ["One figure only", "58%"]),
        ({"observations": []}, ["No figures yet", "at least 70%"]),
        ({"goals": [goal(at_least=70)]}, ["deadline"]),
        ({"goals": []}, ["goal"]),
    ],
)
def test_the_sentence_names_the_figures(given: dict[str, object], parts: list[str]) -> None:
    """Every state has a sentence; none shows a placeholder or an id."""
    sentence = ENGLISH.verdict(judged(**given))
    assert [part for part in parts if part not in sentence] == []
    assert "{" not in sentence
    assert "state." not in sentence


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_language_can_say_it(code: str) -> None:
    """The verdict, the goal and the pace come out complete in each language."""
    wording = Wording(words(code), UNITS)
    found = judged()
    for sentence in (wording.verdict(found), wording.pace(found), wording.goal(found.goal, found)):
        assert sentence
        assert "{" not in sentence


def test_the_pace_compares_what_is_needed_with_what_was_managed() -> None:
    """12 points in five years are 2.4 a year; 18 in five were 3.6: that is enough."""
    assert ENGLISH.pace(judged()) == (
        "Needs 2.4 points a year from now on; managed 3.6 points a year so far, which is enough."
    )
    slow = judged(observations=figures({2020: 40, 2025: 46}))
    assert "4.8 points" in ENGLISH.pace(slow)
    assert "4.0 times faster" in ENGLISH.pace(slow)


def test_a_rank_is_called_a_rank() -> None:
    """Ranks move in places and a better one is a smaller number."""
    ranked = judged(
        measure={"unit": "rank", "rank_of": 193},
        goals=[goal(at_most=50, by=2030)],
        observations=figures({2022: 86, 2024: 71}),
    )
    assert ENGLISH.goal(ranked.goal, ranked) == "rank 50 or better by 2030"
    assert "rank 71" in ENGLISH.verdict(ranked)
    assert "places" in ENGLISH.pace(ranked)


def test_a_qualifier_stays_with_its_figure() -> None:
    """Over 91 is not 91."""
    found = judged(observations=[*figures({2020: 40}), *figures({2025: 58}, qualifier="over")])
    assert ENGLISH.latest(found) == "over 58% (2025)"


def test_further_goals_are_named_beside_the_next_one() -> None:
    """With 60 by 2027 ahead of 70 by 2030 and 100 by 2045: 18 of 30 and 18 of 60 points are done."""
    goals = [goal(at_least=60, by=2027), goal(at_least=100, by=2045), goal(at_least=70, by=2030)]
    found = judged(goals=goals)
    assert ENGLISH.further(found) == [
        "Further goal, at least 70% by 2030: On track, 60% of the gap closed.",
        "Further goal, at least 100% by 2045: On track, 30% of the gap closed.",
    ]
    assert ENGLISH.further(judged()) == []


def test_a_projection_beyond_nature_is_called_that() -> None:
    """A share cannot be 221 per cent."""
    found = judged()
    bounds = (found.series[0].value.__class__(0.0), found.series[0].value.__class__(100.0))
    assert ENGLISH.projection(221.0, found, bounds) == "beyond 100%"
    assert ENGLISH.projection(76.0, found, bounds) == "76.0%"


def test_milestones_say_how_many_steps_are_done() -> None:
    """The sentence is whole in every state, and names the next deadline while there is one."""
    steps = [
        {"id": "one", "title": {"en": "One"}, "due": "2025", "source": "plan"},
        {"id": "two", "title": {"en": "Two"}, "due": "2027", "source": "plan"},
    ]
    content = {"id": "law", "title": {"en": "Law"}, "kind": "milestones", "steps": steps}
    law = Milestones.model_validate(content)
    assert ENGLISH.verdict(assess(law, ON, SOURCES)) == (
        "Past due, no record found: 0 of 2 steps done, next due 31 December 2027."
    )
    undated = Milestones.model_validate(content | {"steps": [{"id": "one", "title": {"en": "One"}}]})
    assert ENGLISH.verdict(assess(undated, ON, SOURCES)) == "Unclear: 0 of 1 step done."

"""A verdict in a sentence, with the two figures behind it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker.judging.assessment import Also, Outlook, Unchanged
from tracker.language import LANGUAGES, words
from tracker.model import Milestones
from tracker.progress import Assessment, assess
from tracker.scalars import Period
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
    ("given", "sentence"),
    [
        (
            {},
            "On track: 58% (2025); the path from 40% (2020) to at least 70% by 2030 asked for 55% by then.",
        ),
        (
            {"observations": figures({2020: 40, 2025: 54.5})},
            "On track: 54.5% (2025), close to the 55% that the path from 40% (2020) to at least 70% by 2030 "
            "asked for by then.",
        ),
        (
            {"observations": figures({2020: 40, 2025: 50})},
            "Slightly off track: 50% (2025); the path from 40% (2020) to at least 70% by 2030 asked for 55% "
            "by then.",
        ),
        (
            {"observations": figures({2020: 40, 2025: 40})},
            "Well off track, standing still: 40% (2025), as in 2020; the goal is at least 70% by 2030.",
        ),
        (
            {"observations": figures({2020: 40, 2025: 30})},
            "Moving away: 30% (2025) is further from at least 70% by 2030 than 40% (2020).",
        ),
        (
            {"observations": figures({2020: 40, 2025: 75})},
            "Met: 75% (2025) keeps at least 70% by 2030 with 5 points to spare.",
        ),
        (
            {"observations": figures({2020: 40, 2025: 70})},
            "Met: 70% (2025), exactly the goal of at least 70% by 2030.",
        ),
        (
            {"observations": figures({2025: 58})},
            "Insufficient data: one figure only so far, 58% (2025); the goal is at least 70% by 2030.",
        ),
        ({"observations": []}, "No figures yet; the goal is at least 70% by 2030."),
        (
            {"goals": [goal(at_least=70)]},
            "Not assessable, last 58% (2025): the source states no deadline.",
        ),
        ({"goals": []}, "Not assessable, last 58% (2025): no goal is set."),
        (
            {"goals": [goal(at_least=70, by=2025)]},
            "Missed: 58% (2025) did not keep at least 70% by 2025, missing it by 12 points.",
        ),
        (
            {"goals": [goal(at_least=70, by=2024)], "observations": figures({2020: 40, 2024: 55, 2025: 58})},
            "Missed: 55% (2024) did not keep at least 70% by 2024, missing it by 15 points, nor does "
            "58% (2025) now.",
        ),
        (
            {"goals": [goal(at_least=70, by=2025)], "observations": figures({2020: 40, 2024: 58})},
            "Awaiting the final figure: the deadline of at least 70% by 2025 has passed, its figure is not "
            "published; the last one is 58% (2024).",
        ),
        (
            {"goals": [goal(at_least=70, by=2024)], "observations": figures({2020: 40, 2024: 72, 2025: 68})},
            "Met with 72% (2024), but no longer kept: 68% (2025); the goal was at least 70% by 2024.",
        ),
    ],
)
def test_every_standing_is_a_sentence_with_its_figures(given: dict[str, object], sentence: str) -> None:
    """From 40 in 2020 to 70 in 2030 the path asks for 55 in 2025."""
    assert ENGLISH.verdict(replace(judged(**given), outlook=None, stale=False)) == sentence


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_language_can_say_it(code: str) -> None:
    """Verdict, need and goal come out complete in each language."""
    wording = Wording(words(code), UNITS)
    found = replace(judged(), days_left=1645, outlook=Outlook(True, 76.0, Period.parse("2029-04"), True))
    for sentence in (wording.verdict(found), wording.pace(found), wording.goal(found.goal, found)):
        assert sentence
        assert "{" not in sentence
        assert "claim." not in sentence


def test_standing_and_outlook_that_differ_are_named_in_one_sentence() -> None:
    """58 is ahead of the path, and yet a slower recent pace would end at 66.5."""
    found = replace(judged(), outlook=Outlook(False, 66.5, None, None), projection=66.5)
    assert ENGLISH.verdict(found) == (
        "On track so far: 58% (2025); the path from 40% (2020) to at least 70% by 2030 asked for 55% by "
        "then; but at the pace since 2020 it would be 66.5% by 2030, which misses the goal."
    )


def test_a_standing_and_an_outlook_that_agree_follow_each_other() -> None:
    """At 3.6 points a year from 58 the 70 are reached after three years and four months, in April 2029."""
    found = replace(judged(), outlook=Outlook(True, 76.0, Period.parse("2029-04"), True))
    assert ENGLISH.verdict(found).endswith(
        "asked for 55% by then; at the pace since 2020 it would reach the goal by Apr 2029."
    )


def test_an_arrival_before_the_day_is_never_dated() -> None:
    """What would have been reached by now and is not shown by any figure is said so, without a date."""
    found = replace(judged(), outlook=Outlook(True, 76.0, None, True, "there_by_now"))
    assert ENGLISH.verdict(found).endswith(
        "at the pace since 2020 it would be there by now, and no newer figure says so."
    )


def test_what_is_missing_is_said_with_the_days_left() -> None:
    """12 points are missing; a pace from the day on is said only where the last figure is fresh."""
    found = replace(judged(), days_left=34, if_nothing_changed=None)
    assert ENGLISH.pace(found) == "The gap was 12 points (2025); 34 days are left."
    fresh = replace(found, if_nothing_changed=Unchanged(12 / 34, "day", 34))
    assert ENGLISH.pace(fresh) == (
        "If nothing has changed since 2025, the gap is 12 points, or 0.36 points a day; 34 days are left."
    )
    assert ENGLISH.pace(replace(found, days_left=1)).endswith("; 1 day is left.")


def test_a_pace_that_is_needed_is_rounded_up() -> None:
    """6 places in 1.1 months are 5.45 a month: 5 would not do; 12 in 34 days are 0.3529 a day."""
    ranked = judged(
        measure={"unit": "rank", "rank_of": 193},
        goals=[goal(at_most=40, by=2030)],
        observations=figures({2020: 70, 2025: 46}),
    )
    found = replace(ranked, days_left=34, if_nothing_changed=Unchanged(6 / 1.1, "month", 34))
    assert ENGLISH.pace(found) == (
        "If nothing has changed since 2025, the gap is 6 places, or 6 places a month; 34 days are left."
    )
    assert ENGLISH.needed(12 / 34, judged()) == "0.36 points"
    assert ENGLISH.needed(12 / 5, judged()) == "2.4 points"  # floating point adds nothing to it
    assert ENGLISH.needed(8.0, judged()) == "8 points"


def test_what_lacks_over_an_amount_needs_over_the_pace_rounded_down() -> None:
    """Under 58 lacks over 12 to 70: over 0.3529 a day is over 0.35, and need not be over 0.36."""
    seen = [*figures({2020: 40}), *figures({2025: 58}, qualifier="under")]
    found = replace(judged(observations=seen), days_left=34, if_nothing_changed=Unchanged(12 / 34, "day", 34))
    assert "over 12 points, or over 0.35 points a day" in ENGLISH.pace(found)


def test_a_pace_that_is_not_enough_is_never_printed_as_the_one_that_is_needed() -> None:
    """2.79 needed and 2.76 managed would both be 2.8; 2.76 needed of 2.79 managed are both 2.8 and enough."""
    assert ENGLISH.paces(2.79, 2.76, judged()) == ("2.79 points", "2.76 points")
    assert ENGLISH.paces(2.76, 2.79, judged()) == ("2.8 points", "2.8 points")


def test_what_is_missing_is_as_vague_as_the_figure() -> None:
    """What is over 58 lacks under 12 to 70, and what is under 58 lacks over 12."""
    for said, heard in (("over", "under"), ("under", "over"), ("about", "about"), ("at_least", "at most")):
        seen = [*figures({2020: 40}), *figures({2025: 58}, qualifier=said)]
        found = replace(judged(observations=seen), days_left=34, if_nothing_changed=None, state="on_track")
        assert ENGLISH.pace(found) == f"The gap was {heard} 12 points (2025); 34 days are left."


def test_a_chance_is_a_word_with_its_number() -> None:
    """One scale of words, each with the share behind it; nothing is certain."""
    ahead = replace(judged(), outlook=Outlook(True, 76.0, Period.parse("2029-04"), True))
    said = {share: ENGLISH.verdict(replace(ahead, chance=share)) for share in (0.999, 0.7, 0.5, 0.2, 0.001)}
    assert said[0.999].endswith(" The goal is very likely to be kept (99%).")
    assert said[0.7].endswith(" The goal is likely to be kept (70%).")
    assert said[0.5].endswith(" The goal is about as likely to be kept as not (50%).")
    assert said[0.2].endswith(" The goal is unlikely to be kept (20%).")
    assert said[0.001].endswith(" The goal is very unlikely to be kept (1%).")


def test_one_place_is_one_place() -> None:
    """A single point or place is not many, and the day of the deadline itself has no days left."""
    ranked = judged(measure={"unit": "rank", "rank_of": 193}, goals=[goal(at_most=70, by=2030)])
    assert ENGLISH.change(1.0, ranked) == "1 place"
    assert ENGLISH.change(1.0, judged()) == "1 point"
    assert ENGLISH.change(1.5, judged()) == "1.5 points"
    last = replace(judged(), days_left=0, if_nothing_changed=None)
    assert ENGLISH.pace(last).endswith("; the deadline is today.")


def test_over_a_bound_is_not_exactly_the_bound() -> None:
    """Over 70 keeps at least 70, and by how much nobody says."""
    over = judged(observations=[*figures({2020: 40}), *figures({2025: 70}, qualifier="over")])
    assert ENGLISH.verdict(over).startswith("Met: over 70% (2025) keeps at least 70% by 2030")


def test_a_verdict_by_another_method_names_no_path() -> None:
    """Where a house rule and the straight line differ, the sentence does not compare with the line."""
    linear = judged().methods["linear_pace"]
    other = replace(
        judged(), state="well_off_track", methods={"linear_pace": linear}, outlook=None, stale=False
    )
    assert ENGLISH.verdict(other) == (
        "Well off track by the method chosen here: 58% (2025), from 40% (2020); the goal is at least 70% "
        "by 2030."
    )


def test_a_goal_that_two_documents_state_is_named_once() -> None:
    """The same bound for the same deadline is one promise to a reader."""
    found = judged(goals=[goal(at_least=70, by=2030), goal(at_least=70, by=2030)])
    twin = next(one for one in found.goals if one.role != "headline")
    assert ENGLISH.further(replace(found, also=(Also(twin, "same_deadline"),))) == []


def test_nothing_is_needed_of_a_goal_that_is_met_or_past() -> None:
    """Neither a gap nor the time left is said once nothing is left to reach."""
    met = judged(observations=figures({2020: 40, 2025: 75}))
    assert ENGLISH.pace(replace(met, days_left=100)) == ""
    past = judged(goals=[goal(at_least=70, by=2025)], observations=figures({2020: 40, 2024: 58}))
    assert ENGLISH.pace(past) == ""


def test_an_old_figure_is_called_old() -> None:
    """Thirteen months after its period a yearly figure that is due is said to be late."""
    found = replace(judged(), outlook=None, stale=True, age_days=396, next_due=date(2026, 3, 31))
    assert ENGLISH.verdict(found).endswith(
        " The last figure is 13 months old; the next was due by 31 Mar 2026."
    )
    assert ENGLISH.verdict(replace(found, next_due=None)).endswith(" The last figure is 13 months old.")


def test_a_rank_is_called_a_rank() -> None:
    """Ranks move in places, a better one is a smaller number, and none is printed as one not reached."""
    ranked = judged(
        measure={"unit": "rank", "rank_of": 193},
        goals=[goal(at_most=65, by=2030)],
        observations=figures({2022: 86, 2024: 71}),
    )
    assert ENGLISH.goal(ranked.goal, ranked) == "rank 65 or better by 2030"
    assert "rank 71" in ENGLISH.verdict(ranked)
    assert ENGLISH.projection(65.4, ranked) == "rank 66"
    assert ENGLISH.projection(-16.8, ranked) == "rank 1"
    assert "6 places" in ENGLISH.pace(replace(ranked, days_left=400))


def test_a_qualifier_stays_with_its_figure() -> None:
    """Over 91 is not 91."""
    found = judged(observations=[*figures({2020: 40}), *figures({2025: 58}, qualifier="over")])
    assert ENGLISH.latest(found) == "over 58% (2025)"


def test_what_exceeds_a_goal_is_as_vague_as_the_figure() -> None:
    """Over 75 is over 5 points more than 70; under 20 is over 10 points less than 30."""
    over = judged(observations=[*figures({2020: 40}), *figures({2025: 75}, qualifier="over")])
    assert "over 75% (2025) keeps at least 70% by 2030 with over 5 points to spare" in ENGLISH.verdict(over)
    under = judged(
        goals=[goal(at_most=30, by=2030)],
        observations=[*figures({2020: 40}), *figures({2025: 20}, qualifier="under")],
    )
    assert "with over 10 points to spare" in ENGLISH.verdict(under)


def test_goals_beside_the_leading_one_are_named_with_their_standing() -> None:
    """Which goals these are the engine says; each is named with the same words as everywhere."""
    goals = [goal(at_least=60, by=2027), goal(at_least=100, by=2045)]
    found = judged(goals=goals)
    far = next(one for one in found.goals if one.goal.by and one.goal.by.text == "2045")
    assert ENGLISH.further(replace(found, also=(Also(far, "furthest"),))) == [
        "Further ahead, at least 100% by 2045: On track."
    ]


def test_a_projection_beyond_nature_ends_at_its_limit() -> None:
    """A share cannot be 221 per cent."""
    found = judged(measure={"unit": "percent", "bounds": [0, 100]})
    assert ENGLISH.projection(221.0, found) == "100%, the limit of the measure"
    assert ENGLISH.projection(76.0, found) == "76%"


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


def test_milestones_without_a_step_count_none() -> None:
    """Before the first step is announced nobody counts 0 of 0."""
    content = {"id": "law", "title": {"en": "Law"}, "kind": "milestones"}
    steps = [{"id": "one", "title": {"en": "One"}, "source": "y2026"}]
    law = Milestones.model_validate(content | {"steps": steps})
    assert ENGLISH.verdict(assess(law, date(2025, 1, 1), SOURCES)) == "Unclear: no step was known yet."


def test_a_gap_is_the_difference_of_what_is_printed() -> None:
    """19.95 is printed as 20.0 where the unit shows one decimal, so 55 points lack to 75, not 55.1."""
    units = {"percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%", "decimals": 1})}
    found = judged(goals=[goal(at_least=75, by=2030)], observations=figures({2020: 10, 2025: 19.95}))
    said = Wording(words("en"), units).pace(replace(found, days_left=34, if_nothing_changed=None))
    assert said == "The gap was 55.0 points (2025); 34 days are left."


def test_a_pace_of_nothing_is_a_standstill() -> None:
    """38 in 2019 and 38 in 2024: the recent pace is no way at all."""
    found = replace(judged(), outlook=Outlook(False, 58.0, None, None), projection=58.0)
    assert ENGLISH.verdict(found).endswith(
        "but since 2020 it has come no further, and at 58% by 2030 it would miss the goal."
    )


DATIVE = "von mit bei zu aus gegenüber zwischen nach"
VALUES = "latest baseline newest goal value path low high short mean to_spare whole"


def test_no_german_sentence_puts_a_unit_after_a_word_that_declines_it() -> None:
    """From 71.7 points would be "von 71,7 Punkten", and the vocabulary has one form of a unit: "Punkte"."""
    shown = rf"\b({'|'.join(DATIVE.split())}) \{{({'|'.join(VALUES.split())})\}}"
    entry = re.compile(
        rf'^msgid "(?:claim|goal|whatif|figure|chart)[^\n]*\nmsgstr "[^\n]*{shown}.*$', re.MULTILINE
    )
    folder = Path(__file__).parents[1] / "tracker/locale/de/LC_MESSAGES"
    assert [found[0] for file in folder.glob("*.po") for found in entry.finditer(file.read_text())] == []


def test_pooled_years_are_said_whole_and_a_deadline_is_their_last() -> None:
    """A gap is that of the years together; "by 2027 - 2029" is no time by which anything can be."""
    pooled = figures({"2016/2018": 50, "2018/2020": 55, "2022/2024": 60})
    found = judged(observations=pooled, goals=[goal(at_least=100, by="2027/2029")])
    assert ENGLISH.pace(found).startswith("The gap was 40 points (2022 – 2024)")
    assert "by 2029" in ENGLISH.verdict(found)
    assert "by 2027" not in ENGLISH.verdict(found)

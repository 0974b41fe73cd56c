"""The official series in `targets/`: verdicts by hand-worked arithmetic, vintages, conflicts, sources."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tracker import checks, reader
from tracker.judging.assessment import Assessment, GoalResult
from tracker.model import Indicator, Portfolio
from tracker.progress import assess

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 27)
OCTOBER = date(2025, 10, 31)


@cache
def portfolio() -> Portfolio:
    """Return the data of this repository."""
    return reader.load(ROOT)[0]


@cache
def verdict(ident: str, on: date) -> Assessment:
    """Return the verdict on one target of this repository as known on a day."""
    return assess(portfolio().targets[ident], on, portfolio().sources)


def result(ident: str, goal: str, on: date) -> GoalResult:
    """Return how one goal stands on a day."""
    return next(found for found in verdict(ident, on).goals if found.goal.id == goal)


def indicator(ident: str) -> Indicator:
    """Return an indicator of this repository."""
    target = portfolio().targets[ident]
    assert isinstance(target, Indicator)
    return target


@pytest.mark.parametrize(
    ("ident", "goal", "gap_closed", "state"),
    [
        # (86 - 71) / (86 - 50), a quarter of the time used: 0.417 / 0.25 is far above pace
        ("egdi-rank", "by-2030", 15 / 36, "on_track"),
        # (14.02 - 12.66) / (30 - 12.66), half of the time used: 0.078 / 0.5
        ("digital-economy-gdp-share-gso", "by-2030", 1.36 / 17.34, "well_off_track"),
        # (18.72 - 14.26) / (30 - 14.26), 2.5 of 8 years used: 0.283 / 0.3125 = 0.907
        ("digital-economy-gdp-share-mic", "by-2030", 4.46 / 15.74, "slightly_off_track"),
        # (91 - 26) / (99 - 26) after half a year of five and a half: early, but 99 by 2026 is on track
        ("5g-population-coverage", "by-2030", 65 / 73, "on_track"),
        # (80,052 - 64,000) / (100,000 - 64,000), 4 of 9 years used: 0.4459 / 0.4444 = 1.003
        ("digital-tech-enterprises", "by-2030", 16052 / 36000, "on_track"),
        # (80,052 - 64,000) / (89,000 - 64,000), 4 of 5 years used: 0.642 / 0.8 = 0.803
        ("digital-tech-enterprises", "by-2026", 16052 / 25000, "slightly_off_track"),
        # (0.5 - 0.42) / (2 - 0.42), about 3.1 of 9 years used
        ("rd-spend-gdp", "by-2030", 0.08 / 1.58, "well_off_track"),
        # (62 - 59) / (62 - 50), 2 of 9 years used: 0.25 / 0.222 = 1.125
        ("ai-world-rank", "by-2030", 3 / 12, "on_track"),
        # (7 - 5) / (7 - 4)
        ("ai-asean-rank", "by-2030", 2 / 3, "on_track"),
        # (51.7 - 39.28) / (70 - 39.28), November on November, 12 of 25 months used: 0.4043 / 0.48 = 0.842
        ("online-filing-share", "by-2026", 12.42 / 30.72, "slightly_off_track"),
        # 44 in 2021, the last edition before the strategy, and 44 in 2025
        ("gii-rank", "by-2030", 0, "well_off_track"),
    ],
)
def test_share_of_the_gap_closed_by_hand(ident: str, goal: str, gap_closed: float, state: str) -> None:
    """The newest figures, the stated baselines and the goals give the share worked out beside each case."""
    found = result(ident, goal, TODAY)
    assert found.gap_closed == pytest.approx(gap_closed)
    assert found.state == state


@pytest.mark.parametrize("ident", ["ict-revenue-usd", "hw-electronics-exports-usd", "st-budget-share"])
def test_a_promise_for_a_year_waits_for_the_figure_of_that_year(ident: str) -> None:
    """Revenue, exports and the budget promised for 2026 have no path; the figures of 2025 decide nothing."""
    found = verdict(ident, TODAY)
    assert (found.state, found.reason, found.gap_closed) == ("awaiting_figure", "no_own_figure", None)
    assert found.latest is not None
    assert found.latest.period.text == "2025"


@pytest.mark.parametrize(
    ("ident", "goal", "rounded"),
    [
        ("egdi-rank", "by-2030", 42),
        ("egdi-rank", "by-2026", 71),
        ("digital-economy-gdp-share-gso", "by-2030", 8),
        ("digital-economy-gdp-share-mic", "by-2030", 28),
        ("5g-population-coverage", "by-2030", 89),
        ("digital-tech-enterprises", "by-2030", 45),
    ],
)
def test_share_as_it_is_quoted(ident: str, goal: str, rounded: int) -> None:
    """Rounded to whole per cent, the shares are those that a press officer would be asked about."""
    gap_closed = result(ident, goal, TODAY).gap_closed
    assert gap_closed is not None
    assert round(gap_closed * 100) == rounded


@pytest.mark.parametrize(
    ("ident", "state", "goal", "latest"),
    [
        # the goal of 90 per cent was told on 17 July, the coverage of 39.52 on 16 November: only 26 was known
        ("5g-population-coverage", "insufficient_data", "by-2025", 26.0),
        # (86 - 71) / (86 - 50) = 0.417 at two of three years: 0.417 / 0.667 = 0.625
        ("egdi-rank", "slightly_off_track", "by-2025", 71.0),
        # 2025 was published in January 2026: (13.17 - 12.66) / (20 - 12.66) = 0.069 at four of five years
        ("digital-economy-gdp-share-gso", "well_off_track", "by-2025", 13.17),
        # (18.72 - 14.26) / (20.5 - 14.26) = 0.715 at 2.5 of 3 years: 0.715 / 0.833 = 0.858
        ("digital-economy-gdp-share-mic", "slightly_off_track", "plan-2025", 18.72),
        # of 80,000 and 100,000 by 2025 the more demanding leads:
        # (75,908 - 64,000) / (100,000 - 64,000) = 0.331 at 3.5 of 4 years: 0.331 / 0.875 = 0.378
        ("digital-tech-enterprises", "well_off_track", "speech-2025", 75908.0),
        # the figure of 26 October was published in November; the printed rise of 4.24 points gives July 2024:
        # (39.85 - 35.61) / (80 - 35.61) = 0.096 at 12 of 17 months
        ("online-filing-share", "well_off_track", "by-2025", 39.85),
    ],
)
def test_verdict_as_known_in_october_2025(ident: str, state: str, goal: str, latest: float) -> None:
    """On 31 October 2025 only what had been published by then counts, and the goal then due next."""
    found = verdict(ident, OCTOBER)
    assert found.state == state
    assert found.goal is not None
    assert found.goal.id == goal
    assert found.latest is not None
    assert found.latest.value == latest


def test_goals_of_the_past_keep_their_verdict() -> None:
    """A goal met, one missed and one that nothing can test stay visible after their deadline."""
    assert result("5g-population-coverage", "by-2025", TODAY).state == "met"
    assert result("digital-tech-enterprises", "by-2025", TODAY).state == "met"
    assert result("digital-tech-enterprises", "speech-2025", TODAY).state == "missed"
    assert result("egdi-rank", "by-2025", TODAY).state == "awaiting_final"


def test_revision_counts_from_the_day_it_was_published() -> None:
    """The statistics office gave 12.67 for 2022 in December 2023 and 12.83 in January 2025."""

    def of_2022(on: date) -> list[float]:
        series = verdict("digital-economy-gdp-share-gso", on).series
        return [float(point.value) for point in series if point.period.text == "2022"]

    assert of_2022(date(2024, 6, 30)) == [12.67]
    assert of_2022(date(2025, 1, 31)) == [12.83]


def test_newer_figure_of_the_same_ministry_supersedes() -> None:
    """75,169 enterprises of 14 July 2025 give way on 20 July to 75,908 of the same ministry."""
    assert verdict("digital-tech-enterprises", date(2025, 7, 19)).latest.value == 75169
    assert verdict("digital-tech-enterprises", date(2025, 7, 20)).latest.value == 75908


def test_rival_figures_of_two_bodies_are_both_shown() -> None:
    """28.4 and 33 per cent of adults in June 2025 are an open conflict: one counts, the other is shown."""
    found = verdict("digital-signature-adult-share", TODAY)
    shown = {float(rival.point.value) for rival in found.others if rival.role == "rival"}
    assert found.latest is not None
    assert shown | {float(found.latest.value)} == {28.4, 33.0}
    assert "conflict" in found.flags


def test_draft_goal_never_is_the_headline() -> None:
    """The draft strategy of 2026 asks for rank 30; the goal in force stays rank 50."""
    assert result("ai-world-rank", "draft-2030", TODAY).role == "draft"
    assert verdict("ai-world-rank", TODAY).goal is result("ai-world-rank", "by-2030", TODAY).goal


def test_every_figure_and_goal_leads_to_a_document() -> None:
    """Each observation and goal of an indicator names a source with a publisher, a day and an address."""
    for target in portfolio().targets.values():
        if isinstance(target, Indicator):
            for cited in (*target.goals, *target.observations, *target.breakdowns):
                source = portfolio().sources[cited.source]
                assert source.publisher in portfolio().vocabulary.bodies
                assert source.url, f"{target.id}: {source.id} has no address"


def test_weak_sources_are_set_aside_or_say_why_not() -> None:
    """A figure from a weak source is set aside with the reason, or a note says that nothing better exists."""
    for target in portfolio().targets.values():
        if isinstance(target, Indicator):
            for observation in target.observations:
                if portfolio().sources[observation.source].reliability == "weak":
                    assert observation.set_aside or observation.note, f"{target.id} {observation.period.text}"


def test_the_one_open_conflict_is_told_and_declared() -> None:
    """The checks find nothing to say about the data of this repository but the conflict that it declares."""
    found = checks.check(portfolio(), TODAY, ROOT)
    assert [(problem.file, problem.code, problem.declared) for problem in found] == [
        ("targets/digital-identity/digital-signature-adult-share.yaml", "W015", True)
    ]


def test_provinces_by_two_methods_stay_apart() -> None:
    """Bac Ninh has 46.30 per cent by one method in 2025 and 56.83 by the other in 2022, in two files."""
    (office,) = indicator("digital-economy-gdp-share-gso").breakdowns
    (ministry,) = indicator("digital-economy-gdp-share-mic").breakdowns
    assert office.values[0].area["en"] == ministry.values[0].area["en"] == "Bac Ninh"
    assert (office.period.text, office.values[0].value) == ("2025", 46.3)
    assert (ministry.period.text, ministry.values[0].value) == ("2022", 56.83)
    assert (len(office.values), len(ministry.values)) == (6, 9)


def test_short_texts_stand_in_all_five_languages() -> None:
    """Titles of targets, parts and steps, units, themes and bodies in charge can be read in each."""
    words = portfolio().vocabulary
    owners = {target.owner for target in portfolio().targets.values()} - {None}
    named = [
        *portfolio().targets.values(),
        *(part for target in portfolio().targets.values() for part in getattr(target, "tiers", ())),
        *(part for target in portfolio().targets.values() for part in getattr(target, "parts", ())),
        *(step for target in portfolio().targets.values() for step in getattr(target, "steps", ())),
        *words.units.values(),
        *words.themes.values(),
        *(words.bodies[owner] for owner in owners if owner),
    ]
    lacking = [one.title["en"] for one in named if not {"en", "vi", "de", "nb", "sv"} <= set(one.title)]
    assert lacking == []

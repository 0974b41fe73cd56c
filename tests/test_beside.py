"""What stands beside a verdict: statements, the publisher's path, projections, what comes next, how sure."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests import told
from tests.shelf import laid, read, sound, verdict
from tracker import report
from tracker.__main__ import main
from tracker.charts.trajectory_data import required_path
from tracker.export.briefing import Choice, compose
from tracker.export.edition import edition
from tracker.language import words
from tracker.site.plan import Site
from tracker.telling import front, overview, upkeep
from tracker.telling.sources import sources
from tracker.terms import Unit
from tracker.wording import Wording

SCALES = """\
scales:
  agencies: {words: [{en: Off track, vi: Chệch}, {en: At risk}, {en: On track}]}
"""
MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: year, bounds: [0, 100]}\n"
GOAL = "goals: [{at_least: 80, by: 2030, source: plan}]\n"
FIGURES = """\
baseline: 2020
observations:
  - {period: 2020, value: 40, source: data}
  - {period: 2024, value: 46, source: data}
"""
PATH = """\
goals:
  - at_least: 80
    by: 2030
    source: plan
    path:
      source: plan
      points: [{period: 2022, value: 42}, {period: 2026, value: 50}]
"""


def test_the_path_of_the_publisher_is_judged_instead_of_the_straight_line(tmp_path: Path) -> None:
    """At the end of 2024 the path stands at 46, half way from 42 to 50: R = (46 - 40) / (46 - 40) = 1.

    On the straight line it would be (6 / 40) / (4 / 10) = 0.375.
    """
    portfolio = sound(laid(tmp_path, curve=MEASURE + PATH + FIGURES, plain=MEASURE + GOAL + FIGURES))
    found, straight = verdict(portfolio, "curve"), verdict(portfolio, "plain")
    assert (found.ratio, found.path_value, found.state) == (1.0, 46.0, "on_track")
    assert straight.ratio == pytest.approx(0.375)
    drawn = ((2020.0, 40.0), (2022.0, 42.0), (2026.0, 50.0), (2030.0, 80.0))
    assert required_path(found, found.measure) == drawn


def test_a_path_that_has_not_left_the_baseline_gives_no_ratio(tmp_path: Path) -> None:
    """A path that stays at 40 until 2026 asks for nothing yet: there is no ratio to be had."""
    path = PATH.replace("value: 42", "value: 40").replace("value: 50", "value: 40")
    found = verdict(sound(laid(tmp_path, flat=MEASURE + path + FIGURES)), "flat")
    assert (found.state, found.reason, found.ratio) == ("insufficient_data", "path_flat", None)


def test_statements_stand_beside_the_verdict_from_the_day_they_were_made(tmp_path: Path) -> None:
    """What the owner said is known from the day of its source on, and changes no verdict."""
    said = "statements:\n  - {for: 2025, says: {en: At risk}, scale: agencies, source: data}\n"
    bare = MEASURE + GOAL + FIGURES
    portfolio = sound(laid(tmp_path, SCALES, rated=bare + said, plain=bare))
    rated, plain = verdict(portfolio, "rated"), verdict(portfolio, "plain")
    assert [one.says["en"] for one in rated.statements] == ["At risk"]
    assert rated.state == plain.state
    assert verdict(portfolio, "rated", date(2026, 6, 29)).statements == ()


def test_who_says_it_is_the_owner_on_its_scale_and_in_prose_whose_document_it_is(tmp_path: Path) -> None:
    """An auditor's sentence is never put into the mouth of the body in charge, on page or paper."""
    said = "statements:\n  - {for: 2023, says: {en: Fine}, source: data}\n"
    rated = "statements:\n  - {says: {en: At risk}, scale: agencies, source: data}\n"
    bare = MEASURE + GOAL + FIGURES
    folder = laid(tmp_path, SCALES, doubted=bare + said, rated=bare + rated)
    assert {one.owner for one in sound(folder).targets.values()} == {"ministry"}
    assert "Office of Statistics says of 2023: Fine " in told.of_target(folder, "doubted", "en")
    assert "Ministry of Plans says: At risk " in told.of_target(folder, "rated", "en")
    for target, who in (("doubted", "Office of Statistics"), ("rated", "Ministry of Plans")):
        paper = folder.parent / f"{target}.md"
        which = ["--ids", target, "--data", str(folder), "--on", "2026-11-22"]
        assert main(["brief", *which, "--out", str(paper)]) == 0
        assert f"{who} says" in paper.read_text("utf-8")


def test_of_two_ratings_of_one_day_the_later_period_leads_in_any_order(tmp_path: Path) -> None:
    """One report rates 2025 at risk and 2024 on track: the newest is that of 2025."""
    lines = [
        "  - {for: 2025, says: {en: At risk}, scale: agencies, source: data}\n",
        "  - {for: 2024, says: {en: On track}, scale: agencies, source: data}\n",
    ]
    bare = MEASURE + GOAL + FIGURES + "statements:\n"
    portfolio = sound(laid(tmp_path, SCALES, one="".join((bare, *lines)), two="".join((bare, *lines[::-1]))))
    for target in ("one", "two"):
        assert [one.says["en"] for one in verdict(portfolio, target).statements] == ["On track", "At risk"]


def test_a_statement_on_a_scale_speaks_the_languages_of_its_word(tmp_path: Path) -> None:
    """The scale says Chệch for Off track; the file need not say it again, and what it says itself stays."""
    said = "statements:\n  - {says: {en: Off track}, scale: agencies, source: data}\n"
    said += "  - {says: {en: Off track, vi: Lệch}, scale: agencies, source: data}\n"
    folder = laid(tmp_path, SCALES, rated=MEASURE + GOAL + FIGURES + said)
    said_in = [words("vi").text(one.says) for one in sound(folder).targets["rated"].statements]
    assert said_in == ["Chệch", "Lệch"]
    assert "Chệch" in told.of_target(folder, "rated", "vi")


def test_a_figure_may_be_published_on_another_day_than_its_source(tmp_path: Path) -> None:
    """The source is of June 2026, its figure for 2024 was out in March 2025 already."""
    early = FIGURES.replace("value: 46, source: data", "value: 46, source: data, published: 2025-03-01")
    portfolio = sound(laid(tmp_path, early=MEASURE + GOAL + early))
    found = verdict(portfolio, "early", date(2025, 3, 1))
    assert [point.period.text for point in found.series] == ["2024"]


def test_a_draft_figure_is_not_counted(tmp_path: Path) -> None:
    """Nobody has reviewed it yet: the verdict rests on the others."""
    more = FIGURES + "  - {period: 2025, value: 70, source: data, draft: true}\n"
    found = verdict(sound(laid(tmp_path, some=MEASURE + GOAL + more)), "some")
    assert found.latest is not None
    assert found.latest.value == 46


def test_a_verdict_that_depends_on_the_interval_is_borderline(tmp_path: Path) -> None:
    """At 60 the ratio is 1.25; at 50 it would be 0.625 and another class, and the source says 50 to 62."""
    sure = FIGURES.replace("value: 46", "value: 60")
    unsure = sure.replace("value: 60,", "value: 60, interval: [50, 62], confidence: 95,")
    portfolio = sound(laid(tmp_path, sure=MEASURE + GOAL + sure, unsure=MEASURE + GOAL + unsure))
    assert "borderline" not in verdict(portfolio, "sure").flags
    assert "borderline" in verdict(portfolio, "unsure").flags
    page = told.of_target(tmp_path, "unsure")
    assert "the interval of the figures reaches over the limit" in page
    assert "rounding could" not in page


def test_what_a_promise_depends_on_is_told_where_it_was_announced(tmp_path: Path) -> None:
    """The goal without a condition leads; what the other one depends on stands beside it."""
    goals = "goals: [{at_least: 60, by: 2030, source: plan},\n"
    goals += "  {at_least: 80, by: 2030, source: plan, conditional: With foreign aid}]\n"
    sound(laid(tmp_path, aid=MEASURE + goals + FIGURES))
    assert "at least 80% by 2030; on condition: With foreign aid" in told.of_target(tmp_path, "aid")


def test_words_that_nobody_knows_are_told_and_take_nothing_away(tmp_path: Path) -> None:
    """A body and a related target that are not there are faults, and the target stays."""
    more = "next:\n  - {what: A survey, who: nobody, ours: true}\nrelated:\n  - {target: gone}\n"
    portfolio, problems = read(laid(tmp_path, some=MEASURE + GOAL + FIGURES + more))
    assert {(one.code, one.path) for one in problems} == {
        ("S040", "next[0].who"),
        ("S078", "related[0].target"),
    }
    assert list(portfolio.targets) == ["some"]


def test_changes_list_what_the_body_in_charge_has_said(tmp_path: Path) -> None:
    """The rating is of June 2026: since March it is new on Changes, since July it is not."""
    said = "statements:\n  - {for: 2025, says: {en: At risk}, scale: agencies, source: data}\n"
    early = FIGURES.replace("source: data", "source: early").replace("2024, value", "2019, value")
    folder = laid(tmp_path, SCALES, rated=MEASURE + GOAL + early.replace("baseline: 2020\n", "") + said)
    since = [
        told.page(folder, partial(upkeep.changes, chosen={"since": day}))
        for day in ("2026-03-01", "2026-07-01")
    ]
    assert "New statement: At risk" in since[0]
    assert "At risk" not in since[1]
    assert [change.causes for change in told.scene(folder).changes(date(2026, 3, 1))] == [("new_statement",)]


def test_changes_list_what_was_said_of_tiers_once_and_for_the_whole(tmp_path: Path) -> None:
    """Two tiers, one rating: one line, that of the whole."""
    tiers = "kind: tiers\nnesting: exclusive\n" + MEASURE + "tiers:\n"
    for name in ("low", "high"):
        tiers += (
            f"  - {{id: {name}, title: {{en: {name}}}, goals: [{{at_least: 5, by: 2030, source: plan}}]}}\n"
        )
    tiers += "statements: [{says: {en: At risk}, source: data}]\n"
    folder = laid(tmp_path, levels="id: levels\ntitle: {en: Levels}\nowner: ministry\n" + tiers)
    found = told.scene(folder).changes(date(2026, 3, 1))
    assert [(change.entry.path, len(change.statements)) for change in found] == [("levels", 1)]


def test_an_aim_is_the_promise_wherever_a_goal_would_stand(tmp_path: Path) -> None:
    """Fewer deaths by 2030 is a promise: `status` and the board say it, and never "No goal"."""
    aim = "goals: [{aim: {en: Fewer deaths, de: Weniger Tote}, by: 2030, source: plan}]\n"
    portfolio = sound(laid(tmp_path, deaths=MEASURE.replace("100]", "100], wanted: fall") + aim + FIGURES))
    found = verdict(portfolio, "deaths")
    said = [Wording(words(code), portfolio.vocabulary.units).goal(found.goal, found) for code in ("en", "de")]
    assert said == ["Fewer deaths by 2030", "Weniger Tote bis 2030"]
    table = report.table([found], Wording(words("en"), portfolio.vocabulary.units), portfolio)
    assert "Fewer deaths by 2030" in table
    assert "No goal" not in table
    page = told.of_target(tmp_path, "deaths")
    assert "Worsening: 46% (2024), from 40% (2020); promised in words: Fewer deaths by 2030." in page
    assert "announced: Fewer deaths by 2030 (Ministry of Plans: plan)" in page
    assert "no goal is set" not in page


def test_a_relative_goal_whose_base_has_no_figure_is_said_as_it_was_promised(tmp_path: Path) -> None:
    """Nobody knows the figure of 2015: the promise is 50% below it, and no number is made up."""
    goal = "goals: [{at_most: {change: -50 %, of: 2015}, by: 2030, source: plan}]\n"
    folder = laid(tmp_path, cut=MEASURE + goal + FIGURES.replace("baseline: 2020\n", ""))
    found = verdict(read(folder)[0], "cut")
    assert (found.state, found.reason) == ("not_assessable", "no_base_figure")
    assert "at most 50% below 2015 by 2030" in told.of_target(folder, "cut")


def test_what_a_goal_depends_on_stands_beside_it(tmp_path: Path) -> None:
    """Vietnam's 43.5 % with foreign aid: the condition is told with the goal."""
    more = GOAL.replace("]", ", {at_least: 90, by: 2030, source: plan, conditional: {en: With foreign aid}}]")
    folder = laid(tmp_path, some=MEASURE + more + FIGURES)
    assert "on condition: With foreign aid" in told.of_target(folder, "some")
    briefing = compose(sound(folder), Choice(), date(2026, 11, 27), words("en"))
    assert "on condition: With foreign aid" in str(edition(briefing))


def test_how_a_measure_is_read_is_told_in_its_record(tmp_path: Path) -> None:
    """Calendar, season, window, kind of figure and rhythm stand below the definition."""
    calendar = "calendars: {financial: {title: {en: Financial year}, starts: 04}}\n"
    more = "calendar: financial, counts: flow, wanted: rise, expected: {every: year, month: 09}"
    flow = MEASURE.replace("bounds: [0, 100]", more)
    moving = MEASURE.replace("year", "month, window: 12 months, seasonal: true, counts: mean")
    figures = "observations: [{period: 2023/24, value: 4, source: data}]\n"
    folder = laid(tmp_path, calendar, flow=flow + figures, moving=moving)
    page = told.of_target(folder, "flow")
    for pair in ("A figure is what came in its span", "Calendar Financial year", "Wanted a rise"):
        assert pair in page
    assert "Next figures expected every year, in September" in page
    other = told.of_target(folder, "moving")
    assert "Moving window 12 months" in other
    assert "Seasons differ; like is compared with like" in other


def test_a_day_that_nobody_knows_is_said_wherever_a_document_is_dated(tmp_path: Path) -> None:
    """Lists of documents say when it was read, and never give that day as the one of publication."""
    folder = laid(tmp_path, some=MEASURE + GOAL + FIGURES)
    seed = folder / "seeds/data.yaml"
    seed.write_text(seed.read_text().replace("2026-06-30", "unknown\naccessed: 2026-07-01"), "utf-8")
    unknown = "not known, read on 1 Jul 2026"
    assert told.page(folder, partial(sources, chosen={})).count(unknown) == 1
    made = edition(compose(sound(folder), Choice(), date(2026, 11, 27), words("en")))
    assert unknown in made.sections[0].cited
    figures = next(one for one in made.sections[0].tables if one.name == "figures")
    assert all(unknown in [cell.text for cell in row] for row in figures.rows)


def test_one_of_a_unit_is_said_in_the_singular(tmp_path: Path) -> None:
    """1 law and 2 laws; a language without a singular of its own keeps its word."""
    unit = Unit.model_validate(
        {
            "title": {"en": "laws", "vi": "luật"},
            "symbol": {"en": "laws", "vi": "luật"},
            "singular": {"en": "law"},
        }
    )
    said = [words("en").figure(value, unit) for value in (1.0, 2.0, 1.5, -1.0)]
    assert said == ["1 law", "2 laws", "1.5 laws", "\u22121 law"]
    assert words("vi").figure(1.0, unit) == "1 luật"


def test_one_of_a_unit_with_english_words_alone_is_said_in_the_english_singular() -> None:
    """In German too 1 death and 2 deaths; its own singular comes first, its own plural keeps its language."""
    unit = Unit.model_validate({"title": {"en": "deaths"}, "singular": {"en": "death"}})
    for language in ("de", "vi", "en"):
        assert [words(language).figure(value, unit) for value in (1.0, 2.0)] == ["1 death", "2 deaths"]
    own = unit.model_copy(update={"singular": {"en": "death", "de": "Todesfall"}})
    assert words("de").figure(1.0, own) == "1 Todesfall"
    own = unit.model_copy(update={"title": {"en": "deaths", "de": "Todesfälle"}})
    assert words("de").figure(1.0, own) == "1 Todesfälle"


def test_a_page_of_the_site_is_made_anew_when_evidence_of_another_target_changes(tmp_path: Path) -> None:
    """Its own file is as before; the figures of the target that it shows as evidence are not."""
    near = MEASURE + "observations: [{period: 2024, value: 46, source: data}]\n"
    folder = laid(
        tmp_path, near=near, shown=MEASURE + GOAL + "related: [{target: near}]\n", alone=MEASURE + GOAL
    )

    def keys() -> list[str]:
        portfolio = sound(folder)
        site = Site(portfolio, folder, date(2026, 11, 27), (), ("en",))
        return [site.key([name]) for name in ("shown", "alone")]

    before = keys()
    laid(tmp_path, near=near.replace("46", "47"))
    after = keys()
    assert (before[0] == after[0], before[1] == after[1]) == (False, True)


def test_a_day_of_publication_is_a_day_also_beside_a_moving_window(tmp_path: Path) -> None:
    """The twelve months to February 2025 were published on one day in April; a step is due in March 2027."""
    moving = MEASURE.replace("year", "month, window: 12 months") + GOAL.replace("2030", "2030-12")
    moving += "observations: [{period: 2025-02, value: 40, source: data, published: 2025-04-05}]\n"
    moving += "next: [{what: {en: A survey}, by: 2027-03, ours: true}]\n"
    page = told.of_target(laid(tmp_path, moving=moving), "moving")
    assert "12 months to Feb 2025" in page
    assert "5 Apr 2025" in page
    assert "to 5 Apr" not in page
    assert "Mar 2027" in page
    assert "months to Mar 2027" not in page


def test_what_two_documents_promise_alike_ends_once(tmp_path: Path) -> None:
    """Both announcements are told with their document; the deadline that passed is one line."""
    twice = "goals: [{at_least: 50, by: 2024, source: plan}, {at_least: 50, by: 2024, source: early}]\n"
    shown = told.of_target(laid(tmp_path, twice=MEASURE + twice + FIGURES), "twice")
    assert shown.count("announced: at least 50%") == 2
    assert shown.count("deadline passed, at least 50%") == 1


@pytest.mark.parametrize(
    ("asked", "more", "when"),
    [
        ("at_least: 80, by: 2029-12", ", window: 12 months", "in the 12 months to Dec 2029"),
        ("at_least: 80, for: 2027", "", "for 2027"),
        ("at_least: 80, by: 2030, every_period: true", "", "in every period"),
        ("total: {at_least: 80, over: 2022/2025}", ", counts: flow", "in all, 2022 – 2025"),
    ],
)
def test_a_card_says_what_its_time_means(tmp_path: Path, asked: str, more: str, when: str) -> None:
    """A moving window, one period alone and a sum of years are no deadline: none is said as "by"."""
    lines = f"measure: {{definition: {{en: Count}}, unit: people, frequency: year{more}}}\n"
    lines += f"goals: [{{{asked}, source: plan}}]\n"
    folder = laid(tmp_path, "headline: [some]\n", some=lines)
    assert f"at least 80 people {when}" in told.page(folder, front.front)


def test_the_entry_of_a_target_without_figures_names_the_nearest_evidence(tmp_path: Path) -> None:
    """On the board in brief and as a card; one with a figure of its own names none."""
    near = "related: [{target: one, why: A survey}]\n"
    laid(
        tmp_path,
        one=MEASURE + GOAL + FIGURES,
        two=MEASURE + GOAL + near,
        three=MEASURE + GOAL + FIGURES + near,
    )
    brief = told.page(tmp_path, lambda seen: overview.cards(seen.entries, seen, by_theme=True))
    assert brief.count("Nearest: Share of one, 46% (2024)") == 1
    assert "at least 80% by 2030. Nearest: Share of one, 46% (2024)" in brief
    cards = told.page(tmp_path, lambda seen: overview.cards(seen.entries, seen, by_theme=False))
    assert "No figure yet. Nearest: Share of one, 46% (2024)" in cards

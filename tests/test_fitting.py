"""What is said of a verdict fits its promise: the path and the kind, the limits and the cut-offs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import told
from tests.portfolio import figures, goal, judged
from tests.shelf import ON, laid, read, verdict
from tracker import claims, contract, meaning, printed, report
from tracker.digits import Scale
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.delimited import FIGURES, data
from tracker.export.edition import edition
from tracker.judging.rule import DEFAULT
from tracker.language import LANGUAGES, words
from tracker.telling.front import front
from tracker.terms import Unit
from tracker.wording import Wording
from tracker.worked import worked

UNITS = {
    "percent": Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%", "decimals": 1}),
    "deaths": Unit.model_validate({"title": {"en": "deaths"}, "symbol": "deaths", "singular": "death"}),
    "mt": Unit.model_validate({"title": {"en": "million tonnes"}, "symbol": "Mt", "decimals": 1}),
    "pupils": Unit.model_validate({"title": {"en": "pupils"}, "symbol": "pupils per teacher"}),
    "rating": Unit.model_validate({"title": {"en": "rating"}}),
}
ENGLISH = Wording(words("en"), UNITS)
PATH = (
    "measure: {definition: {en: d}, unit: percent, frequency: year}\n"
    "goals: [{at_least: 90, by: 2030, source: plan, path: {source: early, at: table 7, points: "
    "[{period: 2024, value: 50}, {period: 2027, value: 80}]}}]\n"
    "baseline: {period: 2020, value: 40, source: plan}\n"
    "observations: [{period: 2024, value: 48, source: data}]\n"
)
RATING = (
    "measure: {definition: {en: d}, unit: index, frequency: year, scale: [low, medium, high]}\n"
    "goals: [{at_least: high, by: 2030, source: plan}]\n"
    "observations: [{period: 2017, value: low, source: data}, {period: 2024, value: medium, source: data}]\n"
)
BUDGET = {
    "measure": {"unit": "mt", "counts": "flow"},
    "goals": [goal(total={"at_most": 290, "over": "2022/2025"})],
}


def briefing(folder: Path, **targets: str) -> Briefing:
    """Return everything that a file to take along says of targets."""
    portfolio, _ = read(laid(folder, **targets))
    return compose(portfolio, Choice(), ON, words("en"))


def test_the_path_of_a_publisher_is_named_wherever_its_goal_is(tmp_path: Path) -> None:
    """48 from 40 where the path asked for 50: (48 - 40) / (50 - 40) = 0.8, by a path that is named."""
    made = briefing(tmp_path, way=PATH)
    one = made.assessments[0]
    assert one.ratio == pytest.approx(0.8)
    told_on_page = told.of_target(tmp_path, "way")
    assert (
        "the publisher's own path from 40% (2020) to at least 90% by 2030 asked for 50% by then"
        in told_on_page
    )
    assert "the path that its publisher sets: 50% (2024) and 80% (2027)" in told_on_page
    assert (
        "By the publisher's own path: the change since the baseline over the change asked for by then is 0.80"
        in (told_on_page)
    )
    assert (
        "Compares the change since the baseline with the change that the publisher's own path" in told_on_page
    )
    tables = {table.name: table for section in edition(made).sections for table in section.tables}
    assert "50% (2024) and 80% (2027)" in tables["goals"].rows[0][-1].text
    lines = [dict(zip(FIGURES, line, strict=False)) for line in data(made)]
    assert [(line["period"], line["value"], line["source"]) for line in lines if line["role"] == "path"] == [
        ("2024", 50, "early"),
        ("2027", 80, "early"),
    ]
    document = json.loads("".join(contract.status_text([one], ON, "")))["targets"][0]
    assert document["goal"]["path"]["points"][1] == {"period": "2027", "value": 80}
    assert document["goal"]["path"]["source"] == "early"


def test_the_arithmetic_of_a_path_comes_out(tmp_path: Path) -> None:
    """(48 - 40) / (50 - 40) = 0.800 stands there, and no quotient of paces on a straight line."""
    one = briefing(tmp_path, way=PATH).assessments[0]
    lines = {line.label: (line.formula, line.value) for line in worked(one, ENGLISH)}
    label = "Ratio: change so far to the change that the publisher's path asked for"
    assert lines[label] == ("(48 − 40) ÷ (50 − 40)", "0.800")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pace_is_named_of_a_promise_that_has_none(language: str, tmp_path: Path) -> None:
    """Words of a scale and a value for every period are explained without the cut-offs of a pace."""
    spoken = words(language)
    rating = verdict(read(laid(tmp_path, one=RATING))[0], "one")
    held = judged(
        observations=figures({2020: 40, 2024: 44}), goals=[goal(at_least=50, by=2030, every_period=True)]
    )
    paced = judged(observations=figures({2020: 40, 2024: 44}), goals=[goal(at_least=50, by=2030)])
    for one in (rating, held):
        assert one.state == "slightly_off_track"
        assert "60" not in meaning.of_verdict(one, spoken, DEFAULT)
        assert meaning.of_verdict(one, spoken, DEFAULT) != meaning.of_state(one.state, spoken, DEFAULT)
    assert paced.state == "on_track"
    assert "95" in meaning.of_verdict(paced, spoken, DEFAULT)


def test_no_time_is_left_for_what_is_to_be_held_now() -> None:
    """Of a value for every period the gap is told, 6 points, and no years that would be left for it."""
    held = judged(
        observations=figures({2020: 40, 2025: 44}), goals=[goal(at_least=50, by=2030, every_period=True)]
    )
    assert ENGLISH.goal(held.goal, held) == "at least 50% in every period until 2030"
    assert ENGLISH.pace(held) == "The gap was 6 points (2025)."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_in_words_is_never_called_none(language: str) -> None:
    """Beside an aim nobody reads that no goal is set."""
    wording = Wording(words(language), UNITS)
    aim = {"goals": [goal(aim={"en": "Fewer deaths"}, by=2030)]}
    for measure in ({"unit": "deaths"}, {"unit": "deaths", "wanted": "fall"}):
        for seen in ({}, {2024: 90}, {2020: 100, 2024: 90}):
            one = judged(measure=measure, observations=figures(seen), **aim)
            none = words(language)("reason.no_goal").rstrip(".").casefold()
            assert "Fewer deaths" in wording.verdict(one)
            assert none not in wording.verdict(one).casefold()


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(0.946, "0.946"), (0.94996, "0.94996"), (0.9504, "0.95"), (0.597, "0.597"), (0.8, "0.80")],
)
def test_no_ratio_is_rounded_across_a_cut_off(ratio: float, shown: str) -> None:
    """217.5 / 230 = 0.946 is slightly off track and does not look like the 0.95 of what is on track."""
    assert words("en").number(meaning.ratio_shown(ratio, "linear_pace", DEFAULT)) == shown


@pytest.mark.parametrize(
    ("factor", "shown"), [(1.004, "1.004"), (1.996, "1.996"), (2.0, "2.00"), (1.5, "1.50")]
)
def test_no_factor_is_rounded_across_a_cut_off(factor: float, shown: str) -> None:
    """Up to 1 is on track and from 2 on well off track: 1.004 is neither 1 nor 1.996 a 2."""
    assert words("en").number(meaning.ratio_shown(factor, "acceleration_factor", DEFAULT)) == shown


def test_only_a_method_with_the_state_gives_the_state() -> None:
    """Too early by the house, although the line says on track: no method is said to give that."""
    early = judged(observations=figures({2024: 40, "2025-06": 44}), goals=[goal(at_least=50, by=2035)])
    assert early.state == "too_early"
    told_of = [meaning.of_method(one, early, words("en")) for one in early.methods.values()]
    assert not any("This gives the state." in text for text in told_of)
    paced = judged(observations=figures({2020: 40, 2024: 44}), goals=[goal(at_least=50, by=2030)])
    told_of = [meaning.of_method(one, paced, words("en")) for one in paced.methods.values()]
    assert [text.endswith("This gives the state.") for text in told_of] == [True, False, False, False]


def test_the_whole_is_only_what_is_whole() -> None:
    """99.6 % of the gap is 99 %, not all of it; nothing is minus zero."""
    spoken = words("en")
    assert [spoken.percent(share) for share in (0.996, 1.0, 1.2, -0.004, 0.994)] == [
        "99%",
        "100%",
        "120%",
        "0%",
        "99%",
    ]


def test_a_missed_budget_says_by_how_much() -> None:
    """78 + 77 + 75 + 80 = 310 of at most 290 is 20 more; 78 + 77 leaves 135 of it, which is not missing."""
    missed = judged(observations=figures({2022: 78, 2023: 77, 2024: 75, 2025: 80}), **BUDGET)
    assert ENGLISH.verdict(missed) == (
        "Missed: 310 Mt (2022 – 2025) is 20 Mt more than at most 290 Mt in all over 2022 – 2025."
    )
    running = judged(observations=figures({2022: 78, 2023: 77}), **BUDGET)
    assert running.gap == pytest.approx(-135)
    assert meaning.quantity_name("gap", running, words("en")) == "Left of the budget"
    assert ENGLISH.missing(running) == "135 Mt"


def test_a_missed_goal_says_by_how_much_and_as_vaguely_as_its_figure() -> None:
    """Under 58 lacks over 12 points to 70; over 58 at most lies over 8 above 50."""
    under = judged(
        observations=figures({2020: 40, 2025: 58}, qualifier="under"), goals=[goal(at_least=70, by=2025)]
    )
    assert ENGLISH.verdict(under).endswith("did not keep at least 70% by 2025, missing it by over 12 points.")
    over = judged(
        observations=figures({2020: 70, 2025: 58}, qualifier="over"), goals=[goal(at_most=50, by=2025)]
    )
    assert ENGLISH.verdict(over).endswith("did not keep at most 50% by 2025, missing it by over 8 points.")


def test_nothing_is_projected_below_zero_that_never_was() -> None:
    """100 to 40 deaths in four years are 15 a year less: 40 - 6 * 15 = -50 by 2030, which is no number."""
    one = judged(
        measure={"unit": "deaths"},
        observations=figures({2020: 100, 2024: 40}),
        goals=[goal(at_most=0, by=2030)],
    )
    assert one.projection == pytest.approx(-50)
    assert ENGLISH.projection(printed.projected(one) or 0.0, one) == "0 deaths or less"
    assert one.outlook is not None
    assert one.outlook.value == 0
    assert report.rows([one], ENGLISH)[0]["projection"] == 0
    document = json.loads("".join(contract.status_text([one], ON, "")))["targets"][0]
    assert document["projection"] == 0
    assert {one["projection"] for one in document["methods"].values() if one["projection"] is not None} <= {
        0,
        8,
    }


def test_a_share_ends_at_its_bounds_in_every_file() -> None:
    """20 to 80 % in two years lead to 80 + 6 * 30 = 260 % by 2030; bounds end it at 100."""
    one = judged(
        measure={"unit": "percent", "bounds": [0, 100]},
        observations=figures({2022: 20, 2024: 80}),
        goals=[goal(at_least=95, by=2030)],
    )
    assert one.projection == pytest.approx(260)
    assert report.rows([one], ENGLISH)[0]["projection"] == 100


def test_what_was_below_zero_may_fall_again() -> None:
    """A balance from 5 to -4 in three years leads to -4 - 6 * 3 = -22: a number like any other."""
    one = judged(observations=figures({2021: 5, 2024: -4}), goals=[goal(at_least=6, by=2030)])
    assert ENGLISH.projection(printed.projected(one) or 0.0, one) == "\u221222%"


def test_a_chance_is_not_rounded_into_another_word() -> None:
    """0.896 is likely, and 90 % would be very likely: it is printed as 89 %."""
    one = judged(observations=figures({2020: 40, 2024: 44}), goals=[goal(at_least=50, by=2030)])
    claim = claims.chance(replace(one, chance=0.896), Scale())
    assert claim is not None
    assert (claim.says, float(claim.numbers[0].shown)) == ("chance.likely", pytest.approx(0.89))


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("pupils", "between 20 and 30 pupils per teacher by 2030"),
        ("percent", "between 20% and 30% by 2030"),
        ("rank", "between rank 20 and rank 30 by 2030"),
    ],
)
def test_a_unit_is_said_once_behind_two_values(unit: str, shown: str) -> None:
    """Where it stands behind both it reads as two things."""
    one = judged(measure={"unit": unit}, goals=[goal(between=[20, 30], by=2030)])
    assert ENGLISH.goal(one.goal, one) == shown


def test_a_promise_in_words_falls_due_like_any_other(tmp_path: Path) -> None:
    """An aim for 2029 falls due a year before a goal for 2030, and is listed with it."""
    aim = (
        "measure: {definition: {en: d}, unit: people, frequency: year, wanted: fall}\n"
        "goals: [{aim: {en: Fewer deaths}, by: 2029, source: plan}]\n"
        "observations: [{period: 2020, value: 100, source: data}, {period: 2024, value: 90, source: data}]\n"
    )
    share = (
        "measure: {definition: {en: d}, unit: percent, frequency: year}\n"
        "goals: [{at_least: 90, by: 2030, source: plan}]\n"
        "observations: [{period: 2020, value: 10, source: data}, {period: 2024, value: 80, source: data}]\n"
    )
    said = told.page(laid(tmp_path, aim=aim, share=share), front)
    assert "31 Dec 2029" in said
    assert verdict(read(tmp_path)[0], "aim").state == "improving"


def test_series_without_a_total_are_no_target_without_figures(tmp_path: Path) -> None:
    """Women at 71 and men at 69 % toward 90: no row beside them says that nothing has been published."""
    dimension = (
        "dimensions:\n  sex: {title: {en: Sex}, members: {f: {title: {en: Women}}, m: {title: {en: Men}}}}\n"
    )
    lines = "measure: {definition: {en: d}, unit: percent, frequency: year}\n"
    lines += (
        "goals: [{at_least: 90, by: 2030, source: plan}, {at_least: 95, by: 2040, source: plan}]\nseries:\n"
    )
    for member, last in (("f", 71), ("m", 69)):
        lines += f"  - {{of: {{sex: {member}}}, goals: same, observations: ["
        lines += (
            f"{{period: 2020, value: 70, source: data}}, {{period: 2024, value: {last}, source: data}}]}}\n"
        )
    said = told.of_target(laid(tmp_path, dimension, one=lines), "one")
    assert "Overall: Moving away." in said
    assert "at least 90% by 2030 judged now ◀ Moving away" in said
    assert "at least 95% by 2040 also in force ◀ Moving away" in said
    assert "no figure has been published" not in said
    assert "Insufficient data" not in said


def test_what_ran_through_an_interval_is_not_said_to_reach_it() -> None:
    """40 to 15 in five years ran through 20 to 30 and leads to 15 - 5 * 5, below zero: no arrival."""
    one = judged(
        measure={"unit": "pupils"},
        observations=figures({2020: 40, 2025: 15}),
        goals=[goal(between=[20, 30], by=2030)],
    )
    assert ENGLISH.verdict(one).endswith(
        "it would be 0 pupils per teacher or less by 2030, which misses the goal."
    )


def test_a_headline_of_growth_names_the_mean() -> None:
    """6, 8, 5, 6 and 9 % a year are 6.79 % on average: 9 % alone would seem to keep at least 7 %."""
    one = judged(
        measure={"unit": "percent", "growth_rate": True},
        observations=figures({2021: 6, 2022: 8, 2023: 5, 2024: 6, 2025: 9}),
        goals=[goal(at_least=7, by=2025)],
    )
    assert ENGLISH.headline(one) == "Case: Missed, 6.8% on average (2025), goal: at least 7% by 2025"


def test_series_without_a_goal_that_all_improve_do_so_as_a_whole(tmp_path: Path) -> None:
    """70 to 80 and 60 to 75 %, a rise wanted: improving as a whole; one that falls to 50 makes it worsen."""
    dimension = (
        "dimensions:\n  sex: {title: {en: Sex}, members: {f: {title: {en: Women}}, m: {title: {en: Men}}}}\n"
    )
    whole = {}
    for name, last in (("one", 75), ("two", 50)):
        lines = "measure: {definition: {en: d}, unit: percent, frequency: year, wanted: rise}\nseries:\n"
        for member, first, latest in (("f", 70, 80), ("m", 60, last)):
            lines += f"  - {{of: {{sex: {member}}}, observations: ["
            lines += f"{{period: 2020, value: {first}, source: data}}, "
            lines += f"{{period: 2025, value: {latest}, source: data}}]}}\n"
        whole[name] = told.of_target(laid(tmp_path / name, dimension, **{name: lines}), name)
    improving = "Women: 80% (2025), Improving; Men: 75% (2025), Improving."
    assert f"Overall: Improving. Series by series: {improving}" in whole["one"]
    assert "Overall: Worsening. Series by series: Men: 50% (2025), Worsening; Women" in whole["two"]


def test_days_to_a_year_are_told_up_to_its_last_day() -> None:
    """On 15 November 2025, in that year already, 46 days are left until its end."""
    one = judged(on=date(2025, 11, 15), measure={"unit": "percent"}, goals=[goal(at_least=90, by="2025")])
    assert "Until 31 December 2025: 46 days are left." in ENGLISH.says(one)


def test_a_german_projection_puts_no_figure_beside_a_year() -> None:
    """A deadline and a figure side by side, 2030 72,5 %, could be read as one number."""
    one = judged(
        measure={"unit": "percent"},
        goals=[goal(at_least=80, by="2030")],
        observations=figures({2020: 40, 2025: 48}),
    )
    assert "käme man auf 56\xa0% bis 2030, das Ziel wäre erst im" in Wording(words("de"), UNITS).verdict(one)


def test_that_nothing_is_published_is_said_once(tmp_path: Path) -> None:
    """A standing is not explained by itself."""
    lines = (
        "id: one\nkind: tiers\nnesting: exclusive\ntitle: {en: One}\nowner: ministry\n"
        "measure: {definition: {en: d}, unit: percent, frequency: year}\ntiers:\n"
        "  - {id: low, title: {en: Low}, goals: [{at_least: 9, by: 2030, source: plan}]}\n"
        "  - {id: high, title: {en: High}, goals: [{at_least: 8, by: 2030, source: plan}]}\n"
    )
    found = verdict(read(laid(tmp_path, one=lines))[0], "one")
    assert Wording(words("en"), {}).verdict(found) == "No figures yet for any of the parts."

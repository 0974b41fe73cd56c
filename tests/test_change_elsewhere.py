"""A change from an earlier figure where only a number may stand: what to write there is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid, read
from tracker.language import words
from tracker.problems import Problem, told

HEAD = "measure: {definition: {en: Emissions}, unit: mt-co2e, frequency: year}\n"
WAY = "at_most: 5, by: 2030, path: {source: plan, points: [{period: 2025, value: "


@pytest.mark.parametrize(
    ("goal", "place", "told"),
    [
        (
            "total: {at_most: {change: -5 %, of: 2015}, over: 2024/2026}",
            "total.at_most",
            {"bound": "at_most"},
        ),
        (
            "total: {less_than: {times: 2, of: 2015}, over: 2024/2026}",
            "total.less_than",
            {"bound": "less_than"},
        ),
        ("total: {at_most: -5 %, over: 2024/2026}", "total.at_most", {"bound": "at_most"}),
        ("total: {at_most: half of 2015, over: 2024/2026}", "total.at_most", {"bound": "at_most"}),
        (WAY + "{change: -5 %, of: 2015}}]}", "path.points[0].value", {}),
        (WAY + "-5 %}]}", "path.points[0].value", {}),
        ("between: [{times: 2, of: 2015}, 7], by: 2030", "between[0]", {"bounds": "at_least, at_most"}),
        ("at_most: -5 %, by: 2030", "at_most", {"form": "{change: -5 %, of: 2015}"}),
    ],
)
def test_a_change_where_only_a_number_may_stand(
    goal: str, place: str, told: dict[str, str], tmp_path: Path
) -> None:
    """No advice leads to a form that the place does not take either."""
    figure = "observations: [{period: 2015, value: 10, source: data}]\n"
    _, (one,) = read(laid(tmp_path, cut=f"{HEAD}goals: [{{{goal}, source: plan}}]\n{figure}"))
    hints = {name: text for name, text in one.values.items() if name in ("bound", "bounds", "form")}
    assert (one.code, one.path, hints) == ("S044", f"goals[0].{place}", told)


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("value: {change: 5 %, of: 2015}", "value"),
        ("value: 5, interval: [{change: -5, of: 2015}, 7]", "interval[0]"),
    ],
)
def test_a_figure_is_the_value_itself(field: str, place: str, tmp_path: Path) -> None:
    """An observation and the ends of its interval say so, too."""
    figure = f"observations: [{{period: 2020, {field}, source: data}}]\n"
    _, problems = read(laid(tmp_path, cut=HEAD + figure))
    assert [(one.code, one.path) for one in problems] == [("S044", f"observations[0].{place}")]


@pytest.mark.parametrize("times", ["half", "50 %", "1/2", "twice"])
def test_how_many_times_is_a_number(times: str, tmp_path: Path) -> None:
    """No advice leads to a change within the change."""
    figure = "observations: [{period: 2015, value: 10, source: data}]\n"
    goal = f"goals: [{{at_most: {{times: {times}, of: 2015}}, by: 2030, source: plan}}]\n"
    _, (one,) = read(laid(tmp_path, cut=HEAD + goal + figure))
    assert (one.code, one.path) == ("S074", "goals[0].at_most.times")
    assert one.values == {"given": times, "least": "0"}


def test_a_number_of_times_with_a_comma_is_told_its_plain_spelling(tmp_path: Path) -> None:
    """1,5 is 1.5."""
    goal = "goals: [{at_most: {times: '1,5', of: 2015}, by: 2030, source: plan}]\n"
    _, (one,) = read(laid(tmp_path, cut=HEAD + goal))
    assert (one.code, one.values["plain"]) == ("S002", "1.5")


PLACES = {
    "observations[0].value": "observations: [{period: 2015, value: §, source: data}]\n",
    "baseline.value": "baseline: {period: 2015, value: §, source: data}\n",
    "projections[0].points[0].value": (
        "projections: [{by: stats, source: data, points: [{period: 2030, value: §}]}]\n"
    ),
    "breakdowns[0].values[0].value": (
        "breakdowns: [{dimension: region, source: data, period: 2015,"
        " values: [{area: {en: North}, value: §}]}]\n"
    ),
    "goals[0].between[1]": "goals: [{between: [1, §], by: 2030, source: plan}]\n",
    "goals[0].path.points[0].value": f"goals: [{{{WAY}§}}]}}, source: plan}}]\n",
}
"""Where a figure may stand, by its path."""


@pytest.mark.parametrize(("place", "lines"), PLACES.items())
@pytest.mark.parametrize("given", ["-50 points", "10 points", "-5 pp", "-5 people"])
def test_per_cent_are_given_in_no_other_unit(given: str, place: str, lines: str, tmp_path: Path) -> None:
    """-50 points are a change, -5 people no share: wherever it stands, the number alone is not advised."""
    _, (one,) = read(laid(tmp_path, cut=HEAD.replace("mt-co2e", "percent") + lines.replace("§", given)))
    assert (one.code, one.path) == ("S002" if "people" in given else "S044", place)
    assert told(one, words("en"))[1].split()[:2] in (
        ["write", "digits,"],
        ["write", "the"],
        ["write", "{change:"],
    )


@pytest.mark.parametrize(("place", "lines"), PLACES.items())
@pytest.mark.parametrize(("given", "plain"), [("-5 people", "-5"), ("+5", "5")])
def test_a_signed_figure_may_be_a_change(
    given: str, plain: str, place: str, lines: str, tmp_path: Path
) -> None:
    """In the unit of the measure it may be either, and a promise is rather one of change."""
    _, (one,) = read(laid(tmp_path, cut=HEAD.replace("mt-co2e", "people") + lines.replace("§", given)))
    assert (one.code, one.path) == ("S044" if "goals" in place else "S002", place)
    either = f"write {plain} where that is the figure itself; where it is a change"
    assert told(one, words("en"))[1].startswith(either) == ("goals" not in place)


def about_numbers(folder: Path) -> list[Problem]:
    """Return what is wrong other than that the vocabulary of the shelf lacks a unit."""
    return [one for one in read(folder)[1] if one.code != "S003"]


ELSEWHERE = (
    *(("mw", given) for given in ("30 GW", "30 kW", "30 MWh", "30k", "~30 GW")),
    *(("twh", "30 GWh"), ("kt", "30 Mt"), ("kt", "30 kg"), ("ha", "30 km2"), ("people", "30 km")),
    *(("percent", "30 people"), ("percent", "30 years"), ("percent", "30k"), ("million-people", "30 people")),
    *(("thousand-usd", "30k"), ("per-1000-people", "30k"), ("rank", "30 people"), ("rank", "30k")),
)
"""A unit, and a number with a word that is another unit or multiplies what is a multiple already."""


@pytest.mark.parametrize(("place", "lines"), PLACES.items())
@pytest.mark.parametrize(("unit", "given"), ELSEWHERE)
def test_no_word_of_another_unit_is_left_out(
    unit: str, given: str, place: str, lines: str, tmp_path: Path
) -> None:
    """30 GW are no 30 MW: the unit is named, and no number is offered to copy."""
    (one,) = about_numbers(laid(tmp_path, cut=HEAD.replace("mt-co2e", unit) + lines.replace("§", given)))
    assert (one.code, one.path) == ("S002", place)
    assert told(one, words("en"))[1] == f"write the number alone, counted in the unit '{unit}'"


@pytest.mark.parametrize(
    ("unit", "given", "plain"),
    [
        *(("mw", "30 MW", "30"), ("twh", "30 TWh", "30"), ("ha", "30 ha", "30"), ("years", "1 year", "1")),
        *(("people", "30 people", "30"), ("people", "30 persons", "30"), ("percent", "30 per cent", "30")),
        *(("mt-co2e", "30 Mt", "30"), ("people", "30k", "30000"), ("ha", "30 k", "30000")),
    ],
)
def test_the_own_unit_is_left_out(unit: str, given: str, plain: str, tmp_path: Path) -> None:
    """In the unit of the measure the number alone says the same."""
    lines = PLACES["observations[0].value"].replace("§", given)
    (one,) = about_numbers(laid(tmp_path, cut=HEAD.replace("mt-co2e", unit) + lines))
    assert (one.code, told(one, words("en"))[1]) == ("S002", f"write {plain}")


def test_a_change_of_another_unit_is_not_told_as_one_of_the_measure(tmp_path: Path) -> None:
    """-5 GW are no change of -5 MW."""
    goal = "goals: [{at_most: -5 GW, by: 2030, source: plan}]\n"
    (one,) = about_numbers(laid(tmp_path, cut=HEAD.replace("mt-co2e", "mw") + goal))
    assert (one.code, one.values["form"]) == ("S044", "{change: …, of: …}")

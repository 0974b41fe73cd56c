"""Goals counted from an earlier figure: what is doubtful about that figure and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid, read, sound, verdict

EMISSIONS = "{definition: {en: Net emissions}, unit: mt-co2e, frequency: year}"
SHARE = "{definition: {en: Share}, unit: percent, bounds: [0, 100], frequency: year}"
RANK = "{definition: {en: Rank}, unit: count, rank_of: 180, frequency: year}"
AREAS = (
    "dimensions:\n  area: {title: {en: Area}, members: {n: {title: {en: North}}, s: {title: {en: South}}}}\n"
)
GOAL = "goals: [{at_most: {change: -50 %, of: 2015}, by: 2030, source: plan}]\n"


def figures(*given: str) -> str:
    """Return observations from texts such as `2015; -10` and `2020; 8; break: {en: New}`."""
    entries = []
    for one in given:
        period, value, *more = one.split("; ")
        entries.append(f"{{{', '.join([f'period: {period}', f'value: {value}', 'source: data', *more])}}}")
    return f"observations: [{', '.join(entries)}]\n"


def told(folder: Path, measure: str, goal: str, *given: str) -> list[tuple[str, str]]:
    """Return code and place of what is said about a target with one goal for 2030 and some figures."""
    goals = f"goals: [{{{goal}, by: 2030, source: plan}}]\n"
    _, problems = read(laid(folder, cut=f"measure: {measure}\n{goals}{figures(*given)}"))
    return [(one.code, one.path) for one in problems]


@pytest.mark.parametrize(
    ("goal", "flagged"),
    [
        ("at_most: {change: -50 %, of: 2015}", True),  # -5, which -10 keeps already
        ("at_least: {change: -50 %, of: 2015}", True),  # -5, called less than -10
        ("at_least: {times: 2, of: 2015}", True),  # -20
        ("at_most: {times: 2, of: 2015}", False),  # -20: what is taken out of the air is to double
        ("at_least: {times: 0.5, of: 2015}", False),  # -5: a deficit is to be halved
        ("at_most: {change: -5, of: 2015}", False),  # -15
        ("at_most: {change: -50 %, of: 2015}, note: {en: Net}", False),
    ],
)
def test_a_share_of_a_negative_figure_is_told(goal: str, flagged: bool, tmp_path: Path) -> None:
    """50 % below -10 would be -5, which is more."""
    expected = [("W090", f"goals[0].{goal.partition(':')[0]}.of")] if flagged else []
    assert told(tmp_path, EMISSIONS, goal, "2015; -10", "2025; -8") == expected


@pytest.mark.parametrize(
    ("measure", "change", "flagged"),
    [
        (EMISSIONS, "-5 points", True),
        (EMISSIONS, "-5", False),
        (EMISSIONS, "-5 %", False),
        (RANK, "-1 point", True),
        (SHARE, "-5 points", False),
    ],
)
def test_percentage_points_of_no_percentage_are_told(
    measure: str, change: str, flagged: bool, tmp_path: Path
) -> None:
    """Five percentage points less of an amount are nothing that anybody can count."""
    expected = [("W097", "goals[0].at_most.change")] if flagged else []
    goal = f"at_most: {{change: {change}, of: 2015}}"
    assert told(tmp_path, measure, goal, "2015; 60", "2025; 58") == expected


def test_what_is_to_be_written_instead_is_the_difference(tmp_path: Path) -> None:
    """Half of 10 less than -10 is a change of -5; of nothing no share says how much."""
    lines = f"measure: {EMISSIONS}\n{GOAL}"
    _, (one,) = read(laid(tmp_path / "a", cut=lines + figures("2015; -10", "2025; -8")))
    assert (one.values["form"], one.values["value"], one.values["amount"]) == ("change: -50 %", "-5", "-5")
    _, (one,) = read(laid(tmp_path / "b", cut=lines + figures("2015; 0", "2025; 8")))
    assert (one.values["value"], one.values["amount"]) == ("0", "")


@pytest.mark.parametrize(
    ("measure", "goal", "given", "expected"),
    [
        (SHARE, "at_least: {times: 3, of: 2015}", ["2015; 60", "2025; 70"], [("W026", "goals[0].at_least")]),
        (SHARE, "at_least: {times: 1.5, of: 2015}", ["2015; 60", "2025; 70"], []),  # 90
        (RANK, "at_most: {change: -60, of: 2015}", ["2015; 60", "2025; 50"], [("W026", "goals[0].at_most")]),
        (
            RANK,
            "at_least: {change: -15, of: 2015}",
            ["2015; 60", "2025; 50"],
            [("W081", "goals[0].at_least")],
        ),
        (RANK, "at_most: {change: -15, of: 2015}", ["2015; 60", "2025; 50"], []),
    ],
)
def test_the_value_that_follows_is_checked_like_any_other(
    measure: str, goal: str, given: list[str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Three times 60 % is more than all; 60 places above rank 60 is no rank; rank 45 or worse is no goal."""
    assert told(tmp_path, measure, goal, *given) == expected


@pytest.mark.parametrize(("due", "of"), [("by: 2030", "2030"), ("for: 2030", "2031")])
def test_a_goal_is_due_after_its_base(due: str, of: str, tmp_path: Path) -> None:
    """A promise for 2030 that is counted from 2030 or later is told where its period stands."""
    goal = f"goals: [{{at_most: {{change: -5, of: {of}}}, {due}, source: plan}}]\n"
    base = f"baseline: {{period: {of}, value: 60, source: data}}\n"
    _, problems = read(laid(tmp_path, cut=f"measure: {EMISSIONS}\n{goal}{base}{figures('2025; 40')}"))
    assert [(one.code, one.path) for one in problems] == [("W019", f"goals[0].{due.partition(':')[0]}")]


def test_its_own_base_decides_where_the_baseline_is_earlier(tmp_path: Path) -> None:
    """Counted from 2031, a goal for 2030 is too late, whatever the series starts from."""
    goal = "at_most: {change: -5, of: 2031}"
    codes = [code for code, _ in told(tmp_path, EMISSIONS, goal, "2015; 60", "2025; 40")]
    assert codes == ["W053", "W019"]


def test_a_base_of_another_definition_is_told(tmp_path: Path) -> None:
    """Half of a figure of the old definition says nothing about those of the new one, unless a note does."""
    goal, given = "at_most: {change: -50 %, of: 2015}", ["2015; 60", "2020; 50; break: {en: New}", "2025; 40"]
    assert told(tmp_path / "a", EMISSIONS, goal, *given) == [("W091", "goals[0].at_most.of")]
    assert told(tmp_path / "b", EMISSIONS, f"{goal}, note: {{en: Joined}}", *given) == []
    since = goal.replace("2015", "2020")
    assert told(tmp_path / "c", EMISSIONS, since, *given) == []


YEARS = EMISSIONS.replace("frequency", "counts: flow, frequency")
QUARTERS = EMISSIONS.replace("year", "quarter, counts: mean, seasonal: true")
HALF = ["2015; 60", "2020; 50", "2023-H1; 20; break: {en: New}", "2023; 42", "2025; 40"]
SEASONS = [
    f"{year}-Q{part}; {value}"
    for year, value in ((2020, 60), (2023, 50), (2024, 44), (2025, 40))
    for part in (1, 2, 3, 4)
]
SEASONS[5] += "; break: {en: New}"


OF_2015 = "at_most: {change: -50 %, of: 2015}"
MARKED = [*HALF[:2], "2023; 42; break: {en: New}", "2025; 40"]


@pytest.mark.parametrize(
    ("measure", "goal", "given", "expected"),
    [
        (YEARS, OF_2015, HALF, ("2023", 42, 2 / 12, True)),
        (YEARS, "at_most: 30", HALF, ("2023", 42, 2 / 12, False)),
        (QUARTERS, OF_2015.replace("2015", "2020-Q4"), SEASONS, ("2023-Q4", 50, 10 / 20, True)),
        (QUARTERS, "at_most: 30", SEASONS, ("2024-Q1/2024-Q4", 44, 4 / 14, False)),
        (EMISSIONS, OF_2015, MARKED, ("2023", 42, 2 / 12, True)),
    ],
)
def test_no_progress_is_counted_across_a_break(
    measure: str, goal: str, given: list[str], expected: tuple[str, float, float, bool], tmp_path: Path
) -> None:
    """From 42, 44 or 50 to 40 on the way to 30, and not from 60, whichever figure marks the break."""
    lines = f"measure: {measure}\ngoals: [{{{goal}, by: 2030, source: plan}}]\n{figures(*given)}"
    portfolio, _ = read(laid(tmp_path, cut=lines))
    found = verdict(portfolio, "cut")
    assert found.baseline is not None
    told = (found.baseline.period.text, found.baseline.value, found.gap_closed, "rebased" in found.flags)
    assert told == (*expected[:2], pytest.approx(expected[2]), expected[3])


def test_a_base_after_a_break_is_where_progress_is_counted_from(tmp_path: Path) -> None:
    """Half of 48 is 24; from 48 in 2021, not from 50 in 2020, 8 of 24 are made."""
    given = figures("2015; 60", "2020; 50; break: {en: New}", "2021; 48", "2025; 40")
    lines = f"measure: {EMISSIONS}\n{GOAL.replace('2015', '2021')}{given}"
    found = verdict(sound(laid(tmp_path, cut=lines)), "cut")
    assert found.baseline is not None
    assert (found.baseline.value, found.gap_closed, found.flags) == (48, pytest.approx(8 / 24), ())


def test_a_draft_is_no_base(tmp_path: Path) -> None:
    """No verdict rests on a proposed figure, so nobody can judge the goal."""
    given = ["2015; 60; draft: true", "2025; 40"]
    expected = [("W053", "goals[0].at_most.of")]
    assert told(tmp_path, EMISSIONS, "at_most: {change: -50 %, of: 2015}", *given) == expected


@pytest.mark.parametrize(
    ("whole", "north", "south", "places"),
    [
        ("2015", "2015", "2015", []),
        ("2015", "2015", "2016", ["series[1].goals"]),
        ("2016", "2015", "2015", ["goals[0].at_most.of"]),
        (None, "2015", "2015", []),
        (None, "2016", "2015", ["series[0].goals"]),
        (None, "2016", "2016", ["goals[0].at_most.of"]),
        ("2016", "2016", "2016", ["goals[0].at_most.of"]),
    ],
)
def test_each_series_that_takes_a_goal_needs_its_own_base(
    whole: str | None, north: str, south: str, places: list[str], tmp_path: Path
) -> None:
    """The series without the figure is named; the goal itself where all, or the whole, have none."""
    measure = SHARE.replace("year", "irregular")
    lines = f"measure: {measure}\n{GOAL}" + (figures(f"{whole}; 30", "2025; 22") if whole else "")
    for member, year in (("n", north), ("s", south)):
        lines += "series:\n" if member == "n" else ""
        own = figures(f"{year}; 20", "2025; 16")
        lines += f"  - of: {{area: {member}}}\n    goals: same\n    {own}"
    _, problems = read(laid(tmp_path, AREAS, cut=lines))
    assert [(one.code, one.path) for one in problems] == [("W053", place) for place in places]


def test_a_base_is_the_same_however_its_period_is_written(tmp_path: Path) -> None:
    """2014-15 and 2014/15 are one year of a calendar: half of 10 is 5."""
    calendar = 'calendars:\n  financial: {starts: "04", title: {en: Financial year}}\n'
    measure = EMISSIONS.replace("frequency", "calendar: financial, frequency")
    goal = "goals: [{at_most: {change: -50 %, of: 2014-15}, by: 2030/31, source: plan}]\n"
    lines = f"measure: {measure}\n{goal}{figures('2014/15; 10', '2024/25; 8')}"
    found = verdict(sound(laid(tmp_path, calendar, cut=lines)), "cut")
    assert found.goal is not None
    assert (found.goal.high, found.baseline and found.baseline.value) == (5, 10)


MEAN = "baseline: {period: 2017/2019, value: 270, source: plan}\n"
POOLED = "2017/2019; 270"


@pytest.mark.parametrize(
    ("counts", "baseline", "given", "ratio"),
    [
        ("flow", MEAN, ["2020; 204", "2025; 205"], (65 / 135) / (6 / 11)),
        ("flow", MEAN, ["2017; 300", "2018; 280", "2025; 205"], (65 / 135) / (6 / 11)),
        ("mean", MEAN, ["2020; 204", "2025; 205"], (65 / 135) / (6 / 11)),
        ("mean", "", [POOLED, "2020; 204", "2025; 205"], (65 / 135) / (6 / 11)),
        ("share_of_flow", "", [POOLED, "2017; 300", "2025; 202.5"], (67.5 / 135) / (6 / 11)),
    ],
)
def test_a_mean_of_several_years_is_a_base(
    counts: str, baseline: str, given: list[str], ratio: float, tmp_path: Path
) -> None:
    """Half of 270 is 135; from 270 (2019) to 205 (2025), 65 of 135 are made in 6 of 11 years: R 0.883."""
    measure = EMISSIONS.replace("frequency", f"counts: {counts}, frequency")
    lines = f"measure: {measure}\n{GOAL.replace('2015', '2017/2019')}{baseline}{figures(*given)}"
    found = verdict(sound(laid(tmp_path, cut=lines)), "cut")
    assert found.goal is not None
    assert found.baseline is not None
    assert (found.goal.high, found.baseline.value, found.ratio) == (135, 270, pytest.approx(ratio))


@pytest.mark.parametrize(
    ("given", "told_of"),
    [(["2017/2019; 810", "2017; 300", "2025; 205"], True), (["2017/2019; 810", "2023/2025; 600"], False)],
)
def test_what_came_in_several_years_is_no_base_of_a_year(
    given: list[str], told_of: bool, tmp_path: Path
) -> None:
    """810 in three years are no year's figure, and neither is that of the first; of three years they are."""
    measure = EMISSIONS.replace("frequency: year", "counts: flow, frequency: irregular")
    lines = f"measure: {measure}\n{GOAL.replace('2015', '2017/2019')}{figures(*given)}"
    portfolio, problems = read(laid(tmp_path, cut=lines))
    found, form = verdict(portfolio, "cut"), "baseline: {period: 2017/2019, value: …, source: …}"
    assert [(one.code, one.values.get("form")) for one in problems] == [("W053", form)] * told_of
    assert (found.reason == "unlike_base", found.goal is None) == (told_of, told_of)


@pytest.mark.parametrize(
    ("counts", "value", "baseline", "state"),
    [
        ("flow, frequency: quarter", 80, False, "met"),
        ("flow, frequency: month", 81, False, "missed"),
        ("flow, frequency: quarter", 80, True, "met"),
        ("mean, frequency: quarter", 79, False, "met"),
        ("share_of_flow, frequency: quarter", 81, True, "missed"),
    ],
)
def test_for_a_year_it_is_counted_from_a_year_beside_quarters_and_months(
    counts: str, value: int, baseline: bool, state: str, tmp_path: Path
) -> None:
    """Half of the 160 of 2020 is 80 for 2025, and not half of the 60 of its last quarter."""
    measure = EMISSIONS.replace("frequency: year", f"counts: {counts}")
    own = "baseline: {period: 2020, value: 160, source: data}\n" if baseline else ""
    last = "12" if "month" in counts else "Q4"
    given = [f"2020-{last}; 60", f"2025; {value}", f"2024-{last}; 31", f"2025-{last}; 30"]
    given += [] if baseline else ["2020; 160"]
    goal = GOAL.replace("2015", "2020").replace("by: 2030", "for: 2025")
    portfolio, problems = read(laid(tmp_path, cut=f"measure: {measure}\n{goal}{own}{figures(*given)}"))
    found = verdict(portfolio, "cut")
    assert [one.code for one in problems if one.code == "W053"] == []
    assert found.goal is not None
    assert found.baseline is not None
    assert (found.state, found.goal.high, found.baseline.value) == (state, 80, 160)


@pytest.mark.parametrize(
    ("often", "goal", "given", "like"),
    [
        ("quarter", "of: 2020}, by: 2030", ["2020; 160", "2025-Q3; 30", "2025-Q4; 30"], "2025-Q4"),
        ("quarter", "of: 2020}, by: 2030", ["2025-Q3; 30", "2025-Q4; 30"], "2025-Q4"),
        ("quarter", "of: 2020-Q4}, by: 2030", ["2020; 160", "2020-Q4; 40", "2025-Q4; 30"], ""),
        ("year", "of: 2020-Q1}, by: 2030", ["2020-Q1; 20", "2020; 100", "2025; 80"], "2025"),
        ("year", "of: 2020}, by: 2030", ["2020-Q1; 20", "2020; 100", "2025; 80"], ""),
        ("quarter", "of: 2020-Q4}, for: 2030", ["2020-Q4; 40", "2025-Q4; 30"], "2030"),
        ("quarter", "of: 2020}, for: 2030", ["2020; 160", "2020-Q4; 40", "2025-Q4; 30"], ""),
    ],
)
def test_a_base_of_another_length_is_told_with_what_helps(
    often: str, goal: str, given: list[str], like: str, tmp_path: Path
) -> None:
    """A quarter is no half of a year: nothing is judged, and a base as long as what is compared helps."""
    measure = EMISSIONS.replace("frequency: year", f"counts: flow, frequency: {often}")
    goals = GOAL.replace("of: 2015}, by: 2030", goal)
    portfolio, problems = read(laid(tmp_path, cut=f"measure: {measure}\n{goals}{figures(*given)}"))
    found, told_of = verdict(portfolio, "cut"), bool(like)
    said = [one.values.get("like") for one in problems if one.code == "W053"]
    assert (said, found.goal is None) == ([like] * told_of, told_of)
    if told_of:
        stated = f"{goal[4:].partition('}')[0]}; " in " ".join(given)
        assert found.reason == ("unlike_base" if stated else "no_base_figure")

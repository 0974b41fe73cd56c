"""Totals since the start of a year beside goals for the whole of it, and paths that are still flat."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid, read, series, verdict
from tests.told import of_target
from tracker.judging.assessment import Assessment
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

TOTAL = """measure: {definition: {en: Emitted since the start of the year}, unit: mt-co2e, frequency: year,
  counts: running_total}
"""
PATH = "{source: plan, points: [{period: 2026, value: 40}]}"
NINE = "-01/{0}-09"
MAY, PART = "2026-01/2026-05", "part_year"
SPANS = tuple((year + NINE.format(year)) for year in ("2022", "2024", "2025"))


def judged(folder: Path, goal: str, *rows: tuple[str, float], unit: str = "mt-co2e") -> Assessment:
    """Return the verdict on a total since the start of a year with one goal."""
    text = TOTAL.replace("mt-co2e", unit) + f"goals: [{{{goal}, source: plan}}]\n" + series(*rows)
    return verdict(read(laid(folder, one=text))[0], "one")


@pytest.mark.parametrize(
    ("goal", "nine", "more", "state"),
    [
        ("at_most: 60, by: 2025", (70, 60, 50), (), "awaiting_final"),
        ("at_most: 60, by: 2025", (70, 60, 50), (("2025", 58),), "met"),
        ("at_most: 60, by: 2025", (70, 60, 50), (("2025", 62),), "missed"),
        ("at_most: 60, by: 2025", (70, 60, 64), (), "missed"),
        ("less_than: 60, by: 2025", (70, 60, 60), (), "missed"),
        ("at_most: 60, by: 2024", (70, 60, 50), (), "awaiting_final"),
        ("at_most: 60, by: 2026", (70, 60, 50), (), "insufficient_data"),
        ("at_least: 60, by: 2025", (30, 36, 39), (("2023", 44),), "awaiting_final"),
        ("at_least: 60, by: 2030", (30, 36, 45), (), "on_track"),
        ("at_least: 60, by: 2026", (30, 36, 61), (), "met"),
        ("between: [55, 60], by: 2025", (30, 36, 57), (), "awaiting_final"),
        ("at_most: 45, by: 2027-09", (70, 60, 50), (), "on_track"),
    ],
)
def test_nine_months_say_nothing_of_a_year(
    tmp_path: Path, goal: str, nine: tuple[float, ...], more: tuple[tuple[str, float], ...], state: str
) -> None:
    """Nine months pass a floor or break a ceiling of the year, or leave it open.

    70, 60 and 50 toward 45 by September 2027: 20 of 25 in three of five years, R = 0.8 / 0.6 = 1.33.
    30 to 45 on the way to 60 by the end of 2030: 15 of 30 in 3 of 8.25 years, R = 0.5 / 0.364 = 1.38.
    """
    found = judged(tmp_path, goal, *zip(SPANS, nine, strict=True), *more)
    assert found.state == state
    if state in ("awaiting_final", "insufficient_data"):
        told = (found.gap, found.gap_closed, found.pace_observed, found.pace_recent, found.projection)
        assert told == (None,) * 5
        assert found.reasons["gap"] == "part_year"
        assert found.path_value is None


@pytest.mark.parametrize(
    ("goal", "rows", "state"),
    [
        ("at_most: 300, by: 2026", {"2024-01/2024-05": 290, "2025-01/2025-05": 280, MAY: 320}, "missed"),
        ("at_most: 300, by: 2026", {"2024-01/2024-05": 290, "2025-01/2025-05": 280, MAY: 299}, PART),
        ("at_most: 300, by: 2026", {"2024-01/2024-05": -5, "2025-01/2025-05": 280, MAY: 320}, PART),
        (
            "at_most: {change: -10 %, of: 2025}, by: 2026",
            {"2025-01/2025-05": 62, "2025": 99, MAY: 95},
            "missed",
        ),
        ("at_most: 60, by: 2026", {"2024": 50, "2025": 55, MAY: 64}, "missed"),
        ("at_most: 60, by: 2027", {"2024": 50, "2025": 55, MAY: 64}, "met"),
        ("at_least: 60, by: 2026", {"2024": 50, "2025": 55, MAY: 61}, "met"),
    ],
)
def test_a_broken_ceiling_is_told_in_its_own_year(
    tmp_path: Path, goal: str, rows: dict[str, float], state: str
) -> None:
    """320 of 300 by May only grow, and 95 of 99 less a tenth, 89.1; what was once below zero may fall again.

    While whole years are compared, what has come of the last one breaks a ceiling or passes a floor as well.
    """
    found = judged(tmp_path, goal, *rows.items())
    assert (found.reason or found.state) == state
    if state == "missed":
        assert found.latest is not None
        assert found.goal is not None
        assert (found.latest.period.text, found.gap) == (MAY, found.latest.value - (found.goal.high or 0))


@pytest.mark.parametrize(
    ("bound", "rows", "state", "told"),
    [
        (
            "at_most: 500",
            {"2024-01/2024-05": 60, "2024": 480, "2025-01/2025-05": 62, "2025": 650, MAY: 58},
            "moving_away",
            "2025",
        ),
        (
            "at_most: 500",
            {"2024-01/2024-05": 60, "2024": 480, "2025-01/2025-05": 62, "2025": 490, MAY: 58},
            "met",
            "2025",
        ),
        ("at_most: 500", {"2024": 480, "2025": 450, MAY: 510}, "moving_away", MAY),
        ("at_most: 500", {"2025": 450, MAY: 510}, "moving_away", MAY),
        ("at_most: 500", {"2024-01/2024-05": 60, "2025-01/2025-05": 62, MAY: 58}, PART, MAY),
        ("at_least: 500", {"2024": 480, "2025": 520, MAY: 58}, "met", "2025"),
    ],
)
def test_whole_years_tell_whether_a_value_is_held_in_every_period(
    tmp_path: Path, bound: str, rows: dict[str, float], state: str, told: str
) -> None:
    """58 by May keep nothing after 650 in the year before; 510 by May exceed 500 whatever comes."""
    text = TOTAL.replace("frequency: year", "frequency: month")
    text += f"goals: [{{{bound}, every_period: true, source: plan}}]\n" + series(*rows.items())
    portfolio = read(laid(tmp_path, one=text.replace(f"baseline: {next(iter(rows))}\n", "")))[0]
    found = verdict(portfolio, "one")
    assert found.latest is not None
    assert ((found.reason or found.state), found.latest.period.text) == (state, told)
    since = found.met_since.period.text if found.met_since else None
    assert since == ({"at_most: 500": "2024", "at_least: 500": "2025"}[bound] if state == "met" else None)


HALF, NINTH = "2026-01/2026-06", "2024-01/2024-09"


@pytest.mark.parametrize(
    ("goal", "rows", "told"),
    [
        ("at_most: 100, by: 2026", {"2025": 95, MAY: 104}, ("missed", "stale")),
        ("at_most: 100, by: 2026", {MAY: 104}, ("missed", "stale")),
        ("at_most: 100, by: 2026, every_period: true", {MAY: 104}, ("missed", "stale")),
        ("at_most: 100, by: 2026", {"2025": -95, MAY: 104}, ("insufficient_data", "stale")),
        ("at_most: 100, by: 2024", {"2023": 90, NINTH: 104, "2025": 95}, ("met", "met_late")),
        ("at_most: 100, by: 2024", {"2023": 90, NINTH: 104, "2025": 107}, ("missed", "stale")),
        ("at_most: 100, by: 2024", {"2023": 90, NINTH: 104, "2024": 99, "2025": 95}, ("met", "stale")),
        (
            "at_most: 100, by: 2024, every_period: true",
            {"2023": 90, NINTH: 104, "2025": 95},
            ("missed", "stale"),
        ),
        ("at_least: 60, by: 2024", {"2023": 50, NINTH: 61, "2025": 55}, ("met", "lost_since")),
        ("less_than: 104, by: 2026", {"2024": 120, "2025": 110, MAY: 104}, ("missed", "on_bound")),
        ("at_most: 100, by: 2026", {"2024": 90, "2025": 95, MAY: 104, HALF: 70}, ("met", "stale")),
        ("at_most: 100, by: 2026", {"2024": 90, "2025": 95, MAY: 104, HALF: 110}, ("missed", "stale")),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_total_of_part_of_its_year_counts_however_many_years_there_are(
    tmp_path: Path, goal: str, rows: dict[str, float], told: tuple[str, str], named: bool
) -> None:
    """104 by May exceed 100 by any figure before, and 104 by September stand for their year, as it would.

    After 104 or more in 2024, 95 in 2025 keep it late, as after a whole year. 70 by June correct 104 by May.
    """
    text = TOTAL.replace("frequency: year", "frequency: month")
    text += f"goals: [{{{goal}, source: plan}}]\n" + series(*rows.items())
    if not named or len(rows) == 1:
        text = text.replace(f"baseline: {next(iter(rows))}\n", "")
    found = verdict(read(laid(tmp_path, one=text))[0], "one")
    assert found.state == told[0]
    assert told[1] in found.flags
    if told[1] in ("met_late", "lost_since"):
        assert found.deadline_figure is not None
        assert found.deadline_figure.period.text == NINTH
        assert (found.met_since.period.text if found.met_since else None) == (
            "2025" if told[1] == "met_late" else None
        )


@pytest.mark.parametrize("twin", [True, False])
def test_a_cut_from_a_whole_year_is_counted_from_the_year(tmp_path: Path, twin: bool) -> None:
    """A fifth less than 180 in 2023 is 144, not 72, which is a fifth less than the 90 of its first half."""
    halves = [("2023-01/2023-06", 90.0)] * twin + [("2024-01/2024-06", 88.0), ("2025-01/2025-06", 85.0)]
    found = judged(tmp_path, "at_most: {change: -20 %, of: 2023}, by: 2027", ("2023", 180), *halves)
    assert found.goal is not None
    assert (found.goal.high, found.state, found.reason) == (144, "insufficient_data", "part_year")


def test_a_cut_from_a_half_year_goes_by_half_years(tmp_path: Path) -> None:
    """A fifth less than 90 is 72; 85 is 5 of 18 in two of four and a half years, R = 0.625."""
    rows = (("2023-01/2023-06", 90), ("2024-01/2024-06", 88), ("2025-01/2025-06", 85))
    found = judged(tmp_path, "at_most: {change: -20 %, of: 2023-01/2023-06}, by: 2027", *rows)
    assert found.goal is not None
    assert (found.goal.high, found.state) == (72, "slightly_off_track")
    assert found.ratio == pytest.approx(5 / 18 / (2 / 4.5))


@pytest.mark.parametrize(
    ("goal", "value", "said"),
    [
        ("at_least: 90", 45, "45% (2025) lies 5 points ahead of the path"),
        ("at_least: 90", 37, "37% (2025) lies 3 points behind the path"),
        ("at_most: 10", 37, "37% (2025) lies 3 points ahead of the path"),
        ("at_least: 90", 40, "40% (2025) lies on the path"),
    ],
)
def test_a_path_that_is_flat_is_said_to_be_flat(tmp_path: Path, goal: str, value: float, said: str) -> None:
    """A path of 40 until 2026 asks for nothing by 2025: the figure is compared with it."""
    text = (
        "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
        f"goals: [{{{goal}, by: 2030, source: plan, path: {PATH}}}]\n" + series(("2020", 40), ("2025", value))
    )
    portfolio = read(laid(tmp_path, one=text))[0]
    found = verdict(portfolio, "one")
    assert (found.state, found.reason) == ("insufficient_data", "path_flat")
    for language in LANGUAGES:
        told = Wording(words(language), portfolio.vocabulary.units).says(found)
        assert words(language)("claim.figures", n=2) not in told
    assert said in Wording(words("en"), portfolio.vocabulary.units).says(found)
    assert "two figures" not in words("en")("state.insufficient_data.about")


def test_a_mean_of_seasons_is_no_baseline_of_a_source_and_names_its_gap(tmp_path: Path) -> None:
    """60, 70, 50, 60 are 60 and 66, 74, 54, 66 are 65 of 90: the gap of 25 points is that of the mean."""
    shares = {"2022": (60, 70, 50, 60), "2024": (66, 74, 54, 66)}
    rows = [(f"{year}-Q{at}", value) for year, some in shares.items() for at, value in enumerate(some, 1)]
    text = (
        "measure: {definition: {en: Share}, unit: percent, frequency: quarter, seasonal: true}\n"
        "goals: [{at_least: 90, by: 2030, source: plan}]\n" + series(*rows)
    )
    portfolio = read(laid(tmp_path, one=text))[0]
    found = verdict(portfolio, "one")
    assert found.baseline is not None
    assert (float(found.baseline.value), found.baseline.derived, found.stated) == (60, True, None)
    said = Wording(words("en"), portfolio.vocabulary.units).says(found)
    assert "The gap was 25.0 points (mean of Q1 2024 – Q4 2024)" in said


@pytest.mark.parametrize(
    ("goal", "counts", "rows", "told"),
    [
        ("at_most: 100", "running_total", {"2025": 95, MAY: 104}, ("missed", MAY, 4)),
        ("less_than: 104", "running_total", {MAY: 104}, ("missed", MAY, 0)),
        ("between: [80, 100]", "running_total", {MAY: 104}, ("missed", MAY, 4)),
        ("at_most: {change: -10 %, of: 2025}", "running_total", {"2025": 100, MAY: 95}, ("missed", MAY, 5)),
        ("at_most: 100", "running_total", {"2025": 95, MAY: 94}, ("awaiting_figure", None, None)),
        ("at_most: 100", "running_total", {MAY: 104, HALF: 98}, ("awaiting_figure", None, None)),
        ("at_most: 100", "running_total", {MAY: 104, "2026": 98}, ("met", "2026", -2)),
        ("at_least: 100", "running_total", {MAY: 104}, ("met", MAY, -4)),
        ("more_than: 104", "running_total", {MAY: 104}, ("awaiting_figure", None, None)),
        ("between: [100, 120]", "running_total", {MAY: 104}, ("awaiting_figure", None, None)),
        ("at_least: 100", "running_total", {"2025": -3, MAY: 104}, ("awaiting_figure", None, None)),
        ("at_least: 100", "flow", {"2026-Q1": 54, "2026-Q2": 50}, ("met", "2026-Q1/2026-Q2", -4)),
        ("at_most: 100", "flow", {"2026-Q1": 54, "2026-Q2": 50}, ("missed", "2026-Q1/2026-Q2", 4)),
        ("at_most: 100", "flow", {"2026-Q1": 54, "2026-Q2": 40}, ("awaiting_figure", None, None)),
        ("at_most: 100", "flow", {"2026-Q1": -1, "2026-Q2": 105}, ("awaiting_figure", None, None)),
        ("at_most: 100", "flow", {"2026-Q2": 54, "2026-Q3": 50}, ("awaiting_figure", None, None)),
        ("at_least: 100", "flow", {"2026-H1": 54, "2026-H2": 45}, ("missed", "2026-H1/2026-H2", 1)),
        ("at_most: 100", "flow", {"2026-H1": 54, "2026-H2": 45}, ("met", "2026-H1/2026-H2", -1)),
        ("at_most: 100", "level", {MAY: 104}, ("awaiting_figure", None, None)),
        ("at_most: 100", "running_total", {}, ("awaiting_figure", None, None)),
    ],
)
def test_a_goal_for_one_year_is_decided_by_a_part_of_it(
    tmp_path: Path, goal: str, counts: str, rows: dict[str, float], told: tuple[str, str | None, float | None]
) -> None:
    """104 by May, or 54 and 50 in two quarters, only grow; 98 by June correct them, 98 in the year decide.

    What may fall below zero may fall again, so a floor is not passed for good either, and a level tells of
    its own day. 54 and 45 in two halves are the 99 of the year.
    """
    text = TOTAL.replace("running_total", counts) + f"goals: [{{{goal}, for: 2026, source: plan}}]\n"
    text += series(*rows.items()).replace(f"baseline: {next(iter(rows))}\n", "") if rows else ""
    folder = laid(tmp_path, one=text)
    found = verdict(read(folder)[0], "one")
    decided = found.deadline_figure.period.text if found.deadline_figure else None
    assert (found.state, decided, found.gap) == told
    assert decided != MAY or (found.latest is not None and found.latest.period.text == MAY)
    assert ("did not keep" in of_target(folder, "one")) == (told[0] == "missed")


@pytest.mark.parametrize(
    ("goal", "rows", "told"),
    [
        ("by: 2026", {"2024-04/2024-12": 70, "2025" + NINE.format(2025): 50, "2026-01/2026-09": 52}, PART),
        ("by: 2026", {"2025-04/2025-10": 62, "2026-04/2026-10": 52}, PART),
        ("by: 2026", {"2026-04/2026-10": 52}, "one_observation"),
        ("by: 2026", {"2025-04/2025-10": 62, "2026-04/2026-10": 64}, "missed"),
        ("for: 2026", {"2026-04/2026-10": 64}, "missed"),
        ("by: 2026", {"2024-04/2025-03": 70, "2025-04/2026-03": 59}, "met"),
        ("by: 2027-03", {"2025-04/2025-10": 62, "2026-04/2026-10": 52}, PART),
        ("by: 2027-10", {"2025-04/2025-10": 62, "2026-04/2026-10": 52}, "met"),
    ],
)
def test_a_total_since_april_keeps_no_goal_for_the_year(
    tmp_path: Path, goal: str, rows: dict[str, float], told: str
) -> None:
    """52 from April to October leave out the rest of a year, by the calendar or from April on; 64 exceed 60.

    Twelve months from April on are a year, and seven months until October are what a goal by October is for.
    """
    text = TOTAL + f"goals: [{{at_most: 60, {goal}, source: plan}}]\n" + series(*rows.items())
    text = text.replace(f"baseline: {next(iter(rows))}\n", "")
    found = verdict(read(laid(tmp_path, one=text))[0], "one")
    assert (found.reason or found.state) == told


@pytest.mark.parametrize(
    ("goals", "rows", "told"),
    [
        ("goals: [{at_most: 90, by: 2027, source: plan}]\n", {"2025-01/2025-05": 30, MAY: 29, HALF: 52}, MAY),
        ("", {"2025-01/2025-05": 30, MAY: 29, HALF: 52}, MAY),
        ("", {"2024": 80, "2025": 85, MAY: 29}, "2025"),
        ("", {"2025-01/2025-06": 30, MAY: 29, HALF: 52}, None),
        ("goals: [{at_most: 90, for: 2024, source: plan}]\n", {"2024": 80, "2025": 85, MAY: 29}, None),
    ],
)
def test_a_newer_total_that_is_not_compared_is_told_to_be_there(
    tmp_path: Path, goals: str, rows: dict[str, float], told: str | None
) -> None:
    """Where May stands beside May of last year, a reader learns of June; what is over needs no newer one."""
    folder = laid(tmp_path, one=TOTAL.replace("}\n", ", wanted: fall}\n") + goals + series(*rows.items()))
    found = verdict(read(folder)[0], "one")
    assert ("newer_total" in found.flags) == (told is not None)
    assert ("A newer total is published" in of_target(folder, "one")) == (told is not None)
    if told is not None and found.latest is not None:
        assert found.latest.period.text == told


@pytest.mark.parametrize(
    ("goal", "last"),
    [
        ("at_least: 100, by: 2025", "2025-01/2025-10"),
        ("at_most: 100, by: 2025", "2025-01/2025-10"),
        ("between: [90, 120], by: 2025", "2025-01/2025-10"),
        ("at_least: 100, for: 2025", "2025-01/2025-10"),
        ("at_most: 100, for: 2025", "2025-01/2025-10"),
        ("at_least: 100, by: 2024", "2024-01/2024-09"),
        ("at_least: 100, for: 2024", "2024-01/2024-09"),
    ],
)
def test_the_last_total_of_the_year_of_a_deadline_is_the_last_one_told(
    tmp_path: Path, goal: str, last: str
) -> None:
    """January to October 2025 has no twin; it is the last one while the figure of 2025 is awaited."""
    rows = {"2021-01/2021-09": 20, "2024-01/2024-09": 40, "2025-01/2025-10": 95}
    found = judged(tmp_path, goal, *rows.items())
    assert found.latest is not None
    state = "awaiting_figure" if "for:" in goal else "awaiting_final"
    assert (found.state, found.latest.period.text) == (state, last)
    told, value = of_target(tmp_path, "one"), f"{rows[last]} Mt CO2e (Jan {last[:4]}"
    assert f"the last one is {value}" in told
    assert f"Latest figure {value}" in told
    assert (found.gap, "newer_total" in found.flags) == (None, last.startswith("2024") and "by:" in goal)


def test_figures_that_are_not_compared_are_not_counted_before_the_last_one(tmp_path: Path) -> None:
    """58 by March is newer than 480 in 2025, which is therefore not the last one of two."""
    text = TOTAL + "goals: [{at_least: 500, every_period: true, source: plan}]\n"
    text += series(("2025", 480), ("2026-Q1", 58)).replace("baseline: 2025\n", "")
    folder = laid(tmp_path, one=text)
    assert "one figure only so far, 480 Mt CO2e (2025)" in of_target(folder, "one")
    assert "A newer total is published" in of_target(folder, "one")


@pytest.mark.parametrize("counts", ["running_total", "flow"])
@pytest.mark.parametrize(
    ("bound", "rows", "told"),
    [
        ("at_most: 500", {"2026-Q1": 58}, ("insufficient_data", None)),
        ("at_most: 500", {"2026-Q1": 558}, ("insufficient_data", 58)),
        ("at_most: 500", {"2025": 480, "2026-Q1": 58}, ("met", -20)),
        ("at_least: 500", {"2026-Q1": 58}, ("insufficient_data", None)),
        ("at_least: 500", {"2026-Q1": 558}, ("met", -58)),
        ("at_least: 500", {"2025": 520, "2026-Q1": 58}, ("met", -20)),
    ],
)
def test_a_lone_quarter_keeps_no_ceiling_of_every_year(
    tmp_path: Path, counts: str, bound: str, rows: dict[str, float], told: tuple[str, float | None]
) -> None:
    """58 in a quarter do not yet keep at most 500 in the year; 558 are over 500 whatever comes."""
    text = (
        TOTAL.replace("running_total", counts) + f"goals: [{{{bound}, every_period: true, source: plan}}]\n"
    )
    text += series(*rows.items()).replace(f"baseline: {next(iter(rows))}\n", "")
    folder = laid(tmp_path, one=text)
    found = verdict(read(folder)[0], "one")
    assert (found.state, found.gap) == told
    assert ("so far" in of_target(folder, "one")) == (told[0] == "insufficient_data")


@pytest.mark.parametrize(
    ("goal", "point", "rows", "said"),
    [
        ("at_least: 80", 70, (72, 76), "76% (2025) lies 6 points ahead of the path"),
        ("at_least: 80", 38, (40, 36), "36% (2025) lies 2 points behind the path"),
        ("at_most: 50", 75, (70, 65), "65% (2025) lies 10 points ahead of the path"),
        ("at_most: 50", 75, (70, 78), "78% (2025) lies 3 points behind the path"),
        ("between: [80, 90]", 70, (72, 70), "70% (2025) lies on the path"),
    ],
)
def test_a_path_that_lies_behind_the_baseline_gives_no_ratio(
    tmp_path: Path, goal: str, point: int, rows: tuple[int, int], said: str
) -> None:
    """A path of 70 toward 80 asks nothing of who began at 72: 76 is 6 ahead of it, and not moving away."""
    path = f"path: {{source: plan, points: [{{period: 2025, value: {point}}}]}}"
    text = (
        "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
        f"goals: [{{{goal}, by: 2030, source: plan, {path}}}]\n"
        + series(("2020", rows[0]), ("2025", rows[1]))
    )
    portfolio = read(laid(tmp_path, one=text))[0]
    found = verdict(portfolio, "one")
    assert (found.state, found.reason, found.ratio) == ("insufficient_data", "path_flat", None)
    assert said in Wording(words("en"), portfolio.vocabulary.units).says(found)


SEASONS = {"2024": (80, 90, 70, 55), "2025": (84, 94, 74, 64)}


@pytest.mark.parametrize(
    ("goal", "since"),
    [
        ("at_least: 50, by: 2030", "and every figure since 73.8% (mean of Q1 2024 – Q4 2024) has kept it"),
        ("at_least: 60, by: 2030", ""),
        ("at_least: 60, every_period: true", ""),
    ],
)
def test_a_mean_of_seasons_is_said_with_its_own_value(tmp_path: Path, goal: str, since: str) -> None:
    """80, 90, 70 and 55 are 73.75, and 84, 94, 74 and 64 are 79; the 55 among them does not keep 60."""
    rows = [(f"{year}-Q{at}", value) for year, some in SEASONS.items() for at, value in enumerate(some, 1)]
    text = "measure: {definition: {en: Share}, unit: percent, frequency: quarter, seasonal: true}\n"
    text += f"goals: [{{{goal}, source: plan}}]\n" + series(*rows)
    portfolio = read(laid(tmp_path, one=text))[0]
    said = Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "one"))
    assert said.startswith("Met: 79.0% (mean of Q1 2025 – Q4 2025)")
    assert since in said
    assert bool(since) == ("every figure" in said)

"""Slips: figures, goals, ranks and titles that cannot be what their author saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.filing import folder
from tests.test_checks import GOAL, series, warnings
from tracker import checks, reader

__all__ = ["folder"]


@pytest.mark.parametrize(
    ("value", "printed", "agrees"),
    [
        ("15.2", "12.5 %", False),
        ("12.5", "12.5 %", True),
        ("12.5", "12,5%", True),
        ("36.5", "35,6 %", False),
        ("15.2", "1,52 %", False),
        ("15.2", "152 %", False),
        ("1520", "15.2 %", False),
        ("0.45", "45", False),
        ("0.125", "12.5 %", True),
        ("650000", "650,000 enterprises", True),
        ("650000", "650.000", True),
        ("650000", "650 nghìn", True),
        ("0.65", "650,000", True),
        ("39.85", "about 40 %", True),
        ("39.8", "39.85 %", False),
        ("1250000", "1.25 million", True),
        ("1234567", "1 234 567", True),
        ("1234567", "1.234.567", True),
        ("12", "a dozen", True),
        ("33.3", "1 in 3", True),
        ("40", "40 % in 2024", True),
        ("0", "0", True),
        ("3", "0", False),
        ("35.6", "35" * 200, False),
        ("12.3", "PM2.5 12.3", True),
        ("13.2", "PM2.5 12.3", False),
        ("1.2", "CO2 1.2", True),
        ("2.1", "CO2 1.2", False),
        ("39.85", "Q2 2024 39.85 %", True),
        ("25", "25 m²", True),
        ("52", "25 m²", False),
        ("1243567", "1 234 567", False),
        ("12.4", "12.4¹", True),
        ("20", "one in 5", True),
        ("20", "một trong 5", True),
        ("50", "every 2nd", True),
        ("35", "35th of 190", True),
        ("34", "35th of 190", False),
        ("50", "jede 2. Datei", True),
        ("0", "< 0.5 %", True),
        ("0", "dưới 0,5 %", True),
        ("12", "< 0.5 %", False),
        ("-43", "43 %", False),
        ("-43", "+43 %", False),
        ("43", "-43 %", False),
        ("43", "\u221243", False),
        ("43", "minus 43 Mt", False),
        ("43", "-€43", False),
        ("-43", "\u221243 %", True),
        ("43", "+43 %", True),
        ("-43", "fell by 43 %", True),
        ("-43", "43 % lower", True),
        ("-43", "43 % \u25bc", True),
        ("-43", "(43)", True),
        ("43", "- 43 %", True),
        ("43", "Change \u2013 43 %", True),
        ("-0.5", "0.5-1", True),
    ],
)
def test_a_figure_has_the_digits_that_its_source_prints(
    folder: Path, value: str, printed: str, agrees: bool
) -> None:
    """Units of a thousand and rounding are no slips; exchanged digits are."""
    found = warnings(folder, series(f'2024; {value}; as_printed: "{printed}"'))
    assert (("W031", "observations[0].as_printed") in found) != agrees


@pytest.mark.parametrize(
    ("value", "printed", "agrees"),
    [
        ("125", "12.5 %", False),
        ("105", "10.5 %", False),
        ("0.105", "10.5 %", False),
        ("0.125", "12,5 %", False),
        ("1234.5", "1,234.5 %", True),
        ("12345", "1,234.5 %", False),
        ("1250", "1,250 %", True),
        ("1234567", "12,34,567 %", True),
    ],
)
def test_a_lost_decimal_point_is_a_slip(folder: Path, value: str, printed: str, agrees: bool) -> None:
    """A mark between digits groups them only where three follow it: 12.5 is never 125."""
    found = warnings(folder, series(f'2024; {value}; as_printed: "{printed}"', unit="percent"))
    assert (("W031", "observations[0].as_printed") in found) != agrees


@pytest.mark.parametrize(
    ("unit", "value", "printed", "agrees"),
    [
        ("enterprises", "5", "5k", False),
        ("enterprises", "5000", "5k", True),
        ("enterprises", "5", "5 million", False),
        ("enterprises", "5000", "5 million", False),
        ("enterprises", "5e6", "5million", True),
        ("enterprises", "1.5", "1,5 triệu", False),
        ("enterprises", "64000000", "64 Mio.", True),
        ("enterprises", "2000000000000", "2 nghìn tỷ", True),
        ("enterprises", "2000000000", "2 billion", True),
        ("enterprises", "2000000000000", "2 billioner", True),
        ("enterprises", "5", "5 km", True),
        ("money", "1.5", "€1.5 million", True),
        ("money", "2.5", "€1.5 million", False),
        ("million-members", "5", "5 million", True),
        ("thousand-somebody", "5", "5 million", False),
        ("mt", "305", "305 million tonnes", True),
        ("percent", "45", "0.45", True),
        ("percent", "15.2", "1,52 %", False),
        ("percent", "0.45", "45 %", False),
        ("enterprises", "1200000", "12 lakh", True),
        ("million-members", "0.12", "120,000 members", True),
        ("million-members", "15.2", "15.2 million members", True),
        ("million-members", "15.2", "15.2 billion members", False),
        ("million-members", "15.2", "15.2 thousand members", False),
        ("hectares", "50000", "500 km²", True),
        ("hectares", "202", "500 acres", True),
        ("hectares", "5000", "500 ha", False),
        ("enterprises", "50", "500 km²", False),
        ("enterprises", "120000", "12万", True),
        ("enterprises", "120000", "12萬人", True),
        ("enterprises", "120000", "12만 명", True),
        ("enterprises", "12", "12万", False),
        ("enterprises", "130000000", "1.3亿人", True),
        ("enterprises", "130000000", "1,3億", True),
        ("enterprises", "51000000", "5.1천만 명", True),
        ("enterprises", "51000000", "5.1억", False),
        ("enterprises", "5000", "5천", True),
        ("ten-thousand", "12", "12万人", True),
        ("ten-thousand", "12", "12亿人", False),
    ],
)
def test_what_multiplies_a_printed_figure_is_in_its_value(
    folder: Path, unit: str, value: str, printed: str, agrees: bool
) -> None:
    """Five million members are 5 only in a unit of a million members."""
    words = folder / "targets/vocabulary.yaml"
    named = {
        "million-members": '{title: {en: "Million members"}}',
        "thousand-somebody": """{title: {en: "'000 people"}}""",
        "mt": "{title: {en: Megatonnes}}",
        "money": "{title: {en: Money}, symbol: {en: M€}}",
        "hectares": "{title: {en: hectares, vi: héc-ta}, symbol: ha}",
        "ten-thousand": "{title: {en: Ten thousand people}, symbol: 万人}",
    }
    if unit in named:
        words.write_text(words.read_text().replace("units:\n", f"units:\n  {unit}: {named[unit]}\n"))
    found = warnings(folder, series(f'2024; {value}; as_printed: "{printed}"', unit=unit))
    assert (("W031", "observations[0].as_printed") in found) != agrees


def test_a_promise_to_cut_is_printed_without_its_minus(folder: Path) -> None:
    """Cut by 43 % is a goal of -43 where the figures are changes; a goal of 43 beside -43 % is a slip."""
    for goal, found in (("-43", []), ("43", [("W031", "goals[0].as_printed")])):
        printed = "43 %" if goal == "-43" else "-43 %"
        most = GOAL.format(goal).replace("at_least", "at_most") + f"    as_printed: '{printed}'\n"
        assert warnings(folder, series("2024; -40", goals=most)) == found


def test_a_note_explains_a_converted_figure(folder: Path) -> None:
    """5 miles are 8.05 kilometres."""
    assert warnings(folder, series('2024; 8.05; as_printed: "5 miles"; note: Converted.')) == []


def test_goals_and_baselines_are_compared_with_what_is_printed_too(folder: Path) -> None:
    """The slip may sit anywhere."""
    goal = '  - at_least: 80\n    by: 2030\n    source: plan-2024\n    as_printed: "85 %"\n'
    assert warnings(folder, series("2024; 40", goals=goal)) == [("W031", "goals[0].as_printed")]
    base = "baseline: {period: 2020, value: 12, source: report-2025, as_printed: '21'}\n"
    assert warnings(folder, series("2024; 40") + base) == [("W031", "baseline.as_printed")]


@pytest.mark.parametrize(
    ("figures", "goal", "flagged"),
    [
        (("2023; 10", "2024; 30"), "0.9", True),
        (("2023; 10", "2024; 30"), "0.9\n    note: Per cent indeed.", False),
        (("2023; 0.4", "2024; 0.6"), "0.9", False),
        (("2023; 10", "2024; 30"), "90", False),
        (("2023; 5", "2024; 3"), "1", False),
        (("2023; 12.4", "2024; 11.7"), '1\n    as_printed: "at least 1 %"', False),
        (("2023; 12.4", "2024; 11.7"), '0.9\n    as_printed: "90 %"', True),
    ],
)
def test_a_goal_written_as_a_fraction(
    folder: Path, figures: tuple[str, ...], goal: str, flagged: bool
) -> None:
    """0.9 beside 10 and 30 per cent is 90; beside 0.6 it is what it says."""
    found = warnings(folder, series(*figures, unit="percent", goals=GOAL.format(goal)))
    assert (("W032", "goals[0].at_least") in found) == flagged


def test_a_small_upper_bound_is_no_fraction(folder: Path) -> None:
    """At most 1 per cent of 12.4 and 11.7, or 0.5 beside 7.2, is how far a rate is to fall."""
    for figures, goal in ((("2023; 12.4", "2024; 11.7"), "1"), (("2024; 7.2",), "0.5")):
        most = GOAL.format(goal).replace("at_least", "at_most")
        assert warnings(folder, series(*figures, unit="percent", goals=most)) == []


@pytest.mark.parametrize(
    ("goal", "flagged"),
    [("400000", True), ("0.03", True), ("39999", False), ("400000\n    note: Right.", False)],
)
def test_a_goal_of_another_magnitude(folder: Path, goal: str, flagged: bool) -> None:
    """A thousand times the nearest figure, 40, or a thousandth, is a matter of units."""
    found = warnings(folder, series("2023; 38", "2024; 40", goals=GOAL.format(goal)))
    assert (("W033", "goals[0].at_least") in found) == flagged


@pytest.mark.parametrize("value", ["0", "-3", "0.5"])
def test_a_rank_below_one(folder: Path, value: str) -> None:
    """The first is rank 1, also where nobody said how many are ranked."""
    words = folder / "targets/vocabulary.yaml"
    text = words.read_text("utf-8")
    words.write_text(text.replace("units:\n", "units:\n  rank: {title: {en: rank}}\n", 1), "utf-8")
    assert warnings(folder, series("2023; 1", f"2024; {value}", unit="rank")) == [
        ("W034", "observations[1].value")
    ]


@pytest.mark.parametrize(("unit", "flagged"), [("rank", True), ("percentile-rank", False)])
def test_only_places_in_a_ranking_are_better_when_small(folder: Path, unit: str, flagged: bool) -> None:
    """At least the 60th percentile is a goal to rise to, and a percentile of 0 is no rank below one."""
    words = folder / "targets/vocabulary.yaml"
    text = words.read_text("utf-8")
    words.write_text(text.replace("units:\n", f"units:\n  {unit}: {{title: {{en: rank}}}}\n", 1), "utf-8")
    found = [code for code, _ in warnings(folder, series("2023; 0", unit=unit, goals=GOAL.format(60)))]
    assert sorted(found) == (["W034", "W081"] if flagged else [])


@pytest.mark.parametrize("title", ["\u3164", "\u200c\u200d\u200c", "\u2800\u2800", "\u00ad", "\u0301"])
def test_a_title_that_nobody_can_see(folder: Path, title: str) -> None:
    """Fillers, joiners, braille blanks, soft hyphens, an accent alone: of targets and of sources."""
    source = folder / "seeds/plan-2024.yaml"
    source.write_text(source.read_text("utf-8").replace("Plan to 2030", f'"{title}"'), "utf-8")
    portfolio, _ = reader.load(folder)
    found = checks.check(portfolio, date(2026, 11, 22), folder)
    assert [(one.code, one.file, one.path) for one in found] == [("W030", "seeds/plan-2024.yaml", "title.en")]

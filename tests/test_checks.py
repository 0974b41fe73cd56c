"""Checks: each rule warns of its slip, at its line, and keeps quiet where a person has settled the matter."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.filing import FILE, folder
from tracker import __main__, checks, reader
from tracker.checks import STALE
from tracker.problems import Finding, dotted

__all__ = ["folder"]

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)
HEAD = """id: online-filing
title: {en: Files handled online}
kind: indicator
owner: ministry
checked: 2026-11-01
measure:
  definition: {en: Share of files handled online}
"""


def warnings(folder: Path, rest: str, on: date = ON) -> list[tuple[str, str]]:
    """Return code and field of every warning on an indicator with the given measure, goals and figures."""
    (folder / FILE).write_text(HEAD + rest, "utf-8")
    portfolio, problems = reader.load(folder)
    assert problems == [], problems
    found = checks.check(portfolio, on, folder)
    return [(problem.code, problem.path) for problem in found if problem.file == FILE]


def series(*figures: str, unit: str = "enterprises", measure: str = "", goals: str = "") -> str:
    """Return measure, goals and one observation for each "period: value" with optional further fields."""
    rows = []
    for figure in figures:
        period, value, *more = figure.split("; ")
        source = "" if any(field.startswith("source") for field in more) else "    source: report-2025\n"
        rows.append(
            f"  - period: {period}\n    value: {value}\n{source}"
            + "".join(f"    {field}\n" for field in more)
        )
    head = f"  unit: {unit}\n  frequency: irregular\n{measure}"
    return head + (f"goals:\n{goals}" if goals else "") + "".join(["observations:\n", *rows] if rows else "")


OTHER = "source: yearbook-2025"
GOAL = "  - at_least: {}\n    by: 2030\n    source: plan-2024\n"


def test_nothing_is_said_of_a_quiet_series(folder: Path) -> None:
    """Figures that grow as figures do are no matter of warnings."""
    assert warnings(folder, series("2020; 100", "2021; 150", "2022; 400")) == []


@pytest.mark.parametrize(
    ("figures", "flagged"),
    [
        (("2020; 40", "2021; 399"), []),
        (("2020; 40", "2021; 400"), ["observations[1].value"]),
        (("2020; 400", "2021; 40"), ["observations[1].value"]),
        (("2020; 40", "2021; 41000", "2022; 42"), ["observations[1].value"]),
        (("2020; 40", "2021; 41000", "2022; 42000"), ["observations[1].value"]),
        (("2022; 42000", "2020; 40"), ["observations[0].value"]),
        (("2020; 0", "2021; 500"), []),
        (("2020; -3", "2021; 500"), []),
        (("2020; 40", "2021; 41000; note: A new law counts farms as well."), []),
        (("2020; 40", "2021; 41000; break: Farms count from now on."), []),
        (("2020; 40", "2021; 41000; set_aside: A misprint.", "2022; 42"), []),
        (("2020; 40", "2030; 41000; status: forecast"), []),
        (("2020; 0.2; as_printed: 0.2 %", "2021; 2.6; as_printed: '2,6 %'"), []),
        (("2020; 0.2; as_printed: '0.2'", "2021; 2.6; as_printed: '2.6'"), []),
        (("2020; 0.2", "2021; 2.6; as_printed: 2.6 %"), ["observations[1].value"]),
        (
            ("2020; 40; as_printed: '40'", f"2021; 41000; as_printed: '41,000'; {OTHER}"),
            ["observations[1].value"],
        ),
    ],
)
def test_a_jump_of_ten_times_is_pointed_out(
    folder: Path, figures: tuple[str, ...], flagged: list[str]
) -> None:
    """400 is ten times 40 and 399 is not; a single outlier is one warning; note and break explain."""
    assert warnings(folder, series(*figures)) == [("W011", path) for path in flagged]


def test_running_totals_may_grow_faster_and_growth_rates_jump(folder: Path) -> None:
    """A running total is suspicious from hundred times on; a rate may go from 0.5 to 8."""
    total = "  cumulative: true\n"
    assert warnings(folder, series("2020; 5", "2021; 499", measure=total)) == []
    assert warnings(folder, series("2020; 5", "2021; 500", measure=total)) == [
        ("W011", "observations[1].value")
    ]
    assert warnings(folder, series("2020; 0.5", "2021; 8", measure="  growth_rate: true\n")) == []


def test_a_running_total_cannot_fall(folder: Path) -> None:
    """A fall is pointed out unless a break says that the count began anew."""
    total = "  cumulative: true\n"
    assert warnings(folder, series("2020; 50", "2021; 49", measure=total)) == [
        ("W014", "observations[1].value")
    ]
    fresh = series("2020; 50", "2021; 49; break: Counted anew.", measure=total)
    assert warnings(folder, fresh) == []
    assert warnings(folder, series("2020; 50", "2021; 49")) == []


@pytest.mark.parametrize(
    ("figures", "goals", "flagged"),
    [
        (("2020; 650.000",), "", ["observations[0].value"]),
        (("2020; 640", "2021; 650.000"), "", ["observations[1].value"]),
        (("2020; 478.539",), "", ["observations[0].value"]),
        (("2020; 478.539; note: In trillions.",), "", []),
        (("2020; 478.539", "2021; 480.1"), "", []),
        (("2020; 0.770",), "", []),
        (("2020; 650.00",), "", []),
        (("2020; 1650.000",), "", []),
        ((), GOAL.format("80.000"), ["goals[0].at_least"]),
        (("2020; 1.912", "2021; 1.958"), GOAL.format("2.100"), []),
        (("2020; 1.250", "2021; 1.310"), "", ["observations[0].value", "observations[1].value"]),
        (("2020; 45.123", "2021; 46.231"), "", ["observations[0].value", "observations[1].value"]),
        (("2020; 1.912", "2021; 9.958"), "", ["observations[0].value", "observations[1].value"]),
    ],
)
def test_a_dot_before_three_digits_may_mean_thousands(
    folder: Path, figures: tuple[str, ...], goals: str, flagged: list[str]
) -> None:
    """650.000 is read as 650 and pointed out, unless neighbours or a note settle it."""
    assert warnings(folder, series(*figures, goals=goals)) == [("W010", path) for path in flagged]


def test_bounds_settle_what_a_dot_means(folder: Path) -> None:
    """40.000 of at most 100 cannot be forty thousand."""
    assert warnings(folder, series("2020; 40.000", unit="percent", measure="  bounds: [0, 100]\n")) == []


@pytest.mark.parametrize(
    ("figures", "goal", "unit", "flagged"),
    [
        (("2020; 0.35", "2021; 0.4"), "80", "percent", True),
        (("2020; 0.42", "2021; 0.45"), "2", "percent", False),
        (("2020; 0.35", "2021; 4"), "80", "percent", False),
        (("2020; 0.35", "2021; 0.4"), "80", "enterprises", False),
        (("2020; 0", "2021; 0"), "80", "percent", False),
        (("2020; 0.4; as_printed: 0.4 %",), "30", "percent", False),
        (("2020; 0.4; as_printed: 40 %",), "30", "percent", True),
        (("2020; 0.4; note: Not yet begun.",), "30", "percent", False),
    ],
)
def test_a_share_written_as_a_fraction(
    folder: Path, figures: tuple[str, ...], goal: str, unit: str, flagged: bool
) -> None:
    """0.4 against a goal of 80 percent is a slip; 0.45 percent of GDP against 2 is not."""
    found = warnings(folder, series(*figures, unit=unit, goals=GOAL.format(goal)))
    assert (("W012", "observations[0].value") in found) == flagged


def test_values_and_goals_stay_within_natural_bounds(folder: Path) -> None:
    """A share lies between 0 and 100, a rank between 1 and the number ranked; the ends belong to them."""
    share = "  bounds: [0, 100]\n"
    assert warnings(folder, series("2020; 100", "2021; 100.5", measure=share, goals=GOAL.format(101))) == [
        ("W026", "goals[0].at_least"),
        ("W013", "observations[1].value"),
    ]
    rank = series(
        "2020; 193", "2021; 194", measure="  rank_of: 193\n", goals=GOAL.format(0).replace("least", "most")
    )
    assert warnings(folder, rank) == [("W026", "goals[0].at_most"), ("W013", "observations[1].value")]


def test_figures_of_regions_stay_within_bounds(folder: Path) -> None:
    """A province cannot have more than all of it."""
    rest = series("2024; 40", measure="  bounds: [0, 100]\n") + (
        "breakdowns:\n  - dimension: region\n    period: 2024\n    source: report-2025\n    values:\n"
        "      - {area: {en: Hue}, value: 99}\n      - {area: {en: Hanoi}, value: 101}\n"
    )
    assert warnings(folder, rest) == [("W013", "breakdowns[0].values[1].value")]


@pytest.mark.parametrize(
    ("figures", "flagged"),
    [
        (("2024; 40", f"2024; 41; {OTHER}"), ["observations[1].value"]),
        (("2024; 40", f"2024-01/2024-12; 41; {OTHER}"), ["observations[1].value"]),
        (("2024; 40", f"2024-12; 41; {OTHER}"), []),
        (("2024; 40", f"2024; 40; {OTHER}"), []),
        (("2024; 40", f"2023; 41; {OTHER}"), []),
        (("2024; 40; set_aside: Another method.", f"2024; 41; {OTHER}"), []),
        (("2024; 40", f"2024; 41; {OTHER}; status: forecast"), []),
        (("2024; 40; source: plan-2024", "2024; 41"), []),
    ],
)
def test_rival_figures_are_reported_until_one_is_set_aside(
    folder: Path, figures: tuple[str, ...], flagged: list[str]
) -> None:
    """Two publishers, one period, two numbers are a conflict; a newer figure of one publisher is none.

    A period is its whole span: a December that ends with the year is no rival of the year.
    """
    found = warnings(folder, series(*figures))
    assert [path for code, path in found if code == "W015"] == flagged


@pytest.mark.parametrize(
    ("period", "more", "expected"),
    [
        ("2026-11-23", "", "W017"),
        ("2026-11-24", "", "W016"),
        ("2026", "", "W016"),
        ("2026", "; status: forecast", None),
        ("2026", "; status: provisional", "W016"),
        ("2026", "; status: provisional; note: Counted on 1 October.", None),
        ("2027", "; note: Counted on 1 October.", "W016"),
        ("2026-01-21", "", None),
        ("2026-01-22", "", "W017"),
        ("2026-01", "; status: provisional", None),
        ("2026-01", "; note: Measured ahead.", None),
        ("2025-12", "; published: 2025-11-30", "W017"),
        ("2026-01", "; published: 2026-02-10", None),
    ],
)
def test_a_figure_cannot_be_older_than_its_period(
    folder: Path, period: str, more: str, expected: str | None
) -> None:
    """The report is of 20 January 2026, the day is 22 November 2026; one day is forgiven to clocks."""
    found = [code for code, _ in warnings(folder, series(f"{period}; 40{more}"))]
    assert found == ([expected] if expected else [])


def test_goals_lie_after_their_source_and_the_baseline(folder: Path) -> None:
    """A goal of 2024 for 2023 is late; a baseline after an old deadline is fine if a later goal exists."""
    late = series("2023; 40", goals=GOAL.format(50).replace("2030", "2023"))
    assert warnings(folder, late) == [("W018", "goals[0].by")]
    base = "baseline: {period: 2025, value: 30}\n"
    older = GOAL.format(50).replace("2030", "2024")
    assert warnings(folder, series("2023; 40", goals=older) + base) == [("W019", "goals[0].by")]
    assert warnings(folder, series("2023; 40", goals=older + GOAL.format(80)) + base) == []


@pytest.mark.parametrize("frequency", STALE)
def test_a_series_is_stale_after_two_intervals_and_a_year(folder: Path, frequency: str) -> None:
    """On the last day of patience nothing is said; the day after it is, while a goal is open."""
    last = date(2022, 12, 31)
    rest = series("2022; 40", goals=GOAL.format(50)).replace("irregular", frequency)
    for days, expected in ((0, []), (1, ["W022"])):
        found = warnings(folder, rest, last + STALE[frequency] + timedelta(days=days))
        assert [code for code, _ in found if code == "W022"] == expected


def test_a_series_is_not_stale_when_every_goal_is_behind_it(folder: Path) -> None:
    """Nobody needs a newer figure when the deadlines of all goals have figures; irregular ones never age."""
    rest = series("2022; 40", goals=GOAL.format(50)).replace("irregular", "year")
    assert ("W022", "observations[0].period") in warnings(folder, rest)
    kept = rest.replace("by: 2030", "by: 2022").replace("plan-2024", "report-2025")
    assert "W022" not in [code for code, _ in warnings(folder, kept)]
    assert warnings(folder, rest.replace("frequency: year", "frequency: irregular")) == []


def test_a_file_is_to_be_compared_with_its_sources_every_year(folder: Path) -> None:
    """366 days after the last look nothing is said, a day later it is; so is a look from the future."""
    rest = series("2024; 40")
    looked = date(2026, 11, 1)
    assert warnings(folder, rest, looked + timedelta(days=366)) == []
    assert warnings(folder, rest, looked + timedelta(days=367)) == [("W021", "checked")]
    assert ("W020", "checked") in warnings(folder, rest, looked - timedelta(days=2))
    assert ("W020", "checked") not in warnings(folder, rest, looked - timedelta(days=1))


def test_days_of_sources_lie_in_the_past(folder: Path) -> None:
    """A source published or read after today is a wrong year."""
    file = folder / "seeds/plan-2024.yaml"
    file.write_text(
        file.read_text("utf-8").replace("2024-01-15", "2027-01-15\naccessed: 2027-01-01"), "utf-8"
    )
    portfolio, _ = reader.load(folder)
    found = checks.check(portfolio, ON, folder)
    assert [(p.code, p.line) for p in found if p.file == "seeds/plan-2024.yaml"] == [("W020", 5), ("W020", 6)]


def test_tiers_and_parts_are_checked_like_indicators(folder: Path) -> None:
    """The field named lies in the tier, and the line is that of its figure."""
    file = folder / "targets/digital/maturity-tiers.yaml"
    file.write_text(file.read_text("utf-8").replace("20000", "20.000"), "utf-8")
    portfolio, _ = reader.load(folder)
    found = checks.check(portfolio, ON, folder)
    assert [(p.code, p.path, p.line, p.column) for p in found] == [
        ("W010", "tiers[1].goals[0].at_least", 20, 19)
    ]


def test_checks_never_remove_anything(folder: Path) -> None:
    """A portfolio is the same before and after, and every finding is a warning."""
    (folder / FILE).write_text(HEAD + series("2024; 650.000", "2026; 3"), "utf-8")
    portfolio, _ = reader.load(folder)
    before = dict(portfolio.targets)
    assert {problem.severity for problem in checks.check(portfolio, ON, folder)} == {"warning"}
    assert portfolio.targets == before


def test_a_file_that_changed_since_it_was_read_still_gets_a_line(folder: Path) -> None:
    """Where the field is no longer there, the nearest line stands for it."""
    (folder / FILE).write_text(HEAD + series("2024; 650.000"), "utf-8")
    portfolio, _ = reader.load(folder)
    (folder / FILE).write_text("id: [", "utf-8")
    found = checks.check(portfolio, ON, folder)
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("W010", 1, 1)]


def test_a_line_is_found_without_reading_on() -> None:
    """A file is parsed again no further than the fields that are named, and the places are the same."""
    for file in sorted(reader.load(ROOT)[0].files)[::9]:
        tree = reader.reread(file, ROOT)
        for path in [(), *((name,) for name in tree.root)]:
            line, column, found = tree.place(path)
            (problem,) = reader.located(file, [Finding("W023", path)], ROOT)
            assert (problem.line, problem.column, problem.path) == (line, column, dotted(found))


@pytest.mark.parametrize(
    ("settled", "source", "code"),
    [
        ("no", "report-2025", 0),
        ("no", "yearbook-2025", 0),
        ("no", "plan-2024", 1),
        ("probable", "report-2025", 1),
    ],
)
def test_a_conflict_that_the_file_calls_open_is_told_and_passes(
    folder: Path, settled: str, source: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """--strict ends with 0 only where an unsettled question names one of the two documents."""
    question = f"{{question: Which?, reading: Open., settled: {settled}, source: {source}}}"
    rest = series("2024; 40", f"2024; 41; {OTHER}") + f"ambiguities: [{question}]\n"
    (folder / FILE).write_text(HEAD + rest, "utf-8")
    command = ["check", "--strict", "--data", str(folder), str(folder / FILE)]
    assert __main__.main(command) == code
    assert "warning W015: observations[1].value" in capsys.readouterr().out

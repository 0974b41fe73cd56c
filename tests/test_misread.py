"""A period in another spelling: the one that was meant is named, and never guessed where there are two."""

from __future__ import annotations

import pytest

from tracker.reading.misread import (
    either_year,
    meant_day,
    meant_deadline,
    meant_id,
    meant_period,
    meant_stretch,
)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2022/23/2025/26", "2022-23/2025-26"),
        ("2022-23 / 2025-26", "2022-23/2025-26"),
        ("2024-2026", "2024/2026"),
        ("2018 to 2020", "2018/2020"),
        ("2018-20", "2018/2020"),
        ("2023/25", "2023/2025"),
        ("2018\u201320", "2018/2020"),
        ("2024\u201325", "2024-25"),
        ("2024 Q2", "2024-Q2"),
        ("q3/2024", "2024-Q3"),
        ("2024M06", "2024-06"),
        ("06/2024", "2024-06"),
        ("2024/06", "2024-06"),
        ("FY 2024/25", "2024/25"),
        ("SY 2024-25", "2024-25"),
        ("FY24/25", "2024/25"),
        ("FY24/26", ""),
        ("2024/25 Q1", "2024/25-Q1"),
        ("2024/25, T3", "2024/25-T3"),
        ("Q1 2024/25", "2024/25-Q1"),
        ("2567", "2024"),
        ("\u0e1e.\u0e28. 2567", "2024"),
        ("April 2024", "2024-04"),
        ("Sept. 2024", "2024-09"),
        ("Mai 2024", "2024-05"),
        ("M\u00e4rz 2024", "2024-03"),
        ("mars, 2024", "2024-03"),
        ("th\u00e1ng 4 n\u0103m 2024", "2024-04"),
        ("6/2024", "2024-06"),
        ("2030.0", "2030"),
        ("2030,", "2030"),
        ("\u201c2030\u201d", "2030"),
        ("2005/6", ""),  # a month, or the year 2005/06
        ("Marathon 2024", ""),
        ("30 April 2024", ""),
        ("31.12.2030", ""),  # the day, or the year
        ("end of 2030", ""),  # the year only where it is a deadline
        ("FY2024", ""),  # begins in 2023 or in 2024, as the country has it
        ("2016 E.C.", ""),
        ("2024-13", ""),
        ("soon", ""),
        ("", ""),
        ("2026/2024", ""),
    ],
)
def test_another_spelling_of_a_period_is_understood(given: str, meant: str) -> None:
    """Only what has one reading is offered."""
    assert meant_period(given) == meant


@pytest.mark.parametrize("given", ["FY2024", "FY24", "fy 2024", "SY-2024", "2024 FY"])
def test_one_year_of_a_calendar_is_either_of_two(given: str) -> None:
    """FY2024 ends in 2024 in one country and begins then in another; so does the century."""
    found = {"ends": "2023/24", "begins": "2024/25", "months": "2023-04/2024-03"}
    assert either_year(given) == found
    assert either_year("FY2000") == {"ends": "1999/00", "begins": "2000/01", "months": "1999-04/2000-03"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("end of 2030", "2030"),
        ("by the end of 2030", "2030"),
        ("Ende 2030", "2030"),
        ("cu\u1ed1i n\u0103m 2030", "2030"),
        ("utgangen av 2030", "2030"),
        ("slutet av 2030", "2030"),
        ("by June 2030", "2030-06"),
        ("Q2 2030", "2030-Q2"),
        ("before 2030", ""),
        ("mid-2030", ""),
        ("soon", ""),
    ],
)
def test_a_deadline_ends_with_its_last_day(given: str, meant: str) -> None:
    """The end of a year is that year; what comes before it, or in its midst, is another day."""
    assert meant_deadline(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-11-1", "2026-11-01"),
        ("2026-11-01 00:00:00", "2026-11-01"),
        ("2026-11-01T10:00:00Z", "2026-11-01"),
        ("2026/11/01", "2026-11-01"),
        ("1.11.2026", "2026-11-01"),
        ("31/12/2030", "2030-12-31"),
        ("12/31/2030", "2030-12-31"),
        ("01/11/2026", ""),  # in January, or in November
        ("31.11.2026", ""),
        ("45962", ""),
        ("2026-11", ""),
    ],
)
def test_a_day_in_another_spelling_is_understood(given: str, meant: str) -> None:
    """Only what is one day is offered; with a point the day comes first."""
    assert meant_day(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("%", "percent"),
        ("per cent", "percent"),
        ("Percent", "percent"),
        ("plan_2024", "plan-2024"),
        ("seeds/plan-2024.yaml", "plan-2024"),
        ("\u201cplan-2024\u201d", "plan-2024"),
        ("Plan 2024", ""),
        ("https://a.org/plan", ""),
    ],
)
def test_an_id_in_another_spelling_is_understood(given: str, meant: str) -> None:
    """A title is no id: which file it names, nobody can tell from it."""
    assert meant_id(given) == meant


def test_two_periods_in_brackets_are_first_and_last() -> None:
    """What is summed goes from the first to the last; more than two, or two out of order, may be anything."""
    assert meant_stretch(["2022", "2025"]) == "2022/2025"
    assert meant_stretch(["2022/23", "2025/26"]) == "2022-23/2025-26"
    assert (
        meant_stretch(["2025", "2022"])
        == meant_stretch(["2022", "2023", "2024"])
        == meant_stretch("2022")
        == ""
    )


def test_a_part_of_one_year_of_a_calendar_is_a_part_of_either() -> None:
    """The first quarter of a year from April 2023 on is April to June, the last one January to March."""
    found = {"ends": "2023/24-Q1", "begins": "2024/25-Q1", "months": "2023-04/2023-06"}
    assert either_year("FY2024-Q1") == either_year("Q1 FY24") == found
    assert either_year("FY2024 Q4")["months"] == "2024-01/2024-03"
    assert either_year("FY2024-H2")["months"] == "2023-10/2024-03"


@pytest.mark.parametrize(
    "given", ["2024", "FY99", "FY 2024/25", "FY99-Q1", "FY2024-Q1-Q2", "2024-Q1", "FY20245", "soon", ""]
)
def test_nothing_else_is_one_year_of_a_calendar(given: str) -> None:
    """What names no year, more than one, or one of two centuries is none."""
    assert either_year(given) == {}

"""Promises as their authors meant them, each in the form the guide gives it."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from tests import told
from tests.shelf import FURTHER, ONE_FIGURE, ONE_GOAL, laid, measure, read, series, sound, verdict
from tracker.charts.canvas import Setting
from tracker.charts.parts import allocation
from tracker.export.briefing import Choice, compose
from tracker.export.workbook import workbook
from tracker.language import words
from tracker.style import look


def test_emissions_minus_43_per_cent(tmp_path: Path) -> None:
    """600 (2005) to 450 (2024), 43 % less by 2030 is 342: 150 of 258 in 19 of 25 years, R 0.765."""
    goal = "goals: [{at_most: {change: -43%, of: 2005}, by: 2030, source: plan}]\n"
    target = measure("mt-co2e") + goal + series(("2005", 600), ("2024", 450))
    found = verdict(sound(laid(tmp_path, cut=target)), "cut")
    assert found.ratio == pytest.approx((150 / 258) / (19 / 25))


def test_double_the_yield(tmp_path: Path) -> None:
    """3.2 (2015) to 4 (2024), twice as much by 2030 is 6.4: 0.8 of 3.2 in 9 of 15 years, R 0.417."""
    goal = "goals: [{at_least: {times: 2, of: 2015}, by: 2030, source: plan}]\n"
    target = measure("index") + goal + series(("2015", 3.2), ("2024", 4))
    found = verdict(sound(laid(tmp_path, double=target)), "double")
    assert found.ratio == pytest.approx((0.8 / 3.2) / (9 / 15))
    assert found.state == "well_off_track"


def test_substantially_reduce_waste(tmp_path: Path) -> None:
    """Without a number the fall from 14 to 12 is what was wanted: improving."""
    goal = "goals: [{aim: Substantially reduce waste, by: 2030, source: plan}]\n"
    target = measure("count", ", wanted: fall") + goal + series(("2017", 14), ("2024", 12))
    found = verdict(sound(laid(tmp_path, waste=target)), "waste")
    assert (found.state, found.goal) == ("improving", None)


def test_a_share_by_financial_year_is_judged_as_by_calendar_year(tmp_path: Path) -> None:
    """Ten years up to 47 and down to 38, once by calendar and once by financial year: one ratio, one pace."""
    values = (20, 24, 29, 33, 38, 43, 47, 44, 41, 38)
    years = range(2015, 2025)
    plain = [(str(year), value) for year, value in zip(years, values, strict=True)]
    paired = [(f"{year}/{year % 100 + 1:02d}", value) for year, value in zip(years, values, strict=True)]
    targets = {
        "plain": measure("percent") + "goals: [{at_least: 60, by: 2029, source: plan}]\n" + series(*plain),
        "paired": measure("percent", ", calendar: financial")
        + "goals: [{at_least: 60, by: 2029/30, source: plan}]\n"
        + series(*paired),
    }
    portfolio = sound(laid(tmp_path, FURTHER, **targets))
    one, other = verdict(portfolio, "plain"), verdict(portfolio, "paired")
    assert one.ratio == pytest.approx(other.ratio)
    assert one.pace_recent == pytest.approx(other.pace_recent)
    assert one.state == other.state


def test_pooled_years_are_two_whole_years_or_more(tmp_path: Path) -> None:
    """2003-05 was read as May 2003; as 2003/2005 it is three whole years."""
    target = measure("percent") + "observations: [{period: 2003/2005, value: 60, source: data}]\n"
    found = verdict(read(laid(tmp_path, pooled=target))[0], "pooled")
    assert found.latest is not None
    assert (found.latest.period.first.year, found.latest.period.last.year) == (2003, 2005)


def test_a_bank_account_by_sex(tmp_path: Path) -> None:
    """Women and men are two series of one indicator; the sum of their shares stands nowhere."""
    entries = "".join(
        f"  - of: {{sex: {member}}}\n    goals: same\n    baseline: 2017\n    observations:\n"
        f"      - {{period: 2017, value: {first}, source: data}}\n"
        f"      - {{period: 2024, value: {last}, source: data}}\n"
        for member, first, last in (("female", 52, 71), ("male", 68, 79))
    )
    target = measure("percent") + "goals: [{at_least: 90, by: 2030, source: plan}]\nseries:\n" + entries
    found = verdict(sound(laid(tmp_path, FURTHER, bank=target)), "bank")
    assert [words("en").text(one.title) for one in found.members] == ["Women", "Men"]
    assert [one.state for one in found.members] == ["slightly_off_track", "slightly_off_track"]
    assert found.latest is None


def test_two_years_by_region_are_two_series(tmp_path: Path) -> None:
    """North 62 to 71 and South 74 to 79 stand beside the country's 60 to 75."""
    regions = "dimensions: {region: {title: {en: Region}, members: "
    regions += "{north: {title: {en: North}}, south: {title: {en: South}}}}}\n"
    entries = "".join(
        f"  - of: {{region: {member}}}\n    goals: same\n    baseline: 2021\n    observations:\n"
        f"      - {{period: 2021, value: {first}, source: data}}\n"
        f"      - {{period: 2024, value: {last}, source: data}}\n"
        for member, first, last in (("north", 62, 71), ("south", 74, 79))
    )
    target = measure("percent") + "goals: [{at_least: 90, by: 2030, source: plan}]\n"
    target += series(("2017", 60), ("2021", 68), ("2024", 75)) + "series:\n" + entries
    found = verdict(sound(laid(tmp_path, regions, regions=target)), "regions")
    # 9 of 28 and 5 of 16 points in three of nine years; the country 15 of 30 in seven of thirteen.
    assert [one.ratio for one in found.members] == [
        pytest.approx((9 / 28) / (3 / 9)),
        pytest.approx((5 / 16) / (3 / 9)),
    ]
    assert found.ratio == pytest.approx((15 / 30) / (7 / 13))


def test_financial_years_written_2009_10(tmp_path: Path) -> None:
    """With its calendar named, 2008-09 is a year that ends in March 2009, and is shown as it is printed."""
    figures = series(("2008-09", 20), ("2009-10", 24), ("2010-11", 29), ("2011-12", 33))
    goal = "goals: [{at_least: 60, by: 2028-29, source: plan}]\n"
    target = measure("percent", ", calendar: financial") + goal + figures
    found = verdict(read(laid(tmp_path, FURTHER, fy=target))[0], "fy")
    assert found.latest is not None
    assert found.latest.period.last.isoformat() == "2012-03-31"
    assert words("en").period(found.latest.period) == "2011-12"
    # 13 of 40 points in three of twenty years.
    assert found.ratio == pytest.approx((13 / 40) / (3 / 20))


def test_pooled_years_that_overlap_give_no_pace_between_themselves(tmp_path: Path) -> None:
    """2003 to 2005 and 2004 to 2006 share two years; 2009 to 2011 shares none with the first."""
    goal = "goals: [{at_most: 7, by: 2030, source: plan}]\n"
    near = series(("2003/2005", 13.95), ("2004/2006", 12.56))
    found = verdict(read(laid(tmp_path, near=measure("per-100k") + goal + near))[0], "near")
    assert (found.state, found.reason) == ("insufficient_data", "overlapping_windows")
    far = series(("2003/2005", 13.95), ("2004/2006", 12.56), ("2009/2011", 10.63))
    found = verdict(read(laid(tmp_path, far=measure("per-100k") + goal + far))[0], "far")
    # 3.32 of 6.95 in six of twenty-five years.
    assert found.ratio == pytest.approx((3.32 / 6.95) / (6 / 25))


def test_parts_that_are_no_whole_are_not_summed(tmp_path: Path) -> None:
    """70 % of villages and 60 % of schools are 130 % of nothing."""
    lines = "".join(
        f"  - {{id: {name}, title: {{en: {name}}}, goals: [{{at_least: {value}, by: 2030, source: plan}}],"
        f" observations: [{{period: 2024, value: 40, source: data}}]}}\n"
        for name, value in (("villages", 70), ("schools", 60))
    )
    whole = "id: places\ntitle: {en: Connected places}\nkind: allocation\nowner: ministry\n"
    whole += measure("percent") + "parts:\n" + lines
    _, problems = read(laid(tmp_path, places=whole))
    assert [one.code for one in problems] == ["S034"]
    portfolio = sound(laid(tmp_path, places=whole + "adds_up: false\n"))
    chart = allocation(verdict(portfolio, "places"), Setting(words("en"), look("light"), portfolio))
    assert "not assigned" not in chart.alt.lower()
    starts = {base for one in chart.figure["data"] for base in one.get("base") or []}
    assert starts <= {0.0}


def test_a_source_of_unknown_day_counts_from_the_day_on_which_it_was_read(tmp_path: Path) -> None:
    """Nothing of it is seen before, and the page says that the day is not known."""
    folder = laid(
        tmp_path, some=measure("percent") + "observations: [{period: 2024, value: 60, source: data}]\n"
    )
    seed = folder / "seeds/data.yaml"
    seed.write_text(
        seed.read_text("utf-8").replace("published: 2026-06-30", "published: unknown\naccessed: 2026-11-02")
    )
    portfolio = sound(folder)
    assert portfolio.sources["data"].known.isoformat() == "2026-11-02"
    assert portfolio.sources["data"].day_unknown


def test_a_law_that_is_in_force_or_not_is_a_step(tmp_path: Path) -> None:
    """Yes in 2024 after no in 2017, promised by 2030: done; and a number is asked for where one belongs."""
    law = "id: law\ntitle: {en: Law in force}\nkind: milestones\nowner: ministry\nsteps:\n"
    law += "  - {id: force, title: {en: Law in force}, due: 2030, source: plan, records: ["
    law += "{state: not_started, on: 2017, source: early}, {state: done, on: 2024, source: data}]}\n"
    portfolio = sound(laid(tmp_path / "steps", law=law))
    assert verdict(portfolio, "law").state == "done"
    assert verdict(portfolio, "law", date(2021, 1, 1)).state == "not_started"
    number = measure("count") + "goals: [{at_least: yes, by: 2030, source: plan}]\n" + ONE_FIGURE
    _, problems = read(laid(tmp_path / "number", law=number))
    assert [one.code for one in problems if one.severity == "error"] == ["S002"]


def test_a_title_with_comma_or_emoji_stays_whole(tmp_path: Path) -> None:
    """In quotes the comma is part of the title; a sign beyond the usual ones is kept in every file."""
    titles = {"comma": "Fish, crabs and \\U0001F41F", "plain": "Fish"}
    targets = {
        name: f'id: {name}\ntitle: {{en: "{title}"}}\nkind: indicator\nowner: ministry\n'
        + measure("percent")
        + ONE_GOAL
        + series(("2021", 60), ("2025", 70))
        for name, title in titles.items()
    }
    portfolio = sound(laid(tmp_path, **targets))
    assert portfolio.targets["comma"].title["en"] == "Fish, crabs and \U0001f41f"
    made = compose(portfolio, Choice(), date(2026, 11, 27), words("en"))
    book = load_workbook(io.BytesIO(workbook(made)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Fish, crabs and \U0001f41f" in cells


class Case(NamedTuple):
    """A portfolio of `shared/cases` in its form: unit, goal, figures, and what was worked by hand."""

    unit: str
    goal: str
    figures: tuple[tuple[str, float], ...]
    state: str
    ratio: float | None


ALONE = "{at_most: 500, by: 2030, source: plan}"
WITH_AID = "{at_most: 420, by: 2030, conditional: With aid, source: plan}"
MEANT = {
    # 80 of 140 in 8 of 14 years, whichever of two goals stands first; the one without a condition leads.
    "cond-order, conditional first": Case(
        "mt-co2e",
        f"{WITH_AID}, {ALONE}",
        (("2016", 640), ("2020", 600), ("2024", 560)),
        "on_track",
        1.0,
    ),
    "cond-order, conditional last": Case(
        "mt-co2e",
        f"{ALONE}, {WITH_AID}",
        (("2016", 640), ("2020", 600), ("2024", 560)),
        "on_track",
        1.0,
    ),
    "csv-negative-goal": Case(  # 3.4 of 5.2 points in 8 of 12 years
        "percent",
        "{at_least: -3, by: 2028, source: plan}",
        (("2016", -8.2), ("2024", -4.8)),
        "on_track",
        (3.4 / 5.2) / (8 / 12),
    ),
    "path-to-worse": Case(  # a ceiling of 70 is kept by 12
        "per-100k",
        "{at_most: 70, by: 2030, source: plan}",
        (("2016", 8.8), ("2020", 10.9), ("2024", 12.1)),
        "met",
        None,
    ),
    "small-values": Case(  # 0.00051 of 0.00075 in 8 of 14 years
        "index",
        "{at_most: 0.0002, by: 2030, source: plan}",
        (("2016", 0.00095), ("2021", 0.0006), ("2024", 0.00044)),
        "on_track",
        (0.51 / 0.75) / (8 / 14),
    ),
    "decimals-ignored": Case(  # 1.5724 of 7.2647 in 7 of 14 years
        "percent",
        "{at_least: 50, by: 2030, source: plan}",
        (("2016", 42.7353067454934), ("2023", 44.3076923076923)),
        "well_off_track",
        (1.5723855621989 / 7.2646932545066) / (7 / 14),
    ),
    "standstill": Case(  # 18 of 40 points in 9 of 14 years, though the last years only fell
        "percent",
        "{at_least: 60, by: 2029, source: plan}",
        (("2015", 20), ("2021", 47), ("2024", 38)),
        "slightly_off_track",
        (18 / 40) / (9 / 14),
    ),
    "survey-every-five-years": Case(  # 15 of 29 points in 11 of 17 years
        "percent",
        "{at_least: 80, by: 2030, source: plan}",
        (("2013", 51), ("2024", 66)),
        "slightly_off_track",
        (15 / 29) / (11 / 17),
    ),
    "projection-rank": Case(  # 32 of 34 places in 8 of 14 years, and no place before the first
        "index, rank_of: 140",
        "{at_most: 10, by: 2030, source: plan}",
        (("2016", 44), ("2021", 21), ("2024", 12)),
        "on_track",
        (32 / 34) / (8 / 14),
    ),
    "gaps, a running total": Case(  # 320 of 900 thousand in 4 of 10 years
        "people, cumulative: true",
        "{at_least: 1000000, by: 2030, source: plan}",
        (("2020", 100000), ("2022", 250000), ("2024", 420000)),
        "slightly_off_track",
        (320 / 900) / (4 / 10),
    ),
    "gaps, twenty years without a figure": Case(  # 46 of 60 points in 34 of 40 years
        "percent",
        "{at_least: 80, by: 2030, source: plan}",
        (("1990", 20), ("1992", 23), ("2012", 50), ("2024", 66)),
        "slightly_off_track",
        (46 / 60) / (34 / 40),
    ),
    "zero, none left": Case(  # 18 of 30 in 9 of 15 years
        "count",
        "{at_most: 0, by: 2030, source: plan}",
        (("2015", 30), ("2018", 24), ("2024", 12)),
        "on_track",
        1.0,
    ),
    "zero, reached": Case(
        "per-100k",
        "{at_most: 0, by: 2030, source: plan}",
        (("2016", 4.1), ("2021", 0), ("2024", 0)),
        "met",
        None,
    ),
    "zero, from loss to surplus": Case(  # 5.4 of 7 points in 8 of 14 years
        "percent",
        "{at_least: 2, by: 2030, source: plan}",
        (("2016", -5), ("2021", -1), ("2024", 0.4)),
        "on_track",
        (5.4 / 7) / (8 / 14),
    ),
    "zero, goal equal to the baseline": Case(
        "percent",
        "{at_least: 50, by: 2030, source: plan}",
        (("2016", 50), ("2021", 47), ("2024", 46)),
        "moving_away",
        None,
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_a_case_is_judged_as_its_author_meant_it(name: str, tmp_path: Path) -> None:
    """Each figure by hand; no page shows more digits than its unit has, or nothing where something is."""
    case = MEANT[name]
    folder = laid(tmp_path, case=measure(case.unit) + f"goals: [{case.goal}]\n" + series(*case.figures))
    found = verdict(read(folder)[0], "case")
    assert found.state == case.state
    assert found.ratio == (case.ratio if case.ratio is None else pytest.approx(case.ratio))
    page = told.of_target(folder, "case")
    assert "44.307" not in page
    assert "0.00 " not in page
    assert not re.search(r"(rank|place) [-−0]", page)

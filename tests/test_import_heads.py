"""Which years heads speak of: of the figures below them, of a plan, of a classification, or of prices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, refused, target
from tracker import reader

__all__ = ["data"]

Series = dict[str, list[tuple[str, float, str | None]]]


def made(data: Path, *lines: str) -> Path:
    """Return a table with these lines."""
    path = data.parent / "rate.csv"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def series(data: Path, name: str) -> Series:
    """Return the figures of each series of a target."""
    return {
        ", ".join(one.of.values()): [
            (own.period.text, float(own.value), own.status) for own in one.observations
        ]
        for one in target(data, name).series
    }


def names(data: Path) -> set[str]:
    """Return the targets of a folder."""
    return set(reader.load(data)[0].targets)


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        ("Year,GDP in prices of 2015,GDP", "gdp-in-prices-of-2015", "gdp"),
        ("Year,Plan 2030,Plan 2050", "plan-2030", "plan-2050"),
        ("Årstal,Plan 2030,Plan 2050", "plan-2030", "plan-2050"),
        ("Year,Actual,Forecast 2024", "actual", "forecast-2024"),
        ("Year,Forecast 2024,Forecast 2025", "forecast-2024", "forecast-2025"),
    ],
)
def test_beside_a_column_of_years_a_year_in_a_head_is_no_period(
    data: Path, heads: str, first: str, second: str
) -> None:
    """Each figure keeps the year of its row, whatever year the head of its column names."""
    brought(data, made(data, heads, "2020,1,9", "2021,2,8"))
    assert figures(data, first) == [("2020", 1), ("2021", 2)]
    assert figures(data, second) == [("2020", 9), ("2021", 8)]
    assert errors(data) == []


@pytest.mark.parametrize(("head", "name"), [("Value", "rate"), ("Actual", "actual")])
def test_a_goal_beside_the_values_of_years_is_told(data: Path, head: str, name: str) -> None:
    """`Target 2030` in each row is what is wanted, not what was observed in that row's year."""
    said = brought(data, made(data, f"Year,{head},Target 2030", "2020,1,9", "2021,2,9"))
    assert "belong to no period are left out: Target 2030" in said
    assert (names(data), figures(data, name)) == ({name}, [("2020", 1), ("2021", 2)])


def test_columns_that_a_mapping_names_are_not_taken_apart(data: Path) -> None:
    """`values:` says what is counted, so that its heads name no periods."""
    own = data.parent / "map.yaml"
    own.write_text("period: When\nvalues: [Plan 2030, Plan 2050]\n")
    brought(
        data, made(data, "Place,When,Plan 2030,Plan 2050", "Hill,2020,1,9", "Hill,2021,2,8"), "--map", own
    )
    assert figures(data, "plan-2050") == [("2020", 9), ("2021", 8)]


@pytest.mark.parametrize(
    "heads", ["Region,Population,Share 2020", "Region,GDP in prices of 2015,GDP in prices of 2020"]
)
def test_a_year_that_may_be_another_one_is_not_taken_for_the_period(data: Path, heads: str) -> None:
    """One year in one of two heads says nothing of the other; prices of 2015 are of an unknown year."""
    assert "holds no table with periods and figures" in refused(
        data, made(data, heads, "Hill,5,1", "Dale,6,2")
    )


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Year,NUTS 2021,Value", ("2020,low,1", "2020,high,2", "2021,low,3", "2021,high,4")),
        ("ISCED 2011,Year,Value", ("low,2020,1", "high,2020,2", "low,2021,3", "high,2021,4")),
        ("Kommune 2020,Rate 2020,Rate 2021", ("low,1,3", "high,2,4")),
    ],
)
def test_the_edition_of_a_classification_is_no_period(data: Path, heads: str, rows: tuple[str, ...]) -> None:
    """Words below `NUTS 2021` are members, and the year is that of the classification."""
    brought(data, made(data, heads, *rows))
    assert series(data, "rate") == {
        "low": [("2020", 1, None), ("2021", 3, None)],
        "high": [("2020", 2, None), ("2021", 4, None)],
    }


def test_one_year_beside_municipalities_of_another(data: Path) -> None:
    """`Kommune 2020` over words leaves 2021 the only year."""
    brought(data, made(data, "Kommune 2020,2021", "Hill,1", "Dale,2"))
    assert (figures(data, "hill"), figures(data, "dale")) == ([("2021", 1)], [("2021", 2)])


@pytest.mark.parametrize(
    "rows",
    [
        ("Mar 31,1", "Jun 30,2", "Sep 30,3", "Dec 31,4"),
        ("Mar-31,1", "Jun-30,2", "Sep-30,3", "Dec-31,4"),
        ("Dec-31,1", "Jun-30,2"),
        ("Jan-05,1", "Jan-20,2", "Feb-05,3"),
    ],
)
def test_days_without_a_year_are_no_months_to_come(data: Path, rows: tuple[str, ...]) -> None:
    """Nobody guesses the year of 31 March."""
    assert "holds no table with periods" in refused(data, made(data, "Date,Value", *rows))


def test_months_of_short_years_say_that_they_are(data: Path) -> None:
    """A dash or an apostrophe stands before the year; MAR10 is a code."""
    brought(data, made(data, "Month,Value", "Nov '23,1", "Dec-23,2", "Jan-24,3", "Feb '24,4"))
    assert figures(data, "rate") == [("2023-11", 1), ("2023-12", 2), ("2024-01", 3), ("2024-02", 4)]
    assert "holds no table with periods" in refused(data, made(data, "Code,MAR10,JUN20", "x,1,2"))


def test_calendar_weeks_are_no_quarters(data: Path) -> None:
    """2024KW01 is a week of a German table, and a quarter only beside the years of StatLine."""
    weeks = [f"2024KW0{week},{week}" for week in (1, 2, 3, 4)]
    assert "holds no table with periods" in refused(data, made(data, "Zeit,Value", *weeks))
    brought(data, made(data, "Perioden,Value", "2023JJ00,9", *weeks[:2]), "--target", "statline")
    assert figures(data, "statline") == [("2023", 9), ("2024-Q1", 1), ("2024-Q2", 2)]


@pytest.mark.parametrize(
    ("heads", "row"), [("2020,2021,Forecast 2021", "1,2,3"), ("2020,Forecast 2021,2021", "1,3,2")]
)
def test_of_two_heads_of_a_period_the_one_without_a_status_counts(data: Path, heads: str, row: str) -> None:
    """The other one is told, wherever it stands."""
    said = brought(data, made(data, f"Indicator,{heads}", f"Forms,{row}"))
    assert "Forecast 2021 is left out: 2021 is the same period" in said
    assert figures(data, "forms") == [("2020", 1), ("2021", 2)]
    assert {one.status for one in target(data, "forms").observations} == {None}


def test_numbers_and_per_cent_below_years_are_two_targets(data: Path) -> None:
    """They have no unit in common; a change behind the last year is of neither."""
    said = brought(
        data,
        made(
            data,
            ",2020,,2021,,",
            "Region,Number,Percent,Number,Percent,Change",
            "Hill,10,2,12,3,20",
            "Dale,50,6,55,8,10",
        ),
    )
    assert "belong to no period are left out: Change" in said
    assert names(data) == {"number", "percent"}
    assert series(data, "number") == {
        "hill": [("2020", 10, None), ("2021", 12, None)],
        "dale": [("2020", 50, None), ("2021", 55, None)],
    }
    assert series(data, "percent")["dale"] == [("2020", 6, None), ("2021", 8, None)]
    assert target(data, "percent").measure.unit == "percent"


def test_a_year_reaches_no_further_than_the_first_one(data: Path) -> None:
    """Men and women of two years; the column behind them belongs to no year."""
    rows = (",2020,,2021,,", "Place,Men,Women,Men,Women,Trend", "Hill,1,2,3,4,50")
    assert "are left out: Trend" in brought(data, made(data, *rows))
    assert series(data, "hill") == {
        "men": [("2020", 1, None), ("2021", 3, None)],
        "women": [("2020", 2, None), ("2021", 4, None)],
    }


@pytest.mark.parametrize(
    "heads",
    ["Actual 2020,Actual 2021,Forecast 2022", "2020 actual,2021 actual,2022 forecast",
     "Ist 2020,Ist 2021,Prognose 2022", "2020,2021,2022 (forecast)", "Thực tế 2020,Thực tế 2021,Dự báo 2022"],
)  # fmt: skip  # a table a line
def test_a_forecast_beside_what_happened_is_no_observation(data: Path, heads: str) -> None:
    """It is kept as a forecast, and no verdict or latest figure comes from it."""
    brought(data, made(data, f"Indicator,{heads}", "Forms,10,12,14"))
    found = target(data, "forms").observations
    assert [(one.period.text, float(one.value), one.status) for one in found] == [
        ("2020", 10, None),
        ("2021", 12, None),
        ("2022", 14, "forecast"),
    ]
    assert [one.counts for one in found] == [True, True, False]
    assert errors(data) == []


def test_actual_and_budget_of_the_same_years_are_two_targets(data: Path) -> None:
    """A budget of a year to come beside what happened is told."""
    heads = "Region,Actual 2020,Actual 2021,Budget 2020,Budget 2021"
    brought(data, made(data, heads, "Hill,1,2,3,4", "Dale,5,6,7,8"))
    assert names(data) == {"actual", "budget"}
    said = brought(data, made(data, "Indicator,Actual 2020,Actual 2021,Budget 2022", "Forms,1,2,3"))
    assert "are left out: Budget 2022" in said
    assert figures(data, "forms") == [("2020", 1), ("2021", 2)]


@pytest.mark.parametrize(
    ("lines", "second"),
    [
        (("Month,Sales 2020,Sales 2021", "Jan,1,3", "Feb,2,4"), "02"),
        (("Month,2020,2021", "1,1,3", "2,2,4"), "02"),
        (("Quarter,2020,2021", "Q1,1,3", "Q2,2,4"), "Q2"),
        (("Quý,2020,2021", "Quý I,1,3", "Quý II,2,4"), "Q2"),
        (("Quartal,Ist 2020,Ist 2021", "1. Quartal,1,3", "2. Quartal,2,4"), "Q2"),
        (("Year,Month,Value", "2020,Jan,1", "2020,Feb,2", "2021,Jan,3", "2021,Feb,4"), "02"),
        (("Year,Quarter,Value", "2020,1,1", "2020,2,2", "2021,1,3", "2021,2,4"), "Q2"),
        (("year,period,value", "2020,M01,1", "2020,M02,2", "2021,M01,3", "2021,M02,4"), "02"),
    ],
)
def test_months_and_quarters_in_a_column_of_their_own(
    data: Path, lines: tuple[str, ...], second: str
) -> None:
    """Beside a column of years or below heads of years they are parts of the period, and no series."""
    said = brought(data, made(data, *lines), "--target", "sales")
    first = second.replace("2", "1")
    wanted = [(f"2020-{first}", 1), (f"2020-{second}", 2), (f"2021-{first}", 3), (f"2021-{second}", 4)]
    assert figures(data, "sales") == wanted
    assert lines[0].split(",")[1 if lines[0].casefold().startswith("year") else 0] in said
    assert errors(data) == []


def test_months_with_regions_and_two_quantities(data: Path) -> None:
    """Regions are series, what is counted is a target; a row that is no month is told."""
    lines = (
        "Region,Month,Sales 2020,Costs 2020,Sales 2021,Costs 2021",
        "Hill,Jan,1,2,3,4",
        "Dale,Jan,5,6,7,8",
    )
    said = brought(data, made(data, *lines, "Hill,Feb,1,1,1,1", "Dale,Feb,1,1,1,1", "Hill,Sum,9,9,9,9"))
    assert names(data) == {"sales", "costs"}
    assert series(data, "sales")["dale"][:2] == [("2020-01", 5, None), ("2020-02", 1, None)]
    assert "2020 Sum" in said


@pytest.mark.parametrize(
    ("heads", "row", "left"),
    [
        ("2020,2021,Plan 2030", "1,2,3", "Plan 2030"),
        ("Actual 2020,Actual 2021,Target 2025", "1,2,3", "Target 2025"),
        ("2020,2021,2030 (target)", "1,2,3", "2030 (target)"),
        ("2020,2021,EU target 2025,Ziel 2030", "1,2,3,4", "EU target 2025, Ziel 2030"),
    ],
)
def test_goals_beside_years_are_told_and_no_figures(data: Path, heads: str, row: str, left: str) -> None:
    """What is wanted in a year to come was not observed in it."""
    said = brought(data, made(data, f"Indicator,{heads}", f"Forms,{row}"))
    assert f"belong to no period are left out: {left}" in said
    assert figures(data, "forms") == [("2020", 1), ("2021", 2)]


def test_goals_beside_one_year_and_below_years(data: Path) -> None:
    """One year is enough to see that the others are goals; below years the word alone says it."""
    said = brought(data, made(data, "Indicator,2021,Target 2025,Target 2030", "Forms,1,2,3"))
    assert "are left out: Target 2025, Target 2030" in said
    assert figures(data, "forms") == [("2021", 1)]
    rows = (",2020,,2021,", "Region,Actual,Target,Actual,Target", "Hill,1,5,3,6", "Dale,2,7,4,8")
    brought(data, made(data, *rows), "--target", "levels")
    assert series(data, "levels") == {
        "hill": [("2020", 1, None), ("2021", 3, None)],
        "dale": [("2020", 2, None), ("2021", 4, None)],
    }
    assert "no table with periods" in refused(data, made(data, "Region,Target 2025,Target 2030", "Hill,1,2"))


def test_quantities_in_rows_and_columns_are_targets_of_both(data: Path) -> None:
    """A line names what is counted, and several columns say of whom: no figure falls on another."""
    rows = ["2020,Dams,number,10,3", "2021,Dams,number,12,4", "2020,Paper,Mt,5,2", "2021,Paper,Mt,6,1"]
    brought(data, made(data, "year,indicator,unit,world,rest", *rows))
    assert names(data) == {"dams-world", "dams-rest", "paper-world", "paper-rest"}
    assert figures(data, "paper-rest") == [("2020", 2), ("2021", 1)]
    assert errors(data) == []


def test_the_year_in_which_something_began_is_no_figure(data: Path) -> None:
    """It is told that the column is left out."""
    said = brought(
        data, made(data, "tax,start_year,year,price", "Albania,2008,2020,1", "Albania,2008,2021,2")
    )
    assert names(data) == {"price"}
    assert "left out: start_year" in said


def test_spans_of_years_beside_each_other(data: Path) -> None:
    """2000-10 is no October where 2010-18 stands below it; alone it is."""
    brought(data, made(data, "Period,Rate", "2000-10,1", "2010-18,2"), "--target", "rate")
    assert figures(data, "rate") == [("2000/2010", 1), ("2010/2018", 2)]
    brought(data, made(data, "Period,Pay", "2000-10,1", "2000-11,2"), "--target", "pay")
    assert figures(data, "pay") == [("2000-10", 1), ("2000-11", 2)]


@pytest.mark.parametrize(
    "rows",
    [
        ("Year,Region,Value", "2020,North,58,2", "2021,North,59,3"),
        ("Year,Value,Region", "2020,58,2,North", "2021,59,3,North"),
        ("Region,2019,2020", "North,1,5,2,5", "South,1,6,2,6"),
    ],
)
def test_a_row_with_a_cell_too_many_is_no_figure_cut_in_two(tmp_path: Path, rows: tuple[str, ...]) -> None:
    """58,2 without quotation marks is two cells: neither 58 nor a guess is written."""
    assert "row 2 has more cells than the table has heads" in refused(tmp_path, made(tmp_path, *rows))


@pytest.mark.parametrize("row", ["2020,5,*", "2020,5.1,2", "2020,5,"])
def test_a_remark_without_a_head_cuts_no_figure(tmp_path: Path, row: str) -> None:
    """A mark behind the last head, the number of a note behind a decimal figure, an empty cell."""
    assert "2020: 5" in brought(tmp_path / "ours", made(tmp_path, "Year,Value", row, "2021,6"))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('"Share\nof users (%)"', "share-of-users-percent"),
        ("Share\xa0of users (%)", "share-of-users-percent"),
        ("Unem\xadployment rate", "unemployment-rate"),
        ("Share\u200b of users (%)", "share-of-users-percent"),
    ],
)
def test_a_head_may_hold_signs_that_nobody_sees(data: Path, head: str, name: str) -> None:
    """Line breaks and blanks that do not break are blanks; soft hyphens and blanks without width go."""
    brought(data, made(data, f"Year,Region,{head}", "2021,Total,45.5", "2022,Total,44.5"))
    assert names(data) == {name}
    assert figures(data, name) == [("2021", 45.5), ("2022", 44.5)]


def test_a_flag_may_stand_apart_from_its_year(data: Path) -> None:
    """As it may stand right behind it."""
    brought(data, made(data, "Region,2018,2019 r,2020 p,2021 e", "Total,1.5,2.5,3.5,4.5"))
    found = [(one.period.text, float(one.value), one.status) for one in target(data, "rate").observations]
    assert found == [
        ("2018", 1.5, None),
        ("2019", 2.5, None),
        ("2020", 3.5, "provisional"),
        ("2021", 4.5, "estimated"),
    ]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Statut", ("définitif", "provisoire", "estimé", "révisé")),
        ("Trạng thái", ("chính thức", "sơ bộ", "ước tính", "chính thức")),
        ("Status", ("endelig", "foreløpig", "anslått", "revidert")),
        ("Status", ("slutlig", "preliminär", "uppskattad", "reviderad")),
        ("Estado", ("definitivo", "provisional", "estimado", "revisado")),
    ],
)
def test_words_of_a_status_are_flags_in_further_languages(
    data: Path, head: str, words: tuple[str, ...]
) -> None:
    """They part no series."""
    rows = (f"{year},{year}.5,{word}" for year, word in zip((2018, 2019, 2020, 2021), words, strict=True))
    brought(data, made(data, f"Year,Jobs,{head}", *rows), "--target", "jobs")
    statuses = [one.status for one in target(data, "jobs").observations]
    assert statuses == [None, "provisional", "estimated", None]


def test_a_status_of_people_is_a_breakdown(data: Path) -> None:
    """The same head over other words parts series, as before."""
    lines = ("2020,Salarié,5.5", "2020,Indépendant,6.5", "2021,Salarié,7.5", "2021,Indépendant,8.5")
    brought(data, made(data, "Year,Statut,Jobs", *lines), "--target", "jobs")
    assert len(target(data, "jobs").series) == 2


@pytest.mark.parametrize(
    ("over", "below"),
    [
        (",Households,,Persons,", "Area,2018,2020,2018,2020"),
        ("Area,Households,,Persons,", ",2018,2020,2018,2020"),
        (",Households,,Persons", "Area,2018,2020,2018,2020"),
    ],
)
def test_a_name_over_the_first_year_of_a_run_is_that_of_the_run(data: Path, over: str, below: str) -> None:
    """As a program saves merged cells as text."""
    path = made(data, over, below, "Urban,61.2,70.4,65.5,74.2", "Rural,30.1,41.5,33.3,44.7")
    brought(data, path)
    assert series(data, "urban") == {
        "households": [("2018", 61.2, None), ("2020", 70.4, None)],
        "persons": [("2018", 65.5, None), ("2020", 74.2, None)],
    }
    assert series(data, "rural")["persons"] == [("2018", 33.3, None), ("2020", 44.7, None)]


def test_years_that_come_again_without_a_name_over_each_run_are_asked_about(data: Path) -> None:
    """Nobody knows what the third and fourth figures are."""
    path = made(data, ",Households,,,", "Area,2018,2020,2018,2020", "Urban,61.2,70.4,65.5,74.2")
    assert "Two columns of rate.csv are called “2018”" in refused(data, path)

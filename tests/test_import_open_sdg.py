"""Folders of Open SDG sites: headline series, odd years, goals and sources, compared by another reader."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import yaml

from tests.imports import HERE, brought, errors, figures, run, target, tree
from tracker import reader

UK, OWN = HERE / "open-sdg-uk", HERE / "open-sdg-own"


@pytest.fixture(scope="module")
def uk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the British sample."""
    data = tmp_path_factory.mktemp("uk")
    brought(data, UK, "--year-starts", "4")
    return data


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample of our own."""
    data = tmp_path_factory.mktemp("own")
    brought(data, OWN, "--year-starts", "4")
    return data


def rows(file: str) -> list[dict[str, str]]:
    """Return the rows of a file of the British sample, read by the csv module alone."""
    with (UK / "data" / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(line for line in opened if line.strip()))


QUANTITIES = (
    "Year",
    "Value",
    "Series",
    "Units",
    "Unit measure",
    "Unit multiplier",
    "Observation status",
    "GeoCode",
)


def headline(file: str, series: str = "") -> list[tuple[str, float]]:
    """Return the years and values of the rows without any breakdown."""
    return [
        (row["Year"], float(row["Value"]))
        for row in rows(file)
        if row["Value"].strip()
        and row.get("Series", "") == series
        and not any(text for name, text in row.items() if name not in QUANTITIES)
    ]


@pytest.mark.parametrize(
    ("name", "file", "series"),
    [
        ("1-1-1", "indicator_1-1-1.csv", "Proportion of population below the international poverty line"),
        ("10-c-1", "indicator_10-c-1.csv", "Remittance costs as a proportion of the amount remitted"),
        ("10-3-1", "indicator_10-3-1.csv", ""),
        ("5-5-1-house-of-commons", "indicator_5-5-1.csv", "House of Commons"),
        ("8-8-1-fatal-injury", "indicator_8-8-1.csv", "Fatal injury"),
        ("16-6-2-police", "indicator_16-6-2.csv", "Police"),
    ],
)
def test_headline_figures_are_those_of_the_file(uk: Path, name: str, file: str, series: str) -> None:
    """Every figure without a breakdown, and no other, in the order of time."""
    # 1974a and 1974b are one year, of which the later row counts.
    wanted = {year.rstrip("ab"): value for year, value in headline(file, series)}
    assert len(wanted) >= 1
    found = target(uk, name).observations
    assert sorted(float(one.value) for one in found) == sorted(wanted.values())
    printed = {row["Value"].strip() for row in rows(file)}
    assert all(one.as_printed in printed and float(one.as_printed) == float(one.value) for one in found)


def test_odd_years_stay_as_printed(uk: Path) -> None:
    """Quarters, years across two, several of these, and a span of days."""
    assert figures(uk, "10-c-1")[0] == ("2013-Q1", 7.96)
    assert figures(uk, "8-8-1-fatal-injury")[0][0] == "2004/05"
    assert figures(uk, "10-3-1")[0][0] == "2007-08/2008-09"
    assert figures(uk, "16-6-2-police")[0][0] == "2023-05-17/2023-06-11"
    first = target(uk, "10-3-1").observations[0].period
    assert (first.first.isoformat(), first.last.isoformat()) == ("2007-04-01", "2009-03-31")


def test_the_result_is_sound_and_stays_as_it_is(uk: Path) -> None:
    """The check finds no error, and a second import writes not one byte."""
    assert errors(uk) == []
    before = tree(uk)
    assert "nothing to write" in brought(uk, UK, "--year-starts", "4")
    assert tree(uk) == before


def test_sources_come_from_the_metadata(uk: Path) -> None:
    """The source names the publisher, the document, its address and its release day."""
    text = next((uk / "seeds").glob("poverty-headcount*")).read_text("utf-8")
    found = yaml.safe_load(text)
    assert found["title"]["en"].startswith("Poverty headcount ratio at $2.15 a day")
    assert str(found["published"]) == "2023-05-10"
    assert found["url"] == "https://data.worldbank.org/indicator/SI.POV.DDAY?locations=GB"
    assert yaml.safe_load((uk / "targets/vocabulary.yaml").read_text("utf-8"))["bodies"][
        found["publisher"]
    ] == {"title": {"en": "World Bank"}}


def test_progress_options_become_goals(own: Path) -> None:
    """Target, year and direction as in the metadata, and the base year as the baseline."""
    poverty = target(own, "1-1-1")
    goal = poverty.goals[0]
    assert (float(goal.at_most), goal.by.text, poverty.baseline.period.text) == (7.25, "2030", "2015")
    assert poverty.title == {"en": "Poverty rate, by the official line", "fr": "Taux de pauvreté"}
    assert poverty.measure.definition == {"en": "Persons below the line"}
    assert figures(own, "1-1-1") == [("2014", 15), ("2015", 14.5), ("2020", 9.5), ("2023", 10.4)]
    share = target(own, "5-5-1-share")
    assert (float(share.goals[0].at_least), share.baseline.period.text) == (50, "2005/2007")
    assert target(own, "5-5-1-seats").goals == ()


def test_oddities_are_read_or_told(tmp_path: Path) -> None:
    """Letters, stars and notes behind years, blanks behind figures, sentences, an empty file."""
    said = brought(tmp_path, OWN, "--year-starts", "4")
    assert figures(tmp_path, "3-4-1") == [
        ("2014/15", 8),
        ("2015/16", 8.1),
        ("2019/20", 8.4),
        ("2021/22", 8.6),
    ]
    assert "[Note 5]" in target(tmp_path, "3-4-1").observations[2].note["en"]
    assert figures(tmp_path, "5-5-1-seats") == [("1974", 27), ("2021", 207)]
    assert figures(tmp_path, "10-c-1")[1:3] == [("2013-Q2", 41.1), ("2013-Q3", 7.000000000000001)]
    assert target(tmp_path, "10-c-1").observations[0].status == "estimated"
    assert "No data was collected" in said
    assert "indicator_9-9-9.csv is empty" in said
    assert errors(tmp_path) == []


def test_years_across_two_are_told_where_their_month_is_not_known(tmp_path: Path) -> None:
    """Nothing is guessed: such years are left out, with the option that brings them in."""
    said = brought(tmp_path, OWN)
    assert "--year-starts 4" in said
    assert not (tmp_path / "targets/goal-3/3-4-1.yaml").exists()
    brought(tmp_path, OWN, "--year-starts", "4")
    assert len(figures(tmp_path, "3-4-1")) == 4


def test_an_open_question_is_no_answer_that_everything_is_there(tmp_path: Path) -> None:
    """Where all figures are of years whose month is not known, nothing is written and the exit code is 1."""
    home = site(tmp_path / "site", "Year,Value\n2015/16,81.2\n2016/17,82\n")
    code, out, hints = run("import", home, "--data", tmp_path / "ours", "--yes")
    assert code == 1
    assert "--year-starts 4" in out
    assert hints.strip() == "Nothing was written."


def test_the_month_in_which_years_begin_is_that_of_the_target_that_is_there(tmp_path: Path) -> None:
    """The answer given once holds for the next release; a new indicator is asked of as before."""
    home, data = site(tmp_path / "site", "Year,Value\n2015/16,81.2\n"), tmp_path / "ours"
    brought(data, home, "--year-starts", "8")
    (home / "data/indicator_1-1-1.csv").write_text("Year,Value\n2015/16,81.2\n2016/17,82\n")
    (home / "data/indicator_1-1.csv").write_text("Year,Value\n2015/16,5\n")
    said = brought(data, home)
    assert figures(data, "1-1-1") == [("2015/16", 81.2), ("2016/17", 82)]
    assert "indicator_1-1.csv: left out (1), a year across two calendar years" in said
    assert errors(data) == []


def test_a_newer_release_gives_exactly_its_differences(tmp_path: Path) -> None:
    """One revised and one new figure become two entries of a new source; all else keeps its bytes."""
    shutil.copytree(OWN, tmp_path / "site")
    data = tmp_path / "data"
    brought(data, tmp_path / "site")
    before = tree(data)
    file = tmp_path / "site/data/indicator_1-1-1.csv"
    file.write_text(file.read_text().replace('2023,"","",,10.4', '2023,"","",,10.2\n2024,"","",,9.9'))
    meta = tmp_path / "site/meta/1-1-1.md"
    meta.write_text(meta.read_text().replace("25/04/2024", "25/04/2025"))
    brought(data, tmp_path / "site")
    after = tree(data)
    assert [name for name in before if after[name] != before[name]] == ["targets/goal-1/1-1-1.yaml"]
    assert [name for name in after if name not in before] == ["seeds/table-1-low-income-2025-04-25.yaml"]
    assert figures(data, "1-1-1")[4:] == [("2023", 10.2), ("2024", 9.9)]
    assert errors(data) == []


@pytest.mark.parametrize(
    ("name", "file", "series"),
    [
        ("10-3-1", "indicator_10-3-1.csv", ""),
        ("16-6-2-police", "indicator_16-6-2.csv", "Police"),
        ("8-8-1-fatal-injury", "indicator_8-8-1.csv", "Fatal injury"),
        ("5-5-1-local-government", "indicator_5-5-1.csv", "Local Government"),
    ],
)
def test_breakdowns_become_series(uk: Path, name: str, file: str, series: str) -> None:
    """Each combination of members in the file is one series with just its figures; blank means all."""
    wanted: dict[frozenset[str], set[float]] = {}
    for row in rows(file):
        own = row["Value"].strip() and row.get("Series", "") == series
        of = frozenset(text.strip() for name, text in row.items() if name not in QUANTITIES and text)
        if own and of:
            wanted.setdefault(of, set()).add(float(row["Value"]))
    words = reader.load(uk)[0].vocabulary.dimensions
    found = {
        frozenset(words[dimension].members[member].title["en"] for dimension, member in one.of.items()): {
            float(figure.value) for figure in one.observations
        }
        for one in target(uk, name).series
    }
    assert found == wanted
    assert len(found) >= 3


def test_a_new_member_and_a_revision_of_a_series_are_added(tmp_path: Path) -> None:
    """A series that is there gains a line, a new one follows the last, the vocabulary one member."""
    shutil.copytree(OWN, tmp_path / "site")
    data = tmp_path / "data"
    brought(data, tmp_path / "site")
    file = tmp_path / "site/data/indicator_1-1-1.csv"
    file.write_text(
        file.read_text().replace("20.25", "20.5") + '2015,"South","",,9.75\n2020,"","Female",,9\n'
    )
    meta = tmp_path / "site/meta/1-1-1.md"
    meta.write_text(meta.read_text().replace("25/04/2024", "25/04/2025"))
    before = tree(data)
    said = brought(data, tmp_path / "site")
    assert "Geography: North: 2015: 20.25 is now 20.5" in said
    found = {tuple(one.of.values()): one.observations for one in target(data, "1-1-1").series}
    assert [float(one.value) for one in found["north",]] == [20.25, 20.5]
    assert [float(one.value) for one in found["female",]] == [13.5, 9]
    assert [float(one.value) for one in found["south",]] == [9.75]
    for changed in ("targets/goal-1/1-1-1.yaml", "targets/vocabulary.yaml"):
        kept = [line for line in tree(data)[changed].splitlines() if line in before[changed].splitlines()]
        assert [line for line in before[changed].splitlines() if line not in kept] == []
    assert errors(data) == []
    assert "nothing to write" in brought(data, tmp_path / "site")


def test_what_open_sdg_assumes_is_said(tmp_path: Path) -> None:
    """Progress options without base year, target year or direction: each assumption of Open SDG is told."""
    for name in ("data", "meta"):
        (tmp_path / "site" / name).mkdir(parents=True)
    (tmp_path / "site/data/indicator_1-1-1.csv").write_text("Year,Value\n2014,9\n2016,8\n2020,6\n")
    options = "progress_calculation_options:\n- {target: 4}\n"
    (tmp_path / "site/meta/1-1-1.md").write_text(f"---\nindicator_name: Poverty\n{options}---\n")
    said = brought(tmp_path / "ours", tmp_path / "site")
    made = target(tmp_path / "ours", "1-1-1")
    assert (made.goals[0].by.text, float(made.goals[0].at_most), made.baseline.period.text) == (
        "2030",
        4,
        "2016",
    )
    assert "name no base year" in said
    assert "from 2015" in said
    assert "names no target year; as Open SDG does, 2030" in said
    assert "no direction" in said


def test_breakdowns_that_no_file_can_hold_are_left_out(tmp_path: Path) -> None:
    """Long names and many regions: the whole is taken, the rest is told, and the result passes the check."""
    for name in ("data", "meta"):
        (tmp_path / "site" / name).mkdir(parents=True)
    rows = "".join(f"{year},Region {n},{n}.{year}\n" for n in range(190) for year in range(2000, 2025))
    table = f"Year,Region,Value\n2024,,50\n{rows}"
    (tmp_path / "site/data/indicator_1-1-1.csv").write_text(table)
    long = "A source with a very long title " * 4
    meta = f"---\nindicator_name: Waste\nsource_url_text_1: {long}\n---\n"
    (tmp_path / "site/meta/1-1-1.md").write_text(meta)
    said = brought(tmp_path / "ours", tmp_path / "site")
    assert "series left out (190)" in said
    assert figures(tmp_path / "ours", "1-1-1") == [("2024", 50)]
    assert errors(tmp_path / "ours") == []
    assert "nothing to write" in brought(tmp_path / "ours", tmp_path / "site")


def site(folder: Path, table: str, meta: str = "indicator_name: Emissions") -> Path:
    """Return the folder of a site with one indicator."""
    for name in ("data", "meta"):
        (folder / name).mkdir(parents=True)
    (folder / "data/indicator_1-1-1.csv").write_text(table, "utf-8")
    (folder / "meta/1-1-1.md").write_text(f"---\n{meta}\n---\n", "utf-8")
    return folder


def test_series_whose_figures_fall_on_each_other_are_left_out(tmp_path: Path) -> None:
    """Three years with two figures each say nothing; the whole and the other series come, and it is told."""
    rows = [f"{year},,{year - 2000}" for year in (2020, 2021, 2022)]
    rows += [f"{year},Men,{value}" for year in (2020, 2021, 2022) for value in (1, 50)]
    rows += [f"{year},Women,{year - 2010}" for year in (2020, 2021, 2022)]
    said = brought(tmp_path / "ours", site(tmp_path / "site", "\n".join(["Year,Sex,Value", *rows])))
    assert "series left out (1), Sex: Men among them" in said
    assert figures(tmp_path / "ours", "1-1-1") == [("2020", 20), ("2021", 21), ("2022", 22)]
    assert [dict(one.of) for one in target(tmp_path / "ours", "1-1-1").series] == [{"sex": "women"}]
    assert errors(tmp_path / "ours") == []


def test_a_member_that_alone_is_left_is_not_the_whole(tmp_path: Path) -> None:
    """The whole has two figures a year; men alone are not taken for it, and nothing is written."""
    rows = [f"{year},,{value}" for year in (2020, 2021, 2022) for value in (1, 50)]
    rows += [f"{year},Men,{year - 2010}" for year in (2020, 2021, 2022)]
    code, out, hints = run(
        "import",
        site(tmp_path / "site", "\n".join(["Year,Sex,Value", *rows])),
        "--data",
        tmp_path / "ours",
        "--yes",
    )
    assert "series left out (1)" in out + hints
    assert "1-1-1.yaml" not in out
    assert code == 1


def test_a_column_called_source_is_a_breakdown_where_it_tells_figures_apart(tmp_path: Path) -> None:
    """Emissions by source are several series; a remark that happens to differ from row to row is none."""
    emitted = (
        "Year,Source,Comments,GeoCode,Value\n2020,,first,,10\n2020,Oil,,,6\n2020,Gas,,,4\n2021,,later,,9\n"
    )
    brought(tmp_path / "ours", site(tmp_path / "site", emitted))
    assert figures(tmp_path / "ours", "1-1-1") == [("2020", 10), ("2021", 9)]
    found = {one.of["source"]: one.observations for one in target(tmp_path / "ours", "1-1-1").series}
    assert {name: [float(one.value) for one in own] for name, own in found.items()} == {
        "oil": [6],
        "gas": [4],
    }
    assert errors(tmp_path / "ours") == []


@pytest.mark.parametrize(
    ("meta", "kept", "said"),
    [
        ('indicator_name: "Poor \\x07people"', "Poor people", "characters that no text file may hold"),
        ('indicator_name: "Poor \\u202epeople"', "Poor people", "characters that no text file may hold"),
        (f"indicator_name: {'x' * 30000}", "1-1-1", "longer than 20000 characters"),
        (f"indicator_name: A\nnational_indicator_description: {'x' * 30000}", "A", "longer than 20000"),
        ('indicator_name: A\nsource_organisation_1: "Off\\0ice"', "A", "left out of: Office"),
        (f"indicator_name: A\nsource_url_text_1: {'x' * 30000}", "A", "longer than 20000"),
        ('indicator_name: A\ncomputation_units: "per\\x07sons"', "A", "left out of: persons"),
        (
            "indicator_name: A\nprogress_calculation_options:\n- {target: 1.2.3}",
            "A",
            "the goal 1.2.3 by 2030",
        ),
        ("indicator_name: A\nprogress_calculation_options:\n- {target: 1e30}", "A", "the goal 1e30 by 2030"),
        (
            "indicator_name: A\nprogress_calculation_options:\n- {target: 5, target_year: 2999}",
            "A",
            "the goal 5 by 2999",
        ),
    ],
)
def test_damaged_metadata_of_one_indicator_stop_nobody(
    tmp_path: Path, meta: str, kept: str, said: str
) -> None:
    """Its figures come without what cannot be kept, which is told by name; the others come whole."""
    home = site(tmp_path / "site", "Year,Value\n2020,5\n", meta)
    (home / "data/indicator_2-1-1.csv").write_text("Year,Value\n2020,7\n")
    (home / "meta/2-1-1.md").write_text("---\nindicator_name: Hunger\n---\n")
    told = brought(tmp_path / "ours", home)
    assert f"1-1-1: {said}" in told or (said in told and "1-1-1: " in told)
    assert target(tmp_path / "ours", "1-1-1").title["en"] == kept
    assert figures(tmp_path / "ours", "1-1-1") == [("2020", 5)]
    assert figures(tmp_path / "ours", "2-1-1") == [("2020", 7)]
    assert errors(tmp_path / "ours") == []


def test_two_goals_of_one_year_are_two_goals(tmp_path: Path) -> None:
    """Each has an id of its own."""
    options = "progress_calculation_options:\n- {target: 5, base_year: 2020}\n- {target: 4, base_year: 2020}"
    brought(
        tmp_path / "ours", site(tmp_path / "site", "Year,Value\n2020,9\n", f"indicator_name: A\n{options}")
    )
    goals = target(tmp_path / "ours", "1-1-1").goals
    assert [(goal.id, float(goal.at_most)) for goal in goals] == [("by-2030", 5), ("by-2030-2", 4)]


GERMAN = (
    "Year,Units,time series,COMMENT_OBS_0,COMMENT_OBS_1,area,Value\n"
    "2023,percentage,<u>a)</u> deficit,r,,,-2.4\n"
    "2024,percentage,<u>a)</u> deficit,r,p,,-2.6\n"
    "2024,percentage,<u>a)</u> deficit,|,,Hesse,-1.5\n"
    "2023,percentage,growth,.,,,\n"
    "2024,percentage,growth,p,,,-0.5\n"
)


def test_a_column_of_time_series_is_one_of_series_and_signs_in_remarks_are_flags(tmp_path: Path) -> None:
    """Neither stands in for the other; p and | stay, revised says nothing, tags are no words."""
    brought(tmp_path / "ours", site(tmp_path / "site", GERMAN, "indicator_name: State deficit"))
    deficit, growth = target(tmp_path / "ours", "1-1-1-a-deficit"), target(tmp_path / "ours", "1-1-1-growth")
    assert deficit.title == {"en": "State deficit: a) deficit"}
    assert [(float(one.value), one.status) for one in deficit.observations] == [
        (-2.4, None),
        (-2.6, "provisional"),
    ]
    assert [(float(one.value), one.status) for one in growth.observations] == [(-0.5, "provisional")]
    assert deficit.series[0].observations[0].break_ is not None
    assert errors(tmp_path / "ours") == []


@pytest.mark.parametrize(
    ("starts", "whole", "definition"),
    [(("boys",), [("2024", 7)], {"en": "group: boys"}), (("girls", "boys"), [], None), ((), [], None)],
)
def test_a_member_is_the_headline_only_where_the_site_starts_with_it_alone(
    tmp_path: Path, starts: tuple[str, ...], whole: list[tuple[str, float]], definition: object
) -> None:
    """It is told and stands in the definition; where a site starts with several, none is the whole."""
    lines = "".join(f"\n- {{field: group, value: {one}}}" for one in starts)
    meta = f"indicator_name: Weight\ndata_start_values:{lines}"
    table = "Year,group,Value\n2024,girls,5\n2024,boys,7\n"
    said = brought(tmp_path / "ours", site(tmp_path / "site", table, meta))
    assert figures(tmp_path / "ours", "1-1-1") == whole
    assert target(tmp_path / "ours", "1-1-1").measure.definition == definition
    assert ("those of group: boys" in said) == bool(whole)


def test_a_figure_that_its_comma_cut_in_two_brings_nothing(tmp_path: Path) -> None:
    """Rows with a cell more than the heads: 58,2 without quotation marks is not 58; the other file comes."""
    home = site(tmp_path / "site", "Year,Sex,Value\n2020,,58,2\n2021,Men,60\n")
    (home / "data/indicator_2-1-1.csv").write_text("Year,Value,\n2020,7,\n")
    said = brought(tmp_path / "ours", home)
    assert "indicator_1-1-1.csv, row 2 has more cells than the table has heads" in said
    assert not (tmp_path / "ours/targets/goal-1").exists()
    assert figures(tmp_path / "ours", "2-1-1") == [("2020", 7)]


def test_a_recognised_site_is_told_first(tmp_path: Path) -> None:
    """Which folder was taken for what, and how many of its files, stands before what was left out."""
    said = brought(tmp_path, OWN, "--year-starts", "4")
    seen = "Seen in open-sdg-own, the folder of an Open SDG site: 5 indicator files"
    assert said.index(seen) < said.index("indicator_9-9-9")


def test_what_a_site_does_not_say_of_its_documents_the_options_state(tmp_path: Path) -> None:
    """Of five documents one names its office and day, and keeps them; the others have what was given."""
    brought(tmp_path, OWN, "--year-starts", "4", "--publisher", "Office", "--published", "2026-01-10")
    sources = reader.load(tmp_path)[0].sources.values()
    said = sorted((one.publisher, one.published.text) for one in sources)
    assert said == [("national-office", "2024-04-25"), *[("office", "2026-01-10")] * 4]

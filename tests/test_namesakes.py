"""Namesakes: targets, parts, series or words of one title are told apart by their ids and warned of."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
import yaml

from tests.imports import run
from tests.shelf import laid
from tests.test_identity import measured, written
from tests.visits import shown, visit
from tracker import checks, reader
from tracker.export import formats
from tracker.export.briefing import Choice, compose
from tracker.language import words
from tracker.namesakes import told_apart

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)
TITLES = [f"Same ({name}): Low ({part})" for name in ("a", "b") for part in ("low", "lower")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return two targets of one title, each with two tiers of one title, and a target of its own title."""
    found = {name: measured(name, ["low", "lower"], iter((101, 102))) for name in ("a", "b", "c")}
    for name, target in found.items():
        target["title"] = {"en": "Other" if name == "c" else "Same", "vi": f"Một {name}"}
        for number, tier in enumerate(target["tiers"]):
            tier["title"] = {"en": f"Low {number}" if name == "c" else "Low"}
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(written(found, tmp_path))])
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def test_the_check_warns_of_titles_that_another_has(folder: Path) -> None:
    """Each is named once, with the one before it and the language; also of what the app shows with ids."""
    read = reader.load(folder)[0]
    for portfolio in (read, told_apart(read)):
        found = [one for one in checks.check(portfolio, ON, folder) if one.code == "W095"]
        assert [(Path(one.file).stem, one.path, one.values["given"]) for one in found] == [
            ("a", "tiers[1].title.en", "low"),
            ("b", "title.en", "a"),
            ("b", "tiers[1].title.en", "low"),
        ]


def test_only_a_title_that_reads_the_same_gets_the_id(folder: Path) -> None:
    """The Vietnamese titles differ and stay, and so does what has a title of its own."""
    targets = told_apart(reader.load(folder)[0]).targets
    assert targets["a"].title == {"en": "Same (a)", "vi": "Một a"}
    assert targets["c"].title == {"en": "Other", "vi": "Một c"}


@pytest.mark.parametrize("path", [".", "portfolios/eu-digital-decade", "portfolios/nz-government-targets"])
def test_a_portfolio_without_namesakes_stays_as_it_is(path: str) -> None:
    """Not one record is made anew."""
    portfolio = reader.load(ROOT / path)[0]
    assert told_apart(portfolio) is portfolio


@pytest.mark.parametrize("form", ["scatter", "slope", "multiples"])
def test_compare_names_everything_apart(folder: Path, form: str) -> None:
    """In every picture and its table each part stands under a name that no other has."""
    app = visit("compare", **{"on": ON.isoformat(), "ids": "a,b", "as": form})
    alt = " ".join(chart.proto.alt for chart in app.get("plotly_chart"))
    assert folder.is_dir()
    assert [title for title in TITLES if title not in shown(app) + alt] == []
    assert "Same: " not in shown(app) + alt


@pytest.mark.parametrize("page", ["overview", "themes", "board", "changes"])
def test_no_page_names_two_targets_alike(folder: Path, page: str) -> None:
    """Wherever entries stand side by side, no bare title is left."""
    told = shown(visit(page, on=ON.isoformat()))
    assert folder.is_dir()
    assert "Same (a)" in told
    assert "Same (b)" in told
    assert "Same:" not in told


@pytest.mark.parametrize("form", ["md", "html", "csv"])
def test_a_briefing_heads_its_sections_apart(folder: Path, form: str) -> None:
    """Headings and tables name the id behind a title that two have."""
    portfolio = told_apart(reader.load(folder)[0])
    text = formats.written(compose(portfolio, Choice(), ON, words("en")), form).decode()
    assert [name for name in ("Same (a)", "Same (b)") if name not in text.replace("\\", "")] == []


def test_the_command_line_names_them_apart_too(folder: Path) -> None:
    """`status` in words and as JSON, which has the ids in fields of their own."""
    assert "Same (b)" in run("status", "--data", folder, "--on", ON)[1]
    told = json.loads(run("status", "--data", folder, "--on", ON, "--format", "json")[1])
    assert "Same (b)" in json.dumps(told)


DIMENSIONS = """\
dimensions:
  sex:
    title: {en: Sex, vi: Giới}
    members: {all: {title: {en: all, vi: cả hai}}}
  age:
    title: {en: Age}
    members: {all: {title: {en: all, vi: mọi tuổi}}, young: {title: {en: Young}}, youth: {title: {en: Young}}}
"""
FIGURES = "observations: [{period: 2017, value: %d, source: data}, {period: 2024, value: 75, source: data}]"
SPLIT = """\
measure: {definition: {en: Share}, unit: percent, frequency: irregular, bounds: [0, 100]}
goals: [{at_least: 90, by: 2030, source: plan}]
series:
"""
SERIES = ("sex: all", "age: all", "age: young", "age: youth", "sex: all, age: young", "sex: all, age: youth")
APART = (
    "all (sex)",
    "all (age)",
    "Young (young)",
    "Young (youth)",
    "all, Young (young)",
    "all, Young (youth)",
)


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """Return an indicator by sex and by age: each has a member called all, and two ages are called Young."""
    series = (
        f"  - {{of: {{{of}}}, goals: same, baseline: 2017, {FIGURES % number}}}\n"
        for number, of in enumerate(SERIES, 50)
    )
    return laid(tmp_path, DIMENSIONS, bank=SPLIT + "".join(series))


def test_series_are_told_apart_by_their_dimensions_and_members_by_their_words(split: Path) -> None:
    """Only in the language in which they read the same; the members so wherever one is chosen."""
    shown = told_apart(reader.load(split)[0])
    series = shown.targets["bank"].series  # type: ignore[union-attr]
    assert tuple(one.title["en"] for one in series) == APART
    assert [one.title["vi"] for one in series[:2]] == ["cả hai", "mọi tuổi"]
    members = shown.vocabulary.dimensions["age"].members
    assert [one.title["en"] for one in members.values()] == ["all", "Young (young)", "Young (youth)"]


def test_the_check_warns_of_series_and_of_members_that_read_the_same(split: Path) -> None:
    """Members are named once, in the vocabulary; series of different dimensions where they stand."""
    found = [one for one in checks.check(reader.load(split)[0], ON, split) if one.code == "W095"]
    assert [(one.path, one.values["given"]) for one in found] == [
        ("series[1].of", "sex=all"),
        ("dimensions.age.members.youth.title.en", "young"),
    ]


@pytest.mark.parametrize("form", ["md", "html", "csv"])
def test_a_briefing_names_series_apart(split: Path, form: str) -> None:
    """Tables, legends and lists of the figures have every name."""
    portfolio = told_apart(reader.load(split)[0])
    text = formats.written(compose(portfolio, Choice(), ON, words("en")), form).decode().replace("\\", "")
    assert [name for name in APART if name not in text] == []


def test_a_page_names_series_apart(split: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of the target, its picture and what a reader may choose of."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(split)])
    st.cache_resource.clear()
    app = visit("target", id="bank", on=ON.isoformat())
    told = shown(app) + " ".join(chart.proto.alt for chart in app.get("plotly_chart"))
    assert [name for name in APART if name not in told] == []
    st.cache_resource.clear()


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return targets of two themes called Jobs, in the charge of two bodies called Office."""
    found = {name: measured(name, [], iter((number, 9))) for number, name in enumerate("ab", 101)}
    for name, target in found.items():
        target |= {"title": {"en": f"Target {name}"}, "owner": "office" if name == "a" else "bureau"}
    written(found, tmp_path)
    file = tmp_path / "targets/vocabulary.yaml"
    words_of = yaml.safe_load(file.read_text("utf-8"))
    words_of["themes"] = {
        "t": {"title": {"en": "Jobs"}},
        "vacancies": {"title": {"en": "Jobs", "vi": "Việc"}},
    }
    words_of["bodies"] |= {"bureau": {"title": {"en": "Office"}, "short": "Off"}}
    words_of["bodies"]["office"]["short"] = "Off"
    file.write_text(yaml.safe_dump(words_of, allow_unicode=True), "utf-8")
    (tmp_path / "targets/vacancies").mkdir()
    (tmp_path / "targets/t/b.yaml").rename(tmp_path / "targets/vacancies/b.yaml")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(tmp_path)])
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def test_themes_and_bodies_are_told_apart_by_their_words(jobs: Path) -> None:
    """Also the short names of two bodies; a title in a tongue that the other has not stays."""
    known = told_apart(reader.load(jobs)[0]).vocabulary
    assert known.themes["t"].title == {"en": "Jobs (t)"}
    assert known.themes["vacancies"].title == {"en": "Jobs (vacancies)", "vi": "Việc"}
    assert [known.bodies[one].title["en"] for one in ("office", "bureau")] == [
        "Office (office)",
        "Office (bureau)",
    ]
    assert [known.bodies[one].short for one in ("office", "bureau")] == [
        {"en": "Off (office)"},
        {"en": "Off (bureau)"},
    ]


def test_the_check_warns_of_themes_and_bodies_of_one_title(jobs: Path) -> None:
    """Each is named once, in the vocabulary, with the one before it."""
    found = [one for one in checks.check(reader.load(jobs)[0], ON, jobs) if one.code == "W095"]
    assert {(one.file, one.path) for one in found} >= {
        ("targets/vocabulary.yaml", "themes.vacancies.title.en")
    }
    assert sorted(one.path.split(".")[0] for one in found) == ["bodies", "themes"]


@pytest.mark.parametrize("page", ["overview", "themes", "board"])
def test_no_page_names_two_themes_alike(jobs: Path, page: str) -> None:
    """The front page, the themes and the board head each with its own name."""
    told = shown(visit(page, on=ON.isoformat()))
    assert jobs.is_dir()
    assert "Jobs (t)" in told
    assert "Jobs (vacancies)" in told


def test_the_status_and_a_briefing_name_themes_apart(jobs: Path) -> None:
    """Over the tables on the command line, and over the sections of a briefing."""
    text = run("status", "--data", jobs, "--on", ON, "--format", "table")[1]
    portfolio = told_apart(reader.load(jobs)[0])
    brief = formats.written(compose(portfolio, Choice(), ON, words("en")), "html").decode()
    for name in ("Jobs (t)", "Jobs (vacancies)"):
        assert name in text
        assert name in brief

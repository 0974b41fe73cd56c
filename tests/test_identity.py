"""Identity: whatever ids and titles say when they are joined or shortened, nothing is taken for another.

The portfolios drawn here hold ids such as `a-b` beside a target `a` with a part `b`, parts of the same id in
many targets, parts named like targets, and one title for all. Every series has figures of its own, by which a
test knows it again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as draw

from tests.visits import shown, visit
from tracker import board, charts, reader, style
from tracker.charts import Setting
from tracker.export import formats, pictures
from tracker.export.briefing import Choice, compose
from tracker.judging.assessment import Assessment
from tracker.language import words
from tracker.model import Portfolio
from tracker.progress import assess
from tracker.ui.view import key

NOW, BEFORE = date(2026, 11, 22), date(2024, 6, 30)
IDS = (
    "a",
    "b",
    "a-b",
    "a-b-a",
    "low",
    "a-low",
    "low-a",
    "a-trajectory",
    "trajectory",
    "a-pace",
    "compare",
    "overview",
)
TITLE = {"en": "The same title for every target and every part of it", "vi": "Một"}
VOCABULARY = {
    "units": {"firms": {"title": {"en": "firms"}}},
    "themes": {"t": {"title": {"en": "T"}}},
    "bodies": {"office": {"title": {"en": "Office"}}},
}
SOURCES = {"first": "2024-01-31", "second": "2026-01-31"}
Portfolios = dict[str, dict[str, Any]]


def series(number: int) -> dict[str, Any]:
    """Return goals and figures that nothing else in the portfolio has: 30300 of 100000, say."""
    figures = (("2020", 0), ("2023", number * 100), ("2024", number * 100 + number))
    return {
        "goals": [{"at_least": 100_000, "by": 2030, "source": "first"}],
        "baseline": 2020,
        "observations": [
            {"period": period, "value": value, "source": "second" if period == "2024" else "first"}
            for period, value in figures
        ],
    }


def measured(name: str, parts: list[str], numbers: Iterator[int]) -> dict[str, Any]:
    """Return a target: an indicator, or tiers where parts are named."""
    head = {"id": name, "title": dict(TITLE), "measure": {"unit": "firms"}}
    if not parts:
        return head | {"kind": "indicator"} | series(next(numbers)) | {"breakdowns": [split(next(numbers))]}
    tiers = [{"id": part, "title": dict(TITLE)} | series(next(numbers)) for part in parts]
    return head | {"kind": "tiers", "nesting": "exclusive", "tiers": tiers}


def split(number: int) -> dict[str, Any]:
    """Return a breakdown in which two places have one name."""
    values = [{"area": {"en": "North"}, "value": number * 1000 + n} for n in (1, 2)]
    return {"dimension": "region", "period": "2024", "source": "second", "values": values}


@draw.composite
def portfolios(chance: Callable[[draw.SearchStrategy[Any]], Any]) -> Portfolios:
    """Draw three to six targets whose ids, joined with each other or with the name of a chart, are alike."""
    names = chance(draw.lists(draw.sampled_from(IDS), min_size=3, max_size=6, unique=True))
    numbers = count(101)
    parts = draw.lists(draw.sampled_from(IDS), max_size=3, unique=True)
    return {name: measured(name, chance(parts), numbers) for name in names}


def joined_alike() -> Portfolios:
    """Return an indicator `a-b`, and a target `a` with a tier `b`."""
    numbers = count(101)
    return {"a-b": measured("a-b", [], numbers), "a": measured("a", ["b"], numbers)}


def written(found: Portfolios, folder: Path) -> Path:
    """Write a portfolio to a folder and return that."""
    files: dict[str, Any] = {"targets/vocabulary.yaml": VOCABULARY}
    files |= {f"targets/t/{name}.yaml": target for name, target in found.items()}
    for name, day in SOURCES.items():
        about = {"id": name, "kind": "statistics", "title": {"en": name}, "publisher": "office"}
        files[f"seeds/{name}.yaml"] = about | {"published": day}
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    return folder


def own_figures(target: dict[str, Any]) -> set[int]:
    """Return the latest figure of every series of a target."""
    return {one["observations"][-1]["value"] for one in target.get("tiers", [target])}


def judged(portfolio: Portfolio, on: date) -> dict[str, Assessment]:
    """Return every verdict of a day."""
    return {name: assess(one, on, portfolio.sources) for name, one in portfolio.targets.items()}


def figures_in(text: str) -> set[int]:
    """Return every whole number of more than four digits that a text names."""
    return {int(found.replace(",", "")) for found in re.findall(r"\d{2,3},\d{3}", text)} - {100_000}


def fresh(make: pytest.TempPathFactory) -> Path:
    """Return an empty folder."""
    return make.mktemp("drawn")


any_portfolio = given(found=portfolios())
often = partial(settings, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@often(max_examples=40)
@any_portfolio
def test_every_series_keeps_its_own_figures(
    found: Portfolios, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Board, changes and the charts of many targets tell every series by target and part."""
    portfolio, problems = reader.load(written(found, fresh(tmp_path_factory)))
    assert [one for one in problems if one.severity == "error"] == []
    early, late = judged(portfolio, BEFORE), judged(portfolio, NOW)
    entries = board.entries(late.values())
    figures = {figure for target in found.values() for figure in own_figures(target)}
    assert len({entry.key for entry in entries}) == len({entry.path for entry in entries}) == len(figures)
    changes = board.changes(early.values(), late.values())
    assert {change.entry.leaf.series[-1].value for change in changes if len(change.figures) == 1} == figures
    setting = Setting(words("en"), style.look("light"), portfolio)
    leaves = [entry.leaf for entry in entries]
    before = [entry.leaf for entry in board.entries(early.values())]
    assert figures_in(charts.multiples(leaves, setting).alt) >= figures
    moves = [line["y"] for line in charts.slope(before, leaves, setting).figure["data"]]
    assert sorted(round(100_000 * end) for _, end in moves) == sorted(figures)
    assert all(start < end for start, end in moves)
    spots = charts.compare(leaves, setting).figure["data"][1]["y"]
    assert sorted(round(100_000 * spot) for spot in spots) == sorted(figures)


@often(max_examples=8)
@any_portfolio
@example(found=joined_alike())
def test_every_file_has_a_name_of_its_own(
    found: Portfolios, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No picture of a briefing takes the place of another, nor a place of one name; each sheet is there."""
    portfolio, _ = reader.load(written(found, fresh(tmp_path_factory)))
    briefing = compose(portfolio, Choice(), NOW, words("en"))
    names = [name for name, _ in pictures.pictures(briefing, "svg")]
    assert len(names) == len(set(names))
    assert len(names) >= len(found)
    assert formats.written(briefing, "xlsx")
    told = formats.written(briefing, "md").decode()
    assert all(f"{one['value']:,}" in told for target in found.values() for one in places(target))


def places(target: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the places of the breakdown of a target, which have one name."""
    return [one for breakdown in target.get("breakdowns", []) for one in breakdown["values"]]


def test_a_widget_has_the_key_of_its_ids_alone() -> None:
    """No two tuples of ids have one key, however the ids read when they are joined."""
    named = ("a", "b", "a-b", "a, b", 'a", "b', "")
    every = [ids for length in range(4) for ids in product(named, repeat=length)]
    assert len({key(*ids) for ids in every}) == len(every)


@often(max_examples=5)
@any_portfolio
@example(found=joined_alike())
def test_no_page_shows_a_chart_of_another(
    found: Portfolios, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Pages opened one after another share what was drawn, and each shows the figures of its target alone."""
    folder = written(found, fresh(tmp_path_factory))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])
        st.cache_resource.clear()
        every = {figure for target in found.values() for figure in own_figures(target)}
        for name, target in found.items():
            page = visit("target", id=name, on=NOW.isoformat())
            told = " ".join(chart.proto.alt for chart in page.get("plotly_chart")) + shown(page)
            assert figures_in(told) & every == own_figures(target)
            assert all(f"{one['value']:,}" in told for one in places(target))
    st.cache_resource.clear()


@pytest.mark.parametrize("page", ["enterprises", "compare", "changes", "overview"])
def test_pages_of_many_targets_stand(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two targets with a tier of one id and one title stand side by side, under their own names."""
    numbers = count(101)
    folder = written(
        {name: measured(name, ["low", name], numbers) for name in ("a", "a-low", "low")}, tmp_path
    )
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])
    st.cache_resource.clear()
    app = visit(page, on=NOW.isoformat())
    told = shown(app) + " ".join(chart.proto.alt for chart in app.get("plotly_chart"))
    assert "The same title" in told
    if page == "compare":
        assert len(app.get("plotly_chart")[0].proto.spec) > 0
        title = TITLE["en"]
        assert all(f"{title} (a): {title} ({part})" in told for part in ("low", "a"))
        assert f"{title}: {title}" not in told
    st.cache_resource.clear()

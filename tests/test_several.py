"""Several portfolios in one app: each with targets, addresses and charts of its own."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from tests.shelf import VOCABULARY, laid, measure, read
from tests.visits import shown, visit
from tracker import launch
from tracker.export.briefing import Choice, compose
from tracker.language import words
from tracker.store import PAUSE
from tracker.ui.view import key

GOAL = "goals: [{at_least: 90, by: 2030, source: plan}]\n"


def portfolio(folder: Path, name: str, value: int) -> Path:
    """Write a portfolio with one target, whose id is that of every other."""
    rows = "observations: [{period: 2017, value: 20, source: data},"
    rows += f" {{period: 2024, value: {value}, source: data}}]\n"
    made = laid(folder / name, share=measure("percent") + GOAL + rows)
    file = made / "targets/vocabulary.yaml"
    file.write_text(VOCABULARY.replace("Trial portfolio", name.title()), "utf-8")
    target = made / "targets/t/share.yaml"
    target.write_text(target.read_text("utf-8").replace("en: Share", f"en: Share of {name}"), "utf-8")
    return made


@pytest.fixture(autouse=True)
def _app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the app show two portfolios, with a memory of their own."""
    one, two = portfolio(tmp_path, "north", 31), portfolio(tmp_path, "south", 64)
    own = ["--data", str(one), "--data", str(two), "--cache", str(tmp_path / "cache")]
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *own])
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def told(**address: str) -> tuple[str, str]:
    """Return what the page of the target says, and what its chart does."""
    app = visit("target", id="share", **address)
    return shown(app), " ".join(chart.proto.alt for chart in app.get("plotly_chart"))


def test_each_portfolio_shows_its_own_target_of_one_id() -> None:
    """Text and picture of one are never those of the other, in whatever order they are looked at."""
    for address, own, other in (
        ({}, "north", "south"),
        ({"portfolio": "south"}, "south", "north"),
        ({"portfolio": "north"}, "north", "south"),
        ({"portfolio": "south"}, "south", "north"),
    ):
        text, chart = told(**address)
        figure = {"north": "31%", "south": "64%"}
        assert f"Share of {own}" in text
        assert f"Share of {other}" not in text
        assert figure[own] in chart
        assert figure[other] not in chart


def test_the_address_names_the_portfolio_except_the_one_that_opens() -> None:
    """Links of the page stay in the portfolio; an unknown name opens the first one and is told."""
    text, _ = told(portfolio="south")
    assert "portfolio=south" in text
    text, _ = told()
    assert "portfolio=" not in text
    app = visit("target", id="share", portfolio="west")
    assert any("west" in one.value for one in app.info)
    assert "31%" in shown(app)


def test_the_sidebar_offers_the_portfolios_by_their_titles() -> None:
    """Another one opens at its front page, and what stands in the address goes with it."""
    app = visit("overview")
    box = next(one for one in app.selectbox if one.label == words("en")("side.portfolio"))
    assert box.options == ["North", "South"]
    box.select("south").run()
    assert "Share of south" in shown(app)
    assert "Share of north" not in shown(app)
    assert app.query_params["portfolio"] in ("south", ["south"])


def test_nothing_begun_in_one_portfolio_is_offered_in_another() -> None:
    """A prepared file, a proposal and what became of a save belong to the portfolio of their page."""
    app = visit("target", id="share")
    begun = [key(name) for name in ("brief-file", "desk", "writing")]
    for name in begun:
        app.session_state[name] = "north"
    app.query_params["portfolio"] = "south"
    app.run()
    assert [name for name in begun if name in app.session_state and app.session_state[name] == "north"] == []


def test_a_link_in_a_file_leads_to_the_portfolio_it_is_of(tmp_path: Path) -> None:
    """Citations and slides name the portfolio; of the one that opens they need not."""
    held, _ = read(tmp_path / "south")
    made = compose(held, Choice(ids=("share",)), date(2026, 11, 27), words("en"))
    assert "portfolio" not in made.target_address("share")
    assert "portfolio=south" in replace(made, named="south").target_address("share")


def test_folders_of_one_name_have_two_names() -> None:
    """Names are plain letters, and one folder named twice is one portfolio."""
    found = launch.named([Path("/a/Plans 2030"), Path("/b/plans-2030"), Path("/a/Plans 2030"), Path("/")])
    assert list(found) == ["plans-2030", "plans-2030-2", "data"]


def test_a_link_is_followed_when_it_is_exchanged_for_another_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app shows where the link leads now, in text and picture, and again after the way back."""
    current, fresh = tmp_path / "current", tmp_path / "fresh"
    current.symlink_to("north")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(current), "--cache", str(tmp_path / "c")])
    st.cache_resource.clear()
    for name, other in (("north", "south"), ("south", "north"), ("north", "south")):
        fresh.symlink_to(name)
        os.replace(fresh, current)  # noqa: PTH105 - as `mv -T` does: at no moment is there no link
        time.sleep(PAUSE + 0.1)
        for said in told():
            assert f"Share of {name}" in said
            assert f"Share of {other}" not in said


def test_a_folder_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link keeps its own name in the address, wherever it leads; what stands behind `..` is looked up."""
    (tmp_path / "current").symlink_to("north")
    monkeypatch.chdir(tmp_path)
    assert launch.named([Path("current")]) == {"current": Path.cwd() / "current"}
    assert launch.named([Path("current/../south")]) == {"south": Path.cwd() / "south"}
    assert launch.named([Path()]) == {re.sub("[^a-z0-9]+", "-", tmp_path.name.lower()): Path.cwd()}

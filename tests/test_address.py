"""The address: the last choice wins over echoes of a moment ago, Back over both; nothing is lost unsaid."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from tests import folder
from tests.visits import begun, shown, visit
from tracker import reader
from tracker.language import words
from tracker.ui import address, frame, present, underneath, view

ROOT = Path(__file__).parents[1]


class Browser:
    """What a browser tells the server: the address, and whether the reader went through the history."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        """Open an empty page."""
        self.query: dict[str, str] = {}
        self.back = False
        patched.setattr(st, "query_params", self.query)
        patched.setattr(st, "session_state", {})
        patched.setattr(underneath, "moved_through_history", lambda: self.back)
        address.begin()
        address.turn_to("compare")

    def asks(self, *, back: bool = False, **query: str) -> None:
        """Ask for a page with the address that the browser has at the moment."""
        self.query.clear()
        self.query.update(query)
        self.back = back
        address.begin()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Return a browser that tells what a test lets it tell."""
    return Browser(monkeypatch)


def test_an_echo_of_the_address_does_not_undo_a_choice(browser: Browser) -> None:
    """Two fast choices, and a request that still names the address before both: both choices stand."""
    browser.asks(**{"as": "slope"})
    assert address.current("as") == "slope"
    address.choose("as", "multiples")
    browser.asks(**{"as": "slope"})
    assert address.current("as") == "multiples"
    address.choose("as", "scatter")
    for old in ("slope", "multiples"):
        browser.asks(**{"as": old})
        assert address.current("as") == "scatter"
        assert browser.query["as"] == "scatter"


def test_back_is_no_echo(browser: Browser) -> None:
    """The same address, reached by Back, undoes the choice; so does a link to anything else."""
    browser.asks(**{"as": "slope"})
    address.current("as")
    address.choose("as", "multiples")
    browser.asks(back=True, **{"as": "slope"})
    assert address.current("as") == "slope"
    browser.asks(**{"as": "scatter"})
    assert address.current("as") == "scatter"


def test_once_the_browser_has_caught_up_an_old_address_is_a_link(browser: Browser) -> None:
    """After a request with the new address, the old one is what somebody asks for."""
    browser.asks(**{"as": "slope"})
    address.current("as")
    address.choose("as", "multiples")
    browser.asks(**{"as": "multiples"})
    address.current("as")
    browser.asks(**{"as": "slope"})
    assert address.current("as") == "slope"


def test_the_day_stays_between_pages_and_what_belongs_to_a_page_does_not(browser: Browser) -> None:
    """The list of pages names no language: the day stays; a full address without a day means today."""
    browser.asks(lang="en", on="2025-10-31", ids="a")
    assert (address.lasting("on"), address.current("ids")) == ("2025-10-31", "a")
    browser.asks()
    address.turn_to("changes")
    assert (address.lasting("on"), address.current("ids")) == ("2025-10-31", "")
    browser.asks(lang="en")
    assert address.lasting("on") == ""


def test_a_widget_has_a_key_of_its_own_after_every_change_from_elsewhere(browser: Browser) -> None:
    """Under the old key a browser that has not heard of the change would repeat its choice and undo it."""
    browser.asks(lang="en")
    first = address.slot("on", date(2026, 11, 22))
    st.session_state[first] = date(2025, 1, 1)
    assert address.slot("on", date(2025, 1, 1)) == first
    assert address.slot("on", date(2026, 11, 22)) != first


def test_every_press_turns_a_slide(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three presses of which the server hears as one, while the browser still names the slide before them."""
    shown: list[str] = []
    for name, instead in (("_order", lambda _: list("abcd")), ("_target", lambda one, _: shown.append(one))):
        monkeypatch.setattr(present, name, instead)
    monkeypatch.setattr(st, "html", lambda _: None)
    view: Any = SimpleNamespace(assessments={name: name for name in "abcd"}, words=words("en"))
    st.session_state["steps_taken"] = 7  # in the same document, before the connection broke
    for steps, slide in ((8, "a"), (11, "d"), (10, "c"), (10, "c")):
        browser.asks()
        present.slide(view, steps)
        assert shown.pop() == slide


@pytest.mark.parametrize(
    "callback",
    [
        lambda key: address._take("as", key, "map"),
        lambda key: address._look("as", key, lambda text: None),
        frame._speak,
        lambda key: frame._travel(key, date(2026, 11, 22)),
        lambda key: frame._turn_over(key, "a", "a", "en"),
    ],
)
def test_a_callback_that_comes_too_late_takes_nothing(
    browser: Browser, callback: Callable[[str], None]
) -> None:
    """Its widget is gone, since the language or the page was switched: no fault, no choice undone."""
    given = {"lang": "vi", "on": "2025-10-31", "as": "slope", "find_as": "nur", "portfolio": "b"}
    browser.asks(**given)
    before = {name: address.current(name) for name in given}
    callback("widget of a moment ago")
    assert {name: address.current(name) for name in given} == before == given


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("target", {"id": "rd-spend-gdp", "pace": "0.01"}),
        ("compare", {"ids": "egdi-rank,ai-asean-rank", "as": "slope"}),
        ("changes", {"since": "2025-09-30"}),
        ("board", {"theme": "enterprises", "q": "firm", "sort": "title", "as": "table"}),
        ("briefing", {"title": "Mine", "remark": "Read this.", "state": "met", "since": "2025-01-01"}),
        ("sources", {"turn-sources": "2"}),
        ("method", {"method": "eurostat_cagr"}),
    ],
)
def test_a_widget_begins_with_what_it_shows(page: str, given: dict[str, str]) -> None:
    """A run that is cut short never tells the browser a value: it begins with its default, which is the same.

    Else the target of a link turned into the first of the list, as if the reader had chosen that.
    """
    seen = visit(page, lang="vi", on="2026-10-31", **given)
    lists = [*seen.selectbox, *seen.multiselect, *seen.button_group]
    fields = [*lists, *seen.date_input, *seen.text_input, *seen.text_area, *seen.slider]
    own = [one for one in fields if str(one.key).startswith("widget")]
    assert len(own) >= len({"lang", "on", *given} - {"turn-sources"})
    assert [begun(one) for one in own] == [one.value for one in own]
    assert [one.proto.default for one in seen.get("pagination") if "turn-sources" in given] in ([], [2])


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the app read a folder of its own."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder.made(tmp_path))])
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def told(page: Any) -> str:
    """Return the notices of a page without the joiners that keep them from being read as Markdown."""
    return re.sub(r"[\\\u2060]", "", " ".join(notice.value for notice in page.info))


def test_a_long_link_is_restored_whole(app: Path) -> None:
    """A briefing of 150 targets is 150 targets again, although their ids fill thousands of letters."""
    for number in range(150):
        name = f"a-target-with-a-name-as-long-as-names-are-{number}"
        file = app / f"targets/economy/{name}.yaml"
        file.write_text(folder.SHARE.replace("id: share", f"id: {name}"), "utf-8")
    ids = [name for name in reader.load(app)[0].targets if name.startswith("a-target")]
    page = visit("briefing", ids=",".join(ids))
    assert len(page.multiselect[0].value) == 150
    assert "150" in shown(page)
    assert not page.info[1:]


def test_what_a_link_asked_for_in_vain_is_named() -> None:
    """A target that is gone, a form that never was: the rest stands, and the page says so."""
    assert "nowhere" in told(visit("briefing", ids="egdi-rank,nowhere"))
    assert "sideways" in told(visit("compare", **{"as": "sideways"}))
    many = told(visit("compare", ids=",".join(sorted(reader.load(ROOT)[0].targets)[:40])))
    assert "more than are shown at once" in many
    assert "not here" not in many
    assert "nowhere" not in told(visit("briefing", ids="egdi-rank"))


def test_an_empty_choice_says_nothing_in_another_language() -> None:
    """What the library would write into it is English."""
    page = visit("target", id="nowhere", lang="vi")
    assert [box.proto.placeholder for box in page.selectbox if box.index is None] == ["–"]


def test_a_target_named_on_the_front_page_opens_on_its_own_page() -> None:
    """With the day and the language of the link; of an id that is not known it is said so."""
    page = visit("overview", id="5g-population-coverage", on="2025-10-31", lang="vi")
    title = reader.load(ROOT)[0].targets["5g-population-coverage"].title["vi"]
    assert f"<h1>{title}</h1>" in re.sub("<h1 [^>]*>", "<h1>", shown(page))
    assert page.query_params["on"] in ("2025-10-31", ["2025-10-31"])
    assert "nowhere" in visit("overview", id="nowhere").warning[0].value


@pytest.mark.parametrize(
    ("name", "asked"), [("on", "2026-13-45"), ("on", "22.11.2026"), ("lang", "xx"), ("method", "nonsense")]
)
def test_a_day_that_is_none_is_named_in_every_run_until_another_is_chosen(name: str, asked: str) -> None:
    """Else verdicts of today would pass for those of the day that was meant, once the page is drawn again."""
    page = visit("overview", **{"on": "", name: asked})
    for _ in range(2):
        assert asked in told(page)
        page.run()
    page.query_params[name] = {"on": "2026-11-20", "lang": "vi", "method": "straight-line"}[name]
    page.run()
    assert asked not in told(page)


def test_a_page_that_nobody_touches_hears_of_midnight(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state that open pages listen to is another one on another day, though no file has changed."""
    del app
    now = [datetime(2026, 11, 22, 23, 59, tzinfo=UTC)]
    monkeypatch.setattr(view, "clock", lambda portfolio: now[0])
    heard = view.pulse("")
    assert view.pulse("") == heard
    now[0] = datetime(2026, 11, 23, 0, 1, tzinfo=UTC)
    assert view.pulse("") != heard


def test_an_open_page_moves_on_to_the_new_day(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight the day of the page is the new one, and the address pins none; a chosen day stays."""
    del app
    now = [datetime(2026, 11, 22, 23, 59, tzinfo=UTC)]
    monkeypatch.setattr(frame, "clock", lambda portfolio: now[0])
    page = visit("overview", on="")
    assert "on" not in page.query_params
    now[0] = datetime(2026, 11, 23, 0, 1, tzinfo=UTC)
    page.run()
    assert page.session_state["_view"].on == date(2026, 11, 23)
    assert "on" not in page.query_params
    past = visit("overview", on="2026-11-20")
    now[0] = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
    past.run()
    assert past.session_state["_view"].on == date(2026, 11, 20)


TINY = """\
id: tiny
title: {en: Tiny}
kind: indicator
measure: {unit: percent}
baseline: 2020
goals: [{at_least: 0.000004, by: 2030, source: book-2024}]
observations:
  - {period: 2020, value: 0.000001, source: book-2024}
  - {period: 2022, value: 0.0000011, source: book-2024}
  - {period: 2024, value: 0.0000012, source: book-2024}
"""


def test_a_pace_of_millionths_can_be_tried(app: Path) -> None:
    """The steps of the slider follow the pace that is needed, however small."""
    (app / "targets/economy/tiny.yaml").write_text(TINY, "utf-8")
    page = visit("target", id="tiny")
    assert page.slider[0].max > page.slider[0].step > 0
    assert "Tiny" in shown(page)
    again = visit("target", id="tiny", pace=str(page.slider[0].max))
    assert again.slider[0].value == page.slider[0].max


def test_a_choice_that_is_called_otherwise_has_a_key_that_no_browser_repeats(browser: Browser) -> None:
    """A title edited, and back, and again: the old label, repeated, would choose the first target."""
    browser.asks(id="a")
    keys = [address.slot("id", "a", {"a": title}) for title in ("Old", "New", "Old", "New")]
    assert len(set(keys)) == 4
    assert address.slot("id", "a", {"a": "New"}) == keys[-1]


def test_a_further_choice_keeps_the_key(browser: Browser) -> None:
    """What stands beside a choice is no new name of it."""
    browser.asks(ids="a")
    key = address.slot("ids", ["a"], {"a": "A"})
    st.session_state[key] = ["a", "b"]
    assert address.slot("ids", ["a", "b"], {"a": "A", "b": "B"}) == key

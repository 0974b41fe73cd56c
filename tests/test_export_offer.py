"""The page Briefing offers what the command line has: every format, how much of it, a comma, a deck."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.briefings import briefing, few
from tests.visits import visit
from tracker.export import formats
from tracker.language import LANGUAGES, words


@pytest.fixture(autouse=True)
def _app(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
    st.cache_resource.clear()


def chosen(app: AppTest, **values: str) -> AppTest:
    """Return the page after choices by the key of their buttons."""
    for name, value in values.items():
        next(one for one in app.button_group if one.key == f"brief-{name}").set_value(value).run()
        assert not app.exception
    return app


def test_the_page_offers_every_format_of_the_command() -> None:
    """Whatever `--out` writes in one file can be chosen on the page."""
    offered = next(one for one in visit("briefing", theme="laws").button_group if one.key == "brief-form")
    told = {str(getattr(one, "content", one)) for one in offered.options}
    assert len(told) == len({*formats.MIME} - {*formats.PICTURES})


def test_how_much_is_offered_for_all_but_tables() -> None:
    """Everything, what needs a decision, a sheet a target; CSV asks for the sign before decimals instead."""
    app = visit("briefing", theme="laws")
    extents = next(one for one in app.button_group if one.key == "brief-extent")
    assert [getattr(one, "content", one) for one in extents.options] == [
        words("en")(f"brief.extent.{name}") for name in ("full", "short", "factsheet")
    ]
    tables = chosen(app, form="csv")
    assert [one.label for one in tables.toggle] == [words("en")("brief.comma")]
    assert {one.key for one in tables.button_group} == {"brief-form"}


def test_shape_and_look_are_offered_where_they_change_something() -> None:
    """Slides take both, a page its look, paper neither."""
    offered = {}
    for form in ("pptx", "html", "pdf"):
        app = chosen(visit("briefing", theme="laws"), form=form)
        offered[form] = {one.key for one in app.button_group} - {"brief-form", "brief-extent"}
    assert offered == {"pptx": {"brief-shape", "brief-look"}, "html": {"brief-look"}, "pdf": set()}


def offered(app: AppTest) -> list[str]:
    """Return the files that a page hands over."""
    return [one.proto.url for one in app.get("download_button")]


def typed(app: AppTest, kind: str, label: str, value: object) -> None:
    """Give a field of a kind a value, by its label."""
    next(one for one in app.get(kind) if one.label == words("en")(label)).set_value(value).run()


CHANGES: dict[str, Callable[[AppTest], object]] = {
    "format": lambda app: chosen(app, form="md"),
    "extent": lambda app: chosen(app, extent="short"),
    "look": lambda app: chosen(app, look="dark"),
    "title": lambda app: typed(app, "text_input", "brief.own_title", "Laws"),
    "remark": lambda app: typed(app, "text_area", "brief.remark", "Mine"),
    "theme": lambda app: typed(app, "selectbox", "filter.theme", ""),
    "state": lambda app: typed(app, "selectbox", "filter.state", "done"),
    "day": lambda app: typed(app, "date_input", "side.day", date(2026, 11, 20)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_file_of_former_choices_is_offered(change: str) -> None:
    """A prepared light page is offered; after any other choice it is not, until a file is prepared anew."""
    app = chosen(visit("briefing", theme="laws"), form="html")
    next(one for one in app.button if one.label == words("en")("brief.make")).click().run()
    assert len(offered(app)) == 1
    CHANGES[change](app)
    assert not app.exception
    assert offered(app) == []


def test_light_pages_and_dark_ones_have_names_of_their_own() -> None:
    """A page takes its look and no shape; a table takes neither."""
    made = replace(briefing(few()), theme="dark", shape="4:3")
    names = [formats.file_name(made, form) for form in ("html", "pptx", "xlsx")]
    assert names == [
        "briefing-2026-11-22-dark.html",
        "briefing-2026-11-22-4x3-dark.pptx",
        "briefing-2026-11-22.xlsx",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_a_picture_are_copied_as_a_table(language: str) -> None:
    """Beside each picture a button carries them: tabs between cells, decimals as the language writes them."""
    told = words(language)
    for page, address, held in (
        ("target", {"id": "rd-spend-gdp"}, ("0,5" if told.separators[0] == "," else "0.5", "at_least")),
        ("compare", {"as": "slope"}, ("2025-11-22", "gap_closed")),
    ):
        shown = "".join(str(one.proto.body) for one in visit(page, lang=language, **address).get("html"))
        button = re.search(rf'<button[^>]*data-copy="figures"[^>]*>{told("copy.figures")}</button>', shown)
        assert button, page
        text = unescape(re.search(r'data-text="([^"]*)"', button[0])[1])
        lines = [line.split("\t") for line in text.splitlines()]
        assert len({len(line) for line in lines}) == 1, "every row has all columns"
        assert lines[0][:6] == ["id", "part", "title", "period", "until", "value"]
        assert set(held) <= {value for line in lines for value in line}

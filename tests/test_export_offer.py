"""The page Briefing offers what the command line has: every format, how much of it, a comma, a deck."""

import re
import sys
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

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

"""Markup shows every text literally and links nowhere it should not."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests import hostile, told
from tests.shelf import laid
from tracker import markup
from tracker.language import Words
from tracker.markup import Html
from tracker.site.render import Renderer
from tracker.telling import target

NASTY = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b", "5 < 6", "'quoted'", "&lt;"]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_escaped_in_content_and_attributes(text: str) -> None:
    """Whatever an author writes, the element holds it as text."""
    made = markup.tag("p", text, title=text)
    inside = re.fullmatch(r'<p title="([^"<>]*)">([^<>]*)</p>', made)
    assert inside is not None
    assert [html.unescape(part) for part in inside.groups()] == [text, text]


@given(st.text())
def test_escaping_loses_nothing(text: str) -> None:
    """Reading the escaped text gives the text back."""
    assert html.unescape(markup.esc(text)) == text


def test_finished_html_is_not_escaped_twice() -> None:
    """A fragment inside a fragment stays a fragment."""
    assert markup.tag("p", markup.tag("b", "<")) == "<p><b>&lt;</b></p>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example/x"]
)
def test_a_dangerous_address_is_no_link(address: str) -> None:
    """Only http, https and pages of the app become links."""
    assert "<a" not in markup.link("x", address)


def test_a_link_out_opens_apart_and_tells_nothing() -> None:
    """A document opens in another tab, without access to this one."""
    made = markup.link("x", "https://example.org/a?b=1&c=2")
    assert 'target="_blank"' in made
    assert 'rel="noopener noreferrer"' in made
    assert "b=1&amp;c=2" in made


def test_an_address_leaves_out_what_is_empty() -> None:
    """A page's address holds only what differs from nothing, encoded."""
    assert markup.page_address("target", id="a b", on=None, lang="vi") == "target?id=a+b&lang=vi"
    assert markup.page_address("compare") == "compare"


def test_markdown_is_defused() -> None:
    """Every mark that Markdown or Streamlit reads is escaped; arrows cannot form."""
    assert markup.markdown("*a* $5 [x](y) :red[z]") == r"\*a\* \$5 \[x\]\(y\) \:red\[z\]"
    assert "\u2060" in markup.markdown("a --> b")
    assert markup.markdown("one\n\n# two") == r"one \# two"


@pytest.mark.parametrize("text", hostile.NASTY)
def test_a_label_shows_a_hostile_text_literally(text: str) -> None:
    """A reader of Markdown finds one line of plain text in the label, sign for sign."""
    flat = " ".join(text.replace("\x00", "").split())
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markup.markdown(flat))
    inside = tokens[1].children or []
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {part.type for part in inside} <= {"text", "text_special"}
    assert "".join(part.content for part in inside).replace("\u2060", "") == flat


def test_a_table_names_its_columns_for_screen_readers_and_phones() -> None:
    """Heads have a scope, cells their column's name, numbers their class."""
    made = markup.table(["A", "B"], [["x", Html("<b>1</b>")]], "Title", numeric=(1,))
    assert '<th scope="col">A</th>' in made
    assert '<td class="number" data-label="B"><span><b>1</b></span></td>' in made
    assert "<caption>Title</caption>" in made


def test_a_text_in_another_language_says_which_to_a_screen_reader():
    """A German page marks what stays English; where nothing but text may stand, it is plain."""
    given = {"en": "Fish & chips", "vi": "Cá"}
    assert markup.tag("p", Words("de").text(given)) == '<p><span lang="en">Fish &amp; chips</span></p>'
    assert markup.tag("p", Words("en").text(given)) == "<p>Fish &amp; chips</p>"
    assert markup.tag("p", Words("vi").text(given)) == "<p>Cá</p>"
    assert markup.tag("title", Words("de").text(given)) == "<title>Fish &amp; chips</title>"


def test_what_stays_english_beside_other_words_is_marked(tmp_path: Path) -> None:
    """Notes that only English has, behind the words of a source or another note, on a German page."""
    lines = "measure: {definition: {en: Share}, unit: percent, frequency: year}\ngoals:\n"
    lines += '  - {at_least: 40, by: 2030, source: plan, as_printed: "40 %", note: {en: Asked for.}}\n'
    lines += "observations:\n  - {period: 2020, value: 10, source: data}\n"
    lines += "  - {period: 2025, value: 20, source: data, interval: [18, 22], note: {en: By hand.}}\n"
    seen = told.scene(laid(tmp_path, a=lines), "de")
    page = str(Renderer(seen, None).html(target.page(seen.assessments["a"], seen)))
    assert '40 % <span lang="en">Asked for.</span>' in page
    assert '; <span lang="en">By hand.</span>' in page

"""Promise 3: a text is shown as it was typed, on every page, in the terminal and in every file."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.hostile import NASTY
from tests.promises import LINE, ON, bench, data, run, shown, status
from tracker import reader
from tracker.editing.quoting import quoted
from tracker.export.content import literal
from tracker.report import defused

__all__ = ["bench", "data"]


def readable() -> list[str]:
    """Return the nasty texts that a file may hold: the others are refused by name, as promise 1 says."""
    sample = "id: x\nkind: indicator\nmeasure: {unit: percent}\ntitle: {en: "
    tried = {
        text: reader.parse(f"{sample}{quoted(text)}}}\n".encode(), "targets/laws/x.yaml") for text in NASTY
    }
    return [text for text, tree in tried.items() if hasattr(tree, "root")]


@pytest.fixture
def nasty(data: Path) -> dict[str, str]:
    """Put a nasty text into every field for text of one target after another; return them by id."""
    texts = {f"nasty-{number}": text for number, text in enumerate(readable())}
    for name, text in texts.items():
        said = quoted(text)
        lines = [
            *(f"id: {name}", f"title: {{en: {said}}}", "kind: indicator", "owner: most"),
            *(f"about: {{en: {said}}}", "measure:", f"  definition: {{en: {said}}}", "  unit: percent"),
            *("baseline: 2020", "goals:", "  - at_least: 90", "    by: 2030", "    source: nasty"),
            *(f"    as_printed: {said}", f"    note: {{en: {said}}}", "observations:"),
            *("  - period: 2020", "    value: 10", "    source: nasty", f"    at: {said}"),
            *("  - period: 2024", "    value: 40", "    source: nasty", f"    note: {{en: {said}}}"),
            *(
                "ambiguities:",
                f"  - question: {{en: {said}}}",
                f"    reading: {{en: {said}}}",
                "    settled: no",
            ),
        ]
        (data / f"targets/laws/{name}.yaml").write_text("\n".join(lines) + "\n", "utf-8", newline="")
    title = quoted(NASTY[0])
    source = f"id: nasty\nkind: policy\ntitle: {{en: {title}}}\npublisher: most\npublished: 2020-01-15\n"
    (data / "seeds/nasty.yaml").write_text(source, "utf-8")
    assert len(texts) >= 57
    return texts


def test_promise_3_status_prints_titles_as_they_were_typed(data: Path, nasty: dict[str, str]) -> None:
    """JSON gives each text back; the CSV and the table differ only by their own safe spelling."""
    found = status(data)
    assert {name: found[name]["title"]["en"] for name in nasty} == nasty
    ids = ",".join(nasty)
    table = run(data.parent, "status", "--on", ON, "--data", str(data), "--ids", ids)
    assert table.code == 0
    assert all(sign == "\n" or sign.isprintable() for sign in table.out)
    assert len([line for line in table.out.splitlines() if "44%" in line or "38%" in line]) >= len(nasty)
    lines = run(data.parent, "status", "--format", "csv", "--on", ON, "--data", str(data), "--ids", ids).out
    rows = {
        row["id"]: row["title"] for row in csv.DictReader(io.StringIO(lines.lstrip("\ufeff"), newline=""))
    }
    assert rows == {name: defused(text) for name, text in nasty.items()}


class Texts(HTMLParser):
    """Collects the tags and the visible texts of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and every attribute that could act; the first picture of a chart is ours."""
        given = dict(attrs)
        if given.get("class") == "tracker-still" and str(given["src"]).startswith("data:image/svg"):
            return
        self.tags.add(tag)
        self.tags |= {name for name, _ in attrs if name.startswith("on") or name in ("src", "srcdoc")}

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def squeezed(text: str) -> str:
    """Return a text without its white space, which pages and slides may break anywhere."""
    return "".join(text.split())


def test_promise_3_a_briefing_shows_texts_literally_in_every_form(data: Path, nasty: dict[str, str]) -> None:
    """A page, a text and a workbook from the command line: no tag, no link, no formula, each text whole."""
    made = {}
    for form in ("html", "md", "xlsx"):
        made[form] = data.parent / f"briefing.{form}"
        ended = run(
            *(data.parent, "brief", "--ids", ",".join(nasty), "--on", ON, "--data", str(data)),
            *("--out", str(made[form])),
        )
        assert (ended.code, "Traceback" in ended.err) == (0, False)
    acting = {"script", "img", "iframe", "object", "form", "base", "onerror", "src", "srcdoc"}
    page = Texts(made["html"].read_text("utf-8"))
    text = Texts(MarkdownIt("commonmark").render(made["md"].read_text("utf-8")))
    for read in (page, text):
        assert not read.tags & acting
        seen = squeezed(read.text)
        assert [one for one in nasty.values() if squeezed(literal(one)) not in seen] == []
    cells = [cell for sheet in load_workbook(made["xlsx"]) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [one for one in nasty.values() if literal(one) not in {cell.value for cell in cells}] == []


def test_promise_3_the_pages_escape_every_text(nasty: dict[str, str], bench: AppTest) -> None:
    """Board and target page hold each text as text: their HTML has no tag of an author."""
    acting = {"script", "img", "iframe", "object", "form", "base", "onerror", "srcdoc"}
    pages = [Texts(shown(bench, "board", source="nasty", **{"turn-board": f"{n}"})) for n in (1, 2, 3, 4)]
    assert [page.tags & acting for page in pages] == [set()] * 4
    written = "".join(squeezed(page.text) for page in pages)
    assert [text for text in nasty.values() if squeezed(text) not in written] == []
    for name, text in list(nasty.items())[::8]:
        page = Texts(shown(bench, "target", id=name))
        assert not page.tags & acting
        assert squeezed(page.text).count(squeezed(text)) >= 4


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_promise_3_a_message_quotes_what_was_typed_and_runs_nothing(data: Path, form: str) -> None:
    """A nasty text where it is wrong is quoted on one line, escaped for a terminal and for GitHub."""
    for number, text in enumerate(readable()):
        said = quoted(text)
        wrong = f"id: {said}\ntitle: {said}\nkind: {said}\nmeasure: {{unit: {said}}}\n{said}: {said}\n"
        (data / f"targets/laws/wrong-{number}.yaml").write_text(wrong, "utf-8", newline="")
    ended = run(data.parent, "check", "--format", form, "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert all(sign == "\n" or sign.isprintable() for sign in ended.out)
    lines = ended.out.splitlines()
    if form == "json":
        assert len({one["file"] for one in json.loads(ended.out)}) >= 57
    elif form == "github":
        assert [
            line for line in lines if not re.match(r"::(error|warning) file=[^,:]+,line=\d+,", line)
        ] == []
    else:
        assert [line for line in lines if not line.startswith("    ") and not LINE.match(line)] == []

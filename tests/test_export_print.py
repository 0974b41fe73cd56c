"""Print: the PDF can be read aloud, tells where its links lead, and is printed in parts that nobody sees.

PDF/UA-1 is checked by `pdfua` (PyPI, the version in requirements-dev.txt) and by what it does not look at.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pdfua
import pikepdf
import pytest
from pypdf import PdfReader

from tests.briefings import EARLIER, briefing, chromium, few, invented
from tests.hostile import sources, targets
from tracker.export import page
from tracker.export.page import pdf
from tracker.export.pictures import pictures

SITE = "https://tracker.example.org"


@lru_cache
def printed(language: str = "en", extent: str = "full") -> bytes:
    """Return two targets of each kind as PDF."""
    made = briefing(few(), language, EARLIER, site=SITE, extent=extent)
    return pdf(made, chromium())


@lru_cache
def opened(data: bytes) -> pikepdf.Pdf:
    """Return a file, opened and kept open: what it holds goes with it."""
    return pikepdf.open(io.BytesIO(data))


def wrong(data: bytes) -> list[str]:
    """Return what the checker finds."""
    report = pdfua.validate(io.BytesIO(data))
    return [f"{one.rule_id}: {one.message}" for one in report.findings]


def elements(data: bytes, kind: str) -> list[Any]:
    """Return the elements of a kind in the structure of a file."""
    return [one for one in elements_in(opened(data).Root.StructTreeRoot) if kind == one.S]


def kinds(element: Any) -> list[str]:
    """Return the kinds of the elements in an element."""
    inside = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    return [str(one.S) for one in inside if isinstance(one, pikepdf.Dictionary) and "/S" in one]


@pytest.mark.parametrize("case", [("en", "full"), ("vi", "full"), ("de", "factsheet"), ("nb", "short")])
def test_a_print_can_be_read_aloud(case: tuple[str, str]) -> None:
    """The checker finds nothing; rows are whole, items have bodies, heads their scope."""
    data = printed(*case)
    assert wrong(data) == []
    for table in elements(data, "/Table"):
        rows = [one for one in elements_in(table) if one.S == "/TR"]
        assert len({len(kinds(row)) for row in rows}) == 1
    assert all("/LBody" in kinds(one) for one in elements(data, "/LI"))
    assert all("Scope" in str(one.get("/A")) for one in elements(data, "/TH"))
    assert all(str(one.get("/Alt", "")).strip() for one in elements(data, "/Figure"))


def elements_in(element: Any) -> list[Any]:
    """Return every element below one."""
    found, waiting = list[Any](), [element.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, pikepdf.Array):
            waiting[:0] = list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append(one)
            waiting[:0] = [one.K] if "/K" in one else []
    return found


def test_a_picture_as_pdf_can_be_read_aloud() -> None:
    """One page with one figure, its title and its alternative."""
    ((_, data),) = list(pictures(briefing(few()[:1]), "pdf", chromium()))
    assert wrong(data) == []
    assert len(elements(data, "/Figure")) == 1


def test_nothing_of_a_print_in_parts_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words, the pages counted on the margins, the headings and the links are those of one print."""
    whole = PdfReader(io.BytesIO(printed()))
    monkeypatch.setattr(page, "_TOGETHER", 2)
    data = pdf(briefing(few(), "en", EARLIER, site=SITE), chromium())
    parts = PdfReader(io.BytesIO(data))
    assert wrong(data) == []
    assert _words(parts) == _words(whole)
    count = len(parts.pages)
    assert [f"Page {at} of {count}" in one.extract_text() for at, one in enumerate(parts.pages, 1)] == [
        True
    ] * count
    assert [str(one.S) for one in elements(data, "/H2")] == [str(one.S) for one in elements(printed(), "/H2")]
    inside = [link for link in _links(data) if "/Dest" in link]
    pages = {one.objgen for one in opened(data).pages}
    assert {str(link.Contents) for link in inside} == set(_titles())
    assert all(link.Dest[0].objgen in pages for link in inside)
    assert len({link.Dest[0].objgen for link in inside}) > 2


def test_every_link_says_where_it_leads() -> None:
    """With the title of its section or with its address; no invented host is left in the file."""
    links = _links(printed())
    assert all(str(link.Contents) for link in links)
    assert not any("section.invalid" in str(link.get("/A")) for link in links)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_page_holds_a_few_lines_only(language: str) -> None:
    """But the last; a picture that does not fit leaves less than half of its page empty."""
    *pages, _ = PdfReader(io.BytesIO(printed(language))).pages
    for one in pages:
        lows = list[float]()
        one.extract_text(visitor_text=lambda text, cm, tm, font, size, lows=lows: _low(text, cm, tm, lows))
        assert min(lows) < 0.55 * float(one.mediabox.height), one.extract_text()[:80]


def test_a_table_of_one_row_stays_where_it_fits() -> None:
    """Of 263 mm 220 are full: the table has room, the block after it none; they went on together."""
    table = "<table><caption>Kept</caption><thead><tr><th>A</th></tr></thead><tr><td>Row</td></tr></table>"
    inside = f'<div style="height: 220mm"></div>{table}<div class="figure" style="height: 40mm">Moved</div>'
    sheet = page._SHEET.read_text("utf-8")
    printed = chromium().printed(f"<!DOCTYPE html><style>{sheet}</style><section>{inside}</section>")
    first, second = PdfReader(io.BytesIO(printed)).pages
    assert "Row" in first.extract_text()
    assert "Moved" in second.extract_text()


def test_hostile_titles_stand_in_the_print_as_they_are() -> None:
    """Signs of XML and control characters break neither the file nor what it says of itself."""
    made = replace(
        invented(targets()[:3], sources()), title="A <b>&amp; \x07 \U0001f600 \u202eright</rdf:li>"
    )
    data = pdf(made, chromium())
    assert wrong(data) == []
    assert opened(data).open_metadata()["dc:title"].startswith("A <b>&amp;")


def _low(text: str, cm: list[float], tm: list[float], lows: list[float]) -> None:
    """Note how low a text stands, the foot of the page apart."""
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    if text.strip() and y > 45:
        lows.append(y)


def _words(reader: PdfReader) -> set[str]:
    """Return every word but those that count pages; heads of tables stand again on further pages."""
    return {word for one in reader.pages for word in one.extract_text().split() if not word[:1].isdigit()}


def _links(data: bytes) -> list[Any]:
    return [link for one in opened(data).pages for link in one.get("/Annots", ())]


def _titles() -> list[str]:
    made = briefing(few())
    return [made.words.text(one.title) for one in made.assessments]

"""Word: headings, tables and pictures that another reader finds again, and nothing of a template."""

import io
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.briefings import EARLIER, ON, ROOT, briefing, chromium, few, invented, portfolio, squeezed
from tests.hostile import groups, sources, targets
from tests.shelf import laid, sound
from tracker import reader
from tracker.export import charted
from tracker.export.briefing import Choice, Extent, compose
from tracker.export.content import literal
from tracker.export.document import document
from tracker.export.edition import edition
from tracker.language import words

SITE = "https://tracker.example.org"


@lru_cache
def written(language: str = "en") -> bytes:
    """Return the few targets as a document without pictures."""
    return document(briefing(few(), language, EARLIER, site=SITE))


def opened(data: bytes):
    """Return the document in a file."""
    return Document(io.BytesIO(data))


def words_in(data: bytes) -> str:
    """Return every text of a document, without blanks."""
    made = opened(data)
    found = ["".join(node.text or "" for node in made.element.body.iter() if node.tag.endswith("}t"))]
    return squeezed("".join(found))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_everything_is_in_the_document(language: str) -> None:
    """Verdicts, tables, sources and citations of each target stand in the file, in its language."""
    shown, content = words_in(written(language)), edition(briefing(few(), language, EARLIER, site=SITE))
    for section in content.sections:
        for text in (section.title, section.verdict, *section.lines, section.cited, section.citation):
            assert squeezed(text) in shown
        for table in section.tables:
            assert all(squeezed(cell.text) in shown for row in table.rows for cell in row)
    for row in content.sources.rows:
        assert all(squeezed(cell.text) in shown for cell in row)


def test_targets_are_headings_and_tables_are_tables() -> None:
    """Each target is a heading of the first level, each table has a head that repeats on every page."""
    made, content = opened(written()), edition(briefing(few(), since=EARLIER, site=SITE))
    first = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert first == [*(section.title for section in content.sections), "Method", "Sources"]
    second = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 2"]
    others = (content.overview.title, content.changes.title, content.states.title)
    own = [table.title for section in content.sections for table in section.tables]
    assert [title for title in second if title not in others] == own
    assert all(table.rows[0]._tr.trPr.xpath("./w:tblHeader") for table in made.tables)
    page = made.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_the_foot_names_title_and_day_and_counts_pages() -> None:
    """Whatever page is torn out says what it is from and as known on which day."""
    foot = opened(written()).sections[0].footer
    text = squeezed(foot.paragraphs[0].text)
    assert squeezed("Policy targets: briefing · As known on 22 November 2026") in text
    fields = [node.get(qn("w:instr")) for node in foot._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_links_lead_to_cited_documents_and_to_the_pages_of_the_app() -> None:
    """The links of the file are the addresses of its sources, of each target's page and of the briefing."""
    made = briefing(few(), since=EARLIER, site=SITE)
    own = {made.address, *(made.target_address(one) for one in few())}
    allowed = {record.url for record in portfolio().sources.values()} | own
    found = {relation.target_ref for relation in opened(written()).part.rels.values() if relation.is_external}
    assert found
    assert own <= found <= allowed


def test_properties_are_those_of_the_briefing() -> None:
    """The author is the product, the dates are the day of assessment, nothing is left of the template."""
    properties = opened(written()).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == (
        "Policy Target Tracker",
        "Policy Target Tracker",
        "",
    )
    assert properties.created.date() == properties.modified.date() == ON
    assert not any("thumbnail" in name for name in zipfile.ZipFile(io.BytesIO(written())).namelist())


def test_pictures_are_described_and_the_same_every_time() -> None:
    """With a browser each chart is a picture in its order, described, and two runs give the same bytes."""
    made = briefing(few()[-4:-1])
    data = document(made, chromium())
    shapes = opened(data).inline_shapes
    drawn = [draw for one in made.assessments for _, draw in charted.pictures(one, made)]
    told = [literal(charted.on_page(draw, "light")[0].alt) for draw in drawn]
    assert [shape._inline.docPr.get("descr") for shape in shapes][-len(told) :] == told
    assert len(told) > 2
    assert document(made, chromium()) == data


def test_what_stays_english_is_marked_as_english_and_nothing_else_is() -> None:
    """Titles and notes without a German text are English to a spell checker and to who reads aloud."""
    folder = ROOT / "portfolios" / "nz-government-targets"
    body = opened(document(compose(reader.load(folder)[0], Choice(), ON, words("de")))).element.body
    marked = dict[str, set[str]]()
    for run in body.iter(qn("w:r")):
        langs = [one.get(qn("w:val")) for one in run.iter(qn("w:lang"))]
        marked.setdefault(run.text, set()).add("".join(langs) or "de")
    assert marked["Shorter waits for elective treatment"] == {"en-GB"}
    assert marked["The quarterly report of the targets prints it one quarter later."] == {"en-GB"}
    assert marked["Werte"] == {"de"}
    assert marked["Methode"] == {"de"}


def test_within_a_german_sentence_what_stays_english_is_marked(tmp_path: Path) -> None:
    """A condition without a German text is English, the words around it are not, and nothing is lost."""
    goal = "goals: [{at_least: 50, by: 2030, source: plan, conditional: {en: The grant is paid}}]\n"
    measure = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
    made = compose(sound(laid(tmp_path, one=measure + goal)), Choice(), ON, words("de"))
    body = opened(document(made)).element.body
    found = [one for one in body.iter(qn("w:p")) if "The grant is paid" in "".join(one.itertext())]
    assert found
    for paragraph in found:
        runs = list(paragraph.iter(qn("w:r")))
        english = [
            one.text for one in runs if [x.get(qn("w:val")) for x in one.iter(qn("w:lang"))] == ["en-GB"]
        ]
        assert "The grant is paid" in english
        assert "".join(one.text for one in runs).replace("The grant is paid", "").strip()


def test_without_a_browser_the_document_says_that_pictures_are_missing() -> None:
    """The file is complete but for its pictures, and tells so on its first page."""
    assert squeezed("Without pictures: no Chrome or Chromium was found") in words_in(written())
    assert len(opened(written()).inline_shapes) == 0
    assert written() == document(briefing(few(), "en", EARLIER, site=SITE))


@pytest.mark.parametrize("made", [targets(), groups()], ids=["titles", "parts"])
def test_hostile_texts_come_out_literally(made: list) -> None:
    """Titles and notes are texts of the document: no field, no link, nothing lost."""
    nasty = invented(made, sources())
    data = document(nasty)
    shown = words_in(data)
    for section in edition(nasty).sections:
        assert squeezed(section.title) in shown
        assert squeezed(section.about) in shown
    assert not any(relation.is_external for relation in opened(data).part.rels.values())
    kinds = {node.tag.rpartition("}")[2] for node in opened(data).element.body.iter()}
    assert not kinds & {"fldSimple", "instrText", "hyperlink"}


@pytest.mark.parametrize("extent", ["full", "factsheet"])
def test_only_sheets_and_chapters_begin_on_a_page_of_their_own(extent: Extent) -> None:
    """Of some targets the first begins a page, and the method; each of as many sheets begins its own."""
    made = briefing(few(), extent=extent)
    data = document(made, None)
    found = [one for one in Document(io.BytesIO(data)).paragraphs if one.paragraph_format.page_break_before]
    assert len(found) == (len(made.assessments) if extent == "factsheet" else 2)


def test_a_headline_stays_with_the_figures_below_it() -> None:
    """From the heading of a target to its last line each paragraph keeps with what follows."""
    made = briefing(few()[:1])
    (section,) = edition(made).sections
    told = [section.title, section.context, section.verdict, *section.lines, section.about]
    wanted = {literal(text) for text in told if text}
    found = {one.text: one for one in opened(document(made, None)).paragraphs if one.text in wanted}
    assert set(found) == wanted
    assert all(
        one.style.paragraph_format.keep_with_next or one.paragraph_format.keep_with_next
        for one in found.values()
    )

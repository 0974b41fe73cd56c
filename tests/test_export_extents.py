"""How much goes into a file: a sheet for each target, or what stands and what needs a decision."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from tests.briefings import EARLIER, ON, ROOT, briefing, chromium, few, squeezed
from tracker import reader
from tracker.export import findings
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.delimited import figures, verdicts
from tracker.export.edition import edition
from tracker.export.extents import content_of
from tracker.export.formats import written
from tracker.language import LANGUAGES, words
from tracker.periods import of_series

SITE = "https://tracker.example.org"


def sheets(name: str, language: str) -> Briefing:
    """Return a portfolio as sheets."""
    known = reader.load(ROOT / name)[0]
    made = compose(known, Choice(), ON, words(language))
    return Briefing(known, made.assessments, ON, made.words, made.choice, extent="factsheet", site=SITE)


@pytest.mark.parametrize(("name", "language"), [("", "vi"), ("portfolios/nz-government-targets", "de")])
def test_a_sheet_is_one_page(name: str, language: str) -> None:
    """The print has as many pages as targets, and on each stand title, verdict, latest figure and sources."""
    made = sheets(name, language)
    pages = PdfReader(io.BytesIO(written(made, "pdf", chromium()))).pages
    assert len(pages) == len(made.assessments)
    for page, section in zip(pages, content_of(made).sections, strict=True):
        shown = squeezed(page.extract_text())
        for text in (section.title, section.verdict, *(cell.text for _, cell in section.facts)):
            assert squeezed(text) in shown, section.id
        assert squeezed(section.citation) in shown, section.id
        assert squeezed(section.address) in shown, section.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_in_other_formats_have_targets_and_nothing_else(language: str) -> None:
    """Each target is a heading, a slide, a chapter; there is no cover, no method and no list of sources."""
    made = briefing(few(), language, extent="factsheet")
    titles = [section.title for section in content_of(made).sections]
    document = Document(io.BytesIO(written(made, "docx")))
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == titles
    assert not [one for one in document.paragraphs if one.style.name == "Title"]
    assert len(Presentation(io.BytesIO(written(made, "pptx"))).slides) == len(titles)
    chapters = [line for line in written(made, "md").decode().splitlines() if line.startswith("## ")]
    assert len(chapters) == len(titles)


@pytest.mark.parametrize(
    ("form", "language"),
    [("md", "en"), ("txt", "vi"), ("html", "de"), ("docx", "nb"), ("xlsx", "sv"), ("pptx", "de")],
)
def test_a_short_briefing_says_what_stands_and_what_needs_a_decision(form: str, language: str) -> None:
    """The decisions are there, no target has a chapter, and the file is much shorter."""
    made, whole = briefing((), language, extent="short"), briefing((), language)
    assert content_of(made).sections == ()
    assert content_of(made).overview.rows == findings.decisions(made).rows
    assert len(written(made, form)) < len(written(whole, form)) / 2


def test_what_needs_a_decision_tells_of_steps_how_many_are_done() -> None:
    """Five steps, one of them past due and none done: not that no figure is known."""
    rows = {row[0].text: row[2].text for row in findings.decisions(briefing()).rows}
    assert rows["Five steps of the enterprise pilot and roll-out"] == "0 of 5 steps done"


def test_a_short_briefing_without_a_decision_says_so() -> None:
    """Where nothing is missed, far behind or overdue, a sentence stands in the place of the table."""
    made = briefing((), extent="short")
    calm = Briefing(made.portfolio, (), ON, made.words, extent="short")
    for form in ("md", "txt", "html"):
        shown = squeezed(written(calm, form).decode().replace("\\", ""))
        assert squeezed(made.words("export.decisions.none")) in shown


def test_plain_text_has_short_lines_and_every_figure() -> None:
    """No line is longer than 72 columns but for one long word, and nothing is marked up."""
    for language in LANGUAGES:
        made = briefing(few(), language, EARLIER)
        text = written(made, "txt").decode()
        assert all(
            len(line) <= 72 or " " not in line.strip().removeprefix("- ") for line in text.splitlines()
        )
        for section in content_of(made).sections:
            assert squeezed(section.verdict) in squeezed(text)
            for _, cell in section.facts:
                assert squeezed(cell.text) in squeezed(text)


def test_a_house_with_a_decimal_comma_gets_its_csv() -> None:
    """Columns stand apart by semicolons, 0.5 is 0,5 and every number is that of the other file."""
    for make in (verdicts, figures):
        ids = (*few(), "rd-spend-gdp")
        point = list(csv.reader(io.StringIO(make(briefing(ids)).decode("utf-8-sig"), newline="")))
        made = briefing(ids, comma=True)
        comma = list(csv.reader(io.StringIO(make(made).decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(comma) == len(point)
        changed = [
            (one, other)
            for row, same in zip(point, comma, strict=True)
            for one, other in zip(row, same, strict=True)
            if one != other
        ]
        assert changed
        assert all(float(one) == float(other.replace(",", ".")) for one, other in changed)


def test_a_rebuilt_file_lists_what_changed_and_leaves_nothing_out() -> None:
    """The link names the day of the file; the new file has the same targets, and the news since then."""
    made = compose(briefing().portfolio, Choice(theme="laws"), EARLIER, words("en"))
    assert made.rebuilt == "python -m tracker brief --theme laws --was 2025-10-01 --lang en --out FILE"
    own = replace(made, folder="other data", shape="4:3", deck="house.pptx", remark="Ours", theme="dark")
    assert own.rebuilt == (
        "python -m tracker brief --data 'other data' --theme laws --was 2025-10-01 --lang en --remark Ours"
        " --look dark --shape 4:3 --template house.pptx --out FILE"
    )
    again = compose(made.portfolio, Choice(theme="laws", was=EARLIER), ON, words("en"))
    assert [one.id for one in again.assessments] == [one.id for one in made.assessments]
    assert again.changes
    assert content_of(again).changes is not None
    same_day = compose(made.portfolio, Choice(was=ON), ON, words("en"))
    assert same_day.changes == ()
    assert date(2025, 10, 1) == EARLIER


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_briefing_names_the_next_date(language: str) -> None:
    """It stands in one line, as the front page lists it: of a programme its next step."""
    spoken, early = words(language), date(2025, 11, 22)
    alone = compose(briefing().portfolio, Choice(ids=("sme-rollout-steps",)), early, spoken)
    title = spoken.text(alone.assessments[0].title)
    day = spoken.short_day(date(2025, 12, 31))
    line = spoken.count("export.next", 1, day=day, title=title)
    assert day in line
    assert title in line
    made = replace(alone, extent="short", remark="Ours.")
    assert content_of(made).remark == ("Ours.", line)
    assert squeezed(line) in squeezed(written(made, "txt").decode())
    first = Presentation(io.BytesIO(written(made, "pptx"))).slides[0]
    assert any(line in one.text_frame.text for one in first.shapes if one.has_text_frame)
    late = compose(made.portfolio, Choice(ids=("sme-rollout-steps",)), date(2090, 1, 1), spoken)
    assert findings.next_due(late) == ()


def test_what_needs_a_decision_tells_when_the_next_step_of_a_programme_is_due() -> None:
    """Of a programme with a step past due stands when the next one is due, as in the table of all."""
    known = briefing().portfolio
    target = known.targets["sme-rollout-steps"]
    later = target.steps[1].model_copy(update={"due": of_series("2027-Q2")})
    changed = target.model_copy(update={"steps": (target.steps[0], later, *target.steps[2:])})
    made = compose(replace(known, targets={changed.id: changed}), Choice(), ON, words("en"))
    assert [row[3].text for row in findings.decisions(made).rows] == ["next due 30 Jun 2027"]
    assert [row[3].text for row in edition(made).overview.rows] == ["next due 30 Jun 2027"]

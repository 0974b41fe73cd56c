"""Every number of every format is that of `status`; no qualifier and no bound is lost on the way."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from tests.briefings import ON, ROOT, chromium, squeezed
from tests.shelf import laid, sound
from tests.test_members import BY_SEX, DIMENSIONS, GOALS, MEASURE, TOTAL
from tracker import claims, contract, printed, reader, report
from tracker.export import formats
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.citations import Citations
from tracker.export.delimited import figures
from tracker.export.edition import edition
from tracker.export.page import pdf
from tracker.export.record_tables import RecordTables
from tracker.judging.numbers import NUMBERS
from tracker.language import LANGUAGES, words
from tracker.model import Portfolio
from tracker.progress import Assessment

HEDGED = """\
kind: indicator
measure: {definition: {en: Share}, unit: percent, frequency: year}
goals:
  - {id: some, more_than: 50, by: 2028, source: plan}
  - {id: most, between: [80, 95], by: 2030, source: plan}
baseline: 2017
observations:
  - {period: 2017, value: 40, qualifier: about, source: data}
  - {period: 2024, value: 62.5, qualifier: over, source: data, interval: [60.5, 64.5], confidence: 95}
"""
KINDS = ("indicator", "tiers", "allocation", "milestones")
PORTFOLIOS = ("main", "eu-digital-decade", "nz-government-targets", "invented")
TEXTS = ("pptx", "docx", "html", "md", "txt")


@lru_cache
def portfolio(name: str, folder: Path) -> Portfolio:
    """Return a portfolio by its name; the invented one has series, hedged figures and strict bounds."""
    if name == "invented":
        body = HEDGED.removeprefix("kind: indicator\n")
        laid(folder, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + BY_SEX, hedged=body)
        return reader.load(folder)[0]
    return reader.load(ROOT if name == "main" else ROOT / "portfolios" / name)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the invented portfolio lies."""
    return tmp_path_factory.mktemp("invented")


@lru_cache
def sample(name: str, language: str, folder: Path) -> Briefing:
    """Return a briefing over one target of each kind, qualifier and bound that a portfolio has."""
    whole = compose(portfolio(name, folder), Choice(), ON, words(language))
    found: dict[object, str] = {}
    for one in whole.assessments:
        for leaf in (one, *one.parts, *one.members):
            found.setdefault((one.kind, leaf.goal.bound if leaf.goal else None), one.id)
            found.setdefault(leaf.state, one.id)
            found.setdefault(printed.qualifier_of(leaf.latest) if leaf.latest else None, one.id)
        found.setdefault(bool(one.statements), one.id)
    chosen = tuple(dict.fromkeys(found.values()))
    return compose(whole.portfolio, Choice(ids=chosen), ON, words(language))


def leaves(made: Briefing) -> Iterator[tuple[Assessment, Assessment]]:
    """Yield every part that carries a verdict on figures, behind its target."""
    for one in made.assessments:
        yield from ((one, leaf) for leaf in (one, *one.parts, *one.members) if leaf.kind in FIGURED)


FIGURED = ("indicator", "part", "series")


def said(made: Briefing) -> list[str]:
    """Return what each verdict of `status` says as it is printed: figure, goal and shares."""
    wording, found = made.wording, list[str]()
    for _, leaf in leaves(made):
        found += (
            [wording.latest(leaf), wording.goal(leaf.goal, leaf)] if leaf.goal else [wording.latest(leaf)]
        )
        share = printed.gap_closed(leaf)
        found += [made.words.percent(share)] if share is not None else []
    return found


def text_of(data: bytes, form: str) -> str:
    """Return everything that a reader of a file can read, without blanks."""
    if form == "docx":
        body = Document(io.BytesIO(data)).element.body
        return squeezed("".join(one.text or "" for one in body.iter() if one.tag.endswith("}t")))
    if form == "pptx":
        return squeezed("".join(_slide_texts(data)))
    if form == "pdf":
        return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
    plain = data.decode()
    return squeezed(
        re.sub(r"\\(.)", r"\1", plain) if form == "md" else unescape(re.sub(r"<[^>]*>", "", plain))
    )


def _slide_texts(data: bytes) -> Iterator[str]:
    for slide in Presentation(io.BytesIO(data)).slides:
        parts = [slide._element, slide.notes_slide._element] if slide.has_notes_slide else [slide._element]
        for part in parts:
            yield from (one.text or "" for one in part.iter() if one.tag.endswith("}t"))
            yield "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PORTFOLIOS)
@pytest.mark.parametrize("form", TEXTS)
def test_figure_goal_and_shares_of_status_stand_in_every_text(
    form: str, name: str, language: str, folder: Path
) -> None:
    """Latest figure with qualifier and period, bound with deadline, share of the way, of every series."""
    made = sample(name, language, folder)
    shown = text_of(formats.written(made, form), form)
    assert len(said(made)) > 3
    for text in said(made):
        assert squeezed(text) in shown, text


@pytest.mark.parametrize(
    ("name", "language"),
    [*(("main", language) for language in LANGUAGES), *((name, "vi") for name in PORTFOLIOS[1:])],
)
def test_figure_goal_and_shares_of_status_stand_in_the_print(name: str, language: str, folder: Path) -> None:
    """The text of the PDF has them all."""
    made = sample(name, language, folder)
    shown = text_of(pdf(made, chromium()), "pdf")
    for text in said(made):
        assert squeezed(text) in shown, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PORTFOLIOS)
def test_every_number_of_status_is_behind_a_cell_that_shows_it_rounded(
    name: str, language: str, folder: Path
) -> None:
    """Gap, paces, ratio and projection of each part and series: exact behind, rounded right in front."""
    made = sample(name, language, folder)
    sections = {section.id: section for section in edition(made).sections}
    documents = {one["id"]: one for one in contract.status(made.assessments, ON, "")["targets"]}
    for target, leaf in leaves(made):
        document = documents[target.id]
        if leaf is not target:
            inside = [*document["parts"], *document["series"]]
            document = next(one for one in inside if one["id"] == leaf.id)
        own = made.words.text(leaf.title)
        titles = {made.words("export.table.arithmetic")}
        if leaf is not target:
            whole = made.words("export.table.arithmetic")
            titles = {made.words("export.table.of", table=whole, part=own)}
        shown = [
            cell
            for table in sections[target.id].tables
            if table.name == "arithmetic" and table.title in titles
            for row in table.rows
            for cell in row
            if cell.value is not None
        ]
        wanted = [document[one] for one in NUMBERS if document[one] is not None]
        assert len(shown) == len(wanted), leaf.id
        bounds = made.wording.scale(leaf)
        for cell, value in zip(shown, wanted, strict=True):
            # What a gap lacks or exceeds is told by its name.
            assert cell.value in (value, abs(value), bounds.within(value)), (leaf.id, cell)
            if cell.number:
                assert abs(_number(cell.number, made) / (100 if cell.share else 1) - float(cell.value)) <= (
                    0.5000001 * 10.0**-cell.decimals / (100 if cell.share else 1)
                ), (leaf.id, cell)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PORTFOLIOS)
def test_the_arithmetic_is_as_vague_as_the_sentence_about_what_is_missing(
    name: str, language: str, folder: Path
) -> None:
    """What a sentence says is missing stands in the table with its qualifier, as "under 8 points"."""
    made, found = compose(portfolio(name, folder), Choice(), ON, words(language)), 0
    papers = RecordTables(made, Citations(made))
    for _, leaf in leaves(made):
        need = claims.need(leaf, made.wording.scale(leaf))
        missing = next((one for one in need.numbers if one.qualifier), None) if need else None
        if missing is not None:
            found += 1
            plain = replace(missing, qualifier="")
            said, bare = (made.wording._number(one, leaf) for one in (missing, plain))
            shown = [row[-1].text for table in papers.arithmetic(leaf) for row in table.rows]
            assert said in shown, (leaf.id, said)
            assert bare not in shown, (leaf.id, bare)
    assert found or name == "invented"


@pytest.mark.parametrize(
    ("figures", "goal", "path", "off"),
    [
        ({2020: 90, 2025: 70}, "less_than: 70, by: 2028", "77.5%", "\u22127.5 points"),
        ({2021: 60, 2023: 73.33}, "at_least: 95, by: 2029", "68.8%", "4.5 points"),
    ],
)
def test_the_value_on_the_path_is_one_in_sentence_and_table(
    figures: dict[int, float], goal: str, path: str, off: str, tmp_path: Path
) -> None:
    """90 - 20 * 5/8 is 77.5; 60 + 35 * 2/8 is 68.75, and 73.3 less 68.8 is 4.5, though 4.58 lie between."""
    rows = "".join(f"  - {{period: {at}, value: {value}, source: data}}\n" for at, value in figures.items())
    measure = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
    laid(tmp_path, share=f"{measure}goals: [{{{goal}, source: plan}}]\nobservations:\n{rows}")
    made = compose(sound(tmp_path), Choice(), ON, words("en"))
    leaf = made.assessments[0]
    (table,) = RecordTables(made, Citations(made)).arithmetic(leaf)
    assert f"asked for {path} by then" in made.wording.verdict(leaf)
    assert [row[-1].text for row in table.rows][-2:] == [path, off]


@pytest.mark.parametrize("on", [date(2019, 6, 1), date(2025, 10, 31), ON, date(2031, 6, 1)])
@pytest.mark.parametrize("name", PORTFOLIOS)
def test_every_number_of_a_row_is_that_of_json(name: str, on: date, folder: Path) -> None:
    """In each state a column has the number that JSON has, or none where there is null with its reason."""
    made = compose(portfolio(name, folder), Choice(), on, words("en"))
    lines = {(one["id"], one["part"]): one for one in report.rows(made.assessments, made.wording)}
    for whole in contract.status(made.assessments, on, "")["targets"]:
        inside = [(one, one["id"]) for one in (*whole["parts"], *whole["series"])]
        for document, part in [(whole, ""), *inside]:
            line = lines.get((whole["id"], part))
            if line is not None:
                assert {one: line[one] for one in NUMBERS} == {one: document[one] for one in NUMBERS}
                ends = [(document[one] or {}).get("value") for one in ("baseline", "latest")]
                assert [line["baseline"], line["latest"]] == ends
                assert all(document[one] is not None or document["reasons"].get(one) for one in NUMBERS)


def _number(text: str, made: Briefing) -> float:
    mark, thousands = made.words.separators
    plain = re.sub(r"[\s\u00a0\u202f%]", "", text).replace("\u2212", "-")
    return float(plain.replace(thousands, "").replace(mark, "."))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_workbook_holds_the_numbers_of_status_and_shows_their_qualifiers(
    name: str, language: str, folder: Path
) -> None:
    """The latest figure of each series is a number, exact, in a format with the words around it."""
    made = sample(name, language, folder)
    book = load_workbook(io.BytesIO(formats.written(made, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    shown = {_shown(cell): cell.value for cell in cells}
    for _, leaf in leaves(made):
        if leaf.latest:
            number = made.wording.figure(leaf.latest, leaf)
            text = _in_english(made.wording.latest(leaf), number, made)
            assert shown[text] == pytest.approx(float(leaf.latest.value), rel=1e-14), text
        if leaf.goal:
            ends = [end for end in (leaf.goal.low, leaf.goal.high) if end is not None]
            wanted = made.wording.goal(leaf.goal, leaf)
            text = _in_english(wanted, ends[0], made) if len(ends) == 1 else squeezed(wanted)
            assert text in shown, text


def _in_english(text: str, number: float, made: Briefing) -> str:
    """Return a text with its number as a spreadsheet that is set to English writes it."""
    places = getattr(number, "decimals", 0)
    written = next(
        one for one in (made.words.number(number), made.words.number(number, places)) if one in text
    )
    mark = made.words.separators[0]
    places = len(written) - written.rfind(mark) - 1 if mark in written else 0
    return squeezed(text.replace(written, f"{float(number):,.{places}f}", 1))


def _shown(cell) -> str:
    """Return a cell as a spreadsheet that is set to English shows it."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float)):
        return squeezed(str(cell.value))
    pattern = cell.number_format.split('";')[0]
    value, found = (
        cell.value,
        re.search(
            r'(#,##0|0)(\.0+)?(?=[^"]*(?:"[^"]*"?)*$)', re.sub(r'"[^"]*"', lambda m: "x" * len(m[0]), pattern)
        ),
    )
    if found is None:
        return squeezed(pattern.replace('"', ""))
    digits = found[0].partition(".")[2]
    number = f"{value:,.{len(digits)}f}"
    whole = pattern[: found.start()] + number + pattern[found.end() :]
    return squeezed(whole.replace('"', ""))


def read(data: bytes) -> list[dict[str, str]]:
    """Return the lines of a CSV file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PORTFOLIOS)
def test_csv_keeps_every_number_bound_and_qualifier(name: str, language: str, folder: Path) -> None:
    """Verdicts line by line as in `status`; figures with the qualifier of their source, goals with theirs."""
    made = sample(name, language, folder)
    lines = {(line["id"], line["part"]): line for line in read(formats.written(made, "csv"))}
    for target, leaf in leaves(made):
        if target.parts and leaf is target:
            continue
        line = lines[target.id, "" if leaf is target else leaf.id]
        for one in NUMBERS:
            value = printed.quantity(leaf, one)
            assert (float(line[one]) if line[one] else None) == (None if value is None else float(value))
        if leaf.latest:
            assert float(line["latest"]) == float(leaf.latest.value)
            assert line["latest_qualifier"] == printed.qualifier_of(leaf.latest)
        if leaf.goal:
            ends = [
                str(contract.plain(end) or "") if end is not None else ""
                for end in (leaf.goal.low, leaf.goal.high)
            ]
            assert (line["goal_bound"], line["goal_low"], line["goal_high"]) == (leaf.goal.bound, *ends)
    known = read(figures(made))
    for target, leaf in leaves(made):
        own = [
            one for one in known if (one["id"], one["part"]) == (target.id, "" if leaf is target else leaf.id)
        ]
        counted = [
            (one["period"], float(one["value"]), one["qualifier"]) for one in own if one["role"] == "counted"
        ]
        assert counted == [(p.period.text, float(p.value), printed.qualifier_of(p)) for p in leaf.series]
        promised = {one["qualifier"] for one in own if one["role"].startswith("goal_")}
        bounds = {result.goal.bound for result in leaf.goals}
        assert bounds - {"between"} <= promised


TERMS = """\
goals:
  - {at_least: 40, every_period: true, source: plan}
  - {at_least: 50, for: 2027, source: plan, conditional: {en: If the grant comes}}
  - {aim: {en: Fewer forms}, by: 2028, source: plan}
observations: [{period: 2024, value: 45, source: data}]
"""
RATED = """\
measure: {definition: {en: Rating}, unit: index, frequency: year, scale: [Low, Medium, High]}
goals: [{at_least: High, by: 2028, source: plan}]
observations: [{period: 2024, value: Medium, source: data}]
"""
FLOW = "measure: {definition: {en: Built in the year}, unit: homes, frequency: year, counts: flow}\n"
SUM = (
    FLOW
    + """\
goals: [{total: {at_least: 900, over: 2024/2028}, source: plan}]
observations: [{period: 2024, value: 100, source: data}]
"""
)


def test_csv_and_json_keep_how_a_goal_is_meant(tmp_path: Path) -> None:
    """In every period, for one, in total, on a condition, in words, on a scale: each in its own field."""
    share = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
    known, _ = reader.load(laid(tmp_path, kept=share + TERMS, rated=RATED, sum=SUM))
    made = compose(known, Choice(), ON, words("en"))
    lines = {line["id"]: line for line in read(formats.written(made, "csv"))}
    assert [lines[one]["goal_due"] for one in ("kept", "rated", "sum")] == ["for", "by", "total"]
    assert lines["kept"]["goal_condition"] == "If the grant comes"
    assert lines["kept"]["aim"] == "Fewer forms by 2028"
    assert (lines["rated"]["goal_word"], lines["rated"]["latest_word"]) == ("High", "Medium")
    told = {(one["id"], one["role"], one["due"]): one for one in read(figures(made)) if one["due"]}
    assert told["kept", "goal_open", "every_period"]["value"] == "40"
    assert told["kept", "goal_headline", "for"]["condition"] == "If the grant comes"
    assert told["kept", "unmeasured", "by"]["aim"] == "Fewer forms by 2028"
    assert told["rated", "goal_headline", "by"]["word"] == "High"
    assert told["sum", "goal_headline", "total"]["value"] == "900"
    found = {one["id"]: one for one in contract.status(made.assessments, ON, "")["targets"]}
    assert found["kept"]["goal"]["for"] is True
    assert found["kept"]["goal"]["conditional"] == {"en": "If the grant comes"}
    assert [one.get("every_period") for one in found["kept"]["goals"]] == [True, None]
    assert found["sum"]["goal"]["total"] is True
    assert [one["en"] for one in found["rated"]["scale"]] == ["Low", "Medium", "High"]
    assert found["sum"]["scale"] is None


TIERS = """\
id: split
title: {en: Split}
kind: tiers
owner: ministry
nesting: unspecified
measure: {definition: {en: Share}, unit: percent, frequency: year}
tiers:
  - id: low
    title: {en: Low}
    goals: [{at_least: 50, by: 2030, source: plan}]
    baseline: 2017
    observations:
      - {period: 2017, value: 40, source: data}
      - {period: 2024, value: 45, source: data, status: provisional}
"""


@pytest.mark.parametrize("form", TEXTS)
def test_what_qualifies_the_verdict_on_a_part_stands_in_every_text(form: str, tmp_path: Path) -> None:
    """That the figure of a tier is provisional is in every file, as it is in the CSV."""
    made = compose(sound(laid(tmp_path, split=TIERS)), Choice(), ON, words("en"))
    (line,) = read(formats.written(made, "csv"))
    assert "provisional" in line["flags"].split()
    assert squeezed("The latest figure is provisional or estimated") in text_of(
        formats.written(made, form), form
    )

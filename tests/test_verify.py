"""Verify: articles and data agree, and every kind of disagreement is reported."""

import hashlib
from pathlib import Path

import pytest

from tracker import reader
from tracker.articles import verify
from tracker.problems import CATALOGUE

ARTICLE = """Konferanse i Hanoi

Minst 650 000 bedrifter skal nå nivået innen 2030, ifølge planen i fem trinn.
Staten dekker 50 %, bedriftene 50 %, og eksporten nådde 2,5 milliarder USD.

Bilde 1.
Kilde: https://example.org/sak-197251016.htm
"""
SOURCE = """id: talk
kind: press
title: {{en: A talk}}
publisher: ministry
published: 2025-10-16
url: https://example.org/sak-197251016.htm
language: nb
article: talk.txt
sha256: {sha256}
left_out:
  - figure: "2030"
    at: L3
    reason: The deadline, held in the field by.
  - figure: "Bilde 1."
    at: L6
    reason: Number of a photo.
"""
TARGET = """id: firms
title: {en: Firms}
kind: indicator
measure: {unit: enterprises}
goals:
  - at_least: 650000
    by: 2030
    source: talk
    at: L3
    as_printed: "650 000 bedrifter"
"""
SHARES = """id: shares
title: {en: Shares}
kind: allocation
measure: {unit: percent}
parts:
  - id: state
    title: {en: State}
    goals:
      - {at_least: 50, source: talk, at: L4, as_printed: "50 %"}
  - id: firms
    title: {en: Firms}
    goals:
      - {at_least: 50, source: talk, at: L4, as_printed: "50 %"}
"""
EXPORTS = """id: exports
title: {en: Exports}
kind: indicator
measure: {unit: billion-usd}
observations:
  - {period: 2025-07, value: 2.5, source: talk, at: L4, as_printed: "2,5 milliarder USD"}
"""
STEPS = """id: steps
title: {en: Steps}
kind: milestones
steps:
  - id: first
    title: {en: First}
    source: talk
    at: L3
    as_printed: "fem trinn"
    records:
      - {state: done, on: 2025-10-16, source: talk, at: L1}
"""
WORDS = """units:
  enterprises: {title: {en: enterprises}}
  percent: {title: {en: per cent}}
  billion-usd: {title: {en: billion dollars}, base: usd, factor: 1000000000}
  usd: {title: {en: dollars}}
themes:
  economy: {title: {en: Economy}}
bodies:
  ministry: {title: {en: Ministry}}
"""
FILES = {
    "data/targets/vocabulary.yaml": WORDS,
    "data/targets/economy/firms.yaml": TARGET,
    "data/targets/economy/shares.yaml": SHARES,
    "data/targets/economy/exports.yaml": EXPORTS,
    "data/targets/economy/steps.yaml": STEPS,
    "data/seeds/talk.yaml": SOURCE.format(sha256=hashlib.sha256(ARTICLE.encode()).hexdigest()),
    "articles/talk.txt": ARTICLE,
}


def written(folder: Path, **changes: str | None):
    """Write the sound example with some files changed: `source`, `talk` (the article), or a target."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        changed = changes.get("source" if name.startswith("data/seeds") else path.stem, text)
        if changed is not None:
            path.write_bytes(changed.encode())
    return folder


def verified(folder: Path):
    """Return the problems of a folder, after making sure that its data can be read."""
    portfolio, unread = reader.load(folder / "data")
    assert [problem for problem in unread if problem.severity == "error"] == []
    return verify.verify(folder / "articles", portfolio, folder / "data")


def resealed(article: str, source: str = SOURCE) -> dict[str, str]:
    """Return an article together with a source record that carries its SHA-256."""
    return {"talk": article, "source": source.format(sha256=hashlib.sha256(article.encode()).hexdigest())}


def test_an_article_that_is_accounted_for_gives_no_problem(tmp_path):
    """Goals, parts, steps, observations, left-out numbers and the own address cover every number."""
    assert verified(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Konferanse i Hanoi", "Konferanse i Hanoi med 12 talere", (1, 24, "12")),
        ("Konferanse", "Konferanse 1.000,5", (1, 12, "1.000,5")),
        ("Konferanse i", "Konferanse nr. XII i", (1, 16, "XII")),
        ("Konferanse i Hanoi", "Konferanse om 5G i Hanoi", (1, 15, "5")),
        ("ifølge planen", "ifølge to planer og planen", (3, 59, "to")),
        ("Bilde 1.", "Bilde 1 av 3.", (6, 7, "1")),
    ],
)
def test_a_number_that_nothing_accounts_for_is_reported_where_it_stands(tmp_path, old, new, place):
    """A new number in the article is named with its line and column in the article."""
    found = verified(written(tmp_path, **resealed(ARTICLE.replace(old, new))))
    first = next(problem for problem in found if problem.code == "V003")
    assert Path(first.file).name == "talk.txt"
    assert (first.line, first.column, first.values["figure"]) == place


def test_a_figure_printed_twice_needs_two_items(tmp_path):
    """One item accounts for one place: without the second part the second 50 % is reported."""
    one = SHARES[: SHARES.index("  - id: firms")]
    (problem,) = verified(written(tmp_path, shares=one))
    assert (problem.code, problem.line, problem.column) == ("V003", 4, 32)


def test_a_removed_item_uncovers_its_number(tmp_path):
    """Without the target the figure in the article is reported, with its scale word."""
    (problem,) = verified(written(tmp_path, exports=None))
    assert (problem.code, problem.values["figure"]) == ("V003", "2,5 milliarder")


@pytest.mark.parametrize(
    "printed",
    ["650,000 bedrifter", "650 000 virksomheter", "50 000 bedrifter", "650 000 bedrift", "000 bedrifter"],
)
def test_a_figure_that_its_paragraph_does_not_print_is_reported(tmp_path, printed):
    """Another spelling, a piece of a number or a piece of a word is not what the paragraph prints."""
    found = verified(written(tmp_path, firms=TARGET.replace("650 000 bedrifter", printed)))
    assert [(problem.code, problem.path, problem.line) for problem in found] == [
        ("V003", "", 3),
        ("V004", "goals[0].as_printed", 10),
    ]


def test_spaces_may_differ(tmp_path):
    """A no-break space in the article is the space of the data, and the other way round."""
    article = ARTICLE.replace("650 000 bedrifter", "650\u00a0000\u202fbedrifter")
    assert verified(written(tmp_path, **resealed(article))) == []


def test_a_figure_in_another_paragraph_is_named_there(tmp_path):
    """The problem says in which paragraph the figure does stand."""
    found = verified(written(tmp_path, firms=TARGET.replace("at: L3", "at: L4")))
    problem = next(problem for problem in found if problem.code == "V013")
    assert (problem.values["at"], problem.values["elsewhere"]) == ("L4", "L3")


@pytest.mark.parametrize("at", ["L2", "L99", "page 3", "L0", "L3-L4"])
def test_a_place_that_is_no_paragraph_is_reported(tmp_path, at):
    """An empty line, a line beyond the end and another way of naming a place are no paragraph."""
    found = verified(written(tmp_path, firms=TARGET.replace("at: L3", f"at: {at}")))
    assert [(each.code, each.path) for each in found if each.code != "V003"] == [("V005", "goals[0].at")]


def test_an_item_without_a_place_is_reported(tmp_path):
    """A figure from an article must say in which paragraph it stands."""
    found = verified(written(tmp_path, firms=TARGET.replace("    at: L3\n", "")))
    assert [(each.code, each.path) for each in found if each.code != "V003"] == [("V011", "goals[0]")]


@pytest.mark.parametrize("value", ["65000", "650001", "650"])
def test_a_value_that_is_not_the_printed_figure_is_reported(tmp_path, value):
    """The number of the data must be one that the figure as printed can mean."""
    (problem,) = verified(written(tmp_path, firms=TARGET.replace("650000", value)))
    assert (problem.code, problem.line, problem.values["value"]) == ("V009", 10, value)


def test_a_value_in_the_base_unit_fits_a_figure_in_billions(tmp_path):
    """2.5 billion dollars and 2,500,000,000 dollars are the same figure."""
    other = EXPORTS.replace("billion-usd", "usd").replace("value: 2.5", "value: 2500000000")
    assert verified(written(tmp_path, exports=other)) == []


def test_another_content_is_noticed(tmp_path):
    """A changed article no longer has the SHA-256 of the text that was read."""
    found = verified(written(tmp_path, talk=ARTICLE.replace("Hanoi", "Hue")))
    digest = hashlib.sha256(ARTICLE.replace("Hanoi", "Hue").encode()).hexdigest()
    assert [(each.code, each.path, each.line, each.values["found"]) for each in found] == [
        ("V002", "sha256", 9, digest)
    ]


def test_an_article_that_is_not_there_is_reported(tmp_path):
    """A record that names a missing text cannot be verified; one outside the folder is refused when read."""
    source = FILES["data/seeds/talk.yaml"].replace("article: talk.txt", "article: gone.txt")
    (problem,) = verified(written(tmp_path, source=source, talk=None))
    assert (problem.code, problem.path) == ("V001", "article")


def test_an_article_without_a_source_record_is_reported(tmp_path):
    """Every text in the folder belongs to a source record."""
    folder = written(tmp_path)
    (folder / "articles/other.txt").write_text("Ingenting")
    (problem,) = verified(folder)
    assert (problem.code, Path(problem.file).name) == ("V008", "other.txt")


def test_a_left_out_number_must_stand_there(tmp_path):
    """What is left out is written as the paragraph prints it."""
    source = FILES["data/seeds/talk.yaml"].replace('"2030"', '"2031"')
    found = verified(written(tmp_path, source=source))
    assert [(each.code, each.path) for each in found] == [("V003", ""), ("V006", "left_out[0].figure")]


@pytest.mark.parametrize("figure", ["650 000 bedrifter", "planen", "2030"])
def test_an_entry_that_leaves_nothing_out_is_reported(tmp_path, figure):
    """A number that a data item prints, a word without a number and a second entry are needless."""
    entry = f'  - figure: "{figure}"\n    at: L3\n    reason: Not needed.\n'
    found = verified(written(tmp_path, source=FILES["data/seeds/talk.yaml"] + entry))
    assert [(each.code, each.path) for each in found] == [("V007", "left_out[2].figure")]


def test_a_language_without_number_words_is_reported(tmp_path):
    """Digits are checked all the same, but nobody may think that number words were."""
    source = FILES["data/seeds/talk.yaml"].replace("language: nb", "language: fi")
    found = verified(written(tmp_path, source=source))
    assert [each.code for each in found if each.code != "V003"] == ["V012"]


def test_without_the_data_folder_problems_name_the_first_line(tmp_path):
    """Positions need the files; the problems themselves do not."""
    folder = written(tmp_path, firms=TARGET.replace("650000", "650001"))
    portfolio, _ = reader.load(folder / "data")
    (problem,) = verify.verify(folder / "articles", portfolio)
    assert (problem.code, problem.line, problem.path) == ("V009", 1, "goals[0].as_printed")


def test_all_faults_come_at_once_and_are_in_the_catalogue(tmp_path):
    """Nothing stops at the first fault, and every code has its entry."""
    folder = written(tmp_path, exports=None, firms=TARGET.replace("at: L3", "at: L2"), steps=None)
    codes = {problem.code for problem in verified(folder)}
    assert codes == {"V003", "V005"}
    assert codes <= set(CATALOGUE)

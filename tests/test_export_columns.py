"""Columns: heads and numbers stay whole, and addresses have room, where the words of a table are too long."""

from functools import lru_cache

import pytest

from tests.briefings import ON, ROOT
from tracker import reader
from tracker.charts import labels
from tracker.export import columns, findings, page
from tracker.export import document_layout as layout
from tracker.export.briefing import Choice, compose
from tracker.export.extents import content_of
from tracker.language import words
from tracker.model import Portfolio
from tracker.telling.blocks import Span, Table, cell

PAPER = ((510.0, 8.8, 5.0), (493.2, 8.5, layout.PADDING))
"""Width of a table, size of its type and what a cell keeps free: printed, and in a document."""
LINK = "https://data.example.org/a/table/of/figures/that/is/long/and/longer"


@lru_cache
def data(where: str) -> Portfolio:
    """Return the data of a folder of the repository."""
    return reader.load(ROOT / where)[0]


@pytest.mark.parametrize(("room", "size", "padding"), PAPER)
@pytest.mark.parametrize("language", ["en", "vi", "de", "nb", "sv"])
@pytest.mark.parametrize("where", [".", "portfolios/eu-digital-decade", "portfolios/nz-government-targets"])
def test_sources_stand_on_paper_with_whole_words(
    where: str, language: str, room: float, size: float, padding: float
) -> None:
    """In German the addresses had 42 of 510 points, and "Nr." and "Adresse" were broken."""
    table = findings.paired(content_of(compose(data(where), Choice(), ON, words(language))).sources)
    found = columns.widths(table, room, size, padding)
    assert sum(found) == pytest.approx(room)
    assert found[-1] >= 0.2 * room - 0.1
    for head, width in zip(table.heads, found, strict=True):
        assert max(labels.width(word, size) for word in head.split()) * columns.BOLD + padding <= width + 0.1
    for column in range(5):  # kommunikasjonsdepartementet was cut before its last letters
        words_of = [word for row in table.rows for word in columns._words(row[column])]
        assert max(labels.width(word, size) for word in words_of) + padding <= found[column] + 0.1


def test_running_text_gives_way_to_heads_numbers_and_addresses() -> None:
    """Two columns of text are cut to one level: 200 less 40 of the address, less the numbers."""
    long = f"a {'w' * 40}"
    rows = ((cell("100"), cell(long), cell(long), cell(Span(LINK, link=LINK))),)
    found = columns.widths(Table(("N", "A", "B", "C"), rows, widths=(1, 1, 1, 1), name="x"), 200, 10, 4)
    number = labels.width("100", 10) * columns.SAFE + 4
    assert found == pytest.approx([number, (160 - number) / 2, (160 - number) / 2, 40], abs=0.5)


def test_what_a_cell_keeps_free_is_what_is_reckoned() -> None:
    """Half of 13 pixels, the size of type on paper, is 4.9 points; numbers keep no more, unbroken."""
    sheet = page._SHEET.read_text(encoding="utf-8")
    cells = [line for line in sheet.splitlines() if line.startswith(("td {", "th {"))]
    assert all("0.5rem 0.25rem 0;" in line or "0.5rem 0.28rem 0;" in line for line in cells)
    number = next(line for line in sheet.splitlines() if line.startswith(".number"))
    assert "padding" not in number
    assert "overflow-wrap: normal" in number
    assert page._PADDING >= 0.5 * 13 * 0.75


def test_words_of_cells_are_whole_on_a_phone() -> None:
    """A column is as wide as its longest word, "Unternehmen", which broke before its n; addresses break."""
    rules = [line.split(" {") for line in page._SHEET.read_text(encoding="utf-8").splitlines()]
    anywhere = [rule[0] for rule in rules if "overflow-wrap: anywhere" in rule[-1]]
    assert anywhere == ["a"]

"""A column of years such as 2009-10 alone, which may be months: it is asked, and both answers hold."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, errors, figures, file, refused, run

__all__ = ["data"]

PAIRS = {
    "year": "Year,Share (%)\n2009-10,10\n2010-11,11\n2011-12,12\n",
    "school": "School year,Share (%)\n2008-09,10\n2009-10,11\n",
    "wide": "Name,2009-10,2010-11,2011-12\nA,10,11,12\nB,10,11,12\n",
    "one": "Year,Share (%)\n2010-11,10\n",
}


@pytest.mark.parametrize("form", PAIRS)
def test_pairs_alone_are_asked(data: Path, form: str) -> None:
    """Nothing says whether they are months; both lines that answer are named."""
    said = refused(data, file(data, PAIRS[form]))
    assert "dates: year-month" in said
    assert "--year-starts 4" in said


def test_pairs_of_a_workbook_are_asked(data: Path, tmp_path: Path) -> None:
    """A workbook is asked as a text is."""
    book = openpyxl.Workbook()
    for row in (["Year", "Share (%)"], ["2009-10", 10], ["2010-11", 11]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    assert "year_starts: 4" in refused(data, tmp_path / "x.xlsx")


def test_years_across_two_and_their_next_edition(data: Path) -> None:
    """Years that begin in April stay such years in the next edition, which is no more asked."""
    brought(data, file(data, PAIRS["year"], "rate.csv"), "--year-starts", "4")
    brought(data, file(data, PAIRS["year"] + "2012-13,13\n", "rate.csv"))
    wanted = [("2009/10", 10.0), ("2010/11", 11.0), ("2011/12", 12.0), ("2012/13", 13.0)]
    assert figures(data, "share-percent") == wanted
    assert errors(data) == []


def test_months_by_a_line_of_the_mapping(data: Path) -> None:
    """The line that says months is kept for the next edition."""
    line = file(data, "dates: year-month", "map.yaml")
    brought(data, file(data, PAIRS["one"], "rate.csv"), "--map", line)
    brought(data, file(data, PAIRS["one"] + "2011-12,11\n", "rate.csv"))
    assert figures(data, "share-percent") == [("2010-11", 10.0), ("2011-12", 11.0)]


@pytest.mark.parametrize(
    ("head", "texts"),
    [
        ("Month", ("2009-10", "2010-11")),
        ("Tháng/Năm", ("2009-10", "2010-11")),
        ("Berichtsmonat", ("2009-10", "2010-11")),
        ("Period", ("2010-10", "2010-11", "2010-12")),
    ],
)
def test_months_that_are_told_stay_months(data: Path, head: str, texts: tuple[str, ...]) -> None:
    """A head that says month, or one text that is no pair, leaves nothing open."""
    table = f"{head},Share (%)\n" + "".join(f"{text},1{n}\n" for n, text in enumerate(texts))
    brought(data, file(data, table))
    assert figures(data, "share-percent") == [(text, 10.0 + n) for n, text in enumerate(texts)]


def test_pairs_of_an_open_sdg_site(data: Path, tmp_path: Path) -> None:
    """They are left out and told as 2010/11 is, until a line answers."""
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    (site / "meta").mkdir()
    (site / "data/indicator_4-1-1.csv").write_text("Year,Value\n2009-10,10\n2010-11,11\n")
    (site / "meta/4-1-1.md").write_text("---\nindicator_name: Pupils\n---\n")
    _, said, _ = run("import", site, "--data", data, "--yes")
    assert "a month or a year across two calendar years" in said
    brought(data, site, "--year-starts", "9")
    assert figures(data, "4-1-1") == [("2009/10", 10.0), ("2010/11", 11.0)]

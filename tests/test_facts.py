"""A portfolio against the table it was written from: every row is in the data or left out with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.facts import main, missing, unread
from tracker import checks, reader
from tracker.model import series_of

ROOT = Path(__file__).parents[1]
LIST = "https://dpmc.govt.nz/dpmc-programme/government-targets"
GROUPS = sorted(path.name for path in (ROOT / "portfolios").iterdir() if path.is_dir())
TABLES = ROOT.parent / "shared/portfolios"


@pytest.mark.parametrize("name", GROUPS)
def test_every_further_portfolio_is_clean(name: str) -> None:
    """Reading and checking a portfolio of the folder finds nothing to say, not even a warning."""
    portfolio, unread = reader.load(ROOT / "portfolios" / name)
    assert [*unread, *checks.check(portfolio, date(2026, 11, 27), ROOT / "portfolios" / name)] == []


@pytest.mark.skipif(not TABLES.exists(), reason="the tables lie beside the repository, and are not here")
@pytest.mark.parametrize("name", GROUPS)
def test_the_command_finds_nothing_between_a_portfolio_and_its_table(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every row of the table that a portfolio was written from is in its data or left out."""
    given = [str(TABLES / f"{name}.csv"), str(ROOT / "portfolios" / name)]
    monkeypatch.setattr("sys.argv", ["facts", *given])
    assert (main(), capsys.readouterr().out.count("\n")) == (0, 1)


def row(target: str, kind: str, period: str, value: str, **more: str) -> dict[str, str]:
    """Return a row of a table."""
    names = {"indicator_id": target, "kind": kind, "period": period, "value": value}
    return names | {"publisher": "", "published": ""} | more


def told(name: str, *rows: dict[str, str], left: tuple[dict[str, str], ...] = ()) -> list[str]:
    """Return what is missing of some rows, without the entries of the data that no row states."""
    portfolio = reader.load(ROOT / "portfolios" / name)[0]
    found = missing(list(rows), list(left), portfolio)
    return [one for one in found if not one.startswith("in the data")]


def test_what_is_missing_on_either_side_is_told() -> None:
    """Rows without an entry, reasons that are missing and entries without a row are told apart."""
    portfolio = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0]
    rows = [row("ai", "observation", "2021", "7.650"), row("ai", "observation", "2025", "21")]
    left = [
        row("ai", "path", "2030", "17", reason="A projection."),
        row("ai", "path", "2030", "18", publisher="p", published="2026", reason=""),
    ]
    found = list(missing([*rows, left[0]], left, portfolio))
    year = "2025-01-01..2025-12-31"
    assert f"line 3: ai observation {year} 21 is neither in the data nor left out" in found
    assert "left out, but not in the table: ai path 2030 18 p 2026" in found
    assert "left out without a reason: ai path 2030-01-01..2030-12-31 18" in found
    assert "in the data, but not in the table: ai target 2030-01-01..2030-12-31 75" in found
    assert not any("7.65" in one for one in found)


def test_every_kind_of_row_is_found_where_its_form_has_it() -> None:
    """Terms, quarters of a financial year, changes, milestones on a path, ratings and baselines are data."""
    rows = [
        row("attendance", "observation", "2024-T4", "58.1"),
        row("ed-six-hours", "observation", "2025-Q3", "68.9"),  # written 2025/26-Q1, as Health NZ counts
        row("ed-six-hours", "path", "2024/25", "74"),
        row("ed-six-hours", "statement", "2025-Q4", "feasible"),
        row("ed-six-hours", "baseline", "2023-09", "68"),
        row("violent-crime", "statement", "2024-Q2", "at risk"),  # no window of 12 months
        row("violent-crime", "observation", "2025-05", "156000"),
        row("emergency-housing-change", "target", "2030", "-75"),
        row("jobseeker", "target", "2030", "-50000"),
        row("jobseeker", "path", "2025-01", "198500"),
        row("year8-maths", "observation", "2023-T4", "42"),  # the series of the old curriculum
        row("ghg", "target", "2022/2025", "290"),
    ]
    assert told("nz-government-targets", *rows) == []
    wrong = [row("attendance", "statement", "2024-Q2", "probable"), row("jobseeker", "target", "2030", "-5")]
    assert len(told("nz-government-targets", *wrong)) == 2


def test_the_wording_of_a_law_is_data_where_a_goal_quotes_it() -> None:
    """The note of the goal has the words of the row; other words are missing."""
    words = "at least 80% of those aged 16-74 have at least basic digital skills"
    assert told("eu-digital-decade", row("basic-digital-skills", "statement", "2030", words)) == []
    assert told("eu-digital-decade", row("basic-digital-skills", "statement", "2030", words + "!")) != []


def test_an_address_that_no_source_has_is_told() -> None:
    """A figure counts as taken over only with the document that it was read in."""
    portfolio = reader.load(ROOT / "portfolios" / "nz-government-targets")[0]
    seen = next(one for one in portfolio.targets["attendance"].observations if one.value == 58.1)
    url = str(portfolio.sources[seen.source].url)
    known = row("attendance", "observation", "2024-T4", "58.1", url=url)
    assert told("nz-government-targets", known) == []
    strange = known | {"url": "https://example.org/"}
    fact = "attendance observation 2024-10-01..2024-12-31 58.1"
    assert told("nz-government-targets", strange) == [
        f"line 2: {fact} is in the data, but not from https://example.org/"
    ]


@pytest.mark.parametrize(
    ("name", "stated", "wrong"),
    [
        ("eu-digital-decade", ("ai", "target", "2030", "75", "at_least", "up"), ("over", "up")),
        ("eu-digital-decade", ("ai", "target", "2030", "75", "at_least", "up"), ("at_least", "down")),
        ("eu-digital-decade", ("sme-dii", "target", "2030", "90", "over", "up"), ("at_least", "up")),
        ("eu-digital-decade", ("quantum", "target", "2025", "1", "at_least", "up"), ("at_most", "down")),
        (
            "nz-government-targets",
            ("ghg", "target", "2022/2025", "290", "at_most", "down"),
            ("under", "down"),
        ),
        (
            "nz-government-targets",
            ("jobseeker", "target", "2030", "-50000", "change", "down"),
            ("change", "up"),
        ),
        ("nz-government-targets", ("attendance", "observation", "2019-T1", "73", "about", "up"), ("", "up")),
        ("nz-government-targets", ("attendance", "observation", "2022-T1", "46.5", "", "up"), ("over", "up")),
        ("nz-government-targets", ("ed-six-hours", "path", "2024/25", "74", "at_least", "up"), None),
    ],
)
def test_how_a_figure_is_hedged_and_which_way_a_goal_goes_is_compared(
    name: str, stated: tuple[str, ...], wrong: tuple[str, str] | None
) -> None:
    """More than 90 is not at least 90, and about 73 is not 73; what the data has no field for is left."""

    def compared(qualifier: str, direction: str) -> list[str]:
        return told(name, row(*stated[:4], qualifier=qualifier, direction=direction))  # type: ignore[arg-type]

    assert compared(*stated[4:]) == []
    if wrong:
        assert [one.partition(":")[0] for one in compared(*wrong)] == ["line 2"]


def test_a_figure_stands_with_the_document_of_its_row() -> None:
    """19.95 is of two documents: under the day or address of another one it is not in the data."""
    portfolio = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0]
    papers = [portfolio.sources[name] for name in ("dg-connect-2025-12-12", "eurostat-2026-07-22")]
    one, other = ((str(paper.url), paper.published.text) for paper in papers)
    right = [one, other, (one[0], "2025"), (one[0], "")]
    wrong = [(one[0], other[1]), (LIST, one[1])]
    for some, count in ((right, 0), (wrong, 2)):
        rows = [row("ai", "observation", "2025", "19.95", url=url, published=day) for url, day in some]
        assert len(told("eu-digital-decade", *rows)) == count


LAW = {"url": "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022D2481"}
DASHBOARD = {"url": "https://github.com/digital-agenda-data/digital-agenda"}
WORDS = "at least 80% of those aged 16-74 have at least basic digital skills"
SAID = "DPMC quarterly report, through RNZ"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (
            "eu-digital-decade",
            row(
                "eid",
                "target",
                "2030",
                "100",
                **LAW,
                published="2022-12-19",
                publisher="European Parliament and Council",
                unit="percent of citizens",
            ),
        ),
        (
            "eu-digital-decade",
            row(
                "basic-digital-skills",
                "statement",
                "2030",
                WORDS,
                **LAW,
                published="2022-12-19",
                publisher="European Parliament and Council",
                unit="words",
            ),
        ),
        (
            "eu-digital-decade",
            row(
                "5g-coverage",
                "path",
                "2020",
                "8.774044",
                **DASHBOARD,
                published="2023-09-27",
                publisher="European Commission, DG CONNECT",
                unit="percent of households",
            ),
        ),
        (
            "nz-government-targets",
            row(
                "ed-six-hours",
                "statement",
                "2025-Q4",
                "feasible",
                published="2026-03",
                publisher=SAID,
                unit="words",
            ),
        ),
        (
            "nz-government-targets",
            row(
                "ed-six-hours",
                "baseline",
                "2023-09",
                "68",
                published="2026-03",
                unit="percent of patients",
                publisher=SAID,
            ),
        ),
    ],
)
def test_every_kind_of_row_is_compared_by_document_and_unit(name: str, known: dict[str, str]) -> None:
    """A goal, a law, a point, a rating and a baseline stand with day, address, body and unit."""
    assert told(name, known) == []
    other = {"published": "1999", "url": "https://example.org/", "publisher": "RNZ", "unit": "persons"}
    for column, value in other.items():
        assert [one.partition(":")[0] for one in told(name, known | {column: value})] == ["line 2"]


def test_a_row_that_repeats_another_is_in_the_data_as_often() -> None:
    """9.3702 million is in a path and in a projection of one document: two rows, not one and not three."""
    one = row("ict-specialists", "path", "2022", "9.3702", **DASHBOARD, published="2023-09-27")
    portfolio = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0]
    fact = "ict-specialists path 2022-01-01..2022-12-31 9.3702"
    found = {
        often: [text for text in missing([one] * often, [], portfolio) if fact in text] for often in (1, 2, 3)
    }
    assert found == {
        1: [f"in the data, but not in the table as often: {fact}"],
        2: [],
        3: [f"line 4: {fact} repeats a row, but is not in the data 3 times"],
    }


def test_the_wording_of_a_law_without_a_row_is_told() -> None:
    """The note of the goal quotes the law for 2030: no row, or one for another year, does not state it."""
    portfolio = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0]
    start = "in the data, but not in the table: basic-digital-skills statement"
    for year, count in (("2030", 0), ("2029", 1)):
        some = [row("basic-digital-skills", "statement", year, WORDS)]
        assert len([one for one in missing(some, [], portfolio) if one.startswith(start)]) == count


def test_a_mistyped_period_is_told_with_file_and_line() -> None:
    """2031/25 is neither a financial year nor anything else."""
    portfolio = reader.load(ROOT / "portfolios" / "nz-government-targets")[0]
    rows = [row("attendance", "observation", period, "58.1") for period in ("2024-T4", "2031/25")]
    found = list(unread(Path("table.csv"), rows, portfolio))
    assert found == ["table.csv:3: 2031/25 is not a period of attendance"]


def test_the_versions_of_the_index_have_the_years_of_their_titles() -> None:
    """Version 4 was used in 2022 and 2024 only; which one a row is of is no column of the table."""
    record = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0].targets["sme-dii"]
    series = dict(series_of(record)[1:])
    years = {of: {figure.period.text for figure in one.observations} for of, one in series.items()}
    assert years == {"version=v3": {"2021", "2023", "2025"}, "version=v4": {"2022", "2024"}}

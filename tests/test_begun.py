"""A total that has begun anew in the period of its goal: what lacks to it is told, no pace of the old one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, read, series, verdict
from tests.told import of_target
from tracker.export.briefing import Choice, compose
from tracker.export.markdown import markdown
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

ON = date(2026, 11, 27)
SIX = "2026-01/2026-06"
YEARS = {"2024": 800, "2025": 850}
QUARTERS = {"2026-Q1": 220, "2026-Q2": 240}


def laid_out(folder: Path, rows: dict[str, float], goal: str, counts: str = "running_total") -> Path:
    """Return the folder of one target whose figures are totals."""
    text = f"measure: {{definition: {{en: Sold}}, unit: homes, frequency: year, counts: {counts}}}\n"
    text += f"goals: [{{{goal}, source: plan}}]\n" + series(*rows.items())
    return laid(folder, one=text)


def said(folder: Path, on: date = ON, language: str = "en") -> str:
    """Return everything that is said of the target."""
    portfolio, _ = read(folder)
    return Wording(words(language), portfolio.vocabulary.units).says(verdict(portfolio, "one", on))


@pytest.mark.parametrize(
    ("goal", "counts", "rows", "told"),
    [
        ("at_least: 900, by: 2026", "running_total", {SIX: 460}, "460 homes (Jan 2026 – Jun 2026), 440"),
        ("at_least: 900, by: 2026", "flow", QUARTERS, "460 homes (Q1 2026 – Q2 2026), 440"),
        ("more_than: 900, by: 2026", "running_total", {SIX: 460}, "(Jan 2026 – Jun 2026), 440 homes"),
    ],
)
def test_what_lacks_to_a_total_that_has_begun_is_counted_from_it(
    tmp_path: Path, goal: str, counts: str, rows: dict[str, float], told: str
) -> None:
    """460 of 900 leave 440; the 50 that lacked to 850 in 2025 say nothing of 2026."""
    text = said(laid_out(tmp_path, {**YEARS, **rows}, goal, counts))
    assert told in text
    assert "what has come since is not published yet; 34 days are left." in text
    assert "If nothing has changed" not in text
    assert "50 homes," not in text


@pytest.mark.parametrize("goal", ["at_least: 900, by: 2026", "at_most: 840, by: 2026"])
@pytest.mark.parametrize("counts", ["running_total", "flow"])
def test_a_total_of_which_nothing_is_published_has_no_gap(tmp_path: Path, goal: str, counts: str) -> None:
    """Only the days that are left are told."""
    text = said(laid_out(tmp_path, YEARS, goal, counts))
    assert "Until 31 December 2026: 34 days are left." in text
    assert "gap" not in text


def test_a_ceiling_that_is_not_broken_yet_lacks_nothing(tmp_path: Path) -> None:
    """460 of at most 840 may still become more than 840."""
    text = said(laid_out(tmp_path, {**YEARS, SIX: 460}, "at_most: 840, by: 2026"))
    assert "Until 31 December 2026: 34 days are left." in text


@pytest.mark.parametrize(("counts", "by"), [("level", "2026"), ("running_total", "2027"), ("flow", "2027")])
def test_a_level_and_a_total_that_is_still_to_begin_keep_their_gap(
    tmp_path: Path, counts: str, by: str
) -> None:
    """50 lack to 900, and a year is left after this one to bring in more."""
    text = said(laid_out(tmp_path, YEARS, f"at_least: 900, by: {by}", counts))
    assert "If nothing has changed since 2025, the gap is 50 homes" in text


def test_a_total_by_a_month_has_begun_in_january(tmp_path: Path) -> None:
    """By November the total of January to November counts; 230 of 260 leave 30."""
    rows = {"2024-01/2024-11": 210, "2025-01/2025-11": 240, "2026-01/2026-08": 230}
    text = said(laid_out(tmp_path, rows, "at_least: 260, by: 2026-11"))
    assert "230 homes (Jan 2026 – Aug 2026), 30 homes less than it asks for by Nov 2026" in text


def test_the_reason_is_told_to_machines_and_in_every_language(tmp_path: Path) -> None:
    """On the page, in the briefing, and in the five languages."""
    folder = laid_out(tmp_path, {**YEARS, SIX: 460}, "at_least: 900, by: 2026")
    portfolio, _ = read(folder)
    found = verdict(portfolio, "one", ON)
    assert (found.if_nothing_changed, found.reasons["if_nothing_changed"]) == (None, "own_total")
    assert "440 homes less than it asks for by 2026" in of_target(folder, "one")
    text = markdown(compose(portfolio, Choice(), ON, words("en"))).decode()
    assert "440 homes less than it asks for by 2026" in text
    for language in LANGUAGES:
        assert "440" in said(folder, language=language)

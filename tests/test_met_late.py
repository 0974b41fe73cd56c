"""A goal that was met after its deadline is never told as if it had been met by then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, measure, read, series, verdict
from tests.told import of_target
from tracker.contract import status
from tracker.export.briefing import Choice, compose
from tracker.export.markdown import markdown
from tracker.language import LANGUAGES, words
from tracker.wording import Wording

ON = date(2026, 11, 27)
PAST, NEXT = "{at_least: 50, by: 2023, source: plan}", "{at_least: 70, by: 2030, source: plan}"
LATE = {"2018": 30, "2022": 44, "2023": 48, "2025": 51}
TOLD = "31 Dec 2023 deadline passed, at least 50% by 2023: Met, after the deadline"


def laid_out(folder: Path, *goals: str, rows: dict[str, float] = LATE) -> Path:
    """Return the folder of one target."""
    told = f"goals: [{', '.join(goals)}]\n" + series(*rows.items())
    return laid(folder, one=measure("percent") + told)


@pytest.mark.parametrize("goals", [(PAST,), (PAST, NEXT)])
def test_a_goal_met_late_is_told_so_on_its_page_and_in_the_briefing(
    tmp_path: Path, goals: tuple[str, ...]
) -> None:
    """48 of 50 in 2023, and 51 only in 2025: alone, and before another goal."""
    folder = laid_out(tmp_path, *goals)
    text = of_target(folder, "one")
    assert TOLD in text
    assert text.count("Met, after the deadline") >= 2  # the table of goals too
    brief = markdown(compose(read(folder)[0], Choice(), ON, words("en"))).decode()
    assert "Met, after the deadline" in brief


def test_a_goal_met_in_time_is_only_met(tmp_path: Path) -> None:
    """52 of 50 in 2023."""
    text = of_target(laid_out(tmp_path, PAST, NEXT, rows={**LATE, "2023": 52, "2025": 53}), "one")
    assert "at least 50% by 2023: Met" in text
    assert "after the deadline" not in text


def test_a_goal_named_beside_another_is_told_late(tmp_path: Path) -> None:
    """Two goals of one deadline that is over: one leads, and the other is named beside it."""
    beside = "{at_least: 49, by: 2023, source: plan}"
    folder = laid_out(tmp_path, PAST, beside)
    found = verdict(read(folder)[0], "one")
    (one,) = found.also
    assert one.result.flags[0] == "met_late"
    said = Wording(words("en"), read(folder)[0].vocabulary.units).further(found)
    assert said == ["For the same deadline also at least 49% by 2023: Met, after the deadline."]
    (told,) = status((found,), ON, ".")["targets"]
    assert told["also"][0]["flags"][0] == "met_late"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_has_the_label(tmp_path: Path, language: str) -> None:
    """It is more than the word for what is met."""
    portfolio, _ = read(laid_out(tmp_path, PAST))
    label = Wording(words(language), portfolio.vocabulary.units).state(verdict(portfolio, "one"))
    assert label.startswith(words(language)("state.met"))
    assert label == words(language)("state.met.late")

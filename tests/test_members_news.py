"""What becomes known of a series is news of its target, under the title of the series."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.shelf import ON, laid, measure, sound
from tests.sites import build, without_browser
from tests.test_members import DIMENSIONS, MEASURE, entry
from tests.told import page
from tracker import board
from tracker.__main__ import main
from tracker.changed import news
from tracker.language import words
from tracker.model import Portfolio
from tracker.progress import assess
from tracker.telling import due, upkeep
from tracker.wording import Wording

__all__ = ["without_browser"]

MALE = entry("sex: male", 68, 79, "")
FEMALE = """\
  - of: {sex: female}
    goals: [{at_least: 85, by: 2028, source: early}]
    observations:
      - {period: 2017, value: 52, source: early}
      - {period: 2019, value: 71, source: early}
      - {period: 2024, value: 74, source: data}
"""
BEFORE_DATA, BEFORE_ALL = date(2026, 1, 1), date(2019, 1, 1)


def changes(portfolio: Portfolio, since: date, on: date = ON) -> list[board.Change]:
    """Return what changed on the board between two days."""
    one = portfolio.targets["bank"]
    earlier, later = ([assess(one, day, portfolio.sources)] for day in (since, on))
    return board.changes(earlier, later)


def told(portfolio: Portfolio, since: date, on: date = ON) -> list[str]:
    """Return the news of the only target."""
    wording = Wording(words("en"), portfolio.vocabulary.units)
    return [line for change in changes(portfolio, since, on) for line in news(change, wording)]


def test_a_newer_figure_and_a_goal_of_a_series_are_news_of_its_target(tmp_path: Path) -> None:
    """Women 74 in the source of 30 June 2026; between 2019 and 2021 their goal and first two figures."""
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + "series:\n" + FEMALE))
    assert told(portfolio, BEFORE_DATA) == ["Women, 74% (2024)"]
    assert told(portfolio, BEFORE_ALL, date(2021, 1, 1)) == [
        "Women, 52% (2017)",
        "Women, 71% (2019)",
        "Goal: Women, at least 85% by 2028",
    ]
    assert told(portfolio, date(2026, 7, 1)) == []


def test_a_target_that_series_alone_make_known_was_known_before_and_moves(tmp_path: Path) -> None:
    """Women with 52 in 2017 and 71 in 2019 of 85 by 2024 are on the way; with 74 in 2024 they missed it.

    On the way: 19 of 33 points, 58 per cent, in 2 of 7 years, 29 per cent.
    """
    series = "series:\n" + FEMALE.replace("by: 2028, source: early", "by: 2024, source: plan")
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + series))
    (found,) = changes(portfolio, date(2021, 1, 1))
    assert (found.before, found.entry.standing) == ("on_track", "missed")
    assert "Women, deadline passed" in told(portfolio, date(2021, 1, 1))
    assert [one.before for one in changes(portfolio, date(2015, 1, 1))] == [None]


def test_goals_that_series_share_with_their_target_are_told_once(tmp_path: Path) -> None:
    """The goal of the target of 2016 becomes known once, and not once more for women and for men."""
    goals = "goals: [{at_least: 90, by: 2030, source: plan}]\n"
    series = "series:\n" + entry("sex: female", 52, 71) + entry("sex: male", 68, 79)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + goals + series))
    assert told(portfolio, date(2015, 1, 1), date(2017, 1, 1)) == ["Goal: at least 90% by 2030"]
    assert told(portfolio, BEFORE_DATA)[:2] == ["Women, 52% (2017)", "Women, 71% (2024)"]


def test_a_briefing_since_a_day_is_written_for_series_alone(tmp_path: Path) -> None:
    """A target without goals whose series became known on 30 June 2026 is what the briefing tells."""
    data, out = laid(tmp_path / "data", DIMENSIONS, bank=MEASURE + "series:\n" + MALE), tmp_path / "b.md"
    given = ["brief", "--data", str(data), "--on", str(ON), "--since", "2026-01-01", "--out", str(out)]
    assert main(given) == 0
    assert "Men, 68% (2017); Men, 79% (2024)" in out.read_text("utf-8")


def test_the_site_announces_a_figure_of_a_series_once(tmp_path: Path) -> None:
    """The next edition names women with 74 of 2024, and one built after it nothing more."""
    data, out = laid(tmp_path / "data", DIMENSIONS, bank=MEASURE + "series:\n" + FEMALE), tmp_path / "out"
    found = {}
    for day in ("2026-06-01", "2026-07-01", str(ON)):
        assert build(out, data, on=day) == 0
        known = json.loads((out / "data/editions.json").read_text("utf-8"))["news"]
        found[day] = [one["text"]["en"] for one in known if one["on"] == day]
    assert ["Latest figure: Women, 74% (2024)." in text for text in found["2026-07-01"]] == [True]
    assert found[str(ON)] == []


LOST = """\
goals: [{at_least: 50, by: 2022, source: early}]
observations:
  - {period: 2018, value: 40, source: early}
  - {period: 2022, value: BY, source: later}
  - {period: 2023, value: 51, source: later}
  - {period: 2025, value: 45, source: data}
"""
LATER = "id: later\nkind: statistics\ntitle: {en: later}\npublisher: stats\npublished: 2024-06-30\n"
EARLIER, AFTER = date(2026, 6, 1), date(2026, 7, 1)


def lost(folder: Path, value: int) -> Path:
    """Return a portfolio with a goal of 50 by 2022: a value in 2022, 51 in 2023 and 45 in 2025."""
    laid(folder, bank=measure("percent") + LOST.replace("BY", str(value)))
    (folder / "seeds/later.yaml").write_text(LATER, "utf-8")
    return folder


@pytest.mark.parametrize(("value", "met"), [(51, "Met"), (48, "Met, after the deadline")])
def test_that_a_met_goal_is_no_longer_kept_is_news(tmp_path: Path, value: int, met: str) -> None:
    """51 of 50, and 45 in the source of 30 June 2026: changes, front page, briefing and feed say so."""
    data, out, text = lost(tmp_path / "data", value), tmp_path / "out", tmp_path / "b.md"
    now = f"{met} (no longer kept)"
    (found,) = changes(sound(data), EARLIER, AFTER)
    assert found.moved
    assert f"{met} → {now}" in page(data, due.recent_changes, on=AFTER)
    assert f"★ {met} ★ {now}" in page(
        data, lambda seen: upkeep.changes(seen, {"since": str(EARLIER)}), on=AFTER
    )
    given = ["brief", "--data", str(data), "--on", str(AFTER), "--since", str(EARLIER), "--out", str(text)]
    assert main(given) == 0
    assert re.search(rf"\| {met} \| .*{re.escape(now)} \|", text.read_text("utf-8"))
    for day in (EARLIER, AFTER):
        assert build(out, data, on=str(day)) == 0
    known = json.loads((out / "data/editions.json").read_text("utf-8"))["news"]
    told = [one["text"]["en"] for one in known if one["on"] == str(AFTER)]
    assert told == [f"Standing: {met} → {now}. Latest figure: 45% (2025)."]


def test_an_edition_that_knew_no_labels_announces_no_loss_of_long_ago(tmp_path: Path) -> None:
    """A site of an earlier version wrote "met" alone; the next build finds nothing that is new."""
    data, out = lost(tmp_path / "data", 51), tmp_path / "out"
    assert build(out, data, on="2026-07-01") == 0
    file = out / "data/editions.json"
    known = json.loads(file.read_text("utf-8"))
    known["after"] = {path: marks[:8] for path, marks in known["after"].items()}
    file.write_text(json.dumps(known), "utf-8")
    assert build(out, data, on="2026-07-02") == 0
    told = json.loads(file.read_text("utf-8"))["news"]
    assert [one for one in told if one["on"] == "2026-07-02"] == []

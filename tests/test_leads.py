"""Leads: a goal is drawn as a goal, and no mark of a small picture is without a name."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import told
from tests.shelf import HEAD, laid, measure
from tests.visits import shown, visit
from tracker import hypertext
from tracker.language import LANGUAGES
from tracker.leads import unparted
from tracker.site.render import Renderer
from tracker.telling import front, leading, overview

ROOT = Path(__file__).parents[1]


pytestmark = pytest.mark.usefixtures("own_app")


def cards() -> list[str]:
    """Return the pictures at the head of the front page as HTML."""
    return re.findall(r'<article class="tracker-lead lead-[a-z]+">.*?</article>', shown(visit("overview")))


def test_a_goal_without_figures_is_no_bar_that_is_filled() -> None:
    """The sheet gives it a dashed edge and no colour within; below stands that it is a goal, and of what."""
    rule = re.search(r"\.tracker-promised \{ ([^}]*) \}", hypertext.sheet())
    assert rule is not None
    assert "dashed" in rule[1]
    assert "background" not in rule[1]
    bars = [card for card in cards() if "tracker-promised" in card]
    assert len(bars) >= 2
    assert all("Dashed: the goal" in card and "tracker-reached" not in card for card in bars)
    tiers = next(card for card in bars if "650,000" in card)
    assert "Full width: their sum, 1,000,000 enterprises. No figure published yet." in tiers
    share = next(card for card in bars if "at least 40%" in card)
    assert "Dashed: the goal, of 100%. No figure published yet." in share
    assert '<ul class="tracker-bars" aria-hidden="true">' in share  # no empty item is read aloud


@pytest.mark.parametrize(
    ("low", "high", "whole", "ends"),
    [
        ((40, 20), (30, 60), "Full width: 100 homes.", [(0, 40), (0, 20), (40, 30), (40, 60)]),
        ((40, 120), (30, 6), "Full width: 120 homes.", [(0, 33), (0, 100), (33, 25), (33, 5)]),
        ((40, 20), (60, 60), "Full width: their sum, 100 homes.", [(0, 40), (0, 20), (40, 60), (40, 60)]),
    ],
)
def test_a_figure_beyond_its_goal_stays_within_the_width(
    tmp_path: Path, low: tuple[int, int], high: tuple[int, int], whole: str, ends: list[tuple[int, int]]
) -> None:
    """The bar of 60 that begins at 40 ends at 100, which then is the full width."""
    tiers = "".join(
        f"  - {{id: {name}, title: {{en: {name}}}, goals: [{{at_least: {goal}, by: 2030, source: plan}}],"
        f" observations: [{{period: 2025, value: {figure}, source: data}}]}}\n"
        for name, (goal, figure) in {"low": low, "high": high}.items()
    )
    text = HEAD.format(id="a").replace("indicator", "tiers")
    data = laid(tmp_path, a=f"{text}{measure('homes')}nesting: exclusive\ntiers:\n{tiers}")
    seen = told.scene(data)
    page = str(Renderer(seen, None).html(front.promised(seen)))
    assert whole in told.plain(front.promised, seen)
    bars = re.findall(r"tracker-(?:reached|promised) at-(\d+) w-(\d+)", page)
    assert [(int(start), int(wide)) for start, wide in bars] == ends


def tiers(low: str, high: str, more: str = "") -> str:
    """Return a target of two tiers, each with what its file says of it."""
    text = HEAD.format(id="a").replace("indicator", "tiers") + measure("homes", more)
    return (
        f"{text}nesting: cumulative\ntiers:\n"
        f"  - {{id: low, title: {{en: low}}, {low}}}\n  - {{id: high, title: {{en: high}}, {high}}}\n"
    )


def test_each_part_has_its_own_deadline_where_they_differ(tmp_path: Path) -> None:
    """Of one date it is said once."""
    goals = "goals: [{{at_least: {}, by: {}, source: plan}}]"
    apart = told.page(
        laid(tmp_path / "a", a=tiers(goals.format(40, 2030), goals.format(20, 2035))), front.promised
    )
    assert "low: by 2030" in apart
    assert "high: by 2035" in apart
    one = told.page(
        laid(tmp_path / "b", a=tiers(goals.format(40, 2030), goals.format(20, 2030))), front.promised
    )
    assert "low: " not in one
    assert one.count("by 2030") == 1


def test_cards_and_bars_show_the_figure_that_is_judged(tmp_path: Path) -> None:
    """25, 25, 25 and 26 homes of 2025 are 101 of the 100 for that year; a quarter alone is not the figure."""
    quarters = (f"{{period: 2025-Q{n}, value: {25 + n // 4}, source: data}}" for n in range(1, 5))
    own = f"goals: [{{at_least: 100, for: 2025, source: plan}}], observations: [{', '.join(quarters)}]"
    whole = measure("homes", ", counts: flow") + own.replace("], obs", "]\nobs") + "\n"
    seen = told.scene(laid(tmp_path, a=tiers(own, own, ", counts: flow"), b=whole))
    card = next(overview.card(one, seen) for one in seen.entries if one.target.id == "b")
    assert card.figure == ("101 homes", "Q1 2025 – Q4 2025")
    brief = next(leading.brief(one, seen) for one in seen.entries if one.target.id == "b")
    assert (brief.large, brief.when) == ("101 homes", "Q1 2025 – Q4 2025")
    assert [bar.reached for bar in leading.lead(seen.assessments["a"], seen).bars] == [1, 1]


def test_what_cannot_be_assessed_says_why() -> None:
    """The verdict on the share of the fund carries its reason and does not stand beside another."""
    share = next(card for card in cards() if "at least 40%" in card)
    assert "Not assessable: no deadline stated" in share
    assert share.count("no deadline stated") == 1


def test_a_small_picture_ends_at_the_goal_that_is_named_beside_it() -> None:
    """One diamond at most: a later goal would be a mark without a name, and squeeze the figures."""
    curves = [
        unquote(one) for one in re.findall(r'src="data:image/svg\+xml,([^"]*)"', shown(visit("overview")))
    ]
    goals = [re.findall(r'<polygon points="([^ "]*)', curve) for curve in curves]
    assert any(goals)
    assert all(len(found) <= 1 for found in goals)
    economy = next(card for card in cards() if "Digital economy, share of GDP" in card)
    assert '<polygon points="200,' in unquote(economy)


def test_the_latest_figure_has_its_day_and_its_age() -> None:
    """Coverage of 31 December 2025 is ten months old on 22 November 2026."""
    card = next(card for card in cards() if "5G population coverage" in card)
    assert "(31 Dec 2025), 10 months old" in card


def test_no_end_of_a_line_parts_a_period() -> None:
    """Around the dash of 2021 – 2025 stand spaces that do not break, and after it a joiner."""
    assert unparted("5.24% (2021 – 2025)") == "5.24% (2021\u00a0–\u2060\u00a02025)"
    assert unparted("A – b") == "A – b"


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_levels_of_a_scale_do_not_repeat_what_they_are_levels_of(code: str) -> None:
    """The head says once that enterprises are counted."""
    page = shown(visit("overview", lang=code))
    names = re.findall(r"<b>[^<]*</b> <span>([^<]*)</span>", page)[:4]
    assert len(names) == 4
    assert all(len(name.split()) <= 3 for name in names)


HALF_KNOWN = """\
id: t
title: {en: Homes}
kind: tiers
owner: ministry
nesting: exclusive
measure: {definition: {en: Homes}, unit: count, frequency: year}
tiers:
  - {id: low, title: {en: Low}, goals: [{at_least: 9, by: 2030, source: plan}]}
  - id: high
    title: {en: High}
    goals: [{at_least: 5, by: 2030, source: plan}]
    observations: [{period: 2025, value: 3, source: data}]
"""


def test_tiers_that_are_one_entry_say_what_each_promises_and_has(tmp_path: Path) -> None:
    """Low has no figure, High has 3: neither picture nor list says that there is no goal, or no figure."""
    seen = told.scene(laid(tmp_path, t=HALF_KNOWN))
    card = told.plain(front.promised, seen)
    assert "Latest: High: 3 items (2025)" in card
    assert "No figure yet" not in card
    (entry,) = overview.found(seen, {"group": "promises"})
    line = overview.card(entry, seen)
    assert line.goal == line.told == "Low: at least 9 items by 2030; High: at least 5 items by 2030"
    assert line.figure == ("", "High: 3 items (2025)")

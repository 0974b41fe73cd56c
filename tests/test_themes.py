"""Pages of themes: their story, their counts, and lines of time on which nothing hides anything."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from tests import told
from tests.browser.portfolio import begun, indicator, save
from tests.shelf import laid
from tests.visits import shown, visit
from tracker import counting, progress, reader
from tracker.judging.states import STANDINGS
from tracker.language import LANGUAGES
from tracker.model import Portfolio, Target
from tracker.telling import front, themes

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)

pytestmark = pytest.mark.usefixtures("own_app")


def test_a_theme_tells_its_story_in_the_order_of_the_front_page() -> None:
    """Promised, standing, attention, due, new, steps, then every entry, below the name of the theme."""
    page = shown(visit("themes", theme="science-and-innovation"))
    heads = re.findall(r"<h[12][^>]*>([^<]*)</h[12]>", page)
    assert heads == [
        "Science and innovation",
        "Where we stand on 22 November 2026",
        "What needs attention",
        "Due next",
        "New in the last three months",
        "Milestones",
        "Every entry",
    ]
    assert page.index("tracker-leads") < page.index("Where we stand")


def test_every_count_of_a_theme_leads_to_exactly_what_was_counted() -> None:
    """The board behind a number of the sentence, the bar or the small print shows so many entries."""
    page = shown(visit("themes", theme="science-and-innovation"))
    found = re.findall(
        r'href="board\?(group=[^"]*)"[^>]*>(?:<[^>]*>[^<]*</span> |<span[^>]*>)*(\d+)',
        page,
    )
    assert len(found) > 5
    for address, number in found:
        asked = dict(pair.split("=") for pair in address.replace("&amp;", "&").split("&"))
        assert asked["theme"] == "science-and-innovation"
        said = re.search(r'class="tracker-note">(\d+|No) (?:entry|entries)', shown(visit("board", **asked)))
        assert said is None or said[1] == number, address
        assert said is not None or number == "0", address


def test_every_dated_step_has_its_place_on_the_lines_of_time() -> None:
    """As many as the programmes have with a date are named by the marks; each state at a place is drawn."""
    page = shown(visit("milestones"))
    portfolio = reader.load(ROOT)[0]
    judged = [progress.assess(one, ON, portfolio.sources) for one in portfolio.targets.values()]
    steps = [step for one in counting.programmes(judged) for step in one.parts]
    stops = re.findall(r'class="tracker-stop at-\d+"[^>]*aria-label="([^"]*)"[^>]*>(.*?</span>)</span>', page)
    shown_here = sum(int(number or 1) for _, marks in stops for number in re.findall(MARK, marks))
    assert shown_here == sum(1 for step in steps if step.due or step.record)
    assert set(STANDINGS) >= {step.standing for step in steps}


MARK = r'<span class="is-\w+">.(?:<small>(\d+)</small>)?</span>'


def texts(portfolio: Portfolio) -> dict[str, Mapping[str, str]]:
    """Return the short texts of a portfolio by their places."""
    words = portfolio.vocabulary
    found = {f"{name} theme": one.title for name, one in words.themes.items()}
    found |= {f"{name} unit": one.title for name, one in words.units.items()}
    found |= {f"{name} body": one.title for name, one in words.bodies.items()}
    for one in portfolio.targets.values():
        found[f"{one.id} title"] = one.title
        found |= {f"{one.id} about": one.about} if one.about else {}
        found |= {f"{one.id} {part.id}": part.title for part in parts(one)}
    return found


def parts(target: Target) -> list:
    """Return the tiers, parts or steps of a target."""
    return [part for name in ("tiers", "parts", "steps") for part in getattr(target, name, ())]


def test_short_texts_of_the_main_data_set_are_told_in_every_language() -> None:
    """Titles, levels, shares, steps, units, themes, bodies, abouts; notes fall back to English, so marked."""
    found = texts(reader.load(ROOT)[0])
    assert len(found) > 200
    lacking = {place: sorted(set(LANGUAGES) - set(text)) for place, text in found.items()}
    assert {place: codes for place, codes in lacking.items() if codes} == {}


def test_of_many_themes_the_front_page_shows_twelve_and_the_way_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portfolio of 14 themes: twelve rows, a link, and a page that is turned; each theme is on it."""
    begun(tmp_path)
    for number in range(13):
        save(
            tmp_path, f"targets/theme-{number:02}/t{number}.yaml", indicator(f"t{number}", f"Share {number}")
        )
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(tmp_path)])
    st.cache_resource.clear()
    front, first = shown(visit("overview")), shown(visit("themes"))
    assert (
        front.count('<section class="tracker-band">') == first.count('<section class="tracker-band">') == 12
    )
    assert re.search(r'<a href="themes[^"]*">All 14 themes</a>', front)
    assert re.findall("<h[1-6]", first) == ["<h1", *["<h2"] * 12]  # no level is left out
    assert shown(visit("themes", **{"turn-themes": "2"})).count('<section class="tracker-band">') == 2
    st.cache_resource.clear()  # the others show the data of the product


def test_cards_of_one_row_have_one_form(tmp_path: Path) -> None:
    """The figure stands large and the promise below it, for what leads as for its neighbours."""
    measure = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
    goal = "goals:\n  - {at_least: 40, by: 2030, source: plan}\n"
    known = "observations:\n" + "".join(
        f"  - {{period: {year}, value: {value}, source: data}}\n" for year, value in ((2020, 10), (2025, 20))
    )
    folder = laid(
        tmp_path, "headline: [a]\n", a=measure + goal + known, b=measure + goal + known, c=measure + goal
    )
    seen = told.scene(folder)
    found = themes.promised("t", front.by_theme(seen)["t"], seen)
    assert [(one.large, "".join(span.text for span in one.told)) for one in found] == [
        ("20%", "at least 40% by 2030"),
        ("20%", "at least 40% by 2030"),
        ("No figure yet", "at least 40% by 2030"),
    ]

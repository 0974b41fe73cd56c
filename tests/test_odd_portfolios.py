"""Odd portfolios: whatever a portfolio holds, every count of a page leads to exactly what was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests import told
from tests.shelf import VOCABULARY, laid
from tracker.site.place import SiteScene
from tracker.telling import due, front, overview, themes
from tracker.telling.blocks import Band, Block, Prose, Span, Strip, walked

MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: year, wanted: rise}\n"
FIGURES = """\
observations:
  - {period: 2020, value: 10, source: data}
  - {period: 2025, value: 20, source: data}
"""
GOAL = "goals:\n  - {at_least: 40, by: 2030, source: plan}\n"
WORDS = "goals:\n  - {aim: {en: More of it}, by: 2030, source: plan}\n"
UNKNOWN_BASE = "goals:\n  - {at_least: {change: 50 %, of: 2015}, by: 2030, source: plan}\n"
HEAD = "id: {id}\ntitle: {{en: Whole}}\nkind: {kind}\nowner: ministry\n"
STEPS = (
    HEAD.format(id="p", kind="milestones")
    + "steps:\n"
    + "".join(
        f"  - {{id: s{n}, title: {{en: Step {n}}}, due: {2025 + n}-06, source: plan}}\n" for n in range(4)
    )
)
TIERS = (
    HEAD.format(id="t", kind="tiers")
    + "nesting: exclusive\n"
    + MEASURE.replace("percent", "homes").replace(", wanted: rise", "")
)
SHARES = HEAD.format(id="s", kind="allocation") + MEASURE.replace(", wanted: rise", "")
LEVELS = "tiers:\n  - {id: low, title: {en: Low}}\n  - {id: high, title: {en: High}}\n"
PARTS = """\
parts:
  - {id: x, title: {en: First}, goals: [{at_least: 40, by: 2030, source: plan}]}
  - {id: y, title: {en: Second}}
"""
SAID = "statements:\n  - {says: {en: Good}, source: data}\n"
ODD = {
    "nothing": {},
    "words": {"a": MEASURE + WORDS + FIGURES, "b": MEASURE + WORDS},
    "unknown base": {"a": MEASURE + UNKNOWN_BASE, "b": MEASURE + GOAL + FIGURES},
    "steps": {"p": STEPS},
    "tiers without goals": {"t": TIERS + LEVELS},
    "shares": {"s": SHARES + PARTS},
    "figures": {"a": MEASURE + FIGURES},
    "statements": {"a": MEASURE + SAID},
    "all": {
        "a": MEASURE + WORDS,
        "b": MEASURE + GOAL + FIGURES,
        "p": STEPS,
        "s": SHARES + PARTS,
        "t": TIERS + LEVELS,
    },
}


class Asking(SiteScene):
    """A scene whose links say what they ask for."""

    def link(self, page: str, **values: str | None) -> str:
        """Return the page and what is asked of it."""
        return f"@{page}?" + "&".join(f"{name}={value}" for name, value in values.items() if value)


def asking(folder: Path) -> Asking:
    """Return the scene of a folder."""
    seen = told.scene(folder)
    return Asking(**{one.name: getattr(seen, one.name) for one in fields(seen)})


def counted(blocks: Iterator[Block]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield every linked number of some blocks, with the page and what is asked of it."""
    for block in walked(blocks):
        spans: list[Span] = []
        if isinstance(block, Prose):
            spans = list(block.line)
        elif isinstance(block, Strip):
            spans = [span for span, _ in block.counts]
        elif isinstance(block, Band):
            spans = [*(span for span, _ in block.strip.counts), block.more]
        for span in spans:
            number = re.search(r"\d[\d,]*", span.text)
            if number and span.link.startswith("@"):
                page, _, asked = span.link[1:].partition("?")
                yield int(number[0].replace(",", "")), page, dict(parse_qsl(asked))


def behind(page: str, asked: dict[str, str], seen: Asking) -> int:
    """Return how many entries stand behind a link."""
    if page == "board":
        return len(overview.found(seen, asked))
    if page == "themes":
        groups = front.by_theme(seen)
        return len(groups[asked["theme"]]) if "theme" in asked else len(groups)
    assert page == "milestones"
    return sum(len(one.parts) for one in seen.assessments.values() if one.kind == "milestones")


@pytest.mark.parametrize("odd", list(ODD))
def test_every_count_of_an_odd_portfolio_is_what_stands_behind_it(odd: str, tmp_path: Path) -> None:
    """On the front page, among the themes and on the page of each."""
    seen = asking(laid(tmp_path, **ODD[odd]))
    assert [one.code for one in seen.found if one.severity == "error"] == []
    told_of = [front.front(seen), themes.themes(seen, {})]
    told_of += [themes.theme(name, members, seen) for name, members in front.by_theme(seen).items()]
    found = [one for blocks in told_of for one in counted(blocks)]
    assert len(found) > 2 or odd == "nothing"
    late = {"overdue", "no_record"}  # steps past due stand on the page of all steps
    for number, page, asked in found:
        if page == "milestones" and number != behind(page, asked, seen):
            steps = [step for one in seen.assessments.values() for step in one.parts]
            assert number == sum(step.standing in late for step in steps)
        else:
            assert number == behind(page, asked, seen), (page, asked)


def test_a_promise_in_words_is_no_figure_without_a_goal(tmp_path: Path) -> None:
    """It is counted as a promise that cannot be measured, and its small picture says what is promised."""
    page = told.page(laid(tmp_path, **ODD["words"]), front.front)
    assert "Counted apart: 2 promises that cannot be measured" in page
    assert "without a goal" not in page
    assert page.count("More of it by 2030") == 2


def test_a_share_that_nobody_has_published_is_not_called_too_few_figures(tmp_path: Path) -> None:
    """One share of two has a goal and no figure, the other neither: the whole has no figures yet."""
    page = told.page(laid(tmp_path, **ODD["shares"]), front.standing)
    assert "1 has no published figure." in page
    assert "∅ 1 No figures yet" in page
    assert "too few" not in page


def test_what_is_due_later_can_be_seen_and_is_as_much_as_is_said(tmp_path: Path) -> None:
    """Of 240 deadlines five stand at once; behind "Show 235 more" stand 235, on the site as well."""
    goals = {
        f"x{number}": MEASURE
        + f"goals:\n  - {{at_least: 60, by: {2027 + number % 9}, source: plan}}\n"
        + FIGURES
        for number in range(240)
    }
    page = told.page(laid(tmp_path, **goals), due.next_deadlines)
    assert "Show 235 more" in page
    assert len(re.findall(r"31 Dec 20\d\d Share", page)) == 240


def test_two_hundred_themes_stand_behind_the_way_to_all(tmp_path: Path) -> None:
    """Twelve rows on the front page, and a way to all 201 of the vocabulary that hold a target."""
    folder = laid(tmp_path, a=MEASURE + GOAL + FIGURES)
    more = "".join(f"  t{number}: {{title: {{en: Theme {number}}}}}\n" for number in range(200))
    (folder / "targets/vocabulary.yaml").write_text(
        VOCABULARY.replace("themes:\n", f"themes:\n{more}"), "utf-8"
    )
    for number in range(200):
        ident = f"x{number}"
        (folder / f"targets/t{number}").mkdir()
        text = (
            f"id: {ident}\ntitle: {{en: Share}}\nkind: indicator\nowner: ministry\n{MEASURE}{GOAL}{FIGURES}"
        )
        (folder / f"targets/t{number}/{ident}.yaml").write_text(text + "checked: 2026-11-01\n", "utf-8")
    seen = asking(folder)
    found = list(counted(front.front(seen)))
    assert (201, "themes", {}) in found
    assert all(number == behind(page, asked, seen) for number, page, asked in found)

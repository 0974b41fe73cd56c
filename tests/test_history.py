"""What became of a promise, and the card of a figure: who said what when, and where it is printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.portfolio import target
from tests.visits import shown, visit
from tracker import progress, reader
from tracker.telling.card import every, figure_named, name_of
from tracker.telling.history import turn

ROOT = Path(__file__).parents[1]


pytestmark = pytest.mark.usefixtures("own_app")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ({"at_least": 20, "by": 2030}, {"at_least": 15, "by": 2030}, "softer"),
        ({"at_least": 20, "by": 2030}, {"at_least": 25, "by": 2030}, "stronger"),
        ({"at_most": 20, "by": 2030}, {"at_most": 15, "by": 2030}, "stronger"),
        ({"less_than": 20, "by": 2030}, {"less_than": 25, "by": 2030}, "softer"),
        ({"at_least": 20, "by": 2030}, {"at_least": 20, "by": 2035}, "later"),
        ({"at_least": 20, "by": 2030}, {"at_least": 20, "by": 2028}, "earlier"),
        ({"at_least": 20, "by": 2030}, {"at_least": 25, "by": 2035}, "replaced"),
        ({"at_least": 20, "by": 2030}, {"at_most": 20, "by": 2030}, "replaced"),
        ({"at_least": 20, "by": 2030}, {"at_least": 25}, "replaced"),
        ({"at_least": 20}, {"at_least": 25}, "stronger"),
    ],
)
def test_a_goal_that_takes_the_place_of_another_is_called_what_it_is(old, new, what) -> None:
    """Stronger is nearer to what is wanted; value and deadline together are neither stronger nor softer."""
    first, second = target(goals=[{"source": "plan", **one} for one in (old, new)]).goals
    assert turn(first, second) == what


def rows(page: str) -> list[str]:
    """Return the lines of the lists of a page without their markup."""
    lists = re.findall(r'<ul class="tracker-list">(.*?)</ul>', page)
    return [re.sub("<[^>]+>", "", one) for found in lists for one in re.findall(r"<li>(.*?)</li>", found)]


def test_the_productivity_promise_was_announced_and_softened() -> None:
    """20 % of July 2025 became 15 % in October; the documents of both stand behind them."""
    told = rows(shown(visit("target", id="sme-labour-productivity")))
    assert told[0].startswith("10 Jul 2025 announced: at least 20% by 2030 (")
    assert told[1].startswith("16 Oct 2025 softened: at least 15% by 2030; before, at least 20% by 2030 (")


def test_a_promise_is_told_as_far_as_the_day_knows_it() -> None:
    """In August 2025 nobody knew of the softening."""
    told = rows(shown(visit("target", id="sme-labour-productivity", on="2025-08-01")))
    assert len(told) == 1


def test_a_deadline_that_has_passed_says_how_it_ended() -> None:
    """90 % of the people with 5G by the end of 2025 was met."""
    told = rows(shown(visit("target", id="5g-population-coverage")))
    assert "31 Dec 2025 deadline passed, at least 90% by 2025: Met" in told


def test_every_figure_has_a_name_of_its_own_within_its_target() -> None:
    """Two documents about one period, and the same period in two parts, are told apart."""
    portfolio = reader.load(ROOT)[0]
    for one in portfolio.targets.values():
        whole = progress.assess(one, date(2026, 11, 22), portfolio.sources)
        pairs = [(point, leaf) for leaf in (whole, *whole.parts) for point in every(leaf)]
        names = [name_of(*pair) for pair in pairs]
        assert len(set(names)) == len(names), one.id
        assert [figure_named(name, whole) for name in names] == pairs


def test_the_card_of_a_figure_says_where_it_is_printed() -> None:
    """Document, place, as printed, what else is said of the time, and a line to cite it by."""
    app = visit("target", id="5g-population-coverage", figure="~2025-Q2~most-training-conference-2025-10-16")
    page = shown(app)
    for told in ("26 %", "L51", "16 Oct 2025", "Press briefing of 4 September 2025, in Viet Bao"):
        assert told in page[page.index("Checked against") - 3000 :]
    assert any("L51" in code.value and "5G population coverage" in code.value for code in app.code)


def test_a_figure_that_nobody_published_opens_no_card() -> None:
    """The page says that it could not show what the address asked for."""
    app = visit("target", id="5g-population-coverage", figure="~2031~nobody")
    assert "Checked against" not in shown(app)
    assert any("2031" in note.value for note in app.info)

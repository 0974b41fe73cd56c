"""The method that a reader chooses: it stands in the address, and every page follows it."""

from datetime import date
from pathlib import Path

import pytest

from tests.visits import ON, shown, visit
from tracker import reader
from tracker.judging.rule import rule_of
from tracker.progress import assess
from tracker.terms import METHODS

ROOT = Path(__file__).resolve().parents[1]
OTHER = "recent_projection"


def differing() -> str:
    """Return a target on which the two methods differ."""
    portfolio, _ = reader.load(ROOT)
    rules = [rule_of(portfolio.vocabulary, method) for method in (None, "recent_projection")]
    for name, target in portfolio.targets.items():
        one, other = (assess(target, date.fromisoformat(ON), portfolio.sources, rule) for rule in rules)
        if target.kind == "indicator" and one.state != other.state:
            return name
    raise LookupError


def test_a_target_shows_the_standing_by_the_method_in_the_address() -> None:
    """Where the methods differ the page tells another standing, and says by which method."""
    name = differing()
    house, other = visit("target", id=name), visit("target", id=name, method=OTHER)
    assert shown(house) != shown(other)
    assert [note for note in other.info if "Recent trend" in note.value]
    assert not [note for note in house.info if "Recent trend" in note.value]


@pytest.mark.parametrize("page", ["overview", "target", "changes"])
def test_the_links_of_a_page_keep_the_method(page: str) -> None:
    """Whoever follows a link goes on reading by the method they chose."""
    app = visit(page, method=OTHER)
    assert app.query_params["method"] in (OTHER, [OTHER])
    assert f"method={OTHER}" in shown(app)


def test_the_page_on_the_method_offers_every_method_and_the_way_back() -> None:
    """A choice goes into the address; the button in the sidebar takes it out again."""
    app = visit("method")
    box = next(box for box in app.selectbox if "Method" in box.label)
    assert len(box.options) == len(METHODS)
    box.select_index(2).run()
    assert app.query_params["method"] in (OTHER, [OTHER])
    button = next(one for one in app.button if "method" in one.label)
    button.click().run()
    assert "method" not in app.query_params


@pytest.mark.parametrize("given", ["linear_pace", "no_such_method", "<b>"])
def test_the_method_of_the_house_leaves_the_address_and_what_is_none_is_named(given: str) -> None:
    """The page is that of the house; what was asked for in vain stays until another method is chosen."""
    app = visit("method", method=given)
    assert ("method" in app.query_params) == (given != "linear_pace")
    assert any("not here" in one.value for one in app.info) == (given != "linear_pace")

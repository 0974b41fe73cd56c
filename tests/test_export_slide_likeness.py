"""Slides show what the pictures show: drafts, what bodies expect, a card; and their bodies have room."""

import io
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from tests.briefings import invented
from tests.decks import charts, opened, words_on
from tests.hostile import sources
from tests.portfolio import figures, goal, target
from tracker.export.house import House, title_of
from tracker.export.house import opened as housed
from tracker.export.slides import slides


def _drawn(**fields: Any) -> dict[str, Any]:
    """Return the series of the first chart over time in the deck of one target, by their names."""
    made = charts(slides(invented([target(**fields)], sources())))
    found = ({one.name: one for one in chart.plots[0].series} for chart in made)
    return next(one for one in found if "Observed" in one)


def _written(series: Any) -> list[str]:
    return [" ".join(text.text for text in one.xpath(".//a:t")) for one in series._element.xpath(".//c:dLbl")]


def test_a_draft_has_an_open_mark_with_its_words() -> None:
    """80 by 2035 is a draft: a mark of its own without a fill, no goal among the others."""
    series = _drawn(
        observations=figures({2022: 10, 2023: 12, 2024: 15}),
        goals=[goal(at_least=30, by=2030), goal(at_least=80, by=2035, draft=True)],
    )
    draft = series["at least 80 draft"]
    assert [one for one in draft.values if one is not None] == [80]
    assert _written(draft) == ["at least 80 draft"]
    assert draft._element.xpath(".//c:dPt/c:marker/c:spPr/a:noFill")
    assert [one for one in series["Goals"].values if one is not None] == [30]


def test_what_a_body_expects_is_drawn_by_its_name() -> None:
    """20 in 2028 and 22 in 2030: hollow marks on a thin line, and the body's name beside the last."""
    points = [{"period": "2028", "value": 20}, {"period": "2030", "value": 22}]
    series = _drawn(
        observations=figures({2022: 10, 2023: 12, 2024: 15}),
        goals=[goal(at_least=60, by=2030)],
        projections=[{"by": "institute", "source": "office", "points": points}],
    )
    expected = series["expected by institute"]
    assert [one for one in expected.values if one is not None] == [20, 22]
    assert _written(expected) == ["expected by institute"]


def test_one_figure_and_a_goal_are_a_card_as_in_the_picture() -> None:
    """9.8 in 2022 and at least 20 by 2030: no path is drawn, both stand in large type."""
    one = target(observations=figures({2022: 9.8}), goals=[goal(at_least=20, by=2030)])
    data = slides(invented([one], sources()))
    assert not any("Required path" in [one.name for one in chart.plots[0].series] for chart in charts(data))
    card = next(words_on(one) for one in opened(data).slides if "Promised" in words_on(one))
    assert "atleast20by2030" in card.partition("Promised")[2]
    assert "Latestfigure9.82022" in card


def _housed(master: bool, *place: float) -> House:
    """Return a deck of 10 by 7.5 inches whose titles stand in a place; that of its master is changed too."""
    deck = Presentation()
    sheets = [*deck.slide_layouts, *([deck.slide_master] if master else [])]
    for found in (title_of(one) for one in sheets):
        if found is not None:
            found.left, found.top, found.width, found.height = map(Inches, place)
    out = io.BytesIO()
    deck.save(out)
    return housed(out.getvalue(), (16, 9), "light")


def test_a_title_in_the_middle_of_the_sheet_leaves_its_body_more_than_half() -> None:
    """It ends 4.4 of 7.5 inches down: the place of the master, or else the top of the sheet, is taken."""
    for master, top in ((False, 0.3), (True, 0.375)):
        house = _housed(master, 0.5, 3.1, 9, 1.3)
        assert round(house.title.top, 3) == top
        assert house.body.height > 7.5 / 2
        assert house.moved


def test_a_title_that_leaves_enough_room_stays() -> None:
    """It ends 2.4 of 7.5 inches down."""
    house = _housed(True, 0.5, 1.4, 9, 1)
    assert (house.title.top, house.moved) == (1.4, False)

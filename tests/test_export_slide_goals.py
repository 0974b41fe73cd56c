"""Goals, figures and their words in the native charts of slides."""

from typing import Any

from tests.briefings import invented
from tests.decks import charts
from tests.hostile import sources
from tests.portfolio import figures, goal, target
from tracker.export.slides import slides


def drawn(**fields: Any) -> Any:
    """Return the first chart over time in the deck of one target."""
    return next(
        one for one in charts(slides(invented([target(**fields)], sources()))) if "Observed" in names(one)
    )


def names(chart: Any) -> dict[str, Any]:
    """Return the series of a chart by their names."""
    return {one.name: one for one in chart.plots[0].series}


def values(series: Any) -> list[float]:
    """Return the values of a series."""
    return [value for value in series.values if value is not None]


def written(series: Any) -> list[str]:
    """Return the words beside the points of a series, each in one line."""
    return [
        " ".join(text.text for text in label.xpath(".//a:t")) for label in series._element.xpath(".//c:dLbl")
    ]


def test_a_goal_beyond_the_picture_is_no_goal_of_another_value() -> None:
    """Due in 2060, it is a triangle at the end of the path, under a name of its own; 30 by 2030 stays."""
    chart = drawn(
        observations=figures({2022: 10, 2023: 12, 2024: 15}),
        goals=[goal(at_least=30, by=2030), goal(at_least=90, by=2060)],
    )
    series = names(chart)
    assert values(series["Goals"]) == [30]
    later = series["Goals due later, at the edge of the picture"]
    assert values(later) == values(series["Required path"])[-1:]
    assert 30 < values(later)[0] < 90
    assert later._element.xpath("./c:marker/c:symbol/@val") == ["triangle"]
    assert written(later) == ["at least 90 by 2060"]

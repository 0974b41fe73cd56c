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


def strokes(series: Any) -> dict[str, list[float]]:
    """Return how far the strokes through the marks of a series reach up and down."""
    return {
        side: [float(one.text) for one in series._element.xpath(f"./c:errBars/c:{side}//c:v")]
        for side in ("plus", "minus")
    }


def test_two_goals_beyond_the_picture_are_both_told() -> None:
    """80 by 2050 and 90 by 2060 share the triangle at its end: their words stand below each other."""
    chart = drawn(
        observations=figures({2022: 10, 2023: 12, 2024: 15}),
        goals=[goal(at_least=30, by=2030), goal(at_least=80, by=2050), goal(at_least=90, by=2060)],
    )
    later = names(chart)["Goals due later, at the edge of the picture"]
    assert written(later) == ["at least 80 by 2050 at least 90 by 2060"]


def test_the_latest_figure_at_the_spot_of_a_goal_leaves_the_goal_its_words() -> None:
    """50 in 2024, exactly the goal of 2024: the figure is written at the line, the goal at its mark."""
    series = names(
        drawn(observations=figures({2020: 30, 2022: 40, 2024: 50}), goals=[goal(at_least=50, by=2024)])
    )
    assert written(series["Goals"]) == ["at least 50 by 2024"]
    assert "50 2024" in written(series["Observed"])
    assert list(series).index("Observed") > list(series).index("Goals"), "a figure lies on top, as on screen"


def test_a_range_has_a_mark_at_both_edges_and_its_words_once() -> None:
    """Between 3 and 4 by 2030: marks at 4 and at 3, a stroke of 1 down to the lower one, one label."""
    for held in (1.2, 3.2):  # on the way to the range, and within it since the baseline
        series = names(
            drawn(observations=figures({2020: held, 2024: 3.5}), goals=[goal(between=[3, 4], by=2030)])
        )
        assert values(series["Goals"]) == [4]
        assert values(series["Goals: lower edge"]) == [3]
        assert strokes(series["Goals"]) == {"plus": [0], "minus": [1]}
        told = [text for one in series.values() for text in written(one)]
        assert [text for text in told if "between" in text] == ["between 3 and 4 by 2030"]


def test_intervals_of_figures_are_strokes_through_their_marks() -> None:
    """40 between 38 and 43, and 44 without an interval: one stroke, 3 up and 2 down."""
    told = figures({2020: 30}) + figures({2022: 40}, interval=[38, 43]) + figures({2024: 44})
    series = names(drawn(observations=told, goals=[goal(at_least=50, by=2030)]))
    assert strokes(series["Observed"]) == {"plus": [3], "minus": [2]}
    assert series["Observed"]._element.xpath("./c:errBars/c:plus//c:pt/@idx") == ["2"], "2020, 2021, 2022"

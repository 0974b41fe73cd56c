"""Ticks: every time axis has a name, however short or long its span and whatever the language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawn import SOURCES, portfolio
from tests.portfolio import ON, figures, goal, target
from tracker import style
from tracker.charts import Setting, axes, trajectory
from tracker.language import LANGUAGES
from tracker.language import words as spoken
from tracker.progress import assess

SPANS = [
    (2024.0, 2024.0),
    (2024.3, 2024.3),
    (2024.3, 2024.31),
    (2023.99, 2024.01),
    (2023.8, 2024.0),
    (1850, 2150),
]
QUARTERS = {
    f"{year}-Q{n}": value - year + 2024
    for year in (2024, 2025)
    for n, value in enumerate((76, 86, 66, 56), 1)
}


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("room", [0, 3, 12, 60])
@pytest.mark.parametrize("span", SPANS)
def test_a_time_axis_always_names_a_band_within_its_span(span, room, language) -> None:
    """No length at all, three days, the turn of a year, 300 years."""
    made = axes.time_ticks(span, [span[1]], spoken(language), 4, room)
    assert made.names
    assert all(made.names)
    assert all(span[0] <= place <= span[1] for place in made.places)


@pytest.mark.parametrize(
    ("span", "name"),
    [((2024.0, 2024.0), "Dec 2024"), ((2024.3, 2024.31), "Apr 2025"), ((2024.3, 2024.3), "Apr 2025")],
)
def test_a_span_without_the_middle_of_a_band_names_the_one_it_lies_in(span, name) -> None:
    """The year 2024 ends at 2024.0, and 0.3 of a year later it is April 2025."""
    assert axes.time_ticks(span, [], spoken("en"), 9).names == [name]


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("width", [240, 340, 420, 720])
@pytest.mark.parametrize("goals", [[], [goal(at_most={"change": "-50 %", "of": "2022"}, by="2030")]])
def test_a_short_series_keeps_its_first_year_left_of_its_last(goals, width, language) -> None:
    """The words of the latest figure may be wider than the plot."""
    made = target(
        measure={"unit": "homes", "frequency": "quarter", "seasonal": True},
        goals=goals,
        observations=figures(QUARTERS),
    )
    look = replace(style.look("light", narrow=width < 520), width=width)
    chart = trajectory(assess(made, ON, SOURCES), Setting(spoken(language), look, portfolio(made)))
    first, last = chart.figure["layout"]["xaxis"]["range"]
    assert first < last
    assert any(chart.figure["layout"]["xaxis"]["ticktext"])

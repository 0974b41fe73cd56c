"""Goals, figures and their words in the native charts of slides."""

from dataclasses import replace
from typing import Any

import pytest

from tests.briefings import invented
from tests.decks import charts, opened, words_on
from tests.hostile import sources
from tests.portfolio import figures, goal, target
from tracker.export import native
from tracker.export.slides import slides
from tracker.language import words
from tracker.series import UNWRITABLE
from tracker.terms import Vocabulary


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


def test_goals_whose_marks_lie_upon_each_other_share_their_words() -> None:
    """919 and 900 by 2029 on an axis to 1,200 are 19 apart, less than a mark: one label; 600 has its own."""
    chart = drawn(
        observations=figures({2022: 1081, 2023: 1118, 2024: 1037}),
        goals=[goal(at_most=919, by=2029), goal(at_most=900, by=2029), goal(at_most=600, by=2029)],
    )
    told = [text for one in chart.plots[0].series for text in written(one) if "by 2029" in text]
    assert sorted(told) == ["at most 600 by 2029", "at most 919; at most 900 by 2029"]


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


RATED = {"unit": "index", "scale": [{"en": "Red"}, {"en": "Amber"}, {"en": "Green"}]}


def test_the_axis_of_a_rating_has_its_words() -> None:
    """Red, Amber and Green stand at 1, 2 and 3 of the axis, which has no numbers."""
    chart = drawn(measure=RATED, observations=figures({2021: 1, 2024: 2}), goals=[goal(at_least=3, by=2027)])
    found = {name: (values(one), written(one)) for name, one in names(chart).items()}
    told = [found[word] for word in ("Red", "Amber", "Green")]
    assert told == [([1], ["Red"]), ([2], ["Amber"]), ([3], ["Green"])]
    assert chart.value_axis._element.xpath("./c:tickLblPos/@val") == ["none"]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0, 3)


def test_series_without_a_whole_are_lines_of_one_chart() -> None:
    """Women 20 and men 24 in 2024, the goal of both 60 by 2030: two lines with names, one goal."""
    series = [
        {
            "of": {"sex": name.lower()},
            f"{UNWRITABLE}title": {"en": name},
            "goals": "same",
            "observations": told,
        }
        for name, told in (("Women", figures({2019: 10, 2024: 20})), ("Men", figures({2019: 13, 2024: 24})))
    ]
    made = invented([target(goals=[goal(at_least=60, by=2030)], series=series)], sources())
    chart = next(one for one in charts(slides(made)) if "Women" in names(one))
    found = {name: (values(one), written(one)) for name, one in names(chart).items()}
    assert found == {
        "Goals": ([60], ["at least 60 by 2030"]),
        "Women": ([10, 20], ["Women: 20"]),
        "Men": ([13, 24], ["Men: 24"]),
    }


def test_a_chart_of_many_series_tells_how_many_it_shows_and_what_its_signs_mean() -> None:
    """Of fourteen regions twelve are drawn; one figure of theirs is provisional."""
    last = figures({2024: 20}, status="provisional")
    series = [
        {
            "of": {"region": f"r{n}"},
            f"{UNWRITABLE}title": {"en": f"Region {n}"},
            "observations": figures({2019: 10}) + last,
        }
        for n in range(14)
    ]
    deck = opened(slides(invented([target(goals=[goal(at_least=60, by=2030)], series=series)], sources())))
    told = "".join(words_on(slide) for slide in deck.slides)
    assert "12of14seriesareshown·○provisional" in told


def test_the_percent_sign_at_the_axis_is_set_as_the_language_sets_it() -> None:
    """In German a blank that does not break stands before it, in English none."""
    share = Vocabulary.model_validate(
        {"units": {"percent": {"title": {"en": "per cent"}, "symbol": {"en": "%"}, "decimals": 1}}}
    )
    given = target(observations=figures({2020: 10, 2024: 30}), goals=[goal(at_least=60, by=2030)])
    made = invented([given], sources(), share)
    found = []
    for language in ("en", "de"):
        some = slides(replace(made, words=words(language)))
        found += [
            one.value_axis.tick_labels.number_format for one in charts(some) if len(one.plots[0].series) > 2
        ]
    assert found == ['[$-809]#,##0"%"', '[$-407]#,##0"\u00a0%"']


def sexes() -> Any:
    """Return a target of women, 20 of more than 50 by 2028, and men, 24 of at least 70 by 2030."""
    told = (
        ("Women", figures({2019: 10, 2024: 20}), goal(more_than=50, by=2028)),
        ("Men", figures({2019: 13, 2024: 24}), goal(at_least=70, by=2030)),
    )
    series = [
        {
            "of": {"sex": name.lower()},
            f"{UNWRITABLE}title": {"en": name},
            "goals": [own],
            "observations": observed,
        }
        for name, observed, own in told
    ]
    return invented([target(series=series)], sources())


def test_goals_of_series_have_the_name_and_the_colour_of_their_series() -> None:
    """Each of two goals stands beside its mark, in the colour of the line that it is for."""
    chart = next(one for one in charts(slides(sexes())) if "Women" in names(one))
    series = names(chart)
    for name, told in (("Women", "Women: more than 50 by 2028"), ("Men", "Men: at least 70 by 2030")):
        assert written(series[f"{name}: Goals"]) == [told]
        inks = {
            tuple(series[one]._element.xpath("./c:marker/c:spPr/a:solidFill/a:srgbClr/@val"))
            for one in (name, f"{name}: Goals")
        }
        assert len(inks) == 1


def test_goals_without_room_are_told_above_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mark has a label: the line above the chart says both goals, and a key, in 10 points, the names."""
    monkeypatch.setattr(native, "placed", lambda *_: [])
    file = slides(sexes())
    said = "".join(words_on(slide) for slide in opened(file).slides)
    assert "Women:morethan50by2028·Men:atleast70by2030·" in said
    chart = next(one for one in charts(file) if "Women" in names(one))
    assert chart.legend.font.size.pt == 10
    file = slides(
        invented(
            [target(observations=figures({2020: 10, 2024: 20}), goals=[goal(at_least=30, by=2030)])],
            sources(),
        )
    )
    assert "atleast30by2030·" in "".join(words_on(slide) for slide in opened(file).slides)


def test_the_state_of_a_target_of_series_is_said_once() -> None:
    """It stands in the sentence, where a state before it had neither end nor colon."""
    said = [words_on(slide) for slide in opened(slides(sexes())).slides]
    overall = next(one for one in said if "Overall:" in one)
    state = overall.split("Overall:")[1].split(".")[0]
    assert f"{state}Overall" not in overall


def test_what_is_suppressed_and_a_new_definition_are_drawn() -> None:
    """In 2023 a sign at the axis, which begins at 0; in 2022 an upright line over the whole height."""
    told = figures({2020: 20}) + figures({2022: 31}, **{"break": {"en": "New"}}) + figures({2024: 35})
    hidden = {key: one for key, one in told[0].items() if key != "value"} | {
        "period": 2023,
        "quality": "suppressed",
    }
    chart = drawn(observations=[*told, hidden], goals=[goal(at_least=45, by=2030)])
    series, axis = names(chart), chart.value_axis
    low, high = axis.minimum_scale, axis.maximum_scale
    assert (values(series["suppressed by its source"]), written(series["suppressed by its source"])) == (
        [low],
        ["⊘"],
    )
    assert strokes(series["new definition"]) == {"plus": [0], "minus": [high - low]}
    assert written(series["new definition"]) == ["new definition"]

"""The trajectory: what is drawn where, and that nothing is drawn that was not known."""

import itertools
import json
import re
from datetime import date

import pytest

from tests.drawn import assessed, drawn, setting, target, texts, trace
from tests.portfolio import figures, goal
from tracker import style
from tracker.charts import axes, labels, trajectory
from tracker.language import words

RISING = {2019: 30, 2020: 32, 2021: 35, 2022: 36, 2023: 39, 2024: 41, 2025: 42.5}


def share(**more):
    """Return a share that is to rise from 32 in 2020 to at least 52 by 2030, over 40 by 2025."""
    given = {
        "goals": [goal(at_least=52, by=2030, id="end"), goal(at_least=40, by=2025)],
        "baseline": 2020,
        "observations": figures(RISING),
    }
    return target(**(given | more))


def test_a_figure_of_2024_sits_at_the_end_of_the_band_2024():
    """The band 2024 reaches from 2023.0 to 2024.0 with its name in the middle; a figure sits at its end."""
    made = drawn(trajectory, share())
    observed = next(
        one
        for one in made.figure["data"]
        if "⟦chart.line.observed⟧" in one["name"] and one["mode"] == "lines"
    )
    assert dict(zip(observed["x"], observed["y"], strict=True))[2024.0] == 41
    axis = made.figure["layout"]["xaxis"]
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["2024"] == 2023.5
    assert {2023.0, 2024.0} <= set(axis["minor"]["tickvals"])


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("by", [2026, 2030, 2037])
def test_the_deadline_is_always_on_the_axis(by, narrow):
    """Whatever the deadline, it has a tick and lies within the range."""
    made = drawn(trajectory, share(goals=[goal(at_least=60, by=by)]), narrow=narrow)
    axis = made.figure["layout"]["xaxis"]
    assert str(by) in axis["ticktext"]
    assert axis["range"][0] < by <= axis["range"][1]


@pytest.mark.parametrize("narrow", [False, True])
def test_years_on_the_axis_are_whole_and_do_not_touch(narrow):
    """Ticks of years are whole numbers with room for their four digits."""
    made = drawn(trajectory, share(), narrow=narrow)
    axis, margin = made.figure["layout"]["xaxis"], made.figure["layout"]["margin"]
    assert all(re.fullmatch(r"\d{4}", text) for text in axis["ticktext"])
    wide = style.look(narrow=narrow).width - margin["l"] - margin["r"]
    pixels = [
        (at - axis["range"][0]) / (axis["range"][1] - axis["range"][0]) * wide for at in axis["tickvals"]
    ]
    assert min(b - a for a, b in itertools.pairwise(pixels)) >= 38


def test_the_path_is_the_one_that_is_judged_and_leads_on_to_later_goals():
    """On 22 November 2026 the goal of 2028 is judged: from 32 in 2020 straight to 47, then on to 52.

    The goal of 2025 beside it, a draft and a replaced goal are no part of the way.
    """
    goals = [
        goal(at_least=52, by=2030, id="new", replaces="old"),
        goal(at_least=47, by=2028),
        goal(at_least=40, by=2025),
        goal(at_least=48, by=2030, id="old"),
        goal(at_least=70, by=2027, draft="true"),
    ]
    made = drawn(trajectory, share(goals=goals))
    path = trace(made, "chart.line.required")
    assert list(zip(path["x"], path["y"], strict=True)) == [(2020.0, 32.0), (2028.0, 47.0), (2030.0, 52.0)]
    assert path["line"]["dash"] == "dash"


def test_no_path_leads_toward_worse():
    """A ceiling of 70 over values from 8 to 12 is a flat line at 70, not a climb to it."""
    low = target(goals=[goal(at_most=70, by=2030)], baseline=2020, observations=figures({2020: 8, 2024: 12}))
    made = drawn(trajectory, low)
    assert trace(made, "chart.line.required")["x"] == []
    flat = [one for one in made.figure["layout"]["shapes"] if one["y0"] == one["y1"] == 70.0]
    assert [(one["x0"], one["x1"]) for one in flat] == [(2020.0, 2030.0)]


def test_a_goal_far_away_is_cut_off_with_a_mark_and_its_words():
    """A goal of 2045 would squeeze seven years of figures: the picture ends sooner, an arrow points on."""
    made = drawn(trajectory, share(goals=[goal(at_least=60, by=2045)]))
    axis, marks = made.figure["layout"]["xaxis"], trace(made, "chart.line.goals")
    assert axis["range"][1] < 2032
    assert marks["marker"]["symbol"] == ["triangle-right"]
    assert marks["x"][0] < axis["range"][1]
    assert any("2045" in text for text in texts(made))


def test_a_figure_over_five_years_is_as_long_as_they_are():
    """The mean of 2021 to 2025 is a stroke from the start of 2021 to the end of 2025 and joins no line."""
    means = target(
        goals=[goal(at_least=6, by=2030)],
        observations=[*figures({2019: 5, 2020: 5.5}), *figures({"2021/2025": 5.2})],
    )
    made = drawn(trajectory, means)
    strokes = [one for one in made.figure["layout"]["shapes"] if one["y0"] == one["y1"] == 5.2]
    assert strokes[0]["x0"] < 2020.01
    assert strokes[0]["x1"] == 2025.0
    line = next(one for one in made.figure["data"] if one.get("line", {}).get("dash") == "solid")
    assert 2025.0 not in line["x"]


def test_replaced_goals_stay_visible_but_faint():
    """A goal that was replaced keeps an open marker in the colour of figures that do not count."""
    goals = [goal(at_least=52, by=2030, id="new", replaces="old"), goal(at_least=48, by=2030, id="old")]
    marks = trace(drawn(trajectory, share(goals=goals)), "chart.line.goals")
    by_value = dict(
        zip(marks["y"], zip(marks["marker"]["symbol"], marks["marker"]["color"], strict=True), strict=True)
    )
    assert by_value[48.0] == ("diamond-open", style.LIGHT.rival)
    assert by_value[52.0] == ("diamond", style.LIGHT.target)


def test_lines_differ_without_colour():
    """Observed is solid, required dashed, projected dotted."""
    data = drawn(trajectory, share()).figure["data"]
    dashes = {one["name"]: one["line"]["dash"] for one in data if "dash" in one.get("line", {})}
    assert dashes == {
        "⟦chart.line.observed⟧": "solid",
        "⟦chart.line.required⟧": "dash",
        "⟦chart.line.projected⟧ ⟦period.spoken.year⟧ 2020": "dot",
    }


def test_missing_years_are_gaps():
    """An annual series without 2022 and 2023 is broken there by an empty point."""
    made = drawn(trajectory, share(observations=figures({2020: 32, 2021: 33, 2024: 40, 2025: 41})))
    line = next(one for one in made.figure["data"] if one.get("line", {}).get("dash") == "solid")
    assert line["x"] == [2020.0, 2021.0, None, 2024.0, 2025.0]
    assert line["y"][2] is None
    assert line["connectgaps"] is False


def test_a_series_every_two_years_has_no_gaps():
    """What is published every second year is one line."""
    every_two = {2018: 30, 2020: 32, 2022: 36, 2024: 41}
    made = drawn(trajectory, share(measure={"frequency": "two-years"}, observations=figures(every_two)))
    assert (
        None
        not in next(one for one in made.figure["data"] if one.get("line", {}).get("dash") == "solid")["x"]
    )


def test_a_new_definition_breaks_the_line_and_is_named():
    """A break in the series is a break in the picture, with its words."""
    observations = [*figures({2020: 32, 2021: 33}), *figures({2022: 50, 2023: 52}, **{})]
    observations[2]["break"] = {"en": "all ages"}
    made = drawn(trajectory, share(observations=observations, goals=[]))
    line = next(one for one in made.figure["data"] if one.get("line", {}).get("dash") == "solid")
    assert line["x"] == [2020.0, 2021.0, None, 2022.0, 2023.0]
    assert any("⟦chart.label.break⟧" in text for text in texts(made))


def test_unsettled_figures_have_open_markers():
    """A provisional or estimated figure is an open circle, a final one a filled one."""
    observations = (
        figures({2023: 39})
        + figures({2024: 41}, status="provisional")
        + figures({2025: 42}, status="estimated")
    )
    made = drawn(trajectory, share(observations=observations, baseline={"period": 2020, "value": 32}))
    marks = next(one for one in made.figure["data"] if one["mode"] == "markers" and "observed" in one["name"])
    assert marks["marker"]["symbol"] == ["circle", "circle-open", "circle-open"]
    assert "⟦chart.status.provisional⟧" in marks["customdata"][1]


def test_qualifiers_are_kept():
    """What a source calls "over 42" is not drawn as plain 42."""
    observations = [*figures({2020: 32, 2024: 41}), *figures({2025: 42}, qualifier="over")]
    made = drawn(trajectory, share(observations=observations))
    assert any("⟦qualifier.over⟧" in note["text"] for note in made.figure["layout"]["annotations"])


def test_figures_that_do_not_count_are_crosses():
    """A figure that was set aside is a thin cross and no part of the line."""
    observations = [*figures(RISING), *figures({2023: 55}, set_aside={"en": "another method"})]
    made = drawn(trajectory, share(observations=observations))
    others = trace(made, "chart.line.others")
    assert (others["x"], others["y"], others["marker"]["symbol"]) == ([2023.0], [55.0], ["x-thin"])
    assert "⟦role.set_aside⟧" in others["customdata"][0]


def test_nothing_is_drawn_that_was_not_known_on_the_day():
    """On 1 March 2024 neither the figure published that June nor the one after is in the picture."""
    observations = [
        {"period": "2022", "value": 36, "source": "y2023"},
        {"period": "2023", "value": 77, "source": "y2024"},
    ]
    made = share(observations=observations, baseline={"period": 2020, "value": 32})
    early, late = (
        json.dumps(drawn(trajectory, made, on=day).figure) for day in (date(2024, 3, 1), date(2024, 7, 1))
    )
    assert "77" not in early
    assert "77.0" in late


def test_ranks_have_1_at_the_top():
    """The axis of a rank runs downward from 1, and its ticks are places."""
    made = target(
        measure={"unit": "rank", "rank_of": 193, "frequency": "two-years"},
        goals=[goal(at_most=50, by=2030)],
        baseline=2020,
        observations=figures({2018: 88, 2020: 86, 2022: 86, 2024: 71}),
    )
    axis = drawn(trajectory, made).figure["layout"]["yaxis"]
    assert axis["range"][0] > axis["range"][1]
    assert axis["tickvals"][0] == 1
    assert axis["range"][1] < 1


def test_a_count_begins_at_zero_and_a_share_ends_at_its_limit():
    """76 to 80 firms stand on an axis from zero; 95 to 99 % has no tick beyond 100."""
    firms = target(measure={"unit": "firms"}, observations=figures({2022: 76, 2023: 80}))
    assert drawn(trajectory, firms).figure["layout"]["yaxis"]["range"][0] == 0
    high = share(
        measure={"bounds": [0, 100]},
        observations=figures({2020: 95, 2025: 98}),
        goals=[goal(at_least=99, by=2030)],
    )
    assert max(drawn(trajectory, high).figure["layout"]["yaxis"]["tickvals"]) <= 100


def test_a_projection_stops_at_a_natural_limit():
    """From 60 in 2020 to 90 in 2025, six points a year, 100 is reached in 2026.67 and never passed."""
    steep = share(
        measure={"bounds": [0, 100]},
        observations=figures({2020: 60, 2021: 66, 2022: 72, 2023: 78, 2024: 84, 2025: 90}),
        goals=[goal(at_least=99, by=2030)],
    )
    made = drawn(trajectory, steep)
    line = trace(made, "chart.line.projected")
    assert line["y"] == [90.0, 100.0]
    assert line["x"] == [2025.0, pytest.approx(2025 + 10 / 6)]


def test_a_band_needs_six_annual_figures():
    """Six annual figures carry a band that lies around the straight line; five carry none."""
    made = drawn(
        trajectory, share(observations=figures({2020: 30, 2021: 33, 2022: 34, 2023: 37, 2024: 38, 2025: 42}))
    )
    band = trace(made, "chart.line.band")
    assert band["fill"] == "toself"
    assert min(band["y"]) > 30
    five = drawn(trajectory, share(observations=figures({2021: 33, 2022: 34, 2023: 37, 2024: 38, 2025: 42})))
    assert not [one for one in five.figure["data"] if "band" in one["name"]]


def test_a_growth_rate_is_compared_as_a_mean_and_has_no_path():
    """The mean of growth rates and the level asked for are lines; there is no path between them."""
    rates = target(
        measure={"growth_rate": "true"},
        goals=[goal(at_least=6.5, by=2025)],
        baseline=2020,
        observations=figures({2020: 5, 2021: 4, 2022: 6}),
    )
    made = drawn(trajectory, rates)
    assert trace(made, "chart.line.required")["x"] == []
    levels = [shape["y0"] for shape in made.figure["layout"]["shapes"] if shape["y0"] == shape["y1"]]
    assert 6.5 in levels
    assert any("⟦chart.label.mean⟧" in text for text in texts(made))


def test_no_figures_is_a_card_instead_of_an_empty_plot():
    """Goals without figures stand in large type, without an axis, and it is said that nothing is known."""
    made = drawn(trajectory, target(goals=[goal(at_least=52, by=2030), goal(at_least=40, by=2025)]))
    assert "⟦claim.headline.no_figures⟧" in made.headline
    assert [one["x"] for one in made.figure["data"]] == [[]]
    assert made.figure["layout"]["xaxis"]["visible"] is False
    said = " ".join(texts(made))
    assert all(word in said for word in ("52", "2030", "40", "2025", "⟦chart.card.none⟧"))


def test_one_figure_is_a_card_and_two_are_a_line():
    """A single figure stands beside the goal as a number; a second one makes a trajectory."""
    one = drawn(trajectory, target(goals=[goal(at_least=52, by=2030)], observations=figures({2025: 31})))
    assert [trace["x"] for trace in one.figure["data"]] == [[]]
    assert "31" in " ".join(texts(one))
    both = figures({2024: 30, 2025: 31})
    assert drawn(trajectory, target(goals=[goal(at_least=52, by=2030)], observations=both)).figure["data"][1:]


def test_authors_are_escaped_everywhere():
    """A title full of markup is written out, in the picture and when pointed at; no formula begins."""
    hostile = "<b>x</b> & <a href='javascript:1'>y</a> $a$"
    made = share(title={"en": hostile}, measure={"definition": {"en": hostile}})
    written = "".join(texts(drawn(trajectory, made)))
    assert "<a" not in written
    assert "&lt;a href='javascript:1'&gt;" in written
    assert "$" not in written


@pytest.mark.parametrize("narrow", [False, True])
def test_every_word_comes_from_the_catalogue(narrow):
    """Without the echoes of messages and the author's title only numbers, signs and days are left."""
    made = drawn(trajectory, share(), narrow=narrow)
    for text in texts(made):
        rest = re.sub(r"⟦[^⟧]+⟧|</?b>", " ", text.replace("<br>", ""))
        assert not re.search(
            r"[A-Za-z]{2,}", re.sub(r"Case|Per cent|Statistics Office|Government", "", rest)
        ), text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_is_plain_json_with_its_own_colours(theme):
    """No NaN, no template, none of the placeholder colours of Streamlit, paper and height set."""
    made = share()
    chart = trajectory(assessed(made), setting(made, theme=theme))
    text = json.dumps(chart.figure, allow_nan=False)
    assert not re.search(r"#0000[0-4]\d\b", text)
    assert chart.figure["layout"]["template"] == {}
    assert chart.figure["layout"]["paper_bgcolor"] == style.THEMES[theme].paper
    assert chart.figure["layout"]["height"] >= 400
    assert chart.figure["layout"]["separators"] == ".,"


def test_the_picture_names_its_sources_and_its_day():
    """The source line stands inside the picture, at its foot, with publisher and day of assessment."""
    made = drawn(trajectory, share())
    assert made.source == "⟦chart.source⟧ Statistics Office; Government 2026-11-22"
    foot = [note for note in made.figure["layout"]["annotations"] if "⟦chart.source⟧" in note["text"]]
    assert foot[0]["yanchor"] == "bottom"
    assert foot[0]["yshift"] < 0


def test_a_card_names_the_source_of_the_figure_it_prints():
    """A figure of 2025 is part of no sum over 2026 to 2030, and stands on the card."""
    budget = goal(total={"at_most": 305, "over": "2026/2030"})
    flow = {"unit": "percent", "counts": "flow"}
    made = drawn(trajectory, target(goals=[budget], measure=flow, observations=figures({2025: 71})))
    assert made.source == "⟦chart.source⟧ Statistics Office; Government 2026-11-22"


def test_the_alternative_tells_the_picture():
    """Headline, first and last figure, every goal, the projection and the sources are told."""
    alt = drawn(trajectory, share()).alt
    for part in (
        "⟦chart.alt.trajectory⟧",
        "⟦chart.alt.goal⟧",
        "⟦chart.alt.projected⟧",
        "⟦chart.source⟧",
        "2019",
        "2025",
    ):
        assert part in alt
    assert alt.count("⟦chart.alt.goal⟧") == 2


def test_an_interval_shows_both_bounds():
    """Between 40 and 50 is two markers joined by a line; the path leads to the nearer bound."""
    made = drawn(trajectory, share(goals=[goal(between=[40, 50], by=2030)]))
    assert sorted(trace(made, "chart.line.goals")["y"]) == [40.0, 50.0]
    assert trace(made, "chart.line.required")["y"][-1] == 40.0
    assert [s for s in made.figure["layout"]["shapes"] if (s["x0"], s["y0"], s["y1"]) == (2030.0, 40.0, 50.0)]


def test_a_part_is_drawn_with_the_measure_of_its_target():
    """The definition of the whole stands under the headline of a tier."""
    tiers = target(
        "tiers",
        measure={"unit": "firms", "definition": {"en": "Firms by level"}},
        nesting="exclusive",
        tiers=[{"id": "low", "title": {"en": "Low"}, "goals": [goal(at_least=100, by=2030)]}],
    )
    part = assessed(tiers).parts[0]
    assert "Firms by level" in trajectory(part, setting(tiers), tiers.id).subtitle
    assert "Firms by level" in trajectory(part, setting(tiers)).subtitle


@pytest.mark.parametrize(
    ("periods", "first"),
    [(("2025-01", "2025-04"), "Feb 2025"), (("2024", "2025-Q3"), "1 2025"), (("2020", "2025"), "2020")],
)
def test_a_short_time_is_divided_into_months_or_quarters(periods, first):
    """A third of a year has months, two years have quarters, five have years; never a mixture."""
    made = drawn(trajectory, target(observations=figures(dict.fromkeys(periods, 5))))
    axis = made.figure["layout"]["xaxis"]
    assert axis["ticktext"][0].endswith(first)
    assert len({round(b - a, 9) for a, b in itertools.pairwise(axis["tickvals"])}) == 1
    assert len({re.sub(r"\d|[A-Z][a-z]{2}", "", text) for text in axis["ticktext"]}) == 1
    assert all(a < b for a, b in itertools.pairwise(axis["tickvals"]))
    assert 2 <= len(axis["tickvals"]) <= 12


@pytest.mark.parametrize("by", ["2026-06", "2027-Q3", "2030-06-30"])
def test_a_deadline_within_a_year_lies_inside_the_band_of_its_year(by):
    """The end of June 2026 lies in the middle of the band 2026, whose name is on the axis."""
    made = drawn(trajectory, share(goals=[goal(at_least=60, by=by)]))
    at = trace(made, "chart.line.goals")["x"][0]
    axis = made.figure["layout"]["xaxis"]
    middle = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))[by[:4]]
    assert abs(at - middle) <= 0.5


def test_the_27_of_november_2026_reads_as_late_2026():
    """The day of assessment lies within the band named 2026, near its end."""
    made = drawn(trajectory, share(), on=date(2026, 11, 27))
    axis = made.figure["layout"]["xaxis"]
    day = next(one["x0"] for one in made.figure["layout"]["shapes"] if one["x0"] == one["x1"])
    middle = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["2026"]
    assert 0.3 < day - middle < 0.5


@pytest.mark.parametrize(
    ("high", "ticks"), [(3.2, [0, 1, 2, 3]), (10.8, [0, 5, 10]), (0.4, [0]), (650000.0, None)]
)
def test_what_cannot_be_halved_has_whole_ticks(high: float, ticks: list[float] | None) -> None:
    """Three laws are counted 0, 1, 2, 3 and never 0.5; larger numbers keep their round steps."""
    found = axes.steps(0, high, 5, whole=True)
    assert all(tick.is_integer() for tick in map(float, found))
    assert ticks is None or found == ticks


@pytest.mark.parametrize("language", ["en", "vi", "de", "nb", "sv"])
@pytest.mark.parametrize("width", [180, 360, 720])
@pytest.mark.parametrize("length", [0.3, 0.9, 1.5, 2.1])
def test_names_of_parts_of_a_year_never_run_together(language, width, length):
    """At 12 pixels each name has more than its own width to the middle of the next one."""
    span = (2024.85, 2024.85 + length)
    made = axes.time_ticks(span, [span[1]], words(language), max(2, width // 52), width / 12)
    for (here, name), (there, other) in itertools.pairwise(zip(made.places, made.names, strict=True)):
        taken = (labels.width(name, 12) + labels.width(other, 12)) / 2
        assert (there - here) / length * width > taken

"""The other charts: tiers, allocations, pace, timelines, comparisons, rankings and small multiples."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.drawn import ON, Echo, assessed, drawn, setting, target, texts, trace
from tests.portfolio import figures, goal
from tracker import charts, reader, style
from tracker.charts import labels
from tracker.charts.slope import spread
from tracker.language import words
from tracker.progress import assess
from tracker.scalars import Figure, Period


def levels(nesting="unspecified", **figures_of):
    """Return four tiers of firms: 650, 250, 80 and 20 by 2030."""
    sizes = {"start": 650, "faster": 250, "better": 80, "elite": 20}
    tiers = [
        {
            "id": name,
            "title": {"en": name},
            "goals": [goal(at_least=size, by=2030)],
            **figures_of.get(name, {}),
        }
        for name, size in sizes.items()
    ]
    return target("tiers", measure={"unit": "firms"}, nesting=nesting, tiers=tiers)


def bars(chart, name="chart.line.goals"):
    """Return start and length of the bars of a trace, from the top row down."""
    one = trace(chart, name)
    return list(zip(one["base"], one["x"], strict=True))


def test_separate_tiers_are_put_end_to_end():
    """20, 80, 250 and 650 firms add up to 1,000, the highest tier on top."""
    made = drawn(charts.tiers, levels())
    assert bars(made) == [(0.0, 20.0), (20.0, 80.0), (100.0, 250.0), (350.0, 650.0)]
    assert "1,000" in made.headline
    assert "⟦chart.tiers.exclusive.open⟧" in made.subtitle


def test_nested_tiers_all_begin_at_zero():
    """Read as nested, the lowest tier of 650 holds all the others."""
    made = drawn(charts.tiers, levels(), reading="cumulative")
    assert bars(made) == [(0.0, 20.0), (0.0, 80.0), (0.0, 250.0), (0.0, 650.0)]
    assert "650" in made.headline
    assert "1,000" not in made.headline


def test_a_settled_nesting_is_not_called_open():
    """Where the source says how the tiers are nested, the picture does not doubt it."""
    assert "open" not in drawn(charts.tiers, levels("exclusive")).subtitle


def test_without_a_choice_tiers_are_read_as_their_file_says():
    """650 firms hold the others where the file says so; where it sums nothing, 1,000 stands nowhere."""
    made = drawn(charts.tiers, levels("cumulative"))
    assert bars(made) == [(0.0, 20.0), (0.0, 80.0), (0.0, 250.0), (0.0, 650.0)]
    assert made.subtitle == "⟦chart.tiers.cumulative⟧"
    apart = drawn(charts.tiers, levels("exclusive").model_copy(update={"adds_up": False}))
    assert bars(apart) == [(0.0, 20.0), (0.0, 80.0), (0.0, 250.0), (0.0, 650.0)]
    assert ("1,000" in apart.alt, apart.subtitle) == (False, "⟦chart.tiers.apart⟧")
    assert "chart.tiers.other" in drawn(charts.tiers, levels("cumulative"), reading="exclusive").subtitle


def test_tiers_without_figures_say_so():
    """No bar is filled, the headline says that no figures are published."""
    made = drawn(charts.tiers, levels())
    assert "no_figures" in made.headline
    assert trace(made, "chart.line.observed")["x"] == [None] * 4
    assert sum("⟦figure.none⟧" in text for text in texts(made)) >= 4


def test_tiers_with_figures_fill_their_bar():
    """A figure of 30 firms in the tier of 250 is a solid bar that starts where the tier starts."""
    made = drawn(charts.tiers, levels(faster={"observations": figures({2025: 30})}))
    assert bars(made, "chart.line.observed")[2] == (100.0, 30.0)
    assert "no_figures" not in made.headline


def test_what_no_document_assigns_is_a_row_of_its_own():
    """At least 40 of 100 % leaves 60 that are drawn as a dashed bar, not as a promise."""
    parts = [{"id": "ai", "title": {"en": "AI"}, "goals": [goal(at_least=40)]}]
    made = drawn(charts.allocation, target("allocation", measure={"bounds": [0, 100]}, parts=parts))
    assert bars(made) == [(0.0, 40.0), (40.0, None)]
    rest = [shape for shape in made.figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(shape["x0"], shape["x1"]) for shape in rest] == [(40.0, 100.0)]


def test_parts_that_fill_the_whole_leave_no_rest():
    """50 and 50 are all there is."""
    parts = [{"id": name, "title": {"en": name}, "goals": [goal(at_least=50)]} for name in ("one", "other")]
    made = drawn(charts.allocation, target("allocation", measure={"bounds": [0, 100]}, parts=parts))
    assert bars(made) == [(0.0, 50.0), (50.0, 50.0)]
    assert made.figure["layout"]["xaxis"]["ticktext"][-1].endswith("100")


def test_the_pace_of_a_tier_without_figures_is_an_upper_limit():
    """4.5 years before the deadline 650 firms are 144.4 a year at most; no promise is drawn."""
    made = drawn(charts.pace, levels(), on=date(2026, 6, 30))
    limits = [shape["x1"] for shape in made.figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert limits[-1] == pytest.approx(650 / 4.5)
    assert trace(made, "chart.line.goals")["x"] == [None] * 4
    assert "⟦chart.pace.most⟧" in made.alt


def test_pace_needed_and_pace_managed_stand_in_one_row():
    """From 10 in 2020 to 20 in 2025 is 2 a year; 80 more by 2030 need 16 a year."""
    made = target(
        measure={"unit": "firms"},
        goals=[goal(at_least=100, by=2030)],
        baseline=2020,
        observations=figures({2020: 10, 2025: 20}),
    )
    chart = drawn(charts.pace, made)
    assert bars(chart) == [(0.0, 16.0)]
    assert bars(chart, "chart.line.observed") == [(0.0, 2.0)]


@pytest.mark.parametrize(("said", "heard"), [("about", "about"), ("over", "under"), ("under", "over")])
def test_a_pace_needed_after_a_vague_figure_is_as_vague(said, heard):
    """From over 20 to 100 under 80 lack, so that under 16 a year are needed: with a baseline and without."""
    known = [*figures({2020: 10}), figures({2025: 20})[0] | {"qualifier": said}]
    for observations in (known, known[1:]):
        made = target(
            measure={"unit": "firms"}, goals=[goal(at_least=100, by=2030)], observations=observations
        )
        told = charts.pace(assessed(made), replace(setting(made), words=words("en"))).alt
        assert f"{heard} 16 firms a year needed" in told


def law(**more):
    """Return four steps: done in time, done late, overdue and without a date."""
    steps = [
        {
            "id": "late",
            "title": {"en": "Late"},
            "due": "2024",
            "records": [{"state": "done", "on": "2025-06-30", "source": "office"}],
        },
        {
            "id": "done",
            "title": {"en": "Done"},
            "due": "2024",
            "records": [{"state": "done", "on": "2024-06-30", "source": "office"}],
        },
        {
            "id": "over",
            "title": {"en": "Over"},
            "due": "2025",
            "records": [{"state": "in_progress", "on": "2025-03", "source": "office"}],
        },
        {"id": "open", "title": {"en": "Open"}},
    ]
    return target("milestones", steps=steps, **more)


def test_a_timeline_shows_state_by_symbol_and_word():
    """Done, done late and overdue have their symbol at their date; every step has its word."""
    made = charts.timeline([assessed(law())], setting(law()))
    marks = trace(made, "chart.line.steps")
    states = ("done", "done_late", "overdue")
    assert marks["marker"]["symbol"] == [style.SIGNS[state].symbol for state in states]
    assert marks["x"] == [2023.5, 2024.5, 2025.0]
    for title in ("Done", "Late", "Over", "Open"):
        assert any(title in text for text in texts(made))
    assert "2 " in made.headline


def test_a_timeline_marks_the_day_of_assessment():
    """The dotted line stands at the day, not at the end of its year."""
    made = charts.timeline([assessed(law())], setting(law()))
    days = [shape["x0"] for shape in made.figure["layout"]["shapes"] if shape["yref"] == "paper"]
    assert days == [pytest.approx(2025 + (10 + 22 / 30) / 12)]


def way(name, **values):
    """Return an indicator from 0 in 2020 to 100 in 2030 with one later figure."""
    given = {
        "goals": [goal(at_least=100, by=2030)],
        "baseline": 2020,
        "title": {"en": name},
        "id": re.sub("[^a-z]", "", name.lower()),
    }
    return target(observations=figures({2020: 0, 2025: values["now"]}), **given)


def test_compare_puts_the_way_against_the_time():
    """Half the way in half the time lies on the diagonal."""
    made = charts.compare([assessed(way("Half", now=50)), assessed(way("Back", now=-80))], setting())
    dots = trace(made, "chart.line.targets")
    assert (dots["x"][0], dots["y"][0]) == (0.5, 0.5)
    assert dots["y"][1] > -0.5
    assert any("\u221280" in text for text in texts(made))


def test_compare_leaves_out_what_has_no_share():
    """An assessment without figures is not drawn at zero."""
    made = charts.compare([assessed(target(goals=[goal(at_least=1, by=2030)]))], setting())
    assert trace(made, "chart.line.targets")["x"] == []


def test_what_lies_upon_each_other_in_compare_is_told_apart():
    """Nine levels at one place: no two names read the same, and each number stands in the picture."""
    long = (
        "Homes by energy class as the revised directive of the union on the performance of buildings counts"
    )
    tiers = [
        {
            "id": f"t{n}",
            "title": {"en": f"Class {n}"},
            "goals": [goal(at_least=100 * n, by=2030)],
            "observations": figures({2022: 10 * n, 2025: 50 * n}),
        }
        for n in range(1, 10)
    ]
    given = target("tiers", title={"en": long}, measure={"unit": "firms"}, nesting="exclusive", tiers=tiers)
    made = charts.compare(assessed(given).parts, setting(given))
    said = [re.sub("<[^>]+>", "", one["text"]) for one in made.figure["layout"]["annotations"]]
    named = {text for text in said if text.startswith("Class")}
    numbered = [number for text in said for number in re.findall(r"^\d|(?<=, )\d", text)]
    assert len(named) + len(set(numbered)) == 9


def test_slope_compares_like_with_like():
    """A target whose goal was replaced between the days is not drawn as progress."""
    same = way("Same", now=50)
    other = way("Other", now=50)
    lower = target(
        id="other",
        title={"en": "Other"},
        goals=[goal(at_least=60, by=2030)],
        baseline=2020,
        observations=figures({2020: 0, 2025: 50}),
    )
    made = charts.slope([assessed(same), assessed(other)], [assessed(same), assessed(lower)], setting())
    assert [one["name"] for one in made.figure["data"]] == ["Same"]


def test_ranked_dots_run_from_the_largest_down():
    """The largest value stands on top, and the line of the whole country is drawn."""
    ranking = charts.Ranking(
        {"en": "Share"},
        "percent",
        Period.parse("2025"),
        [("A", Figure(13.4, 1)), ("B", Figure(46.3, 1))],
        ON,
        ("office",),
        14.0,
    )
    made = charts.ranked_dots(ranking, setting())
    assert made.figure["data"][0]["x"] == [46.3, 13.4]
    assert made.figure["layout"]["yaxis"]["ticktext"] == ["B", "A"]
    assert made.figure["layout"]["yaxis"]["range"][0] > made.figure["layout"]["yaxis"]["range"][1]
    assert [shape["x0"] for shape in made.figure["layout"]["shapes"]] == [14.0]


def test_places_of_one_figure_stand_in_the_order_of_the_language():
    """Đ comes after D and before E in Vietnamese, Å after Z in Swedish: never by the number of a letter."""
    tied = [(name, Figure(12.5, 1)) for name in ("Đồng Nai", "Hà Nội", "Điện Biên", "Cần Thơ", "An Giang")]
    ranking = charts.Ranking({"en": "Share"}, "percent", Period.parse("2025"), tied, ON, ("office",))
    made = charts.ranked_dots(ranking, replace(setting(), words=Echo("vi")))
    names = ["An Giang", "Cần Thơ", "Điện Biên", "Đồng Nai", "Hà Nội"]
    assert made.figure["layout"]["yaxis"]["ticktext"] == names


def test_small_multiples_have_axes_of_their_own():
    """Three targets are three pairs of axes, side by side or one below the other on a phone."""
    three = [assessed(way(name, now=50)) for name in ("One", "Two", "Three")]
    made = charts.multiples(three, setting(*(way(name, now=50) for name in ("One", "Two", "Three"))))
    layout = made.figure["layout"]
    assert {"xaxis", "xaxis2", "xaxis3", "yaxis", "yaxis2", "yaxis3"} <= set(layout)
    assert layout["xaxis2"]["domain"][0] > layout["xaxis"]["domain"][1]
    narrow = charts.multiples(three, setting(narrow=True)).figure["layout"]
    assert narrow["xaxis"]["domain"] == narrow["xaxis2"]["domain"]


EVERY = {
    "tiers": lambda narrow: drawn(charts.tiers, levels(), narrow=narrow),
    "pace": lambda narrow: drawn(charts.pace, levels(), narrow=narrow),
    "allocation": lambda narrow: drawn(
        charts.allocation,
        target("allocation", parts=[{"id": "a", "title": {"en": "<i>A</i>"}, "goals": [goal(at_least=4)]}]),
        narrow=narrow,
    ),
    "timeline": lambda narrow: charts.timeline([assessed(law())], setting(law(), narrow=narrow)),
    "compare": lambda narrow: charts.compare([assessed(way("<i>Half</i>", now=50))], setting(narrow=narrow)),
    "slope": lambda narrow: charts.slope(
        *[[assessed(way("<i>Half</i>", now=50))]] * 2, setting(narrow=narrow)
    ),
    "multiples": lambda narrow: charts.multiples(
        [assessed(way("<i>Half</i>", now=50))], setting(narrow=narrow)
    ),
    "empty compare": lambda narrow: charts.compare([], setting(narrow=narrow)),
    "empty timeline": lambda narrow: charts.timeline([], setting(narrow=narrow)),
    "empty slope": lambda narrow: charts.slope([], [], setting(narrow=narrow)),
    "empty multiples": lambda narrow: charts.multiples([], setting(narrow=narrow)),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", EVERY)
def test_every_chart_keeps_the_rules(name, narrow):
    """Plain JSON without NaN, escaped titles, explicit look, an alternative, words from the catalogue."""
    made = EVERY[name](narrow)
    text = json.dumps(made.figure, allow_nan=False)
    assert "<i>" not in text
    assert not re.search(r"#0000[0-4]\d\b", text)
    assert made.figure["layout"]["template"] == {}
    assert made.figure["layout"]["height"] > 100
    assert made.alt
    assert made.headline.startswith("⟦chart.headline.")
    assert all(one["customdata"] is not None for one in made.figure["data"] if "customdata" in one)


def test_labels_never_lie_on_each_other_or_on_a_mark():
    """Of five labels for marks close together, those that are placed do not overlap."""
    spots = [(100.0 + 3 * n, 100.0) for n in range(5)]
    wanted = [
        labels.Label((spot,), ("a label", "of two lines"), "#000000", 13, needed=n < 2)
        for n, spot in enumerate(spots)
    ]
    placed, missed = labels.place(wanted, spots * 4, labels.Box(0, 0, 400, 300))
    assert len(placed) >= 2
    assert len(placed) + len(missed) == 5
    for n, one in enumerate(placed):
        assert not any(one.box.holds(x, y) for x, y in spots)
        assert not any(one.box.meets(other.box) for other in placed[n + 1 :])


def test_a_label_that_finds_no_room_is_told_to_the_caller():
    """In a room too small for it nothing is drawn, and its number is handed back."""
    room = labels.Box(0, 0, 30, 10)
    label = labels.Label(((5.0, 5.0),), ("much too long for this",), "#000000", 13)
    assert labels.place([label], [], room) == ([], [0])


def test_long_texts_wrap_and_end_in_an_ellipsis():
    """No line is wider than its room, whatever the words, and what is cut shows it."""
    text = "Tỷ lệ hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình " * 3
    lines = labels.wrap(text, 13, 200, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(labels.width(line, 13) <= 200 for line in lines)
    assert labels.wrap("x" * 100, 13, 80)[0] != "x" * 100


def test_a_number_is_not_parted_from_its_unit():
    """Where a line ends, 70 and its percent sign go to the next line together, as do thousands."""
    room = labels.width("mål: minst 70", 13) + 1
    assert labels.wrap("mål: minst 70\u00a0% nu", 13, room) == ["mål: minst", "70\u00a0% nu"]
    assert labels.wrap("minst 650\u00a0000", 13, labels.width("minst 650", 13)) == ["minst", "650\u00a0000"]


def test_names_beside_a_slope_are_moved_apart():
    """Three names at one height end 15 pixels apart, inside the plot."""
    moved = spread([95.0, 95.0, 96.0], 15.0, 100.0)
    assert moved == [70.0, 85.0, 100.0]
    assert spread([10.0, 50.0], 15.0, 100.0) == [10.0, 50.0]


@pytest.mark.parametrize("language", ["en", "vi", "de"])
def test_on_a_phone_the_word_beside_a_step_stays_in_the_picture(language: str) -> None:
    """A word that fits on neither side of its symbol is set in two lines, none of them cut."""
    root = Path(__file__).parents[1]
    read, _ = reader.load(root)
    milestones = [assess(one, ON, read.sources) for one in read.targets.values() if one.kind == "milestones"]
    look = style.look("light", narrow=True)
    for width in (340, 420):
        made = charts.timeline(milestones, charts.Setting(words(language), replace(look, width=width), read))
        layout = made.figure["layout"]
        left, right = layout["margin"]["l"], layout["margin"]["r"]
        low, high = layout["xaxis"]["range"]
        beside = [
            note for note in layout["annotations"] if note.get("xref") == "x" and note.get("yref") == "y"
        ]
        assert len(beside) > 20
        for note in beside:
            at = left + (note["x"] - low) / (high - low) * (width - left - right) + note["xshift"]
            wide = max(labels.width(line, look.text - 1) for line in note["text"].split("<br>"))
            ends = (at, at + wide) if note["xanchor"] == "left" else (at - wide, at)
            assert ends[0] >= 0, note["text"]
            assert ends[1] <= width, note["text"]


@pytest.mark.parametrize("language", ["en", "vi", "de"])
def test_on_a_phone_no_text_of_a_timeline_covers_another(language: str) -> None:
    """Titles of one or two lines, words of one or two lines and the day of assessment stand apart."""
    read, _ = reader.load(Path(__file__).parents[1])
    milestones = [assess(one, ON, read.sources) for one in read.targets.values() if one.kind == "milestones"]
    look = style.look("light", narrow=True)
    for width in (340, 420):
        made = charts.timeline(milestones, charts.Setting(words(language), replace(look, width=width), read))
        boxes = sorted(text_boxes(made.figure["layout"], width))
        assert len(boxes) > 60
        for n, (_, bottom, left, right, text) in enumerate(boxes):
            for below_top, _, other_left, other_right, other in boxes[n + 1 :]:
                if below_top >= bottom - 2:
                    break
                assert other_left >= right or other_right <= left, (text, other)


def text_boxes(layout, width):
    """Yield top, bottom, left and right of every text over the rows of a chart, in pixels, and the text."""
    edge, high = layout["margin"], layout["height"]
    wide, tall = width - edge["l"] - edge["r"], high - edge["t"] - edge["b"]
    across, rows = layout["xaxis"]["range"], layout["yaxis"]["range"]
    for note in layout["annotations"]:
        if note.get("yref") == "paper" and note.get("xref") == "paper":
            continue
        x = note["x"] if note["xref"] == "paper" else (note["x"] - across[0]) / (across[1] - across[0])
        y = note["y"] if note["yref"] == "paper" else (note["y"] - rows[0]) / (rows[1] - rows[0])
        lines, size = note["text"].split("<br>"), note["font"]["size"]
        length, height = max(labels.width(line, size) for line in lines), len(lines) * size * labels.LINE
        left = edge["l"] + x * wide + note.get("xshift", 0)
        left -= {"left": 0.0, "right": length}.get(note.get("xanchor", "center"), length / 2)
        bottom = edge["t"] + (1 - y) * tall - note.get("yshift", 0)
        bottom += height / 2 if note["yanchor"] == "middle" else 0.0
        yield bottom - height, bottom, left, left + length, note["text"]

"""Labels in a trajectory: none on another, on a mark or on a line, and no goal without its words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import SOURCES, portfolio
from tests.portfolio import figures, goal, target
from tracker import reader, style
from tracker.charts import Chart, Setting, compare, labels, trajectory
from tracker.comparing import shares
from tracker.language import LANGUAGES, Words
from tracker.language import words as spoken
from tracker.model import Portfolio
from tracker.progress import Assessment, assess
from tracker.scalars import Period

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)
WIDTHS = (340, 420, 500, 720, 940, 1920)
Box = tuple[float, float, float, float]


def pixel(figure, x, y):
    """Return the place of a value in the picture, by the ranges and margins that a browser gets."""
    layout = figure["layout"]
    margin, (left, right), (low, high) = layout["margin"], layout["xaxis"]["range"], layout["yaxis"]["range"]
    wide = layout["width"] - margin["l"] - margin["r"]
    tall = layout["height"] - margin["t"] - margin["b"]
    return (
        margin["l"] + (x - left) / (right - left) * wide,
        margin["t"] + (high - y) / (high - low) * tall,
    )


def size(text, points):
    """Return width and height of an annotation."""
    bold = 1.06 if "<b>" in text else 1.0
    lines = [re.sub(r"</?b>", "", line) for line in text.split("<br>")]
    return max(labels.width(line, points) for line in lines) * bold, len(lines) * points * labels.LINE


def boxes(figure) -> list[tuple[str, Box]]:
    """Return the words in the plot with the rectangles that they take."""
    found = []
    for note in figure["layout"]["annotations"]:
        if note["xref"] != "x":
            continue
        wide, high = size(note["text"], note["font"]["size"])
        if note["yref"] == "paper":
            x, y = pixel(figure, note["x"], figure["layout"]["yaxis"]["range"][1])
            y -= note["yshift"] + high / 2
        else:
            x, y = pixel(figure, note["x"], note["y"])
        x += note.get("xshift", 0) + note.get("ax", 0)
        y += note.get("ay", 0) - (note.get("yshift", 0) if note["yref"] == "y" else 0)
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[note["xanchor"]]
        found.append((note["text"], (left, y - high / 2, left + wide, y + high / 2)))
    return found


def marks(figure):
    """Return the middles of all marks."""
    for one in figure["data"]:
        if one["mode"] == "markers":
            yield from (pixel(figure, x, y) for x, y in zip(one["x"], one["y"], strict=True))


def lines(figure):
    """Return all strokes: lines of the traces and straight shapes in values."""
    for one in figure["data"]:
        spots = list(zip(one["x"], one["y"], strict=True)) if one.get("line", {}).get("dash") else []
        for start, end in pairwise(spots):
            if None not in (*start, *end):
                yield pixel(figure, *start), pixel(figure, *end)
    for one in figure["layout"].get("shapes", ()):
        if one["yref"] == "y" and one["x0"] != one["x1"]:
            yield pixel(figure, one["x0"], one["y0"]), pixel(figure, one["x1"], one["y1"])


def crosses(stroke, box: Box) -> bool:
    """Tell whether a stroke runs through a rectangle (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = stroke
    start, end = 0.0, 1.0
    for delta, low, high in ((x1 - x0, box[0] - x0, box[2] - x0), (y1 - y0, box[1] - y0, box[3] - y0)):
        if math.isclose(delta, 0.0, abs_tol=1e-12):
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / delta, high / delta))
        start, end = max(start, near), min(end, far)
    return start < end


def shrunk(box: Box, by: float) -> Box:
    """Return a rectangle without a rim of some pixels."""
    return box[0] + by, box[1] + by, box[2] - by, box[3] - by


def faults(chart: Chart, width: int) -> list[str]:
    """Return what is covered in a picture."""
    figure = {**chart.figure, "layout": chart.figure["layout"] | {"width": width}}
    found, told = [], boxes(figure)
    for place, (text, box) in enumerate(told):
        left, top, right, bottom = shrunk(box, 1.0)
        found += [
            f"{text} on {other}"
            for other, (a, b, c, d) in told[place + 1 :]
            if left < c - 1 and a + 1 < right and top < d - 1 and b + 1 < bottom
        ]
        found += [
            f"{text} on a mark"
            for x, y in marks(figure)
            if left - 4 < x < right + 4 and top - 4 < y < bottom + 4
        ]
        found += [
            f"{text} on a line" for stroke in lines(figure) if crosses(stroke, (left, top, right, bottom))
        ]
    return found


def untold(chart: Chart, assessment, words: Words) -> list[str]:
    """Return the deadlines of goals that no text in the picture names."""
    said = " ".join(note["text"].replace("<br>", " ") for note in chart.figure["layout"]["annotations"])
    plain = " ".join(re.sub(r"</?b>", "", said).split())
    return [
        one.goal.by.text
        for one in assessment.goals
        if one.role not in ("draft", "replaced") and one.goal.by and _time(one.goal.by, words) not in plain
    ]


def _time(by: Period, words: Words) -> str:
    """Return a period, or the end of a moving window, whose months are declined in a sentence."""
    return words.end(by) if by.window else words.period(by)


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_our_targets_covers_anything_and_every_goal_is_told(width: int, language: str) -> None:
    """At six widths and in five languages, over all indicators and parts of every portfolio."""
    words, wrong = spoken(language), []
    for held in held_portfolios():
        setting = Setting(words, replace(style.look("light", narrow=width < 520), width=width), held)
        for name, leaf in leaves(held):
            chart = trajectory(leaf, setting, name)
            wrong += [f"{name}: {fault}" for fault in faults(chart, width)]
            wrong += [f"{name}: {by} is not told" for by in untold(chart, leaf, words)]
    assert wrong == []


@cache
def held_portfolios() -> list[Portfolio]:
    """Return the data of the product and the portfolios beside it."""
    return [reader.load(folder)[0] for folder in (ROOT, *sorted((ROOT / "portfolios").iterdir()))]


def leaves(held: Portfolio) -> Iterator[tuple[str, Assessment]]:
    """Yield everything of a portfolio that is drawn over time, with the id of its target."""
    for one in held.targets.values():
        whole = assess(one, ON, held.sources)
        if one.kind == "indicator":
            yield one.id, whole
        elif one.kind != "milestones":
            yield from ((one.id, part) for part in whole.parts)


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("width", WIDTHS)
def test_no_name_in_a_comparison_covers_anything_and_none_is_cut(width: int, language: str) -> None:
    """All that has a place, twelve at a time: each dot is named in the plot or in full below it."""
    words, wrong = spoken(language), []
    for held in held_portfolios():
        setting = Setting(words, replace(style.look("light", narrow=width < 520), width=width), held)
        placed = [leaf for _, leaf in leaves(held) if shares(leaf)]
        for some in (placed[at : at + 12] for at in range(0, len(placed), 12)):
            chart = compare(some, setting)
            wrong += faults(chart, width)
            below = chart.figure["layout"]["annotations"][-1]["text"]
            wrong += [f"cut: {below}"] if "…" in below.split("<br>") else []
            assert chart.figure["layout"]["height"] >= 400
    assert wrong == []


def test_two_labels_beside_each_other_are_not_read_as_one() -> None:
    """Above its mark the number would end three pixels before a text: it moves to where there is air."""
    number = labels.Label(((103.0, 50.0),), ("1",), "#000", 10)
    text = labels.Box(109, 20, 166, 80)
    (placed,), missed = labels.place([number], [], labels.Box(0, 0, 300, 100), [text])
    assert not missed
    assert placed.box.right + 5 <= text.left
    (tight,), missed = labels.place([number], [], labels.Box(96, 0, 300, 100), [text])  # no air is to be had
    assert not missed
    assert not tight.box.meets(text)


def test_a_label_stands_nearest_to_its_own_mark() -> None:
    """Goals of 99, 90 and 70 for one year: no label lies closer to the mark of another than to its own."""
    marks = [(100.0, 20.0), (100.0, 44.0), (100.0, 110.0)]
    wanted = [labels.Label((spot,), ("at least 99%", "by 2026"), "black", 12) for spot in marks]
    placed, missed = labels.place(
        wanted, [(112.0, float(y)) for y in range(0, 60)], labels.Box(0, 0, 300, 200)
    )
    assert missed == []
    for one in placed:
        own = math.dist(one.spot, labels.nearest(one.spot, one.box))
        others = [math.dist(spot, labels.nearest(spot, one.box)) for spot in marks if spot != one.spot]
        assert own <= min(others) or one.apart > labels.TIED


def test_the_lines_of_labels_cross_no_other_and_end_at_no_other_mark() -> None:
    """Of 99 and 90 for one year the words of the upper stood below the lower: 1 seemed to be 99."""
    upper, lower = (100.0, 20.0), (100.0, 44.0)
    words = labels.Label((upper,), ("at least 99%", "by 2026"), "black", 12)
    number = labels.Label((lower,), ("1",), "black", 12)
    room, line = labels.Box(0, 10, 300, 200), labels.Stroke(97, 0, 97, 200)
    covered = [line, labels.Box(93, 13, 107, 27), labels.Box(93, 37, 107, 51), labels.Box(107, 0, 300, 30)]
    (first, second), missed = labels.place([words, number], covered, room)
    assert missed == []
    assert first.apart > labels.TIED
    assert math.dist(lower, labels.nearest(lower, first.box)) >= labels.TIED
    assert math.dist(lower, labels.nearest(lower, second.box)) < labels.TIED
    lines = [labels.along([one.spot, one.end]) for one in (first, second)]
    assert min(math.dist(one, other) for one in lines[0] for other in lines[1]) >= 2


def test_a_line_is_covered_in_every_cell_that_it_crosses() -> None:
    """From the corner (0, 0) to (30, 6) in cells of three pixels: ten to the right and two down."""
    ink = labels.Ink(labels.strokes([(0, 0), (29.9, 5.9)]), labels.Box(0, 0, 60, 30))
    assert [f"{row:b}"[::-1] for row in ink.rows[:3]] == ["111111", "0000011111", "0"]
    assert ink.under(13, 1, 14, 2)
    assert not ink.under(19, 0, 40, 3)


VALUES = st.floats(0, 100).map(lambda value: round(value, 1))
SERIES = st.dictionaries(st.integers(2008, 2026), VALUES, min_size=1, max_size=19)
GOALS = st.lists(
    st.tuples(st.integers(2024, 2045), VALUES), min_size=1, max_size=5, unique_by=lambda one: one[0]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(series=SERIES, goals=GOALS, width=st.sampled_from(WIDTHS), language=st.sampled_from(list(LANGUAGES)))
def test_no_label_of_a_drawn_series_covers_anything_and_every_goal_is_told(
    series, goals, width, language
) -> None:
    """Whatever the figures and goals are, however they crowd."""
    made = target(
        goals=[goal(at_least=value, by=by) for by, value in goals],
        observations=figures(dict(sorted(series.items()))),
    )
    words = spoken(language)
    look = replace(style.look("light", narrow=width < 520), width=width)
    leaf = assess(made, ON, SOURCES)
    chart = trajectory(leaf, Setting(words, look, portfolio(made)))
    assert faults(chart, width) == []
    assert untold(chart, leaf, words) == []


UNIT_RANGES = {"percent": (0.0, 100.0), "firms": (0.0, 3e6), "rank": (1.0, 190.0)}
PERIODS = ("{y}", "{y}", "{y}-Q{q}", "{y}-H{h}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}/{end}")


def scattered(chance: Random):
    """Return a target with figures of any spans in one of three units, and with up to five goals."""
    unit = chance.choice(list(UNIT_RANGES))
    low, high = UNIT_RANGES[unit]
    low = -high if unit != "rank" and chance.random() < 0.2 else low

    def value() -> float:
        found = chance.uniform(low, high)
        return round(found, 1) if unit == "percent" else round(found)

    usual, observed = chance.choice(PERIODS[:-1]), {}
    for year in sorted(chance.sample(range(2008, 2027), chance.randint(1, 19))):
        for _ in range(chance.choice((1, 1, 1, 3))):
            form = usual if chance.random() < 0.9 else chance.choice(PERIODS)
            end, half, quarter = year + chance.randint(1, 4), chance.randint(1, 2), chance.randint(1, 4)
            month, day = chance.randint(1, 12), chance.randint(1, 28)
            observed[form.format(y=year, end=end, h=half, q=quarter, m=month, d=day)] = value()
    years = chance.sample(range(2024, 2046), chance.randint(1, 5))
    asked = [
        goal(**{chance.choice(("at_least", "at_most")): value()}, by=chance.choice((y, f"{y}-06")))
        for y in years
    ]
    every = chance.choice(("year", "quarter", "month"))
    return target(measure={"unit": unit, "frequency": every}, goals=asked, observations=figures(observed))


@pytest.mark.parametrize("seed", range(4))
def test_in_thousands_of_drawn_series_no_label_covers_anything(seed: int) -> None:
    """Years, halves, quarters, months, days and spans; shares, counts and ranks; both looks, every width."""
    chance, wrong = Random(seed), []
    for number in range(500):
        made, width = scattered(chance), chance.choice(WIDTHS)
        words = spoken(chance.choice(list(LANGUAGES)))
        look = replace(style.look(chance.choice(("light", "dark")), narrow=width < 520), width=width)
        leaf = assess(made, ON, SOURCES)
        chart = trajectory(leaf, Setting(words, look, portfolio(made)))
        wrong += [f"{number}: {fault}" for fault in faults(chart, width) + untold(chart, leaf, words)]
    assert wrong == []


def test_no_line_ends_within_a_period() -> None:
    """However narrow, 2021 – 2025 stays on one line, in a heading and in a label."""
    for room in range(60, 400, 20):
        assert not [
            line
            for line in labels.wrap("at least 6.5% a year over 2021 – 2025", 14, room)
            if line.endswith("–") or line.startswith("–")
        ]


@pytest.mark.parametrize(
    ("by", "told"),
    [({"by": "2021/2025"}, "over 2021 – 2025"), ({"for": "2026"}, "for 2026"), ({"by": "2026"}, "by 2026")],
)
def test_a_goal_in_a_picture_says_its_time_as_the_sentence_does(by: dict[str, str], told: str) -> None:
    """Over a stretch, for one period, or by its end."""
    made = target(goals=[goal(at_least=60, **by)], observations=figures({2019: 30, 2023: 40}))
    leaf = assess(made, ON, SOURCES)
    chart = trajectory(leaf, Setting(spoken("en"), style.look("light"), portfolio(made)))
    said = [
        note["text"].replace("<br>", " ").replace("\u00a0", " ")
        for note in chart.figure["layout"]["annotations"]
    ]
    assert any(told in one for one in said)

"""Slope: how far targets had come on two days, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker import printed, style
from tracker.charts import axes, labels
from tracker.charts.canvas import (
    Chart,
    Layout,
    Plane,
    Setting,
    Texts,
    Trace,
    chart,
    margins,
    note,
    source_line,
)
from tracker.charts.phrases import full_name
from tracker.progress import Assessment

Pair = tuple[Assessment, Assessment]


def slope(before: Sequence[Assessment], after: Sequence[Assessment], setting: Setting) -> Chart:
    """Return how the share of the gap closed moved between two days, one line for each assessment.

    Only those that carry a share on both days, toward the same goal from the same baseline.

    Args:
        before: the assessments of the earlier day.
        after: those of the later day; they are matched by the ids of target and part.
        setting: language, look and portfolio.
    """
    words, look = setting.words, setting.look
    pairs = moves(before, after)
    days = [words.short_day(one[0].on) if one else "" for one in (before, after)]
    texts = _slope_texts(pairs, (days[0], days[1]), setting)
    shares = [share for pair in pairs for share in (pair[0].gap_closed or 0.0, pair[1].gap_closed or 0.0)]
    low, high = axes.value_range([0.0, 1.0, *shares], None)
    ticks = axes.steps(low, high, 4)
    names = [words.percent(tick) for tick in ticks]
    left = max(labels.width(name, look.text - 1) for name in names) + 22
    edge = margins(look, texts, (left, 130 if look.narrow else 230), below=30)
    lines = [labels.wrap(full_name(one, setting), look.small, edge["r"] - 18) for _, one in pairs]
    apart = max(map(len, lines), default=1) * look.small * labels.LINE
    if not look.fill:  # a name is never cut: the picture grows until each has its place
        setting = setting.sized(max(look.height, round(edge["t"] + edge["b"] + len(pairs) * apart)))
    plane = Plane((-0.06, 1.03), (low, high), edge, setting.look)
    layout = {
        "xaxis": style.axis(look, plane.x, (0.0, 1.0), days) | {"showline": True},
        "yaxis": style.axis(look, plane.y, ticks, names) | {"showgrid": True},
        "annotations": _slope_labels(list(zip(pairs, lines, strict=True)), plane, apart),
    }
    return chart(setting, plane, texts, [_slope_line(pair, setting) for pair in pairs], layout)


def moves(before: Iterable[Assessment], after: Iterable[Assessment]) -> list[Pair]:
    """Return what can be compared on two days: with a share on both, and toward the same goal."""
    earlier, later = (
        [one for one in ones if printed.gap_closed(one) is not None] for ones in (before, after)
    )
    known = {one.key: one for one in earlier}
    found = [(known[one.key], one) for one in later if one.key in known]
    return [(was, now) for was, now in found if (was.goal, was.baseline) == (now.goal, now.baseline)]


def _moved(pair: Pair, setting: Setting) -> str:
    return setting.wording.way_since(*pair)


def _slope_texts(pairs: Sequence[Pair], days: tuple[str, str], setting: Setting) -> Texts:
    words = setting.words
    closer = sum((now.gap_closed or 0.0) > (was.gap_closed or 0.0) + 1e-9 for was, now in pairs)
    head = words(
        "chart.headline.slope", closer=words.number(closer), total=words.number(len(pairs)), since=days[0]
    )
    small = words("chart.subtitle.slope")
    cited = [one.latest.source for _, one in pairs if one.latest]
    source = source_line(setting, pairs[0][1].on, cited) if pairs else ""
    said = [words("chart.alt.slope", headline=head)]
    said += [
        words("chart.alt.row", title=full_name(one[1], setting), line=_moved(one, setting)) for one in pairs
    ]
    return Texts(head, small, source, " ".join([*said, source]))


def _slope_line(pair: Pair, setting: Setting) -> Trace:
    colour = style.state_colour(pair[1].state)
    hover = labels.marked_up([full_name(pair[1], setting), _moved(pair, setting)])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": labels.safe(full_name(pair[1], setting)),
        "x": [0, 1],
        "y": [one.gap_closed for one in pair],
        "line": {"color": colour, "width": 2},
        "marker": {"symbol": [style.sign(one.standing).symbol for one in pair], "size": 10, "color": colour},
        "cliponaxis": False,
        "customdata": [hover, hover],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _slope_labels(named: Sequence[tuple[Pair, list[str]]], plane: Plane, apart: float) -> list[Layout]:
    """Return the names right of the later day, moved apart where they would touch."""
    look = plane.look
    ranked = sorted(named, key=lambda one: -(one[0][1].gap_closed or 0.0))
    ends = [plane.pixel(1, pair[1].gap_closed or 0.0)[1] for pair, _ in ranked]
    found = []
    for (pair, lines), end, at in zip(ranked, ends, spread(ends, apart, plane.high), strict=True):
        place = {"xref": "x", "yref": "y", "x": 1, "xanchor": "left", "xshift": 12, "yanchor": "middle"}
        place |= {"y": pair[1].gap_closed, "yshift": round(end - at, 1), "align": "left"}
        ink = style.state_ink(pair[1].state, look.theme)
        found.append(place | note(labels.marked_up(lines), look.small, ink))
    return found


def spread(places: Sequence[float], apart: float, limit: float) -> list[float]:
    """Return sorted places moved as little as needed so that each is `apart` from the next, up to `limit`."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else place)
    over = max(0.0, moved[-1] - limit) if moved else 0.0
    for n in range(len(moved) - 1, -1, -1):
        ceiling = limit if n == len(moved) - 1 else moved[n + 1] - apart
        moved[n] = min(moved[n], ceiling) if over else moved[n]
    return moved

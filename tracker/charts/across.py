"""Across: targets of any unit side by side, on the scale of the way made and the time used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracker import style
from tracker.charts import labels
from tracker.charts.canvas import (
    Chart,
    Layout,
    Plane,
    Setting,
    Texts,
    Trace,
    chart,
    margins,
    source_line,
    written,
)
from tracker.charts.labels import Box, Label
from tracker.progress import Assessment

_LOWEST, _HIGHEST = -0.25, 1.25
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def compare(
    assessments: Iterable[Assessment], setting: Setting, titles: Mapping[str, str] | None = None
) -> Chart:
    """Return the share of the gap closed against the share of the time used; the diagonal is on schedule.

    Args:
        assessments: those without either share are left out; an outlier stands at the edge, its
            label says the true share.
        setting: language, look and portfolio.
        titles: what to call an assessment instead of its own title, by id.
    """
    words, look = setting.words, setting.look
    shown = [one for one in assessments if one.gap_closed is not None and one.time_used is not None]
    named = {one.id: (titles or {}).get(one.id) or words.text(one.title) for one in shown}
    texts = _texts(shown, named, setting)
    names = [words.percent(share) for share in _QUARTERS]
    left = max(labels.width(name, look.text - 1) for name in names) + 22
    plane = Plane((-0.03, 1.06), _heights(shown), margins(look, texts, (left, 26), below=48, above=20), look)
    points = [
        (_within(one.time_used or 0.0, 0.0, 1.0), _within(one.gap_closed or 0.0, *plane.y)) for one in shown
    ]
    ink = plane.line([(0, 0), (1, 1)])
    for x, y in points:
        across, down = plane.pixel(x, y)
        ink += [(across + dx, down + dy) for dx in (-7, 0, 7) for dy in (-7, 0, 7)] * 2
    wanted = [
        _label(one, named[one.id], spot, plane, setting) for one, spot in zip(shown, points, strict=True)
    ]
    diagonal = plane.label(
        [(0.86, 0.86), (0.7, 0.7), (0.55, 0.55)],
        [words("chart.label.schedule")],
        setting.theme.required,
        needed=False,
    )
    layout = {
        "xaxis": style.axis(look, plane.x, _QUARTERS, names)
        | {"showline": True, "title": _title(words("chart.axis.time"), setting)},
        "yaxis": style.axis(look, plane.y, _QUARTERS, names) | {"showgrid": True},
        "annotations": written(plane, [*wanted, diagonal], ink, Box(0, -16, plane.wide + 22, plane.high)),
    }
    return chart(setting, plane, texts, [_diagonal(setting), _dots(shown, named, points, setting)], layout)


def _heights(shown: Sequence[Assessment]) -> tuple[float, float]:
    """Return the shares at the bottom and the top of the plot, outliers held back."""
    closed = [one.gap_closed or 0.0 for one in shown]
    return max(_LOWEST, min([-0.04, *closed])) - 0.04, min(_HIGHEST, max([1.0, *closed])) + 0.06


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _title(text: str, setting: Setting) -> Layout:
    font = {"family": style.FONT, "size": setting.look.text - 1, "color": setting.theme.muted}
    return {"text": labels.safe(text), "font": font, "standoff": 8}


def _texts(shown: Sequence[Assessment], named: Mapping[str, str], setting: Setting) -> Texts:
    words = setting.words
    ahead = sum((one.gap_closed or 0.0) >= (one.time_used or 0.0) - 1e-9 for one in shown)
    head = words("chart.headline.compare", ahead=words.number(ahead), total=words.number(len(shown)))
    small = words("chart.subtitle.compare")
    cited = [point.source for one in shown for point in (one.latest, one.baseline) if point]
    source = source_line(setting, shown[0].on, cited) if shown else ""
    said = [words("chart.alt.compare", headline=head)]
    said += [words("chart.alt.row", title=named[one.id], line=_shares(one, setting)) for one in shown]
    return Texts(head, small, source, " ".join([*said, source]))


def _shares(one: Assessment, setting: Setting) -> str:
    words = setting.words
    closed, used = words.percent(one.gap_closed or 0.0), words.percent(one.time_used or 0.0)
    return words("chart.shares", state=setting.wording.state(one), closed=closed, used=used)


def _diagonal(setting: Setting) -> Trace:
    line = {"color": setting.theme.required, "dash": "dash", "width": 2}
    name = setting.words("chart.label.schedule")
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [0, 1],
        "y": [0, 1],
        "line": line,
        "hoverinfo": "skip",
    }


def _dots(
    shown: Sequence[Assessment],
    named: Mapping[str, str],
    points: Sequence[tuple[float, float]],
    setting: Setting,
) -> Trace:
    colours = [style.state_colour(one.state) for one in shown]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": setting.words("chart.line.targets"),
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {
            "symbol": [style.SIGNS[one.state].symbol for one in shown],
            "size": 12,
            "color": colours,
            "line": {"color": colours, "width": 2},
        },
        "cliponaxis": False,
        "customdata": [labels.marked_up([named[one.id], _shares(one, setting)]) for one in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _label(one: Assessment, name: str, spot: tuple[float, float], plane: Plane, setting: Setting) -> Label:
    """Return the name beside a dot; an outlier tells its true share."""
    look, closed = setting.look, one.gap_closed or 0.0
    lines = labels.wrap(name, look.small, 110 if look.narrow else 150, most=2)
    outlier = not plane.y[0] < closed < plane.y[1]
    if outlier:
        lines = [*lines, setting.words.percent(closed)]
    colour = style.state_ink(one.state, setting.theme)
    return plane.label([spot], lines, colour, size=look.small, needed=outlier)

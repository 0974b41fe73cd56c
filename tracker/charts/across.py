"""Across: targets of any unit side by side, on the scale of the way made and the time used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    fitted,
    margins,
    source_line,
)
from tracker.charts.labels import Box, Inked, Label, Spot
from tracker.charts.phrases import full_name
from tracker.comparing import shares
from tracker.progress import Assessment

_LOWEST, _HIGHEST = -0.25, 1.25
_LEAST = 240
"""Pixels in height that the plot has at least, however many names are told below it."""
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One assessment in the picture: its name, how much of the way is made and of the time used."""

    assessment: Assessment
    name: str
    closed: float
    used: float

    def spot(self, heights: tuple[float, float]) -> Spot:
        """Return where it stands; what lies outside the picture stands at its edge."""
        low, high = heights
        return min(max(self.used, 0.0), 1.0), min(max(self.closed, low), high)


def compare(assessments: Iterable[Assessment], setting: Setting) -> Chart:
    """Return the share of the gap closed against the share of the time used; the diagonal is on schedule.

    Args:
        assessments: those without either share are left out; an outlier stands at the edge, its
            label says the true share.
        setting: language, look and portfolio.
    """
    words = setting.words
    dots = [
        Dot(one, full_name(one, setting), placed.closed, placed.used)
        for one in assessments
        if (placed := shares(one)) is not None
    ]
    texts = _texts(dots, setting)
    plane, layout, texts = fitted(_Drawing(tuple(dots), setting), _texts(dots, setting), words)
    return chart(
        replace(setting, look=plane.look),
        plane,
        texts,
        [_diagonal(setting), _marks(dots, plane, setting)],
        layout,
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The names of the dots and what they must keep clear of."""

    dots: tuple[Dot, ...]
    setting: Setting
    marks: tuple[str, ...] = ()

    def plane(self, texts: Texts) -> tuple[Plane, Layout]:
        """Return the plot and its two axes of shares."""
        words, look = self.setting.words, self.setting.look
        names = [words.percent(share) for share in _QUARTERS]
        left = max(labels.width(name, look.text - 1) for name in names) + 22
        edge = margins(look, texts, (left, 26), below=48, above=20)
        high = look.height if look.fill else max(look.height, edge["t"] + edge["b"] + _LEAST)
        plane = Plane((-0.03, 1.06), _heights(self.dots), edge, replace(look, height=high))
        across = style.axis(look, plane.x, _QUARTERS, names)
        return plane, {
            "xaxis": across | {"showline": True, "title": _title(words("chart.axis.time"), self.setting)},
            "yaxis": style.axis(look, plane.y, _QUARTERS, names) | {"showgrid": True},
        }

    def labels(self, plane: Plane) -> list[Label]:
        """Return the names of the dots, the most extreme first, and that of the diagonal."""
        wanted = [_label(dot, plane, self.setting) for dot in self.dots]
        places = [(share, share) for share in (0.86, 0.7, 0.55, 0.95)]
        text, colour = self.setting.words("chart.label.schedule"), self.setting.theme.required
        key = self.setting.words("chart.key", sign="– –", meaning=text)
        return [*wanted, plane.label(places, [text], colour, needed=False, key=key)]

    def ink(self, plane: Plane) -> list[Inked]:
        """Return the pixels of the dots and of the diagonal."""
        return [*plane.line([(0, 0), (1, 1)]), *(plane.mark(*dot.spot(_edges(plane))) for dot in self.dots)]

    def taken(self, plane: Plane) -> list[Box]:
        """Return nothing: no other text stands in the plot."""
        return []

    def room(self, plane: Plane) -> Box:
        """Return the plot with a little to its right and above it."""
        return Box(0, -16, plane.wide + 22, plane.high)


def _heights(dots: Sequence[Dot]) -> tuple[float, float]:
    """Return the shares at the bottom and the top of the plot, outliers held back."""
    closed = [dot.closed for dot in dots]
    return max(_LOWEST, min([0.0, *closed])) - 0.1, min(_HIGHEST, max([1.0, *closed])) + 0.06


def _title(text: str, setting: Setting) -> Layout:
    font = {"family": style.FONT, "size": setting.look.text - 1, "color": setting.theme.muted}
    return {"text": labels.safe(text), "font": font, "standoff": 8}


def _texts(dots: Sequence[Dot], setting: Setting) -> Texts:
    words = setting.words
    ahead = sum(dot.closed >= dot.used - 1e-9 for dot in dots)
    head = words.count("chart.headline.compare", len(dots), ahead=words.number(ahead))
    points = [point for dot in dots for point in (dot.assessment.latest, dot.assessment.baseline) if point]
    source = source_line(setting, dots[0].assessment.on, (point.source for point in points)) if dots else ""
    said = [words("chart.alt.compare", headline=head)]
    said += [words("chart.alt.row", title=dot.name, line=_shares(dot, setting)) for dot in dots]
    return Texts(head, words("chart.subtitle.compare"), source, " ".join([*said, source]))


def _shares(dot: Dot, setting: Setting) -> str:
    return setting.wording.way(dot.assessment)


def _diagonal(setting: Setting) -> Trace:
    line = {"color": setting.theme.required, "dash": "dash", "width": 2}
    name = setting.words("chart.label.schedule")
    ends = {"x": [0, 1], "y": [0, 1], "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "lines", "name": name, "line": line} | ends


def _marks(dots: Sequence[Dot], plane: Plane, setting: Setting) -> Trace:
    spots = [dot.spot(_edges(plane)) for dot in dots]
    colours = [style.state_colour(dot.assessment.state) for dot in dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": setting.words("chart.line.targets"),
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "marker": {
            "symbol": [style.sign(dot.assessment.standing).symbol for dot in dots],
            "size": 12,
            "color": colours,
            "line": {"color": colours, "width": 2},
        },
        "cliponaxis": False,
        "customdata": [labels.marked_up([dot.name, _shares(dot, setting)]) for dot in dots],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _edges(plane: Plane) -> tuple[float, float]:
    """Return the lowest and the highest place of a mark, a little inside the plot."""
    return plane.y[0] + 0.05, plane.y[1] - 0.02


def _label(dot: Dot, plane: Plane, setting: Setting) -> Label:
    """Return the name beside a dot; an outlier tells its true share."""
    look = setting.look
    told, room = dot.name, 110 if look.narrow else 150
    lines = labels.wrap(told, look.small, room, most=3)
    if dot.assessment.within and lines[-1].endswith("…"):  # cut, the parts of one target would read the same
        lines = labels.wrap(setting.words.text(dot.assessment.title), look.small, room, most=3)
    spot = dot.spot(_edges(plane))
    if spot[1] != dot.closed:
        share = setting.words.percent(dot.closed)
        told, lines = setting.words("figure.at", figure=told, period=share), [*lines, share]
    colour = style.state_ink(dot.assessment.state, setting.theme)
    return plane.label([spot], lines, colour, size=look.small, told=told)

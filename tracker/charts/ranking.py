"""Ranking: one figure of many places, such as provinces, as dots in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker import style
from tracker.charts import axes, labels
from tracker.charts.bars import SIDE
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
    row_height,
    source_line,
)
from tracker.collation import order
from tracker.scalars import Period


@dataclass(frozen=True, slots=True)
class Ranking:
    """A figure of many places, such as provinces, in one period.

    Attributes:
        title: what is measured, per language; unit: a word of the vocabulary.
        values: name and figure of each place; two places may share a name.
        whole: the figure for the whole country, drawn as a line.
        on: the day as of which the figures are known; sources: ids of the source records.
    """

    title: Mapping[str, str]
    unit: str
    period: Period
    values: Sequence[tuple[str, float]]
    on: date
    sources: tuple[str, ...] = ()
    whole: float | None = None


def ranked_dots(ranking: Ranking, setting: Setting) -> Chart:
    """Return the places of a ranking as dots, the largest value on top."""
    words, look = setting.words, setting.look
    unit = setting.portfolio.vocabulary.units.get(ranking.unit)
    rows = sorted(ranking.values, key=lambda one: (-one[1], order(one[0], words.language)))
    shown = [(name, words.figure(value, unit)) for name, value in rows]
    texts = _ranking_texts(ranking, shown, setting)
    size = look.text - 1
    left = min(look.width * 0.4, max((labels.width(name, size) for name, _ in shown), default=20) + SIDE + 8)
    right = max((labels.width(value, size) for _, value in shown), default=20) + 20
    edge = margins(look, texts, (left, right), below=28, above=22)
    tall = row_height(look, edge, size * 1.9, len(rows))
    height = edge["t"] + edge["b"] + round(tall * max(1, len(rows)))
    known = [*(value for _, value in rows), *([] if ranking.whole is None else [ranking.whole])]
    low, high = axes.value_range(known, None)
    plane = Plane((low, high), (len(rows) - 0.5, -0.5), edge, replace(look, height=height))
    ticks = axes.steps(low, high, 3 if look.narrow else 5)
    decimals = axes.decimals(ticks)
    percent = unit is not None and words.text(unit.symbol) == "%"
    names = [words.figure(tick, unit if percent else None, decimals) for tick in ticks]
    places = list(range(len(rows)))
    short = [labels.shorten(name, size, left - SIDE - 4) for name, _ in shown]
    layout = {
        "xaxis": style.axis(look, plane.x, ticks, names) | {"showgrid": True},
        "yaxis": style.axis(look, plane.y, places, short) | {"showgrid": True, "griddash": "dot"},
        "annotations": _values(rows, shown, plane) + _whole_words(ranking, setting),
        "shapes": [] if ranking.whole is None else [_upright(ranking.whole, setting)],
    }
    sized = replace(setting, look=plane.look)
    return chart(sized, plane, texts, [_places(rows, shown, setting)], layout)


def _ranking_texts(ranking: Ranking, shown: Sequence[tuple[str, str]], setting: Setting) -> Texts:
    words = setting.words
    unit = setting.portfolio.vocabulary.units.get(ranking.unit)
    values = {"title": words.text(ranking.title)}
    if shown:
        values |= {"first": shown[0][0], "high": shown[0][1], "last": shown[-1][0], "low": shown[-1][1]}
    head = words("chart.headline.ranking" if shown else "chart.headline.nothing", **values)
    title = words.text(unit.title) if unit else ""
    small = words(
        "chart.subtitle.ranking", unit=title[:1].upper() + title[1:], period=words.period(ranking.period)
    )
    source = source_line(setting, ranking.on, ranking.sources)
    said = [words("chart.alt.ranking", headline=head, subtitle=small)]
    said += [words("chart.alt.row", title=name, line=value) for name, value in shown]
    return Texts(head, small, source, " ".join([*said, source]))


def _places(rows: Sequence[tuple[str, float]], shown: Sequence[tuple[str, str]], setting: Setting) -> Trace:
    theme = setting.theme
    return {
        "type": "scatter",
        "mode": "markers",
        "name": setting.words("chart.line.observed"),
        "x": [float(value) for _, value in rows],
        "y": list(range(len(rows))),
        "marker": {"symbol": "circle", "size": 11, "color": theme.observed, "line": {"width": 0}},
        "cliponaxis": False,
        "customdata": [labels.marked_up(pair) for pair in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _values(
    rows: Sequence[tuple[str, float]], shown: Sequence[tuple[str, str]], plane: Plane
) -> list[Layout]:
    look = plane.look
    beside = {
        "xref": "x",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 9,
        "bgcolor": look.theme.paper,
    }
    return [
        beside | {"x": float(value), "y": n} | note(labels.safe(figure), look.text - 1, look.theme.observed)
        for n, ((_, value), (_, figure)) in enumerate(zip(rows, shown, strict=True))
    ]


def _whole_words(ranking: Ranking, setting: Setting) -> list[Layout]:
    """Return the figure of the whole as words above its line."""
    if ranking.whole is None:
        return []
    words = setting.words
    value = words.figure(ranking.whole, setting.portfolio.vocabulary.units.get(ranking.unit))
    place = {
        "xref": "x",
        "yref": "paper",
        "x": float(ranking.whole),
        "y": 1,
        "yanchor": "bottom",
        "yshift": 2,
    }
    text = labels.safe(words("chart.label.whole", value=value))
    return [place | note(text, setting.look.small, setting.theme.required)]


def _upright(value: float, setting: Setting) -> Layout:
    line = {"color": setting.theme.required, "width": 1.6, "dash": "dash"}
    ends = {"x0": float(value), "x1": float(value), "y0": 0, "y1": 1}
    return {"type": "line", "xref": "x", "yref": "paper", "layer": "below", "line": line} | ends

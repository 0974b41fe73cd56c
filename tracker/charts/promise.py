"""Promise: what was promised as a card in large type, where too few figures are published for a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker import style
from tracker.charts import labels
from tracker.charts.canvas import Chart, Layout, Plane, Setting, Texts, Trace, chart, margins, note
from tracker.charts.phrases import ValueFormat
from tracker.model import Goal
from tracker.progress import Assessment

_LARGE, _LINE = 2.3, 1.35
Line = tuple[str, float, str, bool]
"""A text, its size, its colour, and whether it is bold."""


def is_promise(assessment: Assessment) -> bool:
    """Tell whether fewer than two periods carry a figure, so that there is no line to draw."""
    known = [*assessment.series, *(rival.point for rival in assessment.others)]
    known += [assessment.baseline] if assessment.baseline else []
    return len({point.period for point in known}) < 2


def promise(fmt: ValueFormat, setting: Setting, texts: Texts) -> Chart:
    """Return a card: every adopted goal with its deadline, and the one figure there is, if any.

    Args:
        fmt: the words for the assessment.
        setting: language, look and portfolio.
        texts: headline, subtitle, source line and the picture in sentences.
    """
    look, words, columns = setting.look, setting.words, promised_and_latest(fmt, setting)
    starts = [0.0, _tall(columns[0]) + look.text] if look.narrow else [0.0, 0.0]
    edge = margins(look, texts, (14, 14), below=8, above=18)
    tall = edge["t"] + edge["b"] + max(start + _tall(one) for start, one in zip(starts, columns, strict=True))
    plane = Plane((0, 1), (0, 1), edge, replace(look, height=look.height if look.fill else round(tall)))
    # Plotly refuses a figure without any trace.
    empty: Trace = {"type": "scatter", "mode": "lines", "name": words("chart.card.promised")}
    empty |= {"x": [], "y": [], "line": {"width": 0}, "hoverinfo": "skip"}
    blank = style.axis(look, (0, 1)) | {"visible": False}
    across = (0.0, 0.0) if look.narrow else (0.0, 0.5)
    placed = zip(columns, across, starts, strict=True)
    notes = [line for column, x, start in placed for line in _placed(column, x, start)]
    layout = {"xaxis": blank, "yaxis": blank, "annotations": notes}
    return chart(replace(setting, look=plane.look), plane, texts, [empty], layout)


def promised_and_latest(fmt: ValueFormat, setting: Setting) -> list[list[Line]]:
    """Return the two columns of a card: what was promised, and the one figure there is, if any."""
    goals = [one.goal for one in fmt.assessment.goals if one.role in ("headline", "open", "past")]
    promised = _promised(goals, fmt)
    name = setting.words("chart.card.promised")
    return [_column(name, promised, setting, setting.theme.target), _latest(fmt, setting)]


def _promised(goals: Sequence[Goal], fmt: ValueFormat) -> list[tuple[str, str]]:
    """Return each goal as what is asked for and by when, the judged one first."""
    words, leading = fmt.words, fmt.assessment.goal
    ordered = sorted(goals, key=lambda goal: (goal != leading, goal.by.year if goal.by else 0.0))
    told = dict.fromkeys((fmt.wording.bound(goal, fmt.assessment), fmt.due(goal)) for goal in ordered)
    return list(told) or [(words("chart.card.no_goal"), "")]


def _latest(fmt: ValueFormat, setting: Setting) -> list[Line]:
    """Return the column of the latest figure; that there is none is said quietly."""
    latest, words, look = fmt.assessment.latest, fmt.words, setting.look
    name = words("chart.card.latest")
    if latest is None:
        muted = setting.theme.muted
        return [(name, look.small, muted, False), (words("chart.card.none"), look.text + 2, muted, False)]
    told = [(fmt.figure(latest), words.period(latest.period))]
    return _column(name, told, setting, setting.theme.observed)


def _column(name: str, told: Sequence[tuple[str, str]], setting: Setting, colour: str) -> list[Line]:
    """Return the lines of a column: its name, the first entry in large type, the others below."""
    look, theme = setting.look, setting.theme
    (first, when), *others = told
    room = (look.width - 28) / (1 if look.narrow else 2) - 16
    large = look.text * _LARGE
    large = max(look.text + 3, large * min(1.0, room / (labels.width(first, large) * 1.06)))
    lines: list[Line] = [(name, look.small, theme.muted, False)]
    lines += [(line, large, colour, True) for line in labels.wrap(first, large, room / 1.06)]
    lines += [(line, look.text, theme.ink, False) for line in labels.wrap(when, look.text, room) if line]
    for entry in others:
        text = " ".join(entry)
        lines += [(line, look.small, theme.muted, False) for line in labels.wrap(text, look.small, room)]
    return lines


def _tall(column: Sequence[Line]) -> float:
    return sum(size * _LINE for _, size, _, _ in column)


def _placed(column: Sequence[Line], x: float, start: float) -> list[Layout]:
    """Return the lines of a column below each other, from a share of the width and a pixel on."""
    notes, down = list[Layout](), start
    place = {"x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    for text, size, colour, bold in column:
        shown = f"<b>{labels.safe(text)}</b>" if bold else labels.safe(text)
        notes.append(place | {"yshift": -round(down, 1), "align": "left"} | note(shown, size, colour))
        down += size * _LINE
    return notes

"""Native members: the series of an indicator as lines of one native chart, each named beside its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.charts.captions import marks
from tracker.charts.phrases import ValueFormat, value_format
from tracker.charts.trajectory_data import TrajectoryData, trajectory_data
from tracker.export.briefing import Briefing
from tracker.export.native import Drawn, Plotted, over_time, scale_of
from tracker.export.native_lines import AT_END, aims, goals, observed, wrapped
from tracker.export.native_look import Series
from tracker.export.native_notes import Note
from tracker.export.slide_layout import Box
from tracker.progress import Assessment
from tracker.style import Theme
from tracker.telling.target import PICTURES, drawable

if TYPE_CHECKING:
    from pptx.slide import Slide


def members(slide: Slide, box: Box, assessment: Assessment, briefing: Briefing, drawn: Drawn) -> bool:
    """Draw series on one axis, as many as are shown at a time on the screen, and the goals they share.

    Returns:
        False, with nothing drawn, when everything lies on one day.
    """
    shown = drawable(assessment.members)[:PICTURES]
    fmts = [value_format(one, briefing.setting()) for one in shown]
    curves = [trajectory_data(one, fmt.measure) for one, fmt in zip(shown, fmts, strict=True)]
    found, notes = _goals(curves, fmts, drawn.theme)
    for at, (fmt, curve) in enumerate(zip(fmts, curves, strict=True)):
        colour, dash = _look(at, drawn.theme)
        name, latest = fmt.words.text(curve.assessment.title), curve.assessment.latest
        for line in observed(curve, fmt, name, colour):
            if latest and line.values.get(latest.period.last) == float(latest.value):
                text = fmt.words("export.chart.named", name=name, value=fmt.figure(latest, "short"))
                note = Note(latest.period.last, float(latest.value), wrapped([text]), sides=AT_END)
                notes[note] = len(found)
            found.append(replace(line, dash=dash))
    values = [value for curve in curves for value in curve.values]
    plotted = Plotted(found, notes, fmts[0], scale_of(values, fmts[0]), keyed=True)
    return over_time(slide, box, plotted, briefing, drawn)


def keys(assessment: Assessment, briefing: Briefing) -> tuple[str, ...]:
    """Return what the signs in such a chart mean, and how many of the series it shows where it is not all."""
    setting = briefing.setting()
    found = drawable(assessment.members)
    curves = (trajectory_data(one, value_format(one, setting).measure) for one in found[:PICTURES])
    signs = tuple(dict.fromkeys(sign for curve in curves for sign in marks(curve, setting)))
    counts = {"n": setting.words.number(PICTURES), "all": setting.words.number(len(found))}
    return signs if len(found) <= PICTURES else (setting.words("export.chart.some", **counts), *signs)


def _goals(
    curves: list[TrajectoryData], fmts: list[ValueFormat], theme: Theme
) -> tuple[list[Series], dict[Note, int]]:
    """Return the goals, with their words where all series have the same, else by the name of the series."""
    told = [aims(curve, fmt) for curve, fmt in zip(curves, fmts, strict=True)]
    if any(one != told[0] for one in told):
        named = [
            (fmt, curve, fmt.words.text(curve.assessment.title))
            for fmt, curve in zip(fmts, curves, strict=True)
        ]
        return [
            replace(line, name=fmt.words("export.chart.named", name=name, value=line.name))
            for fmt, curve, name in named
            for line in goals(curve, fmt, theme)
        ], {}
    found, notes = goals(curves[0], fmts[0], theme), dict[Note, int]()
    for day, value, text, _, sides in told[0]:
        at = next(n for n, one in enumerate(found) if one.values.get(day) == value)
        notes[Note(day, value, text, 12, bold=True, sides=sides)] = at
    return found, notes


def _look(at: int, theme: Theme) -> tuple[str, str]:
    """Return colour and dash of one of up to twelve lines."""
    colours = (theme.observed, theme.projected, theme.today, theme.required, theme.rival, theme.ink)
    return colours[at % len(colours)], "" if at < len(colours) else "dash"

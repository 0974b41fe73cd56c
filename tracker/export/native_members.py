"""Native members: the series of an indicator as lines of one native chart, each named beside its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.charts.captions import marks
from tracker.charts.phrases import ValueFormat, value_format
from tracker.charts.trajectory_data import TrajectoryData, trajectory_data
from tracker.export.briefing import Briefing
from tracker.export.native import Drawn, Plotted, near, over_time, scale_of
from tracker.export.native_lines import AT_END, Wanted, aims, goals, observed, wrapped
from tracker.export.native_look import Series
from tracker.export.native_notes import Note
from tracker.export.slide_layout import Box
from tracker.progress import Assessment
from tracker.style import Theme
from tracker.telling.target import PICTURES, drawable

if TYPE_CHECKING:
    from pptx.slide import Slide


def members(
    slide: Slide, box: Box, assessment: Assessment, briefing: Briefing, drawn: Drawn
) -> Sequence[str] | None:
    """Draw series on one axis, as many as are shown at a time on the screen, and the goals they share.

    Returns:
        The words of goals that find no room; None, with nothing drawn, when everything lies on one day.
    """
    shown = drawable(assessment.members)[:PICTURES]
    fmts = [value_format(one, briefing.setting()) for one in shown]
    curves = [trajectory_data(one, fmt.measure) for one, fmt in zip(shown, fmts, strict=True)]
    scale = scale_of([value for curve in curves for value in curve.values], fmts[0])
    told = [aims(curve, fmt, near(box, scale)) for curve, fmt in zip(curves, fmts, strict=True)]
    found, notes = _goals(curves, fmts, told, drawn.theme)
    for at, (fmt, curve) in enumerate(zip(fmts, curves, strict=True)):
        colour, dash = _look(at, drawn.theme)
        name, latest = fmt.words.text(curve.assessment.title), curve.assessment.latest
        for line in observed(curve, fmt, name, colour):
            if latest and line.values.get(latest.period.last) == float(latest.value):
                text = fmt.words("export.chart.named", name=name, value=fmt.figure(latest, "short"))
                note = Note(latest.period.last, float(latest.value), wrapped([text]), sides=AT_END)
                notes[note] = len(found)
            found.append(replace(line, dash=dash))
    plotted = Plotted(found, notes, fmts[0], scale, keyed=True)
    return over_time(slide, box, plotted, briefing, drawn)


def keys(assessment: Assessment, briefing: Briefing) -> tuple[str, ...]:
    """Return what the signs drawn in such a chart mean, and how many series it shows where it is not all."""
    setting = briefing.setting()
    found = drawable(assessment.members)
    own = [one.having(others=(), withheld=()) for one in found[:PICTURES]]
    curves = (replace(trajectory_data(one, value_format(one, setting).measure), band=()) for one in own)
    signs = tuple(dict.fromkeys(sign for curve in curves for sign in marks(curve, setting)))
    counts = {"n": setting.words.number(PICTURES), "all": setting.words.number(len(found))}
    return signs if len(found) <= PICTURES else (setting.words("export.chart.some", **counts), *signs)


def _goals(
    curves: list[TrajectoryData], fmts: list[ValueFormat], told: list[list[Wanted]], theme: Theme
) -> tuple[list[Series], dict[Note, int]]:
    """Return the goals with their words; where series have others, by the name of each in its colour."""
    apart = any(one != told[0] for one in told)
    found, notes = list[Series](), dict[Note, int]()
    for at, (curve, fmt) in (
        enumerate(zip(curves, fmts, strict=True)) if apart else [(0, (curves[0], fmts[0]))]
    ):
        own, name = goals(curve, fmt, theme), fmt.words.text(curve.assessment.title)
        for day, value, text, _, sides in told[at]:
            home = len(found) + next(n for n, one in enumerate(own) if one.values.get(day) == value)
            said = text.replace("\n", " ")
            said = fmt.words("export.chart.named", name=name, value=said) if apart else said
            shown = wrapped([said]) if apart else text
            notes[Note(day, value, shown, 12, bold=True, sides=sides, told=said)] = home
        if apart:
            own = [
                replace(
                    one,
                    name=fmt.words("export.chart.named", name=name, value=one.name),
                    colour=_look(at, theme)[0],
                )
                for one in own
            ]
        found += own
    return found, notes


def _look(at: int, theme: Theme) -> tuple[str, str]:
    """Return colour and dash of one of up to twelve lines."""
    colours = (theme.observed, theme.projected, theme.today, theme.required, theme.rival, theme.ink)
    return colours[at % len(colours)], "" if at < len(colours) else "dash"

"""Slide card: the one figure that is known in large type, where there is no line to draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.charts.phrases import value_format
from tracker.charts.promise import promised_and_latest
from tracker.export.briefing import Briefing
from tracker.export.content import Section
from tracker.export.slide_layout import Box, Line, SlideWriter, height_of
from tracker.progress import Assessment
from tracker.style import Look
from tracker.telling.target import spread

if TYPE_CHECKING:
    from pptx.slide import Slide

_SHARE, _POINTS = 0.52, 72
"""The most of a body that the card takes, and points of an inch."""


def card(writer: SlideWriter, slide: Slide, box: Box, section: Section, briefing: Briefing) -> Box:
    """Write what is known beside what was promised, and what it means; return what is left of the box."""
    assessment = next(one for one in briefing.assessments if one.id == section.id)
    theme, half = writer.theme, box.height * _SHARE
    number = next((one for _, one in section.facts if one.value is not None), None)
    record = next(table for table in section.tables if table.name == "record")
    meaning = record.rows[0][1].text if len(record.rows) > 1 else ""
    large = [Line(number.text, 40, theme.observed, bold=True, after=10)] if number else []
    lines = [Line(text, 16, theme.ink, after=8) for text in dict.fromkeys((section.about, meaning)) if text]
    top = 0.0
    if number and assessment.goals and not spread(assessment):
        large, top = [], _columns(writer, slide, replace(box, height=half), assessment, briefing)
    lines = [*large, *lines]
    if any(table.name == "series" for table in section.tables):
        half = min(half, height_of(lines, box) + 0.1)
    half = max(half, top + height_of([replace(one, size=11) for one in lines], box) + 0.02) if top else half
    writer.text(slide, replace(box, top=box.top + top, height=half - top), lines, smallest=11)
    return replace(box, top=box.top + half + 0.05, height=box.height - half - 0.05)


def _columns(
    writer: SlideWriter, slide: Slide, box: Box, assessment: Assessment, briefing: Briefing
) -> float:
    """Write the two columns of the card beside each other, and return the height they take."""
    setting = briefing.setting(Look(writer.theme, round(box.width * _POINTS), text=16))
    found = promised_and_latest(value_format(assessment, setting), setting)
    columns = [[Line(*line[:3], bold=line[3], after=2) for line in lines] for lines in found]
    halves = [replace(box, width=box.width / 2, left=box.left + box.width / 2 * at) for at in range(2)]
    high = min(box.height, max(height_of(*pair) for pair in zip(columns, halves, strict=True)) + 0.1)
    for lines, half in zip(columns, halves, strict=True):
        writer.text(slide, replace(half, height=high), lines, smallest=11)
    return high + 0.1

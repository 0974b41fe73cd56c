"""Extents: how much of a briefing goes into a file: all of it, what needs a decision, or a sheet a target."""

from __future__ import annotations

from dataclasses import replace

from tracker.export import findings
from tracker.export.briefing import Briefing
from tracker.export.content import Content, cleaned
from tracker.export.edition import edition
from tracker.export.sheet import sheet


def content_of(briefing: Briefing) -> Content:
    """Return what a file holds, in the extent that was chosen."""
    whole = edition(briefing)
    if briefing.extent != "short" and not briefing.is_sheets:
        return whole
    bare = replace(
        whole,
        states=replace(whole.states, rows=()),
        sources=replace(whole.sources, rows=()),
        method=(),
    )
    if briefing.extent == "short":
        return replace(
            bare,
            overview=cleaned(findings.decisions(briefing)),
            nothing=briefing.words("export.decisions.none"),
            sections=(),
            closing=whole.closing[1:],
        )
    sheets = tuple(sheet(one, briefing) for one in whole.sections)
    overview = replace(whole.overview, rows=())
    return replace(bare, overview=overview, headline="", changes=None, sections=sheets, closing=())

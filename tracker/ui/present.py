"""Presentation: one picture to a screen, without anything around it; arrow keys move on.

The address `?view=present` shows the overview, `?view=present&id=…` one target; `ids` fixes the order.
"""

from __future__ import annotations

import streamlit as st

from tracker import board, cards, charts, markup, style
from tracker.judging.states import UNKNOWN
from tracker.progress import Assessment
from tracker.ui import address
from tracker.ui.overview import headline
from tracker.ui.view import View, draw

WIDE, HIGH = 1170, 560
SHOWN = 8


def presenting() -> bool:
    """Tell whether the address asks for the presentation."""
    return address.get("view") == "present"


def slide(view: View, step: int) -> None:
    """Show one slide: the overview first, then the targets.

    Args:
        view: what to draw from.
        step: 1 when the reader asked for the next slide, -1 for the one before, else 0.
    """
    order = ["", *_order(view)]
    given = address.get("id")
    at = order.index(given) if given in order else 0
    if step:
        at = min(max(at + step, 0), len(order) - 1)
        address.put("id", order[at])
    if order[at]:
        _target(view.assessments[order[at]], view)
    else:
        headline(view)
        _summary(view)
    place = view.words("present.place", n=view.words.number(at + 1), of=view.words.number(len(order)))
    st.html(markup.tag("p", place, class_="tracker-note tracker-place"))


def _order(view: View) -> list[str]:
    """Return the ids the address names, else every target with figures or parts, and the one asked for."""
    named = [name for name in address.get("ids").split(",") if name in view.assessments]
    asked = address.get("id")
    every = view.assessments.items()
    return named or [name for name, found in every if found.series or found.parts or name == asked]


def _target(assessment: Assessment, view: View) -> None:
    look = style.picture(view.theme, WIDE, HIGH)
    setting = charts.Setting(view.words, look, view.portfolio)
    st.html(markup.tag("h1", view.words.text(assessment.title), class_="tracker-lede"))
    st.html(markup.tag("p", view.wording.verdict(assessment), class_="tracker-said"))
    draw(lambda: _picture(assessment, setting), (*assessment.key, "present"), view)


def _picture(assessment: Assessment, setting: charts.Setting) -> charts.Chart:
    if assessment.kind == "milestones":
        return charts.timeline(assessment.parts, setting)
    if assessment.kind == "tiers":
        return charts.tiers(assessment, setting)
    if assessment.kind == "allocation":
        return charts.allocation(assessment, setting)
    return charts.trajectory(assessment, setting)


def _summary(view: View) -> None:
    """List the entries that can be judged, the most urgent first."""
    entries = view.entries
    judged = [entry for entry in entries if entry.standing not in UNKNOWN and entry.leaf.goal]
    rows = []
    for entry in board.ordered(judged, "state", view.portfolio, view.words.language)[:SHOWN]:
        title, own = entry.titles(view.words.language)
        chip = cards.chip(entry.leaf, view.wording, style.THEMES[view.theme])
        told = (view.wording.latest(entry.leaf), view.wording.goal(entry.leaf.goal, entry.leaf))
        rows.append([f"{title}: {own}" if own else title, chip, *told])
    heads = [view.words(f"column.{name}") for name in ("target", "state", "latest", "goal")]
    st.html(markup.table(heads, rows))

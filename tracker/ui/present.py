"""Presentation: one picture to a screen, without anything around it; arrow keys move on.

The address `?view=present` shows the overview, `?view=present&id=…` one target; `ids` fixes the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tracker import board, markup, style
from tracker.judging.states import UNKNOWN
from tracker.progress import Assessment, goals_of
from tracker.telling.blocks import Given, tabled
from tracker.telling.overview import headline
from tracker.telling.signs import heads, sign
from tracker.telling.target import pictures
from tracker.ui import address
from tracker.ui.show import show
from tracker.ui.view import View, draw

WIDE, HIGH = 1170, 560
SHOWN = 8


def presenting() -> bool:
    """Tell whether the address asks for the presentation."""
    return address.get("view") == "present"


def slide(view: View, steps: int) -> None:
    """Show one slide: the overview first, then the targets.

    Args:
        view: what to draw from.
        steps: how often the reader has asked for the next slide so far, less how often for the one before.
    """
    order, state = ["", *_order(view)], st.session_state
    given = address.current("id")
    at = order.index(given) if given in order else 0
    step, state["steps_taken"] = steps - state["steps_taken"], steps
    if step:
        at = min(max(at + step, 0), len(order) - 1)
        address.put("id", order[at])
    if order[at]:
        _target(view.assessments[order[at]], view)
    else:
        show(headline(view), view, {})
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
    st.html(markup.tag("h1", view.words.text(assessment.title), class_="tracker-lede"))
    st.html(markup.tag("p", view.wording.verdict(assessment), class_="tracker-said"))
    for picture in pictures(assessment, view)[:1]:
        drawn = replace(picture, name=(*assessment.key, "present"))
        draw(drawn, view, style.picture(view.theme, WIDE, HIGH))


def _summary(view: View) -> None:
    """List the entries that can be judged, the most urgent first."""
    judged = [entry for entry in view.entries if entry.standing not in UNKNOWN and goals_of(entry.leaf)]
    rows: list[Sequence[Given]] = []
    for entry in board.ordered(judged, "state", view.portfolio, view.words.language)[:SHOWN]:
        leaf, wording = entry.leaf, view.wording
        rows.append([view.title(entry), sign(leaf, view), wording.latest(leaf), wording.promise(leaf)])
    show([tabled(heads(view, "target", "state", "latest", "goal"), rows)], view, {})

"""The card of a figure: one dialog, filled for the figure that the address names."""

from __future__ import annotations

import streamlit as st

from tracker import markup
from tracker.progress import Assessment
from tracker.telling.card import card, figure_named, title
from tracker.ui import address
from tracker.ui.door import guarded
from tracker.ui.show import show
from tracker.ui.view import View

NAME = "figure"


def show_card(view: View, target: Assessment) -> None:
    """Open the card of the figure that a reader asked for; a figure that is not known is told as lost."""
    asked = address.current(NAME)
    found = figure_named(asked, target) if asked else None
    address.put(NAME, asked if found else "")
    if asked and not found:
        address.miss(asked)
    if found is None:
        return
    point, leaf = found

    @st.dialog(markup.markdown(title(point, leaf, view)), width="large", on_dismiss=_close)
    def opened() -> None:
        guarded("card", lambda: show(card(point, leaf, view), view, {}))

    opened()


def _close() -> None:
    address.choose(NAME, "")

"""The board with its filters, as cards or as a table that a reader sorts by its heads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from tracker.board import Entry
from tracker.telling import overview
from tracker.telling.blocks import Choice, Prose, line
from tracker.ui import address, settings
from tracker.ui.door import fragment
from tracker.ui.show import ask_one, show
from tracker.ui.view import ROOT, View

FORMS = ("cards", "table")
BESIDE = ("q", "theme", "state", "sort")
"""The choices that stand beside each other above the board; the others open on demand."""


TARGET = ("id", "figure", "pace")
"""What addresses of a target hold."""
BOARD = ("q", "theme", "state", "owner", "source", "due", "sort", "as")
"""What addresses of the board held while it stood on the front page."""


def send_on(page: str, names: Sequence[str]) -> None:
    """Send a reader who comes with an address of another page on to it, with what the address asks for."""
    asked = {name: value for name in names if (value := address.get(name))}
    if asked:
        kept = {name: value for name in address.LASTING if (value := address.get(name))}
        st.switch_page(ROOT / "pages" / f"{page}.py", query_params=asked | kept)


@fragment
def show_board(view: View) -> None:
    """Show the filters and the entries that pass them, as cards or as a table."""
    if view.narrow:
        with st.expander(view.words("filter.title")):
            chosen, form = _filters(view)
    else:
        chosen, form = _filters(view)
    entries = overview.found(view, chosen)
    if form == "table" and entries:
        show([Prose(line(view.words.count("board.found", len(entries))), "note")], view, {})
        _table(entries, view)
    else:
        show(overview.listed(entries, view, chosen), view, {})


def _filters(view: View) -> tuple[dict[str, str], str]:
    """Show the filters and return what was chosen, and in which form the board is shown."""
    words, choices = view.words, overview.choices(view)
    *beside, form_at, more_at = st.columns([2.4, 2, 2, 1.5, 1.7, 1.6], vertical_alignment="bottom")
    chosen: dict[str, str] = {}
    for choice, column in zip((one for one in choices if one.name in BESIDE), beside, strict=True):
        with column:
            chosen[choice.name] = ask_one(choice, view)
    forms = {name: words(f"board.{name}") for name in FORMS}
    _as_before()
    with form_at:
        form = ask_one(Choice("as", words("board.form"), "buttons", forms, FORMS[0]), view)
    if address.taken("as") == form and settings.keep("as", form):
        st.rerun()  # the frame's script hears of it
    with more_at, st.popover(words("filter.more"), width="stretch"):
        chosen |= {choice.name: ask_one(choice, view) for choice in choices if choice.name not in BESIDE}
    return chosen, form


def _as_before() -> None:
    """Show the board in the form of the reader's last visit, unless the address names one."""
    first = not st.session_state.get("board_seen")
    st.session_state["board_seen"] = True
    if first and not address.get("as") and settings.kept("as") in FORMS[1:]:
        address.put("as", settings.kept("as"))


def _table(entries: list[Entry], view: View) -> None:
    """Show entries as a table that a reader sorts by its heads; a chosen row opens its target."""
    from tracker import tables  # pandas takes half a second to import: only where a table is asked for

    words = view.words
    frame = tables.overview(entries, view.wording)
    widths = {"target": 270, "state": 120, "latest": 150, "goal": 190}
    heads: dict[str, Any] = {
        name: st.column_config.TextColumn(words(f"column.{name}"), width=width)
        for name, width in widths.items()
    }
    heads["deadline"] = st.column_config.DateColumn(words("column.deadline"), format=words("day.typed"))
    for name in tables.SHARES:
        heads[name] = st.column_config.NumberColumn(words(f"column.{name}"), format="%.0f%%")
    key, links = f"table-{words.language}", [view.link("target", id=entry.target.id) for entry in entries]
    st.dataframe(
        frame,
        hide_index=True,
        column_config=heads,
        on_select=partial(_open_row, key, links),
        selection_mode="single-row",
        height=min(38 * (len(frame) + 1), 760),
        placeholder="–",
        alt=words("board.alt"),
        key=key,
    )
    if address.going():
        st.rerun()


def _open_row(key: str, links: Sequence[str]) -> None:
    """Leave for the target of the row that was chosen."""
    for row in st.session_state[key]["selection"]["rows"]:
        address.go(links[row])

"""The user interface: the only part of the tracker that knows Streamlit."""

from collections.abc import Iterable

import streamlit as st

from tracker.telling.blocks import Block
from tracker.telling.contents import PAGES
from tracker.ui.beginning import add, begin_here
from tracker.ui.card import show_card
from tracker.ui.door import failed
from tracker.ui.frame import enter, middleware, run
from tracker.ui.log import show_log
from tracker.ui.overview import BOARD, TARGET, send_on, show_board
from tracker.ui.recording import record
from tracker.ui.show import ask, show
from tracker.ui.taking import briefing, take
from tracker.ui.target import choose, choose_method, show_drafts, try_pace
from tracker.ui.view import View

__all__ = [
    "BOARD",
    "TARGET",
    "add",
    "begin_here",
    "briefing",
    "choose",
    "choose_method",
    "enter",
    "failed",
    "middleware",
    "page",
    "run",
    "send_on",
    "show_board",
    "show_card",
    "tell",
]

TOOLS = {"take": take, "pace": try_pace, "record": record, "log": show_log, "drafts": show_drafts}


def tell(view: View, blocks: Iterable[Block]) -> None:
    """Show what a page tells."""
    show(blocks, view, TOOLS)


def page(view: View, name: str) -> None:
    """Show one of the pages about the whole portfolio, with what a reader may choose on it."""
    told, above = PAGES[name], st.container()
    chosen = ask(told.choices(view), view)
    with above:  # what was chosen below may be the title
        tell(view, told.head(view, chosen))
    tell(view, told.tell(view, chosen))

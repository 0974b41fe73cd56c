"""Log: who changed what of a target when, asked of git when a reader opens it."""

from __future__ import annotations

import streamlit as st

from tracker import problems
from tracker.importing import review
from tracker.importing.history import Revision, is_kept, revisions
from tracker.markup import Html, tag
from tracker.telling.blocks import Offer
from tracker.ui.door import fragment
from tracker.ui.view import View, editing, key

LISTED = 12
"""Entries of one change that are listed."""


def show_log(offer: Offer, view: View) -> None:
    """Offer the history of a target to those who may write it, where git keeps the folder."""
    if editing() and is_kept(view.folder):
        _log(offer.ids[0], view)


@fragment
def _log(target: str, view: View) -> None:
    drawer = st.expander(
        view.words("log.title"), icon=":material/history:", key=key("log", target), on_change="rerun"
    )
    if not drawer.open:
        return
    found = revisions(view.folder, [view.portfolio.targets[target].file])
    with drawer:
        if found:
            st.html(tag("ul", *(_told(one, view) for one in found)))
        else:
            st.html(tag("p", view.words("log.none")))


def _told(one: Revision, view: View) -> Html:
    """Return one change as an entry of a list, with what it changed below it."""
    words = view.words
    author, subject = problems.shown(one.author), problems.shown(one.subject)
    lines = [tag("li", review.amendment(each, words)) for each in one.amendments[:LISTED]]
    if len(one.amendments) > LISTED:
        lines.append(tag("li", words("import.more", count=words.number(len(one.amendments) - LISTED))))
    head = words("log.head", day=one.day, author=author, subject=subject)
    return tag("li", head, tag("ul", *lines) if lines else "")

"""Beginning: what an empty folder offers, and the page on which an office adds what is its own."""

from __future__ import annotations

import os
from contextlib import suppress

import streamlit as st

from tracker import markup
from tracker.language import LANGUAGES
from tracker.markup import tag
from tracker.telling.blocks import Prose, Span
from tracker.ui import address, desk
from tracker.ui.desk import field_key
from tracker.ui.door import fragment, guarded
from tracker.ui.show import show
from tracker.ui.view import View, editing

WAYS = ("target", "file")


def add(view: View) -> None:
    """Let the reader add a target or bring a file, where that is allowed, and take the last save back."""
    words = view.words
    if not editing():
        st.info(markup.markdown(words("add.closed")))
        return
    from tracker.importing import begin  # what writes is loaded only where somebody writes

    if begin.is_free(view.folder):
        begin_here(view)
        return
    names = {way: words(f"add.way.{way}") for way in WAYS}
    way = address.segment("do", WAYS, WAYS[0], names.__getitem__, words("add.way"))
    _write(way, view)


@fragment
def _write(way: str, view: View) -> None:
    """Show the fields of one way, and the last save that can be taken back.

    One part of the page, so that what is saved here is offered to be taken back in the same moment: an offer
    that stayed behind until the files are next looked at would be the one before, and a press on it void.
    """
    from tracker.ui import adding, bringing

    show_fields = bringing.bring_a_file if way == "file" else adding.new_target
    guarded(way, lambda: show_fields(view))
    desk.undo(view)


def begin_here(view: View) -> None:
    """Offer to begin in an empty folder, or the way to the page where a first target is added."""
    if not editing():
        return
    from tracker.importing import begin

    if begin.is_free(view.folder):
        _begin(view)
    else:
        show([Prose((Span(view.words("add.first"), link=view.link("add")),), "way")], view, {})


@fragment
def _begin(view: View) -> None:
    """Ask for the title and the languages of a new folder."""
    words = view.words
    desk.tell(view)
    st.text_input(words("add.begin.title"), key=field_key("begin-title"))
    others = [code for code in LANGUAGES if code != "en"]
    wanted = [words.language] if words.language != "en" else []
    st.multiselect(
        words("add.begin.languages"),
        others,
        default=wanted,
        format_func=LANGUAGES.__getitem__,
        key=field_key("begin-languages"),
        placeholder=words("add.begin.english"),
    )
    st.html(tag("p", words("add.begin.what"), class_="tracker-note"))
    desk.button("begin", words("add.begin"), lambda: _begun(view))


def _begun(view: View) -> None:
    from tracker.importing.begin import beginning

    folder = view.folder
    title = str(st.session_state.get(field_key("begin-title")) or "").strip() or folder.name
    spoken = ["en", *(st.session_state.get(field_key("begin-languages")) or ())]
    made = [one for one in beginning(title, spoken, view.today) if not os.path.lexists(folder / one.file)]
    with suppress(OSError):  # what hinders is told by the save
        folder.mkdir(parents=True, exist_ok=True)
    desk.write(made, view, lambda view: view.link("add"))

"""Choosing from a list of names; above a long one stands a field that finds those to choose from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from tracker import choosing
from tracker.language import Words
from tracker.markup import tag
from tracker.telling.blocks import Choice
from tracker.ui import address


def one(choice: Choice, words: Words) -> str:
    """Let the reader choose one of some names; what is typed and fits only one is chosen at once."""
    choice, given = _apart(choice), address.current(choice.name)
    chosen = [given if given in choice.options else choice.default]
    codes = _offered(choice, chosen, words, partial(choosing.only, choice.options))
    shown, empty = choice.options.__getitem__, choice.hint or "–"  # Streamlit's own words are English
    return address.chosen(choice.name, codes, choice.default, shown, choice.label, placeholder=empty)


def several(choice: Choice, words: Words) -> list[str]:
    """Let the reader choose several of some names; the choice lives in the address."""
    choice = _apart(choice)
    asked = choosing.spelled(address.current(choice.name), choice.options)
    chosen = [code for code in asked if code in choice.options]
    return address.several(
        choice.name,
        _offered(choice, chosen, words, lambda _: None),
        choice.options.__getitem__,
        choice.label,
        placeholder=choice.hint,
        max_selections=choice.limit,
    )


def _apart(choice: Choice) -> Choice:
    """Return a choice whose names differ, whichever of them are offered."""
    return replace(choice, options=choosing.apart(choice.options))


def _offered(choice: Choice, chosen: list[str], words: Words, only: address.Only) -> list[str]:
    """Let the reader look for names where there are many, and return the codes to choose from."""
    names = choice.options
    if not choosing.is_long(names):
        return list(names)
    text = address.sought(choice.name, words("choose.find", count=words.number(len(names))), only)
    fitting = choosing.found(names, text) if text.strip() else None
    if fitting is not None:
        st.html(tag("p", _told(len(fitting), words), class_="tracker-note", aria_live="polite"))
    return choosing.offered(names, fitting, chosen)


def _told(found: int, words: Words) -> str:
    """Return how many names were found, and how many of them can be chosen from where these are fewer."""
    if found <= choosing.MOST:
        return words.count("choose.found", found)
    return words("choose.best", count=words.number(found), most=words.number(choosing.MOST))

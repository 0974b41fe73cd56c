"""Settings: what a reader's own browser keeps between visits, the language and the form of the board.

A cookie reaches the server with the first request, so that the first picture is right already; it names
nobody. Light or dark is kept by Streamlit in the browser as well. What the address asks for wins.
"""

from __future__ import annotations

import streamlit as st

COOKIES = {"lang": "tracker-language", "as": "tracker-board"}
"""The names of the cookies by what the address calls the setting."""


def kept(name: str) -> str:
    """Return what the browser kept of an earlier visit; empty when it kept nothing."""
    return str(st.context.cookies.get(COOKIES[name], ""))


def keep(name: str, value: str) -> bool:
    """Let the browser keep what the reader chose, and tell whether that is news for it."""
    chosen = st.session_state.setdefault("kept_settings", {})
    news = bool(chosen.get(COOKIES[name], kept(name)) != value)
    chosen[COOKIES[name]] = value
    return news


def told() -> dict[str, str]:
    """Return what the browser is to keep, by the names of the cookies."""
    return dict(st.session_state.get("kept_settings", {}))

"""Address: what the address bar holds, so that a link restores the exact view.

Values in the address are ids, days and codes, never labels; whatever does not fit is ignored.
Language and day are remembered while a reader moves between pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from tracker.scalars import FIRST_YEAR, LAST_YEAR

LONGEST = 2000


def get(name: str) -> str:
    """Return a value of the address, cut to a sane length; empty when it is not there."""
    return str(st.query_params.get(name, ""))[:LONGEST]


def put(name: str, value: str) -> None:
    """Write a value into the address, or take it out when it is empty."""
    st.session_state[f"seen_{name}"] = value[:LONGEST]
    if value:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def kept(name: str, default: str) -> str:
    """Return a value that stays while the reader moves between pages.

    What was just chosen has the first word, then the address, then what was chosen before.
    """
    slot = f"kept_{name}"
    fresh = st.session_state.pop(f"fresh_{name}", "")
    value = fresh or get(name) or st.session_state.get(slot, "") or default
    st.session_state[slot] = value
    return str(value)


def choose(name: str, value: str) -> None:
    """Take over a value that the reader has just chosen; the run that follows puts it into the address.

    Written from a callback, the address bar would keep the old one.
    """
    st.session_state[f"fresh_{name}"] = value


def go(link: str) -> None:
    """Leave for an address within the app; for callbacks. Back returns to this page as it is now."""
    st.session_state["go"] = link


def going() -> bool:
    """Tell whether the reader is leaving for another address."""
    return "go" in st.session_state


def wanted() -> str:
    """Return, once, the address that `go` was asked for; empty when there is none."""
    return str(st.session_state.pop("go", ""))


def read_day(text: str) -> date | None:
    """Return the day in an address, or None when it is no day between 1900 and 2200."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if len(text) == 10 and FIRST_YEAR <= found.year <= LAST_YEAR else None


def chosen(
    name: str, options: Sequence[str], default: str, show: Callable[[str], str], label: str, **more: Any
) -> str:
    """Show a select box whose choice lives in the address, and return the choice."""
    slot = _slot(name, lambda given: given if given in options else default)
    if st.session_state[slot] not in options:
        st.session_state[slot] = default
    return str(
        st.selectbox(
            label, options, format_func=show, key=slot, on_change=_write, args=(name, slot, default), **more
        )
    )


def several(
    name: str, options: Sequence[str], show: Callable[[str], str], label: str, **more: Any
) -> list[str]:
    """Show a multiple choice that lives in the address, separated by commas, and return it."""
    slot = _slot(name, lambda given: given.split(","))
    st.session_state[slot] = [part for part in st.session_state[slot] if part in options]
    return list(
        st.multiselect(
            label, options, format_func=show, key=slot, on_change=_write, args=(name, slot, ""), **more
        )
    )


def typed(name: str, label: str, **more: Any) -> str:
    """Show a text field that lives in the address, and return the text."""
    slot = _slot(name, str)
    return str(st.text_input(label, key=slot, on_change=_write, args=(name, slot, ""), **more))


def segment(
    name: str, options: Sequence[str], default: str, show: Callable[[str], str], label: str, **more: Any
) -> str:
    """Show a row of buttons of which one is pressed; the choice lives in the address."""
    slot = _slot(name, lambda given: given if given in options else default)
    if st.session_state[slot] not in options:
        st.session_state[slot] = default
    pressed = st.segmented_control(
        label, options, format_func=show, key=slot, on_change=_write, args=(name, slot, default), **more
    )
    return str(pressed or default)


def _slot(name: str, parse: Callable[[str], Any]) -> str:
    """Return the key of a widget, a new one filled from the address whenever a link or Back changed that.

    The browser repeats its last choice with every run until it has been told of another one, so an old
    key could win against the address. The key names the language, because Streamlit remembers a choice
    by its label.
    """
    given, state = get(name), st.session_state
    state[f"turn_{name}"] = state.get(f"turn_{name}", 0) + (state.get(f"seen_{name}") != given)
    state[f"seen_{name}"] = given
    slot = f"widget_{name}_{state.get('kept_lang', '')}_{state[f'turn_{name}']}"
    if slot not in state:
        state[slot] = parse(given)
    return slot


def _write(name: str, slot: str, default: str) -> None:
    value = st.session_state[slot]
    text = ",".join(value) if isinstance(value, list) else str(value or "")
    put(name, "" if text == default else text)

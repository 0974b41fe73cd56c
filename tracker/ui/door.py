"""Door: the last one. Whatever happens behind it, the reader gets a sentence, the log the rest."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from tracker import language, markup

P = ParamSpec("P")
T = TypeVar("T")


def guarded(name: str, draw: Callable[[], None]) -> None:
    """Draw a page or a part of one; a fault of ours becomes a sentence with a number."""
    try:
        draw()
    except Exception as error:  # noqa: BLE001  # the last door
        failed(error, name)


def fragment(draw: Callable[P, None], every: float | None = None) -> Callable[P, None]:
    """Let a part of a page be drawn again by itself, behind a door of its own.

    Without one, a fault in a run of the part alone would show what Streamlit says to programmers.

    Args:
        draw: the part.
        every: seconds after which it is drawn again unasked.
    """

    @wraps(draw)
    def alone(*given: P.args, **named: P.kwargs) -> None:
        guarded(draw.__name__, lambda: draw(*given, **named))

    return st.fragment(alone, run_every=every)


def outside(make: Callable[[], T], tell: Callable[[Exception], None]) -> T:
    """Make something outside of any run, where nothing can be shown; of a fault word is left first."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001  # the last door
        fault = error
    tell(fault)
    raise fault


def tried(make: Callable[[], T], otherwise: T) -> T:
    """Return what is made outside of any run, or something else where that fails, which the log tells."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001  # the last door
        noted(error, make.__name__)
        return otherwise


def keep_a_log() -> None:
    """Let the log of the server say when which file was saved; faults of ours are there anyway."""
    log = logging.getLogger("tracker")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)


def noted(error: Exception, name: str) -> str:
    """Write an error to the log, and return the number under which it stands there."""
    incident = secrets.token_hex(4)
    logging.getLogger("tracker").error("incident %s on page %s", incident, name, exc_info=error)
    return incident


def failed(error: Exception, name: str = "callback") -> bool:
    """Tell the reader that something failed, under a number that stands in the log beside the rest.

    Returns:
        True, by which Streamlit knows that nothing more need be shown.
    """
    incident = noted(error, name)
    view = st.session_state.get("_view")
    words = view.words if view else language.words("en")
    st.error(markup.markdown(words("app.incident", number=incident)), icon=":material/error:")
    return True

"""Underneath: the few things for which Streamlit has no public door; nobody else reaches below its surface.

Each was read in the source of the version named here. A test compares that with the one that is installed, so
that whoever raises the version looks at every line of this file again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from threading import Condition, Lock
from typing import cast

import streamlit as st
from click import Abort, ClickException
from streamlit import net_util
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import Fragment, MemoryFragmentStorage
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.web import cli
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

__all__ = [
    "READ_IN",
    "answer_every_press",
    "is_host_allowed",
    "let_presses_end",
    "moved_through_history",
    "serve",
    "stay_at_home",
]

READ_IN = "1.67.0"
"""The version of Streamlit in whose source this was read."""
_LINE = "_line"
_ONE = Lock()


def moved_through_history() -> bool:
    """Tell whether this run was asked for by Back, Forward or a link, and not by a widget."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.is_history_navigation)


def serve(arguments: Sequence[str]) -> int:
    """Run the server as `streamlit` does on the command line, and return the exit code.

    Raises:
        KeyboardInterrupt: it was ended by Ctrl-C, of which Streamlit would say that it was aborted.
    """
    try:
        cli.main(list(arguments), prog_name="streamlit", standalone_mode=False)
    except Abort:
        raise KeyboardInterrupt from None
    except ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    return 0


def stay_at_home(name: str) -> None:
    """Keep Streamlit from asking a machine elsewhere for the address of this one.

    It would do so at its start, to print that address, and whenever a page of another site knocks.

    Args:
        name: what to take for the address of this machine, inside and outside.
    """
    net_util._external_ip = net_util._internal_ip = name


def let_presses_end() -> None:
    """Let what a press or a choice does end before the next run of that session begins.

    A newer question ends a run wherever that touches what the session keeps: a press was lost when the files
    changed at that moment, and a save was cut off before it could say that it had been made.
    """
    begin = SafeSessionState.on_script_will_rerun
    if hasattr(begin, "__wrapped__"):
        return

    @wraps(begin)
    def whole(state: SafeSessionState, *given: object, **named: object) -> None:
        with _line_of(state._state).passed():
            look_up = state._yield_callback
            object.__setattr__(state, "_yield_callback", lambda: None)
            try:
                begin(state, *given, **named)  # type: ignore[arg-type]
            finally:
                object.__setattr__(state, "_yield_callback", look_up)

    SafeSessionState.on_script_will_rerun = whole  # type: ignore[assignment, method-assign]


def answer_every_press() -> None:
    """Draw the whole page where a part of it is asked for that has moved meanwhile.

    A part is known by its place on the page. One that had moved below something new, while the browser still
    showed the old page, was not found any more, and what the reader had pressed there was forgotten.
    """
    ask, find = AppSession.request_rerun, MemoryFragmentStorage.lookup
    if hasattr(ask, "__wrapped__"):
        return

    @wraps(ask)
    def asked(session: AppSession, client_state: ClientState | None) -> None:
        part = client_state.fragment_id if client_state and not client_state.is_auto_rerun else ""
        if client_state and part and not session.has_fragment(part):
            client_state.fragment_id = ""
        ask(session, client_state)

    @wraps(find)
    def found(parts: MemoryFragmentStorage, key: str) -> Fragment:
        return find(parts, key) if parts.contains(key) else st.rerun

    AppSession.request_rerun = asked  # type: ignore[assignment, method-assign]
    MemoryFragmentStorage.lookup = found  # type: ignore[assignment, method-assign]


class _Line:
    """Lets one run after the other through, in the order in which they came: the last choice wins."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._came = self._gone = 0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait until all that came before have gone."""
        with self._turn:
            place, self._came = self._came, self._came + 1
            self._turn.wait_for(lambda: self._gone == place)
        try:
            yield
        finally:
            with self._turn:
                self._gone += 1
                self._turn.notify_all()


def _line_of(kept: SessionState) -> _Line:
    """Return what the runs of one session stand in."""
    with _ONE:
        if _LINE not in kept:
            kept[_LINE] = _Line()
        return cast("_Line", kept[_LINE])

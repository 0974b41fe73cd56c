"""Underneath: the few things for which Streamlit has no public door; nobody else reaches below its surface.

Each was read in the source of the version named here. A test compares that with the one that is installed, so
that whoever raises the version looks at every line of this file again.
"""

from __future__ import annotations

from collections.abc import Sequence

from click import Abort, ClickException
from streamlit import net_util
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web import cli
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

__all__ = ["READ_IN", "is_host_allowed", "moved_through_history", "serve", "stay_at_home"]

READ_IN = "1.67.0"
"""The version of Streamlit in whose source this was read."""


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

"""Serving: the dashboard from the command line, `tracker app [DIR]`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from tracker import streams
from tracker.launch import lasting
from tracker.ui import underneath
from tracker.ui.view import ROOT

# Whatever a library might want to ask the network is sent to a port at which nobody listens.
_NOWHERE = "http://127.0.0.1:9"


def launch(folders: Sequence[Path], port: int, more: list[str]) -> int:
    """Serve data folders until it is stopped, and return the exit code.

    Args:
        folders: the data folders; the first one opens.
        port: where to listen; 0 for the port of the configuration.
        more: further options of the dashboard.
    """
    streams.stop_at_once()  # there is nothing to clean up before it listens, and a library may catch it
    os.environ |= {"http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "no_proxy": "localhost,127.0.0.1"}
    where = ["--server.port", str(port)] if port else []
    named = [("--data", str(lasting(folder))) for folder in folders]
    own = [*chain(*named), *more]
    return underneath.serve(["run", str(ROOT / "dashboard.py"), *where, "--", *own])

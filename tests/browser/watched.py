"""Runs Streamlit as `python -m streamlit` does and writes down every address the process binds or calls.

Usage: python -m tests.browser.watched LOG run dashboard.py [options of streamlit]
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
import time

_WANTED = ("socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen")


def write_down(log: str) -> None:
    """Let the interpreter report its network calls and child processes to a file, one a line."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _WANTED:
            shown = arguments[1] if event in ("socket.bind", "socket.connect", "socket.sendto") else arguments
            os.write(descriptor, f"{event} {shown!r}\n".encode("utf-8", "backslashreplace"))

    sys.addaudithook(hook)


def end_with_parent() -> None:
    """Leave when the test run is gone, however it ended."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    end_with_parent()
    write_down(sys.argv.pop(1))
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)

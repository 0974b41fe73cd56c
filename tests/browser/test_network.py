"""Nobody listens in: foreign pages are refused, only this machine is served, nothing is called."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.browser.conftest import Visit
from tests.browser.server import ROOT, Server


def handshake(server: Server, host: str, origin: str) -> int:
    """Return the status with which the websocket answers a page from an origin that names a host."""
    request = (
        "GET /_stcore/stream HTTP/1.1\r\n"
        f"Host: {host}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(request.encode())
        return int(wire.recv(64).split()[1])


def test_its_own_page_is_served(server: Server) -> None:
    """The handshake of the dashboard's own page succeeds, so that a refusal means something."""
    own = f"127.0.0.1:{server.port}"
    assert handshake(server, own, f"http://{own}") == 101


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("{own}", "http://evil.example"),
        ("evil.example", "http://evil.example"),
        ("evil.example:{port}", "http://evil.example:{port}"),
    ],
)
def test_a_foreign_page_is_refused(visit: Visit, server: Server, host: str, origin: str) -> None:
    """Neither another origin nor another name for this machine (DNS rebinding) gets a connection."""
    visit("")  # the first page sets up what keeps Streamlit from asking the network who it is
    names = {"own": f"127.0.0.1:{server.port}", "port": server.port}
    assert handshake(server, host.format(**names), origin.format(**names)) == 403


def test_only_this_machine_is_listened_to(server: Server) -> None:
    """Every address the process bound is the loopback one."""
    bound = server.bound()
    assert any(f"'127.0.0.1', {server.port}" in line for line in bound)
    assert [line for line in bound if "127.0.0.1" not in line and "::1" not in line] == []


def test_nothing_is_called_while_pages_are_read(visit: Visit, server: Server) -> None:
    """Reading pages makes the server call nobody, look up no name and start no program."""
    for address in ("", "target?id=egdi-rank", "sources", "method"):
        assert visit(address).abroad == []
    assert server.foreign() == []


def test_a_public_address_is_refused_unless_it_is_asked_for() -> None:
    """Bound to all interfaces without --public the dashboard shows one sentence and no data."""
    code = (
        "from streamlit.testing.v1 import AppTest\n"
        "import streamlit as st\n"
        "st.config.set_option('server.address', '0.0.0.0')\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=60).run()\n"
        "print(len(app.error), len(app.get('html')), app.error[0].value)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    shown = done.stdout.splitlines()[-1]
    assert shown.startswith("1 0 "), done.stderr
    assert "127.0.0.1" in shown.replace("\\", "")

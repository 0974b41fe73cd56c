"""Nobody listens in: foreign pages are refused, only this machine is served, nothing is called."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.server import ROOT, Server, copy_of_data, serving


def handshake(server: Server, host: str, origin: str | None) -> int:
    """Return the status with which the websocket answers a page from an origin that names a host."""
    named = f"Origin: {origin}\r\n" if origin is not None else ""
    return _status(
        server,
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\n{named}"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    )


def asked(server: Server, path: str, host: str, more: str = "") -> int:
    """Return the status of an ordinary request under a name."""
    return _status(server, f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n")


def _status(server: Server, request: str) -> int:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(request.encode())
        return int(wire.recv(64).split()[1])


def filled(text: str, server: Server) -> str:
    """Return a name with the server's own in it."""
    return text.format(own=f"127.0.0.1:{server.port}", port=server.port)


def test_nothing_leaves_from_the_first_packet_on(tmp_path: Path) -> None:
    """Before any page was opened, strangers knock under every name: nobody is asked who this machine is."""
    with serving(copy_of_data(tmp_path / "data"), tmp_path) as fresh:
        for host, origin in STRANGERS:
            assert handshake(fresh, filled(host, fresh), filled(origin, fresh)) == 403
        assert (
            asked(fresh, "_stcore/health", filled("{own}", fresh), "Origin: http://evil.example\r\n") == 403
        )
        assert fresh.foreign() == []
        assert "Traceback" not in fresh.written()


@pytest.mark.parametrize("host", ["{own}", "localhost:{port}"])
def test_its_own_page_is_served(server: Server, host: str) -> None:
    """The handshake of the dashboard's own page succeeds, so that a refusal means something."""
    own = filled(host, server)
    assert handshake(server, own, f"http://{own}") == 101


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a dashboard that stands behind a web server under a name."""
    place, name = tmp_path_factory.mktemp("named"), "tracker.example.org"
    allowed = ["--server.allowedHosts", name]
    with serving(copy_of_data(place / "data"), place, allowed, ["--public"], healthy=name) as running:
        yield running


STRANGERS = [
    ("{own}", "http://evil.example"),
    ("evil.example", "http://evil.example"),
    ("evil.example:{port}", "http://evil.example:{port}"),
    ("{own}", "http://127.0.0.1:9999"),
    ("{own}", "http://127.0.0.1"),
    ("{own}", "http://localhost:{port}"),
    ("{own}", "https://{own}"),
    ("{own}", "http://{own}.evil.example"),
    ("{own}", "http://{own}@evil.example"),
    ("{own}", "null"),
    ("{own}", ""),
]


@pytest.mark.parametrize(("host", "origin"), STRANGERS)
def test_a_foreign_page_is_refused(server: Server, host: str, origin: str) -> None:
    """Another name, port or scheme, or another name for this machine (DNS rebinding) gets no connection."""
    assert handshake(server, filled(host, server), filled(origin, server)) == 403


def test_a_program_that_names_no_page_gets_no_connection(server: Server) -> None:
    """Every browser says from which page it connects; what does not is no reader."""
    assert handshake(server, filled("{own}", server), None) == 403


@pytest.mark.parametrize("path", ["", "target", "_stcore/health", "_stcore/metrics", "_stcore/host-config"])
def test_a_foreign_name_is_answered_nothing(server: Server, path: str) -> None:
    """Under a name that is not ours neither pages nor health nor metrics are there."""
    assert asked(server, path, filled("{own}", server)) == 200
    assert asked(server, path, "evil.example") == 421
    assert asked(server, path, filled("evil.example:{port}", server)) == 421


@pytest.mark.parametrize(
    ("more", "origin", "status"),
    [
        ("", "https://tracker.example.org", 101),
        ("", "http://tracker.example.org", 403),
        ("X-Forwarded-Proto: https\r\n", "https://tracker.example.org", 101),
        ("X-Forwarded-Proto: http\r\n", "http://tracker.example.org", 101),
        ("X-Forwarded-Proto: https\r\n", "http://tracker.example.org", 403),
        ("X-Forwarded-Proto: https\r\n", "https://tracker.example.org:8443", 403),
    ],
)
def test_behind_a_web_server_the_origin_is_the_name_in_the_address_bar(
    named: Server, more: str, origin: str, status: int
) -> None:
    """The scheme is the one by which the web server was asked; where it does not say so, https."""
    assert handshake(named, f"tracker.example.org\r\n{more}X: y", origin) == status


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

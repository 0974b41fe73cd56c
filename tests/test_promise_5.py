"""Promise 5: neither the app nor a command talks to anybody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit import net_util
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util

from tests.promises import ROOT, bench, data, run

__all__ = ["bench", "data"]


# Ends the process at the first thing that could leave the machine, whatever would catch an exception.
DEAF = """
import os
def told(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.bind",
                 "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        os.write(2, f"left the machine: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(told)
"""
# The browser that draws pictures is a program of its own, with a test of its own.
ALONE = f"{DEAF}\nos.environ['BROWSER_PATH'] = '/nowhere/chromium'"


@pytest.mark.parametrize(
    "arguments",
    [
        "check --on 2026-11-22",
        "status",
        "status --format json --lang vi",
        "status --format csv --lang de",
        "schema",
        "verify --articles data",
        "add vneid-accounts --period 1999 --value 1 --source most-telecoms-2025-07",
        "add-source new --kind press --publisher most --published 2026-10 --title New --url https://example.org",
        *(f"brief --ids vneid-accounts,egdi-rank --out x.{form}" for form in ("html", "md", "csv", "xlsx")),
        *(f"brief --ids vneid-accounts,egdi-rank --out x.{form}" for form in ("pptx", "docx", "svg")),
    ],
)
def test_promise_5_no_command_talks_to_anybody(data: Path, arguments: str) -> None:
    """No connection, no name looked up, no other program started."""
    more = [] if arguments == "schema" else ["--data", str(data)]
    ended = run(data.parent, *arguments.split(), *more, guard=ALONE)
    assert ended.code in (0, 1), ended.err
    assert "left the machine" not in ended.err


def test_promise_5_the_guard_of_the_test_above_works(tmp_path: Path) -> None:
    """A process under the same guard that does call out is ended."""
    guard = f"{DEAF}\nimport urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')"
    assert run(tmp_path, "status", guard=guard).code == 99


def test_promise_5_the_browser_that_draws_is_sent_nowhere(data: Path) -> None:
    """Where a picture needs a browser, every request of it goes to a port at which nobody listens."""
    ended = run(data.parent, "brief", "--ids", "egdi-rank", "--out", "x.pdf", "--data", str(data), guard=DEAF)
    assert ended.code == 99
    assert "--proxy-server=http://127.0.0.1:9" in ended.err


def test_promise_5_a_foreign_page_that_knocks_is_refused_without_a_question(
    bench: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit would ask a machine elsewhere for our address to compare; here it never does."""
    assert not bench.exception
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: asked.append(url))
    assert not server_util.is_url_from_allowed_origins("https://evil.example")
    assert asked == []


def test_promise_5_the_app_is_set_up_to_stay_at_home() -> None:
    """This machine only, strangers' names and origins refused, no statistics, nothing served besides."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    server, browser, client = settings["server"], settings["browser"], settings["client"]
    assert server["address"] == "127.0.0.1"
    assert server["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert server["enableCORS"] is server["enableXsrfProtection"] is True
    assert server["enableStaticServing"] is server["enableAgentApi"] is server["showEmailPrompt"] is False
    assert browser["gatherUsageStats"] is client["showErrorLinks"] is False
    assert client["showErrorDetails"] == "none"

"""The gate: which origin is our own, as a browser spells it."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from streamlit import net_util

from tracker.ui import gate, underneath


@pytest.mark.parametrize(
    ("port", "host", "origin", "more", "own"),
    [
        (8501, "targets.example", "https://targets.example", {}, True),
        (8501, "targets.example", "http://targets.example", {}, False),
        (8501, "targets.example", "http://targets.example", {"x-forwarded-proto": "http"}, True),
        (80, "targets.example", "http://targets.example", {}, True),
        (80, "targets.example", "https://targets.example", {}, True),
        (8501, "targets.example:8501", "http://targets.example:8501", {}, True),
        (8501, "targets.example:8501", "http://targets.example:8502", {}, False),
        (8501, "targets.example:8443", "https://targets.example:8443", {}, True),
        (8501, "targets.example:8443", "https://targets.example", {}, False),
        (8501, "targets.example:8443", "https://targets.example:8443", {"x-forwarded-proto": "http"}, False),
        (8501, "127.0.0.1:8501", "https://127.0.0.1:8501", {}, False),
        (8501, "localhost", "http://localhost", {}, True),
        (8501, "no host", "null", {}, False),
        (80, "targets.example", "http://elsewhere.example", {}, False),
    ],
)
def test_only_pages_of_our_own_open_a_line(
    port: int, host: str, origin: str, more: dict[str, str], own: bool
) -> None:
    """Name, port and scheme agree; nobody says which: https without a port, else, or at port 80, either."""
    scope = {"type": "websocket", "scheme": "ws", "server": ("0.0.0.0", port)}
    scheme = {"scheme": more["x-forwarded-proto"]} if more else {}
    assert gate._invited({**scope, **scheme}, Headers({"host": host, "origin": origin, **more})) is own


def test_whoever_asks_for_the_address_of_this_machine_gets_the_one_that_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Streamlit would ask a machine elsewhere, from the first packet on."""
    for name in ("_external_ip", "_internal_ip"):
        monkeypatch.setattr(net_util, name, None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("asked elsewhere"))
    monkeypatch.setattr("socket.socket", lambda *_: pytest.fail("asked elsewhere"))
    underneath.stay_at_home("127.0.0.1")
    assert (net_util.get_external_ip(), net_util.get_internal_ip()) == ("127.0.0.1", "127.0.0.1")

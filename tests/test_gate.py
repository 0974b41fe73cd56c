"""The gate: which origin is our own, as a browser spells it."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from tracker.ui import gate


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
        (8501, "localhost", "http://localhost", {}, True),
        (8501, "no host", "null", {}, False),
        (80, "targets.example", "http://elsewhere.example", {}, False),
    ],
)
def test_only_pages_of_our_own_open_a_line(
    port: int, host: str, origin: str, more: dict[str, str], own: bool
) -> None:
    """Name, port and scheme agree; a name without a port is https, or either where we listen at port 80."""
    scope = {"type": "websocket", "scheme": "ws", "server": ("0.0.0.0", port)}
    scheme = {"scheme": more["x-forwarded-proto"]} if more else {}
    assert gate._invited({**scope, **scheme}, Headers({"host": host, "origin": origin, **more})) is own

"""Gate: who may come in. It stands before everything that Streamlit serves, from the first packet on.

Only requests under a name of our own are answered, health and metrics included; what names a page as its
origin is let through when that page is ours: same name, same port, same scheme. Pages elsewhere get nothing,
and Streamlit never comes to ask the network whether they might be us.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.given import LOOPBACK
from tracker.ui import underneath

_PORTS = {"http": 80, "https": 443}
_NOT_NAMED = "refused: Host %.200r is none of --server.allowedHosts; Origin %.200r"
_NOT_OURS = (
    "refused: a page that is not at Host %.200r, but at Origin %.200r; a web server in front passes on "
    "the Host of the address bar with its port, and its scheme as X-Forwarded-Proto"
)
Origin = tuple[str, str, int | None]


class Gate:
    """Lets through what asks for this dashboard under its own name, from its own pages."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it without a word about what is here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        named = underneath.is_host_allowed(host)
        if named and _invited(scope, headers):
            await self._app(scope, receive, send)
            return
        logging.getLogger("tracker").warning(_NOT_OURS if named else _NOT_NAMED, host, origin)
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        status = 403 if named else 421
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


def _invited(scope: Scope, headers: Headers) -> bool:
    """Tell whether a request comes from a page of ours; a browser always names it when it connects."""
    given = headers.getlist("origin")
    if not given:
        return bool(scope["type"] == "http")
    origin = origin_of(given[0])
    return len(given) == 1 and origin is not None and origin in _own(scope, headers)


def _own(scope: Scope, headers: Headers) -> tuple[Origin | None, ...]:
    """Return the origin of our own pages, as the reader's browser spells it.

    Behind a web server that does not say by which scheme it was asked, a name without a port was asked by
    https: nothing else is worth putting before a dashboard that others read. Where we listen at port 80
    ourselves there may be no such server, and it may be either. So it may where a port is named: only one
    program answers there, whatever it speaks, and nobody on the way can forge a page of https.
    """
    host = headers.get("host", "")
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    found = origin_of(f"{scheme}://{host}")
    if found is None or "x-forwarded-proto" in headers or found[1] in LOOPBACK:
        return (found,)
    listening = (scope.get("server") or ("", None))[1]
    either = urlsplit(f"//{host}").port is not None or listening == _PORTS["http"]
    return (origin_of(f"https://{host}"), *((found,) if either else ()))


def origin_of(address: str) -> Origin | None:
    """Return scheme, name and port of an address; None when it is not one of the web."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.path.strip("/"):
        return None
    return parts.scheme, parts.hostname.rstrip("."), port or _PORTS[parts.scheme]

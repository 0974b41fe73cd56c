"""Fetch: the one door to the network, open only while `import` or `refresh` is called.

Only https, only the stated address and redirects within its host, no address of a private network unless
it is allowed, and no more bytes or seconds than are set here. The proxy of the environment is honoured.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from tracker.importing.content import StopError
from tracker.importing.sources import Brought

LARGEST = 50 << 20
SECONDS = 60.0
MOST_REDIRECTS = 5
_AGENT = "policy-target-tracker"
_ACCEPTED = (
    "application/json, text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5"
)
_MOVED = (301, 302, 303, 307, 308)
_SECRETS = re.compile(r"//[^/@]*@")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked of the network.

    Attributes:
        private: whether addresses of this machine and of private networks are allowed.
        trust: certificates to be trusted besides those of the system; None for none.
    """

    largest: int = LARGEST
    seconds: float = SECONDS
    private: bool = False
    trust: ssl.SSLContext | None = None


def brought(address: str, limits: Limits | None = None, *, allow_private: bool = False) -> Brought:
    """Return what an address answers.

    Raises:
        StopError: it must not be asked, or does not answer as it should.
    """
    limits = limits or Limits(private=allow_private)
    deadline = time.monotonic() + limits.seconds
    asked = _checked(address, limits)
    host = asked.netloc
    for _ in range(MOST_REDIRECTS + 1):
        status, headers, data = _answer(asked, limits, deadline)
        if status not in _MOVED:
            break
        asked = _checked(_joined(asked, headers.get("Location", "")), limits)
        if asked.netloc != host:
            raise StopError("fetch.other_host", host=host, other=asked.netloc)
    else:
        raise StopError("fetch.circle", host=host)
    if status != http.client.OK:
        raise StopError("fetch.status", host=host, status=str(status))
    if not data.strip():
        raise StopError("import.empty", file=host)
    return Brought(_name(asked, headers), data, address=address)


def _joined(asked: SplitResult, further: str) -> str:
    """Return where an answer sends on to, as it is written where it is no address."""
    try:
        return urljoin(asked.geturl(), further)
    except ValueError:
        return further


def _checked(address: str, limits: Limits) -> SplitResult:
    """Return an address in its parts, unless it is one that must not be asked."""
    try:
        asked = urlsplit(address)
        port = asked.port
    except ValueError:
        raise StopError("fetch.address", address=_SECRETS.sub("//", address)) from None
    if asked.scheme != "https" or not asked.hostname or asked.username or asked.password:
        raise StopError("fetch.address", address=_SECRETS.sub("//", address))
    if not limits.private and (_is_private(asked.hostname) or port not in (None, 443)):
        raise StopError("fetch.private", host=asked.netloc)
    return asked


def _is_private(host: str) -> bool:
    """Tell whether a name is an address of a private network, or says so."""
    if host.casefold() in ("localhost", "localhost.localdomain") or host.casefold().endswith(
        (".local", ".internal")
    ):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _answer(
    asked: SplitResult, limits: Limits, deadline: float
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Return status, headers and content of one answer."""
    host = asked.netloc
    connection = _connection(asked, limits, deadline)
    # An answer may keep every single wait short and still never end: then the line is cut.
    lines = list[socket.socket]()
    cutter = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, (connection, lines))
    cutter.daemon = True
    cutter.start()
    try:
        path = (asked.path or "/") + (f"?{asked.query}" if asked.query else "")
        headers = {"User-Agent": _AGENT, "Accept": _ACCEPTED, "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers)
        lines.append(connection.sock)  # a connection forgets it once an answer says that it is the last one
        if time.monotonic() >= deadline:
            raise TimeoutError
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            return answer.status, answer.headers, b""
        return answer.status, answer.headers, _content(answer, lines[0], host, limits, deadline)
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= deadline and not isinstance(error, ssl.SSLCertVerificationError):
            raise StopError("fetch.slow", host=host, seconds=f"{limits.seconds:g}") from None
        raise _refusal(error, host, limits) from None
    except UnicodeError as error:
        raise _refusal(error, host, limits) from None
    finally:
        cutter.cancel()
        connection.close()


def _cut(connection: http.client.HTTPSConnection, lines: Sequence[socket.socket]) -> None:
    """End a connection that somebody still waits for."""
    for line in (*lines, connection.sock):
        with contextlib.suppress(OSError):
            if line is not None:
                socket.socket.shutdown(line, socket.SHUT_RDWR)


def _refusal(error: Exception, host: str, limits: Limits) -> StopError:
    """Return the sentence behind an error of the network."""
    if isinstance(error, ssl.SSLError):
        return StopError("fetch.certificate", host=host)
    if isinstance(error, TimeoutError):
        return StopError("fetch.slow", host=host, seconds=f"{limits.seconds:g}")
    if isinstance(error, http.client.IncompleteRead):
        return StopError("fetch.broken_off", host=host)
    return StopError("fetch.unreached", host=host, cause=type(error).__name__)


def _connection(asked: SplitResult, limits: Limits, deadline: float) -> http.client.HTTPSConnection:
    """Return a connection, through the proxy of the environment where one is set."""
    context = limits.trust or ssl.create_default_context()
    host, port = str(asked.hostname), asked.port or 443
    seconds = max(0.1, min(limits.seconds, deadline - time.monotonic()))
    proxy = "" if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get("https", "")
    if proxy:
        made = http.client.HTTPSConnection(*_through(proxy), timeout=seconds, context=context)
        made.set_tunnel(host, port)
        return made
    return _Guarded(host, port, timeout=seconds, context=context, private=limits.private)


def _through(proxy: str) -> tuple[str, int]:
    """Return host and port of a proxy.

    Raises:
        StopError: it is no address.
    """
    address = proxy if "//" in proxy else f"http://{proxy}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, port = None, 0
    if not host:
        raise StopError("fetch.proxy", proxy=_SECRETS.sub("//", address))
    return host, port


class _Guarded(http.client.HTTPSConnection):
    """A connection that looks where a name leads before it speaks, and speaks to that very address."""

    def __init__(
        self, host: str, port: int, *, timeout: float, context: ssl.SSLContext, private: bool
    ) -> None:
        """Prepare a connection; `private` allows addresses of private networks."""
        super().__init__(host, port, timeout=timeout, context=context)
        self._allowed = private
        self._secure = context

    def connect(self) -> None:
        """Connect to the first address of the name, unless it is a private one.

        Raises:
            StopError: it is.
        """
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        for _, _, _, _, where in found:
            if not self._allowed and not ipaddress.ip_address(str(where[0]).partition("%")[0]).is_global:
                raise StopError("fetch.private", host=self.host)
        plain = socket.create_connection((str(found[0][4][0]), self.port), self.timeout)
        self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)


def _content(
    answer: http.client.HTTPResponse,
    line: socket.socket,
    host: str,
    limits: Limits,
    deadline: float,
) -> bytes:
    """Return the content of an answer, as long as it keeps to size and time."""
    stated = _length(answer.headers, host)
    limit = f"{limits.largest >> 20} MB" if limits.largest >= 1 << 20 else f"{limits.largest} B"
    if stated > limits.largest:
        raise StopError("import.too_large", file=host, limit=limit)
    parts, size = [], 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        line.settimeout(left)
        part = answer.read1(1 << 16)
        if not part:
            break
        size += len(part)
        if size > limits.largest:
            raise StopError("import.too_large", file=host, limit=limit)
        parts.append(part)
    if time.monotonic() >= deadline:  # the end of a line that was cut is not that of the answer
        raise TimeoutError
    if size < stated:
        raise StopError("fetch.broken_off", host=host)
    return b"".join(parts)


def _length(headers: http.client.HTTPMessage, host: str) -> int:
    """Return how many bytes an answer says that it has; 0 where it does not say.

    Raises:
        StopError: it says something that is no number of bytes.
    """
    stated = headers.get("Content-Length", "").strip() or "0"
    if not re.fullmatch("[0-9]{1,18}", stated):
        raise StopError("fetch.length", host=host)
    return int(stated)


def _name(asked: SplitResult, headers: http.client.HTTPMessage) -> str:
    """Return the name of a file: the one that the answer gives, or the last part of the address."""
    given = re.search(r'filename="?([^";]+)', headers.get("Content-Disposition", ""))
    name = given[1] if given else unquote(asked.path.rstrip("/").rpartition("/")[2])
    return os.path.basename(name.replace("\\", "/")) or str(asked.hostname)  # noqa: PTH119 - a text of an address, no path of a disk

"""The one door to the network: what it asks, what it refuses, and what becomes of each answer."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from tests.imports import HERE, ON, errors, figures, run, target, tree
from tracker.importing import fetch, sources
from tracker.importing.content import StopError
from tracker.importing.fetch import Limits
from tracker.importing.mapping import Mapping

HOME = HERE / "refresh"
EUROSTAT = (HERE / "samples/eurostat_isoc_e_dii_sdmx3_api.json").read_bytes()


class Office(http.server.BaseHTTPRequestHandler):
    """A statistical office on this machine: answers by path."""

    answers: ClassVar[dict[str, Callable[[Office], None]]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer a request."""
        Office.asked.append(self.path)
        Office.answers[self.path.partition("?")[0]](self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def content(data: bytes, status: int = 200, **headers: str) -> Callable[[Office], None]:
    """Return an answer with a content."""

    def answer(office: Office) -> None:
        office.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            office.send_header(name, value)
        office.end_headers()
        office.wfile.write(data)

    return answer


def poured(send: Callable[[bytes], object], data: bytes, pause: float = 0.0) -> None:
    """Send the same again and again until nobody listens any more."""
    with contextlib.suppress(OSError):
        for _ in range(100):
            send(data)
            time.sleep(pause)


def slow(office: Office) -> None:
    """Answer byte by byte, without end."""
    office.send_response(200)
    office.end_headers()
    poured(office.wfile.write, b" ", 0.1)


def torn(office: Office) -> None:
    """Promise more than is sent."""
    office.send_response(200)
    office.send_header("Content-Length", "100000")
    office.end_headers()
    office.wfile.write(b'{"class": "dataset"')


def endless(office: Office) -> None:
    """Send more than is allowed, without saying how much."""
    office.send_response(200)
    office.end_headers()
    poured(office.wfile.write, b"x" * 100_000)


def dripping(office: Office) -> None:
    """Send one sign of a head after another, each in time, without end."""
    office.connection.sendall(b"HTTP/1.1 200 OK\r\nX-Wait: ")
    poured(office.connection.sendall, b"x", 0.1)


def chunks(office: Office) -> None:
    """Send chunks without end."""
    office.protocol_version = "HTTP/1.1"
    office.send_response(200)
    office.send_header("Transfer-Encoding", "chunked")
    office.end_headers()
    poured(office.wfile.write, b"186A0\r\n" + b"x" * 100_000 + b"\r\n")


def last(head: str, begin: bytes = b"", drop: bytes = b"") -> Callable[[Office], None]:
    """Return an answer that says it is the last one, then the same again and again, or nothing."""

    def answer(office: Office) -> None:
        heads = f"HTTP/1.1 200 OK\r\nConnection: close\r\n{head}\r\n\r\n"
        office.connection.sendall(heads.encode() + begin)
        poured(office.connection.sendall, drop, 0.1)

    return answer


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve on a free port; return the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Office)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HOME / "server.pem", HOME / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Office.asked = []
    address = f"https://localhost:{server.server_address[1]}"
    Office.answers = {
        "/good.json": content(EUROSTAT),
        "/moved": content(b"", 302, Location="/good.json"),
        "/away": content(b"", 302, Location="https://example.org/good.json"),
        "/plain": content(b"", 302, Location="http://localhost/good.json"),
        "/circle": content(b"", 302, Location="/circle"),
        "/nowhere": content(b"", 302, Location="//[::"),
        "/gone": content(b"no", 404),
        "/empty": content(b""),
        "/page.json": content(b"<html><body>maintenance</body></html>"),
        "/huge": content(b"x", **{"Content-Length": str(10**12)}),
        "/endless": endless,
        "/slow": slow,
        "/torn": torn,
        "/dripping": dripping,
        "/chunks": chunks,
        "/superscript": content(b"x", **{"Content-Length": "²"}),
        "/nines": content(b"x", **{"Content-Length": "9" * 5000}),
        "/last-size": last("Transfer-Encoding: chunked", drop=b"0"),
        "/last-trailer": last("Transfer-Encoding: chunked", b"1\r\nx\r\n0\r\nX: ", b"x"),
        "/last-silent": last("X: y", b"Year,Value\r\n"),
    }
    yield address
    server.shutdown()
    server.server_close()
    thread.join(5)


def limits(**changed: object) -> Limits:
    """Return limits that trust the office of the tests, on this machine."""
    context = ssl.create_default_context(cafile=str(HOME / "server.pem"))
    return Limits(**({"largest": 200_000, "seconds": 1.0, "private": True, "trust": context} | changed))


def test_a_good_answer_is_read_whole(office: str) -> None:
    """Also behind a redirect within the host; the address asked for is the one that is remembered."""
    assert fetch.brought(f"{office}/good.json", limits()).data == EUROSTAT
    found = fetch.brought(f"{office}/moved?geo=DE", limits())
    assert (found.data, found.address, found.name) == (EUROSTAT, f"{office}/moved?geo=DE", "good.json")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/away", "fetch.other_host"),
        ("/plain", "fetch.address"),
        ("/circle", "fetch.circle"),
        ("/nowhere", "fetch.address"),
        ("/gone", "fetch.status"),
        ("/empty", "import.empty"),
        ("/huge", "import.too_large"),
        ("/endless", "import.too_large"),
        ("/slow", "fetch.slow"),
        ("/torn", "fetch.broken_off"),
        ("/dripping", "fetch.slow"),
        ("/chunks", "import.too_large"),
        ("/superscript", "fetch.length"),
        ("/nines", "fetch.length"),
        ("/last-size", "fetch.slow"),
        ("/last-trailer", "fetch.slow"),
        ("/last-silent", "fetch.slow"),
    ],
)
def test_every_other_answer_is_refused_in_time(office: str, path: str, reason: str) -> None:
    """Each has its sentence, and nobody waits longer than the limit."""
    began = time.monotonic()
    with pytest.raises(StopError) as stopped:
        fetch.brought(office + path, limits())
    assert stopped.value.notice.reason == reason
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.json",
        "ftp://example.org/a.json",
        "file:///etc/passwd",
        "https://user:secret@example.org/a.json",
        "https://localhost/a.json",
        "https://127.0.0.1/a.json",
        "https://10.0.0.1/a.json",
        "https://[::1]/a.json",
        "https://169.254.169.254/latest/meta-data",
        "https://example.org:8443/a.json",
        "https://",
        "https://example.org:port/",
    ],
)
def test_what_is_not_asked_at_all(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other schemes, users, private networks: refused before a connection is opened, no secret repeated."""
    monkeypatch.setattr(fetch, "_answer", lambda *_: pytest.fail("asked"))
    with pytest.raises(StopError) as stopped:
        fetch.brought(address)
    assert stopped.value.notice.reason in ("fetch.address", "fetch.private")
    assert "secret" not in str(stopped.value.notice.values)


def test_a_name_that_leads_to_a_private_address_is_not_asked(
    office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address behind the name counts, not the name."""
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("192.168.1.1", 443))])
    with pytest.raises(StopError) as stopped:
        fetch.brought("https://data.example.org/a.json", limits(private=False))
    assert stopped.value.notice.reason == "fetch.private"


def test_an_answer_that_is_packed_unasked_is_never_unpacked(office: str) -> None:
    """Ten megabytes of nothing in a few kilobytes are refused as what they are."""
    data = gzip.compress(b"Year,Value\n" + b"2020,1\n" * 1_400_000)
    Office.answers["/bomb.csv"] = content(data, **{"Content-Encoding": "gzip"})
    found = fetch.brought(f"{office}/bomb.csv", limits())
    assert found.data == data
    with pytest.raises(StopError) as stopped:
        sources.recognised(found, Mapping())
    assert stopped.value.notice.reason == "import.archive"


def test_no_cookie_is_kept_or_sent(office: str) -> None:
    """Neither behind a redirect nor in the next request."""
    seen: list[str | None] = []

    def setting(office: Office) -> None:
        seen.append(office.headers.get("Cookie"))
        moved = "again" not in office.path
        heads = {"Set-Cookie": "who=me; Path=/", "Location": "/c?again"}
        content(EUROSTAT, 302 if moved else 200, **heads)(office)

    Office.answers["/c"] = setting
    fetch.brought(f"{office}/c", limits())
    fetch.brought(f"{office}/c", limits())
    assert seen == [None] * 4


def test_a_certificate_that_nobody_vouches_for_is_refused(office: str) -> None:
    """Without trust in the office nothing is read."""
    with pytest.raises(StopError) as stopped:
        fetch.brought(f"{office}/good.json", limits(trust=None))
    assert stopped.value.notice.reason == "fetch.certificate"


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands trust the office of the tests."""
    made = ssl.create_default_context(cafile=str(HOME / "server.pem"))
    monkeypatch.setattr(fetch.ssl, "create_default_context", lambda: made)


@pytest.mark.usefixtures("trusting")
def test_import_of_an_address_and_refresh(office: str, tmp_path: Path) -> None:
    """An imported target names its origin; refresh adds what a newer answer has, and nothing else."""
    address = f"{office}/good.json?geo=DE"
    options = ("--pick", "geo=DE", "--pick", "indic_is=E_DI4_HI", "--allow-private", "--on", ON)
    code, out, hints = run("import", address, "--data", tmp_path, "--yes", *options)
    assert code == 0, out + hints
    name = "isoc-e-dii-e-di4-hi-de"
    origin = target(tmp_path, name).origin
    assert (origin.kind, origin.address) == ("json-stat", address)
    assert origin.pick == {"geo": "DE", "indic_is": "E_DI4_HI"}
    assert errors(tmp_path) == []
    before = tree(tmp_path)
    assert run("refresh", "--data", tmp_path, "--yes", "--allow-private", "--on", ON)[0] == 0
    assert tree(tmp_path) == before
    last = figures(tmp_path, name)[-1]
    newer = EUROSTAT.replace(str(last[1]).encode(), b"99.5").replace(b"2025-04-08", b"2026-04-08")
    Office.answers["/good.json"] = content(newer)
    assert run("refresh", name, "--data", tmp_path, "--dry-run", "--allow-private")[0] == 0
    assert tree(tmp_path) == before
    assert run("refresh", name, "--data", tmp_path, "--yes", "--allow-private", "--on", ON)[0] == 0
    assert figures(tmp_path, name)[-1] == (last[0], 99.5)
    assert errors(tmp_path) == []
    Office.answers["/good.json"] = content(b"<html>maintenance</html>")
    after = tree(tmp_path)
    code, _, hints = run("refresh", "--data", tmp_path, "--yes", "--allow-private")
    assert (code, tree(tmp_path)) == (1, after)
    assert "web page" in hints


MULTIPLE = "DATAFLOW,FREQ,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE\n" + "".join(
    f"ESTAT:SPEND(1.0),A,EUR,{{0}},{year},{value}\n" for year, value in ((2023, 12), (2024, 13))
)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("stated", [(), ("--unit", "million euro")])
def test_a_newer_answer_in_another_multiple_is_not_taken(
    office: str, tmp_path: Path, stated: tuple[str, ...]
) -> None:
    """Millions that became thousands are told with both units; the name of a unit that was stated stays."""
    options = ("--data", tmp_path, "--yes", "--allow-private", "--on", ON)
    Office.answers["/spend.csv"] = content(MULTIPLE.format(6).encode())
    assert run("import", f"{office}/spend.csv", *options, *stated)[0] == 0
    newer = MULTIPLE.format(6) + "ESTAT:SPEND(1.0),A,EUR,6,2025,14\n"
    Office.answers["/spend.csv"] = content(newer.encode())
    assert run("refresh", *options)[0] == 0
    assert figures(tmp_path, "spend") == [("2023", 12), ("2024", 13), ("2025", 14)]
    before = tree(tmp_path)
    Office.answers["/spend.csv"] = content(MULTIPLE.format(3).replace(",12", ",12000").encode())
    code, _, hints = run("refresh", *options)
    assert (code, tree(tmp_path)) == (1, before)
    assert 'unit_name: "EUR (thousands)" below origin' in hints
    name = target(tmp_path, "spend").origin.unit_name
    assert name == ("EUR (millions)" if stated else "")


class Proxy(socketserver.StreamRequestHandler):
    """A proxy on this machine that notes where it is asked to connect to, and passes everything on."""

    asked: ClassVar[list[str]] = []

    def handle(self) -> None:
        """Connect to the host that is asked for, and carry bytes both ways."""
        line = self.rfile.readline().decode()
        Proxy.asked.append(line.rpartition(" ")[0])
        while self.rfile.readline().strip():
            pass
        host, _, port = line.split(" ")[1].rpartition(":")
        with socket.create_connection((host, int(port)), 5) as far:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=carry, args=(far, self.connection), daemon=True)
            back.start()
            carry(self.connection, far)
            back.join(5)


def carry(one: socket.socket, other: socket.socket) -> None:
    """Pass on what comes from one end until it is closed."""
    try:
        while data := one.recv(1 << 16):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def proxy() -> Iterator[str]:
    """Serve a proxy on a free port; return its address."""
    Proxy.asked = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


@pytest.mark.parametrize(
    ("settings", "through"),
    [
        (("HTTPS_PROXY",), True),
        (("https_proxy",), True),
        (("HTTPS_PROXY", "NO_PROXY"), False),
        (("HTTP_PROXY",), False),
    ],
)
def test_the_proxy_of_the_environment_is_asked(
    office: str, proxy: str, monkeypatch: pytest.MonkeyPatch, settings: tuple[str, ...], through: bool
) -> None:
    """It sees the host and not the content; not where NO_PROXY names the host, nor for http alone."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in settings:
        monkeypatch.setenv(name, "localhost" if name == "NO_PROXY" else proxy)
    assert fetch.brought(f"{office}/good.json", limits(seconds=10.0)).data == EUROSTAT
    host = office.removeprefix("https://")
    assert Proxy.asked == ([f"CONNECT {host}"] if through else [])


@pytest.mark.parametrize("proxy", ["http://h:abc", "me:secret@h:99999", "http://[::1", "http://"])
def test_a_proxy_that_is_no_address_is_told(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named by its variable, without the password in it."""
    for name in ("NO_PROXY", "no_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(StopError) as stopped:
        fetch.brought("https://example.org/a.json")
    assert stopped.value.notice.reason == "fetch.proxy"
    assert "secret" not in str(stopped.value.notice.values)


def test_without_an_origin_nobody_is_asked(tmp_path: Path, office: str) -> None:
    """Refresh of a folder without origins opens no connection."""
    run("init", tmp_path / "mine")
    code, _, hints = run("refresh", "--data", tmp_path / "mine", "--yes")
    assert code == 0
    assert "nothing was asked" in hints
    assert Office.asked == []

"""Two processes over one folder behind nginx or HAProxy: a killed one is not missed, and no edit is lost.

The set-up of either is the one of docs/serving.md, without certificate, login and limits.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.conftest import Visit
from tests.browser.editor import filled
from tests.browser.portfolio import begun, indicator, save
from tests.browser.server import ROOT, Server, free_port, serving
from tests.browser.visitor import Visitor
from tracker import reader
from tracker.language import words

WORDS = words("en")
ANSWER = ", ".join(f"[data-testid=stAlertContent{kind}]" for kind in ("Success", "Warning", "Error"))
GUIDE = (ROOT / "docs" / "serving.md").read_text("utf-8")
PROXIES = {name: shutil.which(name) or shutil.which(f"/usr/sbin/{name}") for name in ("nginx", "haproxy")}
CROWDS = {"nginx": 8, "haproxy": 4}  # how many people save at once
BLOCKS = (
    "map $http_upgrade $tracker_connection",
    "map $cookie_tracker_seat $tracker_seat",
    "upstream tracker",
)
FRAME = """\
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    {blocks}
    server {{
        listen 127.0.0.1:{port};
        {seat}
        {location}
    }}
}}
"""


def quoted(start: str) -> str:
    """Return a block of the guide's configuration of nginx, from its first line to its closing brace."""
    found = re.search(rf"^( *){re.escape(start)}.*?^\1}}$", GUIDE, re.M | re.S)
    assert found, start
    return found[0]


def nginx(place: Path, port: int, first: int, second: int) -> list[str]:
    """Write the configuration of nginx before two processes, and return the command that runs it."""
    blocks = "\n".join(quoted(f"{name} {{") for name in BLOCKS)
    blocks = blocks.replace("8501", str(first)).replace("8502", str(second))
    location, seat = quoted("location / {"), re.search(r"add_header Set-Cookie .*;", GUIDE)
    assert seat
    location = location.replace("http://127.0.0.1:8501", "http://tracker")
    location = re.sub(r"(proxy_set_header Host +)\S+;", r"\1$http_host;", location)
    user = "user root;" if os.geteuid() == 0 else ""
    parts = {"user": user, "blocks": blocks, "port": port, "seat": seat[0].replace("; Secure", "")}
    config = place / "nginx.conf"
    config.write_text(FRAME.format(place=place, location=location, **parts), "utf-8")
    return [str(PROXIES["nginx"]), "-c", str(config), "-p", str(place)]


def haproxy(place: Path, port: int, first: int, second: int) -> list[str]:
    """Write the configuration of HAProxy before two processes, and return the command that runs it."""
    blocks = re.search(r"^```haproxy\n(.*?)^```", GUIDE, re.M | re.S)
    assert blocks
    kept = re.sub(r"^userlist.*?(?=^frontend)|^frontend.*?(?=^backend)", "", blocks[1], flags=re.M | re.S)
    kept = kept.replace("8501", str(first)).replace("8502", str(second))
    kept = kept.replace(" secure", "").replace("tracker.example.org", "127.0.0.1")
    front = f"frontend test\n    bind 127.0.0.1:{port}\n    default_backend tracker\n\n"
    config = place / "haproxy.cfg"
    config.write_text(kept.replace("backend tracker", f"{front}backend tracker"), "utf-8")
    return [str(PROXIES["haproxy"]), "-db", "-f", str(config)]


@contextmanager
def proxied(name: str, place: Path, first: int, second: int) -> Iterator[int]:
    """Run a proxy before two processes and return its port."""
    port = free_port()
    process = subprocess.Popen({"nginx": nginx, "haproxy": haproxy}[name](place, port, first, second))
    try:
        end = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < end:
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def kill(server: Server) -> None:
    """Kill the process that listens at the port of a dashboard."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and f"\0{server.port}\0".encode() in _command(folder):
            os.kill(int(folder.name), signal.SIGKILL)


def _command(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""


TURN = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const look = () => {
        if (app.dataset.testConnectionState !== "CONNECTED") return;
        watch.disconnect();
        document.querySelector("[data-testid=stSidebarNavLink][href*=method]").click();
    };
    const watch = new MutationObserver(look);
    watch.observe(app, { attributeFilter: ["data-test-connection-state"] });
}"""
"""Clicks on a page in the list as soon as the server is back."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with four wards."""
    for number in range(4):
        save(
            begun(tmp_path / "data"),
            f"targets/health/ward-{number}.yaml",
            indicator(f"ward-{number}", f"Ward {number}"),
        )
    return tmp_path / "data"


@pytest.mark.parametrize("name", PROXIES)
def test_readers_move_on_and_editors_lose_nothing(
    name: str, visit: Visit, chromium: Browser, folder: Path, tmp_path: Path
) -> None:
    """People save at once through both processes, which loses none; half of them go on when one is killed."""
    if PROXIES[name] is None and not os.environ.get("CI"):  # on a build server its absence fails
        pytest.skip(f"{name} is not installed; bin/test installs it on Debian")
    with (
        serving(folder, tmp_path / "one", dashboard=["--allow-edit"]) as one,
        serving(folder, tmp_path / "two", dashboard=["--allow-edit"]) as two,
        proxied(name, tmp_path, one.port, two.port) as port,
    ):
        crowd = CROWDS[name]
        front = Server(port, folder, one.log, one.calls)
        readers = [visit("board?lang=en", at=front), visit("board?lang=en", at=front)]
        people = [chromium.new_context(locale="en-GB") for _ in range(crowd)]
        editors = [
            Visitor(one_of.new_page(), front).open(f"target?id=ward-{n % 4}&lang=en")
            for n, one_of in enumerate(people)
        ]
        assert sessions(one) > 0
        assert sessions(two) > 0
        recorded_at_once(editors, [str(2010 + number) for number in range(crowd)])
        kill(one)
        for reading in readers:  # one of them was served by the process that is gone
            reading.page.locator(".tracker-card a").filter(has_text="Ward 3").click()
        for number, editor in enumerate(editors[: crowd // 2]):
            recorded(reopened(editor), str(2000 + number))
        for reading in readers:
            heading = reading.page.locator("[data-testid=stMain] h1").first
            expect(heading).to_have_text("Ward 3", timeout=60_000)
        for person in people:
            person.close()
    portfolio, problems = reader.load(folder)
    assert [one for one in problems if one.severity == "error"] == []
    for number in range(4):
        figures = {one.period.text for one in portfolio.targets[f"ward-{number}"].observations}
        at_once = {str(2010 + one) for one in range(number, crowd, 4)}
        later = {str(2000 + number)} if number < crowd // 2 else set()
        assert figures == {"2020", "2022", "2024"} | at_once | later


def test_a_link_that_is_pressed_while_the_server_is_away_leads_to_its_page(
    visit: Visit, folder: Path, tmp_path: Path
) -> None:
    """The press is heard by nobody; once a server listens there again, the page of the address comes."""
    page, port = left_alone(visit, folder, tmp_path / "gone", "board?lang=en")
    page.locator(".tracker-card a").filter(has_text="Ward 3").click()
    with serving(folder, tmp_path / "back", port=port):
        heading = page.locator("[data-testid=stMain] h1").first
        expect(heading).to_have_text("Ward 3", timeout=60_000)


def test_a_turn_that_a_new_server_hears_first_keeps_language_and_day(
    visit: Visit, folder: Path, tmp_path: Path
) -> None:
    """It knows nothing of the visit, and the list of pages names a page alone: the address is told again."""
    page, port = left_alone(visit, folder, tmp_path / "gone", "board?lang=de&on=2024-03-01")
    page.evaluate(TURN)
    with serving(folder, tmp_path / "back", port=port):
        page.locator("[data-testid=stMain] h1").first.filter(has_text="Methode").wait_for(timeout=60_000)
        page.wait_for_url(re.compile(r"/method\?.*lang=de.*on=2024-03-01"))


def left_alone(visit: Visit, folder: Path, place: Path, address: str) -> tuple[Page, int]:
    """Return a page whose server is gone, and the port at which it listened."""
    with serving(folder, place) as gone:
        page = visit(address, at=gone).page
    page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
    return page, gone.port


def recorded_at_once(editors: list[Visitor], years: list[str]) -> None:
    """Let everybody fill in a figure, then save all within a moment; who came second does it again."""
    for editor, year in zip(editors, years, strict=True):
        filled(editor, year)
    buttons = [one.page.get_by_role("button", name=WORDS("record.save"), exact=True) for one in editors]
    for button in buttons:
        button.wait_for()
    for button in buttons:
        button.dispatch_event("click")
    for editor, year in zip(editors, years, strict=True):
        with suppress(TimeoutError):
            editor.page.locator(ANSWER).first.wait_for(timeout=10_000)
        recorded(editor, year)


def reopened(editor: Visitor) -> Visitor:
    """Load the page of an editor anew, from whichever process answers."""
    editor.page.reload(wait_until="commit")
    return editor.settle()


def recorded(editor: Visitor, year: str) -> None:
    """Record a figure on the page, again from the start where the page came from the process that is gone."""
    page = editor.page
    said = page.locator("[data-testid=stAlertContentSuccess]")
    end = time.monotonic() + 90
    while not said.count() and time.monotonic() < end:
        try:
            filled(editor, year)
            page.get_by_role("button", name=WORDS("record.save"), exact=True).click(timeout=10_000)
            said.wait_for(timeout=5_000)
        except TimeoutError:
            continue
    assert said.count(), page.locator("body").inner_text()[:2000]


def sessions(server: Server) -> int:
    """Return how many readers a process serves."""
    with urlopen(f"{server.address}_stcore/metrics", timeout=10) as answer:
        found = re.search(rb"active_sessions(?:\{[^}]*\})? (\d+)", answer.read())
    return int(found[1]) if found else 0

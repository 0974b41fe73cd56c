"""Pictures for those who share a page: drawn when they change, and none without a browser."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from tests import folder
from tests.visits import ON
from tracker.__main__ import main
from tracker.export.browser import Browser, UnavailableError
from tracker.site import social

SITE = "https://targets.example/x"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 1200, 630) + b"\x08\x02\0\0\0" + bytes(4)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand for a browser, and return the pages that it drew."""
    pages: list[str] = []

    def draw(_: Browser, page: str, width: int, height: int) -> bytes:
        assert (width, height) == (1200, 630)
        pages.append(page)
        return PNG

    monkeypatch.setattr(Browser, "found", property(lambda _: True))
    monkeypatch.setattr(Browser, "drawn", draw)
    return pages


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a portfolio of three targets of one theme: a figure, tiers and steps."""
    return folder.made(tmp_path / "data")


def build(out: Path, data: Path, *more: str) -> int:
    """Build a site in English."""
    return main(["site", "--out", str(out), "--data", str(data), "--on", ON, *more])


def addresses(page: Path) -> list[str]:
    """Return the addresses of the pictures that a page names."""
    return re.findall(r'property="og:image" content="([^"]*)"', page.read_text("utf-8"))


@pytest.mark.usefixtures("drawn")
def test_targets_themes_and_the_front_page_have_a_picture_at_a_whole_address(
    data: Path, tmp_path: Path
) -> None:
    """It is a file of the site; pages without a picture of their own show that of the front page."""
    out = tmp_path / "out"
    assert build(out, data, "--site", SITE) == 0
    for page, picture in {
        "target/share": "target/share",
        "embed/share": "target/share",
        "theme/economy": "theme/economy",
        "index": "index",
        "board": "index",
    }.items():
        assert addresses(out / f"en/{page}.html") == [f"{SITE}/en/{picture}.png"]
        assert (out / f"en/{picture}.png").read_bytes().startswith(PNG[:24])
    assert '"summary_large_image"' in (out / "en/index.html").read_text("utf-8")


def test_only_a_changed_picture_is_drawn_again(data: Path, tmp_path: Path, drawn: list[str]) -> None:
    """An edit of one title draws that target; its theme, the front page and other targets stay."""
    out = tmp_path / "out"
    build(out, data, "--site", SITE)
    assert len(drawn) == 5
    drawn.clear()
    build(out, data, "--site", SITE)
    assert drawn == []
    file = data / folder.TARGET
    file.write_text(file.read_text("utf-8").replace("title: {en: ", "title: {en: Renamed "), "utf-8")
    build(out, data, "--site", SITE)
    assert len(drawn) == 1
    assert "Renamed" in drawn[0]


def test_a_site_without_an_address_has_no_pictures(data: Path, tmp_path: Path, drawn: list[str]) -> None:
    """Who shows a shared page fetches its picture by a whole address, which only --site gives."""
    assert build(tmp_path / "out", data) == 0
    assert drawn == []
    assert not list((tmp_path / "out").rglob("*.png"))
    assert addresses(tmp_path / "out/en/index.html") == []


def test_without_a_browser_the_site_is_built_without_pictures_and_says_so(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing leads to a picture that is not there, and the code is that of a good end."""
    monkeypatch.setattr(Browser, "found", property(lambda _: False))
    assert build(tmp_path / "out", data, "--site", SITE) == 0
    assert "without the pictures" in capsys.readouterr().out
    assert addresses(tmp_path / "out/en/target/share.html") == []


def test_a_browser_that_fails_half_way_leaves_a_site_without_pictures(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second picture cannot be drawn: no page names one, and none lies there."""
    answers = iter([PNG])

    def draw(*_: object) -> bytes:
        if picture := next(answers, b""):
            return picture
        raise UnavailableError("export.browser_failed", reason="gone")

    monkeypatch.setattr(Browser, "found", property(lambda _: True))
    monkeypatch.setattr(Browser, "drawn", draw)
    assert build(tmp_path / "out", data, "--site", SITE) == 0
    assert "without the pictures" in capsys.readouterr().out
    assert not list((tmp_path / "out").rglob("*.png"))
    assert addresses(tmp_path / "out/en/target/share.html") == []


@pytest.mark.skipif(not Browser().found, reason="needs a Chrome or Chromium")
def test_a_real_browser_draws_the_same_bytes_twice(data: Path, tmp_path: Path) -> None:
    """Two folders hold the same pictures of 1200 by 630 pixels, each with what it was drawn from."""
    for name in ("a", "b"):
        assert build(tmp_path / name, data, "--site", SITE) == 0
    found = {one.name: one.read_bytes() for one in (tmp_path / "a").rglob("*.png")}
    assert found == {one.name: one.read_bytes() for one in (tmp_path / "b").rglob("*.png")}
    assert sorted(found) == ["economy.png", "index.png", "law.png", "levels.png", "share.png"]
    for png in found.values():
        assert struct.unpack(">II", png[16:24]) == (1200, 630)
        assert re.fullmatch("[0-9a-f]{32}", social.remembered(png))

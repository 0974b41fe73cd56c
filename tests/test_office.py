"""The office: its logo and its colour stand where they can be seen, and harm nothing."""

from __future__ import annotations

import io
import re
import struct
import sys
import zlib
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import streamlit as st

from tests.shelf import laid, measure, read, sound
from tests.visits import shown, visit
from tracker import checks, logo, style
from tracker.__main__ import main
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.document import document
from tracker.export.page import page
from tracker.export.slides import slides
from tracker.language import words
from tracker.site.publish import digest
from tracker.style import THEMES, contrast

ON = date(2026, 11, 22)
TARGET = (
    measure("percent")
    + "goals: [{at_least: 80, by: 2030, source: plan}]\n"
    + "observations: [{period: 2023, value: 35, source: data}, {period: 2024, value: 40, source: data},"
    + " {period: 2025, value: 77.3, source: data, draft: true}]\n"
)


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one piece of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(wide: int = 120, high: int = 40) -> bytes:
    """Return a blue picture of a size."""
    rows = zlib.compress((b"\0" + b"\x0a\x4b\x78" * wide) * high)
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a portfolio with a logo and a colour."""
    made = laid(tmp_path / "data", "logo: logo.png\naccent: '#0A4B78'\n", share=TARGET)
    (made / "targets/logo.png").write_bytes(png())
    return made


def built(folder: Path, out: Path) -> None:
    """Write the site of a portfolio in English, without pictures."""
    assert main(["site", "--data", str(folder), "--out", str(out), "--on", ON.isoformat()]) == 0


def briefing(folder: Path) -> Briefing:
    """Return the briefing on all of it, as the command makes it."""
    portfolio = sound(folder)
    made = compose(portfolio, Choice(), ON, words("en"))
    return Briefing(**{**vars(made), "logo": logo.logo_of(portfolio.vocabulary, folder)})


def test_a_picture_that_is_whole_and_small_is_a_logo(folder: Path) -> None:
    """Neither the picture nor the colour is pointed at; the colour is kept in small letters."""
    portfolio = sound(folder)
    assert logo.logo_of(portfolio.vocabulary, folder) == png()
    assert portfolio.vocabulary.accent == "#0a4b78"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        png()[:-20],
        png() + b"<script>",
        png().replace(b"\x0a\x4b", b"\x0a\x4c", 1)[:60] + b"\0" * 60,
        png(2001, 1),
        png() + b"\0" * logo.LARGEST,
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 40, 8, 2, 0, 0, 0)),
    ],
)
def test_what_is_no_picture_is_never_shown(data: bytes, folder: Path) -> None:
    """Cut, padded, changed, too wide, too heavy, empty or another kind of file: warned of and left out."""
    (folder / "targets/logo.png").write_bytes(data)
    portfolio, _ = read(folder)
    assert logo.logo_of(portfolio.vocabulary, folder) is None
    assert "W057" in {one.code for one in checks.check(portfolio, ON, folder)}


def test_a_logo_outside_the_folder_is_not_read(folder: Path, tmp_path: Path) -> None:
    """Neither by its name nor by a link."""
    (tmp_path / "secret.png").write_bytes(png(7, 7))
    (folder / "targets/logo.png").unlink()
    (folder / "targets/logo.png").symlink_to(tmp_path / "secret.png")
    assert logo.logo_of(read(folder)[0].vocabulary, folder) is None


@pytest.mark.parametrize("theme", THEMES.values())
@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ffff00", "#0a4b78", "#0e1117", "#808080"])
def test_a_colour_of_the_house_can_be_seen_on_both_papers(colour: str, theme: style.Theme) -> None:
    """Whatever was chosen, the line holds 3:1; what can be seen already stays as it is."""
    shown = style.visible(colour, theme)
    assert contrast(shown, theme.paper) >= 3
    if contrast(colour, theme.paper) >= 3:
        assert shown == colour


def test_slides_documents_and_pages_carry_logo_and_colour(folder: Path) -> None:
    """The picture once, on the first page; nothing is fetched from anywhere."""
    made = briefing(folder)
    for data, place in ((slides(made), "ppt"), (document(made), "word")):
        with ZipFile(io.BytesIO(data)) as packed:
            pictures = [name for name in packed.namelist() if name.startswith(f"{place}/media/")]
            assert [packed.read(name) for name in pictures] == [png()]
            texts = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
        assert any(b"0A4B78" in text for text in texts)
    text = page(made).decode()
    assert "--accent:#0a4b78;" in text
    assert len(re.findall(r'<img src="data:image/png;base64,', text)) == 1


def test_a_portfolio_without_either_looks_as_before(tmp_path: Path) -> None:
    """No picture, no line."""
    made = briefing(laid(tmp_path, share=TARGET))
    text = page(made).decode()
    assert "--accent:" not in text
    assert "<img" not in text


def test_the_site_carries_the_logo_beside_its_name(folder: Path, tmp_path: Path) -> None:
    """As a file of its own, named by what is in it; the data that lie there are whole."""
    out = tmp_path / "site"
    built(folder, out)
    name = f"assets/logo-{digest(png())[:10]}.png"
    assert (out / name).read_bytes() == png()
    assert f'<img src="../{name}" alt="" class="logo">' in (out / "en/index.html").read_text("utf-8")
    assert (out / "data/targets/logo.png").read_bytes() == png()


def test_a_figure_that_nobody_has_reviewed_is_in_nothing_that_leaves_the_app(
    folder: Path, tmp_path: Path
) -> None:
    """77.3 stands on no page of the site and in no file that is taken along; it is not counted either."""
    out = tmp_path / "site"
    built(folder, out)
    pages = [file.read_text("utf-8") for file in (out / "en").rglob("*.html")]
    assert pages
    drawn = re.compile(
        r' (?:d|points|transform|[xyr]|[xy][12]|c[xy]|width|height)="[^"]*"'
    )  # where, not what
    assert not any(re.search(r"77\.3", drawn.sub("", text)) for text in pages)
    assert not (out / "data/targets/t/share.yaml").exists()
    assert b"77.3" not in page(briefing(folder))


@pytest.mark.parametrize("allowed", [True, False])
def test_only_editors_see_what_nobody_has_reviewed(
    allowed: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page shows it to those who may change the file, marked as not reviewed; to others never."""
    monkeypatch.setattr("tracker.ui.target.editing", lambda: allowed)
    monkeypatch.setattr(
        sys, "argv", ["dashboard.py", "--data", str(folder), "--cache", str(folder / "cache")]
    )
    st.cache_resource.clear()
    text = shown(visit("target", id="share"))
    st.cache_resource.clear()
    assert ("Not yet reviewed" in text) is allowed
    assert ("77.3" in text) is allowed


def test_a_picture_beside_the_vocabulary_that_is_no_logo_is_pointed_out(folder: Path) -> None:
    """The logo is named; a second picture, which nothing shows, is a file that is not read."""
    (folder / "targets/old-logo.png").write_bytes(png())
    assert [(one.code, one.file) for one in read(folder)[1]] == [("W003", "targets/old-logo.png")]

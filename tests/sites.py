"""Building the site, and what is found in its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.visits import ON
from tracker.__main__ import main

ROOT = Path(__file__).parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"


def build(out: Path, data: Path = ROOT, *more: str, on: str = ON) -> int:
    """Build a site and return the exit code."""
    return main(["site", "--out", str(out), "--data", str(data), "--on", on, *more])


def files(out: Path) -> dict[str, bytes]:
    """Return every file of a folder by its place."""
    return {str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*") if one.is_file()}


@pytest.fixture(autouse=True, scope="module")
def without_browser() -> Iterator[None]:
    """Build without pictures, which take long to draw; tests/test_site_pictures.py is about them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROWSER_PATH", "/nowhere/chromium")
        yield


def texts(page: str) -> list[str]:
    """Return what a page says, piece by piece."""
    page = re.sub(r"<(style|script|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    pieces = (" ".join(unescape(one).split()) for one in re.split(r"<[^>]*>", page))
    return [one for one in pieces if one]


def links(site: Path) -> int:
    """Check every link within a site and return how many there are."""
    pages = {one.resolve(): one.read_text("utf-8") for one in site.rglob("*.html")}
    seen = 0
    for file, text in pages.items():
        for href in re.findall(r'(?:href|src)="([^"]*)"', text):
            if re.match(r"https?:", href):
                continue
            path, _, anchor = unescape(href).partition("#")
            path = path.partition("?")[0]
            place = (file.parent / path).resolve() if path else file
            assert place.is_file(), f"{file}: {href}"
            if anchor:
                assert f'id="{anchor}"' in pages[place], f"{file}: {href}"
            seen += 1
    return seen


def edit(data: Path) -> None:
    """Give one target another title."""
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    text = file.read_text("utf-8")
    assert "title:\n  en: " in text
    file.write_text(text.replace("title:\n  en: ", "title:\n  en: New ", 1), "utf-8")


def text_of(page: Path) -> str:
    """Return what a page says as one text."""
    return " ".join(texts(page.read_text("utf-8")))

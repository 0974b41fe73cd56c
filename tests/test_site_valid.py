"""What the site writes is what others read: HTML, Atom, JSON-LD and a data package, by their validators."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import feedparser
import html5lib
import pytest
from frictionless import Package
from pyld import jsonld

from tests.shelf import ONE_GOAL, laid, measure
from tests.sites import without_browser
from tests.visits import ON
from tracker.__main__ import main
from tracker.site import publish

__all__ = ["without_browser"]

ROOT = Path(__file__).parents[1]
OTHER = ROOT / "portfolios" / "eu-digital-decade"
SCHEMA = "https://schema.org/"
VOCABULARY = {"@context": {"@vocab": SCHEMA, "id": "@id"}}
"""What schema.org's own context says of the names used here; nothing is fetched."""


@pytest.fixture(scope="module", params=[ROOT, OTHER], ids=["main", "eu"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a portfolio in two languages."""
    out = tmp_path_factory.mktemp("site")
    arguments = ["site", "--out", str(out), "--data", str(request.param), "--on", ON]
    assert main([*arguments, "--lang", "en,de", "--site", "https://targets.example/x"]) == 0
    return out


def pages(site: Path) -> list[Path]:
    """Return every page that is no target, and every fifth target."""
    found = sorted(site.rglob("*.html"))
    rest = [one for one in found if one.parent.name not in ("target", "embed")]
    return [*rest, *[one for one in found if one.parent.name in ("target", "embed")][::5]]


def test_every_page_is_valid_html(site: Path) -> None:
    """A strict parser of HTML5 stops at the first fault; it finds none."""
    for file in pages(site):
        html5lib.HTMLParser(strict=True).parse(file.read_bytes())


def test_a_strict_parser_would_find_a_fault() -> None:
    """The test above can fail."""
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!DOCTYPE html><p>one<div></p></div>")


def test_every_id_stands_once_on_its_page(site: Path) -> None:
    """An anchor leads to one place."""
    for file in pages(site):
        ids = re.findall(r'<[^>]* id="([^"]*)"', file.read_text("utf-8"))
        assert len(ids) == len(set(ids)), file


def test_every_feed_is_read_by_a_reader_of_feeds(site: Path) -> None:
    """No complaint, an entry for each announcement, each with an address on this site."""
    feeds, announced = (
        list(site.rglob("*.atom")),
        json.loads((site / "data/editions.json").read_text("utf-8")),
    )
    entries: dict[str, int] = {}
    for file in feeds:
        found = feedparser.parse(file.read_bytes())
        assert not found.bozo, (file, found.get("bozo_exception"))
        assert found.version == "atom10"
        for entry in found.entries:
            assert entry.link.startswith("https://targets.example/x/")
            assert entry.title
            assert entry.summary
        entries[str(file.relative_to(site))] = len(found.entries)
    assert entries["en/feed.atom"] == entries["de/feed.atom"] == len(announced["news"])


def _dataset(page: str) -> dict[str, Any]:
    """Return the dataset of a page as a processor of JSON-LD expands it."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)

    def load(url: str, _: object) -> dict[str, Any]:
        kind = "application/ld+json"
        return {"contextUrl": None, "documentUrl": url, "document": VOCABULARY, "contentType": kind}

    (found,) = jsonld.expand(json.loads(text), {"documentLoader": load})
    return dict(found)


def test_every_target_is_a_dataset_of_linked_data(site: Path) -> None:
    """The expanded graph names title, description, page and the files that lie beside it."""
    files = sorted(site.glob("en/target/*.html"))
    assert len(files) > 20
    for file in files:
        found = _dataset(file.read_text("utf-8"))
        assert found["@type"] == [f"{SCHEMA}Dataset"]
        for name in ("name", "description"):
            assert len(found[SCHEMA + name][0]["@value"]) > 2
        assert found[f"{SCHEMA}url"][0]["@value"] == f"https://targets.example/x/en/target/{file.name}"
        for download in found[f"{SCHEMA}distribution"]:
            address = download[f"{SCHEMA}contentUrl"][0]["@value"]
            assert (site / address.removeprefix("https://targets.example/x/")).is_file()


def test_the_data_package_is_valid_and_holds_every_target(site: Path) -> None:
    """Frictionless reads both tables by their schema and finds no fault."""
    package = Package(str(site / "data" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    rows = package.get_resource("targets").read_rows()
    assert {type(row["by_day"]) for row in rows} == {date, type(None)}
    assert all(isinstance(row["latest"], Decimal) for row in rows if row["latest_day"])
    paced = [row for row in rows if row["state"] == "on_track" and row["latest_day"]]
    assert paced
    assert all(isinstance(row["judged_value"], Decimal) and row["judged_period"] for row in paced)
    assert package.get_resource("targets").schema.get_field("title").required
    assert {row["id"] for row in rows} == {one.stem for one in site.glob("en/target/*.html")}
    assert all(row["publisher"] for row in package.get_resource("sources").read_rows())


def test_the_data_package_is_valid_where_a_source_says_no_more_than_it_must(tmp_path: Path) -> None:
    """Without a word on reliability, and with a day that nobody knows."""
    data = laid(tmp_path / "data", a=measure("percent") + ONE_GOAL)
    for file in (data / "seeds").glob("*.yaml"):
        kept = [one for one in file.read_text().splitlines() if not one.startswith("reliability")]
        text = re.sub("published: (.*)", r"published: unknown\naccessed: 2016-01-15", "\n".join(kept))
        file.write_text(text + "\n")
    assert main(["check", "--data", str(data)]) == 0
    assert main(["site", "--data", str(data), "--out", str(tmp_path / "out"), "--on", ON]) == 0
    package = Package(str(tmp_path / "out" / "data" / "datapackage.json"))
    assert package.validate().valid
    rows = package.get_resource("sources").read_rows()
    assert {(row["published"], row["reliability"]) for row in rows} == {("unknown", None)}


def test_the_sentence_on_the_portfolio_describes_front_page_and_data(tmp_path: Path) -> None:
    """`about` is what is shared of the front page in its language, and the description of the package."""
    about = "about: {en: Ten goals of a ministry., de: Zehn Ziele.}\n"
    data = laid(tmp_path / "data", about, a=measure("percent") + ONE_GOAL)
    given = ["--data", str(data), "--out", str(tmp_path / "out"), "--on", ON, "--lang", "en,de"]
    assert main(["site", *given]) == 0
    for lang, told in (("en", "Ten goals of a ministry."), ("de", "Zehn Ziele.")):
        page = (tmp_path / f"out/{lang}/index.html").read_text("utf-8")
        assert f'<meta name="description" content="{told}">' in page
        assert f'<meta property="og:description" content="{told}">' in page
    package = Package(str(tmp_path / "out/data/datapackage.json"))
    assert package.validate().valid
    assert package.description == "Ten goals of a ministry."


def test_a_build_that_is_killed_leaves_every_page_whole(tmp_path: Path) -> None:
    """SIGKILL at five moments, from the first files to the end; then one build mends everything."""
    out, data = tmp_path / "out", OTHER
    command = [sys.executable, "-m", "tracker", "site", "--out", str(out), "--data", str(data), "--on"]
    began = time.monotonic()
    subprocess.run([*command, "2026-11-20"], check=True, cwd=ROOT, capture_output=True, timeout=120)
    whole = time.monotonic() - began
    for round_, share in enumerate((0.5, 0.7, 0.8, 0.9, 0.95)):
        process = subprocess.Popen(
            [*command, f"2026-11-{21 + round_}"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            process.wait(timeout=whole * share)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        _is_whole(out)
    subprocess.run([*command, "2026-11-27"], check=True, cwd=ROOT, capture_output=True, timeout=120)
    fresh = tmp_path / "fresh"
    assert main(["site", "--out", str(fresh), "--data", str(data), "--on", "2026-11-27"]) == 0
    names = {str(one.relative_to(out)) for one in out.rglob("*.html")}
    assert names == {str(one.relative_to(fresh)) for one in fresh.rglob("*.html")}
    assert not (out / publish.BESIDE).exists()


def _is_whole(out: Path) -> None:
    """Check that each page ends, and that its style, script and neighbours are there."""
    for page in out.rglob("*.html"):
        if publish.BESIDE in page.parts:
            continue
        text = page.read_text("utf-8")
        assert text.endswith("</html>\n"), page
        for asset in re.findall(r'(?:href|src)="([^"?#:]+\.(?:css|js|svg|html))"', text):
            assert (page.parent / asset).exists(), (page, asset)

"""The site: the same words as in the app, links that lead somewhere, and pages that need nobody else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import streamlit as st

from tests import folder
from tests.hostile import NASTY
from tests.sites import ATOM, ROOT, build, files, links, text_of, texts, without_browser
from tests.visits import ON, shown, today_in, visit
from tracker import collation
from tracker.__main__ import main
from tracker.collation import folded
from tracker.site import place

__all__ = ["without_browser"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the product's own data in two languages."""
    out = tmp_path_factory.mktemp("site")
    assert build(out, ROOT, "--lang", "en,vi", "--site", "https://targets.example/x") == 0
    return out


def test_a_portfolio_has_no_page_on_kinds_of_targets_that_it_lacks(tmp_path: Path) -> None:
    """The EU's portfolio has neither tiers nor parts: no file speaks of enterprises, none is linked to."""
    out = tmp_path / "site"
    assert build(out, ROOT / "portfolios/eu-digital-decade", "--site", "https://targets.example") == 0
    written = set(files(out))
    absent = [f"en/{name}.html" for name in ("enterprises", "allocations")]
    assert [name for name in absent if name in written] == []
    assert {"en/themes.html", "en/compare.html", "en/sources.html"} <= written
    places = re.findall(r"targets\.example/([^<\"]+\.html)", (out / "sitemap.xml").read_text("utf-8"))
    assert places
    assert set(places) <= written


def missing(wanted: list[str], there: list[str]) -> list[str]:
    """Return what of one text does not stand in another in the same order."""
    left = iter(there)
    return [one for one in wanted if not any(one == other for other in left)]


@pytest.fixture
def _app(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the app show the product's own data."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(ROOT)])
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("_app")
def test_data_quality_says_in_both_media_the_same(tmp_path: Path) -> None:
    """The app speaks of the files as they are today, and so does the site of today."""
    today = today_in(ROOT).isoformat()
    build(tmp_path, ROOT, on=today)
    there = texts((tmp_path / "en/quality.html").read_text("utf-8"))
    assert missing(texts(shown(visit("quality", on=today))), there) == []


@pytest.mark.usefixtures("_app")
def test_a_site_of_an_earlier_day_finds_nothing_wrong_with_later_documents(tmp_path: Path) -> None:
    """Its verdicts are those of that day, its files are checked as they are today."""
    build(tmp_path, ROOT, on="2026-01-05")
    there = texts((tmp_path / "en/quality.html").read_text("utf-8"))
    assert "lies in the future" not in " ".join(there)
    assert "The files are checked as they are today, whatever day is shown." in there
    assert missing(texts(shown(visit("quality", on="2026-01-05"))), there) == []


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    """Each address within the site names a file that is there, and each anchor a place on its page."""
    assert links(site) > 5000


def test_a_page_needs_no_place_and_nobody_else(site: Path) -> None:
    """No page names this machine or asks another one for anything; no style or script stands in it."""
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "localhost" not in text
        assert "127.0.0.1" not in text
        assert str(ROOT) not in text
        assert not re.search(r"<[^>]* (style|on[a-z]+)=", text), file
        assert re.findall(r"<script(?! src=| type=\"application/ld)", text) == []
        assert not re.search(r'<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="https?:', text)
        assert "Content-Security-Policy" in text
        assert "\x1a" not in text


def test_the_script_is_small_and_read_as_it_is_written(site: Path) -> None:
    """At most 20 kB of it."""
    (script,) = (site / "assets").glob("*.js")
    assert script.stat().st_size <= 20_000
    assert script.read_bytes() == (ROOT / "tracker" / "site" / "site.js").read_bytes()


def test_the_script_folds_letters_as_the_app_does() -> None:
    """What the script takes for plain letters is what the app takes for them."""
    (table,) = re.findall(
        r"const PLAIN = \{(.*?)\};", (ROOT / "tracker/site/site.js").read_text("utf-8"), re.S
    )
    pairs = dict(re.findall(r'(\w): "(\w+)"', table))
    assert {letter: folded(letter) for letter in pairs} == pairs
    assert pairs.keys() >= {chr(code) for code in collation._PLAIN}


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    """Another process with another order of sets writes the very same files; again changes nothing."""
    arguments = ["site", "--out", str(tmp_path), "--data", str(ROOT), "--on", ON, "--lang", "en,vi"]
    command = [sys.executable, "-m", "tracker", *arguments, "--site", "https://targets.example/x"]
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, timeout=120)
    assert files(tmp_path) == files(site)
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()}
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=120)
    assert {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()} == before


def test_a_feed_names_what_atom_requires(site: Path) -> None:
    """Every feed and entry has id, title and time; the feed names its author."""
    found = list(site.rglob("*.atom"))
    assert len(found) > 100
    for file in found:
        root = Xml.parse(file).getroot()
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        for one in (root, *root.iter(f"{ATOM}entry")):
            assert (one.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
            assert one.findtext(f"{ATOM}title")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.findtext(f"{ATOM}updated") or "")


def test_the_data_beside_a_page_is_the_contract_of_status(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON of one target is what `status --format json` prints for it."""
    main(["status", "--data", str(ROOT), "--on", ON, "--ids", "rd-spend-gdp", "--format", "json"])
    (printed,) = json.loads(capsys.readouterr().out)["targets"]
    printed["says"] = {lang: printed["says"][lang] for lang in ("en", "vi")}  # the languages of the site
    beside = json.loads((site / "en/target/rd-spend-gdp.json").read_text("utf-8"))
    assert beside["targets"] == [printed]
    every = json.loads((site / "data/targets.json").read_text("utf-8"))
    assert printed in every["targets"]


def test_the_yaml_lies_beside_the_pages_as_it_was_read(site: Path) -> None:
    """Every file of the data has its copy."""
    for file in [*ROOT.glob("targets/**/*.yaml"), *ROOT.glob("seeds/*.yaml")]:
        assert (site / "data" / file.relative_to(ROOT)).read_bytes() == file.read_bytes()


def test_the_chart_of_a_target_is_a_picture_of_its_own(site: Path) -> None:
    """It opens alone: well-formed, with its title, in colours that need no page."""
    for file in site.glob("en/target/*.svg"):
        root = Xml.parse(file).getroot()
        assert root.findtext("{http://www.w3.org/2000/svg}title")
        assert "var(--" not in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["egdi-rank", "digital-week"])
def test_a_chart_to_embed_is_drawn_for_either_width_of_its_frame(site: Path, name: str) -> None:
    """One drawing for a wide frame, one for a phone, of dated steps too; the style shows one of them."""
    page = (site / f"en/embed/{name}.html").read_text("utf-8")
    assert re.findall(r'<div class="(\w+)"><svg viewBox="0 0 (\d+) ', page) == [
        ("wide", "720"),
        ("narrow", "360"),
    ]
    (sheet,) = (site / "assets").glob("*.css")
    assert "max-width: 33rem" in sheet.read_text("utf-8")


def test_hostile_texts_are_shown_and_never_run(data: Path, tmp_path: Path) -> None:
    """Markup in a title stands on every page as it was written."""
    out = tmp_path / "out"
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    nasty = "".join(NASTY[:6])
    text, title = file.read_text("utf-8"), f"title:\n  en: {json.dumps(nasty)}\n"
    file.write_text(re.sub(r"title:\n  en: .*\n", lambda _: title, text, count=1), "utf-8")
    assert build(out, data) == 0
    for page in out.rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8"), page
        assert "<img" not in page.read_text("utf-8"), page
    page = (out / "en/target/rd-spend-gdp.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_of_a_target_is_whole_however_long(tmp_path: Path) -> None:
    """Of 400 figures each stands on the one page of the target, which has no further ones."""
    made = folder.made(tmp_path / "data")
    rows = "".join(
        f"  - {{period: {1900 + year}-{month:02}, value: {year}.{month:02}, source: book-2024}}\n"
        for year in range(80, 115)
        for month in range(1, 13)
    )
    text = folder.SHARE.replace("frequency: year", "frequency: month").partition("observations:")[0]
    (made / folder.TARGET).write_text(f"{text}observations:\n{rows}", "utf-8")
    assert build(tmp_path / "out", made) == 0
    assert [page.name for page in (tmp_path / "out/en/target").glob("share*.html")] == ["share.html"]
    told = text_of(tmp_path / "out/en/target/share.html")
    assert [n for n in range(80, 115) if f" {n}.07" not in told] == []


def test_no_further_page_takes_the_place_of_another_theme(tmp_path: Path) -> None:
    """The second page of the theme a is not the page of the theme a-2."""
    assert place.paged("theme/a.html", 2) == "theme/a.2.html"
    assert place.file_of("themes", theme="a-2") == "theme/a-2.html"


def test_a_folder_without_data_has_a_site_that_teaches_how_to_begin(tmp_path: Path) -> None:
    """It is no fault to begin with nothing."""
    data = tmp_path / "data"
    data.mkdir()
    build(tmp_path / "out", data)
    assert "targets/economy/jobs.yaml" in (tmp_path / "out/en/index.html").read_text("utf-8")


def test_an_address_of_the_vocabulary_in_letters_of_a_tongue_is_quoted(data: Path, tmp_path: Path) -> None:
    """Maps of sites, feeds and canonical links hold no other letters than those of ASCII."""
    words = data / "targets/vocabulary.yaml"
    words.write_text("site: https://targets.example/mục/%C3%A4\n" + words.read_text("utf-8"), "utf-8")
    assert build(tmp_path / "out", data) == 0
    for file, mark in (
        ("sitemap.xml", "<loc>"),
        ("en/feed.atom", 'href="'),
        ("en/index.html", 'canonical" href="'),
    ):
        text = (tmp_path / "out" / file).read_text("utf-8")
        assert f"{mark}https://targets.example/m%E1%BB%A5c/%C3%A4/" in text
        assert "targets.example/mục" not in text


def test_the_vocabulary_names_where_the_site_is_published(data: Path, tmp_path: Path) -> None:
    """Without --site the pages, and a citation in a text made elsewhere, lead to the address in the data."""
    words = data / "targets/vocabulary.yaml"
    words.write_text("site: https://targets.example/policy\n" + words.read_text("utf-8"), "utf-8")
    assert build(tmp_path / "out", data) == 0
    page = "https://targets.example/policy/en/target/rd-spend-gdp.html"
    assert f'rel="canonical" href="{page}"' in (tmp_path / "out/en/target/rd-spend-gdp.html").read_text(
        "utf-8"
    )
    brief = [
        "brief",
        "--data",
        str(data),
        "--on",
        ON,
        "--ids",
        "rd-spend-gdp",
        "--out",
        str(tmp_path / "a.html"),
    ]
    assert main(brief) == 0
    assert page in (tmp_path / "a.html").read_text("utf-8")

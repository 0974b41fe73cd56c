"""The site: the same words as in the app, files that stay the same, and nobody else's file touched."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import streamlit as st

from tests import folder
from tests.hostile import NASTY
from tests.visits import ON, shown, today_in, visit
from tracker import collation
from tracker.__main__ import main
from tracker.collation import folded
from tracker.editing import lock
from tracker.site import command, news, place, publish

ROOT = Path(__file__).parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"


def build(out: Path, data: Path = ROOT, *more: str, on: str = ON) -> int:
    """Build a site and return the exit code."""
    return main(["site", "--out", str(out), "--data", str(data), "--on", on, *more])


def files(out: Path) -> dict[str, bytes]:
    """Return every file of a folder by its place."""
    return {str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*") if one.is_file()}


@pytest.fixture(autouse=True, scope="module")
def _without_browser() -> Iterator[None]:
    """Build without pictures, which take long to draw; tests/test_site_pictures.py is about them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROWSER_PATH", "/nowhere/chromium")
        yield


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


def texts(page: str) -> list[str]:
    """Return what a page says, piece by piece."""
    page = re.sub(r"<(style|script|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    pieces = (" ".join(unescape(one).split()) for one in re.split(r"<[^>]*>", page))
    return [one for one in pieces if one]


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


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    """Each address within the site names a file that is there, and each anchor a place on its page."""
    assert _links(site) > 5000


def _links(site: Path) -> int:
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


def test_an_edit_rewrites_only_the_files_that_mention_the_target(data: Path, tmp_path: Path) -> None:
    """No other target's page, picture or data is written again."""
    out = tmp_path / "out"
    assert build(out, data) == 0
    before = files(out)
    edit(data)
    changed = {name for name, text in files_after(out, data).items() if before.get(name) != text}
    foreign = {
        name for name in changed if re.match(r"en/(target|embed)/", name) and "rd-spend-gdp" not in name
    }
    assert foreign == set()
    assert "en/target/rd-spend-gdp.html" in changed
    assert "en/method.html" not in changed


def edit(data: Path) -> None:
    """Give one target another title."""
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    text = file.read_text("utf-8")
    assert "title:\n  en: " in text
    file.write_text(text.replace("title:\n  en: ", "title:\n  en: New ", 1), "utf-8")


def files_after(out: Path, data: Path) -> dict[str, bytes]:
    """Build again and return every file."""
    assert build(out, data) == 0
    return files(out)


def test_what_goes_from_the_data_goes_from_the_site_and_nothing_else(data: Path, tmp_path: Path) -> None:
    """A target that is deleted takes its pages along; a stranger's file in the folder stays."""
    out = tmp_path / "out"
    build(out, data)
    (out / "CNAME").write_text("targets.example", "utf-8")
    next(data.glob("targets/*/ai-brands.yaml")).unlink()
    build(out, data)
    assert not list(out.rglob("ai-brands*"))
    assert (out / "CNAME").read_text("utf-8") == "targets.example"


def test_no_list_of_files_removes_another_file(tmp_path: Path) -> None:
    """A list from elsewhere leads nowhere, by dots or by a whole path; what was edited by hand stays."""
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    for one in (precious, out / "edited.html", out / "old.html"):
        one.parent.mkdir(exist_ok=True)
        one.write_bytes(b"mine\n")
    mine = publish.digest(b"mine\n")
    listed = dict.fromkeys(("../precious.txt", str(precious), "a/../../precious.txt", "old.html"), mine)
    listed |= {"edited.html": publish.digest(b"as it was built"), "gone/long/ago.html": mine}
    (out / publish.MANIFEST).write_text(json.dumps({"files": listed, "groups": {}}), "utf-8")
    with publish.Folder(out) as folder:
        assert folder.publish() == publish.Outcome(0, 0, 1)
    assert precious.read_bytes() == (out / "edited.html").read_bytes() == b"mine\n"
    assert not (out / "old.html").exists()


@pytest.mark.parametrize(
    "listed", ["5", "[]", '{"files": 5, "groups": {}}', "[" * 100_000, '{"files": {}, "groups": {"a": 5}}']
)
def test_a_list_of_files_that_cannot_be_read_is_none(listed: str, tmp_path: Path) -> None:
    """The site is built anew."""
    (tmp_path / publish.MANIFEST).write_text(listed, "utf-8")
    assert publish.Manifest.read(tmp_path) == publish.Manifest()


def test_a_file_of_somebody_else_is_never_written_over(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build stops with the name of the file, before anything is changed."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("mine", "utf-8")
    assert build(out, data) == 1
    assert "index.html" in capsys.readouterr().out
    assert {name for name in files(out) if not name.startswith(publish.BESIDE)} == {"index.html"}


@pytest.mark.parametrize("name", ["en/board.html", "en/target", "en"])
def test_a_folder_in_the_place_of_a_page_stops_the_build_before_anything_is_changed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And so does a file in the place of a folder, at first and after a build."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    for known in (False, True):
        place = out / name
        if known:
            shutil.rmtree(out)
            assert build(out, data) == 0
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        if name.endswith(".html"):
            place.mkdir(parents=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("mine", "utf-8")
        before = files(out)
        assert build(out, data, on="2026-11-25") == 1
        assert f"{name} lies where a page belongs" in capsys.readouterr().out
        assert files(out) == before


def test_two_builds_never_write_into_one_folder_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second waits for the first; in the end it says so and changes nothing."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(command, "TRIES", 1)
    monkeypatch.setattr(command, "PAUSE", 0)
    with lock.held(out, 1, 0):
        assert build(out, data) == 1
    assert "Another build has been writing" in capsys.readouterr().out
    assert files(out) == {}
    assert build(out, data) == 0


def test_a_folder_that_leads_elsewhere_is_never_written_into(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link in the place of a language, at first or after a build, stops the build; nothing is changed."""
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    (out / "en").symlink_to(other)
    (out / publish.BESIDE).symlink_to(other)
    assert build(out, data) == 1
    assert str(out / "en") in capsys.readouterr().out
    assert list(other.iterdir()) == []
    (out / "en").unlink()
    assert build(out, data) == 0
    shutil.move(out / "en", other / "moved")
    (out / "en").symlink_to(other / "moved")
    before = files(other)
    edit(data)
    assert build(out, data) == 1
    assert files(other) == before


def test_a_build_that_is_stopped_anywhere_leaves_every_page_whole(data: Path, tmp_path: Path) -> None:
    """At each step of bringing into place every page has its style; the next build mends all."""
    out = tmp_path / "out"
    build(out, data)
    edit(data)
    whole = tmp_path / "whole"
    shutil.copytree(out, whole)
    build(whole, data)
    wanted = files(whole)
    for step in (0, 1, 3, 7):
        broken = tmp_path / f"broken{step}"
        shutil.copytree(out, broken)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(publish, "_moved", _stops_after(step))
            with pytest.raises(KeyboardInterrupt):
                build(broken, data)
        for page in broken.rglob("*.html"):
            if publish.BESIDE not in page.parts:
                text = page.read_text("utf-8")
                assert text.endswith("</html>\n")
                for asset in re.findall(r'(?:href|src)="([^"]*assets/[^"]*)"', text):
                    assert (page.parent / asset).is_file()
        assert build(broken, data) == 0
        assert files(broken) == wanted


def _stops_after(step: int) -> object:
    left = [step]

    def moved(source: str, place: str) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        Path(source).replace(place)

    return moved


def test_a_day_that_is_kept_stays_as_it_was(data: Path, tmp_path: Path) -> None:
    """The pages of a day lie under its date, later builds leave them, and a citation names them."""
    out = tmp_path / "out"
    build(out, data, "--keep", "--site", "https://a.example", on="2026-11-21")
    kept = {name: text for name, text in files(out).items() if name.startswith("en/2026-11-21/")}
    assert "en/2026-11-21/target/rd-spend-gdp.html" in kept
    page = (out / "en/target/rd-spend-gdp.html").read_text("utf-8")
    assert "https://a.example/en/2026-11-21/target/rd-spend-gdp.html" in page
    build(out, data, on="2026-11-22")
    assert {name: text for name, text in files(out).items() if name.startswith("en/2026-11-21/")} == kept


def test_a_day_that_is_kept_stays_when_the_clock_goes_back(tmp_path: Path) -> None:
    """Once a later day was published, a build of the day again changes none of the pages that are cited."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    build(out, data, "--keep", on="2026-11-20")
    kept = {name: text for name, text in files(out).items() if name.startswith("en/2026-11-20/")}
    build(out, data, "--keep", on="2026-11-21")
    words = data / "targets/vocabulary.yaml"
    words.write_text("accent: '#aa0000'\n" + words.read_text("utf-8"), "utf-8")
    for day in ("2026-11-20", "2026-11-21"):
        build(out, data, "--keep", on=day)
        assert {name: text for name, text in files(out).items() if name.startswith("en/2026-11-20/")} == kept
    assert _links(out) > 500


def test_pages_that_are_kept_need_nothing_that_goes(tmp_path: Path) -> None:
    """Their links, style and search stay whole when a target goes, and they lead to the newest edition."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    build(out, data, "--keep", "--lang", "en,de", on="2026-11-21")
    (data / "targets/economy/levels.yaml").unlink()
    words = data / "targets/vocabulary.yaml"
    words.write_text("accent: '#aa0000'\n" + words.read_text("utf-8"), "utf-8")
    build(out, data, "--lang", "en,de", on="2026-11-25")
    page = (out / "en/2026-11-21/target/levels.html").read_text("utf-8")
    assert 'href="../../../en/2026-11-21/target/levels.csv"' in page
    assert 'href="../../.././en/index.html">The newest edition</a>' in page
    assert ".atom" not in page
    assert (out / "de/2026-11-21/search/board-1.js").is_file()
    assert not (out / "en/target/levels.html").exists()
    assert _links(out) > 500


def test_a_rebuild_writes_what_a_first_build_would(tmp_path: Path) -> None:
    """Also where the menu changes with what there is; all that a first build needs is what was announced."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    goal = "goals:\n  - at_least: 50\n    by: 2030\n    source: book-2024\nchecked:"
    build(out, data)
    for number, name in enumerate(("levels", "share", "law")):
        file = data / f"targets/economy/{name}.yaml"
        if name == "share":
            file.write_text(folder.SHARE.replace("checked:", goal), "utf-8")
        else:
            file.unlink()
        build(out, data)
        fresh = tmp_path / f"fresh{number}"
        (fresh / "data").mkdir(parents=True)
        shutil.copy(out / news.FILE, fresh / news.FILE)
        build(fresh, data)
        assert _pages(fresh) == _pages(out)
    assert build(fresh, data, on="2026-11-25") == 0


def _pages(out: Path) -> dict[str, bytes]:
    """Return every file but the list of them, which names them by what they were made of."""
    return {name: text for name, text in files(out).items() if name != publish.MANIFEST}


def test_a_feed_is_as_new_as_its_newest_entry(tmp_path: Path) -> None:
    """A day without news changes no feed; one that never had any is of the day on which the site began."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    build(out, data, on="2026-11-21")
    feeds = {name: text for name, text in files(out).items() if name.endswith(".atom")}
    assert b"<updated>2026-11-21T00:00:00Z</updated>" in feeds["en/target/law.atom"]
    for day in ("2026-11-22", "2026-11-24"):
        build(out, data, on=day)
    assert {name: text for name, text in files(out).items() if name.endswith(".atom")} == feeds


def test_nothing_is_announced_twice(data: Path, tmp_path: Path) -> None:
    """A figure that comes in is told once: not again on that day, and not by later builds."""
    out = tmp_path / "out"
    build(out, data, on="2026-11-21")
    first = entries(out / "en/feed.atom")
    assert len(set(first)) == len(first)
    build(out, data, on="2026-11-22")
    assert entries(out / "en/feed.atom") == first
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    text = file.read_text("utf-8")
    source = re.search(r"source: ([a-z0-9-]+)", text.partition("observations:")[2])
    new = f"observations:\n  - period: 2024\n    value: 0.61\n    source: {source and source[1]}\n"
    file.write_text(text.replace("observations:\n", new, 1), "utf-8")
    build(out, data, on="2026-11-23")
    second = entries(out / "en/feed.atom")
    assert len(second) == len(first) + 1
    assert second[1:] == first
    build(out, data, on="2026-11-23")
    build(out, data, on="2026-11-24")
    assert entries(out / "en/feed.atom") == second
    assert entries(out / "en/target/rd-spend-gdp.atom")[0] == second[0]


def test_a_page_tells_what_is_new_since_the_edition_before(data: Path, tmp_path: Path) -> None:
    """It names the day of the edition before and the target with what changed; the changes lead to it."""
    out = tmp_path / "out"
    build(out, data, on="2026-11-21")
    assert "New in this first edition, compared with 23 August 2026" in text_of(out / "en/edition.html")
    build(out, data, on="2026-11-22")
    assert "Nothing new has become known." in text_of(out / "en/edition.html")
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    found = file.read_text("utf-8")
    source = re.search(r"source: ([a-z0-9-]+)", found.partition("observations:")[2])
    new = f"observations:\n  - period: 2024\n    value: 0.61\n    source: {source and source[1]}\n"
    file.write_text(found.replace("observations:\n", new, 1), "utf-8")
    build(out, data, on="2026-11-25")
    page = text_of(out / "en/edition.html")
    assert "New since the edition before, 22 November 2026" in page
    assert page.count("Research and development spending, share of GDP Latest figure:") == 1
    changes = (out / "en/changes.html").read_text("utf-8")
    assert 'href="../en/edition.html">New since the edition before, 22 November 2026</a>' in changes
    before = files(out)
    build(out, data, on="2026-11-25")
    assert files(out) == before
    build(out, data, on="2026-11-20")
    assert "Nothing new has become known." in text_of(out / "en/edition.html")


def text_of(page: Path) -> str:
    """Return what a page says as one text."""
    return " ".join(texts(page.read_text("utf-8")))


def entries(file: Path) -> list[str]:
    """Return the ids of the entries of a feed."""
    return [one.findtext(f"{ATOM}id") or "" for one in Xml.parse(file).getroot().iter(f"{ATOM}entry")]


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


def test_a_chart_to_embed_is_drawn_for_either_width_of_its_frame(site: Path) -> None:
    """One drawing for a wide frame, one for a phone; the style shows one of them."""
    page = (site / "en/embed/egdi-rank.html").read_text("utf-8")
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


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--lang", "xx"], 2),
        (["--site", "ftp://x"], 2),
        (["--site", "https://x.example/?page=1"], 2),
        (["--site", "https://x.example/#top"], 2),
        (["--site", "https://x.example:70000"], 2),
        (["--site", "https:///x"], 2),
        (["--site", "https://name:word@x.example"], 2),
        (["--since", "2027-01-01"], 2),
        (["--on", "soon"], 2),
    ],
)
def test_wrong_usage_is_named_and_has_the_code_two(arguments: list[str], code: int, tmp_path: Path) -> None:
    """Nothing is written then."""
    try:
        found = build(tmp_path / "out", ROOT, *arguments)
    except SystemExit as exit_:
        found = int(exit_.code or 0)
    assert found == code
    assert not (tmp_path / "out").exists()


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


@pytest.mark.parametrize("place", ["targets", "seeds/site"])
def test_a_site_never_lies_among_the_records(
    place: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its YAML would be read as more records; nothing is written and the code is two."""
    before = files(data)
    assert build(data / place, data) == 2
    assert "lies among the records" in capsys.readouterr().out
    assert files(data) == before


@pytest.mark.parametrize("name", ["", " "])
def test_a_folder_without_a_name_is_none(name: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that a script forgot to set fills no folder, least of all the one it stands in."""
    monkeypatch.chdir(data)
    before = files(data)
    with pytest.raises(SystemExit) as ended:
        main(["site", "--out", name])
    assert ended.value.code == 2
    assert files(data) == before


def test_a_build_that_fails_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    """A foreign file stops the build: what was made beside it is taken away."""
    out = tmp_path / "out"
    (out / "en").mkdir(parents=True)
    (out / "en/index.html").write_text("mine", "utf-8")
    assert build(out, data) == 1
    assert files(out) == {"en/index.html": b"mine"}
    assert sorted(one.name for one in out.iterdir()) == ["en"]


def test_a_folder_without_data_has_a_site_that_teaches_how_to_begin(tmp_path: Path) -> None:
    """It is no fault to begin with nothing."""
    data = tmp_path / "data"
    data.mkdir()
    build(tmp_path / "out", data)
    assert "targets/economy/jobs.yaml" in (tmp_path / "out/en/index.html").read_text("utf-8")


def test_a_site_of_nothing_takes_the_place_of_no_other(tmp_path: Path) -> None:
    """An empty data folder, by a slip of the keyboard, leaves the published pages as they are."""
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    out.mkdir()
    (out / "index.html").write_text("published", "utf-8")
    assert main(["site", "--out", str(out), "--data", str(data)]) == 1
    assert [(path.name, path.read_text("utf-8")) for path in out.iterdir()] == [("index.html", "published")]


def test_editions_that_cannot_be_read_begin_anew() -> None:
    """A file that somebody spoilt is no reason to publish nothing."""
    assert news.read("{") is None
    assert news.read("[]") is None
    assert news.read("[" * 100_000) is None
    assert news.read('{"news": [], "seed": "x", "on": "2026-11-21", "before": {}, "after": {}}') is None


def test_two_sites_that_begin_on_one_day_are_told_apart(tmp_path: Path) -> None:
    """Without a title: by their addresses, else by their targets; a later build keeps what tells it apart."""
    data = {name: folder.made(tmp_path / name) for name in ("one", "two")}
    (data["two"] / folder.TARGET).unlink()
    seeds = set()
    for name, more in (
        ("one", ()),
        ("two", ()),
        ("one", ("--site", "https://a.example")),
        ("one", ("--site", "https://b.example")),
    ):
        out = tmp_path / f"out{len(seeds)}"
        assert build(out, data[name], "--lang", "en", *more) == 0
        seeds.add(known := json.loads((out / "data/editions.json").read_text("utf-8"))["seed"])
    assert len(seeds) == 4
    assert build(out, data["one"], "--lang", "en", on="2026-11-28") == 0
    assert json.loads((out / "data/editions.json").read_text("utf-8"))["seed"] == known


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


def test_a_file_name_in_no_encoding_stops_no_site(tmp_path: Path) -> None:
    """The file does not count, and is told; everything else is published."""
    data = shutil.copytree(ROOT / "tests/broken/sound", tmp_path / "data")
    with contextlib.suppress(OSError):  # not every disk takes such a name
        Path(os.fsdecode(os.fsencode(data) + b"/targets/digital/bad\xff.yaml")).write_bytes(b"id: x")
    assert main(["site", "--out", str(tmp_path / "site"), "--data", str(data)]) in (0, 1)
    assert (tmp_path / "site/en/index.html").exists()

"""One edition after another: what changes is written and told once, what is kept stays as it was."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests import folder
from tests.shelf import FURTHER, laid, measure
from tests.sites import ATOM, build, edit, files, links, text_of, without_browser
from tracker import language, reader
from tracker.site import command, news, publish
from tracker.site.plan import Site

__all__ = ["without_browser"]


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


def files_after(out: Path, data: Path) -> dict[str, bytes]:
    """Build again and return every file."""
    assert build(out, data) == 0
    return files(out)


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
    assert links(out) > 500


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
    assert links(out) > 500


def test_kept_pages_of_a_language_that_goes_lead_to_the_top(tmp_path: Path) -> None:
    """A page of the site stands where its front page was, until it is built again or its pages are gone."""
    data, out = folder.made(tmp_path / "data"), tmp_path / "out"
    build(out, data, "--keep", "--lang", "en,de", on="2026-11-21")
    kept = {name: text for name, text in files(out).items() if name.startswith("de/2026-11-21/")}
    front = (out / "de/index.html").read_bytes()
    build(out, data, "--lang", "en", on="2026-11-25")
    first = files(out)
    assert {name: text for name, text in first.items() if name.startswith("de/")} == {
        **kept,
        "de/index.html": first["de/index.html"],
    }
    assert b'href="../index.html" lang="de" hreflang="en">Die neueste Ausgabe</a>' in first["de/index.html"]
    assert "de/index.html" in json.loads(first[publish.MANIFEST])["files"]
    assert links(out) > 500
    build(out, data, "--lang", "en", on="2026-11-25")
    assert files(out) == first
    build(out, data, "--lang", "en,de", on="2026-11-21")
    assert (out / "de/index.html").read_bytes() == front
    build(out, data, "--lang", "en", on="2026-11-25")
    shutil.rmtree(out / "de/2026-11-21")
    build(out, data, "--lang", "en", on="2026-11-25")
    assert not (out / "de").exists()


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


def test_with_an_earlier_day_the_quality_of_the_data_alone_knows_when_it_was_built(tmp_path: Path) -> None:
    """Its documents lie in the future until they are published; a rebuild says what a first build would."""
    data, out, fresh = folder.made(tmp_path / "data"), tmp_path / "out", tmp_path / "fresh"
    portfolio, found = reader.load(data)

    def built(place: Path, today: str) -> dict[str, bytes]:
        site = Site(portfolio, data, date(2024, 1, 1), tuple(found), ("en",), today=date.fromisoformat(today))
        command._written(site, place, language.words("en"), lambda _: None)
        return _pages(place)

    early, late = built(out, "2025-01-01"), built(out, "2026-11-22")
    assert {name for name in late if early[name] != late[name]} == {"en/quality.html"}
    assert b"lies in the future" in early["en/quality.html"]
    assert b"lies in the future" not in late["en/quality.html"]
    assert late == built(fresh, "2026-11-22")
    assert built(out, "2024-01-01") == built(tmp_path / "same", "2024-01-01")


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


def add_a_figure(data: Path) -> None:
    """Let one target have a figure more."""
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    text = file.read_text("utf-8")
    source = re.search(r"source: ([a-z0-9-]+)", text.partition("observations:")[2])
    new = f"observations:\n  - period: 2024\n    value: 0.61\n    source: {source and source[1]}\n"
    file.write_text(text.replace("observations:\n", new, 1), "utf-8")


def test_nothing_is_announced_twice(data: Path, tmp_path: Path) -> None:
    """A figure that comes in is told once: not again on that day, and not by later builds."""
    out = tmp_path / "out"
    build(out, data, on="2026-11-21")
    first = entries(out / "en/feed.atom")
    assert len(set(first)) == len(first)
    build(out, data, on="2026-11-22")
    assert entries(out / "en/feed.atom") == first
    add_a_figure(data)
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
    assert "Nothing new has become known since 21 November 2026." in text_of(out / "en/edition.html")
    add_a_figure(data)
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


@pytest.mark.parametrize("of", ["", "women"])
def test_a_deadline_that_passed_before_a_later_goal_is_news_once(tmp_path: Path, of: str) -> None:
    """That of 2025 beside a goal of 2030, of a target or of one of its series."""
    goals = ", ".join(f"{{at_least: {low}, by: {by}, source: plan}}" for low, by in ((70, 2025), (90, 2030)))
    seen = "observations: [{period: 2019, value: 60, source: early}]"
    own = f"goals: [{goals}]\n{seen}\n"
    series = f"series:\n  - of: {{sex: female}}\n    goals: [{goals}]\n    {seen}\n"
    data, out = (
        laid(tmp_path / "data", FURTHER, a=measure("percent") + (series if of else own)),
        tmp_path / "out",
    )
    for on, news_of_it in (("2025-12-30", 0), ("2026-01-05", 1), ("2026-01-06", 0)):
        build(out, data, on=on)
        page = text_of(out / "en/edition.html")
        assert page.count("The deadline, 31 December 2025, has passed.") == news_of_it, page
    assert len(entries(out / "en/feed.atom")) == len(set(entries(out / "en/feed.atom")))


def test_a_new_figure_is_news_though_an_older_one_is_judged(tmp_path: Path) -> None:
    """80 until September 2025 and 51 until June 2026 are no whole years; 70 of 2024 was told before."""
    figures = (("2023", 60, "early"), ("2024", 70, "early"), ("2026-01/2026-06", 51, "data"))
    seen = "".join(f"  - {{period: {of}, value: {n}, source: {by}}}\n" for of, n, by in figures)
    lines = "measure: {unit: homes, frequency: year, counts: running_total}\n"
    lines += f"goals: [{{at_least: 150, by: 2028, source: plan}}]\nobservations:\n{seen}"
    data, out = laid(tmp_path / "data", a=lines), tmp_path / "out"
    for on in ("2026-02-10", "2026-11-29", "2026-11-30"):
        build(out, data, on=on)
    told = (out / "en/target/a.atom").read_text("utf-8")
    assert told.count("51 homes (Jan 2026") == 1
    assert "70 homes" not in told


def entries(file: Path) -> list[str]:
    """Return the ids of the entries of a feed."""
    return [one.findtext(f"{ATOM}id") or "" for one in Xml.parse(file).getroot().iter(f"{ATOM}entry")]


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

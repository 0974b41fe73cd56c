"""A build fills its own folder and no other: nobody else's file is touched, and what is stopped is mended."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests import folder
from tests.shelf import laid
from tests.sites import ROOT, build, edit, files, without_browser
from tracker.__main__ import main
from tracker.editing import lock
from tracker.site import command, publish

__all__ = ["without_browser"]


def test_what_goes_from_the_data_goes_from_the_site_and_nothing_else(data: Path, tmp_path: Path) -> None:
    """A target that is deleted takes its pages along; a stranger's file in the folder stays."""
    out = tmp_path / "out"
    build(out, data)
    (out / "CNAME").write_text("targets.example", "utf-8")
    next(data.glob("targets/*/ai-brands.yaml")).unlink()
    build(out, data)
    assert not list(out.rglob("ai-brands*"))
    assert (out / "CNAME").read_text("utf-8") == "targets.example"


def test_at_no_moment_of_a_build_a_page_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One target goes, one comes in a new theme: after each file that is moved every link finds its file."""
    shelf, out = built(tmp_path)
    words = shelf / "targets/vocabulary.yaml"
    words.write_text(words.read_text("utf-8").replace("themes:\n", "themes:\n  late: {title: {en: Late}}\n"))
    (shelf / "targets/t/two.yaml").unlink()
    (shelf / "targets/late").mkdir()
    text = (shelf / "targets/t/one.yaml").read_text("utf-8").replace("id: one", "id: later")
    (shelf / "targets/late/later.yaml").write_text(text, "utf-8")
    move, moved = publish._moved, list[str]()

    def watched(file: str, place: str) -> None:
        move(file, place)
        moved.append(place)
        assert dead(out) == [], place

    monkeypatch.setattr(publish, "_moved", watched)
    build(out, shelf)
    assert len(moved) >= 20
    assert (out / "en/theme/late.html").is_file()
    assert not list(out.rglob("two.html"))


def test_at_no_moment_of_the_removals_a_page_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages of a target go before what they lead to, also those that no other page leads to."""
    shelf, out = built(tmp_path)
    (shelf / "targets/t/two.yaml").unlink()
    prune, removed = publish.Folder._prune, list[Path]()

    def watched(self: publish.Folder, place: Path) -> None:
        prune(self, place)
        removed.append(place)
        assert dead(out, *out.rglob("*.html")) == [], len(removed)

    monkeypatch.setattr(publish.Folder, "_prune", watched)
    build(out, shelf)
    assert len(removed) >= 4  # page, feed, figures and verdict
    assert not list(out.rglob("two.*"))


def test_the_page_of_a_theme_goes_first_and_the_shared_style_last() -> None:
    """Of a theme and two targets: the theme, each page with its chart alone, then what these lead to."""
    wanted = ["en/theme/t.html", "en/embed/b.html", "en/target/b.html", "en/embed/a.html", "en/target/a.html"]
    wanted += ["data/targets/t/a.yaml", "en/target/a.csv", "en/target/a.atom", "assets/site-1.css"]
    assert sorted(sorted(wanted), key=publish._leaving, reverse=True) == wanted


def test_what_a_new_page_leads_to_is_there_before_it() -> None:
    """The feed and the figures of a target come before its page, and this before its chart alone."""
    wanted = [
        "assets/site-1.css",
        "en/target/a.atom",
        "en/target/a.csv",
        "en/target/a.html",
        "en/embed/a.html",
    ]
    assert sorted(sorted(wanted), key=publish._order) == wanted


def built(place: Path) -> tuple[Path, Path]:
    """Return the data of two targets of one theme, and the site that is built of them."""
    line, out = "measure: {definition: {en: d}, unit: percent}\nobservations: []\n", place / "out"
    shelf = laid(place / "data", one=line, two=line)
    build(out, shelf)
    return shelf, out


def dead(out: Path, *pages: Path) -> list[str]:
    """Return every link that leads to no file, on these pages and all that a reader comes to from there."""
    waiting, seen, found = [*(pages or [out / "index.html"])], set[Path](), []
    for page in waiting:
        for href in re.findall(r'(?:href|src)="([^"#?:]+)[^":]*"', page.read_text("utf-8")):
            place = (page.parent / href).resolve()
            if not place.is_file():
                found.append(f"{page}: {href}")
            elif place.suffix == ".html" and place not in seen:
                seen.add(place)
                waiting.append(place)
    return found


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


def test_a_site_of_nothing_takes_the_place_of_no_other(tmp_path: Path) -> None:
    """An empty data folder, by a slip of the keyboard, leaves the published pages as they are."""
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    out.mkdir()
    (out / "index.html").write_text("published", "utf-8")
    assert main(["site", "--out", str(out), "--data", str(data)]) == 1
    assert [(path.name, path.read_text("utf-8")) for path in out.iterdir()] == [("index.html", "published")]


def test_a_file_name_in_no_encoding_stops_no_site(tmp_path: Path) -> None:
    """The file does not count, and is told; everything else is published."""
    data = shutil.copytree(ROOT / "tests/broken/sound", tmp_path / "data")
    with contextlib.suppress(OSError):  # not every disk takes such a name
        Path(os.fsdecode(os.fsencode(data) + b"/targets/digital/bad\xff.yaml")).write_bytes(b"id: x")
    assert main(["site", "--out", str(tmp_path / "site"), "--data", str(data)]) in (0, 1)
    assert (tmp_path / "site/en/index.html").exists()

"""Quiet: while the system tells of no change no file is asked, and every change is seen all the same."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from tests import folder as small
from tracker import store
from tracker.reading import quiet
from tracker.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells of changes")


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


@contextmanager
def asked() -> Iterator[list[str]]:
    """Collect the files that are asked whether they were saved anew."""
    seen: list[str] = []
    original = store._signature

    def noting(place: store.files.Place) -> object:
        seen.append(place.file)
        return original(place)

    with patch.object(store, "_signature", noting):
        yield seen


def looked(data: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, Clock]:
    """Return a store that has looked twice at a folder in which nothing happens."""
    monkeypatch.setattr(store, "TICK", 0)
    clock = Clock()
    made = Store(data, clock=clock)
    for _ in range(2):
        made.refresh(NOW)
    return made, clock


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small data folder."""
    return small.made(tmp_path / "data")


def glance(made: Store, clock: Clock, seconds: float = 1.0) -> store.Snapshot:
    """Look again some seconds later."""
    clock.now += seconds
    return made.glance(NOW)


def test_nobody_asks_files_while_nothing_happens(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look a second asks no file for its time, until half a minute is over: then it asks all six."""
    made, clock = looked(data, monkeypatch)
    with asked() as seen:
        for _ in range(20):
            glance(made, clock)
        assert seen == []
        glance(made, clock, store.UNASKED)
        assert len(seen) == 6


def edited(data: Path) -> None:
    """Change a figure; size and time of the file stay."""
    path = data / small.TARGET
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("40.0", "41.0"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def renamed(data: Path) -> None:
    """Save as editors do that write another file first."""
    path = data / small.TARGET
    fresh = path.with_name(".share.tmp")
    fresh.write_text(path.read_text("utf-8").replace("40.0", "41.0"), "utf-8")
    fresh.replace(path)


def added(data: Path) -> None:
    """Add a folder with a target."""
    path = data / "targets" / "health" / "beds.yaml"
    path.parent.mkdir()
    path.write_text(small.SHARE.replace("share", "beds"), "utf-8")


def by_another_name(data: Path) -> None:
    """Change a figure through another name of its file, which lies elsewhere."""
    path = data.parent / "other-name.yaml"
    path.write_text(path.read_text("utf-8").replace("40.0", "41.0"), "utf-8")


def behind_a_link(data: Path) -> None:
    """Let a link lead to another copy of the data."""
    link = data.parent / "link"
    link.unlink()
    link.symlink_to(data.parent / "copy")


@pytest.mark.parametrize("change", [edited, renamed, added, by_another_name, behind_a_link])
def test_every_change_is_seen_at_the_next_look(
    data: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """Saved in place with size and time kept, by renaming, in a new folder, by another name, by a link."""
    if change is by_another_name:
        os.link(data / small.TARGET, data.parent / "other-name.yaml")
    if change is behind_a_link:
        edited(shutil.copytree(data, data.parent / "copy"))
        (data.parent / "link").symlink_to(data)
    made, clock = looked(data.parent / "link" if change is behind_a_link else data, monkeypatch)
    before = glance(made, clock)
    change(data)
    after = glance(made, clock)
    assert after.stamp != before.stamp
    assert after.stamp == Store(made.folder).refresh(NOW).stamp
    assert glance(made, clock).stamp == after.stamp


def test_a_change_that_comes_while_the_folder_is_looked_at_is_seen(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved behind the back of a look is found by the next one."""
    made, clock = looked(data, monkeypatch)
    original = made._listing.look
    seen_late: list[None] = []

    def look() -> object:
        found = original()
        if not seen_late:
            seen_late.append(None)
            made._read_changed(found[0], NOW)
            edited(data)
        return found

    with patch.object(made._listing, "look", look):
        made.refresh(NOW)
    assert glance(made, clock).stamp == Store(data).refresh(NOW).stamp


def test_on_a_disk_elsewhere_every_file_is_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody tells of what another machine writes: there each look asks all six files."""
    monkeypatch.setattr(quiet, "_OF_THIS_MACHINE", frozenset())
    made, clock = looked(data, monkeypatch)
    with asked() as seen:
        glance(made, clock)
        glance(made, clock)
    assert len(seen) == 12


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"/srv/caf\xe9", os.fsdecode(b"/srv/caf\xe9")),
        ("/srv/dữ-liệu".encode(), "/srv/dữ-liệu"),
        (rb"/srv/a\040b\134040", "/srv/a b\\040"),
        ("/srv/a\u2028b\x85".encode(), "/srv/a\u2028b\x85"),
    ],
)
def test_a_disk_may_have_any_name(written: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes of no encoding, letters of every language, spaces, and signs at which other texts have lines."""
    lines = b"36 35 98:0 / " + written + b" rw,noatime shared:1 - ext4 /dev/sda rw\n"
    monkeypatch.setattr(quiet.Path, "read_bytes", lambda _: lines)
    assert list(quiet._mounts()) == [(name, "ext4")]

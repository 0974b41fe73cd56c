"""The memory: what an earlier start has parsed is not parsed again, and is never trusted blindly."""

import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from tracker.reading import events, files, memory
from tracker.store import Snapshot, Store

NOW = datetime(2026, 11, 22, 12)
ROOT = Path(__file__).parents[1]


def start(data: Path, now: datetime = NOW) -> tuple[Snapshot, list[str]]:
    """Start an app over a folder; return what it shows and the text of every file that it parsed."""
    parsed: list[str] = []
    original = events.fields_of

    def counting(text: str) -> object:
        parsed.append(text)
        return original(text)

    with patch.object(events, "fields_of", counting):
        return Store(data, data / "kept.sqlite").refresh(now), parsed


def as_read_afresh(data: Path) -> Snapshot:
    """Return what an app without a memory shows."""
    return Store(data).refresh(NOW)


def test_a_second_start_parses_nothing_and_shows_the_same(data: Path) -> None:
    """Every file is known by the hash of its bytes."""
    first, parsed = start(data)
    second, again = start(data)
    assert len(parsed) == len(files.find(data)[0])
    assert again == []
    assert second == first == as_read_afresh(data)


def test_only_what_changed_is_parsed_at_the_next_start(data: Path) -> None:
    """A file that was moved or touched is known all the same."""
    start(data)
    file = data / "targets/vocabulary.yaml"
    file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")
    for source in data.glob("seeds/*.yaml"):
        source.touch()
    shown, parsed = start(data)
    assert parsed == [file.read_text("utf-8")]
    assert shown == as_read_afresh(data)


def test_a_file_with_faults_is_read_anew_at_every_start(data: Path) -> None:
    """Its problems name lines, which only the text can tell."""
    file = next(data.glob("targets/*/*.yaml"))
    file.write_text(file.read_text("utf-8") + "colour: red\n", "utf-8")
    start(data)
    shown, parsed = start(data)
    assert len(parsed) == 1
    assert [(p.file, p.code) for p in shown.problems if p.severity == "error"] == [
        (str(file.relative_to(data)), "S004")
    ]
    assert shown == as_read_afresh(data)


def test_known_bytes_in_another_place_are_judged_by_that_place(data: Path) -> None:
    """A copy under another name has the wrong id, with its line, though its fields are known."""
    start(data)
    file = next(data.glob("targets/*/*.yaml"))
    copy = file.with_name("copy-of-it.yaml")
    shutil.copy(file, copy)
    shown, _ = start(data)
    assert [p.code for p in shown.problems if p.file.endswith(copy.name)] == ["S025"]
    assert shown == as_read_afresh(data)


@pytest.mark.parametrize("copied", ["seeds/*.yaml", "targets/vocabulary.yaml", "targets/*/*.yaml"])
@pytest.mark.parametrize("running", [True, False])
def test_known_bytes_as_a_table_are_read_as_a_table(data: Path, copied: str, running: bool) -> None:
    """A file that was copied to the wrong name harms nobody else, be the app running or started anew."""
    store = Store(data, data / "kept.sqlite")
    store.refresh(NOW)
    theme = next(data.glob("targets/*/*.yaml")).parent
    shutil.copy(next(data.glob(copied)), theme / "zz.csv")
    shown = store.refresh(NOW) if running else start(data)[0]
    told = [(p.code, p.line) for p in shown.problems if p.file.endswith("zz.csv")]
    assert told == [(p.code, p.line) for p in as_read_afresh(data).problems if p.file.endswith("zz.csv")]
    assert told
    assert shown.portfolio.targets == as_read_afresh(data).portfolio.targets


@pytest.mark.parametrize("keep", [0, 10, 5000, 60_000])
def test_a_damaged_memory_is_forgotten(data: Path, keep: int) -> None:
    """A memory that was cut off, is empty or is something else altogether only costs time."""
    start(data)
    kept = data / "kept.sqlite"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:keep] or b"\x00not a database" * 99)
    assert start(data)[0] == as_read_afresh(data)
    assert start(data)[1] == []


def test_one_bit_in_the_frame_of_a_memory_costs_only_time(data: Path) -> None:
    """The library fails on such a name in a way of its own; at the next start all is well again."""
    start(data)
    kept = data / "kept.sqlite"
    whole = bytearray(kept.read_bytes())
    whole[whole.index(b"CREATE TABLE kept") + 12] ^= 0x80
    kept.write_bytes(whole)
    assert start(data)[0] == as_read_afresh(data)
    assert start(data)[1] == []


def test_fields_kept_under_another_name_are_not_believed(data: Path) -> None:
    """Rows that were exchanged between files are sound each by itself, and read again all the same."""
    start(data)
    with closing(sqlite3.connect(data / "kept.sqlite")) as kept, kept:
        rows = kept.execute("SELECT name, fields FROM kept ORDER BY name").fetchall()
        for (name, _), (_, fields) in zip(rows, [*rows[1:], rows[0]], strict=True):
            kept.execute("UPDATE kept SET fields = ? WHERE name = ?", (fields, name))
    shown, parsed = start(data)
    assert shown == as_read_afresh(data)
    assert len(parsed) == len(files.find(data)[0])


@pytest.mark.parametrize(
    "fields", [b"", b"rubbish", zlib.compress(b"[1, 2]"), zlib.compress(b'{"id": "x"}'), zlib.compress(b"{")]
)
def test_damaged_fields_are_parsed_again(data: Path, fields: bytes) -> None:
    """What is kept is validated like what is read; what does not hold is read."""
    start(data)
    with closing(sqlite3.connect(data / "kept.sqlite")) as kept, kept:
        for (name,) in kept.execute("SELECT name FROM kept").fetchall():
            kept.execute("UPDATE kept SET fields = ? WHERE name = ?", (memory._sealed(name, fields), name))
    assert start(data)[0] == as_read_afresh(data)


def test_other_rules_of_reading_do_not_know_what_was_kept(data: Path) -> None:
    """A new version of the reader reads everything itself."""
    start(data)
    with patch.object(memory, "_rules", lambda: "other"):
        assert len(start(data)[1]) == len(files.find(data)[0])


def test_what_nobody_asked_for_in_a_month_is_let_go(data: Path) -> None:
    """The memory does not grow with every edit of a year."""
    start(data)
    file = data / "targets/vocabulary.yaml"
    file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")
    later = NOW + memory.LASTING + timedelta(days=1)
    start(data, NOW + timedelta(days=20))
    start(data, later)
    with closing(sqlite3.connect(data / "kept.sqlite")) as kept:
        (count,) = kept.execute("SELECT count(*) FROM kept").fetchone()
    assert count == len(files.find(data)[0])


def test_without_a_place_to_keep_it_everything_is_read(data: Path) -> None:
    """A folder that cannot be made, and a folder where a file should be, only cost time."""
    (data / "file").write_text("", "utf-8")
    (data / "folder").mkdir()
    for place in (data / "file" / "kept.sqlite", data / "folder"):
        assert Store(data, place).refresh(NOW) == as_read_afresh(data)


def test_two_starts_at_once_do_not_wait_for_each_other(data: Path) -> None:
    """While one writes, the other reads and keeps nothing."""
    start(data)
    file = data / "targets/vocabulary.yaml"
    file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")
    with closing(sqlite3.connect(data / "kept.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert start(data)[0] == as_read_afresh(data)
    assert len(start(data)[1]) == 1


@pytest.mark.parametrize("name", ["rows.py", "characters.py", "events.py", "scalars.py"])
def test_whatever_reads_files_is_part_of_the_rules(name: str, tmp_path: Path) -> None:
    """After an upgrade rows of figures are read by the new rules too."""
    home = Path(memory.__file__).parent
    package = shutil.copytree(home, tmp_path / "tracker/reading").parent
    for file in ("reader.py", "scalars.py"):
        shutil.copy(home.parent / file, package / file)
    with patch.object(memory, "__file__", str(package / "reading/memory.py")):
        before = memory._rules.__wrapped__()
        changed = next(file for file in package.rglob(name))
        changed.write_text(changed.read_text("utf-8") + "# other\n", "utf-8")
        assert memory._rules.__wrapped__() != before

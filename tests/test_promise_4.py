"""Promise 4: a save is whole or did not happen, and nobody is overwritten unseen."""

from __future__ import annotations

import errno
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.promises import ROOT, data, run, targets
from tracker import reader
from tracker.editing import edit, save
from tracker.editing.edit import Proposal

__all__ = ["data"]

ADD = ("--value", "41.5", "--source", "most-telecoms-2025-07", "--period")


def indicators(data: Path) -> list[Path]:
    """Return the files of all indicators."""
    return [file for file in targets(data) if "\nkind: indicator\n" in file.read_text("utf-8")]


def is_extended(old: bytes, new: bytes) -> bool:
    """Tell whether a file holds what it held, in one piece or two, and something more."""
    ahead = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return len(new) > len(old) and new.endswith(old[ahead:])


def test_promise_4_a_save_adds_its_lines_and_changes_no_other_byte(data: Path) -> None:
    """`add` on real files: the old bytes around the new lines, and every other file as it was."""
    before = {file: file.read_bytes() for file in data.rglob("*.yaml")}
    for file in indicators(data)[::12]:
        ended = run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1999")
        assert ended.code == 0, ended.out + ended.err
        assert ended.out.endswith(f"Saved in {file.relative_to(data)}.\n")
        after = file.read_bytes()
        assert is_extended(before[file], after)
        assert b"period: 1999" in after
        before[file] = after
    assert {file: file.read_bytes() for file in data.rglob("*.yaml")} == before


def test_promise_4_a_command_killed_at_any_time_leaves_old_or_new(data: Path) -> None:
    """Killed at twenty moments: the file is the old or the new one, whole, and what was said is there."""
    file, chance = indicators(data)[0], random.Random(4)
    started = time.monotonic()
    assert run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1979").code == 0
    whole = time.monotonic() - started  # what it takes here and now, undisturbed
    said = 0
    for year in range(1980, 2000):
        old = file.read_bytes()
        command = [sys.executable, "-m", "tracker", "add", file.stem, "--data", str(data), *ADD, str(year)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        try:
            out, _ = process.communicate(timeout=chance.uniform(0.1, 1.5) * whole)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
        new = file.read_bytes()
        assert new == old or (is_extended(old, new) and f"period: {year}".encode() in new)
        assert new != old or b"Saved" not in out
        said += new != old
        assert not [one for one in reader.load(data)[1] if one.severity == "error"]
    assert said


def test_promise_4_saved_is_said_when_it_is_on_the_disk(data: Path) -> None:
    """A disk that does not confirm gets no "Saved": the command says so and the file stays."""
    file = indicators(data)[0]
    old = file.read_bytes()
    guard = f"import os\ndef fsync(d): raise OSError({errno.EIO}, 'Input/output error')\nos.fsync = fsync"
    ended = run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1999", guard=guard)
    assert ended.code == 2
    assert "Saved" not in ended.out
    assert "period: 1999" in ended.out
    assert file.read_bytes() == old


def test_promise_4_nobody_is_overwritten_unseen(data: Path) -> None:
    """A form opened before a colleague saved is a conflict; five people at once all keep their figure."""
    file = indicators(data)[0]
    form = edit.propose(data, file.stem, {"period": "1999", "value": "1", "source": ADD[3]})
    assert isinstance(form, Proposal)
    theirs = file.read_bytes() + b"# theirs\n"
    file.write_bytes(theirs)
    assert save.commit(form).state == "conflict"
    assert file.read_bytes() == theirs
    command = [sys.executable, "-m", "tracker", "add", file.stem, "--data", str(data), *ADD]
    crowd = [
        subprocess.Popen([*command, str(year)], cwd=ROOT, stdout=subprocess.PIPE)
        for year in range(1990, 1995)
    ]
    assert [b"Saved" in person.communicate()[0] for person in crowd] == [True] * 5
    kept = file.read_text("utf-8")
    assert all(f"period: {year}\n" in kept for year in range(1990, 1995))
    assert kept.endswith("# theirs\n")

"""Promise 1: every fault of every file is told in one run, with its line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.promises import BOMBS, BROKEN, LARGEST, LINE, ON, broken_files, data, run

__all__ = ["data"]

WORDS = """
calendars:
  financial: {title: {en: Financial year}, starts: 04}
  school: {title: {en: School year}, parts: {T1: 02/04, T2: 05/07, T3: 07/09, T4: 10/12}}
dimensions:
  sex: {title: {en: Sex}, members: {female: {title: {en: Women}}, male: {title: {en: Men}}}}
scales:
  agencies: {words: [{en: Off track}, {en: At risk}, {en: On track}]}
"""
"""What some of the broken files speak of and the product's own vocabulary has not."""


def test_promise_1_every_fault_of_every_file_is_told_in_one_run(data: Path) -> None:
    """All kinds of broken files at once: one run names each with its line, and ends with 1."""
    wanted = []
    with (data / "targets/vocabulary.yaml").open("a", encoding="utf-8") as words:
        words.write(WORDS)
    for case, content, faults in broken_files():
        file = f"targets/laws/{case.lower()}.yaml"
        (data / file).write_bytes(content.replace(b"online-filing", case.lower().encode()))
        for table in (BROKEN / case).glob("targets/digital/*.csv"):
            shutil.copy(table, data / f"targets/laws/{case.lower()}.csv")
        wanted += [f"{file}:{fault}:" for fault in faults]
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert len(wanted) >= 60
    assert [place for place in wanted if place not in ended.out] == []
    assert [
        line for line in ended.out.splitlines() if not line.startswith("    ") and not LINE.match(line)
    ] == []
    assert "Traceback" not in ended.out + ended.err


def test_promise_1_no_bomb_hangs_the_check(data: Path) -> None:
    """Files made to exhaust a reader are refused with a line, all in one run, in bounded memory."""
    for name, content in BOMBS.items():
        (data / f"targets/laws/{name}.yaml").write_bytes(content)
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert [name for name in BOMBS if f"targets/laws/{name}.yaml:" not in ended.out] == []
    assert "Traceback" not in ended.out + ended.err
    assert ended.peak < LARGEST


def test_promise_1_things_that_are_no_files_are_told_too(data: Path) -> None:
    """Pipes, devices, circles, folders named like files, five gigabytes, names that command a terminal."""
    laws = data / "targets" / "laws"
    os.mkfifo(laws / "pipe.yaml")
    (laws / "device.yaml").symlink_to("/dev/zero")
    (laws / "circle.yaml").symlink_to("circle.yaml")
    (laws / "outside.yaml").symlink_to("/etc/passwd")
    (laws / "folder.yaml").mkdir()
    (laws / "huge.yaml").touch()
    os.truncate(laws / "huge.yaml", 5 * 1024**3)
    (laws / "red\x1b[31m\nline.yaml").write_bytes(b"id: red\n")
    (Path(os.fsdecode(os.fsencode(laws) + b"/not-\xff-text.yaml"))).write_bytes(b"id: x\n")
    (laws / "<script>.yaml").write_bytes(b"id: script\n")
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    for name in ("pipe", "device", "circle", "outside", "folder", "huge", "<script>", "not-\\xff-text"):
        assert f"targets/laws/{name}.yaml:1:1: error" in ended.out, name
    assert "red\\x1b[31m\\x0aline.yaml" in ended.out
    assert "root:" not in ended.out
    assert "\x1b" not in ended.out
    assert "Traceback" not in ended.out + ended.err
    assert ended.peak < LARGEST

"""Saving beside others: editors, other savers and those who are killed; nothing that was reported is lost."""

from __future__ import annotations

import itertools
import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import folder
from tests.saving import CALLS, FILE, content, data, die_at, figure, leftovers, no_exchange, proposal
from tracker import reader
from tracker.editing import edit, save
from tracker.editing.edit import Proposal

__all__ = ["data"]


def swapping(one: str, other: str) -> bool:
    """Exchange two names on any disk, not in one step."""
    Path(other).rename(one + "3")
    Path(one).rename(other)
    Path(one + "3").rename(one)
    return True


def in_place(path: Path, text: bytes) -> None:
    """Save as simple editors do."""
    path.write_bytes(text)


def by_renaming(path: Path, text: bytes) -> None:
    """Save as careful editors do."""
    beside = path.with_name("4913")
    beside.write_bytes(text)
    beside.replace(path)


@pytest.mark.parametrize("exchanging", [True, False])
@pytest.mark.parametrize("editor", [in_place, by_renaming])
def test_an_editor_that_saves_at_any_moment_is_never_overwritten(
    data: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable, exchanging: bool
) -> None:
    """An editor saves just before each of our system calls in turn: afterwards its content is there."""
    monkeypatch.setattr(save, "exchange", swapping if exchanging else no_exchange)
    made, theirs = proposal(data), folder.SHARE.encode() + b"# by an editor\n"
    for place in itertools.count(1):
        (data / FILE).write_bytes(folder.SHARE.encode())
        counter, acted = itertools.count(1), []
        with pytest.MonkeyPatch.context() as patch:

            def first(call: Callable, place: int = place, counter: Iterator = counter, acted: list = acted):
                def instead(*args, **named):
                    if not acted and next(counter) == place:
                        acted.append(call)
                        editor(data / FILE, theirs)
                    return call(*args, **named)

                return instead

            for name in ("open", "write", "fsync", "fstat"):
                patch.setattr(os, name, first(getattr(os, name)))
            if exchanging:  # without it nothing can be done in the very last moment
                patch.setattr(save, "exchange", first(save.exchange))
            outcome = save.commit(made)
        if not acted:
            break
        assert content(data) == theirs, (place, acted, outcome)
        assert leftovers(data) == []
    assert outcome.state == "saved"
    assert content(data) == made.data
    assert place > 12


def test_an_editor_quicker_than_the_undoing_keeps_its_last_word(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saves before our exchange and once more before we put its first version back: the second stays."""
    versions = [folder.SHARE.encode() + b"# one\n", folder.SHARE.encode() + b"# two\n"]

    def late(one: str, other: str) -> bool:
        if versions:
            by_renaming(data / FILE, versions.pop(0))
        return swapping(one, other)

    monkeypatch.setattr(save, "exchange", late)
    assert save.commit(proposal(data)).state == "conflict"
    assert content(data).endswith(b"# two\n")
    assert leftovers(data) == []


def child(work: Callable[[int], object]) -> tuple[int, int]:
    """Run work in a copy of this process; return its id and the end from which its words are read."""
    ours, theirs = os.pipe()
    ident = os.fork()
    if ident == 0:
        code = 1
        try:
            work(theirs)
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    return ident, ours


def ended(ident: int, words: int) -> tuple[int, str]:
    """Wait for a child; return its exit status and what it said."""
    with os.fdopen(words) as said:
        text = said.read()
    return os.waitpid(ident, 0)[1], text


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_saver_killed_at_any_call_leaves_the_file_old_or_new(
    data: Path, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    """SIGKILL just before the 1st, 2nd, 3rd ... system call, while a reader watches: never anything torn."""
    if not exchanging:
        monkeypatch.setattr(save, "exchange", no_exchange)
    made, old = proposal(data), content(data)

    def saving(place: int) -> Callable[[int], object]:
        def work(_: int) -> None:
            die_at(place, CALLS)
            assert save.commit(made).state == "saved"

        return work

    for place in itertools.count(1):
        (data / FILE).write_bytes(old)
        ident, words = child(saving(place))
        seen = {content(data) for _ in range(20)}
        status, _ = ended(ident, words)
        assert seen | {content(data)} <= {old, made.data}
        if status == 0:
            break
        assert status == signal.SIGKILL
    assert content(data) == made.data
    assert place > 12
    monkeypatch.undo()
    save.sweep(data / "targets/economy", time.time() + 4000)
    assert leftovers(data) == []


def recording(data: Path, name: int, count: int) -> Callable[[int], None]:
    """Return work that records figures and says the period of each that is saved."""

    def work(words: int) -> None:
        for month in range(count):
            period = f"{2000 + name}-{month % 12 + 1:02}-{month // 12 + 1:02}"
            _, outcome = save.commit_latest(
                data, lambda period=period: edit.propose(data, "share", figure(period))
            )
            if outcome and outcome.state == "saved":
                os.write(words, f"{period} ".encode())

    return work


def periods(data: Path) -> list[str]:
    """Return the periods in the file, which has to be whole and sound."""
    read = reader.read(content(data), FILE)
    assert read.record is not None, read.problems
    return re.findall(r"^  - period: (\S+)", content(data).decode(), re.MULTILINE)


def test_a_saver_killed_at_random_loses_nothing_it_reported(data: Path) -> None:
    """40 savers are killed while a reader watches: every version whole, every reported figure there."""
    chance = random.Random(1)
    for run in range(40):
        ident, words = child(recording(data, run, 100))
        until = time.monotonic() + chance.uniform(0.001, 0.06)
        while time.monotonic() < until:
            assert content(data).endswith(b"checked: 2026-11-22\n")
        os.kill(ident, signal.SIGKILL)
        status, said = ended(ident, words)
        assert status == signal.SIGKILL
        found = periods(data)
        assert set(said.split()) <= set(found)
        assert len(found) == len(set(found))


def test_eight_people_record_at_the_same_time_and_nothing_is_lost(data: Path) -> None:
    """Eight processes record ten figures each: all eighty are saved, each once, in a sound file."""
    children = [child(recording(data, name, 10)) for name in range(8)]
    said = [ended(*one) for one in children]
    assert [status for status, _ in said] == [0] * 8
    reported = " ".join(text for _, text in said).split()
    assert len(reported) == 80
    assert sorted(periods(data)) == sorted(["2024", *reported])
    assert leftovers(data) == []


def test_eight_forms_open_at_the_same_time_one_wins(data: Path) -> None:
    """Eight proposals for the same version of a file: one is saved, seven are told of the conflict."""
    forms = [proposal(data, f"20{year}") for year in range(10, 18)]

    def saving(made: Proposal) -> Callable[[int], object]:
        return lambda words: os.write(words, save.commit(made).state.encode())

    said = [ended(*one)[1] for one in [child(saving(made)) for made in forms]]
    assert sorted(said) == ["conflict"] * 7 + ["saved"]
    assert content(data) == forms[said.index("saved")].data


@pytest.mark.parametrize("editor", [in_place, by_renaming])
def test_an_editor_at_work_loses_nothing_either(data: Path, editor: Callable) -> None:
    """An editor keeps adding lines while figures are recorded: none of its lines ever vanishes."""
    ident, words = child(recording(data, 1, 100))
    wanted: list[bytes] = []
    for number in range(25):
        text = settled(data, wanted)
        wanted.append(f"# line {number}".encode())
        editor(data / FILE, text + wanted[-1] + b"\n")
        time.sleep(0.005)
    assert ended(ident, words)[0] == 0
    assert settled(data, wanted)
    assert periods(data)
    assert leftovers(data) == []


def settled(data: Path, wanted: list[bytes]) -> bytes:
    """Return the file with the lines wanted at its end; an exchange being undone may hide them briefly."""
    for _ in range(100):
        text = content(data)
        if not wanted or text.splitlines()[-len(wanted) :] == wanted:
            return text
        time.sleep(0.01)
    raise AssertionError(text.decode())

"""Saving: completely or not at all, and never over what somebody else put there."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tests import folder
from tests.saving import FILE, content, data, figure, leftovers, new_source, proposal
from tracker.editing import edit, save
from tracker.editing.edit import Proposal
from tracker.editing.save import Outcome

__all__ = ["data"]


def test_saved_means_the_new_content_is_there_and_nothing_else(data: Path) -> None:
    """The file has the proposed bytes, its rights are the old ones, and nothing is left beside it."""
    (data / FILE).chmod(0o640)
    made = proposal(data)
    assert save.commit(made) == Outcome("saved", "save.saved", {"file": FILE})
    assert content(data) == made.data
    assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o640
    assert leftovers(data) == []


def test_a_new_source_is_saved_under_a_free_name_only(data: Path) -> None:
    """A second proposal for the same name is a conflict and leaves the first as it is."""
    first, second = new_source(data), new_source(data)
    assert save.commit(first).state == "saved"
    assert save.commit(second) == Outcome("conflict", "save.exists", {"file": "seeds/new.yaml"})
    assert content(data, "seeds/new.yaml") == first.data
    mode = (data / "seeds/new.yaml").stat().st_mode
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(mode) == 0o666 & ~umask
    assert leftovers(data) == []


def test_a_file_changed_since_the_form_was_opened_is_a_conflict(data: Path) -> None:
    """Neither a change after the proposal nor one before it but after the form was opened is overwritten."""
    opened = proposal(data).digest
    changed = content(data) + b"# by somebody else\n"
    made = proposal(data)
    (data / FILE).write_bytes(changed)
    assert save.commit(made) == Outcome("conflict", "save.conflict", {"file": FILE})
    assert save.commit(proposal(data).since(opened)).state == "conflict"
    assert content(data) == changed
    assert leftovers(data) == []


def test_a_file_that_is_gone_is_a_conflict(data: Path) -> None:
    """A file that was moved away is not written anew."""
    made = proposal(data)
    (data / FILE).unlink()
    assert save.commit(made) == Outcome("conflict", "save.gone", {"file": FILE})
    assert not (data / FILE).exists()
    assert leftovers(data) == []


def test_faulty_content_is_never_saved(data: Path) -> None:
    """A proposal with errors is refused even if somebody asks for it."""
    made = edit.propose(data, "share", figure("2025") | {"value": "many"})
    assert isinstance(made, Proposal)
    assert save.commit(made).reason == "save.faulty"
    assert content(data) == folder.SHARE.encode()


def test_what_is_no_file_is_not_replaced(data: Path) -> None:
    """A pipe that was put in the place of the file is left alone, and nobody waits for it."""
    made = proposal(data)
    (data / FILE).unlink()
    os.mkfifo(data / FILE)
    assert save.commit(made).reason == "save.not_a_file"


def test_the_file_behind_a_link_is_replaced_and_the_link_stays(data: Path) -> None:
    """A link inside the data folder is followed."""
    real = data / "targets/shared-1.yaml.real"
    (data / FILE).rename(real)
    (data / FILE).symlink_to(real)
    made = proposal(data)
    assert save.commit(made).state == "saved"
    assert (data / FILE).is_symlink()
    assert real.read_bytes() == made.data


def test_a_link_out_of_the_folder_is_not_followed(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file outside the data folder is not written, even if the link was put there after the proposal."""
    made = proposal(data)
    outside = tmp_path_factory.mktemp("outside") / "share.yaml"
    (data / FILE).rename(outside)
    (data / FILE).symlink_to(outside)
    assert save.commit(made).reason == "save.outside"
    assert outside.read_bytes() == folder.SHARE.encode()


def test_a_write_protected_file_is_left_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without the right to write is not replaced, though its folder would allow it."""
    made = proposal(data)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert save.commit(made).reason == "save.read_only"
    assert content(data) == folder.SHARE.encode()


def test_two_savers_wait_for_each_other_and_not_for_ever(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another saver holds the folder, saving waits, then says so."""
    monkeypatch.setattr(save, "_TRIES", 3)
    made = proposal(data)
    with save.locked(data, FILE):
        assert save.commit(made).reason == "save.busy"
    assert save.commit(made).state == "saved"


def test_what_dead_savers_left_is_swept_after_an_hour(data: Path) -> None:
    """Only own temporary files, and only old ones, are removed."""
    names = (".share.yaml.123.0123abcd.tmp", "notes.tmp", ".share.yaml.swp", ".other.tmp")
    for name in names:
        (data / "targets/economy" / name).write_text("x")
    save.sweep(data / "targets/economy", time.time() + 3000)
    assert sorted(leftovers(data)) == sorted(names)
    save.sweep(data / "targets/economy", time.time() + 4000)
    assert sorted(leftovers(data)) == sorted(names[1:])

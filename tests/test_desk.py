"""The desk of an editor: what is taken back is what was offered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tracker.editing.together import Change
from tracker.language import words
from tracker.ui import desk


def test_what_somebody_else_saved_meanwhile_is_not_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button was drawn for one save; between that and the click another one came."""
    mine = desk.Desk()
    monkeypatch.setattr(desk, "desk", lambda: mine)
    view: Any = SimpleNamespace(folder=tmp_path, words=words("en"))
    offered, later = Change("targets/a.yaml", None, b"a"), Change("targets/b.yaml", None, b"b")
    for one in (offered, later):
        (tmp_path / one.file).parent.mkdir(exist_ok=True)
        (tmp_path / one.file).write_bytes(one.after or b"")
    first, second = (offered,), (later,)
    held = desk.Last(second, datetime(2026, 11, 27, 12))
    desk._take_back(held, first, view)
    assert sorted(file.name for file in (tmp_path / "targets").iterdir()) == ["a.yaml", "b.yaml"]
    assert mine.told == (words("en")("add.undo.other"), False, "")
    desk._take_back(held, second, view)
    assert [file.name for file in (tmp_path / "targets").iterdir()] == ["a.yaml"]

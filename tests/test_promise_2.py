"""Promise 2: what is broken takes nothing sound along, on the command line and in the app."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.promises import ON, PATIENCE, ROOT, bench, data, run, shown, spoil_all, status, targets
from tracker import reader
from tracker.__main__ import main
from tracker.store import Store
from tracker.ui.frame import PAGES

__all__ = ["bench", "data"]

NOW = datetime(2026, 11, 22, 12)


def test_promise_2_the_verdicts_on_other_targets_stay_the_same(data: Path) -> None:
    """With every second file damaged the other half is judged to the digit as before."""
    before, files = status(data), targets(data)
    spoil_all(files[::2])
    kept = {file.stem for file in files[1::2]}
    after = status(data)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    told = {line.partition(":")[0] for line in ended.out.splitlines() if ": error " in line}
    lost = {str(file.relative_to(data)) for file in files[::2] if file.stem not in after}
    assert lost <= told


def test_promise_2_sources_and_words_take_no_target_with_them(data: Path) -> None:
    """A slip in each source, and the words gone altogether: every target is still judged."""
    before = status(data)
    for file in data.glob("seeds/*.yaml"):
        file.write_text(file.read_text("utf-8").replace("publisher:", "publsher:"), "utf-8")
    (data / "targets/vocabulary.yaml").write_bytes(b"\xff\xfe\x00units")
    assert set(status(data)) == set(before)


def test_promise_2_what_was_good_stays_on_the_board(data: Path) -> None:
    """All files go bad while the app runs: every target keeps its last verdict, and is named as stale."""
    kept = Store(data)
    before = kept.refresh(NOW)
    verdicts = dict(kept.assessments(before, date.fromisoformat(ON)))
    files = targets(data)
    spoil_all(files)
    after = kept.refresh(NOW.replace(minute=1))
    assert set(after.portfolio.targets) >= set(before.portfolio.targets)
    assert {file.stem for file in files} == {Path(notice.problem.file).stem for notice in after.stale}
    assert dict(kept.assessments(after, date.fromisoformat(ON))) == verdicts


def test_promise_2_the_pages_stand_whatever_the_files_hold(bench: AppTest, data: Path) -> None:
    """Every page opens over damaged files, and after all went bad while it was open; no target leaves."""
    titles = {target.title["en"] for target in reader.load(data)[0].targets.values()}
    spoil_all(list(data.glob("seeds/*.yaml"))[::9])
    st.cache_resource.clear()
    for spoil in ([], targets(data)):
        spoil_all(spoil)
        for page in PAGES:
            shown(bench, page)
        shown(bench, "target")
        assert titles == set(bench.main.selectbox[0].options)
        assert len(bench.warning) >= 4


@pytest.mark.parametrize("held", [(), ("targets", "seeds"), ("targets/vocabulary.yaml",)])
def test_promise_2_an_empty_folder_is_a_board_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    held: tuple[str, ...],
) -> None:
    """A newcomer's folder, empty or half-empty, opens on every page, and every command answers."""
    for name in held:
        (tmp_path / name).mkdir(parents=True)
    for command in ("check", "status", "status --format json", "status --format csv"):
        assert main([*command.split(), "--data", str(tmp_path)]) == 1
        assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(tmp_path)])
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    for page in PAGES:
        shown(app, page)
    st.cache_resource.clear()

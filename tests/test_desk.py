"""The desk of an editor: what is taken back is what was offered, and no press or choice is lost."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1 import AppTest

from tests import folder
from tests.visits import visit
from tracker.__main__ import main
from tracker.editing.together import Change
from tracker.export import formats
from tracker.language import words
from tracker.markup import markdown
from tracker.ui import adding, desk, underneath
from tracker.ui.view import key

WORDS = words("en")


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the app record in a folder of its own."""
    data = folder.made(tmp_path / "ours")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data), "--allow-edit"])
    st.cache_resource.clear()
    yield data
    st.cache_resource.clear()


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
    assert mine.told is not None
    assert (mine.told[0](view), mine.told[1]) == (words("en")("add.undo.other"), False)
    desk._take_back(held, second, view)
    assert [file.name for file in (tmp_path / "targets").iterdir()] == ["a.yaml"]


def test_a_save_is_offered_to_be_taken_back_by_the_run_that_follows_it(
    ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fields and offer are one part of the page, so none of a moment ago is left to be pressed in vain."""
    del ours
    parts = []

    def note(_: object) -> None:
        parts.append(ThreadState.get().fragment_id)

    monkeypatch.setattr(adding, "new_target", note)
    monkeypatch.setattr(desk, "undo", note)
    visit("add")
    assert len(parts) == 2
    assert parts[0] == parts[1] is not None


def test_a_list_with_one_more_entry_is_the_same_list(ours: Path) -> None:
    """Somebody adds a source while a form is filled in: the same to the browser, and so the choice stays."""
    app = visit("target", id="share")
    app.session_state[key("record", "share")] = True
    before = sources_of(app.run())
    text = (ours / "seeds/book-2024.yaml").read_text("utf-8")
    (ours / "seeds/aaa.yaml").write_text(text.replace("book-2024", "aaa"), "utf-8")
    time.sleep(0.6)  # visitors within half a second share one look
    after = sources_of(app.run())
    assert len(after.options) == len(before.options) + 1
    assert after.proto.id == before.proto.id


def sources_of(app: AppTest) -> Any:
    """Return the list of sources in the form for a figure."""
    return next(one for one in app.selectbox if one.label == WORDS("column.source"))


def test_a_run_that_is_cut_short_loses_no_press(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files change between the press and what comes of it: the next run does what was asked for, once."""
    del ours
    app = visit("target", id="share")
    app.session_state[key("record", "share")] = True
    app.run()
    app.session_state[key("desk")].ask()
    assert [one.label for one in app.run().button].count(WORDS("record.save")) <= 1
    assert not app.session_state[key("desk")].asked

    made, cut = [], iter([True, False])

    def written(*_: object) -> bytes:
        made.append(1)
        if next(cut):
            raise RerunException(RerunData())
        return b"file"

    monkeypatch.setattr(formats, "written", written)
    app = visit("briefing")
    next(one for one in app.button if one.label == WORDS("brief.make")).click()
    app.run()
    app.run()
    assert len(made) == 2
    assert len(app.get("download_button")) == 1


def test_what_a_press_does_ends_before_the_next_run_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files change while a press saves: it is neither cut short nor overtaken, and what it says stays."""
    saving, go_on = Event(), Event()

    def newer() -> None:
        raise RerunException(RerunData())

    def begun(_: SessionState, run: str, **__: object) -> None:
        if run == "press":
            saving.set()
            assert go_on.wait(20)
            first["told"] = "saved"

    kept = SessionState()
    first, second = SafeSessionState(kept, newer), SafeSessionState(kept, lambda: None)
    monkeypatch.setattr(SessionState, "on_script_will_rerun", begun)
    underneath.let_presses_end()
    with ThreadPoolExecutor() as runs:
        press = runs.submit(first.on_script_will_rerun, cast("Any", "press"))
        assert saving.wait(20)
        after = runs.submit(lambda: (second.on_script_will_rerun(cast("Any", "files")), second["told"]))
        assert not wait([after], 0.2).done
        go_on.set()
        press.result(20)
        assert after.result(20) == (None, "saved")
    with pytest.raises(RerunException):
        first["told"] = "again"


def test_of_choices_that_wait_for_a_press_the_last_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs begin in the order in which they were asked for, however long the first one takes."""
    begun, go_on = list[int](), Event()

    def begin(_: SessionState, turn: int, **__: object) -> None:
        begun.append(turn)
        assert go_on.wait(20)

    kept = SessionState()
    monkeypatch.setattr(SessionState, "on_script_will_rerun", begin)
    underneath.let_presses_end()
    with ThreadPoolExecutor(30) as runs:
        for turn in range(30):
            state = SafeSessionState(kept, lambda: None)
            runs.submit(state.on_script_will_rerun, cast("Any", turn))
            time.sleep(0.01)
        go_on.set()
    assert begun == list(range(30))


def test_a_save_needs_the_token_of_the_page_that_shows_the_change(ours: Path) -> None:
    """Editors who look at the same change have a button each, and a second look at it has another one."""
    del ours
    one, other = previewed(), previewed()
    first = saver(one)
    assert first.key != saver(other).key
    pressed(one, "record.preview").run()
    assert first.key != saver(one).key
    assert all(re.search(r"[0-9a-f]{32}", str(button.key)) for button in (first, saver(one), saver(other)))


def test_what_became_of_a_save_is_told_in_the_language_of_the_page(ours: Path) -> None:
    """A reader who chooses another language reads no sentence in the one before."""
    app = previewed()
    saver(app).click().run()

    def told(language: str, message: str, **values: str) -> None:
        app.query_params["lang"] = language
        app.run()
        app.session_state[key("record", "share")] = True  # in another language the drawer is a closed one
        app.run()
        assert [one.value for one in app.success] == [markdown(words(language)(message, **values))]

    for language in ("en", "de"):
        told(language, "save.saved", file=folder.TARGET)
    app.query_params["lang"] = "en"
    app.switch_page("pages/add.py").run()
    pressed(app, "add.undo.do").run()
    for language in ("en", "de"):
        told(language, "add.undone", count="1")


def previewed(more: Mapping[str, str] | None = None) -> AppTest:
    """Return the page of an editor who looks at one more figure of the share, with more said of it."""
    app = visit("target", id="share")
    app.session_state[key("record", "share")] = True
    app.run()
    for label, typed in {"column.period": "2025", "column.figure": "55", **(more or {})}.items():
        next(one for one in app.text_input if one.label == WORDS(label)).input(typed)
    sources_of(app).select_index(0)
    return pressed(app, "record.preview").run()


def pressed(app: AppTest, label: str) -> AppTest:
    """Press a button."""
    next(one for one in app.button if one.label == WORDS(label)).click()
    return app


def saver(app: AppTest) -> Any:
    """Return the button that saves what is shown."""
    return next(one for one in app.button if one.label == WORDS("record.save"))


def test_form_and_command_write_the_same_of_a_break_a_footnote_and_a_share(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is said of few figures only stands in the file as `add` writes it."""
    app = previewed({"record.break": "A survey.", "record.footnote": "Towns.", "record.set_aside": "Old."})
    next(one for one in app.text_input if one.label == WORDS("record.of")).input("1830")
    next(one for one in app.selectbox if one.label == WORDS("record.of.unit")).select("percent")
    shown = pressed(app, "record.preview").run().code[0].value
    said = ["--break", "A survey.", "--footnote", "Towns.", "--set-aside", "Old.", "--of", "1830", "percent"]
    figure = ["--period", "2025", "--value", "55", "--source", "book-2024"]
    assert main(["add", "share", *figure, *said, "--dry-run", "--data", str(ours)]) == 0
    assert shown == capsys.readouterr().out.rstrip("\n")
    assert (
        "+    set_aside: {en: Old.}\n+    break: {en: A survey.}\n+    of: {value: 1830, unit: percent}\n"
        "+    footnote: {en: Towns.}"
    ) in shown


def test_the_page_writes_nothing_over_a_target_with_a_fault(ours: Path) -> None:
    """The form and a file that is brought name the file with its fault, and offer nothing to save."""
    lost = ours / folder.TARGET
    lost.write_text(f"# mine\n{lost.read_text()}nothing: 1\n")
    by_hand = visit("add")
    by_hand.text_input[0].set_value("Share").run()
    brought = visit("add", do="file")
    brought.get("file_uploader")[0].upload("share.csv", b"Year,Share\n2030,1\n", "text/csv")
    brought.run()
    for said in (by_hand.info[-1].value, brought.error[0].value):
        assert f"{folder.TARGET} is there already and has a fault" in said.replace("\\", "")
    assert WORDS("add.save") not in [one.label for page in (by_hand, brought) for one in page.button]

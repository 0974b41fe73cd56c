"""Recording on the page: a proposal belongs to its target, and "Saved" stays until it was read."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import Visit
from tests.browser.editor import choose_language, filled
from tests.browser.portfolio import begun
from tests.browser.server import ROOT, serving
from tests.browser.visitor import heard
from tracker.language import words

WORDS = words("en")


def test_a_proposal_belongs_to_its_target_and_saved_stays(visit: Visit, tmp_path: Path) -> None:
    """On another page there is nothing to save; after a save the message stands and the form is empty."""
    folder = begun(tmp_path / "data")
    with serving(folder, tmp_path, dashboard=["--allow-edit"]) as desk:
        visitor = visit("target?id=nurses&lang=en", at=desk)
        page, save = visitor.page, visitor.page.get_by_role("button", name=WORDS("record.save"), exact=True)
        filled(visitor, "2011")
        expect(save).to_be_visible()
        visitor.go("target?id=clinics&lang=en")
        page.get_by_text(WORDS("record.title"), exact=True).click()
        expect(page.get_by_role("button", name=WORDS("record.preview"), exact=True)).to_be_visible()
        expect(save).to_have_count(0)
        visitor.go("target?id=nurses&lang=en")
        filled(visitor, "2011")
        save.click()
        said = page.locator("[data-testid=stAlertContentSuccess]")
        expect(said).to_be_visible()
        page.wait_for_timeout(5_000)
        expect(said).to_be_visible()
        expect(page.get_by_label(WORDS("column.period"), exact=True)).to_have_value("")
        assert visitor.settle().faults() == []
    assert "2011" in (folder / "targets/health/nurses.yaml").read_text("utf-8")
    assert "2011" not in (folder / "targets/health/clinics.yaml").read_text("utf-8")


@pytest.mark.parametrize("pressed", ["after", "during"])
def test_a_press_on_a_page_that_has_changed_meanwhile_is_answered(
    visit: Visit, tmp_path: Path, pressed: str
) -> None:
    """The form has moved below something new, after which its part of the page has another name."""
    folder, held, page_of = begun(tmp_path / "data"), list[str | bytes](), list[WebSocketRoute]()
    holding, drawn = Event(), Event()

    def between(page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page_of.append(page)

        def told(message: str | bytes) -> None:
            if not holding.is_set():
                page.send(message)
                return
            held.append(message)
            if heard(message).WhichOneof("type") == "script_finished":
                drawn.set()

        server.on_message(told)

    with serving(folder, tmp_path, dashboard=["--allow-edit"]) as desk:
        visitor = visit("?lang=en", at=desk)
        page = visitor.page
        page.route_web_socket(re.compile("_stcore/stream"), between)
        visitor.open("target?id=nurses&lang=en")
        filled(visitor, "2011")
        save = page.get_by_role("button", name=WORDS("record.save"), exact=True)
        expect(save).to_be_visible()
        visitor.settle()
        holding.set()
        file = folder / "targets/health/nurses.yaml"
        draft = '"observations": [{"period": "2012", "value": "3", "source": "yearbook", "draft": true},'
        file.write_text(file.read_text("utf-8").replace('"observations": [', draft), "utf-8")
        while not (drawn.is_set() if pressed == "after" else held):
            page.wait_for_timeout(20)
        save.dispatch_event("click")
        page.wait_for_timeout(500)
        holding.clear()
        for message in held:
            page_of[-1].send(message)
        expect(page.locator("[data-testid=stAlertContentError]")).to_be_visible()


def test_a_fault_in_a_part_of_a_page_is_a_sentence_with_a_number(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form is drawn again by itself: of a fault there the reader sees the number, the log the rest."""
    broken = "from tracker.editing import edit\nedit.propose = lambda *_: 1 / 0\n"
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{broken}")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with serving(begun(tmp_path / "data"), tmp_path, dashboard=["--allow-edit"]) as desk:
        visitor = visit("target?id=nurses&lang=en", at=desk)
        filled(visitor, "2011")
        said = visitor.page.locator("[data-testid=stAlertContentError]")
        expect(said).to_be_visible()
        number = re.search(r"[0-9a-f]{8}", said.inner_text())
        assert number
        assert visitor.page.locator("[data-testid=stException]").count() == 0
        assert f"incident {number[0]} on page record_form" in desk.written()
        assert "ZeroDivisionError" in desk.written()


def test_the_last_of_many_fast_choices_stands(visit: Visit, tmp_path: Path) -> None:
    """Five languages within a second: no error, and the page speaks the last one."""
    with serving(begun(tmp_path / "data"), tmp_path) as quick:
        visitor = visit("?lang=en", at=quick)
        for language in ("vi", "de", "en", "sv", "nb"):
            choose_language(visitor, language)
        assert visitor.settle().asked_for()["lang"] == "nb"
        assert visitor.page.evaluate("document.documentElement.lang") == "nb"
        visitor.page.go_back()
        assert visitor.settle().faults() == []
        assert "Traceback" not in quick.written()

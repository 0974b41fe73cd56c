"""Live editing: what is saved appears without a click; what breaks never blanks the board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.portfolio import begun, indicator, save, source
from tests.browser.server import Server, serving
from tests.browser.visitor import Visitor
from tracker import language

WORDS = language.words("en")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a dashboard over a small portfolio of its own."""
    place = tmp_path_factory.mktemp("desk")
    with serving(begun(place / "data"), place) as running:
        yield running


@pytest.fixture
def open_board(visit: Visit, desk: Server) -> Visitor:
    """Return a visitor who looks at the board and touches nothing; the three targets are whole."""
    begun(desk.data)
    visitor = visit("board?lang=en", at=desk)
    for title in ("Clinics", "Nurses", "Vaccines"):
        expect(card(visitor, title)).to_contain_text("60%")
    expect(banner(visitor)).to_have_count(0)
    return visitor


def banner(visitor: Visitor) -> Locator:
    """Return the notices of files shown in an earlier version."""
    return visitor.page.locator("[data-testid=stMain] [data-testid=stAlert]")


def card(visitor: Visitor, title: str) -> Locator:
    """Return the card of a target."""
    return visitor.page.locator(".tracker-card").filter(has_text=title)


def test_an_edit_appears_without_a_click(open_board: Visitor, desk: Server) -> None:
    """A new figure, saved in place, stands on the board, and the page was neither reloaded nor touched."""
    save(desk.data, "targets/health/nurses.yaml", indicator("nurses", "Nurses", "71.5"))
    expect(card(open_board, "Nurses")).to_contain_text("71.5%")
    assert open_board.loads == 1
    assert open_board.settle().faults() == []


def test_a_file_saved_by_renaming_appears(open_board: Visitor, desk: Server) -> None:
    """Editors that write a temporary file and rename it are seen as well."""
    target = desk.data / "targets/health/clinics.yaml"
    fresh = save(desk.data, "targets/health/.clinics.yaml.tmp", indicator("clinics", "Clinics", "63.2"))
    fresh.replace(target)
    expect(card(open_board, "Clinics")).to_contain_text("63.2%")
    expect(banner(open_board)).to_have_count(0)


def test_a_new_file_appears(open_board: Visitor, desk: Server) -> None:
    """A target added to the folder joins the board."""
    save(desk.data, "targets/health/beds.yaml", indicator("beds", "Beds", "44.4"))
    expect(card(open_board, "Beds")).to_contain_text("44.4%")


def test_a_broken_edit_raises_the_banner_and_the_next_good_save_clears_it(
    open_board: Visitor, desk: Server
) -> None:
    """The banner names file, line and remedy; the last good figure stays; mending the file ends it."""
    path = save(desk.data, "targets/health/nurses.yaml", indicator("nurses", "Nurses", "6,5"))
    line = path.read_text("utf-8").split('"6,5"')[0].count("\n") + 1
    expect(banner(open_board)).to_contain_text(f"targets/health/nurses.yaml:{line}")
    assert "6.5" in banner(open_board).inner_text()
    expect(card(open_board, "Nurses")).to_contain_text("60%")
    save(desk.data, "targets/health/nurses.yaml", indicator("nurses", "Nurses", "65"))
    expect(card(open_board, "Nurses")).to_contain_text("65%")
    expect(banner(open_board)).to_have_count(0)


def test_half_a_file_blanks_nothing(open_board: Visitor, desk: Server) -> None:
    """A file cut off in the middle, even to nothing, keeps its last good version on the board."""
    path = desk.data / "targets/health/vaccines.yaml"
    whole = path.read_bytes()
    for cut in (len(whole) // 2, 0):
        path.write_bytes(whole[:cut])
        expect(banner(open_board)).to_contain_text("targets/health/vaccines.yaml")
        expect(card(open_board, "Vaccines")).to_contain_text("60%")
    path.write_bytes(whole)
    expect(banner(open_board)).to_have_count(0)


def test_deleted_and_renamed_files_take_nothing_else_along(
    open_board: Visitor, visit: Visit, desk: Server
) -> None:
    """When the time an editor needs to save is over they leave; a name that does not fit is reported."""
    reader = visit("target?id=clinics&lang=en", at=desk)
    folder = desk.data / "targets/health"
    (folder / "clinics.yaml").unlink()
    (folder / "vaccines.yaml").rename(folder / "jabs.yaml")
    expect(open_board.page.locator("[data-testid=stMain]")).to_contain_text("targets/health/jabs.yaml")
    for title in ("Clinics", "Vaccines"):
        expect(card(open_board, title)).to_have_count(0, timeout=40_000)
    expect(card(open_board, "Nurses")).to_contain_text("60%")
    expect(reader.page.locator("[data-testid=stMain] h1")).not_to_have_text("Clinics")
    assert reader.settle().faults() == []
    (folder / "jabs.yaml").rename(folder / "vaccines.yaml")
    expect(card(open_board, "Vaccines")).to_contain_text("60%")
    assert open_board.settle().faults() == []


def test_a_broken_vocabulary_or_source_takes_no_target_down(open_board: Visitor, desk: Server) -> None:
    """The words and the documents that every target needs are held in their last good version, too."""
    for file in ("targets/vocabulary.yaml", "seeds/yearbook.yaml"):
        path = desk.data / file
        whole = path.read_bytes()
        path.write_bytes(b"units: [\n")
        expect(banner(open_board)).to_contain_text(file)
        for title in ("Clinics", "Nurses", "Vaccines"):
            expect(card(open_board, title)).to_contain_text("60%")
        path.write_bytes(whole)
        expect(banner(open_board)).to_have_count(0)
    assert open_board.settle().faults() == []


def test_the_page_of_a_target_follows_the_file(visit: Visit, desk: Server) -> None:
    """The page of a target shows a figure from a source that was added while it was open."""
    begun(desk.data)
    reader = visit("target?id=nurses&lang=en", at=desk)
    save(desk.data, "seeds/survey.yaml", source("survey", published="2026-03-01"))
    edited = indicator("nurses", "Nurses")
    edited["observations"].append({"period": "2025", "value": "68.7", "source": "survey"})
    save(desk.data, "targets/health/nurses.yaml", edited)
    expect(reader.page.locator(".tracker-verdict").first).to_contain_text("68.7%")
    assert reader.settle().faults() == []


def test_an_empty_folder_teaches(visit: Visit, tmp_path: Path) -> None:
    """Without any target the first page says what to write and where, and a first file ends that."""
    with serving(tmp_path / "data", tmp_path) as running:
        visitor = visit("?lang=en", at=running)
        assert WORDS("empty.title") in visitor.text()
        assert ".yaml" in visitor.text()
        assert visitor.faults() == []
        begun(tmp_path / "data")
        expect(visitor.page.locator(".tracker-lead").first).to_be_visible()

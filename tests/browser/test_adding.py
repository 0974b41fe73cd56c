"""Adding on the page: from an empty folder to a target of one's own, a file brought, and the way back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import serving
from tests.browser.test_access import violations
from tests.browser.visitor import Visitor
from tests.imports import errors, figures, run, tree
from tests.visits import today_in
from tracker.language import words

WORDS = words("en")
STATED = (
    "--unit",
    "villages",
    "--goal",
    "at least 90 by 2030",
    "--figure",
    "2024=12,5",
    "--figure",
    "2025=40",
)
STATED += ("--document", "Annual report", "--publisher", "Our ministry", "--published", "2026-03")
STEPS = ("--kind", "milestones", "--step", "Law adopted: by 2030", "--step", "Decree")
STEPS += ("--record", "Law adopted: done 2026-05-12", "--document", "Plan", "--publisher", "Our ministry")
TABLE = "Year;Coverage of clinics (%)\n2022;10,5\n2023;20,1\n2024;31,0\n"


def typed(visitor: Visitor, name: str, text: str) -> None:
    """Fill a field of the page and leave it."""
    box = visitor.page.get_by_role("textbox", name=WORDS(name), exact=True)
    box.fill(text)
    box.press("Control+Enter" if "\n" in text else "Tab")
    visitor.settle()


def written_new(visitor: Visitor, name: str, text: str) -> None:
    """Write a new word into a field in which known ones can be chosen."""
    box = visitor.page.get_by_role("combobox", name=WORDS(name), exact=True)
    box.fill(text)
    box.press("Enter")
    visitor.settle()


def pressed(visitor: Visitor, name: str) -> None:
    """Press a button."""
    visitor.page.get_by_role("button", name=WORDS(name), exact=True).click()
    visitor.settle()


def sound(visitor: Visitor) -> None:
    """See that nothing is wrong with a page in any look."""
    for look in (("phone", "light"), ("phone", "dark"), ("desktop", "dark"), ("desktop", "light")):
        visitor.look(*look)
        assert visitor.overflow() == []
        assert violations(visitor) == []
    assert visitor.faults() == []


def test_the_whole_way_from_an_empty_folder(visit: Visit, tmp_path: Path) -> None:
    """Begin, a first target with its verdict, a table that is brought, and back; as the commands write it."""
    folder, other = tmp_path / "ours", tmp_path / "other" / "ours"
    folder.mkdir()
    table = tmp_path / "clinics.csv"
    table.write_text(TABLE, "utf-8")
    day = today_in(folder).isoformat()
    with serving(folder, tmp_path / "logs", dashboard=["--allow-edit"]) as desk:
        visitor = visit("?lang=en", at=desk)
        sound(visitor)
        typed(visitor, "add.begin.title", "Ours")
        pressed(visitor, "add.begin")
        run("init", other, "--title", "Ours")
        assert tree(folder) == tree(other)

        visitor.open("add?lang=en")
        typed(visitor, "add.title", "Villages with 5G")
        written_new(visitor, "add.unit", "villages")
        typed(visitor, "add.value", "90")
        typed(visitor, "add.by", "2030")
        typed(visitor, "add.figures", "2024\t12,5\n2025 40")
        typed(visitor, "add.document.title", "Annual report")
        written_new(visitor, "add.publisher", "Our ministry")
        typed(visitor, "add.published", "2026-03")
        assert "On track" in visitor.text()
        sound(visitor)
        pressed(visitor, "add.save")
        run("new", "Villages with 5G", *STATED, "--data", other, "--on", day)
        assert tree(folder) == tree(other)
        visitor.open("add?lang=en")
        box = visitor.page.get_by_role("combobox", name=WORDS("add.kind"), exact=True)
        box.fill(WORDS("add.kind.milestones"))
        box.press("Enter")
        visitor.settle()
        typed(visitor, "add.title", "Law on data")
        typed(visitor, "add.parts.milestones", "Law adopted: by 2030\nDecree")
        typed(visitor, "add.facts.milestones", "Law adopted: done 2026-05-12")
        typed(visitor, "add.document.title", "Plan")
        written_new(visitor, "add.publisher", "Our ministry")
        assert "Law adopted" in visitor.text()
        pressed(visitor, "add.save")
        run("new", "Law on data", *STEPS, "--data", other, "--on", day)
        assert tree(folder) == tree(other)

        visitor.page.get_by_role("link", name=WORDS("add.look")).click()
        expect(visitor.page.get_by_role("heading", name="Law on data", level=1)).to_be_visible()
        visitor.open("target?id=villages-with-5g&lang=en")
        expect(visitor.page.get_by_role("heading", name="Villages with 5G", level=1)).to_be_visible()
        assert "On track" in visitor.settle().text()

        before = tree(folder)
        visitor.open("add?lang=en&do=file")
        visitor.page.locator("input[type=file]").set_input_files(table)
        expect(visitor.page.get_by_role("button", name=WORDS("add.save"), exact=True)).to_be_visible()
        sound(visitor.settle())
        pressed(visitor, "add.save")
        assert figures(folder, "coverage-of-clinics-percent") == [
            ("2022", 10.5),
            ("2023", 20.1),
            ("2024", 31.0),
        ]
        assert errors(folder) == []
        run("import", table, "--data", other, "--yes", "--on", day)
        assert tree(folder) == tree(other)

        visitor.page.get_by_text(WORDS("add.undo"), exact=True).click()
        pressed(visitor, "add.undo.do")
        expect(visitor.page.get_by_text(WORDS("add.undone", count="4"))).to_be_visible()
        assert tree(folder) == before
        assert visitor.faults() == []


def test_a_save_is_taken_back_only_while_its_files_are_as_it_left_them(visit: Visit, tmp_path: Path) -> None:
    """Somebody has changed a file since: the page shows what, and takes nothing back."""
    run("init", tmp_path / "ours")
    table = tmp_path / "clinics.csv"
    table.write_text(TABLE, "utf-8")
    with serving(tmp_path / "ours", tmp_path / "logs", dashboard=["--allow-edit"]) as desk:
        visitor = visit("add?lang=en&do=file", at=desk)
        visitor.page.locator("input[type=file]").set_input_files(table)
        expect(visitor.page.get_by_role("button", name=WORDS("add.save"), exact=True)).to_be_visible()
        pressed(visitor, "add.save")
        file = next((tmp_path / "ours").glob("targets/*/coverage-of-clinics-percent.yaml"))
        file.write_text(file.read_text("utf-8") + "# by hand\n", "utf-8")
        visitor.open("add?lang=en")
        visitor.page.get_by_text(WORDS("add.undo"), exact=True).click()
        expect(visitor.page.get_by_text("# by hand")).to_be_visible()
        expect(visitor.page.get_by_role("button", name=WORDS("add.undo.do"), exact=True)).to_have_count(0)


def test_a_newer_edition_of_a_file_counts_what_is_unchanged(visit: Visit, tmp_path: Path) -> None:
    """Figures that are new or revised are listed, the others counted in a sentence, as in the terminal."""
    run("init", tmp_path / "ours")
    table = tmp_path / "clinics.csv"
    table.write_text(TABLE, "utf-8")
    run("import", table, "--data", tmp_path / "ours", "--yes")
    table.write_text(TABLE.replace("31,0", "31,5") + "2025;40,0\n", "utf-8")
    with serving(tmp_path / "ours", tmp_path / "logs", dashboard=["--allow-edit"]) as desk:
        visitor = visit("add?lang=en&do=file", at=desk)
        visitor.page.locator("input[type=file]").set_input_files(table)
        expect(visitor.page.get_by_role("button", name=WORDS("add.save"), exact=True)).to_be_visible()
        shown = visitor.settle().text()
        assert "unchanged: 2" in shown
        assert "2025: 40,0" in shown
        assert "import." not in shown


def test_where_nobody_may_write_nothing_is_offered(visit: Visit, tmp_path: Path) -> None:
    """By --public the page is not in the list, holds no field, and an empty folder offers no beginning."""
    (tmp_path / "ours").mkdir()
    with serving(tmp_path / "ours", tmp_path / "logs", dashboard=["--public"]) as desk:
        visitor = visit("?lang=en", at=desk)
        assert WORDS("add.begin") not in visitor.text()
        assert WORDS("nav.add") not in visitor.page.locator("[data-testid=stSidebarNav]").inner_text()
        visitor.open("add?lang=en")
        assert WORDS("add.closed")[:30] in visitor.text()
        assert visitor.page.locator("[data-testid=stMain]").get_by_role("textbox").count() == 0
        assert visitor.faults() == []

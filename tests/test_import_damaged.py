"""What lies in a data folder with a fault is never written over: it is named with its fault, to be mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.imports import ON, data, figures, file, refused, run, tree
from tracker.editing import together
from tracker.editing.save import Outcome
from tracker.importing import bring, sources
from tracker.importing.mapping import Mapping

__all__ = ["data"]

TARGET, SEED = "targets/imported/share.yaml", "seeds/share-2026-11-27.yaml"
FEW = "Year,Share\n2020,12.5\n2021,13.5\n"
MORE = FEW + "2022,14.75\n"
MINE = "# mine\ngoals:\n  - {id: by-2030, at_least: 100, by: 2030}\n"
IS_THERE = " is there already and has a fault, so nothing is written over it; mend it first (line "


@pytest.fixture
def share(data: Path) -> Path:
    """A folder with one target of two years."""
    assert run("import", file(data, FEW), "--data", data, "--yes", "--on", ON)[0] == 0
    assert figures(data, "share") == [("2020", 12.5), ("2021", 13.5)]
    return data


def appended(text: str, of: str = TARGET) -> Callable[[Path], object]:
    """Return how a text is added to a file by hand."""
    return lambda data: (data / of).write_text((data / of).read_text() + text)


def replaced(old: str, new: str, of: str = TARGET) -> Callable[[Path], object]:
    """Return how a text is replaced in a file by hand."""
    return lambda data: (data / of).write_text((data / of).read_text().replace(old, new))


def moved(to: str) -> Callable[[Path], object]:
    """Return how the target is damaged and given another name."""

    def move(data: Path) -> None:
        appended(MINE)(data)
        (data / to).parent.mkdir(exist_ok=True)
        (data / TARGET).rename(data / to)

    return move


def folder(data: Path) -> None:
    """Put a folder in the place of the target."""
    (data / TARGET).unlink()
    (data / TARGET).mkdir()


def link(data: Path) -> None:
    """Put a link that leads nowhere in the place of the target."""
    (data / TARGET).unlink()
    (data / TARGET).symlink_to("nowhere.yaml")


def linked(data: Path) -> None:
    """Put a link in the place of the theme, behind which the target lies."""
    (data / "targets/imported").rename(data / "theme")
    (data / "targets/imported").symlink_to("../theme")


DAMAGED = {
    "no source": (appended(MINE), TARGET, "S001"),
    "no yaml": (appended("# mine\ngoals: [\n"), TARGET, "Y104"),
    "another id": (replaced("id: share\n", "id: shares # mine\n"), TARGET, "S025"),
    "another theme": (moved("targets/other/share.yaml"), "targets/other/share.yaml", "S041"),
    "another ending": (moved("targets/imported/share.yml"), "targets/imported/share.yml", "S001"),
    "capitals": (moved("targets/imported/Share.yaml"), "targets/imported/Share.yaml", "F009"),
    "a folder": (folder, TARGET, "F004"),
    "a link": (link, TARGET, "F006"),
    "a linked theme": (linked, "targets/imported", "F013"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_target_with_a_fault_is_never_replaced(share: Path, case: str) -> None:
    """An import and a new target of its name stop with one sentence, and every byte stays."""
    damage, named, code = DAMAGED[case]
    damage(share)
    said = refused(share, file(share, MORE))
    assert said.startswith(named + IS_THERE)
    assert f", {code}): " in said
    before = tree(share)
    assert run("new", "Share", "--unit", "percent", "--data", share, "--on", ON) == (1, "", said + "\n")
    assert tree(share) == before


@pytest.mark.parametrize("lang", ["en", "de", "nb", "sv", "vi"])
def test_a_source_with_a_fault_is_never_replaced(share: Path, lang: str) -> None:
    """A source that another target needs is not made anew, nor beside it."""
    replaced("kind: ", "# mine\nkinds: ", SEED)(share)
    said = refused(share, file(share, "Year,Other\n2020,1\n"), "--target", "other", "--lang", lang)
    assert said.startswith(SEED)
    assert "S00" in said


def test_a_vocabulary_with_a_fault_is_named_with_it(share: Path) -> None:
    """It is not said to be written in an odd way."""
    appended("foo: [\n", "targets/vocabulary.yaml")(share)
    said = refused(share, file(share, "Year,Girls (m)\n2020,1\n"))
    assert said.startswith("targets/vocabulary.yaml" + IS_THERE)
    assert ", Y104): " in said


@pytest.mark.parametrize("command", ["refresh", "log"])
def test_a_damaged_target_that_is_named_is_not_called_missing(share: Path, command: str) -> None:
    """Its faults are told; a name that no file has is unknown."""
    appended(MINE)(share)
    code, out, hints = run(command, "share", "--data", share)
    assert (code, out) == (1, "")
    assert f"{TARGET}:" in hints
    assert "error S001: goals[0]: the field 'source' is missing" in hints
    assert run(command, "shares", "--data", share)[0] == 2


def test_a_file_of_which_every_target_is_damaged_is_refused(data: Path) -> None:
    """Each is told, nothing is written, and the exit code says so."""
    two = "Year,Men,Women\n2020,1,2\n"
    assert run("import", file(data, two), "--data", data, "--yes", "--on", ON)[0] == 0
    for name in ("men", "women"):
        appended(MINE, f"targets/imported/{name}.yaml")(data)
    before = tree(data)
    code, out, hints = run("import", file(data, two + "2021,3,4\n"), "--data", data, "--yes", "--on", ON)
    assert (code, out.count(IS_THERE), hints) == (1, 2, "Nothing was written.\n")
    assert tree(data) == before


def test_one_damaged_target_keeps_nobody_from_the_others(data: Path) -> None:
    """It is told; the other one gains its year."""
    two = "Year,Men,Women\n2020,1,2\n2021,3,4\n"
    assert run("import", file(data, two), "--data", data, "--yes", "--on", ON)[0] == 0
    appended(MINE, "targets/imported/men.yaml")(data)
    held = (data / "targets/imported/men.yaml").read_bytes()
    code, out, _ = run("import", file(data, two + "2022,5,6\n"), "--data", data, "--yes", "--on", ON)
    assert code == 0
    assert "men is left out:\ntargets/imported/men.yaml" + IS_THERE in out
    assert (data / "targets/imported/men.yaml").read_bytes() == held
    assert figures(data, "women") == [("2020", 2), ("2021", 4), ("2022", 6)]


def test_a_file_that_somebody_makes_meanwhile_is_not_replaced(share: Path) -> None:
    """What was shown as new is saved as new or not at all."""
    source = sources.Brought("men.csv", b"Year,Men\n2020,1\n2021,2\n")
    made = bring.change_set(share, sources.recognised(source, Mapping()), source.name, date.fromisoformat(ON))
    (share / "targets/imported/men.yaml").write_text("# mine\n")
    before = tree(share)
    outcome = together.commit(share, lambda: made.changes)
    assert outcome == Outcome("conflict", "save.exists", {"file": "targets/imported/men.yaml"})
    assert tree(share) == before


def test_a_comment_on_how_a_table_is_read_stays(share: Path) -> None:
    """A mapping that says the same already is left as it is, and a newer table is read by it."""
    appended("# mine\n", "imports/share.yaml")(share)
    assert run("import", file(share, MORE), "--data", share, "--yes", "--on", ON)[0] == 0
    assert (share / "imports/share.yaml").read_text().endswith("# mine\n")
    assert figures(share, "share")[2:] == [("2022", 14.75)]


def test_a_theme_that_is_there_is_taken_by_its_name(data: Path) -> None:
    """As `new --theme` does; a second target joins the first one there."""
    for name in ("men", "women"):
        source = file(data, f"Year,{name}\n2020,1\n2021,2\n", f"{name}.csv")
        code, out, hints = run("import", source, "--data", data, "--yes", "--on", ON, "--theme", "New theme")
        assert code == 0, out + hints
        assert (data / f"targets/new-theme/{name}.yaml").is_file()
    vocabulary = (data / "targets/vocabulary.yaml").read_text()
    assert vocabulary.count("new-theme:") == vocabulary.count("New theme") == 1

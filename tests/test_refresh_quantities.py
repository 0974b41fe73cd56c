"""Refresh of targets of one address: each has its own quantity of the answer, and no other one's figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import ON, errors, figures, run, target, tree
from tests.test_refresh import EUROSTAT, Office, content, office, trusting

__all__ = ["office", "trusting"]

pytestmark = pytest.mark.usefixtures("trusting")
THREE = "Year,Wind (MW),Solar (MW),Share of renewables (%)\n2016,80,5,11.5\n2017,90,6,12.5\n"


def answer(data: Path, office: str, text: str, command: str = "refresh", *more: str) -> tuple[int, str]:
    """Let the office answer with a text, run a command, and return its exit code and what was said."""
    Office.answers["/power.csv"] = content(text.encode())
    given = (f"{office}/power.csv",) if command == "import" else ()
    code, out, hints = run(command, *given, *more, "--data", data, "--yes", "--allow-private", "--on", ON)
    return code, out + hints


def test_the_quantity_that_is_left_goes_into_its_own_target(office: str, tmp_path: Path) -> None:
    """The two others keep their figures, and each is told."""
    assert answer(tmp_path, office, THREE, "import")[0] == 0
    code, said = answer(tmp_path, office, "Year,Wind (MW)\n2018,100\n")
    assert code == 1
    assert f"The origin {office}/power.csv no longer holds Solar (MW); nothing was written to it." in said
    assert "no longer holds Share of renewables (%)" in said
    assert figures(tmp_path, "wind-mw") == [("2016", 80), ("2017", 90), ("2018", 100)]
    assert figures(tmp_path, "solar-mw") == [("2016", 5), ("2017", 6)]
    assert figures(tmp_path, "share-of-renewables-percent") == [("2016", 11.5), ("2017", 12.5)]


def test_a_target_asked_for_alone_takes_no_other_quantity(office: str, tmp_path: Path) -> None:
    """Whether the others are named or were taken out of the folder; with its title edited it goes on."""
    assert answer(tmp_path, office, THREE, "import")[0] == 0
    before = tree(tmp_path)
    assert answer(tmp_path, office, "Year,Wind (MW)\n2018,100\n", "refresh", "solar-mw")[0] == 1
    assert tree(tmp_path) == before
    for path in tmp_path.rglob("*.yaml"):
        if path.stem in ("wind-mw", "share-of-renewables-percent"):
            path.unlink()
    before = tree(tmp_path)
    assert answer(tmp_path, office, "Year,Wind (MW)\n2018,100\n")[0] == 1
    assert tree(tmp_path) == before
    [path] = tmp_path.rglob("solar-mw.yaml")
    path.write_text(path.read_text().replace("Solar (MW)", "Power of the sun"))
    assert answer(tmp_path, office, "Year,Solar (MW)\n2018,7\n")[0] == 0
    assert figures(tmp_path, "solar-mw") == [("2016", 5), ("2017", 6), ("2018", 7)]


@pytest.mark.parametrize("head", ["Solar (MW)", "Solar power (MW)"])
def test_an_answer_of_one_quantity_goes_on_under_another_head(office: str, tmp_path: Path, head: str) -> None:
    """Its target may be called otherwise; where the new head names another unit it is not taken."""
    assert answer(tmp_path, office, "Year,Solar (MW)\n2016,5\n2017,6\n", "import")[0] == 0
    assert answer(tmp_path, office, f"Year,{head}\n2018,7\n")[0] == 0
    assert figures(tmp_path, "solar-mw") == [("2016", 5), ("2017", 6), ("2018", 7)]
    before = tree(tmp_path)
    code, said = answer(tmp_path, office, "Year,Solar power (GW)\n2019,8\n")
    assert (code, tree(tmp_path)) == (1, before)
    assert "GW" in said
    [path] = tmp_path.rglob("solar-mw.yaml")
    path.write_text(path.read_text().replace("solar-mw", "sun", 1).replace("Solar (MW)", "Sun"))
    path.rename(path.with_name("sun.yaml"))
    assert answer(tmp_path, office, f"Year,{head}\n2018,7\n2019,8\n")[0] == 0
    assert figures(tmp_path, "sun")[-1] == ("2019", 8)


@pytest.mark.parametrize("command", ["import", "refresh"])
def test_a_day_beyond_the_calendar_is_left_out_and_told(office: str, tmp_path: Path, command: str) -> None:
    """The figures come with the day of the import."""
    options = ("--data", tmp_path, "--yes", "--allow-private", "--on", ON)
    given = (f"{office}/good.json", "--pick", "geo=DE", "--pick", "indic_is=E_DI4_HI")
    name = "isoc-e-dii-e-di4-hi-de"
    if command == "refresh":
        assert run("import", *given, *options)[0] == 0
    late = json.loads(EUROSTAT) | {"updated": "2999-01-01"}
    text = json.dumps(late)
    if command == "refresh":
        text = text.replace(str(figures(tmp_path, name)[-1][1]), "99.5")
    Office.answers["/good.json"] = content(text.encode())
    code, out, hints = run(command, *(given if command == "import" else ()), *options)
    assert code == 0, out + hints
    assert "2999-01-01, which is no day that can be kept" in out + hints
    assert target(tmp_path, name).observations[-1].source.endswith(ON)
    assert errors(tmp_path) == []


def test_a_target_with_a_fault_is_passed_over_and_told(office: str, tmp_path: Path) -> None:
    """The others are refreshed; the exit code says that not all were."""
    assert answer(tmp_path, office, THREE, "import")[0] == 0
    [path] = tmp_path.rglob("solar-mw.yaml")
    path.write_text(path.read_text() + "goals:\n  - {id: by-2030, at_least: 100, by: 2030}\n")
    before = path.read_bytes()
    code, said = answer(tmp_path, office, THREE + "2018,100,7,13.5\n")
    assert code == 1
    assert (
        "targets/imported/solar-mw.yaml was not refreshed, since it has a fault; mend it first (line " in said
    )
    assert ", S001): the field 'source' is missing" in said
    assert path.read_bytes() == before
    assert figures(tmp_path, "wind-mw") == [("2016", 80), ("2017", 90), ("2018", 100)]
    assert answer(tmp_path, office, THREE + "2018,100,7,13.5\n", "refresh", "wind-mw")[0] == 0

"""What is counted: another indicator alone revises nothing, whether imported or read again at an address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import ON, brought, data, errors, figures, file, run, target, tree
from tests.test_refresh import Office, content, office, trusting

__all__ = ["data", "office", "trusting"]
PAIR = {"I_IACC": "Access", "I_BB": "Broadband"}


def cube(indicator: str, geo: str, values: list[float], dataset: str = "ISOC_X", name: str = "") -> str:
    """Return figures of 2020 on of one indicator and one country as JSON-stat."""
    years = [str(2020 + number) for number in range(len(values))]
    names = {"indic_is": {indicator: name or PAIR[indicator]}, "geo": {geo: f"Land {geo}"}}
    said = {key: {"category": {"index": list(own), "label": own}} for key, own in names.items()}
    dimension = {**said, "time": {"category": {"index": years}}}
    head = {"version": "2.0", "class": "dataset", "label": "Internet use", "id": list(dimension)}
    more = {"size": [1, 1, len(years)], "dimension": dimension, "value": values}
    return json.dumps(head | more | ({"extension": {"id": dataset}} if dataset else {}))


def sdmx(column: str, member: str, values: list[str]) -> str:
    """Return figures of 2020 on of one member as SDMX-CSV."""
    lines = [f"OF:DF_X(1.0),A,{member},{2020 + n},{one}" for n, one in enumerate(values)]
    return "\n".join([f"DATAFLOW,FREQ,{column},TIME_PERIOD,OBS_VALUE", *lines, ""])


@pytest.mark.parametrize("dataset", ["ISOC_X", ""])
def test_another_indicator_alone_makes_a_target_of_its_own(data: Path, dataset: str) -> None:
    """10 and 11 stay those of access; 70 is broadband, revised to 71; access goes on under a new name."""
    name = "isoc-x" if dataset else "internet-use"
    brought(data, file(data, cube("I_IACC", "DE", [10, 11], dataset), "a.json"))
    said = brought(data, file(data, cube("I_BB", "DE", [70], dataset), "a.json"))
    assert f"“Broadband” is another table than that of the target {name}" in said
    assert target(data, f"{name}-i-bb").title["en"] == "Internet use: Broadband"
    assert figures(data, f"{name}-i-bb") == [("2020", 70)]
    assert figures(data, name) == [("2020", 10), ("2021", 11)]
    brought(data, file(data, cube("I_BB", "DE", [71], dataset), "b.json"))
    assert figures(data, f"{name}-i-bb") == [("2020", 70), ("2020", 71)]
    brought(data, file(data, cube("I_IACC", "DE", [10, 11, 12], dataset, "Homes with access"), "b.json"))
    assert figures(data, name) == [("2020", 10), ("2021", 11), ("2022", 12)]
    assert errors(data) == []


@pytest.mark.parametrize("column", ["INDIC_IS", "INDICATOR", "MEASURE", "SERIES", "SUBJECT"])
def test_a_lone_member_of_what_is_measured_parts_targets_of_a_structure(data: Path, column: str) -> None:
    """FIBRE has 10 and 11, then 11.5 of 2021; COAX has 30."""
    brought(data, file(data, sdmx(column, "FIBRE", ["10", "11"]), "a.csv"), "--published", "2025-01-01")
    brought(data, file(data, sdmx(column, "COAX", ["30"]), "b.csv"), "--published", "2026-01-01")
    brought(data, file(data, sdmx(column, "FIBRE", ["10", "11.5"]), "c.csv"), "--published", "2026-01-01")
    assert figures(data, "df-x") == [("2020", 10), ("2021", 11), ("2021", 11.5)]
    assert figures(data, "df-x-coax") == [("2020", 30)]


def test_another_column_of_our_world_in_data_is_another_target(data: Path) -> None:
    """The file is called the same; the column says what is counted, and is not named twice in the title."""
    head = "Entity,Code,Year,Share using "
    brought(data, file(data, f"{head}internet\nViet Nam,VNM,2020,10\nChad,TCD,2020,3\n"))
    brought(data, file(data, f"{head}fibre\nViet Nam,VNM,2020,2\nChad,TCD,2020,1\n"))
    assert {len(one.observations) for one in target(data, "share").series} == {1}
    assert target(data, "share-share-using-fibre").title["en"] == "Share using fibre"


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            cube("I_BB", "DE", [70]),
            "now answers with indic_is: Broadband, which is not what",
        ),
        (cube("I_IACC", "FR", [70]), "now answers with geo: Land FR, which is not what"),
        (cube("I_IACC", "DE", [70], "ISOC_Y"), "no longer holds Internet use"),
    ],
)
def test_an_address_that_answers_with_something_else_is_not_taken(
    office: str, data: Path, answer: str, sentence: str
) -> None:
    """It is told; the same indicator under another name is taken."""
    options = ("--data", data, "--yes", "--allow-private", "--on", ON)
    Office.answers["/d.json"] = content(cube("I_IACC", "DE", [10, 11]).encode())
    assert run("import", f"{office}/d.json", *options)[0] == 0
    before = tree(data)
    Office.answers["/d.json"] = content(answer.encode())
    code, out, hints = run("refresh", *options)
    assert (code, tree(data)) == (1, before)
    assert sentence in out + hints
    Office.answers["/d.json"] = content(cube("I_IACC", "DE", [10, 11, 12], name="Homes online").encode())
    assert run("refresh", *options)[0] == 0
    assert figures(data, "isoc-x") == [("2020", 10), ("2021", 11), ("2022", 12)]


@pytest.mark.usefixtures("trusting")
def test_an_address_of_another_country_adds_a_series(office: str, data: Path) -> None:
    """The figures of the first country stay, and its address is still read."""
    options = ("--data", data, "--yes", "--allow-private", "--on", ON)
    for geo, value in (("DE", 10), ("FR", 70)):
        Office.answers["/d.json"] = content(cube("I_IACC", geo, [value]).encode())
        assert run("import", f"{office}/d.json?geo={geo}", *options)[0] == 0
    assert figures(data, "isoc-x") == [("2020", 10)]
    assert [float(one.observations[0].value) for one in target(data, "isoc-x").series] == [70]

"""Answers of statistical offices: JSON-stat, SDMX-CSV, Our World in Data, the World Bank."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.imports import HERE, brought, errors, figures, refused, run, target, tree

SAMPLES = HERE / "samples"
EUROSTAT = SAMPLES / "eurostat_isoc_e_dii_sdmx3_api.json"


def from_json_stat(file: Path, **codes: str) -> list[tuple[str, float]]:
    """Return the figures of one series of a JSON-stat file, found by its index alone."""
    read = json.loads(file.read_text("utf-8"))
    sizes, ids = read["size"], read["id"]
    found = []
    for period, number in read["dimension"]["time"]["category"]["index"].items():
        place = 0
        for name, size in zip(ids, sizes, strict=True):
            index = read["dimension"][name]["category"]["index"]
            place = place * size + (number if name == "time" else index[codes[name]] if name in codes else 0)
        if str(place) in read["value"]:
            found.append((period, float(read["value"][str(place)])))
    return found


@pytest.mark.parametrize("geo", ["DE", "EU27_2020", "FI"])
def test_a_series_of_eurostat_is_that_of_the_file(tmp_path: Path, geo: str) -> None:
    """Figures by index, unit, day of the release and the key of the series."""
    brought(tmp_path, EUROSTAT, "--pick", f"geo={geo}")
    for indicator in ("E_DI4_HI", "E_DI4_VHI"):
        name = f"isoc-e-dii-{indicator}-{geo}".replace("_", "-").casefold()
        wanted = from_json_stat(EUROSTAT, geo=geo, indic_is=indicator)
        assert wanted
        assert figures(tmp_path, name) == wanted
        found = target(tmp_path, name)
        assert found.measure.unit == "percentage-of-enterprises"
        assert found.observations[0].at.startswith("ISOC_E_DII, A.GE10.")
        assert found.observations[0].source.endswith("2025-04-08")
    assert "Eurostat" in (tmp_path / "targets/vocabulary.yaml").read_text("utf-8")
    assert errors(tmp_path) == []
    before = tree(tmp_path)
    brought(tmp_path, EUROSTAT, "--pick", f"geo={geo}")
    assert tree(tmp_path) == before


def test_two_countries_of_one_data_set_stay_apart(tmp_path: Path) -> None:
    """What was picked is part of the id, so that no country revises another."""
    brought(tmp_path, EUROSTAT, "--pick", "geo=DE")
    said = brought(tmp_path, EUROSTAT, "--pick", "geo=Finland")
    assert "is now" not in said
    assert len(list((tmp_path / "targets/imported").iterdir())) == 4


def test_json_stat_of_version_1_and_of_another_language(tmp_path: Path) -> None:
    """A set of data sets by name, a list of figures, quarters printed 2005 - 1, flags."""
    dimension = {
        "id": ["Trimestre", "Sexo", "Variables"],
        "size": [2, 2, 1],
        "role": {"time": ["Trimestre"], "metric": ["Variables"]},
        "Trimestre": {"category": {"index": ["2005 - 1", "2005 - 2"]}},
        "Sexo": {"category": {"index": {"Ambos sexos": 0, "Mujeres": 1}}},
        "Variables": {
            "category": {"index": {"P": 0}, "label": {"P": "People"}, "unit": {"P": {"label": "thousands"}}}
        },
    }
    one = {"label": "Labour", "source": "Office", "updated": "2006-01-02", "dimension": dimension}
    one |= {"value": [10.5, 5, None, 6], "status": {"0": "p"}}
    (tmp_path / "old.json").write_text(json.dumps({"labour": one}))
    said = brought(tmp_path / "data", tmp_path / "old.json")
    assert figures(tmp_path / "data", "labour") == [("2005-Q1", 10.5)]
    found = target(tmp_path / "data", "labour")
    assert found.observations[0].status == "provisional"
    assert found.measure.unit == "thousands"
    assert "Sexo" in said


def test_the_world_bank(tmp_path: Path) -> None:
    """Figures without nulls, the day of the last update; an error object is one sentence."""
    path = SAMPLES / "worldbank_api_v2.json"
    brought(tmp_path, path, "--pick", "country=MX")
    rows = json.loads(path.read_text("utf-8"))[1]
    wanted = sorted((row["date"], row["value"]) for row in rows if row["country"]["id"] == "MX")
    assert figures(tmp_path, "ny-gdp-mktp-cd-mx") == wanted
    assert target(tmp_path, "ny-gdp-mktp-cd-mx").observations[0].source == "gdp-current-us-2026-07-13"
    assert errors(tmp_path) == []
    assert "The provided parameter value is not valid" in refused(
        tmp_path, SAMPLES / "worldbank_api_v2_error.json"
    )


def test_our_world_in_data(tmp_path: Path) -> None:
    """The figures of one entity, with the metadata that lies beside the file."""
    path = tmp_path / "internet.csv"
    path.write_bytes((SAMPLES / "share-of-individuals-using-the-internet.csv").read_bytes())
    about = {
        "chart": {"title": "Internet use", "citation": "ITU (2025)"},
        "columns": {"Individuals": {"titleShort": "People online", "unit": "%", "lastUpdated": "2025-01-24"}},
    }
    (tmp_path / "internet.metadata.json").write_text(json.dumps(about))
    brought(tmp_path / "data", path, "--pick", "Entity=Norway")
    with path.open(encoding="utf-8", newline="") as opened:
        wanted = [
            (row["Year"], float(row["Individuals"]))
            for row in csv.DictReader(opened)
            if row["Entity"] == "Norway"
        ]
    assert figures(tmp_path / "data", "internet-norway") == wanted
    found = target(tmp_path / "data", "internet-norway")
    assert (found.measure.unit, found.title["en"]) == ("percent", "Internet use")
    assert found.observations[0].source.endswith("2025-01-24")
    assert errors(tmp_path / "data") == []


SDMX_1 = """\
DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:ISOC_X(1.0),08/04/25 23:00:00,A,PC_ENT,NO,2021,4.5,b,
ESTAT:ISOC_X(1.0),08/04/25 23:00:00,A,PC_ENT,NO,2022,5.25,p,
ESTAT:ISOC_X(1.0),08/04/25 23:00:00,A,PC_ENT,NO,2023,,c,
ESTAT:ISOC_X(1.0),08/04/25 23:00:00,A,PC_ENT,SE,2022,9,,
"""
SDMX_2 = """\
STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ: Frequency,GEO: Area,TIME_PERIOD: Time,OBS_VALUE,OBS_STATUS: Status
dataflow,OFFICE:DF_X(1.0.0): Things,I,A: Annual,NO: Norway,2021,4.5,A: Normal
dataflow,OFFICE:DF_X(1.0.0): Things,I,A: Annual,NO: Norway,2022,5.25,P: Provisional
dataflow,OFFICE:DF_X(1.0.0): Things,D,A: Annual,NO: Norway,2023,7,A: Normal
"""


def test_sdmx_csv_1_and_2(tmp_path: Path) -> None:
    """Codes with and without names, flags, the day of the last update, a row that is to be deleted."""
    (tmp_path / "one.csv").write_text(SDMX_1)
    brought(tmp_path / "data", tmp_path / "one.csv", "--pick", "geo=NO")
    name = "isoc-x-no"
    assert figures(tmp_path / "data", name)[:2] == [("2021", 4.5), ("2022", 5.25)]
    found = target(tmp_path / "data", name).observations
    assert (found[2].period.text, found[2].quality) == ("2023", "suppressed")
    assert found[0].break_ is not None
    assert found[1].status == "provisional"
    assert found[0].source == "isoc-x-2025-04-08"
    (tmp_path / "two.csv").write_text(SDMX_2)
    brought(tmp_path / "data", tmp_path / "two.csv")
    assert figures(tmp_path / "data", "df-x") == [("2021", 4.5), ("2022", 5.25)]
    assert target(tmp_path / "data", "df-x").title == {"en": "Things"}
    assert errors(tmp_path / "data") == []


@pytest.mark.parametrize("part", ["dimension", "id", "size", "value", "role", "status", "extension"])
@pytest.mark.parametrize("wrong", [None, [], {}, "x", 7, [None], {"time": None}])
def test_a_broken_answer_is_one_sentence_or_is_read(tmp_path: Path, part: str, wrong: object) -> None:
    """Whatever stands in the place of a part of an answer, no reader falls over it."""
    read = json.loads(EUROSTAT.read_text("utf-8")) | {part: wrong}
    (tmp_path / "x.json").write_text(json.dumps(read))
    code, out, hints = run("import", tmp_path / "x.json", "--data", tmp_path / "data", "--dry-run")
    assert code in (0, 1)
    assert "Traceback" not in out + hints


@pytest.mark.parametrize("wrong", [{"size": [2, 1]}, {"size": [1]}, {"value": {"0": 1, "2": 3}}])
def test_a_cube_whose_size_does_not_fit_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    """Two years of one place are two figures, 0 and 1; another size, or a third figure, is none of them."""
    cube = {
        "id": ["geo", "time"],
        "size": [1, 2],
        "dimension": {
            "geo": {"category": {"index": ["FI"]}},
            "time": {"category": {"index": ["2023", "2024"]}},
        },
        "value": {"0": 1, "1": 2},
    }
    (tmp_path / "x.json").write_text(json.dumps(cube | wrong))
    code, _, hints = run("import", tmp_path / "x.json", "--data", tmp_path / "data", "--dry-run")
    assert code == 1
    assert "dimensions and figures do not fit each other" in hints
    (tmp_path / "x.json").write_text(json.dumps(cube))
    assert run("import", tmp_path / "x.json", "--data", tmp_path / "data", "--dry-run")[0] == 0


def test_the_world_as_the_whole_is_told_and_named(tmp_path: Path) -> None:
    """What was recognised, and which member stands for the whole: in the output and in the definition."""
    (tmp_path / "net.csv").write_text("Entity,Code,Year,Users\nChad,TCD,2020,3\nWorld,OWID_WRL,2020,60\n")
    said = brought(tmp_path / "data", tmp_path / "net.csv")
    assert "Seen in net.csv" in said
    assert "series by: Entity." in said
    assert "Entity: World are taken as the whole" in said
    assert target(tmp_path / "data", "net").measure.definition == {"en": "indicator: Users; Entity: World"}
    (tmp_path / "table.csv").write_text("Region,Year,Users\nChad,2020,3\nWorld,2020,60\n")
    assert "Region: World are taken as the whole" in brought(tmp_path / "data", tmp_path / "table.csv")


def test_the_name_of_a_measure_beside_its_code_is_the_title(tmp_path: Path) -> None:
    """OECD writes names into columns of their own; the code of the structure says nothing."""
    (tmp_path / "oecd.csv").write_text(
        "STRUCTURE,STRUCTURE_ID,MEASURE,Measure,TIME_PERIOD,OBS_VALUE\n"
        "DATAFLOW,OECD.X:DF(1.0),GERD,R&D spending,2020,2.24\n"
    )
    brought(tmp_path / "data", tmp_path / "oecd.csv")
    assert target(tmp_path / "data", "df").title == {"en": "R&D spending"}


def test_a_collection_of_json_stat_is_the_data_sets_in_it(tmp_path: Path) -> None:
    """Each with its own name; what is only linked is not fetched."""

    def made(label: str, value: float) -> dict[str, object]:
        year = {"category": {"index": {"2020": 0, "2021": 1}}}
        held = {"id": ["year"], "size": [2], "dimension": {"year": year}, "value": [value, value + 1]}
        return {"class": "dataset", "label": label, **held}

    file = tmp_path / "all.json"
    linked = {"class": "dataset", "href": "https://example.org/x.json", "label": "Elsewhere"}
    held = {"item": [made("Births", 5), linked, made("Deaths", 7)]}
    file.write_text(json.dumps({"version": "2.0", "class": "collection", "link": held}))
    brought(tmp_path / "data", file)
    assert figures(tmp_path / "data", "births") == [("2020", 5), ("2021", 6)]
    assert figures(tmp_path / "data", "deaths") == [("2020", 7), ("2021", 8)]


def test_a_cube_without_a_figure_that_can_be_read_is_told(tmp_path: Path) -> None:
    """Not a number and one beyond all bounds: nothing is there, and nothing is said to be."""
    cube = {"version": "2.0", "class": "dataset", "id": ["time"], "size": [2]}
    cube["dimension"] = {"time": {"category": {"index": ["2020", "2021"]}}}
    text = json.dumps({**cube, "value": [0, 1]}).replace("[0, 1]", "[NaN, 1e400]")
    (tmp_path / "none.json").write_text(text, "utf-8")
    code, out, hints = run("import", tmp_path / "none.json", "--data", tmp_path / "ours", "--yes")
    assert code == 1
    assert "none.json holds no figure that can be read" in out
    assert "()" not in out
    assert hints.strip() == "Nothing was written."


def test_how_often_a_cube_is_published_draws_no_warning_at_a_revision(tmp_path: Path) -> None:
    """A target of annual figures is of them already: a newer release revises it without a question."""
    newer = tmp_path / "eurostat.json"
    newer.write_bytes(EUROSTAT.read_bytes())
    brought(tmp_path / "ours", newer, "--pick", "geo=DE")
    read = json.loads(newer.read_text("utf-8"))
    read |= {"updated": "2026-11-01", "value": {key: one + 1 for key, one in read["value"].items()}}
    newer.write_text(json.dumps(read), "utf-8")
    said = brought(tmp_path / "ours", newer, "--pick", "geo=DE")
    assert "is now" in said
    assert "says nothing" not in said

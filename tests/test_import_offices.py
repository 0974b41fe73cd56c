"""Tables in the shapes in which statistical offices hand them out, each of our own making."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, errors, figures, refused, target, tree
from tracker import reader
from tracker.importing.columns import scaled
from tracker.model import Indicator

__all__ = ["data"]


def made(data: Path, text: str, name: str = "figures.csv", encoding: str = "utf-8") -> Path:
    """Write a table and return its path."""
    path = data.parent / name
    path.write_bytes(text.encode(encoding))
    return path


def series(found: Indicator) -> dict[str, list[tuple[str, float | str | None, str | None]]]:
    """Return period, figure and status or quality of each series, by its members; the whole has none."""
    lists = {"": found.observations, **{", ".join(one.of.values()): one.observations for one in found.series}}
    return {
        of: [
            (one.period.text, float(one.value) if one.counts else None, one.quality or one.status)
            for one in own
        ]
        for of, own in lists.items()
        if own
    }


def unit(data: Path, name: str) -> str:
    """Return the unit of a target as it is called."""
    portfolio = reader.load(data)[0]
    return portfolio.vocabulary.units[target(data, name).measure.unit].title["en"]


def test_codes_beside_words_flags_and_powers_make_no_series(data: Path) -> None:
    """As the OECD wrote tables: columns twice, millions in a column of their own, flags as code and word."""
    path = made(
        data,
        '"LOCATION","Country","VARIABLE","Variable","TIME","Time","Unit Code","Unit","PowerCode Code",'
        '"PowerCode","Value","Flag Codes","Flags"\n'
        '"AUS","Australia","GERD","Research","2019","2019","USD","Dollar","6","Millions",22.5,"E","Estimated"\n'
        '"AUS","Australia","GERD","Research","2020","2020","USD","Dollar","6","Millions",23.5,,\n'
        '"AUT","Austria","GERD","Research","2019","2019","USD","Dollar","6","Millions",12.5,"P","Provisional"\n'
        '"AUT","Austria","GERD","Research","2020","2020","USD","Dollar","6","Millions",13.5,,\n',
    )
    brought(data, path)
    assert series(target(data, "research")) == {
        "australia": [("2019", 22.5, "estimated"), ("2020", 23.5, None)],
        "austria": [("2019", 12.5, "provisional"), ("2020", 13.5, None)],
    }
    assert unit(data, "research") == "Dollar (millions)"
    before = tree(data)
    assert "nothing to write" in brought(data, path)
    assert tree(data) == before
    assert errors(data) == []


def test_statistics_canada_grades_by_letters(data: Path) -> None:
    """E is to be used with caution, F is too unreliable to be published, A is good; thousands stay."""
    head = "REF_DATE,GEO,DGUID,Sex,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,VALUE,STATUS\n"
    rows = (("2019", "120.3", "A"), ("2020", "122.3", "E"), ("2021", "", "F"), ("2022", "124.5", "p"))
    lines = "".join(
        f"{y},Canada,2016A0000,Both sexes,Persons,249,thousands,3,v1,1.1,{v},{s}\n" for y, v, s in rows
    )
    brought(
        data, made(data, head + lines + "2019,Canada,2016A0000,Males,Persons,249,thousands,3,v2,1.2,60,\n")
    )
    found = target(data, "figures")
    assert series(found) == {
        "": [
            ("2019", 120.3, None),
            ("2020", 122.3, "low"),
            ("2021", None, "suppressed"),
            ("2022", 124.5, "provisional"),
        ],
        "males": [("2019", 60, None)],
    }
    assert found.observations[2].as_printed == "F"
    assert unit(data, "figures") == "Persons (thousands)"
    assert errors(data) == []


def test_flat_files_of_the_german_offices(data: Path) -> None:
    """Semicolons, decimal commas, Latin letters; a dimension is called by its name, and e means final."""
    head = (
        "Statistik_Code;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;"
        "1_Auspraegung_Label;BEVSTD__Bevölkerungsstand__Anzahl;BEVSTD_q\n"
    )
    rows = (
        ("31.12.2020", "GESM;männlich;41026,5", "e"),
        ("31.12.2021", "GESM;männlich;41074,1", "p"),
        ("31.12.2020", "GESW;weiblich;42128,2", "e"),
    )
    text = head + "".join(f"12411;STAG;Stichtag;{day};GES;Geschlecht;{rest};{q}\n" for day, rest, q in rows)
    brought(data, made(data, text, encoding="latin-1"))
    found = target(data, "bevolkerungsstand-anzahl")
    assert series(found) == {
        "mannlich": [("2020-12-31", 41026.5, None), ("2021-12-31", 41074.1, "provisional")],
        "weiblich": [("2020-12-31", 42128.2, None)],
    }
    assert [list(one.of) for one in found.series] == [["geschlecht"]] * 2
    assert unit(data, "bevolkerungsstand-anzahl") == "Anzahl"
    assert len(reader.load(data)[0].targets) == 1  # codes such as 12411 are no figures


def test_heads_that_say_what_and_when(data: Path) -> None:
    """As PxWeb lays out tables: a title, and heads such as `Andel 2020`; both sexes are the whole."""
    brought(
        data,
        made(
            data,
            '"05185"\n\n"kjønn";"Andel 2020";"Andel 2021"\n"Begge kjønn";35.3;36.5\n"Menn";32.5;33.5\n',
            encoding="cp1252",
        ),
    )
    assert series(target(data, "andel")) == {
        "": [("2020", 35.3, None), ("2021", 36.5, None)],
        "menn": [("2020", 32.5, None), ("2021", 33.5, None)],
    }


def test_periods_say_that_they_are_provisional(data: Path) -> None:
    """`Sơ bộ 2021` and `Prel. 2021` before the year, 2021p behind it; the codes of StatLine."""
    brought(
        data, made(data, "Năm,Doanh thu (tỷ đồng)\n2019,1.5\nSơ bộ 2020,2.5\nPrel. 2021,3.5\n2022p,4.5\n")
    )
    assert series(target(data, "doanh-thu-ty-dong"))[""] == [
        ("2019", 1.5, None),
        ("2020", 2.5, "provisional"),
        ("2021", 3.5, "provisional"),
        ("2022", 4.5, "provisional"),
    ]
    brought(data, made(data, '"ID";"Perioden";"Toegang_1"\n0;"2019JJ00";"   97.0"\n1;"2020JJ00";"   97.5"\n'))
    assert figures(data, "toegang-1") == [("2019", 97), ("2020", 97.5)]


def test_areas_are_series_of_one_target(data: Path) -> None:
    """Countries in rows, in columns or under one year; the proposal tells how each becomes a target."""
    rows = made(data, "Country,2019,2020\nNorway,98,97\nViet Nam,68.7,70.3\n", "rows.csv")
    columns = made(data, "Year,Norway,Viet Nam\n2019,98,68.7\n2020,97,70.3\n", "columns.csv")
    lone = made(data, "Land,2020\nNorway,97\nViet Nam,70.3\n", "lone.csv")
    for path, last in ((rows, 2), (columns, 2), (lone, 1)):
        assert "are series of one target" in brought(data, path)
        expected = {"norway": [98, 97][-last:], "viet-nam": [68.7, 70.3][-last:]}
        found = {of: [value for _, value, _ in own] for of, own in series(target(data, path.stem)).items()}
        assert found == expected
    own = data.parent / "map.yaml"
    own.write_text("names: Country\n")
    brought(data, rows, "--map", own)
    assert figures(data, "viet-nam") == [("2019", 68.7), ("2020", 70.3)]


def test_one_year_and_columns_without_a_period(data: Path) -> None:
    """A head of one year is enough; a baseline and a target beside the years are told, not read."""
    brought(data, made(data, "Indicator,2021\nHouses online,12.5\nFirms online,33\n", "one.csv"))
    assert figures(data, "houses-online") == [("2021", 12.5)]
    said = brought(
        data, made(data, "Indicator,Unit,Baseline,2020,2021,Target 2025\nForms,%,81%,83.5%,84% (p),95%\n")
    )
    assert "Columns with figures that belong to no period are left out: Baseline, Target 2025" in said
    assert series(target(data, "forms"))[""] == [("2020", 83.5, None), ("2021", 84, "provisional")]


def test_px_files_are_told_apart(data: Path) -> None:
    """With the forms in which the same place offers the same table."""
    assert "is a PX file" in refused(data, made(data, 'CHARSET="ANSI";\nMATRIX="X";\nDATA=\n1 2;\n', "x.px"))


def test_what_holds_for_a_whole_table_is_kept(data: Path) -> None:
    """A column with one word for every row becomes part of the definition."""
    brought(
        data,
        made(data, "Domain,Area,Item,Year,Unit,Value\nCrops,Dale,Rice,2020,t,5\nCrops,Hill,Rice,2020,t,6\n"),
    )
    assert target(data, "figures").measure.definition == {"en": "Domain: Crops; Item: Rice"}


def test_parts_of_a_total_are_series(data: Path) -> None:
    """Beside the years stands one column of words, and a total among them."""
    brought(data, made(data, "Sex,2019,2020\nTotal,10,11\nMen,4,5\nWomen,6,6\n"))
    assert series(target(data, "figures")) == {
        "": [("2019", 10, None), ("2020", 11, None)],
        "men": [("2019", 4, None), ("2020", 5, None)],
        "women": [("2019", 6, None), ("2020", 6, None)],
    }


def test_downloads_of_sdmx_with_labels(data: Path) -> None:
    """A column of words after each column of codes, the name of the structure, millions as a power of ten."""
    head = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,MEASURE,Measure,UNIT_MEASURE,"
        "Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,"
        "UNIT_MULT,Unit multiplier\n"
    )
    rows = (
        ("DEU,Germany", "2020", "3367.5", "A,Normal"),
        ("DEU,Germany", "2021", "3617.5", "P,Provisional"),
        ("NOR,Norway", "2021", "490.25", "B,Break"),
    )
    text = head + "".join(
        f"D,OECD.SDD:DF_GDP(1.1),Gross product,I,{area},GDP,GDP,USD,Dollars,{year},,{value},,{s},6,M\n"
        for area, year, value, s in rows
    )
    brought(data, made(data, text))
    found = target(data, "df-gdp")
    assert series(found) == {
        "germany": [("2020", 3367.5, None), ("2021", 3617.5, "provisional")],
        "norway": [("2021", 490.25, None)],
    }
    assert found.series[1].observations[0].break_ is not None
    assert (found.title["en"], unit(data, "df-gdp")) == ("Gross product", "Dollars (millions)")
    assert [one.publisher for one in reader.load(data)[0].sources.values()] == ["oecd"]


def test_answers_of_the_un_database(data: Path) -> None:
    """Series and units make targets, areas and dimensions series; an only area is in the definition."""
    codes = [{"code": "FEMALE", "description": "Female"}, {"code": "BOTHSEX", "description": "Both sexes"}]
    rows = [
        {
            "series": "IT_USE",
            "seriesDescription": "Internet users (%)",
            "geoAreaCode": "704",
            "geoAreaName": "Viet Nam",
            "timePeriodStart": year,
            "value": value,
            "attributes": {"Nature": nature, "Units": "PERCENT"},
            "dimensions": {"Sex": sex},
        }
        for sex, year, value, nature in (
            ("BOTHSEX", 2020.0, "70.25", "C"),
            ("FEMALE", 2020.0, "68.5", "E"),
            ("BOTHSEX", 2021.0, "NaN", "C"),
        )
    ]
    units = [{"id": "Units", "codes": [{"code": "PERCENT", "description": "Percentage"}]}]
    answer = {
        "totalPages": 2,
        "attributes": units,
        "dimensions": [{"id": "Sex", "codes": codes}],
        "data": rows,
    }
    said = brought(data, made(data, json.dumps(answer), "answer.json"))
    assert "2" in said
    found = target(data, "it-use")
    assert series(found) == {"": [("2020", 70.25, None)], "female": [("2020", 68.5, "estimated")]}
    assert "area: Viet Nam" in (found.measure.definition or {})["en"]
    assert unit(data, "it-use") == "per cent"
    assert errors(data) == []


def test_time_series_with_what_is_said_of_them_above(data: Path) -> None:
    """Years and quarters of one series are two quantities; unit and day of release stand above."""
    text = (
        '"Title","Gross product"\n"CDID","ABMI"\n"Source dataset ID","PN2"\n"PreUnit","£"\n"Unit","m"\n'
        '"Release date","13-02-2025"\n"Next release","28 March 2025"\n"Important notes",\n'
        '"2020","2032190"\n"2021","2207019"\n"2021 Q1","541000"\n"2021 Q2","550000"\n'
    )
    brought(data, made(data, text))
    assert figures(data, "abmi-year") == [("2020", 2032190), ("2021", 2207019)]
    assert figures(data, "abmi-quarter") == [("2021-Q1", 541000), ("2021-Q2", 550000)]
    assert unit(data, "abmi-year") == "£ m"
    assert [one.published.text for one in reader.load(data)[0].sources.values()] == ["2025-02-13"]


def test_workbooks_of_eurostat(data: Path) -> None:
    """Flags in the columns beside the years, one sheet for each unit, what was chosen above the table."""
    book = openpyxl.Workbook()
    book.active.append(["Data extracted on 05/03/2025 12:12:12 from [ESTAT]"])
    for number, (unit_, value) in enumerate((("Percentage of households", 91.5), ("Thousands", 40.25)), 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in (
            ["Data extracted on 05/03/2025 12:12:12 from [ESTAT]"],
            ["Dataset: ", "Internet access [isoc_ci_in_h__custom_1]"],
            ["Last updated: ", "28/02/2025 23:00"],
            [],
            ["Time frequency", "", "Annual"],
            ["Unit of measure", "", unit_],
            [],
            ["TIME", "2023", "", "2024", ""],
            ["GEO (Labels)", "", "", "", ""],
            ["European Union (from 2020)", 80, "", 81, "e"],
            ["Kosovo*"],
            ["Germany", ":", "u", value, "b"],
            [],
            ["Special value"],
            [":", "not available"],
        ):
            sheet.append(row)
    book.save(data.parent / "estat.xlsx")
    brought(data, data.parent / "estat.xlsx")
    found = target(data, "isoc-ci-in-h-percentage-of-households")
    assert series(found) == {
        "european-union-from-2020": [("2023", 80, None), ("2024", 81, "estimated")],
        "germany": [("2024", 91.5, None)],
    }
    assert found.series[1].observations[0].break_ is not None
    assert unit(data, "isoc-ci-in-h-thousands") == "Thousands"
    assert {one.published.text for one in reader.load(data)[0].sources.values()} == {"2025-02-28"}
    assert errors(data) == []


def test_workbooks_of_eurostat_with_the_years_below_each_other(data: Path) -> None:
    """Then the heads are countries, and the years stand before the rows."""
    book = openpyxl.Workbook()
    for row in (
        ["Data extracted on 30/12/2024 10:08:45 from [ESTAT]"],
        ["Dataset: ", "Unemployment by sex and age [une_rt_a__custom_14324113]"],
        ["Last updated: ", "12/12/2024 23:00"],
        [],
        ["Unit of measure", None, "Percentage of the labour force"],
        ["Sex", None, "Total"],
        [],
        ["GEO (Labels)", "European Union - 27 countries (from 2020)", "Belgium"],
        ["TIME", "", ""],
        ["2022", ":", 5.5],
        ["2023", 6.25, 5.75],
        [],
        ["Special value"],
    ):
        book.active.append(row)
    book.save(data.parent / "estat.xlsx")
    brought(data, data.parent / "estat.xlsx")
    assert series(target(data, "une-rt-a")) == {
        "european-union-27-countries-from-2020": [("2023", 6.25, None)],
        "belgium": [("2022", 5.5, None), ("2023", 5.75, None)],
    }
    assert unit(data, "une-rt-a") == "Percentage of the labour force"


def test_a_number_of_units_and_the_mark_of_a_note_are_no_unit(data: Path) -> None:
    """A column called Units may count them, and a (1) behind a head leads to a note."""
    brought(data, made(data, "Year,Births(1),Units\n2020,5.5,10\n2021,6.5,11\n"))
    assert figures(data, "births-1") == [("2020", 5.5), ("2021", 6.5)]
    assert (unit(data, "births-1"), figures(data, "units")) == (
        "unit not stated",
        [("2020", 10), ("2021", 11)],
    )


def test_tables_of_the_world_economic_outlook(data: Path) -> None:
    """Tabs in UTF-16 under the name of a workbook: subjects are targets, later years are estimated."""
    text = (
        "WEO Country Code\tISO\tSubject Code\tCountry\tSubject Descriptor\tUnits\tScale\t2019\t2020\t2021\t"
        "Estimates Start After\r\n"
        '582\tVNM\tNGDP_R\tViet Nam\tReal product\tCurrency\tBillions\t"4,831,310.5"\t"4,970,128.0"\t'
        '"5,097,328.0"\t2020\r\n'
        '142\tNOR\tNGDP_R\tNorway\tReal product\tCurrency\tBillions\t"3,363.0"\t"3,320.0"\t"3,449.0"\t'
        "2021\r\n\r\nInternational Monetary Fund\r\n"
    )
    brought(data, made(data, text, "weo.xls", "utf-16"))
    assert series(target(data, "real-product")) == {
        "viet-nam": [("2019", 4831310.5, None), ("2020", 4970128, None), ("2021", 5097328, "estimated")],
        "norway": [("2019", 3363, None), ("2020", 3320, None), ("2021", 3449, None)],
    }
    assert unit(data, "real-product") == "Currency (billions)"


def test_a_workbook_of_codes_for_a_whole_country(data: Path) -> None:
    """Indicators in one sheet, years beside codes: what tells no series apart is in the definition."""
    book = openpyxl.Workbook()
    for row in (
        [
            "Indicator",
            "Series",
            "Series_Code",
            "Unit_Code",
            "Ref_Area",
            "Source",
            "Sex_Code",
            "Sex",
            2020,
            2021,
        ],
        ["1.1.1", "Poor people", "SI_POV", "PT", "RW", "Survey", "_T", None, 30.5, 28.5],
        ["1.1.1", "Poor people", "SI_POV", "PT", "RW", "Census", "F", "Female", 31.5, None],
        ["2.a.1", "Farmers", "AG_FARM", "NUMBER", "RW", "Register", "_T", None, 800, 790],
    ):
        book.active.append(row)
    book.save(data.parent / "country.xlsx")
    brought(data, data.parent / "country.xlsx")
    assert series(target(data, "poor-people")) == {
        "": [("2020", 30.5, None), ("2021", 28.5, None)],
        "female": [("2020", 31.5, None)],
    }
    assert figures(data, "farmers") == [("2020", 800), ("2021", 790)]
    assert (unit(data, "poor-people"), unit(data, "farmers")) == ("PT", "NUMBER")
    assert "Ref_Area: RW" in (target(data, "poor-people").measure.definition or {})["en"]


def test_powers_of_ten_where_no_unit_is_told(data: Path) -> None:
    """6 says millions and 1 says tens; what is picked by the code of a unit is found with its power."""
    head = "DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
    brought(data, made(data, head + "X:GDP(1.0),NOR,2020,5,6\nX:GDP(1.0),NOR,2021,7,6\n"))
    assert unit(data, "gdp") == "millions"
    assert series(target(data, "gdp")) == {"": [("2020", 5, None), ("2021", 7, None)]}
    assert [scaled("Euro", one, power=True) for one in ("6.0", "0.0", "1", "-3", "thousand", "15")] == [
        "Euro (millions)",
        "Euro",
        "Euro (tens)",
        "Euro (thousandths)",
        "Euro (thousands)",
        "Euro (× 10^15)",
    ]
    assert [scaled("", "1"), scaled("Persons", "1000")] == ["", "Persons (thousands)"]


@pytest.mark.parametrize("picked", ["EUR", "Euro (millions)"])
def test_a_unit_with_a_power_is_picked_by_its_code(data: Path, picked: str) -> None:
    """As it was picked before its power was read."""
    head = "DATAFLOW,UNIT: Unit of measure,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
    rows = "X:GDP(1.0),EUR: Euro,2020,5,6\nX:GDP(1.0),USD: Dollars,2020,6,6\n"
    own = made(data, f"pick: {{UNIT: {picked}}}\n", "own.yaml")
    brought(data, made(data, head + rows), "--map", own)
    assert series(target(data, "gdp-eur")) == {"": [("2020", 5, None)]}
    assert unit(data, "gdp-eur") == "Euro (millions)"
    several = made(
        data, head.replace("GDP", "GNI") + rows + "X:GDP(1.0),EUR: Euro,2021,5000,3\n", "several.csv"
    )
    if picked == "EUR":
        brought(data, several, "--map", own)
        assert unit(data, "gdp-eur-x-3") == "Euro (thousands)"
        assert unit(data, "gdp-eur-x-6") == "Euro (millions)"

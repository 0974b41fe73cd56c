"""Tables in the words of other countries: heads of units and quantities, and the months of Viet Nam."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, target
from tracker import reader

__all__ = ["data"]

ROWS = "Hộ,%,2021,5\nHộ,%,2022,6\nThuê bao,kg,2021,50\nThuê bao,kg,2022,60\n"
BY_MONTH = [("2023-01", 5.5), ("2023-02", 6.5)]


def quantities(data: Path) -> dict[str, tuple[str, str]]:
    """Return title and unit of each target."""
    found = reader.load(data)[0].targets
    return {name: (one.title["en"], target(data, name).measure.unit) for name, one in found.items()}


@pytest.mark.parametrize(
    "heads",
    [
        "Indicador,Unidades,Año,Valor",
        "Indicadores,Unidad de medida,Año,Valor",
        "Indicador,Unidade,Ano,Valor",
        "Variável,Unidade de Medida,Ano,Valor",
        "Indicateur,Unité,Année,Valeur",
        "Indicateurs,Unité de mesure,Année,Valeur",
        "Indikator,Enhed,År,Value",
        "Nøgletal,Måleenhed,År,Value",
        "Kennzahlen,Einheit,Jahr,Wert",
        "Nyckeltal,Måttenhet,År,Värde",
        "Nøkkeltall,Måleenhet,År,Verdi",
    ],
)
def test_each_quantity_has_its_name_and_its_unit(data: Path, heads: str) -> None:
    """In whichever language the columns are called."""
    brought(data, file(data, f"{heads}\n{ROWS}"))
    assert sorted(quantities(data).values()) == [("Hộ", "percent"), ("Thuê bao", "kg")]
    assert errors(data) == []


@pytest.mark.parametrize("head", ["tabellinnehåll", "statistikkvariabel"])
def test_the_contents_of_a_nordic_table_are_quantities(data: Path, head: str) -> None:
    """Each in the unit that its name ends with, and what stands beside it are series."""
    rows = (
        "A,Priser (mill. kr),10,20\nA,Vekst (prosent),1,2\nB,Priser (mill. kr),3,4\nB,Vekst (prosent),5,6\n"
    )
    brought(data, file(data, f"næring,{head},2021,2022\n{rows}"))
    assert {unit for _, unit in quantities(data).values()} == {"mill-kr", "percent"}
    found = next(target(data, name) for name in quantities(data) if name.startswith("vekst"))
    assert [[float(one.value) for one in of.observations] for of in found.series] == [[1, 2], [5, 6]]


@pytest.mark.parametrize(
    "months",
    [
        ("Tháng 1/2023", "Tháng 2/2023"),
        ("tháng 01/2023", "tháng 02/2023"),
        ("Tháng 1 năm 2023", "Tháng 2 năm 2023"),
        ("Tháng 1-2023", "Tháng 2-2023"),
        ("janvier 2023", "févr. 2023"),
        ("enero 2023", "febrero 2023"),
        ("2023 janeiro", "2023 fevereiro"),
        ("Tammikuu 2023", "Helmikuu 2023"),
        ("styczeń 2023", "luty 2023"),
    ],
)
def test_months_of_other_tongues_are_months(data: Path, months: tuple[str, str]) -> None:
    """Vietnamese ones also with a slash, a hyphen or the word for a year before the year."""
    brought(data, file(data, f"Tháng,Tỷ lệ\n{months[0]},5.5\n{months[1]},6.5\n"))
    assert figures(data, "ty-le") == BY_MONTH


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý I/2023", "2023-Q1"),
        ("Quý II năm 2023", "2023-Q2"),
        ("Quý 3 năm 2023", "2023-Q3"),
        ("Quý IV-2023", "2023-Q4"),
        ("QUÝ iv/2023", "2023-Q4"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
    ],
)
def test_vietnamese_quarters_and_halves_are_read(data: Path, text: str, period: str) -> None:
    """By Roman and by plain numbers."""
    brought(data, file(data, f"Kỳ,Tỷ lệ\n{text},5.5\n"))
    assert figures(data, "ty-le") == [(period, 5.5)]


@pytest.mark.parametrize("text", ["KI 2023", "Tháng 13/2023", "Quý V/2023"])
def test_other_words_before_a_year_are_no_periods(data: Path, text: str) -> None:
    """Nothing is made of a thirteenth month, of a fifth quarter or of letters that only look like one."""
    said = brought(data, file(data, f"Kỳ,Tỷ lệ\n2022,5.5\n{text},6.5\n"))
    assert text in said
    assert figures(data, "ty-le") == [("2022", 5.5)]

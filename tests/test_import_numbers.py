"""Numbers of imported files: what is behind a figure speaks of it, or makes it another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, figures, file
from tracker.importing.numbers import Printed, is_missing, taken_apart

__all__ = ["data"]


@pytest.mark.parametrize(
    ("given", "number", "flag"),
    [
        ("12.3 p", "12.3", "p"),
        ("12.3(b)", "12.3", "b"),
        ("12.3*", "12.3", "*"),
        ("12.3\u00b9", "12.3", "\u00b9"),
        ("1 234,5 e", "1 234,5", "e"),
        ("-$5", "-5", ""),
        ("($5)", "-5", ""),
        ("$5.10", "5.10", ""),
        ("5 \u20ac", "5", ""),
        ("12,34,567.5", "12,34,567.5", ""),
        ("16.5\u1d43", "16.5", "\u1d43"),
        ("17.5 \u00b2\u207e", "17.5", "\u00b2"),
        ("\u0661\u0662\u066b\u0665", "12.5", ""),
        ("\u0661\u066c\u0662\u0663\u0664\u066a", "1'234", ""),
        ("\u200f\u06f5\u06f6", "56", ""),
        ("\u0967\u0968.\u096b", "12.5", ""),
        ("\uff11\uff12\uff0e\uff15", "12.5", ""),
    ],
)
def test_a_letter_of_its_quality_is_taken_off_a_figure(given: str, number: str, flag: str) -> None:
    """Provisional, a break, estimated, the marks of notes; lakhs, and the digits of other scripts."""
    assert taken_apart(given) == Printed(number, flag)


@pytest.mark.parametrize(
    "given",
    [
        "$5b",
        "$5t",
        "\u20ac5L",
        "5k",
        "5 K",
        "5 tr",
        "5 M",
        "5 bn",
        "5 Mn",
        "5B",
        "5 T",
        "10\u2076",
        "10\u00b3",
    ],
)
def test_what_multiplies_a_figure_is_not_dropped(given: str) -> None:
    """Five thousand is not five, and a million is not ten."""
    assert taken_apart(given) is None


def test_shares_of_one_among_per_cent_are_told_with_their_rows(data: Path) -> None:
    """0.145 beside 12.5 % may be 14.5 % or less than one: it is taken as printed, and told."""
    table = "Year,Share\n2020,12.5 %\n2021,0.145\n2022,15 %\n2023,0.2\n"
    said = brought(data, file(data, table))
    assert "“0.145” (2): row 3, row 5." in said
    assert figures(data, "share") == [("2020", 12.5), ("2021", 0.145), ("2022", 15), ("2023", 0.2)]


@pytest.mark.parametrize("rest", ["13.5\n2022,15", "0.5 %\n2022,0", "0\n2022,:"])
def test_a_sign_that_stands_in_some_rows_alone_is_no_doubt(data: Path, rest: str) -> None:
    """As where only the first figure has one."""
    said = brought(data, file(data, f"Year,Share\n2020,12.5 %\n2021,{rest}\n"))
    assert "per cent sign" not in said


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        ("Quarter", "1/2023 2/2023 3/2023"),
        ("Quartal", "1._Quartal_2023 2._Quartal_2023 3._Quartal_2023"),
        ("Kvartal", "1._kvartal_2023 2._kvartal_2023 3._kvartal_2023"),
        ("Period", "1st_quarter_2023 2nd_quarter_2023 3rd_quarter_2023"),
        ("Period", "1Q2023 2Q2023 3Q2023"),
    ],
)
def test_quarters_as_offices_spell_them(data: Path, head: str, printed: str) -> None:
    """What stands below a head that says quarter is no month of the same number."""
    rows = [f"{period.replace('_', ' ')},{n}.5\n" for n, period in enumerate(printed.split(), 1)]
    brought(data, file(data, f"{head},Value\n{''.join(rows)}"))
    assert figures(data, "share") == [("2023-Q1", 1.5), ("2023-Q2", 2.5), ("2023-Q3", 3.5)]


@pytest.mark.parametrize("head", ["Month", "Quarter"])
def test_months_stay_months(data: Path, head: str) -> None:
    """Below another head, or where quarters are called by their last month."""
    brought(data, file(data, f"{head},Value\n3/2023,1.5\n6/2023,2.5\n"))
    assert figures(data, "share") == [("2023-03", 1.5), ("2023-06", 2.5)]


@pytest.mark.parametrize("head", ["Ghi chú", "Anmerkung", "Merknad", "Anmärkning"])
def test_remarks_tell_no_series_apart(data: Path, head: str) -> None:
    """In whatever language the column is called so."""
    brought(data, file(data, f"Year,Share,{head}\n2020,12.5,\n2021,13,new form\n2022,15,\n"))
    assert figures(data, "share") == [("2020", 12.5), ("2021", 13), ("2022", 15)]


@pytest.mark.parametrize("error", ["#REF!", "#BEZUG!", "#NV", "#¡VALOR!", "#VALEUR !", "Err:502"])
def test_the_error_of_a_formula_is_no_figure_in_any_tongue(error: str) -> None:
    """As the tracker names it in its own files; a column too narrow for its figures has some."""
    assert is_missing(error)
    assert not is_missing("####")

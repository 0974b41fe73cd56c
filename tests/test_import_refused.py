"""What is no table is refused in one sentence, in every language, and nothing is written."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.imports import brought, data, figures, file, refused, run

__all__ = ["data"]


def locked(path: Path) -> bytes:
    """Return the beginning of a workbook with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")


def formula(path: Path) -> bytes:
    """Return a workbook with a formula that was never calculated."""
    made = openpyxl.Workbook()
    for row in (["Year", "Value"], [2020, "=1+1"], [2021, 3]):
        made.active.append(row)
    made.save(path)
    return path.read_bytes()


def made_up(path: Path) -> bytes:
    """Return a workbook in which Excel has made a date of 3/4."""
    made = openpyxl.Workbook()
    for row in (["Year", "Value"], [2020, datetime(2026, 4, 3)], [2021, 3]):
        made.active.append(row)
    made.active["B2"].number_format = "d-mmm"
    made.save(path)
    return path.read_bytes()


def made_up_head(path: Path) -> bytes:
    """Return a workbook in which Excel has made days of this year of the heads 3/4 and 4/4."""
    made = openpyxl.Workbook()
    for row in (["Area", datetime(2026, 4, 3), datetime(2026, 4, 4)], ["North", 2, 1.5], ["South", 3, 2.5]):
        made.active.append(row)
    made.active["B1"].number_format = made.active["C1"].number_format = "d-mmm"
    made.save(path)
    return path.read_bytes()


def two_tables(path: Path) -> bytes:
    """Return a workbook with two tables in one sheet."""
    made = openpyxl.Workbook()
    for row in (["Year", "Value"], [2020, 2], [2021, 3], [], ["Year", "Value"], [2020, 5], [2021, 6]):
        made.active.append(row)
    made.save(path)
    return path.read_bytes()


def packed(*names: str) -> bytes:
    """Return a packed file with parts of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return made.getvalue()


BAD = {
    "empty": ("x.csv", lambda path: b"", "is empty"),
    "blank": ("x.csv", lambda path: b"\xef\xbb\xbf\r\n \r\n", "is empty"),
    "picture": ("x.csv", lambda path: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "page": ("x.json", lambda path: b"<!DOCTYPE html><html><body>502</body></html>", "a web page"),
    "password": ("x.xlsx", locked, "locked with a password"),
    "old": ("x.xls", lambda path: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old kind"),
    "formula": ("x.xlsx", formula, "formula without a value"),
    "made-up-date": ("x.xlsx", made_up, "Excel makes"),
    "made-up-head": ("x.xlsx", made_up_head, "Sheet, B1 holds a date without a year, as Excel makes"),
    "two-tables": ("x.xlsx", two_tables, "rows: 1-3"),
    "torn": ("x.xlsx", lambda path: formula(path)[:900], "damaged"),
    "no-figures": ("x.csv", lambda path: b"Year,Name\n2020,a\n2021,b\n", "No column of x.csv holds figures"),
    "no-period": ("x.csv", lambda path: b"Name,Value\na,1\nb,2\n", "x.csv"),
    "broken-json": ("x.json", lambda path: b'{"value": [1, 2', "begins like JSON"),
    "other-json": ("x.json", lambda path: b'{"a": 1}', "no kind that is known"),
    "words": ("x.txt", lambda path: b"Dear all,\nplease find enclosed\n", "x.txt"),
    "open-document": ("x.ods", lambda path: packed("content.xml"), "OpenDocument"),
    "binary-workbook": ("x.xlsb", lambda path: packed("[Content_Types].xml", "xl/workbook.bin"), "XLSB"),
    "letter": ("x.docx", lambda path: packed("[Content_Types].xml", "word/document.xml"), "CSV or XLSX"),
    "archive": ("x.zip", lambda path: packed("figures.csv"), "unpack it"),
    "empty-archive": ("x.zip", lambda path: packed(), "unpack it"),
    "packed-table": ("x.csv.gz", lambda path: gzip.compress(b"Year,Value\n2020,1\n"), "unpack it"),
    "pdf": ("x.pdf", lambda path: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "Save the table as CSV or XLSX"),
    "parquet": ("x.parquet", lambda path: b"PAR1" + bytes(range(256)), "Parquet"),
    "spss": ("x.sav", lambda path: b"$FL2@(#) SPSS DATA FILE" + bytes(99), "SPSS"),
    "xml-workbook": (
        "x.xls",
        lambda path: (
            b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ),
        "save it as XLSX",
    ),
    "sdmx-ml": (
        "x.xml",
        lambda path: b'<m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message">',
        "SDMX-CSV",
    ),
    "sdmx-json": ("x.json", lambda path: b'{"header": {}, "dataSets": [{}]}', "SDMX-CSV"),
    "sdmx-json-2": ("x.json", lambda path: b'{"meta": {}, "data": {"dataSets": []}}', "SDMX-CSV"),
    "xml-error": ("x.json", lambda path: b'<?xml version="1.0"?><error>Down</error>', "ask for CSV"),
    "json-error": ("x.json", lambda path: b'{"error": [{"status": 400}]}', "an error message"),
    "text-error": ("x.json", lambda path: b"Service Unavailable", "Nothing separates columns"),
    "package": ("x.json", lambda path: b'{"name": "a", "resources": []}', "a data package"),
    "null": ("x.json", lambda path: b"null", "Save the table as CSV"),
    "nul": ("x.csv", lambda path: b"Year,Value\n2020,1\n2021,\x002\n", "x.csv, row 3"),
    "head-only": ("x.csv", lambda path: b"Year,Value\n", "holds no table with periods and figures"),
    "same-heads": ("x.csv", lambda path: b"Year,Value,Value\n2020,1,2\n2021,3,4\n", "called “Value”"),
    "same-years": ("x.csv", lambda path: b"Name,2020,2020\nA,1,2\nB,3,4\n", "called “2020”"),
    "too-wide": (
        "x.csv",
        lambda path: b"Name" + b",c" * 100_000 + b"\na" + b",1" * 100_000 + b"\n",
        "holds no table with periods and figures",
    ),
    "deep-json": ("x.json", lambda path: b"[" * 100_000, "begins like JSON"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_is_refused_in_one_plain_sentence(data: Path, fault: str) -> None:
    """No traceback, no second sentence, nothing written."""
    name, made, words = BAD[fault]
    path = data.parent / name
    path.write_bytes(made(path))
    assert words in refused(data, path)


@pytest.mark.parametrize("fault", [name for name in BAD if name != "too-wide"])
def test_a_bad_file_is_named_in_every_language(data: Path, fault: str) -> None:
    """The sentence is filled and names the file, whoever reads it."""
    name, made, _ = BAD[fault]
    path = data.parent / name
    path.write_bytes(made(path))
    for lang in ("vi", "de", "nb", "sv"):
        code, _, hints = run("import", path, "--data", data, "--yes", "--lang", lang)
        assert code == 1
        assert "import." not in hints
        assert not re.search(r"\{[a-z]+\}", hints), hints


def test_a_data_package_names_a_table_to_bring(data: Path) -> None:
    """A folder with datapackage.json is told, with a table of it that can be imported."""
    home = data.parent / "package"
    (home / "data").mkdir(parents=True)
    (home / "datapackage.json").write_text('{"name": "a", "resources": [{"path": "data/share.csv"}]}')
    (home / "data/share.csv").write_text("Year,Value\n2020,1\n2021,2\n")
    assert "data/share.csv" in refused(data, home)
    brought(data, home / "data/share.csv")
    assert figures(data, "share") == [("2020", 1), ("2021", 2)]


def test_a_file_of_500_megabytes_is_not_read(data: Path) -> None:
    """Its size is enough to refuse it; neither is a workbook that unpacks to too much."""
    path = file(data, b"", "huge.csv")
    with path.open("wb") as opened:
        opened.truncate(500 << 20)
    assert "too large" in refused(data, path)
    with zipfile.ZipFile(path := data.parent / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (130 << 20))
    assert "too large" in refused(data, path)


def test_days_as_names_of_series_are_told(data: Path) -> None:
    """Excel may have made them of classes such as 3/4; they may be meant."""
    text = "Size,2020,2021\n2026-04-03,5,6\n2026-05-06,7,8\ntotal,12,14\n"
    said = brought(data, file(data, text))
    assert (
        "“Size” names series by days such as 2026-04-03. If a program made these of texts such as 3/4" in said
    )


@pytest.mark.parametrize(("stated", "other"), [("", "windows-1251"), ("utf-8", "windows-1252")])
def test_the_encoding_that_failed_is_not_advised(data: Path, stated: str, other: str) -> None:
    """A byte that windows-1252 does not have: another encoding is named."""
    path = data.parent / "share.csv"
    path.write_bytes("Year,Ѓ\n2024,5\n2025,6\n".encode("windows-1251"))
    said = refused(data, path, *(["--map", file(data, f"encoding: {stated}\n", "a.yaml")] if stated else []))
    assert f"cannot be read as {stated or 'windows-1252'}; " in said
    assert said.endswith(f"such as encoding: {other}")

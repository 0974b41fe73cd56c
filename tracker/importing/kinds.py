"""Kinds: files of other programs, told by how they begin, and which program turns each into a table."""

from __future__ import annotations

import io
import re
import zipfile

from tracker.importing.content import StopError

# What stands in a packed file of each kind: the sentence, and the name of the kind in it.
_PACKED = (
    ("xl/workbook.bin", "import.other_workbook", "XLSB"),
    ("Index/Document.iwa", "import.other_workbook", "Numbers"),
    ("content.xml", "import.other_workbook", "OpenDocument"),
    ("word/document.xml", "import.not_text", ""),
    ("ppt/presentation.xml", "import.not_text", ""),
)
_BEGINNINGS = (
    (b"\x1f\x8b", "import.archive", ""),
    (b"BZh", "import.archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "import.archive", ""),
    (b"Rar!", "import.archive", ""),
    (b"\xfd7zXZ", "import.archive", ""),
    (b"PAR1", "import.other_data", "Parquet"),
    (b"ARROW1", "import.other_data", "Arrow"),
    (b"$FL", "import.other_data", "SPSS"),
    (b"<stata_dta", "import.other_data", "Stata"),
    (b"SQLite format 3", "import.other_data", "SQLite"),
)
_XML = re.compile(rb"\s*<\?xml|\s*<[A-Za-z_][A-Za-z0-9_.-]*(:[A-Za-z_][A-Za-z0-9_.-]*)?[\s/>]")
_PX = re.compile(rb"\s*(CHARSET|AXIS-VERSION|MATRIX|CODEPAGE|LANGUAGE)=\"[^\"]*\";")
_SDMX = re.compile(rb"sdmx\.org/resources/sdmxml", re.IGNORECASE)
_SPREADSHEET = re.compile(rb"schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)


def refuse(data: bytes, file: str) -> None:
    """Stop at a file that is no text table, with the way to one.

    Raises:
        StopError: it is of another kind.
    """
    for beginning, reason, kind in _BEGINNINGS:
        if data.startswith(beginning):
            raise StopError(reason, file=file, kind=kind)
    bare = data[:5000].removeprefix(b"\xef\xbb\xbf")
    if _PX.match(bare):
        raise StopError("import.px", file=file)
    if not _XML.match(bare):
        return
    if _SDMX.search(bare):
        raise StopError("import.sdmx_ml", file=file)
    if _SPREADSHEET.search(bare):
        raise StopError("import.other_workbook", file=file, kind="XML")
    raise StopError("import.xml", file=file)


def refuse_packed(data: bytes, file: str) -> None:
    """Stop at a packed file that is no workbook of the kind that is read.

    Raises:
        StopError: it is of another kind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return
    if "xl/workbook.xml" in names:
        return
    for name, reason, kind in _PACKED:
        if name in names:
            raise StopError(reason, file=file, kind=kind)
    if "[Content_Types].xml" not in names:
        raise StopError("import.archive", file=file, kind="")

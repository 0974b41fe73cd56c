"""Grid: the cells of a sheet or a delimited text as texts, each with its place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.importing import kinds
from tracker.importing.content import Notice, StopError
from tracker.problems import Problem
from tracker.reading.characters import decoded

LARGEST = 100 << 20
csv.field_size_limit(LARGEST)  # a remark may be long; the file is limited
SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 200
_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
# Office files, PDF, pictures, archives, rich text, databases, and control characters; see `problems`.
_OTHER_KINDS = ("E003", "E007", "E009", "E010", "E011", "E012", "E013")
# The longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WEB_PAGE = re.compile(
    rb"(\s|<!--.*?-->|<\?xml[^>]*>)*<(!doctype html|html|head|body)", re.IGNORECASE | re.DOTALL
)
# In Windows-1258 accents are signs of their own and stand behind a vowel; đ, ơ, ư, ă are letters.
_ACCENTS = re.compile(
    rb"(?<=[aeiouyAEIOUY\xc2\xe2\xca\xea\xd4\xf4\xc3\xe3\xd5\xf5\xdd\xfd])[\xcc\xd2\xde\xec\xf2]"
)
_ACCENT = re.compile(rb"[\xcc\xd2\xde\xec\xf2]")
_WESTERN = ("windows-1252", "cp1252", "1252")
_VIETNAMESE = re.compile(rb"[\xf0\xd0\xf5\xd5\xfd\xdd\xe3\xc3]")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet.

    Attributes:
        file: the name of the file.
        sheet: the name of the sheet; empty for a delimited text.
        rows: the cells as texts.
        native: places of cells that hold a number, not a text that looks like one.
        made_up: places of dates that a program made of something else, such as of 3/4.
        told: what is to be told about the sheet.
        comma: whether a comma separates the cells, so that it stands in no figure.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[str]]
    native: frozenset[tuple[int, int]] = frozenset()
    made_up: frozenset[tuple[int, int]] = frozenset()
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    told: tuple[Notice, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell: `figures.xlsx, Sheet 2, C17`, `figures.csv, row 17`."""
        if self.sheet:
            return f"{self.file}, {self.sheet}, {letters(column)}{row + 1}"
        return f"{self.file}, row {row + 1}"

    def broken_off(self, rows: Iterable[int], width: int) -> tuple[Notice, ...]:
        """Return the sentence about lines of a delimited text that have fewer cells than others."""
        short = [row for row in rows if not self.sheet and len(self.rows[row]) < width]
        examples = (f"{', '.join(self.rows[row])} (row {row + 1})" for row in short[:1])
        return tuple(
            Notice("import.left.broken_off", {"count": str(len(short)), "example": one, "file": self.file})
            for one in examples
        )

    def is_spread(self, row: int, column: int) -> bool:
        """Tell whether a cell shows what stands in the first of the cells it is merged with."""
        return self.merged.get((row, column), letters(column) + str(row + 1)) != f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """Return the name of a column as workbooks have it: A to Z, AA and on."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_of(data: bytes, file: str, encoding: str = "") -> str:
    """Return the text of a file, in whatever encoding an office saved it.

    Raises:
        StopError: it is no text, or two encodings give two texts.
    """
    if not data.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise StopError("import.empty", file=file)
    if _WEB_PAGE.match(data[:1000]):
        raise StopError("import.web_page", file=file)
    found = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    encoding = found or encoding
    if not encoding:
        encoding = _wide_encoding(data)
    if not encoding:
        kinds.refuse(data, file)
        refused = decoded(data[:4096], file)
        if isinstance(refused, Problem) and refused.code == "E003":
            raise StopError("import.control", place=f"{file}, row {refused.line}")
        if isinstance(refused, Problem) and refused.code in _OTHER_KINDS:
            raise StopError("import.not_text", file=file)
        encoding = _encoding_of(data, file)
    try:
        text = data.decode(encoding)
        return unicodedata.normalize("NFC", text) if encoding == "windows-1258" else text
    except (UnicodeDecodeError, LookupError):
        other = "windows-1251" if encoding.casefold() in _WESTERN else "windows-1252"
        raise StopError("import.encoding", file=file, encoding=encoding, other=other) from None


def _wide_encoding(data: bytes) -> str:
    """Return the encoding of a text in two bytes a sign that bears no mark; empty for any other."""
    part = data[:4096]
    even, odd = part[::2].count(0), part[1::2].count(0)
    if max(even, odd) * 4 > len(part) and min(even, odd) * 20 < len(part):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _encoding_of(data: bytes, file: str) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    accents = len(_ACCENT.findall(data))
    if not accents or accents != len(_ACCENTS.findall(data)):
        return "windows-1252"
    if _VIETNAMESE.search(data):
        return "windows-1258"
    raise StopError("import.which_encoding", file=file)


def delimited(data: bytes, file: str, encoding: str = "", separator: str = "") -> tuple[Grid, str]:
    """Return the cells of a delimited text, and what separates them.

    Raises:
        StopError: it is no text, or nothing separates cells.
    """
    text = text_of(data, file, encoding)
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        text, separator = text[hint.end() :], hint[1]
    mark = _MARKS.get(separator, separator) or _separator(text, file)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise StopError("import.not_text", file=file) from None
    row, torn = without_torn_figure(rows, text)
    values = {"count": "1", "example": f"{torn} (row {row + 1})", "file": file}
    told = (Notice("import.left.broken_off", values),) if torn else ()
    return Grid(file, "", rows, told=told), mark


_TORN = re.compile(r"[-+]?[0-9][0-9 ]*[.,]")


def without_torn_figure(rows: Sequence[list[str]], text: str) -> tuple[int, str]:
    """Empty the last cell of a text that breaks off behind a decimal mark; return row and line.

    Where other rows end so too, it is how whole figures are written.
    """
    ends = [number for number, row in enumerate(rows) if len(row) > 1 and _TORN.fullmatch(row[-1].strip())]
    if text.endswith(("\n", "\r")) or ends != [len(rows) - 1]:
        return 0, ""
    torn = ", ".join(rows[-1])
    rows[-1][-1] = ""
    return ends[0], torn


_KEYS = re.compile(r"[\w,]+\\\w+ *\t", re.ASCII)
"""The first cell of a table of Eurostat, whose keys have commas: `freq,geo\\TIME_PERIOD`."""


def _separator(text: str, file: str) -> str:
    """Return the sign that splits most lines into the same number of cells."""
    lines = [line for line in text[:200_000].splitlines()[:_LOOKED_AT] if line.strip()]
    if lines and _KEYS.match(lines[0]):
        return "\t"
    best, score = "", 0.0
    for mark in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            reached = wide.count(usual) / len(widths) * (1 + usual / 1000)
            best, score = (mark, reached) if reached > score else (best, score)
    if not best:
        raise StopError("import.no_columns", file=file)
    return best

"""Characters: from the bytes of a file to its text, and what must not stand in it.

A file that is no YAML at all is named for what it is; a character that cannot be seen, or on which
programs disagree, is refused with its number and never shown as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tracker.numberless import is_spreadsheet_error
from tracker.problems import Problem

LONGEST_LINE = 50_000
MOST_WARNINGS = 10
_SIGNATURES: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("E007", (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")),
    ("E009", (b"%PDF",)),
    ("E010", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*", b"RIFF")),
    ("E011", (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")),
    ("E012", (b"{\\rtf",)),
    ("E013", (b"SQLite format 3", b"PAR1", b"\x7fELF", b"MZ\x90", b"\x93NUMPY", b"\x80\x04\x95", b"!<arch>")),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"+/v8", "UTF-7"),
    (b"+/v9", "UTF-7"),
    (b"\x84\x31\x95\x33", "GB 18030"),
)
_LINE_ENDS = "\x85\u2028\u2029"
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_FORBIDDEN = re.compile(
    f"[{_CONTROLS}\x80-\x9f\u2028\u2029{_DIRECTION}\ufeff\ufff9-\ufffb\ud800-\udfff{_NONCHARACTERS}]"
)
_SPACES = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000"
)
# A code, the signs without which it need not be looked for, and the pattern with the fault as its group.
_LINES: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "Y025",
        ("<<<<<<<", ">>>>>>>", "|||||||", "======="),
        re.compile(r"^(<{7}(?!<)|>{7}(?!>)|\|{7}(?!\|)|={7}$)", re.MULTILINE),
    ),
    (
        "Y026",
        ("diff --git ", "@@ -", "+", "--- "),
        re.compile(r"^(diff --git |@@ -|[+]{3} [ab]/|--- [ab]/|[+] *[a-z_]+:)", re.MULTILINE),
    ),
    ("Y005", ("```", "~~~"), re.compile(r"^(`{3,}|~{3,})[A-Za-z]*[ ]*$", re.MULTILINE)),
    ("E006", tuple(_SPACES), re.compile(rf"^[ \t]*([{_SPACES}])", re.MULTILINE)),
    ("Y101", ("\t",), re.compile(r"^ *(\t)[ \t]*[^\s#]", re.MULTILINE)),
)
_PAGE = re.compile(r"\s*<(!doctype|html|\?xml|!--|head|body|svg|rss)", re.IGNORECASE)
# Joiners are left alone where no letter of ours stands before them, as in emoji.
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\xad\u180e]|(?<=[\x00-\u02ff\u1e00-\u1eff])[\u200c\u200d]")
# Cyrillic, then Greek letters with the Latin letters that look the same.
LOOK_ALIKES: dict[str, str] = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u04cf"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
        "\u03bf\u03b1\u03bd\u03b9\u03c1\u03c5\u03ba\u03c7"
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
        "aeopcyxijsdhlABEKMHOPCTYXIJSoavipukxABEZHIKMNOPTYX",
        strict=True,
    )
)
_ALIEN = "".join(LOOK_ALIKES)
# What the bytes after the first of a letter in UTF-8 become when they are read as an old Windows encoding.
_AFTER = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_GARBLED = re.compile(
    f"(?:[\u00c2-\u00df][{_AFTER}]|[\u00e0-\u00ef][{_AFTER}]{{2}}|[\u00f0-\u00f4][{_AFTER}]{{3}})+"
)
# The same bytes written as escapes: \xc3\xa9.
_ESCAPED = re.compile(r"(?:\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}){2,}")
# A letter of an alphabet that stands alone in no text of ours: ß and a footnote's sign are no letter of N'Ko.
_FAR = (("\u0480", "\u1dff"), ("\u2c00", "\ufaff"))
# What may close a quotation, or follow the capitals at the end of a word.
_CLOSING = frozenset("\u00ab\u00bb\u2013\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2039\u203a")
_NO_BREAK = "\u00a0"
# All that a letter before such a sign may stand for: a letter beyond ASCII, or an opening guillemet.
_OURS = frozenset("àáâãäåæèéêëìíñòóôõöøùúûüýăđĩũơư«")
# A text without quotes that goes on, without a blank, behind the sign of a comment: `en: Goal #1`.
_CUT = re.compile(
    r"^[ ]*(?:- )?(?P<field>[A-Za-z_-]+): +"
    r"(?P<kept>(?![\[{\"'|>#])[^\n#]*[^\W\d_][^\n#]*) (?P<rest>#[0-9A-Za-z][^\n]*)",
    re.MULTILINE,
)
# The fields whose text may be a single word; some are named like a language, as some that hold no text are.
_TEXT_FIELD = re.compile(
    r"about|aim|area|as_printed|at|break|conditional|definition|figure|footnote|license|nesting_note|note|proxy"
    r"|question|reading|reason|says|set_aside|short|singular|summary|symbol|title|unit_name|what|why"
    r"|(?!(?:as|by|due|for|id|of|on|url|who)$)[a-z]{2,3}(?:-\w+)*"
)
_COMMENT = re.compile(r"\s(#[^\s].*?)\s*$")
# What nearly every text is made of; to take it out costs far less than to search it.
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
# One search for all of these costs no more than for one, and most texts hold none.
_FOREIGN = re.compile(f"[\xad\u0370-\u052f\u180e\u200b-\u2064\ufffd{_AFTER}]")
_MIXED = re.compile(f"(?<=[A-Za-z])[{_ALIEN}]|[{_ALIEN}](?=[A-Za-z])")


def is_text_field(name: str) -> bool:
    """Tell whether a field of a name holds a text, so that it may be any word."""
    return _TEXT_FIELD.fullmatch(name) is not None


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no file may hold."""
    return _FORBIDDEN.sub("", text)


def decoded(data: bytes, file: str) -> str | Problem:
    """Return the text of a file with plain line feeds and no byte order mark, or its one problem."""
    for code, signatures in _SIGNATURES:
        if data.startswith(signatures):
            return Problem(code, file)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Problem("E001", file, values={"encoding": name})
    data = data.removeprefix(b"\xef\xbb\xbf")
    if wide := _without_mark(data):
        return Problem("E001", file, values={"encoding": wide})
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = _unified(data[: error.start].decode())
        return _at("E002", file, before, len(before), byte=f"0x{data[error.start]:02X}")
    text = _unified(text)
    return _refused(text, file, data) or text


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_mark(data: bytes) -> str:
    """Return UTF-16 or UTF-32 when the zeros between the letters say so, else an empty text."""
    head = data[: min(64, len(data) & ~3)]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    for width, name in ((4, "UTF-32"), (2, "UTF-16")):
        zeros = sorted(head[start::width].count(0) * width / len(head) for start in range(width))
        if zeros[0] < 0.2 and zeros[1] > 0.7:
            return name
    return ""


def _refused(text: str, file: str, data: bytes) -> Problem | None:
    """Return the first thing that keeps a text, made of some bytes, from being read as YAML lines."""
    if _PAGE.match(text) or (_is_table(text) and not file.endswith(".csv")):
        return Problem("Y004" if _PAGE.match(text) else "Y003", file)
    # What is printable holds none of the signs below; asking that is many times faster than searching.
    strange = not _beyond(data).isprintable()
    if strange and (found := _FORBIDDEN.search(text)):
        sign = found[0]
        code = "E004" if sign in _LINE_ENDS else "E005" if sign in _DIRECTION else "E003"
        return _at(code, file, text, found.start(), **numbered(sign))
    for code, signs, pattern in _LINES if strange else _LINES[:3]:
        for sign in signs:
            # One sign is found many times faster than several, and most files hold none of these.
            if sign[0] in text and sign in text and (found := pattern.search(text)):
                values = numbered(found[1]) if code == "E006" else {}
                return _at(code, file, text, found.start(1), **values)
    return _too_long(text, file) if len(text) > LONGEST_LINE else None


def _beyond(data: bytes) -> str:
    """Return the signs of a text in UTF-8 that are neither printable ASCII nor line feeds."""
    return data.translate(None, _PLAIN).decode()


def _is_table(text: str) -> bool:
    """Tell whether the first two lines are rows of as many columns, and no fields."""
    head, _, rest = text.partition("\n")
    if ":" in head:
        return False
    rows = (head, rest.partition("\n")[0])
    if any(":" in row or row.startswith(("-", "#", "{", "[")) for row in rows):
        return False
    return any(rows[0].count(mark) == rows[1].count(mark) > 0 for mark in ",;\t")


def _too_long(text: str, file: str) -> Problem | None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return Problem("E008", file, number, values={"limit": str(LONGEST_LINE)})
    return None


def commented(problem: Problem, text: str) -> Problem:
    """Return the problem of a missing value by what stands there as a comment: an error of a spreadsheet?

    A text to be put in quotes is given as it was typed, with what a comment cuts off.
    """
    if problem.code in ("S016", "S039"):
        return _as_typed(problem, text)
    if problem.code != "S008":
        return problem
    found = _COMMENT.search(text.split("\n")[problem.line - 1], problem.column - 1)
    if found is None:
        return problem
    broken = is_spreadsheet_error(found[1])
    values = {"given": found[1]} if broken else problem.values | {"comment": found[1]}
    return replace(problem, code="S042" if broken else "S008", values=values)


def _as_typed(problem: Problem, text: str) -> Problem:
    """Return the problem of a text with the text as its line has it."""
    given, line = problem.values["given"], text.split("\n")[problem.line - 1]
    if problem.code == "S039":
        found = re.search(re.escape(given).replace(r",\ ", r",\s*"), line)
        return replace(problem, values=problem.values | {"given": found[0] if found else given})
    cut = _CUT.match(line)
    if cut is None or cut["kept"].strip() != given:
        return problem
    return replace(problem, values=problem.values | {"given": f'"{given} {cut["rest"].strip()}"'})


def control(value: str) -> str:
    """Return the first character of a text that may not stand in it, or an empty text."""
    found = _FORBIDDEN.search(value)
    return found[0] if found else ""


def odd(text: str, file: str) -> list[Problem]:
    """Return warnings on signs that look like others or cannot be meant, at most ten of a kind."""
    found = list(_cut(text, file)) if "#" in text and " #" in text else []
    found += _miswritten(text, file) if "\\" in text else []
    if text.isascii() or not _FOREIGN.search(_beyond(text.encode())):
        return found
    found += _garbled(text, file)
    lost = [_at("W004", file, text, text.index("\ufffd"))] if "\ufffd" in text else []
    found += [
        *lost,
        *(_at("W001", file, text, at.start(), **numbered(at[0])) for at in _first(_INVISIBLE, text)),
    ]
    return found + [
        _at("W002", file, text, at.start(), **numbered(at[0]), letter=LOOK_ALIKES[at[0]])
        for at in _first(_MIXED, text)
    ]


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), MOST_WARNINGS)


def _cut(text: str, file: str) -> Iterator[Problem]:
    """Yield a warning on each text that a sign of a comment cuts; no id, period or link goes on behind it."""
    cut = (
        at for at in _CUT.finditer(text) if " " in at["kept"].strip() or _TEXT_FIELD.fullmatch(at["field"])
    )
    for at in islice(cut, MOST_WARNINGS):
        yield _at("W028", file, text, at.start("rest"), kept=at["kept"].strip(), rest=at["rest"])


def _garbled(text: str, file: str) -> list[Problem]:
    """Return a warning on each word whose bytes are UTF-8 that was read as another encoding, ten at most."""
    found: dict[str, Problem] = {}
    for match in _GARBLED.finditer(text):
        word = match[0]
        if word in found or len(found) == MOST_WARNINGS:
            continue
        meant = _undone(word)
        if meant and not _is_plain(text, match, meant):
            found[word] = _at("W029", file, text, match.start(), given=word, plain=meant)
    return [*found.values()]


def _miswritten(text: str, file: str) -> Iterator[Problem]:
    """Yield a warning on each word whose bytes in UTF-8 were written as the escapes of letters."""
    for match in _first(_ESCAPED, text):
        signs = re.findall("[0-9A-Fa-f]{2,4}", match[0])
        if meant := _undone("".join(chr(int(sign, 16)) for sign in signs)):
            yield _at("W029", file, text, match.start(), given=match[0], plain=meant)


def _is_plain(text: str, found: re.Match[str], meant: str) -> bool:
    """Tell whether a letter and the sign behind it are no letter of ours but what they seem to be.

    A quotation or a word in capitals ends with the two: „Maß“, «XÔ» and, before a no-break space, XÃ HỘI.
    """
    sign, after = found[0][-1], text[found.end() : found.end() + 1]
    if len(found[0]) != 2 or (sign not in _CLOSING and sign != _NO_BREAK):
        return False
    before = text[max(found.start() - 1, 0) : found.start()]
    within = before.islower() and after.islower()  # no capital stands there: WrocÅ‚aw
    if meant.lower() not in _OURS and not within:
        return True
    if sign == _NO_BREAK:
        return before.isupper() and (after.isupper() or after.isdigit())
    return not after.isalnum()


def _undone(word: str) -> str:
    """Return a word with the wrong decoding undone; empty when that gives no word, or one far letter."""
    try:
        data = b"".join(sign.encode("latin-1" if ord(sign) < 256 else "cp1252") for sign in word)
        meant = data.decode()
    except UnicodeError:
        return ""
    if len(meant) == 1 and any(first <= meant <= last for first, last in _FAR):
        return ""
    signs = [sign for sign in meant if ord(sign) > 127]
    return meant if all(unicodedata.category(sign)[0] in "LPSNM" for sign in signs) else ""


def numbered(sign: str) -> dict[str, str]:
    """Return the number of a sign and its Unicode name, as values of a message."""
    number = f"U+{ord(sign):04X}"
    unnamed = "control character" if unicodedata.category(sign) == "Cc" else "noncharacter"
    return {"number": number, "name": unicodedata.name(sign, unnamed).lower()}


def plain(word: str) -> str:
    """Return a word with look-alike letters exchanged, composed and in lower case, for comparing."""
    composed = unicodedata.normalize("NFKC", word)
    return "".join(LOOK_ALIKES.get(sign, sign) for sign in composed).casefold()


def _at(code: str, file: str, text: str, offset: int, **values: str) -> Problem:
    """Return a problem at an offset of a text, as a line and a column."""
    start = text.rfind("\n", 0, offset) + 1
    return Problem(code, file, text.count("\n", 0, offset) + 1, offset - start + 1, values=values)

"""Numbers: from printed figures to plain ones, by the marks that a whole column uses.

`1.234` alone may be one and a bit or a thousand and more. A column is read with one decimal mark, and where
its cells fit both, nobody guesses: the caller asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.multiples import LETTERS
from tracker.numberless import is_failed_cell

_SIMPLE = re.compile(r"-?(?:0|[1-9][0-9]{0,2})")  # means the same with either mark
_POINTED = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,20})?")
_DECIMALS = 20  # as many as the data format takes
CURRENCIES = "$€£¥₫₩₹"
SPACES = "\u0020\u00a0\u202f\u2009"
# What offices write where there is no figure.
MISSING = frozenset(
    {
        "",
        ":",
        "..",
        "...",
        "…",
        "....",
        "./.",
        ".",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "n.a.",
        "nan",
        "null",
        "none",
        "x",
        "c",
        "*",
        "z",
    }
    | {
        "[x]",
        "[c]",
        "[z]",
        "(blank)",
        "n.d.",
        "k.a.",
        "/",
        "no data",
        "nc",
    }
)
_GROUPED = {
    # Also 12,34,567: lakhs and crores, as they are written in India.
    ".": re.compile(
        rf"-?[0-9]{{1,3}}(?:[,{SPACES}'’][0-9]{{3}})+(?:\.[0-9]+)?|-?[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?:\.[0-9]+)?"
    ),
    ",": re.compile(rf"-?[0-9]{{1,3}}(?:[.{SPACES}'’][0-9]{{3}})+(?:,[0-9]+)?"),
}
_PLAIN = {
    ".": re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?|-?[0-9]+\."),
    ",": re.compile(r"-?[0-9]*,?[0-9]+(?:[eE][-+]?[0-9]{1,3})?|-?[0-9]+,"),
}
# A figure with a letter or a sign of its quality behind it, as `12.3 p`, `12.3(b)`, `12.3*`, or with the
# mark of a note, as `12.3¹`, `12.3 1)`.
_FLAGGED = re.compile(
    r"(?P<number>.*[0-9])\s*%?\s*[\[(]?(?P<flag>[a-zA-Z]{1,2}|\*+|[†‡]+|[¹²³⁰⁴-⁹ⁱⁿᵃ-ᶻ]{1,2}|(?<=\s)[0-9]{1,2}(?=\))"
    r"|(?<=\[)(?:note )?[0-9]{1,2}(?=\]))[\])⁾]?",
    re.DOTALL,
)
_EMPTY_WITH_FLAG = re.compile(r":\s*(?P<flag>[a-z]{1,3})")  # as Eurostat writes it
# The zeros of Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam,
# Thai, Lao, Burmese, Khmer and of wide digits; the other nine follow each.
_ZEROS = "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u1040\u17e0\uff10"
DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
"""The digits of other scripts with ours, for `str.translate`."""
_SIGNS = DIGITS | str.maketrans(
    {
        **{"\u2212": "-", "\u2013": "-", "\uff0d": "-", "\uff0e": ".", "\uff0c": ","},
        **{"\u066b": ".", "\u066c": "'", "\u066a": "%"},  # the marks of Arabic figures
        **dict.fromkeys("\u200e\u200f\u061c", ""),  # which way a text runs
    }
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure, taken apart: the number, letters behind it that speak of its quality, brackets."""

    number: str
    flag: str = ""
    bracketed: bool = False


def taken_apart(text: str) -> Printed | None:
    """Return the number in a printed figure; None where the text holds none."""
    bare = unicodedata.normalize("NFC", text).translate(_SIGNS).strip(SPACES + "\t\r\n")
    bare, paid = _unpaid(bare.removesuffix("%").strip(SPACES))
    bare = bare.removeprefix("+")
    bracketed = False
    if bare.startswith("(") and bare.endswith(")"):
        within, owed = _unpaid(bare[1:-1])
        if within[:1].isdigit():
            # As accountants write what is below zero; offices so write what is of low reliability.
            bare, bracketed = "-" + within, not (paid or owed)
    if any(fits(bare, mark) for mark in ".,"):
        return Printed(bare, bracketed=bracketed)
    flagged = _FLAGGED.fullmatch(bare)
    if flagged and (_multiplied(flagged["number"], flagged["flag"]) or (paid and flagged["flag"].isalpha())):
        return None
    if flagged and any(fits(flagged["number"], mark) for mark in ".,"):
        return Printed(flagged["number"], flagged["flag"])
    return None


def _unpaid(text: str) -> tuple[str, bool]:
    """Return an amount without its sign of money, and whether it had one: a letter behind it multiplies."""
    found = re.fullmatch(rf"([-+]?)[{SPACES}]*[{CURRENCIES}]?(.*?)[{CURRENCIES}]?", text, re.DOTALL)
    bare = (found[1] + found[2].strip(SPACES)) if found else text
    return bare, any(sign in text for sign in CURRENCIES)


def _multiplied(number: str, flag: str) -> bool:
    """Tell whether what stands behind a number multiplies it: a letter for thousands, or a power of ten."""
    times = flag in LETTERS or (len(flag) > 1 and flag.casefold() in LETTERS)
    return times or (number == "10" and not flag.isascii())


def is_missing(text: str) -> bool:
    """Tell whether a cell says that there is no figure."""
    kept = text.strip()
    return kept.casefold() in MISSING or _EMPTY_WITH_FLAG.fullmatch(kept) is not None or is_failed_cell(kept)


def flag_of_missing(text: str) -> str:
    """Return the letters behind a sign for no figure, as in `: c`, or what is printed in brackets."""
    found = _EMPTY_WITH_FLAG.fullmatch(text.strip())
    return found["flag"] if found else text.strip("[]()")


def fits(number: str, mark: str) -> bool:
    """Tell whether a number can be read with a decimal mark."""
    return bool(_PLAIN[mark].fullmatch(number) or _GROUPED[mark].fullmatch(number))


def marks_of(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks with which every figure of a column can be read.

    Two of them are returned only where it matters: a column without any mark reads the same with both.
    """
    found, differing = {".", ","}, False
    for text in texts:
        printed = taken_apart(text)
        if printed is None:
            continue
        fitting = {mark for mark in found if fits(printed.number, mark)}
        found = fitting or found
        if len(found) == 1:
            return found
        differing = differing or plain(printed.number, ".") != plain(printed.number, ",")
    return found if differing else {"."}


def plain(number: str, mark: str) -> str:
    """Return the plain spelling of a number that is printed with a decimal mark; the digits stay.

    Only what floating-point arithmetic prints beyond the twentieth decimal is rounded away.
    """
    if _SIMPLE.fullmatch(number) or (mark == "." and _POINTED.fullmatch(number)):
        return number
    bare = re.sub(rf"[{SPACES}'’]", "", number)
    bare = bare.replace(",", "") if mark == "." else bare.replace(".", "").replace(",", ".")
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole, point, rest = digits.partition(".")
    whole = re.sub(r"^0+(?=[0-9])", "", whole) or "0"
    made = sign + whole + (point + rest if rest and not rest.lower().startswith("e") else rest)
    if len(rest) <= _DECIMALS and "e" not in made.casefold():
        return made
    exact = Decimal(made)
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        rounded = f"{round(exact, _DECIMALS):f}".rstrip("0").rstrip(".")
        return rounded if float(rounded) else "0"
    return made

"""Numberless: texts that stand in the place of a number and are none, by what their authors mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

_PERCENT = r"(?:%|％|(?i:pct|per ?cent|prozent|prosent|procent|phần trăm)\b)"
"""Per cent as a sign or in words of the languages of the product."""
# How many times a figure is to be another one: 2x, x2, 3-fold, 2 lần.
_TIMES = re.compile(
    r"[x×]\s*[0-9.,]+|[+-]?[0-9.,]+\s*-?(x|×|times|fold|lần|fach|mal|ganger|gånger)", re.IGNORECASE
)
# Half of 1990, halve, substantially reduce, 15 % below 2005.
_CHANGE = re.compile(
    r"(by )?(half|halv|twice|doubl|tripl|((substantial|significant)ly )?"
    r"(reduc|decreas|increas|cut|lower|rais))[^:]*"
    rf"|.*[0-9] ?({_PERCENT}|points?) (below|above|less|more|fewer|of)\b.*",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(top|rank|place|no\.?|#) ?(?=[0-9]+$)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u201f\u00ab\u00bb"
"""Quotation marks, also those of a word processor, which quote nothing in YAML."""
_BEFORE_WORDS = re.compile(r"[~<>=≈≥≤ ]*(?P<number>[+-]?[0-9][0-9_,.' \u202f]*)(?P<rest>.*)", re.DOTALL)
# What may stand behind a number without changing it; any other word may multiply it, in some language.
_WORDS_OF_UNITS = r"years?|people|persons|km2?|kg|ha|[kmgt]wh?|[kmg]t"
_UNIT = re.compile(rf"{_PERCENT}|points?|{_WORDS_OF_UNITS}|#.*")
# Thousands set apart by commas; where it is one comma, only the zeros behind it tell that from decimals.
_BY_COMMAS = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(,000|(,[0-9]{3}){2,})(\.[0-9]+)?|[+-]?[1-9][0-9]{0,2},[0-9]{3}\.[0-9]+"
)
_BY_A_COMMA = re.compile(r"[+-]?[0-9]+,([0-9]{1,2}|[0-9]{4,})|[+-]?0,[0-9]+|[+-]?[0-9]{4,},[0-9]+")
# Thousands set apart, always by the same sign.
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?P<sign>[_' \u202f])[0-9]{3}(?:(?P=sign)[0-9]{3})*([.,][0-9]+)?")
_YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")
# What a word alone says of the figure that the promise is counted from.
_WORDS = (
    (re.compile(r"(by )?hal[fv]", re.IGNORECASE), "change: -50 %"),
    (re.compile(r"(by )?(twice|doubl)", re.IGNORECASE), "times: 2"),
    (re.compile(r"(by )?tripl", re.IGNORECASE), "times: 3"),
)
# 50 % of 2015 is a share of that figure, and no change of it; 50 % of all women is neither.
_SHARE = re.compile(
    rf"(?P<number>[0-9]+(\.[0-9]+)?) ?{_PERCENT} of\b[^0-9]*(19|20)[0-9]{{2}}\b.*", re.IGNORECASE
)
_SIGN = re.compile(r"\s*([<>]=|[~≈≥≤><])")
_HEDGES = {"~": "about", "≈": "about", "≥": "at_least", ">=": "at_least", ">": "over", "<": "under"}
"""What a sign before a figure says in words."""
_COMPARED = {
    **{"≥": "at_least", ">=": "at_least", "≤": "at_most", "<=": "at_most"},
    **{">": "more_than", "<": "less_than", "~": "", "≈": ""},
}
"""The bound that a sign before a number repeats; no other field means what it says."""
# What spreadsheets show in the place of a figure, in English and in the tongues of their other users.
_SPREADSHEET = re.compile(
    r"#(N/?A|REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC|FIELD|GETTING_DATA)(\s?[!?])?|#(NV|N/[DB]|I/T)"
    r"|#[¡¿]?(WERT|BEZUG|ZAHL|ÜBERLAUF|VALEUR|NOM|NOMBRE|NUL|VALOR|REF|NUM|NULO|NOME|NÚM|DIV/0|VALORE|RIF"
    r"|NULLO|WAARDE|VERW|NAAM|GETAL|DEEL/0|LEEG|VÄRDEFEL|REFERENS|NAMN|OGILTIGT|DIVISION/0|SAKNAS"
    r"|SKÄRNING|VERDI|NAVN|VÆRDI|REFERENCE|ARG|ADR|NAZWA|LICZBA|DZIEL/0)\s?[!?]|Err:5[0-9]{2}",
    re.IGNORECASE,
)
_TOO_NARROW = re.compile(r"##+[!?]?")
_SIGNED = re.compile(rf"\+[0-9.]+|[+-][0-9.]+ ?({_PERCENT}|points?|pp|{_WORDS_OF_UNITS})")
_OTHERWISE = re.compile(rf"[+-]?[0-9.,]+ ?((?P<points>points?|pp)|{_WORDS_OF_UNITS})")
_SHARED = re.compile(rf"[%％]$|[0-9]\W*{_PERCENT}$")
# Reduce to 50 % names the value, and no change.
_TO = re.compile(r"\b(of|to)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(reduc|decreas|cut|lower|below|less|fewer)", re.IGNORECASE)
_MORE = re.compile(r"\b(increas|rais|above|more)", re.IGNORECASE)


def is_change(text: str) -> bool:
    """Tell whether a text says how much something is to change, and not to which value."""
    return bool(_TIMES.fullmatch(text) or _CHANGE.fullmatch(text))


def is_spreadsheet_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows in the place of a figure: #REF!, #BEZUG!, ####."""
    return is_failed_cell(text) or _TOO_NARROW.fullmatch(text) is not None


def is_failed_cell(text: str) -> bool:
    """Tell whether a text is the error of a formula, which has no figure in any width of its column."""
    return _SPREADSHEET.fullmatch(text) is not None


def without_place(text: str) -> str:
    """Return a text without the word that makes a rank of its number: top 30, No. 30."""
    return _PLACED.sub("", text, count=1)


def node_at(path: Sequence[str | int], fields: Mapping[str, Any]) -> object:
    """Return what stands at a path; None where nothing does."""
    node: Any = fields
    for step in path:
        held = isinstance(node, dict) if isinstance(step, str) else isinstance(node, list)
        node = node[step] if held and (isinstance(step, int) or step in node) else None
    return node


def counted_at(path: Sequence[str | int], fields: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what is told of a change from a figure where only a number may stand; None of anything else."""
    node = node_at(path, fields)
    if not isinstance(node, dict) or not node.keys() & {"change", "times"}:
        return None
    return {"given": "{…}"} | ({"bounds": "at_least, at_most"} if "between" in path else instead_at(path, ""))


def instead_at(path: Sequence[str | int], given: str) -> dict[str, str]:
    """Return what is to replace a change: the form that a goal has for it, in a total or a path a number."""
    if "total" in path:
        return {"bound": f"{path[-1]}"}
    return {"form": relative_form(given)} if given and "points" not in path else {}


def is_signed(given: str) -> bool:
    """Tell whether a promise is written as what is to be added or taken away: +10, -43 %, -15 points."""
    return _SIGNED.fullmatch(_plain(given).lower()) is not None


def is_of_another_unit(given: str) -> bool:
    """Tell whether the unit behind a number is another one than per cent: -5 people, 10 points."""
    return _OTHERWISE.fullmatch(_plain(given).lower()) is not None


def is_in_points(given: str) -> bool:
    """Tell whether a number is one of points, of which a share rises or falls by so many."""
    found = _OTHERWISE.fullmatch(_plain(given).lower())
    return found is not None and found["points"] is not None


def is_percent(text: str) -> bool:
    """Tell whether a text is the sign of per cent, or the word in one of the languages."""
    return re.fullmatch(_PERCENT, text) is not None


def is_share(given: str) -> bool:
    """Tell whether a number is given in per cent, by the sign or in words."""
    return _SHARED.search(_plain(given)) is not None


def beside_a_sign(path: Sequence[str | int], given: str) -> dict[str, str]:
    """Return what is told of a number behind a sign by where it stands; at most 40 are not 40."""
    found, field = _SIGN.match(given), f"{path[-1]}"
    sign = found[1] if found else ""
    if sign in _HEDGES and "observations" in path and field == "value":
        return {"qualifier": _HEDGES[sign]}
    bound = _COMPARED.get(sign, field)
    if bound == field:
        return {}
    known = field in _COMPARED.values() and "total" not in path
    return {"plain": ""} | ({"bound": bound, "number": plain_number(given), "field": field} if known else {})


def _plain(given: str) -> str:
    return unicodedata.normalize("NFKC", given).replace("\u2212", "-").strip()


def relative_form(given: str) -> str:
    """Return how a promise that is counted from another figure is written, with its number if it has one."""
    given = _plain(given)
    year = _YEAR.search(given)
    of = year[0] if year else "2015"
    said = next((what for word, what in _WORDS if word.match(given)), "")
    found = next((one[0] for one in _NUMBER.finditer(given) if one[0] != of), "")
    if share := _SHARE.fullmatch(given):
        said = f"times: {(Decimal(share['number']) / 100).normalize():f}"
    elif _TIMES.fullmatch(given):
        said = f"times: {found}"
    elif found and not said and not _TO.search(given):
        said = _changed(given, found)
    return f"{{{said}, of: {of}}}" if said else "{change: …, of: …}"


def _changed(given: str, number: str) -> str:
    """Return a change by a number; a cut by 30 % is one of -30 %, what 30 % alone are nobody can tell."""
    unit = re.search(rf"(?P<share>{_PERCENT})|points?|pp", given)
    signed = number[0] in "+-"
    if not (signed or (unit and (_LESS.search(given) or _MORE.search(given)))):
        return ""
    sign = "-" if number[0] == "-" or _LESS.search(given) else ""
    return f"change: {sign}{number.lstrip('+-')}{(' %' if unit['share'] else ' points') if unit else ''}"


def word_behind(text: str) -> str:
    """Return what stands behind a number other than a comment: its unit, or what multiplies it."""
    match = _BEFORE_WORDS.match(_unquoted(text))
    return match["rest"].partition("#")[0].strip() if match else ""


def _unquoted(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip(QUOTES)


def plain_number(text: str) -> str:
    """Return the plain spelling of a number written with separators or a unit, or an empty text."""
    if any(unicodedata.category(sign) == "No" for sign in text):
        return ""  # a power, a fraction, or the mark of a note
    match = _BEFORE_WORDS.match(_unquoted(text))
    if not match:
        return ""
    written = match["number"].strip()
    if re.search(r"[_' \u202f]", written) and not GROUPED.fullmatch(written):
        return ""
    digits = re.sub(r"[_' \u202f]", "", written).lstrip("+")
    if _BY_COMMAS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _BY_A_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    digits = digits.rstrip(".,")
    digits = re.sub(r"^(-?)0+(?=[0-9])", r"\1", digits)
    rest = match["rest"].strip().lower()
    if not _NUMBER.fullmatch(digits) or (rest not in ("", "k") and not _UNIT.fullmatch(rest)):
        return ""
    return f"{Decimal(digits).scaleb(3):f}" if rest == "k" else digits

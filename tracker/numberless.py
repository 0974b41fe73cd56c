"""Numberless: texts that stand in the place of a number and are none, by what their authors mean."""

from __future__ import annotations

import re

# How many times a figure is to be another one: 2x, x2, 3-fold, 2 lần.
_TIMES = re.compile(
    r"[x×]\s*[0-9.,]+|[+-]?[0-9.,]+\s*-?(x|×|times|fold|lần|fach|mal|ganger|gånger)", re.IGNORECASE
)
# Half of 1990, halve, substantially reduce, 15 % below 2005.
_CHANGE = re.compile(
    r"(by )?(half|halv|twice|doubl|tripl|((substantial|significant)ly )?"
    r"(reduc|decreas|increas|cut|lower|rais))[^:]*"
    r"|.*[0-9] ?(%|per cent|points?) (below|above|less|more|fewer|of)\b.*",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(top|rank|place|no\.?|#) ?(?=[0-9]+$)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORM = "{change: -50 %, of: 2015}"


def is_change(text: str) -> bool:
    """Tell whether a text says how much something is to change, and not to which value."""
    return bool(_TIMES.fullmatch(text) or _CHANGE.fullmatch(text))


def without_place(text: str) -> str:
    """Return a text without the word that makes a rank of its number: top 30, No. 30."""
    return _PLACED.sub("", text, count=1)


def relative_form(given: str) -> str:
    """Return how a promise that is counted from another figure is written, with its number if it has one."""
    found = _NUMBER.search(given)
    if found and _TIMES.fullmatch(given.strip()):
        return f"{{times: {found[0]}, of: 2015}}"
    return f"{{change: {found[0]} %, of: 2015}}" if found and re.search("[%％]", given) else _FORM

"""Footnotes: the raised marks behind periods and figures that point to a note, as in `2019¹`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS, _LETTERS_RAISED = "abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_RAISED = str.maketrans("0123456789()" + _LETTERS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾" + _LETTERS_RAISED)
_PLAIN = str.maketrans(_LETTERS_RAISED, _LETTERS)
_SIGN = (
    r"(?:[⁽]?[⁰¹²³⁴-⁹ᵃ-ᶻⁱⁿʰʲˡʳˢʷˣʸ]{1,2}[⁾)]?|[†‡§]{1,2}|(?<=[\s\])])[0-9]{1,2}\)|(?<=[\s\])])\([0-9]{1,2}\))"
)
MARKS = rf"(?:\s*{_SIGN}(?:[\s,]*{_SIGN})*)?"
"""The pattern of marks of notes that may stand behind something."""
_BEHIND = re.compile(rf"(?P<bare>.*?[\w.\])*])\s*(?P<notes>{_SIGN}(?:[\s,]*{_SIGN})*)", re.DOTALL)
# Behind words only what is nothing else: `Class (3)` and `km²` stay whole.
_BEHIND_WORDS = re.compile(
    r"(?P<bare>.*(?:[^\W\d]{3}|[A-Z]{2}|[)\]]))\s*"
    r"(?:[⁽]?[⁰¹²³⁴-⁹]{1,2}[⁾)]?|[†‡]{1,2}|\[note [0-9]{1,2}\])",
    re.DOTALL,
)
# What is raised and points to a note; `st` of `1st` does not.
_POINTS = re.compile(r"\s*\(?([0-9]{1,2}|[a-z])\)?(\s*[, ]\s*\(?([0-9]{1,2}|[a-z])\)?)*\s*")


def parted(text: str) -> tuple[str, str]:
    """Return a text without the marks of notes at its end, and these marks, letters as `p` in plain ones."""
    match = _BEHIND.fullmatch(text)
    return (match["bare"], match["notes"].translate(_PLAIN)) if match else (text, "")


def raised(parts: Iterable[tuple[str, bool]]) -> str:
    """Return a text of parts, some of them raised, in which marks of notes stay apart from what they mark."""
    return "".join(
        text.translate(_RAISED) if is_raised and _POINTS.fullmatch(text) else text
        for text, is_raised in parts
    )


def unmarked(word: str) -> str:
    """Return a word without the mark of a note behind it: `London¹`, `London [note 3]`."""
    match = _BEHIND_WORDS.fullmatch(word)
    return match["bare"].strip() if match else word

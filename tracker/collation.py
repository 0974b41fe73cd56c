"""Collation: the order in which a language puts words, and the plain form in which they are searched.

The letters that a language counts as letters of their own, and the order of its tones, are those of the
Common Locale Data Repository; everything else is sorted by its plain letter first and by its accents then.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# A letter of its own stands behind every word that begins with the plain letter before it.
_OWN = {
    "vi": {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"},
    "sv": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "nb": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
}
# Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# What no decomposition of Unicode takes apart.
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ĸ": "k", "ɖ": "d"}
)
_UNSEEN = frozenset(("Mn", "Mc", "Me", "Cf"))  # marks, and signs that only steer


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return a text for searching, in plain small letters and digits: CO₂ as co2, Łódź as lodz.

    What nobody sees, such as the mark at the beginning of a pasted text, is left out; what commands a
    device, such as the end of a line, parts words as a space does.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", plain)
    kinds = ((sign, unicodedata.category(sign)) for sign in apart)
    return "".join(" " if kind == "Cc" else sign for sign, kind in kinds if kind not in _UNSEEN)


@lru_cache(maxsize=20_000)
def order(text: str, language: str) -> tuple[str, str, str]:
    """Return the key by which texts are sorted in a language: letters first, then accents and tones."""
    own, letters, accents = _OWN.get(language, {}), [], []
    for sign in _letters(unicodedata.normalize("NFD", text.casefold())):
        base, marks = sign[0], sign[1:]
        tones = "".join(mark for mark in marks if mark in _TONES) if language == "vi" else ""
        letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
        if letter in own:
            letters.append(own[letter][0] + chr(0xFFF0 + int(own[letter][1])))
        else:
            letters.append(folded(letter))
        accents.append("".join(str(_TONES.find(tone) + 1) for tone in tones) if tones else f"0{letter}")
    return "".join(letters), "".join(accents), text


def _letters(text: str) -> list[str]:
    """Return the letters of a decomposed text, each with the marks that follow it."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.combining(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found

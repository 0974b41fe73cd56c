"""Metrics: how far each letter advances, read off the fonts in which the pictures are shown.

The widest of Source Sans (which the pages bring along), Noto Sans and Liberation Sans, in hundredths of
the text size, so that a label has its room whichever of them a machine has.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_ADVANCES = {
    17: "\u202f",
    25: "‘’‚‛′",
    26: "ijl",
    28: " ,.:;·\u00a0ı",
    29: "!",
    30: "ł",
    33: "()-[]¡‐‑",
    34: "I",
    36: "tŧ",
    37: "/\\ª²³¹",
    38: "{}º•",
    41: "r",
    43: '"°“”„″',
    50: "Jcsz",
    51: "vy",
    53: "kxĸ",
    54: "`´¸",
    55: "*|¦¯≤≥",
    56: "?L_ae§«»–†‡Ł",
    57: "0123456789$^¢£¤¥±÷‒€",
    58: "+<=>~¨¬×−",
    60: "oðø",
    61: "FTZ¿",
    62: "bdghnpquµþđħŋ₫",
    63: "ß",
    65: "#",
    67: "ABEKPSVXYÞ",
    72: "CR",
    73: "&DUÐĐ",
    74: "HĦ",
    76: "N",
    78: "GOQØ",
    79: "w",
    83: "©®½¼¾",
    89: "%æ",
    91: "M",
    94: "Wm",
    95: "œ",
    100: "ÆŒ—―…←→↑↓",
    102: "@",
    119: "‰",
}
_BY_LETTER = {letter: advance / 100 for advance, letters in _ADVANCES.items() for letter in letters}
_HORN = "\u031b"  # the hook of Vietnamese ơ and ư stands beside the letter


@cache
def advance(sign: str) -> float:
    """Return how far a sign advances, as a share of the text size; unknown signs count wide.

    Args:
        sign: one character in composed form (NFC); accents above and below take no room of their own.
    """
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    apart = unicodedata.normalize("NFD", sign)
    if apart[0] in _BY_LETTER:
        return _BY_LETTER[apart[0]] + (0.05 if _HORN in apart else 0.0)
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.8 if sign.isupper() else 0.66

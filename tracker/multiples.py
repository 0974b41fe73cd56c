"""Multiples: words that multiply the number before them, and units that are themselves so many of another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import prod

from tracker.terms import Unit

# Billions and trillions are a thousand times more where the long scale is in use.
SPELLED: Mapping[str, Mapping[str, float]] = {
    language: {word: float(number) for line in lines for number, *words in [line.split()] for word in words}
    for language, lines in {
        "en": (
            "1e3 thousand thousands",
            "1e6 million millions",
            "1e9 billion billions",
            "1e12 trillion trillions",
        ),
        "de": (
            "1e3 tausend",
            "1e6 million millionen",
            "1e9 milliarde milliarden",
            "1e12 billion billionen",
            "1e15 billiarde billiarden",
            "1e18 trillion trillionen",
        ),
        "nb": (
            "1e3 tusen",
            "1e6 million millioner",
            "1e9 milliard milliarder",
            "1e12 billion billioner",
            "1e15 billiard billiarder",
        ),
        "sv": (
            "1e3 tusen",
            "1e6 miljon miljoner",
            "1e9 miljard miljarder",
            "1e12 biljon biljoner",
            "1e15 biljard biljarder",
        ),
        "vi": ("1e3 nghìn ngàn", "1e4 vạn", "1e6 triệu", "1e9 tỷ tỉ"),
    }.items()
}
"""The words by language."""
# Indian words, and what is written in short.
_SHORT = {
    **{
        "lakh": 1e5,
        "lakhs": 1e5,
        "crore": 1e7,
        "crores": 1e7,
        "tsd.": 1e3,
        "tsd": 1e3,
        "mio.": 1e6,
        "mio": 1e6,
    },
    **{"mill.": 1e6, "mill": 1e6, "mn": 1e6, "mrd.": 1e9, "mrd": 1e9, "mdr.": 1e9, "mdr": 1e9, "bn": 1e9},
}
# The numbers of Chinese, Japanese and Korean, which count in ten thousands; the next word follows at once.
_EASTERN = {
    **dict.fromkeys("千천", 1e3),
    **dict.fromkeys("万萬만", 1e4),
    **dict.fromkeys(("十万", "十萬", "십만"), 1e5),
    **dict.fromkeys(("百万", "百萬", "백만"), 1e6),
    **dict.fromkeys("亿億억", 1e8),
    **dict.fromkeys(("十亿", "十億", "십억"), 1e9),
    **dict.fromkeys(("百亿", "百億", "백억"), 1e10),
}
LETTERS = frozenset(("k", "K", "m", "M", "B", "G", "T", "tr", "bn", "mn", "tn", "mm", "md", "cr", "lk", "mi"))
"""What stands behind a number in a table and makes it another one: 5k, 5 tr, 5 M, 5 bn."""


def _by_factors() -> dict[tuple[float, ...], list[str]]:
    """Return the words by what they may multiply by, the longest first, so that none hides another."""
    meanings: dict[str, set[float]] = {}
    for words in (*SPELLED.values(), _SHORT, _EASTERN):
        for word, factor in words.items():
            meanings.setdefault(word, set()).add(factor)
    found: dict[tuple[float, ...], list[str]] = {}
    for word in sorted(meanings, key=len, reverse=True):
        found.setdefault(tuple(sorted(meanings[word])), []).append(re.escape(word))
    return found


_FACTORS = tuple(_by_factors().items())
WORDS = "|".join("|".join(words) for _, words in _FACTORS)
"""All of them, as a part of a pattern."""
_WORDS = "|".join(f"({'|'.join(words)})" for _, words in _FACTORS)
_WORD = re.compile(rf"(?:{_WORDS})(?!(?-i:[^\W\u2e80-\uffff]))\s*", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9](?:(?P<letter>[kK]\b)|\s?)")
_START = re.compile(r"\b|(?<=[\u2e80-\uffff])")
# A unit whose name holds a word is a multiple already, as are Mt, kWh, MEUR and Gbps.
_PREFIXED = re.compile(
    r"\b(kilo|mega|giga|tera|peta|hundreds?|hundert|hundra|hundre|trăm|1?,?0{2,}s?\b)"
    r"|\b[kmgtp](t|g|w|wh|b|bps|bit|l|m|ha|toe|t?co2\w*|eur|usd|vnd|nok|sek|dkk|gbp|nzd|chf|[€$£₫])(?!\w)",
    re.IGNORECASE,
)

# Units of size, weight, energy and time, the longer names first; a single letter is a unit only in small.
_MEASURES = {
    "ha": r"ha|hect?ares?|hektar\w*|héc-?ta",
    "km2": r"km ?2|sq\.? ?km|square kilomet\w+|[qk][uv]adratkilomet\w+|ki-?lô-?mét vuông",
    "m2": r"m ?2|sqm|sq\.? ?m|square met\w+|[qk][uv]adratmeter\w*|mét vuông",
    "m3": r"m ?3|cubic met\w+|kubikk?meter\w*|mét khối",
    **{"acre": r"acres?", "mile": r"miles?|meilen?", "km": r"km|kilomet\w+", "m": r"m|met(?:re|er)s?|mét"},
    **{"cm": "cm", "mm": "mm", "g": r"g|grams?|gramm?", "kg": r"kg|kilogram\w*", "kt": r"kt|kiloton\w*"},
    **{"mt": r"mt|megaton\w*", "gt": r"gt|gigaton\w*", "t": r"t|ton(?:ne)?[sn]?|tấn", "ml": "ml", "hl": "hl"},
    "l": r"l|lit(?:re|er)s?|lít",
    **{name: name for name in ("kwh", "mwh", "gwh", "twh", "gj", "tj", "pj", "toe", "ktoe", "mtoe")},
    **{"kw": "kw", "mw": "mw", "gw": "gw", "min": r"min|minut(?:es?|en|er|ter)|phút"},
    "h": r"h|hours?|stunden?|timer?|timm(?:e|ar)|giờ",
}
_MEASURE = "|".join(f"(?P<{name}>{words})" for name, words in _MEASURES.items())
# Only a figure unlike its printed one is searched for them; compiling them takes as long as many a command.
_MEASURED = rf"(?i)(?<!\w)(?:{_MEASURE})(?!\w)"
_MEASURED_BEHIND = rf"(?i)[0-9]\s*(?:(?:{WORDS})\s*)*(?P<unit>(?:{_MEASURE})(?!\w))"


@lru_cache(maxsize=1024)
def factors(printed: str) -> tuple[float, ...]:
    """Return by what the words behind the number of a printed figure may multiply it; empty where none do."""
    for found in _DIGIT.finditer(printed):
        if found["letter"]:
            return (1e3,)
        words = list(_words_at(printed, found.end()))
        if words:
            return tuple(prod(many) for many in product(*words))
    return ()


def _words_at(text: str, at: int) -> Iterator[tuple[float, ...]]:
    """Yield by what each word in a row may multiply, from a place in a text on."""
    while word := _WORD.match(text, at):
        yield _FACTORS[(word.lastindex or 1) - 1][0]
        at = word.end()


def multiple_of(name: str, unit: Unit | None) -> tuple[float, ...] | None:
    """Return of how many of another a unit may be, as its first words say; empty where they do not.

    None where it is no multiple: not by its base, its factor, its id or its names.
    """
    if unit is None or unit.base is not None or unit.factor is not None:
        return ()
    names = _names(name, unit)
    if not any(_PREFIXED.search(text) or _holds_word(text) for text in names):
        return None
    return tuple({many for text in names for many in factors(f"1 {text}")})


def is_named_multiple(name: str) -> bool:
    """Tell whether the id of a unit says that it is so many of another: thousand-usd, kt, per-1000-people."""
    text = name.replace("-", " ")
    return _PREFIXED.search(text) is not None or _holds_word(text)


def is_measured_in(word: str, name: str) -> bool:
    """Tell whether a word is the unit of measurement that the id of a unit begins with: Mt of mt-co2e."""
    own = _measures((name.partition("-")[0],))
    return bool(own) and _measures((word,)) == own


def _holds_word(text: str) -> bool:
    return any(_WORD.match(text, start.end()) for start in _START.finditer(text))


@lru_cache(maxsize=1024)
def _measures(texts: tuple[str, ...]) -> frozenset[str]:
    found = (one for text in texts for one in re.finditer(_MEASURED, unicodedata.normalize("NFKC", text)))
    return frozenset(one.lastgroup or "" for one in found if len(one[0]) > 1 or one[0].islower())


def is_converted(printed: str, name: str, unit: Unit | None) -> bool:
    """Tell whether a figure is printed in another unit of measurement than its own, as km² is not ha."""
    behind = re.search(_MEASURED_BEHIND, unicodedata.normalize("NFKC", printed))
    theirs = _measures((behind["unit"],)) if behind and unit else frozenset()
    own = _measures(_names(name, unit)) if theirs and unit else frozenset()
    return bool(theirs and own) and not theirs <= own


def _names(name: str, unit: Unit) -> tuple[str, ...]:
    return (name.replace("-", " "), *unit.title.values(), *_symbols(unit))


def _symbols(unit: Unit) -> list[str]:
    given = unit.symbol
    return [] if given is None else [given] if isinstance(given, str) else [*given.values()]

"""Multiples: words that multiply the number before them, and units that are themselves so many of another."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.terms import Unit

# Billions and trillions are a thousand times more where the long scale is in use.
_FACTORS: tuple[tuple[str, tuple[float, ...]], ...] = (
    (r"thousands?|tausend|tsd\.?|tusen|nghìn|ngàn", (1e3,)),
    (r"lakhs?", (1e5,)),
    (r"crores?", (1e7,)),
    (r"millions?|millionen|millioner|miljon(er)?|mio\.?|mill\.?|mn|triệu", (1e6,)),
    (r"milliarden?|milliarder|miljard(er)?|mrd\.?|mdr\.?|tỷ|tỉ", (1e9,)),
    (r"billions?|bn", (1e9, 1e12)),
    (r"billionen|billioner|biljon(er)?", (1e12,)),
    (r"trillions?", (1e12, 1e18)),
)
WORDS = "|".join(words.replace("(", "(?:") for words, _ in _FACTORS)
"""All of them, as a part of a pattern."""
_WORDS = "|".join(f"({words.replace('(', '(?:')})" for words, _ in _FACTORS)
_WORD = re.compile(rf"(?:{_WORDS})(?!\w)", re.IGNORECASE)
_BEHIND = re.compile(rf"[0-9](?P<letter>[kK]\b)|[0-9]\s?(?P<words>(?:{_WORD.pattern}\s*)+)", re.IGNORECASE)
# A unit whose name holds one of these is a multiple already, as are Mt, kWh, MEUR and Gbps.
_NAMED = re.compile(rf"\b{_WORD.pattern}", re.IGNORECASE)
_PREFIXED = re.compile(
    r"\b(kilo|mega|giga|tera|peta|hundreds?|hundert|hundra|hundre|trăm|1?,?0{2,}s?\b)"
    r"|\b[kmgtp](t|g|w|wh|b|bps|bit|l|m|ha|toe|t?co2\w*|eur|usd|vnd|nok|sek|dkk|gbp|nzd|chf|[€$£₫])(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def factors(printed: str) -> tuple[float, ...]:
    """Return by what the words behind the number of a printed figure may multiply it; empty where none do."""
    found = _BEHIND.search(printed)
    if found is None:
        return ()
    many: tuple[float, ...] = (1e3,) if found["letter"] else (1.0,)
    for word in _WORD.finditer(found["words"] or ""):
        many = tuple(one * other for one in many for other in _FACTORS[(word.lastindex or 1) - 1][1])
    return many


def is_multiple(name: str, unit: Unit | None) -> bool:
    """Tell whether a unit may be so many of another: by its base, its factor, its id or its names."""
    if unit is None or unit.base is not None or unit.factor is not None:
        return True
    texts = [name.replace("-", " "), *unit.title.values(), *_symbols(unit)]
    return any(_NAMED.search(text) or _PREFIXED.search(text) for text in texts)


def _symbols(unit: Unit) -> list[str]:
    given = unit.symbol
    return [] if given is None else [given] if isinstance(given, str) else [*given.values()]

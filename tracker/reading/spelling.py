"""Spelling: how many letters tell two words apart, and whether these letters change what a word means."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEGATIONS = frozenset(("no", "not", "non", "un"))
_TURNING = frozenset(
    (
        *("best", "worst", "never", "none", "without", "off", "over", "under", "above", "below"),
        *("more", "less", "most", "least", "high", "low", "up", "down"),
    )
)
"""Words that turn the sense of a name; one that is given is never passed over."""
_MULTIPLIERS = (
    *("hundred", "thousand", "million", "billion", "trillion", "milliard", "tausend", "millionen"),
    *("milliarden", "tusen", "millioner", "milliarder"),
)
_SHORT = frozenset(("mio", "mrd", "mn", "bn", "tn", "lakh", "crore", "nghin", "trieu", "ty"))
_CURRENCIES = frozenset(
    (
        *("aud", "brl", "cad", "chf", "cny", "dkk", "eur", "gbp", "idr", "inr", "jpy", "krw", "mxn"),
        *("myr", "nok", "nzd", "php", "sek", "sgd", "thb", "usd", "vnd", "zar"),
    )
)
_PREFIX = re.compile(r"(?:(non?|not|un)[ _-]?|(in|im|de|dis|ex|kilo|mega|giga|tera|milli))(?=.{3})")
_SCALED = re.compile(r"[kmgt]?(?:wh?|t|toe|g|m[23]?|l|ha|b|bits?|bytes?|bps|hz|j)")
"""Units of measurement with their prefix: kWh and MWh are no slips of each other."""


def means_otherwise(word: str, other: str) -> bool:
    """Tell whether what differs between two words, both in lower case, changes what they mean.

    That is a number, a negation, or what multiplies a unit: `unlikely`, `age-25-34`, `million-vnd`.
    """
    return (
        re.findall("[0-9]+", word) != re.findall("[0-9]+", other)
        or _turned(word, other)
        or _quantities(word) != _quantities(other)
        or _prefixed(word, other)
        or (word[:-1] == other[:-1] and {word[-2:], other[-2:]} == {"es", "ed"})  # `replaces`, `replaced`
    )


def _parts(word: str) -> list[str]:
    return re.findall("[^ _-]+", word)


def _turned(word: str, other: str) -> bool:
    """Tell whether one of two names of several words is negated, or turned round: at best, replaced by."""
    given, known = set(_parts(word)), set(_parts(other))
    negated = (given ^ known) & _NEGATIONS and len(given | known) > 1
    return bool(negated or (given - known) & _TURNING or (len(given) > 1 and "by" in given - known))


def _quantities(word: str) -> list[str]:
    """Return the multipliers, even misspelt, the currencies and the scaled units in the name of a unit."""
    return [found for part in _parts(word) if (found := _quantity(part))]


def _quantity(part: str) -> str:
    if part in _SHORT or part in _CURRENCIES or _SCALED.fullmatch(part):
        return part
    wrong, nearest = min((slips(part.removesuffix("s"), one), one) for one in _MULTIPLIERS)
    return nearest if wrong <= 1 else ""


def _prefixed(word: str, other: str) -> bool:
    """Tell whether two words come closer to each other without the prefix that one of them has."""
    least = slips(word, other)
    return any(
        slips(stem, base) < least
        for prefix, stem in _stems(word)
        for its, base in _stems(other)
        if prefix != its
    )


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """Yield a word, and what is left of it without its prefix, each with the prefix that was taken off."""
    yield "", word
    if found := _PREFIX.match(word):
        yield found[1] or found[2], word[found.end() :]


def slips(word: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many or exchanged with the next one."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(word):
        after = [i + 1]
        for j, wanted in enumerate(other):
            least = min(row[j] + (letter != wanted), row[j + 1] + 1, after[j] + 1)
            crossed = i and j and letter == other[j - 1] and word[i - 1] == wanted
            after.append(min(least, before[j - 1] + 1) if crossed else least)
        before, row = row, after
    return row[-1]

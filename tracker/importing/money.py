"""Money: figures with the signs of several currencies, of which each is a quantity of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tracker.importing import numbers
from tracker.importing.content import Figure, Notice

_SIGN = re.compile(f"[{numbers.CURRENCIES}]")
# As they are called in ids, which hold no such signs.
_NAMES = dict(
    zip(numbers.CURRENCIES, ("dollar", "euro", "pound", "yen", "dong", "won", "rupee"), strict=True)
)
_Key = tuple[str, str]
_Of = tuple[tuple[str, str], ...]
Strands = Mapping[_Of, Sequence[Figure]]


def sign_of(figure: Figure) -> str:
    """Return the sign of money that is printed with a figure; empty where there is none."""
    found = _SIGN.search(figure.as_printed)
    return found[0] if found else ""


def signs(strands: Iterable[Sequence[Figure]]) -> list[str]:
    """Return the signs of money of some series, in the order of their first figures."""
    return list(dict.fromkeys(filter(None, (sign_of(one) for figures in strands for one in figures))))


def parted(strands: Strands) -> dict[str, dict[_Of, list[Figure]]]:
    """Return series by their sign of money, where they have several.

    Within a series of one sign it need not stand before each figure, as accountants write it.
    """
    found: dict[str, dict[_Of, list[Figure]]] = {}
    if len(signs(strands.values())) < 2:
        return found
    for of, figures in strands.items():
        own = signs([figures])
        for one in figures:
            sign = own[0] if len(own) == 1 else sign_of(one)
            found.setdefault(sign, {}).setdefault(of, []).append(one)
    return found


def name_of(sign: str) -> str:
    """Return what the sign of a currency is called in ids; empty for any other unit."""
    return _NAMES.get(sign, "")


def part(found: dict[_Key, dict[_Of, list[Figure]]], about: dict[_Key, _Of], place: str) -> list[Notice]:
    """Make a quantity of each currency of one, which nobody converts into another, and return what is told.

    Args:
        found: the series of each quantity, by its name and unit.
        about: what is said of each quantity.
        place: where they stand.
    """
    told = []
    for key, strands in list(found.items()):
        by_sign = {} if key[1] else parted(strands)
        if by_sign:
            found.pop(key)
            found |= {(key[0], sign): own for sign, own in by_sign.items()}
            about |= {(key[0], sign): about[key] for sign in by_sign}
            shown = ", ".join(filter(None, by_sign))
            told.append(Notice("import.currencies", {"place": key[0] or place, "signs": shown}))
    return told

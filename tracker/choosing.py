"""Choosing: which names of a long list a reader is offered, so that no list of thousands is ever sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tracker.collation import folded

LONG = 200
"""Names that are offered all together; of a longer list a reader is offered a part."""
MOST = 50
"""Names that are offered of a longer list."""


def is_long(names: Mapping[str, str]) -> bool:
    """Tell whether a list is too long to be offered as a whole."""
    return len(names) > LONG


def apart(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return codes with names of which no two are alike: those that would be have their code behind them.

    A browser tells a choice by its name alone, and a reader has nothing else to go by.
    """
    counts = Counter(names.values())
    while len(counts) < len(names):
        names = {code: f"{name} ({code})" if counts[name] > 1 else name for code, name in names.items()}
        counts = Counter(names.values())
    return names


def spelled(text: str, names: Collection[str]) -> list[str]:
    """Return the codes in an address, each once; that of a whole stands for its parts: `a` for `a/one`."""
    found = list[str]()
    for code in text.split(","):
        parts = [] if code in names else [name for name in names if name.startswith(f"{code}/")]
        found += parts or [code]
    return list(dict.fromkeys(code for code in found if code))


def offered(names: Mapping[str, str], fitting: Sequence[str] | None, chosen: Sequence[str]) -> list[str]:
    """Return the codes a reader may choose from, those chosen already among them.

    Args:
        names: codes with their names, in the order of the list.
        fitting: the codes of what the reader looks for; without it those that stand beside what is chosen.
        chosen: what is chosen so far.
    """
    if not is_long(names):
        return list(names)
    codes = _beside(list(names), chosen) if fitting is None else fitting[:MOST]
    return [*(code for code in chosen if code in names and code not in codes), *codes]


def only(names: Mapping[str, str], text: str) -> str | None:
    """Return the one code that a text fits, or whose name it is; None where that is not just one."""
    fitting = found(names, text) if text.strip() else []
    called = [code for code in fitting if folded(names[code]) == folded(text).strip()]
    return next((some[0] for some in (fitting, called) if len(some) == 1), None)


def found(names: Mapping[str, str], text: str) -> list[str]:
    """Return the codes whose name or code holds every word of a text, whatever the accents; the best first.

    First what is called so or begins so, then where a word begins so, then the rest, each in the order
    of the list.
    """
    wanted = folded(text).strip()
    held = [(folded(name), code) for code, name in names.items()]
    for word in wanted.split():
        held = [(plain, code) for plain, code in held if word in plain or word in code]
    held.sort(key=lambda one: 0 if one[0].startswith(wanted) else 1 if f" {wanted}" in one[0] else 2)
    return [code for _, code in held]


def _beside(codes: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return the codes around the one that was chosen last; the first ones where none is."""
    at = codes.index(chosen[-1]) if chosen and chosen[-1] in codes else 0
    first = max(0, min(at - MOST // 2, len(codes) - MOST))
    return list(codes[first : first + MOST])

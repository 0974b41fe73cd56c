"""Compound: tiers, parts of a whole and steps, as a person states them: one a line, its name first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.importing import phrases
from tracker.importing.content import Piece, Stage, StopError


def pieces(lines: Iterable[str], facts: Iterable[str]) -> list[Piece]:
    """Return tiers or parts.

    Args:
        lines: a name, or a name with its goal: `Start level: at least 650000 by 2030`.
        facts: names with a figure: `Start level: 2024 12500`.

    Raises:
        StopError: a line is not understood, or there is none.
    """
    stated = _named(lines, "form.pieces")
    own = _sorted_out(facts, stated)
    return [
        Piece(
            name,
            [phrases.promise(goal)] if goal else [],
            [phrases.figure(*one) for fact in own[name] for one in phrases.listed(fact)],
        )
        for name, goal in stated.items()
    ]


def stages(lines: Iterable[str], facts: Iterable[str]) -> list[Stage]:
    """Return steps.

    Args:
        lines: a name, or a name with its deadline: `Law adopted: by 2026-06`.
        facts: names with what is known: `Law adopted: done 2026-05-12`.

    Raises:
        StopError: a line is not understood, or there is none.
    """
    stated = _named(lines, "form.stages")
    own = _sorted_out(facts, stated)
    return [
        Stage(name, phrases.due(by) if by else "", [phrases.known(fact) for fact in own[name]])
        for name, by in stated.items()
    ]


def _named(lines: Iterable[str], none: str) -> dict[str, str]:
    """Return what each line says behind its name; a colon within a name is followed by one at its end."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, lines)):
        name, colon, said = (part.strip() for part in line.rpartition(":"))
        name, said = (name, said) if colon else (said, "")
        if not name or name in found:
            raise StopError("form.name_twice" if name else "form.name_none", given=line)
        found[name] = said
    if not found:
        raise StopError(none)
    return found


def _sorted_out(facts: Iterable[str], names: Iterable[str]) -> dict[str, Sequence[str]]:
    """Return what is said of each name.

    Raises:
        StopError: a line begins with no name of the list.
    """
    found: dict[str, list[str]] = {name: [] for name in names}
    longest = sorted(found, key=len, reverse=True)
    for fact in filter(None, map(str.strip, facts)):
        name = next((one for one in longest if fact.casefold().startswith(f"{one}:".casefold())), None)
        if name is None:
            raise StopError("form.which_name", given=fact, choices=", ".join(found))
        found[name].append(fact[len(name) + 1 :])
    return dict(found)

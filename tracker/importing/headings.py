"""Headings: what stands above a table, by which its next edition is told from another table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker import language
from tracker.importing.collisions import only
from tracker.importing.editions import timeless

_LINES = 2  # an office and a title, or a title and a unit; notes stand below these
_APART, _BETWEEN = "; ", " / "
"""What parts the sentences of a definition, and the lines above a table in one of them."""


def above(rows: Iterable[Sequence[str]], title: str) -> Sequence[str]:
    """Return the lines above a table from its title on that say more than a date, as many as are told."""
    lines = [text for row in rows if (text := only(row))]
    begun = lines[lines.index(title) :] if title in lines else []
    return [line for line in begun if timeless(line)][:_LINES]


def heading(lines: Iterable[str]) -> str:
    """Return lines above a table as one."""
    return _BETWEEN.join(" ".join(line.replace(_APART, ", ").split()) for line in lines)


def sentence(text: str) -> str:
    """Return how a definition says what stands above the table; nothing where nothing does."""
    return language.words("en")("import.heading", text=text) if text else ""


def differ(text: str, definition: str) -> bool:
    """Tell whether a definition names another heading, not counting years, dates and words of an edition.

    A line that only one of the two has is a remark, and tells no tables apart.
    """
    first = language.words("en")("import.heading", text="")
    held = next((one for one in definition.split(_APART) if one.startswith(first)), first)
    pairs = zip(text.split(_BETWEEN), held.removeprefix(first).split(_BETWEEN), strict=False)
    return any(one and other and timeless(one) != timeless(other) for one, other in pairs)

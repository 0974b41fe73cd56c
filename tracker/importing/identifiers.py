"""Identifiers: ids from the names that other people gave."""

from __future__ import annotations

import re
import unicodedata

from tracker.reading import files

_LONGEST = 60
_LETTERS = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "%": " percent "}
)


def ident(name: str) -> str:
    """Return an id made of a name: small letters, digits, hyphens, no name that Windows keeps."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", "-", kept).strip("-") or "figures"
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit("-", 1)[0].strip("-")
    return f"{words}-1" if words in files.RESERVED else words


def free(wanted: str, taken: object) -> str:
    """Return an id that is not taken: the wanted one, or the first of its numbers that is free."""
    number, found = 1, wanted
    while found in taken:  # type: ignore[operator]
        number += 1
        found = f"{wanted}-{number}"
    return found

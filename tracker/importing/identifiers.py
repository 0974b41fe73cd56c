"""Identifiers: ids from the names that other people gave."""

from __future__ import annotations

import re
import unicodedata

from tracker.reading import files

_LONGEST = 60
_LETTERS = str.maketrans(
    {"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "%": " percent "}
)
# The letters of Russian, Ukrainian, Kyrgyz, Kazakh and Greek, as passports and road signs have them.
_FURTHER = {
    "а б в г ґ д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я": (
        "a b v g g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
    ),
    "і ї є ң ө ү ұ ә қ ғ һ": "i yi ye n o u u a k g h",
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω": "a v g d e z i th i k l m n x o p r s t y f ch ps o",
}
for _own, _latin in _FURTHER.items():
    _LETTERS |= {
        ord(one): other.replace("_", "") for one, other in zip(_own.split(), _latin.split(), strict=True)
    }


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
    while found in taken:  # type: ignore[operator]  # whatever knows `in`
        number += 1
        found = f"{wanted}-{number}"
    return found

"""Number formats: how office programs write days, months and numbers as a language does."""

from __future__ import annotations

import re

from tracker.language import Words

_CODES = {"en": "809", "vi": "42A", "de": "407", "nb": "414", "sv": "41D"}
"""The languages of months, as office programs number them."""


def dated(code: str, words: Words) -> str:
    """Return the number format of a day or month from the letters of CLDR; points and strokes are text."""
    return tongue(words) + re.sub(r"[^dMy ]+", r'"\g<0>"', code).replace("y", "yyyy").lower()


def tongue(words: Words) -> str:
    """Return what opens a number format, so that it is read in the language."""
    return f"[$-{_CODES.get(words.language, '809')}]"

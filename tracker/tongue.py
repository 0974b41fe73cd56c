"""Tongue: a text in another language than its page, so that whoever reads aloud knows how to say it."""

from __future__ import annotations

from collections.abc import Sequence


class Tongue(str):
    """A text that knows its language; joined with others it is plain text again."""

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, text: str, lang: str) -> Tongue:
        """Return a text of a language, named by its code."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __reduce__(self) -> tuple[type[Tongue], tuple[str, str]]:
        """Return how it is copied."""
        return Tongue, (str(self), self.lang)


def shared(told: str, parts: Sequence[str]) -> str:
    """Return a text joined from parts in the language of the parts, where all are in one other language."""
    langs = {part.lang if isinstance(part, Tongue) else "" for part in parts}
    return Tongue(told, langs.pop()) if len(langs) == 1 and langs != {""} else told

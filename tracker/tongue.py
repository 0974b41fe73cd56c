"""Tongue: a text in another language than its page, so that whoever reads aloud knows how to say it."""

from __future__ import annotations


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

"""Foreign: the texts of a briefing that are in another language, wherever in a sentence they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.export.briefing import Briefing
from tracker.export.citations import cited
from tracker.export.content import literal
from tracker.terms import Record
from tracker.tongue import Tongue

_SHORTEST = 4
"""Letters; a shorter word may well be one of both languages."""


def foreign(briefing: Briefing) -> tuple[Tongue, ...]:
    """Return every text of the chosen targets and their papers that is in another language, longest first.

    A title stands within a sentence as well, where some languages begin it with a small letter.
    """
    words, found = briefing.words, dict[str, Tongue]()
    for texts in _texts(_records(briefing)) if words.language != "en" else ():
        told = words.text(texts)
        if isinstance(told, Tongue):
            for form in (literal(told), words.within(literal(told))):
                found.setdefault(form, Tongue(form, told.lang))
    return tuple(sorted((one for one in found.values() if len(one) >= _SHORTEST), key=len, reverse=True))


def _records(briefing: Briefing) -> Iterator[Record]:
    """Yield the records whose texts a briefing shows: targets, their documents, bodies and themes."""
    known = briefing.portfolio
    yield from (known.targets[one.id] for one in briefing.assessments)
    documents = (name for one in briefing.assessments for name in cited(one, briefing))
    yield from (known.sources[name] for name in dict.fromkeys(documents))
    yield from known.vocabulary.bodies.values()
    yield from known.vocabulary.themes.values()


def _texts(given: object) -> Iterator[Mapping[str, str]]:
    """Yield every text in languages, however deep it lies."""
    if isinstance(given, Record):
        yield from _texts(given.__dict__.values())
    elif isinstance(given, dict):
        yield given
    elif isinstance(given, Iterable) and not isinstance(given, str):
        for part in given:
            yield from _texts(part)


def _shorter(text: str) -> int:
    return -len(text)


def pieces(text: str, known: Sequence[Tongue]) -> list[str]:
    """Return a text in pieces, of which those in another language say so; what is known is longest first."""
    if isinstance(text, Tongue):
        return [text]
    for one in known[bisect_left(known, -len(text), key=_shorter) :]:
        at = text.find(one)
        end = at + len(one)
        if at >= 0 and not text[:at][-1:].isalnum() and not text[end : end + 1].isalnum():
            return [*pieces(text[:at], known), one, *pieces(text[end:], known)]
    return [text] if text else []

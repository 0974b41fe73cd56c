"""Editions: which sources are releases of one table, by their names without the year and the month."""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields

from tracker.importing import periods
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:[0-9]{2}){0,2}")
_PART = re.compile(r"[0-9]{1,2}|[qkhw][0-9]{1,2}", re.IGNORECASE)
_BESIDE = 2  # how far from its year a month stands at most, as in 30-06-2024
_LONG = 3  # a longer name of a month is no other word


def stem(source: str) -> str:
    """Return the name of a source, a path or an address, without folder, ending and query."""
    last = re.sub(r"[?#].*$", "", source).rstrip("/").rpartition("/")[2].rpartition("\\")[2]
    return re.sub(r"\.[a-z]{2,5}$", "", last, flags=re.IGNORECASE)


def series_of(source: str) -> str:
    """Return the name that all editions of a table share, as an id: `Rates 2024-06 (1).csv` is `rates`."""
    name = re.sub(r"\s*\([0-9]{1,2}\)$", "", stem(source))
    words = [
        word
        for word in re.split(r"[-_ .,()]+", re.sub(r"(?<=[^\W\d_])(?=(?:19|20)[0-9]{2})", "-", name))
        if word
    ]
    years = [place for place, word in enumerate(words) if _YEAR.fullmatch(word)]
    kept = [
        word
        for place, word in enumerate(words)
        if not _YEAR.fullmatch(word)
        and not (periods.is_month(word) and len(word) > _LONG)
        and not (_is_part(word) and any(abs(place - year) <= _BESIDE for year in years))
    ]
    return ident(" ".join(kept or words))


def _is_part(word: str) -> bool:
    return _PART.fullmatch(word) is not None or periods.is_month(word)


def of_one(known: Fields[str, Mapping], source: str) -> dict[str, Mapping]:
    """Return the mappings of the table that a source is an edition of.

    Those of other tables say nothing about it, even where its columns are called the same.
    """
    wanted = series_of(source)
    return {name: own for name, own in known.items() if wanted in (name, series_of(name))}

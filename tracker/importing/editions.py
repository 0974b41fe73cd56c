"""Editions: which sources are releases of one table, by their names without the year and the month."""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields
from collections.abc import Sequence
from itertools import groupby

from tracker.importing import periods
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:[0-9]{2}){0,2}")
_PART = re.compile(r"[0-9]{1,2}|[qkhw][0-9]{1,2}", re.IGNORECASE)
_BESIDE = 2  # how far from its year a month stands at most, as in 30-06-2024
_LONG = 3  # a longer name of a month is no other word

_BESIDE_DATES = re.compile(
    r"to|and|in|for|from|as|of|at|on|the|since|until|through|between|last|updated?|released|published|edition"
    r"|revised|years?|bis|und|von|vom|im|den|seit|stand|jahre?|aktualisiert|ausgabe|till?|fra|från|og|och|i|per"
    r"|oppdatert|uppdaterad|utgave|år|đến|và|từ|ngày|tháng|năm|cập|nhật|quý"
)
_JOINED = re.compile(  # 31.12.2022, 12/2022, 2022-12-31, 2022/23
    r"(?<!\d)(?:\d{1,2}[.-]\d{1,2}[.-]|(?:\d{1,2}/){1,2}|\d{1,2}\.)?((?:19|20)\d\d)(?:[/.-]\d{1,2}){0,2}(?!\d)"
)


# What stands in brackets behind a title and says no more than that there are several editions of a table.
_OF_EDITION = re.compile(
    r"\((?:(?:revised|updated|provisional|preliminary|final|figures|data|edition|version|sơ bộ|chính thức"
    r"|vorläufige?|endgültige?|foreløpige?|endelige?|preliminära?|slutliga?|tall|zahlen|siffror)[ ,]*)+\)"
)
_TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")


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


def undated(title: str) -> str:
    """Return the words of a title without the years or the date at its end; nothing where it ends with none.

    `Jobs by region, 1990–2022` and `Jobs by region (updated 3 March 2023)` are `jobs by region`.
    """
    words = re.findall(r"[^\W_]+", _JOINED.sub(r"\1", title.casefold()))
    end = len(words)
    while end and _is_of_date(words, end - 1):
        end -= 1
    return " ".join(words[:end]) if any(map(_YEAR.fullmatch, words[end:])) else ""


def timeless(title: str) -> str:
    """Return the words and signs of a title without the years and dates in it, and without its edition.

    `Jobs (%) in March 2023 by region (revised)` is `jobs % by region`.
    """
    plain = _TIME.sub("", _OF_EDITION.sub("", _JOINED.sub(r"\1", title.casefold())))
    words = re.findall(r"[^\W_]+|[%‰€$£]", plain)
    runs = groupby(range(len(words)), lambda place: _is_of_date(words, place))
    texts = [[words[place] for place in run] for _, run in runs]
    return " ".join(word for run in texts if not any(map(_YEAR.fullmatch, run)) for word in run)


def _is_of_date(words: Sequence[str], place: int) -> bool:
    """Tell whether a word is part of a date: a year, a month, a number beside a month, or what joins them."""
    word = words[place]
    if _YEAR.fullmatch(word) or periods.is_month(word) or _BESIDE_DATES.fullmatch(word):
        return True
    near = words[max(place - 1, 0) : place + 2]
    beside = any(periods.is_month(one) or one in ("tháng", "ngày", "quý") for one in near)
    return _PART.fullmatch(word) is not None and (beside or not word.isdigit())


def _is_part(word: str) -> bool:
    return _PART.fullmatch(word) is not None or periods.is_month(word)


def of_one(known: Fields[str, Mapping], source: str) -> dict[str, Mapping]:
    """Return the mappings of the table that a source is an edition of.

    Those of other tables say nothing about it, even where its columns are called the same.
    """
    wanted = series_of(source)
    return {name: own for name, own in known.items() if wanted in (name, series_of(name))}

"""Misread: the period that an author meant who wrote it in another way, or the two that it may be."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError

from tracker.periods import of_series

_BUDDHIST = 543
"""Years by which the Buddhist era is ahead of the common one."""
_PAIR = r"([0-9]{4})[/-]([0-9]{2}|[0-9]{4})"
_WAYS: tuple[tuple[str, str], ...] = (
    (rf"{_PAIR}(?:/|-| ?TO ?){_PAIR}", r"\1-\2/\3-\4"),  # 2022/23/2025/26, 2022/23-2025/26
    (r"([0-9]{4})(?:-| ?TO ?)([0-9]{4})", r"\1/\2"),  # 2024-2026, 2024 to 2026
    (r"([0-9]{2})([0-9]{2})[/-](1[3-9]|[2-9][0-9])", r"\1\2/\1\3"),  # 2018-20
    (r"([0-9]{4})[ /_.-]?([QH][1-4])", r"\1-\2"),  # 2024Q2
    (r"([QH][1-4])[ /_.-]?([0-9]{4})", r"\2-\1"),  # Q2 2024
    (r"([0-9]{4})-?M(0[1-9]|1[0-2])", r"\1-\2"),  # 2024M06
    (r"([0-9]{4})[/._](0[1-9]|1[0-2])", r"\1-\2"),  # 2024/06
    (r"(0[1-9]|1[0-2])[/._-]([0-9]{4})", r"\2-\1"),  # 06/2024
    (r"(?:FY|SY|AY)[ -]?([0-9]{4}[/-][0-9]{2}(?:[0-9]{2})?)", r"\1"),  # FY 2024/25
    (r"(?:FY|SY|AY)[ -]?([0-4][0-9])[/-]([0-9]{2})", r"20\1/\2"),  # FY24/25
    (r"([0-9]{4}/[0-9]{2})[ ,_]+([A-Z][0-9]{1,2})", r"\1-\2"),  # 2024/25 Q1
    (r"([QH][1-4])[ ,]+([0-9]{4}[/-][0-9]{2})", r"\2-\1"),  # Q1 2024/25
)


def meant_period(given: str) -> str:
    """Return the spelling of a period that a text stands for; empty where it has none, or more than one."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", given)).strip().upper()
    text = re.sub(r"\s*([/-])\s*", r"\1", text)
    if text != given and _sound(text):
        return text
    for pattern, spelling in _WAYS:
        if re.fullmatch(pattern, text, re.ASCII):
            return _sound(re.sub(pattern, spelling, text, flags=re.ASCII))
    era = re.search(r"(?<![0-9])2[4-7][0-9]{2}(?![0-9])", text, re.ASCII)
    if era and not re.search(r"[0-9]", text.replace(era[0], "")):
        return str(int(era[0]) - _BUDDHIST)
    return ""


_NAMED = r"(?:FY|SY|AY)"
_FULL = r"(?:19|20)[0-9]{2}"
_ONE_YEAR = re.compile(rf"{_NAMED}[ -]?({_FULL}|[0-4][0-9])|({_FULL})[ -]?{_NAMED}", re.ASCII)


def either_year(given: str) -> dict[str, str]:
    """Return the two years that FY2024 may be: by country it ends in 2024 or begins then."""
    match = _ONE_YEAR.fullmatch(unicodedata.normalize("NFKC", given).strip().upper())
    if not match:
        return {}
    written = match[1] or match[2]
    year = int(written) if len(written) > len("24") else 2000 + int(written)
    ends, begins = (f"{one}/{(one + 1) % 100:02d}" for one in (year - 1, year))
    return {"ends": ends, "begins": begins, "months": f"{year - 1}-04/{year}-03"}


def _sound(text: str) -> str:
    try:
        of_series(text)
    except PydanticCustomError:
        return ""
    return text

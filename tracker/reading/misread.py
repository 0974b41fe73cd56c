"""Misread: the period that an author meant who wrote it in another way, or the two that it may be."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError

from tracker.numberless import QUOTES
from tracker.periods import of_series
from tracker.reading.files import is_id

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
    (r"([1-9])[/.]([0-9]{4})", r"\2-0\1"),  # 6/2024; 2005/6 may be two years
    (r"([0-9]{4})\.0", r"\1"),  # 2030.0, out of a spreadsheet
    (r"(?:FY|SY|AY)[ -]?([0-9]{4}[/-][0-9]{2}(?:[0-9]{2})?)", r"\1"),  # FY 2024/25
    (r"(?:FY|SY|AY)[ -]?([0-4][0-9])[/-]([0-9]{2})", r"20\1/\2"),  # FY24/25
    (r"([0-9]{4}/[0-9]{2})[ ,_]+([A-Z][0-9]{1,2})", r"\1-\2"),  # 2024/25 Q1
    (r"([QH][1-4])[ ,]+([0-9]{4}[/-][0-9]{2})", r"\2-\1"),  # Q1 2024/25
)
_MONTHS = (
    r"JAN(?:UAR[YI]?)?",
    r"FEB(?:RUAR[YI]?)?",
    r"MAR(?:CH|S)?|MÄRZ",
    r"APR(?:IL)?",
    r"MA[YIJ]",
    r"JUN[EI]?",
    r"JUL[YI]?",
    r"AUG(?:USTI?)?",
    r"SEPT?(?:EMBER)?",
    r"O[CK]T(?:OBER)?",
    r"NOV(?:EMBER)?",
    r"DE[CSZ](?:EMBER)?",
)
"""The names of the months in the languages of the product; in Vietnamese they have numbers."""
_NUMBERED = re.compile(r"THÁNG (0?[1-9]|1[0-2])(?: NĂM |/| )([0-9]{4})", re.ASCII)
_LAST_DAY = re.compile(
    r"(?:BY )?(?:(?:THE )?END[ -](?:OF )?|ENDE |CUỐI (?:NĂM )?|UTGANGEN AV |SLUTTEN AV |SLUTET AV )|BY "
)


def meant_deadline(given: str) -> str:
    """Return the spelling of a deadline: a period ends with its last day, so `end of 2030` is 2030."""
    text = unicodedata.normalize("NFKC", given).strip()
    before = _LAST_DAY.match(text.upper())
    rest = text[before.end() :] if before else text
    return (_sound(rest) if before else "") or meant_period(rest)


_DAYS = (
    r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?:[T ][0-9:.]+Z?)?",  # 2026-11-01 00:00
    r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})",  # 1.11.2026
    r"(?P<d>1[3-9]|[23][0-9])[-/](?P<m>[0-9]{1,2})[-/](?P<y>[0-9]{4})",  # 31/12/2030; 1/11/2026 may be two
    r"(?P<m>[0-9]{1,2})[-/](?P<d>1[3-9]|[23][0-9])[-/](?P<y>[0-9]{4})",  # 12/31/2030
)


def meant_day(given: str) -> str:
    """Return the spelling of a day that was written in another way; empty where it may be two, or none."""
    text = given.strip(QUOTES + ", ")
    for found in filter(None, (re.fullmatch(pattern, text, re.ASCII) for pattern in _DAYS)):
        return _sound(f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}")
    return ""


def meant_id(given: str) -> str:
    """Return the id that a text means: %, Percent, plan_2024 or plan-2024.yaml; empty where it means none."""
    plain = given.strip(QUOTES).casefold().replace("_", "-").removeprefix("seeds/").removesuffix(".yaml")
    return "percent" if plain in ("%", "\uff05", "per cent") else plain if is_id(plain) else ""


def _named_month(text: str) -> str:
    """Return the month of a text such as APRIL 2024; empty where it is none."""
    if match := _NUMBERED.fullmatch(text):
        return _sound(f"{match[2]}-{int(match[1]):02d}")
    for number, names in enumerate(_MONTHS, 1):
        if match := re.fullmatch(rf"(?:{names})\.?[ ,-]+([0-9]{{4}})", text, re.ASCII):
            return _sound(f"{match[1]}-{number:02d}")
    return ""


def meant_period(given: str) -> str:
    """Return the spelling of a period that a text stands for; empty where it has none, or more than one."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", given)).upper()
    text = text.strip(QUOTES + ", ")
    text = re.sub(r"\s*([/-])\s*", r"\1", text)
    if text != given and _sound(text):
        return text
    for pattern, spelling in _WAYS:
        if re.fullmatch(pattern, text, re.ASCII):
            return _sound(re.sub(pattern, spelling, text, flags=re.ASCII))
    era = re.search(r"(?<![0-9])2[4-7][0-9]{2}(?![0-9])", text, re.ASCII)
    if era and not re.search(r"[0-9]", text.replace(era[0], "")):
        return str(int(era[0]) - _BUDDHIST)
    return _named_month(text)


_NAMED = r"(?:FY|SY|AY)"
_FULL = r"(?:19|20)[0-9]{2}"
_ONE_YEAR = re.compile(rf"{_NAMED}[ -]?({_FULL}|[0-4][0-9])|({_FULL})[ -]?{_NAMED}", re.ASCII)
_PART = re.compile(
    r"(?P<year>.*[^ -])[ -](?P<part>Q[1-4]|H[12])|(?P<first>Q[1-4]|H[12])[ -](?P<of>.*)", re.ASCII
)


def either_year(given: str) -> dict[str, str]:
    """Return the two years that FY2024 may be: by country it ends in 2024 or begins then.

    Of a part such as FY2024-Q1 the two parts; the months are those of a year from April on.
    """
    text = unicodedata.normalize("NFKC", given).strip().upper()
    parted = _PART.fullmatch(text)
    match = _ONE_YEAR.fullmatch((parted["year"] or parted["of"]) if parted else text)
    if not match:
        return {}
    written = match[1] or match[2]
    year = int(written) if len(written) > len("24") else 2000 + int(written)
    ends, begins = (f"{one}/{(one + 1) % 100:02d}" for one in (year - 1, year))
    years = {"ends": ends, "begins": begins, "months": f"{year - 1}-04/{year}-03"}
    return _part_of_either(years, parted["part"] or parted["first"]) if parted else years


def _part_of_either(years: dict[str, str], part: str) -> dict[str, str]:
    """Return a quarter or a half of two years."""
    length = {"Q": 3, "H": 6}[part[0]]
    first = int(years["months"][:4]) * 12 + 3 + length * (int(part[1]) - 1)
    ends = "/".join(f"{at // 12}-{at % 12 + 1:02d}" for at in (first, first + length - 1))
    return {at: f"{years[at]}-{part}" for at in ("ends", "begins")} | {"months": ends}


def turned(given: object) -> str:
    """Return a period whose first is written behind its last, the right way round; empty where it is none."""
    text = "/".join(map(str, given)) if isinstance(given, list) else str(given)
    ends = re.sub(r"^([0-9]{4}) ?[-\u2013] ?([0-9]{4})$", r"\1/\2", text.strip(), flags=re.ASCII).split("/")
    sound = len(ends) == 2 and all(_sound(end) for end in ends)
    return _sound("/".join(reversed(ends))) if sound and not _sound("/".join(ends)) else ""


def meant_stretch(given: object) -> str:
    """Return the period that two in brackets stand for, first and last; empty where they are none."""
    if not isinstance(given, list) or len(given) != 2 or not all(isinstance(one, str) for one in given):
        return ""
    text = "/".join(given)
    return _sound(text) or meant_period(text)


def _sound(text: str) -> str:
    try:
        of_series(text)
    except PydanticCustomError:
        return ""
    return text

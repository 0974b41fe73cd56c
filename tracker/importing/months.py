"""Months: quarters and months in a column of their own, beside a column of years or below heads of years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tracker.importing import periods
from tracker.importing.columns import plays

_MONTH = re.compile(r"months?( name| number)?|monate?|måneder|måned|månad(er)?|tháng|mois|mes", re.IGNORECASE)
_QUARTER = re.compile(
    r"quarters?|quartale?|kvartal(er)?|quý|trimestre|(trong năm )?(kỳ|periods?|perioden?)", re.IGNORECASE
)
_QUARTERS_ONLY = re.compile(r"quarters?|quartale?|kvartal(er)?|quý|trimestre", re.IGNORECASE)
_ORDINAL = re.compile(
    r"(?P<n>[1-4])\s?(?:\.|st|nd|rd|th)?\s?(?:quarter|quartal|kvartal)|(?:quý|quartal|kvartal)\s(?P<m>[1-4])",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?:Q|Quý|Quarter|Quartal|Kvartal)?\s?(?P<n>I{1,3}|IV)\.?(?:\s(?:quarter|Quartal|kvartal))?"
)
_NUMBERED = re.compile(r"(?:tháng|month|monat|måned|månad)\s?(?P<n>0?[1-9]|1[0-2])", re.IGNORECASE)
_BARE_MONTH = re.compile("(?P<n>0?[1-9]|1[0-2])")
_SAYS_MONTH = re.compile(r"month|monat|måned|månad|tháng|\bmois\b|\bmes\b|YYYY-?MM", re.IGNORECASE)
_HYPHENED = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})(?![0-9-])")
_NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_YEAR = re.compile("[12][0-9]{3}")
_DAY, _MONTH_OF_YEAR = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile("[0-9]{4}-[0-9]{2}")
_LOOKED_AT = 60


def year_of(text: str) -> tuple[str, str]:
    """Return the year that a cell holds and the mark behind it, as of `2020¹` or `2020 (p)`; else nothing."""
    found = periods.read(text, periods.Habits())
    if isinstance(found, periods.Open) or not _YEAR.fullmatch(found.period) or found.period != text[:4]:
        return "", ""
    return found.period, found.tail


def of_year(year: str, name: str, text: str) -> str:
    """Return a year with its month or quarter in a spelling that is read: `2020 Jan`, `2020-Q1`, `2020M07`.

    Args:
        year: the year, with the mark behind it, which stays.
        name: the name of the column of months or quarters, which says what a bare number is.
        text: what stands in it.
    """
    own, mark = ("", "") if _YEAR.fullmatch(year) else year_of(year)
    part = _of_bare_year(own or year, name, " ".join(text.split()))
    marked = (f"{part}{mark}", f"{part} [{re.sub(r'[][()]', '', mark)}]") if part and mark else ()
    return next(filter(_is_part, marked), part)


def _of_bare_year(year: str, name: str, bare: str) -> str:
    numbered = _NUMBERED.fullmatch(bare) or (_MONTH.fullmatch(name) and _BARE_MONTH.fullmatch(bare))
    if numbered:
        return f"{year}M{int(numbered['n']):02}"
    if quarter := _quarter(name, bare) or _quarter_of_month(year, name, bare):
        return f"{year}-Q{quarter}"
    spelled = (
        () if not bare or bare.isdigit() or periods.looks_like_one(bare) else (f"{year} {bare}", year + bare)
    )
    return next(filter(_is_part, spelled), "")


def _quarter(name: str, text: str) -> int:
    """Return the number of a quarter that is written as a bare, an ordinal or a Roman number; else 0."""
    if _MONTH.fullmatch(name):
        return 0
    if re.fullmatch("[1-4]", text) and _QUARTER.fullmatch(name):
        return int(text)
    if ordinal := _ORDINAL.fullmatch(text):
        return int(ordinal["n"] or ordinal["m"])
    roman = _ROMAN.fullmatch(text)
    return _NUMBERS[roman["n"]] if roman else 0


def are_quarters(name: str, texts: Sequence[str]) -> bool:
    """Tell whether 1/2024 is a quarter: below a head that says so, and none is called by its last month."""
    numbers = {text.partition("/")[0].strip().removeprefix("0") for text in texts if "/" in text}
    called = _QUARTERS_ONLY.fullmatch(name) is not None
    return called and numbers <= set("1234") and not numbers <= {"3"}


def are_pairs(name: str, texts: Iterable[str]) -> bool:
    """Tell whether each 2009-10 of a column may be a year across two, and its head says nothing of months."""
    ends = [(int(one[1]), int(one[2])) for text in texts if (one := _HYPHENED.search(text))]
    return bool(ends) and not _SAYS_MONTH.search(name) and all(end == (year + 1) % 100 for year, end in ends)


def are_firsts(name: str, texts: Iterable[str], habits: periods.Habits) -> bool:
    """Tell whether each day of a column stands for the month that it begins.

    So it does below a head that says month, beside months, and where the days are the first ones of months
    in a row.
    """
    read = {found.period for text in texts if isinstance(found := periods.read(text, habits), periods.Read)}
    days = sorted(one for one in read if _DAY.fullmatch(one))
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in days]
    in_a_row = len(days) > 2 and months == [*range(months[0], months[0] + len(days))]
    stated = _SAYS_MONTH.search(name) or in_a_row or any(_MONTH_OF_YEAR.fullmatch(one) for one in read)
    return bool(days and stated) and all(day.endswith("-01") for day in days)


def _quarter_of_month(year: str, name: str, text: str) -> int:
    """Return the number of a quarter that is called by its last month where the head says quarter; else 0."""
    found = periods.read(f"{year} {text}", periods.Habits()) if _QUARTERS_ONLY.fullmatch(name) else None
    ends = re.fullmatch(r"[0-9]{4}-(03|06|09|12)", found.period) if isinstance(found, periods.Read) else None
    return int(ends[1]) // 3 if ends else 0


def _is_part(text: str) -> bool:
    found = periods.read(text, periods.Habits())
    return isinstance(found, periods.Read) and "-" in found.period and "/" not in found.period


def column(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the column that holds months or quarters without their year; -1 where none does."""
    called = [place for place, name in enumerate(names) if _is_called_so(name)]
    below = rows[:_LOOKED_AT]
    return beside(names, called, {c: [row[c].strip() for row in below if c < len(row)] for c in called})


def beside(
    names: Sequence[str],
    columns: Sequence[int],
    samples: Mapping[int, Sequence[str]],
    years: Sequence[str] = (),
) -> int:
    """Return the one of some columns that holds the months or quarters of the years beside it; -1 for none.

    Args:
        names: those of all columns.
        columns: those to choose from.
        samples: the first cells of each.
        years: the cells of a column of periods, which are to be years; none where heads are years.
    """
    filled = [year for year in years if year]
    if sum(bool(year_of(year)[0]) for year in filled) < 0.9 * len(filled):
        return -1
    for place in columns:
        if _is_called_so(names[place]):
            cells = [cell for cell in samples[place] if cell]
            held = [cell for cell in cells if of_year("2020", names[place], cell)]
            if len(set(held)) > 1 and len(held) * 4 >= len(cells) * 3:
                return place
    return -1


def _is_called_so(name: str) -> bool:
    """Tell whether a column is called as those of months, quarters or periods are."""
    return bool(_MONTH.fullmatch(name) or _QUARTER.fullmatch(name)) or plays("period", name)

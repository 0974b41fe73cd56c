"""Periods: from the years, quarters and spans that offices print to those of the data format.

What can be meant in two ways is not read: the answer says which question is open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.importing import footnotes
from tracker.importing.month_names import MONTHS
from tracker.importing.numbers import DIGITS
from tracker.scalars import FIRST_YEAR, LAST_YEAR

_FREQUENCIES = (
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{4}-Q\d"), "quarter"),
    (re.compile(r"\d{4}-H\d"), "half-year"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
)
_FIRST_DAY = re.compile("[0-9]{4}-[0-9]{2}-01")
_Y = r"(?P<y>(?:1[5-9]|2[0-9])[0-9]{2})"
_Y2 = r"(?P<z>(?:1[5-9]|2[0-9])[0-9]{2}|[0-9]{2})"
_M = r"(?P<m>[^\W\d_]{3,12})\.?"
_DASH = r"\s*[-–—/]\s*"
# What stands behind a year and is no part of it: a letter, a star, a note in brackets.
_TAIL = re.compile(
    r"(?P<bare>.*?[0-9Qq])\s*(?P<tail>[\[(][^\])]*[\])]|\*+|(?:(?<=[0-9]{4})|(?<=[0-9]{4}[/–-][0-9]{2})|(?<=[Qq][1-4]))(?:[a-z]|[PEF])(?![a-z0-9]))",
    re.DOTALL,
)
# What stands before or behind a year and says how final its figures are.
_STATUS = (
    r"sơ bộ|ước(?: tính)?|prel(?:iminary|\.)?|provisional|estimated?|est\.?|forecast|projected|projection"
    r"|prov\.|vorläufig|prognose|foreløpig|preliminär|prognos|dự báo"
)
_ACTUAL = r"actuals?|observed|final|ist|endgültig|faktisk|endelig|utfall|thực tế"
_LEAD = re.compile(rf"(?P<tail>{_STATUS}|{_ACTUAL}|\([pef]\))\s+(?P<bare>.*[0-9])", re.IGNORECASE)
_BEHIND = re.compile(rf"(?P<bare>[0-9]{{4}})\s+(?P<tail>{_STATUS}|{_ACTUAL}|(?-i:[prebsPE]))", re.IGNORECASE)
_IS_ACTUAL = re.compile(_ACTUAL, re.IGNORECASE)
# What stands beside a year for which something is wanted, so that nothing was observed in it.
_GOAL = re.compile(
    r"(?:\S+[ -]){0,2}(?:targets?|targeted|goals?|objectives?|ziel|zielwert|sollwert|mål|måltall|målvärde"
    r"|målsetting|mục tiêu)(?: (?:value|level|year))?(?: (?:for|by|in|until|til|till|bis|für))?"
    r"|(?:plan|planned|planwert|planlagt|planerad|kế hoạch)(?: (?:value|figure|for))?",
    re.IGNORECASE,
)


_PLAIN = DIGITS | {0xA0: " ", 0x200E: "", 0x200F: ""}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a column of periods is to be read where it can be meant in two ways.

    Attributes:
        first: `day` or `month`: what comes first in 3/4/2025.
        starts: the month in which a year across two calendar years, such as 2015/16, begins; 0 for unknown.
        across: whether 2007-08 is such a year because others of the column are.
        pairs: whether nothing says if 2007-08 is such a year or a month.
        days: whether Mar-31 is a day of no year because others of the column are.
        spans: whether 2000-10 is a span of years, as beside 2010-18, and no month.
        quarters: whether 1/2024 is a quarter, below a head that says so, and no month.
        firsts: whether 2024-03-01 is the month that it begins.
        statline: whether 2024KW01 is a quarter, as beside 2024JJ00, and not a calendar week.
    """

    first: str = ""
    starts: int = 0
    across: bool = False
    pairs: bool = False
    days: bool = False
    statline: bool = False
    spans: bool = False
    quarters: bool = False
    firsts: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A period that was read: in the spelling of the data format, and what was printed behind it."""

    period: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A period that was not read: `split`, `pair` or `order` for a question, `unknown`, or `range`."""

    why: str


def read(text: str, habits: Habits) -> Read | Open:
    """Return the period that a cell states, or why it is not read."""
    bare = " ".join((text if text.isascii() else text.translate(_PLAIN)).split())
    bare, notes = footnotes.parted(bare.replace(" (%) [", " ["))  # `2020 (%) [note 2]`
    tailed = _TAIL.fullmatch(bare) or _LEAD.fullmatch(bare) or _BEHIND.fullmatch(bare)
    found = _spelled(bare, habits)
    tail = ""
    if found is None and tailed:
        found, tail = _spelled(tailed["bare"].strip(), habits), tailed["tail"]
    if found is None or (tail and is_goal(tail.strip("[]()* "))):
        return Open("unknown")
    if isinstance(found, Open):
        return found
    if habits.firsts and _FIRST_DAY.fullmatch(found):
        found = found[:7]
    years = [int(year) for year in re.findall(r"(?:^|/)([0-9]{4})", found)]
    if not years or not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
        return Open("range")
    return Read(found, ", ".join(filter(None, ("" if _IS_ACTUAL.fullmatch(tail) else tail, notes))))


def looks_like_one(text: str) -> bool:
    """Tell whether a cell holds a period in some spelling."""
    found = read(text, Habits())
    return isinstance(found, Read) or found.why in ("split", "order")


def is_goal(words: str) -> bool:
    """Tell whether words beside a year, such as `Target` or `Plan`, say that its figure is a wish."""
    return _GOAL.fullmatch(words) is not None


def has_lead(text: str) -> bool:
    """Tell whether words such as `Forecast` stand before a period."""
    return _LEAD.fullmatch(" ".join(text.split())) is not None


def is_actual(text: str) -> bool:
    """Tell whether a period says, as `Actual 2020` does, that its figures are those of what happened."""
    bare = " ".join(text.split())
    match = _LEAD.fullmatch(bare) or _BEHIND.fullmatch(bare)
    return match is not None and _IS_ACTUAL.fullmatch(match["tail"]) is not None


def frequency(spans: Iterable[str]) -> str:
    """Return how often figures come, where all their periods are of one length."""
    kinds = {next((name for form, name in _FREQUENCIES if form.fullmatch(span)), "") for span in spans}
    return kinds.pop() if len(kinds) == 1 else ""


def is_month(word: str) -> bool:
    """Tell whether a word is the name of a month."""
    return word.casefold() in MONTHS


def day_orders(texts: Iterable[str]) -> set[str]:
    """Return which of `day` and `month` can come first in every date of a column."""
    orders = {"day", "month"}
    for text in texts:
        match = _SLASHED.fullmatch(text.strip())
        if match:
            one, two = int(match["a"]), int(match["b"])
            orders -= {"month"} if one > 12 else set()
            orders -= {"day"} if two > 12 else set()
    return orders


def are_days(texts: Iterable[str]) -> bool:
    """Tell whether a column with Mar-31 and Jun-30 holds days of one year, no months of 2031 and 2030."""
    found = [match for text in texts if (match := _SHORT.fullmatch(text.strip()))]
    months = [MONTHS.get(match["m"].casefold(), 0) for match in found]
    ends = [int(match["s"]) for match in found]
    if len(found) < 2 or not all(months) or not all(1 <= end <= 31 for end in ends):
        return False
    days, dated = list(zip(months, ends, strict=True)), list(zip(ends, months, strict=True))
    last = all(end in (28, 29) if month == 2 else end == _LENGTHS[month] for month, end in days)
    return last or any(
        days == sorted(set(days), reverse=back) and dated != sorted(dated, reverse=back)
        for back in (False, True)
    )


def are_spans(texts: Iterable[str]) -> bool:
    """Tell whether a column with 2010-18, which is no month and no year across two, holds spans of years."""
    found = [match for text in texts if (match := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text.strip()))]
    return any(12 < int(end) != (int(start) + 1) % 100 for start, end in (match.groups() for match in found))


def _spelled(text: str, habits: Habits) -> str | Open | None:
    for pattern, made in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            found = made(match, habits)
            if found is not None:
                return found
    return None


def _year(match: re.Match[str], _: Habits) -> str:
    return match["y"]


def _quarter(match: re.Match[str], _: Habits) -> str:
    return f"{match['y']}-Q{_ROMAN.get(match['q'].upper(), match['q'])}"


def _statline(match: re.Match[str], habits: Habits) -> str | None:
    """Return the quarter of 2024KW01 where the column is of StatLine; elsewhere it may be a week."""
    return _quarter(match, habits) if habits.statline else None


def _half(match: re.Match[str], _: Habits) -> str:
    return f"{match['y']}-H{_HALVES.get(match['h'].casefold(), match['h'])}"


def _month(match: re.Match[str], _: Habits) -> str | None:
    number = int(match["n"])
    return f"{match['y']}-{number:02}" if 1 <= number <= 12 else None


def _numbered(match: re.Match[str], habits: Habits) -> str | None:
    return f"{match['y']}-Q{int(match['n'])}" if habits.quarters else _month(match, habits)


def _hyphened(match: re.Match[str], habits: Habits) -> str | Open | None:
    """Return the month of 2024-06; 2007-08 may be a month or a year across two, and 2007-8 is a month."""
    text = match[0]
    number = int(match["n"])
    across = len(match["n"]) == 2 and "m" not in text.casefold() and number == (int(match["y"]) + 1) % 100
    if (across and number > 12) or (habits.spans and len(match["n"]) == 2 and not across):
        return None
    if across and (habits.starts or habits.across):
        return _across(int(match["y"]), int(match["y"]) + 1, habits)
    return Open("pair") if across and habits.pairs else _month(match, habits)


def _named_month(match: re.Match[str], _: Habits) -> str | None:
    number = MONTHS.get(match["m"].casefold())
    return f"{match['y']}-{number:02}" if number else None


def _short_year(match: re.Match[str], habits: Habits) -> str | None:
    """Return the month of Jan-24; a day without a year would be no period."""
    number, year = MONTHS.get(match["m"].casefold()), int(match["s"])
    if habits.days:
        return None
    return f"{year + (1900 if year > 69 else 2000)}-{number:02}" if number else None


def _months(match: re.Match[str], _: Habits) -> str | None:
    """Return the span of two named months of one year; a whole quarter or half-year by its name."""
    one, two = MONTHS.get(match["m"].casefold()), MONTHS.get(match["n"].casefold())
    if not one or not two or one > two:
        return None
    year = match["y"]
    if two - one == 2 and one % 3 == 1:
        return f"{year}-Q{(one + 2) // 3}"
    if two - one == 5 and one in (1, 7):
        return f"{year}-H{1 if one == 1 else 2}"
    return year if two - one == 11 else f"{year}-{one:02}/{year}-{two:02}"


def _year_ending(match: re.Match[str], _: Habits) -> str | None:
    """Return the twelve months that end with a month."""
    number = MONTHS.get(match["m"].casefold())
    year = int(match["y"])
    if not number:
        return None
    return f"{year}" if number == 12 else f"{year - 1}-{number + 1:02}/{year}-{number:02}"


def _day(match: re.Match[str], _: Habits) -> str | None:
    return _valid(int(match["y"]), int(match["n"]), int(match["d"]))


def _slashed(match: re.Match[str], habits: Habits) -> str | Open | None:
    """Return the day of 3/4/2025, where it is known what comes first."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    first = habits.first or ("day" if one > 12 else "month" if two > 12 else "")
    if not first and one != two:
        return Open("order")
    return _valid(year, two, one) if first == "day" else _valid(year, one, two)


def _named_day(match: re.Match[str], _: Habits) -> str | None:
    number = MONTHS.get(match["m"].casefold())
    return _valid(int(match["y"]), number, int(match["d"])) if number else None


def _named_days(match: re.Match[str], _: Habits) -> str | None:
    """Return the span from one named day to another; the year may stand behind the last one only."""
    one, two = MONTHS.get(match["m"].casefold()), MONTHS.get(match["n"].casefold())
    last = int(match["y"])
    first = int(match["x"] or last - (1 if one and two and one > two else 0))
    if not one or not two:
        return None
    begin, end = _valid(first, one, int(match["d"])), _valid(last, two, int(match["e"]))
    return f"{begin}/{end}" if begin and end and begin < end else None


def _valid(year: int, month: int, day: int) -> str | None:
    fine = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(min(max(year, 1), 9999), month)[1]
    return f"{year}-{month:02}-{day:02}" if fine else None


def _week(match: re.Match[str], _: Habits) -> str | None:
    try:
        monday = date.fromisocalendar(int(match["y"]), int(match["w"]), 1)
    except ValueError:
        return None
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _ends(match: re.Match[str]) -> tuple[int, int]:
    """Return both years of 2015/16; the second one may have two digits."""
    first, second = int(match["y"]), match["z"]
    return first, int(second) if len(second) == 4 else first - first % 100 + int(second) + (
        100 if int(second) < first % 100 else 0
    )


def _split(match: re.Match[str], habits: Habits) -> str | Open | None:
    """Return a year across two calendar years, or several whole years."""
    first, last = _ends(match)
    if last - first == 1:
        return _across(first, last, habits)
    return f"{first}/{last}" if 1 < last - first < 30 else None


def _across(first: int, last: int, habits: Habits) -> str | Open:
    """Return a year that begins in one calendar year and ends in the next, in the spelling of a calendar."""
    if not habits.starts:
        return Open("split")
    return str(first) if habits.starts == 1 else f"{first}/{last % 100:02}"


def _splits(match: re.Match[str], habits: Habits) -> str | Open | None:
    """Return the span of 2007/08 to 2008/09."""
    first, last = int(match["y"]), int(match["v"])
    if not habits.starts or first >= last:
        return Open("split") if first < last else None
    if habits.starts == 1:
        return f"{first}/{last}"
    return f"{first}-{(first + 1) % 100:02}/{last}-{(last + 1) % 100:02}"


def _years(match: re.Match[str], _: Habits) -> str | None:
    first, last = int(match["y"]), int(match["v"])
    return f"{first}/{last}" if first < last else str(first) if first == last else None


_V = r"(?P<v>(?:1[5-9]|2[0-9])[0-9]{2})"
_SLASHED = re.compile(rf"(?P<a>[0-9]{{1,2}})[/.-](?P<b>[0-9]{{1,2}})[/.-]{_Y}")
_SHORT = re.compile(rf"{_M}(?:\s?-\s?'?|\s?')(?P<s>[0-9]{{2}})")
_LENGTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_HALVES = {"đầu": "1", "cuối": "2"}
_Made = Callable[[re.Match[str], Habits], "str | Open | None"]
_FORMS: tuple[tuple[re.Pattern[str], _Made], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (rf"{_Y}(?:\.0+)?(?:-A1?|JJ00)?", _year),
        (rf"(?:FY|CY|YR|year|jahr|år|năm)\s?{_Y}", _year),
        (rf"{_Y}[\s-]*(?:Q|K|T|Quarter |quý )(?P<q>[1-4])", _quarter),
        (rf"{_Y}KW0(?P<q>[1-4])", _statline),
        (rf"K\s?(?P<q>[1-4])[\s/-]*{_Y}", _quarter),
        (rf"(?:Q|Quarter |quý )\s?(?P<q>[1-4]|I{{1,3}}|IV)(?:[\s/-]*| năm ){_Y}", _quarter),
        (rf"tháng (?P<n>[0-9]{{1,2}})(?:\s?[/-]\s?| năm ){_Y}", _month),
        (rf"6 tháng (?P<h>đầu|cuối) năm {_Y}", _half),
        (rf"(?P<q>[1-4])\s?(?:(?:\.|st|nd|rd|th)?\s?(?:quarter|quartal|kvartal)\s|Q\s?){_Y}", _quarter),
        (rf"{_Y}[\s-]*(?:H|S|HY)(?P<h>[12])", _half),
        (rf"H(?P<h>[12])[\s/-]*{_Y}", _half),
        (rf"{_Y}(?:-|-?M|MM)(?P<n>[0-9]{{1,2}})", _hyphened),
        (rf"(?P<n>[0-9]{{1,2}})/{_Y}", _numbered),
        (rf"{_M}[\s-]*{_Y}", _named_month),
        (rf"{_Y}[\s-]*{_M}", _named_month),
        (_SHORT.pattern, _short_year),
        (rf"(?:year|12 months|twelve months|YE) (?:ending|ended|to)?\s?(?:in )?{_M} {_Y}", _year_ending),
        (rf"{_M}(?:{_DASH}| to )(?P<n>[^\W\d_]{{3,12}})\.? {_Y}", _months),
        (rf"{_Y}-(?P<n>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?", _day),
        (_SLASHED.pattern, _slashed),
        (rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|\.)? {_M} {_Y}", _named_day),
        (rf"{_M} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_Y}", _named_day),
        (
            rf"(?P<d>[0-9]{{1,2}}) {_M}(?: (?P<x>[0-9]{{4}}))?(?:{_DASH}| to )(?P<e>[0-9]{{1,2}}) "
            rf"(?P<n>[A-Za-z]{{3,9}}) {_Y}",
            _named_days,
        ),
        (rf"{_Y}-?W(?P<w>[0-9]{{1,2}})", _week),
        (rf"(?:(?:financial|fiscal|school|academic) year |FY ?)?{_Y}{_DASH}{_Y2}", _split),
        (rf"{_Y}{_DASH}[0-9]{{2,4}}(?: to |{_DASH}){_V}{_DASH}[0-9]{{2,4}}", _splits),
        (rf"{_Y} (?:to|bis|til|till) {_V}", _years),
    )
)

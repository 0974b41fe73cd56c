"""Scalars: figures, days, periods and texts, each from the text that an author wrote.

A value is a text until its field decides what it is. The grammar of numbers is deliberately narrow:
what two programs could read differently is a fault with a plain spelling as hint.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from tracker import numberless

FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = 1e15
MOST_DECIMALS = 20
_ALIKE = timedelta(days=3)  # years and months of one name differ by their days
# The digits after the point, and the exponent.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]{1,3}))?", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][^\s<>\"\\^`{|}]*)?", re.ASCII)
_FILE_NAME = re.compile(r"(?!\.)[^/\\\x00]{1,200}")
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z]{1,20}(/[A-Za-z0-9_+-]{1,30}){1,2}", re.ASCII)
_TWO_NUMBERS = re.compile(
    r"[+-]?[0-9][0-9.,]*((\s*[;&]\s*|\s+)[+-]?[0-9][0-9.,]*\s*%?|,\s+[^\W\d]\D*\s[0-9].*)"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", re.ASCII)
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(-(Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?))?",
    re.ASCII,
)


def fault(code: str, **values: object) -> PydanticCustomError:
    """Return the error that the reader turns into a problem with this code."""
    return PydanticCustomError(code, code, values)


class Figure(float):
    """A number together with the count of decimals with which it was published."""

    __slots__ = ("decimals",)
    decimals: int

    def __new__(cls, value: float, decimals: int = 0) -> Figure:
        """Return `value` as a figure published with `decimals` digits after the point."""
        made = float.__new__(cls, value)
        made.decimals = decimals
        return made

    @property
    def step(self) -> float:
        """The unit of the last published digit, for example 0.01 for 39.85."""
        return float(10.0**-self.decimals)


def figure(given: object) -> Figure:
    """Return the number that a scalar states; the grammar is deliberately narrow.

    Raises:
        PydanticCustomError: S002 with a plain spelling as hint, S005 when out of range, or S045
            with more decimals than a figure can carry.
    """
    if isinstance(given, str):
        return _figure(given)
    if isinstance(given, Figure):
        return given
    if (inner := in_braces(given)) is not None:
        raise fault("S002", given=shown(f"{{{inner}}}"), plain=numberless.plain_number(inner))
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise fault("S002", given=shown(given), plain="")
    return _figure(str(given))


def in_braces(given: object) -> str | None:
    """Return what stands alone in braces, which makes a field of it: `{12.5}`."""
    return str(*given) if isinstance(given, dict) and [*given.values()] == [None] else None


@lru_cache(maxsize=4096)
def _figure(given: str) -> Figure:
    """Return the number that a text states; a portfolio has many figures of few digits."""
    match = _NUMBER.fullmatch(given)
    if not match:
        raise _no_number(given)
    value = float(given)
    if not -LARGEST <= value <= LARGEST:
        raise fault("S005", given=shown(given))
    fraction, exponent = match.groups()
    decimals = len(fraction) if fraction else 0
    decimals = max(0, decimals - int(exponent)) if exponent else decimals
    if decimals > MOST_DECIMALS:
        raise fault("S045", given=shown(given), most=f"{MOST_DECIMALS}")
    return Figure(value, decimals)


def _no_number(given: str) -> PydanticCustomError:
    """Return the fault of a text that is no number, by what it is instead."""
    kept = unicodedata.normalize("NFKC", given).strip()
    if numberless.is_spreadsheet_error(kept):
        return fault("S042", given=given)
    if numberless.is_change(kept):
        return fault("S044", given=given)
    if _TWO_NUMBERS.fullmatch(kept) and not numberless.GROUPED.fullmatch(kept):
        return fault("S043", given=given)
    return fault("S002", given=given, plain=numberless.plain_number(numberless.without_place(given.strip())))


def day(given: object) -> date:
    """Return the calendar day written as YYYY-MM-DD.

    Raises:
        PydanticCustomError: S006.
    """
    if isinstance(given, date):
        return given
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given, re.ASCII):
        try:
            found = date.fromisoformat(given)
        except ValueError:
            raise fault("S006", given=shown(given)) from None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise fault("S006", given=shown(given))


@lru_cache(maxsize=4096)
def year_point(moment: date) -> float:
    """Return a day's place on the time axis: 31 December 2030 is 2030.0, 30 June 2026 is 2025.5.

    A month counts one twelfth, whatever its length, so that month, quarter and half-year ends are
    exact (docs/method.md, section on time).
    """
    days = calendar.monthrange(moment.year, moment.month)[1]
    return moment.year - 1 + (moment.month - 1 + moment.day / days) / 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time that a figure or a deadline refers to; it sits at its last day.

    Attributes:
        printed: a period of a calendar of the portfolio; it is shown as it was printed.
        window: months of a moving window that ends here; 0 where there is none.
        mean: whether its figure is the mean of the spans from the first to the last, such as four terms.
        year: the last day's place on the time axis, in years.
    """

    last: date
    first: date
    text: str
    printed: bool = field(default=False, repr=False, compare=False)
    window: int = field(default=0, repr=False, compare=False)
    mean: bool = field(default=False, repr=False, compare=False)
    year: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the place on the time axis, which every pace asks for again and again."""
        object.__setattr__(self, "year", year_point(self.last))

    def overlaps(self, other: Period) -> bool:
        """Tell whether two stretches of one length share days: pooled years, moving windows."""
        alike = abs((self.last - self.first) - (other.last - other.first)) <= _ALIKE
        return alike and self.first <= other.last and other.first <= self.last

    def is_as(self, other: Period) -> bool:
        """Tell whether two periods are the same days, however they are written: 2024/25 and 2024-25."""
        return (self.first, self.last) == (other.first, other.last)

    @classmethod
    def parse(cls, given: object) -> Period:
        """Return the period written 2024, 2024-Q2, 2024-H1, 2024-06, 2024-06-30 or 2025-01/2025-07.

        Raises:
            PydanticCustomError: S007.
        """
        if isinstance(given, Period):
            return given
        found = _period(str(given) if isinstance(given, (str, int, date)) else "")
        if found is None:
            raise fault("S007", given=shown(given), months=financial_year(shown(given)))
        return found


@lru_cache(maxsize=1024)
def _period(text: str) -> Period | None:
    """Return the period that a text states, or None; a portfolio names few periods many times."""
    ends = [_span(part) for part in text.split("/")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or first[0] > last[1]:
        return None
    return Period(last[1], first[0], text)


def _span(text: str) -> tuple[date, date] | None:
    """Return first and last day of one calendar unit, or None when the text is not one."""
    match = _PERIOD.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    year, months = int(match["year"]), (1, 12)
    if match["quarter"]:
        months = (int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3)
    elif match["half"]:
        months = (int(match["half"]) * 6 - 5, int(match["half"]) * 6)
    elif match["month"]:
        months = (int(match["month"]), int(match["month"]))
    if not 1 <= months[0] <= 12:
        return None
    last_day = calendar.monthrange(year, months[1])[1]
    if match["day"]:
        number = int(match["day"])
        return (date(year, months[0], number),) * 2 if 1 <= number <= last_day else None
    return date(year, months[0], 1), date(year, months[1], last_day)


def financial_year(text: str) -> str:
    """Return first and last month of a financial year, for a field that no calendar reads."""
    pair = re.match(r"([0-9]{4})[/-]([0-9]{2}|[0-9]{4})(?![0-9])", text, re.ASCII)
    year = int(pair[1]) if pair and FIRST_YEAR <= int(pair[1]) < LAST_YEAR else 2024
    return f"{year}-04/{year + 1}-03"


def shown(given: object) -> str:
    """Return how a faulty value is named in a message."""
    if isinstance(given, dict):
        return "{…}"
    if isinstance(given, list):
        return "[…]"
    return "" if given is None else str(given)


def _text(given: object) -> str:
    if isinstance(given, str) and given.strip():
        return given
    raise fault("S008" if not isinstance(given, (dict, list)) else "S009", given=shown(given))


@lru_cache(maxsize=4096)
def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _ident(given: object) -> str:
    if isinstance(given, str) and _is_id(given):
        return given
    raise fault("S010", given=shown(given))


def _table_name(given: object) -> str:
    if isinstance(given, str) and given.endswith(".csv") and _ID.fullmatch(given.removesuffix(".csv")):
        return given
    raise fault("S066", given=shown(given))


def _link(given: object) -> str:
    if isinstance(given, str) and len(given) <= 2000 and _URL.fullmatch(given):
        return given
    raise fault("S011", given=shown(given))


def _file_name(given: object) -> str:
    if isinstance(given, str) and _FILE_NAME.fullmatch(given):
        return given
    raise fault("S038", given=shown(given))


def _flag(given: object) -> bool:
    if isinstance(given, bool) or given in ("true", "false"):
        return given in (True, "true")
    raise fault("S012", given=shown(given))


def _whole(given: object) -> int:
    if (found := figure(given)).is_integer():
        return int(found)
    raise fault("S013", given=shown(given))


def _language(given: object) -> str:
    if isinstance(given, str) and _LANGUAGE.fullmatch(given):
        return given
    raise fault("S014", given=shown(given))


def _zone(given: object) -> str:
    if isinstance(given, str) and _ZONE.fullmatch(given):
        try:
            return ZoneInfo(given).key
        except (KeyError, OSError, ValueError):  # no such zone, or a folder of zones
            pass
    raise fault("S037", given=shown(given), near=_zone_like(shown(given)))


def _zone_like(text: str) -> str:
    """Return the one zone whose city is spelt almost like the end of a text; empty when none is.

    An abbreviation such as EST or GMT+7 is like no city, and `Etc/GMT+7` is the other way round.
    """
    city = text[:40].rpartition("/")[2].casefold().replace(" ", "_")
    places = (name for name in sorted(available_timezones()) if "/" in name and not name.startswith("Etc/"))
    cities = {name.rpartition("/")[2].casefold(): name for name in places}
    close = get_close_matches(city, cities, 1, 0.8) if len(city) > len("EST") else []
    return cities[close[0]] if close else ""


def _need_english(texts: dict[str, str]) -> dict[str, str]:
    if "en" not in texts:
        raise fault("S015")
    return texts


def _per_language(given: object) -> object:
    if isinstance(given, str):
        raise fault("S016", given=shown(given))
    return given


def _plain_is_english(given: object) -> object:
    if isinstance(given, list):
        raise fault("S009", given=shown(given))
    return {"en": given} if isinstance(given, str) else given


def _pair(given: tuple[Figure, Figure]) -> tuple[Figure, Figure]:
    if given[0] >= given[1]:
        only = f"{given[0]:.15g}" if given[0] == given[1] else ""
        raise fault("S017", low=f"{given[0]:.15g}", high=f"{given[1]:.15g}", only=only)
    return given


_DAY = r"^\d{4}-\d\d-\d\d$"
SPAN = r"\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?"

NUMERAL = {"type": ["number", "string"], "pattern": f"^{_NUMBER.pattern}$"}
_WORDS = {"type": ["string", "number"]}  # 60.50 is as good a text as "60.50"
Number = Annotated[Figure, PlainValidator(figure), WithJsonSchema(NUMERAL)]
Value = Annotated[Figure, PlainValidator(figure), WithJsonSchema(_WORDS)]
"""A number of the measure, or of a word on its scale."""
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({**NUMERAL, "type": ["integer", "string"]})]
Day = Annotated[date, PlainValidator(day), WithJsonSchema({"type": "string", "pattern": _DAY})]
Span = Annotated[
    Period,
    PlainValidator(Period.parse),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{SPAN}(/{SPAN})?$"}),
]
_YES_OR_NO = {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema(_YES_OR_NO)]
Line = Annotated[str, PlainValidator(_text), WithJsonSchema(_WORDS)]
Ident = Annotated[
    str,
    PlainValidator(_ident),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"}),
]
TableName = Annotated[
    str,
    PlainValidator(_table_name),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z0-9][a-z0-9-]{0,79}\.csv$"}),
]
Link = Annotated[str, PlainValidator(_link), WithJsonSchema({"type": "string", "format": "uri"})]
Zone = Annotated[str, PlainValidator(_zone), WithJsonSchema({"type": "string"})]
FileName = Annotated[str, PlainValidator(_file_name), WithJsonSchema({"type": "string"})]
Language = Annotated[str, PlainValidator(_language), WithJsonSchema({"type": "string"})]
_TEXTS: dict[str, Any] = {
    "type": "object",
    "properties": {"en": _WORDS, "vi": _WORDS},
    "required": ["en"],
    "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"},
    "additionalProperties": _WORDS,
}
Texts = Annotated[
    dict[Language, Line],
    BeforeValidator(_per_language),
    AfterValidator(_need_english),
    WithJsonSchema(_TEXTS),
]
Prose = Annotated[
    dict[Language, Line],
    BeforeValidator(_plain_is_english),
    AfterValidator(_need_english),
    WithJsonSchema({"anyOf": [_WORDS, _TEXTS]}),
]
_ENDS = {"type": "array", "minItems": 2, "maxItems": 2}
Range = Annotated[tuple[Number, Number], AfterValidator(_pair), WithJsonSchema({**_ENDS, "items": NUMERAL})]
Values = Annotated[tuple[Value, Value], AfterValidator(_pair), WithJsonSchema({**_ENDS, "items": _WORDS})]

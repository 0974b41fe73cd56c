"""Language: every word, number, date and plural that a reader sees, in the language of the reader.

The words live in the gettext catalogues below `locale/`, under symbolic ids such as
`state.on_track`; numbers, dates and plurals follow CLDR through Babel. A catalogue entry that is
missing in a language falls back to English.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import localcontext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_skeleton, get_date_format, get_month_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from tracker.scalars import Figure, Period
from tracker.terms import Unit
from tracker.tongue import Tongue, shared

LANGUAGES: dict[str, str] = {
    "en": "English",
    "vi": "Tiếng Việt",
    "de": "Deutsch",
    "nb": "Norsk bokmål",
    "sv": "Svenska",
}
# British English writes the day before the month, as the Vietnamese and the European sources do.
_REGIONS = {"en": "GB", "vi": "VN", "de": "DE", "nb": "NO", "sv": "SE"}
# Vietnamese offices write days in these forms; CLDR abbreviates the month in ways they do not use.
_PATTERNS = {"vi": {"long": "d 'tháng' M 'năm' y", "medium": "dd/MM/y", "month": "MM/y"}}
# A float has at most 309 digits before the mark; with fewer than it needs Babel raises.
ENDED = ("..", "?.", "!.")
"""How a sentence ends with a point too many: what stands last in it ends one itself, as "12 Mio." does."""
_DIGITS = 400
MINUS = "\N{MINUS SIGN}"
"""The sign of a number below zero where a person reads it: no line ends behind it, as behind a hyphen."""
_MONTH = 30.4375
_FOLDER = Path(__file__).parent / "locale"


def full_years(first: date, last: date) -> int:
    """Return how many whole years of the calendar lie between two days."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


class Words:
    """The words of one language; `words("state.met")` is the plain call.

    Attributes:
        language: the code, for example `vi`.
        separators: decimal mark and thousands mark, in this order, as Plotly wants them.
    """

    def __init__(self, language: str) -> None:
        """Read the catalogues of a language, with English behind them."""
        self.language = language
        self._locale = _locale(language)
        self._catalogues = [_catalogue(language)] + ([_catalogue("en")] if language != "en" else [])
        self._found: dict[str, str] = {}
        symbols = self._locale.number_symbols["latn"]
        self.separators = symbols["decimal"] + symbols["group"]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message with the placeholders filled in; an unknown id comes back as it is."""
        found = self._found.get(key) or self._message(key)
        return _filled(found, values) if values and found != key else found

    def _message(self, key: str) -> str:
        """Return a message as it is written, and know it from now on; an unknown id comes back as it is."""
        told = (catalogue.gettext(key) for catalogue in self._catalogues)
        found = next((one for one in told if one != key), key)
        if found != key:
            self._found[key] = found
        return found

    def has(self, key: str) -> bool:
        """Tell whether a message exists, in this language or in English."""
        return self._message(key) != key

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return the message in the plural form for a number, which it may name as {n}."""
        for catalogue in self._catalogues:
            found = catalogue.ngettext(key, key, number)
            if found != key:
                return _filled(found, {"n": self.number(number), **values})
        return key

    def text(self, texts: Mapping[str, str] | None) -> str:
        """Return an author's text in this language, else in English; empty when there is none."""
        if not texts:
            return ""
        return texts.get(self.language) or (Tongue(texts["en"], "en") if texts.get("en") else "")

    def within(self, title: str) -> str:
        """Return a title as it stands within a sentence; German writes nouns with a capital everywhere."""
        kept = self.language == "de" or not title[1:2].islower()
        return title if kept else title[:1].lower() + title[1:]

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a number with the separators of the language.

        Args:
            value: the number.
            decimals: digits after the mark; without it those with which a Figure was published.
        """
        if decimals is None:
            decimals = value.decimals if isinstance(value, Figure) else _needed(value)
        return _decimal(value + 0.0, decimals, self.language)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Return a share (0.42) as a percentage (42%)."""
        smallest = 10.0 ** -(decimals + 2)
        if 0 < 1 - share < smallest:  # what is not whole is not printed as the whole
            share = 1 - smallest
        return _percent(0.0 if abs(share) < smallest / 2 else share, decimals, self.language)

    def apart(self, one: float | None, other: float | None) -> int:
        """Return the decimals with which two shares are told apart: two at most, else none."""
        if one is None or other is None:
            return 0
        return next((n for n in range(3) if self.percent(one, n) != self.percent(other, n)), 0)

    def compared(self, one: float, other: float) -> tuple[str, str]:
        """Return two shares as percentages with the digits that tell them apart."""
        decimals = self.apart(one, other)
        return self.percent(one, decimals), self.percent(other, decimals)

    def figure(self, value: float, unit: Unit | None, decimals: int | None = None) -> str:
        """Return a number with its unit, for example 39.85%, 146.64 Mbps, 650,000 enterprises."""
        number = self.number(value, decimals)
        symbol = self.symbol(unit, alone=number in ("1", f"{MINUS}1")) if unit else ""
        if symbol.startswith("%"):  # "% a year" follows its number as "%" alone does
            return self("figure.percent", number=number) + symbol[1:]
        return self("figure.unit", number=number, unit=symbol) if symbol else number

    def symbol(self, unit: Unit, *, alone: bool = False) -> str:
        """Return what is written behind a number of a unit; `alone` behind the number 1."""
        written = self.text(unit.symbol) or self.text(unit.title)
        if not alone or not unit.singular:
            return written
        if isinstance(written, Tongue):  # the one follows the many into English
            return self.text(unit.singular) or written
        return unit.singular.get(self.language) or written

    def listed(self, entries: Sequence[str]) -> str:
        """Return entries as a list in running text: a, b and c."""
        return format_list(list(entries), locale=self._locale)

    def day(self, moment: date) -> str:
        """Return a calendar day in full, for example 22 November 2026."""
        return _date(moment, self._pattern("long"), self.language)

    def month(self, number: int) -> str:
        """Return the name of a month."""
        return str(get_month_names("wide", context="stand-alone", locale=self._locale)[number])

    def short_day(self, moment: date) -> str:
        """Return a calendar day with a short month, for example 22 Nov 2026."""
        return _date(moment, self._pattern("medium"), self.language)

    @property
    def day_code(self) -> str:
        """How such a day is written, in the letters of CLDR: d MMM y."""
        own = self._pattern("medium")
        return own if own != "medium" else str(get_date_format("medium", locale=self._locale).pattern)

    @property
    def month_code(self) -> str:
        """How a month is written in short, in the letters of CLDR: MMM y."""
        own = self._pattern("month")
        return own if own != "month" else str(self._locale.datetime_skeletons["yMMM"].pattern)

    def age(self, since: date, on: date) -> str:
        """Return an age in days, months or years."""
        days, years = (on - since).days, full_years(since, on)
        if days < 60:
            return self.count("span.age.days", days)
        return (
            self.count("span.age.years", years)
            if years > 1
            else self.count("span.age.months", int(days / _MONTH))
        )

    def period(self, period: Period) -> str:
        """Return a period, for example 2024, Q2 2025, Jul 2025 or Jan 2025 – Jul 2025."""
        if period.mean:
            return self("period.mean", period=self.period(replace(period, mean=False)))
        if period.window:
            return self.count("period.window", period.window, end=self.end(period))
        if period.printed:
            return self._printed(period.text)
        return self._calendar_period(period)

    def _printed(self, text: str) -> str:
        """Return a period of a calendar as it is written; of a stretch of several its two ends."""
        first, slash, last = text.partition("/")
        stretch = slash and "-" in first
        return self("period.range", first=first, last=last) if stretch else text

    def end(self, period: Period) -> str:
        """Return the end of a moving window; of any other period its whole."""
        if not period.window or period.printed:
            return self._printed(period.text) if period.printed else self.period(period)
        text = f"{period.text}-12" if period.text.isdigit() else period.text  # not the calendar year
        return self.period(Period.parse(text))

    @staticmethod
    def strung(remarks: Iterable[str]) -> str:
        """Return remarks one behind the other; behind one that ends a sentence stands no semicolon."""
        told, parts = "", [remark for remark in remarks if remark]
        for remark in parts:
            told += (" " if told.endswith((".", "!", "?")) else "; ") + remark if told else remark
        return shared(told, parts)

    def deadline(self, period: Period, *, to_the_day: bool = False) -> str:
        """Return by when something is to be reached, as running text names it, or its last day."""
        if to_the_day:  # days that are left to 2025 are told within 2025 too
            return self.day(period.last)
        return self.end(period) if period.window else self.spoken(period)

    def _calendar_period(self, period: Period) -> str:
        """Return a period of the ordinary calendar."""
        first, slash, last = period.text.partition("/")
        if slash:
            ends = Period.parse(first), Period.parse(last)
            return self("period.range", first=self.period(ends[0]), last=self.period(ends[1]))
        year, _, rest = first.partition("-")
        if not rest:
            return year
        if rest[0] in "QH":
            return self("period.quarter" if rest[0] == "Q" else "period.half", n=rest[1], year=year)
        if "-" in rest:
            return self.short_day(period.last)
        month = self._pattern("month")
        if month != "month":
            return _date(period.last, month, self.language)
        return format_skeleton("yMMM", period.last, locale=self._locale)

    @property
    def regional(self) -> str:
        """The code with its country, as office programs want it: en-GB."""
        return _regional(self.language)

    def spoken(self, period: Period) -> str:
        """Return a period as running text names it: Vietnamese says "năm 2025" where English says "2025"."""
        first, slash, _ = period.text.partition("/")
        _, _, rest = first.partition("-")
        if slash or period.printed or period.window or period.mean or rest[:1] in ("Q", "H"):
            return self.period(period)
        kind = "day" if "-" in rest else "month" if rest else "year"
        return self(f"period.spoken.{kind}", **{kind: self.period(period)})

    def _pattern(self, length: str) -> str:
        """Return the pattern of a date in this language, or the name of the one in CLDR."""
        return _PATTERNS.get(self.language, {}).get(length, length)


def _regional(language: str) -> str:
    region = _REGIONS.get(language)
    return f"{language}-{region}" if region else language


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(_regional(language), sep="-")


# Names that statistical offices use beside those of the Unicode repository.
_FURTHER_TERRITORIES = (
    "viet nam", "vietnam", "usa", "uk", "united states of america", "great britain", "russian federation",
    "korea", "korea, rep.", "republic of korea", "czech republic", "slovak republic", "turkey", "türkiye",
    "hong kong", "european union", "euro area", "eu", "oecd", "lao pdr", "brunei darussalam", "cabo verde",
    "côte d'ivoire", "iran, islamic rep.", "egypt, arab rep.", "north macedonia", "england", "scotland",
    "wales", "northern ireland",
)  # fmt: skip  # a name a line would fill a page


@lru_cache(maxsize=1)
def territories() -> frozenset[str]:
    """Return the names of countries and parts of the world in several languages, in small letters."""
    locales = (*map(_locale, LANGUAGES), *map(Locale.parse, ("fr", "es", "nl", "da", "fi")))
    named = (name.casefold() for locale in locales for name in locale.territories.values())
    return frozenset((*named, *_FURTHER_TERRITORIES))


@lru_cache(maxsize=100_000)
def _decimal(value: float, decimals: int, language: str) -> str:
    """Return a number with decimals; pages, charts and files say the same figures again and again."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(prec=_DIGITS):
        return format_decimal(value, format=pattern, locale=_locale(language)).replace("-", MINUS)


@lru_cache(maxsize=10_000)
def _percent(share: float, decimals: int, language: str) -> str:
    pattern = _locale(language).percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("#,##0", "#,##0." + "0" * decimals)
    with localcontext(prec=_DIGITS):
        return format_percent(share, format=pattern, locale=_locale(language)).replace("-", MINUS)


@lru_cache(maxsize=10_000)
def _date(moment: date, pattern: str, language: str) -> str:
    return format_date(moment, format=pattern, locale=_locale(language))


def _needed(value: float) -> int:
    """Return the fewest decimals, three at most, that show a computed number well."""
    return next((n for n in range(3) if round(value, n) == value), 3 if abs(value) < 1 else 1)


def _catalogue(language: str) -> gettext.GNUTranslations:
    """Return the catalogues of a language as one, compiled in memory."""
    files = sorted((_FOLDER / language / "LC_MESSAGES").glob("*.po"))
    joined = BytesIO(b"\n".join(file.read_bytes() for file in files))
    compiled = BytesIO()
    write_mo(compiled, read_po(joined, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """Return the words of a language; one that is not spoken here is answered in English."""
    return Words(language if language in LANGUAGES else "en")


def preferred(locale: str | None) -> str:
    """Return the language that fits a browser's locale best, English when none does."""
    given = (locale or "en").replace("-", "_")
    if given.split("_")[0] in ("no", "nn"):
        return "nb"
    return negotiate_locale([given, given.split("_")[0]], list(LANGUAGES)) or "en"


def _filled(message: str, values: Mapping[str, object]) -> str:
    """Return a message with its values; behind one that ends a sentence, as "12 Mio.", stands no point."""
    text = message.format_map(values)
    return text[:-1] if message.endswith("}.") and text.endswith(ENDED) else text

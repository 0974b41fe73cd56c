"""Slips: figures, goals and titles that do not say what their author saw."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isclose, isinf, log10

from tracker.model import (
    Indicator,
    Measure,
    Series,
    Source,
    Target,
    named_parts,
)
from tracker.multiples import factors, is_converted, multiple_of
from tracker.problems import Finding, Path
from tracker.scalars import Figure
from tracker.terms import Unit

MAGNITUDE = 1000.0
SHARE = 10.0
# The sign of a footnote, or the power of a unit, is no digit of the figure before it.
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
# A blank joins thousands only, and neither the 2.5 of PM2.5 nor the 2 of CO2 and of 2nd is an amount.
_NUMBER = re.compile(
    r"(?<![\w.,'])(?:[0-9]{1,3}(?: [0-9]{3}(?![0-9]))+|[0-9]+)(?:[.,'][0-9]+)*"
    r"(?![.,']?[0-9]|(?:st|nd|rd|th)\b)"
)
_PLACE = re.compile(r"(?<!\w)[0-9]+(?=(?:st|nd|rd|th)\b)")
# Groups of three digits, or those of lakh and crore; a mark elsewhere begins the decimals.
_GROUPED = re.compile(
    r"[0-9]+|[1-9][0-9]{0,2}(?P<sign>[.,' ])[0-9]{3}(?:(?P=sign)[0-9]{3})*"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
)
_PER_CENT = re.compile(r"%|\bper ?cent|\bpct\b|prozent|prosent|procent|phần trăm", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(€$£¥])(?:[-−–‐][€$£¥]?|(?:minus|âm) ?)$", re.IGNORECASE)
# Behind a bare figure no word, arrow or bracket says that it fell.
_ALONE = re.compile(rf"[\s%‰°€$£¥*†]*(?:{_PER_CENT.pattern})?[\s*†]*", re.IGNORECASE)
_BELOW = re.compile(
    r"[<≤]|\b(?:(?:less|fewer) than|below|under|weniger als|unter|mindre (?:enn|än)|færre enn|färre än"
    r"|dưới|ít hơn|nhỏ hơn)\b",
    re.IGNORECASE,
)
# One in 5, every 5: a share that is told by a part of it.
_ONE_IN = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ein\w*|zwei|drei|vier|[eé]n|ett?|to|två|tre|fire|fyra"
    r"|một|hai|ba|bốn)\s+(?:in|(?:out )?of|von|av|trong(?: số)?|trên|phần)"
    r"|every|each|jede\w?|hvert?|vart?|mỗi|cứ)\s+[0-9]",
    re.IGNORECASE,
)
# Letters that are drawn as nothing: fillers and the blank of braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"))


def misprinted(series: Series, unit: str, units: Mapping[str, Unit]) -> Iterator[Finding]:
    """Yield figures that are not those that the source prints, unless a note explains it.

    Thousands and millions may be written out, and either may be rounded; a text with several numbers is
    left alone, since one of them may be a year or a part. Where the source prints a word for thousands and
    the unit is not such a multiple itself, the figure has to hold them. One that is printed in another unit
    of measurement, as km² beside hectares, is converted and cannot be compared.

    Args:
        series: the figures and goals.
        unit: the id of their unit.
        units: the units that are known.
    """
    percent, known = unit == "percent", units.get(unit)
    own = None if percent else multiple_of(unit, known)
    for path, value, printed in _printed(series):
        promised = path[0] == "goals"
        if _is_said(value, printed, own, percent, promised):
            continue  # as nearly every figure
        if not is_converted(printed, unit, known) or _other_sign(value, printed, promised):
            yield Finding("W031", (*path, "as_printed"), {"value": f"{value:.15g}", "printed": printed})


def _printed(series: Series) -> Iterator[tuple[Path, float, str]]:
    """Yield what a source prints and no note explains, with its path and the number it is taken for."""
    for index, seen in enumerate(series.observations):
        if seen.as_printed and seen.note is None and seen.quality != "suppressed":
            yield ("observations", index), seen.value, seen.as_printed
    base = series.baseline
    if base and base.value is not None and base.as_printed and base.note is None:
        yield ("baseline",), base.value, base.as_printed
    for index, goal in enumerate(series.goals):
        limit = None if goal.between or goal.relative else goal.low if goal.low is not None else goal.high
        if limit is not None and goal.as_printed and goal.note is None:
            yield ("goals", index), limit, goal.as_printed
    for index, breakdown in enumerate(series.breakdowns if isinstance(series, Indicator) else ()):
        for at, area in enumerate(breakdown.values):
            if area.as_printed:
                yield ("breakdowns", index, "values", at), area.value, area.as_printed


@lru_cache(maxsize=4096)
def _is_said(
    value: float, printed: str, own: tuple[float, ...] | None, percent: bool, promised: bool
) -> bool:
    """Tell whether a printed text may mean a value, and the value has its sign."""
    return _agrees(value, printed, own, percent) and not _other_sign(value, printed, promised)


def _agrees(value: float, printed: str, own: tuple[float, ...] | None, percent: bool) -> bool:
    """Tell whether a printed text may mean a value: it has no digits, several numbers, or the same digits.

    Args:
        value: of the figure.
        printed: by the source.
        own: of how many of another the unit may be; None where it is no multiple.
        percent: whether it is per cent.
    """
    text = _plain(printed)
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return True
    many = factors(text)
    share = 0 if percent == bool(_PER_CENT.search(text)) else 2 if percent else -2
    free = own is not None or bool(many)
    readings = [one for one in _readings(found[0]) if _alike(abs(value), one, share, free=free)]
    if not readings:
        below = _BELOW.search(text) and not many and any(0 <= value < number for number in _exact(found[0]))
        placed = any(value == float(place) for place in _PLACE.findall(text))  # 35th of 190
        return bool(below or placed or _ONE_IN.search(text))
    if not many or not value or own == ():
        return True
    held = [abs(value) * one for one in own or (1.0,)]
    numbers = [number * factor for number, _ in readings for factor in many]
    return any(0.5 < one / number < 2 for one in held for number in numbers)


def _other_sign(value: float, printed: str, promised: bool) -> bool:
    """Tell whether the one number of a printed text has a minus that its value lacks, or the other way round.

    A fall of 43 % is printed without a minus where a word says so, and in a promise to cut.
    """
    text = _plain(printed)
    found = [*_NUMBER.finditer(text)]
    if len(found) != 1:
        return False
    before, after = text[: found[0].start()], text[found[0].end() :]
    if _MINUS.search(before):
        return value > 0
    bare = before.strip() in ("", *"€$£¥") and not promised
    return value < 0 and (bare or before.strip() == "+") and _ALONE.fullmatch(after) is not None


def _plain(printed: str) -> str:
    return printed if printed.isascii() else unicodedata.normalize("NFKC", printed.translate(_RAISED))


def exactly(value: float, printed: str | None) -> bool:
    """Tell whether a printed text holds one number, and that is the value, in ones."""
    found = _NUMBER.findall(_plain(printed or ""))
    return len(found) == 1 and any(isclose(abs(value), one, rel_tol=1e-9) for one in _exact(found[0]))


def in_per_cent(value: float, printed: str | None) -> bool:
    """Tell whether a source prints the very value as per cent, which is then no fraction of one."""
    return exactly(value, printed) and _PER_CENT.search(printed or "") is not None


def _exact(digits: str) -> list[float]:
    """Return the numbers that digits may mean, whose marks group thousands or begin the decimals."""
    grouped = _GROUPED.fullmatch(digits) is not None
    return [number for number, decimals in _readings(digits) if decimals or grouped]


def _readings(digits: str) -> set[tuple[float, int]]:
    """Return what digits with marks between them may mean, each with its decimals."""
    plain = re.sub(r"[' ]", "", digits)
    marks = [sign for sign in plain if sign in ".,"]
    whole = re.sub(r"[.,]", "", plain)
    decimal = bool(marks) and (len(marks) == 1 or marks[-1] != marks[0])
    found = set() if decimal and not _GROUPED.fullmatch(digits) else {(float(whole), 0)}
    if decimal:
        decimals = len(plain) - 1 - max(plain.rfind("."), plain.rfind(","))
        found.add((float(whole) / 10**decimals, decimals))
    return found


def _alike(value: float, reading: tuple[float, int], share: int, *, free: bool) -> bool:
    """Tell whether a number is a printed one, or rounds to it, in ones, thousands or millions.

    A share of one may be printed as per cent; tens of thousands are free only where something speaks of them.
    """
    number, decimals = reading
    if not value or not number:
        return value == number
    times = value / number
    if not times or isinf(times):
        return False  # a book of digits
    decade = round(log10(times))
    shift = 10.0**decade
    if not free and decade % 3 and decade != share:
        return False
    near = value / shift
    return (
        isclose(near, number, rel_tol=1e-9)
        or round(near, decimals) == number
        or isclose(near, number, rel_tol=5e-4)
    )


def far_goals(series: Series, measure: Measure, figures: Sequence[float]) -> Iterator[Finding]:
    """Yield goals of another magnitude than every figure, and goals written as a fraction of one."""
    known = sorted(map(abs, filter(None, figures)))
    if not known:
        return
    for index, goal in enumerate(series.goals):
        limit = goal.low if goal.low is not None else goal.high
        if limit is None or not limit or goal.note is not None or goal.relative:
            continue
        size = abs(limit)
        nearest = _nearest(known, size)
        factor = max(nearest, size) / min(nearest, size)
        fraction = measure.unit == "percent" and size <= 1 < known[0] and known[0] >= SHARE * size
        if not fraction and factor < MAGNITUDE:
            continue  # as nearly every goal
        path: Path = ("goals", index, goal.bound, *([0] if goal.between else ()))
        # A rate may well have to fall below 1 per cent.
        if fraction and goal.low is not None and not in_per_cent(limit, goal.as_printed):
            yield Finding("W032", path, {"goal": _told(limit), "plain": f"{limit * 100:.15g}"})
        elif factor >= MAGNITUDE:
            values = {"goal": _told(limit), "value": f"{nearest:.15g}", "factor": f"{factor:.0f}"}
            yield Finding("W033", path, values)


def _nearest(known: Sequence[float], size: float) -> float:
    """Return which of some sizes, the smallest first, differs from one by the smallest factor."""
    at = bisect_left(known, size)
    around = known[max(at - 1, 0) : at + 1]
    return min(around, key=lambda one: max(one, size) / min(one, size))


def _told(value: Figure) -> str:
    return f"{value:.{min(value.decimals, 15)}f}"


def unseen_titles(record: Target | Source) -> Iterator[Finding]:
    """Yield titles of which a reader sees nothing."""
    yield from _unseen(record.title, ("title",))
    if isinstance(record, Source):
        return
    name, parts = named_parts(record)
    for index, part in enumerate(parts):
        yield from _unseen(part.title, (name, index, "title"))


def _unseen(texts: Mapping[str, str], path: Path) -> Iterator[Finding]:
    for language, text in texts.items():
        if not _is_seen(text):
            yield Finding("W030", (*path, language), {"language": language})


@lru_cache(maxsize=8192)
def _is_seen(text: str) -> bool:
    return any(sign not in _BLANK and unicodedata.category(sign) not in _UNSEEN for sign in text)

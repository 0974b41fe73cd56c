"""Slips: figures, goals and titles that do not say what their author saw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isclose, log10

from tracker.model import Measure, Milestones, Series, Source, Target, Tiers
from tracker.problems import Finding, Path
from tracker.scalars import Figure

MAGNITUDE = 1000.0
SHARE = 10.0
_NUMBER = re.compile(r"[0-9](?:[0-9.,'\u00a0\u202f ]*[0-9])?", re.ASCII)
# Letters that are drawn as nothing: fillers and the blank of braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"))


def misprinted(series: Series) -> Iterator[Finding]:
    """Yield figures whose digits are not those that the source prints, unless a note explains it.

    Thousands and millions may be written out, and either may be rounded; a text with several numbers is
    left alone, since one of them may be a year or a part.
    """
    placed = [
        (("observations", index), seen, seen.value, seen.note)
        for index, seen in enumerate(series.observations)
    ]
    base = series.baseline
    if base and base.value is not None:
        placed.append((("baseline",), base, base.value, base.note))  # type: ignore[arg-type]
    for index, goal in enumerate(series.goals):
        limit = goal.low if goal.low is not None else goal.high
        if limit is not None and not goal.between and not goal.relative:
            placed.append((("goals", index), goal, limit, goal.note))  # type: ignore[arg-type]
    for path, record, value, note in placed:
        printed = record.as_printed
        if printed and note is None and not _agrees(float(value), printed):
            values = {"value": f"{value:.15g}", "printed": printed}
            yield Finding("W031", (*path, "as_printed"), values)


@lru_cache(maxsize=4096)
def _agrees(value: float, printed: str) -> bool:
    """Tell whether a printed text may mean a value: it has no digits, several numbers, or the same digits."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", printed))
    return len(found) != 1 or any(_alike(abs(value), one) for one in _readings(found[0]))


def _readings(digits: str) -> set[tuple[float, int]]:
    """Return what digits with marks between them may mean, each with its decimals."""
    plain = re.sub(r"['\u00a0\u202f ]", "", digits)
    marks = [sign for sign in plain if sign in ".,"]
    whole = re.sub(r"[.,]", "", plain)
    found = {(float(whole), 0)}
    if marks and (len(marks) == 1 or marks[-1] != marks[0]):
        decimals = len(plain) - 1 - max(plain.rfind("."), plain.rfind(","))
        found.add((float(whole) / 10**decimals, decimals))
    return found


def _alike(value: float, reading: tuple[float, int]) -> bool:
    """Tell whether a number is a printed one, or rounds to it, in ones, thousands or millions."""
    number, decimals = reading
    if not value or not number:
        return value == number
    shift = 10.0 ** round(log10(value / number))
    near = value / shift
    return (
        isclose(near, number, rel_tol=1e-9)
        or round(near, decimals) == number
        or isclose(near, number, rel_tol=5e-4)
    )


def far_goals(series: Series, measure: Measure, figures: Sequence[float]) -> Iterator[Finding]:
    """Yield goals of another magnitude than every figure, and goals written as a fraction of one."""
    known = [abs(value) for value in figures if value]
    for index, goal in enumerate(series.goals):
        limit = goal.low if goal.low is not None else goal.high
        if limit is None or not limit or not known or goal.note is not None or goal.relative:
            continue
        size = abs(limit)
        name = (goal.bound, 0) if goal.between else (goal.bound,)
        path: Path = ("goals", index, *name)
        if measure.unit == "percent" and size <= 1 and min(known) > 1 and min(known) >= SHARE * size:
            yield Finding("W032", path, {"goal": _told(limit), "plain": f"{limit * 100:.15g}"})
        elif min(max(one, size) / min(one, size) for one in known) >= MAGNITUDE:
            nearest = min(known, key=lambda one: max(one, size) / min(one, size))
            values = {"goal": _told(limit), "value": f"{nearest:.15g}"}
            yield Finding("W033", path, values | {"factor": f"{max(nearest, size) / min(nearest, size):.0f}"})


def _told(value: Figure) -> str:
    return f"{value:.{min(value.decimals, 15)}f}"


def unseen_titles(record: Target | Source) -> Iterator[Finding]:
    """Yield titles of which a reader sees nothing."""
    yield from _unseen(record.title, ("title",))
    if isinstance(record, Source):
        return
    name = "steps" if isinstance(record, Milestones) else "tiers" if isinstance(record, Tiers) else "parts"
    for index, part in enumerate(getattr(record, name, ())):
        yield from _unseen(part.title, (name, index, "title"))


def _unseen(texts: Mapping[str, str], path: Path) -> Iterator[Finding]:
    for language, text in texts.items():
        if not _is_seen(text):
            yield Finding("W030", (*path, language), {"language": language})


@lru_cache(maxsize=8192)
def _is_seen(text: str) -> bool:
    return any(sign not in _BLANK and unicodedata.category(sign) not in _UNSEEN for sign in text)

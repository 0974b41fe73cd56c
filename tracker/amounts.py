"""Amounts: how an amount of change is written in points or places, and how a count of days or figures is."""

from __future__ import annotations

from datetime import date, timedelta

from tracker import digits
from tracker.judging.assessment import Assessment
from tracker.language import Words, full_years
from tracker.printed import Number
from tracker.scalars import Figure
from tracker.terms import Unit

RANK = "relative_measure"


def in_steps(words: Words, shown: Figure, unit: Unit | None, assessment: Assessment) -> str:
    """Return an amount of change in points or places; empty in any other unit."""
    many = 1 if abs(shown) == 1 else 2
    if unit and words.text(unit.symbol).startswith("%"):  # "% a year", too
        return words.count("figure.points", many, number=words.number(shown))
    if ranked(assessment):
        return words.count("claim.places", many, number=words.number(shown))
    return ""


def counted(words: Words, number: Number, on: date) -> str:
    """Return days, months or years of age or time left on a day, or a number of figures, in words."""
    days = int(number.value)
    if number.name == "left" and days == 0:
        return words("claim.left.today")
    if number.name == "figures":
        return words.count("claim.figures", days)
    if number.name == "age":
        return words.age(on - timedelta(days), on)
    years = full_years(on, on + timedelta(days))
    return words.count("claim.left.years", years) if years else words.count("claim.left.days", days)


def ranked(assessment: Assessment) -> bool:
    """Tell whether figures are places in a ranking: `rank_of` is given, or the unit is the word `rank`."""
    return RANK in assessment.flags or assessment.unit == digits.RANK


def first_of_two(whole: str, bare: str) -> str:
    """Return the first of two values whose unit is said once, behind the second; "%" stands behind both.

    Args:
        whole: the first value with its unit.
        bare: without it.
    """
    unit = whole.removeprefix(bare)
    if unit.lstrip().startswith("%"):
        return bare + unit[: unit.index("%") + 1]
    return bare if unit != whole and unit[:1].isspace() else whole

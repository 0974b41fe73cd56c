"""Phrases: how one assessment is put into the few words that fit on a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.amounts import ranked
from tracker.charts.canvas import Setting
from tracker.language import Words
from tracker.model import Goal, Measure, Milestones, Target
from tracker.printed import qualifier_of
from tracker.progress import Assessment, Point
from tracker.promised import timed
from tracker.terms import Unit
from tracker.wording import Wording

_SHORT = 5


@dataclass(frozen=True, slots=True)
class ValueFormat:
    """The words for the values of one assessment.

    Attributes:
        target: the target it belongs to; None where the portfolio does not hold it.
    """

    wording: Wording
    assessment: Assessment
    target: Target | None

    @property
    def measure(self) -> Measure | None:
        """The measure of the target; milestones have none."""
        return None if self.target is None or isinstance(self.target, Milestones) else self.target.measure

    @property
    def full_name(self) -> str:
        """The title; of a part behind that of its target, since many targets have a part called "low"."""
        own = self.words.text(self.assessment.title)
        if self.target is None or not self.assessment.within:
            return own
        return f"{self.words.text(self.target.title)}: {own}"

    @property
    def words(self) -> Words:
        """The language."""
        return self.wording.words

    @property
    def unit(self) -> Unit | None:
        """The unit of the values."""
        name = self.assessment.unit or (self.measure.unit if self.measure else "")
        return self.wording.units.get(name)

    @property
    def is_rank(self) -> bool:
        """Whether the values are places in a ranking, 1 being the best."""
        return ranked(self.assessment)

    @property
    def is_count(self) -> bool:
        """Whether the values count things, so that an axis should begin at zero."""
        whole = self.unit is not None and self.unit.decimals == 0
        return whole and not self.is_rank and not self.in_percent

    @property
    def in_percent(self) -> bool:
        """Whether the values are shares."""
        return bool(self.unit) and self.words.text(self.unit.symbol if self.unit else None) == "%"

    def full(self, value: float, decimals: int | None = None) -> str:
        """Return a value with its unit."""
        return self.wording.value(value, self.assessment, decimals)

    def short(self, value: float, decimals: int | None = None) -> str:
        """Return a value with its unit where that is a short sign, else the number alone."""
        symbol = self.words.text(self.unit.symbol) or self.words.text(self.unit.title) if self.unit else ""
        if self.is_rank or 0 < len(symbol) <= _SHORT:
            return self.full(value, decimals)
        return self.wording.number(value, self.assessment, decimals)

    def bare(self, value: float, decimals: int | None = None) -> str:
        """Return a value as shortly as can be: only a percent sign stays."""
        shown = self.full if self.in_percent else self.number
        return shown(value, decimals)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a value without its unit."""
        return self.wording.number(value, self.assessment, decimals)

    def figure(self, point: Point, length: Literal["full", "short", "bare"] = "full") -> str:
        """Return a published figure with the qualifier of its source, such as "over 91%"."""
        printed = self.wording.figure(point, self.assessment)
        shown = {"full": self.full, "short": self.short, "bare": self.bare}[length]
        return self.wording.qualified(shown(printed, printed.decimals), qualifier_of(point))

    def bound(self, goal: Goal) -> str:
        """Return what a goal asks for, without the unit where that is long."""
        return self.wording.bound(goal, self.assessment, self.short)

    def due(self, goal: Goal) -> str:
        """Return by when, or in all over which years, a goal asks for its value."""
        return timed(self.words, goal)

    def estimate(self, value: float) -> str:
        """Return a value at the deadline that nobody published, as every sentence prints it."""
        return self.wording.projection(value, self.assessment)


def value_format(assessment: Assessment, setting: Setting, target_id: str = "") -> ValueFormat:
    """Return the words for an assessment; a part speaks in the words of the target it belongs to."""
    target = setting.portfolio.targets.get(target_id or assessment.key[0])
    return ValueFormat(setting.wording, assessment, target)


def full_name(assessment: Assessment, setting: Setting) -> str:
    """Return what to call an assessment beside those of other targets."""
    return value_format(assessment, setting).full_name


def subtitle(fmt: ValueFormat) -> str:
    """Return unit and definition of a measure as the second line of a chart."""
    words, measure = fmt.words, fmt.measure
    unit = words.text(fmt.unit.title) if fmt.unit else ""
    if measure and measure.rank_of is not None:
        unit = words("chart.subtitle.rank", count=words.number(measure.rank_of))
    unit = unit[:1].upper() + unit[1:]
    meaning = words.text(measure.definition) if measure else ""
    return words("chart.subtitle", unit=unit, definition=meaning) if meaning and unit else unit or meaning


def headline(fmt: ValueFormat) -> str:
    """Return the finding of an assessment as one sentence with its figures."""
    return fmt.wording.headline(fmt.assessment)

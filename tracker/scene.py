"""Scene: what every page is told from: the data, the day, the language, the verdicts and the links."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker import charts
from tracker.board import Change, Entry
from tracker.judging.rule import Rule, rule_of
from tracker.language import Words
from tracker.model import Observation, Portfolio
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.style import Look
from tracker.telling.blocks import Card, Span, line
from tracker.wording import Wording


@dataclass(frozen=True)
class Scene(ABC):
    """Everything a page is told from.

    Attributes:
        on: the day of assessment. today: the day on which the page is made.
        assessments: every verdict by the id of its target.
        entries: every verdict on the board, tiers and parts of an allocation one by one.
    """

    portfolio: Portfolio
    on: date
    today: date
    words: Words
    assessments: Mapping[str, Assessment]
    entries: Sequence[Entry]

    @cached_property
    def wording(self) -> Wording:
        """The sentences, in the language of the scene."""
        return Wording(self.words, self.portfolio.vocabulary.units)

    @cached_property
    def cards(self) -> dict[tuple[str, ...], Card]:
        """The cards of the board that were made already, by the keys of their entries."""
        return {}

    def setting(self, look: Look) -> charts.Setting:
        """Return with what a chart is drawn for a look."""
        return charts.Setting(self.words, look, self.portfolio)

    @cached_property
    def rule(self) -> Rule:
        """The method of the verdicts with its cut-offs; that of the house, unless a reader chose another."""
        return rule_of(self.portfolio.vocabulary)

    @abstractmethod
    def judged(self, on: date) -> Mapping[str, Assessment]:
        """Return the verdicts of another day over the same data."""

    @abstractmethod
    def changes(self, since: date) -> Sequence[Change]:
        """Return what changed between an earlier day and the day of the scene, over the same data."""

    @abstractmethod
    def problems(self) -> Sequence[Problem]:
        """Return every problem of the files as they are today, whatever day is shown.

        Looked at from an earlier day, every later document would seem to lie in the future.
        """

    @abstractmethod
    def link(self, page: str, **values: str | None) -> str:
        """Return the address of a page, for the day and in the language of the scene."""

    def lines_of(self, target: str, part: str) -> Callable[[Observation], str]:
        """Return what names the line of an observation in its file; where no file can be opened, nothing.

        Args:
            target: id of the target.
            part: id of the tier or part, or of the target itself.
        """
        return lambda _: ""

    def card(self, target: str, figure: str) -> str:
        """Return the address at which the card of a figure opens; nothing where there are no cards.

        Args:
            target: id of the target.
            figure: its name within the target.
        """
        return ""

    def theme_title(self, theme: str) -> str:
        """Return the title of a theme."""
        word = self.portfolio.vocabulary.themes.get(theme)
        return self.words.text(word.title) if word else theme

    def body_title(self, body: str) -> str:
        """Return the title of a body."""
        word = self.portfolio.vocabulary.bodies.get(body)
        return self.words.text(word.title) if word else body

    def body_short(self, body: str) -> str:
        """Return the short name of a body, where it has one."""
        word = self.portfolio.vocabulary.bodies.get(body)
        return (self.words.text(word.short) if word else "") or self.body_title(body)

    def unit_title(self, unit: str) -> str:
        """Return the title of a unit."""
        word = self.portfolio.vocabulary.units.get(unit)
        return self.words.text(word.title) if word else unit

    def source_title(self, source: str) -> str:
        """Return the title of a source record."""
        record = self.portfolio.sources.get(source)
        return self.words.text(record.title) if record else source

    def target_title(self, target: str) -> str:
        """Return the title of a target."""
        return self.words.text(self.portfolio.targets[target].title)

    def published(self, source: str | None) -> str:
        """Return when a document was published, as exactly as it is known."""
        record = self.portfolio.sources.get(source or "")
        if record is None:
            return ""
        day = self.words.period(record.published)
        return self.words("source.day_unknown", day=day) if record.day_unknown else day

    def source(self, source: str | None, at: str | None) -> tuple[Span, ...]:
        """Return publisher, document and place, linked to the document where it has an address."""
        record = self.portfolio.sources.get(source or "")
        if record is None:
            return ()
        name = Span(self.source_title(record.id), link=record.url or "")
        return line(f"{self.body_title(record.publisher)}: ", name, f" {at}" if at else "")

    def title(self, entry: Entry) -> str:
        """Return the title of an entry, a part behind the title of its target."""
        whole, own = entry.titles(self.words.language)
        return f"{whole}: {own}" if own else whole

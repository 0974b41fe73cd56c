"""Briefing: what a reader chose to take along, as one frozen record from which every format is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from shlex import quote
from typing import Literal

from tracker import board, counting, meaning, style
from tracker.board import Change, Entry
from tracker.charts.canvas import Setting
from tracker.comparing import Placed
from tracker.judging.rule import Rule, rule_of
from tracker.language import Words
from tracker.markup import page_address
from tracker.model import Breakdown, Portfolio
from tracker.progress import Assessment, assess
from tracker.style import Look, ThemeName
from tracker.terms import Method
from tracker.wording import Wording

Shape = Literal["16:9", "4:3", "square", "a4"]
Extent = Literal["full", "short", "factsheet"]
Step = Callable[[int, int, str], None]
"""Is told how far a long job is: done, of how many, at what."""
Judge = Callable[[date], Mapping[str, Assessment]]
SHAPES: dict[Shape, tuple[int, int]] = {
    "16:9": (1280, 720),
    "4:3": (1024, 768),
    "square": (900, 900),
    "a4": (1123, 794),
}
"""Width and height of a picture in pixels; a4 lies on its side, 96 pixels to the inch."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which targets go into a briefing, and how they are judged.

    Attributes:
        ids: exactly these, in this order; nothing else narrows them.
        theme, state: only targets of the theme, and with a verdict in the state; empty means any.
        since: only targets about which something became known after this day.
        method: of the verdicts, where a reader chose one; else the rule of the portfolio decides.
        was: the day of an earlier file, from which on changes are listed; it narrows nothing.
    """

    ids: tuple[str, ...] = ()
    theme: str = ""
    state: str = ""
    since: date | None = None
    method: Method | None = None
    was: date | None = None

    @property
    def compared(self) -> date | None:
        """The day from which on changes are listed."""
        return self.since or self.was


@dataclass(frozen=True)
class Briefing:
    """Everything that the formats write from; the same briefing gives the same file.

    Attributes:
        assessments: the chosen targets in the order of the briefing, as known on the day `on`.
        changes: what became known since `choice.since`, for the chosen targets.
        title, remark: the reader's own words; a title is made up where there is none.
        extent: everything; what stands and what needs a decision; or one sheet for each target.
        template: the deck of the house that slides are added to. deck: the file that holds it.
        folder: the data folder, as others can name it; empty where it is the one taken unasked.
        named: what stands in the address for the portfolio, where the app shows several.
        site: the address under which the app is reached; empty when links would lead nowhere.
        logo: the picture of the office, as PNG.
        comma: CSV has a comma before the decimals, and a semicolon between its columns.
        placed, splits: the shares of way and time, and the places, that a picture shows; the figures
            behind it hold them, too.
    """

    portfolio: Portfolio
    assessments: tuple[Assessment, ...]
    on: date
    words: Words
    choice: Choice = field(default_factory=Choice)
    changes: tuple[Change, ...] = ()
    title: str = ""
    remark: str = ""
    theme: ThemeName = "light"
    shape: Shape = "16:9"
    named: str = ""
    site: str = ""
    extent: Extent = "full"
    comma: bool = False
    placed: tuple[Placed, ...] = ()
    splits: tuple[Breakdown, ...] = ()
    folder: str = ""
    deck: str = ""
    template: bytes | None = field(default=None, repr=False)
    logo: bytes | None = field(default=None, repr=False)

    @cached_property
    def wording(self) -> Wording:
        """The sentences, in the language of the briefing."""
        return Wording(self.words, self.portfolio.vocabulary.units)

    @property
    def rule(self) -> Rule:
        """The method of the verdicts with its cut-offs."""
        return rule_of(self.portfolio.vocabulary, self.choice.method)

    @cached_property
    def promises(self) -> Sequence[Entry]:
        """The chosen targets that promise something by a day, counted as the front page counts them."""
        return counting.groups(self.assessments)["promises"]

    @property
    def is_sheets(self) -> bool:
        """Whether it is one sheet for each target; of no target it is a page that says so."""
        return self.extent == "factsheet" and bool(self.assessments)

    @property
    def known(self) -> str:
        """As of which day it speaks, and by which method where that is not the portfolio's own."""
        return meaning.known(self.words, self.on, self.choice.method, rule_of(self.portfolio.vocabulary))

    @property
    def look(self) -> Look:
        """The look of a picture in the chosen shape."""
        return style.picture(self.theme, *SHAPES[self.shape])

    def setting(self, look: Look | None = None) -> Setting:
        """Return with what a chart is drawn: in the chosen shape, or with a look of the format."""
        return Setting(self.words, look or self.look, self.portfolio)

    @property
    def heading(self) -> str:
        """The title, or one made from the theme when the reader gave none."""
        theme = self.portfolio.vocabulary.themes.get(self.choice.theme)
        if self.title.strip():
            return self.title
        if theme and not self.choice.ids:
            return self.words("brief.title.theme", theme=self.words.text(theme.title))
        return self.words("brief.title")

    @property
    def reachable(self) -> bool:
        """Whether others can follow the addresses of targets."""
        return bool(self.site or self.portfolio.vocabulary.site)

    @property
    def address(self) -> str:
        """The link that builds this briefing again with newer figures; without a site, what follows it.

        It names no day but the one of this file, from which on the new file lists what changed.
        """
        values = {name.removeprefix("--"): value for name, value in self._again if name != "--method"}
        return self._link("briefing", **values)

    @property
    def followed(self) -> str:
        """The link of the whole briefing that others can follow: to the app, else to what is published of it.

        A published site has no briefings: it is the page of the one target, of the theme, or its front page.
        """
        published = self.portfolio.vocabulary.site
        if self.site or not published:
            return self.address if self.site else ""
        choice, front = self.choice, f"{published.rstrip('/')}/{self.words.language}"
        if len(self.assessments) == 1:
            return self.target_address(self.assessments[0].id)
        is_theme = choice.theme and not (choice.ids or choice.state or choice.since)
        return f"{front}/theme/{choice.theme}.html" if is_theme else f"{front}/index.html"

    @property
    def rebuilt(self) -> str:
        """The link, or without an app the command, that builds this briefing again with newer figures."""
        if self.site:
            return self.address
        own = {
            "--remark": self.remark,
            "--look": "" if self.theme == "light" else self.theme,
            "--shape": "" if self.shape == "16:9" else self.shape,
            "--template": self.deck,
            "--decimals": "comma" if self.comma else "",
        }
        asked = [("--data", self.folder), *self._again, ("--lang", self.words.language), *own.items()]
        given = [f"{name} {quote(value)}" for name, value in asked if value]
        extent = [] if self.extent == "full" else [f"--{self.extent}"]
        return " ".join(["python -m tracker brief", *given, *extent, "--out FILE"])

    @property
    def _again(self) -> list[tuple[str, str]]:
        """The choice in the words of the address and of the command, compared with the day of this file."""
        choice = self.choice
        found = {
            "--ids": ",".join(choice.ids),
            "--theme": choice.theme,
            "--state": choice.state,
            "--since" if choice.since else "--was": self.on.isoformat(),
            "--method": choice.method or "",
            "--title": self.title,
        }
        return [(name, value) for name, value in found.items() if value]

    def target_address(self, target: str) -> str:
        """Return the link to the published page of a target, else to its view in the app on that day."""
        published = self.portfolio.vocabulary.site
        if published and not self.site:
            return f"{published.rstrip('/')}/{self.words.language}/target/{target}.html"
        return self._link("target", id=target, on=self.on.isoformat())

    def _link(self, page: str, **values: str) -> str:
        kept = {"lang": self.words.language, "method": self.choice.method or ""}
        address = page_address(page, **values, **kept, portfolio=self.named)
        return f"{self.site.rstrip('/')}/{address}" if self.site else address


def compose(
    portfolio: Portfolio, choice: Choice, on: date, words: Words, judge: Judge | None = None
) -> Briefing:
    """Return the briefing that a choice makes of a portfolio on a day.

    Title, remark, colours, shape and site have their defaults; `dataclasses.replace` sets them.

    Args:
        portfolio: targets and sources.
        choice: which targets, and by which method.
        on: the day of assessment.
        words: the language.
        judge: gives the verdicts of a day, where they are at hand already.
    """
    known = judge or (lambda day: _judged(portfolio, day, rule_of(portfolio.vocabulary, choice.method)))
    found = known(on)
    earlier = choice.compared if choice.compared and choice.compared < on else None
    changes = board.changes(known(earlier).values(), found.values()) if earlier else []
    chosen = tuple(_chosen(found, changes, choice))
    kept = {assessment.id for assessment in chosen}
    moved = tuple(change for change in changes if change.entry.target.id in kept)
    return Briefing(portfolio, chosen, on, words, choice, moved)


def quiet(done: int, total: int, title: str) -> None:
    """Take no notice of the progress of a job."""


def _judged(portfolio: Portfolio, on: date, rule: Rule) -> dict[str, Assessment]:
    return {name: assess(target, on, portfolio.sources, rule) for name, target in portfolio.targets.items()}


def _chosen(
    found: Mapping[str, Assessment], changes: Iterable[Change], choice: Choice
) -> Iterable[Assessment]:
    if choice.ids:
        return [found[name] for name in dict.fromkeys(choice.ids) if name in found]
    moved = {change.entry.target.id for change in changes}
    return [
        assessment
        for assessment in found.values()
        if (not choice.theme or assessment.theme == choice.theme)
        and (not choice.state or _stands(assessment, choice.state))
        and (choice.since is None or assessment.id in moved)
    ]


def _stands(assessment: Assessment, state: str) -> bool:
    """Tell whether one of the verdicts on a target is in a state, or has a standing as the word for it."""
    return any(state in (entry.leaf.state, entry.leaf.standing) for entry in board.entries([assessment]))

"""Plan: what a site is built from, and what tells that its files would be others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import babel

from tracker import board, checks, hypertext, language, style, verdicts
from tracker import logo as pictured
from tracker.board import Change, Entry
from tracker.documents import told_of
from tracker.judging.rule import Rule, rule_of
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.site.pictures import variables
from tracker.site.place import SiteScene
from tracker.site.publish import digest
from tracker.site.social import Drawer
from tracker.telling import contents
from tracker.terms import Method
from tracker.verdicts import Verdicts
from tracker.wording import Wording

_HERE = Path(__file__).parent
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made together.

    Attributes:
        key: differs whenever the files would.
        title: what a reader who waits is told.
    """

    name: str
    key: str
    make: Callable[[], Files]
    title: str


@dataclass(frozen=True)
class Site:
    """A site to be built.

    Attributes:
        folder: the data.
        languages: the first one is that of the front page.
        address: under which it is published, with a slash at the end; may be empty.
        keep: whether the day gets a copy of the pages that stays.
        since: the day since which changes are told; None for the usual one.
        method: of the verdicts, where it is not that of the portfolio.
        drawer: draws the pictures for those who share a page; None where there are none.
        today: the day on which it is built; None where that is the day of the verdicts.
    """

    portfolio: Portfolio
    folder: Path
    on: date
    found: tuple[Problem, ...]
    languages: tuple[str, ...]
    address: str = ""
    keep: bool = False
    since: date | None = None
    method: Method | None = None
    drawer: Drawer | None = None
    today: date | None = None

    @property
    def rule(self) -> Rule:
        """The method of the verdicts with its cut-offs."""
        return rule_of(self.portfolio.vocabulary, self.method)

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        """Every verdict on the day."""
        return self.judged(self.on)

    @cached_property
    def voices(self) -> list[Wording]:
        """The sentences in every language of the site, for the data beside the pages."""
        return [Wording(language.words(lang), self.portfolio.vocabulary.units) for lang in self.languages]

    def judged(self, on: date) -> Mapping[str, Assessment]:
        """Return every verdict on a day; several pages ask for the same days."""
        return self._verdicts(on).by_target

    def _verdicts(self, on: date) -> Verdicts:
        if on not in self._days:
            known = list(self._days.values())
            self._days[on] = verdicts.judged(self.portfolio, on, self.rule, known)
        return self._days[on]

    @cached_property
    def _days(self) -> dict[date, Verdicts]:
        """The verdicts that were made already, by their days."""
        return {}

    @cached_property
    def entries(self) -> list[Entry]:
        """Every line of the board."""
        return board.entries(self.assessments.values())

    @cached_property
    def _changes(self) -> dict[date, Sequence[Change]]:
        return {}

    def changes(self, since: date) -> Sequence[Change]:
        """Return what changed since a day; every language asks for the same."""
        if since not in self._changes:
            self._changes[since] = verdicts.changes(self._verdicts(self.on), since)
        return self._changes[since]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the files as they are today: from an earlier day newer documents seem wrong."""
        return (*self.found, *checks.check(self.portfolio, self.today or self.on, self.folder))

    def scene(self, lang: str) -> SiteScene:
        """Return the scene of a language."""
        return SiteScene(
            portfolio=self.portfolio,
            on=self.on,
            today=self.today or self.on,
            words=language.words(lang),
            assessments=self.assessments,
            entries=self.entries,
            judge=self.judged,
            moved=self.changes,
            found=self.problems,
            chosen=self.method,
        )

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """Style, script, icon and logo, which every page shares, named by what is in them."""
        accent = self.portfolio.vocabulary.accent
        light, dark = (
            "".join(f"--{name}:{value};" for name, value in _colours(theme, accent).items())
            for theme in (style.LIGHT, style.DARK)
        )
        colours = (
            f":root{{{light}--font:{style.FONT}}}"
            f"@media (prefers-color-scheme:dark){{:root:not([data-look=light]){{{dark}}}}}"
            f":root[data-look=dark]{{{dark}}}@media print{{:root:root:root{{{light}}}}}"
        )
        sheet = (colours + hypertext.sheet() + (_HERE / "site.css").read_text("utf-8")).encode()
        script, icon = (_HERE / "site.js").read_bytes(), (_HERE / "icon.svg").read_bytes()
        return {
            f"assets/site-{digest(sheet)[:10]}.css": sheet,
            f"assets/site-{digest(script)[:10]}.js": script,
            f"assets/icon-{digest(icon)[:10]}.svg": icon,
        } | ({f"assets/logo-{digest(self.logo)[:10]}.png": self.logo} if self.logo else {})

    @cached_property
    def logo(self) -> bytes | None:
        """The picture of the office, where the vocabulary names one."""
        return pictured.logo_of(self.portfolio.vocabulary, self.folder)

    @cached_property
    def base(self) -> str:
        """What every page rests on: program, what writes its numbers and days, vocabulary, menu, options."""
        seen = hashlib.sha256(f"{_program()} {babel.__version__}".encode())
        files = self.portfolio.files
        own = {record.file for record in (*self.portfolio.targets.values(), *self.portfolio.sources.values())}
        rest = "".join(f"{file} {files[file]}" for file in sorted(files) if file not in own)
        seen.update(rest.encode(errors="surrogateescape"))
        chosen = (self.on.isoformat(), self.languages, self.address, self.keep, self.since, self.method)
        menu = sorted(contents.offered(self.scene(self.languages[0])))
        options = (*chosen, self.drawer is not None, *self.assets, *menu)
        seen.update(repr(options).encode())
        return seen.hexdigest()[:32]

    def key(self, targets: Sequence[str]) -> str:
        """Return what tells pages that rest on some targets from those that rest on others."""
        targets = sorted(told_of(targets, self.portfolio))
        found = [self.portfolio.targets[name] for name in targets]
        files = {one.file for one in found}
        sources = {one for name in targets for one in board.sources_of(self.portfolio, name)}
        files |= {self.portfolio.sources[one].file for one in sources if one in self.portfolio.sources}
        told = "".join(f"{file} {self.portfolio.files.get(file)}\n" for file in sorted(files))
        return hashlib.sha256((self.base + told).encode(errors="surrogateescape")).hexdigest()[:32]

    @cached_property
    def whole(self) -> str:
        """The key of what rests on every file."""
        told = "".join(f"{file} {digest}\n" for file, digest in sorted(self.portfolio.files.items()))
        return hashlib.sha256((self.base + told).encode(errors="surrogateescape")).hexdigest()[:32]

    @cached_property
    def checked(self) -> str:
        """The key of what rests on every file as it is found on the day of the build."""
        return self.whole if self.today in (None, self.on) else f"{self.whole} {self.today}"


def _colours(theme: style.Theme, accent: str | None) -> dict[str, str]:
    return hypertext.variables(theme, accent) | variables(theme)


def _program() -> str:
    """Return what tells this version of the program, its words and styles included, from every other."""
    package = _HERE.parent
    files = sorted(file for file in package.rglob("*") if file.suffix in (".py", ".po", ".css", ".js"))
    seen = hashlib.sha256()
    for file in files:
        seen.update(file.read_bytes())
    return seen.hexdigest()

"""Place: where each page of the site lies, and the scene that links there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker import meaning
from tracker.board import Change
from tracker.judging.rule import Rule, rule_of
from tracker.markup import page_address
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.terms import Method

Judge = Callable[[date], Mapping[str, Assessment]]
ROOT = "\x1a"
"""Stands for the way from a page to the folder of all languages until the page gets its place."""
NEWEST = f"{ROOT}./"
"""The same way, from a page that is kept to one that is not."""


@dataclass(frozen=True)
class SiteScene(Scene):
    """The scene of a site in one language; its links begin with ROOT and lead from file to file."""

    judge: Judge
    moved: Callable[[date], Sequence[Change]]
    found: Sequence[Problem]
    chosen: Method | None = None

    @property
    def known(self) -> str:
        """As of which day the site speaks, and by which method where that is not the portfolio's own."""
        return meaning.known(self.words, self.on, self.chosen, rule_of(self.portfolio.vocabulary))

    @cached_property
    def rule(self) -> Rule:
        """The method of the verdicts with its cut-offs, as the site was asked for."""
        return rule_of(self.portfolio.vocabulary, self.chosen)

    def judged(self, on: date) -> Mapping[str, Assessment]:
        """Return the verdicts of another day over the same data."""
        return self.judge(on)

    def changes(self, since: date) -> Sequence[Change]:
        """Return what changed between an earlier day and the day of the site."""
        return self.moved(since)

    def problems(self) -> Sequence[Problem]:
        """Return every problem of the files."""
        return self.found

    def link(self, page: str, **values: str | None) -> str:
        """Return the address of a page as a file; a count within a theme has no page of its own."""
        if page == "board" and values.get("group") and values.get("theme"):
            return ""
        return f"{ROOT}{self.words.language}/{file_of(page, **values)}"


def file_of(page: str, **values: str | None) -> str:
    """Return the file of a page below the folder of its language, as the app would address it."""
    target, theme = values.get("id"), values.get("theme")
    match page:
        case "method" if target:
            file = f"target/{target}.html#method"
        case "target" if target:
            file = f"{'embed' if values.get('view') == 'present' else 'target'}/{target}.html"
        case "themes" if theme:
            file = f"theme/{theme}.html"
        case "board" if values.get("group"):
            file = f"list/{'-'.join(one for one in (values['group'], values.get('state')) if one)}.html"
        case "board":
            file = page_address("board.html", **values)
        case "./" | "overview":
            file = page_address("board.html" if any(values.values()) else "index.html", **values)
        case _:
            file = f"{page}.html"
    return file


def rooted(text: str, file: str) -> str:
    """Return the text of a page with ROOT turned into the way from its file to the top."""
    return text.replace(ROOT, "../" * file.count("/"))


def kept(text: str, languages: Iterable[str], day: str) -> str:
    """Return the text of a page whose links lead to what was kept with it."""
    return re.sub(f"{ROOT}({'|'.join(languages)})/", lambda way: f"{way[0]}{day}/", text)


def paged(file: str, page: int) -> str:
    """Return the file of a further page: board.html, board.2.html; no id has a dot, so that none collides."""
    return file if page == 1 else f"{file.removesuffix('.html')}.{page}.html"

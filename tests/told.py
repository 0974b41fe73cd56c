"""Told: what a page says of a portfolio that lies in a folder, as plain text, without app or browser."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from tests.shelf import ON
from tracker import reader
from tracker.site.place import SiteScene
from tracker.site.plan import Site
from tracker.site.render import Renderer
from tracker.telling import target
from tracker.telling.blocks import Block

Tell = Callable[[SiteScene], Iterable[Block]]


def scene(folder: Path, language: str = "en", on: date = ON) -> SiteScene:
    """Return the scene of a folder on a day, in a language."""
    portfolio, problems = reader.load(folder)
    return Site(portfolio, folder, on, tuple(problems), (language,)).scene(language)


def page(folder: Path, tell: Tell, language: str = "en", on: date = ON) -> str:
    """Return what is told of a folder as plain text, the charts without their pictures."""
    return plain(tell, scene(folder, language, on))


def plain(tell: Tell, seen: SiteScene) -> str:
    """Return what is told of a scene as plain text, the charts without their pictures."""
    text = re.sub(r"<svg.*?</svg>", "", str(Renderer(seen, None).html(tell(seen))), flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)))


def of_target(folder: Path, ident: str, language: str = "en", on: date = ON) -> str:
    """Return what the page of a target says."""
    return page(folder, lambda seen: target.page(seen.assessments[ident], seen), language, on)

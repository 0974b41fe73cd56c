"""Briefings over the real data for tests of the exports, and one Chromium for all of them."""

from __future__ import annotations

import atexit
import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.browser import find
from tracker import reader
from tracker.board import entries
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.browser import Browser
from tracker.language import words
from tracker.model import Portfolio, Target
from tracker.progress import Assessment
from tracker.terms import Vocabulary

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)
EARLIER = date(2025, 10, 1)


@lru_cache
def portfolio() -> Portfolio:
    """Return the data of the repository."""
    return reader.load(ROOT)[0]


@lru_cache
def chromium() -> Browser:
    """Return the one browser of a test run."""
    started = Browser(find.browser())
    atexit.register(started.close)
    return started


@lru_cache
def few() -> tuple[str, ...]:
    """Return two targets of every kind: of the indicators one with most figures and one without any."""
    found = compose(portfolio(), Choice(), ON, words("en")).assessments
    lines = sorted(
        (one for one in found if one.kind == "indicator" and one.goal), key=lambda one: len(one.series)
    )
    chosen = [lines[-1].id, lines[-2].id, lines[0].id]
    for kind in ("tiers", "allocation", "milestones"):
        chosen += [one.id for one in found if one.kind == kind][:2]
    return tuple(chosen)


def briefing(
    ids: tuple[str, ...] = (), language: str = "en", since: date | None = None, **more: Any
) -> Briefing:
    """Return a briefing over the real data; without ids over all of it."""
    made = compose(portfolio(), Choice(ids=ids, since=since), ON, words(language))
    return replace(made, **more)


def invented(
    targets: list[Target], sources: dict[str, Any], vocabulary: Vocabulary | None = None
) -> Briefing:
    """Return a briefing over targets made for a test."""
    known = Portfolio({one.id: one for one in targets}, sources, vocabulary or Vocabulary(), {})
    return compose(known, Choice(), ON, words("en"))


def leaves(made: Briefing) -> list[Assessment]:
    """Return every assessment of a briefing that carries figures of its own."""
    return [entry.leaf for entry in entries(made.assessments) if entry.leaf.kind != "milestones"]


def squeezed(text: str) -> str:
    """Return a text without blanks and line breaks, composed, to find sentences that were wrapped."""
    return re.sub(r"[\s\u00a0\u00ad\u200b]+", "", unicodedata.normalize("NFC", text))

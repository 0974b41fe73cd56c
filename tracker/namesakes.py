"""Namesakes: targets of one title, and parts of a target of one title, which nobody can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tracker.choosing import apart
from tracker.model import Portfolio, Target, named_parts
from tracker.problems import Finding, Path

_Titles = Mapping[str, Mapping[str, str]]
"""Titles in every language by the ids of what is called so."""


def told_apart(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio to show: what has the title of another has its id behind it in every medium.

    What the files say stays with it, for the checks.
    """
    titles = _apart({name: target.title for name, target in portfolio.targets.items()})
    shown = {name: _shown(target, titles.get(name)) for name, target in portfolio.targets.items()}
    if all(shown[name] is target for name, target in portfolio.targets.items()):
        return portfolio
    return replace(portfolio, targets=shown, written=portfolio)


def namesakes(titles: _Titles) -> dict[str, tuple[str, str]]:
    """Return of what has the title of one before it that one's id, and the language of the title."""
    found: dict[str, tuple[str, str]] = {}
    for language in _languages(titles):
        first: dict[str, str] = {}
        for name, title in titles.items():
            other = first.setdefault(_in(title, language), name)
            if other != name and language in title:
                found.setdefault(name, (other, language))
    return found


def among_parts(target: Target) -> Iterator[Finding]:
    """Yield tiers, parts or steps of a target that have the title of one before."""
    field, parts = named_parts(target)
    found = namesakes({part.id: part.title for part in parts})
    for index, part in enumerate(parts):
        if part.id in found:
            yield finding(found[part.id], (field, index))


def finding(namesake: tuple[str, str], path: Path = ()) -> Finding:
    """Return the warning on the title of a record at a path."""
    other, language = namesake
    return Finding("W095", (*path, "title", language), {"given": other})


def _shown(target: Target, title: Mapping[str, str] | None) -> Target:
    """Return a target under a title, with parts whose titles differ; itself where nothing is to change."""
    field, parts = named_parts(target)
    titles = _apart({part.id: part.title for part in parts})
    update: dict[str, Any] = {"title": title} if title else {}
    if titles:
        update[field] = tuple(_titled(part, titles.get(part.id)) for part in parts)
    return target.model_copy(update=update) if update else target


def _titled(part: Any, title: Mapping[str, str] | None) -> Any:  # noqa: ANN401 (a part or a step)
    return part.model_copy(update={"title": title}) if title else part


def _apart(titles: _Titles) -> dict[str, dict[str, str]]:
    """Return the titles that are to change, in every language in which another reads the same."""
    found: dict[str, dict[str, str]] = {}
    for language in _languages(titles):
        names = {name: _in(title, language) for name, title in titles.items()}
        for name, told in apart(names).items():
            if told != names[name] and language in titles[name]:
                found.setdefault(name, dict(titles[name]))[language] = told
    return found


def _languages(titles: _Titles) -> Iterable[str]:
    return dict.fromkeys(language for title in titles.values() for language in title)


def _in(title: Mapping[str, str], language: str) -> str:
    return title.get(language) or title.get("en", "")

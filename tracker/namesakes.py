"""Namesakes: targets, parts or series of a target, and words, of one title, which nobody can tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.choosing import apart
from tracker.model import Indicator, MemberSeries, Portfolio, Target, named_parts
from tracker.problems import Finding, Path
from tracker.reading.completion import series_title
from tracker.terms import Dimension, Vocabulary

_Titles = Mapping[str, Mapping[str, str]]
"""Titles in every language by the ids of what is called so."""


def told_apart(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio to show: what has the title of another has its id behind it in every medium.

    What the files say stays with it, for the checks.
    """
    titles = _apart({name: target.title for name, target in portfolio.targets.items()})
    words = words_apart(portfolio.vocabulary)
    again = words is not portfolio.vocabulary
    targets = portfolio.targets
    shown = {name: _shown(target, titles.get(name), words, again=again) for name, target in targets.items()}
    if not again and all(shown[name] is target for name, target in targets.items()):
        return portfolio
    return replace(portfolio, targets=shown, vocabulary=words, written=portfolio)


def words_apart(words: Vocabulary) -> Vocabulary:
    """Return a vocabulary to show: no two themes, bodies, dimensions or members of one are called alike."""
    found: dict[str, Mapping[str, Any]] = {
        "themes": _retitled(words.themes),
        "bodies": _retitled(_retitled(words.bodies), "short"),
        "dimensions": _retitled({name: _members_apart(one) for name, one in words.dimensions.items()}),
    }
    update = {field: new for field, new in found.items() if not _same(new, getattr(words, field))}
    return words.model_copy(update=update) if update else words


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


def among_series(target: Target, words: Vocabulary) -> Iterator[Finding]:
    """Yield series of a target that read as one before, though by the other dimensions they are not the same.

    Args:
        target: any target.
        words: the vocabulary with its members told apart, of whom it is warned where they stand.
    """
    if not isinstance(target, Indicator) or len(target.series) < 2:
        return
    found = namesakes({one.id: series_title(one.of, words) for one in target.series})
    for index, one in enumerate(target.series):
        if one.id in found:
            yield Finding("W095", ("series", index, "of"), {"given": found[one.id][0]})


def among_words(words: Vocabulary) -> Iterator[Finding]:
    """Yield themes, bodies, dimensions, and members of one dimension, that have the title of one before."""
    yield from _among(words.themes, ("themes",))
    yield from _among(words.bodies, ("bodies",))
    yield from _among(words.dimensions, ("dimensions",))
    for name, dimension in words.dimensions.items():
        yield from _among(dimension.members, ("dimensions", name, "members"))


def finding(namesake: tuple[str, str], path: Path = ()) -> Finding:
    """Return the warning on the title of a record at a path."""
    other, language = namesake
    return Finding("W095", (*path, "title", language), {"given": other})


def _among(records: Mapping[str, Any], path: Path) -> Iterator[Finding]:
    for name, namesake in namesakes(_titles_of(records)).items():
        yield finding(namesake, (*path, name))


def _shown(target: Target, title: Mapping[str, str] | None, words: Vocabulary, *, again: bool) -> Target:
    """Return a target under a title, with parts and series whose titles differ; itself where nothing changes.

    Args:
        target: as it was read.
        title: another title for it, if any.
        words: the vocabulary to show.
        again: whether this has other titles than the one with which the target was read.
    """
    field, parts = named_parts(target)
    titles = _apart({part.id: part.title for part in parts})
    update: dict[str, Any] = {"title": title} if title else {}
    if titles:
        update[field] = tuple(_titled(part, titles.get(part.id)) for part in parts)
    if isinstance(target, Indicator) and len(target.series) > 1:
        update |= _series_apart(target.series, words, again=again)
    return target.model_copy(update=update) if update else target


def _series_apart(
    series: Sequence[MemberSeries], words: Vocabulary, *, again: bool
) -> dict[str, tuple[MemberSeries, ...]]:
    """Return the series of a target with titles that differ, as a field; nothing where they are to stay."""
    read = {one.id: series_title(one.of, words) if again else one.title for one in series}
    titles = _marked({one.id: one.of for one in series}, read)
    if all(titles[one.id] == one.title for one in series):
        return {}
    return {"series": tuple(_titled(one, titles[one.id]) for one in series)}


def _marked(of: Mapping[str, Mapping[str, str]], titles: _Titles) -> dict[str, Mapping[str, str]]:
    """Return titles of series by their ids, with what tells them apart behind those that read the same."""
    found: dict[str, Mapping[str, str]] = dict(titles)
    for language in _languages(titles):
        alike = defaultdict[str, list[str]](list)
        for name, title in titles.items():
            alike[_in(title, language)].append(name)
        for text, names in alike.items():
            for name, mark in _marks(names, of).items() if len(names) > 1 else ():
                found[name] = {**found[name], language: f"{text} ({mark})"}
    return found | _apart(found)


def _marks(names: Sequence[str], of: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return what tells series apart: their dimensions, if these differ, or else their members with these."""
    dimensions = {name: ", ".join(sorted(of[name])) for name in names}
    return dimensions if len(set(dimensions.values())) == len(names) else {name: name for name in names}


def _members_apart(dimension: Dimension) -> Dimension:
    members = _retitled(dimension.members)
    same = _same(members, dimension.members)
    return dimension if same else dimension.model_copy(update={"members": members})


def _retitled(records: Mapping[str, Any], field: str = "title") -> dict[str, Any]:
    """Return words of which no two have one title, or one short name; one that is alone with it is itself."""
    titles = _apart(_titles_of(records, field))
    return {name: _titled(one, titles.get(name), field) for name, one in records.items()}


def _same(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    return all(new[name] is one for name, one in old.items())


def _titles_of(records: Mapping[str, Any], field: str = "title") -> _Titles:
    return {name: titles for name, one in records.items() if (titles := getattr(one, field))}


def _titled(part: Any, title: Mapping[str, str] | None, field: str = "title") -> Any:  # noqa: ANN401
    """Return anything with a title under another one; itself where there is none."""
    return part.model_copy(update={field: title}) if title else part


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

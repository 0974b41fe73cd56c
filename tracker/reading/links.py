"""Links: what a file says about others, checked when all of them have been read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from tracker.model import Milestones, Source, Target
from tracker.problems import Finding, Path
from tracker.reading.files import identity, is_id, is_vocabulary
from tracker.reading.names import near
from tracker.terms import Body, Theme, Unit, Vocabulary


class Link(NamedTuple):
    """A word of a file that another file has to know: the code of the fault if it does not, and the word."""

    code: str
    word: str


_NAMED_BY_AUTHORS = ("of", "pick")
_LISTS = {"S003": "units", "S053": "calendars"}
Word = TypeVar("Word", Body, Theme, Unit)


@dataclass(frozen=True, slots=True)
class Known:
    """The words and sources that the files of a portfolio may refer to.

    Attributes:
        words: None when vocabulary.yaml is missing or has errors; its words are not judged then.
        sources: the ids of the sources that were read.
        unread: the ids of the sources whose file has errors.
    """

    words: Vocabulary | None
    sources: frozenset[str]
    unread: frozenset[str]

    def leads_nowhere(self, link: Link) -> bool:
        """Tell whether nothing is known under the word of a link."""
        return link.word not in self.choices(link.code)

    def choices(self, code: str) -> Collection[str]:
        """Return the words that would have been right."""
        if code == "X003":
            return self.sources
        if self.words is None:
            return _Anything()
        if code in _LISTS:
            found: Collection[str] = getattr(self.words, _LISTS[code])
            return found
        return self.words.bodies if code == "S040" else self.words.themes

    def finding(self, link: Link, path: Path) -> Finding:
        """Return the finding of a link that leads nowhere."""
        if link.code == "X003" and link.word in self.unread:
            return Finding("X004", path, {"given": link.word})
        close = near(link.word, self.choices(link.code))
        return Finding(link.code, path, {"given": link.word, "near": close})


class _Anything(frozenset[str]):
    """The words of a vocabulary that cannot be read: each may be right."""

    def __contains__(self, word: object) -> bool:
        return True


def links_in(root: dict[str, Any], file: str, sources: Iterable[Any] | None = None) -> set[Link]:
    """Return the links of a file, whether the rest of it is sound or not.

    Args:
        root: its fields.
        file: its name; what a vocabulary names is no link.
        sources: what every field named `source` holds, where that is known; it is looked for otherwise.
    """
    if is_vocabulary(file):
        return set()
    named = {word for word in (_gathered(root) if sources is None else sources) if type(word) is str}
    return {*filter(None, map(_cited, named)), *(link for _, link in _words(root, file))}


@lru_cache(maxsize=4096)
def _cited(word: str) -> Link | None:
    """Return the link to a source; None when the word is no id, which is a fault of its own."""
    return Link("X003", word) if is_id(word) else None


def _gathered(root: dict[str, Any]) -> Iterator[Any]:
    """Yield what every field named `source` holds, of a mapping and below.

    A list of what waits instead of calls: every figure of every file is looked into.
    """
    waiting: list[dict[str, Any] | list[Any]] = [root]
    for node in waiting:
        values: Iterable[Any] = node
        if type(node) is dict:
            values = node.values()
            if "source" in node:
                yield node["source"]
        for value in values:
            if type(value) is not str and isinstance(value, (dict, list)):  # many: `dict | list` is made anew
                waiting.append(value)


def _words(root: dict[str, Any], file: str) -> Iterator[tuple[Path, Link]]:
    """Yield the words of a file that the vocabulary has to know, with their paths."""
    if file.startswith("targets/"):
        yield (), Link("S041", file.split("/")[1])
    measure = root.get("measure")
    places: tuple[tuple[str, Path, Any], ...] = (
        ("S040", ("owner",), root.get("owner")),
        ("S040", ("publisher",), root.get("publisher")),
        ("S040", ("outlet",), root.get("outlet")),
        *(
            (code, ("measure", name), measure.get(name))
            for code, name in (("S003", "unit"), ("S053", "calendar"))
            if isinstance(measure, dict)
        ),
    )
    for code, path, word in places:
        if isinstance(word, str) and is_id(word):
            yield path, Link(code, word)


def links_of(root: dict[str, Any], file: str) -> Iterator[tuple[Path, Link]]:
    """Yield every link of a file with its path; one that is used twice comes twice."""
    yield from _words(root, file)
    for path, word in _sources(root, ()):
        yield path, Link("X003", word)


def _sources(node: dict[str, Any] | list[Any], path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every field named `source` below a field; a dimension or a column may be called so, too."""
    entries: Iterable[tuple[Any, Any]] = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in entries:
        if key in _NAMED_BY_AUTHORS:
            continue
        if isinstance(value, dict | list):
            yield from _sources(value, (*path, key))
        elif key == "source" and isinstance(value, str):
            yield (*path, key), value


def clashes_of(names: Iterable[str]) -> dict[str, list[Finding]]:
    """Return, by file, the finding of every id that another file has as well."""
    owners: dict[tuple[str, str], list[str]] = {}
    for file in names:
        owners.setdefault(identity(file), []).append(file)
    return {
        file: [
            Finding("X001", ("id",), {"given": name, "other": next(one for one in sharing if one != file)})
        ]
        for (_, name), sharing in owners.items()
        if len(sharing) > 1
        for file in sharing
    }


def stand_ins(vocabulary: Vocabulary, records: Iterable[Target | Source]) -> Vocabulary:
    """Return a vocabulary in which every word in use stands for itself where it is missing.

    Words are missing when vocabulary.yaml has faults, or a source an unknown publisher. Both are reported
    on their own and must not take targets off the board.
    """
    units, themes, bodies = dict(vocabulary.units), dict(vocabulary.themes), dict(vocabulary.bodies)
    for record in records:
        if isinstance(record, Source):
            _stand_in(bodies, record.publisher, Body)
            _stand_in(bodies, record.outlet, Body)
            continue
        _stand_in(themes, record.theme, Theme)
        _stand_in(bodies, record.owner, Body)
        if not isinstance(record, Milestones):
            _stand_in(units, record.measure.unit, Unit)
    return vocabulary.model_copy(update={"units": units, "themes": themes, "bodies": bodies})


def _stand_in(words: dict[str, Word], word: str | None, kind: type[Word]) -> None:
    """Let a word stand for itself when it is not known."""
    if word is not None and word not in words:
        words[word] = kind(title={"en": word})

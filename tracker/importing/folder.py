"""Folder: a data folder as an import finds it, and the words and sources that it gains."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tracker import reader
from tracker.editing.insertion import Refusal, with_source
from tracker.editing.layout import Value
from tracker.editing.together import Change
from tracker.editing.words import with_words, word_lines
from tracker.importing.content import Document, StopError
from tracker.importing.identifiers import free, ident
from tracker.importing.written import SCHEMA
from tracker.model import Portfolio, Source
from tracker.problems import Problem
from tracker.reader import Reading
from tracker.reading import files

_PERCENT = re.compile(
    r"(?-i:PC)|%|v\. ?h\.|(per ?cent|percentage|pct|prozent|prosent|procent|pourcentage|phần trăm)( ?\(%\))?",
    re.IGNORECASE,
)
# Currencies whose sign is that of no other one.
_PAID = {"eur": "€", "euro": "€", "gbp": "£", "inr": "₹", "krw": "₩", "vnd": "₫"}
_CURRENCY = re.compile(rf"\b(?:{'|'.join(_PAID)})\b")
_PLURAL = re.compile(r"(?<=\w{4})s\b")  # of a word: the sign of a unit is shorter

NO_PUBLISHER, NO_UNIT = "Publisher not stated", "unit not stated"


@dataclass
class Folder:
    """A data folder, read once, and what an import adds to it.

    Attributes:
        readings: what every file gave, by file.
        contents: the bytes of every file that was asked for.
        on: the day on which a source without a day counts as published: that of the import.
        faults: the errors of all files.
    """

    path: Path
    on: date
    portfolio: Portfolio
    readings: dict[str, Reading]
    places: dict[str, files.Place]
    faults: Sequence[Problem] = ()
    words: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    members: dict[str, dict[str, dict[str, dict[str, str]]]] = field(default_factory=dict)
    by_title: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)
    called: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, on: date) -> Folder:
        """Return a data folder as it is now; one that is not there yet is empty."""
        places, amiss = files.find(path)
        readings = reader.load_files(places, path)
        portfolio, found = reader.assemble(readings, path)
        by_file = {reading.file: reading for reading in readings}
        faults = sorted(reader.together(amiss, found), key=lambda problem: problem.order)
        faults = [problem for problem in faults if problem.severity == "error"]
        return cls(path, on, portfolio, by_file, {place.file: place for place in places}, faults)

    def content(self, file: str) -> bytes | None:
        """Return what a file holds; None where there is none.

        Raises:
            StopError: it cannot be read.
        """
        if file in self.new:
            return self.new[file]
        place = self.places.get(file)
        found = files.read(place, self.path) if place else None
        if isinstance(found, Problem):
            raise StopError("import.unreadable", file=file)
        return found

    def vacant(self, file: str) -> str:
        """Return the path of a file that is to be new.

        Raises:
            StopError: one of its id, whatever the case of its letters and its state, lies there already.
        """
        there = self._taken.get(_identity(file), file if os.path.lexists(self.path / file) else "")
        within = (one for one in self.faults if there == one.file or there.startswith(f"{one.file}/"))
        if fault := next(within, None):
            raise StopError("import.mend_first", fault)
        if there:
            raise StopError("import.unreadable", file=there)
        return file

    @cached_property
    def _taken(self) -> dict[tuple[str, str], str]:
        return {_identity(file): file for file in self.places}

    def back_to(self, files: Collection[str]) -> None:
        """Forget every new file but these, and the sources among them."""
        for file in [name for name in self.new if name not in files]:
            del self.new[file]
            self.sources.pop(Path(file).stem, None)

    @property
    def vocabulary(self) -> str:
        """The path of the vocabulary."""
        return next((file for file in self.places if files.is_vocabulary(file)), files.VOCABULARY)

    def schema_line(self, kind: str, up: str) -> str:
        """Return the comment for editors, where the folder has its schemas beside the data."""
        return SCHEMA.format(up=up, kind=kind) if (self.path / "schemas").is_dir() else ""

    def known(self, group: str, title: str) -> str:
        """Return the word of a group that has a title; empty where none has."""
        texts = self._texts(group)
        percent = group == "units" and _is_percent(title)
        return texts.get(_folded(title), "") or (texts.get("%", "") if percent else "")

    def is_called(self, unit: str, title: str) -> bool:
        """Tell whether a unit may be what a source calls so, however it is spelled."""
        texts = _calls(unit, self.portfolio.vocabulary.units.get(unit))
        if _is_percent(title) and any(map(_is_percent, texts)):
            return True
        return {_one(title), _one(NO_UNIT)} & set(map(_one, texts)) != set()

    def _texts(self, group: str) -> dict[str, str]:
        """Return the words of a group by everything that they may be called; the first one counts."""
        found = self.called.get(group)
        if found is None:
            found = self.called[group] = {}
            for name, entry in getattr(self.portfolio.vocabulary, group).items():
                for text in _calls(name, entry):
                    found.setdefault(_folded(text), name)
        return found

    def _names(self, group: str) -> set[str]:
        return {*getattr(self.portfolio.vocabulary, group), *self.words.get(group, {})}

    def _add(self, group: str, name: str, fields: dict[str, Any]) -> None:
        """Add a word to a group."""
        self.words.setdefault(group, {})[name] = fields
        for text in (name, *fields["title"].values(), str(fields.get("symbol", ""))):
            if text:
                self._texts(group).setdefault(_folded(text), name)

    def word(self, group: str, title: str, more: Mapping[str, Value] | None = None) -> str:
        """Return the word of a group that has a title, and add it where none has."""
        found = self.known(group, title)
        if found:
            return found
        percent = group == "units" and _is_percent(title)
        name = free("percent" if percent else ident(title), self._names(group))
        symbol: dict[str, Value] = {"symbol": "%"} if percent else {}
        titles = {"en": "per cent" if percent else title}
        self._add(group, name, {"title": titles, **symbol, **(more or {})})
        return name

    def source(self, document: Document, avoid: Collection[str]) -> str:
        """Return the id of the record of a document, and add it where there is none.

        Args:
            document: what was published.
            avoid: ids that are not to be used, since the same periods have figures of them already.
        """
        published = document.published or self.on.isoformat()
        publisher = self.word("bodies", document.publisher or NO_PUBLISHER)
        for name, record in {**self.portfolio.sources, **self.sources}.items():
            same = record.publisher == publisher and record.published.text == published
            if (
                same
                and name not in avoid
                and record.title.get("en") == document.title
                and (record.url or "") == document.url
            ):
                return name
        wanted = ident(document.title)[:60].strip("-") + "-" + published.replace("/", "-").casefold()
        name = free(wanted, {*self.portfolio.sources, *self.sources, *avoid})
        fields: dict[str, Value] = {
            "id": name,
            "kind": document.kind,
            "title": {"en": document.title},
            "publisher": publisher,
            "published": published,
            "accessed": self.on.isoformat(),
            "url": document.url,
            "license": document.license,
        }
        file = self.vacant(f"seeds/{name}.yaml")
        self.new[file] = with_source(fields, self.schema_line("source", "../"))
        found = reader.read(self.new[file], file)
        if not isinstance(found.record, Source):
            raise StopError("import.bad_source", title=document.title, cause=found.problems[0].code)
        self.sources[name] = found.record
        return name

    def published(self, source: str) -> date:
        """Return the day from which a source counts."""
        record = self.sources.get(source) or self.portfolio.sources.get(source)
        return record.known if record else date.min

    def changes(self) -> list[Change]:
        """Return every new content, the vocabulary with its new words among them."""
        file = self.vocabulary
        words = {group: added for group, added in self.words.items() if added}
        before = self.content(file)
        if words and before is None:
            self.new[file] = _new_vocabulary(words, self.schema_line("vocabulary", "../"))
        elif words and before is not None:
            for group, added in words.items():
                before = self._with(before, file, (group,), added)
        for dimension, more in self.members.items():
            if dimension not in self.words.get("dimensions", {}) and before is not None:
                before = self._with(before, file, ("dimensions", dimension, "members"), more)
                words = {"dimensions": {}}
        if words and before is not None and before != self.content(file):
            self.new[file] = before
        made = (Change(name, self._before(name), content) for name, content in self.new.items())
        return [change for change in made if change.before != change.after]

    def _with(
        self, data: bytes, file: str, path: Sequence[str], added: Mapping[str, Mapping[str, Any]]
    ) -> bytes:
        """Return the vocabulary with more words.

        Raises:
            StopError: it has a fault, or is written in a way that no program can add to.
        """
        made = with_words(data, file, path, added)
        if isinstance(made, Refusal):
            if fault := next((one for one in self.faults if one.file == file), None):
                raise StopError("import.mend_first", fault)
            raise StopError("import.words_by_hand", file=file, words=", ".join(added))
        return made

    def of(self, members: Mapping[str, str], *, add: bool) -> dict[str, str] | None:
        """Return members by dimension as the words of the vocabulary; None where one is not known.

        Args:
            members: the names of members by the names of their dimensions.
            add: whether words that are not known are added.
        """
        found: dict[str, str] = {}
        for name, member in members.items():
            dimension = self.known("dimensions", name)
            if not dimension and add:
                dimension = free(ident(name), self._names("dimensions"))
                own = self.members.setdefault(dimension, {})
                self._add("dimensions", dimension, {"title": {"en": name}, "members": own})
            word = self._member(dimension, member, add=add) if dimension else ""
            if not word:
                return None
            found[dimension] = word
        return found

    def _member(self, dimension: str, member: str, *, add: bool) -> str:
        """Return the word of a member of a dimension; empty where it is not known and not to be added."""
        found = self.by_title.get((dimension, member), "")
        if found:
            return found
        known = self.portfolio.vocabulary.dimensions.get(dimension)
        titles = {name: one.title["en"] for name, one in known.members.items()} if known else {}
        titles |= {name: one["title"]["en"] for name, one in self.members.get(dimension, {}).items()}
        found = next((name for name, title in titles.items() if title == member), "")
        if not found and add:
            found = free(ident(member), titles)
            self.members.setdefault(dimension, {})[found] = {"title": {"en": member}}
        if found:
            self.by_title[dimension, member] = found
        return found

    def _before(self, file: str) -> bytes | None:
        """Return what a file holds whose new content adds to it; None for one that is to be new."""
        place = self.places.get(file)
        found = files.read(place, self.path) if place else None
        return None if isinstance(found, Problem) else found


def _calls(name: str, entry: Any) -> list[str]:
    """Return everything that a word of the vocabulary may be called."""
    texts = [getattr(entry, field, None) for field in ("title", "symbol", "short")]
    return [name, *(text for of in texts if of for text in of.values())]


def _identity(file: str) -> tuple[str, str]:
    kind, name = files.identity(file)
    return kind, name.casefold()


@lru_cache(maxsize=1024)
def spelling(unit: str) -> str:
    """Return what all spellings of a unit have in common: `%`, `percent` and `Per cent` are one."""
    return "%" if _is_percent(unit) else _one(unit)


def _is_percent(text: str) -> bool:
    return _PERCENT.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def _one(text: str) -> str:
    """Return the name of a unit in the singular and with the signs of currencies, to be compared."""
    return _CURRENCY.sub(lambda found: _PAID[found[0]], _PLURAL.sub("", _folded(text)))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("-", " ").split())


def _new_vocabulary(words: Mapping[str, Mapping[str, Mapping[str, Any]]], heading: str) -> bytes:
    lines = [heading] if heading else []
    for group, added in words.items():
        lines.append(f"{group}:")
        for name, fields in added.items():
            lines += (f"  {line}" for line in word_lines(name, fields))
    return ("\n".join(lines) + "\n").encode()

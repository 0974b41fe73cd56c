"""Reader: from bytes to a tree with positions, from trees to records, from a folder to a portfolio.

YAML is read as bare events, with limits: nothing is constructed, scalars stay text, and every value
knows its line. Faults are collected, never raised: a file with errors leaves the portfolio and says so.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from tracker import files, records, syntax
from tracker.characters import control, decoded, numbered, odd
from tracker.links import Known, Link, links_in, links_of, stand_ins
from tracker.model import Portfolio, Source, Target, Vocabulary
from tracker.problems import Finding, Problem
from tracker.tree import Mark, Marks, Node, Tree

DEEPEST = 20
MOST_NODES = 100_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 200
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An event always has its marks, which the type stubs of the parser leave open.
_Event: TypeAlias = Any
# What the parser is known to raise besides its own error on damaged input.
_NOT_YAML = (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave.

    Attributes:
        file: path relative to the data folder.
        digest: SHA-256 of the content, hexadecimal; empty when it could not be read.
        record: None when the file has errors; of a source or vocabulary with errors, what is sound.
        problems: what is wrong with the file itself, whatever other files say.
        links: what the file expects of other files.
    """

    file: str
    digest: str = ""
    record: Target | Source | Vocabulary | None = None
    problems: tuple[Problem, ...] = ()
    links: frozenset[Link] = frozenset()


class _RefusedError(Exception):
    """The text leaves the subset of YAML that is understood, or its limits."""

    def __init__(self, code: str, mark: Mark | None, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.line, self.column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.values = values


def parse(data: bytes, file: str) -> Tree | Problem:
    """Return the tree of a file, or the one problem that keeps it from being read as YAML."""
    text = decoded(data, file)
    return text if isinstance(text, Problem) else _marked(text, file)


def _marked(text: str, file: str) -> Tree | Problem:
    """Return the tree of a text with all its marks, or what keeps it from being read."""
    marker = _Marker()
    try:
        return Tree(_build(text, marker), marker.marks)
    except _RefusedError as refused:
        return Problem(refused.code, file, refused.line, refused.column, values=refused.values)
    except _NOT_YAML as error:
        return syntax.explained(error, text, file, _last_scalar(text))


def _quick(text: str) -> tuple[dict[str, Any], bool] | None:
    """Return the fields of a text and whether values are missing; None when it needs a closer look."""
    builder = _Builder()
    try:
        # Only a text of many characters can have too many entries, which are not counted here.
        return None if len(text) > MOST_NODES else (_build(text, builder), builder.gaps)
    except (_RefusedError, *_NOT_YAML):
        return None


class _Builder:
    """Takes YAML events and makes plain values of them; it holds the container that is being filled."""

    __slots__ = ("gaps", "holder", "key", "key_mark", "mapped", "stack")

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.holder: Any = None
        self.mapped = False  # whether the container is a mapping
        self.key: Any = None  # the key that waits for its value
        self.key_mark: Any = None
        self.gaps = False  # whether a value is missing altogether

    def scalar(self, event: _Event) -> None:
        """Take a key, a value of a mapping, or an entry of a list."""
        value = event.value
        if event.tag is not None or event.anchor is not None or len(value) > LONGEST_TEXT:
            _refuse(event)
        if self.mapped and self.key is None:
            self.take_key(value, event.start_mark)
            return
        if not value:
            if not event.style:
                value = None
                self.gaps = True
        elif event.style == '"' and not value.isprintable() and (sign := control(value)):
            raise _RefusedError("Y022", event.start_mark, **numbered(sign))
        self.put(value, event.start_mark)

    def take_key(self, value: str, mark: Mark) -> None:
        """Keep a key until its value comes."""
        if not value or value == "<<" or len(value) > LONGEST_NAME:
            raise _RefusedError("Y013" if value == "<<" else "Y019" if value else "Y020", mark)
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        if value in self.holder:
            raise _RefusedError("Y024", mark, name=value, first=self.line_of(value))
        self.key = value
        self.key_mark = mark

    def line_of(self, name: str) -> str:
        """Return the line of a field of the container, where marks are kept."""
        return ""

    def put(self, value: Node, mark: Mark) -> None:
        """Put a value where it belongs."""
        if self.mapped:
            self.holder[self.key] = value
            self.key = None
        else:
            self.holder.append(value)

    def mapping(self, event: _Event) -> None:
        """Begin a mapping."""
        self.begin({}, event)

    def sequence(self, event: _Event) -> None:
        """Begin a list."""
        self.begin([], event)

    def begin(self, made: dict[str, Node] | list[Node], event: _Event) -> None:
        """Put an empty container in its place and fill it from now on."""
        if event.tag is not None or event.anchor is not None or len(self.stack) >= DEEPEST:
            _refuse(event)
        if self.holder is not None:
            if self.mapped and self.key is None:
                raise _RefusedError("Y020", event.start_mark)
            self.put(made, event.start_mark)
        self.stack.append(self.holder)
        self.enter(made)

    def enter(self, holder: dict[str, Node] | list[Node] | None) -> None:
        """Make a container the one that is filled."""
        self.holder = holder
        self.mapped = type(holder) is dict

    def end(self, event: _Event) -> None:
        """Go back to the container around a finished one."""
        self.enter(self.stack.pop())


class _Marker(_Builder):
    """A builder that also keeps the mark of every name and value, and counts them.

    Marks cost more than the values themselves, and a sound file never needs them.
    """

    __slots__ = ("count", "marks")

    def __init__(self) -> None:
        super().__init__()
        self.marks: Marks = {}
        self.count = 0

    def line_of(self, name: str) -> str:
        """Return the line of a field of the container."""
        return str(self.marks[id(self.holder)][name][0].line + 1)

    def put(self, value: Node, mark: Mark) -> None:
        """Put a value where it belongs and remember its mark."""
        self.count += 1
        if self.count > MOST_NODES:
            raise _RefusedError("Y017", mark, limit=str(MOST_NODES))
        name = self.key if self.mapped else len(self.holder)
        self.marks[id(self.holder)][name] = (self.key_mark if self.mapped else mark, mark)
        super().put(value, mark)

    def begin(self, made: dict[str, Node] | list[Node], event: _Event) -> None:
        """Begin a container and its marks."""
        super().begin(made, event)
        self.marks[id(made)] = {}


def _build(text: str, builder: _Builder) -> dict[str, Any]:
    """Return the top fields of a text, made by a builder.

    Raises:
        _RefusedError: the text leaves the subset of YAML that is understood, or its limits.
        yaml.YAMLError: it is not YAML.
    """
    next_event = _Loader(text).get_event
    builder.mapping(_first(next_event))
    root: dict[str, Any] = builder.holder
    take: dict[type, Callable[[Any], None]] = {
        yaml.ScalarEvent: builder.scalar,
        yaml.MappingStartEvent: builder.mapping,
        yaml.SequenceStartEvent: builder.sequence,
        yaml.MappingEndEvent: builder.end,
        yaml.SequenceEndEvent: builder.end,
        yaml.AliasEvent: _refuse,
    }
    while builder.stack:
        event = next_event()
        take[type(event)](event)
    next_event()
    after = next_event()
    if type(after) is not yaml.StreamEndEvent:
        raise _RefusedError("Y015", after.start_mark)
    return root


def _first(next_event: Callable[[], Any]) -> _Event:
    """Return the event that opens the top fields of a file."""
    next_event()
    document = next_event()
    if type(document) is yaml.StreamEndEvent:
        raise _RefusedError("Y001", None)
    if document.explicit and (document.version or document.tags):
        raise _RefusedError("Y021", document.start_mark)
    root = next_event()
    if isinstance(root, yaml.AliasEvent) or root.anchor is not None or root.tag is not None:
        _refuse(root)
    if type(root) is yaml.MappingStartEvent:
        return root
    empty = type(root) is yaml.ScalarEvent and not root.value
    raise _RefusedError("Y001", None) if empty else _RefusedError("Y002", root.start_mark)


def _refuse(event: _Event) -> NoReturn:
    """Raise the fault of an event that leaves the subset of YAML or its limits."""
    mark = event.start_mark
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _RefusedError("Y012", mark)
    if event.tag is not None:
        raise _RefusedError("Y014", mark, name=event.tag.replace("tag:yaml.org,2002:", "!!"))
    if isinstance(event, yaml.ScalarEvent):
        raise _RefusedError("Y018", mark, limit=str(LONGEST_TEXT))
    raise _RefusedError("Y016", mark, limit=str(DEEPEST))


def _last_scalar(text: str) -> _Event:
    """Return the last text that was understood before YAML broke off, to find where a quote was left open."""
    last = None
    try:
        for event in yaml.parse(text, Loader=_Loader):
            last = event if isinstance(event, yaml.ScalarEvent) else last
    except _NOT_YAML:
        return last
    return last


def read(data: bytes, file: str) -> Reading:
    """Return what a file gave, from its bytes alone: the same bytes always give the same.

    Args:
        data: the content.
        file: path relative to the data folder; it says whether it is a target, a source or the vocabulary.
    """
    text = decoded(data, file)
    record, problems, links = (None, [text], ()) if isinstance(text, Problem) else _understood(text, file)
    if not files.is_well_named(file):
        record, problems = None, [Problem("F009", file, values={"name": Path(file).name}), *problems]
    return Reading(file, hashlib.sha256(data).hexdigest(), record, tuple(problems), frozenset(links))


def _understood(
    text: str, file: str
) -> tuple[Target | Source | Vocabulary | None, list[Problem], Iterable[Link]]:
    """Return the record in a text, its problems by line, and what it expects of other files.

    A sound file is built once, without marks; only one with faults is built again to place them.
    """
    root, gaps = _quick(text) or ({}, True)
    record, findings = records.record_of(root, file, gaps)
    problems: list[Problem] = []
    if findings:
        tree = _marked(text, file)
        if isinstance(tree, Problem):
            return None, [tree], ()
        root = tree.root
        record, findings = records.record_of(root, file, True)
        problems = [tree.problem(finding, file) for finding in findings]
    problems = sorted(problems + odd(text, file), key=lambda problem: problem.order)
    return record, problems, links_in(root, file)


def load_file(place: files.Place, folder: Path) -> Reading:
    """Return what one file of a data folder gives."""
    data = files.read(place, folder)
    return Reading(place.file, problems=(data,)) if isinstance(data, Problem) else read(data, place.file)


def load(folder: Path) -> tuple[Portfolio, list[Problem]]:
    """Return the portfolio in a data folder and what is wrong with it, by file and line."""
    places, problems = files.find(folder)
    portfolio, found = assemble([load_file(place, folder) for place in places], folder)
    return portfolio, sorted(problems + found, key=lambda problem: problem.order)


def assemble(readings: Sequence[Reading], folder: Path) -> tuple[Portfolio, list[Problem]]:
    """Return the portfolio that files make up together, and the problems of all of them.

    A record that refers to nothing, or whose id two files use, is left out; everything else stays.

    Args:
        readings: one per file; a caller may put an earlier record in the place of one that has errors.
        folder: where the files lie, to look up the lines of what does not fit together.
    """
    problems = [problem for reading in readings for problem in reading.problems]
    vocabulary, known = _known(readings)
    if vocabulary is None:
        problems.append(Problem("F011", files.VOCABULARY))
    clashes = _clashes(readings)
    good: list[Target | Source] = []
    for reading in readings:
        lost = {link for link in reading.links if known.leads_nowhere(link)}
        if lost or reading.file in clashes:
            problems += _located(reading.file, folder, clashes.get(reading.file, ()), lost, known)
        elif isinstance(reading.record, Target | Source):
            good.append(reading.record)
    words = vocabulary or Vocabulary()
    return _portfolio(good, words if known.words else stand_ins(words, good), readings), problems


def _located(
    file: str, folder: Path, findings: Iterable[Finding], lost: Collection[Link], known: Known
) -> list[Problem]:
    """Return the problems between a file and others at their lines, for which it is parsed once more."""
    tree = reread(file, folder)
    broken = [known.finding(link, path) for path, link in links_of(tree.root, file) if link in lost]
    return [tree.problem(finding, file) for finding in (*findings, *broken)]


def reread(file: str, folder: Path) -> Tree:
    """Return the tree of a file that was read before; an empty one when it has changed for the worse."""
    path = folder / file
    data = files.read(files.Place(str(path), file, path.is_symlink()), folder)
    tree = data if isinstance(data, Problem) else parse(data, file)
    return Tree({}, {}) if isinstance(tree, Problem) else tree


def _known(readings: Iterable[Reading]) -> tuple[Vocabulary | None, Known]:
    """Return the vocabulary, if there is one, and what may be referred to."""
    vocabulary, sound, sources, unread = None, False, set(), set()
    for reading in readings:
        if isinstance(reading.record, Vocabulary) or files.is_vocabulary(reading.file):
            vocabulary = reading.record if isinstance(reading.record, Vocabulary) else Vocabulary()
            sound = not any(problem.severity == "error" for problem in reading.problems)
        elif isinstance(reading.record, Source):
            sources.add(reading.record.id)
        elif reading.file.startswith("seeds/"):
            unread.add(files.stem(reading.file))
    known = Known(vocabulary if sound else None, frozenset(sources), frozenset(unread - sources))
    return vocabulary, known


def _clashes(readings: Iterable[Reading]) -> dict[str, list[Finding]]:
    """Return, by file, the finding of every id that another file has as well."""
    owners: dict[tuple[str, str], list[str]] = {}
    for reading in readings:
        top = reading.file.split("/")[0]
        owners.setdefault((top, files.stem(reading.file)), []).append(reading.file)
    return {
        file: [
            Finding("X001", ("id",), {"given": name, "other": next(one for one in sharing if one != file)})
        ]
        for (_, name), sharing in owners.items()
        if len(sharing) > 1
        for file in sharing
    }


def _portfolio(good: Iterable[Target | Source], words: Vocabulary, readings: Iterable[Reading]) -> Portfolio:
    """Return records as a portfolio, the targets in the order of theme and file."""
    order = {name: (theme.order, name) for name, theme in words.themes.items()}
    targets = [record for record in good if not isinstance(record, Source)]
    targets.sort(key=lambda target: (order.get(target.theme, (0, target.theme)), target.file))
    return Portfolio(
        targets={target.id: target for target in targets},
        sources={record.id: record for record in good if isinstance(record, Source)},
        vocabulary=words,
        files={reading.file: reading.digest for reading in readings if reading.digest},
    )

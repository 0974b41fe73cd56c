"""Events: from a text to plain values, through the bare events of YAML, with limits.

Nothing is constructed: scalars stay text, and nothing is read that two programs could read differently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn, TypeAlias

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from tracker.problems import Problem
from tracker.reading import syntax
from tracker.reading.characters import control, numbered
from tracker.reading.tree import Mark, Marks, Node, Tree

DEEPEST = 20
MOST_NODES = 100_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 200
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An event always has its marks, which the type stubs of the parser leave open.
_Event: TypeAlias = Any
# What the parser is known to raise besides its own error on damaged input.
_NOT_YAML = (yaml.YAMLError, ValueError, OverflowError, RecursionError, AttributeError, IndexError)


class Fields(NamedTuple):
    """What a sound text gives: its top fields, whether values are missing, what every `source` names."""

    root: dict[str, Any]
    gaps: bool
    sources: list[Node]


class _RefusedError(Exception):
    """The text leaves the subset of YAML that is understood, or its limits."""

    def __init__(self, code: str, mark: Mark | None, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.line, self.column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.values = values


class _EnoughError(Exception):
    """Every top field that is looked for has begun; these are the fields so far."""

    def __init__(self, root: dict[str, Any]) -> None:
        super().__init__()
        self.root = root


def tree_of(text: str, file: str, tops: Iterable[str] | None = None) -> Tree | Problem:
    """Return the tree of a text with all its marks, or what keeps it from being read.

    Args:
        text: the content.
        file: named in problems.
        tops: the top fields of which the places are wanted, in a text that was read before; what stands
            below them and after them is left out.
    """
    marks: Marks = {}
    try:
        return Tree(_Builder(text, marks, tops).document(), marks)
    except _EnoughError as enough:
        return Tree(enough.root, marks)
    except _RefusedError as refused:
        found = Problem(refused.code, file, refused.line, refused.column, values=refused.values)
    except _NOT_YAML as error:
        found = syntax.explained(error, text, file, _last_scalar(text))
    return syntax.unspaced(found, text)


def fields_of(text: str) -> Fields | None:
    """Return the fields of a text; None when it needs a closer look."""
    try:
        builder = _Builder(text)
        return Fields(builder.document(), builder.gaps, builder.sources)
    except (_RefusedError, *_NOT_YAML):
        return None


class _Builder:
    """Takes YAML events and makes plain values of them, and keeps the mark of every name and value if asked.

    Marks cost more than the values themselves, and a sound file never needs them.
    """

    __slots__ = ("careful", "count", "gaps", "long", "marks", "next_event", "sources", "tops")

    def __init__(self, text: str, marks: Marks | None = None, tops: Iterable[str] | None = None) -> None:
        self.next_event: Callable[[], _Event] = _Loader(text).get_event
        self.marks = marks
        self.careful = "&" in text or "!" in text  # otherwise nothing has an anchor or a tag
        self.long = len(text) > MOST_NODES  # an entry takes a sign at least: no other can hold too many
        self.count = 0  # entries so far
        self.gaps = False  # whether a value is missing altogether
        self.sources: list[Node] = []  # to look for them in all fields afterwards would be dear
        self.tops = None if tops is None else set(tops)  # looked for and not yet met

    def document(self) -> dict[str, Any]:
        """Return the top fields of the one document in a text.

        Raises:
            _RefusedError: the text leaves the subset of YAML that is understood, or its limits.
            yaml.YAMLError: it is not YAML.
        """
        _first(self.next_event)
        root = self.mapping(1)
        self.next_event()
        after = self.next_event()
        if type(after) is not StreamEndEvent:
            raise _RefusedError("Y015", after.start_mark)
        return root

    def mapping(self, depth: int) -> dict[str, Any]:
        """Return the mapping that has just begun."""
        made: dict[str, Any] = {}
        next_event, easy, places = self.next_event, not self.careful, self.places(made)
        while type(event := next_event()) is not MappingEndEvent:
            plain = type(event) is ScalarEvent and (easy or (event.anchor is None and event.tag is None))
            name = (plain and _composed(event.value)) or _name(event)
            if name in made:
                first = places[name][0].line + 1 if places is not None else ""
                raise _RefusedError("Y024", event.start_mark, name=name, first=str(first))
            given = next_event()
            if places is not None:
                self.mark(places, name, event.start_mark, _start(given, event))
                if self.tops is not None and depth == 1:
                    self.met(name, given, made)
            # Most values are texts that need no closer look; a call for each would be dear.
            plain = type(given) is ScalarEvent and (easy or (given.anchor is None and given.tag is None))
            text = given.value if plain and (given.style != '"' or given.value.isprintable()) else ""
            made[name] = text if text and len(text) <= LONGEST_TEXT else self.value(given, depth)
        if "source" in made:
            self.sources.append(made["source"])
        if self.long:
            self.counted(made)
        return made

    def sequence(self, depth: int) -> list[Any]:
        """Return the list that has just begun."""
        made: list[Any] = []
        next_event, places = self.next_event, self.places(made)
        while type(event := next_event()) is not SequenceEndEvent:
            if places is not None:
                self.mark(places, len(made), event.start_mark, event.start_mark)
            made.append(self.value(event, depth))
        if self.long:
            self.counted(made)
        return made

    def counted(self, made: dict[str, Any] | list[Any]) -> None:
        """Count the entries of a whole container, where they are not counted one by one for their marks."""
        if self.marks is None:
            self.count += len(made)
            if self.count > MOST_NODES:
                raise _RefusedError("Y017", None, limit=str(MOST_NODES))

    def places(self, made: dict[str, Any] | list[Any]) -> dict[str | int, tuple[Mark, Mark]] | None:
        """Return where the marks of a container are kept; None when they are not."""
        return None if self.marks is None else self.marks.setdefault(id(made), {})

    def mark(
        self, places: dict[str | int, tuple[Mark, Mark]], name: str | int, key: Mark, value: Mark
    ) -> None:
        """Keep the marks of one more entry."""
        self.count += 1
        if self.count > MOST_NODES:
            raise _RefusedError("Y017", value, limit=str(MOST_NODES))
        places[name] = (key, value)

    def met(self, name: str, given: _Event, made: dict[str, Any]) -> None:
        """Cross out a top field that is looked for; with the last one there is enough.

        Raises:
            _EnoughError: nothing further is looked for.
        """
        if self.tops is not None:
            self.tops.discard(name)
            if not self.tops:
                made[name] = "" if type(given) is ScalarEvent else {}
                raise _EnoughError(made)

    def value(self, event: _Event, depth: int) -> Node:
        """Return the value that an event gives or begins; None when it is missing altogether."""
        if event.anchor is not None or event.tag is not None:
            _refuse(event)
        if type(event) is ScalarEvent:
            text: str = event.value
            if not text:
                self.gaps = self.gaps or not event.style
                return text if event.style else None
            if len(text) > LONGEST_TEXT or event.style == '"':
                _check_text(event)
            return text
        if depth >= DEEPEST:
            _refuse(event)
        return self.mapping(depth + 1) if type(event) is MappingStartEvent else self.sequence(depth + 1)


@lru_cache(maxsize=1024)
def _composed(name: str) -> str:
    """Return a field name composed so that one word is one name; empty when it needs a closer look."""
    fine = name.isprintable() and name != "<<" and len(name) <= LONGEST_NAME
    return unicodedata.normalize("NFC", name) if fine else ""


def _name(event: _Event) -> str:
    """Return the field name that an event gives, after a closer look.

    Raises:
        _RefusedError: it is no name.
    """
    if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
        if isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None:
            _refuse(event)
        raise _RefusedError("Y020", event.start_mark)
    name: str = event.value
    if not name or name == "<<" or len(name) > LONGEST_NAME:
        raise _RefusedError("Y013" if name == "<<" else "Y019" if name else "Y020", event.start_mark)
    if event.style == '"':
        _check_text(event)
    return unicodedata.normalize("NFC", name)


def _start(given: _Event, name: _Event) -> Mark:
    """Return where a value begins; one that is missing altogether never begins below its name."""
    below = given.start_mark.line > name.start_mark.line
    mark: Mark = name.start_mark if below and getattr(given, "value", None) == "" else given.start_mark
    return mark


def _check_text(event: _Event) -> None:
    """Refuse a text that is too long, or in which an escape put a control character."""
    text = event.value
    if len(text) > LONGEST_TEXT:
        _refuse(event)
    if event.style == '"' and not text.isprintable() and (sign := control(text)):
        raise _RefusedError("Y022", event.start_mark, **numbered(sign))


def _first(next_event: Callable[[], _Event]) -> None:
    """Go to the event that opens the top fields of a file."""
    next_event()
    document = next_event()
    if type(document) is StreamEndEvent:
        raise _RefusedError("Y001", None)
    if document.explicit and (document.version or document.tags):
        raise _RefusedError("Y021", document.start_mark)
    root = next_event()
    if isinstance(root, AliasEvent) or root.anchor is not None or root.tag is not None:
        _refuse(root)
    if type(root) is MappingStartEvent:
        return
    empty = type(root) is ScalarEvent and not root.value
    raise _RefusedError("Y001", None) if empty else _RefusedError("Y002", root.start_mark)


def _refuse(event: _Event) -> NoReturn:
    """Raise the fault of an event that leaves the subset of YAML or its limits."""
    mark = event.start_mark
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise _RefusedError("Y012", mark)
    if event.tag is not None:
        raise _RefusedError("Y014", mark, name=event.tag.replace("tag:yaml.org,2002:", "!!"))
    if isinstance(event, ScalarEvent):
        raise _RefusedError("Y018", mark, limit=str(LONGEST_TEXT))
    raise _RefusedError("Y016", mark, limit=str(DEEPEST))


def _last_scalar(text: str) -> _Event:
    """Return the last text that was understood before YAML broke off, to find where a quote was left open."""
    last = None
    try:
        for event in yaml.parse(text, Loader=_Loader):
            last = event if isinstance(event, ScalarEvent) else last
    except _NOT_YAML:
        return last
    return last

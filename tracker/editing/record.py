"""Recording from the command line: `python -m tracker add` and `add-source`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from tracker import language, problems
from tracker.editing import edit, save
from tracker.editing.edit import Proposal, Refusal
from tracker.editing.layout import Value
from tracker.given import named_folder
from tracker.scalars import day

SAVED, WRONG, USAGE, CHANGED = 0, 1, 2, 3
# What the person typed names nothing that is there; the data may be fine.
_USAGE = re.compile(r"edit\.(unknown_target.*|unknown_part|which_part|no_parts|milestones)")
_LANGUAGE = re.compile(rf"({'|'.join(language.LANGUAGES)})=(.*)", re.DOTALL)
_PLAIN_OF_OBSERVATION = (
    "period",
    "value",
    "source",
    "at",
    "as_printed",
    "qualifier",
    "status",
    "published",
    "quality",
    "confidence",
    "interval",
)
_SAID = {
    "note": "a remark on the figure",
    "set_aside": "why this rival figure is not used",
    "break": "what changed, where a new definition starts with it",
    "footnote": "that of the source to it",
}
_TITLED = {"title": "its title", "summary": "what it says"}
_OPTIONAL_OF_SOURCE = (
    "url",
    "accessed",
    "language",
    "original_language",
    "translated",
    "reliability",
    "license",
    "article",
    "sha256",
)
Commands = argparse._SubParsersAction
Say = Callable[[str], None]


def add(commands: Commands[argparse.ArgumentParser], say: Say, today: Callable[[Path], date]) -> None:
    """Add the command `add` to a command line.

    Args:
        commands: where commands are added.
        say: prints a text.
        today: returns the current day of a data folder, by which figures for days to come are doubted.
    """
    parser = commands.add_parser("add", help="record an observation: insert it into the file of its target")
    parser.add_argument("id", metavar="ID", help="the target")
    parser.add_argument("--period", required=True, metavar="P", help="2024, 2024-Q2, 2024-06, 2024-06-30")
    parser.add_argument("--value", metavar="V", help="a plain number, such as 39.85; none where suppressed")
    parser.add_argument("--source", required=True, metavar="S", help="id of the source record")
    parser.add_argument("--part", default="", help="the tier, the part, or the series such as sex=female")
    parser.add_argument("--at", metavar="A", help="where in the source the figure stands")
    parser.add_argument("--as-printed", metavar="T", help="the figure with its unit as the source prints it")
    parser.add_argument("--qualifier", metavar="Q", help="at_least, over, about or under")
    parser.add_argument("--status", metavar="S", help="final, provisional, estimated or forecast")
    parser.add_argument("--published", metavar="P", help="when the figure was, if not with its source")
    parser.add_argument("--quality", metavar="Q", help="low or suppressed")
    parser.add_argument("--interval", nargs=2, metavar=("LOW", "HIGH"), help="between which it lies")
    parser.add_argument("--confidence", metavar="C", help="of the interval in percent, such as 95")
    parser.add_argument("--of", nargs=2, metavar=("V", "UNIT"), help="what the figure is a share of")
    parser.add_argument("--draft", action="store_true", help="nobody has reviewed it yet: it is not counted")
    _add_texts(parser, _SAID)
    _add_common(parser)

    parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="the day to check for (today)")

    def run(given: argparse.Namespace) -> int:
        fields = _fields(given, _PLAIN_OF_OBSERVATION) | _texts(given, _SAID)
        fields |= {"draft": "true"} if given.draft else {}
        fields |= {"of": dict(zip(("value", "unit"), given.of, strict=True))} if given.of else {}
        on = given.on or today(given.data)
        return _record(given, say, lambda: edit.propose(given.data, given.id, fields, given.part, on))

    parser.set_defaults(run=run)


def add_source(commands: Commands[argparse.ArgumentParser], say: Say) -> None:
    """Add the command `add-source` to a command line.

    Args:
        commands: where commands are added.
        say: prints a text.
    """
    parser = commands.add_parser("add-source", help="record a source document: write its file in seeds/")
    parser.add_argument("id", metavar="ID", help="the new source; becomes the name of its file")
    parser.add_argument("--kind", required=True, metavar="K", help="policy, statistics, report or press")
    parser.add_argument("--publisher", required=True, metavar="B", help="a body of the vocabulary")
    parser.add_argument("--published", required=True, metavar="P", help="a day, or a month such as 2025-10")
    for name in _OPTIONAL_OF_SOURCE:
        parser.add_argument("--" + name.replace("_", "-"), metavar=name[0].upper())
    _add_texts(parser, _TITLED)
    _add_common(parser)

    def run(given: argparse.Namespace) -> int:
        plain = _fields(given, ("kind", "publisher", "published", *_OPTIONAL_OF_SOURCE))
        fields = plain | _texts(given, _TITLED)
        return _record(given, say, lambda: edit.propose_source(given.data, given.id, fields))

    parser.set_defaults(run=run)


def _add_texts(parser: argparse.ArgumentParser, about: Mapping[str, str]) -> None:
    """Add an option for each text, with what it is about."""
    for name, meaning in about.items():
        told, option = f"{meaning}; once per language: TEXT vi=TEXT", "--" + name.replace("_", "-")
        parser.add_argument(option, action="append", default=[], metavar="T", help=told)


def _add_common(parser: argparse.ArgumentParser) -> None:
    folder = "folder with targets/ and seeds/"
    parser.add_argument("--data", type=named_folder, default=Path(), metavar="DIR", help=folder)
    parser.add_argument("--lang", choices=tuple(language.LANGUAGES), default="en")
    parser.add_argument("--dry-run", action="store_true", help="show the change and write nothing")


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a day; write YYYY-MM-DD") from None


def _fields(given: argparse.Namespace, names: Iterable[str]) -> dict[str, Value]:
    found = ((name, getattr(given, name)) for name in names)
    return {name: value for name, value in found if value is not None}


def _texts(given: argparse.Namespace, names: Iterable[str]) -> dict[str, Value]:
    """Return the texts that were given once per language; one without a language is English."""
    found: dict[str, Value] = {}
    for name in names:
        pairs = (_LANGUAGE.fullmatch(text) or ("", "en", text) for text in getattr(given, name))
        found[name] = {pair[1]: pair[2] for pair in pairs}
    return found


def _record(given: argparse.Namespace, say: Say, propose: Callable[[], Proposal | Refusal]) -> int:
    """Propose a change and save it, tell what became of it, and return the exit code."""
    words = language.words(given.lang)
    made, outcome = (propose(), None) if given.dry_run else save.commit_latest(given.data, propose)
    if found := problems.listed(made.problems, words, "text"):
        say(found)
    if isinstance(made, Refusal):
        say(_told(words, made.reason, made.values))
        return USAGE if _USAGE.fullmatch(made.reason) else WRONG
    if not made.sound:
        say(words("save.faulty", file=problems.named(made.file)))
        return WRONG
    if outcome is None:
        say(made.diff)
        return SAVED
    say(_told(words, outcome.reason, outcome.values))
    if outcome.state == "saved":
        return SAVED
    say(words("edit.kept") + "\n" + made.lines)
    return CHANGED if outcome.state == "conflict" else USAGE


def _told(words: language.Words, key: str, values: Mapping[str, str]) -> str:
    """Return a message; what comes from a file or the keyboard is escaped and cut."""
    return words(key, **{name: problems.shown(value) for name, value in values.items()})

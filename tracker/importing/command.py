"""The command `import`: recognise, propose, review, write."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker import language, problems, reader
from tracker.editing import together
from tracker.given import bytes_of, named_folder, named_source
from tracker.importing import bring, review, sources
from tracker.importing import mapping as mappings
from tracker.importing.changes import ChangeSet
from tracker.importing.content import StopError, unread
from tracker.importing.mapping import Mapping
from tracker.language import Words
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.reading import files
from tracker.scalars import day

DONE, WRONG, USAGE, CHANGED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Terminal:
    """How a command talks: what it prints, what it tells on the way, and what it asks.

    Attributes:
        ask: returns the answer to a question; None where nobody can answer.
    """

    say: Callable[[str], None]
    hint: Callable[[str], None]
    ask: Callable[[str], str] | None


def unknown(
    ids: Sequence[str], portfolio: Portfolio, found: Sequence[Problem], terminal: Terminal, words: Words
) -> int:
    """Tell of the first named target that is not there, and return the exit code: 0 where all are.

    One that may lie in what cannot be read, or whose file has a fault, is not called missing.
    """
    lost = [name for name in ids if name not in portfolio.targets]
    shut = [problem for problem in found if any(_may_be(name, problem) for name in lost)]
    if shut:
        terminal.hint(problems.listed(shut, words, "text"))
        return WRONG
    if lost:
        terminal.hint(words("log.unknown", id=problems.shown(lost[0])))
        return USAGE
    return DONE


def _may_be(target: str, problem: Problem) -> bool:
    its_own = files.identity(problem.file) == ("targets", target)
    return files.may_hold(target, [problem]) or (its_own and problem.severity == "error")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], said: str) -> argparse.ArgumentParser:
    """Add the command to a command line, and return its parser."""
    parser = commands.add_parser("import", help=said)
    told = "a file, a folder or an https address"
    parser.add_argument("source", type=named_source, metavar="SOURCE", help=told)
    parser.add_argument(
        "--as", dest="kind", choices=mappings.KINDS, default="", help="the kind of source (recognised)"
    )
    parser.add_argument("--map", type=named_folder, metavar="FILE", help="how the table is read, as YAML")
    parser.add_argument(
        "--pick", action="append", default=[], metavar="COLUMN=MEMBER", help="take these rows"
    )
    for name, sign, meaning in (
        ("target", "ID", "the id of the target, where the source holds one"),
        ("title", "T", "its title"),
        ("unit", "U", "the unit of the figures"),
        ("publisher", "B", "who published the figures"),
        ("published", "P", "when they were published: a day, a month or a year"),
        ("theme", "T", "the theme for new targets"),
        ("year-starts", "MONTH", "the month in which years such as 2015/16 begin"),
    ):
        parser.add_argument(f"--{name}", metavar=sign, default="", help=meaning)
    parser.add_argument("--series", choices=("all", "whole"), default="", help="all breakdowns, or none")
    parser.add_argument("--leave", default="", metavar="IDS", help="leave these targets as they are")
    add_common(parser)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options that `import` and `refresh` share."""
    parser.add_argument("--allow-private", action="store_true", help="allow addresses of this network")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--dry-run", action="store_true", help="show the changes and write nothing")
    either.add_argument("--yes", action="store_true", help="write without asking; answers no other question")
    parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="the day of the import (today)")


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a day; write YYYY-MM-DD") from None


def run(given: argparse.Namespace, today: date, terminal: Terminal) -> int:
    """Import one source, and return the exit code."""
    words = language.words(given.lang)
    on = given.on or today
    try:
        with reader.uncollected():
            found = _found(given, terminal, words)

        def change_set(leave: Collection[str] = ()) -> ChangeSet:
            return bring.change_set(given.data, found, given.source, on, given.theme, leave)

        with reader.uncollected():
            return settle(given, change_set, terminal, words)
    except StopError as stopped:
        terminal.hint(review.notice(stopped.notice, words))
        return WRONG


def _found(given: argparse.Namespace, terminal: Terminal, words: Words) -> sources.Recognised:
    """Return what the source says, read as the person and earlier imports say."""
    own = _mapping(given)
    if given.source.startswith(("https://", "http://")):
        from tracker.importing import fetch

        brought = fetch.brought(given.source, allow_private=given.allow_private)
    else:
        brought = sources.brought(Path(given.source))

    def progress(_: str, done: int, count: int) -> None:
        if count >= 20 and (done % 25 == 0 or done == count):
            terminal.hint(words("import.progress", done=str(done), count=str(count)))

    return bring.recognised(given.data, brought, own, progress)


def _mapping(given: argparse.Namespace) -> Mapping:
    """Return what the options and the mapping file say; the options count first."""
    picked = {}
    for one in given.pick:
        column, equals, member = one.partition("=")
        if not equals:
            raise StopError("import.pick_form", given=one)
        picked[column.strip()] = member.strip()
    starts = given.year_starts
    if starts and not re.fullmatch(r"0?[1-9]|1[0-2]", starts):
        raise StopError("import.month_form", given=starts)
    own = Mapping(
        kind=given.kind,
        pick=picked,
        target=given.target,
        title=given.title,
        unit=given.unit,
        theme=given.theme,
        publisher=given.publisher,
        published=given.published,
        year_starts=int(starts or 0),
        series=given.series,
    )
    if given.map is None:
        return own
    try:
        data = bytes_of(given.map)
    except OSError as error:
        raise unread(str(given.map), error) from None
    return own.over(mappings.of(data, given.map.name))


def settle(
    given: argparse.Namespace,
    change_set: Callable[[Collection[str]], ChangeSet],
    terminal: Terminal,
    words: Words,
) -> int:
    """Show a change set, ask where that is wanted, write it, and return the exit code."""
    leave: Sequence[str] = [name for name in getattr(given, "leave", "").split(",") if name]
    found = change_set(leave)
    terminal.say(review.as_json(found, words) if given.format == "json" else review.text(found, words))
    if not found.sound:
        terminal.hint(words("import.faulty"))
        return WRONG
    if given.dry_run or not found.changes:
        is_told = found.changes or found.stopped
        terminal.hint(words("import.dry" if is_told else "import.nothing_to_do"))
        return WRONG if found.stopped else DONE
    if not given.yes:
        answered = _answers(found, terminal, words)
        if answered is None:
            terminal.hint(words("import.unasked"))
            return WRONG
        leave = [*leave, *answered]
        found = change_set(leave)
    outcome = together.commit(given.data, lambda: found.changes, new=True)
    terminal.hint(words(outcome.reason, **{n: problems.shown(v) for n, v in outcome.values.items()}))
    return {"saved": DONE, "conflict": CHANGED}.get(outcome.state, USAGE)


def _answers(found: ChangeSet, terminal: Terminal, words: Words) -> list[str] | None:
    """Return the ids of the targets that the person leaves; None where there is nobody to ask, or all are."""
    if terminal.ask is None:
        return None
    changed = [target for target in found.targets if target.is_changed]
    left: list[str] = []
    for number, target in enumerate(changed):
        answer = terminal.ask(words("import.ask", id=target.id, count=str(len(changed) - number)))[
            :1
        ].casefold()
        if answer == "a":
            return left
        if answer == "q":
            return None
        if answer != "y":
            left.append(target.id)
    return left if len(left) < len(changed) else None

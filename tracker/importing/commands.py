"""Commands around bringing own data: import, refresh, new, init, log, app. Each loads only what it needs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import language, problems
from tracker.editing import together
from tracker.given import named_folder
from tracker.importing import command, review, stated
from tracker.importing.command import DONE, USAGE, WRONG, Terminal
from tracker.importing.content import Document, StopError
from tracker.later import LATER

if TYPE_CHECKING:
    from tracker.importing.form import Form

Commands = argparse._SubParsersAction
Today = Callable[[Path], date]


def add(name: str, commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal) -> None:
    """Add one of the commands to a command line."""
    made = {"import": _import, "refresh": _refresh, "new": _new, "init": _init, "log": _log}
    parser = made[name](commands, today, terminal)
    if name == "init":  # whose texts may be in several languages
        return
    parser.add_argument("--lang", choices=tuple(language.LANGUAGES), default="en")


def _data(parser: argparse.ArgumentParser) -> None:
    folder = "folder with targets/ and seeds/"
    parser.add_argument("--data", type=named_folder, default=Path(), metavar="DIR", help=folder)


def _import(
    commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal
) -> argparse.ArgumentParser:
    parser = command.add(commands, LATER["import"])
    _data(parser)
    parser.set_defaults(run=lambda given: command.run(given, today(given.data), terminal))
    return parser


def _refresh(
    commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal
) -> argparse.ArgumentParser:
    from tracker.importing import refresh

    parser = commands.add_parser("refresh", help=LATER["refresh"])
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these targets (all that name an origin)")
    command.add_common(parser)
    _data(parser)
    parser.set_defaults(run=lambda given: refresh.run(given, today(given.data), terminal))
    return parser


def _new(
    commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal
) -> argparse.ArgumentParser:
    parser = commands.add_parser("new", help=LATER["new"])
    parser.add_argument("title", metavar="TITLE", help="what the target is called")
    parser.add_argument(
        "--kind", choices=stated.KINDS, default=stated.KINDS[0], help="what is tracked (one quantity)"
    )
    for name, sign, said in (
        ("unit", "U", "the unit of the figures"),
        ("goal", "G", "the promise, such as: at least 90 by 2030"),
        ("goal-document", "T", "the title of the document with the promise (that of the figures)"),
        ("document", "T", "the title of the document with the figures"),
        ("publisher", "B", "who published it"),
        ("published", "P", "when: a day, a month or a year (today)"),
        ("url", "A", "its web address"),
        ("theme", "T", "the theme it belongs to"),
        ("id", "ID", "its id (made of the title)"),
        ("definition", "T", "what exactly is counted"),
    ):
        parser.add_argument(f"--{name}", metavar=sign, default="", help=said)
    for name, sign, said in (
        ("figure", "PERIOD=VALUE", "a published figure; of a tier or part: NAME: PERIOD=VALUE"),
        ("part", "NAME: GOAL", "a tier, the lowest first, or a part of the whole, with its goal if any"),
        ("step", "NAME: by PERIOD", "a step of milestones, with its deadline if it has one"),
        ("record", "NAME: STATE DAY", "what is known of a step: not_started, in_progress, done or dropped"),
    ):
        parser.add_argument(f"--{name}", action="append", default=[], metavar=sign, help=said)
    parser.add_argument(
        "--nesting", choices=stated.NESTINGS, default="", help="whether tiers hold the higher ones"
    )
    command.add_common(parser)
    _data(parser)
    parser.set_defaults(run=lambda given: _run_new(given, today(given.data), terminal))
    return parser


def _form(given: argparse.Namespace) -> Form:
    """Return what the options of `new` state.

    Raises:
        StopError: a figure has no period, or an option belongs to another kind.
    """
    from tracker.importing.form import Form

    if name := stated.foreign(given.kind, vars(given)):
        raise StopError("form.other_kind", given=f"--{name}", kind=given.kind)
    said: dict[str, Any] = {
        field: getattr(given, option) for option, field in stated.OPTIONS[given.kind].items()
    }
    if "figures" in said:
        said["figures"] = [_figure(one) for one in said["figures"]]
    document = Document(given.document or given.title, given.publisher, given.published, given.url)
    promised = replace(document, title=given.goal_document, url="") if given.goal_document else None
    return Form(
        given.title,
        said.pop("unit", ""),
        document,
        promised=promised,
        id=given.id,
        theme=given.theme,
        definition=given.definition,
        kind=given.kind,
        **said,
    )


def _figure(text: str) -> tuple[str, str]:
    period, equals, value = text.partition("=")
    if not equals:
        raise StopError("form.figure", given=text)
    return period, value


def _run_new(given: argparse.Namespace, today: date, terminal: Terminal) -> int:
    from tracker.importing import form
    from tracker.importing.propose import propose

    words = language.words(given.lang)
    given.yes = not given.dry_run
    try:
        said = form.content(_form(given))
        return command.settle(
            given, lambda leave: propose(given.data, said, given.on or today, leave=leave), terminal, words
        )
    except StopError as stopped:
        terminal.hint(review.notice(stopped.notice, words))
        return WRONG


def _init(
    commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal
) -> argparse.ArgumentParser:
    parser = commands.add_parser("init", help=LATER["init"])
    parser.add_argument("data", type=named_folder, metavar="DIR", help="the new folder")
    parser.add_argument("--title", default="", metavar="T", help="what the portfolio is called")
    parser.add_argument("--lang", default="en", metavar="en,vi", help="the languages of its texts")
    parser.set_defaults(run=lambda given: _run_init(given, today(given.data), terminal))
    return parser


def _run_init(given: argparse.Namespace, today: date, terminal: Terminal) -> int:
    from tracker.importing.begin import beginning, is_free

    spoken = [code.strip() for code in given.lang.split(",")]
    words = language.words(spoken[0] if spoken[0] in language.LANGUAGES else "en")
    unknown = [code for code in spoken if code not in language.LANGUAGES]
    if unknown:
        terminal.hint(
            words("init.language", given=problems.shown(unknown[0]), choices=", ".join(language.LANGUAGES))
        )
        return USAGE
    if not is_free(given.data):
        terminal.hint(words("init.taken", folder=problems.shown(str(given.data))))
        return USAGE
    title = given.title or problems.named(Path(os.path.realpath(given.data)).name)
    begun = beginning(title, spoken, today)
    made = [change for change in begun if not os.path.lexists(given.data / change.file)]
    outcome = together.commit(given.data, lambda: made, new=True)
    if outcome.state != "saved":
        terminal.hint(words(outcome.reason, **{n: problems.shown(v) for n, v in outcome.values.items()}))
        return USAGE
    for change in made:
        terminal.say(change.file)
    terminal.hint(words("init.done", folder=problems.shown(str(given.data))))
    return DONE


def _log(
    commands: Commands[argparse.ArgumentParser], today: Today, terminal: Terminal
) -> argparse.ArgumentParser:
    parser = commands.add_parser("log", help=LATER["log"])
    parser.add_argument("ids", nargs="*", metavar="ID", help="these targets (all)")
    _data(parser)
    parser.set_defaults(run=lambda given: _run_log(given, terminal))
    return parser


def _run_log(given: argparse.Namespace, terminal: Terminal) -> int:
    from tracker import reader
    from tracker.importing.history import revisions

    words = language.words(given.lang)
    read = reader.load(given.data) if given.ids else None
    if read and (code := command.unknown(given.ids, *read, terminal, words)):
        return code
    for files in _each([read[0].targets[name].file for name in given.ids] if read else []):
        found = revisions(given.data, files)
        if found is None:
            terminal.hint(words("log.no_git", folder=problems.shown(str(given.data))))
            return USAGE
        for one in found:
            parts = (one.day, one.commit[:8], problems.shown(one.author), problems.shown(one.subject))
            terminal.say("  ".join(parts))
            for amendment in one.amendments:
                terminal.say(f"    {review.amendment(amendment, words)}")
    return DONE


def _each(files: Sequence[str]) -> list[list[str]]:
    """Return each file by itself, since git follows one; all of the folder where none is named."""
    return [[file] for file in files] or [[]]

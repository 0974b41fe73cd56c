"""The command line: `python -m tracker` with check, status, brief, site, schema, verify, add, add-source."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import checks, language, problems, reader, streams
from tracker.given import Parser, holding, is_somewhere, named_folder, named_ids, no_text, unheld, why_unread
from tracker.later import ENDS, FORMS, LATER
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.reading import files, pending
from tracker.scalars import day
from tracker.terms import METHODS
from tracker.writing import write_whole

if TYPE_CHECKING:
    from tracker.editing.record import Commands
    from tracker.importing.command import Terminal
    from tracker.progress import Assessment

CLEAN, FAULTY, USAGE = 0, 1, 2
BEGINNERS = ("import", "new", "init")
"""The commands that make the data folder when it is not there."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as `ENDS` tells."""
    typed = sys.argv[1:] if arguments is None else arguments
    given = _parser(typed).parse_args(typed)
    if given.command in (*BEGINNERS, "add", "add-source") and (spoilt := no_text(vars(given))):
        return _usage(f"'{problems.shown(spoilt)}' holds a byte that is not UTF-8; type it again")
    try:
        if amiss := _no_folder(given):
            print(problems.listed(amiss, language.words(_tongue(given)), "text"), file=sys.stderr)
            return USAGE
        _finish(given)
        code: int = given.run(given)
    except FileNotFoundError:
        if is_somewhere():
            raise
        return _usage("the folder that this was called in is no longer there; change to another one")
    return code


def _no_folder(given: argparse.Namespace) -> list[Problem]:
    """Return why the data folder that was named is none; some commands begin a new one."""
    folder = getattr(given, "data", None)
    if not isinstance(folder, Path):
        return []
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        begun = given.command in BEGINNERS and not os.path.lexists(folder)
        return [] if begun else [problem for problem in files.find(folder)[1] if problem.file == "."]
    except OSError as error:
        return [files.unreadable(str(folder), error)]
    return []


def _tongue(given: argparse.Namespace) -> str:
    """Return the language in which a command was asked to speak."""
    spoken = getattr(given, "lang", None) or ""
    return spoken if spoken in language.LANGUAGES else "en"


def _finish(given: argparse.Namespace) -> None:
    """Carry out a change of many files that was left half done in the data folder, and say so."""
    folder = getattr(given, "data", None)
    if isinstance(folder, Path) and (pending.is_left(folder) or pending.scraps(folder)):
        from tracker.editing import together

        done = together.finish(folder)  # where it cannot be written, readers see it as if it were
        if done and done.reason in ("save.completed", "save.taken_back"):
            told = {name: problems.shown(value) for name, value in done.values.items()}
            print(language.words(_tongue(given))(done.reason, **told), file=sys.stderr)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="python -m tracker",
        description="Reads a folder of policy targets, checks it, and says what is on track.",
        epilog=ENDS,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    check = commands.add_parser("check", help="report every fault in the data, with file and line")
    told = "files to report on (default: all)"
    check.add_argument("paths", nargs="*", type=named_folder, metavar="PATH", help=told)
    forms = ("text", "json", "github", *FORMS)
    check.add_argument("--format", choices=forms, default="text")
    check.add_argument(
        "--strict",
        action="store_true",
        help="let warnings fail, too, but for conflicts that a file calls open",
    )
    check.add_argument(
        "--on", type=_day, default=None, metavar="YYYY-MM-DD", help="the day to check for (today)"
    )
    check.set_defaults(run=_check)

    status = commands.add_parser("status", help="print the verdict on every target")
    status.add_argument(
        "--on", type=_day, default=None, metavar="YYYY-MM-DD", help="as known on this day (today)"
    )
    status.add_argument("--method", choices=METHODS, help="the method of the verdicts (the house rule)")
    status.add_argument("--ids", type=named_ids, default=(), help="only these targets, separated by commas")
    status.add_argument("--format", choices=("table", "text", "json", "csv"), default="table")
    status.set_defaults(run=_status)

    schema = commands.add_parser("schema", help="write JSON Schemas with which editors complete and check")
    schema.add_argument(
        "--out", type=named_folder, metavar="DIR", help="write the files here (default: print)"
    )
    schema.set_defaults(run=_schema)

    verify = commands.add_parser(
        "verify", help="account for every number of the articles the data was read from"
    )
    verify.add_argument("--articles", type=named_folder, required=True, metavar="DIR")
    verify.add_argument("--format", choices=("text", "json", "github"), default="text")
    verify.set_defaults(run=_verify)

    _add_brief(commands, wanted="brief" in arguments[:1])
    _add_site(commands, wanted="site" in arguments[:1])

    _add_later(commands, arguments[:1])

    for one in (check, status, verify):
        one.add_argument(
            "--data", type=named_folder, default=Path(), metavar="DIR", help="folder with targets/ and seeds/"
        )
        one.add_argument("--lang", choices=tuple(language.LANGUAGES), default="en")
    status.set_defaults(lang=None)  # JSON says every verdict in every language unless one is asked for
    return parser


def _add_brief(commands: Commands[argparse.ArgumentParser], *, wanted: bool) -> None:
    """Add the command `brief`; the exports are imported only when it is called."""
    if not wanted:
        commands.add_parser(
            "brief", help="write a briefing: slides, document, page, workbook, text, pictures"
        )
        return
    from tracker.export import command

    brief = command.add(commands)
    brief.set_defaults(run=lambda given: command.run(given, _today(given.data), print))


def _add_later(commands: Commands[argparse.ArgumentParser], wanted: Sequence[str]) -> None:
    """Add the commands around bringing own data; what one needs is loaded only when it is called."""
    for name, said in LATER.items():
        if name == "app" and name in wanted:
            _add_app(commands, said)
        elif name.startswith("add") and name in wanted:
            _add_recording(name, commands)
        elif name in wanted:
            from tracker.importing import commands as own

            own.add(name, commands, _today, _terminal())
        else:
            commands.add_parser(name, help=said)


def _add_recording(name: str, commands: Commands[argparse.ArgumentParser]) -> None:
    """Add a command that records one more figure or source."""
    from tracker.editing import record

    if name == "add":
        record.add(commands, print, _today)
    else:
        record.add_source(commands, print)


def _add_app(commands: Commands[argparse.ArgumentParser], said: str) -> None:
    """Add the command `app`; the libraries of the pages are imported only when it is called."""
    from tracker.launch import port

    parser = commands.add_parser("app", help=said)
    told = "the data folder; several are offered by their titles"
    parser.add_argument("folders", nargs="*", type=named_folder, default=[Path()], metavar="DIR", help=told)
    parser.add_argument("--port", type=port, default=0, metavar="N", help="where to listen (8501)")
    parser.add_argument("--allow-edit", action="store_true", help="let visitors record figures")
    parser.set_defaults(run=_app)


def _app(given: argparse.Namespace) -> int:
    from tracker.ui.serving import launch

    none = next((one for one in given.folders if not os.path.isdir(one)), None)
    if none is not None:
        return _usage(f"{problems.named(str(none))}: there is no such folder; name one with targets/")
    return launch(given.folders, given.port, ["--allow-edit"] if given.allow_edit else [])


def _terminal() -> Terminal:
    """Return the terminal: words on its output, hints beside it, and answers where a person sits there."""
    from tracker.importing.command import Terminal

    def hint(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def ask(question: str) -> str:
        print(question, end=" ", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    return Terminal(print, hint, ask if sys.stdin.isatty() else None)


def _add_site(commands: Commands[argparse.ArgumentParser], *, wanted: bool) -> None:
    """Add the command `site`; what writes it is imported only when it is called."""
    if not wanted:
        commands.add_parser("site", help="write the whole dashboard as files for any web host")
        return
    from tracker.site import command

    site = command.add(commands)
    site.set_defaults(run=lambda given: command.run(given, _today(given.data), print))


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a day; write YYYY-MM-DD") from None


def _today(folder: Path) -> date:
    """Return the day it is where the portfolio in a folder is at home."""
    return reader.vocabulary_in(folder).local(datetime.now(UTC)).date()


def _check(given: argparse.Namespace) -> int:
    portfolio, found = reader.load(given.data)
    found = [*found, *checks.check(portfolio, given.on or _today(given.data), given.data)]
    if given.paths:
        known = {*portfolio.files, *(problem.file for problem in found)}
        read = known - {one.file for one in found if one.code == "W003" and not files.is_table(one.file)}
        unread = unheld(given.paths, given.data, known, read)
        if unread is not None:
            return _usage(why_unread(unread, given.data))
        wanted = {file for path in given.paths for file in holding(path, given.data, known)}
        found = [problem for problem in found if problem.file in wanted]
    _report(found, given.format, given.lang)
    if given.format == "text":
        _summary(portfolio, found, given.lang)
    failing = [
        problem for problem in found if problem.severity == "error" or (given.strict and not problem.declared)
    ]
    return FAULTY if failing else CLEAN


def _report(found: Sequence[Problem], form: str, lang: str) -> None:
    if form in FORMS:
        from tracker import interchange

        text = interchange.listed(found, language.words(lang), form)
    else:
        text = problems.listed(found, language.words(lang), form)
    if text:
        print(text)


def _summary(portfolio: Portfolio, found: Sequence[Problem], lang: str) -> None:
    words = language.words(lang)
    errors = sum(problem.severity == "error" for problem in found)
    print(
        words(
            "check.summary",
            targets=words.count("count.targets", len(portfolio.targets)),
            sources=words.count("count.sources", len(portfolio.sources)),
            errors=words.count("count.errors", errors),
            warnings=words.count("count.warnings", len(found) - errors),
        ),
        file=sys.stderr,
    )


def _status(given: argparse.Namespace) -> int:
    on = given.on or _today(given.data)
    portfolio, found = reader.load(given.data)
    errors = [problem for problem in found if problem.severity == "error"]
    words = language.words(given.lang)
    if errors:
        print(problems.listed(errors, words, "text"), file=sys.stderr)
    wanted = given.ids
    unknown = [name for name in wanted if name not in portfolio.targets]
    if any(files.may_hold(name, errors) for name in unknown):
        return FAULTY
    if unknown:
        return _usage(
            f"there is no target '{problems.shown(unknown[0])}'; python -m tracker status lists all"
        )
    from tracker.judging.rule import rule_of
    from tracker.namesakes import told_apart
    from tracker.progress import assess

    rule = rule_of(portfolio.vocabulary, given.method)
    shown = told_apart(portfolio)
    names = [name for name in shown.targets if not wanted or name in wanted]
    assessments = [assess(shown.targets[name], on, shown.sources, rule) for name in names]
    _print_status(assessments, on, given, shown)
    return FAULTY if errors else CLEAN


def _print_status(
    assessments: Sequence[Assessment], on: date, given: argparse.Namespace, portfolio: Portfolio
) -> None:
    from tracker import report
    from tracker.judging.rule import rule_of
    from tracker.wording import Wording

    spoken = [given.lang] if given.lang else list(language.LANGUAGES)
    voices = [Wording(language.words(one), portfolio.vocabulary.units) for one in spoken]
    wording, words = voices[0], voices[0].words
    if given.format == "json":
        sys.stdout.writelines(report.status_text(assessments, on, str(given.data), voices))
    elif given.format == "csv":
        sys.stdout.write(report.csv_text(assessments, wording))
    else:
        house = rule_of(portfolio.vocabulary)
        print(words("status.head", day=words.day(on)))
        if given.method not in (None, house.method):
            print(words("side.method", method=words(f"method.{given.method}")))
        if given.format == "text":
            print(report.spoken(assessments, wording))
        else:
            print(report.table(assessments, wording, portfolio))


def _schema(given: argparse.Namespace) -> int:
    from tracker.reading import schema

    for name, document in schema.schemas().items():
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        if given.out is None:
            sys.stdout.write(text)
            continue
        file = given.out / f"{name}.schema.json"
        try:
            given.out.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode())
        except OSError as error:
            return _usage(f"{problems.named(str(file))}: cannot be written: {_reason(error)}")
        print(problems.named(str(file)))
    return CLEAN


def _verify(given: argparse.Namespace) -> int:
    from tracker.articles import verify

    try:
        os.scandir(given.articles).close()
    except OSError as error:
        return _usage(f"{problems.named(str(given.articles))}: cannot be read: {_reason(error)}")
    portfolio, unread = reader.load(given.data)
    found = [
        *(problem for problem in unread if problem.severity == "error"),
        *verify.verify(given.articles, portfolio, given.data),
    ]
    _report(found, given.format, given.lang)
    if given.format == "text" and not found:
        print(language.words(given.lang)("verify.clean"))
    return FAULTY if found else CLEAN


def _usage(message: str) -> int:
    print(message, file=sys.stderr)
    return USAGE


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _complain(error: OSError) -> None:
    print(f"the output cannot be written: {_reason(error)}", file=sys.stderr)


def run() -> None:
    """Run the command of the command line, which is installed as `tracker`."""
    gc.disable()  # a command is over before looking for garbage would pay
    sys.exit(streams.run(main, _complain))


if __name__ == "__main__":
    run()

"""The command line: `python -m tracker check | status | brief | schema | verify | add | add-source`."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from tracker import checks, language, problems, reader, report
from tracker.editing import record
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.progress import Assessment, assess
from tracker.scalars import day
from tracker.wording import Wording

CLEAN, FAULTY, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 clean, 1 errors found, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign must not end the command.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    typed = sys.argv[1:] if arguments is None else arguments
    given = _parser(typed).parse_args(typed)
    try:
        code: int = given.run(given)
    except BrokenPipeError:
        # The reader of the output, such as `head`, has enough; there is nowhere left to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tracker",
        description="Reads a folder of policy targets, checks it, and says what is on track.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="report every fault in the data, with file and line")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files to report on (default: all)"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--strict", action="store_true", help="let warnings fail, too")
    check.add_argument(
        "--on", type=_day, default=None, metavar="YYYY-MM-DD", help="the day to check for (today)"
    )
    check.set_defaults(run=_check)

    status = commands.add_parser("status", help="print the verdict on every target")
    status.add_argument(
        "--on", type=_day, default=None, metavar="YYYY-MM-DD", help="as known on this day (today)"
    )
    status.add_argument("--ids", default="", help="only these targets, separated by commas")
    status.add_argument("--format", choices=("table", "json", "csv"), default="table")
    status.set_defaults(run=_status)

    schema = commands.add_parser(
        "schema", help="write the JSON Schemas with which editors complete and check"
    )
    schema.add_argument(
        "--out", type=Path, default=None, metavar="DIR", help="write the files here (default: print)"
    )
    schema.set_defaults(run=_schema)

    verify = commands.add_parser(
        "verify", help="account for every number of the articles the data was read from"
    )
    verify.add_argument("--articles", type=Path, required=True, metavar="DIR")
    verify.add_argument("--format", choices=("text", "json", "github"), default="text")
    verify.set_defaults(run=_verify)

    _add_brief(commands, wanted="brief" in arguments[:1])

    record.add(commands, print, _today)
    record.add_source(commands, print)

    for one in (check, status, verify):
        one.add_argument(
            "--data", type=Path, default=Path(), metavar="DIR", help="folder with targets/ and seeds/"
        )
        one.add_argument("--lang", choices=tuple(language.LANGUAGES), default="en")
    return parser


def _add_brief(commands: record.Commands[argparse.ArgumentParser], *, wanted: bool) -> None:
    """Add the command `brief`; the exports are imported only when it is called."""
    if not wanted:
        commands.add_parser(
            "brief", help="write a briefing: slides, document, page, workbook, text, pictures"
        )
        return
    from tracker.export import command

    brief = command.add(commands)
    brief.set_defaults(run=lambda given: command.run(given, _today(given.data), print))


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
        missing = [path for path in given.paths if not os.path.lexists(path)]
        if missing:
            return _usage(f"{problems.named(str(missing[0]))}: there is no such file or folder")
        found = [problem for problem in found if _lies_in(problem, given.paths, given.data)]
    _report(found, given.format, given.lang)
    if given.format == "text":
        _summary(portfolio, found, given.lang)
    failing = [problem for problem in found if given.strict or problem.severity == "error"]
    return FAULTY if failing else CLEAN


def _lies_in(problem: Problem, paths: Sequence[Path], data: Path) -> bool:
    place = (data / problem.file).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def _report(found: Sequence[Problem], form: str, lang: str) -> None:
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
    wanted = [name for name in given.ids.split(",") if name]
    unknown = [name for name in wanted if name not in portfolio.targets]
    if unknown:
        return _usage(
            f"there is no target '{problems.shown(unknown[0])}'; python -m tracker status lists all"
        )
    assessments = [
        assess(target, on, portfolio.sources)
        for name, target in portfolio.targets.items()
        if not wanted or name in wanted
    ]
    _print_status(assessments, on, given, portfolio)
    return FAULTY if errors else CLEAN


def _print_status(
    assessments: Sequence[Assessment], on: date, given: argparse.Namespace, portfolio: Portfolio
) -> None:
    words = language.words(given.lang)
    if given.format == "json":
        sys.stdout.writelines(report.status_text(assessments, on, str(given.data)))
    elif given.format == "csv":
        sys.stdout.write(report.csv_text(assessments, given.lang))
    else:
        wording = Wording(words, portfolio.vocabulary.units)
        print(words("status.head", day=words.day(on)))
        print(report.table(assessments, wording, portfolio))


def _schema(given: argparse.Namespace) -> int:
    from tracker.reading import schema

    for name, document in schema.schemas().items():
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        if given.out is None:
            sys.stdout.write(text)
            continue
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / f"{name}.schema.json").write_text(text, encoding="utf-8")
        print(given.out / f"{name}.schema.json")
    return CLEAN


def _verify(given: argparse.Namespace) -> int:
    from tracker.articles import verify

    if not given.articles.is_dir():
        return _usage(f"{problems.named(str(given.articles))}: there is no such folder")
    portfolio, unread = reader.load(given.data)
    found = [
        *(problem for problem in unread if problem.severity == "error"),
        *verify.verify(given.articles, portfolio, given.data),
    ]
    _report(found, given.format, given.lang)
    if given.format == "text" and not found:
        print(language.words(given.lang)("verify.clean"), file=sys.stderr)
    return FAULTY if found else CLEAN


def _usage(message: str) -> int:
    print(message, file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    gc.disable()  # a command is over before looking for garbage would pay
    sys.exit(main())

"""Command: `python -m tracker brief`: a briefing as a file, from the terminal."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tracker import language, problems, reader
from tracker.export import formats
from tracker.export.briefing import SHAPES, Briefing, Choice, compose
from tracker.export.browser import Browser, UnavailableError
from tracker.export.pictures import pictures
from tracker.given import LOOPBACK, bytes_of, for_others, named_folder, named_ids
from tracker.judging.states import STANDINGS
from tracker.language import Words
from tracker.logo import logo_of
from tracker.model import Portfolio
from tracker.namesakes import told_apart
from tracker.problems import Problem, named, shown
from tracker.reading import files
from tracker.scalars import day
from tracker.terms import METHODS, quoted
from tracker.writing import write_whole

Say = Callable[[str], None]
CLEAN, FAULTY, USAGE, UNCHANGED = 0, 1, 2, 3
UNREADABLE = object()
"""Stands for a file that was named and cannot be used; why has been said."""


def add(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the commands of a parser and return its own parser."""
    brief: argparse.ArgumentParser = commands.add_parser(
        "brief", help="write a briefing: slides, document, page, workbook, text, pictures"
    )
    endings = "|".join(formats.MIME)
    brief.add_argument("--out", type=named_folder, required=True, metavar="FILE", help=f"FILE.({endings})")
    brief.add_argument(
        "--data", type=named_folder, default=Path(), metavar="DIR", help="folder with targets/ and seeds/"
    )
    brief.add_argument(
        "--on", type=read_day, default=None, metavar="YYYY-MM-DD", help="as known on this day (today)"
    )
    brief.add_argument(
        "--since",
        type=read_since,
        default=None,
        metavar="YYYY-MM-DD|FILE",
        help="what became known after this day, or after the day kept in FILE, which is then moved on; "
        "ends with 3 and writes nothing when nothing did",
    )
    brief.add_argument(
        "--ids", type=named_ids, default=(), help="only these targets, in this order, separated by commas"
    )
    brief.add_argument("--theme", default="", help="only targets of this theme (a folder below targets/)")
    brief.add_argument(
        "--state", default="", metavar="STATE", help=f"only targets in this state: {', '.join(STANDINGS)}"
    )
    brief.add_argument("--lang", choices=tuple(language.LANGUAGES), default="en")
    brief.add_argument("--method", choices=METHODS, help="the method of the verdicts (the house rule)")
    brief.add_argument("--title", default="", help="the title of the briefing")
    brief.add_argument("--remark", default="", help="a remark of your own below the title")
    brief.add_argument(
        "--look", choices=("light", "dark"), default="light", help="colours of pictures and page"
    )
    brief.add_argument("--shape", choices=tuple(SHAPES), default="16:9", help="shape of pictures")
    brief.add_argument(
        "--template", type=named_folder, metavar="FILE", help="slides in this deck: FILE.(pptx|potx)"
    )
    extents = brief.add_mutually_exclusive_group()
    extents.add_argument(
        "--short", action="store_true", help="where things stand, and what needs a decision: two slides"
    )
    extents.add_argument("--factsheet", action="store_true", help="one A4 page for each target")
    brief.add_argument(
        "--was",
        type=read_day,
        default=None,
        metavar="YYYY-MM-DD",
        help="list what changed since this day, the day of an earlier file, and leave no target out",
    )
    brief.add_argument(
        "--decimals",
        choices=("point", "comma"),
        default="point",
        help="of CSV: with a comma the columns stand apart by semicolons",
    )
    brief.add_argument(
        "--site", "--url", type=_read_app, default=None, metavar="URL", help="address of your app, for links"
    )
    return brief


def read_day(text: str) -> date:
    """Return the day of an argument."""
    try:
        return day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a day; write YYYY-MM-DD") from None


def read_since(text: str) -> date | Path:
    """Return the day of an argument, or the file that keeps it.

    A day that is mistyped is no file to be made: one that begins with a digit is there, or has an ending.
    """
    named = "/" in text or not text[:1].isdigit() or re.search(r"\.[a-z]\w*$", text, re.IGNORECASE)
    return Path(text) if named or (not _is_day(text) and os.path.lexists(text)) else read_day(text)


def _is_day(text: str) -> bool:
    try:
        day(text)
    except ValueError:
        return False
    return True


def read_folder(text: str) -> Path:
    """Return the folder of an argument; none of no name, as a variable without a value leaves it."""
    if not text.strip():
        raise argparse.ArgumentTypeError("no folder is named; write . for this one")
    return Path(text)


_SITE = re.compile(
    r"""https?://[^\s/?#<>"'\\@:\0-\x20\x7f]+(:(?P<port>\d{1,5}))?(/[^\s?#<>"'\\\0-\x20\x7f]*)?"""
)
"""An address of a host or a folder; behind a question or an anchor no page has its place."""


def read_site(text: str) -> str:
    """Return the address of an argument, to which the places of pages can be added, in letters of ASCII."""
    if (found := _SITE.fullmatch(text)) and int(found["port"] or 0) < 1 << 16:
        with suppress(UnicodeError):  # a host or a path that no address can name
            return _in_ascii(text)
    raise argparse.ArgumentTypeError(f"'{shown(text[:40])}' is not an address; write https://...")


def _in_ascii(address: str) -> str:
    """Return an address as maps of sites and feeds want it: host by its registered name, path quoted."""
    address.encode()  # half a sign has no place in one
    scheme, host, path, *_ = urlsplit(address)
    name, mark, port = host.partition(":")
    known = name if name.isascii() else name.encode("idna").decode()
    return f"{scheme}://{known}{mark}{port}{quoted(path)}"


def _read_app(text: str) -> str:
    """Return the address of an app that others can reach."""
    address = read_site(text)
    if urlsplit(address).hostname not in LOOPBACK:
        return address
    raise argparse.ArgumentTypeError(f"'{shown(text[:40])}' is the reader's own machine; leave it out")


def run(given: argparse.Namespace, today: date, say: Say) -> int:
    """Write the briefing that the arguments ask for.

    Args:
        given: the arguments, as `add` defines them.
        today: the day of assessment when none is given.
        say: is told every line for the reader: progress, faults, the file written.

    Returns:
        0 when the file is written, 1 when the data has errors or no file could be made, 2 for wrong usage
        and where a file cannot be written, 3 when nothing became known since the day of comparison.
    """
    words, form = language.words(given.lang), given.out.suffix.lower().lstrip(".")
    if form not in formats.MIME:
        endings = ", ".join(formats.MIME)
        say(words("export.unknown_format", file=named(str(given.out)), endings=endings))
        return USAGE
    on, kept = given.on or today, given.since if isinstance(given.since, Path) else None
    given.since = _since(given, words, say)
    template = _template(given.template, words, say)
    if given.since is UNREADABLE or template is UNREADABLE:
        return USAGE
    portfolio, found = reader.load(given.data)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        say(problems.listed(errors, words, "text"))
    done = kept is not None and given.since is not None and given.since >= on
    blind = _is_blind(given, portfolio, errors)
    wrong = "" if done or blind else _wrong(given, portfolio, on, words)
    if wrong:
        say(wrong)
    if wrong or blind or (errors and not portfolio.targets):  # of nothing: not in the place of a good one
        return USAGE if wrong else FAULTY
    ignored = [f"--{name}" for name in _ignored(given, form)]
    if ignored:
        say(words("export.ignored", form=form.upper(), options=words.listed(ignored)))
    briefing = replace(
        _composed(given, told_apart(portfolio), on, words),
        template=template,
        logo=logo_of(portfolio.vocabulary, given.data),
    )
    if given.since and (done or not briefing.changes):
        say(words("export.since.unchanged", day=words.day(given.since)))
        return UNCHANGED
    code = _delivered(given.out, form, briefing, say)
    if kept and code == CLEAN:
        code = _remembered(kept, on, words, say)
    return code or (FAULTY if errors else CLEAN)


def _is_blind(given: argparse.Namespace, portfolio: Portfolio, errors: Sequence[Problem]) -> bool:
    """Tell whether what was chosen may lie in what could not be read and is not missing."""
    targets = portfolio.targets
    chosen = [name for name in given.ids if name not in targets]
    if given.theme not in {target.theme for target in targets.values()}:
        chosen += [given.theme] if given.theme else []
    return any(files.may_hold(name, errors) for name in chosen)


def _remembered(file: Path, on: date, words: Words, say: Say) -> int:
    """Keep the day of a briefing for the next one, and return the exit code; what hinders it is said."""
    try:
        write_whole(file, f"{on.isoformat()}\n".encode())
    except OSError as error:
        _unwritable(file, error, words, say)
        return USAGE
    return CLEAN


def _unwritable(file: Path, error: OSError, words: Words, say: Say) -> None:
    reason = error.strerror or type(error).__name__
    say(words("export.unwritable", file=named(str(file)), reason=reason))


def _ignored(given: argparse.Namespace, form: str) -> list[str]:
    """Return the options that say nothing to a format, so that nobody waits for what cannot come."""
    asked = {
        "shape": given.shape != "16:9" and form not in formats.SHAPED,
        "look": given.look != "light" and form not in formats.COLOURED,
        "template": given.template is not None and form != "pptx",
        "decimals": given.decimals != "point" and form != "csv",
    }
    return [name for name, is_ignored in asked.items() if is_ignored]


def _delivered(out: Path, form: str, briefing: Briefing, say: Say) -> int:
    """Write the files of a briefing and return the exit code; what hinders it is said."""
    words, written = briefing.words, 0
    try:
        with Browser(os.environ.get("BROWSER_PATH") or None) as browser:
            written = _write(out, form, briefing, browser, say)
    except UnavailableError as reason:
        say(words(reason.id, **reason.values))
        return FAULTY
    except OSError as error:
        _unwritable(out, error, words, say)
        return USAGE
    if not written:
        say(words("export.no_chart"))
    return CLEAN if written else FAULTY


def _since(given: argparse.Namespace, words: Words, say: Say) -> Any:
    """Return the day of comparison, out of a file where one is named; UNREADABLE where it holds none."""
    if not isinstance(given.since, Path):
        return given.since
    try:
        return _kept_day(given.since)
    except ValueError:
        say(words("export.since.unreadable", file=named(str(given.since))))
    except OSError as error:
        say(words("import.unread", file=named(str(given.since)), cause=error.strerror or ""))
    return UNREADABLE


def _kept_day(file: Path) -> date | None:
    """Return the day that a file keeps; without the file there was none yet.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds no day.
    """
    try:
        file.lstat()
    except FileNotFoundError:
        return None
    return day(bytes_of(file).decode().strip())


def _template(file: Path | None, words: Words, say: Say) -> Any:
    """Return the deck of the house, and say what it has no place for; UNREADABLE where it is no deck."""
    if file is None:
        return None
    try:
        data = bytes_of(file)
        lacks = formats.lacking(data)
    except UnavailableError as reason:
        say(f"{named(str(file))}: {words(reason.id, **reason.values)}")
        return UNREADABLE
    except OSError as error:
        say(f"{named(str(file))}: {error.strerror or type(error).__name__}")
        return UNREADABLE
    if lacks:
        what = words.listed([words(f"export.template.{name}") for name in lacks])
        say(words("export.template.lacks", what=what))
    return data


def _wrong(given: argparse.Namespace, portfolio: Portfolio, on: date, words: Words) -> str:
    """Return what is wrong with the choice, in a sentence; empty when nothing is."""
    for name in given.ids:
        if name not in portfolio.targets:
            return words("export.unknown_target", id=shown(name))
    themes = sorted({target.theme for target in portfolio.targets.values()})
    if given.theme and given.theme not in themes:
        return words("export.unknown_theme", id=shown(given.theme), known=", ".join(themes))
    if given.state and given.state not in STANDINGS:
        return words("export.unknown_state", id=shown(given.state), known=", ".join(STANDINGS))
    if given.since and given.since >= on:
        return words("export.since_later", option="--since")
    return words("export.since_later", option="--was") if given.was and given.was > on else ""


def _composed(given: argparse.Namespace, portfolio: Portfolio, on: date, words: Words) -> Briefing:
    choice = Choice(given.ids, given.theme, given.state, given.since, given.method, given.was)
    return replace(
        compose(portfolio, choice, on, words),
        title=given.title,
        remark=given.remark,
        theme=given.look,
        folder=for_others(given.data),
        deck=for_others(given.template) if given.template else "",
        shape=given.shape,
        site=given.site or "",
        extent="short" if given.short else "factsheet" if given.factsheet else "full",
        comma=given.decimals == "comma",
    )


def _write(out: Path, form: str, briefing: Briefing, browser: Browser, say: Say) -> int:
    """Write one file, or one for each picture, and return how many.

    Raises:
        UnavailableError: the format needs what is not there.
        OSError: a file cannot be written.
    """
    words = briefing.words

    def step(done: int, total: int, title: str) -> None:
        if total > 1:
            say(words("export.progress", done=done, total=total, title=shown(title)))

    if form not in formats.PICTURES:
        _save(out, formats.written(briefing, form, browser, step), words, say)
        return 1
    drawn = pictures(briefing, "svg" if form == "svg" else "png", browser, step)
    alone, count = len(briefing.assessments) == 1, 0
    for count, (name, data) in enumerate(drawn, 1):  # noqa: B007 - counted by the loop, returned after it
        single = alone and name == briefing.assessments[0].id
        _save(out if single else out.with_name(f"{out.stem}-{name}{out.suffix}"), data, words, say)
    return count


def _save(file: Path, data: bytes, words: Words, say: Say) -> None:
    """Write a file whole or not at all, and say so."""
    write_whole(file, data)
    size = words("export.kilobytes", number=words.number(max(1, round(len(data) / 1000))))
    say(words("export.written", file=named(str(file)), size=size))

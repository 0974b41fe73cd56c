"""Command: `python -m tracker site`: the whole dashboard as files, from the terminal."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tracker import board, language, problems, reader
from tracker.editing import lock, record
from tracker.export.browser import Browser, UnavailableError
from tracker.export.command import read_day, read_folder, read_site
from tracker.given import named_folder
from tracker.language import Words
from tracker.namesakes import told_apart
from tracker.problems import Problem, named, shown
from tracker.site import news
from tracker.site.build import groups
from tracker.site.plan import Group, Site
from tracker.site.publish import Folder, ForeignFileError
from tracker.site.social import Drawer
from tracker.terms import METHODS

Say = Callable[[str], None]
CLEAN, FAULTY, USAGE = 0, 1, 2
PATIENCE = 2.0
"""Seconds between two lines on how far a long build is."""
TRIES, PAUSE = 600, 1.0
"""How often, and after how many seconds, a build asks whether another one has ended."""
HELP = "write the whole dashboard as files for any web host"


def add(commands: record.Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Add the command to the commands of a parser and return its own parser."""
    site: argparse.ArgumentParser = commands.add_parser("site", help=HELP)
    site.add_argument("--out", type=read_folder, required=True, metavar="DIR", help="the folder of the site")
    site.add_argument(
        "--data", type=named_folder, default=Path(), metavar="DIR", help="folder with targets/ and seeds/"
    )
    site.add_argument(
        "--on", type=read_day, default=None, metavar="YYYY-MM-DD", help="as known on this day (today)"
    )
    site.add_argument(
        "--lang", type=_languages, default=("en",), metavar="LANG,...", help="languages, the first at the top"
    )
    site.add_argument(
        "--site", type=read_site, default=None, metavar="URL", help="address under which it is published"
    )
    site.add_argument("--method", choices=METHODS, help="the method of the verdicts (the house rule)")
    site.add_argument(
        "--since", type=read_day, default=None, metavar="YYYY-MM-DD", help="tell changes since this day"
    )
    site.add_argument(
        "--keep", action="store_true", help="keep the pages of this day under its date for ever"
    )
    return site


def _languages(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    for name in names:
        if name not in language.LANGUAGES:
            known = ", ".join(language.LANGUAGES)
            raise argparse.ArgumentTypeError(
                f"'{shown(name[:20])}' is not spoken here; write some of {known}"
            )
    if not names:
        raise argparse.ArgumentTypeError("write at least one language, such as en")
    return names


def run(given: argparse.Namespace, today: date, say: Say) -> int:
    """Write the site that the arguments ask for.

    Args:
        given: the arguments, as `add` defines them.
        today: the day of assessment when none is given.
        say: is told every line for the reader.

    Returns:
        0 when the site is written, 1 when the data has errors or something is in the way, 2 for wrong
        usage and where the folder cannot be written.
    """
    words, on = language.words(given.lang[0]), given.on or today
    if wrong := _wrong(given, on, words):
        say(wrong)
        return USAGE
    portfolio, found = reader.load(given.data)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        say(problems.listed(errors, words, "text"))
        if not portfolio.targets and not _begins(errors, given.out):
            return FAULTY
    published = given.site or portfolio.vocabulary.site
    address = f"{published.rstrip('/')}/" if published else ""
    options = {"keep": given.keep, "since": given.since, "method": given.method, "today": today}
    site = Site(told_apart(portfolio), given.data, on, tuple(found), given.lang, address, **options)
    try:
        _written(site, given.out, words, say)
    except ForeignFileError as error:
        say(words("site.foreign", file=named(str(given.out / str(error)))))
        return FAULTY
    except lock.BusyError:
        say(words("site.busy", out=named(str(given.out))))
        return FAULTY
    except OSError as error:
        reason = error.strerror or type(error).__name__
        say(words("export.unwritable", file=named(str(error.filename or given.out)), reason=reason))
        return USAGE
    return FAULTY if errors else CLEAN


def _wrong(given: argparse.Namespace, on: date, words: Words) -> str:
    """Return what is wrong with the arguments, in a sentence; empty when nothing is."""
    if given.since and given.since >= on:
        return words("export.since_later", option="--since")
    if os.path.lexists(given.out) and not os.path.isdir(given.out):  # noqa: PTH112 - never raises
        return words("site.no_folder", file=named(str(given.out)))
    if any(_lies_in(given.out, given.data / name) for name in ("targets", "seeds")):
        return words("site.in_data", file=named(str(given.out)))
    return ""


def _lies_in(out: Path, records: Path) -> bool:
    """Tell whether a site would lie among the records, where the YAML in it would be read as more of them."""
    return Path(os.path.realpath(out)).is_relative_to(os.path.realpath(records))


def _begins(errors: Sequence[Problem], out: Path) -> bool:
    """Tell whether a site of nothing may be written: of an empty folder, where nothing is yet."""
    return all(one.code == "F012" for one in errors) and not (os.path.isdir(out) and os.listdir(out))  # noqa: PTH112, PTH208 - asked of any path


def _written(site: Site, out: Path, words: Words, say: Say) -> None:
    """Build the site beside what lies in the folder and bring it into place.

    Raises:
        BusyError: another build writes into the folder all the time.
        ForeignFileError: a file lies there that the tool did not write.
        OSError: a file cannot be written.
    """
    with _alone(out), Browser() as browser:
        drawn = bool(site.address) and browser.found
        if site.address and not drawn:
            say(words("site.no_pictures"))
        try:
            _build(site, out, browser if drawn else None, words, say)
        except UnavailableError as error:
            say(words(error.id, **error.values))
            say(words("site.no_pictures"))
            _build(site, out, None, words, say)


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep other builds out of a folder, once none writes there; some disks know no locks."""
    out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(lock.held(out, TRIES, PAUSE))
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
                raise
        yield


def _build(site: Site, out: Path, browser: Browser | None, words: Words, say: Say) -> None:
    """Build the site, with pictures for those who share its pages where there is a browser.

    Raises:
        UnavailableError: the browser cannot be started, or it failed; nothing has changed in the folder.
    """
    known = _known(out)
    with Folder(out, given=[news.FILE] if known else ()) as folder:
        site = replace(site, drawer=Drawer(browser, folder.earlier) if browser else None)
        earlier = board.entries(site.judged(site.on - news.RECENT).values()) if known is None else ()
        editions = news.edition(known, [site.scene(lang) for lang in site.languages], earlier, site.address)
        if (day := site.on.isoformat()) < editions.on:  # of a day before, what was kept is cited already
            folder.hold(file for file in _kept(folder) if f"/{day}/" in file)
        _fill(folder, list(groups(site, editions, _gone(folder, site.languages))), words, say)
        outcome = folder.publish()
    counts = {"total": words.number(outcome.total), "written": words.number(outcome.written)}
    say(words("site.written", out=named(str(out)), removed=words.number(outcome.removed), **counts))


def _fill(folder: Folder, every: Sequence[Group], words: Words, say: Say) -> None:
    """Make every group of files that would be another, and say now and then how far it is."""
    told = time.monotonic()
    for done, group in enumerate(every, 1):
        if not folder.same(group.name, group.key):
            folder.put(group.name, group.key, group.make())
        if time.monotonic() - told > PATIENCE:
            told = time.monotonic()
            say(words("export.progress", done=done, total=len(every), title=shown(group.title)))
    folder.keep(_kept(folder))


def _known(out: Path) -> news.Editions | None:
    try:
        return news.read((out / news.FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _kept(folder: Folder) -> list[str]:
    """Return the files of the days that are kept, and the styles and scripts that their pages name."""
    days = _of_days(folder)
    return days + [file for file in folder.old.files if file.startswith("assets/")] if days else []


def _gone(folder: Folder, languages: Sequence[str]) -> list[str]:
    """Return the languages that are no longer built and whose pages of kept days still lie there."""
    days = _of_days(folder)
    return [
        lang
        for lang in language.LANGUAGES
        if lang not in languages
        and any(file.startswith(f"{lang}/") and folder.earlier(file) for file in days)
    ]


def _of_days(folder: Folder) -> list[str]:
    return [file for file in folder.old.files if file.count("/") >= 2 and _is_day(file.split("/")[1])]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

"""What was aimed at, and what came out, taken from the tables of one run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Table, number_in

Look = Callable[..., float]
PICK, DAY = "choose a target", "go back in time"
FIRST, OPEN = "A first visit", "An open page"
READERS = "A hundred readers at once"
UNKNOWN = "not measured"
STEPS = 5
"""Rows of one kind of export after the first one."""


@dataclass(frozen=True)
class Aim:
    """A wish for one figure: at most or at least so much; where it is not met, `profile` shows why."""

    wish: str
    limit: float
    measured: Callable[[], float]
    profile: str = ""
    at_least: bool = False

    def row(self) -> list[object]:
        """Return the aim beside its figure, which is missing where its table or its floor is."""
        limit = f"{'at least' if self.at_least else 'at most'} {self.limit:g}"
        try:
            found = float(self.measured())
        except (LookupError, StopIteration, ValueError, ZeroDivisionError):
            found = math.nan
        if math.isnan(found):
            return [self.wish, limit, UNKNOWN, "**no**"]
        met = found >= self.limit if self.at_least else found <= self.limit
        return [self.wish, limit, found, "yes" if met else f"**no**: {self.profile}"]


def tables(results: Sequence[Table], heavy: Sequence[str]) -> list[Table]:
    """Return every aim beside its figure.

    Args:
        results: the tables of all sections.
        heavy: the statements that load a package they should not.
    """
    found = {one.title: one for one in results}

    def look(title: str, head: str, *name: str) -> float:
        row = next(row for row in found[title].rows if tuple(row[: len(name)]) == name)
        return number_in(row[list(found[title].heads).index(head)])

    every = [
        *_reading(look),
        *_large(look),
        *_pages(look),
        *_readers(look),
        *_leaks(found),
        *_site(look),
        *_importing(look),
        *_export(look),
    ]
    loading = "statements of ours that load pandas, Plotly or Streamlit"
    every.append(Aim(loading, 0, lambda: len(heavy), ", ".join(heavy)))
    note = (
        "What is not met names the table that shows where the time goes. The aims of pages are ratios to"
        " Streamlit's own bare page, or to the same page over 60 targets, of the same run."
    )
    return [Table("Aims", ["what", "aim", "measured", "met"], [aim.row() for aim in every], note)]


def _reading(look: Look) -> Iterator[Aim]:
    profile = "*Where a cold read of 600 targets goes*"
    for count in ("600", "6,000"):
        wish = f"cold read of {count} targets over bare YAML events"
        yield Aim(wish, 2, lambda count=count: look("Reading", "read / events", count), profile)
    yield Aim(
        "judging 10,000 targets over reading them",
        0.15,
        lambda: look("Judging and checking", "/ read", "10,000"),
        "*Where judging 600 targets goes* is the profile of 600; there is none of 10,000",
    )

    def again(head: str, what: str) -> Callable[[], float]:
        return lambda: look("Looking again", head, "6,000", what)

    looking = "*Looking again*"
    wish = "files parsed by a second start over 6,000 targets"
    yield Aim(wish, 0, again("files parsed", "second start"), looking)
    yield Aim(
        "second start over 6,000 targets: ms of CPU until the files are read",
        500,
        again("refresh ms", "second start"),
        "validating the fields takes most, recalling them comes next, and neither alone is half of it;"
        " *Where a second start over 600 targets goes* is the profile of a tenth as many",
    )
    wish = "files parsed after an edit to one of 6,000 targets"
    yield Aim(wish, 1, again("files parsed", "one target"), looking)
    yield Aim(
        "CPU of Open SDG's validation of 1,000 indicators over `check` of 1,000 targets",
        10,
        lambda: look("Command line", "Open SDG check / this", "1,000", "check"),
        "*Command line* has whole processes; of reading, a part of ours,"
        " *Where a cold read of 600 targets goes*",
        at_least=True,
    )


def _large(look: Look) -> Iterator[Aim]:
    """Yield what 6,000 targets may cost more than 60."""
    for head, what in (
        ("socket kB", "bytes of the WebSocket"),
        ("browser CPU s", "CPU of the browser"),
        ("server CPU s", "CPU of the server"),
    ):
        yield Aim(
            f"choosing one of 6,000 targets over choosing one of 60: {what}",
            1.3,
            lambda head=head: (
                look(OPEN, head, f"tracker, 6,000: {PICK}") / look(OPEN, head, f"tracker, 60: {PICK}")
            ),
            "*An open page*",
        )
    for name, told, why in (
        ("go back some days", "some days", "most of it is the front page over 6,000 targets"),
        (DAY, "years", "all of them have turned since and are judged anew"),
    ):
        yield Aim(
            f"going back {told} over 6,000 targets: s of CPU of the server",
            0.3,
            lambda name=name: look(OPEN, "server CPU s", f"tracker, 6,000: {name}"),
            f"{why}; *Where another day over 6,000 targets goes*, *A rerun*",
        )
    series = "A target of thirty series"
    yield Aim(
        "target with 30 series of 20 years over a plain target: CPU of the browser",
        1.5,
        lambda: look(series, "browser CPU s", "thirty series") / look(series, "browser CPU s", "plain"),
        f"*{series}*",
    )
    for head, what in (("browser CPU s", "CPU of the browser"), ("clock s", "seconds until painted")):
        yield Aim(
            f"overview of 6,000 over that of 60: {what}",
            1.5,
            lambda head=head: look(FIRST, head, "tracker, 6,000: overview") / _first(look, head, "overview"),
            "*A first visit*",
        )
    idle = "An idle page, and memory after the first visits"
    for count in ("60", "6,000"):
        yield Aim(
            f"idle page over {count} targets: % of a core of the server",
            0.5,
            lambda count=count: look(idle, "server % of a core", f"tracker, {count}"),
            f"the server of the bare page alone takes most of it; *{idle}*",
        )


def _pages(look: Look) -> Iterator[Aim]:
    """Yield what a page over 60 targets may cost, beside the bare page."""
    yield Aim(
        "overview of 60 over the bare page: CPU of the browser",
        1,
        lambda: _first(look, "browser CPU s", "overview") / _bare(look, "browser CPU s"),
        f"*{FIRST}*",
    )
    yield Aim(
        "overview of 60 over the bare page: bytes",
        1,
        lambda: (
            sum(_first(look, head, "overview") for head in ("HTTP kB", "socket kB"))
            / sum(_bare(look, head) for head in ("HTTP kB", "socket kB"))
        ),
        f"*{FIRST}*",
    )
    late = (
        "Streamlit's page asks for the library of the chart when it begins to draw, mostly before it has"
        f" painted the picture beside it; a file that is still on its way counts nothing; *{FIRST}*"
    )
    yield Aim(
        "first picture of a target over the bare page: seconds until painted",
        0.56,
        lambda: _first(look, "clock s", "target") / _bare(look, "clock s"),
        late,
    )
    yield Aim(
        "first picture of a target: kB until painted",
        3600,
        lambda: _first(look, "kB until painted", "target"),
        late,
    )

    def pick(*heads: str) -> float:
        ours, bare = (
            sum(look(OPEN, head, f"{who}, 60: {PICK}") for head in heads) for who in ("tracker", "bare")
        )
        return ours / bare

    why = "*Where choosing a target goes in the browser*"
    over = "choosing one of 60 targets over the bare page"
    yield Aim(f"{over}: seconds until drawn", 1.2, lambda: pick("clock s"), why)
    yield Aim(f"{over}: CPU of browser and server", 1.2, lambda: pick("browser CPU s", "server CPU s"), why)
    for page in ("overview", "target"):
        yield Aim(
            f"rerun of a page among 60 ({page}): ms of CPU of the server",
            30,
            lambda page=page: look("A rerun", "server CPU ms", f"tracker, 60: {page}"),
            "an empty page in such a frame takes most of it; *A rerun*",
        )


def _first(look: Look, head: str, page: str) -> float:
    return look(FIRST, head, f"tracker, 60: {page}")


def _bare(look: Look, head: str) -> float:
    return look(FIRST, head, "bare, 60: table and chart")


def _readers(look: Look) -> Iterator[Aim]:
    for door in ("", ", nginx and two processes"):
        told = f"a hundred sessions{door}"

        def many(head: str, door: str = door) -> float:
            return look(READERS, head, f"100{door}")

        yield Aim(f"{told}: errors", 0, lambda many=many: many("errors"), f"*{READERS}*")
        yield Aim(
            f"{told}: 95 % within, over that of one session",
            3,
            lambda many=many, door=door: many("95 % within s") / look(READERS, "95 % within s", f"1{door}"),
            f"clicks after all have come miss it too; *{READERS}* has them apart from those while they come",
        )
        yield Aim(
            f"{told}: memory at the end over that at half",
            1.03,
            lambda many=many: many("MiB after") / many("MiB at half"),
            "it grows by some MiB a step up to the end; *Memory while a hundred readers turn pages*",
        )


def _leaks(found: Mapping[str, Table]) -> Iterator[Aim]:
    """Yield what may grow while sessions come and go, and over failed and good exports."""

    def grown(title: str, head: str, since: int, kind: str = "") -> float:
        table = found[title]
        at = list(table.heads).index(head)
        rows = [row for row in table.rows if str(row[0]).startswith(kind)]
        return number_in(rows[-1][at]) / number_in(rows[since][at])

    coming = "Sessions that come and go"
    for head, what in (("MiB", "memory"), ("threads", "threads"), ("open files", "open files")):
        yield Aim(
            f"ten minutes of sessions that come and go: {what} at the end over those after four minutes",
            1.05,
            lambda head=head: grown(coming, head, 2),
            f"the steps in which it comes stand in *{coming}*",
        )
    for kind in ("failed", "good"):
        yield Aim(
            f"exports, {kind}: memory after the last over that after the first fifth",
            1.05,
            lambda kind=kind: grown("Exports", "MiB", -STEPS, kind),
            "*Exports*",
        )


def _importing(look: Look) -> Iterator[Aim]:
    """Yield what importing a repository of 300 indicators may cost."""
    title, whole = "Importing a repository", "figures of the whole (as it comes)"
    for name, head, limit, wish in (
        (whole, "import / csv.reader", 10, "import of 300 indicators (28 MB) over csv.reader: CPU"),
        (whole, "peak MiB", 500, "import of 300 indicators: MiB of memory"),
        ("--series all", "peak MiB", 500, "import of 300 indicators with every breakdown: MiB of memory"),
    ):
        yield Aim(wish, limit, lambda name=name, head=head: look(title, head, name), f"*{title}*")


def _site(look: Look) -> Iterator[Aim]:
    """Yield what building and reading the published files may cost."""
    building, sent, beside = (
        "Site: building",
        "Site: what is sent",
        "Site: beside a page made with Observable Framework",
    )
    profile = "*Where building a site of 1,000 targets goes*"
    for head, limit, wish, count, why in (
        ("build CPU s", 10, "site of 1,000 targets: CPU seconds", "1,000", profile),
        ("peak MiB", 500, "site of 1,000 targets: MiB of memory", "1,000", profile),
        (
            "/ 1,000",
            6.5,
            "site of 6,000 targets over that of 1,000: CPU",
            "6,000",
            f"{profile} is the profile of the smaller; there is none of 6,000",
        ),
    ):
        yield Aim(wish, limit, lambda head=head, count=count: look(building, head, count), why)
    yield Aim(
        "site of 1,000 targets after one edit over `status`: CPU",
        2,
        lambda: look(building, "edit / status", "1,000"),
        f"`status` too reads and judges all; what is about the whole takes as long again; {profile}",
    )
    for head, limit, wish, count in (
        ("front page kB sent", 120, "first page of the site of 60 targets: kB sent", "60"),
        ("front page kB sent", 250, "first page of the site of 6,000 targets: kB sent", "6,000"),
        ("largest target kB", 60, "largest page of a target: kB", "1,000"),
        ("largest target kB sent", 15, "largest page of a target: kB sent", "1,000"),
    ):
        why = f"three levels of 21 figures each, three charts; *{sent}*"
        yield Aim(wish, limit, lambda head=head, count=count: look(sent, head, count), why)
    for what in ("painted s", "from the board to a target s"):
        yield Aim(
            f"site of 60 targets over Framework's recorded page: {what}",
            1,
            lambda what=what: look(beside, what, "60") / look(beside, f"{what}, Framework", "60"),
            f"*{beside}*: the browser itself takes most of it, from an empty page to an empty page",
        )
    yield Aim(
        "first page of the site of 6,000 targets over that of 60: seconds until painted",
        1.5,
        lambda: look(beside, "painted s", "6,000") / look(beside, "painted s", "60"),
        f"*{beside}*",
    )


def _export(look: Look) -> Iterator[Aim]:
    """Yield what a briefing over 93 targets may cost."""
    briefings, printing = "Export: briefings", "Export: memory while printing"
    yield Aim(
        "PDF of 93 targets: MB of all processes above an empty page",
        250,
        lambda: look(printing, "above an empty page", "PDF, 93 targets"),
        f"*{printing}*",
    )
    yield Aim("DOCX of 93 targets: MB", 5, lambda: look(briefings, "MB", "docx"), f"*{briefings}*")
    for form, limit in (("pptx", 0.1), ("docx", 0.15)):
        yield Aim(
            f"each further target in {form.upper()}: s",
            limit,
            lambda form=form: look(briefings, "s a further target", form),
            f"*{briefings}*",
        )

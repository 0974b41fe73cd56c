"""What was aimed at, and what came out, taken from the tables of one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Table

Look = Callable[..., float]


@dataclass(frozen=True)
class Aim:
    """A wish for one figure: at most or at least so much."""

    wish: str
    measured: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure is as wished."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def table(results: Mapping[str, Sequence[Table]], heavy: Sequence[str]) -> Table:
    """Return every aim beside its figure.

    Args:
        results: the tables of all sections.
        heavy: the statements that load a package they should not.
    """
    tables = {one.title: one for section in results.values() for one in section}

    def look(title: str, head: str, *name: str) -> float:
        found = tables[title]
        row = next(row for row in found.rows if tuple(row[: len(name)]) == name)
        return float(str(row[list(found.heads).index(head)]))

    every = [*_reading(look), *_pages(look), *_sessions(look)]
    every.append(Aim("statements of ours that load pandas, Plotly or Streamlit", len(heavy), 0))
    rows = [
        [aim.wish, f"{'at least' if aim.at_least else 'at most'} {aim.limit:g}", aim.measured, _told(aim.met)]
        for aim in every
    ]
    return Table("Aims", ["what", "aim", "measured", "met"], rows)


def _told(met: bool) -> str:
    return "yes" if met else "**no**"


def _reading(look: Look) -> list[Aim]:
    return [
        Aim("cold read of 600 targets over bare YAML events", look("Reading", "read / events", "600"), 2),
        Aim("cold read of 6,000 targets over bare YAML events", look("Reading", "read / events", "6,000"), 2),
        Aim(
            "judging 10,000 targets over reading them", look("Judging and checking", "/ read", "10,000"), 0.1
        ),
        Aim(
            "files parsed by a second start over 6,000 targets",
            look("Looking again", "files parsed", "6,000", "second start"),
            0,
        ),
        Aim(
            "files parsed after an edit to one of 6,000 targets",
            look("Looking again", "files parsed", "6,000", "one target"),
            1,
        ),
        Aim(
            "CPU of Open SDG's validation of 1,000 indicators over `check` of 1,000 targets",
            look("Command line", "Open SDG check / this", "1,000", "check"),
            10,
            at_least=True,
        ),
    ]


def _pages(look: Look) -> list[Aim]:
    def visit(head: str, name: str) -> float:
        return look("A first visit", head, name)

    def pick(head: str) -> float:
        return _ratio(look, "An open page", head, "60: choose a target")

    cpu, small, bare = "browser CPU s", "tracker, 60: overview", "bare, 60: table and chart"
    return [
        Aim("overview of 60 over the bare page: browser CPU", visit(cpu, small) / visit(cpu, bare), 1),
        Aim(
            "overview of 60 over the bare page: bytes",
            (visit("HTTP kB", small) + visit("socket kB", small))
            / (visit("HTTP kB", bare) + visit("socket kB", bare)),
            1,
        ),
        Aim(
            "overview of 6,000 over that of 60: browser CPU",
            visit(cpu, "tracker, 6,000: overview") / visit(cpu, small),
            1.5,
        ),
        Aim(
            "overview of 6,000 over that of 60: seconds until painted",
            visit("clock s", "tracker, 6,000: overview") / visit("clock s", small),
            1.5,
        ),
        Aim("choosing one of 60 targets over the bare page: seconds until drawn", pick("clock s"), 1.2),
        Aim(
            "choosing one of 60 targets over the bare page: CPU of browser and server",
            _both(look, "tracker") / _both(look, "bare"),
            1.2,
        ),
        Aim("choosing one of 60 targets over the bare page: CPU of the browser alone", pick(cpu), 1.2),
        Aim("idle page over 60 targets: % of a core of the server", _idle(look, "60"), 2),
        Aim("idle page over 6,000 targets: % of a core of the server", _idle(look, "6,000"), 2),
    ]


def _ratio(look: Look, title: str, head: str, name: str) -> float:
    return look(title, head, f"tracker, {name}") / look(title, head, f"bare, {name}")


def _both(look: Look, page: str) -> float:
    name = f"{page}, 60: choose a target"
    return look("An open page", "browser CPU s", name) + look("An open page", "server CPU s", name)


def _idle(look: Look, count: str) -> float:
    return look("An idle page, and memory after all of the above", "server % of a core", f"tracker, {count}")


def _sessions(look: Look) -> list[Aim]:
    def rerun(name: str) -> float:
        return look("A rerun", "server CPU ms", f"tracker, {name}")

    def many(head: str, sessions: str = "20 again") -> float:
        return look("Twenty readers at once", head, sessions)

    return [
        Aim("rerun of the overview of 60: ms of server CPU", rerun("60: overview"), 30),
        Aim("rerun of a target among 60: ms of server CPU", rerun("60: target"), 30),
        Aim(
            "errors of 20 sessions in three times two minutes",
            sum(many("errors", sessions) for sessions in ("20", "20 again", "20 a third time")),
            0,
        ),
        Aim(
            "waiting for a target with 20 sessions over one session",
            many("target s") / many("target s", "1"),
            2,
        ),
        Aim(
            "waiting for the board with 20 sessions over one session",
            many("board s") / many("board s", "1"),
            2,
        ),
        Aim(
            "memory after the third two minutes over before",
            many("MiB after", "20 a third time") / many("MiB before", "20 a third time"),
            1.05,
        ),
    ]

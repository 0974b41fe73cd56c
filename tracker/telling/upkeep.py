"""The pages on the data themselves: what changed, the documents behind it, what is doubtful, the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker import meaning, problems
from tracker.board import Change, Entry
from tracker.changed import before, news
from tracker.judging.states import STANDINGS, state_of
from tracker.problems import Problem
from tracker.progress import Assessment, figured
from tracker.scalars import FIRST_YEAR
from tracker.scene import Scene
from tracker.telling.arithmetic import arithmetic
from tracker.telling.blocks import (
    Block,
    Cell,
    Choice,
    Empty,
    Fold,
    Given,
    Heading,
    Paged,
    Prose,
    Rows,
    Span,
    Table,
    Timeline,
    cell,
    line,
    stacked,
    tabled,
)
from tracker.telling.missing import missing
from tracker.telling.pages import Chosen
from tracker.telling.signs import heads, linked, sign, standing
from tracker.telling.target import verdict
from tracker.terms import METHODS

EARLIEST = date(FIRST_YEAR, 1, 1)
ROWS, CHANGES = 150, 10
"""Rows of a table that are shown at a time."""


def change_choices(scene: Scene) -> tuple[Choice, ...]:
    """Return since which day changes are told."""
    year_ago = max(scene.on - timedelta(days=365), EARLIEST).isoformat()
    span = (EARLIEST.isoformat(), scene.on.isoformat())
    typed = scene.words("day.typed")
    return (Choice("since", scene.words("changes.since"), "day", {}, year_ago, typed, span=span),)


def changes(scene: Scene, chosen: Chosen) -> Iterator[Block]:
    """Tell what became known between two days, and how the states moved."""
    words = scene.words
    since = date.fromisoformat(chosen.get("since") or change_choices(scene)[0].default)
    found = scene.changes(since)
    groups = {
        "moved": [change for change in found if change.moved and change.before is not None],
        "figures": [change for change in found if not change.moved],
        "new": [change for change in found if change.before is None],
    }
    counts = {name: words.count(f"changes.count.{name}", len(group)) for name, group in groups.items()}
    yield Prose(line(words("changes.head", since=words.day(since), on=words.day(scene.on), **counts)))
    for name, group in groups.items():
        if group:
            yield _paged_table(
                name,
                heads(scene, "target", "before", "after", "known"),
                Rows(group, lambda change: _change(change, scene)),
                words(f"changes.{name}"),
                CHANGES,
            )


def _paged_table(
    name: str,
    names: Sequence[str],
    rows: Rows[tuple[Cell, ...]],
    title: str,
    most: int = ROWS,
) -> Block:
    """Return a table of which so many rows are shown at a time."""

    def show(some: Sequence[tuple[Cell, ...]]) -> Iterator[Block]:
        yield Table(tuple(names), some, title)

    return Paged(name, rows, show, most)


def _change(change: Change, scene: Scene) -> tuple[Cell, ...]:
    return (
        cell(linked(change.entry, scene)),
        cell(_before(change, scene)),
        cell(sign(change.entry.leaf, scene)),
        stacked(*(line(text) for text in news(change, scene.wording))),
    )


def _before(change: Change, scene: Scene) -> Span | str:
    """Return how an entry stood on the earlier day."""
    told = before(change, scene.words)
    return Span(told, state=state_of(change.before), standing=change.before) if change.before else "–"


def quality(scene: Scene, _: Chosen) -> Iterator[Block]:
    """Tell what is wrong or doubtful in the data: faults, conflicts, stale and single-sourced figures."""
    words, found = scene.words, scene.problems()
    errors = sum(problem.severity == "error" for problem in found)
    head = words(
        "quality.head",
        targets=words.count("count.targets", len(scene.portfolio.targets)),
        entries=words.count("board.found", len(scene.entries)),
        errors=words.count("count.errors", errors),
        warnings=words.count("count.warnings", len(found) - errors),
    )
    yield Prose(line(head))
    if scene.on != scene.today:
        yield Prose(line(words("quality.today")), "note")
    if found:
        worst_first = sorted(found, key=lambda one: (one.severity != "error", *one.order))
        names = heads(scene, "severity", "where", "code", "problem")
        rows = Rows(worst_first, lambda problem: _problem(problem, scene))
        yield _paged_table("problems", names, rows, words("quality.problems"))
    else:
        yield Empty(words("quality.clean"))
    yield from missing(scene)
    yield from _weak_spots(scene)


def unreadable(name: str, faults: Sequence[Problem], scene: Scene) -> Iterator[Block]:
    """Tell of a target whose file cannot be read: each fault with its place and its remedy."""
    words = scene.words
    yield Heading(name, 1)
    yield Prose(line(words("target.unreadable")))
    rows = tuple(_problem(one, scene) for one in faults)
    yield Table(tuple(heads(scene, "severity", "where", "code", "problem")), rows, words("quality.problems"))


def _problem(problem: Problem, scene: Scene) -> tuple[Cell, ...]:
    sentence, hint = problems.told(problem, scene.words)
    path = f"{problem.path}: " if problem.path else ""
    return (
        cell(scene.words(f"severity.{problem.severity}")),
        cell(Span(f"{problems.named(problem.file)}:{problem.line}", "code")),
        cell(problem.code),
        stacked(line(path, sentence), line(Span(hint, "note"))),
    )


def _weak_spots(scene: Scene) -> Iterator[Block]:
    entries = scene.entries
    spots = {
        "stale": [e for e in entries if "stale" in e.leaf.flags],
        "conflict": [e for e in entries if "conflict" in e.leaf.flags],
        "single": [
            e for e in entries if e.leaf.series and len({point.source for point in e.leaf.series}) == 1
        ],
        "no_figures": [e for e in entries if (e.leaf.goals or e.leaf.unmeasured) and not figured(e.leaf)],
        "unchecked": [e for e in entries if scene.portfolio.targets[e.target.id].checked is None],
    }

    def show(some: Sequence[Entry]) -> Iterator[Block]:
        yield Timeline([("", (linked(entry, scene),)) for entry in some])

    for name, group in spots.items():
        if group:
            title = scene.words.count(f"quality.{name}", len(group))
            yield Fold(title, (Paged(name, group, show, ROWS),))


def states(scene: Scene) -> Block:
    """Return what the states mean."""
    words = scene.words
    rows: list[Sequence[Given]] = [
        [standing(name, scene), meant]
        for name in STANDINGS
        if (meant := meaning.of_state(name, words, scene.rule))
    ]
    return tabled(heads(scene, "state", "meaning"), rows, words("method.states"))


def principles(scene: Scene) -> Iterator[Block]:
    """Tell by which rules every verdict is made."""
    for text in meaning.principles(scene.words, scene.rule):
        yield Prose(line(text))


def cut_offs(scene: Scene) -> Block:
    """Return the cut-offs in force, whose they are, and which method gives the verdicts."""
    words, rule = scene.words, scene.rule
    rows: list[Sequence[Given]] = []
    for name in METHODS:
        limits = rule.cut_offs_of(name)
        own = name == rule.method and rule.cut_offs is not None
        shown = [words.number(limit) for limit in (limits.on_track, limits.slightly)]
        whose = words("method.house") if own else words(f"method.{name}.source")
        rows.append(
            [words(f"method.{name}"), *shown, whose, words("method.rules") if name == rule.method else ""]
        )
    names = [*heads(scene, "method"), words("state.on_track"), words("state.slightly_off_track")]
    return tabled([*names, *heads(scene, "source", "note")], rows, words("method.cut_offs"), numeric=(1, 2))


def method(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the formulas with the numbers of one target put in, then the rules of every verdict."""
    yield verdict(assessment, scene)
    yield from arithmetic(assessment, scene)
    yield from rules(scene)


def rules(scene: Scene) -> Iterator[Block]:
    """Tell by which principles, states and cut-offs every verdict is made."""
    yield from principles(scene)
    yield states(scene)
    yield cut_offs(scene)

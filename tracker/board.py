"""The board: assessments as a list to count, filter, search and sort, and what changed between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tracker.language import folded
from tracker.model import Portfolio, series_of
from tracker.progress import Assessment, State
from tracker.style import SEVERITY

Sorting = Literal["theme", "state", "deadline", "latest", "title"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the board: an indicator, a tier, a part of an allocation, or a set of milestones.

    Attributes:
        target: the assessment of the whole target file; the same as `leaf` for an indicator.
        leaf: the assessment that carries the verdict.
    """

    target: Assessment
    leaf: Assessment

    @property
    def key(self) -> str:
        """The id of the target, with the part after a slash."""
        return self.target.id if self.leaf is self.target else f"{self.target.id}/{self.leaf.id}"

    def titles(self, language: str) -> tuple[str, str]:
        """Return the title of the target and, for a part, the part's own title."""
        own = "" if self.leaf is self.target else _text(self.leaf.title, language)
        return _text(self.target.title, language), own


@dataclass(frozen=True, slots=True)
class Filter:
    """What the board is narrowed to; an empty field lets everything pass."""

    text: str = ""
    themes: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    due_by: int | None = None


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")


def entries(assessments: Iterable[Assessment]) -> list[Entry]:
    """Return one entry for every verdict: tiers and allocations count by their parts."""
    found: list[Entry] = []
    for target in assessments:
        if target.kind in ("tiers", "allocation"):
            found += [Entry(target, part) for part in target.parts]
        else:
            found.append(Entry(target, target))
    return found


def narrowed(board: Sequence[Entry], wanted: Filter, portfolio: Portfolio) -> list[Entry]:
    """Return the entries that pass every part of a filter; text is searched without accents."""
    needles = folded(wanted.text).split()
    return [entry for entry in board if _passes(entry, wanted, needles, portfolio)]


def _passes(entry: Entry, wanted: Filter, needles: Sequence[str], portfolio: Portfolio) -> bool:
    target = portfolio.targets[entry.target.id]
    if wanted.themes and entry.target.theme not in wanted.themes:
        return False
    if wanted.states and standing(entry.leaf) not in wanted.states:
        return False
    if wanted.owners and target.owner not in wanted.owners:
        return False
    due = deadline(entry.leaf)
    if wanted.due_by and (due is None or due.year > wanted.due_by):
        return False
    if wanted.sources and not wanted.sources & sources_of(portfolio, entry.target.id):
        return False
    if not needles:
        return True
    hay = folded(" ".join((*entry.target.title.values(), *entry.leaf.title.values(), entry.key)))
    return all(needle in hay for needle in needles)


def deadline(leaf: Assessment) -> date | None:
    """Return the day by which the headline goal, or the next open step, is due."""
    if leaf.goal and leaf.goal.by:
        return leaf.goal.by.last
    open_steps = [
        step.due.last
        for step in leaf.parts
        if step.due and step.state not in ("done", "done_late", "dropped")
    ]
    return min((due for due in open_steps if due >= leaf.on), default=max(open_steps, default=None))


def ordered(board: Iterable[Entry], by: Sorting, portfolio: Portfolio, language: str) -> list[Entry]:
    """Return the entries in one of the orders a reader may choose."""
    themes = portfolio.vocabulary.themes

    def theme(entry: Entry) -> tuple[int, str]:
        word = themes.get(entry.target.theme)
        return (word.order if word else 9999, entry.target.theme)

    def severity(entry: Entry) -> int:
        return SEVERITY.index(entry.leaf.state)

    def age(entry: Entry) -> int:
        return -entry.leaf.latest.period.last.toordinal() if entry.leaf.latest else 0

    # Sorting is stable: what is equal stays in the order of the portfolio, tiers lowest first.
    keys: dict[Sorting, Callable[[Entry], Any]] = {
        "theme": lambda e: (theme(e), severity(e)),
        "state": lambda e: (severity(e), theme(e)),
        "deadline": lambda e: (deadline(e.leaf) or date.max, severity(e)),
        "latest": age,
        "title": lambda e: tuple(folded(part) for part in e.titles(language)),
    }
    return sorted(board, key=keys[by])


def standing(leaf: Assessment) -> str:
    """Return the state, split where a reader wants to know more: `no_figures` and `no_record`."""
    if leaf.state == "insufficient_data" and leaf.latest is None:
        return "no_figures"
    return "no_record" if "no_record" in leaf.flags else leaf.state


def tally(board: Iterable[Entry]) -> dict[str, int]:
    """Return how many entries have each standing that occurs, best first."""
    counts = Counter(standing(entry.leaf) for entry in board)
    places = {state: SEVERITY.index(state_of(state)) for state in counts}
    return {name: counts[name] for name in sorted(counts, key=lambda name: (-places[name], name))}


def state_of(name: str) -> State:
    """Return the state to which a standing belongs."""
    split: dict[str, State] = {"no_figures": "insufficient_data", "no_record": "overdue"}
    return split.get(name) or next(state for state in SEVERITY if state == name)


def dated(board: Iterable[Entry]) -> list[Entry]:
    """Return the entries with a measurable goal that has a deadline."""
    return [entry for entry in board if entry.leaf.goal is not None and entry.leaf.goal.by is not None]


def sources_of(portfolio: Portfolio, target: str) -> frozenset[str]:
    """Return the ids of every source record that a target file cites."""
    found: set[str | None] = set()
    subject = portfolio.targets[target]
    for _, series in series_of(subject):
        found |= {goal.source for goal in series.goals}
        found |= {observation.source for observation in series.observations}
        found.add(series.baseline.source if series.baseline else None)
    for step in getattr(subject, "steps", ()):
        found.add(step.source)
        found |= {record.source for record in step.records}
    return frozenset(name for name in found if name)


@dataclass(frozen=True, slots=True)
class Change:
    """How one entry moved between two days: its states, and what became known in between."""

    entry: Entry
    before: State | None
    figures: tuple[str, ...] = field(default=())
    goals: tuple[str, ...] = field(default=())

    @property
    def moved(self) -> bool:
        """Whether the state is another one."""
        return self.before != self.entry.leaf.state


def changes(earlier: Iterable[Assessment], later: Iterable[Assessment]) -> list[Change]:
    """Return every entry whose state, counted figures or goals differ between two days.

    `figures` and `goals` hold the period texts of what is new on the later day.
    """
    before = {entry.key: entry.leaf for entry in entries(earlier)}
    found: list[Change] = []
    for entry in entries(later):
        old = before.get(entry.key)
        figures = _new(_figures(old), _figures(entry.leaf))
        goals = _new(_goals(old), _goals(entry.leaf))
        if figures or goals or old is None or old.state != entry.leaf.state:
            found.append(Change(entry, old.state if old else None, figures, goals))
    return found


def _figures(leaf: Assessment | None) -> list[tuple[str, object]]:
    if leaf is None:
        return []
    records = [(step.id, step.record) for step in leaf.parts if step.record]
    return [*((point.period.text, point.value) for point in leaf.series), *records]


def _goals(leaf: Assessment | None) -> list[tuple[str, object]]:
    if leaf is None:
        return []
    return [(result.goal.by.text if result.goal.by else "", result.goal) for result in leaf.goals]


def _new(old: Iterable[tuple[str, object]], new: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    known = list(old)
    return tuple(name for name, value in new if (name, value) not in known)

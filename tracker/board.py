"""The board: assessments as a list to count, filter, search and sort, and what changed between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from tracker.collation import folded, order
from tracker.documents import documents_of
from tracker.judging.states import READING, SEVERITY, UNKNOWN, label_of
from tracker.model import GROUPS, Goal, Portfolio, Statement
from tracker.progress import Assessment, as_promised, judged_on
from tracker.scalars import Period

_ENDED = ("done", "done_late", "dropped")
Sorting = Literal["theme", "state", "deadline", "latest", "title"]
Cause = Literal[
    "new_figure",
    "revision",
    "new_goal",
    "new_statement",
    "goal_replaced",
    "deadline_passed",
    "source_published",
    "rule_changed",
]


@dataclass(frozen=True)
class Entry:
    """One line of the board: an indicator, a tier, a part of an allocation, or a set of milestones.

    Attributes:
        target: the assessment of the whole target file; the same as `leaf` for an indicator.
        leaf: the assessment that carries the verdict.
    """

    target: Assessment
    leaf: Assessment

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other entry: the id of the target, and of the part within that."""
        return (self.target.id,) if self.leaf is self.target else (self.target.id, self.leaf.id)

    @property
    def path(self) -> str:
        """The key as addresses and files write it; no id holds a slash."""
        return "/".join(self.key)

    @cached_property
    def standing(self) -> str:
        """The standing of the leaf; found once, since a board of thousands is counted and sorted often."""
        return self.leaf.standing

    @cached_property
    def due(self) -> date | None:
        """The deadline of the leaf."""
        return deadline(self.leaf)

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


def titles(portfolio: Portfolio, language: str) -> dict[str, str]:
    """Return the titles of all targets by their ids, in the order of a language."""
    found = {name: _text(target.title, language) for name, target in portfolio.targets.items()}
    return dict(sorted(found.items(), key=lambda pair: order(pair[1], language)))


def entries(assessments: Iterable[Assessment]) -> list[Entry]:
    """Return one entry for every verdict: tiers and allocations count by their parts."""
    found: list[Entry] = []
    for target in assessments:
        if target.kind in GROUPS:
            found += [Entry(target, part) for part in target.parts]
        else:
            found.append(Entry(target, target))
    return found


def borne(entry: Entry) -> list[Entry]:
    """Return the entry, or one for each of its series where it is judged by their goals."""
    return [entry if one is entry.leaf else Entry(entry.target, one) for one in judged_on(entry.leaf)]


def narrowed(board: Sequence[Entry], wanted: Filter, portfolio: Portfolio) -> list[Entry]:
    """Return the entries that pass every part of a filter; text is searched without accents."""
    needles = folded(wanted.text).split()
    return [entry for entry in board if _passes(entry, wanted, needles, portfolio)]


def _passes(entry: Entry, wanted: Filter, needles: Sequence[str], portfolio: Portfolio) -> bool:
    name, due = entry.target.id, entry.due
    return (
        (not wanted.themes or entry.target.theme in wanted.themes)
        and (not wanted.states or entry.standing in wanted.states)
        and (not wanted.owners or portfolio.targets[name].owner in wanted.owners)
        and (not wanted.due_by or (due is not None and due.year <= wanted.due_by))
        and (not wanted.sources or bool(wanted.sources & sources_of(portfolio, name)))
        and (not needles or _mentions(entry, needles))
    )


def _mentions(entry: Entry, needles: Sequence[str]) -> bool:
    hay = folded(" ".join((*entry.target.title.values(), *entry.leaf.title.values(), entry.path)))
    return all(needle in hay for needle in needles)


def deadline(leaf: Assessment) -> date | None:
    """Return the day by which the goal or a promise in words is due, of several the next that is open."""
    promises = [(one.goal or one.unmeasured, one.state) for one in (leaf, *judged_on(leaf))]
    dues = [(goal.by.last, state) for goal, state in promises if goal and goal.by]
    dues += [(step.due.last, step.state) for step in leaf.parts if step.due and step.state not in _ENDED]
    ahead = (due for due, state in dues if due >= leaf.on and state != "met")
    return min(ahead, default=max((due for due, _ in dues), default=None))


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
        "theme": lambda e: (theme(e), e.standing in UNKNOWN, severity(e)),
        "state": lambda e: (severity(e), theme(e)),
        "deadline": lambda e: (e.due or date.max, severity(e)),
        "latest": age,
        "title": lambda e: tuple(order(part, language) for part in e.titles(language)),
    }
    return sorted(board, key=keys[by])


def standing(leaf: Assessment) -> str:
    """Return the word for the state, split where a reader wants to know more."""
    return leaf.standing


def tally(board: Iterable[Entry]) -> dict[str, int]:
    """Return how many entries have each standing that occurs, in the order of READING."""
    counts = Counter(entry.standing for entry in board)
    return {name: counts[name] for name in sorted(counts, key=READING.index)}


def sources_of(portfolio: Portfolio, target: str) -> frozenset[str]:
    """Return the ids of every source record that a target file cites."""
    return documents_of(portfolio.targets[target])


UNTOLD: frozenset[Cause] = frozenset(
    {"revision", "goal_replaced", "deadline_passed", "source_published", "rule_changed"}
)
"""The causes that have to be named, because no new figure or goal beside the change tells them."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one entry moved between two days: its standing, and what became known in between.

    Attributes:
        before: the standing on the earlier day; None when nothing was known of the entry.
        flags: what qualified it on that day: that a goal was met late, or no longer kept.
        figures: periods of counted figures that are new or revised.
        goals: goals that are new. steps: steps with a new record.
        statements: what the body in charge has said since; of tiers and allocations the whole has them.
        causes: why it differs, in the order of `Cause`.
        members: the same of each series of which something became known, goals that the target has left out.
    """

    entry: Entry
    before: str | None
    figures: tuple[Period, ...] = ()
    goals: tuple[Goal, ...] = ()
    steps: tuple[Assessment, ...] = ()
    statements: tuple[Statement, ...] = ()
    causes: tuple[Cause, ...] = ()
    members: tuple[Change, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the standing is another one, or its label: a met goal is no longer kept."""
        now = label_of(self.entry.standing, self.entry.leaf.flags)
        return self.before is None or label_of(self.before, self.flags) != now


def changes(earlier: Iterable[Assessment], later: Iterable[Assessment]) -> list[Change]:
    """Return every entry whose standing, counted figures, goals or steps differ between two days."""
    before = {entry.key: entry.leaf for entry in _with_spoken(earlier)}
    found = [_change(entry, before.get(entry.key)) for entry in _with_spoken(later)]
    return [change for change in found if change.moved or change.causes or change.members]


def _with_spoken(assessments: Iterable[Assessment]) -> list[Entry]:
    """Return the entries of a board, and the whole of tiers or shares whose body has said something."""
    found = list(assessments)
    wholes = [Entry(one, one) for one in found if one.statements and one.kind in GROUPS]
    return [*entries(found), *wholes]


def _change(entry: Entry, old: Assessment | None, shared: Sequence[Goal] = ()) -> Change:
    leaf = entry.leaf
    known = old if old is not None and _known_of(old) else None
    if leaf.kind in GROUPS:
        said = _said_since(known, leaf)
        return Change(entry, leaf.standing, statements=said, causes=("new_statement",) if said else ())
    alike = known is not None and known.series is leaf.series  # as between most days near each other
    figures = {point.period: point.value for point in known.series} if known and not alike else {}
    goals = {id(goal) for goal in _promises(known)} if known else set()
    records = {step.id: step.record for step in known.parts} if known else {}
    found = Change(
        entry,
        standing(known) if known else None if _known_of(leaf) else standing(leaf),
        () if alike else tuple(one.period for one in leaf.series if figures.get(one.period) != one.value),
        tuple(goal for goal in _promises(leaf) if id(goal) not in goals and as_promised(goal) not in shared),
        tuple(step for step in leaf.parts if step.record and records.get(step.id) != step.record),
        _said_since(known, leaf),
        members=_of_members(entry, old),
        flags=tuple(known.flags) if known else (),
    )
    holds: dict[Cause, bool] = {
        "new_figure": any(period not in figures for period in found.figures),
        "revision": any(period in figures for period in found.figures),
        "new_goal": bool(found.goals),
        "new_statement": bool(found.statements),
        "goal_replaced": bool(known and _replaced(leaf) - _replaced(known)),
        "deadline_passed": old is not None and _deadline_between(old, leaf),
        "source_published": bool(found.steps) or (known is not None and len(leaf.others) > len(known.others)),
        "rule_changed": known is not None and known.method != leaf.method,
    }
    return replace(found, causes=tuple(cause for cause, true in holds.items() if true))


def _of_members(entry: Entry, old: Assessment | None) -> tuple[Change, ...]:
    """Return what became known of the series of an entry."""
    before = {one.id: one for one in old.members} if old else {}
    shared = [as_promised(goal) for goal in _promises(entry.leaf)] if entry.leaf.members else ()
    found = (_change(Entry(entry.target, one), before.get(one.id), shared) for one in entry.leaf.members)
    return tuple(change for change in found if change.causes)


def _known_of(leaf: Assessment) -> bool:
    """Tell whether anything is known of an entry or its series: a goal, in words too, a figure or a step."""
    own = leaf.goals or leaf.unmeasured or leaf.series or leaf.parts
    return bool(own) or any(_known_of(one) for one in leaf.members)


def _promises(leaf: Assessment) -> list[Goal]:
    """Return the goals known of an entry, the promise without a number among them."""
    return [result.goal for result in leaf.goals] + ([leaf.unmeasured] if leaf.unmeasured else [])


def _said_since(known: Assessment | None, leaf: Assessment) -> tuple[Statement, ...]:
    """Return what the body in charge has said since an earlier day."""
    return leaf.statements[len(known.statements) if known else 0 :]


def _replaced(leaf: Assessment) -> set[int]:
    return {id(result.goal) for result in leaf.goals if result.role == "replaced"}


def _deadline_between(old: Assessment, leaf: Assessment) -> bool:
    """Tell whether the deadline of an adopted goal, or of a step, passed between two days."""
    dues = [*promised_by(leaf), *(step.due.last for step in leaf.parts if step.due)]
    return any(old.on <= due < leaf.on for due in dues)


def promised_by(leaf: Assessment) -> list[date]:
    """Return the days by which goals are to be reached that are neither drafts nor replaced."""
    adopted = [result.goal.by for result in leaf.goals if result.role in ("headline", "open", "past")]
    return [due.last for due in adopted if due is not None]

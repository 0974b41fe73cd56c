"""Attention: what needs a decision now, the worst and most urgent first, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from tracker.board import Entry, borne
from tracker.judging.freshness import is_stale
from tracker.model import Goal
from tracker.progress import Assessment

Reason = Literal["missed", "overdue", "moving_away", "due_soon", "old"]
REASONS: tuple[Reason, ...] = get_args(Reason)
YEAR, SOON = timedelta(days=366), timedelta(days=183)
BEHIND = ("slightly_off_track", "well_off_track", "moving_away")


class Matter(NamedTuple):
    """One thing that needs attention.

    Attributes:
        step: the step past its due day, where the entry is a programme.
        goal: the goal that was missed, where another one leads by now.
    """

    entry: Entry
    reason: Reason
    due: date | None
    step: Assessment | None = None
    goal: Goal | None = None


def matters(entries: Sequence[Entry], on: date, headline: Sequence[str]) -> list[Matter]:
    """Return what needs attention on a day, one for each target.

    First what was missed or fell overdue within the last twelve months, then what moves away, then what is
    behind and due within six months, then what has published nothing for twice its interval. Within each
    the targets that lead the portfolio come first, then the nearest deadline.

    Args:
        entries: of the board.
        on: the day.
        headline: the ids of the targets that lead the portfolio.
    """
    judged = [one for entry in entries for one in borne(entry)]
    found = [matter for entry in judged for matter in (*_of(entry, on), *_missed_before(entry, on))]
    leading = {name: at for at, name in enumerate(headline)}

    def place(matter: Matter) -> tuple[int, int, int, tuple[str, ...]]:
        rank = 0 if matter.reason in ("missed", "overdue") else REASONS.index(matter.reason)
        away = abs((matter.due - on).days) if matter.due else 10**6
        return rank, leading.get(matter.entry.target.id, len(leading)), away, matter.entry.key

    first: dict[str, Matter] = {}
    for matter in sorted(found, key=place):
        first.setdefault(matter.entry.target.id, matter)
    return list(first.values())


def _of(entry: Entry, on: date) -> Iterator[Matter]:
    """Yield the reasons for which an entry needs attention."""
    leaf = entry.leaf
    if leaf.kind == "milestones":
        for step in leaf.parts:
            due = step.due.last if step.due else None
            if step.state == "overdue" and due and on - due <= YEAR:
                yield Matter(entry, "overdue", due, step)
        return
    goal = leaf.goal or leaf.unmeasured
    if goal is None:
        return
    due = goal.by.last if goal.by else None
    if leaf.state == "missed" and due and on - due <= YEAR:
        yield Matter(entry, "missed", due)
    if leaf.state == "moving_away":
        yield Matter(entry, "moving_away", due)
    if leaf.state in BEHIND and due and on <= due <= on + SOON:
        yield Matter(entry, "due_soon", due)
    if (
        leaf.state not in ("met", "missed")
        and (due is None or due >= on)
        and leaf.latest is not None
        and leaf.measure is not None
        and is_stale(leaf.latest, leaf.measure, on)  # asked first: what is old is soon told, flags are not
        and "stale" in leaf.flags
    ):
        yield Matter(entry, "old", due)


def _missed_before(entry: Entry, on: date) -> Iterator[Matter]:
    """Yield the goals that were missed within a year and behind which another one leads by now."""
    for promise in entry.leaf.promises:
        over = promise.goal.by.last if promise.goal.by else None
        if promise.role == "past" and over and on - YEAR <= over < on and promise.outcome[0] == "missed":
            yield Matter(entry, "missed", over, goal=promise.goal)

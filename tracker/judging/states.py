"""States: the one ordered table of every standing, from which every order, list and count derives.

A *state* is what the engine decides; a *standing* is the word a reader sees for it. Two states have two
words each: too little data is "no figures" where there is none at all, and a step past its due day
without any record is not said to be late.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

State = Literal[
    "not_assessable",
    "insufficient_data",
    "too_early",
    "met",
    "missed",
    "awaiting_final",
    "awaiting_figure",
    "moving_away",
    "on_track",
    "slightly_off_track",
    "well_off_track",
    "improving",
    "little_change",
    "worsening",
    "done",
    "done_late",
    "in_progress",
    "not_started",
    "overdue",
    "dropped",
    "unclear",
]
Kind = Literal["goal", "step", "no_goal"]


class Standing(NamedTuple):
    """One row of the table.

    Attributes:
        name: the word's key: its message is `state.<name>`.
        state: the state it is a word for.
        kind: whether it is said of a goal, of steps, or of a figure without a goal.
        judged: whether it counts as a verdict in sums, such as the 75 % rule.
    """

    name: str
    state: State
    kind: Kind
    judged: bool


def _said(state: State, kind: Kind, judged: bool = True, name: str = "") -> Standing:
    return Standing(name or state, state, kind, judged)


TABLE: tuple[Standing, ...] = (
    _said("missed", "goal"),
    _said("overdue", "step"),
    _said("overdue", "step", name="no_record"),
    _said("moving_away", "goal"),
    _said("well_off_track", "goal"),
    _said("worsening", "no_goal"),
    _said("awaiting_final", "goal"),
    _said("slightly_off_track", "goal"),
    _said("little_change", "no_goal"),
    _said("awaiting_figure", "goal", judged=False),
    _said("too_early", "goal", judged=False),
    _said("insufficient_data", "goal", judged=False),
    _said("insufficient_data", "goal", judged=False, name="no_figures"),
    _said("not_assessable", "goal", judged=False),
    _said("unclear", "step", judged=False),
    _said("not_started", "step"),
    _said("in_progress", "step"),
    _said("improving", "no_goal"),
    _said("on_track", "goal"),
    _said("done_late", "step"),
    _said("done", "step"),
    _said("met", "goal"),
    _said("dropped", "step"),
)
"""Every standing, from the one that needs most attention to the one that needs none."""

STANDINGS: tuple[str, ...] = tuple(row.name for row in TABLE)
SEVERITY: tuple[State, ...] = tuple(dict.fromkeys(row.state for row in TABLE))
"""The states, from the one that needs most attention to the one that needs none."""

WORST_FIRST: tuple[State, ...] = tuple(
    dict.fromkeys(row.state for row in TABLE if row.judged and row.kind == "goal")
)
"""The verdicts on goals, worst first: the order in which a whole takes the state of its parts."""

LATE, LOST = "met_late", "lost_since"
"""The flags of a goal that was met after its deadline, and of one that was met and is no longer kept."""

UNJUDGED: frozenset[State] = frozenset(row.state for row in TABLE if not row.judged)
"""The states that carry no verdict."""

UNKNOWN: frozenset[str] = frozenset(
    row.name for row in TABLE if not row.judged or row.name in ("not_started", "dropped")
)
"""The standings in which there is nothing to judge."""

READING: tuple[str, ...] = (
    *(row.name for row in reversed(TABLE) if row.name not in UNKNOWN),
    *(row.name for row in TABLE if row.name in UNKNOWN),
)
"""The standings as a summary names them: from the best to the worst, then what nobody can tell."""

_ROWS = {row.name: row for row in TABLE}


def state_of(name: str) -> State:
    """Return the state for which a standing is the word."""
    return _ROWS[name].state


def row_of(name: str) -> Standing:
    """Return the row of a standing."""
    return _ROWS[name]


def label_of(standing: str, flags: Collection[str]) -> str:
    """Return the name of a label: the standing and, of a goal that was met, whether late and still kept."""
    names = {LATE: "late", LOST: "lost"} if standing == "met" else {}
    return ".".join((standing, *(name for flag, name in names.items() if flag in flags)))


def standing_of(state: State, reason: str | None) -> str:
    """Return the word for the state of a goal: without any figure it is `no_figures`."""
    return "no_figures" if state == "insufficient_data" and reason == "no_observation" else state

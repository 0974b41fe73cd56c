"""Steps: where each step of a milestones target stands on a day, and all of them together.

A step has a state and no pace. No share of steps is taken, because weights are not published.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.judging.assessment import Assessment
from tracker.judging.figures import Sources
from tracker.judging.numbers import NUMBERS, RECORDS
from tracker.judging.states import State
from tracker.model import Step, StepRecord


def whole(states: set[State]) -> State:
    """Return the state of all steps together: overdue if one is, done if all have ended."""
    ended: set[State] = {"done", "done_late", "dropped"}
    if "overdue" in states:
        return "overdue"
    if states and states <= ended:
        return next(state for state in ("done_late", "done", "dropped") if state in states)
    if states & {"in_progress", "done", "done_late"}:
        return "in_progress"
    return "not_started" if "not_started" in states else "unclear"


def assess_step(step: Step, theme: str, on: date, sources: Sources) -> Assessment | None:
    """Return where one step stands, or None when it was not announced by the day."""
    if step.source is not None and (step.source not in sources or sources[step.source].published.last > on):
        return None
    record = _newest_record(step.records, on, sources)
    overdue = step.due is not None and on > step.due.last
    state = _step_state(step, record, overdue)
    return Assessment(
        id=step.id,
        kind="step",
        title=step.title,
        note=step.note,
        theme=theme,
        unit=None,
        on=on,
        state=state,
        flags=("no_record",) if overdue and record is None else (),
        reasons=dict.fromkeys((*NUMBERS, *RECORDS), "step"),
        due=step.due,
        record=record,
    )


def _step_state(step: Step, record: StepRecord | None, overdue: bool) -> State:
    """Return the state of a step from its newest record and whether its due day has passed."""
    if record is not None and record.state == "dropped":
        return "dropped"
    if record is not None and record.state == "done":
        return "done_late" if step.due is not None and record.on.last > step.due.last else "done"
    if overdue:
        return "overdue"
    return record.state if record is not None else "unclear"


def _newest_record(records: Sequence[StepRecord], on: date, sources: Sources) -> StepRecord | None:
    """Return the record with the newest day among those known, of equal days the later in the file."""
    known = [
        record
        for record in records
        if record.source in sources and sources[record.source].published.last <= on and record.on.first <= on
    ]
    return max(reversed(known), key=lambda record: record.on.last, default=None)

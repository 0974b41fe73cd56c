"""Restated: the goals of a source beside those of a target that is there; they are told, never written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.importing.content import Notice, Promise, Subject
from tracker.model import Indicator
from tracker.scalars import Period
from tracker.series import Goal

_SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}
_Key = tuple[str, date, float]


def restated(subject: Subject, existing: Indicator) -> Iterator[Notice]:
    """Yield a sentence where a source states goals that the file of its target lacks, or one no longer.

    Missed is only what such a source has brought, and neither what another goal of the file replaces nor the
    earlier version of one that is stated.
    """
    stated = {_key_in(one): _of_source(one) for one in subject.goals}
    replaced = {one.replaces for one in existing.goals if one.replaces}
    current = [one for one in existing.goals if one.id not in replaced]
    versions = {key[:2] for key in stated}
    gone = any(
        subject.goals_at and (one.at or "").startswith(subject.goals_at) and key not in stated
        for one in current
        if (key := _key_of(one)) and key[:2] not in versions
    )
    if gone or stated.keys() - {_key_of(one) for one in existing.goals}:
        held = "; ".join(map(_of_file, current))
        said = "; ".join(stated.values())
        yield Notice("import.goals.differ", {"id": subject.id, "said": said or "–", "held": held or "–"})


def _key_in(goal: Promise) -> _Key:
    return goal.bound, Period.parse(goal.by).last, float(goal.value)


def _key_of(goal: Goal) -> _Key | None:
    """Return bound, deadline and value of a goal that is one number by one day; None for any other."""
    if goal.relative or goal.aim or goal.between or goal.by is None:
        return None
    value = goal.low if goal.low is not None else goal.high
    return None if value is None else (goal.bound, goal.by.last, float(value))


def _of_source(goal: Promise) -> str:
    return f"{_SIGNS[goal.bound]} {goal.value} ({goal.by})"


def _of_file(goal: Goal) -> str:
    """Return a goal in signs; of one that is no single number its deadline alone."""
    value = goal.low if goal.low is not None else goal.high
    known = _key_of(goal) is not None and value is not None
    number = f"{_SIGNS[goal.bound]} {value:.{value.decimals}f}" if known and value is not None else "…"
    return f"{number} ({goal.by.text})" if goal.by else number
